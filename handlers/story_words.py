"""Words behind `/parallax story` in: a story to show, to merge, to split or to put back, out."""

from __future__ import annotations

import re
from typing import Final

from desk.errors import BadRequest, UnknownWord
from desk.grouped import MergeStories, ShowStory, SplitStory, UndoStory
from handlers.asked import ShowStories
from handlers.orders import number
from handlers.typed import Typed, nearest, quote

VERBS: Final = ("merge", "split", "undo")
#: A line that is about one story by its number, with or without `/parallax` before it.
ABOUT_ONE = re.compile(r"\s*(?:/?parallax\s+)?(?:story|stories)\b[\s:#]*\d", re.I)
_ALIASES: Final = {"join": "merge", "unite": "merge", "divide": "split", "separate": "split"}
_FILLING: Final = frozenset(
    "with and into off out from to story stories article articles number".split()
)
_NUMBER = re.compile(r"(?:story:)?#?(\d+)$", re.I)
FORMS: Final = (
    "Type the number of a story: /parallax story 3, /parallax story 3 merge 7, "
    "/parallax story 3 split 12 15, /parallax story 3 undo."
)

Asked = ShowStories | ShowStory | MergeStories | SplitStory | UndoStory


def read_story(typed: Typed, page: int) -> Asked:
    """`3`, `3 merge 7`, `3 split 12 15 https://…`, `3 undo`; nothing: all stories.

    Raises BadRequest, or UnknownWord with the line that was meant.
    """
    words = list(typed.parts)
    if words and words[0].lower() in ("story", "stories"):
        del words[0]
    filters = [*typed.all("story"), *typed.all("id")]
    story = _story(words, filters)
    if story is None:
        if words:
            raise BadRequest(f"“{words[0]}” is no number of a story. {FORMS}")
        return ShowStories()
    if not words:
        return ShowStory(story, page)
    verb = _ALIASES.get(words[0].lower(), words[0].lower())
    rest = words[1:]
    if verb == "merge":
        return MergeStories(story, _other(rest, filters))
    if verb == "split":
        return SplitStory(story, _parts(rest))
    if verb == "undo":
        if _parts(rest):
            raise BadRequest(
                f"Type only /parallax story {story} undo: it takes back the newest decision about "
                f"story {story}."
            )
        return UndoStory(story)
    meant = nearest(verb, (*VERBS, *_ALIASES))
    right = _ALIASES.get(meant or "", meant)
    if right:
        again = " ".join(["story", str(story), right, *map(_written, rest)])
        raise UnknownWord(f"/parallax story knows no word {words[0]}. Did you mean {right}?", again)
    raise UnknownWord(f"/parallax story knows no word {words[0]}. {FORMS}")


def _story(words: list[str], filters: list[str]) -> int | None:
    """The story's number, taken out of what it was typed in."""
    if words and (match := _NUMBER.match(words[0])):
        del words[0]
        return number("story", match[1])
    if filters:
        return number("story", filters.pop(0).lstrip("#"))
    return None


def _other(words: list[str], filters: list[str]) -> int | str:
    """What it is merged with: a number, or words of a title."""
    left = [word.strip(",;") for word in words if word.lower().strip(",;") not in _FILLING]
    numbers = [match[1] for word in left if (match := _NUMBER.match(word))]
    numbers += [value.lstrip("#") for value in filters]
    if len(numbers) > 1:
        raise BadRequest("Merge two stories at a time: /parallax story 3 merge 7.")
    if numbers and len(left) <= 1:
        return number("story", numbers[0])
    if not left:
        raise BadRequest("Say with which one: /parallax story 3 merge 7, or words of its title.")
    return " ".join(words)


def _parts(words: list[str]) -> tuple[str, ...]:
    """Numbers, links and names of outlets, in the order typed."""
    bare = [word.strip(",;") for word in words]
    return tuple(word for word in bare if word and word.lower() not in _FILLING)


def _written(word: str) -> str:
    return quote(word) if " " in word else word
