"""A pronoun, a description or a name in; the entry of whom it means, and how sure, out.

Rules of the classical kind (Lappin and Leass 1994; Lee et al. 2013, deterministic sieves): names
by their words, descriptions by office and head noun, pronouns by gender, number and salience.
Genders are learnt from the article itself: a first pass resolves pronouns without them and
counts, a second uses the count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extraction.speech.cues import find_cue
from extraction.speech.mentions import (
    BODIES,
    FEMALE,
    MALE,
    NAME,
    PRONOUN,
    PRONOUNS,
    Mention,
    gender_of_role,
)
from extraction.speech.passages import Passage
from extraction.speech.people import Entry, Names, describe, gather_names
from extraction.speech.phrases import children

_CALLED_REACH = 200  # mentions back that an office is looked for
REACH = 7  # sentences back that a pronoun looks
_DECAY = 0.62  # of a mention's weight, each sentence
_POSSESSIVE = 0.45
_QUOTED = 0.3
_OBJECT = 0.75
_SUBJECT = 1.5
_TELLS = 0.6  # added for the subject of a verb of speech
_SPEAKER = 1.3  # added for the speaker of a quotation

_NEAR = 2  # sentences back that hold a pronoun's rivals
_RIVAL = 0.5  # share of the best one's weight there from which another may be meant
_DOUBTFUL = 0.65  # chance of a pronoun that has a rival

_CALLING = ("appos", "nmod:desc", "compound", "flat", "root", "ROOT", "obl", "xcomp")
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their"))
_INDEFINITE = frozenset(
    "a an another one some many several few two three four five six seven eight nine ten most "
    "other more all any both no dozens hundreds thousands each every".split()
)
_GOVERNING = ("ADP", "VERB", "AUX", "NOUN", "SCONJ")
_BODY_NOUNS = frozenset(("company", "firm", "group", "agency", "organization", "organisation"))
_EPITHETS = frozenset(
    "actor actress singer comedian comic star rapper musician artist author writer director "
    "producer billionaire mogul tycoon businessman businesswoman magnate scientist researcher "
    "professor expert engineer astronaut driver player striker midfielder defender goalkeeper "
    "quarterback coach manager champion athlete golfer boxer racer politician lawmaker senator "
    "congressman congresswoman representative governor mayor republican democrat conservative "
    "candidate nominee veteran leader man woman native mother father lawyer attorney founder "
    "executive chairman chairwoman sheriff chief minister president premier boss teenager teen "
    "victim suspect judge analyst economist doctor psychologist journalist reporter "
    "anchor host resident student teacher pilot captain officer texan californian old".split()
)


class Coreference:
    """Resolves mentions of one article in text order.

    `entries` grows as descriptions are met. Numbers are places in `entries`.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.names: Names = gather_names(passages)
        self.entries: list[Entry] = self.names.entries
        self._sentence_base: list[int] = []
        base = 0
        for passage in passages:
            self._sentence_base.append(base)
            base += (passage.sentence[-1] if passage.sentence else 0) + 1
        self._trace: list[tuple[int, int, int, float]] = []  # place, sentence, entry, weight
        self._places: list[int] = []
        self._pronouns: dict[tuple[int, int], tuple[int | None, float]] = {}
        self._heads: dict[str, list[tuple[int, int]]] = {}  # head noun: (place, entry)
        self._seen: dict[str, int] = {}  # noun behind an article: where it stands first
        self._note_nouns()
        self._learn_roles()
        for mention, number in self.names.mentions:
            self._note(mention, number, self._weight(mention))
        self._resolve_pronouns(learning=True)
        self._resolve_pronouns(learning=False)

    def resolve(self, mention: Mention) -> tuple[int | None, float]:
        """The number of whom the mention means (None: cannot be told) and the chance of it."""
        if mention.kind == NAME:
            number = self.names.at.get((mention.passage, mention.start))
            if number is None:
                number = self._add(mention)
            return number, 0.97
        if mention.kind == PRONOUN:
            known = self._pronouns.get((mention.passage, mention.start))
            if known is None or known[0] is None:
                known = self._pronoun(mention)
            if known[0] is not None:
                self.entries[known[0]].mentions[mention.span] = None
            return known
        return self._description(mention)

    def speaks(self, number: int, mention: Mention) -> None:
        """Raise the salience of somebody who has just been quoted."""
        self._note(mention, number, _SPEAKER)

    def recent_speaker(self, place: int) -> int | None:
        """The entry with most weight before `place`, whoever it is, None at the beginning."""
        scores = self._scores(place, None)
        return max(scores, key=lambda n: scores[n]) if scores else None

    def _note_nouns(self) -> None:
        """Where `a pilot` is first spoken of as somebody of his own, so that `the pilot` is he."""
        for passage in self.passages:
            for k in range(1, len(passage.words)):
                token = passage.doc[k]
                if token.pos_ != "NOUN" or token.dep_ in _CALLING or not passage.outside(k):
                    continue
                left = passage.doc[token.left_edge.i] if token.left_edge.i < k else token
                if left.lower_ in ("a", "an", "another"):
                    self._seen.setdefault(passage.words[k], passage.place(k))

    def _learn_roles(self) -> None:
        """Offices behind a name: `Roe, the chief designer of the container, said`."""
        for mention, number in self.names.mentions:
            if mention.label != "PERSON" or not self.passages[mention.passage].has_parse:
                continue
            entry = self.entries[number]
            doc = self.passages[mention.passage].doc
            for k in range(mention.start, mention.end):
                for child in children(doc[k]):
                    if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i >= mention.end:
                        entry.heads.add(child.lower_)
                        entry.vote(gender_of_role(child.lower_), 3.0)
                head = doc[k].head
                outside = not mention.start <= head.i < mention.end
                if not outside or head.pos_ != "NOUN":
                    continue
                if doc[k].dep_ in ("appos", "flat", "nmod:desc") or (
                    doc[k].dep_ == "nsubj" and any(c.dep_ == "cop" for c in children(head))
                ):
                    entry.heads.add(head.lower_)
                    entry.vote(gender_of_role(head.lower_), 3.0)

    def _weight(self, mention: Mention) -> float:
        passage = self.passages[mention.passage]
        doc = passage.doc
        after = passage.words[mention.end] if mention.end < len(passage.words) else ""
        weight = _OBJECT
        for k in range(mention.start, mention.end):
            token = doc[k]
            if token.dep_ in ("nsubj", "nsubj:pass"):
                speaks = find_cue(token.head.lower_, "") is not None and token.head.pos_ == "VERB"
                weight = _SUBJECT + (_TELLS if speaks else 0.0)
            elif token.dep_ in ("appos", "flat", "nmod:desc", "compound") and token.head.dep_ in (
                "nsubj",
                "nsubj:pass",
            ):
                weight = max(weight, _SUBJECT)
        if after in ("'s", "’s", "'", "’"):
            weight = _POSSESSIVE
        return weight * (_QUOTED if mention.quoted else 1.0)

    def _note(self, mention: Mention, number: int, weight: float) -> None:
        place = mention.span.start
        sentence = self._sentence(mention.passage, mention.start)
        row = (place, sentence, number, weight)
        if not self._places or place >= self._places[-1]:
            self._trace.append(row)
            self._places.append(place)
            return
        at = bisect_right(self._places, place)
        self._trace.insert(at, row)
        self._places.insert(at, place)

    def _sentence(self, passage: int, token: int) -> int:
        return self._sentence_base[passage] + self.passages[passage].sentence[token]

    def _resolve_pronouns(self, *, learning: bool) -> None:
        for passage in self.passages:
            for k, word in enumerate(passage.words):
                told = PRONOUNS.get(word)
                if told not in (MALE, FEMALE) or not passage.outside(k):
                    continue
                mention = Mention(
                    passage.span(k, k + 1), PRONOUN, word, (word,), passage.number, k, k + 1, told
                )
                number, sure = self._pronoun(mention)
                if number is None:
                    continue
                if learning:
                    self.entries[number].vote(told, sure * sure)
                else:
                    self._pronouns[passage.number, k] = (number, sure)
                    subject = passage.doc[k].dep_.startswith("nsubj")
                    self._note(mention, number, 1.0 if subject else 0.5)
                    self.entries[number].mentions[mention.span] = None

    def _scores(self, place: int, sentence: int | None, reach: int = REACH) -> dict[int, float]:
        """Salience of everybody mentioned in the last sentences before `place`."""
        at = bisect_right(self._places, place - 1)
        scores: dict[int, float] = {}
        if sentence is None:
            sentence = self._trace[at - 1][1] if at else 0
        for row in range(at - 1, max(at - 60, -1), -1):
            _, where, number, weight = self._trace[row]
            if sentence - where > reach:
                break
            scores[number] = scores.get(number, 0.0) + weight * _DECAY ** (sentence - where)
        return scores

    def _pronoun(self, mention: Mention) -> tuple[int | None, float]:
        sentence = self._sentence(mention.passage, mention.start)
        scores = self._scores(mention.span.start, sentence)
        told = PRONOUNS[mention.words[0]]
        fits: dict[int, float] = {}
        for number, score in scores.items():
            entry = self.entries[number]
            if told in (MALE, FEMALE):
                likely = entry.likely_gender
                if entry.kind not in ("person", "unnamed") or likely not in (None, told):
                    continue
                fits[number] = score * (1.0 if likely == told else 0.6)
            elif told == "thing":
                if entry.kind == "organisation":
                    fits[number] = score
            elif entry.kind == "group" or entry.plural:
                fits[number] = score * 1.3
            elif entry.kind == "organisation":
                fits[number] = score * 0.6
        if not fits:
            return None, 0.0
        order = sorted(fits, key=lambda n: -fits[n])
        best = fits[order[0]]
        second = fits[order[1]] if len(order) > 1 else 0.0
        chance = min(0.95, 0.35 + 0.6 * (best - second) / best)
        if told in (MALE, FEMALE) and self._is_rivalled(mention, sentence, order):
            chance = min(chance, _DOUBTFUL)
        return order[0], chance

    def _is_rivalled(self, mention: Mention, sentence: int, order: list[int]) -> bool:
        """Whether another whom a pronoun fits weighs half as much as the best one, or more, in
        the last sentences: what was told of the best one long before does not count there."""
        recent = self._scores(mention.span.start, sentence, _NEAR)
        lead = recent.get(order[0], 0.0)
        return any(recent.get(number, 0.0) > _RIVAL * lead for number in order[1:])

    def _description(self, mention: Mention) -> tuple[int | None, float]:
        surname = self.names.at.get((mention.passage, mention.end - 1))
        short = mention.end - mention.start <= 2 and not mention.plural
        if surname is not None and short and self.entries[surname].kind == "person":
            return surname, 0.95
        named = self._same_body(mention)
        if named is not None:
            self.entries[named].take(mention)
            return named, 0.9
        first = mention.words[0]
        definite = first in _DEFINITE or (mention.text[:1].isupper() and first not in _INDEFINITE)
        number, open_ = self._called(mention) if definite else (None, False)
        if number is None and open_:
            number = self._epithet(mention)
        if number is None:
            number = self._add(mention)
        else:
            self.entries[number].take(mention)
        self._heads.setdefault(mention.head, []).append((mention.span.start, number))
        self._note(mention, number, 1.0)
        return number, 0.85

    def _same_body(self, mention: Mention) -> int | None:
        """The organisation whose name fills the phrase: `the Justice Department`."""
        if not mention.label:
            return None
        doc = self.passages[mention.passage].doc
        found = None
        for k in range(mention.start, mention.end):
            found = self.names.at.get((mention.passage, k), found)
            if found is None and k > mention.start and doc[k].pos_ in _GOVERNING:
                return None  # `a speaker outside the White House`: somebody near it
        if found is not None and self.entries[found].kind == "organisation":
            return found
        return None

    def _called(self, mention: Mention) -> tuple[int | None, bool]:
        """Who has that office or was described by that noun before, the last one first.

        The second value is False where two people have it and the words choose neither: then
        nobody else is meant either.
        """
        said = set(mention.words) - _DEFINITE - {mention.head}
        owner = self._owner_words(mention)
        best, most = None, (-1, -1)
        tied = False
        place = mention.span.start
        last = bisect_right(self._places, place) - 1
        for row in range(last, max(last - _CALLED_REACH, -1), -1):
            at, _, number, _ = self._trace[row]
            entry = self.entries[number]
            if at >= place or mention.head not in entry.heads:
                continue
            if (entry.kind == "group") != mention.plural:
                continue
            own = {w for role in entry.roles for w in role} | set(entry.name.lower().split())
            if not owner <= own:
                continue  # `the company's statement` is not the union's
            score = (len(said & own), at)
            if score > most:
                best, most = number, score
            tied = tied or (number != best and score[0] == most[0] and entry.kind == "person")
        if said and tied and most[0] == 0:
            return None, False  # `the Peruvian president`, where two presidents are named
        for at, number in reversed(self._heads.get(mention.head, [])):
            if at < place and bool(self.entries[number].plural) == mention.plural:
                own = set(self.entries[number].name.lower().split())
                score = (len(said & own), at)
                if score > most and said <= own and owner <= own:
                    best, most = number, score
                break
        return best, True

    def _epithet(self, mention: Mention) -> int | None:
        """The most salient person whom `the actress` or `the company` can mean."""
        if mention.plural:
            return None
        place = mention.span.start
        body = mention.head in _BODY_NOUNS
        if self._names_another(mention):
            return None
        if not body and self._seen.get(mention.head, place) < place:
            return None
        scores = self._scores(place, self._sentence(mention.passage, mention.start))
        if body:
            fits = {n: s for n, s in scores.items() if self.entries[n].kind == "organisation"}
        elif mention.head in _EPITHETS and mention.head not in BODIES:
            fits = {
                n: s
                for n, s in scores.items()
                if self.entries[n].kind == "person"
                and (
                    mention.gender is None
                    or self.entries[n].likely_gender in (None, mention.gender)
                )
            }
        else:
            return None
        order = sorted(fits, key=lambda n: -fits[n])
        if not order or (len(order) > 1 and fits[order[1]] > 0.8 * fits[order[0]]):
            return None
        return order[0]

    def _names_another(self, mention: Mention) -> bool:
        """Whether a name stands in the phrase: `the Yonhap news agency` is no other agency."""
        doc = self.passages[mention.passage].doc
        return any(
            doc[k].pos_ == "PROPN" and (mention.passage, k) in self.names.at
            for k in range(mention.start, mention.end)
        )

    def _owner_words(self, mention: Mention) -> frozenset[str]:
        """The words of the bodies and people whose the phrase says it is: `Roe's statement`."""
        if mention.head not in BODIES:
            return frozenset()  # `Peru's president` is named elsewhere without his country
        words = self.passages[mention.passage].words
        for k in range(mention.start, mention.end - 1):
            if words[k + 1] in ("'s", "’s", "'", "’") and (mention.passage, k) in self.names.at:
                return frozenset((words[k],))
        return frozenset()

    def _add(self, mention: Mention) -> int:
        self.entries.append(describe(mention))
        return len(self.entries) - 1
