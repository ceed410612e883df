"""An utterance aligned word by word in; how its versions differ, in words, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from collation.coverage import Coverage
from collation.utterance import AlignedWord, Version, WordStatus
from collation.wording import compared

SHOWN = 12  # words of a printing shown before it is cut
MOST = 8  # sentences; the words themselves are marked anyway


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of an utterance in every version that has it; both keyed by Covered.id."""

    printings: Mapping[str, tuple[AlignedWord, ...]]
    reported: Mapping[str, bool]  # printed without quotation marks
    opens: Mapping[str, bool]  # printed from the beginning of a sentence


def describe(
    coverage: Coverage, versions: Sequence[Version], passages: Sequence[Passage]
) -> tuple[str, ...]:
    """How the versions differ, one sentence a difference, in the order of the passages.

    Outlets are named as the reader knows them, with the article's id where two share a name.
    """
    if len(versions) < 2:
        return ()
    articles = [version.article for version in versions]
    text = {id: coverage.article(id).article.text for id in articles}
    teller = _Teller(_outlets(coverage, articles), text)
    found = teller.presence(passages, articles)
    for passage in passages:
        found += teller.passage(passage, articles)
    found += teller.order(versions, passages)
    if len(found) > MOST:
        found = [*found[: MOST - 1], f"{len(found) - MOST + 1} more differences are marked."]
    return tuple(found)


def _outlets(coverage: Coverage, articles: Iterable[str]) -> dict[str, str]:
    names = {id: coverage.article(id).article.outlet for id in articles}
    often = Counter(names.values())
    return {id: name if often[name] == 1 else f"{name} ({id})" for id, name in names.items()}


