"""Words in; single blocks and the parts of blocks, out, each within Slack's limits.

Article text goes into rich text and plain text only, where nothing in it can be markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from handlers.blocks import limits
from handlers.blocks.fitting import Block, cut, literal, one_line

#: What buttons and modals are called; Bolt listens for these.
SHOW_CONTEXT = "show_context"  # value "article:offset", ":said" behind it for a quotation
TURN_PAGE = "turn_page"  # value: a command line
SHARE = "share"  # value: a command line
EXPORT = "export"  # value: a command line
ASK = "ask"  # value: a command line, answered anew
PICTURE = "picture"  # value: a command line
TIMELINE_JS = "timeline_js"  # value: a command line
ADD_ENTRY = "add_entry"  # value: a command line
CORRECT_ENTRY = "correct_entry"  # value: a command line
CORRECTIONS = "corrections"  # value: the number of a story
UNDO_CORRECTION = "undo_correction"  # value: the number of a change
DECIDE = "decide"  # "decide_resolve" …, value: the number of the discrepancy; of an undo more
PERSON = "person"  # "person_merge" …, value: the number of the person
STORY = "story"  # "story_merge" …, value: its number; of an undo the decision's behind a colon
SUBSCRIPTION = "subscription"  # "subscription_pause" …, value: its number
FEED = "feed"  # "feed_stop" …, value: its number, ":list" behind it in a list; or an address
ORDER = "order"  # "order_confirm", "order_cancel", "order_edit", value: a command line
MORE_NEWS = "more_news"  # value "edition:story:lines", or a command line where there is none
UNDO_VERDICT = "undo_verdict"  # value: its number
FORGET = "forget_it"  # value: a command line, asked once more in a dialog
TRY_LINK = "try_link"  # value: the number of the link
SEARCH_PAGE = "search_page"  # value: a command line; these four stand in the search's modal
SEARCH_OPEN = "search_open"  # value: a command line
SEARCH_POST = "search_post"  # value: a command line
SEARCH_AGAIN = "search_again"  # no value
INDEX_LINK = "index_link"  # no value: the form for links
START_DIGEST = "start_digest"  # no value: the form for a digest
SETTINGS = "settings"  # "settings_zone", "settings_outlet": their forms
OPEN_DRAFT = "open_draft"  # no value: the form for a draft
USEFUL = "useful"  # "useful_yes", "useful_no", value: a command line

_SAFE_IN_LINK = "/:?#[]@!$&'()*+,;=%~-._"


def header(text: str) -> Block:
    """A headline: plain text in one line."""
    return {"type": "header", "text": plain(one_line(text), limits.HEADER)}


def plain(text: str, limit: int) -> Block:
    """A plain text object; never empty, which Slack refuses."""
    return {"type": "plain_text", "text": cut(text, limit) or "—", "emoji": False}


def mrkdwn(text: str) -> Block:
    """A mrkdwn object of text that is already escaped (`literal`) and short."""
    return {"type": "mrkdwn", "text": text[: limits.SECTION] or "—"}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of escaped mrkdwn, with a button beside it."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def context(*texts: str) -> Block:
    """Small print; each text is escaped mrkdwn."""
    return {
        "type": "context",
        "elements": [mrkdwn(text) for text in texts[: limits.CONTEXT_ELEMENTS]],
    }


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    code: bool = False,
    strike: bool = False,
) -> Block:
    """A stretch of rich text, shown literally."""
    element: Block = {"type": "text", "text": cut(text, limits.RICH_TEXT_RUN) or "—"}
    style = {"bold": bold, "italic": italic, "code": code, "strike": strike}
    if any(style.values()):
        element["style"] = {name: True for name, on in style.items() if on}
    return element


def link(url: str, text: str) -> Block:
    """A link in rich text; plain words where the address is none that a browser should open."""
    address = safe_link(url)
    if address is None:
        return run(text)
    return {"type": "link", "url": address, "text": cut(text, limits.BUTTON_TEXT) or address}


def line(*runs: Block) -> Block:
    """A rich text paragraph."""
    return {"type": "rich_text_section", "elements": list(runs)}


def quoted(*runs: Block) -> Block:
    """A rich text quotation, with the bar at its left."""
    return {"type": "rich_text_quote", "elements": list(runs)}


def listed(*lines: Block) -> Block:
    """A bulleted list of `line`s."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(*parts: Block) -> Block:
    """A rich text block of lines, quotations and lists."""
    return {"type": "rich_text", "elements": list(parts)}


