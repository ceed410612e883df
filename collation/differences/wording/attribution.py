"""The quotations of several articles in; the same words from another source, out.

The same words given to two people, and the same words said here in a tweet and there to
reporters. A speaker counts only where the name is printed at the words, since a pronoun may be read
wrongly, and not where the sentence names the other speaker, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.utterance import Utterance, Version
from extraction.annotations import Quotation, QuotationKind, Span

_WORDS = 6  # that two printings must have in common to be the same words
_SPEAKERS, _CHANNELS = 0.7, 0.66
_SHOWN = 60  # characters of a quotation that are shown
_BODY = re.compile(
    r"\b(?:House|Palace|Office|Court|Department|Ministry|Party|Club|Union|Street|Army|Police|Bank|"
    r"Council|Committee|Commission|Institute|University|Foundation|Group|Agency)\b"
)


@dataclass(frozen=True, slots=True)
class _Printing:
    covered: Covered
    quotation: Quotation
    columns: frozenset[int]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """The same words from different sources."""
    for utterance in scene.utterances:
        if len(utterance.versions) < 2:
            continue
        printings = [one for version in utterance.versions for one in _printings(scene, version)]
        found = _speakers(scene, printings) or _channels(scene, utterance, printings)
        if found is not None:
            yield found


def _printings(scene: Scene, version: Version) -> Iterator[_Printing]:
    covered = scene.coverage.article(version.article)
    for number in version.quotations:
        quotation = covered.reading.quotations[number]
        if quotation.kind is QuotationKind.INDIRECT:
            continue
        columns = frozenset(
            word.column
            for word in version.words
            if any(piece.covers(word.span) for piece in quotation.content)
        )
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
        if words[0] & words[1] or _names_both(one, words[1]) or _names_both(other, words[0]):
            continue  # one name in two forms, one family, or a talk between the two
        return difference(
            scene, Kind.ATTRIBUTION, _severity(one, other, names), f"who said “{_content(one)}”",
            [
                Evidence(p.covered.id, _short(p), p.quotation.sentence, str(name))
                for p, name in zip((one, other), names, strict=True)
            ],
            _SPEAKERS,
        )  # fmt: skip
    return None


def _severity(one: _Printing, other: _Printing, names: list[str | None]) -> Severity:
    """Hard for two people by full name; "the White House" may have said what its head did."""
    full = all(
        " " in str(name)
        and not _BODY.search(str(name))
        and any(
            printed.kind == "person" and str(name).split()[-1] in printed.text.split()
            for printed in printing.covered.reading.names
        )
        for printing, name in zip((one, other), names, strict=True)
    )
    return Severity.HARD if full else Severity.SOFT


def _names_both(printing: _Printing, other: set[str]) -> bool:
    """Whether the sentence that prints the words names the other speaker, too."""
    sentence = printing.covered.text(printing.quotation.sentence).lower()
    return any(word in sentence for word in other)


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
    return channel_in(printing.covered, printing.quotation.sentence)


def channel_in(covered: Covered, sentence: Span) -> tuple[str, Span] | None:
    """The one channel that a sentence names outside the marks, with its words."""
    text = covered.article.text
    found = [
        (name, Span(match.start(), match.end()))
        for name, pattern in _patterns()
        for match in pattern.finditer(text, sentence.start, sentence.end)
        if not any(
            piece.overlaps(Span(match.start(), match.end()))
            for quotation in covered.reading.quotations
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
    return Span(content.start, min(content.end, content.start + _SHOWN))
