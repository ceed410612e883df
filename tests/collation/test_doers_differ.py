"""Acts that made-up accounts give to two people, and what may be two acts or one person."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Discrepancy, Kind, Severity
from tests.collation.test_differences import differences, of_kind


def done(nlp: Language, *texts: str) -> list[Discrepancy]:
    return list(of_kind(differences(nlp, *texts), Kind.ACTOR))


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("Orrin won the cup on Sunday. Otto Kranz scored the winner from a corner.",
         "Orrin won the cup on Sunday. Rui Salas struck the decisive goal from a corner.",
         "who scored the winner"),
        ("A guest was killed in the Blue Oar bar in Orrin. The barman fired the shot.",
         "A guest was killed in the Blue Oar bar in Orrin. An off-duty policeman shot him.",
         "who fired the shot"),
        ("The boy was rescued from the river in Orrin by a neighbour.",
         "The boy was rescued from the river in Orrin by a police officer.",
         "who rescued the boy"),
    ],
)  # fmt: skip
def test_one_act_has_one_doer(nlp: Language, one: str, other: str, subject: str) -> None:
    for texts in ((one, other), (other, one)):
        [found] = done(nlp, *texts)
        assert (found.subject, found.severity) == (subject, Severity.HARD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another goal, another victim, several helpers
        ("Orrin won the cup on Sunday. Otto Kranz scored from a corner.",
         "Orrin won the cup on Sunday. Rui Salas struck the decisive goal from a corner."),
        ("The boy was rescued from the river in Orrin by a neighbour.",
         "The girl was rescued from the river in Orrin by a police officer."),
        ("Firefighters rescued 12 people from the river in Orrin.",
         "Neighbours rescued three people from the river in Orrin."),
        # one person: a relative's name apart, a short form, a noun that may be the same man
        ("Orrin won the cup on Sunday. Otto Kranz scored the winner from a corner.",
         "Orrin won the cup on Sunday. Kranz scored the winner from a corner."),
        ("The boy was rescued from the river in Orrin by a man.",
         "The boy was rescued from the river in Orrin by a police officer."),
        # an earlier match
        ("Orrin won the cup on Sunday. Otto Kranz scored the winner from a corner.",
         "Orrin won the cup on Sunday. Rui Salas scored the winner from a corner last year."),
    ],
)  # fmt: skip
def test_what_may_be_two_acts_or_one_person_is_silent(nlp: Language, one: str, other: str) -> None:
    for texts in ((one, other), (other, one)):
        assert done(nlp, *texts) == []