#: A label is no markup; without these nothing in it can be taken for a call to everybody.
_NO_BRACKETS = str.maketrans("", "", "<>")


def button(
    text: str, action: str, value: str, *, style: str | None = None, of: str | None = None
) -> Block:
    """A button. `of` is what it is about, told to screen readers behind the text: it has to differ
    where one message holds several buttons of the same text, so a number comes first.

    Raises ValueError for a value that Slack would refuse: it must not be cut.
    """
    if len(value) > limits.BUTTON_VALUE:
        raise ValueError(f"a button's value has {len(value)} characters")
    block: Block = {
        "type": "button",
        "text": plain(one_line(text), limits.BUTTON_TEXT),
        "action_id": action,
        "value": value or "-",
    }
    if style is not None:
        block["style"] = style
    if of is not None:
        about = one_line(of).translate(_NO_BRACKETS)
        block["accessibility_label"] = cut(f"{one_line(text)}, {about}", limits.BUTTON_SPOKEN)
    return block


def actions(*elements: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements[: limits.ACTIONS])}


def choice(placeholder: str, action: str, options: Sequence[tuple[str, str]]) -> Block:
    """A menu of (text, value), of as many options as Slack takes."""
    fitting = [(text, value) for text, value in options if len(value) <= limits.OPTION_VALUE]
    return {
        "type": "static_select",
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "action_id": action,
        "options": [
            {"text": plain(one_line(text), limits.OPTION_TEXT), "value": value}
            for text, value in fitting[: limits.OPTIONS]
        ],
    }


def table(rows: Sequence[Sequence[Block]]) -> Block:
    """A table of cells (`cell`), the first row being its head; wraps within its columns."""
    width = max(len(row) for row in rows)
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": True} for _ in range(width)],
        "rows": [list(row) for row in rows],
    }


def cell(*runs: Block) -> Block:
    """One cell of a table."""
    return rich(line(*runs))


def safe_link(url: str | None) -> str | None:
    """The address if it is http(s) and short enough, with what could end a link encoded."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    address = quote(re.sub(r"[\ud800-\udfff]", "", url), safe=_SAFE_IN_LINK)
    return address if len(address) <= limits.LINK else None


def day(value: date | None) -> str:
    """ "14 April 2025", or "undated"."""
    return "undated" if value is None else f"{value.day} {value:%B %Y}"


def moment(value: datetime, zone: str) -> str:
    """ "Tuesday 15 April 2025, 09:00 (Europe/London)"."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M} ({zone})"


def for_all(value: datetime, zone: str) -> str:
    """A moment that Slack shows each reader in their own zone, as mrkdwn; in `zone` where it
    cannot."""
    stamp = int(value.timestamp())
    return f"<!date^{stamp}^{{date_short_pretty}} at {{time}}|{moment(value, zone)}>"


def name(text: str, limit: int = 80) -> str:
    """An outlet's or person's name for mrkdwn."""
    return literal(one_line(text), limit)


def disagreement(conflict: str) -> str:
    """ "Dates do not agree: 12 March in the Post, 13 March in the Star.", said once."""
    return "Dates do not agree: " + conflict.removeprefix("The days disagree: ")


def several(names: Sequence[str], most: int = 6) -> str:
    """ "A, B and C"; "A, B and 5 more" past `most`."""
    if len(names) > most:
        return ", ".join(names[: most - 1]) + f" and {len(names) - most + 1} more"
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 story", "2 stories"."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def modal(callback: str, title: str, submit: str, blocks: Sequence[Block], carried: str) -> Block:
    """A modal with a button of its own beside Cancel; `carried` comes back with what was given."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": carried,
        "title": plain(title, limits.VIEW_TITLE),
        "submit": plain(submit, limits.VIEW_BUTTON),
        "close": plain("Cancel", limits.VIEW_BUTTON),
        "blocks": list(blocks),
    }
