"""The quotations and reports of several articles in; the same thing from another source, out.

Four rules: the same words given to two people; the same words said here in a tweet and there to
reporters; what prosecutors or a family say, told elsewhere as a fact; the same thing done by the
same person told by sources of two kinds (the family here, neighbours there, or neighbours alone
here and with the family there). A speaker counts only where the name is printed at the words,
since a pronoun may be read wrongly.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh, weight, words_in
from collation.differences.words import family, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.utterance import Utterance, Version
from extraction.annotations import Claim, Quotation, QuotationKind, Span, Voice

_WORDS = 6  # that two printings must have in common to be the same words
_RARE = 2.5  # weight of what is done or had: a common noun ties nothing
_ALIKE, _HEAVY = 3, 8.0  # words that two claims share, and their weight
_SPEAKERS, _CHANNELS, _SOURCES, _PARTIES = 0.7, 0.66, 0.68, 0.68
_CUE = 60  # characters around a report in which its source stands


@dataclass(frozen=True, slots=True)
class _Printing:
    covered: Covered
    quotation: Quotation
    columns: frozenset[int]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """The same words, or the same thing, from different sources."""
    for utterance in scene.utterances:
        printings = [one for version in utterance.versions for one in _printings(scene, version)]
        found = _speakers(scene, printings) or _channels(scene, utterance, printings)
        if found is not None:
            yield found
    yield from _sources(scene)
    yield from _parties(scene)


def _printings(scene: Scene, version: Version) -> Iterator[_Printing]:
    covered = scene.coverage.article(version.article)
    for number in version.quotations:
        quotation = covered.reading.quotations[number]
        columns = frozenset(
            word.column
            for word in version.words
            if any(piece.covers(word.span) for piece in quotation.content)
        )
        if quotation.kind is not QuotationKind.INDIRECT:
            yield _Printing(covered, quotation, columns)


def _same(one: _Printing, other: _Printing) -> bool:
    return one.covered.group != other.covered.group and len(one.columns & other.columns) >= _WORDS


def _speakers(scene: Scene, printings: list[_Printing]) -> Discrepancy | None:
    """One quotation, two people."""
    for one, other in combinations(printings, 2):
        names = [_named(scene, p) for p in (one, other)]
        if not _same(one, other) or None in names or names[0] == names[1]:
            continue
        words = [set(str(name).lower().split()) for name in names]
        if words[0] & words[1]:
            continue  # one name in two forms, or one family
        return difference(
            scene, Kind.ATTRIBUTION, Severity.SOFT, f"who said “{_content(one)}”",
            [
                Evidence(p.covered.id, _short(p), p.quotation.sentence, str(name))
                for p, name in zip((one, other), names, strict=True)
            ],
            _SPEAKERS,
        )  # fmt: skip
    return None


def _named(scene: Scene, printing: _Printing) -> str | None:
    """The speaker's name where it is printed at the quotation: a pronoun may be read wrongly."""
    name = scene.somebody(printing.covered, printing.quotation.person)
    speaker = printing.quotation.speaker
    if name is None or speaker is None or not printing.quotation.sentence.covers(speaker):
        return None
    printed = printing.covered.text(speaker).lower().split()
    return name if name.lower().split()[-1] in printed else None


def _channels(scene: Scene, utterance: Utterance, printings: list[_Printing]) -> Discrepancy | None:
    """One quotation, said in two places."""
    for one, other in combinations(printings, 2):
        if not _same(one, other):
            continue
        first, second = _channel(one), _channel(other)
        if first is None or second is None or first[0] == second[0]:
            continue
        speaker = utterance.speaker or "the speaker"
        return difference(
            scene, Kind.ATTRIBUTION, Severity.SOFT,
            f"where {speaker} said “{_content(one)}”",
            [
                Evidence(p.covered.id, span, p.quotation.sentence, name)
                for p, (name, span) in ((one, first), (other, second))
            ],
            _CHANNELS,
        )  # fmt: skip
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile("|".join(patterns)))
        for name, patterns in load("sources")["channel"].items()
    )


