"""`parallax page FILE.html… --json`: saved web pages in; a line of JSON for each, in order, out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot import exits
from intake.page import Page, load_page
from intake.plain import UnreadableText

Json = dict[str, Any]  # Any: the JSON border


def run(options: argparse.Namespace) -> int:
    """Prints each line as soon as it is read; a page that cannot be read does not stop the rest."""
    unread = 0
    for path in options.paths:
        line = read_file(path)
        unread += "text" not in line
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return exits.FAILED if unread == len(options.paths) else exits.DONE


def read_file(path: Path) -> Json:
    """What one saved page holds.

    Of a page that indexing would refuse (another language, a wall, an error page) what was found
    is shown all the same, with the sentence under `error`; one that is no page has only that.
    """
    try:
        page = load_page(path)
    except UnreadableText as error:
        return {"file": str(path), "error": str(error)}
    return {"file": str(path)} | _found(page)


def _found(page: Page) -> Json:
    line: Json = {
        "title": page.title,
        "text": page.text(),
        "published": page.published.iso() if page.published else None,
        "published_from": page.published.found if page.published else None,
        "modified": page.modified.iso() if page.modified else None,
        "outlet": page.outlet,
        "authors": list(page.authors),
        "section": page.section,
        "url": page.url,
        "language": page.language,
    }
    return line | ({"error": str(page.refusal)} if page.refusal else {})
