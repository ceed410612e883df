"""`parallax run`: the archive, the app and the schedule together, until somebody stops them."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError

from slack_bolt.error import BoltError
from slack_sdk.errors import SlackClientError

from bot import exits, indexing, installing, sources
from bot.demo import MORNING, SEEDS
from bot.local_slack import BOT_TOKEN, local_slack
from bot.ports import check_free
from bot.schedule import start_clock
from bot.serving import serving
from bot.settings import BadSetting, Settings, load
from bot.wiring import asker, clock, open_desk, warm
from handlers.app import make_app, make_client
from handlers.reception import Reception

if TYPE_CHECKING:
    from slack_bolt import App

    from desk.desk import Desk

SECRET = "Set SLACK_SIGNING_SECRET: it stands in the app's Basic Information."


def run(options: argparse.Namespace) -> int:
    """With tokens in Slack; without in a local one, whose clock starts on the seeds' morning."""
    settings = load()
    logging.basicConfig(
        level=settings.log.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for noisy in ("alembic", "apscheduler", "slack_bolt", "slack_sdk"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.root.level))
    # A job that is still at it is passed over: that is meant, and no news.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    if settings.has_slack:
        _check_tokens(settings, http=options.http)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Control-C does
    try:
        _run(settings, options.seeds, http=options.http)
    except KeyboardInterrupt:
        print("Parallax has stopped.")
    return exits.DONE


def _run(settings: Settings, seeds: Path | None, *, http: bool) -> None:
    if settings.has_slack:
        _serve(settings, clock(settings.now), seeds, http=http)
        return
    start: datetime = settings.now or MORNING
    with local_slack(settings, start, http=http) as local:
        _serve(local, clock(start), seeds, http=http)


def _serve(
    settings: Settings,
    now: Callable[[], datetime],
    seeds: Path | None,
    *,
    http: bool,
) -> None:
    with open_desk(settings, now) as desk:
        if settings.has_oauth:
            installing.serve(desk, settings, now)
            return
        _index_first(desk, settings, seeds)
        client = make_client(settings.bot_token, settings.slack_url)
        reception = Reception(desk, now, settings.workspace, settings.zone, admins=settings.admins)
        try:
            app = make_app(client, reception, settings.signing_secret if http else "")
            name = str(client.auth_test().get("team"))
        except (BoltError, SlackClientError) as error:
            raise BadSetting(f"Slack does not take SLACK_BOT_TOKEN: {_reason(error)}.") from error
        except (URLError, OSError) as error:
            raise BadSetting(f"Slack does not answer at {settings.slack_url}: {error}.") from error
        scheduler = start_clock(desk, client, reception)
        try:
            with listening(app, settings, http=http):
                print(_where(settings, name), flush=True)
                warm(desk)
                threading.Event().wait()
        finally:
            scheduler.shutdown(wait=True)


@contextmanager
def listening(app: App, settings: Settings, *, http: bool) -> Iterator[None]:
    """Requests are answered within the block."""
    if http:
        check_free(settings.host, settings.port, "PARALLAX_PORT")
        with serving(app, settings.host, settings.port):
            yield
        return
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    handler = SocketModeHandler(app, settings.app_token)
    try:
        handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it bare
    except (SlackClientError, URLError, OSError) as error:
        raise BadSetting(f"Socket Mode did not connect: {_reason(error)}.") from error
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]


def _index_first(desk: Desk, settings: Settings, seeds: Path | None) -> None:
    """What a process that died left undone; the files asked for, or the seeds if none is held."""
    desk.catch_up(asker(settings))
    folder = seeds
    if folder is None and SEEDS.is_dir() and desk.status(asker(settings)).articles == 0:
        folder = SEEDS
    if folder is not None:
        indexing.report(indexing.index(desk, settings, sources.find_files([folder])))


def _check_tokens(settings: Settings, *, http: bool) -> None:
    if settings.has_oauth:
        return installing.check(settings, http=http)
    if http and not settings.signing_secret:
        raise BadSetting(SECRET)
    if not http and not settings.app_token:
        raise BadSetting(
            "Set SLACK_APP_TOKEN (xapp-…, with connections:write) for Socket Mode, or start with "
            "--http and SLACK_SIGNING_SECRET."
        )


def _where(settings: Settings, name: str) -> str:
    """What to do next."""
    if settings.bot_token == BOT_TOKEN:
        address = settings.slack_url.removesuffix("api/")
        talk = f"{sys.executable} -m sandbox terminal"
        return (
            f"\nParallax is running in a small Slack on this machine.\n"
            f"Open {address} in a browser and type /who-said preposterous\n"
            f"or talk to it here: {talk} --url {address.rstrip('/')}\n"
            "Control-C stops both."
        )
    return (
        f"\nParallax is running in {name}. Mention it, or type /parallax help. Control-C stops it."
    )


def _reason(error: Exception) -> str:
    """The platform's word for it where there is one."""
    response = getattr(error, "response", None)
    return str(response.get("error")) if response is not None else str(error).splitlines()[0]
