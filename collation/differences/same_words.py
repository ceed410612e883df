"""Sentences of several accounts in; the pairs that two sources tell in the same words, out.

Who says so may differ, and so may articles and forms of "be" and "have". What is compared (a
number, a time) is no word but a mark, such as "#money".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

from collation.coverage import Covered
from collation.differences.words import family, stem
from extraction.annotations import Span

_LIGHT = frozenset(
    "a an the that had has have having was were is are been be being it its which who of".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,:]*")
#: ", the governor said.", "Officials said that …": who says so is no part of what is said.
_SAYS = r"(?:said|says|told\s+\w+|reported|announced|added)"
_TOLD_LAST = re.compile(
    rf",\s+(?:[^,.;]{{2,60}}\s{_SAYS}|{_SAYS}\s[^,.;]{{2,60}}|according\s+to\s[^,.;]{{2,60}})"
    r"(?:\s+on\s+\w+day)?\s*[.”\"]*\s*$"
)
_TOLD_FIRST = re.compile(
    rf"^\s*(?:[A-Z][^,.;]{{1,50}}?\s{_SAYS}(?:\s+on\s+\w+day)?(?:\s+that)?\s|[Aa]ccording\s+to\s[^,.;]{{2,60}},\s)"
)


class Line(Protocol):
    """A sentence of an account by its words."""

    @property
    def covered(self) -> Covered: ...

    @property
    def words(self) -> tuple[str, ...]: ...


L = TypeVar("L", bound=Line)


def pairs_of(
    lines: Iterable[L], is_only: Callable[[L, Sequence[L]], bool]
) -> Iterator[tuple[L, L]]:
    """Lines of two sources in the same words, ordered by these: of an account the first one.

    `is_only` says of a line, among all with its words, whether its account means one thing by
    them: else they are a table's.
    """
    alike: dict[tuple[str, ...], list[L]] = defaultdict(list)
    for line in lines:
        alike[line.words].append(line)
    for _, found in sorted(alike.items()):
        if len({line.covered.group for line in found}) < 2:
            continue
        once = {line.covered.id: line for line in reversed(found) if is_only(line, found)}
        for one, other in combinations([*once.values()][::-1], 2):
            if one.covered.group != other.covered.group:
                yield one, other


def what_is_said(covered: Covered, sentence: Span) -> Span:
    """The sentence without who says it, first or last."""
    text = covered.text(sentence)
    last = _TOLD_LAST.search(text)
    first = _TOLD_FIRST.search(text)
    start = sentence.start + (first.end() if first else 0)
    return Span(start, max(start, sentence.start + (last.start() if last else len(text))))


def normal(text: str) -> list[str]:
    """The telling words by their stems, small words and forms of "be" and "have" left out."""
    found = (match.group().lower() for match in _WORD.finditer(text))
    return [stem(family("predicate", family("counted", word))) for word in found
            if word not in _LIGHT]  # fmt: skip
