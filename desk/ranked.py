"""What is looked for in; the utterances that have it, in the order in which they are shown, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store import people
from store.archive import Session
from store.search import Hit, Sought, holding, search

Phrases = tuple[tuple[str, ...], ...]  # of stems, as in Sought

MOST = 200  # newest printings that are looked at for the first pages
DEEPEST = 12_800  # and for any page: what is older needs a narrower question


@dataclass(frozen=True, slots=True)
class Found:
    """Utterances in the order shown; `more` says that older ones were not looked at.

    `ended`: nor can they be.
    """

    ids: tuple[int, ...] = ()
    more: bool = False
    ended: bool = False


def rank(
    db: Session,
    workspace: str,
    sought: Sought,
    spellings: Sequence[Phrases] = (),
    wanted: int = 1,
) -> Found:
    """Utterances, each once: with all the words in one run first, then the newest.

    At least `wanted` of them, where there are so many: deeper pages look at more printings. Where a
    name fits persons and bodies, as Trump does "The Trump administration", persons first.
    """
    most = MOST
    while True:
        found = _ranked(db, workspace, sought, spellings, most)
        if len(found.ids) >= wanted or not found.more:
            return found
        if most >= DEEPEST:
            return replace(found, ended=True)
        most = min(4 * most, DEEPEST)


def _ranked(
    db: Session, workspace: str, sought: Sought, spellings: Sequence[Phrases], most: int
) -> Found:
    ways = (sought, *(replace(sought, phrases=phrases, exact=()) for phrases in spellings))
    known = people.names(db, workspace, sought.people)
    bodies = tuple(id for id in sought.people if is_body(known[id]))
    persons = tuple(id for id in sought.people if id not in bodies)
    if not (bodies and persons):
        return _found(db, workspace, ways, most)
    apart = [
        _found(db, workspace, [replace(way, people=some) for way in ways], most)
        for some in (persons, bodies)
    ]
    ids = dict.fromkeys(id for one in apart for id in one.ids)
    return Found(tuple(ids), any(one.more for one in apart))


def _found(db: Session, workspace: str, ways: Sequence[Sought], most: int) -> Found:
    """What fits, by any of the ways in which it may be spelled."""
    hits: set[Hit] = set()
    together: set[Hit] = set()
    more = False
    for sought in ways:
        some = search(db, workspace, sought, most)
        hits.update(some)
        more = more or len(some) == most
        if len(sought.phrases) > 1:
            run = tuple(stem for phrase in sought.phrases for stem in phrase)
            if len(some) < most:
                together.update(holding(db, some, run))
            else:  # older ones may have the words together, too
                together.update(search(db, workspace, replace(sought, phrases=(run,)), most))
    newest = [*_newest(together), *_newest(hits)]
    return Found(tuple(dict.fromkeys(hit.utterance for hit in newest)), more)


def _newest(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.printing)


def is_body(name: str) -> bool:
    """Whether a name is rather a body's than a person's."""
    words = name.split()
    if words[:1] == ["The"]:
        return True
    return any(word.islower() and word not in _PARTICLES for word in words) or any(
        word.lower() in _BODIES for word in words[1:]
    )


_PARTICLES = frozenset(
    "al am an bin bint da das de del della den der di do dos du e el ibn la le of ter the van von y"
    " zu".split()
)
_BODIES = frozenset(
    "administration agency association bank board campaign club commission committee company "
    "corporation council court department foundation government group house inc institute llc ltd "
    "ministry office organization organisation party police team tower union university".split()
)
