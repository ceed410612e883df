"""Settings in; the desk with the real archive, the real pipeline and the real clock, out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.settings import BadSetting, Settings
from desk.errors import ArchiveBusy
from desk.requests import Asker

if TYPE_CHECKING:
    from bot.processes import Processes
    from desk.desk import Desk
    from desk.findings import Findings, Piece
    from extraction.annotations import Reading
    from intake.article import Article

PERSON = "command line"  # who decides and asks there
MANY = 24  # articles at once from which other processes are worth their start: 2 s, 400 MB each


def clock(start: datetime | None) -> Callable[[], datetime]:
    """Aware UTC: the present, or a clock that began at `start` when this was called."""
    if start is None:
        return lambda: datetime.now(UTC)
    began = time.monotonic()
    return lambda: start.astimezone(UTC) + timedelta(seconds=time.monotonic() - began)


class LazyReader:
    """Reads articles; loads the pipeline when the first comes: most processes read none.

    Many at once are read by a process a core, which stay until `close` and collate stories, too.
    """

    def __init__(self) -> None:
        self._read: Callable[[Iterable[Article]], Iterable[Reading]] | None = None
        self._processes: Processes | None = None
        self._alone = False  # whether other processes are no use
        self._loading = threading.Lock()

    def __call__(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles. Those of many are begun at once."""
        waiting = tuple(articles)
        few = len(waiting) < MANY and (self._processes is None or self._read is not None)
        if few or self._alone:
            return self._read_here(waiting)
        if self._processes is None:
            from bot.processes import Processes, count_processes

            count = count_processes()
            if count == 1:
                self._alone = True
                return self._read_here(waiting)
            self._processes = Processes(count)
        return self._read_there(waiting, self._processes.read(waiting))

    def collate(self, pieces: Sequence[Piece]) -> Callable[[], Findings] | None:
        """What waits for what a story comes to; None where no other process is there."""
        if self._processes is None or self._alone:
            return None
        return partial(self._collated, pieces, self._processes.collate(pieces))

    def close(self) -> None:
        """End the other processes, if there are any."""
        if self._processes is not None:
            self._processes.close()
            self._processes = None

    def _read_here(self, articles: tuple[Article, ...]) -> Iterator[Reading]:
        with self._loading:  # whoever comes meanwhile waits for the same pipeline
            if self._read is None:
                from extraction.pipeline import load_pipeline
                from extraction.reading import read_articles

                self._read = partial(read_articles, load_pipeline())
        yield from self._read(articles)

    def _read_there(
        self, articles: tuple[Article, ...], begun: Iterator[Reading]
    ) -> Iterator[Reading]:
        from bot.processes import ProcessGone

        done = 0
        try:
            for reading in begun:
                yield reading
                done += 1
        except ProcessGone:
            self._alone = True  # killed for its memory, most likely
            yield from self._read_here(articles[done:])

    def _collated(self, pieces: Sequence[Piece], begun: Callable[[], Findings]) -> Findings:
        from bot.processes import ProcessGone, WorkFailed
        from desk.findings import COLLATION, find_all

        try:
            return begun()
        except ProcessGone:
            self._alone = True
        except WorkFailed:
            pass  # it fails here as it did there, and says where
        return find_all(pieces, COLLATION)


def warm(desk: Desk) -> None:
    """Load the pipeline while the bot already answers: a first draft is read at once."""
    threading.Thread(target=desk.drafts.warm, name="warm", daemon=True).start()


@contextmanager
def open_desk(settings: Settings, now: Callable[[], datetime] | None = None) -> Iterator[Desk]:
    """The desk, its archive closed at the end.

    Raises ArchiveBusy where another process holds the archive, BadSetting where it cannot be
    opened at all.
    """
    from bot.fetching import Fetcher
    from desk.desk import Desk
    from desk.findings import Collation
    from store.archive import ArchiveLocked, ArchiveUnreachable, open_archive

    try:
        archive = open_archive(settings.database)
    except ArchiveLocked as error:
        raise ArchiveBusy(
            "Another process is writing to the archive and did not finish. Try again in a moment."
        ) from error
    except (ArchiveUnreachable, OSError) as error:
        raise BadSetting(
            f"The archive of PARALLAX_DATABASE cannot be opened: {error}. Give a path where files "
            "may be written, or the address of a database server that runs."
        ) from error
    reader = LazyReader()
    moment = now or clock(settings.now)
    try:
        fetcher = Fetcher(moment)
        yield Desk(
            archive,
            reader,
            moment,
            Collation(elsewhere=reader.collate),
            fetch=fetcher,
            web=fetcher,
            look=fetcher.page,
            keep_days=settings.keep_text_days,
        )
    finally:
        reader.close()
        archive.close()


@contextmanager
def open_whole_desk(settings: Settings) -> Iterator[Desk]:
    """The desk, after what an interrupted process left undone; without, while another one writes.

    Raises as `open_desk`.
    """
    with open_desk(settings) as desk:
        with suppress(ArchiveBusy):
            desk.catch_up(asker(settings))
        yield desk


def asker(settings: Settings) -> Asker:
    """Who sits at the command line."""
    return Asker(settings.workspace, PERSON, settings.zone)
