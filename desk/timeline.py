"""A topic in; the dated events of the story it names, each with every outlet's sentence, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from collation.timeline import Entry
from desk.amending import Amended, amend
from desk.answers import ByPerson, EntryView, Lane, Page, TimelineAnswer
from desk.citations import cite, count_sources, published
from desk.courses import course
from desk.dates import opens, when
from desk.errors import BadRequest, NoMatch
from desk.own_days import TAKEN as FROM_OTHERS
from desk.own_days import OwnDays, counted, own_days
from desk.requests import Asker, ShowTimeline
from desk.stories import OTHERS, choose, find_outlets, views
from desk.zones import reader_zone
from extraction.annotations import EventKind
from store import articles, changes, timeline
from store.archive import Session
from store.articles import Origin, Stored
from store.changes import StoredChange
from store.stems import stems

LARGEST = 1_000  # entries on a page, for pictures and files
TOPIC = 300  # characters; more is a text, not a topic


@dataclass(frozen=True, slots=True)
class Drawer:
    """All that the archive holds of one story's timeline."""

    story: int
    texts: dict[int, Stored]
    by_key: dict[str, Stored]
    origins: dict[int, Origin]
    held: tuple[Amended, ...]  # hidden ones too
    changed: tuple[StoredChange, ...]  # undone ones too


