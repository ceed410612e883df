"""`parallax index FILE|FOLDER|URL…|feed URL`: files and links in; the archive fuller, out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import exits
from bot.settings import Settings, load
from bot.sources import count_articles, find_files, read_articles
from bot.wiring import asker, open_desk
from desk.answers import IndexAnswer, Indexed
from desk.fetching import MOST
from handlers.blocks.elements import count_of, day
from handlers.blocks.fitting import one_line
from handlers.typed import is_link

if TYPE_CHECKING:
    from desk.desk import Desk

SHOWN = 100  # failed files that are named; the rest is counted


def run(options: argparse.Namespace) -> int:
    """Failed if nothing could be read."""
    settings = load()
    if options.paths[0] == "feed" and len(options.paths) > 1 and is_link(options.paths[1]):
        return _follow(settings, options.paths[1:])
    links = [given for given in options.paths if is_link(given)]
    paths = find_files(Path(given) for given in options.paths if not is_link(given))
    fates: list[str] = []
    with open_desk(settings) as desk:
        if paths:
            answer = index(desk, settings, paths, outlet=options.outlet)
            report(answer)
            fates += [item.outcome for item in answer.items]
        if links:
            fates += index_links(desk, settings, links)
    return exits.FAILED if all(fate == "failed" for fate in fates) else exits.DONE


def _follow(settings: Settings, urls: Sequence[str]) -> int:
    from bot import feeds

    with open_desk(settings) as desk:
        fates = [feeds.follow(desk, settings, url) for url in urls]
    return exits.FAILED if all(fate == "failed" for fate in fates) else exits.DONE


def index(
    desk: Desk, settings: Settings, paths: Sequence[Path], *, outlet: str | None = None
) -> IndexAnswer:
    """Index the files with a bar of progress on stderr; one that cannot be read is passed over.

    What was kept until somebody interrupts is compared before the interrupt goes on.
    """
    console = Console(stderr=True, highlight=False)
    missing: list[Indexed] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("Indexing", total=count_articles(paths))

        def advance(done: Indexed) -> None:
            bar.update(task, advance=1, description=f"Indexing {Path(done.source).name[:40]}")

        try:
            answer = desk.index(asker(settings), read_articles(paths, outlet, missing), advance)
        except KeyboardInterrupt:
            bar.update(task, description="Comparing what was read")
            desk.catch_up(asker(settings))
            raise
    return replace(answer, items=(*answer.items, *missing))


def index_links(desk: Desk, settings: Settings, urls: Sequence[str]) -> list[str]:
    """Fetch and index links, some at a time, and print what became of each; "failed" or how."""
    fates: list[str] = []
    for at in range(0, len(urls), MOST):
        found = desk.links.fetch_now(asker(settings), urls[at : at + MOST])
        for link in found.links:
            fates.append(link.outcome or "failed")
            if link.outcome:
                story = f", story:{link.story}" if link.story is not None else ""
                said = f"{link.outcome}: {link.title or link.url} ({link.outlet}, "
                said += f"{day(link.published)}{story})"
            else:
                said = f"not read: {link.url}: {link.why or link.state}"
                if link.again_at is not None:
                    said += f" A bot that runs tries it again at {link.again_at:%H:%M} UTC."
            print(f"  {one_line(said)}", file=sys.stderr)
    return fates


def report(answer: IndexAnswer) -> None:
    """How many were new, changed, unchanged; at the end what failed and why."""
    counts = {
        outcome: sum(item.outcome == outcome for item in answer.items)
        for outcome in ("new", "changed", "unchanged", "failed")
    }
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    files = count_of(len(answer.items), "article")
    found = count_of(answer.new_discrepancies, "new difference")
    print(f"{files}: {said or 'nothing to do'}; {found}.", file=sys.stderr)
    failed = [item for item in answer.items if item.outcome == "failed"]
    for item in failed[:SHOWN]:
        print(f"  not read: {one_line(item.why or item.source)}", file=sys.stderr)
    if len(failed) > SHOWN:
        print(f"  and {len(failed) - SHOWN} more", file=sys.stderr)
