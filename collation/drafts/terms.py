"""A stretch of an account in; the words, names, figures and days that it holds, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from collation.coverage import Covered
from collation.differences.acts import Act, act
from collation.differences.scene import Scene
from collation.differences.words import STOP, closed, load, stem
from collation.names import countries
from collation.occasions import find_occasions
from extraction.annotations import Claim, Figure, Span, TimeExpression

_WORD = re.compile(r"[^\W_]+(?:['’ʼ.][^\W_]+)*")
_UNION = re.compile(r"\b(?:U\.S\.A?\.?|USA?|United States)(?=\W|$)")
#: Verbs that say no more than that somebody said it; "urged" and "denied" say more.
SAYING = frozenset("say tell add note state report write explain".split())
_PREFIX = 5  # letters that two forms of one word share: "mistaken", "mistake"
_ENDING = 3  # letters by which each may go on
_NUMBERS = "one two three four five six seven eight nine ten first second third".split()
#: What binds a statement, though it names nothing: "all migrants" are not "migrants".
BINDING = frozenset(("all", "every", "only", "most", "none", "both", "never", "always", *_NUMBERS))
_HEDGES = frozenset("nearly almost roughly approximately around estimated exactly".split())
_FILLERS = frozenset(
    "however meanwhile moreover furthermore too indeed there reporters journalists".split()
)
_AMERICAN = "american"  # how the table of countries gives the United States in one word
_NARROW = frozenset(("murder", "massacre", "slay", "claim"))  # killing of a kind, or no killing
_LEADS = frozenset(("from", "to", "into", "by", "against"))
_POSSESSIVE = frozenset(("his", "her", "their"))  # too often of another than it is taken for
_CLITIC = re.compile(r"['’ʼ](?:s|t|re|ve|ll|d|m)?$|n['’ʼ]t$")


class Days(NamedTuple):
    """A time expression with the days it denotes, None where it denotes none."""

    time: TimeExpression
    days: tuple[int, int] | None  # ordinals, inclusive
    number: int  # its place in Reading.times


@dataclass(frozen=True, slots=True)
class Terms:
    """What a stretch holds. `people` are names across the story, `names` those of other things."""

    words: tuple[str, ...]  # that say something, in small letters, outside of all the rest
    forms: frozenset[str]  # of all its words
    people: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    figures: tuple[Figure, ...]
    times: tuple[Days, ...]
    acts: tuple[Act, ...]

    @property
    def telling(self) -> bool:
        """Whether it holds anything that can be so or not."""
        return bool(self.words or self.people or self.names or self.figures or self.times)


def take_apart(scene: Scene, covered: Covered, span: Span) -> Terms:
    """The terms of a stretch of an article or of the draft."""
    reading = covered.reading
    figures = tuple(f for f in reading.figures if span.covers(f.number))
    times = tuple(
        Days(time, _days(scene, covered, number, time), number)
        for number, time in enumerate(reading.times)
        if span.covers(time.span)
    )
    mentions = [
        (person, mention)
        for person in reading.people
        if person.kind == "person"
        for mention in person.mentions
        if mention.overlaps(span) and covered.text(mention).lower() not in _POSSESSIVE
    ]
    names = [n.span for n in reading.names if n.kind != "person" and n.span.overlaps(span)]
    held = [f.number for f in figures] + [t.time.span for t in times] + names
    held += [mention for _, mention in mentions]
    acts = tuple(act(scene, covered, claim) for claim in reading.claims if _lies_in(claim, span))
    verbs = [one.claim.predicate for one in acts if one.claim.predicate]
    printed = [*plain_words(covered.text(span)), *verbs]
    return Terms(
        tuple(_by_verb(list(_words(covered, span, held, bool(figures))), verbs)),
        frozenset(form for word in printed for form in forms_of(word)),
        frozenset(filter(None, (scene.person(covered, p.number) for p, _ in mentions))),
        tuple(tuple(plain_words(covered.text(name))) for name in names),
        figures,
        times,
        acts,
    )


def led_by(text: str, name: Sequence[str]) -> set[str]:
    """The prepositions of direction and of doing that stand before a name: "from Kelso"."""
    words = plain_words(text)
    size = len(name)
    return {
        before
        for at in range(1, len(words) - size + 1)
        if words[at : at + size] == list(name)
        for before in words[max(0, at - 2) : at]
        if before in _LEADS
    }


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without "'s"; a country's by its name."""
    found = [
        _CLITIC.sub("", word).casefold().rstrip(".")
        for word in _WORD.findall(_UNION.sub(f" {_AMERICAN} ", text))
    ]
    return [word for word in found if word]


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> frozenset[str]:
    """What a word is compared by: its stem, the families that hold it, its country."""
    base = stem(word)
    country = countries().get(word)
    return frozenset((base, *_families().get(base, ()))) | ({country} if country else frozenset())


