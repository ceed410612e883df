"""A fresh archive and a desk for every test of this floor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.desk import Desk
from store.archive import Archive
from tests.desk.newsroom import Clock
from tests.desk.newsroom import desk as open_desk
from tests.store.archives import BOTH, fresh_archive


@pytest.fixture(params=BOTH)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An archive that holds nothing."""
    with fresh_archive(request.param, tmp_path) as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at 13:00 UTC on 15 April 2025."""
    return Clock()


@pytest.fixture
def desk(archive: Archive, clock: Clock) -> Desk:
    """A desk whose archive holds nothing yet."""
    return open_desk(archive, clock)
