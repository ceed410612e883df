"""Numbers tied by what stands around them, ages of one person; and what only looks like them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind

# (why, one account, the other, values)
TIED = [
    (
        "another number of a list",
        "Ms Roe has granted 52 pardons and nine commutations.",
        "Ms Roe has granted only 10 commutations in five years.",
        {"9", "10", "nine"},
    ),
    (
        "another number of the same set",
        "The first round of tolls on 818 products worth $34 million will start in July.",
        "The council cut the list to 888 product categories worth about $34 million.",
        {"818", "888"},
    ),
    (
        "the original offer for one firm",
        "The board rejected Acme's original $105 billion takeover approach for Bolt last week.",
        "Acme made an initial $103 billion offer for Bolt, its rival, in November.",
        {"$105 billion", "$103 billion"},
    ),
    (
        "the price of one purchase",
        "Acme wants Bolt. It said so on Monday. Bolt has not answered. Shares rose. "
        "The plan hinges on Bolt's $47 billion purchase of Cogwheel, which makes radios.",
        "Bolt made its $38 billion bid for Cogwheel in the autumn, bankers said.",
        {"$47 billion", "$38 billion"},
    ),
    (
        "long numbers of one thing that are nearly the same",
        "Elbonia sold less than it bought, leaving a deficit of $376 billion.",
        "The premier wants to bring down the $375 billion trade deficit of Elbonia.",
        {"$376 billion", "$375 billion"},
    ),
    (
        "rare words beside both, and other words for the thing",
        "Police said two of his weapons were fitted with a telescopic bayonet clamp.",
        "Twelve of the rifles were fitted with a telescopic bayonet clamp, police said.",
        {"two", "Twelve", "2", "12"},
    ),
    (
        "the state in which people are counted",
        "A survivor said there were 950 people on board when the ferry sank.",
        "The ferry left with some 850 people on board, including 350 sailors.",
        {"950", "some 850"},
    ),
]


@pytest.mark.parametrize(("why", "one", "other", "values"), TIED)
def test_what_stands_around_ties_two_numbers(
    nlp: Language, why: str, one: str, other: str, values: set[str]
) -> None:
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.severity is Severity.HARD, why
    assert {e.value for e in found.evidence} <= values


# (class of the look-alike, one account, the other)
SILENT = [
    ("another list", "Elbonia put tolls on 818 products worth $34 million on Monday.",
     "Ruritania answered with a list of 545 products, also worth $34 million."),
    ("the first and the new offer", "Acme made an initial $103 billion offer for Bolt.",
     "Acme raised its bid for Bolt, and the new $121 billion offer is its last."),
    ("one account gives both", "The $105 billion offer for Bolt became a $121 billion offer.",
     "Acme made a $121 billion offer for Bolt."),
    ("the attacker among the dead", "The gunman killed 49 people in the harbour club.",
     "The gunman and his victims make 50 people killed in the harbour club."),
    ("a part and its whole", "One of three Senators who asked for the report, Jane Roe, left.",
     "Two Senators, Jane Roe and Tom Quill, asked for the report."),
    ("one named before the others", "The guard was acquitted of manslaughter and two counts.",
     "The guard was acquitted of all three counts."),
    ("the other ones", "The flood closed another 31 schools in the valley on Monday.",
     "The flood closed 140 schools in the valley on Monday."),
    ("two more", "Two envoys of the council left the talks on the canal in protest. On Monday two "
     "more envoys of the council left the talks.",
     "The talks on the canal ended after four envoys of the council walked out of them."),
    ("what lasts, a day on", "date 2031-05-07\nMore than 200 miners remain trapped in the pit.",
     "date 2031-05-08\nAbout 120 miners were still thought to be trapped in the pit."),
    ("a part in one sentence", "The union said more than 100 agents work in the harbour, and the "
     "order moves 60 of them.", "The order moves 60 agents from the harbour."),
    ("two deeds of a few", "Three officers of the harbour guard called the report a whitewash.",
     "Four officers of the harbour guard were suspended after the report."),
    ("a film beside the text", "JUST WATCHED 48 dead in harbour blaze Replay More Videos.",
     "The harbour blaze in May left 67 people dead."),
    ("dead and injured", "The blaze left 50 people dead in the harbour club.",
     "The blaze left 53 people injured in the harbour club."),
    ("two polls", "In the valley 51 percent of likely voters favor Ms Roe.",
     "The plan has the backing of 58 percent of likely voters in the valley."),
    ("before and after", "The council voted to raise the $7 minimum wage in the harbour.",
     "The council set a $9 minimum wage in the harbour on Monday."),
    ("a named order", "The panel said the 10th Amendment keeps the choice of voters to states.",
     "Critics say that the 12th Amendment keeps the choice of voters from the states."),
    ("two periods", "Mills in the valley added 142,000 jobs in July.",
     "Mills in the valley added 146,000 jobs in August."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_numbers_of_two_sets_are_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert of_kind(differences(nlp, one, other), Kind.NUMBER) == [], why


AGES = [
    ("Tom Quill, 23, a baker, was held on Monday.", "Tom Quill, 24, was held on Monday.", True),
    ("Tom Quill, 23, a baker, was held.", "Police said that Tom Quill was 24, but not more.", True),
    ("Tom Quill, 23, a baker, was held.", "Tom Quill was 19 when he came to the town.", False),
    ("Tom Quill, 23, a baker, was held.", "Tom Quill, 23, was held on Monday.", False),
    ("Tom Quill, 23, a baker, was held.", "Tom Quill and his brother, 24, were held.", False),
    ("Tom Quill, 23, a baker, was held.", "Tom Quill, 63, was held on Monday.", False),
    ("Tom Quill, 23, and Sam Quill, 25, were held.", "Sam and Tom Quill, 25 and 23, fled.", False),
]


@pytest.mark.parametrize(("one", "other", "told"), AGES)
def test_one_person_has_one_age(nlp: Language, one: str, other: str, told: bool) -> None:
    found = [d for d in differences(nlp, one, other) if d.subject.startswith("age of")]
    assert [d.severity for d in found] == ([Severity.HARD] if told else [])
