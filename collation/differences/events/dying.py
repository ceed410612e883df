"""The articles of a story in; how and of what somebody died where accounts exclude each other, out.

By the person's own hand or by the police: manners of death are complementary, and one person has
one. Of asphyxia or of heart failure: a cause of death that one report gives and another does not.
Both need the same person, by name, or by a word for who did it in a story of one such person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import load
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_SURE = 0.75
_SHOWN = 60  # characters of a side
_CLAUSE = 45  # characters around what was matched within which who it was stands
_DOER = re.compile(
    r"\b(?:gunm[ae]n|shooters?|attackers?|assailants?|suspects?|bombers?|killers?|hijackers?|"
    r"hostage[- ]takers?|perpetrators?|he|she|who)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:not|never|no|n['’]t|tried to|try to|trying to|attempt\w*|threaten\w*|want\w* to|"
    r"whether|if|could|might|may|would|years? ago|last year|previously|once|in 19\d\d)\b",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\b(?:died|dies?|dead|deaths?|killed)\b[^.;]{0,30}?"
    r"\b(?:of|from|due(?: to)?|was|caused by|resulted from|as|by|cites?|attributed to)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:autops|coroner|medical examiner|cause of (?:his |her )?death|died (?:of|from)|"
    r"death was (?:due|caused))",
    re.IGNORECASE,
)
#: A word of each report on a cause, and of each pattern of a manner.
_DEATH = ("autops", "coroner", "medical", "cause", "died", "death")
_VIOLENT = tuple("himsel hersel themsel self own suicide shot killed gunned".split())


@dataclass(frozen=True, slots=True)
class _Told:
    covered: Covered
    value: str
    span: Span
    sentence: Span
    voice: Voice
    holder: int | None
    names: frozenset[str]  # of people in the clause, across the story


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Manners, then causes, of one death."""
    yield from _manners(scene)
    yield from _causes(scene)


@cache
def _manner_patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        value: re.compile(r"\b(?:" + "|".join(patterns) + r")", re.IGNORECASE)
        for value, patterns in load("deaths")["manner"].items()
    }


def _manners(scene: Scene) -> Iterator[Discrepancy]:
    found: list[_Told] = []
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, _VIOLENT):
            text = covered.text(sentence.span)
            for value, pattern in _manner_patterns().items():
                match = pattern.search(text)
                if match is None:
                    continue
                low = max(0, match.start() - _CLAUSE)
                if _NOT_SO.search(text[low : match.end()]):
                    continue
                at = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                told = _told(scene, covered, value, at, sentence.span)
                if told.names or _DOER.search(text[low : match.end()]):
                    found.append(told)
    rows = _excluding(found)
    if rows:
        who = sorted(frozenset.intersection(*(r.names for r in rows)) or {""})[0]
        yield _difference(scene, Kind.MANNER, f"how {who or 'the gunman'} died", rows)


def _excluding(found: Sequence[_Told]) -> list[_Told]:
    """The tellings of two manners, if two independent accounts each give only one of them."""
    values: dict[str, set[str]] = defaultdict(set)
    for told in found:
        values[told.covered.id].add(told.value)
    single = [told for told in found if len(values[told.covered.id]) == 1]
    rows = [
        one
        for one in single
        if any(
            one.value != other.value
            and one.covered.group != other.covered.group
            and (not one.names or not other.names or one.names & other.names)
            for other in single
        )
    ]
    return rows


def _causes(scene: Scene) -> Iterator[Discrepancy]:
    """Causes that reports on one person's death give, one of which the other lacks."""
    tellings: list[_Told] = []
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, _DEATH):
            text = covered.text(sentence.span)
            if not _REPORT.search(text):
                continue
            died = _DIED.search(text)
            if died is None or _NOT_SO.search(text[max(0, died.start() - 20) : died.end()]):
                continue
            matches = [
                (m.start(), value, m)
                for value, pattern in _cause_patterns().items()
                for m in [pattern.search(text, died.start())]
                if m is not None
            ]
            if not matches:
                continue
            _, value, match = min(matches)
            low = max(died.start(), match.end() - _SHOWN)
            at = Span(sentence.span.start + low, sentence.span.start + match.end())
            tellings.append(_told(scene, covered, value, at, sentence.span))
    named = {name for told in tellings for name in _printed(scene, told)}
    if len(named) != 1:
        return  # "he" may be any of two
    [name] = named
    if len({told.value for told in tellings}) > 1 and len({t.covered.id for t in tellings}) > 1:
        yield _difference(scene, Kind.CAUSE, f"what {name} died of", tellings)


def _printed(scene: Scene, told: _Told) -> set[str]:
    """The people of a clause whose surname it prints."""
    words = told.covered.text(told.sentence)
    low, high = told.sentence.start, told.span.end
    clause = words[: high - low]
    return {name for name in told.names if re.search(rf"\b{re.escape(name.split()[-1])}\b", clause)}


@cache
def _cause_patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        value: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)
        for value, words in load("deaths")["cause"].items()
    }


def _told(scene: Scene, covered: Covered, value: str, at: Span, sentence: Span) -> _Told:
    """A telling with the names of its clause and the voice of the claim that it stands in."""
    low, high = max(sentence.start, at.start - _CLAUSE), min(sentence.end, at.end + 10)
    voice, holder, names = Voice.OUTLET, None, set[str]()
    for claim in covered.reading.claims:
        if claim.sentence == sentence and claim.span.overlaps(at):
            for number in (claim.subject_person, claim.object_person):
                name = scene.somebody(covered, number)
                if name is not None:
                    names.add(name)
            if claim.voice is not Voice.OUTLET:
                voice, holder = claim.voice, claim.holder
    if not names:
        for person in covered.reading.people:
            near = any(low <= m.start and m.end <= high for m in person.mentions)
            name = scene.somebody(covered, person.number) if near else None
            if name is not None and person.number != holder:
                names.add(name)
    end = min(at.end, at.start + _SHOWN)
    return _Told(
        covered, value, Span(at.start, end), sentence, voice, holder, frozenset(names)
    )  # fmt: skip


def _difference(scene: Scene, kind: Kind, subject: str, rows: Sequence[_Told]) -> Discrepancy:
    found = difference(
        scene,
        kind,
        Severity.HARD,
        subject,
        [Evidence(r.covered.id, r.span, r.sentence, r.value) for r in rows],
        _SURE,
        [(r.voice, scene.person(r.covered, r.holder), r.value) for r in rows],
    )
    if kind is Kind.CAUSE:
        return replace(found, between=Between.SOURCES, severity=Severity.HARD)
    return found
