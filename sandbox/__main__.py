"""`python -m sandbox --manifest manifest.yml` serves; `python -m sandbox terminal` talks to it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sandbox.clock import Clock
from sandbox.credentials import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.manifest import BadManifest, read_manifest
from sandbox.server import PortInUse, Server
from sandbox.service import Service, Setup
from sandbox.terminal import talk

START = "2025-04-15T09:00:00-04:00"
PORT = 3999
USAGE_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["terminal"]:
        return _talk(_terminal_parser().parse_args(given[1:]))
    return _serve(_serve_parser().parse_args(given))


def _talk(options: argparse.Namespace) -> int:
    conversation = talk(options.url, user=options.user, channel=options.channel, wait=options.wait)
    try:
        return asyncio.run(conversation)
    except KeyboardInterrupt:
        print()
        return 0


def _serve(options: argparse.Namespace) -> int:
    try:
        setup = Setup(
            read_manifest(options.manifest),
            Clock(datetime.fromisoformat(options.clock)),
            target=options.http,
            examples=tuple(options.examples),
        )
        asyncio.run(_run(setup, options.port, announce=not options.quiet))
    except (BadManifest, ValueError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return USAGE_ERROR
    except PortInUse as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0


async def _run(setup: Setup, port: int, *, announce: bool) -> None:
    server = Server(Service(setup))
    url = await server.start(port)
    if announce:
        way = f"signed HTTP to {setup.target}" if setup.target else "Socket Mode"
        print(f"Sandbox, a local workspace: {url}/   (the bot is reached by {way})")
        print(f"  base URL of the bot's client: {url}/api/")
        print(f"  SLACK_BOT_TOKEN={BOT_TOKEN} SLACK_APP_TOKEN={APP_TOKEN}")
        print(f"  SLACK_SIGNING_SECRET={SIGNING_SECRET}")
        print(f"  in the terminal: python -m sandbox terminal --url {url}", flush=True)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(name, stop.set)
    try:
        await stop.wait()
    finally:
        await server.stop()


def _serve_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="A small local workspace to try the bot in, with no account anywhere.",
        epilog="`python -m sandbox terminal --help` for the same without a browser.",
    )
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"))
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0: a free one")
    parser.add_argument("--clock", default=START, help=f"where the clock starts, default {START}")
    parser.add_argument("--http", metavar="URL", help="the bot's request URL; else Socket Mode")
    parser.add_argument(
        "--examples",
        action="append",
        default=[],
        metavar="COMMAND",
        help="an example that an empty channel offers; up to three times",
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing on starting")
    return parser


def _terminal_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox terminal",
        description="Talk to the bot line by line; `:help` lists what can be typed.",
    )
    parser.add_argument("--url", default=f"http://127.0.0.1:{PORT}")
    parser.add_argument("--user", default="dana")
    parser.add_argument("--channel", default="#newsroom")
    parser.add_argument(
        "--wait", type=float, default=15.0, help="seconds to wait for an answer, default 15"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
