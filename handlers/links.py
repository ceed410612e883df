"""Links asked for in Slack: taken at once, and what became of them told in the same place."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from desk.errors import ArchiveBusy
from desk.links import FinishedLinks
from desk.requests import Asker
from handlers.blocks import links
from handlers.blocks.fitting import Message
from handlers.clients import Clients, client_of
from handlers.replies import Place, is_down, post, reply

if TYPE_CHECKING:
    from desk.desk import Desk

_log = logging.getLogger("parallax.links")

RECORDINGS = 4  # attempts to record that somebody was told


def begin(desk: Desk, asker: Asker, place: Place, urls: Sequence[str]) -> Message:
    """Take the links, and say so. Raises BadRequest where there are too many."""
    return links.begun(desk.links.ask(asker, urls, packed(place)))


def begin_again(desk: Desk, asker: Asker, place: Place, id: int) -> Message:
    """Take a link once more, and say so. Raises NoMatch."""
    return links.begun(desk.links.try_again(asker, id, packed(place)))


def tell_finished(client: WebClient | Clients, desk: Desk) -> int:
    """Tell everybody who waits what became of their links; how many were told.

    Who cannot be reached where they asked gets a direct message; who cannot be reached at all finds
    it under `/index status`.
    """
    told = 0
    for result in desk.links.finished():
        try:
            here = client_of(client, result.workspace)
            if here is not None:
                _tell(here, result)
        except (SlackClientError, OSError) as error:
            _log.warning("links not told batch=%s why=%s", result.batch, type(error).__name__)
            if is_down(error):
                continue  # it is told when Slack is there again
        _record(desk, result)
        told += 1
    return told


def _tell(client: WebClient, result: FinishedLinks) -> None:
    message = links.finished(result)
    place = unpacked(result.answer_to)
    if place is None:
        return
    try:
        reply(client, place, message)
    except SlackApiError as error:
        if is_down(error):
            raise
        _log.info("told directly batch=%s why=%s", result.batch, error.response.get("error"))
        post(client, result.person, message)


def _record(desk: Desk, result: FinishedLinks) -> None:
    """What is told must be known: a busy archive is asked again, each time for its full wait."""
    for attempt in range(RECORDINGS):
        try:
            return desk.links.told(result)
        except ArchiveBusy:
            if attempt == RECORDINGS - 1:
                raise


def packed(place: Place) -> str:
    """Where somebody waits, as the archive keeps it."""
    return json.dumps(asdict(place))


def unpacked(answer_to: str) -> Place | None:
    """The place again; None for somebody who waits elsewhere, as at the command line."""
    try:
        return Place(**json.loads(answer_to))
    except (ValueError, TypeError):
        return None
