"""Which articles are one story: shown, and what people decide about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk import grouping, storycards
from desk.counters.counter import Counter
from desk.grouped import (
    MergeStories,
    Regrouped,
    ShowStory,
    SplitStory,
    StoryArticle,
    StoryCard,
    StoryChoice,
    UndoStory,
)
from desk.requests import Asker
from store.archive import Archive


class Grouping(Counter):
    """Stories of the archive by their articles."""

    def __init__(
        self,
        archive: Archive,
        now: Callable[[], datetime],
        catch_up: Callable[[Asker], int],
    ) -> None:
        """`catch_up` collates the stories that a decision changed."""
        super().__init__(archive, now)
        self._catch_up = catch_up

    def card(self, asker: Asker, request: ShowStory) -> StoryCard:
        """Raises EmptyArchive or UnknownStory."""
        with self._asked() as db:
            return storycards.card(db, asker, request)

    def articles(self, asker: Asker, story: int, most: int) -> tuple[StoryArticle, ...]:
        """The newest articles of a story. Raises EmptyArchive or UnknownStory."""
        with self._asked() as db:
            return storycards.all_articles(db, asker, story, most)

    def candidates(self, asker: Asker, story: int) -> tuple[StoryChoice, ...]:
        """What a story may be merged with, the likest first. Raises UnknownStory."""
        with self._asked() as db:
            return storycards.candidates(db, asker, story)

    def decide(self, asker: Asker, request: MergeStories | SplitStory | UndoStory) -> Regrouped:
        """Done at once, and seen in every answer once `collated`.

        Raises BadRequest, UnknownStory, EmptyArchive or NoMatch, with nothing written.
        """
        with self._told() as db:
            match request:
                case MergeStories():
                    return grouping.merge(db, asker, request.id, request.other, self._now())
                case SplitStory():
                    return grouping.split(db, asker, request.id, request.parts, self._now())
                case UndoStory():
                    return grouping.undo(db, asker, request.id, request.decision, self._now())

    def collated(self, asker: Asker, story: int) -> StoryCard:
        """The story after what a decision changed is collated, which may take seconds.

        Raises UnknownStory.
        """
        self._catch_up(asker)
        return self.card(asker, ShowStory(story))
