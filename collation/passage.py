"""One sentence of an utterance, as every version that has it prints it, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from collation.utterance import AlignedWord, WordStatus
from collation.wording import compared, written

Columns = tuple[int, ...]


@dataclass(frozen=True)
class Passage:
    """Its words by article (Covered.id), and the columns that each word fills.

    "Don't" fills the columns of "do" and "not". `opens` tells who prints it from the beginning of
    a sentence, so that what others have before it is left out there.
    """

    printings: Mapping[str, tuple[AlignedWord, ...]]
    columns: Mapping[str, tuple[Columns, ...]]
    opens: Mapping[str, bool]
    first: int  # column
    _quoted: dict[str, dict[int, AlignedWord]] = field(default_factory=dict)
    _ends: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @cached_property
    def quoting(self) -> list[str]:
        """The articles that print words of it in quotation marks."""
        return [id for id, words in self.printings.items() if any(w.run >= 0 for w in words)]

    def by_column(self, id: str) -> dict[int, AlignedWord]:
        """An article's words by the columns they fill."""
        rows = zip(self.printings[id], self.columns[id], strict=True)
        return {column: word for word, columns in rows for column in columns}

    def quoted_columns(self, id: str) -> dict[int, AlignedWord]:
        """The same, of the words in quotation marks."""
        if id not in self._quoted:
            held = self.by_column(id)
            self._quoted[id] = {column: held[column] for column in held if held[column].run >= 0}
        return self._quoted[id]

    def quotes(self, id: str, first: int, last: int) -> bool:
        """Whether one stretch in quotation marks of this article reaches over these columns."""
        if id not in self._ends:
            self._ends[id] = self._stretches(id)
        return any(one <= first and last <= other for one, other in self._ends[id])

    def _stretches(self, id: str) -> tuple[tuple[int, int], ...]:
        """First and last column of each of an article's stretches in quotation marks."""
        ends: dict[int, tuple[int, int]] = {}
        for place, (column, word) in enumerate(sorted(self.quoted_columns(id).items())):
            begin = self.first if place == 0 and self.opens[id] else column
            ends[word.run] = (ends[word.run][0] if word.run in ends else begin, column)
        return tuple(ends.values())

    def spellings(self) -> Iterator[list[tuple[list[str], list[AlignedWord]]]]:
        """Stretches spelled otherwise: for each spelling the articles that have it, and words."""
        done: set[int] = set()
        for id in self.quoting:
            for column, word in sorted(self.quoted_columns(id).items()):
                if word.status is not WordStatus.SPELLED or column in done:
                    continue
                stretch = self._filled(column)
                done.update(stretch)
                ways = self._ways(stretch)
                if len(ways) > 1:
                    yield ways

    def _filled(self, column: int) -> set[int]:
        """The columns that hang together with this one: a word of one printing fills them."""
        found, before = {column}, 0
        while len(found) > before:
            before = len(found)
            for id in self.quoting:
                for columns in self.columns[id]:
                    if len(columns) > 1 and not found.isdisjoint(columns):
                        found.update(columns)
        return found

    def _ways(self, stretch: set[int]) -> list[tuple[list[str], list[AlignedWord]]]:
        ways: dict[str, list[str]] = defaultdict(list)
        words: dict[str, list[AlignedWord]] = {}
        same = set()
        for id in self.quoting:
            held = self.quoted_columns(id)
            if not stretch <= held.keys():
                continue
            here = list(dict.fromkeys(held[column] for column in sorted(stretch)))
            form = " ".join(written(word.text) for word in here)
            same.add(" ".join(compared(word.text) for word in here))
            ways[form].append(id)
            words.setdefault(form, here)
        return [(ids, words[form]) for form, ids in sorted(ways.items())]
