"""What stands behind `/index` in; which links or feeds it is about, out."""

from __future__ import annotations

from desk.errors import BadRequest, UnknownWord
from handlers.asked import (
    ChangeFeed,
    ExportFeeds,
    FollowFeed,
    IndexLinks,
    ListFeeds,
    ShowFeed,
    ShowLinks,
)
from handlers.typed import is_link, nearest

#: What can be done to a feed by its number, by the words that people use.
VERBS = {
    "stop": "stop",
    "pause": "stop",
    "unfollow": "stop",
    "resume": "resume",
    "follow": "resume",
    "poll": "poll",
    "now": "poll",
    "remove": "remove",
    "delete": "remove",
    "show": "show",
}

Indexing = IndexLinks | ShowLinks | FollowFeed | ListFeeds | ShowFeed | ChangeFeed | ExportFeeds


def read_words(words: list[str]) -> Indexing:
    """`URL…`, `status`, `feed URL`, `feed 3`, `feeds`, `feeds stop 3`, `feeds export`.

    Raises BadRequest or UnknownWord.
    """
    first = words[0].lower()
    if len(words) == 1 and first in ("status", "list", "show"):
        return ShowLinks()
    if first in ("feed", "feeds", "follow", "rss"):
        return _feeds(words[1:])
    for word in words:
        if not is_link(word):
            raise BadRequest(
                f"{word} is no link. Type whole links: /index https://…, or /index status."
            )
    return IndexLinks(tuple(words))


def _feeds(words: list[str]) -> Indexing:
    if not words or (len(words) == 1 and words[0].lower() in ("list", "status")):
        return ListFeeds()
    first = words[0].lower()
    if is_link(first) or first.startswith("feed:"):
        if len(words) > 1:
            raise BadRequest("Type one feed at a time: /index feed https://…")
        return FollowFeed(words[0])
    if first == "export":
        return ExportFeeds()
    if first == "import":
        raise BadRequest("A list of feeds is taken in by: parallax feeds import FILE.opml")
    if first.lstrip("#").isdigit():
        return ShowFeed(_number(first))
    if "." in first:
        raise BadRequest(f"{words[0]} is no link. Type the whole of it: /index feed https://…")
    if first not in VERBS:
        meant = nearest(first, [*VERBS, "export", "list"])
        hint = f"Did you mean {meant}?" if meant else "Try stop, resume, poll, remove or export."
        raise UnknownWord(f"/index feeds knows no word {words[0]}. {hint}")
    if len(words) < 2:
        raise BadRequest(f"Say which, by its number: /index feeds {first} 3.")
    if is_link(words[1]) and first == "follow":
        return FollowFeed(words[1])
    number = _number(words[1])
    return ShowFeed(number) if VERBS[first] == "show" else ChangeFeed(number, VERBS[first])


def _number(word: str) -> int:
    digits = word.lstrip("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise BadRequest(f"{word} is no number of a feed. See /index feeds.")
    return int(digits)
