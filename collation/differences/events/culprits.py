"""Words of an account in; the sides they name, and the act that is laid at somebody's door, out.

"Moscow", "the Kremlin" and "Russia's president" are one side, as are "ISIS" and "the Islamic
State": the same side by another name is no other culprit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from collation.bodies import body_key
from collation.coverage import Covered
from collation.differences.words import content_stems, load, stem
from collation.names import countries, fold
from extraction.annotations import Span

_WORD = re.compile(r"[A-Za-z][A-Za-z.'’-]*")
_OWNED = re.compile(r"['’]s$")
_LONGEST = 2  # words of a country's name or a group's
_BACKED = re.compile(r"-(?:backed|led|linked|sponsored|allied|affiliated)$")
_ARTICLE = frozenset(("united states", "netherlands", "philippines"))
_REACH = 80  # characters from a cue to its act
_NARROW = 40  # characters before an act in which its kind is told
_BACK = 300  # characters before an act in which it may have been told in full
_TARGET = re.compile(
    r"[”\"]?(\s+(?:on|against|of|at|in|near|targeting)\s+[^.,;:“”\"\n]{2,60}(?![\w’']))"
)
_LEADING = re.compile(r"(?:[\w’'-]+\s+){0,2}$")
#: Where what is said of an act ends, and the sentence goes on.
_ON = re.compile(
    r"\s+(?:that|which|who|when|after|before|while|because|and\s+(?:said|urged|vowed|has|had|the)|"
    r"in\s+(?:an?\s+)?(?:effort|attempt|order|response|retaliation)|was|were|is|are|has|had)\b.*$"
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act as an account tells it, with what tells it from another: all in stems."""

    kinds: frozenset[str]
    nouns: frozenset[str]  # what an act of its kinds is called
    before: frozenset[str]  # what narrows it: "chemical"
    target: frozenset[str]  # on whom and where
    names: frozenset[str]  # the proper names among them, as printed
    words: str
    clear: int  # how many words a reader knows it by, names twice


def sides(covered: Covered, place: Span) -> frozenset[str]:
    """The sides that a stretch names: a country, a group's name, "=" and a name for any other."""
    found = set(_collective(covered.text(place)))
    for person in covered.reading.people:
        if person.kind == "person" and any(
            place.overlaps(mention) and covered.text(mention)[:1].isupper()
            and covered.text(mention).lower() not in ("he", "she", "his", "her")
            for mention in person.mentions
        ):  # fmt: skip
            held = {side for role in person.roles for side in _collective(role)}
            found |= held or {f"={fold(person.name.split()[-1])}"}
    for name in covered.reading.names:
        if name.span.start >= place.end:
            break
        body = name.kind == "organisation" and name.span.overlaps(place)
        if body and not any(_collective(name.text)):
            found.add(f"={body_key(name.text)}")
    return frozenset(found)


def is_people(named: frozenset[str], covered: Covered) -> bool:
    """Whether the sides are people by their own names only."""
    people = {
        f"={fold(person.name.split()[-1])}"
        for person in covered.reading.people
        if person.kind == "person"
    }
    return named <= people


def spoken(side: str) -> str:
    """A side as a reader knows it: "the United States"."""
    if side.startswith("=") or side in countries().values():
        name = side.lstrip("=").title()
        return f"the {name}" if side in _ARTICLE else name
    return side


def _collective(text: str) -> Iterator[str]:
    words = [_OWNED.sub("", word) for word in _WORD.findall(text)]
    at = 0
    while at < len(words):
        for size in range(_LONGEST, 0, -1):
            side = _side(" ".join(words[at : at + size]).rstrip("."))
            if side is not None:
                yield side
                at += size - 1
                break
        at += 1


def _side(printed: str) -> str | None:
    printed = _BACKED.sub("", printed)
    small = printed.lower()
    if small in _groups():
        return _groups()[small]
    if not printed[:1].isupper() or printed == "Us":
        return None
    return _seats().get(small) or countries().get(fold(printed))


@cache
def _groups() -> dict[str, str]:
    return {word: name for name, words in load("culprits")["groups"].items() for word in words}


@cache
def _seats() -> dict[str, str]:
    return {word: name for name, words in load("culprits")["seats"].items() for word in words}


# ------------------------------------------------------------------------ acts


def tells_act(words: str) -> bool:
    """Whether a sentence has a noun for an act."""
    return _acts().search(words) is not None


def act_near(covered: Covered, sentence: Span, cue: Span, doer: Span) -> Act | None:
    """The act nearest to a cue, outside the doer's name; places are offsets in the sentence.

    "The attack" alone is the last one before it that says on whom, or of what kind.
    """
    words = covered.text(sentence)
    found = [
        match for match in _acts().finditer(words)
        if (match.end() <= doer.start or match.start() >= doer.end)
        and cue.start - _REACH <= match.start() <= cue.end + _REACH
    ]  # fmt: skip
    if not found:
        return None
    near = min(found, key=lambda m: max(cue.start - m.end(), m.start() - cue.end, 0))
    until = cue.start if near.start() < cue.start else len(words)
    act = _read(words[:until] if near.end() <= until else words, near)
    if act.target or act.before:
        return act
    end = sentence.start + near.start()
    text = covered.article.text[max(0, end - _BACK) : end]
    for match in reversed(list(_acts().finditer(text))):
        told = _read(text, match)
        if (told.target or told.before) and (told.kinds & act.kinds or "attack" in act.kinds):
            return told
    return act


def _read(words: str, near: re.Match[str]) -> Act:
    """An act at its noun with what narrows it before, and on whom and where behind."""
    behind = _TARGET.match(words, near.end())
    target = _ON.sub("", behind.group(1)) if behind else ""
    leading = _LEADING.search(words[max(0, near.start() - _NARROW) : near.start()])
    plain = frozenset(load("culprits")["plain"]["words"])
    before = [
        word for word in (leading.group().split() if leading else [])
        if _OWNED.sub("", word.lower()) not in plain
    ]  # fmt: skip
    names = re.findall(r"\b[A-Z]\w+", target)
    noun = _single(near.group().lower())
    kinds = frozenset(kind for kind, nouns in _kinds().items() if noun in nouns)
    narrow = " ".join(w for w in before if not w.endswith(("ed", "ing")))
    told = " ".join(f"the {narrow} {near.group()}{target}".split())
    return Act(
        kinds,
        frozenset(stem(noun) for kind in kinds for noun in _kinds()[kind]),
        content_stems(narrow),
        content_stems(target),
        frozenset(names),
        told,
        len(content_stems(target)) + len(names),
    )


def _single(noun: str) -> str:
    return noun.removesuffix("s") if not noun.endswith("ss") else noun


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {kind: frozenset(nouns) for kind, nouns in load("culprits")["acts"].items()}


@cache
def _acts() -> re.Pattern[str]:
    nouns = sorted((noun for nouns in _kinds().values() for noun in nouns), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(nouns)})s?\b", re.IGNORECASE)
