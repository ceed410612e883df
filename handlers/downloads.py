"""A file that somebody sent to the bot in; its text, or a sentence why there is none, out."""

from __future__ import annotations

import http.client
import logging
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient

from desk.errors import BadRequest
from intake.plain import UnreadableText, decode

LARGEST = 300_000  # bytes: a draft of fifty pages
TIMEOUT = 15  # seconds
TEXTS = (".txt", ".text", ".md", ".markdown", ".log", "")
OWN_HOST = ".slack.com"

_log = logging.getLogger("parallax.downloads")


def text_of(client: WebClient, file: Mapping[str, Any]) -> str:
    """The text of a file by its id, as the event names it.

    Raises BadRequest for a file that is no text, or too large, or kept elsewhere; SlackApiError
    where the token lacks files:read.
    """
    known: Mapping[str, Any] = client.files_info(file=str(file.get("id"))).get("file") or {}
    name = str(known.get("name") or "The file")
    if PurePath(name).suffix.lower() not in TEXTS and not str(
        known.get("mimetype") or ""
    ).startswith("text/plain"):
        raise BadRequest(f"{name} is no plain text. Save the draft as a .txt file and send that.")
    if int(known.get("size") or 0) > LARGEST:
        raise BadRequest(f"{name} is larger than a draft. Send it in parts, as plain text.")
    url = str(known.get("url_private_download") or known.get("url_private") or "")
    if known.get("is_external") or not _is_own(client, url):
        raise BadRequest(f"{name} is kept elsewhere. Send the text itself as a .txt file.")
    try:
        return decode(_fetch(client, url, name), name)
    except UnreadableText as error:
        raise BadRequest(str(error)) from error


def _is_own(client: WebClient, url: str) -> bool:
    """Whether the token may be sent there: Slack's own hosts, and whoever answers the API."""
    try:
        wanted, ours = urlsplit(url), urlsplit(client.base_url)
    except ValueError:
        return False
    if wanted.netloc == ours.netloc:
        return wanted.scheme == ours.scheme
    host = wanted.hostname or ""
    slacks = (ours.hostname or "").endswith("slack.com")
    return slacks and wanted.scheme == "https" and host.endswith(OWN_HOST)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token elsewhere."""

    def redirect_request(self, *given: Any, **more: Any) -> None:
        """None: the redirect itself is the answer."""


def _fetch(client: WebClient, url: str, name: str) -> bytes:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {client.token}"})
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            if answer.headers.get_content_type() == "text/html":
                raise BadRequest(
                    f"{name} was not handed out: the bot's token lacks files:read. Whoever runs "
                    "the bot adds it at OAuth & Permissions and installs the app again."
                )
            content: bytes = answer.read(LARGEST + 1)
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        _log.warning("file not fetched why=%s", type(error).__name__)
        raise BadRequest(f"{name} could not be fetched from Slack. Send it again.") from error
    if len(content) > LARGEST:
        raise BadRequest(f"{name} is larger than a draft. Send it in parts, as plain text.")
    return content
