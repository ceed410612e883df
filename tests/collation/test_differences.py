"""What differs between made-up accounts, read by the trained pipeline, and what only looks so."""

from __future__ import annotations

import random

import pytest
from spacy.language import Language

from collation.copies import cover
from collation.coverage import Coverage, Covered
from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy, Kind, Severity
from collation.utterances import align_utterances
from extraction.annotations import Reading
from extraction.reading import read_articles
from intake.article import Article
from intake.plain import read_plain


def covering(nlp: Language, *texts: str) -> Coverage:
    articles = [
        read_plain(text, f"file:{number}.txt", outlet=f"Outlet {number}")
        for number, text in enumerate(texts)
    ]
    readings = read_articles(nlp, articles)
    # Sentences this alike would count as one dispatch: here each outlet is its own source.
    return Coverage(
        tuple(
            Covered(f"{number:02}.txt", article, reading, number)
            for number, (article, reading) in enumerate(zip(articles, readings, strict=True))
        )
    )


def differences(nlp: Language, *texts: str) -> list[Discrepancy]:
    coverage = covering(nlp, *texts)
    return list(find_discrepancies(coverage, align_utterances(coverage)))


def of_kind(found: list[Discrepancy], kind: Kind) -> list[Discrepancy]:
    return [d for d in found if d.kind is kind]


HARD = [
    (
        "The ferry was carrying nine crew members and 136 passengers to the island.",
        "The ferry to the island was carrying eight crewmembers and 136 passengers.",
        {"nine", "eight"},
    ),
    (
        "The strike by 48,000 workers at the shipyard enters its second week.",
        "The deal was good news for 46,000 striking workers at the shipyard.",
        {"48,000", "46,000"},
    ),
    (
        "The strike has halted work at 31 shipyard factories on the coast.",
        "The strike has halted work at 30 shipyard plants on the coast.",
        {"31", "30"},
    ),
    (
        "They paid 100 Mexican pesos ($5) for the damage at the harbour.",
        "They paid 100 pesos ($5) for the damage at the harbour.",
        set(),
    ),
]


@pytest.mark.parametrize(("one", "other", "values"), HARD)
def test_exact_numbers_of_one_thing_exclude_each_other(
    nlp: Language, one: str, other: str, values: set[str]
) -> None:
    found = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert {e.value for d in found for e in d.evidence} == values
    assert all(d.severity is Severity.HARD for d in found)


# (class of the look-alike, one account, the other)
SILENT = [
    ("approximation", "The blast injured over 100 people at the port.",
     "The blast injured 116 people at the port."),
    ("approximation", "The blast injured at least 116 people at the port.",
     "The blast injured 116 people at the port."),
    ("approximation", "About 5,000 gallons of fuel leaked from the ferry.",
     "Some 5,100 gallons of fuel leaked from the ferry."),
    ("approximation", "The party has held the seat for three decades.",
     "The party has held the seat for more than three decades."),
    ("subset", "The company pays 46,000 workers at the yard.",
     "The company pays 4,000 temporary workers at the yard."),
    ("another event", "The crash of the plane killed 12 people on Sunday.",
     "Meanwhile, the crash of a plane off Norland killed six people on Sunday."),
    ("another event", "The crash of the plane killed 12 people on Sunday.",
     "Six people were killed on Sunday in another crash of a plane."),
    ("different subject", "The blast killed four soldiers at the port.",
     "The blast killed 19 goats at the port."),
    ("different subject", "The port exported 40 cranes.", "The port bought 30 cranes in May."),
    ("unit", "The ferry was going at 59 mph.", "The ferry was going at 59 miles (95 km) per hour."),
    ("precision", "The share price closed up 1 percent.", "The price closed up just over 1%."),
    ("different window", "It was the second ferry accident this week.",
     "It was the fourth ferry accident since December."),
    ("different event", "The port fire on May 3, 2011 killed 40 sailors.",
     "The port fire on June 9, 2019 killed 12 sailors."),
    ("both values", "The blast killed 12 sailors at the port, not 14 sailors killed as first told.",
     "The blast killed 14 sailors at the port."),
    ("parts", "The ferry rescued 12 sailors in the morning and 5 sailors at night.",
     "The ferry rescued 17 sailors."),
    ("stage", "The company has offered to invest $8.3 billion in the shipyard.",
     "The company will invest at least $9 billion in the shipyard under the deal."),
    ("cumulative", "Militants have fired more than 1,400 rockets at the port.",
     "Militants fired five rockets at the port."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_look_alikes_are_silent(nlp: Language, why: str, one: str, other: str) -> None:
    found = [d for d in differences(nlp, one, other) if d.severity is Severity.HARD]
    assert found == [], why


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (
            Kind.STATUS,
            "The court ruled that the council must facilitate the return of the ship.",
            "The court said the council should help facilitate the return, but could not be "
            "forced to.",
        ),
        (
            Kind.STATUS,
            "The port freed a sailor wrongly deported from the island.",
            "The minister insisted that the deportation was legal.",
        ),
        (
            Kind.NEGATION,
            "The captain had a gun when the guards came to the harbour.",
            "The captain did not have a gun when the guards came to the harbour.",
        ),
    ],
)
def test_states_that_exclude_each_other_are_hard(
    nlp: Language, kind: Kind, one: str, other: str
) -> None:
    found = [d for d in differences(nlp, one, other) if d.severity is Severity.HARD]
    assert [d.kind for d in found] == [kind]


