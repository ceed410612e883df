"""A story's number in; its articles, its size and what people decided about it, out."""

from __future__ import annotations

from collections import Counter
from datetime import date

from desk.answers import Page
from desk.citations import count_sources, published
from desk.dispatches import agencies_in, dispatches_of
from desk.grouped import GroupingChange, ShowStory, StoryArticle, StoryCard, StoryChoice
from desk.grouping import decided, last_of
from desk.requests import Asker
from desk.stories import find_story, views
from desk.zones import reader_zone
from store import articles, placing, stories
from store.archive import Session
from store.articles import Stored
from store.keys import words_of
from store.stems import stems
from store.story_links import StoredGrouping

PAGE = 30  # articles
CANDIDATES = 90  # stories offered to merge with: Slack's menus hold a hundred
_LIKE = 40  # of them those that share the rarest words; the rest are the newest
_CHANGES = 5
_TITLE = 90  # characters of an article without a headline


def card(db: Session, asker: Asker, request: ShowStory) -> StoryCard:
    """Everything about one story. Raises UnknownStory or EmptyArchive."""
    workspace = asker.workspace
    number = find_story(db, workspace, request.id)
    ids = tuple(articles.ids_of_story(db, workspace, number).values())
    origins = articles.origins(db, workspace, ids)
    groups = Counter(origin.group for origin in origins)
    newest = sorted(origins, key=lambda one: (one.published or date.min, one.id), reverse=True)
    pages = max(1, -(-len(newest) // PAGE))
    page = min(max(request.page, 1), pages)
    shown = [one.id for one in newest[(page - 1) * PAGE : page * PAGE]]
    held = articles.load(db, workspace, shown)
    told = decided(db, workspace, number)
    last = last_of(told)
    return StoryCard(
        story=views(db, workspace, [number])[number],
        articles=tuple(_article(asker, held[id], groups) for id in shown if id in held),
        page=Page(page, pages, len(newest)),
        count=count_sources(origins, agencies_in(db, workspace, origins)),
        changes=tuple(_change(one) for one in told[-_CHANGES:]),
        undo=None if last is None else last.id,
        asked=request.id if request.id != number else None,
        dispatches=dispatches_of(db, workspace, origins, reader_zone(asker.zone)),
    )


def all_articles(db: Session, asker: Asker, story: int, most: int) -> tuple[StoryArticle, ...]:
    """The newest articles of a story, newest first. Raises UnknownStory or EmptyArchive."""
    found: list[StoryArticle] = []
    while len(found) < most:
        page = card(db, asker, ShowStory(story, len(found) // PAGE + 1))
        found += page.articles
        if page.page.number == page.page.pages:
            break
    return tuple(found[:most])


def candidates(db: Session, asker: Asker, story: int) -> tuple[StoryChoice, ...]:
    """What a story may be one with: those most like it first, then the newest."""
    workspace = asker.workspace
    number = find_story(db, workspace, story)
    title = stories.load(db, workspace, [number])[number].title
    wanted = {stem for word in words_of(title) for stem in stems(word)}
    like = placing.sharing(db, workspace, wanted, _LIKE) if wanted else ()
    ids = dict.fromkeys((*like, *stories.newest(db, workspace, CANDIDATES)))
    ids.pop(number, None)
    known = stories.load(db, workspace, ids)
    return tuple(
        StoryChoice(id, known[id].title, known[id].articles, known[id].last)
        for id in list(ids)[:CANDIDATES]
        if id in known
    )


def _article(asker: Asker, stored: Stored, groups: Counter[int]) -> StoryArticle:
    article = stored.article
    return StoryArticle(
        id=stored.id,
        outlet=stored.outlet,
        title=article.title or _beginning(stored),
        published=published(article, reader_zone(asker.zone)),
        link=article.url,
        shared=groups[stored.group] > 1,
    )


def _beginning(stored: Stored) -> str:
    """The first words of the account of an article without a headline."""
    article = stored.article
    parts = article.account()
    text = article.text[parts[0].start : parts[0].end] if parts else article.text
    words = " ".join(text.split())
    if len(words) <= _TITLE:
        return words
    return words[:_TITLE].rpartition(" ")[0] + " …"


def _change(one: StoredGrouping) -> GroupingChange:
    return GroupingChange(
        one.id,
        one.action,
        one.person,
        one.at,
        one.story,
        one.other,
        len(one.sides[1]) if len(one.sides) > 1 else 0,
        one.undone_by,
        one.undone_at,
    )
