"""What is looked for in; the utterances that have it, in the order in which they are shown, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store import people
from store.archive import Session
from store.search import Hit, Sought, holding, search

Phrases = tuple[tuple[str, ...], ...]  # of stems, as in Sought

MOST = 200  # newest printings that are looked at: what is older needs a narrower question


@dataclass(frozen=True, slots=True)
class Found:
    """Utterances in the order shown; `more` says that older ones were not looked at."""

    ids: tuple[int, ...] = ()
    more: bool = False


def rank(db: Session, workspace: str, sought: Sought, spellings: Sequence[Phrases] = ()) -> Found:
    """Utterances, each once: with all the words in one run first, then the newest.

    Where a name fits persons and bodies, as Trump does "The Trump administration", persons first.
    """
    ways = (sought, *(replace(sought, phrases=phrases) for phrases in spellings))
    known = people.names(db, workspace, sought.people)
    bodies = tuple(id for id in sought.people if is_body(known[id]))
    persons = tuple(id for id in sought.people if id not in bodies)
    if not (bodies and persons):
        return _found(db, workspace, ways)
    apart = [
        _found(db, workspace, [replace(way, people=some) for way in ways])
        for some in (persons, bodies)
    ]
    ids = dict.fromkeys(id for one in apart for id in one.ids)
    return Found(tuple(ids), any(one.more for one in apart))


def _found(db: Session, workspace: str, ways: Sequence[Sought]) -> Found:
    """What fits, by any of the ways in which it may be spelled."""
    hits: set[Hit] = set()
    together: set[Hit] = set()
    more = False
    for sought in ways:
        some = search(db, workspace, sought, MOST)
        hits.update(some)
        more = more or len(some) == MOST
        if len(sought.phrases) > 1:
            run = tuple(stem for phrase in sought.phrases for stem in phrase)
            if len(some) < MOST:
                together.update(holding(db, some, run))
            else:  # older ones may have the words together, too
                together.update(search(db, workspace, replace(sought, phrases=(run,)), MOST))
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
