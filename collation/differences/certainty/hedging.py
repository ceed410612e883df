"""The sentences of several articles in; what one states and another only thinks so, out.

A hedge ("apparent", "allegedly", "appeared to be") covers the words after it; where another outlet
has the same words in its own voice with no hedge and no source, and neither has both ways of
putting it, they differ in how sure they are. So do two accounts of one speaker's words, one of
which leaves out the speaker's own "it appears"; and headlines of which one leaves out "tentative".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from collation.differences.acts import LIGHT, Act, act
from collation.differences.concepts import concept, concept_of_root
from collation.differences.factuality import Factuality, asserts, attributed, factuality, settled
from collation.differences.phrasing import clause
from collation.differences.propositions import count_hedged, names_somebody, other_matter
from collation.differences.scene import Scene, difference
from collation.differences.telling import Line, Telling, Word, quoted_at, weigh, weight
from collation.differences.words import STOP, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_WORDS = 4  # that a hedge covers, of those that say something
_REACH = 60  # characters behind the hedge
_LONGEST = 85  # characters of the same words in the flat account
_LEAST = 5.0  # weight of the words
_SIMILAR = 0.4  # of the shorter sentence that the other shares, by weight
_MATCH = 0.5  # the same where the verb under the hedge is another
_SLIGHT = 0.25  # the same where it has every word under the hedge
_HEADLINES = 0.25  # the same for two headlines
_COVERED = 0.7  # of the words under the hedge that the flat account has
_RARE = 3.5  # weight of a noun that is enough with one word more
_SURE = 0.72
_NOT = re.compile(
    r"\b(?:not|no|never|n[’']t)\s+(?:\w+\s+)?$|\b(?:whether|if)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_OPEN = re.compile(
    r"\?|\b(?:whether|if|unclear|investigat\w*|question\w*|suspect\w*|accus\w*|alleg\w*|charg\w*|claim\w*"
    r"|assert\w*|lie[ds]?|lying|false(?:ly)?|stor(?:y|ies)|counts?|trial|plead\w*|suspici\w*"
    r"|I|we|my|our)\b",
    re.IGNORECASE,
)
_THINKS = re.compile(
    r"\b(?:appears?|seems?|I (?:think|believe|guess)|probably|perhaps|maybe)"
    r"(?:\s+to me)?(?:\s+that)?\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:plans?|propos\w+|weighs?|consider\w*|may|could|will|seeks?)\b", re.IGNORECASE
)
_CALLED = re.compile(r"\bcall(?:s|ed|ing)?\s+(?:it\s+)?(?:an?\s+|the\s+)?$", re.IGNORECASE)
_OWN = frozenset(map(stem, ("himself", "herself", "itself", "themselves")))
_EMPTY = frozenset(map(stem, ("play", "role", "part", "place", "way", "step")))
_TOP = re.compile(r"\w+est|worst|most|least|first|last")
_LATER = re.compile(r"\b(?:after|before|since|when)\b")
_PAUSE = re.compile(r"[,;:!?—–()]|(?<![A-Z])\.(?!\d)")


@dataclass(frozen=True, slots=True)
class _Hedged:
    telling: Telling
    line: Line
    span: Span  # hedge and words
    words: tuple[Word, ...]
    verbal: bool  # the first word is a verb, for which another account may have another


@dataclass(frozen=True, slots=True)
class _Flat:
    telling: Telling
    line: Line
    span: Span


def find(scene: Scene) -> Iterator[Discrepancy]:
    """What is told flatly here and with a hedge there."""
    told = scene.told
    yield from _lexical(scene, told)
    yield from _headlines(scene, told)
    yield from _said(scene)


def _lexical(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    names = frozenset().union(*(telling.names for telling in told))
    hedged = [one for telling in told for one in _hedges(scene, telling)]
    best: list[tuple[float, _Hedged, _Flat, frozenset[str]]] = []
    for one in hedged:
        for telling in told:
            if telling.covered.group == one.telling.covered.group:
                continue
            for line in telling.lines:
                shared = _shared(one, line, names)
                if not shared or any(
                    other.telling is telling and shared <= {w.stem for w in other.words}
                    for other in hedged
                ):  # fmt: skip
                    continue
                flat = _flat(telling, line, shared)
                if flat is not None and not (
                    _tops(one)
                    or (not one.verbal and _ends_phrase(flat, one.words[-1].stem))
                    or _claims_at(flat, one.words[0].stem)
                ):
                    continue
                if flat is None or _flat_too(one, shared) or _other(one, line):
                    continue
                similar = _similar(one.line, line)
                whole = _tops(one) or len(shared) >= len(one.words)
                if similar >= (_SLIGHT if whole else _SIMILAR):
                    best.append((similar, one, flat, shared))
    best.sort(key=lambda r: (-r[0], r[1].telling.id, r[1].span, r[2].telling.id, r[2].span))
    taken: list[frozenset[str]] = []
    for similar, one, flat, shared in best:
        if any(len(shared & other) >= 2 or shared == other for other in taken):
            continue
        taken.append(shared)
        yield _told(scene, one, flat, min(0.9, _SURE + 0.1 * (similar - _SIMILAR)))


def _other(one: _Hedged, line: Line) -> bool:
    return one.verbal and other_matter(*(x.covered.text(x.span) for x in (one.line, line)))


@cache
def _pattern(*kinds: str) -> re.Pattern[str]:
    phrases = sorted((p for kind in kinds for p in load("hedges")[kind]), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(p.replace(" ", r"\s+") for p in phrases) + r")\b", re.I)


@cache
def _sign(*kinds: str) -> tuple[str, ...]:
    """The first words of the hedges, of which a sentence has one if it has any."""
    return tuple({phrase.split()[0] for kind in kinds for phrase in load("hedges")[kind]})


def _hedges(scene: Scene, telling: Telling) -> Iterator[_Hedged]:
    covered, text = telling.covered, telling.covered.article.text
    for line in telling.at(scene.having(covered, _sign("noun", "verb"))):
        for kind in ("noun", "verb"):
            for match in _pattern(kind).finditer(text, line.span.start, line.span.end):
                words = _after(telling, line, match.end())
                if kind == "noun":
                    words = _phrase(telling, line, match.end(), words)
                if settled(telling.covered, line.span) or count_hedged(text, match.start()):
                    continue
                if words and not _NOT.search(text[line.span.start : match.start()]):
                    span = Span(match.start(), words[-1].end)
                    yield _Hedged(telling, line, span, words, kind == "verb")


def _after(telling: Telling, line: Line, end: int) -> tuple[Word, ...]:
    """The words under a hedge that ends at `end`: up to the next pause."""
    text = telling.covered.article.text
    pause = _PAUSE.search(text, end, min(end + _REACH, line.span.end))
    stop = pause.start() if pause else min(end + _REACH, line.span.end)
    return tuple(word for word in line.words if end <= word.start and word.end <= stop)[:_WORDS]


def _phrase(telling: Telling, line: Line, end: int, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that follow on one another up to a verb: "chemical weapons attack"."""
    text, claims = telling.covered.article.text, telling.covered.reading.claims
    verbs = {stem(claim.predicate) for claim in claims if claim.sentence == line.span}
    found: list[Word] = []
    for word in words:
        if found and word.stem in verbs:
            break
        if text[end : word.start].strip(" ‘’“”\"'-"):
            break
        found.append(word)
        end = word.end
    return tuple(found)


