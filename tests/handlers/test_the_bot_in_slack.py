"""The real Bolt app and a desk written by hand, through the sandbox: who sees what, and where."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from desk.errors import ArchiveBusy
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, WhoSaid
from handlers.exports import export_csv
from sandbox.testing import Sandbox
from tests.handlers.conftest import NOW, POST

Desk = Any  # the hand-written one of conftest.py


def test_a_command_answers_the_asker_alone(slack: Sandbox, desk: Desk) -> None:
    reply = slack.command("/who-said preposterous")
    assert reply.ephemeral
    assert "Nayib Bukele" in reply.plain
    assert (
        "5 articles, 4 independent sources (The Star and The Post print one dispatch)"
        in reply.plain
    )
    assert reply.text.startswith("Nayib Bukele: “The question is preposterous.”")
    asker, question = desk.asked[-1]
    assert question == WhoSaid(("preposterous",))
    assert (asker.workspace, asker.person, asker.zone) == ("newsroom", "U0DANA", "America/New_York")


def test_an_answer_is_shared_to_the_channel_with_who_shared_it(slack: Sandbox) -> None:
    reply = slack.click(slack.command("/who-said preposterous"), "Share to channel")
    shared = slack.messages()[-1]
    assert not shared.ephemeral
    assert "Shared by @dana" in shared.plain or "Dana" in shared.plain
    assert "Share to channel" not in shared.buttons
    assert reply.acknowledged


def test_sharing_works_where_the_bot_is_no_member(slack: Sandbox) -> None:
    answer = slack.command("/who-said preposterous", channel="#general")
    slack.click(answer, "Share to channel")
    assert "Nayib Bukele" in slack.messages("#general")[-1].plain


def test_a_command_in_a_direct_message_answers_the_asker_alone(slack: Sandbox) -> None:
    assert slack.command("/who-said preposterous", channel="@app").ephemeral


def test_a_card_shared_where_the_bot_is_no_member_can_still_be_decided_on(slack: Sandbox) -> None:
    answer = slack.command("/discrepancies id:12", channel="#general")
    slack.click(answer, "Share to channel")
    card = slack.messages("#general")[-1]
    slack.click(card, "Resolve")
    assert "✔ Resolved" in slack.refresh(card).plain


def test_pages_turn_in_place(slack: Sandbox, desk: Desk) -> None:
    first = slack.command("/who-said preposterous")
    second = slack.click(first, "Next page")
    assert desk.asked[-1][1].page == 2
    assert second.ts == first.ts
    assert "Previous page" in second.buttons


def test_a_sentence_is_shown_in_its_article(slack: Sandbox, desk: Desk) -> None:
    answer = slack.command("/who-said preposterous")
    opened = slack.click(answer, "In context: The Post")
    assert desk.asked[-1] == (1, 120 + POST.marks[0][0] if POST.marks else 120, True)
    assert opened.modal is not None
    assert "preposterous" in opened.modal.plain


def test_an_answer_that_one_person_sees_is_exported_to_their_direct_messages(
    slack: Sandbox, desk: Desk
) -> None:
    reply = slack.click(slack.command("/who-said preposterous"), "Export CSV")
    assert any("who-said.csv is in our direct messages" in one.plain for one in reply.messages)
    (file,) = slack.files
    assert slack.direct_messages()[-1].files == (file.id,)
    rows = list(csv.DictReader(file.text().removeprefix("\ufeff").splitlines()))
    assert [row["outlet"] for row in rows] == ["The Post", "The Star"] * 2  # of two pages
    assert rows[0]["words"] == "The question is preposterous."


def test_an_answer_in_a_thread_is_exported_there(slack: Sandbox) -> None:
    answer = slack.mention("timeline Abrego Garcia")
    slack.click(answer, "Export CSV")
    assert slack.thread(answer)[-1].files == (slack.files[0].id,)


def test_what_a_spreadsheet_would_run_is_exported_as_text(desk: Desk) -> None:
    side = replace(desk.conflict.sides[0], value="=HYPERLINK(1)")
    desk.conflict = replace(desk.conflict, sides=(side,))
    text = export_csv(desk, Asker("newsroom"), ShowDiscrepancies()).content
    assert isinstance(text, str)
    assert ",'=HYPERLINK(1)," in text


def test_a_mention_is_answered_in_its_thread_for_all(slack: Sandbox) -> None:
    reply = slack.mention("who said preposterous?")
    assert reply.asked is not None
    assert reply.thread_ts == reply.asked.ts
    assert not reply.ephemeral
    assert "Nayib Bukele" in reply.plain


def test_a_mention_within_a_thread_is_answered_there(slack: Sandbox) -> None:
    first = slack.mention("who said preposterous?")
    assert first.asked is not None
    second = slack.mention("when was he deported?", thread_ts=first.asked.ts)
    assert second.thread_ts == first.asked.ts
    assert "12 March 2025" in second.plain


def test_a_direct_message_is_answered_in_the_direct_message(slack: Sandbox, desk: Desk) -> None:
    reply = slack.direct_message("what differs about the prison?")
    assert "Abrego Garcia's status" in reply.plain
    assert reply.channel.startswith("D")
    assert desk.asked[-1][1] == ShowDiscrepancies("prison")


def test_an_event_that_comes_three_times_is_answered_once(slack: Sandbox) -> None:
    slack.deliver_twice(events=1, copies=3)
    reply = slack.mention("who said preposterous?")
    assert reply.asked is not None
    assert len(slack.thread(reply)) == 2  # the question and one answer


def test_the_timeline_marks_conflicts_and_unfolds_background(slack: Sandbox, desk: Desk) -> None:
    reply = slack.command("/timeline Abrego Garcia")
    assert "Dates do not agree: 12 or 15 March" in reply.plain
    slack.click(reply, "Show background (2)")
    assert desk.asked[-1][1] == ShowTimeline("Abrego Garcia", background=True)


def test_a_row_opens_as_a_card_with_a_table(slack: Sandbox) -> None:
    card = slack.click(slack.command("/discrepancies"), "Details")
    assert any(block["type"] == "table" for block in card.blocks)
    assert "🔴 Contradiction: Abrego Garcia's status" in card.plain
    assert card.text == (
        "Contradiction, label: Abrego Garcia's status: “legal resident” (The Post) or “illegal "
        "alien” (The Star)."
    )


def test_a_card_without_its_table_is_sent_where_slack_refuses_the_table(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", status=200, error="invalid_blocks")
    card = slack.direct_message("discrepancies id:12")
    assert not any(block["type"] == "table" for block in card.blocks)
    assert "illegal alien" in card.plain


def test_a_decision_changes_the_card_and_is_told_in_its_thread(slack: Sandbox) -> None:
    card = slack.mention("discrepancies id:12")
    slack.click(card, "Resolve")
    changed = slack.refresh(card)
    assert "✔ Resolved" in changed.plain
    assert "Resolve" not in changed.buttons
    assert "resolved this" in slack.thread(card)[-1].plain
    slack.click(changed, "Undo")
    assert "Resolve" in slack.refresh(card).buttons


def test_a_note_is_asked_for_in_a_modal(slack: Sandbox, desk: Desk) -> None:
    card = slack.mention("discrepancies id:12")
    slack.submit(slack.click(card, "Add note"), {"note": "Called the ministry <!here>."})
    assert desk.asked[-1] == ("note", "Called the ministry <!here>.", None)
    assert "Called the ministry <!here>." in slack.refresh(card).plain
    assert "<!here>" not in str(slack.refresh(card).blocks)


def test_a_snooze_has_an_end(slack: Sandbox, desk: Desk) -> None:
    card = slack.mention("discrepancies id:12")
    modal = slack.click(card, "Snooze").modal
    assert modal is not None
    assert "In a week: Tuesday 22 April 2025, 09:00" in str(modal.blocks)
    week = datetime(2025, 4, 22, 13, tzinfo=UTC)  # nine o'clock in New York
    slack.submit(modal, {"span": str(int(week.timestamp()))})
    action, _, until = desk.asked[-1]
    assert (action, until) == ("snooze", week)


def test_a_snooze_until_a_moment_that_is_over_is_refused_beside_the_field(slack: Sandbox) -> None:
    modal = slack.click(slack.mention("discrepancies id:12"), "Snooze").modal
    assert modal is not None
    before = str(int(NOW.timestamp()) - 60)
    answered = slack.submit(modal, {"span": "other", "until": before})
    assert "That is over already" in answered.error


def test_somebody_is_assigned(slack: Sandbox, desk: Desk) -> None:
    card = slack.mention("discrepancies id:12")
    slack.submit(slack.click(card, "Assign"), {"person": "U0ROBIN"})
    assert desk.asked[-1][:2] == ("assign", "<@U0ROBIN>")
    blocks = str(slack.refresh(card).blocks)
    assert "Assigned by <@U0DANA>, <!date^" in blocks
    assert "|Tuesday 15 April 2025, 09:00 (America/New_York)>" in blocks
    assert "Assigned to <@U0ROBIN>" in blocks
    told, shown = slack.direct_messages("robin")[-2:]
    assert "assigned this to you" in told.plain
    assert "Abrego Garcia's status" in shown.plain
    slack.click(slack.refresh(card), "Undo")
    assert "no longer assigned to you" in slack.direct_messages("robin")[-1].plain


def test_a_card_seen_by_one_person_is_changed_for_them_alone(slack: Sandbox) -> None:
    card = slack.click(slack.command("/discrepancies"), "Details")
    changed = slack.click(card, "Resolve")
    assert changed.ephemeral
    assert "✔ Resolved" in changed.plain


def test_a_digest_is_set_up_announced_listed_paused_and_stopped(slack: Sandbox, desk: Desk) -> None:
    asked = slack.command("/digest subscribe at 09:00 Europe/London weekdays")
    assert "This channel would get a digest at 09:00 (Europe/London) on weekdays" in asked.plain
    assert "legal resident" in asked.plain, "what it would hold now"
    assert not desk.digests.orders
    reply = slack.click(asked, "Confirm")
    assert "gets a digest at 09:00 (Europe/London) on weekdays" in reply.plain
    assert "set up a digest" in slack.messages()[-1].plain
    listed = slack.command("/digest list")
    paused = slack.click(listed, "Pause")
    assert "is paused" in paused.plain
    stopped = slack.click(paused, "Unsubscribe")
    assert not desk.digests.orders
    assert "goes on after all" in slack.click(stopped, "Undo").plain
    assert desk.digests.orders


def test_a_digest_where_the_bot_may_not_post_is_not_set_up(slack: Sandbox, desk: Desk) -> None:
    asked = slack.command("/digest subscribe at 9am", channel="#editors")
    assert "/invite" in slack.click(asked, "Confirm").plain
    assert not desk.digests.orders


def test_a_preview_of_a_digest_has_its_headlines(slack: Sandbox) -> None:
    reply = slack.command("/digest now")
    assert "Differences in the coverage, Tuesday 15 April 2025" in reply.plain
    assert "legal resident" in reply.plain


def test_app_home_shows_the_archive_and_its_buttons_answer_in_the_direct_message(
    slack: Sandbox,
) -> None:
    home = slack.open_home()
    assert "5 articles in 1 story" in home.plain
    assert "Abrego Garcia's status" in home.plain
    reply = slack.click(home, "Newest timeline")
    assert reply.channel.startswith("D")
    assert "12 March 2025" in reply.plain


def test_an_outlet_is_named_by_hand(slack: Sandbox, desk: Desk) -> None:
    reply = slack.command('/parallax outlet "003_1b" "Latin America Reports"')
    assert desk.asked[-1] == ("003_1b", "Latin America Reports")
    assert "“003_1b” is now “Latin America Reports” on 1 article." in reply.plain


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/who-said", "Type words that were said"),
        ("/who-said outlets:x y", "Did you mean outlet:?"),
        ("/who-said nothing", "The closest is “something”"),
        ("/timeline since:whenever", "is no date I can read"),
        ("/digest pause", "This channel has no digest"),
        ("/digest unsubscribe 99", "There is no digest 99"),
    ],
)
def test_bad_input_gets_a_sentence(slack: Sandbox, line: str, sentence: str) -> None:
    reply = slack.command(line)
    assert sentence in reply.plain
    assert reply.ephemeral


def test_a_question_that_no_rule_fits_gets_suggestions(slack: Sandbox) -> None:
    reply = slack.mention("bukele and the prison")
    assert '/who-said by:"bukele"' in reply.plain
    assert "12 March 2025" in slack.click(reply, "/timeline bukele prison").plain


def test_a_busy_archive_is_told_in_a_sentence(slack: Sandbox, desk: Desk) -> None:
    desk.fault = ArchiveBusy("Another process is writing. Nothing was lost; try again in a minute.")
    assert "try again in a minute" in slack.command("/who-said x").plain


def test_an_unforeseen_error_gives_a_reference_that_stands_in_the_log_too(
    slack: Sandbox, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.fault = ZeroDivisionError("secret words of an article")
    reply = slack.command("/who-said x")
    assert "secret" not in reply.plain
    reference = reply.plain.split("Reference ")[1][:8]
    assert reference in caplog.text


@pytest.mark.parametrize("command", ["who-said", "timeline", "discrepancies", "digest", "parallax"])
def test_every_command_has_help(slack: Sandbox, command: str) -> None:
    assert f"/{command}" in slack.command(f"/{command} help").plain


def test_other_bots_and_edits_are_not_answered(slack: Sandbox, desk: Desk) -> None:
    slack.message("preposterous without a mention")
    assert not desk.asked
