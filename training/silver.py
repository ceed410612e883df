"""Sentences and a teacher in; the same with the teacher's trees, tags and names out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from spacy.language import Language

from training.lessons import NO_NAME, Lesson, spell

if TYPE_CHECKING:  # the teacher needs torch, what is done with its labels does not
    from training.teacher import Teacher

ORGANISATIONS = ("B-ORG", "I-ORG")


def retokenize(nlp: Language, lessons: Iterable[Lesson]) -> Iterator[Lesson]:
    """The sentences with our own tokenizer's words instead of the corpus's, and its names."""
    for lesson in lessons:
        doc = nlp.make_doc(spell([lesson]))
        words = tuple(token.text for token in doc if not token.is_space)
        if words and len(words) == len(doc):
            spaces = (*(bool(token.whitespace_) for token in doc[:-1]), True)
            yield Lesson(words, spaces, names=_carry(lesson, words))


def label(teacher: Teacher, lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons, in order, with every layer they lack from the teacher.

    What people annotated stays. A sentence too long for the teacher is left out.
    """
    known = {row.words: row for row in teacher.label(lesson.words for lesson in lessons)}
    return [_complete(lesson, known[lesson.words]) for lesson in lessons if lesson.words in known]


def label_news(teacher: Teacher, news: Sequence[Lesson]) -> list[Lesson]:
    """The same for sentences whose own names are rough: only their organisations are heard.

    Of these the teacher, which learned from few, misses half. One counts where the teacher saw
    nothing or part of it.
    """
    rough = {row.words: row.names for row in news}
    labelled = label(teacher, [replace(row, names=()) for row in news])
    return [replace(row, names=add_organisations(row.names, rough[row.words])) for row in labelled]


def add_organisations(names: Sequence[str], rough: Sequence[str]) -> tuple[str, ...]:
    """The names, with the rough ones' organisations where no name of another kind is in the way."""
    tidy = list(names)
    start: int | None = None
    for at, name in enumerate((*rough, NO_NAME)):
        if start is not None and name != ORGANISATIONS[1]:
            place = slice(start, at)
            goes_on = at < len(tidy) and tidy[at].startswith("I-")
            if set(tidy[place]) <= {NO_NAME, *ORGANISATIONS} and not goes_on:
                tidy[place] = [ORGANISATIONS[0], *ORGANISATIONS[1:] * (at - start - 1)]
            start = None
        if name == ORGANISATIONS[0]:
            start = at
    return tuple(_opened(tidy))


def _opened(names: Sequence[str]) -> Iterator[str]:
    before = NO_NAME
    for name in names:
        if name.startswith("I-") and before[2:] != name[2:]:
            name = f"B-{name[2:]}"
        yield name
        before = name


def _carry(lesson: Lesson, words: Sequence[str]) -> tuple[str, ...]:
    """The lesson's names on other words for the same letters; each goes by its first letter."""
    if not lesson.names:
        return ()
    letters = [
        name if not at or name == NO_NAME else f"I-{name[2:]}"
        for word, name in zip(lesson.words, lesson.names, strict=True)
        for at in range(len(word))
    ]
    starts = accumulate((len(word) for word in words[:-1]), initial=0)
    return tuple(letters[start] for start in starts)


def _complete(lesson: Lesson, known: Lesson) -> Lesson:
    tree = lesson if lesson.heads else known
    return replace(
        lesson,
        heads=tree.heads,
        relations=tree.relations,
        tags=lesson.tags or known.tags,
        parts=lesson.parts or known.parts,
        names=lesson.names or known.names,
    )
