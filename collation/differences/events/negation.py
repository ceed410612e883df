"""The claims of several articles in; what one account affirms and another denies, out.

A side is what is affirmed or denied where it stands (`factuality`): "rejected claims that the tests
violate it" denies, a question or a condition is no side. What contradicts is of one predicate, one
subject and one object, at one time, and denies no narrower thing than what is affirmed (natural
logic's monotonicity, MacCartney & Manning 2009: "no missile with that range" leaves "a missile").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.acts import LIGHT, Act, act
from collation.differences.concepts import concept, concepts_in, concepts_of, weigh_concepts
from collation.differences.factuality import Factuality, denial_before, factuality
from collation.differences.onesided import denier, without_denial
from collation.differences.scene import Scene, difference
from collation.differences.words import content_stems, load
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

_LONGEST = 60  # characters that are shown
_SAME_WEEK = 7  # days; what is true of a thing changes with time
_AFTER = 60  # characters behind a denial in which it may be narrowed
_RECENT = 10  # days before publication: what is dated earlier is another occasion
_NARROWER = 1  # concepts of a denial that the affirmation may lack
_LIKE = 0.3  # of the weight of the shorter clause that both have
_DENIES = re.compile(r"(?:den[iy]|reject|refut|disput)", re.IGNORECASE)
_PAUSE = re.compile(r"[,;:.!?—–“”\"]")
_WHERE = r"\s+(?:in|of|from|at)\s+(?:the\s+)?(\w+)"  # behind a subject
_DEGREE = re.compile(r"\b(?:not|n['’]t)\s+(?:as|so|too|very|entirely|fully|all)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:also|another|again|previous(?:ly)?|earlier|formerly|once|later|now|no longer|yet|"
    r"any ?more|since|until|still|initially|at first|originally|where)\b|"
    r"\bbefore(?=\W*$|[,;]|\W+(?:said|says|according)\b)|\bin the past\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Side:
    act: Act
    denied: bool
    concepts: frozenset[str]  # of the clause, with what follows it up to the next pause
    sentence: frozenset[str]

    @property
    def covered(self) -> Covered:
        return self.act.covered


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One act told with and without a "not", by two sources about the same people and things."""
    claims: dict[str, list[tuple[Covered, Claim]]] = defaultdict(list)
    denied: set[str] = set()
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if (
                claim.modality == "actual" and claim.predicate and claim.subject and claim.object
                and claim.object not in _things()
            ):  # fmt: skip
                key = concept(claim.predicate) + claim.particle
                claims[key].append((covered, claim))
                if not claim.polarity or denial_before(covered, claim) is not None:
                    denied.add(key)
    for key in sorted(denied):
        found = list(_sides(scene, claims[key]))
        if {side.denied for side in found} == {True, False}:
            yield from _denied(scene, found)


def another_time(words: str) -> bool:
    """Whether the words of a sentence set what it tells apart from another time."""
    return _ANOTHER.search(words) is not None


def is_degree(words: str) -> bool:
    """Whether only a degree is denied: "not as high as was hoped" leaves it high."""
    return _DEGREE.search(words) is not None


def _sides(scene: Scene, claims: Sequence[tuple[Covered, Claim]]) -> Iterator[_Side]:
    """The claims that are affirmed or denied, of somebody or something and to somebody."""
    for covered, claim in claims:
        one, told = act(scene, covered, claim), factuality(covered, claim)
        if one.saying or not one.object or not one.subject:
            continue
        if told is Factuality.DENIED and _DEGREE.search(covered.text(claim.span)):
            continue  # "not as high as was hoped" leaves it high
        if told in (Factuality.AFFIRMED, Factuality.DENIED):
            yield _side(scene, one, told is Factuality.DENIED)


@cache
def _things() -> frozenset[str]:
    """What `contested` asks after: a gun, a book."""
    return frozenset(name for names in load("contested")["things"]["sets"] for name in names)


def _side(scene: Scene, one: Act, denied: bool) -> _Side:
    covered, claim = one.covered, one.claim
    text = covered.article.text
    end = min(claim.sentence.end, claim.span.end + _AFTER)
    pause = _PAUSE.search(text, claim.span.end, end)
    after = Span(claim.span.end, pause.start() if pause else end)
    return _Side(
        one,
        denied,
        concepts_of(scene, covered, claim) | concepts_in(covered, after),
        concepts_in(covered, claim.sentence),
    )


