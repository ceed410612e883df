"""Words' vectors in; names as spans of `doc.ents` out.

Each word gets the odds of opening, continuing or being outside a name of each kind; the best
sequence in which a name goes on only where one has begun is read as spans.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, ENT_TYPE  # type: ignore[import-not-found]  # compiled, untyped
from spacy.language import Language
from spacy.pipeline import Tagger
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model

OUTSIDE = "O"
ADJACENT = 2.0  # against "Pam" "Bondi" as two names side by side, as log odds
INSIDE, OPENING = 1, 3  # spaCy's numbers for IOB; 2 is outside, 0 unknown

Floats = NDArray[np.float32]


@Language.factory("name_spotter", default_config={"label_smoothing": 0.0})
def make_spotter(
    nlp: Language, name: str, model: Model[Any, Any], label_smoothing: float
) -> "NameSpotter":
    """What spaCy calls, by the name in config.cfg."""
    return NameSpotter(nlp.vocab, model, name, label_smoothing)


class NameSpotter(Tagger):  # type: ignore[misc]  # spaCy's class has no types
    """A tagger of words whose tags are IOB2 and become `doc.ents`.

    Less than a third of the time of spaCy's transitions, which cost more than the vectors.
    """

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str, smoothing: float) -> None:
        super().__init__(vocab, model, name, scorer=None, label_smoothing=smoothing)

    def predict(self, docs: Sequence[Doc]) -> list[NDArray[np.intp]]:
        """The best tag numbers of each text that form whole names."""
        if not any(len(doc) for doc in docs):
            return [np.zeros(0, dtype=np.intp) for _ in docs]
        moves = transitions(self.labels)
        return [best_tags(scores, moves) for scores in self.model.predict(docs)]

    def set_annotations(self, docs: Iterable[Doc], batch_tag_ids: Any) -> None:
        """Write the names; white space ends one."""
        labels = self.labels
        for doc, tags in zip(docs, batch_tag_ids, strict=True):
            doc.set_ents(list(_spans(doc, [labels[tag] for tag in tags])), default="outside")

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Floats]) -> tuple[float, Any]:
        """Cross-entropy; a word whose names nobody annotated counts for nothing.

        Raises:
            ValueError: the example's words are not the gold's.
        """
        numbers = {label: at for at, label in enumerate(self.labels)}
        strings, smoothing = self.vocab.strings, self.cfg["label_smoothing"]
        loss, gradients = 0.0, []
        for example, given in zip(examples, scores, strict=True):
            gold = example.reference
            if len(gold) != len(given):
                raise ValueError("names are learned from gold words only")
            known = np.array(
                [
                    -1 if not iob else numbers.get(_tag(int(iob), strings[int(kind)]), 0)
                    for iob, kind in gold.to_array([ENT_IOB, ENT_TYPE])
                ]
            )
            wanted = np.full_like(given, smoothing / given.shape[1])
            rows = np.flatnonzero(known >= 0)
            wanted[rows, known[rows]] += 1 - smoothing
            gradient = given - wanted
            gradient[known < 0] = 0
            loss += float((gradient**2).sum())
            gradients.append(gradient)
        return loss, gradients

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
    ) -> None:
        """Learn the kinds of names from the examples and make the weights."""
        examples = list(get_examples())
        kinds = sorted({name.label_ for example in examples for name in example.reference.ents})
        for label in labels or [OUTSIDE, *(f"{p}-{kind}" for kind in kinds for p in "BI")]:
            self.add_label(label)
        shape = np.zeros((1, len(self.labels)), dtype=np.float32)
        self.model.initialize(X=[example.x for example in examples[:10]], Y=[shape])


def transitions(labels: Sequence[str]) -> Floats:
    """The log odds of a tag [row] being followed by another [column]; 0 where nothing is odd."""
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for row, before in enumerate(labels):
        for column, after in enumerate(labels):
            same = before != OUTSIDE and before[2:] == after[2:]
            if after.startswith("I-") and not same:
                moves[row, column] = -np.inf
            elif after.startswith("B-") and same:
                moves[row, column] = -ADJACENT
    return moves


def best_tags(scores: Floats, moves: Floats) -> NDArray[np.intp]:
    """Each word's best tag, and the best sequence (Viterbi) where these do not fit together.

    Tag 0 is outside; `scores[word, tag]` need not be normalized.
    """
    tags: NDArray[np.intp] = scores.argmax(axis=1)
    before = np.concatenate([[0], tags[:-1]])
    done = -1
    for at in np.flatnonzero(moves[before, tags]).tolist():
        if at >= done:
            start, end = _stretch(tags, at)
            tags[start:end] = _viterbi(scores[start:end], moves)
            done = end
    return tags


def _stretch(tags: NDArray[np.intp], at: int) -> tuple[int, int]:
    """The names around one word, with the two words before them, which may yet open one."""
    start = end = at
    while start > 0 and tags[max(0, start - 2) : start].any():
        start -= 1
    while end < len(tags) and tags[end : end + 2].any():
        end += 1
    return max(0, start - 2), end


def _viterbi(scores: Floats, moves: Floats) -> list[int]:
    peak = scores.max(axis=1, keepdims=True)
    odds = scores - peak - np.log(np.exp(scores - peak).sum(axis=1, keepdims=True))
    total = odds[0] + moves[0]
    back: list[NDArray[np.intp]] = []
    for row in odds[1:]:
        ways = total[:, None] + moves
        back.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    tag = int(total.argmax())
    path = [tag]
    for last in reversed(back):
        tag = int(last[tag])
        path.append(tag)
    return path[::-1]


def _spans(doc: Doc, tags: Sequence[str]) -> Iterator[Span]:
    start: int | None = None
    for at, tag in enumerate((*tags, OUTSIDE)):
        if start is not None and (not tag.startswith("I-") or doc[at].is_space):
            yield Span(doc, start, at, label=tags[start][2:])
            start = None
        if tag.startswith("B-") and not doc[at].is_space:
            start = at


def _tag(iob: int, kind: str) -> str:
    return f"B-{kind}" if iob == OPENING else f"I-{kind}" if iob == INSIDE else OUTSIDE
