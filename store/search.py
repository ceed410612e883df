"""Words, a speaker and filters in; the newest printings of quotations that fit, out.

The text searched is the stems of what was printed, then tokens for workspace, speaker and
outlet; so one look-up in one index answers "speaker and common word" as fast as a rare word.
Printing ids order by day, so the newest come first without sorting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    column,
    func,
    literal_column,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import array

from store.archive import Session
from store.columns import storable
from store.stems import inflections, stems
from store.tables import printings

_ARTICLE_BITS = 28
_QUOTATION_BITS = 14
_DAY_BITS = _ARTICLE_BITS + _QUOTATION_BITS
_LAST_DAY = (1 << (63 - _DAY_BITS)) - 1
MOST_QUOTATIONS = 1 << _QUOTATION_BITS  # of one article that can be searched
FIRST = 2_000  # newest printings that PostgreSQL looks through before anything else
RARE = 5_000  # printings that PostgreSQL fetches from its index before it looks at the newest
RECENT = 10_000  # newest printings that it looks through then, before it fetches all
AT_ONCE = 500  # printings whose words are compared with a quoted phrase at once
LOOKED_AT = 3_000  # newest printings with a phrase's stems of which the words are compared

_SIMPLE: ColumnElement[str] = literal_column("'simple'::regconfig")
_FTS = table("printings_fts", column("rowid"), column("printings_fts"))


def serial(published: date | None, hashed: int) -> int:
    """An article's number: its day (undated before all), then 28 bits of a hash.

    Within a day nothing depends on the order of arrival. Two articles of a day may, rarely, get
    the same number: then the later takes the next free one.
    """
    return (_day(published) << _ARTICLE_BITS) | (hashed & ((1 << _ARTICLE_BITS) - 1))


def printing_id(serial: int, quotation: int) -> int:
    """An id that sorts by day, then article, then place in its text."""
    return (serial << _QUOTATION_BITS) | quotation


def _day(published: date | None) -> int:
    # 63 bits are left for an id, so days end with the year 5741.
    return min(published.toordinal(), _LAST_DAY) if published else 0


def _begins(day: date) -> int:
    return _day(day) << _DAY_BITS


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every phrase (stems that stand together), any of the people, outlets.

    A word is a phrase of one stem. Dates are inclusive days. `exact` are runs of words of which a
    printing must have each as it is or inflected; with `before` only older printings are found.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    people: tuple[int, ...] = ()
    outlets: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    story: int | None = None
    exact: tuple[tuple[str, ...], ...] = ()
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A printing that fits, and the utterance it is a version of."""

    printing: int
    utterance: int


def searchable(workspace: str, printed: str, person: int | None, outlet: int) -> str:
    """The text under which a printing is found."""
    tokens = [_workspace_token(workspace), f"zzoutlet{outlet}zz"]
    if person is not None:
        tokens.append(f"zzspeaker{person}zz")
    return storable(" ".join((*stems(printed), *tokens)))


def _workspace_token(workspace: str) -> str:
    return f"zzat{workspace.encode().hex()}zz"


def search(db: Session, workspace: str, sought: Sought, most: int) -> tuple[Hit, ...]:
    """The newest printings that fit, at most `most`, newest first."""
    if sought.exact:
        return _exactly(db, workspace, sought, most)
    if sought.story is not None or not (sought.phrases or sought.people or sought.outlets):
        return _hits(db, _plain(workspace, sought), most)
    if db.dialect.name == "sqlite":
        return _hits(db, _in_sqlite(workspace, sought, most), most)
    return _in_postgresql(db, workspace, sought, most)


