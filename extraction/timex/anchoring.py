"""Where the reader stands in time: publication, the date before, and the tense around a word."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta

from extraction.timex.words import MONTHS, WEEKDAYS, Word

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
TOPICAL = 7  # days from publication within which a date is the news, whatever year is printed
NEARBY = 40  # words within which "the next day" surely follows the date before it
REACH = 14  # words on either side in which a verb can govern a time expression

_FUTURE = frozenset(
    """will ll would shall plan plans planned planning expect expects expected scheduled schedule
    slated due until till upcoming hopes hoping hope should may might must
    deadline begins begin starts start tomorrow forthcoming vowed promised intends aims wants
    seeks poised ready likely resumes opens meets continues returns runs ends closes heads votes
    plays hosts face faces goes leaves arrives kicks reopens convenes eyeing eyes
    targeting can""".split()
)
_MODALS = frozenset("will ll would shall could should may might must to can won".split())
_SET = frozenset(  # before "to meet Monday" these make the infinitive a thing to come
    """agreed agree plan plans planned planning expected expects hopes hope hoping wants want
    wanted set due scheduled schedule likely ready intends vowed promised is are was were about
    slated try decided meeting hearing deadline time had has have need needs refused invitation
    invited offer offered chance opportunity request""".split()
)
_PAST = frozenset(
    """was were had did said told came went met won lost began rose fell took gave made got saw
    found left held sent led put read ran wrote spoke struck hit shot broke brought built bought
    became became drew drove fought flew grew heard kept knew laid paid sold showed stood taught
    thought threw wore been says has have set""".split()
)
_BE = frozenset("be been being".split())
_TITLES = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt st jr sr rev prof inc corp co no".split()
)


class Anchors:
    """What relative expressions are counted from, as the text is read from its start.

    `published` is None for an undated article. `previous` is the first day of the last calendar
    expression and `previous_at` the word where it stood, `day` the last that is no longer than a
    day; `period` is the last month or quarter in TIMEX3 form, which "a year earlier" looks back
    to; `years` are those that the text prints of a month and day.
    """

    def __init__(
        self, words: list[Word], published: date | None, years: dict[tuple[int, int], int]
    ) -> None:
        self.words = words
        self.published = published
        self.years = years
        self.previous: date | None = None
        self.previous_at = -1
        self.counted_from = -1  # `previous_at` before the expression being resolved
        self.day: date | None = None
        self.day_at = -1
        self.ended_at = -1  # the word after the last "month day"
        self.period: str | None = None

    def remember(self, value: str, begin: date, precision: str, at: int, compared: bool) -> None:
        """Take note of a resolved calendar expression at word `at`.

        What is only `compared` with ("a year earlier") does not become the period spoken of.
        """
        self.previous, self.previous_at = begin, at
        if precision in ("minute", "hour", "part of day", "day"):
            self.day, self.day_at = begin, at
        if compared:
            return
        if precision in ("quarter", "month"):
            self.period = value

    def spoken_of(self) -> tuple[date | None, str]:
        """The date before and "previous", else the day of publication."""
        if self.previous is not None:
            return self.previous, "previous"
        return self.published, "publication"

    def _ends(self, index: int) -> bool:
        word = self.words[index].text
        if word == "\n":
            return True
        if word not in (".", "!", "?") or index + 1 >= len(self.words):
            return False
        following, before = self.words[index + 1], self.words[index - 1].text if index else ""
        if following.text in ('"', "”", "''", "'"):
            return True
        abbreviated = len(before) == 1 or before in _TITLES or before in MONTHS or (
            before in WEEKDAYS and len(before) < 6
        )  # fmt: skip
        return following.title and not abbreviated

    def tense(self, first: int, last: int) -> str:
        """ "future", "past" or "": what the nearest verb makes of the words [first, last)."""
        begins = True
        if (first and self.words[first - 1].text in ("by", "until", "till", "effective")) or (
            first > 2 and self.words[first - 1].text == "as" and self.words[first - 3].text == "as"
        ):
            return "future" if self._tense_before(first - 1) != "past" else "past"
        for index in range(first - 1, max(-1, first - 1 - REACH), -1):
            if self._ends(index):
                break
            found = self._tense_of(index)
            if found:
                return found
            begins = begins and index >= first - 2
        if not begins:
            return ""
        # "On Wednesday, the court will hear …": nothing before it in its sentence.
        for index in range(last, min(len(self.words), last + REACH)):
            if self._ends(index):
                break
            word = self.words[index].text
            if word in ("will", "would", "ll"):
                return "future"
            if word in _PAST or word.endswith("ed"):
                return "past"
        return ""

    def _tense_before(self, first: int) -> str:
        """The tense of a verb right before "by" or "until": "was open until Friday"."""
        words = [self.words[i].text for i in range(max(0, first - 3), first)]
        return "past" if any(word in ("was", "were", "had", "did") for word in words) else ""

    def _tense_of(self, index: int) -> str:
        word = self.words[index].text
        before = [self.words[i].text for i in range(max(0, index - 3), index)]
        if word == "to" and index + 1 < len(self.words):
            following = self.words[index + 1]
            plain = following.text.isalpha() and not following.title
            return "future" if plain and before and before[-1] in _SET else ""
        if word in ("said", "told", "says", "say", "announced", "reported"):
            return "past"
        if word == "set" and self.words[index + 1].text in ("for", "to"):
            return "future"
        if word in ("until", "till") and self.words[index + 1].text.endswith("ing"):
            return ""  # "searched until arresting him on Monday": the verb before says when
        if word in _FUTURE:
            return "past" if "had" in before or "previously" in before else "future"
        if word in _PAST or (word.endswith("ed") and len(word) > 4):
            if any(w in _BE for w in before):
                return "future" if any(w in _MODALS for w in before) else "past"
            if before and (before[-1] in ("will", "would", "to") or "will" in before[-2:]):
                return "future"
            return "past"
        return ""


def is_past(word: str) -> bool:
    """Whether a word in lower case is a verb of the past, by its form."""
    return word in _PAST or (word.endswith("ed") and len(word) > 4)


def printed_years(words: list[Word]) -> dict[tuple[int, int], int]:
    """The year of every month and day that the text prints with one year and no other."""
    found: dict[tuple[int, int], set[int]] = {}
    for index, word in enumerate(words):
        month = MONTHS.get(word.text)
        if month is None:
            continue
        before = words[index - 1].text if index else ""
        after = [w.text for w in words[index + 1 : index + 5] if w.text not in (".", ",")]
        for day, year in zip([*after[:1], before], [*after[1:2], *after[:1]], strict=False):
            number = _DAY.fullmatch(day)
            if number and _YEAR.fullmatch(year):
                found.setdefault((month, int(number[1])), set()).add(int(year))
    return {key: min(years) for key, years in found.items() if len(years) == 1}


def near_year(published: date, month: int, day: int, tense: str) -> int | None:
    """The year of a date printed without one; None where no year near has that day."""
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        return _leap_year(published) if (month, day) == (2, 29) else None

    def far(day: date) -> timedelta:
        distance = day - published
        if distance < timedelta(0):
            return -distance * (3 if tense == "future" else 1)
        # Without a cue news looks back, but "Nov. 11" in a paper of Nov. 5 lies ahead.
        return distance * (1 if tense == "future" else 4 if tense == "past" else 2)

    return min(found, key=far).year


def _leap_year(published: date) -> int | None:
    """The nearest year with a 29 February; None at the ends of the calendar."""
    years = range(published.year - 4, published.year + 5)
    leap = [year for year in years if isleap(year) and 0 < year < 10000]
    return min(leap, key=lambda year: abs(year - published.year), default=None)
