"""What the grammar found at a place: its words by part, and what the resolvers make of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extraction.annotations import TimeType
from extraction.timex.anchoring import Anchors
from extraction.timex.calendar import day_value
from extraction.timex.words import MONTHS, ORDINALS, PARTS, Word

DAY = timedelta(days=1)
UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
COUNTED = re.compile(
    r"\s*-?\s*(?:%|percent|people|miles|feet|meters|metres|km|kilomet|pounds|tons|dollars|euros|jobs|"
    r"workers|troops|soldiers|men|women|times|votes|points|shares|others|others|hours|acres|°)"
)


_OPENING = frozenset(('"', "“", "‘", "'"))
_CLOSING = frozenset(('"', "”", "’", "'"))
_SHOWS = frozenset(("show", "program", "programme", "host", "co-host", "anchor"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 type and value, and what it was counted from ("absolute" where nothing was)."""

    type: TimeType
    value: str
    anchor: str = "absolute"
    doubt: float = 1.0  # less than 1 where the same words often mean another day


@dataclass(frozen=True, slots=True)
class Found:
    """A form found at the words [first, last); `parts` holds its named groups' words."""

    first: int
    last: int
    parts: dict[str, tuple[Word, ...]]
    anchors: Anchors
    text: str

    def said(self, name: str) -> str:
        """The words of a part, joined by blanks; "" where the form has no such part."""
        return " ".join(word.text for word in self.parts.get(name, ()))

    def before(self, back: int = 1) -> str:
        """The word before the form."""
        index = self.first - back
        return self.anchors.words[index].text if index >= 0 else "\n"

    def after(self, ahead: int = 0) -> str:
        """The word after the form."""
        index = self.last + ahead
        return self.anchors.words[index].text if index < len(self.anchors.words) else "\n"

    def is_name(self) -> bool:
        """Whether its words are a title's: "NBC's “Today”", "hosts This Morning"."""
        words = self.anchors.words
        first = words[self.first]
        if not first.title:
            return False
        all_title = all(word.title for word in words[self.first : self.last])
        before, after = self.before(), self.after()
        if before.isalpha() and self.last - self.first > 1 and all_title:
            return words[self.first - 1].end + 1 == first.start and not self._starts()
        quoted = before in _OPENING and after in _CLOSING
        show = after in _SHOWS or (after in _CLOSING and self.after(1) in _SHOWS)
        named = before in ("'s", "’s") and self.last - self.first == 1
        if before in ("'s", "’s", *_OPENING) and self.last - self.first > 1 and all_title:
            return True  # "said on ABC's “This Week”"
        return (self.last - self.first == 1 and (quoted or show)) or (named and show)

    def ends_title(self) -> bool:
        """Whether it closes a title in quotation marks: two to four words, all with a capital."""
        words = self.anchors.words
        closes = self.after() in _CLOSING or (
            self.after() in (".", ",") and self.after(1) in _CLOSING  # American: “Meet Sunday.”
        )
        if not closes or not words[self.first].title:
            return False
        for at in range(self.first - 1, max(-1, self.first - 5), -1):
            if words[at].text in _OPENING:
                return at < self.first - 1
            if not words[at].title:
                return False
        return False

    def _starts(self) -> bool:
        """Whether the word before ends a headline or begins one: all of it in capitals."""
        at = self.anchors.words[self.first - 1]
        return self.text[at.start : at.end].isupper()

    def tense(self) -> str:
        """The tense around the form."""
        return self.anchors.tense(self.first, self.last)

    def has(self, *words: str) -> bool:
        """Whether the form itself holds one of the words."""
        return any(w.text in words for w in self.anchors.words[self.first : self.last])


def dated(value: str | None, anchor: str = "absolute") -> Meaning | None:
    if value is None:
        return None
    if "X" in value:
        anchor = "none"
    return Meaning(TimeType.TIME if "T" in value else TimeType.DATE, value, anchor)


def on_day(
    found: Found, day: date | None, anchor: str, unknown: str = "XXXX-XX-XX"
) -> Meaning | None:
    """That day, with the part of day that the form names."""
    part = found.said("part")
    value = day_value(day) if day else unknown
    if part:
        value += "T" + PARTS[part]
    return dated(value, anchor if day else "none")


def month_in(found: Found, name: str = "m") -> int:
    return next(MONTHS[w.text] for w in found.parts[name] if w.text in MONTHS)


def ordinal(said: str) -> int | None:
    if said in ORDINALS:
        return ORDINALS[said]
    digits = re.match(r"\d+", said)
    return int(digits[0]) if digits else None


def step_of(lead: str) -> int:
    words = set(lead.split())
    if words & {"last", "past", "previous", "preceding", "latest"}:
        return -1
    return 1 if words & {"next", "coming", "upcoming", "following"} else 0
