"""Printings of one sentence share columns, and every word knows how it differs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from collation.alignment import align, align_printings, liken
from collation.wording import Key, Weights, find_words

PLAIN = Weights({}, 0)
MARKS = {"same": "", "changed": "~", "added": "+", "outside": "^"}


def keys(text: str) -> list[Key]:
    return [key for word in find_words(text, 0, len(text)) for key in word.keys]


def aligned(*printings: str, reported: tuple[bool, ...] = (), opens: bool = False) -> list[str]:
    """Each printing with a mark before every word that differs."""
    rows = align_printings(
        [keys(text) for text in printings],
        PLAIN,
        runs=[
            [-1 if told else 0] * len(keys(text))
            for text, told in zip(printings, reported or [False] * len(printings), strict=True)
        ],
        opens=[opens] * len(printings),
    )
    return [
        " ".join(MARKS[cell.status] + key.form for cell, key in zip(row, keys(text), strict=True))
        for row, text in zip(rows, printings, strict=True)
    ]


def test_the_same_words_are_the_same() -> None:
    assert aligned("We lost it all.", "we lost it all") == ["we lost it all"] * 2


def test_a_changed_word_is_marked_in_both() -> None:
    assert aligned("we deeply regret the loss", "we profoundly regret the loss") == [
        "we ~deeply regret the loss",
        "we ~profoundly regret the loss",
    ]


def test_a_word_that_stands_twice_is_the_one_that_goes_on() -> None:
    longer = "it was where it had to be on It seems the other was on the wrong side"
    assert aligned(longer, "it was where it had to be on") == [
        "it was where it had to be on ^it ^seems ^the ^other ^was ^on ^the ^wrong ^side",
        "it was where it had to be on",
    ]


def test_a_number_is_one_however_it_is_written() -> None:
    assert aligned("the No. 1 aim is peace", "the number one aim is peace") == [
        "the number one aim is peace",
        "the number one aim is peace",
    ]
    assert aligned("we say No. They say yes", "we say number they say yes")[0].count("~") == 1


def test_a_word_that_only_one_has_is_added() -> None:
    assert aligned("we lost nearly all of it", "we lost all of it") == [
        "we lost +nearly all of it",
        "we lost all of it",
    ]


def test_what_a_fragment_does_not_cover_is_outside() -> None:
    assert aligned("you are helping us out and we thank you", "helping us out") == [
        "^you ^are helping us out ^and ^we ^thank ^you",
        "helping us out",
    ]


def test_what_stands_before_a_printing_that_opens_a_sentence_is_added() -> None:
    assert aligned("of course we will not do it", "we will not do it", opens=True) == [
        "+of +course we will not do it",
        "we will not do it",
    ]


def test_reported_speech_does_not_make_the_words_in_marks_changed() -> None:
    direct, again, told = aligned(
        "I do not have the power to return it",
        "I do not have the power to return it",
        "he did not have the power to return the wheel",
        reported=(False, False, True),
    )
    assert "~" not in direct
    assert "~" not in again
    assert told.startswith("~he ~did not have the power to return")


def test_likeness_counts_other_forms_of_a_word() -> None:
    likeness = liken(keys("he did not have the power"), keys("I don't have the power"), PLAIN)
    assert likeness.run == 6
    assert likeness.cover == 1.0


def test_nothing_is_like_nothing() -> None:
    assert liken([], keys("we lost"), PLAIN).cover == 0.0


WORDS = st.lists(st.sampled_from("the mill burned down we lost it all again".split()), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_columns_rise_within_a_printing_whatever_it_holds(printings: list[list[str]]) -> None:
    rows = [keys(" ".join(words)) for words in printings]
    flags = [False] * len(rows)
    for row, cells in zip(
        rows,
        align_printings(rows, PLAIN, runs=[[0] * len(row) for row in rows], opens=flags),
        strict=True,
    ):
        columns = [cell.column for cell in cells]
        assert len(cells) == len(row)
        assert columns == sorted(set(columns))


@given(st.integers(0, 6), st.integers(0, 6), st.randoms())
def test_an_alignment_uses_every_row_and_column_once(
    rows: int, columns: int, chance: object
) -> None:
    scores = [[((3 * r + 5 * c) % 7) - 3.0 for c in range(columns)] for r in range(rows)]
    pairs = align(scores, columns)
    assert [r for r, _ in pairs if r is not None] == list(range(rows))
    assert [c for _, c in pairs if c is not None] == list(range(columns))
