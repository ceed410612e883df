"""Articles in; each kept with its reading in a transaction of its own, and what became of it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from desk.answers import IndexAnswer, Indexed
from desk.collating import catch_up
from desk.findings import Collation
from extraction.annotations import Reading
from intake.article import Article
from store import articles, failures
from store.archive import Archive
from store.failures import Failure

_log = logging.getLogger("parallax.indexing")

Read = Callable[[Iterable[Article]], Iterable[Reading]]
Progress = Callable[[Indexed], None]

_BATCH = 32  # articles that are read together
_AHEAD = 1  # such batches that may be read while the one before is kept
_COLLATED = 512  # articles after which stories are brought up to date

#: What reading or keeping one article may raise for a text nobody thought of. Named one by one:
#: a locked archive, a full disk or Ctrl-C stop the batch, one odd article does not.
ODD_ARTICLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


def index(
    archive: Archive,
    workspace: str,
    items: Iterable[Article | Indexed],
    read: Read,
    collation: Collation,
    now: Callable[[], datetime],
    progress: Progress | None,
) -> IndexAnswer:
    """Keep what is new, in the order given; then group and collate what it touches.

    An item that is no article but a failure already is recorded and passed through. Whatever
    was kept stays kept if the process dies; the rest, and the collating, is done by the next
    call with the same items.
    """
    fates: list[Indexed] = []
    news = waiting = 0
    for begun in _begun(archive, workspace, items, read):
        for fate in _index_batch(archive, workspace, begun, read, now):
            fates.append(fate)
            waiting += fate.outcome in ("new", "changed")
            if progress is not None:
                progress(fate)
        if waiting >= _COLLATED:
            news += catch_up(archive, workspace, collation, now())
            waiting = 0
    news += catch_up(archive, workspace, collation, now())
    return IndexAnswer(items=tuple(fates), new_discrepancies=news)


@dataclass(frozen=True, slots=True)
class _Begun:
    """Some items, those of them that are new by their places, and their readings to come."""

    batch: Sequence[Article | Indexed]
    unread: dict[int, Article]
    readings: Iterator[Reading]


def _begun(
    archive: Archive, workspace: str, items: Iterable[Article | Indexed], read: Read
) -> Iterator[_Begun]:
    """The items, some together. The next ones are handed to `read` before the last ones are given
    out: whoever reads in other processes goes on while we keep what is read.
    """
    source = iter(items)
    ahead: deque[_Begun] = deque()
    while batch := list(islice(source, _BATCH)):
        ahead.append(_begin(archive, workspace, batch, read))
        if len(ahead) > _AHEAD:
            yield ahead.popleft()
    yield from ahead


def _begin(
    archive: Archive, workspace: str, batch: Sequence[Article | Indexed], read: Read
) -> _Begun:
    with archive.reading() as db:
        # The same article may stand twice: then it is read twice, and kept once.
        met = {place: item for place, item in enumerate(batch) if isinstance(item, Article)}
        new = articles.unknown(db, workspace, tuple(met.values()))
        unread = {place: met[place] for place, unmet in zip(met, new, strict=True) if unmet}
    try:
        return _Begun(batch, unread, iter(read(tuple(unread.values()))))
    except ODD_ARTICLE:
        return _Begun(batch, unread, iter(()))


def _index_batch(
    archive: Archive,
    workspace: str,
    begun: _Begun,
    read: Read,
    now: Callable[[], datetime],
) -> Iterator[Indexed]:
    readings = _read_each(tuple(begun.unread.values()), begun.readings, read)
    for place, item in enumerate(begun.batch):
        if isinstance(item, Indexed):
            yield _failed(archive, workspace, item.source, item.why or "unreadable", now())
        else:
            reading = next(readings) if place in begun.unread else None
            yield _keep(archive, workspace, item, reading, now())


def _read_each(
    unread: Sequence[Article], begun: Iterator[Reading], read: Read
) -> Iterator[Reading | str]:
    """For each article its reading, or the sentence that says why there is none."""
    done = 0
    try:
        for reading in begun:
            yield reading
            done += 1
    except ODD_ARTICLE as error:
        # One of them cannot be read, and the batch does not say which: each by itself.
        _log.info("batch read one by one why=%s", type(error).__name__)
    for article in unread[done:]:
        yield _read_alone(article, read)


def _read_alone(article: Article, read: Read) -> Reading | str:
    try:
        for reading in read([article]):
            return reading
    except ODD_ARTICLE as error:
        return f"It could not be read ({type(error).__name__}: {error})."
    return "Reading it gave nothing."


def _keep(
    archive: Archive,
    workspace: str,
    article: Article,
    reading: Reading | str | None,
    now: datetime,
) -> Indexed:
    if isinstance(reading, str):
        return _failed(archive, workspace, article.source, reading, now)
    try:
        with archive.writing() as db:
            failures.clear(db, workspace, article.source)
            known = articles.find_known(db, workspace, article)
            if known is not None:
                if known.current:
                    changed = known.elsewhere and articles.retire_others(db, workspace, article)
                    outcome = "changed" if changed else "unchanged"
                    return Indexed(article.source, outcome, article=known.id)
                articles.make_current(db, workspace, article, known.id, now)
                return Indexed(article.source, "changed", article=known.id)
            if reading is None:
                raise LookupError("it was deleted while it was being indexed")
            added, replaced = articles.add(db, workspace, article, reading, now)
            return Indexed(article.source, "changed" if replaced else "new", article=added)
    except ODD_ARTICLE as error:
        why = f"It could not be kept ({type(error).__name__}: {error})."
        return _failed(archive, workspace, article.source, why, now)


def _failed(archive: Archive, workspace: str, source: str, why: str, now: datetime) -> Indexed:
    with archive.writing() as db:
        failures.record(db, workspace, Failure(source, why, now))
    return Indexed(source, "failed", why)
