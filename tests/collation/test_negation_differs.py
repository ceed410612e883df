"""What one account affirms and another denies, in made-up sentences, and what only looks so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.factuality import Factuality, factuality
from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import covering, differences, of_kind

# (one account, the other, hard)
DENIED = [
    (
        "The harbour master said Jane Orrin signed the contract on the pier.",
        "Her lawyer said Jane Orrin did not sign the contract on the pier.",
        True,
    ),
    (
        "The ministry rejected claims that the dam violates the treaty.",
        "The dam at Elmsdale is in violation of the treaty, the neighbours of Norland said.",
        False,
    ),
    (
        "A deputy described the siege at the mill in Elmsdale as a standoff.",
        "The sheriff said there was no standoff at the mill in Elmsdale.",
        True,
    ),
    (
        "There were no signs of major clashes between farmers and guards in Elmsdale.",
        "Farmers and guards clashed in Elmsdale on the market square.",
        False,
    ),
    (
        "Villagers near the quarry said they did not hear any explosion.",
        "An explosion shook the quarry, and villagers ran into the street.",
        False,
    ),
    (
        "The mayor called Karl Brandt a very sick man after the fire at the mill.",
        "Karl Brandt had no known history of mental illness before the fire at the mill.",
        False,
    ),
    (
        "The sheriff warned that more bombs could be in the houses of Elmsdale.",
        "Officers in Elmsdale were sure that there were no other bombs in the houses.",
        False,
    ),
    (
        "Norland launched a missile from the lighthouse, a spokesman said.",
        "The minister denied that a missile test at the lighthouse took place.",
        True,
    ),
    (
        "Inspectors have not approved the bridge over the Elm. Elbonia waits for it.",
        "Inspectors in Elbonia have approved the bridge over the Elm.",
        True,
    ),
    (
        "Karl Brandt said he did not know about the payments to the dancer.",
        "Karl Brandt knew about the payments to the dancer, a memo shows.",
        True,
    ),
]


@pytest.mark.parametrize(("one", "other", "hard"), DENIED)
def test_an_affirmation_and_a_denial_of_one_thing_are_told(
    nlp: Language, one: str, other: str, hard: bool
) -> None:
    found = of_kind(differences(nlp, one, other), Kind.NEGATION)
    values = {e.value for d in found for e in d.evidence}
    assert values in ({"yes", "no"}, {"said", "denied"})
    assert {d.severity for d in found} == {Severity.HARD if hard else Severity.SOFT}


SILENT = [
    (
        "narrower",
        "Norland had not tested a rocket with the range that was printed, the minister said.",
        "Norland also tested a rocket in November.",
    ),
    (
        "those of another place",
        "Inspectors have not approved the bridge over the Elm.",
        "Inspectors in Elbonia have approved the bridge over the Elm.",
    ),
    (
        "an aide",
        "Jane Orrin did not sign the contract on the pier.",
        "Jane Orrin's deputy signed the contract on the pier.",
    ),
    (
        "both deny",
        "“The tests do not violate the treaty,” the minister said.",
        "Norland rejected claims that the tests violate the treaty.",
    ),
    (
        "further ones",
        "Detectives said there were no other bombs in the house.",
        "Neighbours of the house said there was a bomb robot in the garden.",
    ),
    (
        "a question why",
        "A farmer asked why Karl Brandt did not pardon Otto Kranz at the fair.",
        "Karl Brandt has pardoned Otto Kranz.",
    ),
    (
        "a question",
        "“You think this tariff is a robbery? What is wrong with you?” he said.",
        "She listed the senses in which this tariff is not a robbery.",
    ),
    (
        "questions about whether",
        "Jane Orrin brushed aside questions about whether she is disappointed.",
        "Jane Orrin said she is not disappointed.",
    ),
    (
        "no doubt",
        "The inquiry will no doubt include the bridge.",
        "The inquiry includes the bridge.",
    ),
    (
        "symptoms of nobody who is named",
        "Karl Brandt said he has no symptoms of the virus, a doctor said in Elmsdale.",
        "A patient who is showing symptoms of the virus must stay in Elmsdale, a doctor said.",
    ),
    (
        "never before",
        "Karl Brandt has not suffered a seizure before, a doctor said.",
        "Karl Brandt suffered a seizure, a doctor said.",
    ),
    (
        "one kept in two places",
        "Karl Brandt was held against his will in a tent, a doctor said.",
        "Karl Brandt will stay at home under a voluntary quarantine, a doctor said.",
    ),
    (
        "symptoms of two people",
        "Karl Brandt said he has no symptoms of the virus.",
        "Otto Kranz began showing symptoms of the virus, a doctor said.",
    ),
    (
        "less than was hoped",
        "The goals of the Norland plan were not as bold as some hoped, a farmer said.",
        "Jane Orrin said the goals of the Norland plan are bold.",
    ),
    (
        "what was not said",
        "Jane Orrin said she does not believe that Norland is a wasteland.",
        "Jane Orrin does not believe and did not state that Norland is a wasteland, an aide said.",
    ),
    (
        "of a kind",
        "There is no robbery that can be excused, Karl Brandt said.",
        "Karl Brandt spoke for the victims of robbery at the fair.",
    ),
    (
        "another leak",
        "Karl Brandt denied he had leaked secret papers to the press.",
        "Secret papers were leaked to the press last week.",
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_denied_is_not_told(nlp: Language, why: str, one: str, other: str) -> None:
    assert of_kind(differences(nlp, one, other), Kind.NEGATION) == []


FACTS = [
    ("The tests violate the treaty.", "violate", Factuality.AFFIRMED),
    ("The tests do not violate the treaty.", "violate", Factuality.DENIED),
    ("Norland rejected claims that the tests violate the treaty.", "violate", Factuality.DENIED),
    ("Norland did not deny that the tests violate the treaty.", "violate", Factuality.OPEN),
    ("It is unclear whether the tests violate the treaty.", "violate", Factuality.OPEN),
    ("Do the tests violate the treaty?", "violate", Factuality.OPEN),
    ("The pilot apparently left the cabin.", "leave", Factuality.HEDGED),
    ("He refuted the rumour and maintained that he owns the boat.", "own", Factuality.AFFIRMED),
]


@pytest.mark.parametrize(("text", "verb", "expected"), FACTS)
def test_a_claim_is_as_factual_as_what_it_is_embedded_under(
    nlp: Language, text: str, verb: str, expected: Factuality
) -> None:
    covered = covering(nlp, text).articles[0]
    claim = next(claim for claim in covered.reading.claims if claim.predicate == verb)
    assert factuality(covered, claim) is expected


MANNERS = [
    (
        "Police said the rowers paid the owner of the kiosk voluntarily.",
        "The rowers said guards ordered them to pay the owner of the kiosk.",
    ),
    (
        "The fire at the mill was set deliberately, the sheriff said.",
        "The fire at the mill was accidental, an insurer said.",
    ),
]


@pytest.mark.parametrize(("one", "other"), MANNERS)
def test_two_manners_of_one_act_are_soft(nlp: Language, one: str, other: str) -> None:
    found = of_kind(differences(nlp, one, other), Kind.MANNER)
    assert [d.severity for d in found] == [Severity.SOFT]


ONE_MANNER = [
    ("two acts", MANNERS[1][0], "A window of the school was broken accidentally, a pupil said."),
    ("two people", "Karl Brandt died at the scene.", "Otto Kranz died at a hospital in Elmsdale."),
    ("open", MANNERS[1][0], "Officers could not say whether the fire at the mill was accidental."),
]


@pytest.mark.parametrize(("why", "one", "other"), ONE_MANNER, ids=[row[0] for row in ONE_MANNER])
def test_what_only_looks_like_another_manner_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.MANNER) == []
