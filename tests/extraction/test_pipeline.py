"""The shipped pipeline: sentences, names and base noun phrases of newspaper English."""

import gc

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extraction.pipeline import (
    EN_PARALLAX,
    SubwordVectors,
    guard_sentences,
    load_pipeline,
    noun_phrase,
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def sentences(nlp: Language, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in nlp(text).sents]


@pytest.mark.parametrize(
    "marked",
    [
        "“Do you want that?” Bukele said.|“I do not have the power.”",
        "“We won!” the president told reporters.|He smiled.",
        "“How can I return him?” he asked on Monday.|Nobody answered.",
        "Mr. Roe met Sen. Van Hollen in St. Louis.|They talked.",
        "The U.S. government appealed.|The court refused.",
        "Donald J. Trump spoke first.|Then he left.",
        '"It is over," she said.|"We are leaving."',
        "The mayor wrote “Oopsie… Too late” on Friday.|He left.",
        "“I waited…” she said.|He left.",
        "He waited…|Then he left.|“That is all… Good night,” she said.",
        "It burned on Jan. 16 and again in Sept. 2018, Roe said.|Nobody was hurt.",
    ],
)
def test_a_sentence_ends_where_an_editor_ends_it(nlp: Language, marked: str) -> None:
    assert sentences(nlp, marked.replace("|", " ")) == marked.split("|")


def test_no_sentence_begins_inside_a_clause() -> None:
    doc = guard_sentences(spacy.blank("en")("He said the court was wrong. It was not."))
    allowed = [token.text for token in doc if token.i and token.is_sent_start is not False]
    assert allowed == ["It"]


def test_no_sentence_begins_between_a_state_and_its_office(nlp: Language) -> None:
    words = ["He", "wrote", "to", "the", "U.S.", "Attorney", "General", "."]
    doc = guard_sentences(Doc(nlp.vocab, words=words))
    assert [token.is_sent_start for token in doc][5] is False
    assert guard_sentences(Doc(nlp.vocab, words=["In", "the", "U.S.", "Roe"]))[3].is_sent_start is (
        None
    )


@pytest.mark.parametrize(
    "marked",
    [
        "She came back to the U.S.|Attorney General Ann Roe said it was over.",
        "He wrote to the U.S. Attorney General Ann Roe and left.",
        "A letter to the U.S. Attorney General Ann Roe has been lost.",
        "The U.S. Attorney General Ann Roe has left.",
        "He spoke to U.S. Attorney General Ann Roe has heard.",
    ],
)
def test_a_state_ends_a_sentence_before_an_office_with_its_own_verb(
    nlp: Language, marked: str
) -> None:
    assert sentences(nlp, marked.replace("|", " ")) == marked.split("|")


def test_no_sentence_begins_with_a_genitive() -> None:
    doc = guard_sentences(spacy.blank("en")("The U.S.’s attack was over. It was dark."))
    allowed = [token.text for token in doc if token.i and token.is_sent_start is not False]
    assert allowed == ["It"]


def test_a_paragraph_break_begins_a_sentence() -> None:
    doc = guard_sentences(spacy.blank("en")("A headline without a stop\n\nThe court ruled."))
    assert [token.text for token in doc if token.is_sent_start] == ["A", "The"]


def test_the_guard_leaves_white_space_a_part_of_speech() -> None:
    doc = guard_sentences(spacy.blank("en")("One.\n\nTwo."))
    assert [token.pos_ for token in doc if token.is_space] == ["SPACE"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Attorney General Pam Bondi spoke in Washington.", {("Pam Bondi", "PERSON")}),
        ("President Donald Trump met Nayib Bukele on Monday.", {("Donald Trump", "PERSON")}),
        ("Officials in Iraq and Germany disagreed.", {("Iraq", "LOC"), ("Germany", "LOC")}),
    ],
)
def test_a_name_is_found_without_its_title(
    nlp: Language, text: str, names: set[tuple[str, str]]
) -> None:
    assert names <= {(entity.text, entity.label_) for entity in nlp(text).ents}


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("The lawyers urged the court to act.", "urged", "urge"),
        ("Critics said so.", "said", "say"),
        ("They were told to leave.", "told", "tell"),
        ("She insisted on it.", "insisted", "insist"),
    ],
)
def test_a_verb_has_the_lemma_of_a_dictionary(
    nlp: Language, text: str, verb: str, lemma: str
) -> None:
    assert {token.lemma_ for token in nlp(text) if token.text == verb} == {lemma}


def test_the_speaker_is_the_subject_of_said(nlp: Language) -> None:
    doc = nlp("“We will appeal,” Jane Roe said.")
    (said,) = [token for token in doc if token.text == "said"]
    subjects = [child for child in said.children if child.dep_ == "nsubj"]
    assert [noun_phrase(subject).text for subject in subjects] == ["Jane Roe"]


def tree(words: str, heads: list[int], deps: str, pos: str) -> Doc:
    return Doc(
        spacy.blank("en").vocab,
        words=words.split(),
        heads=heads,
        deps=deps.split(),
        pos=pos.split(),
    )


def test_a_noun_phrase_holds_title_and_surname_whichever_word_is_asked() -> None:
    doc = tree(
        "Attorney General Pam Bondi spoke",
        [1, 2, 4, 2, 4],
        "compound nmod:desc nsubj flat ROOT",
        "PROPN PROPN PROPN PROPN VERB",
    )
    assert {noun_phrase(doc[at]).text for at in range(4)} == {"Attorney General Pam Bondi"}
    assert noun_phrase(doc[4]).text == "spoke"


def test_a_noun_phrase_leaves_out_what_follows_with_of() -> None:
    doc = tree(
        "the other members of his party",
        [2, 2, 2, 5, 5, 2],
        "det amod ROOT case nmod:poss nmod",
        "DET ADJ NOUN ADP PRON NOUN",
    )
    assert noun_phrase(doc[2]).text == "the other members"
    assert noun_phrase(doc[5]).text == "his party"


def test_a_possessor_belongs_to_the_phrase_it_opens() -> None:
    doc = tree(
        "El Salvador 's President Nayib Bukele left",
        [4, 0, 0, 4, 6, 4, 6],
        "nmod:poss flat case nmod:desc nsubj flat ROOT",
        "PROPN PROPN PART PROPN PROPN PROPN VERB",
    )
    assert noun_phrase(doc[4]).text == "El Salvador 's President Nayib Bukele"
    assert noun_phrase(doc[1]).text == "El Salvador"


def test_remembered_vectors_are_the_vectors(nlp: Language) -> None:
    vectors = nlp.vocab.vectors
    assert isinstance(vectors, SubwordVectors)
    keys = [nlp.vocab.strings.add(word) for word in ("bukele", "said", "bukele", "unheard-of")]
    twice = [vectors.get_batch(keys), vectors.get_batch(keys)]
    plain = super(SubwordVectors, vectors).get_batch(keys)
    assert all((rows == plain).all() for rows in twice)


def test_no_garbage_is_looked_for_in_what_is_loaded(nlp: Language) -> None:
    looked_at = {id(thing) for thing in gc.get_objects()}
    assert id(nlp.__dict__) not in looked_at
    assert not any(id(component) in looked_at for _, component in nlp.pipeline)


def test_the_pipeline_fits_into_a_repository() -> None:
    sizes = [path.stat().st_size for path in EN_PARALLAX.rglob("*") if path.is_file()]
    assert sum(sizes) < 40e6
    assert max(sizes) < 20e6
