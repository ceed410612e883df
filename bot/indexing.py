"""`parallax index FILE|FOLDER…`: files in; the archive fuller, progress and what failed, out."""

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
from handlers.blocks.elements import count_of
from intake.article import Article
from intake.files import SUFFIXES, load_article
from intake.plain import MissingFile, UnreadableText, source_of

if TYPE_CHECKING:
    from desk.desk import Desk

SHOWN = 20  # failed files that are named; the rest is counted


def run(options: argparse.Namespace) -> int:
    """Failed if nothing could be read."""
    settings = load()
    paths = find_files(options.paths)
    with open_desk(settings) as desk:
        answer = index(desk, settings, paths, outlet=options.outlet)
    report(answer)
    failed = sum(item.outcome == "failed" for item in answer.items)
    return exits.FAILED if failed == len(answer.items) else exits.DONE


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
