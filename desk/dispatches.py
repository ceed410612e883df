"""The articles of a story in; the dispatches that several of them print, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desk.citations import Dispatch, agencies_of
from store import articles
from store.archive import Session
from store.articles import Origin


def agencies_in(db: Session, workspace: str, origins: Sequence[Origin]) -> dict[Dispatch, str]:
    """The agency of each dispatch that several print, where they credit one.

    Only the texts of those are loaded.
    """
    printings = Counter((origin.story, origin.group) for origin in origins)
    several = [one.id for one in origins if printings[one.story, one.group] > 1]
    return agencies_of(articles.load(db, workspace, several).values())
