"""Discrepancies annotated by hand as offsets in; the events with their articles, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from intake.article import Article
from intake.plain import read_plain


def read_events(
    gold: Path, stories: Path
) -> Iterator[tuple[dict[str, Any], list[tuple[str, Article]]]]:
    """Each event as its gold (in the form of gold.json, hashes for words) and its articles by file.

    The offsets count code points of a file with the line `date …`, the headline, a blank line and
    the text. Raises ValueError where an article is missing or not the one that was annotated.
    """
    files = _files_of(stories)
    for line in gold.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        articles = []
        for row in event["articles"]:
            text = files.get(row["id"], "")
            if sha256(text.encode()).hexdigest() != row["sha256"]:
                raise ValueError(f"article {row['id']} is missing or not the one annotated")
            articles.append((row["file"], read_plain(text, f"file:{row['file']}")))
        yield event, articles


def _files_of(stories: Path) -> dict[str, str]:
    """The articles of all collections in a folder of stories by id, as plain text files."""
    found: dict[str, str] = {}
    for path in sorted(stories.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for row in json.loads(line)["articles"]:
                found[row["id"]] = f"date {row['date']}\n{row['title']}\n\n{row['text']}"
    return found
