"""Which clauses a date reaches beyond its own verb, which it does not, and how it hangs on one."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from extraction.annotations import EventKind
from tests.extraction.test_events import read, read_all


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("On Monday Roe flew to Leeds and signed the long lease.", "signed the long lease"),
        ("Officers arrested Roe on Monday and charged him with theft.", "charged him"),
        ("The volcano erupted on Monday near Leeds, forcing crowds to flee.", "forcing crowds"),
        ("When the paper printed the letter on Monday, Roe issued a denial.", "issued a denial"),
        ("Ten guests were led away and two were hurt by glass on Monday.", "Ten guests were led"),
    ],
)
def test_a_date_holds_for_the_clauses_that_share_it(nlp: Language, text: str, shared: str) -> None:
    (event,) = read(nlp, text, "Roe") if "Roe" in text else read(nlp, text)
    at = event.span.start - len("The town is quiet.\n\n")
    clause = text[at : at + event.span.end - event.span.start]
    assert shared in clause


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Roe was arrested in Leeds in 2010 and later died in prison.", "died"),
        ("The bridge in Leeds was closed on Friday and reopened on Monday.", "reopened"),
    ],
)
def test_a_later_clause_has_a_date_of_its_own(nlp: Language, text: str, alone: str) -> None:
    first = read(nlp, text)[0]
    at = first.span.start - len("The town is quiet.\n\n")
    assert alone not in text[at : at + first.span.end - first.span.start]


@pytest.mark.parametrize(
    ("text", "predicate", "day"),
    [
        ("Roe won Sunday's race in Leeds ahead of Doe.", "win", date(2024, 5, 12)),
        ("The council rejected the plan at Monday's meeting.", "reject", date(2024, 5, 13)),
        ("Monday's storm tore the roofs off houses.", "tear", date(2024, 5, 13)),
        ("The letter from Leeds did not arrive until Monday.", "arrive", date(2024, 5, 13)),
        ("Roe had shown a wish to talk peace on Monday.", "show", date(2024, 5, 13)),
    ],
)
def test_what_happened_at_a_dated_occasion_has_its_day(
    nlp: Language, text: str, predicate: str, day: date
) -> None:
    assert [(e.predicate, e.begin) for e in read(nlp, text, *["Roe"] * ("Roe" in text))] == [
        (predicate, day)
    ]


@pytest.mark.parametrize(
    ("text", "predicate", "year"),
    [
        ("The striker, who joined the club in 2019, scored twice.", "join", 2019),
        ("The firm, which lost money in 2022, said it would rebuild.", "lose", 2022),
        ("During a 2017 visit to the mill, Roe praised the workers.", "praise", 2017),
    ],
)
def test_a_date_in_an_aside_stays_there_and_one_of_an_occasion_does_not(
    nlp: Language, text: str, predicate: str, year: int
) -> None:
    (event,) = read(nlp, text)
    assert (event.predicate, event.begin) == (predicate, date(year, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "The town has rebuilt the school since the end of the flood in 1953.",
        "Roe, president of the club between 1977 and 1981, spoke at the mill.",
        "The illness had spread to ten villages as of Friday.",
        "Instead the mayor of Leeds is eyeing Thursday.",
        "The vote planned for Monday was called off by the mayor.",
        "I want the band to play here in Leeds in 2027.",
        "The judge said rights come from the Housing Act of 1972.",
        "Play slideshow 1 of 12 Cars ranked in Leeds on May 3, 2024.",
        "The guests of the mill had spent more than those of 2019.",
        "Updated: 2024-05-13 By Agencies of the Town",
    ],
)
def test_what_only_bounds_names_or_stamps_dates_nothing(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


def test_a_plan_for_the_day_of_publication_is_a_plan(nlp: Language) -> None:
    (event,) = read(nlp, "The council will vote on the plan on Tuesday.")
    assert (event.kind, event.begin) == (EventKind.PLAN, date(2024, 5, 14))


def test_a_bullet_is_no_part_of_the_sentence(nlp: Language) -> None:
    (event,) = read(nlp, "• Officers searched the mill on Monday.")
    assert event.sentence.start == len("The town is quiet.\n\n• ")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The mayor of Leeds had sold the mill in April.", "had"),
        ("We sold the old mill on the hill in April.", "first person"),
        ("The mill was sold to a firm on Monday.", "passive"),
        ("Roe won Sunday's race in Leeds ahead of Doe.", "through a noun"),
    ],
)
def test_marks_tell_how_a_date_hangs_on_its_clause(nlp: Language, text: str, mark: str) -> None:
    marks = [m for event in read_all(nlp, text) if event.begin for m in event.marks]
    assert mark in marks


def test_a_date_beside_its_verb_has_no_marks(nlp: Language) -> None:
    (event,) = read(nlp, "Officers searched the mill in Leeds on Monday.")
    assert event.marks == ()
