"""From texts to every form of the answer: a toll's course, a date of others, and `ask` to files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console
from spacy.language import Language

from bot.cli import main
from bot.terminal import show
from desk.answers import EntryView, TimelineAnswer
from desk.desk import Desk
from desk.requests import AddEntry, Asker, CorrectEntry, Period, ShowTimeline
from extraction.reading import read_articles
from handlers.blocks import course
from handlers.blocks import timeline as blocks
from handlers.exports import export_csv
from handlers.pictures.plan import Row, alt_text, make_plan
from handlers.timeline_js import timeline_js
from intake.plain import read_plain
from store.archive import open_archive
from tests.handlers.test_timeline_js import faults_of
from tests.scenarios.conftest import Clock

ASKER = Asker("command line", "command line")
TEXTS = {
    "Harbour Post": "date 2025-04-13\n\nFire at Harwick mill kills eight\n\nAt least eight people "
    "were killed when fire swept through a cotton mill in Harwick on Sunday. The mill's owner, "
    "Jane Roe, said the sprinklers in the spinning hall had failed. Smoke could be seen from the "
    "harbour.",
    "Valley Star": "date 2025-04-14\n\nHarwick mill fire: toll rises overnight\n\nThe death toll "
    "from the fire at a Harwick cotton mill rose to 12 on Sunday night, the fire brigade said. "
    "Weavers had complained of locked doors since early April. Jane Roe, who owns the mill, wept "
    "before reporters.",
    "Northern Sun": "date 2025-04-15\n\nHarwick mourns after mill fire\n\nFourteen people were "
    "killed in the fire at the cotton mill in Harwick, police said Monday. Candles stood along "
    "the canal. The council of Harwick voted on Tuesday to close every mill that has no "
    "sprinklers.",
    "Weekly Gazette": "Mill owner Jane Roe arrested in Harwick last week\n\nJane Roe was arrested "
    "last week at the cotton mill in Harwick where the fire broke out, a magistrate said.",
}


@pytest.fixture(scope="module")
def archive(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("toll") / "archive.sqlite3"
    store = open_archive(str(path))
    desk = Desk(store, lambda items: read_articles(nlp, items), Clock())
    articles = [read_plain(t, f"file:{name}.txt", outlet=name) for name, t in TEXTS.items()]
    assert [item.outcome for item in desk.index(ASKER, articles).items] == ["new"] * 4
    store.close()
    return path


@pytest.fixture
def desk(archive: Path) -> Iterator[Desk]:
    store = open_archive(str(archive))
    yield Desk(store, lambda items: [], Clock())
    store.close()


@pytest.fixture
def answer(desk: Desk) -> TimelineAnswer:
    found = desk.timeline(ASKER, ShowTimeline("Harwick", background=True, size=100))
    assert found.story.articles == 4
    return found


def toll(answer: TimelineAnswer) -> EntryView:
    (found,) = [entry for entry in answer.entries if entry.course]
    return found


def printed(answer: TimelineAnswer) -> str:
    console = Console(width=100, file=io.StringIO(), force_terminal=False)
    show(console, blocks.render(answer, "/timeline Harwick"))
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


class TestTheCourse:
    def test_each_value_has_its_time_and_its_outlet(self, answer: TimelineAnswer) -> None:
        entry = toll(answer)
        assert course.told(entry) == (
            "Dead: at least 8 (published 13 April: Harbour Post) → "
            "12 (Sunday night, 13 April: Valley Star) → "
            "14 (Monday, 14 April: Northern Sun)"
        )
        assert entry.when == "14 April 2025"
        assert entry.count.sources == 3
        assert [c.outlet for c in entry.citations][:1] == ["Northern Sun"]  # the newest first

    def test_its_number_is_marked_in_its_sentence(self, answer: TimelineAnswer) -> None:
        (first, *_) = toll(answer).course
        (citation,) = first.citations
        assert [citation.sentence[a:b] for a, b in citation.marks] == ["At least eight"]

    def test_slack_and_the_terminal_show_it_with_every_sentence(
        self, answer: TimelineAnswer
    ) -> None:
        text = printed(answer)
        assert "*Dead: at least 8 → 12 → 14*" in text
        assert "*12* · Sunday night, 13 April: Valley Star" in text
        for start in ("*At least eight* people were killed", "The death toll from", "*Fourteen*"):
            assert start in text

    def test_it_can_be_found_again_in_pictures_and_files(
        self, answer: TimelineAnswer, desk: Desk
    ) -> None:
        rows = [row for row in make_plan(answer, {}, 30).rows if isinstance(row, Row)]
        assert any(row.headline.startswith("Dead: at least 8 (published") for row in rows)
        assert "Dead: at least 8 → 12 → 14" in alt_text(answer)
        found = json.loads(timeline_js(answer, {}))
        assert faults_of(found) == []
        heads = [slide["text"]["headline"] for slide in found["events"]]
        assert "Dead: at least 8 → 12 → 14" in heads
        file = export_csv(desk, ASKER, ShowTimeline("Harwick"))
        table = list(csv.DictReader(str(file.content).removeprefix("\ufeff").splitlines()))
        values = [(r["counted"], r["value"], r["as of"]) for r in table if r["counted"]]
        assert values == [
            ("dead", "14", "Monday, 14 April"),
            ("dead", "12", "Sunday night, 13 April"),
            ("dead", "at least 8", "published 13 April"),
        ]

    def test_a_sentence_that_a_person_takes_out_leaves_the_course(
        self, answer: TimelineAnswer, desk: Desk
    ) -> None:
        entry = toll(answer)
        (gone,) = entry.course[1].citations
        made = desk.correct_entry(
            ASKER,
            CorrectEntry(answer.story.id, entry.id, "excluded", sentence=(gone.article, gone.at)),
        )
        left = toll(desk.timeline(ASKER, ShowTimeline("Harwick")))
        assert [step.value for step in left.course] == ["at least 8", "14"]
        desk.undo_correction(ASKER, made.id)
        assert len(toll(desk.timeline(ASKER, ShowTimeline("Harwick"))).course) == 3


class TestTheDateOfOthers:
    NOTE = "date taken from the other reports: the article itself has no date"

    def arrested(self, answer: TimelineAnswer) -> EntryView:
        return next(e for e in answer.entries if "was arrested" in e.citations[0].sentence)

    def test_an_undated_article_says_where_its_days_come_from(self, answer: TimelineAnswer) -> None:
        entry = self.arrested(answer)
        assert entry.when == "week of 7 April 2025"
        assert entry.date_note == self.NOTE
        assert not any(other.date_note for other in answer.entries if other is not entry)

    def test_every_form_of_the_answer_says_so(self, answer: TimelineAnswer, desk: Desk) -> None:
        assert f"({self.NOTE})" in printed(answer)
        rows = [row for row in make_plan(answer, {}, 30).rows if isinstance(row, Row)]
        assert any(row.sources.endswith("date taken from the other reports") for row in rows)
        assert self.NOTE in timeline_js(answer, {})
        file = export_csv(desk, ASKER, ShowTimeline("Harwick"))
        table = list(csv.DictReader(str(file.content).removeprefix("\ufeff").splitlines()))
        assert {r["date taken from"] for r in table} == {"", "the other reports"}

    def test_a_person_who_gives_the_date_ends_the_doubt(
        self, answer: TimelineAnswer, desk: Desk
    ) -> None:
        entry = self.arrested(answer)
        assert entry.begin is not None
        period = Period(entry.begin, entry.begin, "day")
        wanted = CorrectEntry(answer.story.id, entry.id, "dated", period)
        made = desk.correct_entry(ASKER, wanted)
        found = desk.timeline(ASKER, ShowTimeline("Harwick")).entries
        assert not any(other.date_note for other in found)
        desk.undo_correction(ASKER, made.id)


class TestAskToFiles:
    @pytest.fixture(autouse=True)
    def the_archive(self, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PARALLAX_DATABASE", str(archive))
        monkeypatch.setenv("PARALLAX_WORKSPACE", ASKER.workspace)
        monkeypatch.setenv("PARALLAX_NOW", "2025-04-16T09:00:00-04:00")

    def test_the_three_files_are_written_and_named(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        files = {end: tmp_path / f"a.{end}" for end in ("png", "csv", "json")}
        line = "/timeline Harwick"
        options = ["--picture", str(files["png"]), "--csv", str(files["csv"])]
        assert main(["ask", line, *options, "--timelinejs", str(files["json"])]) == 0
        out = capsys.readouterr().out.replace("\n", "")
        assert all(f"Written: {path}" in out for path in files.values())
        assert "Dead: at least 8 → 12 → 14" in out
        assert Image.open(io.BytesIO(files["png"].read_bytes())).size[0] == 1_200
        assert faults_of(json.loads(files["json"].read_text(encoding="utf-8"))) == []
        table = files["csv"].read_bytes().decode("utf-8-sig")
        assert len({row["when"] for row in csv.DictReader(io.StringIO(table))}) >= 3

    @pytest.mark.parametrize("option", ["--picture", "--timelinejs"])
    def test_only_a_timeline_is_drawn(
        self, option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "a.out"
        assert main(["ask", "/parallax status", option, str(path)]) != 0
        assert "Only a timeline can be drawn" in capsys.readouterr().err
        assert not path.exists()

    def test_a_folder_that_is_not_there_is_a_sentence(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "none" / "a.csv"
        assert main(["ask", "/timeline Harwick", "--csv", str(path)]) != 0
        assert "cannot be written" in capsys.readouterr().err


def test_an_entry_by_hand_stands_beside_a_course(answer: TimelineAnswer, desk: Desk) -> None:
    entry = toll(answer)
    assert entry.begin is not None
    period = Period(entry.begin, entry.begin, "day")
    made = desk.add_entry(ASKER, AddEntry(answer.story.id, period, "Roe resigns", None, ""))
    again = desk.timeline(ASKER, ShowTimeline("Harwick"))
    assert toll(again).course
    desk.undo_correction(ASKER, made.id)
