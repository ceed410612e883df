"""The places in a table or a race that several accounts give somebody, in; those that differ, out.

"They finished 22nd", "the club ended the season in 20th place", "came home third"
give a place in one table. An account that gives two is of two tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Sentence, Span, Voice

_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL = rf"(?P<rank>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_WORDS)})"
_WHERE = (
    r"(?:(?:the\s+)?(?:season|campaign|race|year|rally|tournament|competition|contest|tour|table|"
    r"day|stage)\s+)?"
)
_PLACED = re.compile(
    rf"\b(?:finish(?:ed|es)?|came(?:\s+(?:in|home))?|(?:was|were)\s+(?:placed|ranked|"
    rf"classified)|placed|"
    rf"end(?:ed|s)(?:\s+up)?|crossed\s+the\s+line|crossed\s+the\s+finish(?:ing)?\s+line|"
    rf"wound\s+up)\s+"
    rf"{_WHERE}(?:(?:in|a|at|the)\s+)*{_ORDINAL}\b(?:[- ](?P<noun>place|position|"
    rf"spot)\b)?(?P<end>\s*\S*)"
    rf"|\b(?:took|takes|claimed|secured|grabbed|slumped\s+to|dropped\s+to|with|"
    rf"had\s+to\s+settle\s+for|settled\s+for)\s+"
    rf"(?:a\s+)?{_ORDINAL.replace('rank', 'place')}[- ](?:place|position|spot)\b",
    re.IGNORECASE,
)
#: "Finished third-quarter results", "came first to": no place.
_NO_PLACE = re.compile(
    r"\s*(?:to\b|when\b|-|quarter|half|from the\b|time\b|of all\b|as\b|grade)", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:last (?:year|season|time|month|week)|previous(?:ly)?|in (?:19|20)\d\d|ago|first leg|"
    r"heat|qualif\w+|"
    r"semi-?final|opening|next|could|would|might|may|if|had|poll|polls|survey|expected|"
    r"world number)\b",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:he|she|they|it|the (?:\w+ )?(?:club|team|side|crew|squad|driver|rider|runner|swimmer|"
    r"boat|band|"
    r"singer|skier|athlete|\d\d-year-old)|(?:the )?hosts)\b",
    re.IGNORECASE,
)
_OPENING = 3  # sentences, the headline among them
_SURE = 0.75


@dataclass(frozen=True, slots=True)
class _Placed:
    covered: Covered
    sentence: Span
    span: Span  # the verb with the place
    value: Span
    rank: int
    name: str  # of whom it is told, "" for whom the account is about


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Places that differ, one discrepancy a person, team or body."""
    found: dict[str, list[_Placed]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for sentence in covered.reading.sentences:
            placed = _placed(covered, sentence)
            if placed is not None:
                found[covered.id].append(placed)
    own = [rows[0] for rows in found.values() if len({row.rank for row in rows}) == 1]
    own = [row for row in own if row.name or scene.central]
    for at, one in enumerate(own):
        for other in own[at + 1 :]:
            apart = one.covered.group != other.covered.group and one.rank != other.rank
            if apart and _is_one(one, other) and scene.days_apart(one.covered, other.covered) < 2:
                yield _told(scene, one, other)
                return


def _placed(covered: Covered, sentence: Sentence) -> _Placed | None:
    text, span = covered.article.text, sentence.span
    match = _PLACED.search(text, span.start, span.end)
    if match is None or _OTHER.search(text, span.start, span.end):
        return None
    place = match["rank"] or match["place"]
    if match["rank"] and not match["noun"] and _NO_PLACE.match(text, match.end("rank")):
        return None
    value = Span(*match.span("rank" if match["rank"] else "place"))
    if quoted_at(covered, value):
        return None
    before = text[span.start : match.start()].strip()
    names = [
        name.text.removesuffix("'s").removesuffix("’s").lower()
        for name in covered.reading.names
        if span.start <= name.span.start < match.start()
    ]
    if not names and not _ANYBODY.match(before):
        return None
    return _Placed(
        covered, span, Span(match.start(), match.end("rank" if match["rank"] else "place")),
        value, _rank(place), names[-1] if names else "",
    )  # fmt: skip


def _rank(word: str) -> int:
    number = re.match(r"\d+", word)
    return int(number[0]) if number else _WORDS.index(word.lower()) + 1


def _is_one(one: _Placed, other: _Placed) -> bool:
    """Whether both are told of one that both accounts open with."""
    if one.name and other.name:
        return one.name in other.name or other.name in one.name
    name = one.name or other.name
    openings = [_opening(side.covered) for side in (one, other)]
    if name:
        return all(name in opening for opening in openings)
    subjects = [
        {n.text.lower() for n in side.covered.reading.names if n.span.end <= len(opening)}
        for side, opening in zip((one, other), openings, strict=True)
    ]
    return bool(subjects[0] & subjects[1])


def _opening(covered: Covered) -> str:
    sentences = covered.reading.sentences[:_OPENING]
    return covered.article.text[: sentences[-1].span.end if sentences else 0].lower()


def _told(scene: Scene, one: _Placed, other: _Placed) -> Discrepancy:
    sides = (one, other)
    clause = question(scene, [(x.covered, x.span, x.value) for x in sides])
    return difference(
        scene,
        Kind.NUMBER,
        Severity.HARD,
        f"in what place: “{clause}”",
        [Evidence(x.covered.id, x.span, x.sentence, x.covered.text(x.value)) for x in sides],
        _SURE,
        [(Voice.OUTLET, None, x.covered.text(x.value)) for x in sides],
    )
