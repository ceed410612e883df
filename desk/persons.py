"""What the desk answers about one person: frozen views, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.answers import StoryView, UtteranceView


@dataclass(frozen=True, slots=True)
class NameView:
    """One name under which somebody is quoted: by whom, and in how many quotations."""

    id: int
    name: str
    quotations: int  # of the newest that were counted
    outlets: tuple[str, ...]  # the one that prints it most first


@dataclass(frozen=True, slots=True)
class RoleView:
    """What articles call somebody, in their words, and for how many utterances."""

    role: str
    utterances: int


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody to choose among several."""

    id: int
    name: str
    role: str | None
    quotations: int


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What somebody decided about who is who; `undone_by` took it back."""

    action: str  # merged, split, elsewhere
    person: str
    at: datetime
    names: tuple[str, ...]
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in the archive: all names, roles, the newest quotations and stories."""

    id: int
    name: str
    kind: str  # as in Person, "" where it is not known
    names: tuple[NameView, ...]  # the most frequent first
    roles: tuple[RoleView, ...]  # the most frequent first
    quotations: int
    stories: tuple[StoryView, ...]  # the newest first
    story_count: int
    utterances: tuple[UtteranceView, ...]  # the newest first
    changes: tuple[PersonChange, ...]  # the last ones, oldest first
    counted: int  # newest quotations from which names, outlets and stories are counted


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """Who is meant by a name: one person, or the several whom it fits."""

    name: str
    choices: tuple[PersonChoice, ...]
    person: PersonView | None
