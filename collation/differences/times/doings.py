"""The accounts of a story in; what each says was done on which day, and how two are told, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache

from collation.acts import same_act
from collation.coverage import Covered
from collation.differences.kin import himself
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import words_in
from collation.differences.times.days import Days, asked, days_of, is_midnight
from collation.differences.words import family, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, TimeExpression, Voice

_FARTHEST = 6  # days: acts further apart are two, and a week is another Monday
_COARSE = 400  # the same for what is told to the month or year
_LONGEST = 70  # characters of a clause that points at a claim
UNTOLD = 0.5  # confidence of what is kept and not told
HEAD = 30  # characters before a noun in which stands what narrows it down
_BEFORE = re.compile(r"\b(?:an?|the|its|his|her|their|our|every|each)\s+$", re.IGNORECASE)
#: "In May or early June", "fell to 7.7 percent from 7.9 percent in May": no day of what is done.
_EITHER = re.compile(r"\s+or\s")
_FROM = re.compile(
    r"(?:\bor\s+|\bfrom\s+[$€£]?[\d.,]+\s*(?:%|percent|million|billion|trillion)?\s+(?:in|on|"
    r"at)\s+)$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"([A-Za-z-]+)\s+(?:(?:on|of|in|from)\s+)?$")
_IN_FORCE = "take effect"
_FORCE = frozenset({"effect", "affect", "force"})
_GOES = frozenset({"take", "come", "go", "enter"})
_BOUNDS = frozenset({"", "since", "by"})
_AGAIN = re.compile(
    r"\b(?:again|[Ff]irst|additional|[Aa]lso|[Aa]nother|second|third|fourth|latest|separate|"
    r"subsequent|further|new|more|previous|earlier|former|initially|other)\b"
)
#: Before a noun for what was put out.
_SEVERAL = (
    r"\b(?:two|three|four|five|six|both|new|secret)"
    r"\s+(?:[\w-]+\s+){0,2}?"
)
#: What is dated by the day it was printed here and aired or put online there.
_PRINTED = frozenset({"release", "publish", "issue", "air", "broadcast", "run", "print"})
#: "The treaty takes effect on May 1": told in the present of what is to come.
_TO_COME = frozenset({"begin", "start", "open", "end", "close", "take", "go", "set", "schedule"})
_PRONOUNS = frozenset(
    "he she it they we you i him her them us me who which that this those these".split()
)


@dataclass(frozen=True, slots=True)
class Done:
    """An act of one account with its day."""

    covered: Covered
    claim: Claim
    time: TimeExpression
    days: Days
    verb: str
    what: str  # the thing or person it was done to, "" for none
    doer: str
    noun: str  # what, as printed
    doing: str  # the doer, as printed
    done: bool  # and not planned
    stems: frozenset[str]


@lru_cache(maxsize=1)
def done_acts(scene: Scene) -> tuple[Done, ...]:
    """What the accounts say was done, or will be, on a day that is sure."""
    return tuple(_done_acts(scene))


def _done_acts(scene: Scene) -> Iterator[Done]:
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.when is not None and claim.polarity and claim.voice is not Voice.QUOTED:
                done = _done(scene, covered, claim)
                if done is not None:
                    yield done


def _done(scene: Scene, covered: Covered, claim: Claim) -> Done | None:
    assert claim.when is not None
    time = covered.reading.times[claim.when]
    if claim.predicate in words_for("repeated"):
        return None
    days = days_of(covered, time)
    if days is None or scene.in_caption(covered, claim.sentence):
        return None
    if days.bound not in _BOUNDS or _dates_something(covered, time) or _dates_noun(claim, covered):
        return None
    if _is_misread(covered, claim, days):
        return None
    persons = [himself(covered, claim, n) for n in (claim.subject_person, claim.object_person)]
    doer = _argument(scene, covered, claim.subject, persons[0])
    what = _argument(scene, covered, claim.object, persons[1])
    verb, noun, doing = _verb(claim), claim.object, claim.subject
    if not claim.object or verb == _IN_FORCE:
        doer, what, noun, doing = "", doer, claim.subject, ""  # what arrives or begins
    if what in words_for("spoken"):
        what = _spoken_to(covered, claim, time)
    return Done(
        covered, claim, time, days, verb, what, doer, noun, doing,
        claim.modality == "actual", _stems(covered, claim.sentence, time.span),
    )  # fmt: skip


def _verb(claim: Claim) -> str:
    """Its predicate; what "goes into force" "takes effect"."""
    words = {claim.object, *(noun for _, noun in claim.obliques)}
    return _IN_FORCE if words & _FORCE and claim.predicate in _GOES else claim.predicate


def _stems(covered: Covered, sentence: Span, time: Span) -> frozenset[str]:
    """What the sentence tells, but for the time."""
    words = words_in(covered.article.text, sentence)
    return frozenset(
        word.stem
        for word in words
        if not time.start <= word.start < time.end and not word.stem[0].isdigit()
    )


def _is_misread(covered: Covered, claim: Claim, days: Days) -> bool:
    """Whether what was done is still to come, or what will be is over."""
    published = covered.article.published
    if published is None:
        return False
    if claim.modality == "actual":
        return days.begin > published + timedelta(days=1) and claim.predicate not in _TO_COME
    return claim.modality == "future" and days.end < published


def _dates_something(covered: Covered, time: TimeExpression) -> bool:
    """ "The 2016 race", "Monday's vote": the day of a thing, not of what is done."""
    text = covered.article.text
    if text[time.span.end : time.span.end + 2] in ("'s", "’s"):
        return True
    if _EITHER.match(text, time.span.end):
        return True
    ahead = text[max(0, time.span.start - HEAD) : time.span.start]
    return _BEFORE.search(ahead[-12:]) is not None or _FROM.search(ahead) is not None


def _dates_noun(claim: Claim, covered: Covered) -> bool:
    """ "Sued the victims of the rampage on Oct. 1": the day of what is named right before it."""
    assert claim.when is not None
    start = covered.reading.times[claim.when].span.start
    match = _NOUN.search(covered.article.text, max(claim.sentence.start, start - HEAD), start)
    word = match.group(1).lower() if match else ""
    return word in _happenings() and word not in (claim.object, claim.subject, claim.predicate)


@cache
def _happenings() -> frozenset[str]:
    return frozenset(word for words in load("called")["happenings"] for word in words)


def _spoken_to(covered: Covered, claim: Claim, time: TimeExpression) -> str:
    """ "Interview Daily Bugle": what was said in it came out once; "" where nobody is named."""
    left = max(claim.sentence.start, claim.span.start - HEAD)
    names = [
        name.text for name in covered.reading.names
        if left <= name.span.start < time.span.start and name.kind in ("organisation", "thing")
    ]  # fmt: skip
    return f"interview {names[0].lower()}" if len(names) == 1 else ""


def _argument(scene: Scene, covered: Covered, word: str, person: int | None) -> str:
    name = scene.somebody(covered, person)
    if name is None and person is not None:
        body = scene.person(covered, person) or ""
        proper = body[:1].isupper() and not re.match(r"(?:A|An|The)\s+[a-z]", body)
        name = body if proper and word in body.lower().split() else None
    if name is not None:
        return name.lower()
    if not word or word in _PRONOUNS:
        return ""
    called = scene.called(word)
    return called.lower() if called is not None else things().get(word) or family("counted", word)


@cache
def words_for(kind: str) -> frozenset[str]:
    """A list of `data/occurrences.toml`."""
    return frozenset(load("occurrences")[kind])


@cache
def things() -> Mapping[str, str]:
    """Nouns for one thing that is done, made or struck, each with the name of its line."""
    return {word: words[0] for words in load("occurrences")["things"] for word in words}


@cache
def _same() -> Mapping[str, frozenset[int]]:
    table: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(load("occurrences")["same"]):
        for word in words:
            table[word].add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


@lru_cache(maxsize=20_000)
def one_verb(one: str, other: str) -> bool:
    """Whether two verbs can tell of one act."""
    if same_act(one, other) or family("predicate", one) == family("predicate", other):
        return True
    return bool(_same().get(one, frozenset()) & _same().get(other, frozenset()))


def differ(one: Done, other: Done) -> bool:
    """Whether their days exclude each other, and are near enough to be those of one act."""
    if not one.days.excludes(other.days):
        return False
    if not (one.days.exact and other.days.exact):
        same = one.time.precision == other.time.precision
        return same and one.days.gap(other.days) <= _COARSE
    return one.days.gap(other.days) <= _FARTHEST or (
        one.days.end.day == other.days.end.day and one.days.end.year == other.days.end.year
    )  # "June 27" and "July 27": a slip


def same_doer(one: Done, other: Done) -> bool:
    """Whether nothing says that somebody else did it."""
    doers = {one.doer, other.doer} - {""}
    return len(doers) < 2 or bool(doers & words_for("anybody"))


def is_another(act: Done) -> bool:
    """Whether it is told as one of several."""
    start, end = act.claim.span.start, act.claim.span.end
    text = act.covered.article.text
    left = max(act.claim.sentence.start, start - HEAD)
    return _AGAIN.search(text, left, min(act.claim.sentence.end, end + 10)) is not None


def is_one_of_several(scene: Scene, act: Done) -> bool:
    """Whether what was put out is one of several, by any account: "two new recordings"."""
    noun = re.escape(act.noun)
    if act.verb not in _PRINTED or not noun:
        return False
    told = act.covered.text(act.claim.sentence)
    if re.search(rf"\b{noun}s\b", told, re.IGNORECASE):
        return False  # it counts them all
    several = re.compile(_SEVERAL + rf"{noun}s\b", re.IGNORECASE)
    return any(several.search(covered.article.text) for covered in scene.coverage.articles)


def gives_both(alike: list[Done], one: Done, other: Done) -> bool:
    """Whether one of the two accounts gives the other's day for it as well."""
    ids = {one.covered.id: other.days, other.covered.id: one.days}
    return any(not ids[act.covered.id].excludes(act.days) for act in alike if act.covered.id in ids)


