"""`parallax compare`, `group` and `copies`: articles in; differences, stories and copies, out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import exits
from collation.discrepancy import Discrepancy
from desk.errors import UnreadableArticle
from intake.article import Article
from intake.plain import UnreadableText, load_file
from intake.rows import load_rows, read_row


def compare(options: argparse.Namespace) -> int:
    """All `.txt` files of a folder as one event; a list, best first."""
    print(json.dumps(compare_folder(options.folder), ensure_ascii=False, indent=1))
    return exits.DONE


def compare_folder(folder: Path) -> list[dict[str, Any]]:
    """Where the articles differ. Files that cannot be read are named on stderr and left out.

    Raises UnreadableArticle where none can be read.
    """
    articles = _load_folder(folder)
    from collation.copies import cover
    from collation.differences import find_discrepancies
    from collation.utterances import align_utterances
    from extraction.pipeline import load_pipeline
    from extraction.reading import read_articles

    readings = read_articles(load_pipeline(), articles.values())
    coverage = cover(
        [
            (id, article, reading)
            for (id, article), reading in zip(articles.items(), readings, strict=True)
        ]
    )
    found = find_discrepancies(coverage, align_utterances(coverage))
    return [_report(discrepancy, articles) for discrepancy in found]


def group(options: argparse.Namespace) -> int:
    """Every id of the file with the id of its story, which is its first article's."""
    from collation.stories import group_stories, story_item

    articles, ids = _load_rows(options.file)
    groups = group_stories([story_item(id, article) for id, article in articles.items()])
    stories = {id: id for id in ids}  # an article without text tells no story but its own
    stories |= {member: members[0] for members in groups for member in members}
    print(json.dumps(stories, ensure_ascii=False))
    return exits.DONE


def copies(options: argparse.Namespace) -> int:
    """The source groups of two or more."""
    from collation.copies import group_copies

    articles, _ = _load_rows(options.file)
    print(json.dumps([list(group) for group in group_copies(articles)], ensure_ascii=False))
    return exits.DONE


def _load_folder(folder: Path) -> dict[str, Article]:
    if not folder.is_dir():
        raise UnreadableArticle(f"{folder} is no folder. Give one that holds .txt files.")
    paths = sorted(folder.glob("*.txt"))
    articles = {}
    for path in paths:
        try:
            articles[path.name] = load_file(path)
        except UnreadableText as error:
            print(f"parallax: left out: {error}", file=sys.stderr)
    if not articles:
        raise UnreadableArticle(f"{folder} holds no .txt file that can be read.")
    return articles


def _load_rows(path: Path) -> tuple[dict[str, Article], list[str]]:
    """The articles by id in the order of the file, and all ids, also of rows without text."""
    articles: dict[str, Article] = {}
    ids = []
    try:
        for id, row in load_rows(path):
            ids.append(id)
            try:
                articles[id] = read_row(row)
            except UnreadableText as error:
                print(f"parallax: left out: {error}", file=sys.stderr)
    except UnreadableText as error:
        raise UnreadableArticle(str(error)) from error
    return articles, ids


def _report(found: Discrepancy, articles: Mapping[str, Article]) -> dict[str, Any]:
    report: dict[str, Any] = {
        "kind": str(found.kind),
        "severity": str(found.severity),
        "between": str(found.between),
        "subject": found.subject,
        "values": [
            {
                "article": evidence.article,
                "start": evidence.span.start,
                "end": evidence.span.end,
                "text": evidence.span.of(articles[evidence.article].text),
                "value": evidence.value,
            }
            for evidence in found.evidence
        ],
    }
    if found.absent_in:
        report["absent_in"] = list(found.absent_in)
    if found.note:
        report["note"] = found.note
    return report
