"""Articles that an older version of the extraction read in; read again, their stories anew, out.

Verdicts stay: a discrepancy is known by its story, subject and values, and one that is worded
otherwise now by its sentences. Nothing becomes news by that (desk/collating.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from desk.collating import catch_up
from desk.findings import Collation
from desk.indexing import ODD_ARTICLE, Read
from extraction.annotations import Reading
from store import rereading
from store.archive import Archive
from store.rereading import Outdated

_log = logging.getLogger("parallax.rereading")

ACTIVE = timedelta(days=7)  # a story with an article so young is read again by itself
BATCH = 8  # articles at a time, so that what people ask for is read between


def reread(
    archive: Archive,
    version: str,
    read: Read,
    collation: Collation,
    now: Callable[[], datetime],
    odd: set[int],
    *,
    workspace: str | None = None,
    every: bool = False,
) -> int:
    """Read a few again; how many. Those of active stories, or of `every` story.

    What could not be read goes into `odd`, and is left as it is.
    """
    since = None if every else now().date() - ACTIVE
    with archive.reading() as db:
        some = rereading.outdated(db, version, BATCH, since, workspace, sorted(odd))
    for one in some:
        reading = _read(one, read)
        if reading is None or reading.version != version:
            odd.add(one.id)
            continue
        with archive.writing() as db:
            rereading.replace(db, one, reading)
    for touched in sorted({one.workspace for one in some}):
        catch_up(archive, touched, collation, now())
    if some:
        _log.info("read again articles=%s version=%s", len(some), version)
    return len(some)


def _read(one: Outdated, read: Read) -> Reading | None:
    try:
        return next(iter(read([one.article])), None)
    except ODD_ARTICLE as error:
        _log.warning("could not be read again article=%s why=%s", one.id, type(error).__name__)
        return None
