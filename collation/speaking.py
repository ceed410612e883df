"""Who is named for two quotations in; whether they can be one thing said, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from collation.coverage import Coverage
from collation.names import Agreement, agree, read_name
from collation.people import Identities, Identity
from collation.sentences import Said
from extraction.annotations import NAMED_FROM


def speakers_agree(who: Mapping[Said, Identity | None], one: Said, other: Said) -> str:
    """ "yes", "no" (two people with names) or "perhaps" (one is not known, or is no person)."""
    left, right = who[one], who[other]
    if left is None or right is None:
        return "perhaps"
    if left is right or left.name.casefold() == right.name.casefold():
        return "yes"
    if left.kind == right.kind == "person":
        return "perhaps" if may_be_one(left, right) else "no"
    return "perhaps"


def may_be_one(one: Identity, other: Identity) -> bool:
    """Whether two names that a story could not join may mean one speaker: "Mr. Roe", "Jane Roe".

    That suffices where the words are the same; nobody is merged by it.
    """
    if _bare(one.name) == _bare(other.name):
        return True
    if one.kind != "person" or other.kind != "person":
        return False
    left, right = read_name(one.name), read_name(other.name)
    if left.full and right.full:
        return agree(left, right) >= Agreement.SPELT
    return left.surname == right.surname


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def are_apart(who: Mapping[Said, Identity | None], one: Said, other: Said) -> bool:
    """Whether two speakers are named, of whatever kind."""
    left, right = who[one], who[other]
    if left is None or right is None or left is right:
        return False
    return left.name.casefold() != right.name.casefold()


def speaker_of(coverage: Coverage, people: Identities, said: Said) -> Identity | None:
    """Who said a quotation, across the articles of the story; None where it is not sure enough."""
    article, number = said
    quotation = coverage.article(article).reading.quotations[number]
    return people.of(article, quotation.person) if quotation.confidence >= NAMED_FROM else None


class Joined:
    """Quotations joined into utterances (union-find; the root is the smallest).

    Words of two people are never one utterance: what nobody is named for joins one of them.
    """

    def __init__(self, items: Iterable[Said], who: Mapping[Said, Identity | None]) -> None:
        self._parent = {item: item for item in items}
        self._persons = {
            item: [one]
            for item in self._parent
            if (one := who.get(item)) is not None and one.kind == "person"
        }

    def root(self, item: Said) -> Said:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: Said, other: Said, *, sure: bool = False) -> None:
        """Make two quotations one utterance; not those of two people, unless that is `sure`."""
        first, second = sorted((self.root(one), self.root(other)))
        left, right = self._persons.get(first, []), self._persons.get(second, [])
        if first == second or (
            left
            and right
            and not sure
            and not any(may_be_one(one, other) for one in left for other in right)
        ):
            return
        self._parent[second] = first
        self._persons[first] = left + [person for person in right if person not in left]

    def articles(self) -> dict[Said, set[str]]:
        """For each root the articles that print it."""
        found: dict[Said, set[str]] = defaultdict(set)
        for item in self._parent:
            found[self.root(item)].add(item[0])
        return found
