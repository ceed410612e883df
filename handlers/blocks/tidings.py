"""What became of a discrepancy in; a line for the thread of a message that showed it, out."""

from __future__ import annotations

from desk.postings import Change
from handlers.blocks.discrepancies import grade, one_sentence
from handlers.blocks.elements import ASK, button, section
from handlers.blocks.fitting import Message, compose, literal, one_line
from handlers.blocks.standing import mark, revised

_PLAIN = {
    "gone": "is found no more",
    "revised": "is there all the same",
    "found": "is found again",
    "open": "is open again",
    "resolved": "is resolved",
    "dismissed": "is dismissed",
    "snoozed": "is put off",
}


def render(change: Change) -> Message:
    """One line, with a button that opens it as it is now."""
    view = change.view
    about = f"{grade(view)} #{view.id}, {literal(one_line(view.subject), 140)}"
    now = view.now_as if change.what == "values" and view.now_as is not None else view
    if change.what == "values":
        said = literal(one_sentence(now), 800)
        told = view.gone[:1].upper() + view.gone[1:]
        why = f" {literal(one_line(told), 300)}." if told else ""
        text = f"{about}: the values changed.{why} Now: {said}"
    elif change.what == "gone":
        why = f": {literal(one_line(view.gone), 300)}" if view.gone else ""
        text = f"{about} is {'found no more' if why else 'no longer found'}{why}."
    elif change.what == "revised":
        made = " · ".join(literal(one_line(one.note), 300) for one in revised(view))
        text = f"{about}: {made}. It still differs: {literal(one_sentence(view), 800)}"
    else:
        said = mark(view, "UTC") if change.what in ("resolved", "dismissed", "snoozed") else ""
        text = f"{about}: {said}" if said else f"{about} {_PLAIN.get(change.what, 'changed')}."
    plain = f"{grade(view)} #{view.id} {_PLAIN.get(change.what, 'has other values now')}."
    return compose(
        plain,
        [section(text, button("Details", ASK, f"/discrepancies id:{now.id}", of=f"#{now.id}"))],
    )
