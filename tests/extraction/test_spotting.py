"""Names are whole: they open before they go on, and end at white space."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Softmax, with_array

from extraction.spotting import NameSpotter, _spans, _viterbi, best_tags, transitions

LABELS = ("O", "B-ORG", "I-ORG", "B-PERSON", "I-PERSON")
MOVES = transitions(LABELS)


def odds(*tags: str) -> np.ndarray:
    """Scores by which each word has its tag, a second choice after the bar being nearly as good."""
    scores = np.zeros((len(tags), len(LABELS)), dtype=np.float32)
    for row, tag in zip(scores, tags, strict=True):
        for weight, label in zip((3.0, 2.5), tag.split("|"), strict=False):
            row[LABELS.index(label)] = weight
    return scores


@pytest.mark.parametrize(
    ("scores", "tags"),
    [
        (["O", "B-PERSON", "I-PERSON"], "O B-PERSON I-PERSON"),
        (["O|B-PERSON", "I-PERSON", "O"], "B-PERSON I-PERSON O"),
        (["I-PERSON|B-PERSON", "I-PERSON", "O"], "B-PERSON I-PERSON O"),
        (["B-ORG", "I-PERSON|I-ORG", "O"], "B-ORG I-ORG O"),
        (["O", "O", "B-ORG", "O", "O", "I-ORG|B-ORG"], "O O B-ORG O O B-ORG"),
        (["B-PERSON", "B-PERSON|I-PERSON", "O"], "B-PERSON I-PERSON O"),
        (["B-PERSON", "B-ORG|I-PERSON", "O"], "B-PERSON B-ORG O"),
    ],
)
def test_a_name_goes_on_only_where_one_has_begun(scores: list[str], tags: str) -> None:
    assert [LABELS[tag] for tag in best_tags(odds(*scores), MOVES)] == tags.split()


def test_a_stretch_is_read_as_the_whole_text_would_be() -> None:
    random = np.random.default_rng(3)
    for _ in range(200):
        scores = random.normal(size=(12, len(LABELS))).astype(np.float32)
        scores[:, 0] += 1
        tags = [LABELS[tag] for tag in best_tags(scores, MOVES)]
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert not tag.startswith("I-") or before[2:] == tag[2:]
        assert len(_viterbi(scores, MOVES)) == len(tags)


def test_white_space_ends_a_name() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Pam", "\n", "Bondi"], spaces=[False, False, False])
    spans = list(_spans(doc, ["B-PERSON", "I-PERSON", "I-PERSON"]))
    assert [(span.text, span.label_) for span in spans] == [("Pam", "PERSON")]


def test_words_that_nobody_annotated_teach_nothing() -> None:
    nlp = spacy.blank("en")
    spotter = NameSpotter(nlp.vocab, with_array(Softmax(5, 2)), "ner", 0.0)
    for label in LABELS:
        spotter.add_label(label)
    words = ["Pam", "Bondi", "sued", "him"]
    gold = Doc(nlp.vocab, words=words)
    gold.set_ents([Span(gold, 0, 2, label="PERSON")], missing=[Span(gold, 3, 4)], default="outside")
    even = np.full((4, 5), 0.2, dtype=np.float32)
    loss, (gradient,) = spotter.get_loss([Example(Doc(nlp.vocab, words=words), gold)], [even])
    assert [int(row.argmin()) for row in gradient[:3]] == [3, 4, 0]
    assert not gradient[3].any()
    assert loss > 0
