"""The happenings that several accounts call by a noun in; those that two put on other days, out.

"Thursday's ruling", "the ruling Monday", "the ruling came on Monday": the time stands at the noun.
Two such nouns are one happening where the words around them agree, neither account gives a noun of
the kind the other's day, and the whole story knows of no third day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from collation.coverage import Covered
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh, words_in
from collation.differences.times.days import Days, asked, days_of, is_midnight
from collation.differences.times.doings import UNTOLD, Done, done_acts, sureness
from collation.differences.words import STOP, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, TimeExpression

_ENOUGH = 5.0  # weight of what two sentences share beside the happening
_TOLD = 8.0  # the same where one of them tells of it by a verb
_FARTHEST = {"month": 62, "year": 1}  # days between what is told so coarsely
_NEXT = 1  # days between what is told to the day: further apart are two happenings
_MONTH = 31  # days, the same where a third account agrees with one side
_AHEAD = 90  # characters before a time in which the noun may stand that it dates
_LONGEST = 70  # characters of a stretch that points at a happening
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_CUT = re.compile(r"[,;:—–“”\"()]|\.\s")
_OWNER = re.compile(
    r"\b(?:an?|the|its|his|her|their|our|every|each|this|that|one)\s+$|['’]s\s+$", re.IGNORECASE
)
_BEHIND = re.compile(r"(?:['’]s)?(?:\s+[A-Za-z][\w’'.-]*){1,4}")
#: What may stand between a noun and the time that dates it: with whom or of what it was, that it
#: came, that it is to come.
_BETWEEN = re.compile(
    r"(?:\s+(?:with|between|of|in|on|at|by|from|for|against|among|over)"
    r"(?:\s+(?!(?:that|who|which|is|are|was|were|be|has|had|have|will|would|said|says|"
    r"took|went|got|put|set|led|hit|won|lost|left|ran|saw|met|fell|rose|gave|made|came|began)\b)"
    r"(?!\w{3,}(?:ed|ing)\b)[\w’'.-]+){1,8}?)?"
    r"(?:\s+(?:(?:that|which)\s+)?(?:(?:is|are|was|were)\s+)?(?:(?:held|made|given|delivered)|"
    r"(?:came|comes|occurred|happened|took place|began|started)|"
    r"(?:set|scheduled|due|slated|expected|planned)(?:\s+to\s+(?:begin|start|open|take place))?))?"
    r"(?:\s+(?:on|in|for|at|late|early|last))*\s+"
)
_AGAIN = re.compile(
    r"\b(?:another|other|second|third|latest|separate|subsequent|further|previous|earlier|former|"
    r"additional|series|similar|several|multiple|most|weekly|daily|annual|monthly)\b",
    re.IGNORECASE,
)


_PLURAL = re.compile(r"(?<!s)s$")


@dataclass(frozen=True, slots=True)
class _Named:
    covered: Covered
    time: TimeExpression
    days: Days
    noun: Span
    kind: str
    sentence: Span
    stems: frozenset[str]
    names: frozenset[str]
    is_verb: bool = False


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Happenings whose days exclude each other, one discrepancy a kind of happening."""
    by_kind: dict[str, list[_Named]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for time in covered.reading.times:
            named = _named(scene, covered, time)
            if named is not None:
                by_kind[named.kind].append(named)
    for act in done_acts(scene):
        for kind in _verbs().get(act.verb, ()):
            by_kind[kind].append(_of_act(act, kind))
    for _, found in sorted(by_kind.items()):
        yield from _compared(scene, found)


def _named(scene: Scene, covered: Covered, time: TimeExpression) -> _Named | None:
    sentence = covered.sentence_at(time.span.start)
    noun = _noun_behind(covered, time, sentence) or _noun_before(covered, time, sentence)
    if noun is None:
        return None
    days = days_of(covered, time)
    if days is None or scene.in_caption(covered, sentence):
        return None
    words = [
        word
        for word in words_in(covered.article.text, sentence)
        if not noun.start <= word.start < noun.end and not word.stem[0].isdigit()
    ]
    names = [
        name.span
        for name in covered.reading.names
        if sentence.start <= name.span.start < sentence.end
    ]
    return _Named(
        covered, time, days, noun, _kind_of(covered.text(noun)), sentence,
        frozenset(word.stem for word in words),
        frozenset(w.stem for w in words if any(n.start <= w.start < n.end for n in names)),
    )  # fmt: skip


def _of_act(act: Done, kind: str) -> _Named:
    """What is told by a verb: "inspected on Monday" of an inspection."""
    span, sentence = act.claim.span, act.claim.sentence
    words = list(words_in(act.covered.article.text, sentence))
    names = [
        name.span
        for name in act.covered.reading.names
        if sentence.start <= name.span.start < sentence.end
    ]
    return _Named(
        act.covered, act.time, act.days, span, kind, sentence,
        frozenset(w.stem for w in words if not w.stem[0].isdigit()) - {stem(act.verb)},
        frozenset(w.stem for w in words if any(n.start <= w.start < n.end for n in names)),
        True,
    )  # fmt: skip


@cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for kind, verbs in load("called")["verbs"].items():
        for verb in verbs:
            table[verb] = (*table.get(verb, ()), kind)
    return table


@cache
def _kinds() -> Mapping[str, str]:
    return {word: words[0] for words in load("called")["happenings"] for word in words}


def _kind_of(word: str) -> str:
    """The kind of happening that a noun in the singular calls, "" for none."""
    return _kinds().get(word.lower().replace("’", "'").removesuffix("'s"), "")


def _noun_behind(covered: Covered, time: TimeExpression, sentence: Span) -> Span | None:
    """ "Thursday's ruling", "the Tuesday meeting"."""
    text = covered.article.text
    match = _BEHIND.match(text, time.span.end, sentence.end)
    if match is None:
        return None
    owned = match.group()[0] in "'’"
    if not owned and not _OWNER.search(
        text, max(sentence.start, time.span.start - 12), time.span.start
    ):
        return None
    found = None
    for word in _WORD.finditer(text, match.start() + 2 * owned, match.end()):
        if word.group().lower() in STOP:
            break
        if _kind_of(word.group()):
            found = Span(*word.span())
    return found


def _noun_before(covered: Covered, time: TimeExpression, sentence: Span) -> Span | None:
    """ "The ruling Monday", "his meeting with the delegation on Tuesday"."""
    text = covered.article.text
    left = max(sentence.start, time.span.start - _AHEAD)
    ahead = text[left : time.span.start]
    start = max((cut.end() for cut in _CUT.finditer(ahead)), default=0)
    nouns = [word for word in _WORD.finditer(ahead, start) if _kind_of(word.group())]
    if not nouns or _BETWEEN.fullmatch(ahead, nouns[-1].end()) is None:
        return None
    return Span(left + nouns[-1].start(), left + nouns[-1].end())


def _compared(scene: Scene, found: list[_Named]) -> Iterator[Discrepancy]:
    pairs = [
        (evidence, one, other)
        for one, other in combinations(found, 2)
        if one.covered.group != other.covered.group
        and not (one.is_verb and other.is_verb)
        and one.days.excludes(other.days)
        and not any(_is_another(named) for named in (one, other))
        and (evidence := _evidence(scene, one, other) or _support(found, one, other))
        and (evidence >= _TOLD or not (one.is_verb or other.is_verb))
        and not _is_told_otherwise(found, one, other)
    ]
    for evidence, one, other in sorted(pairs, key=lambda pair: -pair[0])[:1]:
        if evidence >= _ENOUGH or not _is_third_day(found, one, other):
            yield _told(scene, found, one, other, sure=evidence >= _ENOUGH)


def _evidence(scene: Scene, one: _Named, other: _Named) -> float:
    """The weight of what they share, where they may be one happening; 0 for too little."""
    if one.covered.text(one.time.span) == other.covered.text(other.time.span):
        return 0.0  # one of the two is misread
    if not _is_near(one, other):
        return 0.0
    published = [named.covered.article.published for named in (one, other)]
    if published[0] != published[1] and all(
        named.days.end == day for named, day in zip((one, other), published, strict=True)
    ):
        return 0.0  # each tells of its own day
    shared = weigh((one.stems & other.stems) - scene.central)
    if shared >= _ENOUGH:
        return shared
    return min(1.0, weigh(one.names & other.names))


def _support(found: list[_Named], one: _Named, other: _Named) -> float:
    """A little, where a third account gives such a happening the day of one side."""
    exact = one.days.exact and other.days.exact
    if one.days.gap(other.days) > (_NEXT if exact else _MONTH):
        return 0.0
    agrees = any(_agrees(named, one, other) for named in found)
    return 0.5 if agrees else 0.0


def _agrees(named: _Named, one: _Named, other: _Named) -> bool:
    """Whether a third account gives such a happening the day of one side."""
    if (
        named.is_verb
        or named.covered.group in (one.covered.group, other.covered.group)
        or _is_another(named)
    ):
        return False
    return not (named.days.excludes(one.days) and named.days.excludes(other.days))


def _is_near(one: _Named, other: _Named) -> bool:
    """Whether their days are so near that the same happening may be meant."""
    gap = one.days.gap(other.days)
    if one.days.exact and other.days.exact:
        return gap <= _NEXT
    same = one.time.precision == other.time.precision
    return same and gap <= _FARTHEST.get(one.time.precision, 0)


def _is_another(named: _Named) -> bool:
    """Whether it is one of several, or another one: "rent strikes", "a second blast"."""
    if not named.is_verb and _PLURAL.search(named.covered.text(named.noun)):
        return True
    left = max(named.sentence.start, min(named.noun.start, named.time.span.start) - 30)
    right = max(named.noun.end, named.time.span.end)
    return _AGAIN.search(named.covered.article.text, left, right) is not None


def _is_told_otherwise(found: list[_Named], one: _Named, other: _Named) -> bool:
    """Whether one of the two accounts gives the other's day as well."""
    against = {one.covered.id: other.days, other.covered.id: one.days}
    return any(
        not against[named.covered.id].excludes(named.days)
        for named in found
        if named.covered.id in against
    )


def _is_third_day(found: list[_Named], one: _Named, other: _Named) -> bool:
    """Whether such a happening has a third day in the story."""
    return any(named.days.excludes(one.days) and named.days.excludes(other.days) for named in found)


def _told(
    scene: Scene, found: list[_Named], one: _Named, other: _Named, *, sure: bool
) -> Discrepancy:
    sides = [
        named for named in found
        if named in (one, other)
        or any(not named.days.excludes(side.days) and _evidence(scene, named, against)
               for side, against in ((one, other), (other, one))
               if named.covered.group != against.covered.group)
        or (not sure and _agrees(named, one, other))
    ]  # fmt: skip
    told = question(scene, [(x.covered, _pointing(x), x.time.span) for x in (one, other)])
    midnight = is_midnight(
        (one.days, one.covered.text(one.time.span)),
        (other.days, other.covered.text(other.time.span)),
    )
    note = None if sure else "they may be two"
    return difference(
        scene,
        Kind.DATE,
        Severity.HARD if sure and not midnight else Severity.SOFT,
        f"{asked(one.time, other.time)}: “{told}”",
        [
            Evidence(x.covered.id, _pointing(x), x.sentence, x.days.told(x.covered, x.time))
            for x in sides
        ],
        sureness(one.time, other.time) if sure else UNTOLD,
        note="around midnight" if midnight else note,
    )


def _pointing(named: _Named) -> Span:
    """The noun with its time, else the time."""
    start = min(named.noun.start, named.time.span.start)
    end = max(named.noun.end, named.time.span.end)
    return Span(start, end) if end - start <= _LONGEST else named.time.span
