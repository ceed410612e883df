"""A question's words and the articles asked in; how much of the question a sentence has, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from collation.differences.words import STOP, family, stem
from desk.findings import Piece
from desk.irregular import present
from store.stems import stems
from store.vocabulary import one_away

FEWEST = 4  # letters of a word that may be misspelt
ALIKE = 80.0  # of 100: how like a printed word a misspelt one must be
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's telling words by their stems and families."""

    shown: str
    keys: tuple[frozenset[str], ...]  # of each word: its stem and its family
    names: frozenset[str]

    @classmethod
    def of(
        cls, words: Iterable[str], names: Iterable[str], pieces: Sequence[Piece], *, spelled: bool,
        named_small: bool,
    ) -> Asked:  # fmt: skip
        """Of words as typed, asked of some articles. With `spelled` a word that they have not is
        the one meant, with `named_small` what they print as a name is one without a capital."""
        told, named = tuple(words), tuple(names)
        if spelled:
            printed = {w for p in pieces for w in _WORD.findall(p.article.text.lower())}
            told = tuple(_respelt(word, printed) for word in told)
            named = tuple(_respelt(name, printed) for name in named)
        shown = shown_as(told, named)
        capital = {
            part.lower() for p in pieces for name in p.reading.names for part in name.text.split()
        }
        small = tuple(word for word in told if word.lower() in capital)
        if named_small and len(small) < len(told):
            told, named = tuple(w for w in told if w not in small), (*named, *small)
        keys = tuple(keys_of(word) for word in told)
        found = frozenset(one for name in named for one in stems(name))
        return cls(shown, tuple(dict.fromkeys(keys)), found)

    def score(
        self,
        sentence: str,
        people: Collection[str],
        *,
        own: Collection[str] | None = None,
        near: str = "",
    ) -> float:
        """How much of the question a sentence has, 0 to 1; the first word counts double.

        With `own`, the words of a figure, what only stands somewhere in its sentence counts half,
        and one of its own words must be asked for.
        """
        named = {one for name in people for one in stems(name)} | set(stems(sentence))
        if not self.keys:
            return len(self.names & named) / len(self.names) if self.names else 0.0
        printed = {key for word in sentence.split() for key in keys_of(word.strip(".,;:“”\"'’()"))}
        close = {key for word in near.split() for key in keys_of(word.strip(".,;:“”\"'’()"))}
        total = got = 0.0
        direct = own is None
        for keys in self.keys:
            total += 1.0
            if own is not None and keys & (set(own) | close):
                got, direct = got + 1.0, True
            elif keys & printed:
                if own is not None and keys & _TOLLS:
                    return 0.0  # "jailed 20 … and killed some": no count of the killed
                got += 1.0 if own is None else 0.5
        if self.names:
            total += 0.5
            got += 0.5 * len(self.names & named) / len(self.names)
        return got / total if direct else 0.0


def keys_of(word: str) -> frozenset[str]:
    """The stem of a word and the names of its families: "died" is "kill", too."""
    bare = present(word.lower())
    root = stem(bare)
    tried = {bare, root, root + "e", bare.removesuffix("ed"), bare.removesuffix("d")}
    found = {root}
    for form in tried:
        for kind in ("predicate", "counted"):
            name = family(kind, form)
            if root == "claim" and name == "kill":
                continue  # of lives only: "claims Bukele rejects" kills nobody
            if name != form.replace("-", "") or (form == name and (kind, name) in _NAMES):
                found.add(name)
    if not _PAID.isdisjoint(tried):
        found.add("paid")  # "for a fee of 6 million"
    if not _CRASHED.isdisjoint(tried):
        found.add("crash")  # the crash in which two trains "collided"
    return frozenset(found)


_PAID = frozenset("pay fee payment cost price charge sum".split())
_CRASHED = frozenset(("collide", "collid", "derail"))
_TOLLS = frozenset({"kill", "injure"})
_NAMES = frozenset({("predicate", "kill"), ("predicate", "injure"), ("counted", "person")})


def _respelt(word: str, printed: Collection[str]) -> str:
    """The word itself if it is printed or nothing is like it; the nearest that is printed, else.

    The first letter holds: few mistype it.
    """
    bare = word.lower()
    if bare in printed or len(bare) < FEWEST:
        return word
    alike = [
        other
        for other in printed
        if other[0] == bare[0] and len(other) >= FEWEST and other not in STOP
    ]
    if (near := min(one_away(bare).intersection(alike), default=None)) is not None:
        return near
    best = process.extractOne(bare, sorted(alike), scorer=fuzz.ratio)
    return best[0] if best is not None and best[1] >= ALIKE else word


def shown_as(words: Sequence[str], names: Sequence[str]) -> str:
    """A question's words about as they were typed: what is asked after stood last."""
    return " ".join((*names, *reversed(words)))
