"""One report a subject, the most serious first."""

from __future__ import annotations

from dataclasses import replace

from collation.coverage import Coverage
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from collation.ranking import rank
from extraction.annotations import Span

NOTHING = Coverage(())


def difference(severity: Severity, *places: int, subject: str = "who was there") -> Discrepancy:
    """Two sides, "yes" and "no", whose words begin at these places."""
    evidence = tuple(
        Evidence("ann", Span(at, at + 5), Span(at, at + 20), "yes" if n % 2 else "no")
        for n, at in enumerate(places)
    )
    return Discrepancy(Kind.STATUS, severity, Between.OUTLETS, subject, evidence, 0.9)


def test_what_two_rules_say_of_one_subject_is_one_report_with_the_words_of_both() -> None:
    one, other = difference(Severity.SOFT, 0, 100), difference(Severity.HARD, 200, 300)
    (found,) = rank(NOTHING, [one, other])
    assert found.severity is Severity.HARD
    assert {e.span.start for e in found.evidence} == {0, 100, 200, 300}


def test_two_subjects_on_the_same_words_are_one_report() -> None:
    one = difference(Severity.SOFT, 0, 100)
    other = difference(Severity.HARD, 0, 100, subject="who had been there")
    assert rank(NOTHING, [one, other]) == (other,)


def test_two_subjects_on_other_words_are_two_hard_before_soft() -> None:
    one = difference(Severity.SOFT, 0, 100)
    other = difference(Severity.HARD, 200, 300, subject="who left")
    assert rank(NOTHING, [one, other]) == (other, one)


def test_of_the_sure_the_weightier_kind_is_first_and_the_unsure_are_last() -> None:
    wording, number = difference(Severity.SOFT, 0, 100), difference(Severity.SOFT, 200, 300)
    wording = replace(wording, kind=Kind.QUOTE_WORDING, subject="what she said")
    number = replace(number, kind=Kind.NUMBER, subject="how many", confidence=0.75)
    unsure = replace(difference(Severity.SOFT, 400, 500), confidence=0.32, subject="who knows")
    assert rank(NOTHING, [unsure, wording, number]) == (number, wording, unsure)


def test_what_happened_comes_before_how_it_is_told_whoever_differs() -> None:
    wording, number = difference(Severity.SOFT, 0, 100), difference(Severity.SOFT, 200, 300)
    wording = replace(wording, kind=Kind.FRAMING, subject="what she admitted")
    number = replace(
        number, kind=Kind.NUMBER, subject="how many", between=Between.SOURCES, confidence=0.5
    )
    assert rank(NOTHING, [wording, number]) == (number, wording)


def test_one_side_shared_with_another_difference_does_not_hide_it() -> None:
    one = difference(Severity.SOFT, 0, 100, 200)  # "no" at 0 and 200
    other = difference(Severity.HARD, 0, 500, 200, subject="who had been there")
    assert rank(NOTHING, [one, other]) == (other, one)


def test_a_doubtful_difference_comes_last_and_hides_none_that_is_shown() -> None:
    shown = difference(Severity.SOFT, 0, 100)
    doubtful = replace(difference(Severity.HARD, 200, 300, subject="who left"), doubtful=True)
    over = replace(difference(Severity.HARD, 0, 100, subject="who came"), doubtful=True)
    assert rank(NOTHING, [doubtful, over, shown]) == (shown, doubtful)


def test_what_was_edited_in_a_dispatch_is_told_beside_what_outlets_say_of_the_same_words() -> None:
    outlets = difference(Severity.HARD, 0, 100)
    edited = difference(Severity.SOFT, 0, 100, subject="who had been there")
    assert rank(NOTHING, [outlets, replace(edited, between=Between.DISPATCH)]) == (
        outlets, replace(edited, between=Between.DISPATCH),
    )  # fmt: skip
