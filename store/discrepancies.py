"""Discrepancies in and out: each once by (workspace, lineage of its story, key), for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from collation.discrepancy import Discrepancy
from store.archive import Session, add_row
from store.carrying import Rules, carried, succeeds
from store.keys import digest
from store.settling import recur, revise, settle
from store.tables import articles, decisions, discrepancies, discrepancy_articles, stories
from store.verdicts import confirmed


@dataclass(frozen=True, slots=True)
class Ranked:
    """A discrepancy as found, and its place among all: lower is more serious."""

    discrepancy: Discrepancy
    rank: int


@dataclass(frozen=True, slots=True)
class StoredDiscrepancy:
    """A discrepancy by its number; its evidence names articles by their keys."""

    id: int
    story: int
    discrepancy: Discrepancy
    found_at: datetime
    state: str  # as decided; a snooze that is over counts as open
    until: datetime | None
    present: bool
    rank: int
    lineage: int = 0
    changed_at: datetime | None = None  # None: not since it was found
    suppressed_by: int | None = None  # the false alarm that keeps it from being shown
    doubtful: bool = False  # found, and not sure enough to be shown; then not present


def replace_story(
    db: Session,
    workspace: str,
    story: int,
    found: Sequence[Ranked],
    article_ids: Mapping[str, int],
    now: datetime,
    rules: Rules | None = None,
) -> int:
    """Put what was found in place of what was; returns how many are news.

    What was known, also if it was gone meanwhile, keeps its number, the moment it was found and
    what people decided; what is found no more is kept and not shown, or resolved where an outlet's
    correction took it away. What is doubtful is kept and not shown either; it is news when it
    becomes sure.
    """
    rules = rules or Rules()
    lineage = db.execute(select(stories.c.lineage).where(stories.c.id == story)).scalar_one()
    known = {
        row.key_hash: row
        for row in db.execute(
            select(
                discrepancies.c.key_hash,
                discrepancies.c.id,
                discrepancies.c.story_id,
                discrepancies.c.present,
                discrepancies.c.doubtful,
                discrepancies.c.state,
                discrepancies.c.body,
            ).where(discrepancies.c.workspace == workspace, discrepancies.c.lineage == lineage)
        )
    }
    all_found = [ranked.discrepancy for ranked in found]
    known |= carried(all_found, known, story, upgraded=rules.upgraded)
    news = 0
    seen: set[int] = set()
    fresh: list[tuple[int, Discrepancy]] = []
    cited: dict[int, list[int]] = {}
    for ranked in found:
        key = digest(ranked.discrepancy.key)
        values = _values(workspace, story, lineage, key, ranked)
        row = known.get(key)
        if row is None:
            quiet = rules.quiet(ranked.discrepancy)
            values |= {"found_at": now, "state": "open", "quiet": quiet}
            id = add_row(db, insert(discrepancies), values)
            news += not ranked.discrepancy.doubtful
            fresh.append((id, ranked.discrepancy))
        elif row.id in seen or (row.present and row.story_id != story and row.story_id < story):
            continue  # the same news within one lineage: the older story shows it
        else:
            id = row.id
            sure = not ranked.discrepancy.doubtful
            if row.doubtful and sure:
                values |= {"found_at": now, "quiet": rules.quiet(ranked.discrepancy)}
                news += 1
            elif row.present != sure or _printed(row.body) != _printed(ranked.discrepancy):
                values["changed_at"] = now
            db.execute(update(discrepancies).where(discrepancies.c.id == id).values(values))
            changed = rules.corrected(row.body) if row.present and "changed_at" in values else None
            if changed is not None:
                revise(db, workspace, id, changed, now)
            if row.state == "resolved":
                recur(db, workspace, id, now)
        seen.add(id)
        cited[id] = _cited(ranked.discrepancy, article_ids)
    _link(db, workspace, cited)
    gone = [
        row.id
        for row in known.values()
        if row.story_id == story
        and (row.present or row.doubtful)
        and row.id not in seen
        and not rules.stays(row.body)
        and not (row.present and _settled(db, workspace, row, fresh, rules, now))
    ]
    for at in range(0, len(gone), 500):
        db.execute(
            update(discrepancies)
            .where(discrepancies.c.id.in_(gone[at : at + 500]))
            .values(present=False, doubtful=False, changed_at=now)
        )
    return news


def _settled(
    db: Session,
    workspace: str,
    row: Any,  # Any: a row of the table
    fresh: Iterable[tuple[int, Discrepancy]],
    rules: Rules,
    now: datetime,
) -> bool:
    """Whether an outlet's correction took the difference away; one that only changes it is told
    with what is found in its place."""
    correction = rules.corrected(row.body)
    if correction is None:
        return False
    later = [id for id, found in fresh if succeeds(found, row.body)]
    for id in later:
        revise(db, workspace, id, correction, now)
    if later or not correction.settles:
        return False
    settle(db, workspace, row.id, correction, now)
    return True


def _printed(found: Discrepancy) -> object:
    """What a reader sees of it: how serious, and who prints which side."""
    return found.severity, {(e.article, e.value, e.span) for e in found.evidence}, found.absent_in


def _values(
    workspace: str, story: int, lineage: int, key: str, ranked: Ranked
) -> dict[str, object]:
    found = ranked.discrepancy
    return {
        "workspace": workspace,
        "story_id": story,
        "lineage": lineage,
        "key_hash": key,
        "kind": str(found.kind),
        "severity": str(found.severity),
        "rank": ranked.rank,
        "confidence": found.confidence,
        "body": found,
        "present": not found.doubtful,
        "doubtful": found.doubtful,
    }


def _cited(found: Discrepancy, article_ids: Mapping[str, int]) -> list[int]:
    keys = (*(evidence.article for evidence in found.evidence), *found.absent_in)
    return sorted({article_ids[key] for key in keys})


def _link(db: Session, workspace: str, cited: Mapping[int, Sequence[int]]) -> None:
    ids = list(cited)
    for at in range(0, len(ids), 500):
        some = ids[at : at + 500]
        db.execute(
            delete(discrepancy_articles).where(discrepancy_articles.c.discrepancy_id.in_(some))
        )
    rows = [
        {"discrepancy_id": id, "article_id": article, "workspace": workspace}
        for id, articles_of in cited.items()
        for article in articles_of
    ]
    if rows:
        db.execute(insert(discrepancy_articles), rows)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which discrepancies are asked for; empty fields mean all.

    `state` is "open", "resolved", "dismissed", "snoozed", "doubtful", "confirmed" (in whatever
    state it is) or "all", which is what is shown of any state: the doubtful are in none of the
    others. Dates are inclusive days on which one of its articles was published. `stories` None: of
    any story. `found_after` lets through what was found since, and what was put off until then.
    """

    now: datetime
    kinds: tuple[str, ...] = ()
    severity: str | None = None
    state: str = "open"
    stories: tuple[int, ...] | None = None
    outlets: tuple[int, ...] | None = None
    since: date | None = None
    until: date | None = None
    found_after: datetime | None = None
    news: bool = False  # leave out what is no news: found by an upgrade, or in old articles alone


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are of each severity."""

    hard: int
    soft: int


def count(db: Session, workspace: str, wanted: Wanted) -> Counted:
    """How many fit."""
    rows = db.execute(
        select(discrepancies.c.severity, func.count())
        .where(*_conditions(workspace, wanted))
        .group_by(discrepancies.c.severity)
    )
    found = {row[0]: int(row[1]) for row in rows}
    return Counted(found.get("hard", 0), sum(n for kind, n in found.items() if kind != "hard"))


def find(
    db: Session, workspace: str, wanted: Wanted, most: int, skip: int = 0
) -> tuple[StoredDiscrepancy, ...]:
    """What fits, most serious first; of one rank those of the newest story."""
    query = (
        _select()
        .join(stories, stories.c.id == discrepancies.c.story_id)
        .where(*_conditions(workspace, wanted))
        .order_by(
            discrepancies.c.rank,
            stories.c.last.desc().nulls_last(),
            discrepancies.c.key_hash,
            discrepancies.c.id,
        )
        .limit(most)
        .offset(skip)
    )
    return tuple(StoredDiscrepancy(*row) for row in db.execute(query))


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, StoredDiscrepancy]:
    """Discrepancies by id, those no longer found included."""
    query = _select().where(
        discrepancies.c.workspace == workspace, discrepancies.c.id.in_(sorted(set(ids)))
    )
    return {row.id: StoredDiscrepancy(*row) for row in db.execute(query)}


def _select() -> Select[Any]:  # Any: the columns of a StoredDiscrepancy
    return select(
        discrepancies.c.id,
        discrepancies.c.story_id,
        discrepancies.c.body,
        discrepancies.c.found_at,
        discrepancies.c.state,
        discrepancies.c.until,
        discrepancies.c.present,
        discrepancies.c.rank,
        discrepancies.c.lineage,
        discrepancies.c.changed_at,
        discrepancies.c.suppressed_by,
        discrepancies.c.doubtful,
    )


def _conditions(workspace: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    table = discrepancies.c
    shown = table.doubtful if wanted.state == "doubtful" else table.present
    found = [table.workspace == workspace, shown.is_(True)]
    if wanted.kinds:
        found.append(table.kind.in_(wanted.kinds))
    if wanted.severity:
        found.append(table.severity == wanted.severity)
    over = and_(table.state == "snoozed", table.until <= wanted.now)
    if wanted.state == "open":
        found.append(or_(table.state == "open", over))
    elif wanted.state == "snoozed":
        found.append(and_(table.state == "snoozed", or_(table.until.is_(None), ~over)))
    elif wanted.state == "confirmed":
        found.append(table.id.in_(confirmed(workspace)))
    elif wanted.state not in ("all", "doubtful"):
        found.append(table.state == wanted.state)
    if wanted.stories is not None:
        found.append(table.story_id.in_(wanted.stories))
    if wanted.found_after is not None:
        back = and_(over, table.until > wanted.found_after)
        found.append(or_(table.found_at > wanted.found_after, back))
    if wanted.news:
        found.append(table.quiet.is_(False))
    if wanted.outlets is not None or wanted.since or wanted.until:
        found.append(_cites(wanted))
    return found


def _cites(wanted: Wanted) -> ColumnElement[bool]:
    cited = [
        discrepancy_articles.c.discrepancy_id == discrepancies.c.id,
        articles.c.id == discrepancy_articles.c.article_id,
    ]
    if wanted.outlets is not None:
        cited.append(articles.c.outlet_id.in_(wanted.outlets))
    if wanted.since is not None:
        cited.append(articles.c.published >= wanted.since)
    if wanted.until is not None:
        cited.append(articles.c.published <= wanted.until)
    return exists().where(*cited)


def suppress(db: Session, id: int, suppression: int, now: datetime) -> None:
    """Keep it from being shown, as the false alarm that it is."""
    db.execute(
        update(discrepancies)
        .where(discrepancies.c.id == id)
        .values(state="dismissed", suppressed_by=suppression, changed_at=now)
    )


def touch(db: Session, id: int, now: datetime) -> None:
    """What is shown of it changed, though nothing of itself."""
    db.execute(update(discrepancies).where(discrepancies.c.id == id).values(changed_at=now))


def undecided(
    db: Session, workspace: str, *, kind: str | None = None, found_at: datetime | None = None
) -> tuple[StoredDiscrepancy, ...]:
    """What is open and nobody has ever decided about; of one kind, or found at one moment."""
    table = discrepancies.c
    wanted = [
        table.workspace == workspace,
        table.present.is_(True),
        table.state == "open",
        ~exists().where(decisions.c.discrepancy_id == table.id),
    ]
    if kind is not None:
        wanted.append(table.kind == kind)
    if found_at is not None:
        wanted.append(table.found_at == found_at)
    return tuple(StoredDiscrepancy(*row) for row in db.execute(_select().where(*wanted)))


def in_place_of(db: Session, workspace: str, gone: StoredDiscrepancy) -> StoredDiscrepancy | None:
    """What is found now about the subject of one that is found no more: its values changed.

    Or its story went into another one, where the same was known already.
    """
    here = select(stories.c.lineage).where(stories.c.id == gone.story)
    query = _select().where(
        discrepancies.c.workspace == workspace,
        or_(
            discrepancies.c.lineage == gone.lineage,
            discrepancies.c.lineage.in_(here.scalar_subquery()),
        ),
        discrepancies.c.kind == str(gone.discrepancy.kind),
        discrepancies.c.present.is_(True),
        discrepancies.c.id != gone.id,
    )
    found = [StoredDiscrepancy(*row) for row in db.execute(query.order_by(discrepancies.c.id))]
    fitting = [(succeeds(one.discrepancy, gone.discrepancy), one.id, one) for one in found]
    best = max(fitting, key=lambda fit: fit[:2], default=(0, 0, gone))
    return best[2] if best[0] else None


def total(db: Session, workspace: str) -> int:
    """How many are shown at present, whatever was decided."""
    query = select(func.count()).where(
        discrepancies.c.workspace == workspace, discrepancies.c.present.is_(True)
    )
    return int(db.execute(query).scalar_one())
