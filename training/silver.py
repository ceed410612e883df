"""Sentences and a teacher in; the same with the teacher's trees, tags and names out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language

from training.lessons import Lesson, spell
from training.teacher import Teacher


def retokenize(nlp: Language, lessons: Iterable[Lesson]) -> Iterator[Lesson]:
    """The sentences with our own tokenizer's words instead of the corpus's, and no labels."""
    for lesson in lessons:
        doc = nlp.make_doc(spell([lesson]))
        words = tuple(token.text for token in doc if not token.is_space)
        if words and len(words) == len(doc):
            yield Lesson(words, (*(bool(token.whitespace_) for token in doc[:-1]), True))


def label(teacher: Teacher, lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons, in order, with every layer they lack from the teacher.

    What people annotated stays. A sentence too long for the teacher is left out.
    """
    known = {row.words: row for row in teacher.label(lesson.words for lesson in lessons)}
    return [_complete(lesson, known[lesson.words]) for lesson in lessons if lesson.words in known]


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
