"""`parallax feeds` and `parallax index feed URL`: feeds followed, listed, imported and exported."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import exits
from bot.asking import console
from bot.settings import Settings, load
from bot.terminal import show
from bot.wiring import asker, open_desk
from desk.counters.feeds import HERE
from desk.errors import BadRequest, NoMatch, UnreadableArticle
from desk.feed_views import FeedNotice
from handlers.asked import ChangeFeed
from handlers.blocks import feeds
from handlers.blocks.elements import count_of
from handlers.blocks.fitting import one_line
from handlers.feeds import change, opml_of

if TYPE_CHECKING:
    from desk.desk import Desk

NUMBERED = ("stop", "resume", "remove", "show")
VERBS = ("list", "import", "export", "poll", *NUMBERED)


def run(options: argparse.Namespace) -> int:
    """List feeds, or do what the verb says."""
    verb, what = options.verb, options.what
    if verb in ("import", "export", *NUMBERED) and not what:
        needed = "a number" if verb in NUMBERED else "a file"
        raise BadRequest(f"parallax feeds {verb} needs {needed} behind it.")
    settings = load()
    with open_desk(settings) as desk:
        if verb == "import":
            return _import(desk, settings, Path(what))
        if verb == "export":
            views = desk.feeds.listing(asker(settings))
            Path(what).write_text(str(opml_of(views, desk.feeds.now()).content), encoding="utf-8")
            _say(f"{count_of(len(views), 'feed')} written to {what}.")
        elif verb == "poll":
            return _poll(desk, settings, what)
        elif verb == "show":
            found = desk.feeds.show(asker(settings), _number(what))
            show(console(), feeds.one(*found, settings.zone))
        elif verb in NUMBERED:
            show(console(), change(desk, asker(settings), ChangeFeed(_number(what), verb)))
        else:
            show(console(), feeds.listing(desk.feeds.listing(asker(settings)), settings.zone))
    return exits.DONE


def follow(desk: Desk, settings: Settings, url: str) -> str:
    """Follow a feed, poll it and index what is new in it; "failed" where it is not followed."""
    notice = desk.feeds.follow_now(asker(settings), url)
    if notice is None:
        _say("This feed is followed already: parallax feeds")
        return "unchanged"
    _tell(desk, notice)
    if notice.what == "choose":
        for choice in notice.choices:
            _say(f"  parallax index feed {choice.url}")
    if notice.what not in ("followed", "trouble"):
        return "failed"
    fetched = desk.feeds.fetch_due((notice.feed.id,))
    found, links = desk.feeds.show(asker(settings), notice.feed.id)
    if fetched:
        _say(f"{count_of(found.read, 'article')} read, {found.failed} could not be read.")
    for link in links.links:
        _say(f"  {one_line(link.title or link.url)}: {link.outcome or link.why or link.state}")
    return "new" if notice.what == "followed" else "failed"


def _import(desk: Desk, settings: Settings, path: Path) -> int:
    from intake.feeds.opml import UnreadableOpml, read_opml
    from intake.plain import UnreadableText, bytes_of

    try:
        outlines = read_opml(bytes_of(path))
    except UnreadableOpml as error:
        raise UnreadableArticle(f"{path}: {error}") from None
    except UnreadableText as error:
        raise UnreadableArticle(str(error)) from None
    pairs = [(one.url, one.title) for one in outlines]
    done = desk.feeds.import_all(asker(settings), pairs)
    _say(
        f"{count_of(done.new, 'new feed')}, {done.known} followed before, "
        f"{len(done.refused)} refused. The bot polls them; at once: parallax feeds poll"
    )
    for url, why in done.refused:
        _say(f"  {one_line(url)}: {one_line(why)}")
    return exits.DONE if done.new or done.known else exits.FAILED


def _poll(desk: Desk, settings: Settings, what: str | None) -> int:
    """All that are followed, or one, at once; and what they named is indexed."""
    who = asker(settings)
    wanted = (_number(what),) if what else _followed(desk, settings)
    only = tuple(desk.feeds.poll_soon(who, number).id for number in wanted)
    polled = desk.feeds.poll_due(only)
    for notice in desk.feeds.notices():
        if notice.person == who.person:
            _tell(desk, notice)
    fetched = desk.feeds.fetch_due(only)
    _say(f"{count_of(polled, 'feed')} polled, {count_of(fetched, 'link')} fetched.")
    return exits.DONE


def _followed(desk: Desk, settings: Settings) -> tuple[int, ...]:
    views = desk.feeds.listing(asker(settings))
    return tuple(view.id for view in views if view.next_at is not None)


def _tell(desk: Desk, notice: FeedNotice) -> None:
    _say(one_line(feeds.notice(notice).text))
    if set(notice.answer_to) <= {HERE}:  # else somebody in Slack waits for it, too
        desk.feeds.told(notice)


def _number(word: str) -> int:
    digits = word.lstrip("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NoMatch(f"{word} is no number of a feed. See parallax feeds.")
    return int(digits)


def _say(text: str) -> None:
    print(text, file=sys.stderr)