class _Teller:
    """Puts differences into sentences."""

    def __init__(self, outlets: Mapping[str, str], text: Mapping[str, str]) -> None:
        self._outlets = outlets
        self._text = text

    def presence(self, passages: Sequence[Passage], articles: Sequence[str]) -> list[str]:
        """Who adds sentences and who leaves some out, those of one set of articles together."""
        by_having: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
        for passage in passages:
            having = tuple(id for id in articles if id in passage.printings)
            if len(having) < len(articles):
                by_having[having].append(passage)
        found = []
        for having, those in by_having.items():
            usual = self._usual(those[0], list(having))
            words = self._quoted(usual, those[0].printings[usual])
            if len(those) > 1:
                words += f" and {_number(len(those) - 1)} more"
            lacking = [id for id in articles if id not in having]
            if len(lacking) < len(having):
                found.append(f"{self._list(lacking)} {_do(lacking, 'leave')} out {words}.")
            else:
                found.append(f"{self._list(having)} {_do(having, 'add')} {words}.")
        return found

    def passage(self, passage: Passage, articles: Sequence[str]) -> list[str]:
        """The differences in one sentence of the utterance, among those that have it."""
        having = [id for id in articles if id in passage.printings]
        direct = [id for id in having if not passage.reported[id]] or having
        found = []
        reported = [id for id in having if id not in direct]
        if reported:
            usual = self._usual(passage, direct)
            words = self._quoted(usual, passage.printings[usual])
            found.append(
                f"{self._list(reported)} {_do(reported, 'report')} {words} without quotation marks."
            )
        return found + self._fragments(passage, direct) + self._words(passage, direct)

    def _usual(self, passage: Passage, articles: Sequence[str]) -> str:
        """The article to cite the sentence from: the wording most have, then the longest."""
        form = {
            id: " ".join(compared(word.text) for word in passage.printings[id]) for id in articles
        }
        often = Counter(form.values())
        longest = max(len(words) for words in form.values())
        whole = [id for id in articles if 2 * len(form[id]) > longest]
        return min(whole, key=lambda id: (-often[form[id]], -len(form[id]), id))

    def _fragments(self, passage: Passage, articles: Sequence[str]) -> list[str]:
        """Who prints only a few words of it."""
        longest = max(len(passage.printings[id]) for id in articles)
        by_words: dict[str, list[str]] = defaultdict(list)
        for id in articles:
            words = passage.printings[id]
            if 2 * len(words) <= longest and all(w.status is WordStatus.SAME for w in words):
                by_words[self._quoted(id, words)].append(id)
        return [
            f"{self._list(ids)} {_do(ids, 'print')} only {words}."
            for words, ids in by_words.items()
        ]

    def _words(self, passage: Passage, articles: Sequence[str]) -> list[str]:
        """Words changed, added and left out, stretch by stretch."""
        columns = sorted({w.column for id in articles for w in passage.printings[id]})
        at = {id: {w.column: w for w in passage.printings[id]} for id in articles}
        covers = {
            id: (columns[0] if passage.opens[id] else min(held), max(held))
            for id, held in at.items()
            if held
        }
        stretches: list[list[int]] = []
        for column in columns:
            here = [id for id in articles if id in covers and _within(column, covers[id])]
            forms = {compared(at[id][column].text) if column in at[id] else "" for id in here}
            differs = len(forms) > 1 and any(
                at[id][column].status in (WordStatus.CHANGED, WordStatus.ADDED)
                for id in here
                if column in at[id]
            )
            if differs and stretches and stretches[-1][-1] == _before(columns, column):
                stretches[-1].append(column)
            elif differs:
                stretches.append([column])
        found = []
        for stretch in stretches:
            by_words: dict[str, list[str]] = defaultdict(list)
            shown: dict[str, str] = {}
            for id in articles:
                if id not in covers or not _within(stretch[0], covers[id]):
                    continue
                words = tuple(at[id][c] for c in stretch if c in at[id])
                form = " ".join(compared(word.text) for word in words)
                by_words[form].append(id)
                shown.setdefault(form, self._quoted(id, words) if words else "")
            found += self._stretch(by_words, shown)
        return found

    def _stretch(self, by_words: Mapping[str, list[str]], shown: Mapping[str, str]) -> list[str]:
        lacking = by_words.get("", [])
        printed = sorted(
            (form for form in by_words if form), key=lambda form: (-len(by_words[form]), form)
        )
        if len(printed) > 1:
            parts = [f"{shown[form]} in {self._list(by_words[form])}" for form in printed]
            if lacking:
                parts.append(f"nothing in {self._list(lacking)}")
            return [" is ".join([parts[0], ", ".join(parts[1:])]) + "."]
        if len(printed) == 1 and lacking:
            having = by_words[printed[0]]
            if len(lacking) < len(having):
                words = f"{_do(lacking, 'leave')} out {shown[printed[0]]}"
                return [f"{self._list(lacking)} {words}."]
            return [f"{self._list(having)} {_do(having, 'add')} {shown[printed[0]]}."]
        return []

    def order(self, versions: Sequence[Version], passages: Sequence[Passage]) -> list[str]:
        """Who prints the sentences in another order than the fullest version."""
        turned = []
        for version in versions:
            starts = [
                passage.printings[version.article][0].span.start
                for passage in passages
                if passage.printings.get(version.article) and not passage.reported[version.article]
            ]
            if any(one > other for one, other in pairwise(starts)):
                turned.append(version.article)
        if not turned:
            return []
        return [f"{self._list(turned)} {_do(turned, 'print')} the sentences in another order."]

    def _quoted(self, id: str, words: Sequence[AlignedWord]) -> str:
        """Words as printed; a cue or anything else that stands between them is left out."""
        text, shown = self._text[id], ""
        for number, word in enumerate(words[:SHOWN]):
            if number:
                between = text[words[number - 1].span.end : word.span.start]
                shown += between if len(between) <= 5 and "\n" not in between else " … "
            shown += word.text
        return f"“{shown}{' …' if len(words) > SHOWN else ''}”"

    def _list(self, ids: Sequence[str]) -> str:
        names = [self._outlets[id] for id in ids]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _number(count: int) -> str:
    return "a sentence" if count == 1 else f"{count} sentences"


def _do(ids: Sequence[str], verb: str) -> str:
    return verb + "s" if len(ids) == 1 else verb


def _within(column: int, covered: tuple[int, int]) -> bool:
    return covered[0] <= column <= covered[1]


def _before(columns: Sequence[int], column: int) -> int | None:
    place = columns.index(column)
    return columns[place - 1] if place else None
