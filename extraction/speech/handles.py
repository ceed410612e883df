"""A handle in (`@annroe`); the person of the article whose it is, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.speech.people import Entry

_HANDLE = re.compile(r"^\W*@(\w+)$")
_LEAST = 5  # letters of a surname that alone tells whose a handle is


def handle_of(text: str) -> str | None:
    """The letters of a handle in lower case, None where the text is none."""
    found = _HANDLE.match(text)
    return "".join(c for c in found.group(1).lower() if c.isalpha()) if found else None


def owner_of(handle: str, entries: Sequence[Entry]) -> int | None:
    """Whose handle it is: it holds the whole name, else a long surname that one person has."""
    whole, surnames = set(), set()
    for number, entry in enumerate(entries):
        if entry.kind != "person" or not entry.words:
            continue
        words = ["".join(c for c in w if c.isalpha()) for w in entry.words]
        if len(words) > 1 and words[0] + words[-1] in handle:
            whole.add(number)
        elif len(words[-1]) >= _LEAST and words[-1] in handle:
            surnames.add(number)
    for found in (whole, surnames):
        if found:
            return found.pop() if len(found) == 1 else None
    return None
