"""The verb and the nouns of a clause in; of which class of happenings it tells, out.

The classes are those of `data/moments.toml`: "hand in one's resignation" and "quit" are of one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from collation.coverage import Covered
from collation.differences.words import family, load
from extraction.annotations import Claim

IT = frozenset({"it", "this", "that", "which"})
_HYPHENED = re.compile(r"\b(\w+-(\w+?))(?:s\b|\b)")
_IS_TO = re.compile(
    r"\b(?:is|are|was|were) (?:now |also )?to ([a-z]+)(?: (?:her|his|their|its|the|a|an) ([a-z]+))?"
)
_LAST = re.compile(r"(?<!the )\blast (\w+)")
_BEHIND = 20  # characters behind a clause in which stands what the parse left out of it
_ADVERBS = frozenset({"away", "out", "up", "down", "off", "in", "over", "ashore", "free"})


@dataclass(frozen=True, slots=True)
class Sort:
    """A class of happenings."""

    name: str
    who: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    phrases: frozenset[tuple[str, str]]
    things: frozenset[str]
    bare: frozenset[str]
    lasts: bool
    same: bool  # two accounts must call it by the same noun
    grain: str
    gap: int
    behind: frozenset[tuple[str, str]] = frozenset()  # "walk free": what the parse may lose


@cache
def sorts() -> tuple[Sort, ...]:
    """The classes of `data/moments.toml`."""
    return tuple(map(_sort, load("moments")["happening"]))


def _sort(row: Mapping[str, Any]) -> Sort:  # Any: a TOML table
    nouns, verbs, things, bare = (
        frozenset(row.get(words, ())) for words in ("nouns", "verbs", "things", "bare")
    )
    phrases = frozenset(tuple(words.rsplit(" ", 1)) for words in row.get("phrases", ()))
    lasts, same = row.get("lasts", False), row.get("same", False)
    grain, gap = row.get("grain", "month"), row.get("gap", 0)
    behind = frozenset(tuple(words.split()) for words in row.get("behind", ()))
    return Sort(
        row["name"],
        row["who"],
        nouns,
        verbs,
        phrases,
        things,
        bare,
        lasts,
        same,
        grain,
        gap,
        behind,
    )


@cache
def _last() -> Sort:
    """What was done for the last time, whatever it is: there is one such time."""
    none: frozenset[str] = frozenset()
    return Sort("last", "thing", none, none, frozenset(), none, none, False, False, "year", 40_000)


@cache
def _office() -> Sort:
    """The start of somebody's time in an office."""
    none: frozenset[str] = frozenset()
    return Sort(
        "office", "person", none, none, frozenset(), none, none, False, False, "year", 40_000
    )


@cache
def _by_word() -> tuple[Mapping[str, tuple[Sort, ...]], ...]:
    """The classes by noun, verb, phrase, bare verb, and verb of what the parse may lose."""
    tables: tuple[dict[str, list[Sort]], ...] = ({}, {}, {}, {}, {})
    for sort in sorts():
        phrased = {f"{verb.split()[0]} {noun}" for verb, noun in sort.phrases}
        behind = {verb for verb, _ in sort.behind}
        rows = (sort.nouns, sort.verbs, phrased, sort.bare, behind)
        for table, words in zip(tables, rows, strict=True):
            for word in words:
                table.setdefault(word, []).append(sort)
    return tuple({word: tuple(found) for word, found in table.items()} for table in tables)


@cache
def words_of(kind: str) -> frozenset[str]:
    """A list of verbs of `data/moments.toml`."""
    return frozenset(load("moments")[kind])


@lru_cache(maxsize=20_000)
def body_of(noun: str) -> str:
    """The first name of a body that acts; the noun itself for what has one name."""
    for words in load("moments")["bodies"]:
        if noun in words:
            return str(words[0])
    return noun


def forms_of(claim: Claim) -> list[str]:
    """Its verb as the classes print it: with its particle, or without."""
    if claim.particle:
        return [f"{claim.predicate} {claim.particle}"]
    adverbs = [word for word in claim.modifiers if word in _ADVERBS]
    return [f"{claim.predicate} {word}" for word in adverbs] or [claim.predicate]


