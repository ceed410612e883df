"""Drafts in Slack: how each claim stands, for the writer alone, and nothing of it kept anywhere."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from collation.discrepancy import Evidence
from desk import drafts as module
from desk.drafts import CheckDraft, DraftAnswer, WhichStory
from desk.errors import BadRequest, NoMatch, UnknownStory
from desk.reasons import FalseAlarm
from desk.requests import Asker
from handlers.blocks import drafts
from sandbox.testing import Reply
from tests.handlers.mill import BOTH, DRAFT, GAME, HERALD, MORNING, POST, Mill, mill

ASKER = Asker("newsroom", "U0DANA", "Europe/London")


@pytest.fixture
def room(nlp: Language, tmp_path: Path) -> Iterator[Mill]:
    with mill(nlp, tmp_path) as room:
        yield room


def checked(room: Mill, text: str = DRAFT, story: int | None = None) -> DraftAnswer:
    answer = room.desk.drafts.check(ASKER, CheckDraft(text, story))
    assert isinstance(answer, DraftAnswer)
    return answer


def verdicts(answer: DraftAnswer) -> dict[str, str]:
    return {claim.words: claim.verdict for claim in answer.claims}


def test_each_claim_is_disputed_supported_or_not_found(room: Mill) -> None:
    answer = checked(room)
    found = verdicts(answer)
    assert found["Fourteen workers were killed"] == "disputed"
    assert found["We told the owners about those doors in January"] == "supported"
    assert found["employed 240 people"] == "supported"
    assert found["Omar Diazz"] == "disputed"


def test_a_name_is_no_claim_but_one_that_nobody_prints_is_told(room: Mill) -> None:
    answer = checked(room)
    assert "Zanesville" in answer.unprinted
    assert not {"Zanesville", "Jane Roe", "Harlow"} & set(verdicts(answer))
    assert "Jane Roe" not in answer.unprinted
    shown = room.slack.command(f"/check-draft {' '.join(DRAFT.split())}").plain
    assert "Names that no article prints: Zanesville" in shown


def test_the_worst_claim_stands_first_and_what_holds_last(room: Mill) -> None:
    order = [claim.verdict for claim in checked(room, f"{DRAFT}\nThe bishop prayed.").claims]
    worst = ["disputed", "not found", "not checked", "supported"]
    assert order == sorted(order, key=worst.index)
    assert set(worst) == set(order)


def test_a_disputed_figure_names_who_prints_what_with_the_sentence(room: Mill) -> None:
    claim = next(c for c in checked(room).claims if c.words == "Fourteen workers were killed")
    sides = {
        side.value: [c.outlet for c in side.citations] for a in claim.against for side in a.sides
    }
    assert "Star" in sides.get("Fifteen", [])
    assert {"Harlow Post", "Herald"} & {one.outlet for one in claim.near}  # a toll may have risen
    sentences = [c.sentence for a in claim.against for side in a.sides for c in side.citations]
    assert all("killed" in sentence for sentence in sentences)


def test_what_somebody_judged_no_difference_is_told_softly_with_the_reason(
    room: Mill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged(_: object, workspace: str, kind: str, own: str, row: Evidence) -> FalseAlarm | None:
        same = (workspace, kind, own, row.value) == ("newsroom", "number", "Fourteen", "Fifteen")
        return FalseAlarm(7, "U0DANA", "a subset", MORNING) if same else None

    before = next(c for c in checked(room).claims if c.words == "Fourteen workers were killed")
    monkeypatch.setattr(module, "judged_alike", judged)
    after = next(c for c in checked(room).claims if c.words == "Fourteen workers were killed")
    assert [one.severity for one in before.against] == ["hard"]
    assert [one.severity for one in after.against] == ["soft"]
    assert after.against[0].note == "judged no difference in #7 (a subset)"
    others = [c for c in checked(room).claims if c.words != "Fourteen workers were killed"]
    assert any(one.severity == "hard" for c in others for one in c.against)


def test_a_day_that_others_put_elsewhere_is_disputed(room: Mill) -> None:
    claim = next(c for c in checked(room).claims if c.kind == "date" and c.verdict == "disputed")
    assert "arrested Peter Lund" in claim.words
    assert {side.value for against in claim.against for side in against.sides} == {"2026-03-03"}


def test_a_quotation_of_somebody_else_is_disputed(room: Mill) -> None:
    text = '"We told the owners about those doors in January," fire chief Omar Diaz said in Harlow.'
    claim = next(c for c in checked(room, text).claims if c.kind == "quotation")
    assert claim.verdict == "disputed"
    assert [side.value for against in claim.against for side in against.sides] == ["Jane Roe"]


def test_other_words_in_marks_are_disputed_and_the_printed_ones_shown(room: Mill) -> None:
    text = '"We told the owners about those locks in January," Mayor Jane Roe of Harlow said.'
    claim = next(c for c in checked(room, text).claims if c.kind == "quotation")
    assert claim.verdict == "disputed"
    assert "doors" in str(claim.against)


def test_supporters_are_counted_as_independent_sources(room: Mill) -> None:
    claim = next(c for c in checked(room).claims if c.words == "employed 240 people")
    assert claim.count.sources == len({c.outlet for c in claim.support}) == 2


def test_what_a_draft_copies_from_an_article_supports_it_all_the_same(room: Mill) -> None:
    answer = checked(room, HERALD)
    assert answer.number("disputed") <= 1  # the toll, which the Star gives otherwise
    assert answer.number("supported") >= 5


def test_a_draft_on_something_else_gets_a_sentence_that_says_what_to_do(room: Mill) -> None:
    text = "Penguins in the southern colony laid 4,000 eggs in May, Dr. Ida Moss told the journal."
    with pytest.raises(NoMatch, match=r"Index coverage of the event first .*story:"):
        room.desk.drafts.check(ASKER, CheckDraft(text))


def test_an_empty_draft_and_an_unknown_story_are_refused(room: Mill) -> None:
    with pytest.raises(BadRequest, match="Paste a sentence"):
        room.desk.drafts.check(ASKER, CheckDraft(" \n"))
    with pytest.raises(BadRequest, match="“Hi” is too short to check"):
        room.desk.drafts.check(ASKER, CheckDraft("Hi"))
    with pytest.raises(UnknownStory):
        room.desk.drafts.check(ASKER, CheckDraft(DRAFT, 99))


def test_a_draft_that_several_stories_fit_is_asked_about(room: Mill) -> None:
    answer = room.desk.drafts.check(ASKER, CheckDraft(BOTH))
    assert isinstance(answer, WhichStory)
    assert len(answer.stories) == 2


def test_the_form_answers_the_writer_alone(room: Mill) -> None:
    form = room.slack.command("/check-draft")
    assert form.modal is not None
    reply = room.slack.submit(form, {"draft_0": DRAFT})
    assert reply.ephemeral
    assert "claims" in reply.plain
    assert "contradicted" in reply.plain
    assert "Fourteen workers were killed" in reply.plain
    assert "harlowpost.example/a#:~:text=" in str(room.slack.ephemerals()[-1].blocks)
    assert not [m for m in room.slack.messages() if not m.ephemeral]


def test_the_form_asks_which_story_and_keeps_what_was_pasted(room: Mill) -> None:
    form = room.slack.command("/check-draft")
    asked = room.slack.submit(form, {"draft_0": GAME, "draft_1": POST})
    assert asked.modal is not None
    assert "Which one" in asked.modal.plain
    story = room.desk.stories(ASKER)[0]
    reply = room.slack.submit(asked, {drafts.STORY: str(story.id)})
    assert reply.ephemeral
    assert f"story:{story.id}" in reply.plain or "claim" in reply.plain


def test_what_cannot_be_compared_is_said_in_the_form(room: Mill) -> None:
    form = room.slack.command("/check-draft")
    again = room.slack.submit(form, {"draft_0": "Penguins laid four thousand eggs on the ice."})
    assert again.modal is not None
    assert "Index coverage of the event first" in str(room.slack.modal().errors)  # type: ignore[union-attr]


def test_a_text_behind_the_command_is_checked_at_once(room: Mill) -> None:
    reply = room.slack.command("/check-draft Fourteen workers were killed at the Harlow mill.")
    assert reply.ephemeral
    assert "Contradicted" in reply.plain


def test_a_text_file_in_a_direct_message_is_a_draft(room: Mill) -> None:
    reply = room.slack.direct_message("", file=("draft.txt", DRAFT.encode()))
    assert reply.thread_ts is not None
    assert "Fourteen workers were killed" in reply.plain


def test_a_file_that_several_stories_fit_is_read_again_when_one_is_chosen(room: Mill) -> None:
    asked = room.slack.direct_message("", file=("draft.txt", BOTH.encode()))
    assert "Which one" in asked.plain
    label = next(one for one in asked.message.buttons if "article" in one)
    reply = room.slack.click(asked, label)
    assert "claims" in reply.plain


@pytest.mark.parametrize("name", ["draft.docx", "picture.png"])
def test_a_file_that_is_no_text_is_refused_in_a_sentence(room: Mill, name: str) -> None:
    reply = room.slack.direct_message("", file=(name, b"PK\x03\x04 nothing"))
    assert "plain text" in reply.plain


def test_a_long_text_in_a_direct_message_is_taken_for_a_draft(room: Mill) -> None:
    reply = room.slack.direct_message(HERALD)
    assert "Your draft and the coverage" in reply.plain


def test_a_mention_with_a_draft_is_answered_for_the_writer_alone(room: Mill) -> None:
    reply = room.slack.mention("check-draft Fourteen workers were killed at the Harlow mill.")
    assert reply.ephemeral
    assert "Contradicted" in reply.plain
    assert reply.thread_ts is None  # a thread that nobody answered in is not drawn for one alone


def test_a_message_is_checked_from_its_menu(room: Mill) -> None:
    seen = room.slack.message("Fifteen workers were killed at the Harlow mill on Tuesday.")
    posted = room.slack.messages()[-1]
    assert not seen.plain or posted
    reply = room.slack.shortcut("check_message", posted, user="robin")
    assert reply.ephemeral
    assert "claim" in reply.plain


SECRET = "Quillfeather"  # of nobody's coverage


def everywhere(folder: Path) -> str:
    """All that the archive's files hold, and every value of every table."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            found.append(path.read_bytes().decode("latin-1"))
    for path in folder.glob("*.sqlite3"):
        with sqlite3.connect(path) as db:
            tables = [
                row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            for table in tables:
                found += [str(row) for row in db.execute(f'SELECT * FROM "{table}"')]
    return "\n".join(found)


def ways(room: Mill, text: str) -> Iterator[Reply]:
    yield room.slack.submit(room.slack.command("/check-draft"), {"draft_0": text})
    yield room.slack.command(f"/check-draft {' '.join(text.split())}")
    yield room.slack.direct_message("", file=("draft.txt", text.encode()))
    yield room.slack.direct_message(f"check-draft {text}")


def test_nothing_of_a_draft_is_stored_or_logged(
    room: Mill, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG, logger="parallax")
    caplog.set_level(logging.DEBUG, logger="slack_bolt.parallax")
    text = f"{DRAFT}\n\nAda {SECRET} said the mill in Harlow burned for 31 hours.\n"
    before = everywhere(room.archive)
    for reply in ways(room, text):
        assert "claims" in reply.plain
    after = everywhere(room.archive)
    assert SECRET not in before + after
    assert "Diazz" not in after
    ours = [r for r in caplog.records if r.name.startswith("parallax")]
    assert not [r for r in ours if SECRET in r.getMessage() or "Diazz" in r.getMessage()]
    printed = capfd.readouterr()
    assert SECRET not in printed.out + printed.err


def test_a_draft_that_breaks_the_reading_leaves_no_word_of_it_in_the_log(
    nlp: Language, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with mill(nlp, tmp_path) as room:

        def broken(items: object) -> object:
            raise ValueError(f"cannot read {SECRET}")

        room.desk.drafts._read = broken  # type: ignore[assignment]
        reply = room.slack.command(f"/check-draft Ada {SECRET} was killed at the Harlow mill.")
        assert "could not be compared (ValueError)" in reply.plain
        assert SECRET not in caplog.text
        assert SECRET not in everywhere(room.archive)
