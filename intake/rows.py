"""A row of a JSONL file in; an article out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from intake.article import Article
from intake.plain import UnreadableText, decode, read_plain

Row = Mapping[str, object]


def read_row(row: Row) -> Article:
    """The article of one row with `text` and, where known, `id, outlet, date, title, url`.

    Its text is title, blank line, text, unless the text already begins with the title.

    Raises:
        UnreadableText: the row has no text.
    """
    body, title = _string(row, "text"), _string(row, "title").strip()
    if not body.strip():
        raise UnreadableText(f"The article {row.get('id')} has no text. Leave its row out.")
    begins = " ".join(body[: 2 * len(title) + 200].split()).startswith(" ".join(title.split()))
    text = body if not title or begins else f"{title}\n\n{body}"
    url, name = _string(row, "url"), _string(row, "id")
    day = _day(_string(row, "date"))
    return read_plain(
        text,
        url or f"row:{name}",
        outlet=_string(row, "outlet") or None,
        title=title or None,
        url=url or None,
        published=day,
        published_from="feed" if day else None,
    )


def load_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """The rows of a JSONL file with their ids, in order; blank lines are passed over.

    Raises:
        UnreadableText: the file is missing or no JSONL; a row is no object or has no id.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableText(f"{path.name} cannot be read ({error.strerror}).") from None
    for number, line in enumerate(decode(raw, path.name).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or "id" not in row:
            raise UnreadableText(
                f"Line {number} of {path.name} is no JSON object with an id. "
                "Write one article a line: id, outlet, date, title, url, text."
            )
        yield str(row["id"]), row


def _string(row: Row, key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