def stands_in(word: str, forms: frozenset[str]) -> bool:
    """Whether a form of the word is among others: "deportation" where "deported" stands."""
    own = forms_of(word)
    if own & forms:
        return True
    base = stem(word)
    return any(
        base[:_PREFIX] == other[:_PREFIX] and _is_kin(base, other)
        for other in forms
        if len(other) >= _PREFIX <= len(base)
    )


def _is_kin(one: str, other: str) -> bool:
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return len(one) - shared <= _ENDING and len(other) - shared <= _ENDING


def _words(covered: Covered, span: Span, held: Sequence[Span], counts: bool) -> Iterator[str]:
    text = covered.text(span)
    union = [match.span() for match in _UNION.finditer(text)]
    for start, end in union:
        if not any(Span(span.start + start, span.start + end).overlaps(one) for one in held):
            yield _AMERICAN
    for match in _WORD.finditer(text):
        at = Span(span.start + match.start(), span.start + match.end())
        word = _CLITIC.sub("", match.group()).casefold()
        taken = any(start < match.end() and match.start() < end for start, end in union)
        if taken or not word or any(at.overlaps(one) for one in held):
            continue
        if word in _FILLERS or (counts and word in _HEDGES):
            continue
        if word in BINDING or (word not in STOP and len(word) > 1):
            yield word


def _by_verb(words: list[str], verbs: Sequence[str]) -> list[str]:
    """The words with an irregular form for its verb: "sent" is "send"."""
    for verb in verbs:
        if not any(stem(verb) == stem(word) for word in words):
            forms = [n for n, word in enumerate(words) if word[:1] == verb[:1] and len(word) < 8]
            if len(forms) == 1 and abs(len(words[forms[0]]) - len(verb)) <= _ENDING:
                words[forms[0]] = verb
    return words


def _days(
    scene: Scene, covered: Covered, number: int, time: TimeExpression
) -> tuple[int, int] | None:
    """Its days; of an undated article's "last week" those that the story gives it."""
    if time.begin is not None and time.end is not None:
        return time.begin.toordinal(), time.end.toordinal()
    for one in find_occasions(scene.coverage):
        event = scene.coverage.article(one.article).reading.events[one.event]
        if one.article == covered.id and event.when == number and one.begin and one.end:
            return one.begin.toordinal(), one.end.toordinal()
    return None


def _lies_in(claim: Claim, span: Span) -> bool:
    """Whether most of a claim lies in a stretch, or the stretch in the claim."""
    shared = min(claim.span.end, span.end) - max(claim.span.start, span.start)
    return 2 * shared > claim.span.end - claim.span.start or claim.span.covers(span)


@cache
def _families() -> dict[str, frozenset[str]]:
    """The names of the families that hold a word, by its stem."""
    found: dict[str, set[str]] = {}
    for kind in ("counted", "predicate"):
        for family in load("families")[kind]:
            for word in sorted(set(family) - _NARROW):
                found.setdefault(stem(closed(word)), set()).add(f"{kind}:{family[0]}")
    return {base: frozenset(names) for base, names in found.items()}
