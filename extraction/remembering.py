"""A loaded pipeline in; the same, remembering what it found out of a word before, out.

What a word is before its neighbours count depends on its spelling and norm alone. News repeats
its words, so nine in ten need not be hashed, looked up and mixed again. Nor do its lemmas.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LEMMA, MORPH, NORM, ORTH, POS  # type: ignore[import-not-found]  # compiled, untyped
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ints2d

REMEMBERED = 30_000  # words; 12 MB for each network; about those of 500 articles
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that (spelling, norm) pairs rarely collide

Floats = NDArray[np.float32]
Forward = Callable[[Any, Any, bool], tuple[Any, Callable[[Any], Any]]]


def remember_words(nlp: Language) -> None:
    """Let every network of the pipeline keep what it computed for a word; training is as before.

    Answers differ from those without by rounding only. Weights that change later are not noticed:
    call it on a pipeline that is only read from.
    """
    for network in networks(nlp):
        embed = network.get_ref("embed")
        embed._func = _Memory(embed._func).forward


def networks(nlp: Language) -> Iterator[Model[Any, Any]]:
    """Every network that turns words into vectors, with an "embed" and an "encode" inside."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if node.maybe_get_ref("embed") is not None:
                yield node


def remember_lemmas(nlp: Language) -> None:
    """Let `nlp.pipe` ask the lemmatizer once for a word in one form, whose rules look at no more.

    Answers are the same.
    """
    for _, component in nlp.pipeline:
        if isinstance(component, Lemmatizer):
            component.pipe = _Lemmas(component).pipe  # type: ignore[method-assign]


class _Lemmas:
    """The lemmas met so far, by spelling, part of speech and features."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, int, int], int] = {}

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """In place of the lemmatizer's; `batch_size` is spaCy's, and of no use here."""
        del batch_size
        for doc in stream:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            rows: list[list[int]] = doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist()
            lemmas = [
                given
                or self._known.get((orth, pos, morph))
                or self._learn(doc, i, (orth, pos, morph))
                for i, (orth, pos, morph, given) in enumerate(rows)
            ]
            if lemmas:
                doc.from_array([LEMMA], cast(Ints2d, np.array(lemmas, dtype=np.uint64)))
            yield doc

    def _learn(self, doc: Doc, i: int, key: tuple[int, int, int]) -> int:
        lemma = int(doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[i])[0]))
        self._known[key] = lemma
        return lemma


class _Memory:
    """The embeddings that one network has made, by spelling and norm."""

    def __init__(self, compute: Forward) -> None:
        self._compute = compute
        self._rows: dict[int, int] = {}
        self._table: Floats = np.zeros((0, 0), dtype=np.float32)

    def forward(
        self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], Any]]:
        if is_train:
            return self._compute(model, docs, True)
        keys = [_keys(doc) for doc in docs]
        flat = [key for row in keys for key in row]
        new = {key for key in flat if key not in self._rows}
        if len(self._rows) + len(new) > REMEMBERED:
            self._rows.clear()
            new = set(flat)
        if not flat or len(new) > REMEMBERED:
            return self._compute(model, docs, False)
        if new:
            self._learn(model, docs, keys, new)
        found = self._table[[self._rows[key] for key in flat]]
        ends = np.cumsum([len(row) for row in keys])[:-1]
        return list(np.split(found, ends)), _refuse

    def _learn(
        self, model: Model[Any, Any], docs: Sequence[Doc], keys: Sequence[list[int]], new: set[int]
    ) -> None:
        words: dict[int, tuple[str, str]] = {}
        for doc, row in zip(docs, keys, strict=True):
            for at, key in enumerate(row):
                if key in new and key not in words:
                    words[key] = (doc[at].text, doc[at].norm_)
        sample = Doc(docs[0].vocab, words=[text for text, _ in words.values()])
        for token, (_, norm) in zip(sample, words.values(), strict=True):
            token.norm_ = norm
        (vectors,), _ = self._compute(model, [sample], False)
        if not len(self._table):
            self._table = np.zeros((REMEMBERED, vectors.shape[1]), dtype=np.float32)
        start = len(self._rows)
        self._table[start : start + len(words)] = vectors
        self._rows.update(zip(words, range(start, start + len(words)), strict=True))


def _keys(doc: Doc) -> list[int]:
    pairs: NDArray[np.uint64] = doc.to_array([ORTH, NORM])  # type: ignore[assignment]  # hashes
    keys: list[int] = (pairs[:, 0] ^ (pairs[:, 1] * MIX)).tolist()
    return keys


def _refuse(_: object) -> object:
    raise RuntimeError("remembered vectors cannot be trained")
