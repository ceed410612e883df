"""`parallax index FILE|FOLDER|URL…`: files and links in; the archive fuller, out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import exits
from bot.settings import Settings, load
from bot.wiring import asker, open_desk
from desk.answers import IndexAnswer, Indexed
from desk.errors import UnreadableArticle
from desk.fetching import MOST
from handlers.blocks.elements import count_of, day
from handlers.blocks.fitting import one_line
from handlers.typed import is_link
from intake.article import Article
from intake.files import SUFFIXES, load_article
from intake.plain import MissingFile, UnreadableText, source_of

if TYPE_CHECKING:
    from desk.desk import Desk

SHOWN = 20  # failed files that are named; the rest is counted


def run(options: argparse.Namespace) -> int:
    """Failed if nothing could be read."""
    settings = load()
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


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as the texts and saved pages below them, in order of their names.

    Raises UnreadableArticle for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
            if not inside:
                raise UnreadableArticle(f"{path} holds no .txt or .html file.")
            found += inside
        else:
            found.append(path)
    return found


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
        task = bar.add_task("Indexing", total=len(paths))

        def advance(done: Indexed) -> None:
            bar.update(task, advance=1, description=f"Indexing {Path(done.source).name[:40]}")

        try:
            answer = desk.index(asker(settings), _items(paths, outlet, missing), advance)
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
            print(f"  {one_line(said)}", file=sys.stderr)
    return fates


def report(answer: IndexAnswer) -> None:
    """How many were new, changed, unchanged; at the end what failed and why."""
    counts = {
        outcome: sum(item.outcome == outcome for item in answer.items)
        for outcome in ("new", "changed", "unchanged", "failed")
    }
    said = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
    files = count_of(len(answer.items), "file")
    found = count_of(answer.new_discrepancies, "new difference")
    print(f"{files}: {said or 'nothing to do'}; {found}.", file=sys.stderr)
    failed = [item for item in answer.items if item.outcome == "failed"]
    for item in failed[:SHOWN]:
        print(f"  not read: {item.why or item.source}", file=sys.stderr)
    if len(failed) > SHOWN:
        print(f"  and {len(failed) - SHOWN} more", file=sys.stderr)


def _items(
    paths: Iterable[Path], outlet: str | None, missing: list[Indexed]
) -> Iterator[Article | Indexed]:
    """Articles and failures; mistyped paths go into `missing`, since the archive records none."""
    for path in paths:
        try:
            article = load_article(path)
        except MissingFile as error:
            missing.append(Indexed(source_of(path), "failed", str(error)))
            continue
        except UnreadableText as error:
            yield Indexed(source_of(path), "failed", str(error))
            continue
        yield replace(article, outlet=outlet, outlet_from="given") if outlet else article
