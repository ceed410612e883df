"""The search form, and an answer within a modal: the same blocks, its buttons leading on there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers.blocks import limits
from handlers.blocks.elements import (
    ADD_ENTRY,
    ASK,
    CORRECT_ENTRY,
    EXPORT,
    PICTURE,
    SEARCH_AGAIN,
    SEARCH_OPEN,
    SEARCH_PAGE,
    SEARCH_POST,
    SHARE,
    TIMELINE_JS,
    TURN_PAGE,
    actions,
    button,
    choice,
    context,
    modal,
    plain,
    section,
)
from handlers.blocks.fitting import Block, Message, cut, fitted_view, literal
from handlers.typed import quote

FORM = "search_coverage"  # the modal; also what the global shortcut is called
WHATS = (
    ("Who said it", "who-said"),
    ("Timeline", "timeline"),
    ("Discrepancies", "discrepancies"),
)
#: What would answer elsewhere than in the modal: it has its own.
_ELSEWHERE = frozenset({EXPORT, SHARE, TURN_PAGE, PICTURE, TIMELINE_JS, ADD_ENTRY, CORRECT_ENTRY})
OUTLETS = 100


def form(outlets: Sequence[str] = (), given: Mapping[str, str] | None = None) -> Block:
    """What, words, by, outlet, since, until; `given` are values to begin with, by field."""
    kept = dict(given or {})
    what = {**choice("What", "what", WHATS)}
    first = next((o for o in what["options"] if o["value"] == kept.get("what")), None)
    what["initial_option"] = first or what["options"][0]
    blocks = [
        _input("what", "What to look for", what, optional=False),
        _input("words", "Words, or a topic", _text("words", kept, "preposterous"), hint=HINT),
        _input("by", "Said by", _text("by", kept, "a name")),
    ]
    if outlets:
        named = [(name, str(number)) for number, name in enumerate(outlets[:OUTLETS])]
        menu = choice("Any outlet", "outlet", named)
        chosen = next((o for o, n in zip(menu["options"], outlets, strict=False)
                       if n == kept.get("outlet")), None)  # fmt: skip
        if chosen:
            menu["initial_option"] = chosen
        blocks.append(_input("outlet", "Outlet", menu))
    for name, label in (("since", "Published since"), ("until", "Published until")):
        picker: Block = {"type": "datepicker", "action_id": name}
        if kept.get(name):
            picker["initial_date"] = kept[name]
        blocks.append(_input(name, label, picker))
    return modal(FORM, "Search coverage", "Search", blocks, "")


HINT = "For a timeline what it is about; words in quotation marks are looked for as they stand."


def _text(name: str, kept: Mapping[str, str], example: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": name,
        "max_length": 200,
        "placeholder": plain(example, limits.PLACEHOLDER),
    }
    if kept.get(name):
        element["initial_value"] = kept[name]
    return element


def _input(
    name: str, label: str, element: Block, *, optional: bool = True, hint: str = ""
) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, limits.INPUT_LABEL)
    return block


def read(values: Mapping[str, Any], outlets: Sequence[str]) -> dict[str, str]:
    """What was filled in, by field; empty ones are left out."""
    found: dict[str, str] = {}
    for name in ("what", "words", "by", "outlet", "since", "until"):
        state = (values.get(name) or {}).get(name) or {}
        option = (state.get("selected_option") or {}).get("value")
        value = state.get("value") or option or state.get("selected_date")
        if name == "outlet" and value is not None:
            number = int(value)
            value = outlets[number] if number < len(outlets) else None
        if value and str(value).strip():
            found[name] = str(value).strip()
    return found


def as_line(given: Mapping[str, str]) -> str:
    """The same as a command line."""
    what = given.get("what", WHATS[0][1])
    parts = [f"/{what}", given.get("words", "")]
    if what == "who-said" and given.get("by"):
        parts.append(f"by:{quote(given['by'])}")
    elif given.get("by"):
        parts.append(given["by"])
    if given.get("outlet"):
        parts.append(f"outlet:{quote(given['outlet'])}")
    parts += [f"{name}:{given[name]}" for name in ("since", "until") if given.get(name)]
    return " ".join(part for part in parts if part)


def results(message: Message, line: str, turn: Sequence[str], carried: str) -> Block:
    """An answer as a modal; `turn` are the lines of the page before and after."""
    shown = [kept for block in message.blocks if (kept := _for_view(block)) is not None]
    buttons: list[Block] = []
    for text, leads in zip(("Previous page", "Next page"), turn, strict=True):
        if leads and len(leads) <= limits.BUTTON_VALUE:
            buttons.append(button(text, SEARCH_PAGE, leads))
    if len(line) <= limits.BUTTON_VALUE:
        buttons.append(button("Post to me", SEARCH_POST, line))
    buttons.append(button("Search again", SEARCH_AGAIN, "-"))
    return _view(FORM, "Search coverage", [*shown, actions(*buttons)], carried)


def opened(message: Message) -> Block:
    """What a button of an answer opens, in a modal on top."""
    blocks = message.plain or message.blocks
    shown = [kept for block in blocks if (kept := _for_view(block)) is not None]
    return _view("search_opened", "From the coverage", shown, "")


def regret(text: str, carried: str) -> Block:
    """A sentence instead of results, with the way back."""
    again = actions(button("Search again", SEARCH_AGAIN, "-"))
    return _view(FORM, "Search coverage", [section(literal(text, 2_500)), again], carried)


def posted(view: Mapping[str, Any]) -> Block:
    """The results again, with a word that they were posted."""
    blocks = [block for block in view["blocks"] if block.get("block_id") != "posted"]
    done = {**context("Posted to our direct messages."), "block_id": "posted"}
    title = str((view.get("title") or {}).get("text") or "Search coverage")
    return _view(FORM, title, [*blocks, done], str(view.get("private_metadata") or ""))


def _view(callback: str, title: str, blocks: Sequence[Block], carried: str) -> Block:
    note = context("The rest does not fit here. Post it, or narrow the search.")
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": carried,
        "title": plain(cut(title, limits.VIEW_TITLE), limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_BUTTON),
        "blocks": _with_last(blocks, note),
    }


def _with_last(blocks: Sequence[Block], note: Block) -> list[Block]:
    """As many blocks as a view holds; the buttons at the end always stay."""
    *body, last = blocks
    room = limits.BLOCKS_IN_VIEW - 1
    return fitted_view([*fitted_view(body[:room], note), last], note)


def _for_view(block: Block) -> Block | None:
    """The block as a modal may hold it; None where nothing is left of it."""
    if block["type"] == "table":
        return None
    if block["type"] == "actions":
        kept = [
            _led_here(one)
            for one in block["elements"]
            if str(one.get("action_id", "")).split(".")[0] not in _ELSEWHERE
            and not str(one.get("action_id", "")).startswith(("decide_", "useful"))
        ]
        return {**block, "elements": kept} if kept else None
    if "accessory" in block:
        return {**block, "accessory": _led_here(block["accessory"])}
    return block


def _led_here(element: Block) -> Block:
    """A button that asks anew asks in a modal on top."""
    name, _, number = str(element.get("action_id", "")).partition(".")
    if name != ASK:
        return element
    return {**element, "action_id": SEARCH_OPEN + (f".{number}" if number else "")}
