"""Numbers that exclude each other, that only differ, and that only look different."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Kind, Severity
from tests.collation.test_differences import differences, of_kind

# (one account, the other, severity, values)
TOLD = [
    (
        "The storm closed nearly 700 schools in the valley on Monday.",
        "More than 700 schools in the valley were closed by the storm.",
        Severity.SOFT,
        {"nearly 700", "More than 700"},
    ),
    (
        "Some 26,000 nurses and ambulance crews are expected to walk out at the hospitals.",
        "The union speaks for nearly 30,000 nurses and ambulance crews at the hospitals.",
        Severity.SOFT,
        {"Some 26,000", "nearly 30,000"},
    ),
    (
        "The landslide killed several miners at the quarry near the lake.",
        "The landslide killed two miners at the quarry near the lake.",
        Severity.SOFT,
        {"several", "two"},
    ),
    (
        "The average nurse salary in the valley was $74,839 last year.",
        "The average salary of a nurse there is $76,400 a year, officials of the valley said.",
        Severity.HARD,
        {"$74,839", "$76,400"},
    ),
    (
        "As many as 700 villagers were killed in the landslide in the hills, the army said.",
        "The landslide in the hills killed as many as 900 villagers, the army said.",
        Severity.SOFT,
        {"As many as 700", "as many as 900"},
    ),
    (
        "A film released on Monday shows dozens of the kidnapped pupils in a yard.",
        "A film shows more than 150 kidnapped pupils in a yard.",
        Severity.SOFT,
        {"dozens", "more than 150"},
    ),
    (
        "The guild held three talks, heard 26 hours of testimony and read 1,400 pages of files.",
        "“Three talks, 26 hours of testimony and 3,500 pages of files were given to the council,” "
        "it said.",
        Severity.HARD,
        {"1,400", "3,500"},
    ),
    (
        "Enough is left for a largely symbolic cut of $23 billion in the harbour levy.",
        "Enough is left for a largely symbolic cut of roughly $20 billion in the harbour levy.",
        Severity.SOFT,
        {"$23 billion", "roughly $20 billion"},
    ),
    (
        "The site flagged one of her posts about the ballots this week.",
        "The site flagged two of her posts about the ballots. One of her posts was hidden.",
        Severity.HARD,
        {"one", "two"},
    ),
    (
        "The regatta was stopped with 21 of 71 races completed.",
        "The regatta was abandoned after 20 of 71 scheduled races.",
        Severity.HARD,
        {"21", "20"},
    ),
]


@pytest.mark.parametrize(("one", "other", "severity", "values"), TOLD)
def test_numbers_that_differ_are_told(
    nlp: Language, one: str, other: str, severity: Severity, values: set[str]
) -> None:
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.severity is severity
    assert {e.value for e in found.evidence} == values


def test_a_headline_printed_twice_with_two_numbers_contradicts_itself(nlp: Language) -> None:
    text = (
        "Ferry Strike Strands 400,000 Islanders\n\nFerry Strike Strands 350,000 Islanders\n\n"
        "Crews left the boats on Monday."
    )
    (found,) = of_kind(differences(nlp, text), Kind.NUMBER)
    assert (found.severity, found.between) == (Severity.HARD, Between.SELF)
    assert {e.value for e in found.evidence} == {"400,000", "350,000"}


# (why, headline, text, whether it is told)
HEADED = [
    ("another number", "Ferry strike leaves 400,000 islanders ashore",
     "The strike left about 350,000 islanders without a boat on Monday.", True),
    ("another noun for the dead", "As Many as 700 Migrants Dead in Wreck",
     "As many as 900 people may have died in the wreck on Monday.", True),
    ("the text has it, too", "Ferry strike leaves 400,000 islanders ashore",
     "The strike left 400,000 islanders ashore. A year ago one left 350,000 islanders there.",
     False),
    ("the text has it of the same dead by another noun", "As Many as 700 Migrants Dead in Wreck",
     "The wreck killed as many as 700 people. A wreck killed 900 people years ago.", False),
    ("a part of them", "Blaze kills 22 in the harbour",
     "The blaze killed three children and 19 sailors, police said. It left 22 dead in all.", False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "text", "told"), HEADED)
def test_a_headline_that_its_text_contradicts(
    nlp: Language, why: str, head: str, text: str, told: bool
) -> None:
    found = of_kind(differences(nlp, f"{head}\n\n{text}"), Kind.NUMBER)
    assert [d.between for d in found] == ([Between.SELF] if told else []), why


# (class of the look-alike, one account, the other)
SILENT = [
    ("several may be many", "The road rules were adopted by several towns and the port of Salem.",
     "The road rules were adopted by 15 towns and the port of Salem."),
    ("more than the exact sum", "Rivals plan to spend more than $1 million on ads in the valley.",
     "Rivals plan to spend $1.6 million on ads in the valley."),
    ("rounded", "The flood freed $391 million in relief aid for the delta farmers.",
     "The flood freed $400 million in relief aid for the delta farmers."),
    ("samples of two polls", "The poll of 885 registered voters in the valley was taken on Monday.",
     "The survey asked 924 registered voters in the valley on Monday."),
    ("hours of one count", "The landslide killed 41 villagers in the hills, the army said.",
     "The landslide has killed 97 villagers in the hills so deep that no road leads there."),
    ("parts of another whole", "The measure was backed by 51 of 100 delegates.",
     "The treaty was opposed by 52 of 100 delegates."),
    ("one more comes after", "Two lawyers called it a bribe, and a third said it was none.",
     "Three lawyers called it a bribe."),
    ("a vote being counted", "Ms Roe led the runoff with 53.9 percent of the vote.",
     "Ms Roe led the runoff with 42 percent of the vote."),
    ("hedges that allow each other", "About 50 boats were lost in the harbour.",
     "Nearly 53 boats were lost in the harbour."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_numbers_that_can_both_be_meant_are_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.NUMBER) == [], why


def test_an_exact_difference_is_told_before_a_vague_one(nlp: Language) -> None:
    found = of_kind(
        differences(
            nlp,
            "The landslide killed four miners at the quarry near the lake.",
            "The landslide killed two miners at the quarry near the lake.",
            "The landslide killed several miners at the quarry near the lake.",
        ),
        Kind.NUMBER,
    )
    assert Severity.HARD in {d.severity for d in found}


@pytest.mark.parametrize(
    ("one", "told"),
    [
        ("A security guard pointed a gun at the rowers near the harbour.", True),
        ("A security guard pointed a lamp at the rowers near the harbour.", False),
        ("The security guards pointed a gun at the rowers near the harbour.", False),
    ],
)
def test_one_and_several_that_do_one_thing_are_soft(nlp: Language, one: str, told: bool) -> None:
    other = "Near the harbour two guards pointed guns at the rowers."
    found = of_kind(differences(nlp, one, other), Kind.NUMBER)
    asked = "how many: “Near the harbour [?] guards pointed guns at the rowers”"
    assert [(d.severity, d.subject) for d in found] == ([(Severity.SOFT, asked)] if told else [])


def test_three_tolls_are_three_sides_of_one_report(nlp: Language) -> None:
    told = differences(
        nlp,
        "Four people died when a fire swept through a warehouse in Leeds on Sunday.",
        "A fire in a warehouse in Leeds killed six people on Sunday.",
        "Five people were killed in a warehouse fire in Leeds on Sunday.",
    )
    (found,) = of_kind(told, Kind.NUMBER)
    assert {e.value for e in found.evidence} == {"Four", "Five", "six"}


def test_the_subject_asks_for_what_is_counted(nlp: Language) -> None:
    one = "The landslide killed 270 miners and hurt 12 at the quarry near the lake."
    other = "The landslide killed 263 miners and hurt 12 at the quarry near the lake."
    subjects = [d.subject for d in of_kind(differences(nlp, one, other), Kind.NUMBER)]
    assert [subject.split(":")[0] for subject in subjects] == ["how many miners killed"]
    one = "The average nurse salary in the valley was $74,839 last year."
    other = "The average salary of a nurse there is $76,400 a year, officials of the valley said."
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.subject.startswith("what sum: “")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Police found eight people shot dead inside the mill. Another victim died later.",
            "Nine people were shot dead inside the mill on Monday, police said.",
        ),
        (
            "Insurers must spend at least 80 percent of premiums on care of the insured.",
            "Insurers refund the insured when they spend less than 80 percent of premiums on care.",
        ),
        (
            "The storm dropped 16 inches of rain in parts of the valley on Monday.",
            "The storm dropped 35 inches of rain on Orrin in the valley on Monday.",
        ),
        (
            "Six people were injured when the boiler of the mill blew up. The number was later "
            "revised from eight to six.",
            "Eight people were injured in the mill by the blast of its boiler.",
        ),
        (
            "The guild has the 51-vote majority needed to start the mill trial, the clerk said.",
            "The guild has a 53-vote majority, and it has to start the mill trial.",
        ),
        (
            "In total, 17 people died in Orrin that week, including 12 people killed in the attack "
            "on the mill.",
            "Last week's deadly attacks in Orrin killed 14 people, police said.",
        ),
        (
            "The attack on the paper mill in Orrin killed 12 people, the guild said.",
            "The deadly attacks in Orrin killed 17 people, the guild said.",
        ),
        (
            "The guild began another strike on Monday. It has led two strikes against the mill.",
            "The guild has led three strikes against the mill.",
        ),
    ],
    ids=[
        "one more died",
        "two halves",
        "in parts",
        "revised",
        "how many it takes",
        "a part of its sum",
        "one of several",
        "yet another",
    ],
)
def test_numbers_that_fit_together_are_silent(nlp: Language, one: str, other: str) -> None:
    assert of_kind(differences(nlp, one, other), Kind.NUMBER) == []
