"""Every test of this floor runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from tests.store.archives import BOTH, fresh_address, fresh_archive


@pytest.fixture(params=BOTH)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An archive that holds nothing."""
    with fresh_archive(request.param, tmp_path) as found:
        yield found


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive that nobody has opened yet."""
    with fresh_address(request.param, tmp_path) as found:
        yield found
