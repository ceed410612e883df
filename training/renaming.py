"""Lessons with names in; the same with other names of their kinds, some of them made up, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from training.lessons import NO_NAME, Lesson

LONGEST_NAME = 3  # words; longer ones hold titles, particles and mistakes
MADE_UP = 0.3  # of the new words, so that a name is known by its place and not by heart
SHORTEST_HALF = 2  # letters that a made-up name takes from each of two others

# Names by kind and number of words: ("PERSON", 2) holds ("Pam", "Bondi").
Pool = dict[tuple[str, int], tuple[tuple[str, ...], ...]]


def collect_names(lessons: Iterable[Lesson]) -> Pool:
    """The different names of the lessons, each in a fixed order.

    Only names of capitalised letters, "Pam Bondi" and no "al-Assad", lend and take words.
    """
    found: dict[tuple[str, int], set[tuple[str, ...]]] = {}
    for lesson in lessons:
        for kind, start, end in _places(lesson):
            name = lesson.words[start:end]
            if _is_plain(name):
                found.setdefault((kind, len(name)), set()).add(name)
    return {key: tuple(sorted(names)) for key, names in sorted(found.items())}


def rename(run: Sequence[Lesson], pool: Pool, random: Random) -> tuple[Lesson, ...]:
    """The run with other names: the same word becomes the same other word throughout.

    Names keep their number of words, so every other layer stays true.
    """
    new: dict[tuple[str, str], str] = {}
    places = [(at, *place) for at, lesson in enumerate(run) for place in _places(lesson)]
    for at, kind, start, end in sorted(places, key=lambda place: place[2] - place[3]):
        name = run[at].words[start:end]
        donors = pool.get((kind, len(name)), ())
        if kind == "PERSON" and len(name) == 1:  # a single name in the pool is as often a nickname
            donors = pool.get((kind, 2), donors)
        if not _is_plain(name) or not donors:
            continue
        other = random.choice(donors)[-len(name) :]
        for old, word in zip(name, other, strict=True):
            if (kind, old) not in new:
                new[kind, old] = _blend(word, random.choice(donors)[-1], random)
    return tuple(_apply(lesson, new) for lesson in run)


def _apply(lesson: Lesson, new: dict[tuple[str, str], str]) -> Lesson:
    if not new or all(name == NO_NAME for name in lesson.names):
        return lesson
    words = tuple(
        new.get((name[2:], word), word)
        for word, name in zip(lesson.words, lesson.names, strict=True)
    )
    return replace(lesson, words=words)


def _blend(word: str, other: str, random: Random) -> str:
    """The word, or now and then its beginning with the other's end: "Bon" and "escu"."""
    if random.random() >= MADE_UP or min(len(word), len(other)) < 2 * SHORTEST_HALF:
        return word
    cut = random.randint(SHORTEST_HALF, len(word) - 1)
    return word[:cut] + other[random.randint(SHORTEST_HALF, len(other) - 1) :].lower()


def _places(lesson: Lesson) -> Iterator[tuple[str, int, int]]:
    """The kind of each name and its first and last word, the last excluded."""
    start: int | None = None
    for at, name in enumerate((*lesson.names, NO_NAME)):
        if start is not None and not name.startswith("I-"):
            yield lesson.names[start][2:], start, at
            start = None
        if name.startswith("B-"):
            start = at


def _is_plain(name: Sequence[str]) -> bool:
    return len(name) <= LONGEST_NAME and all(
        word.isalpha() and word.istitle() and len(word) > 1 for word in name
    )
