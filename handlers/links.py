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
from handlers.replies import Place, post, reply

if TYPE_CHECKING:
    from desk.desk import Desk

_log = logging.getLogger("parallax.links")

RECORDINGS = 4  # attempts to record that somebody was told


def begin(desk: Desk, asker: Asker, place: Place, urls: Sequence[str]) -> Message:
    """Take the links, and say so. Raises BadRequest where there are too many."""
    return links.begun(desk.links.ask(asker, urls, _packed(place)))


def begin_again(desk: Desk, asker: Asker, place: Place, id: int) -> Message:
    """Take a link once more, and say so. Raises NoMatch."""
    return links.begun(desk.links.try_again(asker, id, _packed(place)))


def tell_finished(client: WebClient, desk: Desk) -> int:
    """Tell everybody who waits what became of their links; how many were told.

    Who cannot be reached where they asked gets a direct message; who cannot be reached at all finds
    it under `/index status`.
    """
    finished = desk.links.finished()
    for result in finished:
        try:
            _tell(client, result)
        except (SlackClientError, OSError) as error:
            _log.warning("links not told batch=%s why=%s", result.batch, type(error).__name__)
        _record(desk, result)
    return len(finished)


def _tell(client: WebClient, result: FinishedLinks) -> None:
    message = links.finished(result)
    try:
        reply(client, _unpacked(result.answer_to), message)
    except SlackApiError as error:
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


def _packed(place: Place) -> str:
    return json.dumps(asdict(place))


def _unpacked(answer_to: str) -> Place:
    return Place(**json.loads(answer_to))
