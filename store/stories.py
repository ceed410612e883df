"""Stories: their numbers, their articles, and the topics by which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from collation.features import StoryItem
from store import moving, outlets
from store.archive import Session, add_row
from store.tables import articles, stories, story_stems
from store.tables import outlets as outlet_table


@dataclass(frozen=True, slots=True)
class Member:
    """An article that may be grouped, and the story it is in (None: it came since)."""

    id: int
    item: StoryItem
    story: int | None
    pending: bool = False  # no grouping has seen it


@dataclass(frozen=True, slots=True)
class StoredStory:
    """A story as last collated. `outlets` by the names people gave them, sorted."""

    id: int
    title: str
    articles: int
    sources: int
    first: date | None
    last: date | None
    outlets: tuple[str, ...]


def pending_days(db: Session, workspace: str) -> tuple[date | None, date | None] | None:
    """First and last day of the articles to be grouped (None: all undated); None if no article."""
    row = db.execute(
        select(func.count(), func.min(articles.c.published), func.max(articles.c.published)).where(
            articles.c.workspace == workspace, articles.c.pending.is_(True)
        )
    ).one()
    return (row[1], row[2]) if row[0] else None


def count_pending(db: Session, workspace: str) -> int:
    """How many articles are kept that no grouping has seen."""
    pending = select(func.count()).where(
        articles.c.workspace == workspace,
        articles.c.pending.is_(True),
        articles.c.current.is_(True),
    )
    return int(db.execute(pending).scalar_one())


def members(
    db: Session, workspace: str, since: date | None, until: date | None
) -> tuple[Member, ...]:
    """Current articles of the days given, undated ones and pending ones, in the order of keys.

    With a story's article come all articles of that story: it is regrouped whole.
    """
    days: ColumnElement[bool] = articles.c.published.is_(None) | articles.c.pending.is_(True)
    if since is not None and until is not None:
        days = days | articles.c.published.between(since, until)
    near = select(articles.c.story_id).where(
        articles.c.workspace == workspace, articles.c.story_id.isnot(None), days
    )
    rows = db.execute(
        select(articles.c.id, articles.c.features, articles.c.story_id, articles.c.pending)
        .where(
            articles.c.workspace == workspace,
            articles.c.current.is_(True),
            or_(days, articles.c.story_id.in_(near)),
        )
        .order_by(articles.c.key)
    )
    return tuple(Member(*row) for row in rows)


def unchanged(db: Session, workspace: str, seen: Sequence[Member]) -> bool:
    """Whether the articles seen are in the stories they were in, and nothing else is pending."""
    now = _stories_of(db, workspace, [member.id for member in seen])
    pending = db.execute(
        select(articles.c.id).where(
            articles.c.workspace == workspace,
            articles.c.pending.is_(True),
            articles.c.current.is_(True),
        )
    ).scalars()
    ids = {member.id for member in seen}
    return all(m.id in now and now[m.id] == m.story for m in seen) and set(pending) <= ids


def _stories_of(db: Session, workspace: str, ids: Sequence[int]) -> dict[int, int | None]:
    found: dict[int, int | None] = {}
    for at in range(0, len(ids), 500):
        rows = db.execute(
            select(articles.c.id, articles.c.story_id).where(
                articles.c.workspace == workspace,
                articles.c.current.is_(True),
                articles.c.id.in_(ids[at : at + 500]),
            )
        )
        found |= {row.id: row.story_id for row in rows}
    return found


def regroup(
    db: Session,
    workspace: str,
    groups: Sequence[frozenset[int]],
    ids: Sequence[int | None],
    now: datetime | None = None,
) -> None:
    """Put all that is pending into stories, and `groups` of articles as `place` does."""
    place(db, workspace, groups, ids, now)
    _settle_replaced(db, workspace)
    db.execute(
        update(articles)
        .where(
            articles.c.workspace == workspace,
            articles.c.pending.is_(True),
            or_(articles.c.story_id.isnot(None), articles.c.current.is_(False)),
        )
        .values(pending=False)
    )


def place(
    db: Session,
    workspace: str,
    groups: Sequence[frozenset[int]],
    ids: Sequence[int | None],
    now: datetime | None = None,
) -> tuple[int, ...]:
    """Put articles into stories: `groups` of article ids, each with the story it goes on as.

    None makes a story; a story that keeps no article is merged into the one that took most of
    its articles. Every story that gains or loses an article is stale from then on. Returns the
    story of each group.
    """
    before = _stories_of(db, workspace, sorted(set().union(*groups)))
    moved: dict[int, dict[int, int]] = {}
    targets = []
    for group, kept in zip(groups, ids, strict=True):
        origins = [story for id in group if (story := before.get(id)) is not None]
        target = kept if kept is not None else _new_story(db, workspace, origins)
        targets.append(target)
        changed = sorted(id for id in group if before.get(id) != target)
        for at in range(0, len(changed), 500):
            db.execute(
                update(articles)
                .where(articles.c.id.in_(changed[at : at + 500]))
                .values(story_id=target)
            )
        for id in changed:
            origin = before.get(id)
            if origin is not None:
                taken = moved.setdefault(origin, {})
                taken[target] = taken.get(target, 0) + 1
        if changed:
            make_stale(db, [target])
    for origin, taken in sorted(moved.items()):
        make_stale(db, [origin])
        if not _has_articles(db, origin):
            merge(db, origin, max(sorted(taken), key=lambda story: taken[story]), now)
    return tuple(targets)


def _new_story(db: Session, workspace: str, origins: Sequence[int]) -> int:
    new = add_row(db, insert(stories).values(workspace=workspace, lineage=0, stale=True))
    lineage = new
    if origins:
        most = max(sorted(set(origins)), key=origins.count)
        lineage = db.execute(select(stories.c.lineage).where(stories.c.id == most)).scalar_one()
    db.execute(update(stories).where(stories.c.id == new).values(lineage=lineage))
    return new


def _settle_replaced(db: Session, workspace: str) -> None:
    """Texts that their source replaced leave their stories."""
    replaced = (
        articles.c.workspace == workspace,
        articles.c.pending.is_(True),
        articles.c.current.is_(False),
        articles.c.story_id.isnot(None),
    )
    left = set(db.execute(select(articles.c.story_id).where(*replaced)).scalars())
    make_stale(db, sorted(left))
    db.execute(update(articles).where(*replaced).values(pending=False))


def make_stale(db: Session, ids: Sequence[int]) -> None:
    """These stories are to be collated again."""
    if ids:
        db.execute(update(stories).where(stories.c.id.in_(ids)).values(stale=True))


def _has_articles(db: Session, story: int) -> bool:
    query = select(articles.c.id).where(articles.c.story_id == story, articles.c.current.is_(True))
    return db.execute(query.limit(1)).first() is not None


def merge(db: Session, gone: int, into: int, now: datetime | None = None) -> None:
    """One story becomes part of another: what was found and decided in it goes there."""
    moving.all_of(db, gone, into, now)
    db.execute(
        update(stories)
        .where(or_(stories.c.id == gone, stories.c.merged_into == gone))
        .values(merged_into=into, stale=False, articles=0, sources=0, quotations=0)
    )
    make_stale(db, [into])


def stale(db: Session, workspace: str) -> tuple[int, ...]:
    """The stories to be collated again, lowest first."""
    rows = db.execute(
        select(stories.c.id)
        .where(stories.c.workspace == workspace, stories.c.stale.is_(True))
        .order_by(stories.c.id)
    )
    return tuple(rows.scalars())


def make_stale_of_outlet(db: Session, workspace: str, name: str) -> None:
    """Stories with an article of the outlet shown as `name` are to be collated again."""
    shown = func.coalesce(outlet_table.c.given, outlet_table.c.found)
    named = (
        select(articles.c.story_id)
        .join(outlet_table, outlet_table.c.id == articles.c.outlet_id)
        .where(articles.c.workspace == workspace, shown == name, articles.c.story_id.isnot(None))
    )
    db.execute(update(stories).where(stories.c.id.in_(named)).values(stale=True))


@dataclass(frozen=True, slots=True)
class Summary:
    """What collation says of a story as a whole."""

    title: str
    sources: int
    quotations: int
    stems: Mapping[str, int]  # by which a topic finds it, with their weights


def settle(db: Session, workspace: str, story: int, summary: Summary) -> None:
    """Write what was found of a story; it is stale no longer."""
    count, first, last = db.execute(
        select(func.count(), func.min(articles.c.published), func.max(articles.c.published)).where(
            articles.c.story_id == story, articles.c.current.is_(True)
        )
    ).one()
    db.execute(
        update(stories)
        .where(stories.c.id == story)
        .values(
            title=summary.title,
            articles=count,
            sources=summary.sources,
            quotations=summary.quotations,
            first=first,
            last=last,
            stale=False,
        )
    )
    db.execute(delete(story_stems).where(story_stems.c.story_id == story))
    if summary.stems:
        db.execute(
            insert(story_stems),
            [
                {"story_id": story, "stem": stem, "workspace": workspace, "weight": weight}
                for stem, weight in sorted(summary.stems.items())
            ],
        )


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, StoredStory]:
    """Stories by id."""
    wanted = sorted(set(ids))
    named = outlets.names_of_story(db, workspace, wanted)
    rows = db.execute(
        select(stories).where(stories.c.workspace == workspace, stories.c.id.in_(wanted))
    )
    return {
        row.id: StoredStory(
            row.id, row.title, row.articles, row.sources, row.first, row.last, named[row.id]
        )
        for row in rows
    }


def find(db: Session, workspace: str, id: int) -> int | None:
    """The number under which the story of that number goes on; None where there is none."""
    row = db.execute(
        select(stories.c.id, stories.c.merged_into).where(
            stories.c.workspace == workspace, stories.c.id == id
        )
    ).first()
    return None if row is None else int(row.merged_into or row.id)


def newest(db: Session, workspace: str, most: int) -> tuple[int, ...]:
    """The stories with the newest articles, the larger first of one day; undated ones last."""
    return tuple(
        db.execute(
            select(stories.c.id)
            .where(stories.c.workspace == workspace, stories.c.articles > 0)
            .order_by(
                stories.c.last.desc().nulls_last(),
                stories.c.articles.desc(),
                stories.c.title,
                stories.c.id,
            )
            .limit(most)
        ).scalars()
    )


def about(db: Session, workspace: str, stems: Sequence[str], most: int) -> tuple[int, ...]:
    """The stories that hold every stem, newest first; of one day what is most about them."""
    wanted = sorted(set(stems))
    if not wanted:
        return ()
    found = (
        select(story_stems.c.story_id, func.sum(story_stems.c.weight).label("weight"))
        .where(story_stems.c.workspace == workspace, story_stems.c.stem.in_(wanted))
        .group_by(story_stems.c.story_id)
        .having(func.count() == len(wanted))
        .subquery()
    )
    return tuple(
        db.execute(
            select(stories.c.id)
            .join(found, found.c.story_id == stories.c.id)
            .where(stories.c.articles > 0)
            .order_by(
                stories.c.last.desc().nulls_last(),
                found.c.weight.desc(),
                stories.c.title,
                stories.c.id,
            )
            .limit(most)
        ).scalars()
    )


def active(db: Session, workspace: str, since: date, until: date) -> tuple[int, ...]:
    """The stories with an article published on one of these days."""
    rows = db.execute(
        select(articles.c.story_id)
        .where(
            articles.c.workspace == workspace,
            articles.c.current.is_(True),
            articles.c.story_id.isnot(None),
            articles.c.published.between(since, until),
        )
        .distinct()
    ).scalars()
    return tuple(sorted(rows))


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a workspace holds."""

    articles: int
    stories: int
    quotations: int
    newest: date | None


def totals(db: Session, workspace: str) -> Totals:
    """Counted from the stories: a million quotations are not counted one by one."""
    row = db.execute(
        select(
            func.coalesce(func.sum(stories.c.articles), 0),
            func.count(),
            func.coalesce(func.sum(stories.c.quotations), 0),
            func.max(stories.c.last),
        ).where(stories.c.workspace == workspace, stories.c.articles > 0)
    ).one()
    return Totals(int(row[0]), int(row[1]), int(row[2]), row[3])
