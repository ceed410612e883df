"""What people do with a timeline in Slack: draw it, take it along, add to it, correct it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from slack_bolt import BoltRequest

from desk.desk import Desk
from desk.requests import Asker, ShowTimeline
from handlers.app import make_app, make_client
from handlers.reception import Reception
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Reply, Sandbox, SeenMessage, WatchedExecutor
from store.archive import Archive
from tests.desk.newsroom import Clock, article
from tests.desk.newsroom import desk as open_desk
from tests.handlers.test_timeline_js import faults_of
from tests.store.archives import fresh_archive

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
ASKER = Asker("newsroom")
POST = article("post", "A mill burned on 12 March 2025. It was pulled down on 20 March 2025.")
STAR = article("star", "The =mill in Leeds was lost to a fire on 12 March 2025.")
SUN = article("sun", "The mill fire was on 13 March 2025, a mayor wrote.")
YORK = article("west", "A mill in York burned on 2 March 2025.", title="Fire in York")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with fresh_archive("sqlite", tmp_path) as found:
        yield found


@pytest.fixture
def desk(archive: Archive) -> Desk:
    found = open_desk(archive)
    found.index(ASKER, [POST, STAR, SUN])
    return found


@pytest.fixture
def slack(desk: Desk) -> Iterator[Sandbox]:
    """The sandbox with the bot in it, and an archive of three made-up articles."""
    with ExitStack() as stack:
        executor = WatchedExecutor()
        stack.callback(executor.shutdown)
        answers: list[Callable[..., tuple[int, Any, str]]] = []

        def bot(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            return answers[0](method, headers, body)

        sandbox = stack.enter_context(Sandbox(MANIFEST, bot=bot, idle=executor.wait_idle))
        client = make_client(BOT_TOKEN, sandbox.api_url)
        app = make_app(client, Reception(desk, Clock(), "newsroom"), SIGNING_SECRET, executor)

        def dispatch(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            answer = app.dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return answer.status, answer.headers, answer.body

        answers.append(dispatch)
        yield sandbox


def days(desk: Desk) -> list[str]:
    return [entry.when for entry in desk.timeline(ASKER, ShowTimeline()).entries]


def number(desk: Desk, when: str) -> str:
    entries = desk.timeline(ASKER, ShowTimeline()).entries
    return str(next(entry.id for entry in entries if entry.when == when))


def corrected(
    slack: Sandbox, desk: Desk, shown: Reply | SeenMessage, entry: str, way: str, **given: str
) -> Reply:
    """Through both modals; `entry` is the day under which it is shown."""
    first = slack.click(shown, "Correct an entry …")
    second = slack.submit(first, {"entry": number(desk, entry), "way": way})
    return slack.submit(second, given)


class TestAdding:
    def test_an_entry_stands_in_the_timeline_with_who_added_it(
        self, slack: Sandbox, desk: Desk
    ) -> None:
        shown = slack.mention("timeline mill")
        modal = slack.click(shown, "Add an entry …")
        assert modal.modal is not None
        values = {"when": "about 10 March", "what": "The alarm failed", "link": "https://a.example"}
        slack.submit(modal, values)
        again = slack.refresh(shown)
        assert "about 10 March 2025" in again.plain
        assert "The alarm failed" in again.plain
        assert "Added by" in again.plain
        assert "Changes (1)" in again.buttons
        assert "Added by" in slack.thread(shown)[-1].plain  # all can see who did what

    @pytest.mark.parametrize(
        ("values", "why"),
        [
            ({"when": "someday", "what": "x"}, "no date that I can read"),
            ({"when": "3 May 2025 to 1 May 2025", "what": "x"}, "ends before it begins"),
            ({"when": "2025", "what": "x", "link": "javascript:alert(1)"}, "https://"),
        ],
    )
    def test_what_cannot_be_read_is_said_in_the_modal(
        self, slack: Sandbox, desk: Desk, values: dict[str, str], why: str
    ) -> None:
        modal = slack.click(slack.command("/timeline mill"), "Add an entry …")
        refused = slack.submit(modal, values)
        assert refused.modal is not None
        assert why in (refused.error or "")
        assert desk.timeline(ASKER, ShowTimeline()).changed == 0

    def test_markup_in_an_entry_calls_nobody(self, slack: Sandbox, desk: Desk) -> None:
        shown = slack.mention("timeline mill")
        modal = slack.click(shown, "Add an entry …")
        slack.submit(modal, {"when": "2025", "what": "<!channel> *all* <@U0DANA>"})
        blocks = json.dumps(slack.refresh(shown).blocks)
        assert "&lt;!channel&gt;" in blocks or '"text": "<!channel> *all*' in blocks
        assert "<!channel>" not in json.dumps(
            [block for block in slack.thread(shown)[-1].blocks if block["type"] == "section"]
        )


class TestCorrecting:
    def test_a_date_is_corrected_marked_and_taken_back(self, slack: Sandbox, desk: Desk) -> None:
        shown = slack.mention("timeline mill")
        corrected(slack, desk, shown, "13 March 2025", "dated", when="10 March", note="police")
        again = slack.refresh(shown)
        assert "10 March 2025" in again.plain
        assert "the bot had 13 March 2025" in again.plain
        assert days(desk) == ["10 March 2025", "12 March 2025", "20 March 2025"]
        said = slack.thread(shown)[-1]
        assert "The bot had: 13 March 2025" in said.plain
        slack.click(said, "Undo")
        assert days(desk) == ["12 March 2025", "13 March 2025", "20 March 2025"]
        assert "Taken back" in slack.refresh(said).plain

    def test_a_command_is_answered_and_changed_for_its_asker_alone(
        self, slack: Sandbox, desk: Desk
    ) -> None:
        shown = slack.command("/timeline mill")
        corrected(slack, desk, shown, "20 March 2025", "hidden")
        assert "20 March 2025" not in slack.refresh(shown).plain
        assert all(one.ephemeral for one in slack.ephemerals())
        assert "Hidden by" in slack.ephemerals()[-1].plain

    def test_a_sentence_can_be_taken_out_or_split_off(self, slack: Sandbox, desk: Desk) -> None:
        shown = slack.mention("timeline mill")
        entry = desk.timeline(ASKER, ShowTimeline()).entries[0]
        star = next(c for c in entry.citations if c.outlet == "The Star")
        at = f"{star.article}:{star.at}"
        corrected(slack, desk, shown, "12 March 2025", "split", sentence=at)
        assert days(desk).count("12 March 2025") == 2
        again = slack.refresh(shown)
        corrected(slack, desk, again, "20 March 2025", "excluded", sentence=_only(desk))
        assert "20 March 2025" not in days(desk)

    def test_two_entries_are_joined_and_the_days_that_differ_marked(
        self, slack: Sandbox, desk: Desk
    ) -> None:
        shown = slack.mention("timeline mill")
        other = number(desk, "13 March 2025")
        corrected(slack, desk, shown, "12 March 2025", "merged", other=other)
        assert "Dates do not agree: 12 March 2025 or 13 March 2025" in slack.refresh(shown).plain

    def test_what_an_entry_has_not_cannot_be_split(self, slack: Sandbox, desk: Desk) -> None:
        first = slack.click(slack.command("/timeline mill"), "Correct an entry …")
        second = slack.submit(first, {"entry": number(desk, "20 March 2025"), "way": "split"})
        assert second.modal is not None
        assert "one sentence only" in second.modal.plain

    def test_the_last_entry_hidden_is_still_confirmed(self, slack: Sandbox, desk: Desk) -> None:
        for when in ("12 March 2025", "13 March 2025", "20 March 2025"):
            corrected(slack, desk, slack.mention("timeline mill"), when, "hidden")
        assert "hidden" in slack.mention("timeline mill").plain
        record = slack.mention("timeline story:1 corrections:yes")
        assert record.plain.count("Hidden by") == 3
        slack.click(record, action_id="undo_correction")
        assert days(desk) == ["20 March 2025"]

    def test_the_record_of_a_story_without_changes_says_so(self, slack: Sandbox) -> None:
        assert "Nobody has added" in slack.command("/timeline mill corrections:yes").plain


def _only(desk: Desk) -> str:
    entries = desk.timeline(ASKER, ShowTimeline()).entries
    (citation,) = next(entry for entry in entries if entry.when == "20 March 2025").citations
    return f"{citation.article}:{citation.at}"


class TestFiles:
    def test_a_picture_is_posted_into_the_thread_with_words_for_the_blind(
        self, slack: Sandbox
    ) -> None:
        shown = slack.mention("timeline mill")
        slack.click(shown, "Picture")
        (file,) = slack.files
        assert slack.thread(shown)[-1].files == (file.id,)
        assert file.name == "timeline-1.png"
        assert Image.open(io.BytesIO(file.content)).size[0] == 1_200
        assert "12 March 2025" in file.alt_text

    def test_what_one_person_sees_is_drawn_for_that_person(self, slack: Sandbox) -> None:
        reply = slack.click(slack.command("/timeline mill"), "Picture")
        assert any("in our direct messages" in one.plain for one in reply.messages)
        assert slack.direct_messages()[-1].files == (slack.files[0].id,)

    def test_the_json_holds_to_the_format_and_names_who_changed_what(
        self, slack: Sandbox, desk: Desk
    ) -> None:
        shown = slack.mention("timeline mill")
        corrected(slack, desk, shown, "13 March 2025", "dated", when="March 2025")
        slack.click(slack.refresh(shown), "Export TimelineJS")
        found = json.loads(slack.files[-1].text())
        assert faults_of(found) == []
        (month,) = [one for one in found["events"] if one["display_date"] == "March 2025"]
        assert month["end_date"] == {"year": 2025, "month": 3, "day": 31}
        assert "U0DANA" not in json.dumps(found)

    def test_the_table_has_every_sentence_and_nothing_that_runs(
        self, slack: Sandbox, desk: Desk
    ) -> None:
        shown = slack.mention("timeline mill")
        modal = slack.click(shown, "Add an entry …")
        slack.submit(modal, {"when": "2025-03-01", "what": "=HYPERLINK(1)"})
        slack.click(slack.refresh(shown), "Export CSV")
        text = slack.files[-1].text()
        assert "\r\n" in slack.files[-1].content.decode()
        rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
        assert len(rows) == 5
        assert rows[0]["what"] == "'=HYPERLINK(1)"
        assert "Added by" in rows[0]["changed by people"]


def test_a_topic_that_fits_two_stories_offers_the_other(slack: Sandbox, desk: Desk) -> None:
    desk.index(ASKER, [YORK])
    shown = slack.mention("timeline mill")
    menu = next(e for block in shown.blocks for e in block.get("elements", ()) if "options" in e)
    value = menu["options"][0]["value"]
    assert value.startswith("/timeline mill story:")
    other = slack.select(shown, value, action_id="ask")
    assert other.message.plain != shown.plain
    assert "●" in other.plain  # the topic is still marked
