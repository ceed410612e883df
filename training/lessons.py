"""The coin of this folder: a sentence with what is known of it in, spaCy Examples out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

ROOT = "ROOT"  # the only spelling of a root that spaCy knows
NO_NAME = "O"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence, layer by layer; an empty tuple is a layer that nobody annotated.

    `heads` count words from the start of the sentence, a root is its own head. `parts` hold the
    part of speech and the features, "NOUN|Number=Sing"; `names` are IOB2 tags.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lessons that stand together in one text; `genre` is GUM's, or ''."""

    lessons: tuple[Lesson, ...]
    document: str = ""
    genre: str = ""

    @property
    def text(self) -> str:
        """The paragraph as its words and blanks spell it."""
        return spell(self.lessons)


def spell(lessons: Iterable[Lesson]) -> str:
    """The text of sentences that follow each other."""
    return "".join(
        word + " " * space
        for lesson in lessons
        for word, space in zip(lesson.words, lesson.spaces, strict=True)
    ).rstrip(" ")


def cut_paragraphs(paragraphs: Iterable[Paragraph], longest: int) -> Iterator[tuple[Lesson, ...]]:
    """Runs of whole sentences with at most `longest` words, unless one alone has more.

    The parser learns a batch of short texts much faster than one long text.
    """
    for paragraph in paragraphs:
        run: list[Lesson] = []
        for lesson in paragraph.lessons:
            if run and sum(len(row.words) for row in run) + len(lesson.words) > longest:
                yield tuple(run)
                run = []
            run.append(lesson)
        yield tuple(run)


def make_example(nlp: Language, lessons: Sequence[Lesson]) -> Example:
    """One text to learn from: gold words, with the norms that the tokenizer would give them."""
    words = [word for lesson in lessons for word in lesson.words]
    spaces = [space for lesson in lessons for space in lesson.spaces]
    predicted = Doc(nlp.vocab, words=words, spaces=spaces)
    _copy_norms(nlp.make_doc(predicted.text), predicted)
    gold = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        heads=_join_heads(lessons),
        deps=_join(lessons, "relations"),
        tags=_join(lessons, "tags"),
        pos=[part.partition("|")[0] for part in _join(lessons, "parts") or ()] or None,
        morphs=[part.partition("|")[2] for part in _join(lessons, "parts") or ()] or None,
        ents=_join(lessons, "names"),
    )
    return Example(predicted, gold)


def _join(lessons: Sequence[Lesson], layer: str) -> list[str] | None:
    if not all(getattr(lesson, layer) for lesson in lessons):
        return None
    return [label for lesson in lessons for label in getattr(lesson, layer)]


def _join_heads(lessons: Sequence[Lesson]) -> list[int] | None:
    if not all(lesson.heads for lesson in lessons):
        return None
    heads: list[int] = []
    for lesson in lessons:
        start = len(heads)
        heads.extend(start + head for head in lesson.heads)
    return heads


def _copy_norms(tokenized: Doc, doc: Doc) -> None:
    """Norms that only the tokenizer knows: "n't" and "n’t" are both "not"."""
    norms = {(token.idx, token.text): token.norm_ for token in tokenized}
    for token in doc:
        norm = norms.get((token.idx, token.text))
        if norm is not None and norm != token.norm_:
            token.norm_ = norm
