"""Feeds in; what is followed, what fails, what is told about each, with buttons, out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desk.feed_views import FeedNotice, FeedView
from desk.links import LinksView
from handlers.blocks import links
from handlers.blocks.elements import (
    ASK,
    FEED,
    actions,
    button,
    context,
    count_of,
    day,
    header,
    line,
    link,
    rich,
    run,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.notices import sentence

OVER_DAYS = 7  # as desk/pacing.py has it; a test compares them
_NONE = "No feed is followed yet. Try: /index feed https://…"


def begun(view: FeedView, zone: str = "UTC") -> Message:
    """That a feed is being looked at, or how one fares that is followed already."""
    if view.state != "new" or view.fails:
        return compose(
            f"{cut(view.name, 100)} is followed already.",
            [section("This feed is followed already:")],
            [row(view, zone, "one")],
        )
    return sentence(f"Looking at {cut(view.url, 300)}. What comes of it will be said here.")


def notice(told: FeedNotice) -> Message:
    """To who added a feed: that it is followed, which feeds a page names, why there is none."""
    view = told.feed
    name = cut(one_line(view.name), 150)
    if told.what == "followed":
        said = f"Following {name}. {_first(view)}"
        return compose(said, [section(literal(said, 600))], [row(view, "UTC", "one")])
    if told.what == "trouble":
        said = f"{cut(view.url, 200)} cannot be read now: {view.why or ''} It is tried again."
        return compose(said, [section(literal(one_line(said), 900))], [row(view, "UTC", "one")])
    if told.what == "choose":
        said = f"{cut(view.url, 200)} is a web page that names several feeds. Follow which?"
        rows = [
            [
                rich(line(link(one.url, cut(one.title or one.url, 150)), run(f"\n{one.url}"))),
                actions(
                    button("Follow", f"{FEED}_follow", one.url, of=f"{n}: {one.title or one.url}")
                ),
            ]
            for n, one in enumerate(told.choices, 1)
            if len(one.url) <= 1_900
        ]
        return compose(said, [section(literal(said, 600))], rows)
    if told.what == "refused":
        return sentence(f"{cut(view.url, 200)} is not followed. {one_line(view.why or '')}")
    said = f"{name} is no longer followed. {one_line(view.why or '')}"
    if view.state == "failed":
        said += f" It failed {count_of(view.failures, 'time')} in a row."
    return compose(said, [section(literal(said, 900))], [row(view, "UTC", "one")])


def listing(views: Sequence[FeedView], zone: str) -> Message:
    """All feeds, those that fail first."""
    if not views:
        return sentence(_NONE)
    said = summary(views)
    rows = [row(view, zone, "list") for view in views]
    return compose(
        said,
        [header("Feeds"), section(literal(said, 300))],
        rows,
        [context("`/index feed 3` shows one feed's latest articles, `/index feeds export` all.")],
        left_out=lambda n: f"{count_of(n, 'more feed')}: /index feeds export gives all as a file.",
    )


def one(view: FeedView, found: LinksView, zone: str) -> Message:
    """One feed, and what became of the latest articles that it named."""
    rows = [links.row(each, zone, named=True) for each in found.links]
    none = [] if rows else [section("No new article has stood in it since it is followed.")]
    name = cut(one_line(view.name), 150)
    return compose(f"{name}: {_counts(view)}", [*row(view, zone, "one"), *none], rows)


def changed(view: FeedView, zone: str) -> Message:
    """A feed as it is now."""
    return compose(f"{cut(one_line(view.name), 150)}: {_state(view, zone)}", row(view, zone, "one"))


def removed(view: FeedView) -> Message:
    """That it is gone."""
    name = cut(one_line(view.name), 150)
    return sentence(f"{name} is removed. What was read because of it stays.")


def summary(views: Sequence[FeedView]) -> str:
    """How many there are, and how many fail."""
    followed = sum(view.state in ("new", "following") for view in views)
    failing = sum(view.fails for view in views)
    over = len(views) - followed
    parts = [f"{count_of(followed, 'feed is', 'feeds are')} followed"]
    parts += [f"{failing} of them cannot be read now"] if failing else []
    parts += [f"{count_of(over, 'is', 'are')} stopped"] if over else []
    return "; ".join(parts) + "."


def row(view: FeedView, zone: str, where: str) -> list[Block]:
    """One feed, how it fares, its buttons; `where` is "list" or "one", what a button shows then."""
    about = [*([view.kind] if view.kind else []), f"feed {view.id}", _counts(view)]
    said = line(
        link(view.url, cut(one_line(view.name), 200) or view.url),
        run("\n" + " · ".join(about)),
        run(f"\n{_state(view, zone)}", bold=view.fails or view.state == "failed"),
    )
    return [rich(said), actions(*_buttons(view, where))]


def _state(view: FeedView, zone: str) -> str:
    why = cut(one_line(view.why or ""), 300)
    if view.fails:
        began = _when(view.failing_since, zone).removeprefix("at ")
        since = f" since {began}" if view.failing_since else ""
        said = f"Cannot be read{since}, {count_of(view.failures, 'failure')}: {why} "
        again = f"Tried again {_when(view.next_at, zone)}" if view.next_at else "Tried again"
        return f"{said}{again}; stopped after {OVER_DAYS} days."
    match view.state:
        case "new":
            return "Being looked at."
        case "stopped":
            by = view.state_by or ""
            return "Stopped by the command line." if by == "command line" else "Stopped."
        case "ended":
            return f"Ended: {why}"
        case "failed" | "refused":
            return f"No longer followed, it failed too often: {why}"
    said = f"Asked every {_span(view.interval)}"
    if view.next_at is not None:
        said += f", next {_when(view.next_at, zone)}"
    newest = f"; newest entry {_when(view.newest_at, zone)}" if view.newest_at else ""
    return f"{said}{newest}."


def _counts(view: FeedView) -> str:
    said = f"{count_of(view.read, 'article')} read"
    said += f", {view.waiting} on their way" if view.waiting else ""
    if view.failed:
        said += f", {view.failed} could not be read"
        last = cut(one_line(view.last_failure or "").rstrip("."), 150)
        said += f" (the last: {last})" if last else ""
    return said


def _first(view: FeedView) -> str:
    """What the first poll found."""
    if view.waiting:
        number = count_of(view.waiting, "article")
        verb = "is" if view.waiting == 1 else "are"
        return f"{number} of its last three days {verb} being read; new ones as they come."
    if view.read + view.failed:
        return f"{_counts(view)}; new ones are read as they come."
    return "Nothing in it is of the last three days; new entries are read as they come."


def _buttons(view: FeedView, where: str) -> list[Block]:
    value = f"{view.id}:{where}"
    of = f"feed {view.id}: {view.name}"
    if view.state in ("new", "following"):
        found = [
            button("Poll now", f"{FEED}_poll", value, of=of),
            button("Stop", f"{FEED}_stop", value, style="danger", of=of),
        ]
    else:
        found = [
            button("Resume", f"{FEED}_resume", value, of=of),
            button("Remove", f"{FEED}_remove", value, style="danger", of=of),
        ]
    if where == "list" and (view.read or view.waiting or view.failed):
        found.append(button("Latest articles", ASK, f"/index feed {view.id}", of=of))
    return found


def _when(moment: datetime | None, zone: str) -> str:
    """ "at 09:15 on 15 April 2025"; UTC is named."""
    if moment is None:
        return "never"
    local = moment.astimezone(ZoneInfo(zone))
    return f"at {local:%H:%M}{' UTC' if zone == 'UTC' else ''} on {day(local.date())}"


def _span(interval: timedelta) -> str:
    minutes = max(round(interval.total_seconds() / 60), 1)
    return count_of(minutes, "minute") if minutes < 120 else f"{round(minutes / 60)} hours"
