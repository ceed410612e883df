"""Which words stand inside marks, whatever a newspaper made of the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.speech.marks import count_words, find_marked

# `[` and `]` stand where the content begins and ends; `{` and `}` for marks within marks.
CASES = [
    ("curly", "“[We will appeal],” Roe said."),
    ("straight", '"[We will appeal]," Roe said.'),
    ("two apostrophes", "''[We will appeal],'' Roe said."),
    ("guillemets", "«[We will appeal]», Roe said."),
    ("closed by the opening glyph", "“[We will appeal],“ Roe said. He left."),
    ("opened by the closing glyph", "”[We will appeal],” Roe said. He left."),
    ("curly and straight mixed", '"[We will appeal],” Roe said. “[And win]," he said.'),
    ("no blank behind a stop", 'It ended."[We will appeal]," Roe said."[We will win]," he added.'),
    ("full stop inside", "Roe said: “[We will appeal.]”"),
    ("question mark inside", "“[Will they appeal?]” Roe asked."),
    ("two spans", "“[We will appeal],” Roe said. “[We have to.]”"),
    ("never closed", "“[We will appeal. We have to.]"),
    ("never closed before its cue", "“[We will appeal], Roe said. He left."),
    ("a new one opens before the last closed", "“[We will appeal.] “[We have to],” Roe said."),
    ("single marks alone", "Roe: ‘[We will appeal]’"),
    ("single straight marks alone", "Roe calls the ruling '[a plain disgrace]'"),
    ("an apostrophe is no mark", "The workers' union and the bosses' club met in '68."),
    ("a plural possessor within single marks", "‘[the workers’ long march]’ began"),
    ("single within double", "“[Roe told me, ‘{We will appeal},’ and left],” she said."),
    ("inches are no mark", 'The 6" pipe burst.'),
]


def _marked(text: str, found: str) -> list[str]:
    return [m.inside.of(text) for m in find_marked(text, 0, len(text)) if found == "all" or m.depth]


@pytest.mark.parametrize(("case", "line"), CASES, ids=[case for case, _ in CASES])
def test_marks_are_paired_by_place_and_count(case: str, line: str) -> None:
    text = line.translate(str.maketrans("", "", "[]{}"))
    wanted: list[str] = []
    rest = line
    while "[" in rest:
        inner, rest = rest.split("[", 1)[1].split("]", 1)
        wanted.append(inner.replace("{", "").replace("}", ""))
        if "{" in inner:
            wanted.append(inner.split("{", 1)[1].split("}", 1)[0])
    assert _marked(text, "all") == wanted


@given(st.text(alphabet="ab .,?!\n“”\"'‘’«»„`—(1", max_size=60), st.integers(0, 5))
def test_every_marked_span_stands_in_the_text(text: str, skip: int) -> None:
    start = min(skip, len(text))
    at = start
    for marked in find_marked(text, start, len(text)):
        assert start <= marked.outside.start <= marked.inside.start
        assert marked.inside.start <= marked.inside.end <= marked.outside.end <= len(text)
        if marked.depth == 0:
            assert marked.outside.start >= at
            at = marked.outside.end


def test_a_word_needs_a_letter_or_a_digit() -> None:
    text = "— it is 5 % … off"
    assert count_words(text, find_marked(f"“{text}”", 0, len(text) + 2)[0].inside) == 4
