"""Questions in plain words, and what can be asked of the archive at hand."""

from __future__ import annotations

from collections.abc import Sequence

from desk import examples, plain_questions
from desk.counters.counter import Counter
from desk.examples import Examples
from desk.plain_questions import AskHowMany, AskWhen, HowManyAnswer, WhenAnswer
from desk.requests import Asker


class Questions(Counter):
    """Answers with every source, as the commands do."""

    def when(self, asker: Asker, request: AskWhen) -> WhenAnswer:
        """Raises EmptyArchive, UnknownStory or NoMatch."""
        with self._asked() as db:
            return plain_questions.when(db, asker, request)

    def how_many(self, asker: Asker, request: AskHowMany) -> HowManyAnswer:
        """Raises EmptyArchive, UnknownStory or NoMatch."""
        with self._asked() as db:
            return plain_questions.how_many(db, asker, request)

    def examples(self, asker: Asker, words: Sequence[str] = ()) -> Examples:
        """What can be asked, with words that the archive holds; `words` are those of a question."""
        with self._asked() as db:
            return examples.find(db, asker, words)
