"""Figures of made-up sentences: what is counted, doing what, in what voice."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extraction.annotations import Claim, Figure, Person, Span
from extraction.claims import find_claims
from extraction.figures import find_figures
from extraction.labels import find_labels
from extraction.names import find_names
from extraction.parsed import ParsedArticle, parse_articles
from intake.plain import read_plain


def parsed(nlp: Language, text: str) -> ParsedArticle:
    return next(iter(parse_articles(nlp, [read_plain(text, "file:made-up.txt")])))


def figures(nlp: Language, text: str) -> tuple[Figure, ...]:
    return find_figures(parsed(nlp, text), (), (), ())


@pytest.mark.parametrize(
    ("text", "value", "counted", "predicate"),
    [
        ("The ferry was carrying nine crew members when it sank.", 9, "crew member", "carry"),
        ("The ferry was carrying 136 passengers when it sank.", 136, "passenger", "carry"),
        ("The blast killed four soldiers near the harbour.", 4, "soldier", "kill"),
        ("Four soldiers were killed near the harbour.", 4, "soldier", "kill"),
        ("The storm left two dead in the village.", 2, "person", "kill"),
        ("Over 100 injured in the harbour, officials say.", 100, "person", "injure"),
        ("The strike has halted work at 31 factories.", 31, "factory", "halt"),
        ("Dozens of workers were arrested on the bridge.", 48.7, "worker", "arrest"),
    ],
)
def test_a_figure_knows_what_it_counts_and_what_happened(
    nlp: Language, text: str, value: float, counted: str, predicate: str
) -> None:
    found = figures(nlp, text)[0]
    assert found.value == pytest.approx(value, abs=0.1)
    assert (found.counted, found.predicate) == (counted, predicate)


@pytest.mark.parametrize(
    "text",
    [
        "Train 91 left the station late.",
        "The council met at Pier 40 again.",
        "One of them said so, and one was enough.",
    ],
)
def test_numbers_in_names_and_pronouns_are_no_figures(nlp: Language, text: str) -> None:
    assert [f for f in figures(nlp, text) if f.counted == ""] == []


@pytest.mark.parametrize(
    ("text", "value", "counted", "part"),
    [
        ("Officials said around 50 of 700 people on the boat had been saved.", 50, "people", True),
        ("Six of the other men were held.", 6, "man", True),
        ("The ferries of the C, L and 1 lines were late for eight days.", 8, "", False),
    ],
)
def test_a_part_is_counted_with_its_whole(
    nlp: Language, text: str, value: float, counted: str, part: bool
) -> None:
    found = figures(nlp, text)[0]
    assert (found.value, found.counted, "of" in found.modifiers) == (value, counted, part)


@pytest.mark.parametrize(
    ("text", "value", "counted", "predicate"),
    [
        ("The death toll from the storm rose to 24 on Monday.", 24, "person", "kill"),
        ("The toll is now at least 31.", 31, "person", "kill"),
        ("Police put the number of passengers aboard the ferry at 950.", 950, "passenger", None),
        ("The number of the house on the hill is 300.", 300, "", None),
    ],
)
def test_a_number_behind_its_noun_counts_it(
    nlp: Language, text: str, value: float, counted: str, predicate: str | None
) -> None:
    found = figures(nlp, text)[0]
    assert (found.value, found.counted) == (value, counted)
    assert predicate is None or found.predicate == predicate


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jane Roe said Tom Quill was 24, but records give another age.", True),
        ("Tom Quill turned 24 on Monday.", True),
        ("Tom Quill was 24 points ahead.", False),
        ("The final count of Tom Quill was about 24.", False),
    ],
)
def test_who_is_a_number_is_of_that_age(nlp: Language, text: str, told: bool) -> None:
    article = parsed(nlp, text)
    at = text.index("Tom Quill")
    people = (Person(0, "Tom Quill", "person", (Span(at, at + 9),)),)
    found = [f for f in find_figures(article, people, (), ()) if f.quantity == "age"]
    assert [(f.value, f.unit, f.counted) for f in found] == (
        [(24.0, "year", "tom quill")] if told else []
    )


def test_spans_are_short_stretches_of_the_text_that_hold_the_number(nlp: Language) -> None:
    text = "The old ferry was carrying about 136 tired passengers, two dogs and $6 million in gold."
    for figure in figures(nlp, text):
        assert figure.span.covers(figure.number)
        assert len(figure.span.of(text).split()) <= 12


def claims(nlp: Language, text: str) -> dict[str, Claim]:
    return {c.predicate: c for c in find_claims(parsed(nlp, text), (), (), ())}


@pytest.mark.parametrize(
    ("text", "predicate", "polarity", "modality"),
    [
        ("The council must facilitate the return of the ship.", "facilitate", True, "necessary"),
        ("The court ordered the council to facilitate his return.", "facilitate", True,
         "necessary"),
        ("The council could not be forced to pay.", "force", False, "impossible"),
        ("The guard did not sell the boat.", "sell", False, "actual"),
        ("The guard denied that he sold the boat.", "sell", False, "actual"),
        ("The guard never denied that he sold the boat.", "sell", True, "actual"),
        ("The guard wanted to sell the boat.", "sell", True, "unreal"),
        ("The guard allegedly sold the boat.", "sell", True, "alleged"),
        ("The guard may sell the boat.", "sell", True, "possible"),
        ("The guard sold the boat.", "sell", True, "actual"),
    ],
)  # fmt: skip
def test_a_claim_knows_its_polarity_and_modality(
    nlp: Language, text: str, predicate: str, polarity: bool, modality: str
) -> None:
    claim = claims(nlp, text)[predicate]
    assert (claim.polarity, claim.modality) == (polarity, modality)


def test_the_one_acted_upon_is_the_object_of_a_passive(nlp: Language) -> None:
    claim = claims(nlp, "The boat was sold by the guard.")["sell"]
    assert (claim.subject, claim.object, claim.passive) == ("guard", "boat", True)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Jane Roe, a legal resident of the town, left.", "a legal resident of the town"),
        ("Jane Roe was an illegal alien.", "an illegal alien"),
    ],
)
def test_a_label_is_what_the_text_says_somebody_is(nlp: Language, text: str, label: str) -> None:
    assert label in [found.text for found in find_labels(parsed(nlp, text), (), ())]


def test_a_name_of_an_institution_is_whole(nlp: Language) -> None:
    text = "He was held in Elbonia's Pacifism Training Center for a year."
    found = find_names(parsed(nlp, text), ())
    assert "Pacifism Training Center" in [name.text for name in found]


def test_an_empty_account_has_no_figures(nlp: Language) -> None:
    assert figures(nlp, "") == ()
