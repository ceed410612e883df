"""An act that two sources lay at two doors: made-up accounts, and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences import find_discrepancies
from collation.differences.events.behind import find
from collation.differences.events.culprits import spoken
from collation.differences.scene import Scene
from collation.discrepancy import Between, Discrepancy, Kind, Severity
from tests.collation.test_differences import covering


def doers(nlp: Language, *texts: str) -> list[Discrepancy]:
    return list(find(Scene(covering(nlp, *texts), ())))


TOLD = [
    (
        "An attack on the copper barges that Lima has blamed on Chile closed the strait.",
        "The speaker in Santiago accused Peru of carrying out the attack on the barges.",
        {"Chile", "Peru"},
    ),
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "The attack on the barges closed the strait. Chile denies it. The ministry in Santiago "
        "said “powerful friends” of Bolivia were behind the attack, a newspaper reported.",
        {"Chile", "Bolivia"},
    ),
    (
        "Norwegian officials said the Taliban was behind the poison attack near Hamra.",
        "The governor laid the blame for the poison attack on the rebels.",
        {"the Taliban", "the rebels"},
    ),
    (
        "Investigators blamed Hamas for the bombing of the ferry at Port Sundal.",
        "The captain held the Islamic State responsible for the bombing of the ferry.",
        {"Hamas", "the Islamic State"},
    ),
]


@pytest.mark.parametrize(("one", "other", "names"), TOLD)
def test_one_act_laid_at_two_doors_is_told(
    nlp: Language, one: str, other: str, names: set[str]
) -> None:
    for texts in ((one, other), (other, one)):
        (found,) = doers(nlp, *texts)
        assert (found.kind, found.severity) == (Kind.ACTOR, Severity.SOFT)
        assert found.between is Between.SOURCES
        assert {e.value for e in found.evidence} == names
        assert found.subject.startswith("who was behind the ")


SILENT = [
    # One side by two names.
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "The attack on the barges was blamed on Santiago.",
    ),
    # Another act.
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "Chile blamed Bolivia for the attack on the embassy.",
    ),
    # Another place.
    (
        "Peru blamed Chile for the attack on the embassy in Quito.",
        "Kenya blamed the rebels for the attack on the embassy in Lagos.",
    ),
    # Another time.
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "Bolivia was blamed for previous attacks on copper barges.",
    ),
    # Both accounts have both words.
    (
        "Peru blamed Chile for the attack on the barges. Chile blamed Bolivia for the attack.",
        "Lima blamed Chile for the attack on the barges. Chile says Bolivia was behind the attack.",
    ),
    # Nobody says that they were.
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "There is no evidence that Bolivia was behind the attack on the copper barges.",
    ),
    # Not the act is laid at the door.
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "Peru blamed Bolivia for not condemning the attack on the copper barges.",
    ),
    # Two strikes, each a fact.
    (
        "The airstrike on the depot at Hamra was carried out by France.",
        "The airstrike on the depot at Hamra was carried out by Britain.",
    ),
    # One source names a second culprit.
    (
        "Peru blamed Chile for the attack on the copper barges.",
        "Peru blamed Bolivia for the attack on the copper barges.",
    ),
    # A group and its man.
    (
        "Peru blamed the Taliban for the attack on the copper barges.",
        "The mayor said Jonas Wray was behind the attack on the copper barges.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_what_is_laid_at_one_door_is_silent(nlp: Language, one: str, other: str) -> None:
    assert doers(nlp, one, other) == []
    assert doers(nlp, other, one) == []


def test_who_was_behind_it_is_among_all_differences(nlp: Language) -> None:
    one, other, _ = TOLD[0]
    found = find_discrepancies(covering(nlp, one, other), ())
    assert [d.kind for d in found if d.kind is Kind.ACTOR] == [Kind.ACTOR]


def test_a_side_is_spoken_of_as_a_reader_knows_it() -> None:
    assert [spoken(side) for side in ("united states", "peru", "the rebels", "=acme steel")] == [
        "the United States",
        "Peru",
        "the rebels",
        "Acme Steel",
    ]


def test_whom_the_doer_fights_and_where_it_sits_are_no_doer(nlp: Language) -> None:
    one = "Peru blamed Bolivia for the attack on the copper barges."
    other = (
        "Kenya’s Taliban movement, which is battling a Chile-led alliance, claimed responsibility "
        "for the attack on the copper barges."
    )
    assert [{e.value for e in d.evidence} for d in doers(nlp, one, other)] == [
        {"Bolivia", "the Taliban"}
    ]


def test_a_side_is_of_the_act_that_is_told_and_of_no_other_at_another_place(nlp: Language) -> None:
    one = "Norland formed a fleet after attacks on copper barges that Lima has blamed on Chile."
    other = (
        "Lima blames Chile for the attack on the Hamra copper plant. Bolivia’s ministry said the "
        "Taliban claimed responsibility for the attack on two Hamra copper plants."
    )
    third = "Peru blamed Chile for the drone attack on the copper plant of Hamra."
    (found,) = doers(nlp, one, other, third)
    assert {e.value for e in found.evidence} == {"Chile", "the Taliban"}
    assert {e.article for e in found.evidence} == {"01.txt", "02.txt"}


def test_rulers_are_told_from_their_country(nlp: Language) -> None:
    one = "Peru said the government of Chile was behind the attack on the copper barges."
    other = "Chile blamed Bolivia for the attack on the copper barges."
    (found,) = find_discrepancies(covering(nlp, one, other), ())
    assert "the government of Chile" in found.subject
