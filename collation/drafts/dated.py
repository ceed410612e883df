"""A draft's dated events in; who puts the same event on the same days, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from collation.chronology import gather
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.checked import DRAFT, Against, Checked, Claimed, draft_of
from collation.occasions import Occasion
from collation.timeline import Entry
from extraction.annotations import EventKind, Span


def check(scene: Scene) -> Iterator[Checked]:
    """One claim an event with days of its own, in text order."""
    draft = draft_of(scene)
    entries, occasions = gather(scene.coverage)
    home = {w.event: entry for entry in entries for w in entry.witnesses if w.article == DRAFT}
    for number, event in enumerate(draft.reading.events):
        own = occasions.get((DRAFT, number))
        if event.begin is None or event.passing or own is None:
            continue
        if event.kind is EventKind.BACKGROUND:
            continue
        checked = Checked(Claimed.DATE, event.span, event.sentence)
        entry = home.get(number)
        if entry is not None:
            _compare(scene, checked, own, entry, occasions)
        yield checked


def _compare(
    scene: Scene,
    checked: Checked,
    own: Occasion,
    entry: Entry,
    occasions: dict[tuple[str, int], Occasion],
) -> None:
    otherwise: list[Evidence] = []
    for witness in entry.witnesses:
        if witness.article == DRAFT:
            continue
        other = occasions.get((witness.article, witness.event))
        evidence = Evidence(
            witness.article, _span(scene, witness.article, witness.event), witness.sentence,
            _spelled(witness.begin, witness.end),
        )  # fmt: skip
        if witness.begin is None or witness.end is None or other is None:
            checked.near.append(evidence)
        elif (
            own.begin is not None and own.end is not None and _meet(own, witness.begin, witness.end)
        ):
            checked.support.append(evidence)
        elif own.sure and own.day and other.sure and other.day:
            otherwise.append(evidence)
        else:
            checked.near.append(evidence)
    if otherwise:
        checked.against.append(
            Against(
                Kind.DATE,
                Severity.HARD,
                Between.OUTLETS,
                "the day",
                _spelled(own.begin, own.end),
                tuple(otherwise),
            )
        )


def _meet(own: Occasion, begin: date, end: date) -> bool:
    """Whether the other's days lie within the draft's: "March" is no proof of "12 March"."""
    return own.begin is not None and own.end is not None and own.begin <= begin and end <= own.end


def _span(scene: Scene, article: str, event: int) -> Span:
    return scene.coverage.article(article).reading.events[event].span


def _spelled(begin: date | None, end: date | None) -> str:
    if begin is None or end is None:
        return ""
    return begin.isoformat() if begin == end else f"{begin.isoformat()} to {end.isoformat()}"
