"""What editors changed in one dispatch is told as such; their style, order and cuts are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences.dispatches.edited import find
from collation.differences.scene import Scene
from collation.discrepancy import Between, Discrepancy, Kind, Severity
from extraction.reading import read_articles
from intake.plain import read_plain

LEAD = (
    "The ferry Halcyon ran aground off the harbour of Orrin late in the evening, and the coast "
    "guard brought its passengers ashore in two boats before the storm came in."
)


def edited(nlp: Language, *texts: str, groups: tuple[int, ...] = ()) -> list[Discrepancy]:
    articles = [
        read_plain(
            f"date 2025-03-10\n\nFerry aground\n\n{LEAD}\n\n{text}",
            f"file:{number}.txt",
            outlet=f"Outlet {number}",
        )
        for number, text in enumerate(texts)
    ]
    readings = read_articles(nlp, articles)
    covered = tuple(
        Covered(f"{number}.txt", article, reading, groups[number] if groups else 0)
        for number, (article, reading) in enumerate(zip(articles, readings, strict=True))
    )
    return list(find(Scene(Coverage(covered), ())))


CHANGED = [
    (
        "number",
        "Divers searched the wreck for hours and found <<12>> people in the lower cabins.",
        "Divers searched the wreck for hours and found <<21>> people in the lower cabins.",
    ),
    (
        "date",
        "The ferry was built at the yard of Sallow in <<1987>> for a company from the islands.",
        "The ferry was built at the yard of Sallow in <<1978>> for a company from the islands.",
    ),
    (
        "duration",
        "The harbour stayed closed for <<three days>> while engineers examined the broken hull.",
        "The harbour stayed closed for <<five days>> while engineers examined the broken hull.",
    ),
    (
        "place",
        "The injured were taken by helicopter to a hospital in <<London>>, the company said later.",
        "The injured were taken by helicopter to a hospital in <<Paris>>, the company said later.",
    ),
    (
        "name",
        "The police arrested the captain of the ferry, <<Martin Brundt>>, in a bar at the port.",
        "The police arrested the captain of the ferry, <<Martin Brandt>>, in a bar at the port.",
    ),
    (
        "status",
        "After a night at the station the police <<charged>> the captain of the stricken ferry.",
        "After a night at the station the police <<released>> the captain of the stricken ferry.",
    ),
    (
        "negation",
        "The second engine of the ferry was <<damaged>> when it struck the rocks at the point.",
        "The second engine of the ferry was <<not damaged>> when it struck the rocks at the point.",
    ),
    (
        "framing",
        "The crew had been told of the storm by radio, the harbour master <<said>> on Monday.",
        "The crew had been told of the storm by radio, the harbour master <<claimed>> on Monday.",
    ),
    (
        "quote_wording",
        "“We will look for the <<missing>> until the last of them is home,” Jane Roe said.",
        "“We will look for the <<living>> until the last of them is home,” Jane Roe said.",
    ),
    (
        "hedging",
        "The ferry <<apparently struck>> an old mine that had lain in the channel for decades.",
        "The ferry <<struck>> an old mine that had lain in the channel for decades.",
    ),
]


@pytest.mark.parametrize(("kind", "one", "other"), CHANGED)
def test_what_an_editor_changed_in_a_dispatch_is_told_as_such(
    nlp: Language, kind: str, one: str, other: str
) -> None:
    texts = [text.replace("<<", "").replace(">>", "") for text in (one, other)]
    found = edited(nlp, *texts)
    assert [str(d.kind) for d in found] == [kind]
    assert found[0].between is Between.DISPATCH
    assert found[0].severity is Severity.SOFT
    for row, text in zip(
        sorted(found[0].evidence, key=lambda e: e.article), (one, other), strict=True
    ):
        words = text.split("<<")[1].split(">>")[0]
        assert row.value in words or words in row.value


ALIKE = [
    (
        "Divers searched the wreck for hours and found twelve people in the lower cabins.",
        "Divers searched the wreck for hours and found 12 people in the lower cabins.",
    ),
    (
        "The harbour of the town stayed closed until the engineers had examined the broken hull.",
        "The harbor of the town remained shut until engineers had examined the broken hull.",
    ),
    (
        "President Jane Roe of the United States sent her regrets to the families on the coast.",
        "President Roe of the US sent her regrets to the families on the coast.",
    ),
    (
        "The company ruled out returning the ferry to the route that it had served so long.",
        "The company said it would not return the ferry to the route that it had served so long.",
    ),
    (
        "The guild took the late push into Norland as a sign that the crew had won the day.",
        "The guild took the late push into the Herring State as a sign that the crew had won the "
        "day.",
    ),
    (
        "The captain said that the guild would move forward on all fronts this week.",
        "The captain said that the guild would move forward on all fronts in the coming week.",
    ),
    (
        "The crew had been told of the storm by radio, the harbour master said on Monday.",
        "The crew had been told of the storm by radio, the harbour master told reporters.",
    ),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_an_editors_style_is_not_told(nlp: Language, one: str, other: str) -> None:
    assert edited(nlp, one, other) == []


def test_outlets_that_print_no_common_dispatch_are_left_to_other_rules(nlp: Language) -> None:
    _, one, other = CHANGED[0]
    assert edited(nlp, one, other, groups=(0, 1)) == []


def test_who_said_it_may_stand_at_either_end_of_a_sentence(nlp: Language) -> None:
    told = "a harbour manager apologized to the sailors and that they sailed later to Orrin"
    articles = [
        read_plain(f"date 2025-03-10\n\nFerry aground\n\n{LEAD}\n\n{text}", f"file:{n}.txt")
        for n, text in enumerate(
            (
                f"Brandt said {told}.",
                f"{told.capitalize()}, Brandt said.",
                f"{told.capitalize()}, and soon.",
            )
        )
    ]
    readings = [*read_articles(nlp, articles)]
    first, second, third = (
        Covered(
            f"{n}.txt", article, replace(reading, quotations=() if n else reading.quotations), 0
        )
        for n, (article, reading) in enumerate(zip(articles, readings, strict=True))
    )
    assert list(find(Scene(Coverage((first, second)), ()))) == []
    (found,) = find(Scene(Coverage((first, third)), ()))
    assert found.kind is Kind.HEDGING


def test_a_subject_has_no_blank_before_a_mark(nlp: Language) -> None:
    (found,) = edited(
        nlp,
        "After a long night in 1987, the ferry came to the islands in a storm from the north.",
        "After a long night in 1978, the ferry came to the islands in a storm from the north.",
    )
    assert found.subject == "After a long night in […], the ferry came to …"


def test_three_printings_of_one_sentence_are_one_report(nlp: Language) -> None:
    _, one, other = CHANGED[0]
    texts = [text.replace("<<", "").replace(">>", "") for text in (one, other)]
    found = edited(nlp, texts[0], texts[1], texts[0])
    assert len(found) == 1
    assert {e.value: e.article for e in found[0].evidence if e.value == "21"} == {"21": "1.txt"}
    assert sorted(e.article for e in found[0].evidence if e.value == "12") == ["0.txt", "2.txt"]


def test_a_sentence_that_stands_for_another_between_marks_is_told(nlp: Language) -> None:
    saying = "“We will look for the missing until the last of them is home,” Mayor Jane Roe said."
    found = edited(
        nlp, f"{saying} “Nobody will be forgotten.”", f"{saying} “The guilty must be punished.”"
    )
    assert [(str(d.kind), sorted(e.value for e in d.evidence)) for d in found] == [
        ("quote_wording", ["Nobody will be forgotten", "The guilty must be punished"])
    ]
