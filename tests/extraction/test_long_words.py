"""A word as long as a page costs what it is long, and is cut where it always was."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.language import Language

from extraction.long_words import REACH, look_at_ends


@pytest.fixture
def looked_at() -> tuple[Language, list[str]]:
    """A tokenizer, and what it is given to look for endings in."""
    nlp = spacy.blank("en")
    search, seen = nlp.tokenizer.suffix_search, list[str]()

    def watched(word: str) -> re.Match[str] | None:
        seen.append(word)
        return search(word)  # type: ignore[no-any-return]

    nlp.tokenizer.suffix_search = watched
    look_at_ends(nlp)
    return nlp, seen


@pytest.mark.parametrize("sign", ["“", "—", "#", "😀", "a)", "1%"])
def test_an_ending_is_looked_for_among_the_last_signs_only(
    sign: str, looked_at: tuple[Language, list[str]]
) -> None:
    nlp, seen = looked_at
    word = sign * (3 * REACH)
    assert nlp(word).text == word
    assert seen
    assert max(map(len, seen)) == REACH


@pytest.mark.parametrize(
    "text",
    ["“It rose 5%,” she said…", "(see https://example.com/a?b=1).", "x" * 500 + "’s).", "5km!!!"],
)
def test_words_are_cut_as_without_it(text: str, looked_at: tuple[Language, list[str]]) -> None:
    nlp, _ = looked_at
    assert [token.text for token in nlp(text)] == [token.text for token in spacy.blank("en")(text)]
