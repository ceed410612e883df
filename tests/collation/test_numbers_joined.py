"""Every account that gives one of two numbers is cited on its side: made-up accounts."""

from __future__ import annotations

from spacy.language import Language

from collation.discrepancy import Discrepancy, Kind
from tests.collation.test_differences import differences, of_kind

ONE = "The guild pays about 15 percent of the harbour’s budget, the harbour master said."
OTHER = "The guild pays roughly 29 percent of the harbour’s budget, the harbour master wrote."


def sides(nlp: Language, *texts: str) -> set[tuple[str, str]]:
    (found,) = of_kind(differences(nlp, *texts), Kind.NUMBER)
    assert isinstance(found, Discrepancy)
    return {(e.article, e.value) for e in found.evidence}


TWO = {("00.txt", "about 15 percent"), ("01.txt", "roughly 29 percent")}


def test_a_third_account_with_one_of_the_numbers_is_cited(nlp: Language) -> None:
    third = "It paid $400 million in May. That money is about 15% of the port’s budget."
    assert sides(nlp, ONE, OTHER) == TWO
    assert sides(nlp, ONE, OTHER, third) == {*TWO, ("02.txt", "about 15 percent")}


def test_a_third_account_with_both_numbers_or_of_another_thing_is_not(nlp: Language) -> None:
    for third in (
        "Officials put it at about 15 percent of the budget; others at roughly 29 percent of the "
        "budget.",
        "The ferries burn about 15 percent of the fuel in the bay.",
        "That money is more than 15% of the port’s budget.",
        "That money is about 17% of the port’s budget.",
    ):
        assert sides(nlp, ONE, OTHER, third) == TWO, third
