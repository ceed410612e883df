"""A draft's dated events in; who puts the same event on the same days, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from collation.chronology import gather
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.bearing import denies
from collation.drafts.checked import DRAFT, Against, Checked, Claimed, draft_of, others_of
from collation.occasions import Occasion
from collation.timeline import Entry
from extraction.annotations import Event, EventKind, Span

SHARED = 2  # words of two clauses with one verb or the same days, for one matter; else twice that


def check(scene: Scene) -> Iterator[Checked]:
    """One claim an event with days of its own, in text order."""
    draft = draft_of(scene)
    entries, occasions = gather(scene.coverage)
    home = {w.event: entry for entry in entries for w in entry.witnesses if w.article == DRAFT}
    for number, event in enumerate(draft.reading.events):
        own = occasions.get((DRAFT, number))
        if event.begin is None or event.passing or own is None:
            continue
        checked = Checked(Claimed.DATE, event.span, event.sentence)
        if event.kind is EventKind.BACKGROUND:
            _compare_background(scene, checked, event)
            yield checked
            continue
        entry = home.get(number)
        if entry is not None:
            _compare(scene, checked, own, entry, occasions)
        yield checked


def _compare_background(scene: Scene, checked: Checked, own: Event) -> None:
    """What was long before, which no timeline gathers: by its verb and the words in common."""
    for covered in others_of(scene.coverage):
        for event in covered.reading.events:
            shared = set(own.words) & set(event.words)
            if event.passing or event.begin is None or event.end is None:
                continue
            evidence = Evidence(
                covered.id, event.span, event.sentence, _spelled(event.begin, event.end)
            )
            same = _within(own, event.begin, event.end)
            tied = same or event.predicate == own.predicate
            if len(shared) < (SHARED if tied else 2 * SHARED):
                continue
            alike = denies(covered.text(event.span)) == denies(draft_of(scene).text(own.span))
            (checked.support if same and alike else checked.near).append(evidence)


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
        elif _within(own, witness.begin, witness.end):
            told = scene.coverage.article(witness.article).text(evidence.span)
            alike = denies(told) == denies(draft_of(scene).text(checked.span))
            (checked.support if alike else checked.near).append(evidence)
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


def _within(own: Event | Occasion, begin: date, end: date) -> bool:
    """Whether the other's days lie within the draft's: "March" is no proof of "12 March"."""
    return own.begin is not None and own.end is not None and own.begin <= begin and end <= own.end


def _span(scene: Scene, article: str, event: int) -> Span:
    return scene.coverage.article(article).reading.events[event].span


def _spelled(begin: date | None, end: date | None) -> str:
    if begin is None or end is None:
        return ""
    return begin.isoformat() if begin == end else f"{begin.isoformat()} to {end.isoformat()}"