def _exactly(db: Session, workspace: str, sought: Sought, most: int) -> tuple[Hit, ...]:
    """Those that have the words themselves, among the newest `LOOKED_AT` that have their stems."""
    runs = [[inflections(word) for word in run] for run in sought.exact]
    found: list[Hit] = []
    wider, looked = replace(sought, exact=()), 0
    while len(found) < most and looked < LOOKED_AT:
        hits = search(db, workspace, wider, AT_ONCE)
        query = select(printings.c.id, printings.c.words)
        rows = db.execute(query.where(printings.c.id.in_([hit.printing for hit in hits])))
        fits = {row.id for row in rows if _has_runs(row.words, runs)}
        found += [hit for hit in hits if hit.printing in fits]
        looked += len(hits)
        if len(hits) < AT_ONCE:
            break
        wider = replace(wider, before=hits[-1].printing)
    return tuple(found[:most])


def _has_runs(printed: str | None, runs: Sequence[Sequence[frozenset[str]]]) -> bool:
    """Whether a printing's words have every run; what was kept without words has them."""
    if printed is None:
        return True
    words = printed.split()
    return all(
        any(
            all(word in forms for word, forms in zip(words[at:], run, strict=False))
            for at in range(len(words) - len(run) + 1)
        )
        for run in runs
    )


def holding(db: Session, hits: Sequence[Hit], run: tuple[str, ...]) -> tuple[Hit, ...]:
    """Those of the hits whose printing has these stems one after the other."""
    rows = db.execute(
        select(printings.c.id).where(
            printings.c.id.in_([hit.printing for hit in hits]), _holds(printings.c.stems, run)
        )
    )
    found = set(rows.scalars())
    return tuple(hit for hit in hits if hit.printing in found)


def _hits(db: Session, query: Select[int, int], most: int) -> tuple[Hit, ...]:
    return tuple(Hit(row.id, row.utterance_id) for row in db.execute(query.limit(most)))


def _plain(workspace: str, sought: Sought) -> Select[int, int]:
    """Without the full-text index: for one story's printings, one speaker's, or the newest."""
    query = select(printings.c.id, printings.c.utterance_id).where(*_columns(workspace, sought))
    for phrase in sought.phrases:
        query = query.where(_holds(printings.c.stems, phrase))
    return query.order_by(printings.c.id.desc())


def _columns(workspace: str, sought: Sought) -> Iterator[ColumnElement[bool]]:
    yield printings.c.workspace == workspace
    yield from _between(printings.c.id, sought)
    if sought.story is not None:
        yield printings.c.story_id == sought.story
    if sought.people:
        yield printings.c.person_id.in_(sought.people)
    if sought.outlets:
        yield printings.c.outlet_id.in_(sought.outlets)


def _holds(stems_column: ColumnElement[str], phrase: tuple[str, ...]) -> ColumnElement[bool]:
    padded: ColumnElement[str] = literal_column("' '") + stems_column + literal_column("' '")
    return padded.contains(f" {' '.join(phrase)} ", autoescape=True)


