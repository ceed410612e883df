"""App Home: what the archive holds, newest differences, stories, digests, feeds, how to ask."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import ArchiveStatus, DiscrepanciesAnswer, StoryView, SubscriptionView
from desk.feed_views import FeedView
from handlers.blocks import discrepancies, feeds, notices, subscriptions
from handlers.blocks.elements import (
    ASK,
    actions,
    button,
    context,
    count_of,
    day,
    divider,
    header,
    section,
)
from handlers.blocks.fitting import Block, fitted_view, literal

NEWEST = 3
STORIES = 5
ORDERS = 5
FEEDS = 5  # those that fail stand first


def render(
    status: ArchiveStatus,
    found: DiscrepanciesAnswer | None,
    stories: Sequence[StoryView],
    orders: Sequence[SubscriptionView],
    followed: Sequence[FeedView] = (),
    zone: str = "UTC",
) -> Block:
    """The view; `found` is None where nothing differs."""
    blocks: list[Block] = [header("Parallax"), section(_held(status))]
    blocks.append(
        actions(
            button("Differences", ASK, "/discrepancies"),
            button("Newest timeline", ASK, "/timeline"),
            button("What you can ask", ASK, "/parallax help"),
        )
    )
    blocks += [divider(), header("Most serious differences")]
    if found is None or not found.items:
        blocks.append(section("None is open."))
    else:
        for view in found.items[:NEWEST]:
            blocks.extend(discrepancies.row(view))
    blocks += [divider(), header("Stories")]
    if not stories:
        blocks.append(section("No article has been indexed yet."))
    for story in stories[:STORIES]:
        blocks.extend(notices.story(story))
    blocks += [divider(), header("Digests")]
    if not orders:
        example = "`/digest subscribe at 09:00 Europe/London weekdays`"
        blocks.append(section(f"None yet. In a channel, type {example}"))
    for order in orders[:ORDERS]:
        blocks.extend(subscriptions.row(order)[1:])
    blocks += [divider(), header("Feeds")]
    if not followed:
        blocks.append(section("None yet. Type `/index feed https://…`"))
    else:
        all_feeds = button("All feeds", ASK, "/index feeds")
        blocks.append(section(literal(feeds.summary(followed), 300), all_feeds))
    for one in followed[:FEEDS]:
        blocks.extend(feeds.row(one, zone, "list"))
    return {"type": "home", "blocks": fitted_view(blocks, context("More by the commands."))}


def _held(status: ArchiveStatus) -> str:
    failed = f" {count_of(len(status.failed), 'file')} could not be read." if status.failed else ""
    return literal(
        f"{count_of(status.articles, 'article')} in "
        f"{count_of(status.stories, 'story', 'stories')}; newest: {day(status.newest)}.{failed}",
        500,
    )
