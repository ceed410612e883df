"""The articles of a story in; what one account says was done and another says was not, out.

The act is compared in whatever construction it is told (`affirmed`): passive or active, by a verb
or its noun, with "not", "has yet to", "no" and "none", "untrue" behind it, under "denied that". Who
did it and to whom must not be two, one of them at least must be the same, and the denial may say
nothing that the affirmation lacks (natural logic's monotonicity, MacCartney & Manning 2009).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from collation.coverage import Covered
from collation.differences.acts import LIGHT
from collation.differences.clause import clause_at
from collation.differences.concepts import concept_weight, concepts_in, weigh_concepts
from collation.differences.events.affirmed import (
    Affirmed,
    affirmed,
    clause_of,
    denied_keys,
    keys_of,
)
from collation.differences.events.negation import another_time, is_degree, is_elsewhere
from collation.differences.events.occasion import one_day, one_occasion
from collation.differences.events.party import same, unsure
from collation.differences.onesided import has_denial
from collation.differences.propositions import names_somebody
from collation.differences.scene import Scene, difference
from collation.differences.words import stem
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span

_SURE = 0.75
_SOME = 1.5  # weight of what both clauses share beside act, doer and whom
_NAMED, _TOLD, _HEAVY = (
    1.2,
    2.5,
    5.0,
)  # weight of act and what both share: one is named, told, or none
_NARROWER = 1  # concepts of a denial that the affirmation may lack
_ROOT = 5  # letters by which a noun is found again
_RARE = 3.5  # weight of a thing that is given or had once in a story
_MOST = 3  # affirmations that are shown
_LONGEST = 90  # characters that are shown
_NOT_NARROWER = frozenset("never ever not even simply just actually really still yet also".split())
_YET = re.compile(r"\byet\b", re.IGNORECASE)  # "has yet to": `one_occasion` looks at it
#: What is done as a rule, or was done before.
_USUAL = re.compile(
    r"\b(?:prior|for (?:decades|years)|historically|always|typically|usually|often|"
    r"every (?:time|year)|at the (?:time|end|conclusion|close)|back then|afterwards?|eventually)\b",
    re.IGNORECASE,
)


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each denial that another account contradicts."""
    told = _told_acts(scene)
    done: set[tuple[str, Span]] = set()
    for key in sorted(told):
        denials = [one for one in told[key] if one.denied]
        if not denials or len(denials) == len(told[key]):
            continue
        for no in denials:
            where = (no.covered.id, no.claim.sentence)
            if where in done or not _clear(no):
                continue
            yeses = [
                yes for yes in told[key] if not yes.denied and _contradicts(scene, no, yes)
            ]  # fmt: skip
            if not yeses or any(_says_both(no, one) for one in told[key]):
                continue
            found = _told(scene, no, yeses)
            if found is not None:
                done.add(where)
                yield found


