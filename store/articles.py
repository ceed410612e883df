"""Articles in and out of the archive, each once by (source, content hash) and by its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from collation.features import story_item
from extraction.annotations import Reading
from intake.article import Article
from intake.sites import same_site
from store import outlets, readings, revisions
from store.archive import Session, add_row
from store.keys import article_key, digest
from store.search import serial
from store.tables import articles
from store.tables import outlets as outlet_table


@dataclass(frozen=True, slots=True)
class Stored:
    """One article as the archive holds it. `outlet` is the name people gave it, if any did."""

    id: int
    key: str  # what collation calls it (Covered.id)
    article: Article
    outlet: str
    story: int | None
    group: int  # source group, within its story
    serial: int  # by which its printings are numbered
    outlet_id: int


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text that was indexed before. `current`: no newer text replaced it.

    `elsewhere`: it came from another source, such as a copy of the file in another folder.
    """

    id: int
    current: bool
    elsewhere: bool = False


def find_known(db: Session, workspace: str, article: Article) -> Known | None:
    """The article with this very text of this source or, failing that, of a copy elsewhere: a file
    in another folder, another address of one site, as feeds and newsletters print them.

    None where it is not in the archive.
    """
    source = digest(article.source)
    rows = db.execute(
        _KNOWN,
        {
            "workspace_is": workspace,
            "hash_is": digest(article.text),
            "key_is": article_key(article),
        },
    )
    found = [
        Known(row.id, row.current, row.source_key != source)
        for row in rows
        if row.source_key == source
        or row.key == article_key(article)
        or _is_one_site(row.source, article.source)
    ]
    return min(found, key=lambda known: known.elsewhere, default=None)


_KNOWN = select(
    articles.c.id,
    articles.c.current,
    articles.c.key,
    articles.c.source,
    articles.c.source_key,
).where(
    articles.c.workspace == bindparam("workspace_is"),
    or_(
        articles.c.content_hash == bindparam("hash_is"),
        articles.c.key == bindparam("key_is"),
    ),
)


def _is_one_site(one: str, other: str) -> bool:
    """Whether two sources are pages of one site; what two outlets print alike are two articles."""
    on_the_web = all(source.startswith(("http://", "https://")) for source in (one, other))
    return on_the_web and same_site(one, other)


def unknown(db: Session, workspace: str, met: Sequence[Article]) -> list[bool]:
    """Of each article whether `find_known` would find none."""
    keys, pairs = set[str](), set[tuple[str, str]]()
    for at in range(0, len(met), 400):
        some = met[at : at + 400]
        rows = db.execute(
            select(articles.c.key, articles.c.source_key, articles.c.content_hash).where(
                articles.c.workspace == workspace,
                or_(
                    articles.c.key.in_([article_key(one) for one in some]),
                    articles.c.source_key.in_([digest(one.source) for one in some]),
                ),
            )
        )
        for row in rows:
            keys.add(row.key)
            pairs.add((row.source_key, row.content_hash))
    return [
        article_key(one) not in keys and (digest(one.source), digest(one.text)) not in pairs
        for one in met
    ]


def add(
    db: Session, workspace: str, article: Article, reading: Reading, now: datetime
) -> tuple[int, bool]:
    """Keep an article with its reading, to be grouped later; an older text of its source gives way.

    Returns its id, and whether the source had another text before.
    """
    older, story = _retire_others(db, workspace, article)
    outlet = outlets.find_or_add(db, workspace, article.outlet)
    id = add_row(
        db,
        insert(articles),
        {
            "workspace": workspace,
            "key": article_key(article),
            "serial": _free_serial(db, workspace, article),
            "source": article.source,
            "source_key": digest(article.source),
            "content_hash": digest(article.text),
            "outlet_id": outlet,
            "published": article.published,
            "body": article,
            "features": story_item(article_key(article), article),
            "current": True,
            "pending": True,
            "story_id": story,
            "indexed_at": now,
        },
    )
    readings.add(db, workspace, id, reading)
    _begin_revision(db, workspace, older, id, article, now)
    return id, bool(older)


