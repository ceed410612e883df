"""Other words for a thing, and texts that are no account: made-up stories."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences.omissions.retold import can_lack, narrowed, refuses, retold, short_for
from collation.differences.omissions.untold import find_untold
from collation.differences.telling import Telling, tellings
from extraction.reading import read_articles
from intake.plain import read_plain
from tests.collation.test_untold import HEAD, REST


def told(nlp: Language, *texts: str) -> tuple[Telling, ...]:
    articles = [read_plain(text, f"file:{n}.txt") for n, text in enumerate(texts)]
    readings = read_articles(nlp, articles)
    rows = enumerate(zip(articles, readings, strict=True))
    return tellings(Coverage(tuple(Covered(f"{n}.txt", a, r, n) for n, (a, r) in rows)))


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [("lab", "laboratori", True), ("laboratori", "lab", True), ("cat", "cattl", False)],
)
def test_a_word_that_is_short_for_another(one: str, other: str, short: bool) -> None:
    assert short_for(one, other) is short


def test_how_much_of_a_sentence_two_neighbours_have(nlp: Language) -> None:
    [one] = told(nlp, "Norland\n\nThe captain wore a mask. It was a wolf mask, sailors said.")
    assert retold(["wolf", "mask"], one, ()) == 1.0
    assert retold(["quarantin"], one, ()) == 0.0
    assert 0 < retold(["wolf", "quarantin"], one, ()) < 1
    assert retold([], one, ()) == 0.0


def test_somebody_turns_it_down_in_other_words(nlp: Language) -> None:
    first, second = told(
        nlp,
        "Norland\n\n“It is a hoax,” Olav Brandt said. “I never left.”",
        "Norland\n\nA sailor called the story of the wreck a hoax. Olav Brandt slept.",
    )
    assert refuses(first, frozenset({"brandt"}))
    assert not refuses(second, frozenset({"brandt"}))


def test_who_fights_back_or_challenges_a_charge_refuses_it(nlp: Language) -> None:
    accounts = told(
        nlp,
        "Norland\n\nOlav Brandt fought back against the charge.",
        "Norland\n\nOlav Brandt vowed to clear his name.",
        "Norland\n\nOlav Brandt heard the charge.",
    )
    assert [refuses(one, frozenset({"brandt"})) for one in accounts] == [True, True, False]


def test_an_account_with_the_longer_word_lacks_nothing(nlp: Language) -> None:
    one = "The lab leak sank the ferry. The lab had kept acid aboard, and the lab knew it."
    other = "A lab leak sank the ferry, a diver found. The lab is silent."
    third = "A laboratory had acid aboard."
    accounts = told(nlp, *(f"{HEAD}\n\n{text}\n\n{REST}" for text in (one, other, third)))
    found = {matter.words[0].lower(): matter for matter in find_untold(accounts)}
    assert "lab" in found
    assert narrowed(accounts, found["lab"]) is None


def test_a_readers_view_is_no_account(nlp: Language) -> None:
    view = "Norland\n\nI took the ferry. I was wet. I think my line is bad, and I said so."
    news = "Norland\n\n“I was wet. I think my line is bad, and I said so,” a rider said."
    assert [can_lack(one.covered) for one in told(nlp, view, news)] == [False, True]
