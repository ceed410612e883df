"""What the blocks say is true of what they show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.answers import (
    Citation,
    Digest,
    DigestStory,
    DiscrepanciesAnswer,
    DiscrepancyView,
    Page,
    SideView,
    SourceCount,
    StoryView,
    UtteranceView,
    VersionView,
    WhoSaidAnswer,
)
from handlers.blocks import digest, discrepancies, who_said
from tests.handlers.conftest import CONFLICT

STORY = StoryView(1, "Fire in Leeds", 2, 2, None, None, ("The One",))
COUNT = SourceCount(2, 2, ())
CITATION = Citation(1, "The One", None, None, "It burned.", (), 0, None)


def version(cue: str) -> VersionView:
    return VersionView(CITATION, (), "direct", cue, "the central bank", None)


def said(*versions: VersionView, matched: int | None = None) -> str:
    utterance = UtteranceView(1, "Ann Roe", None, STORY, versions, COUNT, (), matched)
    answer = WhoSaidAnswer("fire", (utterance,), Page(1, 1, 1), COUNT)
    return str(who_said.render(answer, "/who-said fire").blocks)


def test_a_topic_is_said_to_choose_the_story() -> None:
    found_at = datetime(2025, 4, 15, tzinfo=UTC)
    view = DiscrepancyView(
        id=1,
        kind="number",
        severity="soft",
        between="outlets",
        subject="how many cats",
        sides=(),
        absent_in=(),
        note=None,
        story=STORY,
        state="open",
        found_at=found_at,
        confidence=0.9,
    )
    answer = DiscrepanciesAnswer("bitcoin", (view,), Page(1, 1, 2), hard=0, soft=2)
    shown = discrepancies.notification(answer)
    assert shown.startswith("2 softer differences in coverage that mentions bitcoin")


def test_what_is_doubtful_is_said_to_be() -> None:
    doubtful = replace(CONFLICT, doubtful=True)
    answer = DiscrepanciesAnswer("", (doubtful,), Page(1, 1, 1), hard=1, soft=0)
    assert "Not sure enough to be told unasked" in str(discrepancies.render(answer, "").blocks)
    sure = DiscrepanciesAnswer("", (CONFLICT,), Page(1, 1, 1), hard=1, soft=0)
    assert "Not sure enough" not in str(discrepancies.render(sure, "").blocks)


def test_what_some_leave_out_is_told_by_the_others() -> None:
    side = SideView("told", (CITATION,), COUNT)
    view = DiscrepancyView(
        id=1, kind="omission", severity="soft", between="outlets", subject="the cause of the fire",
        sides=(side,), absent_in=("The Two",), note=None, story=STORY, state="open",
        found_at=datetime(2025, 4, 15, tzinfo=UTC), confidence=0.9,
    )  # fmt: skip
    assert discrepancies.one_sentence(view).endswith("told (The One); not in The Two.")
    edition = Digest(date(2025, 4, 15), "UTC", "", (DigestStory(STORY, COUNT, (view,), 0),))
    assert "told (The One); not in The Two" in str(digest.render(edition).blocks)


def test_a_loaded_word_stands_against_plain_ones() -> None:
    told = replace(CITATION, sentence="The rioters left at noon.")
    sides = tuple(SideView(value, (told,), COUNT) for value in ("rioters", "plain"))
    view = DiscrepancyView(
        id=1, kind="label", severity="soft", between="outlets", subject="the crowd", sides=sides,
        absent_in=(), note=None, story=STORY, state="open",
        found_at=datetime(2025, 4, 15, tzinfo=UTC), confidence=0.9,
    )  # fmt: skip
    said = discrepancies.one_sentence(view)
    assert "“rioters” (The One) or in plain words (The One)" in said


def test_a_value_is_shown_with_the_capitals_it_is_printed_with() -> None:
    told = replace(CITATION, sentence="Police looked for Jo Brandtt's car at the pier.")
    side = SideView("brandtt", (told,), COUNT)
    assert discrepancies.value_of(CONFLICT, side, 60) == "“Brandtt”"
    assert discrepancies.value_of(CONFLICT, replace(side, value="a lorry"), 60) == "a lorry"


def test_a_verb_of_saying_stands_without_marks_since_others_may_be_printed() -> None:
    sides = tuple(SideView(value, (CITATION,), COUNT) for value in ("claimed", "said"))
    view = DiscrepancyView(
        id=1, kind="framing", severity="soft", between="outlets", subject="Roe's words",
        sides=sides, absent_in=(), note=None, story=STORY, state="open",
        found_at=datetime(2025, 4, 15, tzinfo=UTC), confidence=0.9,
    )  # fmt: skip
    assert "claimed (The One) or said (The One)" in discrepancies.one_sentence(view)
    assert discrepancies.kind(view) == "how it is told"


def test_an_edition_without_news_claims_no_more_than_that() -> None:
    shown = str(digest.render(Digest(date(2025, 4, 15), "UTC", "", ())).blocks)
    assert "There is nothing new now." in shown
    assert "contradicts" not in shown


@pytest.mark.parametrize(
    ("cue", "sentence", "printed"),
    [
        (
            "according to",
            "It burned, according to the central bank.",
            "“according to the central bank”",
        ),
        ("said", "It burned, the central bank said.", "“the central bank said”"),
        ("said", "It burned, said the central bank.", "“said the central bank”"),
        ("said", "It burned, the central bank on Monday said.", "“the central bank … said”"),
        ("said", "It burned. He said so.", "the central bank: “said”"),
    ],
)
def test_speaker_and_cue_stand_between_marks_only_as_they_are_printed(
    cue: str, sentence: str, printed: str
) -> None:
    one = replace(version(cue), citation=replace(CITATION, sentence=sentence))
    assert printed in said(one)


def test_versions_that_a_filter_leaves_out_are_told() -> None:
    both = version("said"), version("said")
    assert "Matched in 1 of 2 versions; all are shown." in said(*both, matched=1)
    assert "Matched in" not in said(*both, matched=2)
    assert "Matched in" not in said(*both)
