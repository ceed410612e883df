"""The articles of a story in; its dated events, one entry each, with every outlet's sentence, out.

Two outlets' events are one where who takes part, what is done, where, and the words agree, at
compatible precision. Dates alone never make two events one, and a day that differs is a conflict
only where both sides are sure of a single day and all else agrees.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from collation.acts import is_said, same_act
from collation.continuing import find_continued, follow, one_occasion
from collation.coverage import Coverage
from collation.naming import named_days
from collation.occasions import ABOUT, Occasion, Weights, find_occasions
from collation.rating import rate
from collation.series import find_series, untold
from collation.timeline import Entry, Witness
from extraction.annotations import EventKind, Span
from extraction.hanging import PERFECT

#: Points of evidence that two events are one must reach, by how their dates stand to each other.
SAME_DAY = 2.0
NESTED = 2.0  # "last week" and "on Thursday"
NEXT_DAY = 3.6  # a day apart: a time zone, a slip, or another event
UNDATED = 3.2
SAID_UNDATED = 2.6  # … where one speaker says both
CONFLICT = 4.0
FURTHEST = timedelta(days=5)  # apart: beyond, two dates are two events; a week is another Monday
MIXED = 0.5  # points off where one tells what was said and the other what was done
EACH = 4.0  # points off where two did the same, each his own
FAINT = 0.15  # share of words in common that is chance …
TOLD = 0.4  # … where one is what somebody said: "met him", "told him at the White House"
#: Verbs that say what was done only with their object: "issued an order", "issued a rule".
LIGHT = frozenset(
    """be have do make take get go come give put hold see show issue release file launch begin start
    sign send bring offer deliver""".split()
)
#: What two do together: "Roe met Doe", "Doe met Roe".
MUTUAL = frozenset("meet agree sign clash debate play face marry talk fight split divorce".split())
COMMON = 60  # events that share a word; of more, each is compared with its neighbours in time
NEIGHBOURS = 12

_FINE = {"minute": 0, "hour": 0, "part of day": 0, "day": 0, "week": 1, "month": 2, "season": 3,
         "quarter": 3, "year": 4, "decade": 5, "century": 6, "": 9}  # fmt: skip
_KINDS = (EventKind.HAPPENING, EventKind.STATEMENT, EventKind.PLAN, EventKind.BACKGROUND)
_MONTHS = """January February March April May June July August September October November
    December""".split()


def build_timeline(coverage: Coverage) -> tuple[Entry, ...]:
    """The entries of a story in time order, undated ones last; the same for any order."""
    entries, by_key = gather(coverage)
    series = find_series(coverage)
    left = untold(rate(entries, by_key), series, by_key)
    return tuple(sorted([*left, *series], key=_place_in_time))


def gather(coverage: Coverage) -> tuple[list[Entry], dict[tuple[str, int], Occasion]]:
    """The entries with whatever days they give, sure or not, and the events by article, number."""
    occasions = find_occasions(coverage)
    weights = Weights(occasions)
    by_key = {one.key: one for one in occasions}
    groups = _group(tuple(one for one in occasions if not one.passing), weights)
    continued = find_continued(occasions, weights)
    for group in groups:
        again = follow([one.key for one in group], continued)
        group.extend(by_key[key] for keys in again.values() for key in keys)
    nouns = [one for one in occasions if one.passing and one.begin is not None]
    entries = [_entry(group, named_days(group, nouns), coverage) for group in groups]
    return _told_once(entries), by_key


def _told_once(entries: list[Entry]) -> list[Entry]:
    """Without entries whose every sentence stands under the same days in another entry."""
    kept: list[Entry] = []
    shown: set[tuple[date | None, date | None, str, Span]] = set()
    for entry in sorted(entries, key=lambda e: (-len(e.witnesses), _place_in_time(e))):
        rows = {(entry.begin, entry.end, w.article, w.sentence) for w in entry.witnesses}
        if not rows <= shown:
            kept.append(entry)
            shown |= rows
    return kept


def _place_in_time(entry: Entry) -> tuple[bool, date, date, str, tuple[tuple[str, int], ...]]:
    begin, end = entry.begin or date.max, entry.end or date.max
    where = tuple((witness.article, witness.event) for witness in entry.witnesses)
    return entry.begin is None, begin, end, entry.kind.value, where


# Which events are one.


def _group(occasions: tuple[Occasion, ...], weights: Weights) -> list[list[Occasion]]:
    """Join events by their strongest evidence first, never into a group whose days forbid it."""
    pairs = []
    for one, other in _candidates(occasions):
        points = evidence(one, other, weights)
        if points >= _needed(one, other):
            pairs.append((-points, one.key, other.key))
    by_key = {one.key: one for one in occasions}
    group_of = {key: [one] for key, one in by_key.items()}
    for points, key, other_key in sorted(pairs):
        group, joined = group_of[key], group_of[other_key]
        if group is joined or not _compatible(group, joined, -points):
            continue
        group.extend(joined)
        for one in joined:
            group_of[one.key] = group
    return [group for key, group in group_of.items() if min(one.key for one in group) == key]


def _candidates(occasions: tuple[Occasion, ...]) -> Iterable[tuple[Occasion, Occasion]]:
    """Pairs that share somebody or a word, each once: enough to reach all of one event."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(occasions):
        for mark in one.people | one.words:
            sharing[mark].append(number)
    seen: set[tuple[int, int]] = set()
    for mark in sorted(sharing):
        numbers = sharing[mark]
        if len(numbers) <= COMMON:
            seen.update(combinations(numbers, 2))
            continue
        numbers.sort(key=lambda n: (occasions[n].begin or date.max, occasions[n].act, n))
        for at, number in enumerate(numbers):
            for other in numbers[at + 1 : at + 1 + NEIGHBOURS]:
                seen.add((min(number, other), max(number, other)))
    for first, second in sorted(seen):
        yield occasions[first], occasions[second]


