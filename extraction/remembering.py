"""A loaded pipeline in; the same, with the context-free half of its word vectors remembered, out.

What a word is before its neighbours count depends on its spelling and norm alone. News repeats
its words, so nine in ten need not be hashed, looked up and mixed again.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]  # compiled, untyped
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

REMEMBERED = 30_000  # words; 12 MB for each network; about those of 500 articles
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that (spelling, norm) pairs rarely collide

Floats = NDArray[np.float32]
Forward = Callable[[Any, Any, bool], tuple[Any, Callable[[Any], Any]]]


def remember_words(nlp: Language) -> None:
    """Let every network of the pipeline keep what it computed for a word; training is as before.

    Answers differ from those without by rounding only. Weights that change later are not noticed:
    call it on a pipeline that is only read from.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if node.maybe_get_ref("embed") is not None:
                embed = node.get_ref("embed")
                embed._func = _Memory(embed._func).forward


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
