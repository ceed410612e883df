"""The words of a text in; the stories that have the rarest of them, and their features, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from math import log1p

from sqlalchemy import func, select

from collation.features import StoryItem
from store.archive import Session
from store.tables import articles, stories, story_stems

_ASKED = 400  # stems of one statement
_RAREST = 60  # of the text's stems by which stories are looked up
_EACH = 60  # newest articles of a story whose features are compared


def sharing(db: Session, workspace: str, stems: Collection[str], most: int) -> tuple[int, ...]:
    """The stories that share the most of a text's rare words, best first.

    Cost follows the rarest words, not the archive.
    """
    total = int(
        db.execute(
            select(func.count()).where(stories.c.workspace == workspace, stories.c.articles > 0)
        ).scalar_one()
    )
    held = _frequencies(db, workspace, sorted(set(stems)))
    rarest = sorted(held, key=lambda stem: (held[stem], stem))[:_RAREST]
    worth = {stem: log1p(total / held[stem]) for stem in rarest}
    scores: dict[int, float] = defaultdict(float)
    rows = db.execute(
        select(story_stems.c.story_id, story_stems.c.stem, story_stems.c.weight)
        .join(stories, stories.c.id == story_stems.c.story_id)
        .where(
            story_stems.c.workspace == workspace,
            story_stems.c.stem.in_(rarest),
            stories.c.articles > 0,
        )
    )
    for row in rows:
        scores[row.story_id] += worth[row.stem] * min(3, row.weight)
    return tuple(sorted(scores, key=lambda story: (-scores[story], story))[:most])


def _frequencies(db: Session, workspace: str, stems: Sequence[str]) -> dict[str, int]:
    """In how many stories each of the stems stands; those in none are left out."""
    found: dict[str, int] = {}
    for at in range(0, len(stems), _ASKED):
        rows = db.execute(
            select(story_stems.c.stem, func.count())
            .where(
                story_stems.c.workspace == workspace,
                story_stems.c.stem.in_(stems[at : at + _ASKED]),
            )
            .group_by(story_stems.c.stem)
        )
        found |= {row[0]: int(row[1]) for row in rows}
    return found


def features(
    db: Session, workspace: str, wanted: Sequence[int]
) -> dict[int, tuple[StoryItem, ...]]:
    """What grouping knows of each story's newest articles, by story, in the order of keys."""
    found: dict[int, tuple[StoryItem, ...]] = {}
    for story in wanted:
        rows = db.execute(
            select(articles.c.features)
            .where(
                articles.c.workspace == workspace,
                articles.c.story_id == story,
                articles.c.current.is_(True),
            )
            .order_by(articles.c.key.desc())
            .limit(_EACH)
        )
        found[story] = tuple(sorted(rows.scalars(), key=lambda item: item.id))
    return found
