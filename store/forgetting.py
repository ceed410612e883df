"""Articles, or a whole workspace, deleted with all that came from them; nothing is only hidden.

`OF_ARTICLES` says of each table how it is rid of what came from an article, so that a test fails
where a new table is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, delete, select, text, update

from store import changes, timeline, utterances
from store.archive import Session
from store.failures import failures
from store.feed_tables import feed_entries, feeds
from store.fetches import fetches
from store.installations import installations
from store.keys import digest
from store.postings import forget as forget_in_postings
from store.postings import posting_items, postings, tidings
from store.preferences import preferences
from store.revisions import revisions, told_changes
from store.revisits import revisits
from store.settings import settings
from store.story_links import forget as forget_in_groupings
from store.story_links import story_decisions, story_links
from store.suppressions import suppressed_pairs, suppressions
from store.tables import (
    articles,
    decisions,
    deliveries,
    discrepancies,
    discrepancy_articles,
    entries,
    events_seen,
    metadata,
    outlets,
    people,
    person_decisions,
    person_exceptions,
    person_links,
    person_names,
    person_roles,
    printings,
    readings,
    stories,
    story_stems,
    subscriptions,
    told,
    vocabulary,
)
from store.tables import utterances as utterance_table
from store.verdicts import forget as forget_verdicts
from store.verdicts import verdicts

_DELETED = "what came from the article is deleted"
_ANEW = "emptied for its story, and made anew from what is left"
_NOTHING = "holds nothing of an article"

#: Every table, and what forgetting an article does to it.
OF_ARTICLES: dict[Table, str] = {
    **dict.fromkeys(
        (
            *(articles, readings, revisions, told_changes, revisits, fetches, failures),
            *(discrepancies, discrepancy_articles, decisions, told, posting_items, tidings),
            *(verdicts, suppressions, suppressed_pairs, person_exceptions, people, outlets),
            *(changes.timeline_changes, changes.timeline_change_sources, vocabulary),
            *(story_decisions, story_links),
        ),
        _DELETED,
    ),
    **dict.fromkeys(
        (
            *(utterance_table, printings, entries, stories, story_stems),
            *(person_names, person_roles),
        ),
        _ANEW,
    ),
    **dict.fromkeys(
        (
            *(subscriptions, deliveries, postings, events_seen, installations, preferences),
            *(settings, person_decisions, person_links, feeds),
            feed_entries,  # hashes alone, by which a feed does not bring the article back
        ),
        _NOTHING,
    ),
}

_AT_ONCE = 400  # values in one statement


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much is gone, and the stories that are to be collated again."""

    articles: int
    printings: int  # older texts of these articles
    discrepancies: int
    stories: tuple[int, ...]


def forget_workspace(db: Session, workspace: str) -> int:
    """Delete every row of a workspace, in every table; how many articles that was."""
    _overwrite(db)
    count = 0
    for table in reversed(metadata.sorted_tables):
        done = db.execute(delete(table).where(table.c.workspace == workspace))
        if table is articles:
            count = done.rowcount
    return int(count)


def forget_articles(db: Session, workspace: str, ids: Iterable[int]) -> Forgotten:
    """Delete articles with every text that their sources ever had, and all that came from them.

    The stories named are to be collated again: what is left of them is made anew.
    """
    _overwrite(db)
    gone = _all_printings(db, workspace, ids)
    if not gone:
        return Forgotten(0, 0, 0, ())
    keys = {row.source_key for row in gone}
    numbers = [row.id for row in gone]
    touched = sorted({row.story_id for row in gone if row.story_id is not None})
    found = _ids(
        db, discrepancy_articles.c.discrepancy_id, discrepancy_articles.c.article_id, numbers
    )
    for table, column in ((revisions, "before_id"), (revisions, "after_id")):
        steps = _ids(db, table.c.id, table.c[column], numbers)
        _drop(db, told_changes.c.revision_id, steps)
        _drop(db, table.c.id, steps)
    _drop_discrepancies(db, workspace, found)
    forget_verdicts(db, workspace, {row.source for row in gone})
    for story in touched:
        utterances.replace_story(db, workspace, story, ())
        timeline.replace_story(db, workspace, story, ())
    _drop(db, printings.c.article_id, numbers)
    _drop_links(db, workspace, gone, keys)
    _drop_changes_by_people(db, workspace, keys)
    forget_in_groupings(db, workspace, keys)
    for table in (failures, person_exceptions):
        _drop(db, table.c.source_key, keys, table.c.workspace == workspace)
    _drop(db, revisits.c.article_id, numbers)
    _drop(db, readings.c.article_id, numbers)
    _drop(db, articles.c.id, numbers)
    left = _drop_empty_stories(db, workspace, touched)
    _drop_orphans(db, workspace)
    current = sum(row.current for row in gone)
    return Forgotten(current, len(gone) - current, len(found), left)