def _shared(one: _Hedged, line: Line, names: frozenset[str]) -> frozenset[str]:
    """The words under the hedge that a sentence has: enough of them, or none."""
    words = one.words
    if not one.verbal and not _tops(one):
        return _noun_shared(one, line, names)
    if words[0].stem not in line.stems:
        if not one.verbal or len(words) < 3 or _similar(one.line, line) < _MATCH:
            return frozenset()
        words = words[1:]
    text = one.telling.covered.article.text
    if one.verbal and sum(text[w.start].islower() for w in words if w.stem in line.stems) < 2:
        return frozenset()  # "reportedly told Harbour Master Roe": names, and no more
    shared = (frozenset(word.stem for word in words) & line.stems) - _OWN
    if len(shared - names - _EMPTY) < 2 or weigh(shared - names) < _LEAST:
        return frozenset()
    if not one.verbal and one.telling.covered.article.text[words[0].start].isupper():
        return frozenset()  # "suspected Xland camps": the camps are suspected
    if not one.verbal and weight(words[0].stem) >= _RARE:
        return shared  # "an apparent malfunction": the noun is what is hedged
    return shared if len(shared) >= _COVERED * len(words) else frozenset()


def _noun_shared(one: _Hedged, line: Line, names: frozenset[str]) -> frozenset[str]:
    """The words of a hedged noun that a sentence has: the noun, and another one or a rare noun."""
    text, head = one.telling.covered.article.text, one.words[-1]
    if (
        head.stem not in line.stems
        or head.stem in names
        or names_somebody(text[head.start : head.end])
        or not _as_many(one, line)
    ):
        return frozenset()
    if text[one.words[0].start].isupper() and one.line.number:
        return frozenset()  # "suspected Xland camps": the camps are suspected
    shared = frozenset(word.stem for word in one.words) & line.stems
    if len(shared - names) > 1 or weight(head.stem) >= _RARE:
        return shared
    return frozenset()


