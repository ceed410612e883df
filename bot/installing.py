"""Several workspaces by OAuth: settings in; the bot serving all that install it, until stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.local_slack import MANIFEST
from bot.ports import check_free
from bot.schedule import start_clock
from bot.serving import serving
from bot.settings import BadSetting, Settings
from bot.wiring import warm
from desk.errors import BadRequest
from desk.requests import Asker
from desk.sealing import Seal, new_key
from handlers.app import make_app, make_client
from handlers.installs import INSTALL_PATH, Installs, OAuthApp, States, oauth_settings
from handlers.reception import Reception

if TYPE_CHECKING:
    from slack_bolt import App

    from desk.desk import Desk


def check(settings: Settings, *, http: bool) -> None:
    """Raises BadSetting where several workspaces lack something, with what to do."""
    if not http:
        raise BadSetting(
            "Several workspaces are served over HTTP: start with parallax run --http. For one "
            "workspace set SLACK_BOT_TOKEN instead of SLACK_CLIENT_ID."
        )
    if not settings.client_secret or not settings.signing_secret:
        raise BadSetting(
            "Set SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET: both stand in the app's Basic "
            "Information."
        )
    if not settings.token_keys:
        raise BadSetting(
            "Set PARALLAX_TOKEN_KEY, which seals the workspaces' tokens. A new one: "
            f"{new_key()} (keep it; without it every workspace has to install again)."
        )
    seal_of(settings)


def seal_of(settings: Settings) -> Seal:
    """Raises BadSetting for a key that is none."""
    try:
        return Seal(settings.token_keys)
    except BadRequest as error:
        raise BadSetting(f"PARALLAX_TOKEN_KEY cannot be used. {error}") from error


def make_bot(
    desk: Desk, settings: Settings, now: Callable[[], datetime]
) -> tuple[App, Reception, Installs]:
    """The app with the pages that install it, and the clients of the workspaces."""
    seal = seal_of(settings)

    installs = Installs(desk, seal, lambda token: make_client(token, settings.slack_url), now)
    oauth = OAuthApp(
        settings.client_id,
        settings.client_secret,
        scopes(),
        seal,
        f"{settings.slack_url.removesuffix('api/')}oauth/v2/authorize",
        settings.public_url,
    )
    reception = Reception(desk, now, "", settings.zone, admins=settings.admins)
    pages = oauth_settings(desk, oauth, installs, States(desk, seal, now))
    client = make_client("", settings.slack_url)
    app = make_app(client, reception, settings.signing_secret, oauth=pages)
    return app, reception, installs


def serve(desk: Desk, settings: Settings, now: Callable[[], datetime]) -> None:
    """Until somebody stops it."""
    app, reception, installs = make_bot(desk, settings, now)
    known = desk.installations.workspaces()
    for workspace in known:
        desk.catch_up(Asker(workspace))
    scheduler = start_clock(desk, installs, reception)
    try:
        check_free(settings.host, settings.port, "PARALLAX_PORT")
        with serving(app, settings.host, settings.port):
            print(_where(settings, len(known)), flush=True)
            warm(desk)
            threading.Event().wait()
    finally:
        scheduler.shutdown(wait=True)


def scopes() -> tuple[str, ...]:
    """Those that manifest.yml asks for."""
    import yaml

    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return tuple(manifest["oauth_config"]["scopes"]["bot"])


def _where(settings: Settings, known: int) -> str:
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    workspaces = "1 workspace" if known == 1 else f"{known} workspaces"
    return (
        f"\nParallax is running in {workspaces}. Others install it at {address}{INSTALL_PATH}. "
        "Control-C stops it."
    )
