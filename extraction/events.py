"""A parsed article with its people and times in; what happened, was said or is planned, out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extraction.annotations import (
    Event,
    EventKind,
    Person,
    Quotation,
    Span,
    TimeExpression,
    TimeType,
    Voice,
)
from extraction.clauses import Mentions, Voices, is_negated, is_verb, lemma, subject, time_in
from extraction.dating import dated_clause, is_speech, is_to_come
from extraction.parsed import ParsedArticle, ParsedPart
from intake.article import PartKind

UNSURE = 0.5  # confidence of a time expression: at or below it, it dates nothing
FEWEST_WORDS = 3  # content words without which a clause with nobody in it says nothing
OLD = timedelta(days=180)  # older than this an event is background to the news, not the news
SURE = {"day": 0, "part of day": 0, "hour": 0, "minute": 0, "week": 1, "month": 2}
_VAGUE = frozenset(("decade", "century", "year", "season", "quarter"))
_APART = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "advcl:relcl", "discourse"))
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_LIGHT = frozenset(
    """be have do get go come make take say tell will would could may can also more other people
    time day week month year mr mrs ms new many some""".split()
)
_BOUNDS = frozenset(("since", "until", "till", "by", "before", "after", "through", "than", "to"))
_PLACES = frozenset(("LOC", "GPE", "FAC"))
_WHERE = frozenset(("in", "at", "near", "outside", "inside", "from"))


def find_events(
    parsed: ParsedArticle,
    people: Sequence[Person],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
) -> tuple[Event, ...]:
    """Events of the account in text order: all dated ones, undated ones from headline and lead.

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
        for index in time_in(Span(part.part.start, part.part.end), self.times, self.starts):
            clause = self._clause(part, index)
            if clause is None:
                continue
            head, sure = clause
            known = dated.get(head.i)
            if known is None or self._rank(index) < self._rank(known[0]):
                dated[head.i] = index, sure
        events = [self._event(part, part.doc[at], *when) for at, when in sorted(dated.items())]
        found = [e for e in events if e.participants or _tells(e)]
        if lead:
            found += self._undated(part, set(dated))
        return found

    def _clause(self, part: ParsedPart, index: int) -> tuple[Token, float] | None:
        time = self.times[index]
        if time.type not in (TimeType.DATE, TimeType.TIME) or time.form == "reference":
            return None
        if (time.begin is None and time.anchor != "none") or time.confidence <= UNSURE:
            return None
        tokens = part.tokens(time.span)
        if tokens is None or len(tokens) == 0:
            return None
        if time.form == "holiday" and tokens.root.dep_ in (
            "obj",
            "nsubj",
            "nsubj:pass",
            "compound",
        ):
            return None  # "a crowd celebrating Bastille Day"
        if _bounds(tokens):
            return None  # "since Monday", "by 2030"
        if "@" in part.doc.text[max(0, tokens.start_char - 30) : tokens.start_char]:
            return None  # "— Jane Roe (@roe) January 16, 2019" under a post
        published = self.published
        ahead = bool(published and time.begin and time.begin > published)
        if published is None:
            ahead = any(word in time.span.of(part.doc.text) for word in ("next", "tomorrow"))
        clause = dated_clause(tokens, ahead)
        if clause is not None and time.form == "today" and _is_state(clause[0]):
            return None  # "is today the biggest port"
        if clause is not None and clause[1] < 1 and time.precision in _VAGUE:
            return None  # "under a law dating to 1798"
        return clause

    def _rank(self, index: int) -> tuple[int, int]:
        return SURE.get(self.times[index].precision, 3), index

    def _undated(self, part: ParsedPart, dated: set[int]) -> list[Event]:
        found = []
        for sentence in part.doc.sents:
            root = sentence.root
            inside = any(sentence.start <= at < sentence.end for at in dated)
            if inside or root.pos_ != "VERB" or is_to_come(root) or is_negated(root):
                continue
            if part.part.kind is not PartKind.HEADLINE and "Tense=Pres" in str(root.morph):
                continue
            head = subject(root)
            who = None if head is None else self.mentions.at(part.span(head))
            if who is None or who in self.places:
                continue
            if self.people[who].kind in ("person", "organisation"):
                found.append(self._event(part, root, None, 0.8))
            if part.part.kind is not PartKind.HEADLINE:
                break  # of the lead, the first sentence
        return found

    def _event(self, part: ParsedPart, head: Token, when: int | None, sure: float) -> Event:
        time = None if when is None else self.times[when]
        tokens = _clause_tokens(head)
        span = _trimmed(part, tokens)
        kind = self._kind(head, time)
        confidence = sure * (time.confidence if time else 1.0)
        if self.voices.at(span.start)[0] is Voice.QUOTED:
            confidence *= 0.7
        skipped = set()
        if time is not None and (inside := part.tokens(time.span)) is not None:
            skipped = {token.i for token in inside}
        words = dict.fromkeys(
            lemma(token)
            for token in tokens
            if token.pos_ in _CONTENT and token.i not in skipped and lemma(token) not in _LIGHT
        )
        return Event(
            kind=kind,
            span=span,
            sentence=part.span(head.sent),
            predicate=lemma(head),
            participants=self._participants(part, head, tokens, kind),
            place=_place(tokens),
            when=when,
            begin=time.begin if time else None,
            end=time.end if time else None,
            precision=time.precision if time else "",
            words=tuple(words),
            confidence=round(confidence, 3),
        )

    def _kind(self, head: Token, time: TimeExpression | None) -> EventKind:
        begin = time.begin if time else None
        published: date | None = self.published
        if begin and published and begin > published:
            return EventKind.PLAN
        if time and time.precision in _VAGUE:
            return EventKind.BACKGROUND
        if time and time.end and published and time.end < published - OLD:
            return EventKind.BACKGROUND
        if is_speech(head):
            return EventKind.STATEMENT
        if is_to_come(head):
            return EventKind.PLAN
        if not is_verb(head) or is_negated(head):
            return EventKind.BACKGROUND
        return EventKind.HAPPENING

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
            number = self.mentions.at(part.span(token))
            if number is not None and number not in self.places:
                found[number] = None
        return tuple(found)


def _tells(event: Event) -> bool:
    """Whether an event in which nobody named takes part still says what happened."""
    return event.kind is not EventKind.BACKGROUND and len(event.words) >= FEWEST_WORDS


def _bounds(tokens: TokenSpan) -> bool:
    """Whether the date is only where something begins or ends."""
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    return before in _BOUNDS or any(
        c.dep_ in ("case", "mark") and c.lower_ in _BOUNDS for c in tokens.root.children
    )


def _is_state(head: Token) -> bool:
    """Whether the clause says what is, not what happened."""
    verbs = [c for c in head.children if c.dep_ == "cop"] or [head]
    return lemma(verbs[0]) == "be" and "Tense=Pres" in str(verbs[0].morph)


def _clause_tokens(head: Token) -> list[Token]:
    """The clause's own tokens in order: without coordinated, relative and adverbial clauses.

    An adverbial clause of the same moment stays: "said …, as he met the president".
    """
    found = [head]
    waiting = [head]
    while waiting:
        for child in waiting.pop().children:
            clausal = is_verb(child) and child.dep_ in _APART
            if clausal and not _same_moment(child):
                continue
            found.append(child)
            waiting.append(child)
    return sorted(found, key=lambda token: int(token.i))


def _same_moment(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in ("as", "when", "while") for c in verb.children
    )


def _trimmed(part: ParsedPart, tokens: list[Token]) -> Span:
    kept = [token for token in tokens if not (token.is_punct or token.is_space)] or tokens
    return Span(part.span(kept[0]).start, part.span(kept[-1]).end)


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
