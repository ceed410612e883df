"""`parallax check-draft FILE`: a draft in; how each of its claims stands, printed, out."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bot import exits
from bot.asking import console
from bot.settings import load
from bot.terminal import show
from bot.wiring import asker, open_whole_desk
from desk.drafts import CheckDraft, WhichStory
from desk.errors import BadRequest, UnreadableArticle
from handlers.blocks import drafts
from handlers.blocks.fitting import cut, one_line
from intake.plain import UnreadableText, bytes_of, decode


def run(options: argparse.Namespace) -> int:
    """Done, whatever was found: a dispute is for a person to judge."""
    settings = load()
    wanted = CheckDraft(_text(options.path), options.story)
    with open_whole_desk(settings) as desk:
        answer = desk.drafts.check(asker(settings), wanted)
    if isinstance(answer, WhichStory):
        named = "\n".join(
            f"  --story {story.id}   {cut(one_line(story.title), 90)}" for story in answer.stories
        )
        raise BadRequest(f"Several stories fit this draft. Say which one it is about:\n{named}")
    if options.json:
        print(json.dumps(asdict(answer), ensure_ascii=False, default=str))
        return exits.DONE
    for message in drafts.render(answer, whole=True):
        show(console(), message)
    return exits.DONE


def _text(path: Path) -> str:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else bytes_of(path)
        return decode(raw, "The draft" if str(path) == "-" else path.name)
    except UnreadableText as error:
        raise UnreadableArticle(str(error)) from error