def articles_of_outlets(db: Session, workspace: str, ids: Sequence[int]) -> tuple[int, ...]:
    """The articles of these outlets, older printings too."""
    rows = db.execute(
        select(articles.c.id).where(
            articles.c.workspace == workspace, articles.c.outlet_id.in_(tuple(ids))
        )
    )
    return tuple(rows.scalars())


def _overwrite(db: Session) -> None:
    """SQLite leaves deleted text in the file unless it is told to write zeros over it."""
    if db.dialect.name == "sqlite":
        db.execute(text("PRAGMA secure_delete = ON"))


def _all_printings(db: Session, workspace: str, ids: Iterable[int]) -> list[Any]:  # Any: rows
    keys = _ids(db, articles.c.source_key, articles.c.id, sorted(set(ids)))
    rows: list[Any] = []
    for some in _some(sorted(keys)):
        rows += db.execute(
            select(
                articles.c.id,
                articles.c.source,
                articles.c.source_key,
                articles.c.story_id,
                articles.c.current,
            ).where(articles.c.workspace == workspace, articles.c.source_key.in_(some))
        ).all()
    return rows


def _drop_discrepancies(db: Session, workspace: str, found: Iterable[Any]) -> None:
    """With what was decided about them, told of them and learnt from them."""
    ids = sorted(found)
    learnt = _ids(db, suppressions.c.id, suppressions.c.discrepancy_id, ids)
    for some in _some(sorted(learnt)):
        db.execute(
            update(discrepancies)
            .where(discrepancies.c.workspace == workspace, discrepancies.c.suppressed_by.in_(some))
            .values(suppressed_by=None, state="open")
        )
    _drop(db, suppressed_pairs.c.suppression_id, learnt)
    _drop(db, suppressions.c.id, learnt)
    about = and_(verdicts.c.workspace == workspace, verdicts.c.about == "discrepancy")
    _drop(db, verdicts.c.number, ids, about)
    forget_in_postings(db, ids)  # the messages are edited then, by the schedule
    for table in (told, decisions, tidings, discrepancy_articles):
        _drop(db, table.c.discrepancy_id, ids)
    _drop(db, discrepancies.c.id, ids)


def _drop_links(db: Session, workspace: str, gone: Sequence[Any], keys: Iterable[str]) -> None:
    """Links that led to the articles, however they were typed."""
    numbers = [row.id for row in gone]
    links = {row.source for row in gone}
    asked = select(fetches.c.id, fetches.c.url, fetches.c.found_at).where(
        fetches.c.workspace == workspace
    )
    wanted = set(keys)
    led = [
        row.id
        for row in db.execute(asked)
        if row.url in links or digest(row.url) in wanted or row.found_at in links
    ]
    led += _ids(db, fetches.c.id, fetches.c.article_id, numbers)
    for some in _some(sorted(set(led))):
        db.execute(
            update(feed_entries).where(feed_entries.c.fetch_id.in_(some)).values(fetch_id=None)
        )
    _drop(db, fetches.c.id, led)


