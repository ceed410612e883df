"""How a discrepancy stands in; the mark, the record and the buttons that say so, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.answers import Decision, DiscrepancyView
from desk.standing import can_undo, count_made, deciding, last_of
from handlers.blocks.elements import (
    ASK,
    DECIDE,
    EXPORT,
    SHARE,
    USEFUL,
    actions,
    button,
    context,
    for_all,
    name,
    section,
    several,
)
from handlers.blocks.fitting import Block, literal, one_line

STATES = {"resolved": "✔ Resolved", "dismissed": "✖ Dismissed", "snoozed": "💤 Snoozed"}
RECORD = 5  # decisions that a card shows, the newest


def holds(view: DiscrepancyView) -> bool:
    """Whether it is still there and nobody has done with it."""
    return view.present and view.state not in STATES


def struck(text: str, view: DiscrepancyView) -> str:
    """Escaped mrkdwn in one line, struck through where it no longer holds or is done with."""
    return text if holds(view) or view.state == "snoozed" else f"~{text}~"


def mark(view: DiscrepancyView, zone: str) -> str:
    """What became of it, as mrkdwn: who resolved it, why it is dismissed, that it is found no more,
    who confirmed it; "" where nothing did."""
    if not view.present:
        return _gone(view)
    if view.state not in STATES:
        told = " · ".join(f"✏️ {literal(one_line(made.note), 300)}" for made in revised(view))
        return " · ".join(line for line in (_back(view), told, _confirmed(view)) if line)
    made = deciding(view.decisions)
    if made is not None and made.action == "corrected":
        return f"{STATES['resolved']} by a correction: {literal(one_line(made.note), 300)}"
    if made is None and view.alarm is not None:
        why = literal(one_line(view.alarm.why), 300)
        by = person(view.alarm.person)
        return (
            f"{STATES['dismissed']}: the same false alarm as `#{view.alarm.number}`, which {by} "
            f"judged wrong{f': {why}' if why else ''}"
        )
    if made is None:
        return STATES[view.state]
    until = f" until {for_all(made.until, zone)}" if made.until is not None else ""
    note = f": {literal(one_line(made.note), 200)}" if made.note else ""
    return f"{STATES[view.state]} by {person(made.person)}{until}{note}"


def revised(view: DiscrepancyView) -> list[Decision]:
    """What outlets changed in its sides, and it is there all the same."""
    return [made for made in view.decisions if made.action == "revised"][-1:]


def assigned(view: DiscrepancyView) -> str:
    """ "Assigned to <@U1>", as mrkdwn; "" where it is nobody's."""
    made = _last(view, "assigned")
    match = _MENTION.match(made.note) if made is not None else None
    return f"Assigned to <@{match[1]}>" if match else ""


def banner(view: DiscrepancyView, zone: str) -> list[Block]:
    """The first lines of a card that no longer stands as it was posted."""
    said = mark(view, zone)
    lines = [line for line in (said, assigned(view)) if line]
    if not lines:
        return []
    words = literal(one_line(view.subject), 200)
    top = [] if holds(view) or view.state == "snoozed" else [f"~{words}~"]
    return [section("\n".join([*top, *lines]))]


def record(decisions: Sequence[Decision], zone: str) -> list[Block]:
    """Who did what and when, newest last."""
    lines = []
    for decision in decisions[-RECORD:]:
        note = f": {_note(decision)}" if decision.note else ""
        until = f" until {for_all(decision.until, zone)}" if decision.until is not None else ""
        if not decision.person:
            lines.append(_by_nobody(decision))
            continue
        lines.append(
            f"{decision.action.capitalize()} by {person(decision.person)}, "
            f"{for_all(decision.at, zone)}{until}{note}"
        )
    return [context("\n".join(lines))] if lines else []


def buttons(view: DiscrepancyView, *, share: bool, with_decisions: bool) -> list[Block]:
    """What can be done with it, in one row; below it, whether it is useful."""
    value = str(view.id)
    line = f"/discrepancies id:{view.id}"
    row: list[Block] = []
    if with_decisions and holds(view):
        row += [
            button("Resolve", f"{DECIDE}_resolve", value, style="primary"),
            button("Dismiss", f"{DECIDE}_dismiss", value),
            button("Snooze", f"{DECIDE}_snooze", value),
        ]
    if with_decisions:
        row.append(button("Assign", f"{DECIDE}_assign", value))
        row.append(button("Add note", f"{DECIDE}_note", value))
    if with_decisions and (can_undo(view.decisions) or view.alarm is not None):
        # With how many decisions it shows, so that pressed twice it takes back one.
        row.append(button("Undo", f"{DECIDE}_undo", f"{value}:{count_made(view.decisions)}"))
    if share:
        row.append(button("Share to channel", SHARE, line))
    if with_decisions:
        row.append(button("Export CSV", EXPORT, line))
        row.append(button("The story …", ASK, f"/parallax story {view.story.id}"))
    return [actions(*row, *judging(line))] if row or with_decisions else []


def judging(line: str) -> list[Block]:
    """Two buttons for the answer to a command line."""
    return [button("Useful", f"{USEFUL}_yes", line), button("Wrong", f"{USEFUL}_no", line)]


def person(id: str) -> str:
    """A mention where it is a user's id, which Slack shows as a name; else the words."""
    return f"<@{id}>" if id.isalnum() and id[:1] in "UW" else name(id or "somebody")


_MENTION = re.compile(r"<@([UW][A-Z0-9]+)>\s*")


def _note(decision: Decision) -> str:
    """The note; whom an assignment names first shows as a mention."""
    match = _MENTION.match(decision.note)
    if match and decision.action == "assigned":
        return f"<@{match[1]}> {literal(one_line(decision.note[match.end() :]), 200)}".strip()
    return literal(one_line(decision.note), 200)


def _back(view: DiscrepancyView) -> str:
    """That it was put off and its time is over; "" for what was not."""
    last = _last(view, "snoozed")
    if last is None or last.until is None:
        return ""
    return f"💤 Back: {person(last.person)} put it off until its time was over."


def _gone(view: DiscrepancyView) -> str:
    why = literal(one_line(view.gone), 300)
    if view.now_as is None:
        return f"*Found no more*: {why}." if why else "*It is no longer found.*"
    known = {side.value.casefold() for side in view.sides}
    same = known == {side.value.casefold() for side in view.now_as.sides}
    told = (
        f"*Told as* `#{view.now_as.id}`."
        if same
        else (f"*The values changed*: see `#{view.now_as.id}`.")
    )
    return f"{told} {why[:1].upper()}{why[1:]}." if why else told


def _confirmed(view: DiscrepancyView) -> str:
    who = list(dict.fromkeys(person(made.person) for made in view.confirmed))
    return f"👍 Confirmed by {several(who, 3)}" if who else ""


def _by_nobody(decision: Decision) -> str:
    """What the articles themselves decided."""
    return literal(one_line(decision.note), 300) or "Found again"


def _last(view: DiscrepancyView, action: str) -> Decision | None:
    """The newest decision of that sort that was not taken back."""
    return last_of(view.decisions, action)