def joined(covered: Covered, claim: Claim) -> Claim:
    """A claim with nouns as printed ("kick-off" for "off"), and with what somebody "is to" do."""
    text = covered.text(claim.span)
    if claim.predicate == "be":
        match = _IS_TO.search(text)
        if match is not None and match[1] != "be":
            noun = match[2] or ""
            return replace(claim, predicate=match[1], object=noun, modality="future", passive=False)
    if "-" not in text:
        return claim
    known = _by_word()[0]
    whole = {
        match[2].lower(): match[1].lower()
        for match in _HYPHENED.finditer(text)
        if match[1].lower() in known
    }
    if not whole:
        return claim
    nouns = [whole.get(noun, noun) for noun in (claim.subject, claim.object)]
    return replace(claim, subject=nouns[0], object=nouns[1])


def sorts_of(
    covered: Covered, claim: Claim, known: list[tuple[Sort, str]]
) -> list[tuple[Sort, str]]:
    """The classes of a claim, each with the phase of it that is told."""
    nouns, verbs, phrases, bare, behind = _by_word()
    base = claim.predicate.split()[0]
    beside = {claim.object, *(noun for _, noun in claim.obliques), *claim.modifiers} - {""}
    patient = claim.object if claim.passive else claim.subject
    forms = forms_of(claim)
    found: list[tuple[Sort, str]] = []
    for form in forms:
        for sort in verbs.get(form, ()):
            if not sort.things or {patient, claim.object} & sort.things:
                found.append((sort, ""))
    for noun in beside | {claim.subject}:
        found += [(sort, "") for sort in phrases.get(f"{base} {noun}", ())]
    for sort in bare.get(base, ()):
        if claim.subject in sort.things:
            found.append((sort, ""))
    if base in behind:
        words = covered.article.text[claim.span.start : claim.span.end + _BEHIND].lower().split()
        near = {word.strip(",.;:") for word in words}
        found += [
            (sort, "") for sort in behind[base]
            if any(verb == base and word in near for verb, word in sort.behind)
        ]  # fmt: skip
    if base != "be" and is_last(covered, claim):
        found.append((_last(), family("predicate", base)))
    if base == "become" or (base == "be" and any(word == "since" for word, _ in claim.obliques)):
        found.append((_office(), claim.object))
    comes, holds = words_of("comes"), words_of("holds")
    begins, ends, opens = words_of("begins"), words_of("ends"), words_of("opens")
    for sort in nouns.get(patient, ()):
        phase = _phase(sort, forms, comes | (holds if claim.passive else frozenset()), begins, ends)
        if phase is not None:
            found.append((sort, phase))
    if not claim.passive:
        for sort in nouns.get(claim.object, ()):
            phase = _phase(sort, forms, holds, opens if sort.lasts else frozenset(), ends)
            if phase is not None:
                found.append((sort, phase))
    if not found and claim.subject in IT:
        for sort, _ in known:
            phase = _phase(sort, forms, comes - {"be", "take"}, begins, ends)
            if phase is not None:
                found.append((sort, phase))
    return found


def is_last(covered: Covered, claim: Claim) -> bool:
    """ "Last won the cup in": not "won last week"."""
    if "last" in claim.modifiers:
        return True
    match = _LAST.search(covered.text(claim.span))
    return match is not None and match[1][:2] == claim.predicate[:2]


def _phase(
    sort: Sort,
    forms: list[str],
    comes: frozenset[str],
    begins: frozenset[str],
    ends: frozenset[str],
) -> str | None:
    if not comes.isdisjoint(forms):
        return ""
    if not begins.isdisjoint(forms):
        return ""
    if sort.lasts and not ends.isdisjoint(forms):
        return "end"
    return None


def told_of(covered: Covered, claims: list[Claim]) -> list[tuple[Sort, str]]:
    """The one happening that a sentence names, or tells of: what "it" is behind it."""
    return _named(claims) or [row for claim in claims for row in sorts_of(covered, claim, [])]


def _named(claims: list[Claim]) -> list[tuple[Sort, str]]:
    nouns = _by_word()[0]
    found = [
        (sort, noun) for claim in claims for noun in (claim.subject, claim.object)
        for sort in nouns.get(noun, ())
    ]  # fmt: skip
    return found if len({sort.name for sort, _ in found}) == 1 else []
