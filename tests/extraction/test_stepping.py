"""The parser stepped from Python gives the trees of spaCy's own loop."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extraction.pipeline import EN_PARALLAX
from extraction.stepping import STEPPED

TEXTS = (
    "“We will appeal,” Jane Roe, a lawyer for the three families, told reporters on Monday.",
    "Yes.",
    "",
    "The court ruled. The mayor, who had been away, did not answer.\n\nNobody asked him why.",
    "When it rained, as it often does in May, the games that had been planned were put off.",
)


@pytest.fixture(scope="module")
def stepped() -> Language:
    return spacy.load(EN_PARALLAX, config={"components.parser.factory": STEPPED})


def trees(docs: list[Doc]) -> list[list[tuple[int, str, bool | None]]]:
    return [[(t.head.i, t.dep_, t.is_sent_start) for t in doc] for doc in docs]


def test_the_trees_are_those_of_spacy(stepped: Language) -> None:
    plain = spacy.load(EN_PARALLAX)
    found = trees(list(stepped.pipe(TEXTS)))
    assert found == trees(list(plain.pipe(TEXTS)))
    assert {dep for _, dep, _ in found[0]} >= {"nsubj", "ROOT", "appos"}


def test_texts_without_words_have_trees_without_words(stepped: Language) -> None:
    assert trees(list(stepped.pipe(["", ""]))) == [[], []]
