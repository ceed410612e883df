"""How long something has lasted, by several accounts in; lengths that exclude each other, out.

"Eight months of talks" and "talks since November", printed on 10 September: ten months. The
length of a "since" runs to the day of publication; a week, a twentieth of the length and the rest
of a month or year that is named only so are allowed for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.clause import clause_at, fuller
from collation.differences.scene import Scene, difference
from collation.differences.words import STOP, family, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span, TimeExpression

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_OF = re.compile(
    r"(?:[\s-]+(?:days?|weeks?|months?|years?))?['’]?"
    r"(?:\s+of\s+(?:\w+\s+){0,2}?([a-z]{4,})\b|-(?:long|old)\s+(?:\w+\s+)?([a-z]{4,})\b)"
)
_NOUN_BEFORE = re.compile(r"\b([A-Za-z]{4,})\b")
_TOLERANCE = 0.05
_LEAST = 7.0  # days
_REACH = 90  # characters before "since" in which its noun stands
_VAGUE = frozenset({"vague", "range", "up to", "under"})
_SHARED = 1


@dataclass(frozen=True, slots=True)
class _Length:
    covered: Covered
    low: float  # days
    high: float
    span: Span
    sentence: Span
    value: str
    nouns: frozenset[str]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Lengths of one activity that exclude each other, one discrepancy a noun."""
    by_noun: dict[str, list[_Length]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for length in (*_counted(covered), *_since(covered)):
            for noun in length.nouns:
                by_noun[noun].append(length)
    for noun, found in sorted(by_noun.items()):
        yield from _compared(scene, noun, found)


def _counted(covered: Covered) -> Iterator[_Length]:
    """ "Eight months of talks", "a six-week-long strike"."""
    for figure in covered.reading.figures:
        if figure.quantity != "measure" or figure.unit not in _DAYS or figure.hedge in _VAGUE:
            continue
        match = _OF.match(covered.article.text, figure.number.end)
        if match is None:
            continue
        noun = _activity(match.group(1) or match.group(2))
        if noun:
            low, high = _days(figure)
            span = Span(figure.number.start, match.end())
            value = re.sub(r"\s+of\b.*|-(?:long|old)\b.*", "", covered.text(span), flags=re.DOTALL)
            yield _Length(covered, low, high, span, figure.sentence, value, frozenset({noun}))


def _days(figure: Figure) -> tuple[float, float]:
    unit = _DAYS[figure.unit]
    slack = 0.0 if figure.hedge in ("at least", "more than") else 0.5
    return (figure.low - slack) * unit, (figure.high + 0.5) * unit


def _since(covered: Covered) -> Iterator[_Length]:
    """ "Negotiations have gone on since November"."""
    published = covered.article.published
    if published is None:
        return
    for time in covered.reading.times:
        if time.begin is None or time.end is None or not _is_since(covered, time):
            continue
        high, low = (published - time.begin).days, (published - time.end).days
        if low < 1:
            continue
        sentence = covered.sentence_at(time.span.start)
        before = covered.article.text[
            max(sentence.start, time.span.start - _REACH) : time.span.start
        ]
        clause = re.split(r"[,;:]\s", before)[-1]
        if not re.search(r"\b(?:has|have|had)\b", clause):
            continue
        nouns = frozenset(filter(None, map(_activity, _NOUN_BEFORE.findall(clause))))
        start = time.span.start - len("since ")
        yield _Length(
            covered, float(low), float(high), Span(start, time.span.end), sentence,
            covered.text(Span(start, time.span.end)), nouns,
        )  # fmt: skip


def _is_since(covered: Covered, time: TimeExpression) -> bool:
    before = covered.article.text[max(0, time.span.start - 6) : time.span.start].lower()
    return before == "since " and time.confidence >= 0.7


def _activity(noun: str | None) -> str:
    """The family of a noun that names something that lasts; "" for none."""
    if not noun:
        return ""
    return _LASTING.get(noun.lower()) or _LASTING.get(noun.lower().removesuffix("s")) or ""


#: What lasts, by families of near synonyms.
_LASTING = {
    word: names.split()[0]
    for names in (
        "talk negotiation bargaining discussion", "strike walkout stoppage",
        "war conflict fighting",
        "siege blockade standoff", "protest demonstration unrest", "investigation probe inquiry",
        "trial hearing", "search manhunt hunt", "marriage", "rule reign", "drought", "shutdown",
        "captivity detention imprisonment", "campaign", "ceasefire truce", "lockdown", "lockout",
    )
    for word in names.split()
}  # fmt: skip


def _compared(scene: Scene, noun: str, found: list[_Length]) -> Iterator[Discrepancy]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or not _apart(one, other):
                continue
            if any(
                not _apart(length, against)
                for length, against in [
                    (mine, their)
                    for mine in found for their in (one, other)
                    if mine.covered.id != their.covered.id
                    and mine.covered.id in (one.covered.id, other.covered.id)
                ]
            ):  # fmt: skip
                continue  # one account gives both
            if scene.days_apart(one.covered, other.covered) > 1:
                continue
            shared = scene.stems(one.covered, one.sentence) & scene.stems(
                other.covered, other.sentence
            )
            central = {stem(word) for word in STOP} | {stem(noun), stem(family("counted", noun))}
            if len(shared - central) < _SHARED and not _only_one(found):
                continue
            told = fuller(*(clause_at(x.covered, x.sentence, x.span) for x in (one, other)))
            yield difference(
                scene,
                Kind.DURATION,
                Severity.HARD,
                f"how long: “{told}”",
                [Evidence(x.covered.id, x.span, x.sentence, x.value) for x in (one, other)],
                0.7,
            )
            return


def _only_one(found: list[_Length]) -> bool:
    """Whether every article gives but one length for it: then it is the story's own."""
    ids = [length.covered.id for length in found]
    return len(ids) == len(set(ids))


def _apart(one: _Length, other: _Length) -> bool:
    low, high = (one, other) if one.high <= other.high else (other, one)
    return low.high + max(_LEAST, _TOLERANCE * low.high) < high.low
