"""`parallax changes`, `reread`, `forget`, `privacy`: what changed, and what is kept how long."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import asking, exits
from bot.settings import load
from bot.terminal import show
from bot.wiring import asker, open_desk, open_whole_desk
from desk.errors import BadRequest
from desk.removal import Forget
from handlers.blocks.elements import count_of
from handlers.blocks.keeping import gone as told_gone
from handlers.blocks.keeping import privacy as told_privacy
from handlers.blocks.keeping import what_goes


def changes(options: argparse.Namespace) -> int:
    """What outlets changed after they had printed it."""
    settings = load()
    with open_whole_desk(settings) as desk:
        line = " ".join(("/parallax changes", *options.filters))
        show(asking.console(), asking.answer(desk, settings, line))
    return exits.DONE


def reread(options: argparse.Namespace) -> int:
    """Read again what an older version read, of active stories or of all."""
    settings = load()
    with open_whole_desk(settings) as desk:
        who = asker(settings)
        waiting = desk.keeping.outdated(who, every=options.all)
        columns = (TextColumn("Reading again"), BarColumn(), MofNCompleteColumn())
        console = Console(stderr=True, highlight=False)
        with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
            task = bar.add_task("", total=waiting)
            done = desk.keeping.reread(
                who, every=options.all, progress=lambda some: bar.update(task, advance=some)
            )
    left = "" if options.all else " of active stories; --all takes the others, too"
    print(f"{count_of(done, 'article')} read again{left}.")
    return exits.DONE


def forget(options: argparse.Namespace) -> int:
    """Say what would go, ask, and delete it."""
    settings = load()
    request = Forget(options.what, " ".join(options.of))
    with open_desk(settings) as desk:
        who = replace(asker(settings), admin=True)
        print(what_goes(desk.keeping.to_forget(who, request)), file=sys.stderr)
        if not options.yes and not _confirmed(request):
            print("Nothing was deleted.", file=sys.stderr)
            return exits.FAILED
        print(told_gone(desk.keeping.forget(who, request)).text)
    return exits.DONE


def _confirmed(request: Forget) -> bool:
    if not sys.stdin.isatty():
        raise BadRequest("Add --yes to delete it without being asked.")
    print(f"Type {request.what} to go on: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() == request.what


def privacy(options: argparse.Namespace) -> int:
    """Say what is kept."""
    settings = load()
    with open_desk(settings) as desk:
        show(asking.console(), told_privacy(desk.keeping.privacy(asker(settings)), admin=False))
    return exits.DONE
