"""Commands in; a picture of each reply in the sandbox's page, out.

    python -m sandbox.screenshots docs --start ".venv/bin/parallax run" \\
        "who-said=/who-said preposterous=4 independent sources"

Each picture is `NAME=WHAT TO TYPE=TEXT TO WAIT FOR`. The started program must print the page's
address; it is ended again when the pictures are taken.
"""

from __future__ import annotations

import argparse
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sandbox.browser import Browser, find_chromium

WIDTH, HEIGHT, SCALE = 1180, 1040, 1.25  # CSS pixels; at 1.25 text stays sharp in a README
DEADLINE = 60.0  # seconds for one reply on a busy machine
USAGE_ERROR = 2


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("pictures", nargs="+", metavar="NAME=TYPED=AWAITED")
    parser.add_argument("--start", required=True, help="the command that starts bot and sandbox")
    options = parser.parse_args()
    if find_chromium() is None:
        print("screenshots: Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return USAGE_ERROR
    options.folder.mkdir(parents=True, exist_ok=True)
    with _started(options.start) as address:
        for picture in options.pictures:
            name, typed, awaited = picture.split("=", 2)
            path = options.folder / f"{name}.png"
            _take(f"{address}/#newsroom?say={quote(typed)}", awaited, path)
            print(path)
    return 0


def _take(address: str, awaited: str, path: Path) -> None:
    with Browser(width=WIDTH, height=HEIGHT) as browser:
        browser.resize(WIDTH, HEIGHT, scale=SCALE)
        browser.open(address)
        browser.wait_for_text(awaited, DEADLINE)
        browser.picture(path)


@contextmanager
def _started(command: str) -> Iterator[str]:
    """The address that the program prints, until the block ends."""
    process = subprocess.Popen(
        shlex.split(command), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"Open (http://127\.0\.0\.1:\d+)", line):
                yield found.group(1)
                return
        raise SystemExit(f"screenshots: {command} ended without printing an address")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(DEADLINE)


if __name__ == "__main__":
    sys.exit(main())
