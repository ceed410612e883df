"""`parallax ask` and `parallax digest`: a question in; the answer printed, out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.console import Console

from bot import exits
from bot.settings import Settings, load
from bot.terminal import show
from bot.wiring import asker, clock, open_whole_desk
from desk.drafts import CheckDraft, WhichStory
from desk.errors import BadRequest, NotAllowed
from desk.requests import ShowTimeline, Subscribe
from handlers import answers
from handlers.arguments import parse
from handlers.asked import PreviewDigest
from handlers.blocks import digest as edition
from handlers.blocks import drafts
from handlers.blocks.fitting import Message
from handlers.questions import NotUnderstood, understand
from handlers.typed import Setting

if TYPE_CHECKING:
    from desk.desk import Desk


def run(options: argparse.Namespace) -> int:
    """`parallax ask "/who-said …"`: a command, or a question in plain words."""
    settings = load()
    line = _as_one_line(options.line)
    with open_whole_desk(settings) as desk:
        show(console(), answer(desk, settings, line))
        if options.picture or options.csv or options.timelinejs:
            _write_files(desk, settings, line, options)
    return exits.DONE


def _write_files(desk: Desk, settings: Settings, line: str, options: argparse.Namespace) -> None:
    """What the buttons *Picture* and *Export* upload, into files; says which.

    Raises BadRequest where the answer is none that can be drawn, or a file cannot be written.
    """
    from handlers.exports import export_csv, export_picture, export_timeline_js
    from handlers.uploads import File

    question = understand(line, setting(settings))
    wanted: list[tuple[Path, File]] = []
    who = asker(settings)
    if options.csv:
        wanted.append((options.csv, export_csv(desk, who, question)))
    for path, make in (
        (options.picture, export_picture),
        (options.timelinejs, export_timeline_js),
    ):
        if path and not isinstance(question, ShowTimeline):
            raise BadRequest("Only a timeline can be drawn: parallax ask /timeline --picture a.png")
        if path and isinstance(question, ShowTimeline):
            wanted.append((path, make(desk, who, question)))
    for path, file in wanted:
        content = file.content
        try:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        except OSError as error:
            raise BadRequest(f"{path} cannot be written: {error.strerror}.") from error
        console().print(f"Written: {path}", markup=False)


def digest(options: argparse.Namespace) -> int:
    """`parallax digest [topic:…]`: the edition and its thread."""
    settings = load()
    with open_whole_desk(settings) as desk:
        for message in digest_of(desk, settings, _as_one_line(options.filters)):
            show(console(), message)
    return exits.DONE


def answer(desk: Desk, settings: Settings, line: str) -> Message:
    """What Slack would show. Raises a ParallaxError to be shown instead."""
    try:
        question = understand(line, setting(settings))
    except NotUnderstood as error:
        return answers.suggest(desk, asker(settings), error.words)
    if isinstance(question, CheckDraft):
        found = desk.drafts.check(asker(settings), question)
        if isinstance(found, WhichStory):
            raise BadRequest("Several stories fit. Say which: check-draft story:3 and the text.")
        return drafts.render(found)[0]
    if isinstance(question, Subscribe):
        raise NotAllowed("A digest is posted to a Slack channel: subscribe there.")
    return answers.answer(desk, asker(settings), question)


def digest_of(desk: Desk, settings: Settings, filters: str = "") -> tuple[Message, ...]:
    """The headline message, then its thread."""
    question = parse(f"/digest now {filters}", setting(settings))
    assert isinstance(question, PreviewDigest)
    found = desk.digests.preview(asker(settings), question.what)
    return (edition.render(found), *edition.thread(found))


def setting(settings: Settings) -> Setting:
    """The command line's present and zone."""
    now = clock(settings.now)().astimezone(ZoneInfo(settings.zone))
    return Setting(now, settings.zone, channel="terminal")


def console() -> Console:
    """The terminal; piped into a file, lines stay as wide as a page."""
    found = Console(highlight=False, emoji=False)
    if not found.is_terminal:
        found = Console(highlight=False, emoji=False, width=max(found.width, 100))
    return found


def _as_one_line(words: Sequence[str]) -> str:
    """Quoted as one argument or typed as several: a phrase that the shell unquoted gets marks."""
    if len(words) <= 1:
        return "".join(words)
    return " ".join(f'"{word}"' if " " in word and ":" not in word else word for word in words)
