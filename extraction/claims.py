"""A parsed article in; its claims out: who did what to whom, how firmly, and whose word it is.

One claim a verb (Stanovsky 2018's predicate-argument tuples, by rules over UD). Nominal accounts
of an act ("a Supreme Court order for the administration to facilitate his return") are claims of
the verb they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from extraction.annotations import Claim, Person, Quotation, Span, TimeExpression, TimeType
from extraction.clauses import (
    SUBJECTS,
    Mentions,
    Voices,
    child,
    is_negated,
    is_passive,
    is_verb,
    lemma,
    modality,
    phrase,
    subject,
    time_in,
)
from extraction.parsed import ParsedArticle, ParsedPart
from extraction.tokens import Token

MOST_WORDS = 12
_LONGEST = 60  # words of a subject that is searched for a name
_AUXILIARY = frozenset({"aux", "aux:pass", "cop", "compound:prt"})
_OBJECTS = ("obj", "ccomp:obj", "iobj")
_OBLIQUE = frozenset({"obl", "nmod", "obl:unmarked", "obl:arg", "obl:agent"})


def find_claims(
    parsed: ParsedArticle,
    people: Sequence[Person],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
) -> tuple[Claim, ...]:
    """Claims of the account in the order of their verbs."""
    voices, mentions = Voices.of(quotations), Mentions.of(people)
    starts = tuple(time.span.start for time in times)
    found = []
    for part in parsed.parts:
        for token in part.doc:
            if (
                token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "case", "mark")
            ) or (token.pos_ != "VERB" and token.copular):
                found.append(_claim(part, token, voices, mentions, times, starts))
    return tuple(found)


def _claim(
    part: ParsedPart,
    verb: Token,
    voices: Voices,
    mentions: Mentions,
    times: Sequence[TimeExpression],
    starts: Sequence[int],
) -> Claim:
    copular = verb.copular
    who = subject(verb)
    passive = is_passive(verb)
    whom = None if copular else child(verb, *_OBJECTS)
    agent = _agent(verb)
    if passive and agent is not None and whom is None:
        who, whom = agent, who
    elif passive:
        who, whom = None, who if whom is None else whom
    sentence = part.span(verb.sent)
    voice, holder = voices.at(part.begin(verb))
    predicate, object_ = lemma(verb), lemma(whom) if whom is not None else ""
    if copular:
        predicate, object_ = "be", lemma(verb)
    particle = child(verb, "compound:prt")
    return Claim(
        span=_span(part, verb, who, whom, passive),
        sentence=sentence,
        subject=_word(who),
        subject_person=_person(part, mentions, who),
        predicate=predicate,
        particle=lemma(particle) if particle is not None else "",
        object=object_,
        object_person=_person(part, mentions, whom),
        obliques=_obliques(verb),
        modifiers=tuple(lemma(c) for c in verb.near if c.dep_ == "advmod" and c.pos_ == "ADV"),
        passive=passive,
        polarity=not is_negated(verb),
        modality=modality(verb),
        voice=voice,
        holder=holder,
        when=_when(part, verb, sentence, times, starts),
    )


def _word(token: Token | None) -> str:
    return "" if token is None else lemma(token)


def _person(part: ParsedPart, mentions: Mentions, token: Token | None) -> int | None:
    if token is None:
        return None
    found = mentions.at(*part.bounds(token))
    if found is not None or token.pos_ == "PRON":
        return found
    first, last = phrase(token)
    if last.i - first.i > 12:
        return None
    # The head of "El Salvador's President Nayib Bukele" may be any of its words.
    for inner in islice(token.subtree, _LONGEST):
        if first.i <= inner.i <= last.i and inner.dep_ in (
            "flat",
            "appos",
            "nmod:desc",
            "compound",
        ):
            found = mentions.at(*part.bounds(inner))
            if found is not None:
                return found
    return None


def _agent(verb: Token) -> Token | None:
    for token in verb.near:
        if token.dep_ == "obl:agent" or (
            token.dep_ == "obl" and any(c.lower_ == "by" and c.dep_ == "case" for c in token.near)
        ):
            return token
    return None


def _obliques(verb: Token) -> tuple[tuple[str, str], ...]:
    found = []
    for token in verb.near:
        if token.dep_ not in _OBLIQUE:
            continue
        case = next((c for c in token.near if c.dep_ == "case"), None)
        name = lemma(token)
        flat = [c.lower_ for c in token.near if c.dep_ in ("flat", "compound") and c.i > token.i]
        found.append((case.lower_ if case is not None else "", " ".join([name, *flat])))
    return tuple(found)


def _span(
    part: ParsedPart, verb: Token, who: Token | None, whom: Token | None, passive: bool
) -> Span:
    """The verb with its auxiliaries and what follows it; a short subject if there is room."""
    doc = part.doc
    inside = [verb.i]
    inside += [c.i for c in verb.near if c.dep_ in _AUXILIARY and abs(c.i - verb.i) <= 4]
    inside += [
        c.i for c in verb.near
        if c.dep_ == "advmod" and abs(c.i - verb.i) <= 2 and c.pos_ in ("ADV", "PART")
    ]  # fmt: skip
    left, right = min(inside), max(inside)
    core = whom if whom is not None and not passive else None
    after = [core] if core is not None else []
    after += [c for c in verb.near if c.dep_ in _OBLIQUE and c.i > verb.i]
    for token in after:
        _, last = phrase(token)
        if token.i > right and last.i - left < MOST_WORDS:
            right = max(right, last.i)
    before = whom if passive else who
    if (
        before is not None
        and before.i < left
        and before.dep_ in SUBJECTS
        and before.head.i == verb.i
    ):
        first, _ = phrase(before)
        if right - first.i < MOST_WORDS and left - before.i <= 6:
            left = first.i
    if verb.copular:
        first, last = phrase(verb)
        left = min(left, first.i)
        if last.i - left < MOST_WORDS:
            right = max(right, last.i)
    if right - left < 2 and left > 0 and doc[left - 1].is_alpha and doc[left - 1].sent == verb.sent:
        left -= 1
    while right > left and doc[right].is_punct:
        right -= 1
    return part.stretch(doc[left], doc[right])


def _when(
    part: ParsedPart,
    verb: Token,
    sentence: Span,
    times: Sequence[TimeExpression],
    starts: Sequence[int],
) -> int | None:
    """The date that hangs on the verb itself: "Rubio said Saturday" dates the saying only."""
    best, distance = None, 99
    for at in time_in(sentence, starts):
        if times[at].type not in (TimeType.DATE, TimeType.TIME):
            continue
        tokens = part.tokens(times[at].span)
        if tokens is None or len(tokens) == 0:
            continue
        node, steps = tokens.root, 0
        while steps < 4 and node.head.i != node.i:
            node, steps = node.head, steps + 1
            if node.i == verb.i:
                gap = steps * 10 + min(9, abs(tokens.root.i - verb.i) // 3)
                if gap < distance:
                    best, distance = at, gap
                break
            if is_verb(node):
                break
    return best
