"""Why people call something wrong: the reasons to choose from, by kind of answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason by the name under which it is kept, in the words that people choose.

    `false_alarm`: what it is said of is no discrepancy, and shall not be shown again. The names are
    those of `benchmarks/gold` where it has one for it.
    """

    name: str
    words: str
    false_alarm: bool = False


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Why a discrepancy is kept back: somebody judged the same one, number `number`, wrong."""

    number: int
    person: str
    why: str
    at: datetime


NOT_A_DIFFERENCE = "not_a_difference"
OTHER = Reason("other", "Something else")

#: Of a discrepancy that somebody calls wrong.
DISCREPANCY = (
    Reason("paraphrase", "The same in other words", True),
    Reason("different_subject", "They speak of different things", True),
    Reason("later_hour", "Both were true, at different times", True),
    Reason("subset", "One is a part of the other", True),
    Reason("approximation", "One is rounded", True),
    Reason("granularity", "One is only more precise", True),
    Reason("another_event", "The articles tell of different events", True),
    Reason("voice", "Somebody quoted says it, not the outlet", True),
    Reason("misread", "The articles do not say that", True),
    Reason("severity", "It differs, but is rated wrongly"),
    Reason("no_difference", "Something else makes it no difference", True),
)
QUOTATION = (
    Reason("speaker", "Somebody else said it"),
    Reason("different_quote", "These are different quotations"),
    Reason("words", "The words begin or end in the wrong place"),
    Reason("no_quotation", "Nobody is quoted here"),
    Reason("date", "It was said on another day"),
    OTHER,
)
ENTRY = (
    Reason("date", "The date is wrong"),
    Reason("another_event", "These are different events"),
    Reason("sentence", "The sentence does not tell of it"),
    Reason("no_event", "Nothing happened here"),
    Reason("different_subject", "It does not belong to this story"),
    OTHER,
)
ANSWER = (
    Reason("not_asked", "It does not answer what was asked"),
    Reason("missing", "Something is missing"),
    OTHER,
)
REASONS = {
    "discrepancy": DISCREPANCY,
    "quotation": QUOTATION,
    "entry": ENTRY,
    "answer": ANSWER,
}

#: Why somebody dismisses a discrepancy.
DISMISSALS = (
    Reason(NOT_A_DIFFERENCE, "Not a difference: the accounts agree", True),
    Reason("explained", "A difference, but known and explained"),
    Reason("minor", "Too small to matter"),
    Reason("not_ours", "Not our subject"),
    OTHER,
)


def words(about: str, name: str) -> str:
    """A reason in words; "" for none."""
    known = (*REASONS.get(about, ()), *DISMISSALS)
    return next((reason.words for reason in known if reason.name == name), "")


def is_false_alarm(name: str) -> bool:
    """Whether whoever gives this reason says that there is no discrepancy."""
    known = (*DISMISSALS, *DISCREPANCY)
    return any(reason.name == name and reason.false_alarm for reason in known)
