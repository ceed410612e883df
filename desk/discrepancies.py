"""A topic or a number in; discrepancies with all their sides and decisions, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from collation.discrepancy import Discrepancy, Evidence, Kind
from desk.answers import (
    Decision,
    DiscrepanciesAnswer,
    DiscrepancyView,
    Page,
    SideView,
)
from desk.citations import cite, count_sources
from desk.errors import BadRequest, DecidedMeanwhile, EmptyArchive, NoMatch
from desk.reasons import FalseAlarm, is_false_alarm, words
from desk.requests import Asker, ShowDiscrepancies
from desk.standing import ACTIONS, count_made, decide, shown_state, standing, taken_back
from desk.stories import EMPTY, choose, find_outlets, views
from desk.suppressing import because, suppress_everywhere
from desk.wider import nothing_fits
from desk.zones import reader_zone
from extraction.annotations import Span
from store import articles, decisions, discrepancies, stories, suppressions, verdicts
from store.archive import Session
from store.articles import Origin, Stored
from store.discrepancies import StoredDiscrepancy, Wanted
from store.suppressions import Suppression

PAGE = 8  # discrepancies
MOST_STORIES = 200  # that one topic may name
STATES = ("open", "resolved", "dismissed", "snoozed", "doubtful", "all")


def answer(
    db: Session, asker: Asker, request: ShowDiscrepancies, now: datetime
) -> DiscrepanciesAnswer:
    """The discrepancies that fit, most serious first.

    Raises:
        EmptyArchive, UnknownStory, BadRequest, NoMatch: the sentence says what to type instead.
    """

    def count(one: ShowDiscrepancies) -> int:
        fitting = discrepancies.count(db, asker.workspace, _wanted(db, asker.workspace, one, now))
        return fitting.hard + fitting.soft

    wanted = _wanted(db, asker.workspace, request, now)
    counted = discrepancies.count(db, asker.workspace, wanted)
    total = counted.hard + counted.soft
    if not total:
        raise nothing_fits(request, count)
    pages = -(-total // PAGE)
    number = min(max(request.page, 1), pages)
    found = discrepancies.find(db, asker.workspace, wanted, PAGE, (number - 1) * PAGE)
    return DiscrepanciesAnswer(
        topic=request.topic.strip(),
        items=show(db, asker, found, now),
        page=Page(number, pages, total),
        hard=counted.hard,
        soft=counted.soft,
    )


def _wanted(db: Session, workspace: str, request: ShowDiscrepancies, now: datetime) -> Wanted:
    if not stories.newest(db, workspace, 1):
        raise EmptyArchive(EMPTY)
    kinds = tuple(request.kinds)
    unknown = [kind for kind in kinds if kind not in set(Kind)]
    if unknown:
        known = ", ".join(str(kind) for kind in Kind)
        raise BadRequest(f"There is no kind “{unknown[0]}”. The kinds: {known}.")
    if request.severity not in (None, "hard", "soft"):
        raise BadRequest(f"severity: is hard or soft, not “{request.severity}”.")
    if request.state not in STATES:
        raise BadRequest(f"state: is one of {', '.join(STATES)}, not “{request.state}”.")
    filters = request.filters
    chosen = None
    if request.topic.strip() or filters.story is not None:
        chosen = choose(db, workspace, request.topic, filters, MOST_STORIES)
    return Wanted(
        now=now,
        kinds=kinds,
        severity=request.severity,
        state=request.state,
        stories=chosen,
        outlets=find_outlets(db, workspace, filters.outlet),
        since=filters.since,
        until=filters.until,
    )


def show(
    db: Session, asker: Asker, found: Sequence[StoredDiscrepancy], now: datetime
) -> tuple[DiscrepancyView, ...]:
    """Discrepancies as they are shown, in the order given."""
    workspace = asker.workspace
    instead = {
        gone.id: later
        for gone in found
        if not (gone.present or gone.doubtful)
        and (later := discrepancies.in_place_of(db, workspace, gone))
    }
    later_views = {
        view.id: view for view in (show(db, asker, [*instead.values()], now) if instead else ())
    }
    alarms = suppressions.load(
        db, workspace, [stored.suppressed_by for stored in found if stored.suppressed_by]
    )
    keys = {key for stored in found for key in _keys(stored.discrepancy)}
    ids = articles.ids_of_keys(db, workspace, keys)
    by_key = {a.key: a for a in articles.load(db, workspace, ids.values()).values()}
    origins = {o.id: o for o in articles.origins(db, workspace, sorted(ids.values()))}
    told = views(db, workspace, {stored.story for stored in found})
    decided = decisions.load(db, workspace, [stored.id for stored in found])
    zone = reader_zone(asker.zone)
    return tuple(
        DiscrepancyView(
            id=stored.id,
            kind=str(stored.discrepancy.kind),
            severity=str(stored.discrepancy.severity),
            between=str(stored.discrepancy.between),
            subject=stored.discrepancy.subject,
            sides=tuple(_sides(stored.discrepancy, by_key, origins, zone)),
            absent_in=tuple(
                by_key[key].outlet for key in stored.discrepancy.absent_in if key in by_key
            ),
            note=stored.discrepancy.note,
            story=told[stored.story],
            state=shown_state(stored.state, stored.until, now),
            found_at=stored.found_at,
            confidence=stored.discrepancy.confidence,
            decisions=tuple(
                Decision(d.person, d.action, d.at, d.note, d.until) for d in decided[stored.id]
            ),
            present=stored.present or stored.doubtful,
            changed_at=stored.changed_at,
            alarm=_alarm(alarms.get(stored.suppressed_by or 0)),
            now_as=later_views.get(instead[stored.id].id) if stored.id in instead else None,
            until=stored.until,
            doubtful=stored.doubtful,
        )
        for stored in found
        if stored.story in told
    )


def _alarm(alarm: Suppression | None) -> FalseAlarm | None:
    if alarm is None:
        return None
    return FalseAlarm(alarm.discrepancy, alarm.person, because(alarm), alarm.at)


def _keys(found: Discrepancy) -> set[str]:
    return {evidence.article for evidence in found.evidence} | set(found.absent_in)


def _sides(
    found: Discrepancy, by_key: dict[str, Stored], origins: dict[int, Origin], zone: ZoneInfo
) -> Iterable[SideView]:
    """One side a value, the one that most sources print first."""
    values: dict[str, list[Evidence]] = {}
    for evidence in found.evidence:
        if evidence.article in by_key:  # an article may be forgotten
            values.setdefault(evidence.value, []).append(evidence)
    sides = []
    for value, rows in values.items():
        sentences: dict[tuple[str, Span], list[Evidence]] = {}
        for row in sorted(rows, key=lambda e: (e.article, e.span)):
            sentences.setdefault((row.article, _shown(row)), []).append(row)
        cited = {by_key[row.article].id for row in rows}
        sides.append(
            SideView(
                value=value,
                citations=tuple(
                    cite(by_key[key], sentence, [e.span for e in same], zone)
                    for (key, sentence), same in sentences.items()
                ),
                count=count_sources([o for id, o in origins.items() if id in cited]),
            )
        )
    return sorted(sides, key=lambda side: (-side.count.sources, -side.count.articles, side.value))


def _shown(row: Evidence) -> Span:
    """The sentence, and whatever of the words that differ stands outside of it."""
    return Span(min(row.sentence.start, row.span.start), max(row.sentence.end, row.span.end))


def one(db: Session, asker: Asker, id: int, now: datetime) -> DiscrepancyView:
    """The discrepancy of that number, also one that is found no more.

    Raises:
        NoMatch: there is none of that number.
    """
    return show(db, asker, [_stored(db, asker.workspace, id)], now)[0]


def _stored(db: Session, workspace: str, id: int) -> StoredDiscrepancy:
    found = discrepancies.load(db, workspace, [id]).get(id)
    if found is None:
        raise NoMatch(f"There is no discrepancy {id}. `/discrepancies` lists them.")
    return found


def settle(
    db: Session,
    asker: Asker,
    id: int,
    action: str,
    note: str,
    until: datetime | None,
    now: datetime,
    reason: str = "",
    known: int | None = None,
) -> DiscrepancyView:
    """Write down what somebody decides, and show how the discrepancy stands then.

    `reason`, one of desk/reasons.py, is why it is dismissed: a false alarm is kept back wherever
    it is found, until that is undone. What is resolved already stays so. `known` is how many
    decisions were shown (`count_made`) to who undoes the last of them.

    Raises:
        NoMatch, BadRequest: nothing was written.
        DecidedMeanwhile: what was to be undone is undone already, or no longer the last.
    """
    stored = _stored(db, asker.workspace, id)
    decided = decisions.load(db, asker.workspace, [id])[id]
    if action == "undo" and known is not None and known != count_made(decided):
        raise DecidedMeanwhile(id)
    if action == "resolve" and standing(decided).state == ACTIONS[action]:
        return one(db, asker, id, now)
    if action == "undo" and stored.suppressed_by and taken_back(decided) is None:
        action = "reopen"
    words_of_it = ". ".join(part for part in (words("discrepancy", reason), note.strip()) if part)
    new = decide(decided, asker.person, action, words_of_it, until, now)
    before = taken_back(decided)
    decisions.add(db, asker.workspace, id, new)
    after = standing((*decided, new))
    discrepancies.set_state(db, stored.id, after.state, after.until, now)
    if action == "undo" and before is not None and before.action == "dismissed":
        suppressions.undo_of(db, asker.workspace, id, asker.person, now)
        verdicts.undo_on(db, asker.workspace, "discrepancy", id, verdicts.WRONG, asker.person, now)
    if action == "dismiss" and is_false_alarm(reason):
        why = (reason, note.strip())
        suppress_everywhere(db, asker.workspace, stored, why, asker.person, now)
    return one(db, asker, id, now)


def judged_right(db: Session, asker: Asker, id: int, now: datetime) -> None:
    """Nobody calls it a false alarm any more: take back that it was dismissed as one."""
    decided = decisions.load(db, asker.workspace, [id]).get(id, ())
    last = taken_back(decided)
    if last is not None and last.action == "dismissed" and last.person == asker.person:
        settle(db, asker, id, "undo", "", None, now)
