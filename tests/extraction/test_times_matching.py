"""Which forms of a grammar can stand at a place: none is missed, and hardly any told in vain."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.timex.grammar import Grammar
from extraction.timex.matching import Matcher

PATTERNS = ("[ab](?:c|[de]f)?", "(?P<one>a)*b", "a(?=x|$)", "(?:ab)?(?:ab)?c", "(?!b)[bd]")
GRAMMAR = Grammar()
LETTERS = sorted(set("".join(form.pattern.pattern for form in GRAMMAR.forms)) - set("()[]|?*$"))


@pytest.mark.parametrize(
    ("letters", "told"),
    [("acx", [0, 2]), ("aab", [0, 1, 2]), ("abc", [0, 1, 2, 3]), ("d", [4]), ("xa", []), ("", [])],
)
def test_it_tells_what_can_match_there(letters: str, told: list[int]) -> None:
    assert Matcher(PATTERNS).at(letters, 0, len(letters)) == told


def test_nothing_after_the_end_is_looked_at() -> None:
    assert Matcher(["ab", "a"]).at("ab", 0, 1) == [1]


@settings(max_examples=300, deadline=None)
@given(st.text("abcdefx", max_size=12))
def test_what_matches_is_told(letters: str) -> None:
    matcher = Matcher(PATTERNS)
    for at in range(len(letters)):
        found = [re.compile(pattern).match(letters, at) for pattern in PATTERNS]
        matched = {number for number, match in enumerate(found) if match and match.end() > at}
        assert matched <= set(matcher.at(letters, at, len(letters)))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(LETTERS), max_size=20))
def test_no_form_of_the_grammar_is_missed(letters: str) -> None:
    for at in range(len(letters)):
        found = [form.pattern.match(letters, at) for form in GRAMMAR.forms]
        matched = {number for number, match in enumerate(found) if match and match.end() > at}
        assert matched <= set(GRAMMAR.matcher.at(letters, at, len(letters)))


@pytest.mark.parametrize("pattern", ["a+", "(a", "a)", "[^a]", "*a", r"\d"])
def test_patterns_of_another_kind_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Matcher([pattern])
