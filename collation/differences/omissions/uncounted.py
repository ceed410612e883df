"""The figures of several accounts in; a toll and an exact sum that some tell and others lack, out.

An account lacks a toll where it tells of the dead and gives no number for them at all, in digits
or words, nor tells of them one by one; it lacks a sum where no figure of it comes near.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from collation.coverage import Covered
from collation.differences.omissions.owed import is_older
from collation.differences.phrasing import phrase
from collation.differences.scene import Scene, difference
from collation.differences.telling import Telling, opened_with
from collation.differences.words import family, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure

_TOLL = 0.72
_SUM = 0.72
_SOURCES = 3  # that give one sum: two may have one detail in common
_EXACT = 4  # digits from which a sum is no estimate
_DEAD = frozenset(map(stem, ("kill", "die", "dead", "death", "perish", "fatality", "toll")))
_VICTIMS = frozenset(map(stem, ("victim", "casualty", "body")))
#: What an event with dead is called, by its place: "the Orrin bombings".
_EVENT = re.compile(
    r"\bthe ((?:[A-Z][\w.-]+ ){1,3}(?:bombings?|attacks?|shootings?|crash|massacre|fire|explosion|"
    r"earthquake|flood|hurricane|storm|wreck|rampage|siege|stabbings?))\b"
)
_LATEST = 30  # days before publication: an older toll is another event's


def find_uncounted(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    """Tolls and exact sums that some accounts lack."""
    if opened_with(told, _DEAD):
        yield from _tolls(scene, told)
    yield from _sums(scene, told)


def _tolls(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    counts = {t.id: [f for f in t.covered.reading.figures if _of_dead(f)] for t in told}
    holders: dict[float, list[tuple[Telling, Figure]]] = defaultdict(list)
    for telling in told:
        for figure in counts[telling.id]:
            if figure.value > 1 and _of_now(telling.covered, figure):
                holders[figure.value].append((telling, figure))
    lacking = tuple(
        t.id for t in told
        if not t.stems.isdisjoint(_DEAD) and not _counts(t) and not _singly(t)
    )  # fmt: skip
    agreed = [
        rows for _, rows in sorted(holders.items())
        if len({telling.covered.group for telling, _ in rows}) >= 2
    ]  # fmt: skip
    if not lacking or not agreed:
        return
    rows = max(agreed, key=lambda rows: (len({t.id for t, _ in rows}), rows[0][1].value))
    tellers = [t.covered for t, _ in rows]
    unknown = tuple(t.id for t in told if t.id in lacking and not is_older(t.covered, tellers))
    if not unknown:
        return
    evidence = [_evidence(telling.covered, figure) for telling, figure in rows]
    places = [
        (line, figure.span) for telling, figure in rows for line in telling.lines
        if line.span == figure.sentence
    ]  # fmt: skip
    words = phrase(scene, places)
    subject = f"how many died{_in_what(told)}" if words is None else f"how many died: “{words}”"
    yield difference(
        scene, Kind.OMISSION, Severity.SOFT, subject, evidence, _TOLL, absent_in=unknown
    )


def _in_what(told: Sequence[Telling]) -> str:
    """What two accounts call the event: " in the Orrin harbor fire"; empty where no two agree."""
    called = Counter(
        name for telling in told for name in set(_EVENT.findall(telling.covered.article.text))
    )
    agreed = [name for name, count in called.items() if count > 1]
    return f" in the {max(agreed, key=lambda name: (called[name], name))}" if agreed else ""


def _counts(telling: Telling) -> bool:
    """Whether any number stands in a sentence of the dead: "it left dozens dead"."""
    spans = [line.span for line in telling.lines if not line.stems.isdisjoint(_DEAD | _VICTIMS)]
    return any(
        figure.quantity == "count" and figure.sentence in spans
        for figure in telling.covered.reading.figures
    )


def _singly(telling: Telling) -> bool:
    """Whether it tells of two deaths or more one by one: "Roe was killed … Doe died"."""
    kill = family("predicate", "kill")
    dead = {
        claim.subject_person if claim.predicate == "die" else claim.object_person
        for claim in telling.covered.reading.claims
        if claim.modality == "actual" and claim.polarity
        and (claim.predicate == "die" or family("predicate", claim.predicate) == kill)
    }  # fmt: skip
    return len(dead - {None}) >= 2


def _of_dead(figure: Figure) -> bool:
    if figure.quantity != "count" or figure.negated:
        return False
    kill = family("predicate", "kill")
    return (
        family("predicate", figure.predicate) == kill
        or stem(figure.counted) in _DEAD
        or any(stem(m) in _DEAD for m in figure.modifiers)
    )


def _of_now(covered: Covered, figure: Figure) -> bool:
    published = covered.article.published
    if figure.when is None or published is None:
        return True
    end = covered.reading.times[figure.when].end
    return end is None or (published - end).days <= _LATEST


def _sums(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    holders: dict[tuple[str, float], list[tuple[Telling, Figure]]] = defaultdict(list)
    for telling in told:
        for figure in telling.covered.reading.figures:
            if figure.quantity == "money" and _digits(figure.value) >= _EXACT:
                holders[figure.unit, figure.value].append((telling, figure))
    for (unit, value), rows in sorted(holders.items()):
        groups = {telling.covered.group for telling, _ in rows}
        near = {
            t.id for t in told
            if any(
                f.unit == unit and 0.9 * value <= f.value <= 1.1 * value
                for f in t.covered.reading.figures
            )
        }  # fmt: skip
        lacking = tuple(t.id for t in told if t.id not in near)
        if len(groups) >= _SOURCES and lacking:
            yield difference(
                scene, Kind.OMISSION, Severity.SOFT, f"the sum of {value:,} {unit}",
                [_evidence(telling.covered, figure) for telling, figure in rows],
                _SUM, absent_in=lacking,
            )  # fmt: skip


def _digits(value: float) -> int:
    return len(f"{value:.2f}".replace(".", "").strip("0"))


def _evidence(covered: Covered, figure: Figure) -> Evidence:
    return Evidence(covered.id, figure.span, figure.sentence, "told")
