"""How grave it is for a made-up draft that others tell otherwise: denials, reports, doubts."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Severity
from collation.drafts.checked import Checked, Verdict
from tests.collation.test_draft_borne import checked

FREED = "Karl Brandt and Ada Quist were not indicted, and a judge let them go."
INDICTED = (
    "Police in Norburg indicted the two veteran harbour skippers Karl Brandt and Ada Quist, who "
    "fled."
)


def hard(claims: tuple[Checked, ...]) -> list[Checked]:
    return [c for c in claims if any(one.severity is Severity.HARD for one in c.against)]


@pytest.mark.parametrize(
    ("drafted", "told"),
    [
        ("Ada Quist was indicted.", FREED),  # the second of two
        ("Karl Brandt and Ada Quist were stopped at sea and were indicted.", FREED),
        ("Ada Quist was not indicted.", INDICTED),  # told of an object in the plural
        ("Karl Brandt sank the Alma.", "In fact Karl Brandt did not sink the Alma."),
    ],
)
def test_what_denies_an_act_of_the_same_person_contradicts_it(
    nlp: Language, drafted: str, told: str
) -> None:
    (claim,) = hard(checked(nlp, drafted, told))
    assert [one.kind for one in claim.against] == ["negation"]
    assert not claim.support


@pytest.mark.parametrize(
    ("drafted", "told"),
    [
        ("Jane Roe was indicted.", FREED),  # somebody else
        ("Karl Brandt was arrested.", FREED),  # another act
        ("Karl Brandt sank the Alma.", "Karl Brandt did not sink the Vera."),
        ("Ada Quist was indicted.", f"{FREED} In May, Ada Quist was indicted."),  # both are told
        ("Ada Quist was indicted.", "Ada Quist may not be indicted."),
    ],
)
def test_a_denial_of_something_else_accuses_nobody(nlp: Language, drafted: str, told: str) -> None:
    assert not [c for c in hard(checked(nlp, drafted, told)) if c.against[0].kind == "negation"]


def test_a_denied_charge_does_not_bear_out_that_nobody_was_charged(nlp: Language) -> None:
    told = "Asked by reporters whether he had made it up, Karl Brandt denied the charge."
    found = checked(nlp, "Karl Brandt was not charged.", told)
    assert all(c.verdict is not Verdict.SUPPORTED for c in found if c.kind != "name")


def test_an_act_without_its_person_is_not_borne_out_by_one_of_others(nlp: Language) -> None:
    drafted = "Karl Brandt was stopped at sea and was indicted."
    found = checked(nlp, drafted, "Charges are unlikely, police said. Ada Quist was indicted.")
    assert not any(c.support for c in found if c.kind == "status")


def test_what_somebody_says_is_borne_out_by_his_insisting_on_it(nlp: Language) -> None:
    told = (
        "The chief of staff, Karl Brandt, speaking ahead of the visit, insisted that "
        "Ada Quist’s deportation was legal, despite the order."
    )
    found = checked(nlp, "Karl Brandt said the deportation of Ada Quist was legal.", told)
    assert {c.verdict for c in found if c.kind != "name"} == {Verdict.SUPPORTED}


def test_what_a_draft_reports_is_not_contradicted_hard_by_others(nlp: Language) -> None:
    told = (
        "Karl Brandt insisted that the deportation of Ada Quist was legal.",
        "Ada Quist was illegally deported in May.",
    )
    assert hard(checked(nlp, "The deportation of Ada Quist was legal.", *told))
    assert not hard(checked(nlp, "Karl Brandt said the deportation of Ada Quist was legal.", *told))


def test_a_number_that_an_outlet_prints_is_soft_where_outlets_may_not_differ(nlp: Language) -> None:
    told = (
        "The company has offered to invest $8.3 billion in its plants, one of them said.",
        "Under the deal, the company will invest at least $9 billion in its plants.",
    )
    found = checked(nlp, "The company will invest at least $9 billion in its plants.", *told)
    assert not hard(found)


@pytest.mark.parametrize(
    ("drafted", "severity"),
    [
        ("“Of course, I am going to sell the mill,” Karl Brandt told reporters.", Severity.HARD),
        ("“Of course, I am not going to sell the farm,” Karl Brandt told reporters.",
         Severity.SOFT),
    ],
)  # fmt: skip
def test_a_quotation_without_its_not_says_the_contrary(
    nlp: Language, drafted: str, severity: Severity
) -> None:
    told = "“Of course, I am not going to sell the mill,” Karl Brandt told reporters."
    (claim,) = [c for c in checked(nlp, drafted, told) if c.kind == "quotation"]
    assert [one.severity for one in claim.against] == [severity]


def test_words_that_differ_in_two_places_are_not_joined(nlp: Language) -> None:
    drafted = "“The question is silly. How can I sell a thief to Norburg?” Karl Brandt said."
    told = "“The question is absurd. How can I sell a pirate to Norburg?” Karl Brandt said."
    (claim,) = [c for c in checked(nlp, drafted, told) if c.kind == "quotation"]
    assert [row.value for one in claim.against for row in one.evidence] == ["absurd … pirate"]


def test_who_spoke_on_a_day_is_told_with_his_words(nlp: Language) -> None:
    told = "date 2024-05-07\n“The mill must go,” Karl Brandt told reporters."
    drafted = "date 2024-05-07\n“The mill must go,” Karl Brandt told reporters on Monday."
    assert [c.kind for c in checked(nlp, drafted, told) if c.kind != "name"] == ["quotation"]


def test_a_title_is_shown_with_whom_it_is_of(nlp: Language) -> None:
    drafted = "The engineer, Karl Brandt, lost his life, the coroner said."
    told = "The coroner identified the victim of the crash as engineer Karl Brandt, 54."
    (claim,) = [c for c in checked(nlp, drafted, told) if c.support and c.kind == "status"]
    assert drafted[claim.span.start : claim.span.end] == "The engineer, Karl Brandt"


def test_a_title_is_not_shown_with_what_is_not_borne_out(nlp: Language) -> None:
    drafted = "Karl Brandt, 45, was the engineer."
    told = "Karl Brandt, 54, was the engineer."
    shown = [drafted[c.span.start : c.span.end] for c in checked(nlp, drafted, told)
             if c.verdict is Verdict.SUPPORTED and c.kind == "status"]  # fmt: skip
    assert shown
    assert not any("45" in words for words in shown)


def test_a_clause_that_takes_up_a_pronoun_is_no_statement_alone(nlp: Language) -> None:
    drafted = "The sale needs the approval of the council before it can take effect."
    told = "The sale needs the approval of the council before it can take effect, he said."
    shown = {drafted[c.span.start : c.span.end] for c in checked(nlp, drafted, told)}
    assert "it can take effect" not in shown


def test_somebody_of_several_to_whom_it_was_done_is_he(nlp: Language) -> None:
    found = checked(nlp, "Police indicted Karl Brandt.", INDICTED)
    assert {c.verdict for c in found if c.kind != "name"} == {Verdict.SUPPORTED}


def test_what_outlets_surely_differ_in_stays_hard_for_a_draft(nlp: Language) -> None:
    told = (
        "The ferry Alma was carrying 212 passengers when it hit a barge near Norburg.",
        "The ferry Alma was carrying 190 passengers when it hit a barge near Norburg.",
    )
    (claim,) = hard(checked(nlp, told[0], *told))
    assert claim.support
