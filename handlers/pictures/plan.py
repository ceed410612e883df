"""A timeline's answer in; what its picture shows, row by row, and its words for the blind, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from desk.answers import ByPerson, EntryView, Lane, TimelineAnswer
from desk.own_days import counted
from handlers.blocks import course
from handlers.blocks.elements import count_of, disagreement, several
from handlers.blocks.fitting import cut, one_line

LANES = 12  # columns; outlets beyond share the last
ALT_TEXT = 1_000  # characters that Slack takes
LENGTH = 700  # characters of a sentence that are measured at all
NAME = 34  # characters of an outlet's name at the head of its lane


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its day where it is the day's first, its words, and which lanes print it.

    `span` is "day", "period" or "not given". `lanes` count from 0; `faint` are those among them
    that print it without giving its day.
    """

    when: str  # "" below another row of the same day
    headline: str
    sentence: str
    conflict: str
    by_people: str
    sources: str
    lanes: tuple[int, ...]
    span: str
    added: bool
    named: bool
    quiet: bool  # background
    faint: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries that are only counted."""

    text: str
    lanes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the picture says."""

    title: str
    period: str
    made_from: str
    lanes: tuple[str, ...]
    rows: tuple[Row | Gap, ...]
    named: str  # what the marks beside entries say


def make_plan(answer: TimelineAnswer, names: Mapping[str, str], most: int) -> Plan:
    """At most `most` entries in full, those that matter most; `names` are people's, by their ids.

    `answer` holds all entries on one page, or as many as are to be shown.
    """
    lanes = _few(answer.lanes)
    places = {id: n for n, lane in enumerate(lanes) for id in lane.articles}
    chosen = _chosen(answer.entries, most)
    named = any(e.names_topic for e in answer.entries) and bool(answer.topic)
    told = not all(e.names_topic for e in answer.entries)
    return Plan(
        title=_clean(answer.story.title, 240),
        period=period(answer),
        made_from=f"Made by Parallax from {_clean(answer.count.sentence, 400)}",
        lanes=tuple(_head(lane, answer.lanes) for lane in lanes),
        rows=tuple(_rows(answer.entries, chosen, places, names, mark=named and told)),
        named=f"names {_clean(answer.topic, 40)}" if named and told else "",
    )


def alt_text(answer: TimelineAnswer) -> str:
    """The picture in words, for screen readers; says how much it leaves out."""
    entries = answer.entries
    text = (
        f"Timeline: {_clean(answer.story.title, 200)}, {period(answer)}. "
        f"{count_of(answer.page.total, 'entry', 'entries')} from {answer.count.sentence}."
    )
    text = cut(text, ALT_TEXT - 100)
    for number, entry in enumerate(entries):
        line = f" {entry.when}: {cut(_said(entry), 120)}"
        if entry.conflict:
            line += " (dates do not agree)"
        left = answer.page.total - number
        if len(text) + len(line) > ALT_TEXT - 40:
            return f"{text} And {count_of(left, 'more entry', 'more entries')}."
        text += line
    return text


def period(answer: TimelineAnswer) -> str:
    """ "12 March 2025 to 15 April 2025", by the entries that are shown."""
    dated = [(e.end or e.begin, e) for e in answer.entries if e.begin is not None]
    if not dated:
        return "no dated entry"
    first, last = dated[0][1].when, max(dated, key=lambda pair: pair[0])[1].when
    return first if first == last else f"{first} to {last}"


def _chosen(entries: Sequence[EntryView], most: int) -> frozenset[int]:
    """The places of the entries that matter most: what people did, conflicts, many sources."""

    def weight(place: int) -> tuple[int, ...]:
        entry = entries[place]
        return (
            bool(entry.by_people),
            entry.conflict is not None,
            entry.begin is not None,
            entry.kind != "background",
            entry.names_topic,
            entry.count.sources,
            entry.kind != "statement",
            -place,
        )

    return frozenset(sorted(range(len(entries)), key=weight, reverse=True)[:most])


def _rows(
    entries: Sequence[EntryView],
    chosen: Collection[int],
    places: Mapping[int, int],
    names: Mapping[str, str],
    *,
    mark: bool,
) -> list[Row | Gap]:
    rows: list[Row | Gap] = []
    before = ""
    for shown, run in groupby(range(len(entries)), key=lambda place: place in chosen):
        group = [entries[place] for place in run]
        if not shown:
            rows.append(_gap(group, places))
            continue
        for entry in group:
            rows.append(_row(entry, entry.when != before, places, names, mark=mark))
            before = entry.when
    return rows


