"""Scenes of made-up accounts for the tests of lengths of time and times of day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language

from collation.copies import cover
from collation.differences.scene import Scene
from collation.discrepancy import Discrepancy
from extraction.parsed import parse_articles
from extraction.reading import _read
from intake.plain import read_plain

DAY = "date 2031-10-{}\n{}\n\n{}"


def scene_of(nlp: Language, *texts: str, days: Sequence[int] = ()) -> Scene:
    """A scene of one account a text, each of its day of one month."""
    articles = [
        read_plain(DAY.format(day, f"News of the harbour {n}", text), f"file:{n}.txt")
        for n, (text, day) in enumerate(zip(texts, days or [24] * len(texts), strict=True))
    ]
    read = [_read(parsed) for parsed in parse_articles(nlp, articles)]
    rows = [(str(n), a, r) for n, (a, r) in enumerate(zip(articles, read, strict=True))]
    return Scene(cover(rows), ())


def told_by(
    find: Callable[[Scene], Iterator[Discrepancy]], nlp: Language, *texts: str
) -> list[tuple[str, set[str]]]:
    """The severity and the values of what a finder tells, the same in whatever order."""
    found = [(str(d.severity), {e.value for e in d.evidence}) for d in find(scene_of(nlp, *texts))]
    turned = [
        (str(d.severity), {e.value for e in d.evidence}) for d in find(scene_of(nlp, *texts[::-1]))
    ]
    assert sorted(map(str, map(_fixed, found))) == sorted(map(str, map(_fixed, turned)))
    return found


def _fixed(told: tuple[str, set[str]]) -> tuple[str, list[str]]:
    return told[0], sorted(told[1])
