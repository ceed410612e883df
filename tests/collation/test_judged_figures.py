"""How likely two figures contradict each other: what speaks for it, and what against it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from spacy.language import Language

from collation.differences.figures import judging
from collation.differences.figures.judging import Judge
from collation.differences.figures.slots import refer
from collation.differences.scene import Scene
from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import covering, differences, of_kind

ONE = "The harbour museum lent 412 paintings to the gallery in Salem for the summer show."


def chance(nlp: Language, one: str, other: str, number: int = 0) -> float | None:
    """Of the first figure of one account and a figure of the other."""
    scene = Scene(covering(nlp, one, other), ())
    a, b = sorted(scene.coverage.articles, key=lambda covered: covered.id)
    figures = a.reading.figures[0], b.reading.figures[number]
    refs = [refer(scene, covered, f) for covered, f in zip((a, b), figures, strict=True)]
    both = Judge(scene).chance(*refs), Judge(scene).chance(*reversed(refs))
    assert both[0] == both[1]
    return both[0]


# Each of these is less likely to contradict ONE than the one before it.
FALLING = [
    "The museum at the harbour lent 430 paintings to the Salem gallery for its summer show.",
    "The gallery in Salem shows 430 paintings this summer.",
    "In spring a school in Keene was given 430 paintings by a banker.",
]


@pytest.mark.parametrize(("likelier", "less"), list(pairwise(FALLING)))
def test_what_else_is_told_decides(nlp: Language, likelier: str, less: str) -> None:
    first, second = chance(nlp, ONE, likelier), chance(nlp, ONE, less)
    assert first is not None
    assert second is not None
    assert first > second


# (why, what contradicts ONE, what looks like it)
LESS = [
    (
        "the values are far apart",
        "The harbour museum lent 430 paintings to the gallery in Salem for the summer show.",
        "The harbour museum lent 2,300 paintings to the gallery in Salem for the summer show.",
    ),
    (
        "the account gives that value, too",
        "The harbour museum lent 430 paintings to the gallery in Salem for the summer show.",
        "The harbour museum lent 430 paintings to the gallery in Salem for the summer show. "
        "It lent 412 paintings to the gallery in Salem for the summer show of last year.",
    ),
    (
        "they are others",
        "The harbour museum lent 430 paintings to the gallery in Salem for the summer show.",
        "The harbour museum lent 430 more paintings to the gallery in Salem for the summer show.",
    ),
]


@pytest.mark.parametrize(("why", "contradicts", "looks_like"), LESS)
def test_what_speaks_against_it(nlp: Language, why: str, contradicts: str, looks_like: str) -> None:
    first, second = chance(nlp, ONE, contradicts), chance(nlp, ONE, looks_like)
    assert first is not None, why
    assert second is None or second < first, why


# (what cannot be rated, one account, the other)
UNRATED = [
    ("two things measured", "The team wrote a 63-page report on the pump.",
     "The team has a 69-page manual for the pump."),
    ("a vague number", ONE, "The museum lent hundreds of paintings to the gallery in Salem."),
    ("one value", ONE, "The museum lent 412 paintings to the gallery in Salem."),
    ("the end of a range", "The dam will cost between $30 million and $60 million.",
     "The dam will cost $90 million."),
    ("another thing", ONE, "The museum lent 430 vases to the gallery in Salem."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), UNRATED)
def test_what_is_not_rated(nlp: Language, why: str, one: str, other: str) -> None:
    assert chance(nlp, one, other) is None, why


TOLLS = (
    "A tram left the rails near the harbour market in Salem and 25 people were injured.",
    "A tram left the rails near the harbour market in Salem, injuring 27 people.",
)


def test_a_toll_among_the_same_words_is_hard(nlp: Language) -> None:
    (found,) = of_kind(differences(nlp, *TOLLS), Kind.NUMBER)
    assert found.severity is Severity.HARD


def test_a_toll_is_hard_whatever_its_rating_and_bears_no_note_where_no_hour_is_known(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "HARD", 1.0)
    (found,) = of_kind(differences(nlp, *TOLLS), Kind.NUMBER)
    assert found.severity is Severity.HARD
    assert found.note is None
