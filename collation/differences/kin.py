"""A name where a text prints it in; whether somebody else is meant who is told of by it, out.

"Roe's brother", "the deputy of Jane Roe" and "an assistant to Roe" are other people than Roe, also
where no name of theirs is printed: what they do, or what is done to them, is not told of Roe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from collation.coverage import Covered
from extraction.annotations import Claim, Span

_RELATIVE = (
    r"(?:(?:step|half-|grand|great-grand)?(?:brother|sister|son|daughter|father|mother|child|"
    r"children|parent)s?(?:-in-law)?|wife|wives|husband|widow(?:er)?|fianc[eé]e?|girlfriend|"
    r"boyfriend|cousin|uncle|aunt|nephew|niece|twin|sibling|spouse|ex-(?:wife|husband))s?"
)
_STAFF = (
    r"(?:deput(?:y|ies)|assistant|aide|lawyer|attorney|counsel|chief of staff|spokes(?:wo)?m[ae]n|"
    r"spokesperson|advis[eo]r|driver|bodyguard|associate|partner|colleague|friend|"
    r"neighbou?r|successor|predecessor|boss|accomplice|employee|ally|running mate|publicist|"
    r"accountant|agent|roommate|teammate|classmate)s?"
)
#: Nouns for somebody's relatives and aides, as a pattern.
OTHER = rf"(?:{_RELATIVE}|{_STAFF})\b"
_WORD = r"(?:(?!(?:his|her|their|its|the|an?|by|of|to|for|with|and|was|is|had|has|who)\b)[\w-]+\s+)"
_BEHIND = re.compile(rf"(?:[’']s|(?<=s)[’'])\s+{_WORD}{{0,3}}?{OTHER}")
#: Up to a name, past a title: "an aide to the former mayor Roe"; not "a lawyer for the club said".
_AHEAD = re.compile(
    rf"\b(?i:{OTHER})\s+(?:of|to|for|under)\s+(?:(?:the|former|then|late|acting)\s+)*"
    r"(?:[a-z-]+\s+)?(?:[A-Z][\w’'.-]*\s+){0,4}$"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|himself|herself)\b", re.IGNORECASE)
_WHOSE = r"\b(?:his|her|their|my|our|\w+[’']s?)"
_IS_KIN = re.compile(rf"{_WHOSE}\s+{_WORD}{{0,3}}?{_RELATIVE},?\s+$", re.IGNORECASE)
_KIN_AFTER = re.compile(
    rf",\s+(?:\d+,\s+)?(?:{_WHOSE}\s+{_WORD}{{0,3}}?|the\s+){_RELATIVE}\b", re.IGNORECASE
)
_REACH = 60  # characters on either side of a name


def is_other(covered: Covered, mention: Span) -> bool:
    """Whether a name only says whose relative or aide somebody is."""
    text = covered.article.text
    if _BEHIND.match(text, mention.end, mention.end + _REACH):
        return True
    return _AHEAD.search(text, max(0, mention.start - _REACH), mention.start) is not None


def only_others(covered: Covered, stretch: Span, mentions: Iterable[Span]) -> bool:
    """Whether a stretch names somebody, and each time only to tell of a relative or an aide.

    Where it has a "he" or "she", that may be the one who is named.
    """
    inside = [mention for mention in mentions if stretch.covers(mention)]
    if not inside or not all(is_other(covered, mention) for mention in inside):
        return False
    return _PRONOUN.search(covered.text(stretch)) is None


def himself(covered: Covered, claim: Claim, number: int | None) -> int | None:
    """Somebody who takes part in a claim, by number; None where that is a relative or an aide."""
    if number is None:
        return None
    mentions, text = covered.reading.people[number].mentions, covered.article.text
    if only_others(covered, claim.span, mentions):
        return None
    start = claim.span.start  # that of "signed" in "Roe's aide signed": the subject is left out
    behind = [
        _BEHIND.match(text, mention.end, start)
        for mention in mentions
        if claim.sentence.start <= mention.start < mention.end < start
    ]
    if any(match is not None and not text[match.end() : start].strip() for match in behind):
        return None
    return number


def is_relative(covered: Covered, name: Span) -> bool:
    """Whether a name is introduced as that of somebody's relative: "her sister Ann Roe"."""
    text = covered.article.text
    if _IS_KIN.search(text, max(0, name.start - _REACH), name.start):
        return True
    return _KIN_AFTER.match(text, name.end, name.end + _REACH) is not None