def _as_many(one: _Hedged, line: Line) -> bool:
    """Whether the noun is printed in one number: "several strikes" are not "a suspected strike"."""
    text, other, head = one.telling.covered.article.text, line.covered.article.text, one.words[-1]
    plural = text[head.start : head.end].endswith("s")
    return any(
        other[word.start : word.end].endswith("s") is plural
        for word in line.words if word.stem == head.stem
    )  # fmt: skip


def _flat(telling: Telling, line: Line, shared: frozenset[str]) -> _Flat | None:
    """The stretch of a sentence with these words, where it is the outlet's own plain word."""
    places = [word for word in line.words if word.stem in shared]
    span = Span(places[0].start, places[-1].end)
    if span.end - span.start > _LONGEST or not _plain(telling, line, span):
        return None
    return _Flat(telling, line, span)


def _plain(telling: Telling, line: Line, span: Span) -> bool:
    covered = telling.covered
    later = _LATER.search(covered.article.text, span.end, line.span.end)
    told = Span(line.span.start, later.start() if later else line.span.end)
    if _OPEN.search(covered.article.text, told.start, told.end):
        return False
    if line.number and attributed(covered, told):
        return False
    if quoted_at(covered, span) or _pattern("noun", "verb", "stage").search(
        covered.article.text, line.span.start, line.span.end
    ):
        return False
    if line.number == 0 and re.search(
        r":\s*[\w .]{2,30}$|\?|\breport\b", line.covered.text(line.span)
    ):
        return False  # "Train on wrong track: governor"
    claims = [c for c in covered.reading.claims if c.sentence == line.span]
    own = {c for c in claims if c.voice is Voice.OUTLET and c.modality == "actual" and c.polarity}
    if any(c.span.overlaps(span) and c not in own for c in claims):
        return False
    return line.number == 0 or any(c.span.overlaps(span) for c in claims)


def _tops(one: _Hedged) -> bool:
    """Whether a superlative is hedged, which claims the same in whatever place it stands."""
    first = one.words[0]
    return bool(_TOP.fullmatch(one.telling.covered.article.text[first.start : first.end].lower()))


def _claims_at(flat: _Flat, hedged: str) -> bool:
    """Whether a claim that is affirmed there tells of what is hedged.

    As its verb, or as what its verb is about: "the robbery story" tells of no robbery.
    """
    covered = flat.telling.covered
    for claim in covered.reading.claims:
        if claim.span.overlaps(flat.span) and factuality(covered, claim) is Factuality.AFFIRMED:
            words = (claim.predicate, claim.subject, claim.object, *(w for _, w in claim.obliques))
            if concept_of_root(hedged) in {concept(word) for word in words if word}:
                return True
    return flat.line.number == 0 and _ends_phrase(flat, hedged)


def _ends_phrase(flat: _Flat, root: str) -> bool:
    """Whether the word is no first half of a compound: of a headline, which may have no verb."""
    text = flat.telling.covered.article.text
    for word in flat.line.words:
        if word.stem == root and not _CALLED.search(text[flat.line.span.start : word.start]):
            after = re.match(r"\s+(\w+)", text[word.end : flat.line.span.end])
            return after is None or after.group(1).lower() in STOP
    return False