def _channel(printing: _Printing) -> tuple[str, Span] | None:
    """The one channel that the sentence names outside the marks, with its words."""
    text, sentence = printing.covered.article.text, printing.quotation.sentence
    found = [
        (name, Span(match.start(), match.end()))
        for name, pattern in _patterns()
        for match in pattern.finditer(text, sentence.start, sentence.end)
        if not any(
            piece.overlaps(Span(match.start(), match.end()))
            for quotation in printing.covered.reading.quotations
            if quotation.sentence.overlaps(sentence)
            for piece in quotation.content
        )
    ]
    return found[0] if len({name for name, _ in found}) == 1 else None


def _content(printing: _Printing) -> str:
    words = " ".join(printing.covered.text(printing.quotation.content[0]).split())
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"


def _short(printing: _Printing) -> Span:
    content = printing.quotation.content[0]
    return Span(content.start, min(content.end, content.start + _CUE))


def _sources(scene: Scene) -> Iterator[Discrepancy]:
    """What one did or had, told by the family here and by neighbours there."""
    acts: dict[tuple[str, str], list[tuple[Covered, Claim, str, Span]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.voice is not Voice.REPORTED or claim.modality != "actual" or not claim.object:
                continue
            person = scene.somebody(covered, claim.subject_person)
            source = _source(covered, claim)
            if person is None or source is None or weight(stem(claim.object)) < _RARE:
                continue
            acts[person, stem(claim.object)].append((covered, claim, *source))
    for (person, _), found in sorted(acts.items()):
        kinds: dict[str, set[str]] = defaultdict(set)
        for covered, _, kind, _ in found:
            kinds[covered.id].add(kind)
        for one, other in combinations(found, 2):
            if one[0].group == other[0].group or kinds[one[0].id] & kinds[other[0].id]:
                continue
            yield difference(
                scene, Kind.ATTRIBUTION, Severity.SOFT,
                f"who says it of {person}: “{' '.join(one[0].text(one[1].span).split())}”",
                [
                    Evidence(covered.id, span, claim.sentence, kind)
                    for covered, claim, kind, span in found
                ],
                _SOURCES,
            )  # fmt: skip
            break


def _parties(scene: Scene) -> Iterator[Discrepancy]:
    """What a party to a case says, told by another outlet as its own word."""
    parties = frozenset(load("sources")["party"])
    given: list[tuple[Covered, Claim, str, Span]] = []
    plain: list[tuple[Covered, Claim]] = []
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.modality != "actual" or not claim.polarity:
                continue
            if claim.voice is Voice.OUTLET:
                plain.append((covered, claim))
            elif claim.voice is Voice.REPORTED:
                source = _source(covered, claim)
                if source is not None and source[0] in parties:
                    given.append((covered, claim, *source))
    best: dict[frozenset[str], Discrepancy] = {}
    for covered, claim, party, _ in given:
        for its, flat in plain:
            shared = _words(covered, claim) & _words(its, flat)
            if (
                its.group == covered.group
                or family("predicate", claim.predicate) != family("predicate", flat.predicate)
                or len(shared) < _ALIKE
                or weigh(shared) < _HEAVY
                or any(len(shared & known) >= 2 for known in best)
                or any(shared <= _words(c, k) for c, k in plain if c.id == covered.id)
                or any(shared <= _words(c, k) for c, k, _, _ in given if c.id == its.id)
            ):
                continue
            words = " ".join(covered.text(claim.span).split())
            best[shared] = difference(
                scene, Kind.ATTRIBUTION, Severity.SOFT,
                f"whether it is the word of {party} or a fact: “{words}”",
                [
                    Evidence(covered.id, claim.span, claim.sentence, party),
                    Evidence(its.id, flat.span, flat.sentence, "the outlet itself"),
                ],
                _PARTIES,
            )  # fmt: skip
    yield from best.values()


def _words(covered: Covered, claim: Claim) -> frozenset[str]:
    return frozenset(word.stem for word in words_in(covered.article.text, claim.span))


@cache
def _kinds() -> dict[str, str]:
    return {stem(word): kind for kind, words in load("sources")["kind"].items() for word in words}


def _source(covered: Covered, claim: Claim) -> tuple[str, Span] | None:
    """The kind of source that a report is given to, and the words that name it."""
    if claim.holder is None:
        return None
    for span in covered.reading.people[claim.holder].mentions:
        if claim.sentence.covers(span):
            found = set()
            for word in words_in(covered.article.text, span):
                if word.stem in _kinds():
                    found.add(_kinds()[word.stem])
            if found:
                return " and ".join(sorted(found)), span
    return None
