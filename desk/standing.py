"""What people decided about a discrepancy in; how it stands, and what may be decided next, out.

Pure: the store keeps the decisions, the desk writes what they come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from desk.answers import Decision
from desk.errors import BadRequest
from store.decisions import StoredDecision
from store.settling import CORRECTED, RECURRED, REVISED

#: What decides how it stands. An outlet's correction resolves it as a person does.
STATE_OF = {
    "resolved": "resolved",
    CORRECTED: "resolved",
    "dismissed": "dismissed",
    "snoozed": "snoozed",
}

D = TypeVar("D", StoredDecision, Decision)  # as it is kept, or as it is shown

#: What a person can do, and how it is written down.
ACTIONS = {
    "resolve": "resolved",
    "dismiss": "dismissed",
    "snooze": "snoozed",
    "assign": "assigned",
    "note": "noted",
    "undo": "undone",
    "reopen": "reopened",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state that decisions come to; `until` ends a snooze."""

    state: str  # open, resolved, dismissed, snoozed
    until: datetime | None = None


def standing(decided: Sequence[StoredDecision]) -> Standing:
    """How a discrepancy stands after all that was decided, oldest first."""
    valid = _valid(decided)
    for decision in reversed(valid):
        if decision.action in STATE_OF:
            return Standing(STATE_OF[decision.action], decision.until)
    return Standing("open")


def deciding(decided: Sequence[D]) -> D | None:
    """The decision that it stands by; None where it is open."""
    return next((one for one in reversed(_valid(decided)) if one.action in STATE_OF), None)


def last_of(decided: Sequence[D], action: str) -> D | None:
    """The newest decision of that sort that holds."""
    return next((one for one in reversed(_valid(decided)) if one.action == action), None)


def count_made(decided: Sequence[D]) -> int:
    """How many decisions were made so far, taken back or not, notes aside."""
    return sum(decision.action != "noted" for decision in decided)


def can_undo(decided: Sequence[D]) -> bool:
    """Whether an undo would take anything back."""
    return bool(_valid(decided))


def _valid(decided: Sequence[D]) -> list[D]:
    """What was decided and not undone. An undo takes back the newest of the rest, notes aside."""
    valid: list[D] = []
    for decision in decided:
        if decision.action in ("noted", "reopened", REVISED):
            continue
        if decision.action == RECURRED:
            valid = [one for one in valid if one.action != CORRECTED]
            continue
        if decision.action == "undone":
            if valid:
                valid.pop()
        else:
            valid.append(decision)
    return valid


def taken_back(decided: Sequence[StoredDecision]) -> StoredDecision | None:
    """What an undo would take back now; None where there is nothing."""
    valid = _valid(decided)
    return valid[-1] if valid else None


def shown_state(state: str, until: datetime | None, now: datetime) -> str:
    """A snooze that is over leaves the discrepancy open."""
    return "open" if state == "snoozed" and until is not None and until <= now else state


def decide(
    decided: Sequence[StoredDecision],
    person: str,
    action: str,
    note: str,
    until: datetime | None,
    now: datetime,
) -> StoredDecision:
    """The decision to be written down.

    Raises:
        BadRequest: no such action, or one that lacks what it needs.
    """
    if action not in ACTIONS:
        raise BadRequest(f"“{action}” is nothing to decide. Use one of: {', '.join(ACTIONS)}.")
    if action == "undo" and not _valid(decided):
        raise BadRequest("There is nothing to undo: nobody has decided anything about this.")
    if action == "note" and not note.strip():
        raise BadRequest("The note is empty. Write a few words.")
    if action == "assign" and not note.strip():
        raise BadRequest("Say whom it is assigned to.")
    if action == "snooze" and (until is None or until <= now):
        raise BadRequest("Say until when to put it off: a moment in the future.")
    return StoredDecision(
        person, ACTIONS[action], now, note.strip(), until if action == "snooze" else None
    )
