"""A pronoun, a description or a name in; the entry of whom it means, and by which rule, out.

Rules of the classical kind (Lappin and Leass 1994; Lee et al. 2013, deterministic sieves): names
by their words, descriptions by office and head noun, pronouns by gender, number and salience.
Genders are learnt from the article itself: a first pass resolves pronouns without them and
counts, a second uses the count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.speech.binding import bound
from extraction.speech.descriptions import Descriptions
from extraction.speech.genders import FEMALE, MALE
from extraction.speech.handles import handle_of, owner_of
from extraction.speech.mentions import NAME, PRONOUN, PRONOUNS, Mention
from extraction.speech.nominals import Nominals, note_nominals
from extraction.speech.passages import Passage
from extraction.speech.people import Entry, Names, gather_names
from extraction.speech.resolutions import NOBODY, Resolution
from extraction.speech.roles import learn_roles
from extraction.speech.salience import REACH, Salience
from extraction.speech.voices import PERSON_NOUN
from extraction.tokens import Token

_SPEAKER = 2.5  # added for the speaker of a quotation
_TALKING = frozenset("i you we me us u y'all y’all".split())
_NEAR = 2  # sentences back that hold a pronoun's rivals
_RIVAL = 0.5  # share of the best one's weight there from which another may be meant
_FAR = 40  # sentences back that a pronoun looks where nobody nearer fits
_PLACE = 0.3  # weight of a place for `it` and `they`
_SOMEBODY = 0.3  # weight for `it` of a speaker whom a noun for people describes: `the organiser`
_BOUND = 1.5  # times the weight of the subject that binds a pronoun
_SEVERAL = 1.3  # weight of a group for `they`
_BODY = 0.4  # weight of a body for `they`
_UNTOLD = 0.6  # weight of somebody whose gender nothing tells
_UNTOLD_YET = 0.45  # the same while genders are learnt: `Poe backed Ann Roe in her race`
_OF_ONE = frozenset(word for word, told in PRONOUNS.items() if told in (MALE, FEMALE))


class Coreference:
    """Resolves mentions of one article in text order.

    `entries` grows as descriptions are met. Numbers are places in `entries`.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.names: Names = gather_names(passages)
        self.entries: list[Entry] = self.names.entries
        self._salience = Salience(passages)
        self._pronouns: dict[tuple[int, int], Resolution] = {}
        self._described: dict[Span, Resolution] = {}
        learn_roles(passages, self.names)
        for mention, number in self.names.mentions:
            self._salience.note(mention, number)
        self._descriptions = Descriptions(passages, self.names, self._salience)
        self._nominals: Nominals = note_nominals(passages, self.names, self._salience)
        alone = [m for passage in passages for m in _pronouns_of_one(passage)]
        self._resolve_pronouns(alone, learning=True)
        self._resolve_pronouns(alone, learning=False)

    def resolve(self, mention: Mention, but: int | None = None) -> Resolution:
        """Whom the mention means, if a pronoun then not `but`; makes new entries as needed."""
        if len(mention.words) == 1 and mention.words[0] in _TALKING:
            return NOBODY
        handle = handle_of(mention.text)
        if handle is not None:
            return self._handle(mention, handle)
        if mention.kind == NAME:
            return self._name(mention)
        if mention.kind == PRONOUN:
            found = self._pronoun(mention, but)
            if found.number is not None:
                self.entries[found.number].mentions[mention.span] = None
            return found
        letters = self.names.letters.get(mention.head) if mention.words[-1].isalpha() else None
        if letters is not None and mention.text.split()[-1].isupper():
            self.entries[letters].take(mention)
            return Resolution(letters, "body name")
        known = self._described.get(mention.span)
        if known is not None:
            return known
        owner = self._pronouns.get((mention.passage, mention.start))
        found = self._descriptions.resolve(mention, owner.number if owner else None)
        self._described[mention.span] = found
        unmet = self._nominals.within(mention)
        if unmet is not None and found.number is not None:
            self._salience.same.setdefault(unmet, found.number)
        return found

    def speaks(self, number: int, mention: Mention) -> None:
        """Raise the salience of somebody who has just been quoted."""
        self._salience.note(mention, number, _SPEAKER)

    def part(self, mention: Mention, entry: Entry) -> int:
        """A new entry for a description that had been taken for somebody met elsewhere."""
        entry.mentions.pop(mention.span, None)
        return self._descriptions.add(mention)

    def _handle(self, mention: Mention, handle: str) -> Resolution:
        number = owner_of(handle, self.entries)
        if number is None:
            return Resolution(self._descriptions.add(mention), "new handle")
        self.entries[number].mentions[mention.span] = None
        return Resolution(number, "handle")

    def _name(self, mention: Mention) -> Resolution:
        place = (mention.passage, mention.start)
        number = self.names.at.get(place)
        if number is None:
            number = self.names.whose(mention)
        if number is None:
            return Resolution(self._descriptions.add(mention), "new name")
        if self.entries[number].kind != "person":
            return Resolution(number, "body name")
        longer = len(self.entries[number].words) > len(mention.words)
        path = "surname" if longer else "full name" if len(mention.words) > 1 else "one word"
        return Resolution(number, path, rivals=self.names.rivals.get(place, 0))

    def _resolve_pronouns(self, mentions: list[Mention], *, learning: bool) -> None:
        for mention in mentions:
            found = self._pronoun(mention, meet=not learning)
            if found.number is None or found.path == "pronoun far":
                continue
            if learning:
                weight = (0.3 + 0.6 * found.lead) ** 2
                self.entries[found.number].vote(mention.gender, weight)
            else:
                passage, at = mention.passage, mention.start
                self._pronouns[passage, at] = found
                subject = self.passages[passage].doc[at].dep_.startswith("nsubj")
                self._salience.note(mention, found.number, 1.0 if subject else 0.5)
                self.entries[found.number].mentions[mention.span] = None

    def _pronoun(
        self, mention: Mention, but: int | None = None, *, meet: bool = True
    ) -> Resolution:
        sentence = self._salience.sentence(mention)
        place = mention.span.start
        untold = _UNTOLD if meet else _UNTOLD_YET
        fits = self._fitting(mention, self._salience.scores(place, sentence, REACH), untold)
        path = "pronoun"
        if not fits:
            fits = self._fitting(mention, self._salience.scores(place, sentence, _FAR), untold)
            path = "pronoun far"
        if but is not None:
            fits.pop(but, None)
        if meet:
            self._bind(mention, fits)
        if not fits:
            return NOBODY
        order = sorted(fits, key=lambda n: -fits[n])
        best = fits[order[0]]
        second = fits[order[1]] if len(order) > 1 else 0.0
        return Resolution(
            self._met(order[0]) if meet else order[0],
            path,
            (best - second) / best if best else 0.0,
            self._rivals(mention, sentence, order),
            self._salience.back(place, sentence, order[0]),
        )

    def _bind(self, mention: Mention, fits: dict[int, float]) -> None:
        """Raise or drop those of `fits` whom the clause of the pronoun tells, in place."""
        passage = self.passages[mention.passage]
        if not passage.has_parse:
            return
        told = bound(passage.doc[mention.start])
        likely, never = self._subject(passage, told.likely), self._subject(passage, told.never)
        if likely in fits:
            fits[likely] *= _BOUND
        if never in fits and len(fits) > 1:
            del fits[never]

    def _subject(self, passage: Passage, token: Token | None) -> int:
        """The entry of a subject, -1 where it has none."""
        if token is None or not passage.outside(token.i):
            return -1
        place = (passage.number, token.i)
        number = self.names.at.get(place, self._nominals.at.get(place))
        if number is None and place in self._pronouns:
            number = self._pronouns[place].number
        return -1 if number is None else self._salience.same.get(number, number)

    def _met(self, number: int) -> int:
        """The entry itself, or for a phrase that nobody has resolved whom it means."""
        mention = self._nominals.mention(number)
        if mention is None:
            return number
        found = self.resolve(mention).number
        if found is None:
            return number
        self.entries[found].votes = self.entries[found].votes or self.entries[number].votes
        self._salience.same.setdefault(number, found)
        return found

    def _fitting(
        self, mention: Mention, scores: dict[int, float], untold: float
    ) -> dict[int, float]:
        """Those of `scores` whom the pronoun can mean, weighed by how well it fits them."""
        told = PRONOUNS[mention.words[0]]
        fits: dict[int, float] = {}
        for number, score in scores.items():
            entry = self.entries[number]
            if told in (MALE, FEMALE):
                likely = entry.likely_gender
                if entry.kind not in ("person", "unnamed") or likely not in (None, told):
                    continue
                if entry.sort not in ("", PERSON_NOUN):
                    continue
                fits[number] = score * (1.0 if likely == told else untold)
            elif told == "thing":
                if entry.kind == "organisation":
                    fits[number] = score * (_PLACE if entry.label == "LOC" else 1.0)
                elif entry.kind == "unnamed" and entry.gender is None and entry.mentions:
                    fits[number] = score * (_SOMEBODY if entry.sort == PERSON_NOUN else _UNTOLD)
                elif entry.kind == "unnamed" and entry.sort != PERSON_NOUN:
                    fits[number] = score * _UNTOLD
            elif entry.kind == "group" or entry.plural:
                fits[number] = score * _SEVERAL
            elif entry.kind == "organisation":
                fits[number] = score * (_PLACE if entry.label == "LOC" else _BODY)
        return fits

    def _rivals(self, mention: Mention, sentence: int, order: list[int]) -> int:
        """How many others whom a pronoun fits weigh half as much as the best one, or more, in
        the last sentences: what was told of the best one long before does not count there."""
        recent = self._salience.scores(mention.span.start, sentence, _NEAR)
        lead = recent.get(order[0], 0.0)
        return sum(recent.get(number, 0.0) > _RIVAL * lead for number in order[1:])


def _pronouns_of_one(passage: Passage) -> Iterator[Mention]:
    """The pronouns for one man or woman that stand outside marks, in order."""
    for k, word in enumerate(passage.words):
        if word in _OF_ONE and passage.outside(k):
            yield Mention(
                passage.span(k, k + 1),
                PRONOUN,
                word,
                (word,),
                passage.number,
                k,
                k + 1,
                PRONOUNS[word],
            )
