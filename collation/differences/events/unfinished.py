"""The articles of a story in; an act that one tells and the state in another refutes, out.

Who has paid owes no more; what was repaired is not broken, what has ended does not go on.
`data/undone.toml` has the states by the acts that they refute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.concepts import concept, concepts_in, weigh_concepts
from collation.differences.events.affirmed import clause_of, of_them, told_of
from collation.differences.events.negation import another_time, is_elsewhere
from collation.differences.events.occasion import is_old, meet, when
from collation.differences.events.party import Party, party, same
from collation.differences.events.polarity import holder_of
from collation.differences.factuality import Factuality, asserts, factuality
from collation.differences.scene import Scene, difference
from collation.differences.words import load, stem
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span

_SURE = 0.75
_BARE = frozenset("be go have break owe withdraw keep lie leave".split())  # of forms no stem tells
_DAYS = 2  # between two articles
_ROOT = 5  # letters by which a noun is found again
_SHARED = 2.0  # weight of what both clauses share but whose state it is
_UNTIL = re.compile(
    r"\b(?:until|before)\s+(?:he|she|they|it|the|his|her|their)\b[^,]{0,60}\b\w+ed\b", re.I
)
_QUOTED = re.compile(
    r"\b(?:whether|if|unless|would|could|should|may|might|until|before)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _State:
    acts: frozenset[str]
    of_doer: bool
    told: re.Pattern[str]
    sign: tuple[str, ...]
    alone: bool


@cache
def _states() -> tuple[_State, ...]:
    return tuple(
        _State(
            frozenset(row["acts"]),
            row["of"] == "who",
            re.compile(row["told"], re.IGNORECASE),
            tuple(row["sign"]),
            row.get("alone", False),
        )
        for row in load("undone")["state"]
    )


@dataclass(frozen=True, slots=True)
class _Side:
    covered: Covered
    claim: Claim
    who: Party
    shown: Span
    holder: str | None


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each state that another account's act excludes."""
    acts: Mapping[str, list[tuple[Covered, Claim]]] | None = None
    done: set[tuple[str, ...]] = set()
    for state in _states():
        for covered in scene.coverage.articles:
            for sentence in scene.having(covered, state.sign):
                match = state.told.search(covered.text(sentence.span))
                if match is None:
                    continue
                side = _state(scene, covered, sentence.span, match)
                if side is None:
                    continue
                acts = acts if acts is not None else _acts(scene)
                found = _refuted(scene, state, side, acts)
                if found is not None:
                    among = tuple(sorted({row.article for row in found.evidence}))
                    if among not in done:
                        yield found
                    done.add(among)


def _state(scene: Scene, covered: Covered, sentence: Span, match: re.Match[str]) -> _Side | None:
    """Whose state it is: the subject of the claim that tells it, or whom it is done to."""
    at = Span(sentence.start + match.start(), sentence.start + match.end())
    if _QUOTED.search(covered.text(Span(sentence.start, at.start))[-40:]):
        return None
    for claim in covered.reading.claims:
        if claim.sentence != sentence or not claim.span.overlaps(at):
            continue
        if claim.predicate not in _BARE and stem(claim.predicate) not in map(
            stem, match.group().split()
        ):
            continue
        word, number = claim.subject, claim.subject_person
        if not word or claim.passive:
            word, number = claim.object, claim.object_person
        who = party(scene, covered, claim, of_them(covered, claim, word), number)
        unsure = factuality(covered, claim) in (Factuality.OPEN, Factuality.HEDGED)
        if not who or (unsure and claim.modality != "future"):
            continue
        shown = Span(min(claim.span.start, at.start), max(claim.span.end, at.end))
        return _Side(covered, claim, who, shown, holder_of(scene, covered, claim))
    return None


def _acts(scene: Scene) -> Mapping[str, list[tuple[Covered, Claim]]]:
    """The claims that affirm an act of some state, by its verb."""
    verbs = {act for state in _states() for act in state.acts}
    found: dict[str, list[tuple[Covered, Claim]]] = {}
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if not claim.polarity or claim.modality != "actual":
                continue
            for name in told_of(claim):
                if name in verbs:
                    found.setdefault(name, []).append((covered, claim))
    return found


def _refuted(
    scene: Scene, state: _State, side: _Side, acts: Mapping[str, list[tuple[Covered, Claim]]]
) -> Discrepancy | None:
    for act in sorted(state.acts):
        for covered, claim in acts.get(act, ()):
            if not _excludes(scene, state, side, covered, claim):
                continue
            one = _Side(covered, claim, Party(), claim.span, holder_of(scene, covered, claim))
            rows = [(one, "done"), (side, "not done")]
            found = difference(
                scene,
                Kind.STATUS,
                Severity.HARD,
                f"whether or not it is so: “{clause_at(covered, claim.sentence, claim.span)}”",
                [Evidence(s.covered.id, s.shown, s.claim.sentence, value) for s, value in rows],
                _SURE,
                [(s.claim.voice, s.holder, value) for s, value in rows],
            )
            if found.between is not Between.SELF:
                return found
    return None


def _excludes(scene: Scene, state: _State, side: _Side, covered: Covered, claim: Claim) -> bool:
    if covered.group == side.covered.group or scene.days_apart(covered, side.covered) > _DAYS:
        return False
    if claim.modality != "actual" or factuality(covered, claim) is not Factuality.AFFIRMED:
        return False
    if not asserts(covered, claim) or another_time(covered.text(claim.sentence)):
        return False
    if is_elsewhere(scene, covered, claim, side.covered):
        return False
    ours, theirs = when(side.covered, side.claim), when(covered, claim)
    one = ours is not None and theirs is not None and meet(ours, theirs)
    if is_old(covered, theirs) or _UNTIL.search(
        side.covered.text(side.claim.sentence)
    ):  # fmt: skip
        return False
    if ours and theirs and ours.begin and theirs.begin and theirs.begin > ours.begin:
        return False  # done after that
    published = covered.article.published, side.covered.article.published
    if published[0] and published[1] and published[0] > published[1]:
        return False  # what was so before may have been done since
    who = _bearer(scene, state, covered, claim)
    if who.many != side.who.many and not side.who.vague and not who.names:
        return False
    beside = concepts_in(covered, clause_of(covered, claim)) & concepts_in(
        side.covered, clause_of(side.covered, side.claim)
    )
    beside -= {who.head, concept(claim.predicate), *map(concept, (*who.names, *side.who.names))}
    if not state.alone and not one and weigh_concepts(beside - scene.central) < _SHARED:
        return False
    if state.alone and not state.of_doer and (side.who.names or who.names):
        return False  # a strike goes on, a bridge stands: somebody with a name goes on with much
    alike = same(side.who, who)
    if alike is None and side.who.vague and who and not who.vague:
        printed = side.covered.article.text.lower()
        alike = any(word[:_ROOT] in printed for word in (who.head, *who.names) if word) and bool(
            concepts_in(side.covered, side.claim.sentence)
        )
    return bool(alike)


def _bearer(scene: Scene, state: _State, covered: Covered, claim: Claim) -> Party:
    """Whose state the act would end: its doer's, or that of what it is done to."""
    word, number = claim.subject, claim.subject_person
    if claim.object and not (state.of_doer and not claim.passive):
        word, number = claim.object, claim.object_person
    return party(scene, covered, claim, of_them(covered, claim, word), number)
