"""Uses of a word in names in; how the name is printed, and what makes a slip in it none, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.names import fold, kind
from extraction.annotations import Span

WIDTH = 3  # words of a name shown on either side
_POSSESSIVE = re.compile(r"[’']s$")
_POSTED = re.compile(r"(?<!\w)[#@][A-Za-z]\w+|pic\.twitter")
_REMARKED = re.compile(r"\bmis-?spel|\btypos?\b|\bspell(?:ed|ing)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameUse:
    """A word with a capital where an article prints it, in the name that it is part of."""

    covered: Covered
    at: int
    words: tuple[str, ...]  # of the whole name, folded
    name: Span

    @property
    def beside(self) -> set[tuple[int, str]]:
        """The words of the name before (-1) and after it."""
        return {
            (side, self.words[self.at + side])
            for side in (-1, 1)
            if 0 <= self.at + side < len(self.words)
        }


@lru_cache(maxsize=1 << 14)
def folded(printed: str) -> str:
    return fold(_POSSESSIVE.sub("", printed)).replace(" ", "")


def printed_name(uses: Sequence[NameUse]) -> str:
    """The name as it is most often printed in full, without titles."""
    often: Counter[str] = Counter()
    for use in uses:
        printed = [_POSSESSIVE.sub("", w) for w in use.covered.text(use.name).split()]
        if len(printed) == len(use.words):
            low, high = max(0, use.at - WIDTH + 1), use.at + WIDTH
            first = next(
                (
                    n for n, word in enumerate(use.words[: use.at])
                    if n >= low and not {word, word.removesuffix("s")} & _styles()
                ),
                use.at,
            )  # fmt: skip
            printed = printed[first:high]
        often[" ".join(printed)] += 1
    return min(often, key=lambda text: (" " not in text, -often[text], -len(text), text))


@cache
def _styles() -> frozenset[str]:
    """What stands before names and is none: titles, "Democrat", "Judge"."""
    parties = {word for word in kind("noname") if word.startswith(("democrat", "republican"))}
    return frozenset(kind("title")) | parties | {"judge", "justice"}


def people_words(scene: Scene) -> frozenset[str]:
    """The words of the names of people in the story."""
    return frozenset(
        folded(word)
        for covered in scene.coverage.articles
        for person in covered.reading.people
        if person.kind == "person"
        for word in person.name.split()
    )


def is_remarked(uses: Sequence[NameUse]) -> bool:
    """Whether a sentence with the word says that it is misspelt."""
    return any(
        _REMARKED.search(use.covered.text(use.covered.sentence_at(use.name.start)))
        or _REMARKED.search(_line(use.covered.article.text, use.name.start))
        for use in uses
    )


def is_posted(covered: Covered, at: int) -> bool:
    """Whether the line is a post of a network, printed in the page as somebody else spelt it."""
    return _POSTED.search(_line(covered.article.text, at)) is not None


def _line(text: str, at: int) -> str:
    """The line of the article around a place."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]
