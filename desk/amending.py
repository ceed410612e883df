"""The entries that the bot found and what people changed in; the timeline as people want it, out.

A change finds its entry by the sentences behind it, so it outlives a better machine and new
articles. What a person decided wins; what the bot had stays beside it. Pure, and the same
however the articles arrived.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from collation.timeline import Entry, Witness
from desk.dates import when
from extraction.annotations import EventKind, Span
from store.articles import Stored
from store.changes import Change, Stand, StoredChange
from store.keys import digest, words_of
from store.timeline import StoredEntry

_SENTENCE, _DAYS, _EVENT = 4, 2, 1  # points that a sentence, its days and its event are the same


@dataclass(frozen=True, slots=True)
class Amended:
    """An entry as people want it.

    `id` is the entry's number; of an entry that a person made, the change's number below zero.
    `found` is what the bot has; None where a person added the entry.
    """

    id: int
    entry: Entry
    found: Entry | None
    changes: tuple[StoredChange, ...] = ()
    what: str = ""
    link: str | None = None
    hidden: bool = False


def amend(
    entries: Sequence[StoredEntry],
    changes: Sequence[StoredChange],
    by_key: Mapping[str, Stored],
) -> tuple[Amended, ...]:
    """Apply the changes that hold, oldest first; hidden entries are marked, not left out."""
    held = [Amended(stored.id, stored.entry, stored.entry) for stored in entries]
    for change in changes:
        if change.undone_at is None:
            _apply(held, change, by_key)
    return tuple(held)


def stands(
    one: Amended, all_of_them: Sequence[Amended], by_key: Mapping[str, Stored]
) -> list[Stand]:
    """By what an entry is known again: its sentences in articles that are at hand."""
    shared = Counter((w.article, w.sentence) for each in all_of_them for w in each.entry.witnesses)
    return [
        _stand(witness, by_key[witness.article], shared[witness.article, witness.sentence] == 1)
        for witness in one.entry.witnesses
        if witness.article in by_key
    ]


def _stand(witness: Witness, stored: Stored, alone: bool) -> Stand:
    span = witness.sentence
    return Stand(
        article=witness.article,
        source=digest(stored.article.source),
        start=span.start,
        end=span.end,
        words=_words(stored, span),
        event=witness.event,
        begin=witness.begin,
        until=witness.end,
        precision=witness.precision,
        alone=alone,
    )


def _words(stored: Stored, span: Span) -> str:
    return digest(" ".join(words_of(stored.article.text[span.start : span.end])))


def locate(
    held: Sequence[Amended],
    target: Sequence[Stand],
    on: int | None,
    by_key: Mapping[str, Stored],
) -> int | None:
    """The place of the entry that has most of these sentences; None where no entry has any."""
    if on is not None:
        for place, one in enumerate(held):
            if one.id == -on:
                return place
    best: tuple[int, date, str, int] | None = None
    for place, one in enumerate(held):
        if on is not None and not _is_all(one.entry, target, by_key):
            continue  # what a person split off is part of this entry again: leave it alone
        points = sum(_points(stand, one.entry, by_key) for stand in target)
        if points:
            first = min(f"{w.article} {w.sentence.start:09}" for w in one.entry.witnesses)
            rank = (-points, one.entry.begin or date.max, first, place)
            best = rank if best is None else min(best, rank)
    return None if best is None else best[-1]


def _is_all(entry: Entry, target: Sequence[Stand], by_key: Mapping[str, Stored]) -> bool:
    return all(any(_agrees(s, w, by_key) for s in target) for w in entry.witnesses)


def _points(stand: Stand, entry: Entry, by_key: Mapping[str, Stored]) -> int:
    return max((_agrees(stand, witness, by_key) for witness in entry.witnesses), default=0)


def _agrees(stand: Stand, witness: Witness, by_key: Mapping[str, Stored]) -> int:
    if not _same_sentence(stand, witness, by_key):
        return 0
    days = (witness.begin, witness.end) == (stand.begin, stand.until)
    if not days and not stand.alone:
        return 0  # the sentence told of several events: this is another of them
    return _SENTENCE + _DAYS * days + _EVENT * (witness.event == stand.event)


def _same_sentence(stand: Stand, witness: Witness, by_key: Mapping[str, Stored]) -> bool:
    if stand.article == witness.article:
        return stand.start < witness.sentence.end and witness.sentence.start < stand.end
    stored = by_key.get(witness.article)
    if stored is None or stand.article in by_key:
        return False
    # The outlet printed another text since: the sentence is known by its words.
    same_source = digest(stored.article.source) == stand.source
    return same_source and _words(stored, witness.sentence) == stand.words


def _apply(held: list[Amended], stored: StoredChange, by_key: Mapping[str, Stored]) -> None:
    change = stored.change
    if change.action == "added":
        entry = Entry(_kind(change), change.begin, change.end, change.precision, (), ())
        held.append(Amended(-stored.id, entry, None, (stored,), change.what, change.link))
        return
    place = locate(held, change.target, change.on, by_key)
    if place is None and change.on is None and change.action in ("dated", "reworded"):
        place = _revive(held, change, by_key, stored.id)
    if place is None:
        return
    one = replace(held[place], changes=(*held[place].changes, stored))
    match change.action:
        case "dated":
            entry = replace(
                one.entry,
                conflict=None,
                begin=change.begin,
                end=change.end,
                precision=change.precision,
            )
            held[place] = replace(one, entry=entry)
        case "reworded":
            held[place] = replace(one, what=change.what)
        case "hidden":
            held[place] = replace(one, hidden=True)
        case "excluded" | "split":
            _take_out(held, place, one, stored, by_key)
        case "merged":
            _join(held, place, one, change, by_key)


def _revive(
    held: list[Amended], change: Change, by_key: Mapping[str, Stored], id: int
) -> int | None:
    """An entry that the bot finds no longer, though a person spoke of it: from its sentences."""
    witnesses = tuple(
        Witness(s.article, s.event, Span(s.start, s.end), s.begin, s.until, s.precision)
        for s in change.target
        if s.article in by_key and s.end <= len(by_key[s.article].article.text)
    )
    if not witnesses:
        return None
    first = witnesses[0]
    entry = Entry(_kind(change), first.begin, first.end, first.precision, witnesses, ())
    held.append(Amended(-id, entry, entry))
    return len(held) - 1


def _kind(change: Change) -> EventKind:
    return EventKind(change.kind) if change.kind in set(EventKind) else EventKind.HAPPENING


def _take_out(
    held: list[Amended],
    place: int,
    one: Amended,
    stored: StoredChange,
    by_key: Mapping[str, Stored],
) -> None:
    """A sentence leaves its entry; if it is split off, for an entry of its own."""
    outside = stored.change.other
    gone = [w for w in one.entry.witnesses if any(_agrees(stand, w, by_key) for stand in outside)]
    left = tuple(w for w in one.entry.witnesses if w not in gone)
    if not gone:
        return
    if not left:
        if stored.change.action == "excluded":
            held[place] = replace(one, hidden=True)
        return
    held[place] = replace(one, entry=_without(one.entry, left))
    if stored.change.action == "split":
        first = gone[0]
        alone = Entry(
            one.entry.kind, first.begin, first.end, first.precision, tuple(gone), one.entry.people
        )
        held.append(Amended(-stored.id, alone, one.found, (stored,)))


def _without(entry: Entry, left: tuple[Witness, ...]) -> Entry:
    """The entry by the witnesses left; its days by theirs, where none of them gave its own."""
    conflict = entry.conflict if len({(w.begin, w.end) for w in left if w.begin}) > 1 else None
    if any((w.begin, w.end) == (entry.begin, entry.end) for w in left):
        return replace(entry, witnesses=left, conflict=conflict)
    best = next((w for w in left if w.begin is not None), left[0])
    return replace(
        entry,
        witnesses=left,
        conflict=conflict,
        begin=best.begin,
        end=best.end,
        precision=best.precision,
    )


def _join(
    held: list[Amended],
    place: int,
    one: Amended,
    change: Change,
    by_key: Mapping[str, Stored],
) -> None:
    """Another entry becomes part of this one, which keeps its days."""
    other_place = locate(held, change.other, change.other_on, by_key)
    if other_place is None or other_place == place:
        return
    other = held[other_place]
    seen = {(w.article, w.sentence) for w in one.entry.witnesses}
    more = tuple(w for w in other.entry.witnesses if (w.article, w.sentence) not in seen)
    entry = replace(
        one.entry,
        witnesses=one.entry.witnesses + more,
        people=tuple(dict.fromkeys((*one.entry.people, *other.entry.people))),
        conflict=one.entry.conflict or _disagreement(one.entry, other.entry),
    )
    held[place] = replace(
        one, entry=entry, what=one.what or other.what, link=one.link or other.link
    )
    del held[other_place]


def _disagreement(one: Entry, other: Entry) -> str | None:
    """Two single days that a person says are of one event."""
    if one.precision != "day" or other.precision != "day" or one.begin == other.begin:
        return None
    first, second = sorted((one, other), key=lambda entry: entry.begin or date.max)
    days = [when(e.begin, e.end, e.precision) for e in (first, second)]
    return f"{days[0]} or {days[1]}." if all(days) else None
