"""What one source says happened and another says did not: made-up accounts, and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Kind, Severity
from tests.collation.test_differences import differences, of_kind

DISPUTED = [
    (
        "Police said Karl Brandt had a gun when he was shot in Elmsdale.",
        "His sister said Karl Brandt did not have a gun when he was shot in Elmsdale.",
        "gun",
    ),
    (
        "Neighbours said Karl Brandt was holding a book outside the library in Elmsdale.",
        "The police chief said officers saw Karl Brandt at the library in Elmsdale "
        "and there was no book.",
        "book",
    ),
    (
        "Two people were injured when the barge caught fire at Elmsdale.",
        "The organisers of the show at Elmsdale said that no one was injured.",
        "hurt",
    ),
    (
        "The rowers were robbed at a petrol station, their coach said.",
        "The rowers had a quarrel with guards. “No robbery was committed against these "
        "rowers,” said the police chief, Otto Kranz.",
        "robbery",
    ),
]


@pytest.mark.parametrize(("one", "other", "word"), DISPUTED)
def test_what_one_source_affirms_and_another_denies_is_told(
    nlp: Language, one: str, other: str, word: str
) -> None:
    found = [d for d in of_kind(differences(nlp, one, other), Kind.NEGATION) if word in d.subject]
    assert len(found) == 1
    assert found[0].severity is Severity.HARD
    assert {e.value for e in found[0].evidence} == {"yes", "no"}
    assert {e.article for e in found[0].evidence} == {"00.txt", "01.txt"}


def test_what_two_people_say_is_between_sources(nlp: Language) -> None:
    _, (one, other, _), *_ = DISPUTED
    found = of_kind(differences(nlp, one, other), Kind.NEGATION)
    assert [d.between for d in found] == [Between.SOURCES]


STATED = [
    (
        "The fishermen were released on Friday in exchange for four militants, a priest said.",
        "The minister said the release of the fishermen on Friday was not a swap.",
        "whether prisoners were exchanged",
    ),
    (
        "A witness saw a scuffle between Karl Brandt and the guard at the mill.",
        "Karl Brandt never tried to fight the guard at the mill, a witness said.",
        "whether there was a struggle",
    ),
    (
        "The shooting at the mill in Elmsdale was a hate crime, the council said.",
        "The shooting at the mill in Elmsdale was not racially motivated, prosecutors said.",
        "whether race or hatred was the reason",
    ),
]


@pytest.mark.parametrize(("one", "other", "subject"), STATED)
def test_what_is_stated_and_denied_in_words_of_its_own_is_soft(
    nlp: Language, one: str, other: str, subject: str
) -> None:
    found = [d for d in differences(nlp, one, other) if d.subject.startswith(subject)]
    assert [d.severity for d in found] == [Severity.SOFT]
    assert {e.value for e in found[0].evidence} == {"yes", "no"}


@pytest.mark.parametrize("denied", ["will never be cowed by terrorism", "will pay no ransom note"])
def test_another_matter_with_the_same_word_is_silent(nlp: Language, denied: str) -> None:
    one = "The barge in Elmsdale was the target of terrorism and of a note about a ransom."
    found = differences(nlp, one, f"The mayor of Elmsdale said that the barge {denied}.")
    assert of_kind(found, Kind.NEGATION) == []


def test_an_act_that_one_source_states_and_another_says_was_not_done_is_hard(nlp: Language) -> None:
    (found,) = of_kind(
        differences(
            nlp,
            "The town paid a ransom for the crew of the barge Elster, a lawyer said.",
            "No ransom was paid for the crew of the barge Elster, the mayor said.",
        ),
        Kind.NEGATION,
    )
    assert (found.severity, found.between) == (Severity.HARD, Between.SOURCES)
    assert {e.value for e in found.evidence} == {"yes", "no"}


OWN_DENIALS = [
    "Karl Brandt denied assaulting Anna Weiss at a hotel in Elmsdale.",
    "“I never assaulted Anna Weiss at a hotel in Elmsdale,” Karl Brandt said.",
]
OTHERS = "Anna Weiss accuses Karl Brandt of an assault. Karl Brandt has denied the allegations."
ACCUSATION = "Anna Weiss said Karl Brandt assaulted her at a hotel in Elmsdale."


def test_an_accusation_without_its_denial_is_soft_and_says_where(nlp: Language) -> None:
    (found,) = of_kind(differences(nlp, ACCUSATION, OTHERS), Kind.NEGATION)
    assert (found.severity, found.between) == (Severity.SOFT, Between.SOURCES)
    assert found.absent_in == ("00.txt",)
    assert found.subject.startswith("told without Karl Brandt's denial: “Anna Weiss said")


@pytest.mark.parametrize("denial", OWN_DENIALS)
def test_an_accusation_and_a_denial_of_that_very_act_exclude_each_other(
    nlp: Language, denial: str
) -> None:
    (found,) = of_kind(differences(nlp, ACCUSATION, denial), Kind.NEGATION)
    assert (found.severity, found.between) == (Severity.HARD, Between.SOURCES)
    assert {e.article: e.value for e in found.evidence} == {"00.txt": "yes", "01.txt": "no"}


@pytest.mark.parametrize("denial", [*OWN_DENIALS, OTHERS])
def test_where_every_account_has_the_denial_nothing_is_told(nlp: Language, denial: str) -> None:
    told = (
        "Anna Weiss said Karl Brandt assaulted her at a hotel in Elmsdale. "
        "Brandt denies the allegation."
    )
    assert of_kind(differences(nlp, told, denial), Kind.NEGATION) == []


def test_one_denial_gives_one_report(nlp: Language) -> None:
    told = (
        "Anna Weiss said Karl Brandt assaulted her at a hotel in Elmsdale. "
        "She said Karl Brandt harassed her at the office in Elmsdale."
    )
    denial = "Anna Weiss speaks of assault and harassment. Karl Brandt has denied the allegations."
    assert len(of_kind(differences(nlp, told, denial), Kind.NEGATION)) == 1


SILENT = [
    (
        "one who is sorry for another thing",
        "Karl Brandt apologized for the remark on Monday.",
        "Karl Brandt did not apologize until the debate on Monday.",
    ),
    (
        "another charge",
        "Prosecutors said Karl Brandt concealed millions of crowns from the tax office.",
        "The firm lobbied for Norland. Karl Brandt has denied the charges.",
    ),
    (
        "another subject",
        "Police said Karl Brandt had a gun when he was shot.",
        "Police said Anna Weiss did not have a gun when she was shot.",
    ),
    (
        "a question",
        "Prosecutors asked whether Karl Brandt assaulted Anna Weiss at a hotel.",
        "Karl Brandt denied assaulting Anna Weiss at a hotel.",
    ),
    (
        "both deny",
        "Investigators found no evidence that Karl Brandt assaulted Anna Weiss.",
        "Karl Brandt denied assaulting Anna Weiss at a hotel.",
    ),
    (
        "a part of them",
        "Two people were injured when the barge caught fire at Elmsdale.",
        "No one was injured on the shore when the barge caught fire at Elmsdale.",
    ),
    (
        "another sense",
        "The general wanted a force of 900 in the valley, Anna Weiss said.",
        "Karl Brandt did not force Anna Weiss to leave the valley.",
    ),
]


@pytest.mark.parametrize(("kind", "one", "other"), SILENT)
def test_what_only_looks_contested_is_silent(
    nlp: Language, kind: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.NEGATION) == [], kind


MANNERS = [
    (
        "Karl Brandt turned himself in on a charge of fraud in Elmsdale.",
        "Karl Brandt was arrested by police on a charge of fraud in Elmsdale.",
        Kind.MANNER,
        Severity.SOFT,
    ),
]


@pytest.mark.parametrize(("one", "other", "kind", "severity"), MANNERS)
def test_two_manners_of_one_act_are_told(
    nlp: Language, one: str, other: str, kind: Kind, severity: Severity
) -> None:
    (found,) = of_kind(differences(nlp, one, other), kind)
    assert found.severity is severity


def test_two_people_s_manners_are_silent(nlp: Language) -> None:
    assert not of_kind(
        differences(
            nlp,
            "Karl Brandt turned himself in on a charge of fraud.",
            "Anna Weiss was arrested by police on a charge of arson.",
        ),
        Kind.MANNER,
    )


def test_a_participle_before_its_noun_is_no_side(nlp: Language) -> None:
    one = "Two rockets fell near the quay of Elmsdale, causing no damage, the army said."
    other = "Karl Brandt surveyed his {} home near the quay of Elmsdale after the rockets."
    assert of_kind(differences(nlp, one, other.format("badly damaged")), Kind.NEGATION) == []
    plain = "Two rockets damaged a crane near the quay of Elmsdale, the mayor said."
    assert len(of_kind(differences(nlp, one, plain), Kind.NEGATION)) == 1


def test_another_owner_told_of_in_passing_is_no_side(nlp: Language) -> None:
    one = (
        "Police said Karl Brandt had a gun when he was shot in Elmsdale. Petr Lund was unarmed "
        "when police shot him at the mill in May."
    )
    other = (
        "His sister said Karl Brandt did not have a gun when he was shot in Elmsdale. Police say "
        "a gun was recovered at the scene in Elmsdale."
    )
    (found,) = (
        d for d in of_kind(differences(nlp, one, other), Kind.NEGATION) if "gun" in d.subject
    )
    texts = {"00.txt": one, "01.txt": other}
    assert {e.article for e in found.evidence if e.value == "no"} == {"01.txt"}
    assert {e.article for e in found.evidence} == set(texts)


def test_an_outlet_that_says_both_itself_tells_of_two_things(nlp: Language) -> None:
    one = (
        "Two rockets fell into open fields near Orrin, causing no damage. "
        "The rockets damaged the home of Otto Kranz near Orrin."
    )
    other = "Otto Kranz said the rockets damaged his home near the open fields when they fell."
    assert of_kind(differences(nlp, one, other), Kind.NEGATION) == []
    alone = one.split("causing no damage. ")[0] + "causing no damage."
    assert len(of_kind(differences(nlp, alone, other), Kind.NEGATION)) == 1
