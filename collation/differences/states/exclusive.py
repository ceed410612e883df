"""The accounts of one story in; decisions and states of which one excludes the other, out.

One body decides one case once, and one bearer has one state at one hour: "cleared" and "found
guilty", "closed" and "open". What an account tells of both is stages, and what is dated otherwise
is another act or a later state; other counts, other bodies and other people are other cases.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from collation.coverage import Covered
from collation.differences.factuality import Factuality, factuality, tells
from collation.differences.kin import himself
from collation.differences.scene import Scene, difference
from collation.differences.states import departures
from collation.differences.states.bearers import bearer, is_general, one_bearer, spoken
from collation.differences.states.frames import Set, Telling, tellings
from collation.differences.states.occasions import (
    Standing,
    at_one_time,
    bodies,
    is_background,
    one_body,
    one_matter,
)
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span

_SURE, _LESS = 0.8, 0.65
_EARLIER = re.compile(
    r"\b(?:earlier|previous(?:ly)?|formerly|once|initially|originally|at first|first|last (?:year|"
    r"month|season|spring|summer|autumn|fall|winter)|(?:years?|months?|weeks?|decades?) "
    r"(?:ago|before|earlier)|since (?:19|20)\d\d|always|often|usually|sometimes|"
    r"every|each|twice|repeatedly|another|ever|ultimately|if|whenever|would|could|should|"
    r"(?-i:may)|might)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad\b(?! (?:a|an|the|no|his|her|to|power|electricity|water)\b)")
_IN_YEAR = re.compile(r"\bin (?:19|20)\d\d\b")
_AHEAD = 22  # characters before a claim in which it is only planned or wished
_TO_DO = re.compile(
    r"\b(?:intend\w*|plan\w*|want\w*|hop\w+|vow\w*|agree\w*|refus\w*|declin\w*|fail\w*|try\w*|"
    r"tried|threaten\w*|expected|likely|due|set|need\w*|like|promise[sd]?|pledge[sd]?|seek\w*|"
    r"sought|urg\w+|asked|ordered|move[sd]?|vot\w+|decid\w+|continu\w+) to \w{0,3}$|to $",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"^\W*(?:towards?|of|for|from|about|on|in|at|against|before|without)\s+(?:\w+ly\s+)?\w+ing\b",
    re.IGNORECASE,
)
_ROOT = 4  # letters by which a verb is known
_ATTRIBUTE = re.compile(r"^\W*\w+(?:ed|en)\b")


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy a set and bearer; but how somebody left a post is told by `departures`."""
    told_of: list[set[tuple[str, Span]]] = []
    told: dict[Set, list[tuple[Covered, Claim, Telling]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            for telling in tellings(covered, claim):
                told[telling.frame.of].append((covered, claim, telling))
    for _, rows in sorted(told.items(), key=lambda row: row[0].name):
        if len({telling.frame.pole for *_, telling in rows}) > 1:
            standings = [s for row in rows if (s := _standing(scene, *row)) is not None]
            for one in _opposed(scene, standings):
                places = {(row.article, row.sentence) for row in one.evidence}
                if not any(len(places & before) > 1 for before in told_of):
                    told_of.append(places)
                    yield one


def _standing(scene: Scene, covered: Covered, claim: Claim, telling: Telling) -> Standing | None:
    """What a claim tells as so, of a bearer that is known; None for anything else."""
    of = telling.frame.of
    allowed = ("actual",) if of.decided else ("actual", "necessary")
    if claim.modality not in ((*allowed, "future") if of.future else allowed):
        return None
    words = covered.text(telling.clause)
    if _HAD.search(words) and of.kind == "status":
        return None
    if _EARLIER.search(words) or (of.kept is not None and not of.kept.search(words)):
        return None
    if claim.when is None and _IN_YEAR.search(words):
        return None
    if of.near is not None and not of.near.search(covered.text(claim.sentence)):
        return None
    if not tells(covered, claim) or is_background(covered, claim):
        return None
    if _DOING.match(covered.text(claim.span)):
        return None
    low = max(claim.sentence.start, claim.span.start - _AHEAD)
    if claim.modality == "actual" and _TO_DO.search(
        covered.article.text[low : claim.span.start] + covered.text(claim.span)[:3]
    ):
        return None
    first = _ATTRIBUTE.match(covered.text(claim.span)) if claim.passive else None
    if first is not None and first.group().lower().startswith(claim.predicate[:_ROOT]):
        return None  # "blocked probes"
    if claim.modality == "actual" and factuality(covered, claim) in (
        Factuality.OPEN, Factuality.HEDGED
    ):  # fmt: skip
        return None
    if telling.person is not None and himself(covered, claim, telling.person) is None:
        return None
    whose = bearer(scene, covered, claim, telling)
    return None if whose is None else Standing(covered, claim, telling.frame, telling.clause, whose)


def _opposed(scene: Scene, found: Sequence[Standing]) -> Iterator[Discrepancy]:
    """The standings of one bearer in two poles, one discrepancy a bearer."""
    done: set[Standing] = set()
    for one in found:
        if one in done:
            continue
        same, grown = [one], True
        while grown:
            more = [
                other for other in found
                if other not in same
                and any(s.pole != other.pole and _one_case(scene, found, s, other) for s in same)
            ]  # fmt: skip
            same, grown = same + more, bool(more)
        if len(same) > 1:
            done |= set(same)
            kept = _without_stages(scene, found, same)
            if kept and not _told_elsewhere(scene, kept):
                yield _told(scene, kept)


def _told_elsewhere(scene: Scene, rows: Sequence[Standing]) -> bool:
    """Whether `departures` weighs all of it: how somebody left a post, in plain verbs."""
    return rows[0].frame.of.name == "leaving" and all(
        departures.reads(scene, row.covered, row.claim) for row in rows
    )


def _one_case(scene: Scene, found: Sequence[Standing], one: Standing, other: Standing) -> bool:
    if one.covered.id == other.covered.id and one.in_headline(scene) == other.in_headline(scene):
        return False
    of = one.frame.of
    if frozenset((one.pole, other.pole)) in of.agree:
        return False
    heads = {one.bearer.head, other.bearer.head}
    if of.either and not heads & of.either and not (bodies(one) and bodies(other)):
        return False
    if of.name == "leaving" and not departures.one_post(
        (one.covered, one.claim), (other.covered, other.claim)
    ):
        return False
    lone = _is_lone(scene, found, one) and _is_lone(scene, found, other)
    return (
        one_bearer(scene, one, other, lone=lone)
        and one_body(one, other)
        and one_matter(one, other)
        and at_one_time(scene, one, other)
    )


def _is_lone(scene: Scene, found: Sequence[Standing], one: Standing) -> bool:
    """Whether its account, or the headline alone, tells the set's poles of one bearer only."""
    head = one.in_headline(scene)
    own = [
        s.bearer for s in found
        if s.covered.id == one.covered.id and s.in_headline(scene) == head
    ]  # fmt: skip
    return len({b.id for b in own if not is_general(b)}) <= 1


def _without_stages(
    scene: Scene, found: Sequence[Standing], same: Sequence[Standing]
) -> list[Standing]:
    """The same; none where an account tells of both poles, but in its headline and below it."""
    names = {s.bearer.id for s in same}
    rows = [*same, *(s for s in found if s.bearer.id in names and s not in same)]
    poles: dict[str, set[str]] = defaultdict(set)
    for standing in rows:
        poles[standing.covered.id].add(standing.pole)
    both = [id for id, told in poles.items() if len(told) > 1]
    for id in both:
        own = [s for s in rows if s.covered.id == id]
        heads = {s.pole for s in own if s.in_headline(scene)}
        below = {s.pole for s in own if not s.in_headline(scene)}
        if len(heads) == 1 and len(below) == 1 and heads != below:
            return [s for s in same if s.covered.id == id]
    return [] if both else list(same)


def _told(scene: Scene, rows: Sequence[Standing]) -> Discrepancy:
    of = rows[0].frame.of
    bearers = [row.bearer for row in rows]
    asks = of.asks.replace("{} was", "{} were") if any(b.plural for b in bearers) else of.asks
    return difference(
        scene, Kind(of.kind), Severity.HARD, asks.format(spoken(bearers)),
        [Evidence(r.covered.id, r.claim.span, r.claim.sentence, r.pole) for r in rows], _SURE,
        [(r.claim.voice, scene.person(r.covered, r.claim.holder), r.pole) for r in rows],
    )  # fmt: skip