def _flat_too(one: _Hedged, shared: frozenset[str]) -> bool:
    """Whether the hedging account itself says so plainly elsewhere."""
    return any(
        line.number != one.line.number
        and shared <= line.stems
        and _flat(one.telling, line, shared) is not None
        for line in one.telling.lines
    )


def _similar(one: Line, other: Line) -> float:
    return weigh(one.stems & other.stems) / max(1.0, min(one.weight, other.weight))


def _headlines(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    """Headlines: a deal here, a tentative one there."""
    stage = _pattern("stage")
    heads = [t for t in told if t.lines and scene.in_headline(t.covered, t.lines[0].span.start)]
    hedged, flat = [], []
    for telling in heads:
        line = telling.lines[0]
        match = stage.search(telling.covered.article.text, line.span.start, line.span.end)
        if match is None:
            if not _AHEAD.search(telling.covered.text(line.span)):
                flat.append(telling)
            continue
        words = _after(telling, line, match.end())
        if words:
            span = Span(match.start(), words[-1].end)
            hedged.append(_Hedged(telling, line, span, words, False))
    for telling in flat:
        line = telling.lines[0]
        for one in hedged:
            if one.telling.covered.group == telling.covered.group:
                continue
            head = _phrase(one.telling, one.line, one.words[0].start, one.words)[-1]
            alike = _similar(one.line, line) >= _HEADLINES
            if alike and {one.words[0].stem, head.stem} <= line.stems:
                places = [word for word in line.words if word.stem in one.line.stems]
                span = Span(places[0].start, places[-1].end)
                yield _told(scene, one, _Flat(telling, line, span), _SURE)
                break


def _said(scene: Scene) -> Iterator[Discrepancy]:
    """One speaker's words, with the speaker's "it appears" and without it."""
    acts: dict[tuple[str, str, str], list[Act]] = {}
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.voice is Voice.OUTLET or not claim.polarity or not claim.object:
                continue
            holder = scene.somebody(covered, claim.holder)
            if holder is None or (claim.predicate in LIGHT and claim.predicate != "be"):
                continue
            if claim.modality in ("actual", "possible", "alleged"):
                one = act(scene, covered, claim)
                acts.setdefault((holder, one.predicate, one.object), []).append(one)
    for (holder, _, _), found in sorted(acts.items()):
        hedged = [a for a in found if a.claim.voice is Voice.QUOTED and _thought(a)]
        told = [a for a in found if a.claim.voice is Voice.REPORTED]
        plain = [a for a in told if a.claim.modality == "actual" and asserts(a.covered, a.claim)]
        pairs = [
            (len(_told_of(one) & _told_of(a)) / max(1, len(_told_of(one))), one, a)
            for one in hedged
            for a in plain
            if a.covered.group != one.covered.group and len(_told_of(a) & _told_of(one)) >= 2
        ]
        best = max((score for score, _, _ in pairs), default=0.0)
        rows = [
            row
            for score, one, a in pairs
            if score == best and score >= _COVERED
            for row in ((one, "hedged"), (a, "flat"))
        ]
        if rows:
            one = rows[0][0]
            words = clause(scene, one.covered, one.claim.span)
            yield difference(
                scene,
                Kind.HEDGING,
                Severity.SOFT,
                f"how sure {holder} is: “{words}”",
                [Evidence(a.covered.id, a.claim.span, a.claim.sentence, v) for a, v in rows],
                _SURE,
            )


def _thought(one: Act) -> bool:
    """Whether the speaker only thinks so: by the verb, or by "it appears" before it."""
    text, start = one.covered.article.text, one.claim.span.start
    return one.claim.modality != "actual" or bool(_THINKS.search(text[max(0, start - 40) : start]))


def _told_of(one: Act) -> frozenset[str]:
    return frozenset(stem(word) for word in one.covered.text(one.claim.span).split()) & one.stems


def _told(scene: Scene, one: _Hedged, flat: _Flat, confidence: float) -> Discrepancy:
    words = clause(scene, one.telling.covered, one.span)
    return difference(
        scene,
        Kind.HEDGING,
        Severity.SOFT,
        f"how sure it is: “{words}”",
        [
            Evidence(one.telling.id, one.span, one.line.span, "hedged"),
            Evidence(flat.telling.id, flat.span, flat.line.span, "flat"),
        ],
        confidence,
    )
