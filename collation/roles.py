"""What an article calls somebody in; what of it can be shown beside the name, or None, out.

A role is read before a name ("Sen. Jane Roe") or behind it ("Jane Roe, head of the mill"). In
headlines, where every word has a capital, the words before a name are often no part of a role:
"The Beginning of President Roe's", "A Tricky Test for Mayor Roe".
"""

from __future__ import annotations

import re
from functools import lru_cache

from collation.offices import ends_in_office, is_office

_JOINS = frozenset("of for to by with against from on over at in during and under".split())
#: Nouns of what is done, had or met: endings by which a word is no person's. "Lieutenant",
#: "president" and "patient" end in -ent without the m, "journalist" in none of these.
_THING = re.compile(
    r"(?:tion|sion|ment|ship|ness|hood|ance|ence|ency|ancy|ity|ism)$", re.IGNORECASE
)
#: Adjectives and things whose ending does not tell it, as roles were misread in news texts.
_NO_PERSON = frozenset(
    "action answer anger arrest attack beginning bid book call case claim death defiant end fall "
    "fight firing future hearing help hope interview letter life meeting memo message move name "
    "nearby news office path plan poll post probe rally report rise ring rule shooting speech "
    "strength strong support talk test thing top trial trip view visit vote war way weary win word "
    "work".split()
)
_PERSONS = frozenset("personality celebrity acquaintance deity majesty".split())
_LONGEST = 120  # characters that are read
# Plurals in -s that one person can be called by.
_SINGULAR = re.compile(r"(?:ss|us|is|[’']s|\.)$", re.IGNORECASE)
_NUMBERLESS = frozenset("affairs sports news politics u.s us states nations forces".split())


@lru_cache(maxsize=1 << 14)
def role_shown(printed: str) -> str | None:
    """The role, or the office at its end alone where that is all that it tells of the person."""
    words = printed[:_LONGEST].split()
    if not words or words[-1].casefold() in _JOINS:
        return None  # "attorney for": of whom is cut off
    for place, word in enumerate(words[1:-1], 1):
        if word in _JOINS and is_office(" ".join(words[place + 1 :])):
            head = " ".join(words[:place])
            if ends_in_office(head):
                return printed
            rest = " ".join(words[place + 1 :])
            return rest if words[place + 1][:1].isupper() and _is_thing(words[place - 1]) else None
    joined = next((place for place, word in enumerate(words) if word in _JOINS), len(words))
    head = words[joined - 1] if joined else ""
    if not head or ends_in_office(" ".join(words[:joined])):
        return printed if head else None
    if head.islower() and (_is_thing(head) or _is_plural(head)):
        return None
    return printed


def _is_thing(word: str) -> bool:
    if word.casefold() in _PERSONS:
        return False
    return word.casefold() in _NO_PERSON or bool(_THING.search(word))


def _is_plural(word: str) -> bool:
    plain = word.casefold()
    return plain.endswith("s") and not _SINGULAR.search(plain) and plain not in _NUMBERLESS
