"""Figures that two accounts give to one quantity in unlike words, and those that only look so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.figures.templates import typed
from collation.differences.figures.templates.quantities import quantities
from collation.differences.figures.templates.wordings import bare, wording
from collation.differences.scene import Scene
from collation.discrepancy import Between, Discrepancy, Kind, Severity
from tests.collation.test_differences import covering, differences, of_kind

# (what both open with, one account, the other, values)
TOLD = [
    ("A dam burst above Velm on Monday.", "The flood claimed 23 lives.",
     "Nineteen villagers drowned.", {"23", "Nineteen"}),
    ("Ferrum has bought its rival Halden.", "It paid 1.2 billion euros in cash.",
     "The takeover is worth 1.5 billion euros.", {"1.2 billion euros", "1.5 billion euros"}),
    ("Gordon Pyke was convicted of bribery on Friday.", "He was given six years in prison.",
     "Pyke was jailed for four years.", {"six", "four"}),
    ("More people in Ostmark are out of work.", "The jobless rate climbed to 6.2 percent in March.",
     "Figures for March put unemployment at 6.8 percent.", {"6.2 percent", "6.8 percent"}),
    ("A fire raced through Sorrel Creek.", "It destroyed 112 houses.",
     "Hers is one of 86 homes that burnt to the ground.", {"112", "86"}),
    ("Ines Roth crossed the strait on Sunday.", "She swam 21 miles.",
     "Roth covered 34 miles in 15 hours.", {"21 miles", "34 miles"}),
    ("Carmaker Dorado will shrink.", "It is to axe 5,200 posts.",
     "Some 4,100 workers will be made redundant.", {"5,200", "Some 4,100"}),
    ("It rained hard in Velm on Tuesday.", "Within a day 90 millimetres of rain fell.",
     "Rainfall of 130 millimetres was measured.", {"90", "130"}),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "one", "other", "values"), TOLD)
def test_figures_of_one_quantity_are_told_in_whatever_words(
    nlp: Language, opening: str, one: str, other: str, values: set[str]
) -> None:
    (found,) = of_kind(_between(nlp, opening, one, other), Kind.NUMBER)
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == values


# (class of the look-alike, what both open with, one account, the other)
SILENT = [
    ("a part of the whole", "A tram left the rails in Velm.", "Thirty-one people were injured.",
     "Nine children were hurt."),
    ("other hours", "A bridge fell in Velm on Thursday.", "By noon six people were dead.",
     "By 10 p.m. eleven bodies had been recovered."),
    ("asked for and imposed", "Aldra let gas leak in Velm.", "It was fined 1.2 million euros.",
     "Prosecutors asked for a fine of three million euros."),
    ("before and after tax", "Brewer Alten reported its figures.",
     "Net profit came to 45 million euros.", "It made a pre-tax profit of 61 million euros."),
    ("one rounded", "Dorado will shrink.", "It is to axe 1,962 posts.",
     "Nearly 2,000 workers will be made redundant."),
    ("one unit and another", "A storm crossed Velm.", "The wave was 30 feet high.",
     "It hurled a nine-metre wave over the wall."),
    ("a quake and its aftershock", "An earthquake shook Velm.", "The quake measured 6.4.",
     "An aftershock measured 5.2."),
    ("both in one account", "A ferry sank off Velm.", "The sinking claimed 14 lives.",
     "First 14 were feared lost. In the end 17 people had died."),
    ("a relative", "A court in Velm gave its verdict.", "Dray was jailed for seven years.",
     "Dray's brother was jailed for nine years."),
    ("what is no person", "Ann Roe plays in goal for Velm.", "She saved two penalties on Sunday.",
     "She rescued three points for her side."),
    ("more than", "Rivals advertise in Velm.", "They will spend more than $1 million on it.",
     "They will spend $1.6 million on it."),
    ("other weekdays", "Police in Velm had work.", "They arrested 12 people on Friday night.",
     "They led 20 people away on Saturday night."),
    ("the first of two", "Two bombs went off in Velm.", "The first killed six people.",
     "The second blast claimed nine lives."),
    ("two spots", "Two bombs went off in Velm.", "At the station six people were killed.",
     "Nine people died in the market."),
    ("here and worldwide", "Dorado will shrink.", "It is to axe 1,200 posts in Velm.",
     "Across the world 3,000 workers will lose their jobs."),
    ("an accomplice", "Ralph Stone was tried in Velm.", "Stone got six years in prison.",
     "His accomplice was jailed for four years."),
    ("planned and built", "Velm has a new stadium.", "It cost 95 million euros.",
     "It was planned to cost 60 million euros."),
    ("another day", "Skyvane had a bad Monday in Velm.", "It scrapped 120 flights.",
     "It will cancel 80 flights on Tuesday."),
    ("another year", "Brewer Alten reported its figures.", "Profit came to 45 million euros.",
     "In 2009 it earned 61 million euros after tax."),
]  # fmt: skip


@pytest.mark.parametrize("case", SILENT, ids=[row[0] for row in SILENT])
def test_figures_that_may_both_be_so_are_not_told(
    nlp: Language, case: tuple[str, str, str, str]
) -> None:
    _, opening, one, other = case
    coverage = covering(nlp, f"{opening} {one}", f"{opening} {other}")
    assert list(typed.find(Scene(coverage, ()))) == []


def test_two_who_are_quoted_differ_softly(nlp: Language) -> None:
    (found,) = of_kind(
        _between(nlp, "Nurses marched through Velm.", "The union said 40,000 took part.",
                 "Police put the crowd at 15,000."), Kind.NUMBER
    )  # fmt: skip
    assert (found.severity, found.between) == (Severity.SOFT, Between.SOURCES)


def test_one_who_is_quoted_twice_contradicts_herself(nlp: Language) -> None:
    (found,) = of_kind(
        _between(nlp, "A ferry sank off Velm.", "It claimed 17 lives, coroner Ilse Tark said.",
                 "Fourteen people drowned, the coroner, Ilse Tark, said."), Kind.NUMBER
    )  # fmt: skip
    assert (found.severity, found.between) == (Severity.HARD, Between.OUTLETS)


def test_a_count_that_only_may_be_so_differs_from_a_certain_one(nlp: Language) -> None:
    (found,) = of_kind(
        _between(nlp, "A hillside slid into Velm.", "Eight people were killed.",
                 "Up to eight people may have died."), Kind.HEDGING
    )  # fmt: skip
    assert {e.value for e in found.evidence} == {"certain", "possible"}


def test_a_sum_that_alone_differs_is_the_one_that_the_other_account_names(nlp: Language) -> None:
    opening = "A portrait was sold in Velm on Friday."
    paid = "A bidder paid $3.1 million for it."
    (found,) = of_kind(_between(nlp, opening, "It brought $2.2 million.", paid), Kind.NUMBER)
    assert {e.value for e in found.evidence} == {"$2.2 million", "$3.1 million"}
    two = "It brought $2.2 million, and its frame $90,000."
    assert of_kind(_between(nlp, opening, two, paid), Kind.NUMBER) == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Only 210 people came.", "As many as 210 people came.", 1),
        ("A mere 210 people came.", "No fewer than 210 people came.", 1),
        ("Only 210 people came.", "Just 210 people came.", 0),
        ("Only 210 people came.", "There were 210 people.", 0),
        ("Only 210 people came.", "No fewer than 310 people came.", 0),
    ],
)
def test_one_number_that_is_few_here_and_many_there_is_told(
    nlp: Language, one: str, other: str, told: int
) -> None:
    found = of_kind(_between(nlp, "A show of carpets opened in Velm.", one, other), Kind.FRAMING)
    assert [{e.value for e in d.evidence} for d in found] == [{"few", "many"}] * told


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("# [..] @person @was* @die", " # young people have died "),
        ("@kill #", " the blast is killing # "),
        ("(claim|claimed) # lives", " the sinking claimed # lives "),
        ("@profit (of|for ..) #", " a net profit of # "),
    ],
)
def test_a_wording_fits_its_inflections_and_hedges(pattern: str, line: str) -> None:
    assert wording(pattern).fits(line, set(line.split()))
    assert not wording(pattern).fits(line.replace("#", "§"), set(line.split()))


def test_what_hedges_a_figure_is_left_out_of_its_line() -> None:
    assert bare(" it cost at least an estimated # lives ") == " it cost # lives "
    assert bare(" it fell to # ") == " it fell to # "


def test_a_gap_does_not_cross_another_figure_or_a_clause() -> None:
    one = wording("@kill .. #")
    assert one.fits(" killed some # ", {"killed"})
    assert not one.fits(" killed § and hurt # ", {"killed"})
    assert not one.fits(" killed , he said , # ", {"killed"})


def test_every_quantity_has_a_question_and_a_wording_that_can_be_looked_up() -> None:
    assert all(quantity.asks and quantity.wordings for quantity in quantities())
    assert len({quantity.name for quantity in quantities()}) == len(quantities())


def _between(nlp: Language, opening: str, one: str, other: str) -> list[Discrepancy]:
    return list(differences(nlp, f"{opening} {one}", f"{opening} {other}"))
