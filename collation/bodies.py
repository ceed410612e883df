"""What organisations are called in; which names are one body's, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from collation.names import fold

_SMALL = frozenset("of the and for on in to a an at".split())
_COUNTRY = frozenset(("us", "usa", "american"))
#: Bodies that are named by what they are for, before or behind: "Ministry of Defence".
_TURNED = frozenset("department ministry office bureau dept".split())
_SHORTEST = 2  # letters of initials
_LONGEST = 6
_WORD = re.compile(r"[^\W_]+")


def body_key(name: str) -> str:
    """Equal for the spellings of one body: "the U.S. Department of Justice", "Justice Department".

    Its words in small letters, without the article and "U.S."; "Department of X" is "X Department".
    """
    words = [fold(w) for w in _WORD.findall(re.sub(r"['’]s\b", "", name).replace(".", ""))]
    if words[:2] == ["united", "states"]:
        words = words[2:] or words
    kept = [word for word in words if word not in _COUNTRY] or words
    if kept[:1] == ["the"]:
        kept = kept[1:] or kept
    kept = ["department" if word == "dept" else word for word in kept]
    if len(kept) > 2 and kept[0] in _TURNED and kept[1] in ("of", "for"):
        kept = [*(word for word in kept[2:] if word != "the"), kept[0]]
    return " ".join(kept)


def is_abbreviation(name: str) -> bool:
    """Whether a name is a run of capitals: "DOJ", "U.S.D.A."."""
    letters = name.replace(".", "").removeprefix("the ").removeprefix("The ")
    capitals = sum(char.isupper() for char in letters)
    return (
        letters.isalpha()
        and _SHORTEST <= len(letters) <= _LONGEST
        and capitals >= len(letters) - 1  # "DoJ"
        and letters[0].isupper()
    )


def join_bodies(names: Iterable[str]) -> dict[str, str]:
    """For each name the key of its body: initials stand for the one long name that has them."""
    keys = {name: body_key(name) for name in names}
    long: dict[str, set[str]] = defaultdict(set)
    for name, key in keys.items():
        if not is_abbreviation(name):
            for short in _initials(name, key):
                long[short].add(key)
    return {
        name: next(iter(long[key]))
        if is_abbreviation(name) and len(long.get(key, ())) == 1
        else key
        for name, key in keys.items()
    }


def _initials(name: str, key: str) -> set[str]:
    """What may stand for the name: with and without the small words, either way round."""
    found = set()
    words = key.split()
    orders = [words]
    if words and words[-1] in _TURNED:
        orders.append([words[-1], "of", *words[:-1]])
    for order in orders:
        bare = [word for word in order if word not in _SMALL]
        for letters in (order, bare):
            short = "".join(word[0] for word in letters)
            if len(bare) > 1 and len(short) > _SHORTEST:
                found.add(short)
        if "and" in order:  # "Centers for Disease Control and Prevention" is the CDC
            before = [w for w in order[: order.index("and")] if w not in _SMALL]
            if len(before) > _SHORTEST:
                found.add("".join(word[0] for word in before))
    return found
