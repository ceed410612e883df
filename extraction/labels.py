"""A parsed article in; the labels it gives people and things out: "a legal resident in Maryland".

A label is what the text says somebody *is*: predicate nominals, appositions, nouns that stand
before a name, and indefinite phrases with a clause that tells who is meant ("a man wrongly
deported"), whose target is then the clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.annotations import Label, Person, Quotation
from extraction.clauses import (
    Mentions,
    Voices,
    is_negated,
    is_verb,
    lemma,
    phrase,
    subject,
)
from extraction.parsed import ParsedArticle, ParsedPart
from extraction.tokens import Token

MOST_WORDS = 10


def find_labels(
    parsed: ParsedArticle, people: Sequence[Person], quotations: Sequence[Quotation]
) -> tuple[Label, ...]:
    """Labels of the account in text order."""
    voices, mentions = Voices.of(quotations), Mentions.of(people)
    found = []
    for part in parsed.parts:
        text = parsed.article.text
        for token in part.doc:
            if token.pos_ != "NOUN" and not (token.copular and token.pos_ in ("PROPN", "ADJ")):
                continue
            label = _label(part, text, token, voices, mentions)
            if label is not None:
                found.append(label)
    return tuple(found)


def _label(
    part: ParsedPart, text: str, token: Token, voices: Voices, mentions: Mentions
) -> Label | None:
    target: int | None = None
    about = ""
    negated = False
    if token.copular:  # X is a legal resident
        who = subject(token)
        if who is None or who.i == token.i:
            return None
        target, about = mentions.at(*part.bounds(who)), lemma(who)
        negated = is_negated(token)
    elif token.dep_ == "appos":  # X, a legal resident
        target, about = mentions.at(*part.bounds(token.head)), lemma(token.head)
    elif named := next(
        (c for c in token.near if c.dep_ == "appos" and c.pos_ == "PROPN"), None
    ):  # the suspect, X
        target, about = mentions.at(*part.bounds(named)), lemma(named)
    elif (
        token.dep_ in ("compound", "nmod:desc", "flat")
        and token.head.pos_ == "PROPN"
        and token.head.i > token.i
    ):  # illegal alien X
        target, about = mentions.at(*part.bounds(token.head)), lemma(token.head)
    elif told := next(
        (c for c in token.near if c.dep_ in ("acl", "acl:relcl") and is_verb(c)), None
    ):  # a man wrongly deported
        about = f"clause:{lemma(told)}"
    else:
        return None
    first, last = phrase(token)
    clause = next((c for c in token.near if c.dep_ == "acl" and c.i > token.i), None)
    if clause is not None and clause.i - first.i < MOST_WORDS and about.startswith("clause:"):
        last = clause if clause.i > last.i else last
    doc = part.doc
    if last.i - first.i >= MOST_WORDS:
        first, last = doc[max(first.i, token.i - 4)], doc[min(last.i, token.i + 4)]
    span = part.stretch(first, last)
    voice, holder = voices.at(part.begin(token))
    return Label(
        span=span,
        sentence=part.span(token.sent),
        target=target,
        about=about,
        text=span.of(text),
        head=lemma(token),
        modifiers=tuple(
            lemma(c) for c in token.near if c.dep_ in ("amod", "compound", "nmod", "nmod:poss")
        ),
        voice=voice,
        holder=holder,
        negated=negated,
    )
