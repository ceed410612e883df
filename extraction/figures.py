"""A parsed article in; its figures out: each number with what is counted, doing what, said by whom.

The number comes from `extraction.numbers`; the parse says what it counts. Numbers that are names
("Train 91"), dates and the pronoun "one" are no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from extraction.annotations import Figure, Person, Quotation, Span, TimeExpression, TimeType
from extraction.clauses import (
    Mentions,
    Voices,
    governor,
    is_negated,
    lemma,
    phrase,
    time_in,
)
from extraction.counted import (
    find_aged,
    find_beside,
    find_numbered,
    find_whole,
    is_name,
    is_told_age,
    modifiers_of,
    name_of,
    noun_before_by,
)
from extraction.numbers import Number, find_numbers
from extraction.parsed import ParsedArticle, ParsedPart
from extraction.tokens import Token, TokenSpan

_MOST_TIMES = 100  # of a sentence: a programme that is read as one costs what it is long
_MOST_WORDS = 200  # of a clause that is searched for its place
MOST_WORDS = 10  # of the span that identifies a figure

#: Words that turn a bare number into a count of people: "19 dead", "over 100 injured".
_STATES = {
    "dead": "kill", "killed": "kill", "injured": "injure", "wounded": "wound", "hurt": "hurt",
    "missing": "miss", "arrested": "arrest", "hospitalized": "hospitalize",
    "displaced": "displace", "homeless": "displace", "detained": "detain", "charged": "charge",
}  # fmt: skip
#: Verbs whose bare numeric argument counts people: "killing 19", "19 were arrested".
_OF_PEOPLE = frozenset(
    {"kill", "injure", "wound", "hurt", "die", "arrest", "detain", "hospitalize", "displace",
     "evacuate", "rescue", "charge", "deport", "slay", "maim", "murder", "infect", "survive"}
)  # fmt: skip
_FARTHEST = 10  # figures back in a sentence that "three others" may be others of
_PERIODS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def find_figures(
    parsed: ParsedArticle,
    people: Sequence[Person],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
) -> tuple[Figure, ...]:
    """Figures of the account in text order."""
    voices, mentions = Voices.of(quotations), Mentions.of(people)
    starts = tuple(time.span.start for time in times)
    found: list[Figure] = []
    for part in parsed.parts:
        text = parsed.article.text[part.part.start : part.part.end]
        for number in find_numbers(text):
            reader = _Reader(part, number, voices, mentions, people, times, starts)
            figure = reader.read()
            if figure is not None:
                found.append(_completed(figure, found))
    return tuple(found)


def _completed(figure: Figure, before: Sequence[Figure]) -> Figure:
    """ "Four soldiers were killed and three others hurt": the three are soldiers too."""
    if figure.counted not in ("other", "person") or figure.quantity != "count":
        return figure
    if figure.counted == "person" and figure.phrase != figure.number:
        return figure  # "people" is printed
    for other in reversed(before[-_FARTHEST:]):
        if other.sentence != figure.sentence:
            break
        if other.quantity == "count" and other.predicate in _OF_PEOPLE:
            return replace(figure, counted=other.counted, modifiers=other.modifiers)
    return figure


class _Reader:
    """Reads one number in its sentence."""

    def __init__(
        self,
        part: ParsedPart,
        number: Number,
        voices: Voices,
        mentions: Mentions,
        people: Sequence[Person],
        times: Sequence[TimeExpression],
        starts: Sequence[int],
    ) -> None:
        self.part, self.number = part, number
        self.voices, self.mentions, self.people = voices, mentions, people
        self.times, self.starts = times, starts
        self.offset = part.part.start

    def read(self) -> Figure | None:
        number, doc = self.number, self.part.doc
        where = Span(self.offset + number.start, self.offset + number.end)
        if self._is_date(where):
            return None
        tokens = doc.char_span(*number.numeral)
        whole = doc.char_span(number.start, number.end)
        if tokens is None or whole is None or len(tokens) == 0:
            return None
        if number.quantity in ("count", "rank") and is_name(doc, tokens, ordinal=number.ordinal):
            return None
        root = whole.root if number.quantity in ("money", "measure", "percent") else tokens.root
        if number.quantity == "clock":
            return self._figure(where, whole, root, None, "", (), root)
        noun, partial = self._counted(root, tokens)
        if noun is None and number.quantity == "count":
            noun, partial = find_whole(doc, tokens)
        if noun is None and number.quantity == "count":
            noun = find_numbered(doc, tokens)
        anchor = noun or root
        if number.quantity == "age":
            return self._age(where, whole, root)
        if (
            number.quantity == "count"
            and noun is None
            and is_told_age(self.part, number, tokens, self.mentions, self.people)
        ):
            return self._age(where, whole, root)
        counted = name_of(noun) if noun is not None else ""
        modifiers = modifiers_of(noun, tokens) if noun is not None else ()
        if number.quantity == "rank" and noun is None:
            return None
        if number.quantity == "count" and noun is None and not number.hedge:
            words = tokens.text.lower()
            if words == "one" and self._state(tokens) is None and not self._of_people(root):
                return None  # a pronoun
        if partial:
            modifiers = (*modifiers, "of")
        if number.quantity == "count" and counted in _PERIODS:
            return self._figure(where, whole, root, noun, counted, modifiers, anchor, "measure")
        return self._figure(where, whole, root, noun, counted, modifiers, anchor)

    def _is_date(self, where: Span) -> bool:
        quantity = self.number.quantity
        for at in time_in(Span(where.start - 40, where.end), self.starts):
            time = self.times[at]
            if not time.span.overlaps(where):
                continue
            if time.type is TimeType.DURATION:
                return False
            if time.type is TimeType.TIME and quantity == "clock":
                return False
            if time.type in (TimeType.DATE, TimeType.TIME):
                return quantity in ("count", "rank", "clock")
        return False

    def _counted(self, root: Token, tokens: TokenSpan) -> tuple[Token | None, bool]:
        """The head of what is counted, and whether the number takes a part of it only."""
        head = root.head
        if (
            root.dep_ in ("nummod", "amod", "compound", "nummod:gov", "advmod", "det")
            and head.i != root.i
            and head.i > root.i
            and head.pos_ in ("NOUN", "PROPN", "ADJ", "SYM")
        ):
            if head.dep_ in ("compound", "nmod", "amod") and head.head.i == head.i + 1:
                return head.head, False  # "third Amtrak crash", "two security guards"
            if head.lower_ in _STATES:
                return None, False
            return head, False
        for token in root.near:
            if token.dep_ in ("nmod", "obl") and token.i > root.i:
                case = next((c for c in token.near if c.dep_ == "case"), None)
                if case is not None and case.lower_ == "of":
                    definite = any(
                        c.dep_ in ("det", "nmod:poss") and c.lower_ not in ("a", "an")
                        for c in token.near
                    )
                    return token, definite and not self.number.vague
        if self.number.quantity in ("money", "measure", "percent"):
            if root.dep_ in ("compound", "nummod", "nmod", "amod", "appos") and head.pos_ in (
                "NOUN", "PROPN",
            ):  # fmt: skip
                return head, False
            return None, False
        if root.pos_ == "NOUN" and root.i >= tokens[-1].i and root.lower_ not in _STATES:
            return (root, False) if root.i > tokens[-1].i else (None, False)
        return None, False

    def _state(self, tokens: TokenSpan) -> str | None:
        """The state that stands right after a bare number: "two dead"."""
        doc, at = self.part.doc, tokens[-1].i + 1
        if at < len(doc) and doc[at].lower_ in ("people", "others", "persons", "other", "more"):
            at += 1
        for _ in range(2):
            if at < len(doc) and doc[at].lower_ in ("were", "was", "are", "been", "had", "have"):
                at += 1
        return _STATES.get(doc[at].lower_) if at < len(doc) else None

    def _of_people(self, root: Token) -> bool:
        verb, role = governor(root)
        return (
            verb is not None
            and lemma(verb) in _OF_PEOPLE
            and role in ("obj", "nsubj:pass", "nsubj")
        )

    def _age(self, where: Span, whole: TokenSpan, root: Token) -> Figure | None:
        person = find_aged(self.part, root, self.mentions, self.people)
        if person is None:
            person = self.mentions.at(max(0, where.start - 3), where.end + 2)
        if person is None:
            head = root.head
            person = self.mentions.at(*self.part.bounds(head))
        role = ""
        if person is None or self.people[person].kind != "person":
            person, role = find_beside(self.part, self.number, self.mentions)
        if person is not None and self.people[person].kind != "person":
            return None
        name = role if person is None else self.people[person].name.lower()
        return self._figure(where, whole, root, None, name, (), root, "age")

    def _figure(
        self,
        where: Span,
        whole: TokenSpan,
        root: Token,
        noun: Token | None,
        counted: str,
        modifiers: tuple[str, ...],
        anchor: Token,
        quantity: str = "",
    ) -> Figure:
        number = self.number
        if noun is not None and any(token.i == noun.head.i for token in whole):
            anchor = whole.root  # "dozens of workers were arrested": the dozens are the subject
        verb, role = governor(anchor)
        predicate = lemma(verb) if verb is not None else ""
        state = self._state(whole)
        if number.quantity == "count" and not counted and (state or self._of_people(root)):
            counted = "person"
        if counted == "toll" and number.quantity == "count":
            counted, predicate, role, modifiers = "person", "kill", "nsubj:pass", ()
        elif state and number.quantity == "count":
            predicate, role = state, "nsubj:pass"
        elif anchor.dep_ == "nmod" and anchor.head.pos_ == "NOUN":
            predicate, role = lemma(anchor.head), "nmod"  # "a strike by 48,000 workers"
        elif noun is not None and role.startswith("obl"):
            before = noun_before_by(noun)
            if before is not None:
                predicate, role = lemma(before), "nmod"
        participle = next(
            (t for t in (noun.near if noun is not None else ()) if t.dep_ == "acl"), None
        )
        if participle is not None and participle.pos_ == "VERB" and state is None:
            predicate, role = lemma(participle), "nsubj:pass"
        sentence = self.part.span(whole.sent)
        phrase_span = self._phrase(where, noun)
        voice, holder = self.voices.at(where.start)
        place, when = self._place_and_time(anchor, verb, sentence)
        low, high = number.low, number.high
        return Figure(
            span=self._shortest(where, whole, noun, verb, participle),
            number=where,
            phrase=phrase_span,
            sentence=sentence,
            quantity=quantity or number.quantity,
            value=number.value,
            low=low,
            high=high,
            hedge=number.hedge or ("vague" if number.vague else ""),
            unit=_unit(number, counted, quantity),
            counted="" if quantity == "measure" else counted,
            modifiers=modifiers,
            predicate=predicate,
            role=role,
            place=place,
            when=when,
            voice=voice,
            holder=holder,
            negated=verb is not None and is_negated(verb),
        )

    def _phrase(self, where: Span, noun: Token | None) -> Span:
        if noun is None:
            return where
        first, last = phrase(noun)
        left, right = self.part.span(first).start, self.part.span(last).end
        return Span(min(left, where.start), max(right, where.end))

    def _shortest(
        self,
        where: Span,
        whole: TokenSpan,
        noun: Token | None,
        verb: Token | None,
        participle: Token | None,
    ) -> Span:
        """The number with what it counts and, where it stands beside it, what happened."""
        doc = self.part.doc
        first, last = whole[0].i, whole[-1].i
        if noun is not None:
            last = max(last, noun.i)
            if noun.i < first:
                first = noun.i
        elif last + 1 < len(doc) and doc[last + 1].lower_ in (*_STATES, "others", "people"):
            last += 1
        for token in (participle, verb):
            if token is None or last - first >= MOST_WORDS - 1:
                continue
            if 0 < token.i - last <= 3:
                last = token.i
            elif 0 < first - token.i <= 3:
                first = token.i
        last = min(last, first + MOST_WORDS)
        while last > first and (doc[last].is_punct or doc[last].dep_ in ("case", "det")):
            last -= 1
        span = self.part.stretch(doc[first], doc[last])
        return Span(min(span.start, where.start), max(span.end, where.end))

    def _place_and_time(
        self, anchor: Token, verb: Token | None, sentence: Span
    ) -> tuple[str | None, int | None]:
        """The place and the time that belong to the clause, else to nobody and the sentence."""
        place = None
        for node in (anchor, verb):
            if node is None:
                continue
            for token in islice(node.subtree, _MOST_WORDS):
                if (
                    token.ent_type_ in ("GPE", "LOC")
                    and token.dep_ in ("obl", "nmod", "nmod:poss")
                    and any(c.lower_ in ("in", "at", "near") for c in token.near)
                    and (token.head.i == node.i or token.head.head.i == node.i)
                ):
                    entity = next(
                        (e for e in self.part.doc.ents if e.start <= token.i < e.end), None
                    )
                    place = (entity.text if entity is not None else token.text).lower()
                    break
            if place:
                break
        inside = time_in(sentence, self.starts)[:_MOST_TIMES]
        dated = [at for at in inside if self.times[at].type in (TimeType.DATE, TimeType.TIME)]
        if verb is not None and len(dated) > 1:
            left = self.part.begin(verb.left_edge)
            right = self.part.span(verb.right_edge).end
            at_verb = self.part.begin(verb)
            dated = [at for at in dated if left <= self.times[at].span.start < right] or dated
            dated.sort(key=lambda at: abs(self.times[at].span.start - at_verb))
        return place, dated[0] if dated else None


def _unit(number: Number, counted: str, quantity: str) -> str:
    """The period that is counted, the year of an age, else the number's own unit."""
    return counted if quantity == "measure" else "year" if quantity == "age" else number.unit
