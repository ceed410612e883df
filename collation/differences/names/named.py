"""Uses of a word in names in; how the name is printed, and what makes a slip in it none, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from collation.coverage import Covered
from collation.differences.kin import is_relative
from collation.differences.scene import Scene
from collation.features import background_roots
from collation.names import fold, given_names, kind
from collation.spelling import respell
from collation.wording import key_of
from extraction.annotations import Span

WIDTH = 3  # words of a name shown on either side
_SLIPS = 2  # letters in which one given name may be misspelt as well
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’']s$")
_POSTED = re.compile(r"(?<!\w)[#@][A-Za-z]\w+|pic\.twitter")
_POST_MARKS = ("#", "@", "pic.twitter")
_REMARKED = re.compile(r"\bmis-?spel|\btypos?\b|\bspell(?:ed|ing)\b|[\[(]sic[\])]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameUse:
    """A word with a capital where an article prints it, in the name that it is part of."""

    covered: Covered
    at: int
    words: tuple[str, ...]  # of the whole name, folded
    name: Span

    @property
    def beside(self) -> set[tuple[int, str]]:
        """The words of the name before (-1) and after it, past an initial."""
        found = set()
        for side, words in ((-1, self.words[: self.at][::-1]), (1, self.words[self.at + 1 :])):
            word = next((word for word in words if len(word) > 1), None)
            if word is not None:
                found.add((side, word))
        return found


def beside_both(mine: Sequence[NameUse], theirs: Sequence[NameUse]) -> set[tuple[int, str]]:
    """What stands beside both words, on the same side."""
    return {t for u in mine for t in u.beside} & {t for u in theirs for t in u.beside}


def of_one_account(
    mine: list[NameUse], theirs: list[NameUse]
) -> tuple[list[NameUse], list[NameUse]]:
    """The uses of accounts that print both spellings; all where none does."""
    both = {u.covered.id for u in mine} & {u.covered.id for u in theirs}
    if not both:
        return mine, theirs
    return [u for u in mine if u.covered.id in both], [u for u in theirs if u.covered.id in both]


def elsewhere(
    mine: Sequence[NameUse],
    theirs: Sequence[NameUse],
    shown: tuple[Sequence[NameUse], Sequence[NameUse]],
) -> str:
    """How others print a name that the accounts shown print in two ways: "; others print “Roe”"."""
    accounts = {use.covered.id for uses in shown for use in uses}
    others = [[u for u in uses if u.covered.id not in accounts] for uses in (mine, theirs)]
    words = [f"“{_word(uses)}”" for uses in others if uses]
    return f"; others print {' or '.join(words)}" if words else ""


@lru_cache(maxsize=1 << 14)
def folded(printed: str) -> str:
    return fold(_POSSESSIVE.sub("", printed)).replace(" ", "")


def spellings(
    mine: Sequence[NameUse],
    theirs: Sequence[NameUse],
    every: tuple[Sequence[NameUse], Sequence[NameUse]] | None = None,
) -> str:
    """Two spellings for a reader: "“Rahm Emanuel” or “Rahm Emmanuel”", and of a word that one
    prints alone, with the name: "“Geither” or “Geithner” (Timothy Geithner)".

    `every` use in the story, where these are not all, tells which of the two is usual.
    """
    for full in ((_person(mine), _person(theirs)), (printed_name(mine), printed_name(theirs))):
        if len(full[0].split()) == len(full[1].split()) > 1:
            return f"“{full[0]}” or “{full[1]}”"
    words = f"“{_word(mine)}” or “{_word(theirs)}”"
    one, other = every or (mine, theirs)
    whole = _whole(mine, theirs) if _usual(one) >= _usual(other) else _whole(theirs, mine)
    return f"{words} ({whole})" if whole else words


def _whole(usual: Sequence[NameUse], other: Sequence[NameUse]) -> str:
    """The full name with the word in its usual spelling; "" where nobody prints one."""
    for name in (_person(usual), _person(other), printed_name(usual), printed_name(other)):
        if " " in name:
            spelt = [
                _word(usual) if folded(word) == other[0].words[other[0].at] else word
                for word in name.split()
            ]
            return " ".join(spelt)
    return ""


def _usual(uses: Sequence[NameUse]) -> tuple[bool, int, int, int]:
    """How usual a spelling is: in news at large, among independent accounts, in all of them, and
    whether it stands in a full name, which is written with more care."""
    known = is_known(uses[0].words[uses[0].at])
    return known, len({u.covered.group for u in uses}), len(uses), max(len(u.words) for u in uses)


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether the word is frequent in news."""
    return not _background().isdisjoint((key_of(word).root, key_of(respell(word)).root))


