"""Uses of a word in names in; how the name is printed, and what makes a slip in it none, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.names import fold, kind
from extraction.annotations import Span

WIDTH = 3  # words of a name shown on either side
_SLIPS = 2  # letters in which one given name may be misspelt as well
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
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


def spellings(mine: Sequence[NameUse], theirs: Sequence[NameUse]) -> str:
    """Two spellings for a reader: "“Rahm Emanuel” or “Rahm Emmanuel”", and of a word that one
    prints alone, with the name: "“Geither” or “Geithner” (Timothy Geithner)"."""
    one, other = _person(mine), _person(theirs)
    if one and other and len(one.split()) == len(other.split()) > 1:
        return f"“{one}” or “{other}”"
    full = min((name for name in (one, other) if " " in name), key=len, default="")
    if full:
        return f"“{_word(mine)}” or “{_word(theirs)}” ({full})"
    return f"“{printed_name(mine)}” or “{printed_name(theirs)}”"


def _person(uses: Sequence[NameUse]) -> str:
    """The name of the person in whose name the word stands, as most articles have it."""
    named: Counter[str] = Counter()
    for use in uses:
        beside = {word for _, word in use.beside}
        for person in use.covered.reading.people:
            words = {folded(word) for word in person.name.split()}
            if person.kind != "person" or use.words[use.at] not in words:
                continue
            if not beside or beside & words:  # another John is nobody
                named[_POSSESSIVE.sub("", person.name)] += 1
    full = [name for name in named if " " in name]
    return min(full or named, key=lambda name: (-named[name], len(name), name), default="")


def _word(uses: Sequence[NameUse]) -> str:
    """The word itself as it is printed."""
    use = uses[0]
    printed = _WORD.findall(use.covered.text(use.name))
    return _POSSESSIVE.sub("", printed[use.at]) if use.at < len(printed) else use.words[use.at]


def two_people(mine: Sequence[NameUse], theirs: Sequence[NameUse]) -> bool:
    """Whether each is of another name: "Jane Hansen", "Kay Hanson"; "Terri Roe", "Terry Lund"."""
    sides = (-1, 1) if _leads(mine) and _leads(theirs) else (-1,)
    return any(_other_names(mine, theirs, side) for side in sides)


def _leads(uses: Sequence[NameUse]) -> bool:
    """Whether it is the first word of somebody's name."""
    return any(
        person.kind == "person" and folded(person.name.split()[0]) == use.words[use.at]
        for use in uses
        for person in use.covered.reading.people
        if " " in person.name
    )


def _other_names(mine: Sequence[NameUse], theirs: Sequence[NameUse], side: int) -> bool:
    """Whether on one side of the word each stands beside other names, none spelt like another."""
    named = [
        {
            word
            for use in uses
            for at, word in use.beside
            if at == side and len(word) > 1 and word not in _styles() and word not in kind("noname")
        }
        for uses in (mine, theirs)
    ]
    near = any(OSA.distance(a, b) <= _SLIPS for a in named[0] for b in named[1])
    return all(named) and not near


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
