"""What a sentence bears out of a made-up draft: all that the draft's words say, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from collation.coverage import Coverage
from collation.differences.scene import Scene
from collation.drafts import check_draft
from collation.drafts.borne import Bearer
from collation.drafts.checked import DRAFT, Checked, Verdict, draft_of
from collation.drafts.clauses import find_clauses
from extraction.annotations import Span
from tests.collation.test_differences import covering

TOLD = "Officers arrested Karl Brandt in Norburg on Tuesday, and Mayor Ada Quist praised them."


def bearing(nlp: Language, drafted: str, told: str) -> tuple[Bearer, Span]:
    covered = covering(nlp, drafted, told)
    draft = replace(covered.articles[0], id=DRAFT)
    bearer = Bearer(Scene(replace(covered, articles=(draft, covered.articles[1])), ()))
    sentences = draft_of(bearer.scene).reading.sentences
    return bearer, Span(sentences[0].span.start, sentences[-1].span.end)


def checked(nlp: Language, drafted: str, *told: str) -> tuple[Checked, ...]:
    covered = covering(nlp, drafted, *told)
    draft, *others = covered.articles
    return check_draft(Coverage(tuple(others)), draft.article, draft.reading).claims


@pytest.mark.parametrize(
    ("drafted", "told", "borne"),
    [
        ("Officers arrested Karl Brandt in Norburg on Tuesday.", TOLD, True),
        ("Karl Brandt was arrested in Norburg on Tuesday.", TOLD, True),
        ("Karl Brandt was arrested in Sundvik on Tuesday.", TOLD, False),  # the place
        ("Karl Brandt was arrested in Norburg on Friday.", TOLD, False),  # the day
        ("Karl Brandt was convicted in Norburg on Tuesday.", TOLD, False),  # the act
        ("Karl Brandt was not arrested in Norburg.", TOLD, False),  # the denial
        ("Officers arrested Ada Quist in Norburg on Tuesday.", TOLD, False),  # to whom
        ("Karl Brandt praised the officers.", TOLD, False),  # who
        ("The mill burned 12 boats.", "The mill burned 12 boats in May.", True),
        ("The mill burned 14 boats.", "The mill burned 12 boats in May.", False),  # the figure
        ("The council wants a raise.", "The union wants a raise.", False),
        ("The mill closed.", "The owner asked whether the mill closed.", False),
        ("Ada Quist will resign.", "Dana Roth demanded that Ada Quist resign.", False),
        ("Ada Quist is chief of staff.", "Ada Quist is deputy chief of staff.", False),
        ("Karl Brandt burned the mill.", "Prosecutors allege Karl Brandt burned the mill.", False),
        ("Ada Quist sailed from Norburg.", "Ada Quist sailed to Norburg in May.", False),
        ("All boats were lost.", "Some boats were lost.", False),
        (
            "Karl Brandt was deported in May 2025.",
            "Norland admitted in May 2025 that Karl Brandt was deported by mistake.",
            False,  # the day is that of the admission
        ),
        ("He fled.", "Karl Brandt fled.", False),  # whoever he is
    ],
)
def test_a_sentence_bears_out_only_what_it_says(
    nlp: Language, drafted: str, told: str, borne: bool
) -> None:
    bearer, own = bearing(nlp, drafted, told)
    assert bool(list(bearer.supporters(own))) is borne


def test_both_sources_that_say_the_same_are_counted(nlp: Language) -> None:
    told = ("Officers arrested Karl Brandt on Tuesday.", "Karl Brandt was arrested on Tuesday.")
    (claim,) = [c for c in checked(nlp, "Karl Brandt was arrested on Tuesday.", *told) if c.support
                and c.kind != "name"]  # fmt: skip
    assert len({one.article for one in claim.support}) == 2


def test_every_statement_is_told_something_of(nlp: Language) -> None:
    drafted = "Karl Brandt was arrested on Tuesday, and the bishop blessed the boats."
    found = {c.span: c.verdict for c in checked(nlp, drafted, TOLD) if c.kind == "statement"}
    covered = covering(nlp, drafted, TOLD).articles[0]
    told = {covered.text(span): verdict for span, verdict in found.items()}
    assert told["the bishop blessed the boats"] is Verdict.UNCHECKED
    assert told["Karl Brandt was arrested on Tuesday"] is Verdict.SUPPORTED


def test_the_rest_of_a_clause_that_no_claim_holds_is_not_passed_over(nlp: Language) -> None:
    told = "The Alma was carrying 212 passengers from Norburg to Sundvik."
    drafted = "The Alma was carrying 212 passengers from Sundvik to Norburg."
    found = [c.verdict for c in checked(nlp, drafted, told) if c.kind == "statement"]
    assert found == [Verdict.UNCHECKED]


@pytest.mark.parametrize(
    ("drafted", "told", "value"),
    [
        ("The clinic treats 9,000 patients in Norburg.",
         "The clinic treats 900 patients in Norburg.", "900"),
        ("Ada Quist founded the clinic in Norburg in 2001.",
         "Ada Quist, who founded the clinic in Norburg in 2011, left.", "2011"),
    ],
)  # fmt: skip
def test_the_same_statement_with_another_value_is_told_otherwise(
    nlp: Language, drafted: str, told: str, value: str
) -> None:
    disputed = [c for c in checked(nlp, drafted, told) if c.verdict is Verdict.DISPUTED]
    values = {row.value for c in disputed for one in c.against for row in one.evidence}
    assert values == {value}


@pytest.mark.parametrize(
    "told",
    [
        "The clinic treats 900 children in Norburg.",  # of something else
        "The clinic treats 900 patients in Sundvik.",  # elsewhere
        "The clinic treats 900 patients in Norburg and 9,000 patients in Sundvik.",  # both
        "The clinic treats more than 900 patients in Norburg, or 9,000 patients a year.",
    ],
)
def test_a_value_that_may_be_of_another_thing_accuses_nobody(nlp: Language, told: str) -> None:
    drafted = "The clinic treats 9,000 patients in Norburg."
    soft = [
        one
        for claim in checked(nlp, drafted, told)
        for one in claim.against
        if one.subject == "the figure"
    ]
    assert not soft


def test_no_word_stands_in_marks_that_the_article_does_not_print(nlp: Language) -> None:
    told = "Ada Quist, the deputy chief of staff of the Norburg council, met officers in Norburg."
    drafted = "Ada Quist, the chief of staff of the Norburg council, met officers in Norburg."
    rows = [
        row
        for claim in checked(nlp, drafted, told)
        for one in claim.against
        for row in one.evidence
    ]
    assert rows
    assert all(row.value in told for row in rows)


@pytest.mark.parametrize(
    ("drafted", "clauses"),
    [
        (
            "On Sunday, police arrested two men, and a guard was hurt.",
            ["On Sunday, police arrested two men", "a guard was hurt"],
        ),
        (
            "Ada Quist, who studied in Norburg, closed the bridge and blamed the council.",
            ["Ada Quist, who studied in Norburg", "closed the bridge", "blamed the council"],
        ),
        ("Ada Quist said the mill would close.", ["Ada Quist said the mill would close"]),
        ("A new treaty on northern fisheries.", ["A new treaty on northern fisheries"]),
        ("Norburg.", []),
    ],
)
def test_a_sentence_is_parted_into_its_statements(
    nlp: Language, drafted: str, clauses: list[str]
) -> None:
    covered = covering(nlp, drafted, TOLD).articles[0]
    assert [covered.text(clause.span) for clause in find_clauses(covered)] == clauses
