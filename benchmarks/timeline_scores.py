"""Gold and predicted timelines of stories in; dates, sentences and merges right, out.

A predicted sentence tells the gold event whose trigger word lies in the clause that it was read
from. An entry is of the event that most of its sentences tell (of equals, the one whose days
it gives).

Beside that strict measure stands what a reader meets, who is shown sentences, not clauses: there a
sentence whose clause holds no trigger tells the gold events of the same sentence that the entry's
days are true of, and "2009" is true of 30 June 2009.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.corpora import texts_of
from benchmarks.counts import Score

Days = tuple[date, date]  # inclusive


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A clause that tells an event: the article's place in the story, and offsets in its text."""

    article: int
    sentence: tuple[int, int]
    trigger: tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One dated event of a story; `days` are all readings that count as right.

    Where `certain` is False a careful reader could date it otherwise: overlapping days are right.
    """

    kind: str
    days: tuple[Days, ...]
    certain: bool
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class GoldStory:
    """The articles of a story as (id, published, text), and its events in time order."""

    articles: tuple[tuple[str, str, str], ...]
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True, slots=True)
class GivenSentence:
    """A sentence shown for an entry: where it stands, and the clause it was read from."""

    article: int
    sentence: tuple[int, int]
    clause: tuple[int, int]


@dataclass(frozen=True, slots=True)
class GivenEntry:
    """An entry of a timeline that gives days."""

    kind: str
    days: Days
    sentences: tuple[GivenSentence, ...]


@dataclass(slots=True)
class Verdict:
    """Counts over stories; `false_merges` are entries of several events, `missed_merges` events
    that stand in several entries."""

    dates: Score = field(default_factory=Score)
    entries: Score = field(default_factory=Score)
    true: Score = field(default_factory=Score)  # entries, as a reader meets them
    reached: Score = field(default_factory=Score)  # gold events that a true entry tells
    sentences: Score = field(default_factory=Score)
    mentions: Score = field(default_factory=Score)
    kinds: Score = field(default_factory=Score)
    not_in_gold: int = 0
    false_merges: int = 0
    missed_merges: int = 0
    by_kind: dict[str, Score] = field(default_factory=dict)

    def rows(self) -> Iterator[str]:
        """The measures as lines, in percent and in counts."""
        yield f"date of event            {self.dates.row()}"
        yield (
            f"entries with the right days and only right sentences "
            f"{100 * self.entries.precision:.1f} of {self.entries.predicted}"
        )
        yield (
            f"entries true as a reader meets them {100 * self.true.precision:.1f} of "
            f"{self.true.predicted}; gold events they tell {100 * self.reached.recall:.1f} of "
            f"{self.reached.gold}"
        )
        yield (
            f"sentences right {100 * self.sentences.precision:.1f} of {self.sentences.predicted}; "
            f"gold mentions shown {100 * self.mentions.recall:.1f} of {self.mentions.gold}; "
            f"kind right {100 * self.kinds.precision:.1f} of {self.kinds.predicted}"
        )
        for kind, score in sorted(self.by_kind.items()):
            yield f"date, {kind:18} {score.row()}"
        yield (
            f"entries not in the gold {self.not_in_gold}; false merges {self.false_merges} "
            f"of {self.entries.predicted}; missed merges {self.missed_merges} of {self.dates.gold}"
        )


def read_gold(path: Path, stories: Path) -> Iterator[GoldStory]:
    """Timelines annotated by hand as offsets only; the texts come from the folder of stories.

    Raises ValueError where a text is not the one that was annotated.
    """
    texts = texts_of(stories)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        articles = []
        for article in row["articles"]:
            text = texts.get(article["id"], "")
            if sha256(text.encode()).hexdigest() != article["sha256"]:
                raise ValueError(f"article {article['id']} is not the one that was annotated")
            articles.append((article["id"], article["published"], text))
        events = tuple(
            GoldEvent(
                event["kind"],
                tuple(days_of(value) for value in (event["date"], *event["also"])),
                event["certain"],
                tuple(
                    GoldMention(m["article"], tuple(m["sentence"]), tuple(m["trigger"]))
                    for m in event["mentions"]
                ),
            )
            for event in row["events"]
        )
        yield GoldStory(tuple(articles), events)


_SEASONS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2), "H1": (1, 6), "H2": (7, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
_VALUE = re.compile(r"(\d{4})(?:-(?:W(\d\d)|(SP|SU|FA|WI|Q[1-4]|H[12])|(\d\d)(?:-(\d\d))?))?")


def days_of(value: str) -> Days:
    """The inclusive days of a TIMEX3 date, or of two joined by a slash.

    Raises ValueError for anything else.
    """
    if "/" in value:
        first, last = value.split("/")
        return days_of(first)[0], days_of(last)[1]
    match = _VALUE.fullmatch(value)
    if match is None:
        raise ValueError(f"no date: {value}")
    year, (week, season, month, day) = int(match[1]), match.groups()[1:]
    if week:
        begin = date.fromisocalendar(year, int(week), 1)
        return begin, begin + timedelta(days=6)
    if season:
        first_month, last_month = _SEASONS[season]
        return date(year, first_month, 1), _month_end(year + (season == "WI"), last_month)
    if day:
        return (only := date(year, int(month), int(day))), only
    if month:
        return date(year, int(month), 1), _month_end(year, int(month))
    return date(year, 1, 1), date(year, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def judge(story: GoldStory, entries: Sequence[GivenEntry], verdict: Verdict) -> None:
    """Add one story's counts to `verdict`."""
    told: dict[int, int] = Counter()
    right_dates: set[int] = set()
    found: set[tuple[int, int]] = set()  # event and its mention
    shown = right_sentences = right_entries = right_kinds = matched = 0
    by_kind: Counter[str] = Counter()
    reached = [told_truly(story, entry) for entry in entries]
    for entry in entries:
        tells = [_told(story, sentence) for sentence in entry.sentences]
        shown += len(tells)
        event = _of(story, entry, tells)
        if event is None:
            verdict.not_in_gold += 1
            continue
        matched += 1
        told[event] += 1
        verdict.false_merges += _merges_two(tells)
        rights = [m for of in tells for e, m in of if e == event]
        right_sentences += sum(any(e == event for e, _ in of) for of in tells)
        found.update((event, m) for m in rights)
        dated = _right_days(story.events[event], entry.days)
        right_kinds += entry.kind == story.events[event].kind
        if dated and event not in right_dates:
            right_dates.add(event)
            by_kind[story.events[event].kind] += 1
        right_entries += dated and all(any(e == event for e, _ in of) for of in tells)
    gold = len(story.events)
    mentions = sum(len(event.mentions) for event in story.events)
    verdict.dates += Score(len(right_dates), gold, len(entries))
    verdict.entries += Score(right_entries, gold, len(entries))
    true = [events for events in reached if events]
    verdict.true += Score(len(true), len(entries), len(entries))
    verdict.reached += Score(len(frozenset().union(*true)), gold, len(entries))
    verdict.sentences += Score(right_sentences, shown, shown)
    verdict.mentions += Score(len(found), mentions, len(found))
    verdict.kinds += Score(right_kinds, matched, matched)
    verdict.missed_merges += sum(count > 1 for count in told.values())
    for kind in sorted({event.kind for event in story.events}):
        given = sum(entry.kind == kind for entry in entries)
        wanted = sum(event.kind == kind for event in story.events)
        verdict.by_kind[kind] = verdict.by_kind.get(kind, Score()) + Score(
            by_kind[kind], wanted, given
        )