def _denied(scene: Scene, found: Sequence[_Side]) -> Iterator[Discrepancy]:
    done: set[str] = set()
    for no in (side for side in found if side.denied):
        if no.act.subject in done or _ANOTHER.search(no.covered.text(no.act.claim.sentence)):
            continue
        against = [
            yes for yes in found if not yes.denied and _contradicts(scene, no, yes)
        ]  # fmt: skip
        if not against or any(_says_both(no, side) for side in found):
            continue
        done.add(no.act.subject)
        rows = [(no, "no"), *((yes, "yes") for yes in against)]
        affirmed = max(against, key=lambda yes: (_likeness(no, yes), yes.covered.id))
        claim = affirmed.act.claim
        words = " ".join(affirmed.covered.text(claim.span).split()).strip(' “”"')
        own = all(
            any(side.act.claim.voice is Voice.OUTLET for side, value in rows if value == which)
            for which in ("no", "yes")
        )
        turned_down = None if own else _accused(scene, no)
        if turned_down is not None:
            alone = without_denial(
                scene,
                turned_down,
                [Evidence(no.covered.id, _shown(no), no.act.claim.sentence, "no")],
                [Evidence(s.covered.id, _shown(s), s.act.claim.sentence, "yes") for s in against],
            )
            if alone is not None:
                yield alone
            continue
        told = difference(
            scene,
            Kind.NEGATION,
            Severity.HARD if own else Severity.SOFT,
            f"whether or not it is so: “{words}”",
            [Evidence(s.covered.id, _shown(s), s.act.claim.sentence, value) for s, value in rows],
            0.8,
            [(s.act.claim.voice, s.act.holder, value) for s, value in rows],
        )
        if told.between is not Between.SELF:
            yield told


def _accused(scene: Scene, no: _Side) -> str | None:
    """Who denies what he or she is said to have done; None where others do."""
    claim = no.act.claim
    start = denial_before(no.covered, claim)
    if start is not None and _DENIES.match(no.covered.article.text, start):
        return denier(scene, no.covered, claim.sentence, start)
    doer = scene.somebody(no.covered, claim.subject_person)
    if doer is not None and doer == scene.somebody(no.covered, claim.holder):
        return doer
    return None


def _shown(side: _Side) -> Span:
    """The claim, with the word that denies it where that stands close before."""
    claim = side.act.claim
    if not side.denied:
        return claim.span
    start = denial_before(side.covered, claim)
    if start is None or claim.span.end - start > _LONGEST:
        return claim.span
    return Span(start, claim.span.end)


def _contradicts(scene: Scene, no: _Side, yes: _Side) -> bool:
    one, other = no.act, yes.act
    if (one.subject, one.object) != (other.subject, other.object):
        return False
    if no.covered.group == yes.covered.group:
        return False
    if scene.days_apart(no.covered, yes.covered) > _SAME_WEEK:
        return False
    if one.claim.predicate in LIGHT and one.claim.predicate not in ("have", "be"):
        return False
    if one.claim.voice is not Voice.OUTLET and one.holder and one.holder == other.holder:
        return False
    if _ANOTHER.search(yes.covered.text(other.claim.sentence)) or not _one_time(no, yes):
        return False
    if is_elsewhere(scene, no.covered, one.claim, yes.covered) or is_elsewhere(
        scene, yes.covered, other.claim, no.covered
    ):
        return False
    own = {concept(word) for word in (*one.subject.split(), *one.object.split())}
    narrower = no.concepts - yes.sentence - own - {concept(one.claim.predicate)}
    return len(narrower) <= _NARROWER and _likeness(no, yes) >= _LIKE


def is_elsewhere(scene: Scene, covered: Covered, claim: Claim, other: Covered) -> bool:
    """Whether the subject is that of a place which the other account prints nowhere.

    "Regulators in Norland" are not all regulators; "police in Orrin" are those of a story of Orrin.
    """
    where = re.compile(rf"\b{re.escape(claim.subject)}\w*{_WHERE}", re.IGNORECASE)
    found = where.search(covered.article.text, claim.sentence.start, claim.span.end)
    if found is None or not found.group(1)[0].isupper():
        return False
    return not content_stems(found.group(1)) & scene.all_stems(other)


def _one_time(no: _Side, yes: _Side) -> bool:
    """Whether what is affirmed is of the denial's time: its own day, or none long past."""
    first, second = (side.act.claim.when for side in (no, yes))
    if second is None:
        return first is None
    time = yes.covered.reading.times[second]
    published = yes.covered.article.published
    if first is not None:
        return no.covered.reading.times[first].value == time.value
    if time.begin is None or published is None:
        return False
    return 0 <= (published - time.begin).days <= _RECENT


def _likeness(no: _Side, yes: _Side) -> float:
    shared = weigh_concepts(no.concepts & yes.concepts)
    return shared / max(1.0, min(weigh_concepts(no.concepts), weigh_concepts(yes.concepts)))


def _says_both(no: _Side, side: _Side) -> bool:
    """One account, one voice, both: two occasions."""
    return (
        not side.denied
        and side.covered.id == no.covered.id
        and side.act.holder == no.act.holder
        and (side.act.subject, side.act.object) == (no.act.subject, no.act.object)
    )
