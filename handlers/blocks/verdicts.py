"""What people judge: the form that asks why something is wrong, thanks, and the list, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desk.answers import EntryView, UtteranceView
from desk.reasons import REASONS
from desk.verdicts import NOTE, VerdictView
from handlers.blocks.elements import (
    ASK,
    UNDO_VERDICT,
    actions,
    button,
    context,
    divider,
    for_all,
    header,
    modal,
    plain,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.standing import person

CALLBACK = "judge_wrong"
ITEMS = 60  # things of one answer that may be chosen

_ABOUT = {
    "discrepancy": "difference",
    "quotation": "quotation",
    "entry": "dated entry",
    "answer": "answer",
}
_QUESTION = {
    "discrepancy": "Which difference?",
    "quotation": "Which quotation?",
    "entry": "Which entry?",
    "answer": "Which part?",
}


def form(about: str, items: Sequence[tuple[str, str]], carried: str) -> Block:
    """Why something is wrong. `items` are the (text, number) of what the answer shows, worst or
    first first; with one of them nothing is to be chosen."""
    blocks: list[Block] = []
    reasons = [*REASONS[about]]
    if len(items) > 1:
        options = [_option(text, value) for text, value in items[:ITEMS]]
        blocks.append(
            _field(
                "item",
                _QUESTION[about],
                {
                    "type": "static_select",
                    "action_id": "item",
                    "placeholder": plain("Choose one", 150),
                    "options": options,
                },
            )
        )
    elif items:
        blocks.append(section(literal(one_line(items[0][0]), 600)))
    blocks.append(
        _field(
            "reason",
            "What is wrong?",
            {
                "type": "static_select",
                "action_id": "reason",
                "placeholder": plain("Choose a reason", 150),
                "options": [_option(reason.words, reason.name) for reason in reasons],
            },
        )
    )
    note = {
        "type": "plain_text_input",
        "action_id": "note",
        "multiline": True,
        "max_length": NOTE,
    }
    blocks.append(_field("note", "In your words", note, optional=True))
    if about == "discrepancy":
        said = (
            "What is no difference is not shown again, here or in another printing of the same "
            "sentences. Undo brings it back."
        )
        blocks.append(context(literal(said, 300)))
    return modal(CALLBACK, "What is wrong?", "Send", blocks, carried)


def read(values: Mapping[str, Any]) -> tuple[str, str, str]:
    """The number of the item chosen ("" where there was no choice), the reason and the note."""
    item = (_given(values, "item").get("selected_option") or {}).get("value") or ""
    reason = (_given(values, "reason").get("selected_option") or {}).get("value") or ""
    return str(item), str(reason), str(_given(values, "note").get("value") or "").strip()


def quotation(view: UtteranceView) -> str:
    """A quotation in a few words, to be chosen by."""
    words = "".join(word.text for word in view.versions[0].words) if view.versions else ""
    return f"{view.speaker or 'Not attributed'}: “{cut(one_line(words), 60)}”"


def entry(view: EntryView) -> str:
    """A dated entry in a few words, to be chosen by."""
    words = view.what or (view.citations[0].sentence if view.citations else "")
    return f"{view.when}: {cut(one_line(words), 60)}"


def thanks(view: VerdictView) -> Message:
    """That the verdict is kept, and the way back."""
    subject = f" “{cut(one_line(view.subject), 100)}”" if view.about == "discrepancy" else ""
    why = f": {view.reason}" if view.reason else ""
    text = f"Noted: this {_ABOUT[view.about]}{subject} is {view.verdict}{why}."
    undo = button("Undo", UNDO_VERDICT, str(view.id))
    return compose(text, [section(literal(text, 800))], [[actions(undo)]])


def undone(view: VerdictView) -> Message:
    """That it is taken back."""
    text = f"Taken back: the {_ABOUT[view.about]} is judged as if nobody had."
    return compose(text, [section(text)])


def listing(views: Sequence[VerdictView], zone: str) -> Message:
    """The newest verdicts, each with who gave it, why, and a way to what it is about."""
    if not views:
        text = "Nobody has judged an answer yet: press Useful or Wrong below one."
        return compose(text, [section(text)])
    useful = sum(view.verdict == "useful" for view in views)
    counted = f"{useful} useful, {len(views) - useful} wrong"
    foot = [context("All of them as gold: `parallax verdicts --json` on the command line.")]
    return compose(
        f"Verdicts: {counted}.",
        [header(f"Verdicts: {counted}")],
        [_row(view, zone) for view in views],
        foot,
        left_out=lambda count: f"{count} older ones are left out here.",
    )


def _row(view: VerdictView, zone: str) -> list[Block]:
    mark = "👍 Useful" if view.verdict == "useful" else "👎 Wrong"
    number = f" `#{view.number}`" if view.about == "discrepancy" and view.number else ""
    subject = literal(cut(one_line(view.subject or view.line), 200), 400)
    lines = [f"*{mark}* · {_ABOUT[view.about]}{number}: {subject}"]
    why = ". ".join(part for part in (view.reason, one_line(view.note)) if part)
    if why:
        lines.append(literal(cut(why, 400), 600))
    lines.append(f"{person(view.person)}, {for_all(view.at, zone)}")
    of = f"verdict {view.id}: {view.subject or view.line}"
    undo = button("Undo", UNDO_VERDICT, str(view.id), of=of)
    row: list[Block] = [divider(), section("\n".join(lines))]
    about = f"#{view.number}, verdict {view.id}"
    opened = button("Details", ASK, f"/discrepancies id:{view.number}", of=about)
    return [*row, actions(opened, undo) if number else actions(undo)]


def _option(text: str, value: str) -> Block:
    return {"text": plain(one_line(text), 75), "value": value}


def _field(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, 150),
        "element": element,
        "optional": optional,
    }


def _given(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = (values.get(name) or {}).get(name) or {}
    return found if isinstance(found, Mapping) else {}