def answer(db: Session, asker: Asker, request: ShowTimeline) -> TimelineAnswer:
    """The entries of the newest story that the topic names, in time order.

    Raises:
        EmptyArchive, UnknownStory, NoMatch, BadRequest: the sentence says what to type instead.
    """
    _check(request)
    workspace = asker.workspace
    chosen, *others = choose(db, workspace, request.topic, request.filters, OTHERS + 1)
    drawer = open_drawer(db, workspace, chosen)
    entries, folded = _fitting(db, asker, request, drawer)
    if not entries:
        raise NoMatch(_regret(request, drawer, folded))
    size = min(max(request.size, 1), LARGEST)
    pages = -(-len(entries) // size)
    number = min(max(request.page, 1), pages)
    told = views(db, workspace, [chosen, *others])
    cited = {w.article for one in entries for w in one.entry.witnesses}
    origins = drawer.origins
    return TimelineAnswer(
        topic=request.topic.strip(),
        story=told[chosen],
        others=tuple(told[id] for id in others),
        entries=tuple(
            view(one, drawer, asker, request.topic)
            for one in entries[(number - 1) * size : number * size]
        ),
        folded=folded,
        page=Page(number, pages, len(entries)),
        count=count_sources([o for id, o in origins.items() if drawer.texts[id].key in cited]),
        lanes=_lanes(origins.values(), {id for id, t in drawer.texts.items() if t.key in cited}),
        changed=sum(change.undone_at is None for change in drawer.changed),
    )


def open_drawer(db: Session, workspace: str, story: int) -> Drawer:
    """The story's articles, its entries, and what people changed in them."""
    ids = articles.ids_of_story(db, workspace, story)
    texts = articles.load(db, workspace, ids.values())
    by_key = {stored.key: stored for stored in texts.values()}
    changed = changes.of_story(db, workspace, story)
    return Drawer(
        story=story,
        texts=texts,
        by_key=by_key,
        origins={o.id: o for o in articles.origins(db, workspace, sorted(texts))},
        held=amend(timeline.load(db, workspace, story), changed, by_key),
        changed=changed,
    )


def _check(request: ShowTimeline) -> None:
    topic = request.topic.strip()
    if len(topic) > TOPIC:
        raise BadRequest(
            f"That topic has {len(topic)} characters. Type a name, a place or a few words: "
            "`/timeline Leeds`."
        )
    if topic and not stems(topic) and request.filters.story is None:
        raise BadRequest(f"“{topic}” holds no word to look for. Type a name or a few words.")


def _fitting(
    db: Session, asker: Asker, request: ShowTimeline, drawer: Drawer
) -> tuple[list[Amended], int]:
    """The entries to be shown, in time order, and how many background ones are not."""
    by_key = drawer.by_key
    outlets = find_outlets(db, asker.workspace, request.filters.outlet)
    allowed = (
        None if outlets is None else articles.of_outlets(db, asker.workspace, drawer.story, outlets)
    )
    shown, folded = [], 0
    for one in drawer.held:
        keys = {w.article for w in one.entry.witnesses if w.article in by_key}
        if one.hidden or (not keys and one.found is not None):
            continue
        if allowed is not None and keys.isdisjoint(allowed):
            continue
        if not _within(one.entry, day_of(one.entry, by_key), request):
            continue
        touched = bool(one.changes)  # what a person cared for is no background
        if one.entry.kind is EventKind.BACKGROUND and not request.background and not touched:
            folded += 1
            continue
        shown.append(one)
    return sorted(shown, key=lambda one: _order(one, by_key)), folded


def _within(entry: Entry, day: date | None, request: ShowTimeline) -> bool:
    since, until = request.filters.since, request.filters.until
    if since is None and until is None:
        return True
    if day is None:
        return False
    end = entry.end or day
    return (since is None or end >= since) and (until is None or day <= until)


def day_of(entry: Entry, by_key: Mapping[str, Stored]) -> date | None:
    """Its first day; for what is only reported on, the first day of publication."""
    if entry.begin is not None:
        return entry.begin
    days = [
        stored.article.published
        for witness in entry.witnesses
        if (stored := by_key.get(witness.article)) and stored.article.published
    ]
    return min(days, default=None)


def _order(one: Amended, by_key: Mapping[str, Stored]) -> tuple[object, ...]:
    entry = one.entry
    day = day_of(entry, by_key) or date.max
    if entry.begin is not None:
        day = opens(entry.begin, entry.end, entry.precision)
    first = min(((w.article, w.sentence.start) for w in entry.witnesses), default=("~", -one.id))
    # The whole month stands before its days; what is only reported on, after its day.
    return (day, entry.begin is None, -((entry.end or day) - day).days, first)


def _regret(request: ShowTimeline, drawer: Drawer, folded: int) -> str:
    filters, story = request.filters, drawer.story
    if folded:
        return f"Story {story} has only background on its timeline: {folded} entries. Unfold them."
    if filters.outlet or filters.since or filters.until:
        return (
            f"Story {story} has nothing on its timeline within these filters. "
            "Leave out outlet:, since: or until:."
        )
    if any(one.hidden for one in drawer.held):
        return f"All entries of story {story} are hidden. `/timeline corrections story:{story}`."
    return f"Story {story} gives no dated event. `/who-said story:{story}` shows who is quoted."


def view(one: Amended, drawer: Drawer, asker: Asker, topic: str = "") -> EntryView:
    """An entry as it is shown."""
    entry = one.entry
    zone = reader_zone(asker.zone)
    witnesses = [
        (drawer.by_key[w.article], w) for w in entry.witnesses if w.article in drawer.by_key
    ]
    citations = tuple(cite(article, w.sentence, (), zone) for article, w in witnesses)
    own = own_days(
        entry,
        [(c.article, c.at, w) for c, (_, w) in zip(citations, witnesses, strict=True)],
        decided=any(stored.change.action == "dated" for stored in one.changes),
    )
    giving = counted(own)
    sentences = [a.article.text[w.sentence.start : w.sentence.end] for a, w in witnesses]
    steps = course(entry, drawer.by_key, drawer.origins, zone)
    return EntryView(
        id=one.id,
        when=_when(entry, [article for article, _ in witnesses], zone),
        begin=entry.begin,
        end=entry.end,
        kind=str(entry.kind),
        # Of a count the newest value stands first.
        citations=tuple(c for step in reversed(steps) for c in step.citations) or citations,
        count=count_sources([o for id, o in drawer.origins.items() if id in giving]),
        conflict=entry.conflict,
        names_topic=_names(topic, (*sentences, *entry.people, one.what)),
        precision=entry.precision if entry.begin else "",
        what=one.what,
        link=one.link,
        by_people=tuple(_by_person(change, one, drawer, zone) for change in one.changes),
        counted=entry.counted,
        course=steps,
        date_note=_date_note(own),
        own=own,
    )


#: Beside a date that no article with a date of its own gives.
TAKEN = "date taken from the other reports: {} no date"


def _date_note(own: Sequence[OwnDays]) -> str:
    """Where the days come from, if only articles without a date give them; "" else."""
    giving = [one for one in own if one.counts]
    if not giving or any(one.words != FROM_OTHERS for one in giving):
        return ""
    several = len(counted(giving)) > 1
    return TAKEN.format("the articles have" if several else "the article itself has")


def _by_person(stored: StoredChange, one: Amended, drawer: Drawer, zone: ZoneInfo) -> ByPerson:
    change, before = stored.change, stored.change.before
    if change.action == "dated" and one.found is not None:  # as the bot would have it today
        before = spelled(one.found, drawer, zone)
    at = stored.at.astimezone(zone)
    return ByPerson(stored.id, stored.person, change.action, at, before, change.note)


def spelled(entry: Entry, drawer: Drawer, zone: ZoneInfo) -> str:
    """An entry's date in words, with the days that disagree."""
    by_key = drawer.by_key
    cited = [by_key[w.article] for w in entry.witnesses if w.article in by_key]
    return _when(entry, cited, zone) + (f" ({entry.conflict})" if entry.conflict else "")


def _when(entry: Entry, cited: Sequence[Stored], zone: ZoneInfo) -> str:
    shown = when(entry.begin, entry.end, entry.precision)
    if shown:
        return shown
    days = [day for stored in cited if (day := published(stored.article, zone)) is not None]
    if not days:
        return "undated"
    return f"reported on {when(min(days), None, 'day')}, day not given"


def _names(topic: str, texts: Sequence[str]) -> bool:
    """Whether its sentences, its people or its wording name every word of the topic."""
    wanted = set(stems(topic))
    named = {stem for words in texts for stem in stems(words)}
    return bool(wanted) and wanted <= named


def _lanes(origins: Iterable[Origin], cited: set[int]) -> tuple[Lane, ...]:
    """The outlets that speak for themselves, and those that print one dispatch, together.

    In the order of the first article's day, then of the outlets' names.
    """
    groups: dict[tuple[int | None, int], list[Origin]] = {}
    for origin in origins:
        if origin.id in cited:
            groups.setdefault((origin.story, origin.group), []).append(origin)
    lanes: dict[tuple[str, ...], list[Origin]] = {}
    for group in groups.values():
        lanes.setdefault(tuple(sorted({o.outlet for o in group})), []).extend(group)
    first = {
        names: min((o.published or date.max for o in found), default=date.max)
        for names, found in lanes.items()
    }
    return tuple(
        Lane(names, tuple(sorted(o.id for o in lanes[names])))
        for names in sorted(lanes, key=lambda names: (first[names], names))
    )
