"""App Home: how to begin, what differs, stories, digests, feeds, settings, how to ask."""

from __future__ import annotations

from dataclasses import dataclass

from desk.answers import ArchiveStatus, DiscrepancyView, StoryView, SubscriptionView
from desk.feed_views import FeedView
from handlers.blocks import discrepancies, feeds, notices, onboarding, subscriptions
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

STORIES = 5
ORDERS = 5
FEEDS = 5  # those that fail stand first


@dataclass(frozen=True, slots=True)
class Front:
    """What one person's Home shows. `example` is a line that has an answer, with which the first
    steps begin, where `beginning` says that they are to be shown."""

    status: ArchiveStatus
    newest: tuple[DiscrepancyView, ...] = ()
    stories: tuple[StoryView, ...] = ()
    orders: tuple[SubscriptionView, ...] = ()
    followed: tuple[FeedView, ...] = ()
    outlets: tuple[str, ...] = ()
    zone: str = "UTC"
    zone_chosen: bool = False
    example: str = ""
    beginning: bool = False


def render(front: Front) -> Block:
    """The view; each section ends before what Slack would refuse."""
    blocks: list[Block] = [header("Parallax")]
    if front.beginning:
        blocks += [section(onboarding.WELCOME), onboarding.buttons(front.example), divider()]
    blocks.append(section(_held(front.status)))
    if front.status.articles:
        blocks.append(
            actions(
                button("Differences", ASK, "/discrepancies"),
                button("Newest timeline", ASK, "/timeline"),
                button("What could not be read", ASK, "/index status"),
            )
        )
    for part in (_newest(front), _stories(front), _digests(front), _feeds(front)):
        blocks += [divider(), *part]
    blocks += [divider(), header("Settings")]
    blocks += onboarding.settings(front.zone, front.zone_chosen, front.outlets)
    blocks += [divider(), header("How to ask"), *onboarding.how_to(begun=not front.beginning)]
    return {"type": "home", "blocks": fitted_view(blocks, context("More by the commands."))}


def _newest(front: Front) -> list[Block]:
    blocks = [header("Newest discrepancies")]
    if not front.newest:
        blocks.append(section("None is open."))
    rows = [discrepancies.row(view) for view in front.newest]
    for row in discrepancies.in_groups(rows, front.newest):
        blocks.extend(row)
    return blocks


def _stories(front: Front) -> list[Block]:
    blocks = [header("Stories")]
    if not front.stories:
        blocks.append(section("No article has been indexed yet. Begin with *Index a link*."))
    for story in front.stories[:STORIES]:
        blocks.extend(notices.story(story))
    if len(front.stories) > STORIES:
        more = count_of(len(front.stories) - STORIES, "more story", "more stories")
        blocks.append(section(f"and {more}", button("All stories", ASK, "/parallax stories")))
    return blocks


def _digests(front: Front) -> list[Block]:
    blocks = [header("Digests")]
    if not front.orders:
        example = "`/digest subscribe at 09:00 Europe/London weekdays`"
        blocks.append(section(f"None yet. Press *Subscribe a digest*, or type {example}"))
    for order in front.orders[:ORDERS]:
        blocks.extend(subscriptions.row(order)[1:])
    return blocks


def _feeds(front: Front) -> list[Block]:
    blocks = [header("Feeds")]
    if not front.followed:
        blocks.append(section("None yet. Type `/index feed https://…`"))
    else:
        all_feeds = button("All feeds", ASK, "/index feeds")
        blocks.append(section(literal(feeds.summary(front.followed), 300), all_feeds))
    for one in front.followed[:FEEDS]:
        blocks.extend(feeds.row(one, front.zone, "list"))
    return blocks


def _held(status: ArchiveStatus) -> str:
    failed = f" {count_of(len(status.failed), 'file')} could not be read." if status.failed else ""
    return literal(
        f"{count_of(status.articles, 'article')} in "
        f"{count_of(status.stories, 'story', 'stories')}; newest: {day(status.newest)}.{failed}",
        500,
    )