def _told_acts(scene: Scene) -> dict[str, list[Affirmed]]:
    """The acts that one account at least denies, by key."""
    denied: dict[str, set[tuple[str, Span]]] = defaultdict(set)
    for covered in scene.coverage.articles:
        for key, claim in denied_keys(scene, covered):
            denied[key].add((covered.id, claim.span))
    claims: dict[str, list[tuple[Covered, Claim]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            for key in keys_of(covered, claim):
                if key in denied:
                    claims[key].append((covered, claim))
    found: dict[str, list[Affirmed]] = {}
    for key, rows in claims.items():
        nos = [
            one
            for covered, claim in rows
            if (covered.id, claim.span) in denied[key]
            for one in [affirmed(scene, covered, claim, key)]
            if one is not None
        ]
        if any(one.denied for one in nos):
            found[key] = nos + [
                one
                for covered, claim in rows
                if (covered.id, claim.span) not in denied[key]
                for one in [affirmed(scene, covered, claim, key)]
                if one is not None
            ]
    return found


def _clear(no: Affirmed) -> bool:
    """Whether a denial is flat, and of the time that its account tells of."""
    told = Span(no.claim.sentence.start, clause_of(no.covered, no.claim).end)
    words = _YET.sub("", no.covered.text(told))
    if _USUAL.search(words):
        return False
    return not is_degree(no.covered.text(no.claim.span)) and not another_time(words)


def _contradicts(scene: Scene, no: Affirmed, yes: Affirmed) -> bool:
    if no.covered.group == yes.covered.group:
        return False
    around = yes.covered.text(yes.claim.sentence)
    if another_time(around) or _USUAL.search(around) or not one_occasion(scene, no, yes):
        return False
    doer, whom = same(no.doer, yes.doer), same(no.whom, yes.whom)
    if doer is False or (whom is False and not no.total):
        return False
    if no.refused and not doer:
        return False
    if set(no.claim.modifiers) - set(yes.claim.modifiers) - _NOT_NARROWER:
        return False  # "did not formally vote": they may have voted
    told = concepts_in(yes.covered, yes.claim.sentence)
    if (no.noun or yes.noun) and not (no.doer.vague and yes.doer.vague):
        told = yes.rest | {yes.doer.head, yes.whom.head}
    if no.whom and not yes.whom and not yes.noun and no.whom.head not in told:
        return False
    if no.turned_down and not (no.own and yes.doer and _denies_own(no)):
        return False  # a third party's doubt, or an act of nobody named: `denial` tells of those
    narrower = {w for w in no.rest - told if concept_weight(w) > 0.5}
    if len(narrower) > (_NARROWER if doer and whom else 0):
        return False
    if is_elsewhere(scene, no.covered, no.claim, yes.covered) or is_elsewhere(
        scene, yes.covered, yes.claim, no.covered
    ):
        return False
    shared = weigh_concepts((no.rest & told) - scene.central)
    day = one_day(no, yes)
    heavy = 2 * day + sum(map(concept_weight, no.key.split())) + shared
    if no.key in LIGHT and not no.noun:
        rare = bool(doer) or concept_weight(no.whom.head or "be") >= _RARE
        return bool(whom) and (shared >= _SOME or (rare and not no.rest))
    if no.key.startswith("be ") and not doer:
        return False
    if doer and whom:
        return True
    if unsure(no.doer, yes.doer) or unsure(no.whom, yes.whom):
        if named_before(no, yes) and (no.holder == yes.holder or shared):
            return heavy >= _TOLD
        return bool(doer or whom) and shared >= _SOME
    if no.noun or yes.noun:
        return shared >= _SOME if doer or whom else (shared > 0 or day) and heavy >= _HEAVY
    named = (doer and no.doer.names) or (whom and no.whom.names)
    if whom or (doer and not no.whom):
        return heavy >= (_NAMED if named else _TOLD)
    if no.nobody:
        return shared >= _SOME
    return named_before(no, yes) and heavy >= _TOLD


def _denies_own(no: Affirmed) -> bool:
    """Whether somebody denies an act of his own."""
    who = {stem(word) for word in (no.holder or "").split()}
    return not no.doer or bool(who & {stem(word) for word in (*no.doer.names, no.doer.head)})


def named_before(no: Affirmed, yes: Affirmed) -> bool:
    """Whether a denial of "the company", "the product" can only take up what the other names.

    Its account prints the nouns, or the names, that the affirmation has in their place.
    """
    text = no.covered.article.text.lower()
    vague = [
        theirs
        for ours, theirs in ((no.doer, yes.doer), (no.whom, yes.whom))
        if ours.vague and not theirs.vague and not names_somebody(ours.head)
    ]
    return all(
        any(word[:_ROOT] in text for word in (*party.names, party.head) if word)
        for party in vague
        if party
    ) and any(party for party in vague)


def _says_both(no: Affirmed, one: Affirmed) -> bool:
    """Whether the account of the denial affirms the like in the same voice: two occasions."""
    return (
        not one.denied
        and one.covered.id == no.covered.id
        and one.holder == no.holder
        and same(no.doer, one.doer) is not False
        and same(no.whom, one.whom) is not False
    )


def _told(scene: Scene, no: Affirmed, yeses: Sequence[Affirmed]) -> Discrepancy | None:
    rows = [(no, "no"), *((yes, "yes") for yes in _best(no, yeses))]
    first = rows[1][0]
    words = clause_at(first.covered, first.claim.sentence, first.claim.span)
    sources = no.holder is not None and all(
        yes.holder is not None and yes.holder != no.holder for yes, value in rows if value == "yes"
    )
    if sources or no.turned_down:
        stems = [
            stem
            for yes, value in rows
            if value == "yes"
            for stem in scene.stems(yes.covered, yes.claim.sentence) - scene.central
        ]
        rows = [
            (one, value)
            for one, value in rows
            if value == "no" or not has_denial(scene, one.covered, no.holder or "", stems)
        ]
        if len(rows) < 2:
            return None
    mixed = no.turned_down and any(yes.holder is None for yes, value in rows if value == "yes")
    found = difference(
        scene,
        Kind.NEGATION,
        Severity.SOFT if mixed else Severity.HARD,
        f"whether or not it is so: “{words}”",
        [Evidence(one.covered.id, _shown(one), one.claim.sentence, value) for one, value in rows],
        _SURE,
        [(one.claim.voice, one.holder, value) for one, value in rows],
    )
    return None if found.between is Between.SELF else found


def _best(no: Affirmed, yeses: Sequence[Affirmed]) -> list[Affirmed]:
    """One affirmation an account, those that share most first."""
    rows: dict[str, Affirmed] = {}
    for yes in sorted(
        yeses, key=lambda y: (-weigh_concepts(no.rest & y.rest), y.covered.id, y.claim.span)
    ):
        rows.setdefault(yes.covered.id, yes)
    return list(rows.values())[:_MOST]


def _shown(one: Affirmed) -> Span:
    span = one.claim.span
    return Span(span.start, min(span.end, span.start + _LONGEST))
