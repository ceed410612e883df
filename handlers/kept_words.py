"""Words behind `/parallax` about what is kept: what changed since, what is to be forgotten."""

from __future__ import annotations

from desk.changes import ShowChanges
from desk.errors import BadRequest
from desk.removal import Forget, ShowPrivacy
from desk.requests import Filters

VERBS = ("changes", "forget", "privacy")
_FORMS = (
    "Type what to forget: /parallax forget article 12, /parallax forget outlet NAME, or "
    "/parallax forget workspace."
)


def read_forget(words: tuple[str, ...]) -> Forget:
    """`article 12`, `outlet NAME`, `workspace`. Raises BadRequest."""
    what = words[0].lower() if words else ""
    of = " ".join(words[1:]).lstrip("#").strip()
    if what == "workspace" and not of:
        return Forget("workspace")
    if what in ("article", "outlet") and of:
        return Forget(what, of)
    raise BadRequest(_FORMS)


def read_kept(
    verb: str, words: tuple[str, ...], filters: Filters, page: int
) -> ShowChanges | Forget | ShowPrivacy:
    """One of VERBS with what stands behind it. Raises BadRequest."""
    if verb == "changes":
        if words:
            raise BadRequest(
                "Narrow the changes with outlet:, since:, until: or story:, as in "
                "/parallax changes outlet:Herald since:monday."
            )
        return ShowChanges(filters, page)
    return read_forget(words) if verb == "forget" else ShowPrivacy()
