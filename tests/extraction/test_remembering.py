"""What is remembered of a word is what would be computed again."""

import pytest
import spacy
from spacy.language import Language

from extraction import remembering
from extraction.pipeline import EN_PARALLAX, load_pipeline
from extraction.remembering import remember_words

TEXTS = (
    "Attorney General Pam Bondi didn’t say why.",
    "“We won’t,” Bondi said.\n\nNobody  asked. ",
    "",
    "Bondi won't.",
)


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(EN_PARALLAX)


def layers(nlp: Language) -> list[list[tuple[str, str, str, int, str]]]:
    return [
        [(t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc] for doc in nlp.pipe(TEXTS)
    ]


def test_remembered_words_are_read_like_new_ones(plain: Language) -> None:
    nlp = load_pipeline()
    assert layers(nlp) == layers(plain)
    assert layers(nlp) == layers(plain)


def test_a_full_memory_starts_again(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "REMEMBERED", 25)
    nlp = load_pipeline()
    assert [layers(nlp) for _ in range(3)] == [layers(plain)] * 3
    monkeypatch.setattr(remembering, "REMEMBERED", 5)
    small = spacy.load(EN_PARALLAX)
    remember_words(small)
    assert layers(small) == layers(plain)
