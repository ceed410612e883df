"""The articles of several outlets in; what two tell that matters and others lack wholly, out.

What matters is a list of things an editor wants told (`data/matters.toml`: an admission, a denial,
an arrest, a state of emergency …), and the names of the dead. It is told where sentences of two
independent accounts have it and share what they are about; it is lacking where an account has no
word for it anywhere, so that no paraphrase can hide it. Two independent witnesses are what tells
news from a writer's detail (pyramid scoring: Nenkova and Passonneau 2004 weigh a content unit by
the number of texts that have it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from collation.differences.concepts import concept_of_root
from collation.differences.furniture import is_furniture
from collation.differences.omissions.matters import Thing, things
from collation.differences.omissions.owed import (
    carries,
    is_former,
    is_later,
    is_old,
    is_older,
    negates,
)
from collation.differences.omissions.retold import can_lack, refuses, retold
from collation.differences.omissions.uncounted import find_uncounted
from collation.differences.omissions.unnamed import find_unnamed
from collation.differences.omissions.worded import worded
from collation.differences.phrasing import begins, is_empty
from collation.differences.scene import Scene, difference
from collation.differences.telling import Line, Telling, Word, quoted_at, weigh
from collation.differences.words import family, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span

_AROUND = 40  # characters each side of the word that are pointed at
_OPENS = 30  # characters in which a sentence names its subject
_BEHIND, _AHEAD = 10, 6  # words around the one that tells: what it is that is told
_SHOWN = 3  # an event; what comes after is kept below the threshold
_UNSHOWN = 0.5
_WORDS = 3  # at least, around the word that tells
_CHARGED = 0.3  # of what is denied: who does not tell it need not print the denial
_PAUSE = re.compile(
    r"[,;:–—]\s|\s-+\s|\b(?:and|but|after|before|when|while|although|because|saying)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|whether)\b", re.IGNORECASE)
_OPENING = 4  # sentences
_NOBODY = frozenset("he she it they him her them who whom that which himself herself".split())
_TOLD = frozenset({"actual", "alleged", "future"})
_UNTOLD = frozenset({"unreal", "impossible"})


@dataclass(frozen=True, slots=True)
class _Lack:
    thing: Thing
    lines: tuple[Line, ...]  # best pair first, then one of each further account that tells it
    lacking: tuple[str, ...]
    confidence: float
    about: frozenset[str]  # names of the story
    spare: tuple[Line, ...]  # others that tell it, for the subject line


def find(scene: Scene) -> Iterator[Discrepancy]:
    """What some accounts lack, the surest few of an event."""
    return iter(_found(scene))


@lru_cache(maxsize=1)  # asked for once more by those who look for what is not found here
def _found(scene: Scene) -> tuple[Discrepancy, ...]:
    told = scene.told
    return (
        *find_unnamed(scene, told),
        *find_uncounted(scene, told),
        *_things_lacking(scene, told),
    )


def _things_lacking(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    """Things of the list that some accounts lack."""
    lacks = sorted(
        (lack for thing in things() for lack in _lacks(scene, thing, told)),
        key=lambda lack: (-lack.confidence, lack.thing.name),
    )
    taken: set[tuple[str, int]] = set()
    shown = 0
    for lack in lacks:
        places = {(line.covered.id, line.number) for line in lack.lines[:2]}
        if places & taken:
            continue
        taken |= places
        for report in _told(scene, lack, lack.confidence if shown < _SHOWN else _UNSHOWN):
            shown += 1
            yield report


def _lacks(scene: Scene, thing: Thing, told: Sequence[Telling]) -> Iterator[_Lack]:
    having = {
        t.id: [line for line in t.having(thing.told) if _tells(scene, thing, line)] for t in told
    }
    tellers = [t for t in told if having[t.id]]
    known = [t.covered for t in tellers]
    lacking = [
        t
        for t in told
        if t.stems.isdisjoint(thing.also) and not is_older(t.covered, known) and can_lack(t.covered)
    ]
    if not lacking or len({t.covered.group for t in tellers}) < 2:
        return
    about = scene.central | _headed(told)
    common = frozenset.intersection(*(telling.stems for telling in told))
    best: tuple[float, tuple[Line, Line]] | None = None
    for one, other in combinations(tellers, 2):
        if one.covered.group == other.covered.group:
            continue
        for first in having[one.id]:
            for second in having[other.id]:
                score = _alike(scene, thing, first, second, about)
                if score and (best is None or score > best[0]):
                    best = score, (first, second)
    if best is None:
        return
    score, pair = best
    more = []
    for telling in tellers:
        if telling.id not in {line.covered.id for line in pair}:
            rows = [
                (min(_alike(scene, thing, line, one, about) for one in pair), -line.number)
                for line in having[telling.id]
            ]
            fit, number = max(rows)
            if fit:
                more.append(telling.lines[-number])
    groups_told = len({line.covered.group for line in (*pair, *more)})
    whom = frozenset().union(*(_whom(scene, thing, line) for line in (*pair, *more)))
    lines = (*pair, *more)
    lacking = [
        t for t in lacking
        if not (thing.act and any(is_later(line, _word(thing, line).start, t) for line in lines))
        and not _weakly(scene, thing, t, whom)
        and not _otherwise(thing, t, lines, whom, common)
    ]  # fmt: skip
    if not lacking:
        return
    confidence = thing.sure + 0.1 * min(score, 1.0) + 0.03 * (groups_told - 2)
    if thing.act and all(is_old(line.covered, line.span) for line in lines):
        confidence = min(confidence, _UNSHOWN)  # true, and no news of this story
    spare = tuple(
        line for t in tellers for line in having[t.id]
        if line not in lines and any(_alike(scene, thing, line, one, about) for one in pair)
    )  # fmt: skip
    ids = tuple(sorted(t.id for t in lacking))
    yield _Lack(thing, lines, ids, min(confidence, 0.9), about, spare)


def _tells(scene: Scene, thing: Thing, line: Line) -> bool:
    if thing.near and line.stems.isdisjoint(thing.near):
        return False
    at = _word(thing, line)
    if is_furniture(line.covered.text(line.span)) or scene.in_caption(line.covered, line.span):
        return False
    if is_former(line, at.start):
        return False
    if _IF.search(line.covered.article.text, line.span.start, at.start):
        return False
    if not thing.like.search(line.covered.text(line.span)):
        return False
    if thing.unlike is not None and thing.unlike.search(line.covered.text(line.span)):
        return False
    acts = _acts(thing, line)
    if acts:
        if not any(c.modality in _TOLD and (c.polarity or thing.negative) for c in acts):
            return False
    elif thing.act or any(
        c.sentence == line.span
        and c.span.start <= at.start < c.span.end
        and (c.modality in _UNTOLD or not (c.polarity or thing.negative))
        for c in line.covered.reading.claims
    ):
        return False
    return thing.quoted or not quoted_at(line.covered, _pointed(thing, line))


def _acts(thing: Thing, line: Line) -> list[Claim]:
    """The claims of a sentence whose verb tells the thing."""
    return [
        claim for claim in line.covered.reading.claims
        if claim.sentence == line.span and stem(claim.predicate) in thing.told
    ]  # fmt: skip


def _word(thing: Thing, line: Line) -> Word:
    return next(word for word in line.words if word.stem in thing.told)


def _headed(told: Sequence[Telling]) -> frozenset[str]:
    """Names that stand in two headlines, or in the opening of half of the accounts."""
    heads: Counter[str] = Counter()
    openings: Counter[str] = Counter()
    for telling in told:
        heads.update(telling.named_in(telling.lines[:1]))
        openings.update(telling.named_in(telling.lines[:_OPENING]))
    return frozenset(
        name for name, count in openings.items() if heads[name] > 1 or 2 * count >= len(told)
    )


def _alike(scene: Scene, thing: Thing, one: Line, other: Line, about: frozenset[str]) -> float:
    """How alike two sentences that tell the thing are beside it; 0 where they are not enough."""
    ignored = frozenset() if thing.own else thing.told
    shared = (one.stems & other.stems) - ignored
    sum_ = weigh(shared)
    similar = sum_ / max(1.0, min(weigh(one.stems - ignored), weigh(other.stems - ignored)))
    if thing.story:
        return max(similar, 0.1)
    if (sum_ < thing.least or similar < thing.similar) and not (
        thing.loose and shared & about and _acts(thing, one) and _acts(thing, other)
    ):  # fmt: skip
        return 0.0
    if thing.placed and _differ(one.named, other.named):
        return 0.0
    if thing.act and not thing.patient and _differ(_object(thing, one), _object(thing, other)):
        return 0.0
    if (one.named or other.named) and about.isdisjoint(one.stems | other.stems):
        return 0.0  # names, and none of this story: it is told of another
    if _differ(_whom(scene, thing, one), _whom(scene, thing, other)):
        return 0.0
    return similar


def _whom(scene: Scene, thing: Thing, line: Line) -> frozenset[str]:
    """Who does what is told, or to whom it is done where the thing has a patient."""
    found = set()
    for claim in _acts(thing, line):
        person = claim.object_person if thing.patient else claim.subject_person
        name = scene.somebody(line.covered, person)
        word = claim.object if thing.patient else ""
        if name is not None:
            found.add(name)
        elif thing.patient and word and word not in _NOBODY:
            found.add(family("counted", word))
    return frozenset(found)


def _weakly(scene: Scene, thing: Thing, telling: Telling, whom: frozenset[str]) -> bool:
    """Whether an account tells it in other words: "she insists she did not"."""
    return any(
        stem(claim.predicate) in thing.weak
        and scene.somebody(telling.covered, claim.subject_person) in whom
        for claim in telling.covered.reading.claims
    )


def _otherwise(
    thing: Thing,
    telling: Telling,
    lines: Sequence[Line],
    whom: frozenset[str],
    common: frozenset[str],
) -> bool:
    """Whether an account tells what these sentences do by other words."""
    if thing.refused:
        named = frozenset(stem(word) for name in whom for word in name.split())
        matters = [_about(thing, line, _behind(thing, line)) for line in lines]
        if max(retold(matter, telling, common) for matter in matters) < _CHARGED:
            return True
        clauses = [{word.stem for word in _clause(thing, line)} for line in lines]
        things = [words & line.named for words, line in zip(clauses, lines, strict=True)]
        if not carries(telling, things, named | common) or refuses(telling, named):
            return True
        deniers = named.union(*(_before(thing, line) for line in lines))
        return negates(telling, deniers, frozenset.intersection(*map(frozenset, clauses)) - named)
    words = _clause if thing.clause else _behind
    return any(
        retold(_about(thing, line, words(thing, line)), telling, common) >= thing.retold
        for line in lines
    )


def _about(thing: Thing, line: Line, behind: Sequence[Word]) -> set[str]:
    """What stands around the word that tells: behind it first, names left out."""
    at = _word(thing, line)
    words = [word.stem for word in behind][:_BEHIND]
    if len(words) < _WORDS:
        words += [word.stem for word in line.words if word.end <= at.start][-_AHEAD:]
    return set(words) - thing.told - line.named


def _clause(thing: Thing, line: Line) -> list[Word]:
    """The words behind the one that tells, up to where its clause ends."""
    behind = _behind(thing, line)
    pause = _PAUSE.search(line.covered.article.text, _word(thing, line).end, line.span.end)
    return [word for word in behind if pause is None or word.start < pause.start()]


def _object(thing: Thing, line: Line) -> frozenset[str]:
    """What is denied or owned up to; empty where that is only taken up ("denied the charge")."""
    start = _word(thing, line).start
    if not _clause(thing, line) or is_empty(line.covered.text(Span(start, line.span.end))):
        return frozenset()
    return frozenset(concept_of_root(word.stem) for word in _behind(thing, line)[:_BEHIND])


def _behind(thing: Thing, line: Line) -> list[Word]:
    return [word for word in line.words if word.start >= _word(thing, line).end]


def _before(thing: Thing, line: Line) -> frozenset[str]:
    """Stems of the names a sentence opens with, before the word that tells: whose denial it is."""
    end = min(_word(thing, line).start, line.span.start + _OPENS)
    return frozenset(word.stem for word in line.words if word.start < end) & line.named


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _pointed(thing: Thing, line: Line) -> Span:
    """The claim that tells, else the few words around the one that does."""
    at = _word(thing, line)
    for claim in _acts(thing, line):
        if (
            claim.span.start <= at.start < claim.span.end
            and claim.span.end - claim.span.start <= 2 * _AROUND
        ):  # fmt: skip
            return claim.span
    inside = [
        word for word in line.words
        if word.start >= at.start - _AROUND and word.end <= at.end + _AROUND
    ]  # fmt: skip
    return Span(inside[0].start, inside[-1].end)


def _told(scene: Scene, lack: _Lack, confidence: float) -> Iterator[Discrepancy]:
    evidence = [
        Evidence(line.covered.id, _pointed(lack.thing, line), line.span, "told")
        for line in lack.lines
    ]
    subject = worded(scene, [*_rows(lack, lack.lines), *_rows(lack, lack.spare)])
    if subject is None:
        return
    yield difference(
        scene, Kind.OMISSION, Severity.SOFT, f"{lack.thing.name}: “{subject}”", evidence,
        confidence, absent_in=lack.lacking,
    )  # fmt: skip


def _rows(lack: _Lack, lines: Sequence[Line]) -> list[tuple[Line, Span, int]]:
    """Sentences with what is pointed at and the word that tells, the best for a subject first."""
    thing = lack.thing
    rows = [(line, _pointed(thing, line), _word(thing, line).start) for line in lines]
    return sorted(
        rows,
        key=lambda row: (
            thing.act and not _clause(thing, row[0]),
            not thing.act and row[0].named.isdisjoint(lack.about),
            not begins(row[0], row[1]), row[0].number, row[0].covered.id,
        ),
    )  # fmt: skip
