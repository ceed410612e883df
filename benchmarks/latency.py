"""A made-up archive in; how long each question takes to answer, out.

    python -m benchmarks.latency                                   # SQLite, a million quotations
    python -m benchmarks.latency --database postgresql+psycopg://postgres@127.0.0.1:5432/latency
    python -m benchmarks.latency --quotations 60000 --keep /tmp/latency.sqlite3

Times are wall clock in one process from the line typed to the message that Slack would get: parsed,
asked of the desk, rendered; nothing is sent. Each question is asked with other words every time.
"Busy" is the time that this process used a core, which a busy machine does not lengthen: on SQLite
that is all of it, on PostgreSQL all but the server's.
The archive is made by benchmarks/made_archive.py from a seed; with a million quotations SQLite
takes 1.5 GB. With --keep, or on a database that holds it already, it is not made again.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.made_archive import DAYS, FIRST_DAY, WORKSPACE, World, fill
from desk.desk import Desk
from desk.errors import ParallaxError
from desk.requests import Asker
from handlers.answers import answer
from handlers.arguments import parse
from handlers.typed import Setting
from store.archive import open_archive

SEED = 20250415
QUOTATIONS = 1_000_000
ASKED = 100
GOAL = 100.0  # milliseconds that 99 of 100 answers may take
NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)


def questions(world: World) -> dict[str, Callable[[], str]]:
    """What is asked, by its name; each call makes another line of the kind."""
    chance = world.random

    def frequent() -> str:
        return world.people[chance.randrange(5, 60)].name

    def seldom() -> str:
        return world.people[chance.randrange(len(world.people) // 2, len(world.people))].name

    def many() -> str:
        return world.people[chance.randrange(5)].name

    def phrase() -> str:
        words = world.sentence()
        return " ".join(words[:3])

    def days() -> str:
        begin = FIRST_DAY + timedelta(days=chance.randrange(DAYS - 200))
        return f"since:{begin} until:{begin + timedelta(days=chance.randrange(1, 200))}"

    def misspelt(word: str) -> str:
        at = chance.randrange(1, len(word) - 1)
        return word[:at] + "x" + word[at + 1 :]

    def outlet() -> str:
        return f'outlet:"{chance.choice(world.outlets)}"'

    return {
        "a common word": lambda: f"/who-said {world.common()}",
        "a rare word": lambda: f"/who-said {world.rare()}",
        "two common words": lambda: f"/who-said {world.common()} {world.common()}",
        "a common and a rare word": lambda: f"/who-said {world.common()} {world.rare()}",
        "a phrase of light words": lambda: '/who-said "we have the people"',
        "a phrase": lambda: f'/who-said "{phrase()}"',
        "a common word, page 20": lambda: f"/who-said {world.common()} page:20",
        "by: a frequent speaker": lambda: f'/who-said by:"{frequent()}"',
        "by: a seldom speaker": lambda: f'/who-said by:"{seldom()}"',
        "by: one of thirteen names": lambda: f'/who-said by:"{many()}"',
        "by: a surname": lambda: f'/who-said by:"{frequent().split()[-1]}"',
        "by: a frequent speaker, a common word": lambda: (
            f'/who-said by:"{frequent()}" {world.common()}'
        ),
        "by: a frequent speaker, a rare word": lambda: (
            f'/who-said by:"{frequent()}" {world.rare()}'
        ),
        "by: one of thirteen names, a common word": lambda: (
            f'/who-said by:"{many()}" {world.common()}'
        ),
        "by: one of thirteen names, a rare word": lambda: f'/who-said by:"{many()}" {world.rare()}',
        "since: and until:": lambda: f"/who-said {days()}",
        "since: and until:, a common word": lambda: f"/who-said {world.common()} {days()}",
        "since: and until:, by: a frequent speaker": lambda: (
            f'/who-said by:"{frequent()}" {days()}'
        ),
        "outlet:": lambda: f"/who-said {outlet()}",
        "outlet:, a common word": lambda: f"/who-said {world.common()} {outlet()}",
        "outlet:, a rare word": lambda: f"/who-said {world.rare()} {outlet()}",
        "near miss: a word misspelt": lambda: f"/who-said {misspelt(world.rare())}",
        "near miss: words never together": lambda: (
            f"/who-said {world.rare()} {world.rare()} {world.common()}"
        ),
        "near miss: a phrase": lambda: (
            f'/who-said "{world.rare()} {world.rare()} {world.common()}"'
        ),
        "near miss: a name misspelt": lambda: f"/who-said by:{misspelt(frequent().split()[-1])}",
        "near miss: an office": lambda: '/who-said by:"Secretary of State"',
        "person, frequent": lambda: f"/parallax person {frequent()}",
        "person, seldom": lambda: f"/parallax person {seldom()}",
        "person, thirteen names": lambda: f"/parallax person {many()}",
        "person, a surname": lambda: f"/parallax person {frequent().split()[-1]}",
        "person, a name misspelt": lambda: f"/parallax person {misspelt(frequent().split()[-1])}",
    }


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the answers to one kind of question, each sorted."""

    wall: tuple[float, ...]
    busy: tuple[float, ...]


