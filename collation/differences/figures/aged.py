"""An age in an account in; whose it is where the parse names nobody, out.

"Jane Roe, a 34-year-old electrician", "the 34-year-old electrician Jane Roe", "who turns 40 in
May", "died at the age of 90", and "the 63-year-old" where one person only has been named before.
"""

from __future__ import annotations

import re

from collation.coverage import Covered
from extraction.annotations import Figure, Person

_BEHIND_NAME = re.compile(
    r"(?:,|\(|\s[–—-])\s*(?:(?:who (?:is|was)|an?|the|now|aged?|only|just|"
    r"then)\s+)*(?:[a-z][a-z-]*,?\s+){0,2}$"
)
_AHEAD = re.compile(r"(?:[- ]year[- ]old)?\s+(?:[a-z][\w-]*\s+){0,3}$")
_THE = re.compile(r"(?:^|[\s“\"])[Tt]he\s+(?:now\s+|late\s+)?$")
_YEARS_OLD = re.compile(r"[- ]years?[- ]olds?\b", re.IGNORECASE)
_DIED = re.compile(
    r"\b(?:died|dies|dead|has died|passed away|death)\b[^.;:]{0,80}?\b(?:at|"
    r"aged)\s+(?:(?:the\s+)?age\s+of\s+)?(?:just\s+|only\s+)?$"
    r"|\bat (?:the )?age of (?:just |only )?$"
)
_LIVED = re.compile(r"\b(?:died|dies|dead|passed away|killed|drowned|death|perished)\b")
_NEAR = 2  # sentences before "the 63-year-old" in which its name may stand


def whose(covered: Covered, figure: Figure) -> int | None:
    """The number of the person whose age it is; None where that is not sure."""
    text, sentence, number = covered.article.text, figure.sentence, figure.number
    before = text[sentence.start : number.start]
    ends: dict[int, int] = {}
    starts: dict[int, int] = {}
    for person in covered.reading.people:
        if person.kind == "person":
            for mention in person.mentions:
                if sentence.covers(mention) and mention.of(text)[:1].isupper():
                    ends[mention.end], starts[mention.start] = person.number, person.number
    match = _BEHIND_NAME.search(before)
    if match is not None and sentence.start + match.start() in ends:
        return ends[sentence.start + match.start()]
    years = _YEARS_OLD.search(text, number.start, number.end + 12)
    if years is None:
        return _dead(covered, figure, before)
    for start, person_number in sorted(starts.items()):
        if start >= years.end() and _AHEAD.fullmatch(text[years.end() : start]):
            return person_number
    return _only(covered, figure) if _THE.search(before) else None


def is_at_death(covered: Covered, figure: Figure) -> bool:
    """Whether it is the age at which somebody of the story has died."""
    before = covered.article.text[figure.sentence.start : figure.number.start]
    return _DIED.search(before) is not None and _LIVED.search(before) is not None


def _dead(covered: Covered, figure: Figure, before: str) -> int | None:
    """Of whom the clause tells that he died at an age, where it is one person."""
    if not is_at_death(covered, figure):
        return None
    found = {
        person.number
        for person in covered.reading.people
        if person.kind == "person"
        and any(figure.sentence.start <= m.start < figure.number.start for m in person.mentions)
    }
    return found.pop() if len(found) == 1 else None


def _only(covered: Covered, figure: Figure) -> int | None:
    """The one person with a full name whom the sentences before name."""
    sentences = covered.reading.sentences
    at = next((n for n, s in enumerate(sentences) if s.span == figure.sentence), None)
    if at is None:
        return None
    first = sentences[max(0, at - _NEAR)].span.start
    named = [
        person
        for person in covered.reading.people
        if person.kind == "person"
        and any(first <= mention.start < figure.sentence.start for mention in person.mentions)
    ]
    full = [person for person in named if len(person.name.split()) > 1]
    if len(full) != 1 or any(_may_be(person, full[0]) for person in named):
        return None
    return full[0].number


def _may_be(person: Person, other: Person) -> bool:
    """Whether somebody else is told of by a pronoun: then "the 63-year-old" may be that one."""
    return person is not other and person.gender is not None
