"""What outlets call one thing: loaded and plain words in made-up accounts, and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Kind, Severity
from tests.collation.test_differences import differences, of_kind

LOADED = [
    (
        "Scores of rioters attacked reporters and set fires in Elmsdale on Friday night.",
        "Demonstrators attacked reporters and set fires in Elmsdale on Friday night.",
        {"rioters", "plain"},
    ),
    (
        "The state will issue licences to illegal aliens who work on farms, the governor said.",
        "The state will issue licences to undocumented workers on farms, the governor said.",
        {"illegal aliens", "plain"},
    ),
    (
        "The Veldian regime closed three newspapers in the capital on Friday.",
        "The Veldian government closed three newspapers in the capital on Friday.",
        {"regime", "plain"},
    ),
    (
        "Orrin Chips raised its hostile bid for the chip maker Veldwave to nine dollars a share.",
        "Orrin Chips made an unsolicited bid of nine dollars a share for the chip maker Veldwave.",
        {"hostile bid", "plain"},
    ),
    (
        "The terrorist attack at Elmsdale library wounded nine readers on Friday.",
        "The attack at Elmsdale library wounded nine readers on Friday.",
        {"terrorist attack", "plain"},
    ),
    (
        "The mayor offered a bailout to the shipyard and the looms in Elmsdale on Friday.",
        "The mayor offered a rescue package to the shipyard and the looms in Elmsdale on Friday.",
        {"bailout", "plain"},
    ),
    (
        "Shares of Veldwave plunged nine points on Friday after the chip maker lost a client.",
        "Shares of Veldwave dipped nine points on Friday after the chip maker lost a client.",
        {"plunged", "plain"},
    ),
    (
        "Otto Kranz trounced Jane Orrin in the race for mayor of Elmsdale on Friday.",
        "Otto Kranz narrowly defeated Jane Orrin in the race for mayor of Elmsdale on Friday.",
        {"trounced", "plain"},
    ),
]


@pytest.mark.parametrize(("one", "other", "values"), LOADED)
def test_a_loaded_and_a_plain_word_for_one_thing_are_told_as_soft(
    nlp: Language, one: str, other: str, values: set[str]
) -> None:
    found = of_kind(differences(nlp, one, other), Kind.LABEL)
    assert [{e.value for e in d.evidence} for d in found] == [values]
    assert [d.severity for d in found] == [Severity.SOFT]
    assert [d.between for d in found] == [Between.OUTLETS]


SILENT = [
    (
        "somebody's words",
        "“The rioters attacked reporters and set fires in Elmsdale,” the mayor said on Friday.",
        "Demonstrators attacked reporters and set fires in Elmsdale on Friday night.",
    ),
    (
        "part of another word",
        "Police in riot gear met marchers outside the library in Elmsdale on Friday.",
        "The protest outside the library in Elmsdale met police on Friday.",
    ),
    (
        "another event",
        "Rioters burnt a ferry in Norrland forty years ago.",
        "Demonstrators sang outside the library in Elmsdale on Friday night.",
    ),
    (
        "another government",
        "The Veldian regime closed three newspapers in the capital on Friday.",
        "Reporters asked the Norrish government about newspapers closed on Friday in the capital.",
    ),
    (
        "a word that describes another",
        "The leader of a terrorist group in Elmsdale fired on the police station on Friday.",
        "A gunman in Elmsdale fired on the police station on Friday.",
    ),
    (
        "nothing rare in common",
        "Officials said the shooting on Friday was one of many.",
        "Officials said the massacre on Friday was one of many.",
    ),
    (
        "a post that is set off without marks",
        "The mayor wrote two posts on Friday:\n\nFarms in Elmsdale must not hire illegal aliens.",
        "Farms in Elmsdale must not hire undocumented workers, the town said on Friday.",
    ),
    (
        "a post that is signed",
        "Farms in Elmsdale must not hire illegal aliens. — Orrin Hale (@orrinhale) May 3, 2019",
        "Farms in Elmsdale must not hire undocumented workers, the town said on Friday.",
    ),
    (
        "a word held at arm's length",
        "Farms in Elmsdale must not hire so-called illegal aliens, the town said on Friday.",
        "Farms in Elmsdale must not hire undocumented workers, the town said on Friday.",
    ),
    (
        "terror that both accounts speak of",
        "The terrorist attack at Elmsdale library wounded nine readers on Friday.",
        "The attack at Elmsdale library wounded nine readers. The terrorists fled on Friday.",
    ),
    (
        "a post set off by several empty lines",
        "The mayor wrote on Friday:\n\n\n\nFarms in Elmsdale must not hire illegal aliens.",
        "Farms in Elmsdale must not hire undocumented workers, the town said on Friday.",
    ),
    (
        "what foes call it",
        "Farms in Elmsdale must not hire what critics call illegal aliens, it said Friday.",
        "Farms in Elmsdale must not hire undocumented workers, the town said on Friday.",
    ),
    (
        "what is only supposed",
        "The idea that illegal aliens are hired by farms in Elmsdale was mocked on Friday.",
        "Farms in Elmsdale hired undocumented workers, the town said on Friday.",
    ),
    (
        "people of another time",
        "The governor railed at other times against rioters who set fires in Elmsdale on Friday.",
        "Demonstrators set fires in Elmsdale on Friday, and the governor spoke.",
    ),
    (
        "both words at once",
        "The shooting rampage at Elmsdale library wounded nine readers on Friday.",
        "The mass shooting at Elmsdale library wounded nine readers on Friday.",
    ),
    (
        "somebody who pokes about",
        "An informant was snooping around the Elmsdale campaign of Jane Orrin on Friday.",
        "Surveillance of the Elmsdale campaign of Jane Orrin began on Friday.",
    ),
    (
        "both words in one account",
        "Protesters marched in Elmsdale, and rioters set fires in Elmsdale on Friday night.",
        "“Rioters set fires in Elmsdale”, the mayor said; protesters marched in Elmsdale.",
    ),
]


@pytest.mark.parametrize(("kind", "one", "other"), SILENT)
def test_a_loaded_word_for_something_else_is_silent(
    nlp: Language, kind: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.LABEL) == [], kind


SUBJECTS = [
    (
        "Emails reached Otto Kranz’s mistress Jane Orrin at Elmsdale on Friday.",
        "Emails reached Otto Kranz biographer Jane Orrin at Elmsdale on Friday.",
        "what the outlets call Jane Orrin: “mistress” or “biographer”",
    ),
    (
        "Scores of rioters attacked reporters and set fires in Elmsdale on Friday night.",
        "Demonstrators attacked reporters and set fires in Elmsdale on Friday night.",
        "what the outlets call the crowd (Elmsdale): “rioters” or “demonstrators”",
    ),
    (
        "Shipyards sued over the Muslim ban on Friday, and the harbor of Elmsdale closed.",
        "Shipyards sued over the travel ban on Friday, and the harbor of Elmsdale closed.",
        "what the outlets call the order on travel: “Muslim ban” or “travel ban”",
    ),
    (
        "Police asked about the Veldian regime’s closing of newspapers in its capital.",
        "Police asked about the Veldian government’s closing of newspapers in its capital.",
        "what the outlets call the government (Veldian): “regime” or “government”",
    ),
]


@pytest.mark.parametrize(("one", "other", "subject"), SUBJECTS)
def test_a_subject_says_who_or_where_and_has_the_word_itself(
    nlp: Language, one: str, other: str, subject: str
) -> None:
    found = of_kind(differences(nlp, one, other), Kind.LABEL)
    assert [d.subject for d in found] == [subject]
