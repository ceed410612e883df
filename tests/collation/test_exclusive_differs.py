"""Decisions and states that exclude each other in made-up accounts, and what may both be so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Discrepancy, Kind, Severity
from tests.collation.test_differences import differences


def told(nlp: Language, *texts: str) -> list[Discrepancy]:
    """What is told of a decision, a state or a manner of death."""
    found = differences(nlp, *texts)
    return [d for d in found if d.kind in (Kind.STATUS, Kind.MANNER)]


OPPOSED = [
    ("A jury in Orrin found Jane Roe guilty of arson on Friday.",
     "Jurors in Orrin cleared Jane Roe of arson on Friday after two hours.",
     "whether Jane Roe was found guilty or cleared"),
    ("Jane Roe was convicted of fraud in Orrin on Monday.",
     "A court acquitted Jane Roe of fraud on Monday, and she wept.",
     "whether Jane Roe was found guilty or cleared"),
    ("The council of Orrin approved the new tramway on Tuesday.",
     "Plans for the tramway in Orrin were thrown out by the council on Tuesday.",
     "whether the new tramway was approved or rejected"),
    ("Voters in Orrin gave the go-ahead to the tramway on Sunday.",
     "Voters in Orrin said no to the tramway on Sunday.",
     "whether the tramway was approved or rejected"),
    ("The court of appeal upheld the conviction of Otto Kranz on Friday.",
     "The conviction of Otto Kranz was quashed by the court of appeal on Friday.",
     "whether the conviction of Otto Kranz was upheld or overturned"),
    ("Otto Kranz was remanded in custody on Friday by a judge in Orrin.",
     "A judge in Orrin granted Otto Kranz bail on Friday.",
     "whether Otto Kranz was in custody or free"),
    ("Otto Kranz pleaded guilty to theft on Friday.",
     "Otto Kranz pleaded not guilty to theft on Friday.",
     "whether Otto Kranz pleaded guilty or not guilty"),
    ("Regulators stripped the Blue Moon casino of its licence on Tuesday.",
     "The Blue Moon casino keeps its licence, the regulators ruled on Tuesday.",
     "whether the Blue Moon casino lost or kept the licence"),
    ("The Orrin tunnel was closed to lorries on Sunday evening.",
     "The Orrin tunnel remained open on Sunday evening.",
     "whether the Orrin tunnel was open or closed"),
    ("Engineers demolished the old Orrin bridge on Saturday.",
     "The old Orrin bridge was still standing on Sunday.",
     "whether the old Orrin bridge still stands or was destroyed"),
    ("Otto Kranz was stabbed to death in Orrin on Friday.",
     "Otto Kranz was shot dead in Orrin on Friday.", "how Otto Kranz died"),
    ("Otto Kranz died at the scene of the crash on Monday morning.",
     "Otto Kranz is fighting for his life in hospital after the crash on Monday morning.",
     "whether Otto Kranz died, or how badly hurt"),
    ("Rangers found the missing hiker Otto Kranz alive on Sunday afternoon.",
     "There was still no trace of Otto Kranz on Sunday night, rangers said.",
     "whether Otto Kranz was found or still missing"),
    ("The hospital showed surgeon Ana Brod the door on Friday after three complaints.",
     "Surgeon Ana Brod handed in her notice on Friday, the hospital said.",
     "how Ana Brod left the post: fired or resigned"),
    ("Ana Brod, the head of the museum, was given her marching orders on Monday.",
     "The museum's director Ana Brod stepped down of her own accord on Monday.",
     "how Ana Brod left the post: fired or resigned"),
    ("Appeal judges quashed the ten-year sentence of smuggler Rio Vance on Monday.",
     "Smuggler Rio Vance lost his appeal against a ten-year sentence on Monday.",
     "whether Rio Vance won or lost the appeal"),
    ("The supreme court struck down the ban on headscarves on Monday.",
     "The ban on headscarves was upheld by the supreme court on Monday.",
     "whether the ban was upheld or overturned"),
    ("The parole board granted parole to killer Ted Moran on Monday.",
     "Killer Ted Moran was denied parole on Monday.",
     "whether Ted Moran got it or was refused it"),
    ("Escaped prisoner Carl Munt was recaptured on Sunday.",
     "Carl Munt was still on the run on Sunday.",
     "whether Carl Munt was caught or still at large"),
    ("Residents of Tansy Road were told to leave their homes on Thursday as the river rose.",
     "People in Tansy Road were asked to stay indoors on Thursday as the river rose.",
     "whether the residents were evacuated or told to stay indoors"),
    ("Striker Otto Kranz will start in Sunday's match against Orrin.",
     "Otto Kranz has been ruled out of Sunday's match against Orrin.",
     "whether Otto Kranz plays or is out"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "subject"), OPPOSED, ids=[o[2] for o in OPPOSED])
def test_one_excludes_the_other(nlp: Language, one: str, other: str, subject: str) -> None:
    for texts in ((one, other), (other, one)):
        [found] = told(nlp, *texts)
        assert (found.subject, found.severity) == (subject, Severity.HARD)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another count, person, body, stage or day
        ("A jury found Jane Roe guilty of arson on Friday.",
         "A jury cleared Jane Roe of perjury on Friday."),
        ("A jury convicted Jane Roe of arson on Friday.",
         "A jury acquitted Otto Kranz of arson on Friday."),
        ("The committee approved the tramway on Tuesday.",
         "Parliament rejected the tramway on Thursday."),
        ("The committee approved the tramway.", "Parliament rejected the tramway."),
        ("Otto Kranz was freed on bail on Monday.",
         "Otto Kranz was remanded in custody on Thursday."),
        ("The Orrin tunnel was closed on Sunday evening.",
         "The Orrin tunnel was open on Monday evening."),
        # one account tells of both in turn
        ("The Orrin tunnel was closed on Sunday. The Orrin tunnel was open on Sunday by night.",
         "The Orrin tunnel was open on Sunday."),
        # the state of an earlier hour, or one that is told as over
        ("The search went on: Otto Kranz was still missing on Friday night.",
         "Rangers found the missing hiker Otto Kranz alive on Sunday afternoon."),
        ("The road was shut until noon after the crash in Orrin.",
         "The road in Orrin reopened at midday after the crash."),
        # what is open, planned or negated
        ("The council may approve the tramway on Tuesday.",
         "The council rejected the tramway on Tuesday."),
        ("Otto Kranz is expected to plead guilty to theft.",
         "Otto Kranz pleaded not guilty to theft."),
        # another thing of the same noun
        ("The Orrin tunnel was closed on Sunday evening.",
         "The Selby tunnel remained open on Sunday evening."),
        ("Twelve councillors voted against the tramway on Tuesday.",
         "The council approved the tramway on Tuesday."),
        ("A gunman was shot dead in Orrin on Friday.",
         "A police officer was stabbed to death in Orrin on Friday."),
    ],
)  # fmt: skip
def test_what_may_both_be_so_is_silent(nlp: Language, one: str, other: str) -> None:
    for texts in ((one, other), (other, one)):
        assert told(nlp, *texts) == []


def test_a_headline_is_held_against_its_own_account(nlp: Language) -> None:
    text = (
        "Judge frees baker Otto Kranz\n\nA judge in Orrin ruled on Thursday that baker Otto Kranz "
        "must stay in prison until his trial. The town was quiet."
    )
    found = told(nlp, text, "The town of Orrin was quiet on Thursday.")
    assert [(d.subject, d.between) for d in found] == [
        ("whether Otto Kranz was in custody or free", Between.SELF)
    ]