def test_a_judgement_and_a_duty_are_asked_of_whoever_they_are_about(nlp: Language) -> None:
    (judged,) = differences(
        nlp,
        "The port freed a sailor wrongly deported from the island.",
        "The minister insisted that Martin Roe’s deportation was legal.",
    )
    assert judged.subject == "whether the deportation of Martin Roe was wrong or lawful"
    (two,) = differences(
        nlp,
        "The port had wrongly deported Anna Lee from the island.",
        "The minister insisted that Martin Roe’s deportation was legal.",
    )
    assert two.subject == "whether the deportation was wrong or lawful"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # stages, wishes, denials
        ("The captain was charged with theft.", "The captain was convicted of theft."),
        ("The guards wanted to sell the boat.", "The guards did not sell the boat."),
        ("The captain denied that he sold the boat.", "The captain did not sell the boat."),
        ("The captain never said he sold the boat.", "The guards said he sold the boat."),
        # a duty towards others, none at all; the law of two places
        (
            "The court ruled that the council must accept applications from old tenants.",
            "The court said the council would not be required to accept new applications.",
        ),
        (
            "The council has one week to file a brief on the bridge.",
            "The council is not required to file a brief on the bridge.",
        ),
        (
            "They were married when the union was legal in the north.",
            "They live in a town where the union is not legal.",
        ),
    ],
)
def test_stages_wishes_and_denials_are_silent(nlp: Language, one: str, other: str) -> None:
    assert [d for d in differences(nlp, one, other) if d.severity is Severity.HARD] == []


def test_an_outlets_own_words_come_before_what_it_quotes(nlp: Language) -> None:
    (found,) = differences(
        nlp,
        "“The captain should never have been illegally deported,” said Senator Jane Roe.",
        "The captain was wrongly deported from the island in March, the town has found.",
        "The mayor said that the deportation was legal.",
    )
    assert [e.article for e in found.evidence] == ["02.txt", "01.txt", "00.txt"]


def test_a_sum_is_told_by_the_words_around_it(nlp: Language) -> None:
    one = "The bank has invested $8.3 billion in the railway."
    other = "The bank invested at least $9 billion in the railway."
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.severity is Severity.HARD
    assert "railway" in found.subject


def test_one_account_alone_or_none_has_no_differences(nlp: Language) -> None:
    assert differences(nlp) == []
    assert differences(nlp, "The blast killed four soldiers. The blast killed five.") == []


def test_every_piece_of_evidence_is_a_stretch_of_its_sentence(nlp: Language) -> None:
    texts = [text for one, other, _ in HARD for text in (one, other)]
    coverage = covering(nlp, *texts)
    for found in find_discrepancies(coverage, ()):
        for evidence in found.evidence:
            assert evidence.span.end <= len(coverage.article(evidence.article).article.text)
            assert evidence.sentence.covers(evidence.span)
            assert 0.0 <= found.confidence <= 1.0


@pytest.mark.parametrize("seed", range(5))
def test_the_same_articles_in_any_order_give_the_same_answers(nlp: Language, seed: int) -> None:
    texts = [text for one, other, _ in HARD for text in (one, other)]
    coverage = covering(nlp, *texts)
    expected = find_discrepancies(coverage, ())
    shuffled = list(coverage.articles)
    random.Random(seed).shuffle(shuffled)
    assert find_discrepancies(Coverage(tuple(shuffled)), ()) == expected
    assert expected


def test_the_seeds_give_what_a_careful_reader_finds(
    nlp: Language, seed_articles: tuple[Article, ...], seed_readings: tuple[Reading, ...]
) -> None:
    coverage = cover(
        [
            (f"{number:03}", article, reading)
            for number, (article, reading) in enumerate(
                zip(seed_articles, seed_readings, strict=True)
            )
        ]
    )
    found = list(find_discrepancies(coverage, align_utterances(coverage)))
    (label,) = [d for d in found if d.kind is Kind.LABEL and d.severity is Severity.HARD]
    assert {e.value for e in label.evidence} == {"legal resident", "illegal alien"}
    duties = [d for d in of_kind(found, Kind.STATUS) if "duty" in d.subject]
    assert {e.value for e in duties[0].evidence} == {"must", "cannot be forced"}
    (name,) = of_kind(found, Kind.NAME)
    assert {e.value.split()[0] for e in name.evidence} == {"Terrorism", "Terrorist"}
    assert any({e.value for e in d.evidence} == {"how can", "you are suggesting"}
               for d in of_kind(found, Kind.QUOTE_WORDING))  # fmt: skip
    assert not [d for d in of_kind(found, Kind.NUMBER) if d.severity is Severity.HARD]