def _free_serial(db: Session, workspace: str, article: Article) -> int:
    hashed = int(digest(f"{workspace} {article_key(article)}")[:15], 16)
    while True:
        number = serial(article.published, hashed)
        if db.execute(_WITH_SERIAL, {"serial_is": number}).first() is None:
            return number
        hashed += 1


_WITH_SERIAL = select(articles.c.id).where(articles.c.serial == bindparam("serial_is"))


def make_current(db: Session, workspace: str, article: Article, id: int, now: datetime) -> None:
    """A source went back to a text it had before: that one counts again, as this source's."""
    older, story = _retire_others(db, workspace, article)
    _begin_revision(db, workspace, older, id, article, now)
    db.execute(
        update(articles)
        .where(articles.c.id == id)
        .values(
            current=True,
            pending=True,
            story_id=story,
            source=article.source,
            source_key=digest(article.source),
        )
    )


def retire_others(db: Session, workspace: str, article: Article) -> bool:
    """A source's text is now one that another source has, too; whether it had another before."""
    return bool(_retire_others(db, workspace, article)[0])


def _retire_others(
    db: Session, workspace: str, article: Article
) -> tuple[dict[int, Article], int | None]:
    """The texts that the source had, by id, and the story that the new one inherits."""
    source = {"workspace_is": workspace, "source_is": digest(article.source)}
    found = db.execute(_CURRENT, source).all()
    if not found:
        return {}, None
    # Pending, so that the next grouping takes it out of its story.
    ids = [row.id for row in found]
    db.execute(update(articles).where(articles.c.id.in_(ids)).values(current=False, pending=True))
    return {row.id: row.body for row in found}, found[0].story_id


_CURRENT = select(articles.c.id, articles.c.body, articles.c.story_id).where(
    articles.c.workspace == bindparam("workspace_is"),
    articles.c.source_key == bindparam("source_is"),
    articles.c.current.is_(True),
)


def _begin_revision(
    db: Session,
    workspace: str,
    older: Mapping[int, Article],
    id: int,
    article: Article,
    now: datetime,
) -> None:
    """What a page prints now is to be compared with what it printed before.

    A file has no outlet that changes it, and two ways of getting at one page differ by themselves.
    """
    alike = [
        other
        for other, text in older.items()
        if article.url is not None and text.outlet_from == article.outlet_from
    ]
    outlet = select(articles.c.outlet_id).where(articles.c.id == id)
    if alike:
        revisions.begin(db, workspace, alike, id, db.execute(outlet).scalar_one(), now)


_COLUMNS = (
    articles.c.id,
    articles.c.key,
    articles.c.body,
    func.coalesce(outlet_table.c.given, outlet_table.c.found).label("outlet"),
    articles.c.story_id,
    articles.c.source_group,
    articles.c.serial,
    articles.c.outlet_id,
)


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, Stored]:
    """The articles of these ids, by id; ids of other workspaces are left out."""
    wanted = sorted(set(ids))
    found: dict[int, Stored] = {}
    for at in range(0, len(wanted), 500):  # SQLite binds 999 values where it is old
        rows = db.execute(
            select(*_COLUMNS)
            .join(outlet_table, outlet_table.c.id == articles.c.outlet_id)
            .where(articles.c.workspace == workspace, articles.c.id.in_(wanted[at : at + 500]))
        )
        found |= {row.id: Stored(*row) for row in rows}
    return found


def newest_of(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, Stored]:
    """For each of these articles what its source prints now, by the id given."""
    older, newer = articles.alias("older"), articles.alias("newer")
    rows = db.execute(
        select(older.c.id, newer.c.id)
        .join(
            newer,
            and_(
                newer.c.workspace == older.c.workspace,
                newer.c.source_key == older.c.source_key,
                newer.c.current.is_(True),
            ),
        )
        .where(older.c.workspace == workspace, older.c.id.in_(tuple(ids)))
    )
    now = {row[0]: row[1] for row in rows}
    held = load(db, workspace, now.values())
    return {id: held[newest] for id, newest in now.items() if newest in held}