def _drop_changes_by_people(db: Session, workspace: str, keys: Iterable[str]) -> None:
    """Corrections of timelines that name a sentence of the articles."""
    sources, made = changes.timeline_change_sources, changes.timeline_changes
    found: set[int] = set()
    for some in _some(sorted(keys)):
        found |= set(
            db.execute(
                select(sources.c.change_id).where(
                    sources.c.workspace == workspace, sources.c.source_key.in_(some)
                )
            ).scalars()
        )
    _drop(db, sources.c.change_id, found)
    _drop(db, made.c.id, found)


def _drop_empty_stories(db: Session, workspace: str, touched: Sequence[int]) -> tuple[int, ...]:
    """Stories without an article are deleted; the others are returned, to be made anew."""
    left = []
    for story in touched:
        held = select(articles.c.id).where(articles.c.story_id == story)
        if db.execute(held.where(articles.c.current.is_(True)).limit(1)).first():
            left.append(story)
            continue
        for row in db.execute(held).all():  # replaced texts of sources that are elsewhere now
            db.execute(update(articles).where(articles.c.id == row.id).values(story_id=None))
        merged = _ids(db, stories.c.id, stories.c.merged_into, [story])
        here = [story, *merged]
        _drop_discrepancies(
            db, workspace, _ids(db, discrepancies.c.id, discrepancies.c.story_id, here)
        )
        made = changes.timeline_changes
        gone = _ids(db, made.c.id, made.c.story_id, here)
        _drop(db, changes.timeline_change_sources.c.change_id, gone)
        _drop(db, made.c.id, gone)
        for table in (printings, utterance_table, entries, story_stems):
            _drop(db, table.c.story_id, here)
        _drop(db, stories.c.id, merged)
        _drop(db, stories.c.id, [story])
    if left:
        db.execute(update(stories).where(stories.c.id.in_(left)).values(stale=True))
    return tuple(left)


def _drop_orphans(db: Session, workspace: str) -> None:
    """Names nobody is quoted by any more, words nobody says, outlets without an article.

    What is left of a story brings its own back when it is made anew; who was merged or split by
    hand stays, for that is a person's decision.
    """
    here = people.c.workspace == workspace
    quoted = select(printings.c.person_id).where(printings.c.person_id.isnot(None))
    held = [select(person_links.c.one), select(person_links.c.other)]
    held += [select(person_exceptions.c.person_id)]
    gone = select(people.c.id).where(
        here, people.c.id.not_in(quoted), *(people.c.id.not_in(query) for query in held)
    )
    ids = sorted(db.execute(gone).scalars())
    for some in _some(ids):
        db.execute(
            update(people).where(here, people.c.leader.in_(some)).values(leader=None, block=None)
        )
        db.execute(
            update(utterance_table)
            .where(utterance_table.c.person_id.in_(some))
            .values(person_id=None)
        )
    for table in (person_names, person_roles):
        _drop(db, table.c.person_id, ids)
    _drop(db, people.c.id, ids)
    kept: set[str] = set()
    rows = db.execute(select(printings.c.stems).where(printings.c.workspace == workspace))
    for stems in rows.scalars():
        kept.update(stems.split())
    here_too = vocabulary.c.workspace == workspace
    known = db.execute(select(vocabulary.c.stem).where(here_too)).scalars()
    _drop(db, vocabulary.c.stem, set(known) - kept, here_too)
    empty = select(articles.c.outlet_id).where(articles.c.workspace == workspace)
    db.execute(delete(outlets).where(outlets.c.workspace == workspace, outlets.c.id.not_in(empty)))


def _ids(
    db: Session, wanted: Column[Any], by: Column[Any], values: Iterable[Any]
) -> list[Any]:  # Any: numbers or keys
    found: set[Any] = set()
    for some in _some(sorted(set(values))):
        found |= set(db.execute(select(wanted).where(by.in_(some))).scalars())
    return sorted(found)


def _drop(
    db: Session,
    by: Column[Any],
    values: Iterable[Any],
    also: ColumnElement[bool] | None = None,
) -> None:
    """Delete the rows of the column's table that have one of the values."""
    table = by.table
    for some in _some(sorted(set(values))):
        wanted = by.in_(some)
        db.execute(delete(table).where(wanted if also is None else and_(wanted, also)))


def _some(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))