def evidence(one: Occasion, other: Occasion, weights: Weights) -> float:
    """Points for two events being one: people, act, words, place; dates bring none."""
    shared = one.people & other.people
    if shared:
        points = 1.0 + 0.8 * (len(shared) > 1)
    else:
        points = -2.0 if one.people and other.people else 0.0
    both_said = one.kind is other.kind is EventKind.STATEMENT
    if not both_said and len({one.hours, other.hours} - {""}) > 1 and one.day == other.day:
        return 0.0  # one in the morning, one in the afternoon
    said = EventKind.STATEMENT in (one.kind, other.kind)
    if said and not both_said and (one.begin is None or other.begin is None):
        return 0.0  # what is told of somebody undated is not what he once did
    if both_said:
        if not one_occasion(one, other):
            return 0.0
        points += 0.5  # who speaks says many things a day
        if bool(one.doer) != bool(other.doer):
            points -= 0.8  # nothing says that one speaker said both
        if one.article != other.article and one.doer and one.doer == other.doer:
            points += 0.4 if one.day == other.day else 0.0
    elif same_act(one.act, other.act):
        points += 1.5 if one.act == other.act and one.act not in LIGHT else 1.0
    elif one.doer and other.doer and one.doer != other.doer:
        points -= 0.5  # two did two things; "president" may be whom the other names
        points -= 0.5 * (not one.doer.islower() and not other.doer.islower())
    if said and not both_said:
        points -= MIXED  # to say it is not to do it
    words = weights.shared(one, other)
    points += 2.0 * words - _apart(one, other)
    if one.place and other.place:
        points += 0.5 if one.place in other.place or other.place in one.place else -0.5
    least = TOLD if said else FAINT
    if not (both_said or words > least or same_act(one.act, other.act)):
        points = min(points, SAME_DAY - 0.1)  # the same people did two things that day
    return points


