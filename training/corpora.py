"""The data folder in; the corpora that may train what ships, and the hash of each file, out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training.lessons import Lesson, Paragraph
from training.names import read_columns, read_gmb, read_uner
from training.treebanks import read_paragraphs

INPUTS = (
    "nlp/ud/ewt-train.conllu",
    "nlp/ud/gum-train.conllu",
    "nlp/ner/uner-ewt-train.iob2",
    "nlp/ner/wikigold/CONLL-format/data/wikigold.conll.txt",
    "nlp/ner/crossner-politics/train.txt",
    "nlp/ner/crossner-politics/dev.txt",
    "nlp/ner/crossner-politics/test.txt",
    "nlp/ner/gmb/ner_dataset.csv.zip",
)
RUN = (1, 4)  # sentences in a paragraph


@dataclass(frozen=True, slots=True)
class Corpora:
    """What people annotated (`ewt` with names, `gum` without, `named` without trees) and `news`.

    `news` is GMB, whose labels are a machine's: only its words and sentences are used.
    """

    ewt: tuple[Paragraph, ...]
    gum: tuple[Paragraph, ...]
    named: tuple[Lesson, ...]
    news: tuple[Lesson, ...]

    def shorten(self, share: int) -> "Corpora":
        """Every `share`-th piece of each, for a rehearsal."""
        return Corpora(
            self.ewt[::share], self.gum[::share], self.named[::share], self.news[::share]
        )


def read_corpora(data: Path) -> Corpora:
    """Every corpus of INPUTS.

    Raises:
        FileNotFoundError: the folder lacks one.
    """
    ewt, gum, uner, wikigold, *politics, gmb = (data / name for name in INPUTS)
    names = {lesson.words: lesson.names for lesson in read_uner(uner)}
    return Corpora(
        ewt=tuple(
            replace(
                row,
                lessons=tuple(replace(x, names=names.get(x.words, ())) for x in row.lessons),
            )
            for row in read_paragraphs(ewt)
        ),
        gum=tuple(read_paragraphs(gum)),
        named=(
            *read_columns(wikigold),
            *(lesson for path in politics for lesson in read_columns(path)),
        ),
        news=tuple(read_gmb(gmb)),
    )


def hash_inputs(data: Path) -> dict[str, str]:
    """The sha256 of each input by its path in the data folder."""
    return {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in INPUTS}


def lessons_of(paragraphs: Sequence[Paragraph]) -> list[Lesson]:
    """The sentences of paragraphs, in order."""
    return [lesson for paragraph in paragraphs for lesson in paragraph.lessons]


def regroup(lessons: Sequence[Lesson], seed: int) -> list[Paragraph]:
    """Lessons of a corpus that keeps their order but not their paragraphs, as paragraphs."""
    random = Random(seed)
    paragraphs, at = [], 0
    while at < len(lessons):
        size = random.randint(*RUN)
        paragraphs.append(Paragraph(tuple(lessons[at : at + size])))
        at += size
    return paragraphs
