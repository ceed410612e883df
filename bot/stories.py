"""`parallax story NUMBER`: its articles, and what the newsroom decides about it; printed."""

from __future__ import annotations

import argparse

from bot import exits
from bot.asking import console
from bot.settings import load
from bot.terminal import show
from bot.wiring import asker, open_whole_desk
from desk.errors import BadRequest
from desk.grouped import MergeStories, ShowStory, SplitStory, UndoStory
from handlers.blocks import story


def run(options: argparse.Namespace) -> int:
    """Show a story; with a flag, merge, split or undo first."""
    settings = load()
    who = asker(settings)
    wanted = _wanted(_number(options.number), options)
    with open_whole_desk(settings) as desk:
        if isinstance(wanted, ShowStory):
            show(console(), story.card(desk.grouping.card(who, wanted), zone=settings.zone))
            return exits.DONE
        done = desk.grouping.decide(who, wanted)
        view = desk.grouping.collated(who, done.story)
        show(console(), story.card(view, done=done, zone=settings.zone))
    return exits.DONE


def _wanted(
    id: int, options: argparse.Namespace
) -> ShowStory | MergeStories | SplitStory | UndoStory:
    if options.merge:
        words = " ".join(options.merge)
        bare = words.lower().removeprefix("story:").lstrip("#")
        return MergeStories(id, _number(bare) if bare.isdigit() else words)
    if options.split:
        return SplitStory(id, tuple(options.split))
    return UndoStory(id) if options.undo else ShowStory(id, options.page)


def _number(typed: str) -> int:
    """`3`, `#3` or `story:3`. Raises BadRequest."""
    bare = typed.lower().removeprefix("story:").lstrip("#")
    if not (bare.isascii() and bare.isdigit() and len(bare) < 10):
        raise BadRequest(
            f'“{typed}” is no number of a story: `parallax ask "/parallax stories"` lists them.'
        )
    return int(bare)