def indexed_at(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, datetime]:
    """When these articles were read first."""
    rows = db.execute(
        select(articles.c.id, articles.c.indexed_at).where(
            articles.c.workspace == workspace, articles.c.id.in_(tuple(ids))
        )
    )
    return {row.id: row.indexed_at for row in rows}


def is_trimmed(db: Session, workspace: str, id: int) -> bool:
    """Whether only what is cited of the article's text is kept."""
    query = select(articles.c.trimmed_at).where(
        articles.c.workspace == workspace, articles.c.id == id
    )
    return db.execute(query).scalar() is not None


def ids_of_story(db: Session, workspace: str, story: int) -> dict[str, int]:
    """The ids of a story's articles by their keys, in the order of keys."""
    rows = db.execute(
        select(articles.c.key, articles.c.id)
        .where(
            articles.c.workspace == workspace,
            articles.c.story_id == story,
            articles.c.current.is_(True),
        )
        .order_by(articles.c.key)
    )
    return {row.key: row.id for row in rows}


def of_outlets(db: Session, workspace: str, story: int, outlets: Iterable[int]) -> frozenset[str]:
    """The keys of a story's articles that are of one of these outlets."""
    rows = db.execute(
        select(articles.c.key).where(
            articles.c.workspace == workspace,
            articles.c.story_id == story,
            articles.c.outlet_id.in_(tuple(outlets)),
        )
    )
    return frozenset(rows.scalars())


def ids_of_keys(db: Session, workspace: str, keys: Iterable[str]) -> dict[str, int]:
    """The ids of articles by their keys, replaced texts included."""
    wanted = sorted(set(keys))
    found: dict[str, int] = {}
    for at in range(0, len(wanted), 500):
        rows = db.execute(
            select(articles.c.key, articles.c.id).where(
                articles.c.workspace == workspace, articles.c.key.in_(wanted[at : at + 500])
            )
        )
        found |= {row.key: row.id for row in rows}
    return found


def set_groups(db: Session, groups: dict[int, int]) -> None:
    """Write which source group each article is of, by article id."""
    if groups:
        db.execute(
            update(articles)
            .where(articles.c.id == bindparam("one"), articles.c.source_group != bindparam("group"))
            .values(source_group=bindparam("group")),
            [{"one": id, "group": group} for id, group in groups.items()],
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from, without its text: for counting sources."""

    id: int
    outlet: str
    story: int | None
    group: int
    published: date | None


def origins(db: Session, workspace: str, ids: Sequence[int]) -> tuple[Origin, ...]:
    """The origins of articles, in the order of their keys."""
    found: list[tuple[str, Origin]] = []
    for at in range(0, len(ids), 500):
        rows = db.execute(
            select(
                articles.c.key,
                articles.c.id,
                func.coalesce(outlet_table.c.given, outlet_table.c.found),
                articles.c.story_id,
                articles.c.source_group,
                articles.c.published,
            )
            .join(outlet_table, outlet_table.c.id == articles.c.outlet_id)
            .where(articles.c.workspace == workspace, articles.c.id.in_(ids[at : at + 500]))
        )
        found += [(row[0], Origin(*row[1:])) for row in rows]
    return tuple(origin for _, origin in sorted(found, key=lambda pair: pair[0]))


def sources_of_story(db: Session, workspace: str, story: int) -> tuple[str, ...]:
    """The keys of the sources that a story's articles come from, sorted."""
    rows = db.execute(
        select(articles.c.source_key)
        .where(articles.c.workspace == workspace, articles.c.story_id == story)
        .distinct()
    )
    return tuple(sorted(rows.scalars()))


def stories_of_sources(db: Session, workspace: str, sources: Sequence[str]) -> tuple[int, ...]:
    """The stories in which articles of these sources are now, sorted."""
    found: set[int] = set()
    for at in range(0, len(sources), 500):
        found |= set(
            db.execute(
                select(articles.c.story_id).where(
                    articles.c.workspace == workspace,
                    articles.c.source_key.in_(sources[at : at + 500]),
                    articles.c.story_id.isnot(None),
                )
            ).scalars()
        )
    return tuple(sorted(found))