def told_truly(story: GoldStory, entry: GivenEntry) -> frozenset[int]:
    """The gold events that all of an entry's sentences tell and its days are true of.

    Empty where a sentence tells none such, or where no one event explains all of them.
    """
    common: frozenset[int] | None = None
    for sentence in entry.sentences:
        strict = {event for event, _ in _told(story, sentence)}
        told = strict or {
            n
            for n, event in enumerate(story.events)
            for mention in event.mentions
            if mention.article == sentence.article
            and mention.sentence[0] < sentence.sentence[1]
            and sentence.sentence[0] < mention.sentence[1]
        }
        true = frozenset(n for n in told if _true_days(story.events[n], entry.days))
        common = true if common is None else common & true
    return common or frozenset()


def _true_days(event: GoldEvent, days: Days) -> bool:
    """Whether the days are right, or a longer time that is printed and holds all of the right."""
    begin, end = days
    longer = any(begin <= first and last <= end for first, last in event.days)
    return _right_days(event, days) or longer


def _told(story: GoldStory, given: GivenSentence) -> list[tuple[int, int]]:
    """The events, each with the number of its mention, that a shown sentence tells."""
    start, end = given.clause
    return [
        (n, m)
        for n, event in enumerate(story.events)
        for m, mention in enumerate(event.mentions)
        if mention.article == given.article
        and start <= mention.trigger[0]
        and mention.trigger[1] <= end
    ]


def _of(story: GoldStory, entry: GivenEntry, tells: Sequence[list[tuple[int, int]]]) -> int | None:
    votes = Counter(event for of in tells for event in {e for e, _ in of})
    if not votes:
        return None
    return min(votes, key=lambda e: (-votes[e], not _right_days(story.events[e], entry.days), e))


def _merges_two(tells: Sequence[list[tuple[int, int]]]) -> bool:
    """Whether no one event explains all the sentences that tell any."""
    sets = [{e for e, _ in of} for of in tells if of]
    return bool(sets) and not set.intersection(*sets)


def _right_days(event: GoldEvent, days: Days) -> bool:
    if days in event.days:
        return True
    begin, end = days
    return not event.certain and any(begin <= b and a <= end for a, b in event.days)
