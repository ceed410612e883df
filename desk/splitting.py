"""Articles as somebody names them in; those of a story that are meant, out, or why none are."""

from __future__ import annotations

from collections.abc import Sequence

from desk.errors import BadRequest, NoMatch
from desk.parting import bare_link
from store import articles, story_links
from store.archive import Session
from store.articles import Stored
from store.story_links import OFF, SPLIT

_SHOWN = 80  # characters of what was typed that are shown again


def articles_meant(db: Session, workspace: str, story: int, parts: Sequence[str]) -> frozenset[int]:
    """The articles of the story that are named by number, link or outlet.

    Raises BadRequest where nothing is named, or what is named is elsewhere; NoMatch where it is
    nowhere.
    """
    here = articles.load(db, workspace, articles.ids_of_story(db, workspace, story).values())
    found: set[int] = set()
    for part in parts:
        number = part.lstrip("#")
        if number.isascii() and number.isdigit():
            found.add(_by_number(db, workspace, story, here, int(number[:9])))
        elif "://" in part:
            found.add(_by_link(story, here, part))
        else:
            found |= _by_outlet(story, here, part)
    if not found:
        raise BadRequest(
            f"Say which articles are another story, by their numbers: /parallax story {story} "
            f"shows them, and /parallax story {story} split {_example(here)} splits two off."
        )
    return frozenset(found)


def _by_number(
    db: Session, workspace: str, story: int, here: dict[int, Stored], number: int
) -> int:
    if number in here:
        return number
    # An outlet changed it since: its number may still stand in an older message.
    newest = articles.newest_of(db, workspace, [number]).get(number)
    if newest is None:
        known = articles.load(db, workspace, [number]).get(number)
        if known is None:
            raise NoMatch(
                f"There is no article {number}: it was never indexed, or it was forgotten. "
                f"/parallax story {story} shows those of the story."
            )
        raise BadRequest(f"Article {number} is an older text that its outlet prints no more.")
    if newest.id in here:
        return newest.id
    if newest.story is None:
        raise BadRequest(f"Article {number} is in no story yet. Try again in a minute.")
    raise BadRequest(_elsewhere(db, workspace, story, number, newest))


def _elsewhere(db: Session, workspace: str, story: int, number: int, article: Stored) -> str:
    source = story_links.sources_of(db, workspace, [article.id])[article.id]
    by_hand = [
        one
        for one in story_links.about(db, workspace, [source])
        if one.action == SPLIT
        and one.undone_at is None
        and one.story == story
        and source in one.sides[OFF]
    ]
    told = f"Article {number} is in story {article.story}, not in story {story}"
    if by_hand:
        at = by_hand[-1].at
        return f"{told}: somebody split it off on {at.day} {at:%B %Y}."
    return f"{told}."


def _by_link(story: int, here: dict[int, Stored], link: str) -> int:
    wanted = bare_link(link)
    for id, one in here.items():
        if wanted in (bare_link(one.article.url or ""), bare_link(one.article.source)):
            return id
    raise NoMatch(
        f"No article of story {story} has the link {link[:_SHOWN]}. Type its number: "
        f"/parallax story {story} shows them."
    )


def _by_outlet(story: int, here: dict[int, Stored], name: str) -> set[int]:
    found = {id for id, one in here.items() if one.outlet.casefold() == name.casefold()}
    if not found:
        raise BadRequest(
            f"“{name[:_SHOWN]}” is no article of story {story}. Type numbers or links, or the "
            f"whole name of an outlet in quotation marks: /parallax story {story} shows them."
        )
    return found


def _example(here: dict[int, Stored]) -> str:
    return " ".join(map(str, sorted(here)[:2])) or "12 15"
