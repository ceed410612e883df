"""The archive and a clock in; sessions whose failures are sentences, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from desk.errors import ArchiveBusy
from store.archive import Archive, ArchiveLocked, Session


class Counter:
    """One subject of the desk. Threads may share it; every method raises only ParallaxError."""

    def __init__(self, archive: Archive, now: Callable[[], datetime]) -> None:
        """`now` gives an aware moment."""
        self._archive = archive
        self._now = now

    @contextmanager
    def _asked(self) -> Iterator[Session]:
        with sentences(), self._archive.reading() as db:
            yield db

    @contextmanager
    def _told(self) -> Iterator[Session]:
        with sentences(), self._archive.writing() as db:
            yield db


@contextmanager
def sentences() -> Iterator[None]:
    """Raises ArchiveBusy, a sentence for the reader, where the archive is locked."""
    try:
        yield
    except ArchiveLocked as error:
        raise ArchiveBusy(
            "Another process is writing to the archive. Nothing was lost; try again in a minute."
        ) from error