@cache
def _background() -> frozenset[str]:
    return frozenset(background_roots())


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
    given = [name for name in full if folded(name.split()[0]) in given_names()]
    offered = given or full or named  # "Jane Roe" before "Roe Mills"
    return min(offered, key=lambda name: (-named[name], len(name), name), default="")


def _word(uses: Sequence[NameUse]) -> str:
    """The word itself as it is printed."""
    use = uses[0]
    printed = _WORD.findall(use.covered.text(use.name))
    return _POSSESSIVE.sub("", printed[use.at]) if use.at < len(printed) else use.words[use.at]


def two_people(mine: Sequence[NameUse], theirs: Sequence[NameUse]) -> bool:
    """Whether each is of another name: "Jane Hansen", "Kay Hanson"; "Terri Roe", "Terry Lund"."""
    sides = (-1, 1) if leads(mine) and leads(theirs) else (-1,)
    return any(_other_names(mine, theirs, side) for side in sides)


def leads(uses: Sequence[NameUse]) -> bool:
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


def two_sorts(mine: Sequence[NameUse], theirs: Sequence[NameUse]) -> bool:
    """Whether one is a place and the other begins a body's name: "Puebla", "Pueblo Unido"."""
    return _is_place_of(mine, theirs) or _is_place_of(theirs, mine)


def _is_place_of(uses: Sequence[NameUse], others: Sequence[NameUse]) -> bool:
    other = _kinds(others)
    if _kinds(uses) != {("place", 1)} or any(kind == "place" for kind, _ in other):
        return False
    whole = bool(other) and all(n > 1 for _, n in other)
    return whole or any(_opens_body(use) for use in others)


def _opens_body(use: NameUse) -> bool:
    """Whether the word is the first of a name of which only the rest is known for a body's."""
    return use.at == 0 and any(
        name.kind == "organisation" and use.name.start < name.span.start < use.name.end
        for name in use.covered.reading.names
    )


def _kinds(uses: Sequence[NameUse]) -> set[tuple[str, int]]:
    """What the names that begin with the word are names of, and of how many words."""
    return {
        (name.kind, len(name.text.split()))
        for use in uses
        for name in use.covered.reading.names
        if use.name.covers(name.span) and folded(name.text.split()[0]) == use.words[use.at]
    }


def printed_name(uses: Sequence[NameUse]) -> str:
    """The name as it is most often printed in full, without titles."""
    often: Counter[str] = Counter()
    for use in uses:
        printed = use.covered.text(use.name).split()
        if len(printed) == len(use.words):
            owns = [n for n, word in enumerate(printed) if _POSSESSIVE.search(word)]
            low = max([use.at - WIDTH + 1, *(n + 1 for n in owns if n < use.at)])
            high = min([use.at + WIDTH + 1, *(n + 1 for n in owns if n >= use.at)])
            first = next(
                (
                    n for n, word in enumerate(use.words[: use.at])
                    if n >= low and not {word, word.removesuffix("s")} & _styles()
                ),
                use.at,
            )  # fmt: skip
            printed = printed[first:high]
        often[" ".join(_POSSESSIVE.sub("", word) for word in printed)] += 1
    return min(often, key=lambda text: (" " not in text, -often[text], -len(text), text))


@cache
def _styles() -> frozenset[str]:
    """What stands before names and is none: titles, "Democrat", "Judge"."""
    parties = {word for word in kind("noname") if word.startswith(("democrat", "republican"))}
    return frozenset(kind("title")) | parties | {"judge", "justice"}


def are_kin(mine: Sequence[NameUse], theirs: Sequence[NameUse]) -> bool:
    """Whether an account that prints both first names introduces one as the other's relative."""
    kin = [
        {u.covered.id for u in uses if is_relative(u.covered, u.name)} for uses in (mine, theirs)
    ]
    both = {u.covered.id for u in mine} & {u.covered.id for u in theirs}
    return bool((kin[0] ^ kin[1]) & both)


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
    line = _line(covered.article.text, at)
    return any(mark in line for mark in _POST_MARKS) and _POSTED.search(line) is not None


def _line(text: str, at: int) -> str:
    """The line of the article around a place."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]