def sureness(one: TimeExpression, other: TimeExpression) -> float:
    """How sure it is that two times of one act exclude each other; not told below a day.

    Of what is told to the month or year a story mostly has two: the newer rule and the older.
    """
    return UNTOLD if asked(one, other) != "on what day" else 0.7


def told(scene: Scene, pair: tuple[Done, Done], sides: Iterable[Done]) -> Discrepancy:
    """Two acts that are one, with all accounts on either side."""
    one, other = pair
    clause = question(scene, [(x.covered, _pointing(x), x.time.span) for x in pair])
    near = _is_near(one, other)
    return difference(
        scene,
        Kind.DATE,
        Severity.SOFT if near else Severity.HARD,
        f"{asked(one.time, other.time)}: “{clause}”",
        [
            Evidence(x.covered.id, _pointing(x), x.claim.sentence, x.days.told(x.covered, x.time))
            for x in sides
        ],
        sureness(one.time, other.time),
    )


def _is_near(one: Done, other: Done) -> bool:
    """Whether the two days meet at midnight, or may be those of print and web."""
    if any(_is_reckoned_far(act) for act in (one, other)):
        return True
    if not (one.days.exact and other.days.exact and one.days.gap(other.days) <= 1):
        return False
    if one.verb in _PRINTED or other.verb in _PRINTED:
        return True
    times = [(act.days, act.covered.text(act.time.span)) for act in (one, other)]
    return is_midnight(times[0], times[1])


def _is_reckoned_far(act: Done) -> bool:
    """ "60 days later": the day is counted, and a few are soon lost."""
    return act.time.form == "earlier" and re.search(
        r"\d\d|week|month", act.time.span.of(act.covered.article.text)
    ) is not None  # fmt: skip


def _pointing(act: Done) -> Span:
    """The claim with its time, else the time."""
    start = min(act.claim.span.start, act.time.span.start)
    end = max(act.claim.span.end, act.time.span.end)
    return Span(start, end) if end - start <= _LONGEST else act.time.span
