"""The code that reads and compares in; one word that changes whenever it does, out."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

_SUFFIXES = (".py", ".toml", ".tsv")
_LENGTH = 16


@cache
def machine() -> str:
    """What finds discrepancies now: a hash of its rules, so that nobody has to count versions."""
    return _hash("extraction", "collation")


@cache
def reader() -> str:
    """What makes articles of pages now."""
    return _hash("intake")


def _hash(*packages: str) -> str:
    found = hashlib.sha256()
    for package in packages:
        _add(found, resources.files(package))
    return found.hexdigest()[:_LENGTH]


def _add(found: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _add(found, entry)
        elif entry.name.endswith(_SUFFIXES):
            found.update(entry.name.encode())
            found.update(entry.read_bytes())
