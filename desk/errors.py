"""Everything that can go wrong for a reader, named for the newsroom.

ParallaxError            says what happened and what to do, in one sentence
├── BadRequest           what was typed cannot be understood
│   ├── UnknownWord      a command word or filter nobody knows
│   ├── BadDate          a date that could not be read
│   └── UnknownStory     no story has that number
├── NothingFound         understood, but no answer
│   ├── EmptyArchive     no article has been indexed
│   └── NoMatch          no quotation, entry or discrepancy fits; may name the closest
│       └── NoDiscrepancy  no discrepancy fits; has wider questions that some fit
├── UnreadableArticle    a file that is no text we can read
├── ArchiveBusy          another process holds the database too long
└── NotAllowed           this person may not do this here
"""

from __future__ import annotations

from desk.requests import ShowDiscrepancies


class ParallaxError(Exception):
    """A sentence for the reader: `str(error)` says what happened and what to do about it."""


class BadRequest(ParallaxError):
    """What was typed cannot be understood."""


class DecidedMeanwhile(BadRequest):
    """A decision was to be undone that is undone already, or no longer the last one."""

    def __init__(self, id: int) -> None:
        super().__init__(
            f"Undo was pressed twice, or #{id} was decided on in between: nothing more was undone. "
            f"/discrepancies id:{id} shows how it stands."
        )


class UnknownWord(BadRequest):
    """A command word or filter nobody knows; `instead` is the line that was meant, if any was."""

    def __init__(self, sentence: str, instead: str = "") -> None:
        super().__init__(sentence)
        self.instead = instead


class BadDate(BadRequest):
    """A date that could not be read."""


class UnknownStory(BadRequest):
    """No story has that number."""


class NothingFound(ParallaxError):
    """Understood, but there is no answer."""


class EmptyArchive(NothingFound):
    """No article has been indexed yet."""


class NoMatch(NothingFound):
    """Nothing fits the question."""


class NoDiscrepancy(NoMatch):
    """No discrepancy fits; each of `wider` asks for less, and some fit it."""

    def __init__(self, sentence: str, wider: tuple[ShowDiscrepancies, ...] = ()) -> None:
        super().__init__(sentence)
        self.wider = wider


class UnreadableArticle(ParallaxError):
    """A file that is no text we can read."""


class ArchiveBusy(ParallaxError):
    """Another process holds the database for longer than we wait."""


class NotAllowed(ParallaxError):
    """This person may not do this here."""
