"""`parallax doctor`: nothing in; a line for each thing the bot needs, ok or what to do, out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from http.client import HTTPException
from importlib.util import find_spec
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot import exits
from bot.local_slack import BOT_TOKEN, HOST, MANIFEST
from bot.ports import is_free
from bot.settings import Settings, load
from desk.errors import ParallaxError

PYTHON = ((3, 11), (3, 13))
UNSIGNED = 401  # what Bolt answers to a request that Slack has not signed


def run(options: argparse.Namespace) -> int:
    """Failed if any check did."""
    settings = load()
    checks: list[tuple[str, Callable[[Settings], str]]] = [
        ("Python", check_python),
        ("archive", check_archive),
        ("pipeline", check_pipeline),
        ("tokens", check_tokens),
        ("scopes", check_scopes),
        ("port", check_port),
    ]
    failed = 0
    for name, check in checks:
        try:
            print(f"ok    {name}: {check(settings)}")
        except (ParallaxError, Problem) as error:
            failed += 1
            print(f"FAIL  {name}: {error}")
    return exits.FAILED if failed else exits.DONE


class Problem(Exception):
    """A check that failed; the sentence says what to do."""


def check_python(settings: Settings) -> str:
    """The version that the dependencies are built for."""
    found = sys.version_info[:2]
    if not PYTHON[0] <= found < PYTHON[1]:
        raise Problem(f"Python {found[0]}.{found[1]} will not do. Use 3.11 or 3.12.")
    return f"{found[0]}.{found[1]}"


def check_archive(settings: Settings) -> str:
    """That it opens, is up to date and can be read."""
    from bot.wiring import asker, open_whole_desk

    with open_whole_desk(settings) as desk:
        held = desk.status(asker(settings))
    hint = "" if held.articles else ", still empty: parallax index FOLDER fills it"
    return f"{settings.database} holds {held.articles} articles{hint}"


def check_pipeline(settings: Settings) -> str:
    """That the trained pipeline is here and loads."""
    if find_spec("spacy") is None:
        raise Problem("spaCy is not installed. Run make run, or pip install --editable .")
    from extraction.pipeline import load_pipeline

    try:
        nlp = load_pipeline()
    except OSError as error:
        raise Problem(
            f"The trained pipeline does not load: {error}. Clone the project anew."
        ) from error
    return ", ".join(nlp.pipe_names)


def check_tokens(settings: Settings) -> str:
    """That Slack takes the bot's token; without tokens, that the local Slack is there."""
    if not settings.has_slack:
        if find_spec("sandbox") is None:
            raise Problem("There are no tokens, and no local Slack is installed. See .env.example.")
        return "none set: parallax run starts the local Slack"
    if settings.has_oauth:
        from bot import installing

        installing.check(settings, http=True)
        return "of each workspace that installs it: parallax run --http"
    client_team = str(_auth(settings).get("team"))
    if not (settings.app_token or settings.signing_secret):
        raise Problem("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    return f"taken by {client_team}"


def check_scopes(settings: Settings) -> str:
    """That the token has every scope of the manifest."""
    if not settings.has_slack:
        return "the local Slack grants those of manifest.yml"
    if settings.has_oauth:
        return "asked for at /slack/install: " + ", ".join(sorted(wanted_scopes()))
    granted = {word.strip() for word in _auth_scopes(settings).split(",")}
    missing = sorted(wanted_scopes() - granted)
    if missing:
        raise Problem(
            f"The token lacks {', '.join(missing)}. Add them at OAuth & Permissions, install again."
        )
    return ", ".join(sorted(wanted_scopes()))


def check_port(settings: Settings) -> str:
    """That the port which `parallax run` may listen on is free, or that it listens there."""
    local = not settings.has_slack
    port, name = (
        (settings.sandbox_port, "PARALLAX_SANDBOX_PORT")
        if local
        else (settings.port, "PARALLAX_PORT")
    )
    if not is_free(HOST, port):
        if _is_ours(port, local=local):
            return f"{port} is Parallax's own: it is running"
        raise Problem(f"{port} is in use. Is Parallax running? Else set {name} to another.")
    return f"{port} is free"


def _is_ours(port: int, *, local: bool) -> bool:
    """Whether what listens there answers as our local Slack, or as a bot that Slack calls."""
    from slack_sdk.errors import SlackClientError

    from handlers.app import make_client

    try:
        if local:
            return bool(make_client(BOT_TOKEN, f"http://{HOST}:{port}/api/").auth_test()["ok"])
        with urlopen(Request(f"http://{HOST}:{port}/slack/events", data=b"{}"), timeout=5):
            return False  # a bot takes nothing that is not signed
    except HTTPError as error:
        return not local and error.code == UNSIGNED
    except (SlackClientError, HTTPException, OSError, ValueError):
        return False


def wanted_scopes() -> set[str]:
    """Those of manifest.yml."""
    import yaml

    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return set(manifest["oauth_config"]["scopes"]["bot"])


def _auth(settings: Settings) -> dict[str, str]:
    return _asked(settings)[0]


def _auth_scopes(settings: Settings) -> str:
    return _asked(settings)[1]


def _asked(settings: Settings) -> tuple[dict[str, str], str]:
    """What auth.test says, and the scopes in its headers."""
    from slack_sdk.errors import SlackApiError

    from handlers.app import make_client

    try:
        answer = make_client(settings.bot_token, settings.slack_url).auth_test()
    except SlackApiError as error:
        why = error.response.get("error")
        raise Problem(f"Slack does not take SLACK_BOT_TOKEN ({why}). Copy it again.") from error
    except (URLError, OSError) as error:
        raise Problem(f"Slack does not answer at {settings.slack_url}: {error}.") from error
    headers = {key.lower(): value for key, value in answer.headers.items()}
    found = headers.get("x-oauth-scopes", "")
    data = answer.data if isinstance(answer.data, dict) else {}
    return data, found if isinstance(found, str) else ",".join(found)
