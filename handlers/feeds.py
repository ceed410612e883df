"""Feeds in Slack: followed, changed, exported, and told about to who added them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from desk.errors import ArchiveBusy, NoMatch
from desk.feed_views import FeedNotice, FeedView
from desk.requests import Asker
from handlers.asked import ChangeFeed
from handlers.blocks import feeds
from handlers.blocks.elements import count_of
from handlers.blocks.fitting import Message
from handlers.blocks.notices import sentence
from handlers.clients import Clients, client_of
from handlers.links import packed, unpacked
from handlers.replies import Place, is_down, post, reply
from handlers.uploads import File, upload

if TYPE_CHECKING:
    from datetime import datetime

    from desk.desk import Desk

_log = logging.getLogger("parallax.feeds")

RECORDINGS = 4  # attempts to record that somebody was told


def begin(desk: Desk, asker: Asker, place: Place, url: str) -> Message:
    """Follow a feed, and say so. Raises BadRequest for what is no link."""
    return feeds.begun(desk.feeds.follow(asker, url, packed(place)), asker.zone)


def change(desk: Desk, asker: Asker, question: ChangeFeed) -> Message:
    """Stop, resume, poll or remove a feed. Raises NoMatch or BadRequest."""
    match question.verb:
        case "stop":
            return feeds.changed(desk.feeds.stop(asker, question.id), asker.zone)
        case "resume":
            return feeds.changed(desk.feeds.go_on(asker, question.id), asker.zone)
        case "poll":
            return feeds.changed(desk.feeds.poll_soon(asker, question.id), asker.zone)
        case _:
            return feeds.removed(desk.feeds.remove(asker, question.id))


def export(client: WebClient, desk: Desk, asker: Asker, place: Place, now: datetime) -> Message:
    """All feeds as a file where they were asked for, and where that is.

    Raises NoMatch where there is none.
    """
    views = desk.feeds.listing(asker)
    upload(client, place, opml_of(views, now))
    where = "in our direct messages" if place.ephemeral or not place.channel else "here"
    return sentence(f"feeds.opml is {where}: {count_of(len(views), 'feed')}, as OPML.")


def opml_of(views: tuple[FeedView, ...], now: datetime) -> File:
    """The feeds that are followed or were. Raises NoMatch where there is none."""
    from intake.feeds.opml import Outline, write_opml

    if not views:
        raise NoMatch("No feed is followed yet. Try: /index feed https://…")
    outlines = [Outline(view.url, view.name, view.site) for view in views]
    return File("feeds.opml", write_opml(outlines, "Feeds of Parallax", now))


def tell(client: WebClient | Clients, desk: Desk) -> int:
    """Tell who added feeds what came of them; how many were told.

    Who cannot be reached where they asked gets a direct message; who cannot be reached at all, as
    somebody at the command line, finds it under `/index feeds`.
    """
    waiting = desk.feeds.notices()
    told = 0
    for notice in waiting:
        try:
            here = client_of(client, notice.workspace)
            if here is not None:
                _tell(here, notice)
        except (SlackClientError, OSError) as error:
            _log.warning("feed not told id=%s why=%s", notice.feed.id, type(error).__name__)
            if is_down(error):
                continue  # it is told when Slack is there again
        _record(desk, notice)
        told += 1
    return told


def _tell(client: WebClient, notice: FeedNotice) -> None:
    message = feeds.notice(notice)
    places = [place for one in notice.answer_to if (place := unpacked(one)) is not None]
    for place in places:
        try:
            reply(client, place, message)
        except SlackApiError as error:
            if is_down(error):
                raise
            _log.info("told directly id=%s why=%s", notice.feed.id, error.response.get("error"))
            _tell_directly(client, place.person, message)
    if not places and notice.what != "followed":  # one of a list that is followed is no news
        _tell_directly(client, notice.person, message)


def _tell_directly(client: WebClient, person: str, message: Message) -> None:
    if person[:1] in ("U", "W") and person.isalnum():
        post(client, person, message)


def _record(desk: Desk, notice: FeedNotice) -> None:
    """What is told must be known: a busy archive is asked again, each time for its full wait."""
    for attempt in range(RECORDINGS):
        try:
            return desk.feeds.told(notice)
        except ArchiveBusy:
            if attempt == RECORDINGS - 1:
                raise
