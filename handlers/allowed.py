"""Who may have articles forgotten: admins and owners, and whoever the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import NotAllowed
from desk.removal import Forget
from desk.requests import Asker
from handlers.blocks import keeping
from handlers.blocks.fitting import Message

if TYPE_CHECKING:
    from desk.desk import Desk

REFUSED = (
    "Only an admin or owner of this workspace may have articles forgotten, or whoever "
    "PARALLAX_ADMINS names."
)


def check(asker: Asker, admins: frozenset[str]) -> None:
    """Raises NotAllowed for whoever may not have anything forgotten."""
    if not (asker.admin or asker.person in admins):
        raise NotAllowed(REFUSED)


def ask(desk: Desk, asker: Asker, request: Forget, admins: frozenset[str]) -> Message:
    """What would go, and the button. Raises NotAllowed, BadRequest or NoMatch."""
    check(asker, admins)
    return keeping.ask(desk.keeping.to_forget(asker, request))
