"""The accounts of a story in; how long one thing took, where two of them differ, out.

What lasted is told by its noun ("the standoff ended after", "a six-hour standoff"), by what was
done ("were without power for six hours"), or by what ended it ("it took six hours to put out the
blaze"). An account that gives two lengths for one of them tells of two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at
from collation.differences.times.length import Length, days_in, lengths_of
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_REACH = 90  # characters before a length in which stands what lasted
_OPENING = 5  # sentences, the headline among them
_CONFIDENCE = 0.75
_FARTHEST = 12  # ratio above which two lengths are of two things
_ROUNDED = 1.3  # the same where one is a round number
_NEAR = 1.5  # ratio below which two lengths of one thing differ softly
_HEDGED = (
    r"(?:(?:just|about|around|roughly|approximately|nearly|almost|more than|less than|at least|"
    r"up to|over|under|only|some|"
    r"a full|an entire|the|a|an|well over|close to|no less than|as long as|for|of|by)\s+)*$"
)
_PART = re.compile(
    r"\b(?:first|last|past|next|another|final|latest|each|every|per|additional|further|recent|"
    r"opening|previous|second|"
    r"third|or|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[\s-]*(?:more\b|longer\b|so far|into\b|before\b|ago\b|earlier\b|each\b|a (?:day|week|"
    r"month|year)\b|per\b|every\b)",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"\b(?:took|taken|takes?|needed|spent)\s+(?:[\w’'-]+\s+){0,3}?" + _HEDGED, re.IGNORECASE
)
_TO = re.compile(r"[^.;]{0,20}?\bto\s+([^.,;]{3,50})", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|to|could|may|might|should|can)\s+last\s+$", re.IGNORECASE)
#: Other occasions than that of the story.
_USUAL = re.compile(
    r"\b(?:last (?:year|time|month|season|summer|winter|week)|previous(?:ly)?|usual(?:ly)?|"
    r"normal(?:ly)?|typical(?:ly)?|"
    r"on average|average|in (?:19|20)\d\d|record|maximum|up to|can|could)\b",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(r"\b[Aa]fter\s+" + _HEDGED)
_OUT = re.compile(
    r"\s+the\s+(?:\w+\s+)?(?:fire|blaze|flames|inferno)\s+(?:was|were|had been)\s+(?:finally\s+)?"
    r"(?:out|put out|extinguished|under control|brought under control)\b"
)
_IN = re.compile(
    r"\s+in (?:an?|the) (?:[a-z-]+ )??([a-z]+)(?=\s+(?:on|before|after|when|near|at|in|with|and|by|"
    r"until|for|while)\b|[.,;]|$)"
)
_ANYWHERE = frozenset(
    "row year office power post job past city country world area region house".split()
)
_SPENT = re.compile(r"\b(?:spen(?:t|ds?|ding)|after)\s+" + _HEDGED, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Lasted:
    covered: Covered
    length: Length
    key: str
    noun: str


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Lengths that exclude each other, one discrepancy a thing."""
    by_key: dict[str, list[_Lasted]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for length in lengths_of(covered):
            lasted = _lasted(covered, length)
            if lasted is not None:
                by_key[lasted.key].append(lasted)
    for _, found in sorted(by_key.items()):
        if len({one.covered.group for one in found}) > 1:
            yield from _compared(scene, found)


def _lasted(covered: Covered, length: Length) -> _Lasted | None:
    text, sentence = covered.article.text, length.sentence
    before = text[max(sentence.start, length.span.start - _REACH) : length.span.start]
    after = text[length.span.end : sentence.end]
    if _USUAL.search(text, sentence.start, sentence.end):
        return None
    if (
        (_PART.search(before) and not _WILL.search(before))
        or _MORE.match(after)
        or length.hedge == "vague"
    ):
        return None
    if _AFTER_THAT.search(before) and _OUT.match(after):
        return _Lasted(covered, length, "to put out", "")
    within = _IN.match(after) if _SPENT.search(before) else None
    if within is not None and within[1] not in _ANYWHERE:
        return _Lasted(covered, length, f"in the {within[1].lower()}", "")
    did = _did(before, after)
    if did:
        return _Lasted(covered, length, did, "")
    if _TOOK.search(before):
        match = _TO.match(after)
        ended = _ended(match[1]) if match else ""
        if ended:
            return _Lasted(covered, length, ended, "")
    noun = _noun_before(before) or _noun_behind(after, hyphened="-" in covered.text(length.span))
    return _Lasted(covered, length, _things()[noun], noun) if noun else None


def _did(before: str, after: str) -> str:
    """What was done for so long, by the words for it before the length or behind it."""
    match = _done()[0].search(before)
    if match is None and _SPENT.search(before):
        match = _done()[1].match(after)
    if match is None:
        return ""
    words = match["did"].lower()
    return next((str(row[0]) for row in load("lasted")["done"] if words in row[1:]), "")


@cache
def _done() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = {words for row in load("lasted")["done"] for words in row[1:]}
    words = "|".join(sorted(map(re.escape, rows), key=lambda word: (-len(word), word)))
    whom = r"(?:\s+(?:the|a|an|it|them|him|her)\b(?:\s+(?!for\b)[\w’'-]+){0,3}?)?"
    at = r"(?:in|at|on|by|with|from|to|inside|under|off|across|without)"
    place = rf"{whom}(?:\s+{at}\s+(?:[\w’'-]+\s+){{1,4}}?)?"
    return (
        re.compile(
            rf"\b(?P<did>{words})\b{place}\s*(?:for\s+|(?<=miss )|(?<=misses )){_HEDGED}",
            re.IGNORECASE,
        ),
        re.compile(rf"[^.;,]{{0,40}}?\b(?P<did>{words})\b", re.IGNORECASE),
    )


def _ended(words: str) -> str:
    small = words.lower()
    for row in load("lasted")["ends"]:
        for verb in row:
            if small.startswith(verb) or f" and {verb}" in small:
                return f"to {row[0]}"
    return ""


def _noun_before(before: str) -> str:
    """What is said to last so long, or is one "of" so long."""
    match = next((match for sign in _lasting() if (match := sign.search(before))), None)
    return _noun(match)


def _noun_behind(after: str, *, hyphened: bool) -> str:
    """ "A six-hour standoff", "six hours of talks"."""
    return _noun((_attributive() if hyphened else _of()).match(after))


def _noun(match: re.Match[str] | None) -> str:
    noun = match["noun"].lower() if match else ""
    return noun if noun in _things() else noun.removesuffix("s")


@cache
def _things() -> Mapping[str, str]:
    return {word: row[0] for row in load("lasted")["things"] for word in row}


@cache
def _nouns() -> str:
    words = sorted(_things(), key=lambda word: (-len(word), word))
    return rf"(?P<noun>(?:{'|'.join(map(re.escape, words))})s?)"


@cache
def _lasting() -> tuple[re.Pattern[str], ...]:
    verbs = "|".join(sorted(map(re.escape, load("lasted")["last"]), key=len, reverse=True))
    return (
        re.compile(
            rf"\b{_nouns()}\s+(?:(?:in|at|on|over|between|with|of|to|"
            rf"by)\s+(?:[\w’'-]+\s+){{1,5}}?)?"
            r"(?:(?:had|has|have|which|that|finally|could|will|would|was|were|is|also|only|"
            r"itself|been|to|"
            rf"expected)\s+)*(?:{verbs})\s+(?:(?:for|after|on|over|only)\s+)*{_HEDGED}",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{_nouns()}\s+of\s+{_HEDGED}", re.IGNORECASE),
    )


@cache
def _attributive() -> re.Pattern[str]:
    return re.compile(
        rf"(?:-long)?\s+(?:[\w’'-]+\s+){{0,2}}?{_nouns()}\b(?!\s+(?:of|hall|room))", re.IGNORECASE
    )


@cache
def _of() -> re.Pattern[str]:
    return re.compile(
        rf"\s+of\s+(?!(?:the|its|his|her|their|this|that)\b)(?:[\w’'-]+\s+){{0,2}}?{_nouns()}\b",
        re.IGNORECASE,
    )


def _compared(scene: Scene, found: list[_Lasted]) -> Iterator[Discrepancy]:
    own: dict[str, list[Length]] = defaultdict(list)
    for one in found:
        own[one.covered.id].append(one.length)
    if any(a.excludes(b) for lengths in own.values() for a in lengths for b in lengths):
        return
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or not one.length.excludes(other.length):
                continue
            if scene.days_apart(one.covered, other.covered) > 1:
                continue  # what goes on grows
            if not (_opens(one) and _opens(other)) or _is_far(one.length, other.length):
                continue
            yield _told(scene, one, other)
            return


def _is_far(one: Length, other: Length) -> bool:
    """Whether they can hardly be of one thing: an hour of a hearing, days of hearings."""
    return max(one.days, other.days) > _FARTHEST * min(one.days, other.days)


def _opens(one: _Lasted) -> bool:
    """Whether its account opens with the thing that lasted."""
    if not one.noun:
        return True
    row = next(row for row in load("lasted")["things"] if one.key == row[0])
    sentences = one.covered.reading.sentences[:_OPENING]
    opening = one.covered.article.text[: sentences[-1].span.end if sentences else 0]
    if any(" " in word and word in opening.lower() for word in row):
        return True
    roots = {stem(word) for word in row}
    return any(stem(word) in roots for word in re.findall(r"[A-Za-z-]+", opening))


def _told(scene: Scene, one: _Lasted, other: _Lasted) -> Discrepancy:
    sides = (one, other)
    clause = question(scene, [(x.covered, _pointing(x), x.length.span) for x in sides])
    low, high = sorted(side.length.days for side in sides)
    hedged = any(side.length.hedge for side in sides)
    rounded = high < _ROUNDED * low and any(_is_round(side.length) for side in sides)
    soft = rounded or (hedged and high < _NEAR * low)
    severity = Severity.SOFT if soft else Severity.HARD
    return difference(
        scene,
        Kind.DURATION,
        severity,
        f"how long: “{clause}”",
        [Evidence(x.covered.id, _pointing(x), x.length.sentence, x.length.value) for x in sides],
        _CONFIDENCE,
        [
            (
                Voice.QUOTED if quoted_at(x.covered, x.length.span) else Voice.OUTLET,
                None,
                x.length.value,
            )
            for x in sides
        ],
    )


def _is_round(length: Length) -> bool:
    """ "10 minutes" of a speech that took eight."""
    number = length.days / days_in(length.unit)
    return number >= 5 and abs(number / 5 - round(number / 5)) < 0.01


def _pointing(one: _Lasted) -> Span:
    """The length with the words that stand right before it."""
    text, span = one.covered.article.text, one.length.span
    start = max(one.length.sentence.start, span.start - 25)
    cut = text.rfind(" ", one.length.sentence.start, start)
    begin = one.length.sentence.start if start == one.length.sentence.start else cut + 1
    return Span(
        begin,
        min(
            one.length.sentence.end,
            span.end + (5 if text[span.end : span.end + 5] == " late" else 0),
        ),
    )
