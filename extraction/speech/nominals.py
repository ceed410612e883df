"""Passages in; the noun phrases that a pronoun can mean though nobody has resolved them, out.

`Ann Roe's lawyers filed a brief. They said`: the lawyers, who speak nowhere before, weigh in like
anybody named (Lappin and Leass 1994), and become somebody once a pronoun means them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.speech.genders import gender_of_role
from extraction.speech.mentions import Mention, phrase_of
from extraction.speech.passages import Passage
from extraction.speech.people import Entry, Names, canonical
from extraction.speech.salience import Salience
from extraction.speech.voices import PERSON_NOUN, sort_of
from extraction.tokens import Token

_WITHIN = frozenset("compound flat appos nmod:desc fixed goeswith nmod:unmarked vocative".split())
_NEW = frozenset(
    "a an another some several many two three four five six seven eight nine ten dozens other "
    "one each every no any".split()
)
SHARE = 0.8  # of a name's weight at the same place
SHARE_ONE = 0.6  # the same for one person


@dataclass(slots=True)
class Nominals:
    """The phrases of an article: which entry stands for the one at a token, and where each entry
    was first spoken of."""

    at: dict[tuple[int, int], int] = field(default_factory=dict)
    first: dict[int, Token] = field(default_factory=dict)
    where: dict[int, Passage] = field(default_factory=dict)

    def mention(self, number: int) -> Mention | None:
        """The phrase for which an entry was made, None where it is no such entry."""
        token = self.first.get(number)
        return phrase_of(self.where[number], token) if token is not None else None

    def within(self, mention: Mention) -> int | None:
        """The entry that stands for the head of a description."""
        for k in range(mention.start, mention.end):
            number = self.at.get((mention.passage, k))
            if number is not None and self.first[number].lower_ == mention.head:
                return number
        return None


def note_nominals(passages: Sequence[Passage], names: Names, salience: Salience) -> Nominals:
    """Count the descriptions of people, bodies and documents outside marks by their places in the
    clause. Those of an office that one person has count for that person; the others get entries
    without mentions."""
    found = Nominals()
    officers: dict[str, set[int]] = {}
    for number, entry in enumerate(names.entries):
        for head in entry.heads if entry.kind == "person" else ():
            officers.setdefault(head, set()).add(number)
    known: dict[tuple[str, bool], int] = {}
    for passage in passages:
        if not passage.has_parse:
            continue
        for k, token in enumerate(passage.doc):
            if token.pos_ != "NOUN" or token.dep_ in _WITHIN or not passage.outside(k):
                continue
            noun = passage.words[k]
            sort = sort_of(noun)
            if sort is None or (passage.number, k) in names.at or token.ent_type_:
                continue
            plural = token.tag_ == "NNS"
            left = passage.words[token.left_edge.i] if token.left_edge.i <= k else noun
            officer = officers.get(canonical(noun), set()) if not plural else set()
            if officer and left not in _NEW:
                number = next(iter(officer)) if len(officer) == 1 else -1
            else:
                number = known.get((noun, plural), -1) if left not in _NEW else -1
                if number < 0:
                    number = known[noun, plural] = len(names.entries)
                    names.entries.append(_unmet(noun, plural, sort))
                    salience.unmet.add(number)
                    found.first[number], found.where[number] = token, passage
                found.at[passage.number, k] = number
            if number >= 0:
                weight = salience.weight_at(passage.number, k, k + 1)
                share = SHARE_ONE if sort == PERSON_NOUN and not plural else SHARE
                salience.note_at(passage.number, k, number, share * weight)
    return found


def _unmet(noun: str, plural: bool, sort: str) -> Entry:
    entry = Entry("group" if plural else "unnamed", (), noun, plural=plural)
    entry.sort = sort
    entry.vote(gender_of_role(noun), 3.0)
    return entry
