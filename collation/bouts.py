"""The beginning of an article in; which of several like events it tells (a game, a debate), out.

Two games of the same teams share people, places and words; what sets them apart is the score and
the number that each has.
"""

from __future__ import annotations

import re

LEAD = 80  # words of the account that are looked at: further down stand the games before

_ORDINALS = {
    **dict.fromkeys(("first", "1st"), 1),
    **dict.fromkeys(("second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4),
    **dict.fromkeys(("fifth", "5th"), 5),
    **dict.fromkeys(("sixth", "6th"), 6),
    **dict.fromkeys(("seventh", "7th"), 7),
    **dict.fromkeys(("final", "last"), 99),
}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_BOUT = "game|match|round|race|leg|debate|heat|test|stage|primary|semifinal"
_NUMBERED = re.compile(rf"\b({_BOUT}) (\d{{1,2}}|{'|'.join(_NUMBERS)})\b", re.I)
_NTH = re.compile(rf"\b({'|'.join(_ORDINALS)})(?: \w+){{0,2}}? ({_BOUT})s?\b", re.I)
_QUARTER = re.compile(rf"\b({'|'.join(_ORDINALS)})[- ](quarter)\b", re.I)
_RESULTS = re.compile(
    r"\b(?:profits?|revenues?|earnings|sales|losse?s?|earned|growth|grew)\b", re.I
)
_SCORE = re.compile(
    r"\b(?:beat|beats|beating|edged?|rout(?:s|ed)?|crush(?:es|ed)?|over|past|defeat(?:s|ed)?|stun(?:s|"
    r"ned)?|down(?:s|ed)|win|wins|won|victory|lose|loses|lost|loss|off|top(?:s|ped)|draw|drew)\b"
    r"[^.;]{0,60}?\b(\d{1,3})[-–](\d{1,3})\b"
)


def bouts_of(title: str, account: str) -> tuple[str, ...]:
    """Marks such as "game 2", "debate 1", "quarter 3" and "score 24-20", one a kind, sorted."""
    text = f"{title}. {' '.join(account.split()[:LEAD])}"
    found: dict[str, str] = {}  # the first of a kind: after it stand those before and the next one
    for noun, which in _NUMBERED.findall(text):
        found.setdefault(noun.lower(), _number(which))
    for which, noun in _NTH.findall(text):
        found.setdefault(noun.lower(), str(_ORDINALS[which.lower()]))
    for which, noun in _QUARTER.findall(text) if _RESULTS.search(text) else ():
        found.setdefault(noun.lower(), str(_ORDINALS[which.lower()]))
    for one, other in _SCORE.findall(text):
        high, low = sorted((int(one), int(other)), reverse=True)
        found.setdefault("score", f"{high}-{low}")
    return tuple(sorted(f"{kind} {which}" for kind, which in found.items()))


def are_two(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each tells of another game, debate or quarter, or of another score."""
    kinds = {mark.split()[0] for mark in one} & {mark.split()[0] for mark in other}
    return any(mark.split()[0] in kinds for mark in {*one} ^ {*other})


def _number(word: str) -> str:
    return word if word.isdigit() else str(_NUMBERS[word.lower()])
