"""What one source denies in words and another says is so: made-up accounts, and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences import find_discrepancies
from collation.discrepancy import Between, Discrepancy, Kind
from tests.collation.test_differences import covering


def denials(nlp: Language, *texts: str) -> list[Discrepancy]:
    found = find_discrepancies(covering(nlp, *texts), ())
    return [d for d in found if d.kind is Kind.NEGATION]


TOLD = [
    (
        "The brewery denied that it poured solvents into the canal.",
        "Inspectors said the brewery had poured solvents into the canal for years.",
    ),
    (
        "The coach rejected claims that he bribed two referees before the final.",
        "Prosecutors in Turin say Bruno Aldi bribed two referees with watches.",
    ),
    (
        "The company pushed back on reports that its batteries overheated during flights.",
        "Three batteries overheated on flights to Oslo, according to pilots.",
    ),
    (
        "There is no evidence that the vaccine caused the seizures, the laboratory said.",
        "Two families say the vaccine caused seizures in their daughters.",
    ),
    (
        "The museum disputed reports that the painting was forged in Lisbon.",
        "The painting was forged in a Lisbon workshop, an expert told the auction house.",
    ),
]


@pytest.mark.parametrize(("no", "yes"), TOLD)
def test_a_denial_is_told_with_what_it_denies(nlp: Language, no: str, yes: str) -> None:
    for texts in ((no, yes), (yes, no)):
        (found,) = denials(nlp, *texts)
        assert found.between is Between.SOURCES
        assert {e.article for e in found.evidence} == {"00.txt", "01.txt"}


SILENT = [
    # Somebody else did it: whoever denies a deed of his own denies no other's.
    (
        "Norland denied meddling in the harbour election.",
        "Otto Kranz paid two clerks for the purpose of influencing the harbour election.",
    ),
    # It names nobody who did it.
    (
        "Norland's officials denied any role in the ferry attack.",
        "Veldia expelled six envoys in response to the ferry attack.",
    ),
    # Denied long ago, owned up to since.
    (
        "date 2013-05-14\nJane Orrin denied that the office was targeting rowing clubs when she "
        "spoke to the council in March 2012.",
        "date 2013-05-14\nThe office was targeting rowing clubs, its own report says.",
    ),
    # Not what is denied: another act with the same people.
    (
        "The brewery denied that it poured solvents into the canal.",
        "Inspectors said the brewery had sold its land beside the canal.",
    ),
    # Nobody says so: it is looked into, or might be.
    (
        "The coach rejected claims that he bribed two referees before the final.",
        "Prosecutors in Turin are investigating whether Bruno Aldi bribed two referees.",
    ),
    # No sign of a thing denies nothing of what is told beside it.
    (
        "No sign of the suspect in raids as Elmsdale remains on high alert",
        "Elmsdale remains on high alert and its schools reopen this week.",
    ),
    # A denial and another man's plea.
    (
        "Bruno Aldi has denied any wrongdoing and pleaded not guilty.",
        "A former aide of Bruno Aldi entered guilty pleas to fraud and conspiracy.",
    ),
    # Two denials.
    (
        "There is no evidence that the vaccine caused the seizures, the laboratory said.",
        "The ministry said the vaccine had not caused the seizures.",
    ),
    # What is turned down is no claim: an offer, a request.
    (
        "The miners rejected a pay rise of four percent over two years.",
        "The owners offered the miners a pay rise of four percent.",
    ),
    # A denial that is itself denied.
    (
        "The mayor did not deny that the bridge was sold to a rival.",
        "The bridge was sold to a rival, the treasurer said.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_what_nobody_affirms_is_silent(nlp: Language, one: str, other: str) -> None:
    assert denials(nlp, one, other) == []


def test_two_denials_of_one_claim_are_one_report(nlp: Language) -> None:
    found = denials(
        nlp,
        "The sheriff pushed back on reports that deputies used tracking software. "
        "“We have no information about tracking software,” he said.",
        "Deputies found the van using tracking software, a clerk said.",
    )
    assert len(found) == 1
    assert [e.value for e in found[0].evidence] == ["denied", "denied", "said"]


def test_what_somebody_denies_of_himself_is_not_affirmed_of_another(nlp: Language) -> None:
    no = "Bruno Aldi rejected claims that he bribed two referees before the final."
    assert denials(nlp, no, "Prosecutors in Turin say Aldi bribed two referees with watches.") != []
    assert denials(nlp, no, "The keeper Otto Kranz bribed two referees with watches.") == []
