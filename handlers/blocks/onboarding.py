"""How to begin: three buttons, and the forms that they and the settings open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from handlers.blocks import limits
from handlers.blocks.elements import (
    ASK,
    INDEX_LINK,
    OPEN_DRAFT,
    SETTINGS,
    START_DIGEST,
    actions,
    button,
    context,
    modal,
    plain,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line

INDEX_FORM = "index_link_form"
DIGEST_FORM = "start_digest_form"
ZONE_FORM = "settings_zone_form"
OUTLET_FORM = "settings_outlet_form"
LINKS = 3_000  # characters
EXAMPLE = "/parallax help"  # where the archive has nothing to show yet
DAYS = (
    ("Weekdays", "01234"),
    ("Every day", "0123456"),
    ("Mondays", "0"),
)
WELCOME = (
    "I read what several outlets print about one event and answer with sources: who said it, when "
    "it happened, where accounts differ. Three ways to begin:"
)


def buttons(example: str) -> Block:
    """Try an example, index a link, subscribe a digest; `example` is a line with an answer."""
    return actions(
        button("Try an example", ASK, example or EXAMPLE, style="primary"),
        button("Index a link", INDEX_LINK, "-"),
        button("Subscribe a digest", START_DIGEST, "-"),
    )


def welcome(example: str) -> Message:
    """To whoever installed the bot."""
    note = "My Home tab has the stories, what differs, digests, feeds and settings."
    return compose(WELCOME, [section(WELCOME), buttons(example), context(note)])


def empty(text: str) -> Message:
    """That nothing is indexed yet, with what to do about it."""
    row = actions(button("Index a link", INDEX_LINK, "-"))
    return compose(text, [section(literal(text, 1_000)), row])


def how_to(*, begun: bool) -> list[Block]:
    """For App Home: how to ask, in a few lines; `begun` where the first steps are gone."""
    lines = (
        "*Ask* with a command, by mentioning me, or here in a direct message: “who said "
        "preposterous?”, “when was she arrested?”, “how many were killed?”, “what differs?”\n"
        "*Check a draft*: `/check-draft`, or send me a text file. Seen by you alone, never kept.\n"
        "*On any message*: _Check this message_ and _Index the links_ are in its menu.\n"
        "*Search coverage* is among the shortcuts beside the message box."
    )
    row = [
        button("What you can ask", ASK, "/parallax help"),
        button("Check a draft", OPEN_DRAFT, "-"),
    ]
    if begun:
        row.append(button("Index a link", INDEX_LINK, "-"))
        row.append(button("Subscribe a digest", START_DIGEST, "-"))
    return [section(lines), actions(*row)]


def settings(zone: str, chosen: bool, outlets: Sequence[str]) -> list[Block]:
    """For App Home: the reader's zone and the outlets' names, each to be changed."""
    whose = "chosen by you" if chosen else "from your Slack profile"
    named = ", ".join(cut(one_line(name), 40) for name in outlets[:8])
    more = f" and {len(outlets) - 8} more" if len(outlets) > 8 else ""
    told = literal(f"{named}{more}" if outlets else "none yet", 700)
    text = f"*Your time zone*: {literal(zone, 80)} ({whose})\n*Outlets*: {told}"
    row = [button("Change my zone", f"{SETTINGS}_zone", "-")]
    if outlets:
        row.append(button("Name an outlet", f"{SETTINGS}_outlet", "-"))
    return [section(text), actions(*row)]


def index_form() -> Block:
    """Links, one a line; what becomes of them is told in the direct message."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": "links",
        "multiline": True,
        "max_length": LINKS,
        "placeholder": plain("https://…", limits.PLACEHOLDER),
    }
    note = context("Up to 20 links to articles. What becomes of each is told in our messages.")
    return modal(INDEX_FORM, "Index links", "Index", [_input("links", "Links", element), note], "")


def digest_form(zone: str) -> Block:
    """Where, at what time and on which days; further filters by /digest."""
    where: Block = {
        "type": "conversations_select",
        "action_id": "where",
        "placeholder": plain("A channel, or our messages", limits.PLACEHOLDER),
        "filter": {"include": ["public", "private", "im"], "exclude_bot_users": False},
    }
    days = {
        "type": "static_select",
        "action_id": "days",
        "options": [_option(text, value) for text, value in DAYS],
        "initial_option": _option(*DAYS[0]),
    }
    at = {"type": "timepicker", "action_id": "at", "initial_time": "09:00"}
    topic = {
        "type": "plain_text_input",
        "action_id": "topic",
        "max_length": 200,
        "placeholder": plain("all stories", limits.PLACEHOLDER),
    }
    blocks = [
        _input("where", "Where", where),
        _input("at", f"At ({cut(zone, 60)})", at),
        _input("days", "On", days),
        _input("topic", "About", topic, optional=True),
        context("Filters by kind and severity: `/digest help`."),
    ]
    return modal(DIGEST_FORM, "Subscribe a digest", "Subscribe", blocks, "")


def zone_form(zone: str) -> Block:
    """A zone by its name; empty for what Slack says."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": "zone",
        "max_length": 60,
        "initial_value": zone,
        "placeholder": plain("Europe/London", limits.PLACEHOLDER),
    }
    field = _input("zone", "Time zone", element, optional=True)
    note = context("Dates and times are shown in it. Empty: the zone of your Slack profile.")
    return modal(ZONE_FORM, "Your time zone", "Save", [field, note], "")


def outlet_form(outlets: Sequence[str]) -> Block:
    """Which outlet, and what it is to be called from now on."""
    menu: Block = {
        "type": "static_select",
        "action_id": "old",
        "placeholder": plain("An outlet", limits.PLACEHOLDER),
        "options": [
            _option(name, str(number)) for number, name in enumerate(outlets[: limits.OPTIONS])
        ],
    }
    element: Block = {"type": "plain_text_input", "action_id": "new", "max_length": 100}
    blocks = [_input("old", "Outlet as it is shown", menu), _input("new", "Its name", element)]
    return modal(OUTLET_FORM, "Name an outlet", "Save", blocks, "")


def field(values: Mapping[str, Any], name: str) -> str:
    """What was filled in or chosen, "" if nothing."""
    state = (values.get(name) or {}).get(name) or {}
    option = (state.get("selected_option") or {}).get("value")
    found = (
        state.get("value")
        or option
        or state.get("selected_time")
        or state.get("selected_conversation")
    )
    return str(found or "").strip()


def read_time(text: str) -> time:
    """ "09:00", as a time picker gives it; nine o'clock where it gave none."""
    hours, _, minutes = (text or "09:00").partition(":")
    return time(int(hours), int(minutes or 0))


def _option(text: str, value: str) -> Block:
    return {"text": plain(one_line(text), limits.OPTION_TEXT), "value": value}


def _input(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }
