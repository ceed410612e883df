"""A parsed article with its people and times in; what happened, was said or is planned, out."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date, timedelta

from extraction.annotations import (
    Event,
    EventKind,
    Person,
    Quotation,
    Span,
    TimeExpression,
    Voice,
)
from extraction.attaching import attach, is_ahead
from extraction.clauses import Mentions, Voices, is_passive, is_verb, lemma, subject, time_in
from extraction.climbing import is_to_come, verb_over
from extraction.eventful import told_heads
from extraction.hanging import hanging, undated
from extraction.parsed import ParsedArticle, ParsedPart
from extraction.sharing import sharing
from extraction.shown import shown_sentence
from extraction.speaking import is_speech
from extraction.tokens import Token, TokenSpan
from intake.article import PartKind

FEWEST_WORDS = 2  # content words without which a clause with nobody in it says nothing
OLD = timedelta(days=92)  # begun longer ago, an event is background to the news, not the news
SURE = {"day": 0, "part of day": 0, "hour": 0, "minute": 0, "week": 1, "month": 2}
BESIDE = 0.95  # how surely a date is a clause's that hangs on its verb itself
PASSING = 0.5  # confidence of an undated event outside headline and lead
_LONG = frozenset(("decade", "century", "year"))
_APART = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "advcl:relcl", "discourse"))
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_LIGHT = frozenset(
    """be have do get go come make take say tell will would could may can also more other people
    time day week month year mr mrs ms new many some""".split()
)
_RANGE = re.compile(
    r"\s*(?:to|and|through|until|till|[-\u2013\u2014])\s+(?:the\s+)?|[-\u2013\u2014]"
)
_PLACES = frozenset(("LOC", "GPE", "FAC"))
_WHERE = frozenset(("in", "at", "near", "outside", "inside", "from"))

Range = tuple[date | None, date | None]


def find_events(
    parsed: ParsedArticle,
    people: Sequence[Person],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
) -> tuple[Event, ...]:
    """Events of the account in text order: dated ones, undated ones of headline and lead, and what
    else is told undated, `passing`, by which a dated event is known again in another sentence.

    A clause with several dates gets the most precise. In an undated article a relative date
    gives an event with `when` but no days: what the story knows may fill them in.
    """
    finder = _Finder(parsed, people, quotations, times)
    found: list[Event] = []
    lead = True
    for part in parsed.parts:
        found.extend(finder.events_of(part, lead))
        lead = lead and part.part.kind is PartKind.HEADLINE
    return tuple(sorted(found, key=lambda event: (event.span, event.when or -1)))


class _Finder:
    def __init__(
        self,
        parsed: ParsedArticle,
        people: Sequence[Person],
        quotations: Sequence[Quotation],
        times: Sequence[TimeExpression],
    ) -> None:
        self.published = parsed.article.published
        self.people = people
        places = {e.text for part in parsed.parts for e in part.doc.ents if e.label_ in _PLACES}
        self.places = {person.number for person in people if person.name in places}
        self.times = times
        self.starts = tuple(time.span.start for time in times)
        self.mentions = Mentions.of(people)
        self.voices = Voices.of(quotations)

    def events_of(self, part: ParsedPart, lead: bool) -> list[Event]:
        """The events of one part."""
        dated: dict[int, tuple[int, float]] = {}  # token number of a clause's head: time, sure
        ends: dict[int, Range] = {}  # time: the days of the range that it begins
        times = time_in(Span(part.part.start, part.part.end), self.starts)
        skipped = -1
        for index in times:
            if index == skipped:
                continue
            if (days := self._range(part, index)) is not None:
                ends[index], skipped = days, index + 1
            clause = attach(part, self.times[index], self.published, in_range=index in ends)
            if clause is None or self._counts_from_longer(index):
                continue
            head, sure = clause
            if self._is_quoted(self.times[index].span.start) and not self._is_quoted(
                part.begin(head)
            ):
                continue  # "said: “I will never forget this day”"
            known = dated.get(head.i)
            if known is None or self._rank(index, sure) < self._rank(*known):
                dated[head.i] = index, sure
        events = [
            self._event(part, part.doc[at], when, sure, ends.get(when), dated)
            for at, (when, sure) in sorted(dated.items())
        ]
        found = [e for e in events if e.passing or _tells(e)]
        return found + self._undated(part, set(dated), lead)

    def _range(self, part: ParsedPart, index: int) -> Range | None:
        """The days from a time expression to the next, where the two are one range."""
        if index + 1 >= len(self.times):
            return None
        first, last = self.times[index], self.times[index + 1]
        text, start = part.doc.text, part.part.start
        if first.begin is None or last.end is None or first.precision != last.precision:
            return None
        if last.span.end > part.part.end or not first.begin < last.end:
            return None
        between = text[first.span.end - start : last.span.start - start]
        return (first.begin, last.end) if _RANGE.fullmatch(between) else None

    def _counts_from_longer(self, index: int) -> bool:
        """Whether "two days later" counts from what is no single day: "last week", "in March"."""
        time = self.times[index]
        counted = time.anchor == "previous" and time.form == "earlier" and index > 0
        if not counted or time.precision not in SURE:
            return False
        return SURE[time.precision] < SURE.get(self.times[index - 1].precision, 3)

    def _is_quoted(self, place: int) -> bool:
        return self.voices.at(place)[0] is Voice.QUOTED

    def _rank(self, index: int, sure: float) -> tuple[bool, int, int]:
        """Which of two dates is the clause's: the one that hangs on its verb, then the finer."""
        return sure < BESIDE, SURE.get(self.times[index].precision, 3), index

    def _undated(self, part: ParsedPart, dated: set[int], lead: bool) -> list[Event]:
        """What the part tells without a date; not `passing` in a headline and once in a lead."""
        found = []
        headline = part.part.kind is PartKind.HEADLINE
        for sentence in part.doc.sents:
            inside = any(sentence.start <= at < sentence.end for at in dated)
            for head in told_heads(sentence, headline):
                if head.i in dated or self._is_quoted(part.begin(head)):
                    continue
                doer = subject(head)
                who = None if doer is None else self.mentions.at(*part.bounds(doer))
                if who in self.places:
                    who = None
                named = who is not None and self.people[who].kind in ("person", "organisation")
                root = head.i == sentence.root.i and not inside
                leads = lead and root and named and (headline or not _is_present(head))
                event = self._event(part, head, None, 0.8 if leads else PASSING, passing=not leads)
                if event.participants or len(event.words) >= FEWEST_WORDS:
                    found.append(event)
                lead = lead and (headline or not leads)
        return found

    def _event(
        self,
        part: ParsedPart,
        head: Token,
        when: int | None,
        sure: float,
        days: Range | None = None,
        dated: Container[int] = (),
        *,
        passing: bool = False,
    ) -> Event:
        time = None if when is None else self.times[when]
        tokens = _clause_tokens(head)
        span = _trimmed(part, tokens)
        kind = self._kind(part, head, time)
        confidence = sure * (time.confidence if time else 1.0)
        if self._is_quoted(span.start):
            confidence *= 0.7
        skipped: set[int] = set()
        marks = undated(head) if time is None else ()
        if time is not None and (inside := part.tokens(time.span)) is not None:
            skipped = {token.i for token in inside}
            marks = hanging(inside, head, tokens, time)
            span = self._with_others(part, head, inside, dated, span)
        words = dict.fromkeys(
            word
            for token in tokens
            if token.pos_ in _CONTENT
            and token.i not in skipped
            and (word := lemma(token)) not in _LIGHT
        )
        who, agent = self._doer(part, head)
        return Event(
            kind=kind,
            span=span,
            sentence=shown_sentence(part, head.sent),
            predicate=lemma(head),
            participants=self._participants(part, head, tokens, kind),
            place=_place(tokens),
            when=when,
            begin=days[0] if days else time.begin if time else None,
            end=days[1] if days else time.end if time else None,
            precision=time.precision if time else "",
            words=tuple(words),
            confidence=round(confidence, 3),
            passing=passing or head.pos_ not in ("VERB", "AUX"),
            doer=who,
            agent=agent,
            marks=marks,
        )

    def _with_others(
        self, part: ParsedPart, head: Token, date: TokenSpan, dated: Container[int], span: Span
    ) -> Span:
        """The clause's span, with the clauses of the sentence that share its date."""

        def has_time(verb: Token) -> bool:
            own = _clause_tokens(verb)
            where = part.stretch(own[0], own[-1])
            for number in time_in(where, self.starts):
                inside = part.tokens(self.times[number].span)
                if self.times[number].begin is None or inside is None or not len(inside):
                    continue
                if verb_over(inside.root) in (None, verb.i):
                    return True
            return False

        for other in sharing(head, date, dated, has_time):
            more = _trimmed(part, _clause_tokens(other))
            span = Span(min(span.start, more.start), max(span.end, more.end))
        return span

    def _kind(self, part: ParsedPart, head: Token, time: TimeExpression | None) -> EventKind:
        begin = time.begin if time else None
        if time and is_ahead(part, time, self.published):
            return EventKind.PLAN
        if time and time.precision in _LONG:
            return EventKind.BACKGROUND
        if begin and self.published and begin < self.published - OLD:
            return EventKind.BACKGROUND
        if is_speech(head):
            return EventKind.STATEMENT
        if is_to_come(head):
            return EventKind.PLAN
        if not is_verb(head):
            return EventKind.BACKGROUND
        return EventKind.HAPPENING

    def _doer(self, part: ParsedPart, head: Token) -> tuple[int | None, str]:
        """Who does it, and the noun that says so; None and "" where the clause does not say."""
        doer = _agent(head) if is_passive(head) else subject(head)
        if doer is None:
            return None, ""
        if doer.lower_ in ("who", "which", "that") and head.dep_ == "acl:relcl":
            doer = head.head  # "Roe, who tested positive"
        who = self.mentions.at(*part.bounds(doer))
        return (None if who in self.places else who), "" if doer.pos_ == "PRON" else lemma(doer)

    def _participants(
        self, part: ParsedPart, head: Token, tokens: list[Token], kind: EventKind
    ) -> tuple[int, ...]:
        """Who takes part: of a statement who makes it and to whom, not whom it is about."""
        said = set()
        if kind is EventKind.STATEMENT:
            for child in head.children:
                if child.dep_ in ("ccomp", "parataxis"):
                    said |= {token.i for token in child.subtree}
        found: dict[int, None] = {}
        doer = subject(head)
        for token in ([doer] if doer is not None else []) + tokens:
            if token.i in said or token.pos_ not in ("PROPN", "PRON", "NOUN"):
                continue
            if token.ent_type_ in _PLACES:
                continue
            number = self.mentions.at(*part.bounds(token))
            if number is not None and number not in self.places:
                found[number] = None
        return tuple(found)


def _tells(event: Event) -> bool:
    """Whether an event in which nobody named takes part still says what happened, to what."""
    said = len(event.words) + (bool(event.agent) and event.agent not in event.words)
    return bool(event.participants) or said >= FEWEST_WORDS


def _agent(head: Token) -> Token | None:
    """Of "was arrested by Roe", Roe."""
    return next(
        (
            c
            for c in head.children
            if c.dep_ in ("obl", "obl:agent")
            and c.pos_ in ("NOUN", "PROPN", "PRON")
            and any(k.dep_ == "case" and k.lower_ == "by" for k in c.children)
        ),
        None,
    )


def _is_present(head: Token) -> bool:
    return "Tense=Pres" in str(head.morph) and "VerbForm=Fin" in str(head.morph)


def _clause_tokens(head: Token) -> list[Token]:
    """The clause's own tokens in order: without coordinated, relative and adverbial clauses.

    An adverbial clause of the same moment stays: "said …, as he met the president". So does the
    noun that a participle or a relative clause tells of: "an interview posted on Tuesday".
    """
    found = [head]
    waiting = [head]
    if head.dep_ in ("acl", "acl:relcl") and head.head.pos_ in ("NOUN", "PROPN"):
        noun = head.head
        found += [c for c in noun.children if c.dep_ in ("compound", "amod", "det", "flat")]
        found.append(noun)
    while waiting:
        for child in waiting.pop().children:
            clausal = is_verb(child) and child.dep_ in _APART
            if clausal and not _same_moment(child):
                continue
            found.append(child)
            waiting.append(child)
    return sorted(set(found), key=_number)


def _number(token: Token) -> int:
    return token.i


def _same_moment(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in ("as", "when", "while") for c in verb.children
    )


def _trimmed(part: ParsedPart, tokens: list[Token]) -> Span:
    kept = [token for token in tokens if not (token.is_punct or token.is_space)] or tokens
    return part.stretch(kept[0], kept[-1])


def _place(tokens: list[Token]) -> str | None:
    """The first place that a preposition puts the clause in."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.ent_type_ not in _PLACES:
            continue
        heads = (token, token.head)
        cases = {c.lower_ for head in heads for c in head.children if c.dep_ == "case"}
        if cases & _WHERE and token.head.i in inside:
            entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
            return entity.text if entity is not None else token.text
    return None
