"""`parallax demo`: the seed articles in; what the bot answers about them, printed, out."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot import asking, exits, indexing, sources
from bot.settings import Settings, load
from bot.terminal import show
from bot.wiring import clock, open_desk
from desk.errors import UnreadableArticle

SEEDS = Path(__file__).parent.parent / "seeds"
MORNING = datetime.fromisoformat("2025-04-15T09:00:00-04:00")  # the day after the seeds' event
ZONE = "America/New_York"
ASKED = ("/who-said preposterous", "/timeline Abrego Garcia", "/discrepancies")
THREAD = 3  # messages of the digest's thread that are shown


def run(options: argparse.Namespace) -> int:
    """In an archive of its own, gone afterwards: the newsroom's is not touched."""
    with tempfile.TemporaryDirectory(prefix="parallax-demo-") as folder:
        show_all(demo_settings(load(), Path(folder)))
    return exits.DONE


def demo_settings(settings: Settings, folder: Path) -> Settings:
    """The same but for the archive and the clock."""
    return replace(
        settings,
        database=str(folder / "demo.sqlite3"),
        workspace="demo",
        zone=ZONE,
        now=MORNING,
    )


def show_all(settings: Settings) -> None:
    """Index, ask, print. Raises UnreadableArticle where the seeds are not beside the program."""
    if not SEEDS.is_dir():
        raise UnreadableArticle(
            "The seed articles are not here: run this in a clone of the project."
        )
    console = asking.console()
    with open_desk(settings, clock(settings.now)) as desk:
        answer = indexing.index(desk, settings, sources.find_files([SEEDS]))
        indexing.report(answer)
        for line in ASKED:
            console.rule(line, align="left")
            show(console, asking.answer(desk, settings, line))
        console.rule("this morning's digest, and the first of its thread", align="left")
        for message in asking.digest_of(desk, settings)[: 1 + THREAD]:
            show(console, message)
