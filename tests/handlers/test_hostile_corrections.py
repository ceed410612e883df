"""Modals and records of changes by hand are such that Slack takes them, whatever they say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desk.answers import (
    ByPerson,
    Citation,
    CorrectionsAnswer,
    CorrectionView,
    EntryView,
    SourceCount,
    StoryView,
)
from handlers.blocks import corrections
from sandbox.limits import faults_of_message, faults_of_view
from tests.handlers.test_every_message_fits import HOSTILE

AT = datetime(2025, 4, 15, tzinfo=UTC)
COUNT = SourceCount(1, 1, ())


def entry(id: int, text: str) -> EntryView:
    cited = tuple(Citation(n, text, None, None, text, (), n, None) for n in range(3))
    mark = ByPerson(1, text, "dated", AT, text, text)
    day = date(2025, 3, 1)
    return EntryView(
        id, text, day, day, "plan", cited, COUNT, text, True, "day", text, None, (mark,)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_every_modal_fits(text: str) -> None:
    story = StoryView(1, text, 1, 1, None, None, ())
    entries = [entry(n, text) for n in range(1, 150)]
    views = [corrections.add_modal(story, "{}"), corrections.choose_modal(entries[:20], "{}")]
    views += [
        corrections.correct_modal(entries[0], way, entries[1:], "{}")
        for way, _, _ in corrections.WAYS
    ]
    for view in [*views, corrections.cannot(text)]:
        assert faults_of_view(view) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_every_record_fits(text: str) -> None:
    story = StoryView(1, text, 1, 1, None, None, ())
    items = tuple(
        CorrectionView(n, 1, "dated", text, AT, text, text, text, text, text or None, AT)
        for n in range(80)
    )
    for message in (
        corrections.record(CorrectionsAnswer(story, items), "Asia/Kathmandu"),
        corrections.record(CorrectionsAnswer(story, ()), "UTC"),
        corrections.confirmation(items[0], text),
    ):
        assert faults_of_message(message.arguments()) == []
        assert "<!channel>" not in str(message.blocks)