def _row(
    entry: EntryView,
    first: bool,
    places: Mapping[int, int],
    names: Mapping[str, str],
    *,
    mark: bool,
) -> Row:
    sentence = _clean(entry.citations[0].sentence, LENGTH) if entry.citations else ""
    return Row(
        when=_clean(entry.when, 80) if first else "",
        headline=_clean(entry.what or course.told(entry), 300),
        sentence=sentence,
        conflict=f"⚠ {_clean(disagreement(entry.conflict), 300)}" if entry.conflict else "",
        by_people="; ".join(_told(one, names) for one in entry.by_people[-3:]),
        sources=_sources(entry),
        lanes=_lanes_of(entry, places),
        span=_span(entry),
        added=any(one.action == "added" for one in entry.by_people),
        named=mark and entry.names_topic,
        quiet=entry.kind == "background" and not entry.by_people,
        faint=_faint(entry, places),
    )


def _gap(group: Sequence[EntryView], places: Mapping[int, int]) -> Gap:
    first, last = group[0].when, group[-1].when
    days = first if first == last else f"{first} to {last}"
    text = f"and {count_of(len(group), 'more entry', 'more entries')}, {_clean(days, 120)}"
    return Gap(text, tuple(sorted({n for entry in group for n in _lanes_of(entry, places)})))


def _span(entry: EntryView) -> str:
    if entry.begin is None:
        return "not given"
    return "day" if (entry.end or entry.begin) == entry.begin else "period"


def _lanes_of(entry: EntryView, places: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(sorted({places[c.article] for c in entry.citations if c.article in places}))


def _faint(entry: EntryView, places: Mapping[int, int]) -> tuple[int, ...]:
    giving = {places[id] for id in counted(entry.own) if id in places}
    return tuple(n for n in _lanes_of(entry, places) if entry.own and n not in giving)


def _sources(entry: EntryView) -> str:
    notes = {_apart(c.outlet): course.gives(entry, c) for c in reversed(entry.citations)}
    outlets = dict.fromkeys(
        f"{name} ({notes[name]})" if notes[name] else name
        for name in (_apart(citation.outlet) for citation in entry.citations)
    )
    kinds = {"plan": "planned", "statement": "said", "background": "background"}
    parts = [kinds.get(entry.kind, "") if entry.citations else "", several(tuple(outlets), 4)]
    if entry.count.sources > 1:
        parts.append(f"{entry.count.sources} independent sources")
    if entry.date_note:  # behind the names, which a short row must not lose
        parts.append("date taken from the other reports")
    if not entry.citations and entry.link:
        parts.append(_clean(entry.link, 60))
    return " · ".join(part for part in parts if part)


def _apart(outlet: str) -> str:
    """A name written from right to left must not turn what stands around it."""
    return f"\u2068{_clean(outlet, 60)}\u2069"


_DONE = {
    "added": "added by {}",
    "dated": "date corrected by {}",
    "reworded": "reworded by {}",
    "excluded": "a sentence taken out by {}",
    "split": "split off by {}",
    "merged": "joined by {}",
}


def _told(one: ByPerson, names: Mapping[str, str]) -> str:
    """ "date corrected by Dana (the bot had 13 April 2025)"."""
    person = _clean(names.get(one.person, one.person) or "somebody", 40)
    text = _DONE.get(one.action, "changed by {}").format(person)
    if one.before and one.action in ("dated", "merged"):
        text += f" (the bot had {_clean(one.before, 120)})"
    return text


def _said(entry: EntryView) -> str:
    return _clean(course.said(entry), 300)


def _few(lanes: Sequence[Lane]) -> tuple[Lane, ...]:
    """The lanes that most articles are in keep their own; the rest share the last one."""
    if len(lanes) <= LANES:
        return tuple(lanes)
    ranked = sorted(lanes, key=lambda lane: (-len(lane.articles), lane.outlets))
    kept = set(ranked[: LANES - 1])
    rest = [lane for lane in lanes if lane not in kept]
    outlets = tuple(name for lane in rest for name in lane.outlets)
    shared = Lane(outlets, tuple(id for lane in rest for id in lane.articles))
    return (*(lane for lane in lanes if lane in kept), shared)


def _head(lane: Lane, known: Sequence[Lane]) -> str:
    if lane not in known:
        return f"{len(lane.outlets)} more outlets"
    if len(lane.outlets) > 1:  # the figure says that these dots are one source
        return cut(_clean(" + ".join(lane.outlets), 200), NAME)
    return cut(_clean(lane.outlets[0], 200), NAME)


def _clean(text: str, limit: int) -> str:
    return cut(" ".join(one_line(text).split()), limit)