def _apart(one: Occasion, other: Occasion) -> float:
    """Points off where each did his own: "Roe testified on Monday", "Doe testified on Monday"."""
    named = {doer for doer in (one.doer, other.doer) if doer and not doer.islower()}
    if one.act in MUTUAL:
        named = {one.doer, other.doer} - {"", *(one.people & other.people)}
    each = one.act == other.act and len(named) > 1
    return EACH if each else 0.0


def _needed(one: Occasion, other: Occasion) -> float:
    """The points that these two dates call for; infinite where they cannot be one event's."""
    if one.begin is None or other.begin is None or one.end is None or other.end is None:
        if _is_told_before(one, other) or _is_told_before(other, one):
            return float("inf")
        said = one.kind is other.kind is EventKind.STATEMENT
        return SAID_UNDATED if said and one.doer and one.doer == other.doer else UNDATED
    if one.day and other.day:
        apart = abs(one.day - other.day)
        if not apart:
            return SAME_DAY
        if one.act == other.act and one.act in MUTUAL:
            return float("inf")  # who negotiate meet every day
        if apart == timedelta(days=1):
            return NEXT_DAY if one.sure and other.sure else UNDATED
        firm = one.sure and other.sure and one.kind is other.kind is EventKind.HAPPENING
        return CONFLICT if firm and apart <= FURTHEST else float("inf")
    if one.begin <= other.end and other.begin <= one.end:
        # "Last month" holds many things, so the act must be the same; a year holds too many.
        coarse = max(_FINE[one.precision], _FINE[other.precision])
        if not (one.day or other.day or one.people & other.people):
            return CONFLICT  # nobody's: two figures of one month
        wide = coarse > _FINE["month"] and one.precision != other.precision
        said = is_said(one.act) and is_said(other.act)  # who speaks does so all year
        wide = wide or (said and coarse >= _FINE["month"] and not one.phrases & other.phrases)
        return NESTED if same_act(one.act, other.act) and not wide else CONFLICT
    return float("inf")


def _is_told_before(one: Occasion, other: Occasion) -> bool:
    """Whether `one` has no date, and prints another or stands before `other` in its article.

    An article dates what it tells where it comes to it first.
    """
    if one.begin is not None:
        return False
    before = one.article == other.article and one.at < other.at
    perfect = one.kind is EventKind.STATEMENT and PERFECT in one.marks
    return before or perfect or not one.may_be_of(other)


def _compatible(group: list[Occasion], joined: list[Occasion], points: float) -> bool:
    """Whether all dates of two groups allow them to be one."""
    for one in group:
        for other in joined:
            if one.kind is other.kind is EventKind.STATEMENT and not one_occasion(one, other):
                return False
            if _is_told_before(one, other) or _is_told_before(other, one):
                return False
            if not (one.begin and one.end and other.begin and other.end):
                continue
            if one.begin <= other.end and other.begin <= one.end:
                continue
            near = one.day and other.day and abs(one.day - other.day) <= timedelta(days=1)
            least = NEXT_DAY if one.sure and other.sure else UNDATED
            if one.day and other.day and points >= (least if near else CONFLICT):
                continue
            return False
    return True


# What an entry says.


def _entry(group: list[Occasion], nouns: list[Occasion], coverage: Coverage) -> Entry:
    begin, end, precision = _days([*group, *nouns])
    mod = _mod(group, begin, end)
    best: dict[tuple[str, int], Occasion] = {}
    printed: set[tuple[str, str]] = set()  # a headline is often printed again as a caption
    for one in sorted(group, key=_rank):
        text = " ".join(one.sentence.of(coverage.article(one.article).article.text).split())
        if (one.article, text.rstrip(".")) not in printed:
            printed.add((one.article, text.rstrip(".")))
            best.setdefault((one.article, one.sentence.start), one)
    witnesses = sorted(best.values(), key=_rank)
    witnesses += _giving(nouns, witnesses)
    names = Counter(name for one in witnesses for name in one.people)
    people = sorted(names, key=lambda name: (-names[name], name))
    return Entry(
        kind=_kind(group),
        begin=begin,
        end=end,
        precision=f"{mod} {precision}".strip(),
        witnesses=tuple(_witness(one) for one in witnesses),
        people=tuple(people),
        conflict=_conflict(group, coverage),
    )


