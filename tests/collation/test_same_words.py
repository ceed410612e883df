"""Sentences that two sources tell in the same words are paired once, and a table's are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.same_words import pairs_of
from intake.plain import read_plain
from tests.collation.readings import EMPTY


@dataclass(frozen=True)
class Line:
    covered: Covered
    words: tuple[str, ...]
    number: int


def line(account: str, group: int, words: str, number: int) -> Line:
    covered = Covered(account, read_plain(words, f"file:{account}.txt"), EMPTY, group)
    return Line(covered, tuple(words.split()), number)


def is_only(one: Line, found: Sequence[Line]) -> bool:
    return all(o.number == one.number for o in found if o.covered.id == one.covered.id)


def numbers(*lines: Line) -> list[tuple[int, int]]:
    return [(one.number, other.number) for one, other in pairs_of(lines, is_only)]


def test_lines_in_other_words_or_of_one_source_are_no_pair() -> None:
    assert numbers(line("a", 0, "# died", 4), line("b", 1, "# died", 5)) == [(4, 5)]
    assert numbers(line("a", 0, "# died", 4), line("b", 1, "# wept", 5)) == []
    assert numbers(line("a", 0, "# died", 4), line("b", 0, "# died", 5)) == []


def test_an_account_that_says_it_again_is_compared_once() -> None:
    again = [line("a", 0, "# died", 4)] * 3
    assert numbers(*again, *[line("b", 1, "# died", 5)] * 3, line("c", 2, "# died", 6)) == [
        (4, 5),
        (4, 6),
        (5, 6),
    ]


def test_what_an_account_says_of_several_numbers_is_a_table() -> None:
    table = [line("a", 0, "# died", 4), line("a", 0, "# died", 9)]
    assert numbers(*table, line("b", 1, "# died", 5)) == []
