"""A topic or a number in; discrepancies with all their sides and decisions, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from collation.discrepancy import Between, Discrepancy, Kind
from desk.answers import (
    Decision,
    DiscrepanciesAnswer,
    DiscrepancyView,
    Page,
    SideView,
)
from desk.citations import agencies_of, count_sources
from desk.errors import BadRequest, DecidedMeanwhile, EmptyArchive, NoMatch
from desk.gone import why_gone
from desk.reasons import FalseAlarm, is_false_alarm, words
from desk.requests import Asker, ShowDiscrepancies
from desk.sides import absent, edited, sides_of
from desk.standing import ACTIONS, count_made, decide, shown_state, standing, taken_back
from desk.stories import EMPTY, choose, find_outlets, views
from desk.suppressing import because, suppress_everywhere
from desk.wider import nothing_fits
from desk.zones import reader_zone
from store import (
    articles,
    decisions,
    discrepancies,
    readings,
    settling,
    stories,
    suppressions,
    verdicts,
)
from store.archive import Session
from store.articles import Stored
from store.discrepancies import StoredDiscrepancy, Wanted
from store.stems import stems
from store.suppressions import Suppression

PAGE = 8  # discrepancies
MOST_STORIES = 200  # that one topic may name
MOST_COUNTED = 200  # discrepancies that are told apart by who differs
#: What a story is called as a whole.
_WHOLE = frozenset(
    stem
    for stem in stems(
        "case story affair matter event incident accident crash collision coverage news"
    )
)
STATES = ("open", "confirmed", "resolved", "dismissed", "snoozed", "doubtful", "all")


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
    named = _naming(db, asker, request, wanted, now)
    if named and len(named) < total:
        return _of(request, named, total)
    pages = -(-total // PAGE)
    number = min(max(request.page, 1), pages)
    found = discrepancies.find(db, asker.workspace, wanted, PAGE, (number - 1) * PAGE)
    between = _edited(db, asker.workspace, wanted) if counted.soft else 0
    return DiscrepanciesAnswer(
        topic=request.topic.strip(),
        items=show(db, asker, found, now),
        page=Page(number, pages, total),
        hard=counted.hard,
        soft=counted.soft - between,
        edited=between,
        unnamed=bool(_narrow(request.topic)) and not named,
        doubtful=count(replace(request, state="doubtful")) if request.state == "all" else 0,
    )


def _naming(
    db: Session, asker: Asker, request: ShowDiscrepancies, wanted: Wanted, now: datetime
) -> tuple[DiscrepancyView, ...]:
    """Those that name every word of the topic: in the subject, a value, or a sentence cited.

    Of the first MOST_COUNTED; empty without a topic.
    """
    topic = _narrow(request.topic)
    if not topic:
        return ()
    found = discrepancies.find(db, asker.workspace, wanted, MOST_COUNTED, 0)
    return tuple(view for view in show(db, asker, found, now) if topic <= _told_in(view))


def _narrow(topic: str) -> set[str]:
    """The stems of a topic that part one difference of a story from another: "the crash" and "the
    Roe case" name the story."""
    return set(stems(topic)) - _WHOLE


def _sought(topic: str) -> str:
    """A topic without what any story may be called, where it says more: "Roe" of "Roe case"."""
    said = [word for word in topic.split() if not _WHOLE.issuperset(stems(word))]
    return " ".join(said) or topic


def _told_in(view: DiscrepancyView) -> set[str]:
    told = [view.subject, view.note or ""]
    for side in view.sides:
        told += [side.value, *(citation.sentence for citation in side.citations)]
    return {stem for words in told for stem in stems(words)}


def _of(
    request: ShowDiscrepancies, named: Sequence[DiscrepancyView], total: int
) -> DiscrepanciesAnswer:
    """A page of those that name the topic, of so many in its stories."""
    pages = -(-len(named) // PAGE)
    number = min(max(request.page, 1), pages)
    hard = sum(view.severity == "hard" for view in named)
    edited = sum(view.between == str(Between.DISPATCH) for view in named)
    return DiscrepanciesAnswer(
        topic=request.topic.strip(),
        items=tuple(named[(number - 1) * PAGE : number * PAGE]),
        page=Page(number, pages, len(named)),
        hard=hard,
        soft=len(named) - hard - edited,
        edited=edited,
        among=total,
    )


def _edited(db: Session, workspace: str, wanted: Wanted) -> int:
    """How many of the soft ones are between printings of one dispatch, of the first so many."""
    soft = replace(wanted, severity="soft")
    found = discrepancies.find(db, workspace, soft, MOST_COUNTED, 0)
    return sum(stored.discrepancy.between is Between.DISPATCH for stored in found)


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
        chosen = choose(db, workspace, _sought(request.topic), filters, MOST_STORIES)
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
    lost = [stored for stored in found if not (stored.present or stored.doubtful)]
    reasons = why_gone(db, workspace, lost)
    confirmers = verdicts.confirmers(db, workspace, [stored.id for stored in found])
    agencies = agencies_of(by_key.values())
    said = readings.load(db, workspace, _quoting(found, by_key))
    zone = reader_zone(asker.zone)
    shown = {
        stored.id: sides_of(stored.discrepancy, by_key, origins, zone, said, agencies)
        for stored in found
    }
    lacking = {
        stored.id: absent(stored.discrepancy, by_key, _outlets(db, workspace, stored, by_key))
        for stored in found
    }
    return tuple(
        DiscrepancyView(
            id=stored.id,
            kind=str(stored.discrepancy.kind),
            severity=str(stored.discrepancy.severity),
            between=str(stored.discrepancy.between),
            subject=stored.discrepancy.subject,
            sides=shown[stored.id],
            absent_in=lacking[stored.id][0],
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
            gone=reasons.get(stored.id, ""),
            confirmed=tuple(
                Decision(person, "confirmed", at) for person, at in confirmers.get(stored.id, ())
            ),
            count=count_sources(
                [origins[id] for id in _cited(shown[stored.id]) if id in origins], agencies
            ),
            cut_in=lacking[stored.id][1],
            edited=()
            if stored.discrepancy.between is Between.DISPATCH
            else edited(shown[stored.id], {id: (o.story, o.group) for id, o in origins.items()}),
        )
        for stored in found
        if stored.story in told
    )


def _cited(sides: Sequence[SideView]) -> tuple[int, ...]:
    """The articles cited, each once, in the order of their numbers."""
    return tuple(sorted({citation.article for side in sides for citation in side.citations}))


def _quoting(found: Sequence[StoredDiscrepancy], by_key: Mapping[str, Stored]) -> set[int]:
    """The articles that are cited, of which it is to be said whose words a side is."""
    return {
        by_key[evidence.article].id
        for stored in found
        for evidence in stored.discrepancy.evidence
        if evidence.article in by_key
    }


def _outlets(
    db: Session, workspace: str, stored: StoredDiscrepancy, by_key: Mapping[str, Stored]
) -> dict[int, frozenset[str]]:
    """By each outlet that lacks it the keys of its articles in the story."""
    lacking = {by_key[key].outlet_id for key in stored.discrepancy.absent_in if key in by_key}
    return {
        outlet: articles.of_outlets(db, workspace, stored.story, [outlet]) for outlet in lacking
    }


def _alarm(alarm: Suppression | None) -> FalseAlarm | None:
    if alarm is None:
        return None
    return FalseAlarm(alarm.discrepancy, alarm.person, because(alarm), alarm.at)


def _keys(found: Discrepancy) -> set[str]:
    return {evidence.article for evidence in found.evidence} | set(found.absent_in)


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
    settling.set_state(db, stored.id, after.state, after.until, now)
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