def measure(desk: Desk, world: World, asked: int, only: str = "") -> dict[str, Times]:
    """How long each kind of question took, by its name."""
    found: dict[str, Times] = {}
    for name, line in questions(world).items():
        if only not in name:
            continue
        wall, busy = [], []
        for number in range(asked + 1):
            typed = line()
            began, used = time.perf_counter(), time.process_time()
            ask(desk, typed)
            if number:  # the first of a kind meets cold caches of the process
                wall.append((time.perf_counter() - began) * 1_000)
                busy.append((time.process_time() - used) * 1_000)
        found[name] = Times(tuple(sorted(wall)), tuple(sorted(busy)))
    return found


def ask(desk: Desk, line: str) -> str:
    """The text of the answer, or the sentence of why there is none."""
    try:
        question = parse(line, Setting(NOW, "UTC"))
        return answer(desk, Asker(WORKSPACE), question).text
    except ParallaxError as error:
        return str(error)


def rows(found: dict[str, Times]) -> list[str]:
    """A table in Markdown; what misses the goal is marked."""
    table = ["| question, ms | p50 | p99 | busy p50 | busy p99 |", "|---|---|---|---|---|"]
    for name, times in found.items():
        shown = [f"{share(some, of):.1f}" for some in (times.wall, times.busy) for of in (50, 99)]
        missed = " (over the goal)" if share(times.wall, 99) > GOAL else ""
        table.append(f"| {name} | {' | '.join(shown)}{missed} |")
    return table


def share(times: Sequence[float], of: int) -> float:
    """The time within which `of` in 100 were answered; `times` are sorted."""
    return times[min(len(times) - 1, len(times) * of // 100)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quotations", type=int, default=QUOTATIONS)
    parser.add_argument("--asked", type=int, default=ASKED, help="times that each is asked")
    parser.add_argument("--database", help="an SQLAlchemy address; else a file in the folder /tmp")
    parser.add_argument("--keep", type=Path, help="the SQLite file that is made, or used again")
    parser.add_argument("--only", default="", help="questions with these letters in their name")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = options.keep or Path(folder) / "latency.sqlite3"
        _run(options.database or f"sqlite:///{file}", options)
    return 0


def _run(address: str, options: argparse.Namespace) -> None:
    archive = open_archive(address)
    try:
        desk = Desk(archive, lambda articles: (), lambda: NOW)
        began = time.perf_counter()
        world = World(SEED, options.quotations)
        held = desk.status(Asker(WORKSPACE)).quotations
        if not held:
            held = fill(archive, world)
            print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        world.random.seed(SEED + 1)
        print(f"{held:,} quotations, {archive.dialect}, {_machine()}, asked {options.asked} times")
        print("\n".join(rows(measure(desk, world, options.asked, options.only))))
    finally:
        archive.close()


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
