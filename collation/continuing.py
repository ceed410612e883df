"""A story's events in; which undated sentences tell a dated event again, out.

Two ways, both strict: in its own article a speaker goes on speaking in the sentences after the
dated one; in another article the same is told in the same words. What may as well be another
occasion tells nothing again: precision before recall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from collation.acts import same_act
from collation.occasions import Occasion, Weights
from extraction.annotations import EventKind
from extraction.hanging import PERFECT

NEXT = 2  # sentences within which a speaker goes on; more have another occasion between them
LONGEST = 8  # sentences that one speech can run on
ALIKE = 0.3  # share of all words of the two; with less, one in five is another event
FEWEST = 3  # words in common; two can meet by chance
QUOTED = 0.2  # the same where both hold one run of words
MOST_SHARING = 40  # events that share a word; a word of more tells nothing
_POSTS = frozenset(("tweet", "twitte", "retwee"))
_TALKS = frozenset("interv show radio speech confer briefi televi debate rally".split())
_PAPERS = frozenset("statem letter releas memo editor email e-mail op-ed".split())

Key = tuple[str, int]


def medium(one: Occasion) -> str:
    """How something was said: "post", "talk", "paper", or "" where the clause does not say."""
    words = one.words | {one.act[:6]}
    if words & _POSTS:
        return "post"
    if words & _TALKS or one.act == "tell":
        return "talk"
    return "paper" if words & _PAPERS else ""


def one_occasion(one: Occasion, other: Occasion) -> bool:
    """Whether two statements can be one act of speaking: one speaker, medium, part of a day.

    "Told the Times" and "said to Reuters" are two interviews.
    """
    if one.doer and other.doer and one.doer != other.doer:
        # A doer who was not known, "president", may be whom both name.
        unknown = (one.doer.islower() and other.doer in one.people) or (
            other.doer.islower() and one.doer in other.people
        )
        if not unknown:
            return False
    said = {medium(one), medium(other)} - {""}
    hours = {one.hours, other.hours} - {""}
    told = one.bodies and other.bodies and one.bodies.isdisjoint(other.bodies)
    return len(said) < 2 and len(hours) < 2 and not told


def find_continued(occasions: Sequence[Occasion], words: Weights) -> dict[Key, Key]:
    """The dated event of every passing one that tells it again."""
    found = _spoken_on(occasions)
    for key, other in _told_again(occasions, words).items():
        found.setdefault(key, other)
    return found


def _spoken_on(occasions: Sequence[Occasion]) -> dict[Key, Key]:
    """Sentences in which who has just been dated speaking goes on."""
    articles: dict[str, list[Occasion]] = defaultdict(list)
    for one in occasions:
        articles[one.article].append(one)
    found: dict[Key, Key] = {}
    for told in articles.values():
        told.sort(key=lambda one: (one.at, one.passing, one.event))
        first: Occasion | None = None
        last = 0
        for one in told:
            if one.passing and one.begin is None:
                if first is not None and _goes_on(first, last, one):
                    found[one.key], last = first.key, one.at
            elif one.begin is not None and not one.passing:
                said = one.kind is EventKind.STATEMENT and bool(one.doer)
                if said or (first and one.doer == first.doer):
                    first, last = (one if said else None), one.at
    return found


def _goes_on(first: Occasion, last: int, one: Occasion) -> bool:
    if one.kind is not EventKind.STATEMENT or one.doer != first.doer:
        return False
    if not one_occasion(first, one) or PERFECT in one.marks or not one.may_be_of(first):
        return False
    if not (last < one.at <= last + NEXT or one.at == last > first.at):
        return False
    said, before = medium(one), medium(first)
    return one.at - first.at <= LONGEST and (not said or said == before)


def _told_again(occasions: Sequence[Occasion], words: Weights) -> dict[Key, Key]:
    """Passing events of one article that another article, or a headline, dates in like words."""
    sharing: dict[str, list[Occasion]] = defaultdict(list)
    for one in occasions:
        if one.begin is not None and not one.passing:
            for word in one.words:
                sharing[word].append(one)
    found: dict[Key, Key] = {}
    for one in occasions:
        if not one.passing or one.begin is not None:
            continue
        seen = {
            other.key: other
            for word in one.words
            for other in sharing.get(word, ())[:MOST_SHARING]
            if other.article != one.article and one.may_be_of(other)
        }
        rated = [(points, other.key) for other in seen.values()
                 if (points := _sameness(one, other, words)) > 0]  # fmt: skip
        if rated:
            found[one.key] = max(rated)[1]
    return found


def _sameness(one: Occasion, other: Occasion, words: Weights) -> float:
    """How alike the two are, 0 where they may be two events."""
    if len(one.words & other.words) < FEWEST and not one.phrases & other.phrases:
        return 0.0
    doing = bool(one.doer) and one.doer == other.doer
    acting = one.act == other.act or same_act(one.act, other.act)
    said = {one.kind is EventKind.STATEMENT, other.kind is EventKind.STATEMENT}
    if True in said and (False in said or not doing or not one_occasion(one, other)):
        return 0.0
    if one.doer and other.doer and not doing and not one.people & other.people:
        return 0.0
    if not (doing or acting):
        return 0.0
    alike = words.alike(one, other)
    return alike if alike >= (QUOTED if one.phrases & other.phrases else ALIKE) else 0.0


def follow(keys: Iterable[Key], continued: dict[Key, Key]) -> dict[Key, list[Key]]:
    """The passing events that tell each of `keys` again."""
    found: dict[Key, list[Key]] = {key: [] for key in keys}
    for key, other in sorted(continued.items()):
        if other in found:
            found[other].append(key)
    return found