def _giving(nouns: list[Occasion], witnesses: list[Occasion]) -> list[Occasion]:
    """Of each article that names the day and tells no more, the first sentence: no day stands
    without who gives it."""
    known = {one.article for one in witnesses if one.day}
    first: dict[str, Occasion] = {}
    for one in sorted(nouns, key=_rank):
        if one.article not in known:
            first.setdefault(one.article, one)
    return list(first.values())


def _witness(one: Occasion) -> Witness:
    precision = f"{one.mod} {one.precision}".strip() if one.begin else one.precision
    return Witness(one.article, one.event, one.sentence, one.begin, one.end, precision, one.known)


def _mod(group: list[Occasion], begin: date | None, end: date | None) -> str:
    """ "early", "about": what those who give the days say of them, where they agree.

    Who gives a day exactly is believed before who gives it about; "early April" is April, too.
    """
    mods = {one.mod for one in group if one.begin and (one.begin, one.end) == (begin, end)}
    parts = mods - {"", ABOUT}
    if len(parts) == 1:
        return parts.pop()
    return ABOUT if mods == {ABOUT} else ""


def _rank(one: Occasion) -> tuple[int, bool, bool, int, tuple[str, int]]:
    """Best witness first: the most precise date, a sure one, the fullest sentence."""
    length = one.sentence.end - one.sentence.start
    return _FINE[one.precision], not one.known, not one.sure, -length, one.key


def _days(group: list[Occasion]) -> tuple[date | None, date | None, str]:
    """The days most witnesses of the finest precision give; a day that only the story's other
    dates suggest is not shown alone."""
    dated = [one for one in group if one.begin and (one.known or one.day is None)]
    if not dated:
        return None, None, ""
    finest = min(_FINE[one.precision] for one in dated)
    rows = [one for one in dated if _FINE[one.precision] == finest]
    votes: dict[tuple[date, date], float] = defaultdict(float)
    for one in sorted(rows, key=lambda one: one.key):
        if one.begin and one.end:
            votes[one.begin, one.end] += one.confidence
    begin, end = min(votes, key=lambda days: (-votes[days], days))
    precision = min(one.precision for one in rows if (one.begin, one.end) == (begin, end))
    return begin, end, precision


def _kind(group: list[Occasion]) -> EventKind:
    """What most witnesses tell of; what has happened is no longer a plan."""
    kinds = Counter(one.kind for one in group)
    if kinds[EventKind.HAPPENING] + kinds[EventKind.STATEMENT]:
        del kinds[EventKind.PLAN]
    return min(kinds, key=lambda kind: (-kinds[kind], _KINDS.index(kind)))


def _conflict(group: list[Occasion], coverage: Coverage) -> str | None:
    """One sentence for the days that disagree; FACTS: both of a sure class, both single days."""
    outlets: dict[date, set[str]] = defaultdict(set)
    for one in group:
        if one.day and one.sure:
            outlets[one.day].add(coverage.article(one.article).article.outlet)
    if len(outlets) < 2 or len(set.union(*outlets.values())) < 2:
        return None
    sides = [f"{_spelled(day)} in {_listed(outlets[day])}" for day in sorted(outlets)]
    return "The days disagree: " + ", ".join(sides) + "."


def _spelled(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _listed(names: set[str]) -> str:
    ordered = sorted(names)
    return ordered[0] if len(ordered) == 1 else ", ".join(ordered[:-1]) + " and " + ordered[-1]
