"""A word spelled otherwise is found, a misspelt one is answered with what was meant."""

from __future__ import annotations

import pytest

from desk import ranked
from desk.desk import Desk
from desk.errors import NoMatch
from desk.requests import Filters, WhoSaid
from tests.desk.newsroom import ASKER, article


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with four quotations."""
    desk.index(
        ASKER,
        [
            article("one", "“Home-grown wheat burned,” said Ann Roe."),
            article("two", "“Homegrown talent is prosperous,” said Bob Lee."),
            article("three", "“The home grown barns stood for ten days,” said Cay Fox."),
            article("four", "“A preposterous colour in the U.S. towns,” said Dan Poe."),
        ],
    )
    return desk


def found(desk: Desk, *words: str) -> set[str]:
    answer = desk.who_said(ASKER, WhoSaid(words))
    assert not answer.closest
    return {u.versions[0].citation.outlet for u in answer.utterances}


@pytest.mark.parametrize("words", [("homegrown",), ("home-grown",), ("home", "grown")])
def test_one_word_and_two_are_found_by_each_other(full: Desk, words: tuple[str, ...]) -> None:
    assert found(full, *words) == {"The One", "The Two", "The Three"}


@pytest.mark.parametrize(
    ("words", "outlet"),
    [(("10", "days"), "Three"), (("color",), "Four"), (("United", "States"), "Four")],
)
def test_spelling_hides_nothing(full: Desk, words: tuple[str, ...], outlet: str) -> None:
    assert found(full, *words) == {f"The {outlet}"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("posperous", "prosperous"), ("reposterous", "preposterous"), ("prosprous", "prosperous")],
)
def test_a_misspelt_word_is_answered_with_the_word_meant(
    full: Desk, typed: str, meant: str
) -> None:
    answer = full.who_said(ASKER, WhoSaid((typed,)))
    assert (answer.closest, answer.instead) == (True, (meant,))


def test_what_lies_beyond_the_newest_is_not_counted_away(
    full: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranked, "MOST", 2)
    monkeypatch.setattr(ranked, "DEEPEST", 2)
    page = full.who_said(ASKER, WhoSaid(by="Poe")).page
    assert (page.total, page.more) == (1, False)
    page = full.who_said(ASKER, WhoSaid(("the", "home"))).page
    assert not page.more
    page = full.who_said(ASKER, WhoSaid(("home",))).page
    assert (page.total, page.more, page.ended) == (2, True, True)


def test_deeper_pages_look_at_older_printings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked, "MOST", 2)
    names = [f"{letter}{letter.lower()}n Roe" for letter in "BCDFGHJKLMNP"]
    desk.index(ASKER, [article(n, f"“The {n} barn burned,” said {n}.") for n in names])
    first = desk.who_said(ASKER, WhoSaid(("barn",))).page
    assert (first.number, first.more) == (1, True)
    assert first.pages > 1
    last = desk.who_said(ASKER, WhoSaid(("barn",), page=3))
    assert (last.page.number, last.page.pages, last.page.total) == (3, 3, 12)
    assert not last.page.more
    assert len(last.utterances) == 2


def test_words_that_only_others_said_are_told_so(full: Desk) -> None:
    theirs = r"by Ann Roe has preposterous; others have\. Theirs: /who-said preposterous"
    with pytest.raises(NoMatch, match=theirs):
        full.who_said(ASKER, WhoSaid(("preposterous",), by="Ann Roe"))


def test_an_endless_word_is_answered_at_once_and_shown_short(full: Desk) -> None:
    with pytest.raises(NoMatch) as told:
        full.who_said(ASKER, WhoSaid(("x" * 30_000,)))
    assert len(str(told.value)) < 600


def test_an_outlet_that_is_like_none_is_answered_with_those_there_are(full: Desk) -> None:
    asked = WhoSaid(("wheat",), filters=Filters(outlet="Qqqq"))
    with pytest.raises(NoMatch, match="There are “The Four”, “The One”, “The Three”, “The Two”"):
        full.who_said(ASKER, asked)


def test_an_outlet_misspelt_is_answered_with_the_nearest(full: Desk) -> None:
    asked = WhoSaid(("wheat",), filters=Filters(outlet="The Thre"))
    with pytest.raises(NoMatch, match="The nearest: “The Three”"):
        full.who_said(ASKER, asked)
