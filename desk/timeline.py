"""A topic in; the dated events of the story it names, each with every outlet's sentence, out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from collation.timeline import Entry
from desk.answers import EntryView, Page, TimelineAnswer
from desk.citations import cite, count_sources, published
from desk.dates import when
from desk.errors import NoMatch
from desk.requests import Asker, ShowTimeline
from desk.stories import OTHERS, choose, find_outlets, views
from desk.zones import reader_zone
from extraction.annotations import EventKind
from store import articles, timeline
from store.archive import Session
from store.articles import Origin, Stored
from store.stems import stems
from store.timeline import StoredEntry

PAGE = 20  # entries


def answer(db: Session, asker: Asker, request: ShowTimeline) -> TimelineAnswer:
    """The entries of the newest story that the topic names, in time order.

    Raises:
        EmptyArchive, UnknownStory, NoMatch: the sentence says what to type instead.
    """
    workspace = asker.workspace
    chosen, *others = choose(db, workspace, request.topic, request.filters, OTHERS + 1)
    ids = articles.ids_of_story(db, workspace, chosen)
    texts = articles.load(db, workspace, ids.values())
    by_key = {stored.key: stored for stored in texts.values()}
    entries, folded = _fitting(db, asker, request, chosen, by_key)
    if not entries:
        raise NoMatch(_regret(request, chosen, folded))
    pages = -(-len(entries) // PAGE)
    number = min(max(request.page, 1), pages)
    origins = {o.id: o for o in articles.origins(db, workspace, sorted(texts))}
    told = views(db, workspace, [chosen, *others])
    cited = {w.article for e in entries for w in e.entry.witnesses}
    return TimelineAnswer(
        topic=request.topic.strip(),
        story=told[chosen],
        others=tuple(told[id] for id in others),
        entries=tuple(
            _view(entry, asker, request.topic, by_key, origins)
            for entry in entries[(number - 1) * PAGE : number * PAGE]
        ),
        folded=folded,
        page=Page(number, pages, len(entries)),
        count=count_sources([o for id, o in origins.items() if texts[id].key in cited]),
    )


def _fitting(
    db: Session, asker: Asker, request: ShowTimeline, story: int, by_key: dict[str, Stored]
) -> tuple[list[StoredEntry], int]:
    """The entries to be shown, in time order, and how many background ones are not."""
    outlets = find_outlets(db, asker.workspace, request.filters.outlet)
    allowed = None if outlets is None else articles.of_outlets(db, asker.workspace, story, outlets)
    shown, folded = [], 0
    for entry in timeline.load(db, asker.workspace, story):
        keys = {w.article for w in entry.entry.witnesses if w.article in by_key}
        if not keys or (allowed is not None and keys.isdisjoint(allowed)):
            continue
        if not _within(entry.entry, _day(entry.entry, by_key), request):
            continue
        if entry.entry.kind is EventKind.BACKGROUND and not request.background:
            folded += 1
            continue
        shown.append(entry)
    return sorted(shown, key=lambda e: _order(e, by_key)), folded


def _within(entry: Entry, day: date | None, request: ShowTimeline) -> bool:
    since, until = request.filters.since, request.filters.until
    if since is None and until is None:
        return True
    if day is None:
        return False
    end = entry.end or day
    return (since is None or end >= since) and (until is None or day <= until)


def _day(entry: Entry, by_key: dict[str, Stored]) -> date | None:
    """Its first day; for what is only reported on, the first day of publication."""
    if entry.begin is not None:
        return entry.begin
    days = [
        stored.article.published
        for witness in entry.witnesses
        if (stored := by_key.get(witness.article)) and stored.article.published
    ]
    return min(days, default=None)


def _order(stored: StoredEntry, by_key: dict[str, Stored]) -> tuple[object, ...]:
    entry = stored.entry
    day = _day(entry, by_key) or date.max
    first = min((w.article, w.sentence.start) for w in entry.witnesses)
    # The whole month stands before its days; what is only reported on, after its day.
    return (day, entry.begin is None, -((entry.end or day) - day).days, first)


def _regret(request: ShowTimeline, story: int, folded: int) -> str:
    filters = request.filters
    if folded:
        return f"Story {story} has only background on its timeline: {folded} entries. Unfold them."
    if filters.outlet or filters.since or filters.until:
        return (
            f"Story {story} has nothing on its timeline within these filters. "
            "Leave out outlet:, since: or until:."
        )
    return f"Story {story} gives no dated event. `/who-said story:{story}` shows who is quoted."


def _view(
    stored: StoredEntry,
    asker: Asker,
    topic: str,
    by_key: dict[str, Stored],
    origins: dict[int, Origin],
) -> EntryView:
    entry = stored.entry
    zone = reader_zone(asker.zone)
    witnesses = [(by_key[w.article], w) for w in entry.witnesses if w.article in by_key]
    cited = {article.id for article, _ in witnesses}
    return EntryView(
        id=stored.id,
        when=_when(entry, [article for article, _ in witnesses], zone),
        begin=entry.begin,
        end=entry.end,
        kind=str(entry.kind),
        citations=tuple(cite(article, w.sentence, (), zone) for article, w in witnesses),
        count=count_sources([o for id, o in origins.items() if id in cited]),
        conflict=entry.conflict,
        names_topic=_names(
            topic, entry, [a.article.text[w.sentence.start : w.sentence.end] for a, w in witnesses]
        ),
    )


def _when(entry: Entry, cited: Sequence[Stored], zone: ZoneInfo) -> str:
    shown = when(entry.begin, entry.end, entry.precision)
    if shown:
        return shown
    days = [day for stored in cited if (day := published(stored.article, zone)) is not None]
    if not days:
        return "undated"
    return f"reported on {when(min(days), None, 'day')}, day not given"


def _names(topic: str, entry: Entry, sentences: Sequence[str]) -> bool:
    """Whether its sentences or its people name every word of the topic."""
    wanted = set(stems(topic))
    named = {stem for words in (*sentences, *entry.people) for stem in stems(words)}
    return bool(wanted) and wanted <= named
