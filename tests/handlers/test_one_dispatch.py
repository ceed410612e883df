"""What outlets print of one dispatch stands apart, and whose word a side is is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk.answers import ArchiveStatus, Digest, DigestStory, DiscrepanciesAnswer, Page, SideView
from desk.sources import SourceCount
from handlers.blocks import digest, discrepancies, home
from handlers.blocks.discrepancies import EDITED
from tests.handlers.conftest import CONFLICT, COUNT, POST, STAR, STORY

DEAD = replace(POST, sentence="The flood left 19 people dead.")
MORE = replace(STAR, sentence="The flood left 29 people dead.")
CHANGED = replace(
    CONFLICT,
    id=9,
    kind="number",
    severity="soft",
    between="dispatch",
    subject="The flood left […] people dead",
    sides=(SideView("19", (DEAD,), COUNT), SideView("29", (MORE,), COUNT)),
    count=SourceCount(2, 1, (("The Post", "The Star"),), ("AFP",)),
)
BOTH = DiscrepanciesAnswer("", (CHANGED, CONFLICT), Page(1, 1, 2), hard=1, soft=0, edited=1)


def test_a_list_puts_what_was_edited_in_one_dispatch_under_its_own_heading() -> None:
    shown = str(discrepancies.render(BOTH, "").blocks)
    assert shown.index("Abrego Garcia") < shown.index(EDITED) < shown.index("The flood left")
    assert "1 contradiction and 1 change to one dispatch" in shown
    assert "The Post and The Star print one AFP dispatch" in shown
    assert "Contradiction* · number" not in shown


def test_a_list_without_any_has_no_such_heading() -> None:
    alone = DiscrepanciesAnswer("", (CONFLICT,), Page(1, 1, 1), hard=1, soft=0)
    assert EDITED not in str(discrepancies.render(alone, "").blocks)


def test_a_digest_counts_no_edited_dispatch_among_its_differences() -> None:
    part = DigestStory(STORY, COUNT, (CHANGED, CONFLICT), 0)
    message = digest.render(Digest(date(2025, 4, 15), "UTC", "", (part,)))
    shown = str(message.blocks)
    assert "1 new difference in 1 story; 1 change to one dispatch" in shown
    assert shown.index("Abrego Garcia") < shown.index(EDITED) < shown.index("The flood left")
    assert "Contradiction" in message.text


def test_home_has_the_same_heading() -> None:
    front = home.Front(status=ArchiveStatus(2, 1, 0, 2, None, ()), newest=(CHANGED, CONFLICT))
    shown = str(home.render(front))
    assert shown.index("Abrego Garcia") < shown.index(EDITED) < shown.index("The flood left")


def test_what_no_sentence_of_a_side_prints_stands_without_marks() -> None:
    sides = (
        SideView("must", (replace(POST, sentence="The court ordered it to act."),), COUNT),
        SideView("may", (replace(STAR, sentence="The court says it may act."),), COUNT),
        SideView("law", (replace(STAR, sentence="It is lawful."),), COUNT),
    )
    both = SideView("60", tuple(replace(c, sentence="It has 60.") for c in (POST, STAR)), COUNT)
    assert discrepancies.is_printed(both)
    one = replace(both, citations=(both.citations[0], replace(STAR, sentence="It has sixty.")))
    assert not discrepancies.is_printed(one)
    said = discrepancies.one_sentence(replace(CONFLICT, sides=sides))
    assert "must (The Post) or “may” (The Star) or law (The Star)" in said


def test_whose_word_a_side_is_is_said() -> None:
    lawful = replace(STAR, sentence="“It was lawful,” said Roe.")
    side = SideView("lawful", (lawful,), COUNT, ("Jane Roe",))
    view = replace(CONFLICT, sides=(CONFLICT.sides[0], side))
    assert "“lawful” (Jane Roe in The Star)" in discrepancies.one_sentence(view)
    assert "The Star, quoting Jane Roe" in str(discrepancies.card(view).blocks)
    own = SideView("lawful", (lawful, replace(lawful, at=900)), COUNT, ("Jane Roe", ""))
    assert discrepancies.tellers(own) == ["The Star"]


def test_printings_of_one_dispatch_on_two_sides_are_called_one_source() -> None:
    third = SideView("24", (replace(POST, article=3, sentence="It left 24 dead."),), COUNT)
    view = replace(CHANGED, between="outlets", sides=(*CHANGED.sides, third), edited=((0, 1),))
    shown = str(discrepancies.card(view).blocks)
    assert "“19” and “29”: printings of one dispatch, edited, and so one source." in shown


def test_who_cut_a_dispatch_is_not_said_to_lack_it_like_others() -> None:
    view = replace(CONFLICT, absent_in=("The Sun",), cut_in=("The Moon",))
    shown = str(discrepancies.card(view).blocks)
    assert "Not in: The Sun." in shown
    assert "The Moon prints the same dispatch without it." in shown


def test_words_in_marks_that_were_cut_keep_their_closing_mark() -> None:
    assert discrepancies.shortened("a charge: “one two three four five”", 26).endswith("”")
    assert discrepancies.shortened("a charge: “one”", 26) == "a charge: “one”"