def _between(id: ColumnElement[int], sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.since is not None:
        yield id >= _begins(sought.since)
    if sought.before is not None:
        yield id < sought.before
    if sought.until is not None:
        yield id < _begins(sought.until) + (1 << _DAY_BITS)
        yield id >= 1 << _DAY_BITS  # an undated article is not known to be older


def _in_sqlite(workspace: str, sought: Sought, most: int) -> Select[int, int]:
    # FTS5 walks its lists from the newest row down and stops at the limit.
    wanted = [f"({' OR '.join(tokens)})" for tokens in _tokens(sought)]
    wanted = wanted or [_workspace_token(workspace)]  # people and outlets are its own
    wanted += [f'"{" ".join(phrase)}"' for phrase in sought.phrases]
    hits = (
        select(_FTS.c.rowid)
        .where(_FTS.c.printings_fts.op("MATCH")(" AND ".join(wanted)))
        .where(*_between(_FTS.c.rowid, sought))
        .order_by(_FTS.c.rowid.desc())
        .limit(most)
        .subquery()
    )
    return (
        select(printings.c.id, printings.c.utterance_id)
        .join(hits, hits.c.rowid == printings.c.id)
        .order_by(printings.c.id.desc())
    )


def _tokens(sought: Sought) -> Iterator[list[str]]:
    """Lists of tokens, one of each of which a printing must have."""
    if sought.people:
        yield [f"zzspeaker{id}zz" for id in sought.people]
    if sought.outlets:
        yield [f"zzoutlet{id}zz" for id in sought.outlets]


def _in_postgresql(db: Session, workspace: str, sought: Sought, most: int) -> tuple[Hit, ...]:
    """What every tenth row holds is read off the newest; what is rare is asked of the index; what
    is neither, of more of the newest rows, read in order, and then of the index whole.

    GIN has no order: a word that every tenth quotation holds would be fetched and sorted whole.
    """
    if not sought.phrases:
        return _hits(db, _of_each(workspace, sought, most), most)
    if sought.people:  # what one person said is little enough
        return _hits(db, _indexed(workspace, sought), most)
    newest = _hits(db, _recent(workspace, sought, FIRST), most)
    if len(newest) == most:  # of a word so common PostgreSQL would read the whole table
        return newest
    rare = _hits(db, _indexed(workspace, sought, RARE + 1), RARE + 1)
    if len(rare) <= RARE:
        return rare[:most]
    recent = _hits(db, _recent(workspace, sought, RECENT), most)
    return recent if len(recent) == most else _hits(db, _indexed(workspace, sought), most)


def _of_each(workspace: str, sought: Sought, most: int) -> Select[int, int]:
    """The newest printings of every person, else of every outlet, read from the end of its index;
    then the newest of them."""
    of, column = (
        (sought.people, printings.c.person_id)
        if sought.people
        else (sought.outlets, printings.c.outlet_id)
    )
    rest = replace(sought, people=(), outlets=sought.outlets if sought.people else ())
    one = func.unnest(array(of, type_=Integer)).table_valued("one").render_derived("each_one")
    theirs = _plain(workspace, rest).where(column == one.c.one).limit(most).lateral("theirs")
    query = select(theirs.c.id, theirs.c.utterance_id).select_from(one.join(theirs, true()))
    return query.order_by(theirs.c.id.desc())


def _recent(workspace: str, sought: Sought, among: int) -> Select[int, int]:
    rows = (
        select(printings.c.id, printings.c.utterance_id, printings.c.stems)
        .where(*_columns(workspace, sought))
        .order_by(printings.c.id.desc())
        .limit(among)
        .subquery()
    )
    query = select(rows.c.id, rows.c.utterance_id).order_by(rows.c.id.desc())
    return query.where(*(_holds(rows.c.stems, phrase) for phrase in sought.phrases))


def _indexed(workspace: str, sought: Sought, within: int | None = None) -> Select[int, int]:
    """All that fit, newest first; with `within`, any so many of them."""
    wanted: ColumnElement[str] = func.plainto_tsquery(_SIMPLE, "")
    for tokens in _tokens(sought):
        wanted = wanted.op("&&")(func.to_tsquery(_SIMPLE, " | ".join(tokens)))
    if any(phrase[1:] for phrase in sought.phrases):  # else light words are sought in every row
        wanted = wanted.op("&&")(func.to_tsquery(_SIMPLE, _workspace_token(workspace)))
    for phrase in sought.phrases:
        wanted = wanted.op("&&")(func.plainto_tsquery(_SIMPLE, " ".join(phrase)))
    # The workspace is looked up in the rows: the index would merge the list of all that it has.
    # Materialized, so that the planner cannot walk a million rows in order instead.
    hits = (
        select(printings.c.id, printings.c.utterance_id)
        .where(func.to_tsvector(_SIMPLE, printings.c.stems).op("@@")(wanted))
        # GIN keeps no places: for a phrase it would parse every row again, which costs more.
        .where(*(_holds(printings.c.stems, phrase) for phrase in sought.phrases if phrase[1:]))
        .where(printings.c.workspace == workspace, *_between(printings.c.id, sought))
        .limit(within)
        .cte("hits")
        .prefix_with("MATERIALIZED")
    )
    return select(hits.c.id, hits.c.utterance_id).order_by(hits.c.id.desc())
