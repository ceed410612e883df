"""Sentences that tell of a thing in; words for a subject line that need no other sentence, out.

The clause that tells it, with the name for whom its pronoun stands ("[Roe] denied it"); of the
sentences on offer the first of which that can be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from collation.coverage import Covered
from collation.differences.clause import LONGEST, shortened
from collation.differences.scene import Scene
from collation.differences.telling import Line
from collation.differences.words import stem
from extraction.annotations import Claim, Span

_NEAR = 120  # characters before a sentence in which the name for its pronoun must stand
_HEAD = 45  # characters of the beginning of a sentence of which the middle is left out
_SUBJECT_WORDS = 6  # of a claim, among which its subject stands
_SHORTEST = 4  # words: what is shorter tells nothing by itself
_LEADS = re.compile(
    r"^(?:(?:and|but|or|so|also|then|that|who|which|whom|whose|when|where|as|after|while|because|"
    r"still|now|meanwhile|however|in addition|instead|[^\w\s,]+)[\s,]+)+",
    re.IGNORECASE,
)
_VERBS = frozenset("has had have was were is are been being be".split())
_PRONOUN = re.compile(
    r"^(?:he|she|they|it|this|these|those|i|we|you|his|her|their|its|there|one|others?|who|which|"
    r"what|such|both)\b(?:['’](?:s|d|ve|re|ll|m))?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:he|she|they|it|who|which)\b(?!['’])", re.IGNORECASE)
_NO_SENTENCE = re.compile(
    r"https?:|@\w|\|\s|\.\.\.|READ MORE|Story highlights|\bReuters\)\s*$|\(AP\)|Getty",
    re.IGNORECASE,
)
#: Beginnings that tell nothing by themselves: a speaker's label, a number of a list, a headline's.
_UNCLEAR = re.compile(
    r"(?:[A-Z]{3,}[A-Z ]*:|\W*\d+\)|\d+\. |[•–—]|Also\b|Using\b|Asked\b|Further,|In addition|"
    r"(?:The|That|This|These|Those|Such) (?:\w+ )?(?:former|latter|move|decision|incident|case|"
    r"measure|provision|claim|charge|first|second|other|same|source)\b)"
)
_QUOTED = re.compile(r"\W*[“\"‘'](?!s\b)")
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Za-z.]*(?:,? [A-Z][A-Za-z.]*)*\s+)?\((?:Reuters|AP|CNN|AFP)\)\s*[-–—]*\s*|"
    r"^[A-Z]{4,}(?:, [A-Z]\w+\.?)? [-–—]+ "
)
_QUESTION = re.compile(r"\?\W*$")


def begins(line: Line, told: Span) -> bool:
    """Whether a sentence read from its beginning tells it within the length of a subject line."""
    text = _flat(line, line.span.start)
    return (
        told.end - line.span.start <= LONGEST
        and not _PRONOUN.match(_LEADS.sub("", text))
        and not _NO_SENTENCE.search(text)
        and not _QUESTION.search(text)
        and not _UNCLEAR.match(text)
        and line.number > 0
    )


def phrase(scene: Scene, rows: Iterable[tuple[Line, Span]]) -> str | None:
    """The words of the first sentence that is understood alone; None where there is none."""
    offered = list(rows)
    for quoted in (False, True):
        for line, told in offered:
            sentence = line.covered.text(line.span)
            if _QUESTION.search(sentence) or bool(_QUOTED.match(sentence)) is not quoted:
                continue
            for words in (_whole(line, told), _clause(scene, line, told)):
                if words is not None:
                    return words
    for line, told in offered:
        words = _joined(scene, line, told)
        if words is not None:
            return words
    return None


def leans(words: str) -> bool:
    """Whether words open with a pronoun, so that a reader must know the sentence before."""
    return bool(_PRONOUN.match(words))


def clause(scene: Scene, covered: Covered, told: Span) -> str:
    """The words of a clause that a reader understands alone, as near to it as they can be had."""
    telling = next(one for one in scene.told if one.id == covered.id)
    for line in telling.lines:
        if line.span.start <= told.start < line.span.end:
            words = phrase(scene, [(line, told)])
            if words is not None:
                return words
            if told.end - line.span.start <= LONGEST:
                return _cut(_flat(line, line.span.start))
            return "… " + _cut(_flat(line, told.start))
    return " ".join(covered.text(told).split())


def _whole(line: Line, told: Span) -> str | None:
    """The sentence from its beginning, where that reaches what is told of."""
    if not begins(line, told) and (
        line.number or told.end - line.span.start > LONGEST
        or _PRONOUN.match(_flat(line, line.span.start))
    ):  # fmt: skip
        return None
    return _cut(_flat(line, line.span.start))


def _clause(scene: Scene, line: Line, told: Span) -> str | None:
    """The claim from its subject on, with a name for its pronoun."""
    covered = line.covered
    claims = [c for c in covered.reading.claims if c.sentence == line.span]
    claim = next((c for c in claims if c.span == told), None) or next(
        (c for c in claims if c.span.overlaps(told)), None
    )
    if claim is None:
        return None
    start = min(claim.span.start, told.start)
    words = _LEADS.sub("", _flat(line, start))
    if _NO_SENTENCE.search(words):
        return None
    name = _who(scene, line, claim)
    pronoun = _PRONOUN.match(words)
    if pronoun is not None:
        subject = _SUBJECT.match(words)
        if subject is None or name is None:
            return None
        words = f"[{name}]{words[subject.end() :]}"
    elif not _opens(covered.text(claim.span), claim):
        if name is None or not _is_verb(words, claim):
            return None
        words = f"[{name}] {words}"
    return _cut(words) if len(words.split()) >= _SHORTEST else None


def _joined(scene: Scene, line: Line, told: Span) -> str | None:
    """The beginning of a sentence and the words that tell it, with what is between left out."""
    words = _flat(line, line.span.start)
    claims = [c for c in line.covered.reading.claims if c.sentence == line.span]
    pronoun = _SUBJECT.match(words)
    if pronoun is not None:
        name = _who(scene, line, claims[0]) if claims else None
        words = "" if name is None else f"[{name}]{words[pronoun.end() :]}"
    if not words or _PRONOUN.match(words) or _NO_SENTENCE.search(words):
        return None
    if told.end - line.span.start <= LONGEST:
        return _cut(words)
    head = words[:_HEAD].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{head} … {_cut(_flat(line, told.start), LONGEST - len(head))}"


def _opens(words: str, claim: Claim) -> bool:
    """Whether a claim's words open with its subject, not with the verb."""
    if not claim.subject or stem(claim.subject) not in {
        stem(re.sub(r"\W", "", word)) for word in words.split()[:_SUBJECT_WORDS]
    }:
        return False
    return not _is_verb(words, claim)


def _is_verb(words: str, claim: Claim) -> bool:
    """Whether a claim's words open with its verb."""
    first = re.sub(r"\W", "", words.split(" ", 1)[0]).lower()
    return first[:4] == claim.predicate[:4] or first in _VERBS


def _who(scene: Scene, line: Line, claim: Claim) -> str | None:
    """The name of who does it, or to whom it is done where that is the sentence's subject.

    None where it is not printed close before: a name that is only inferred may be another's.
    """
    number = claim.subject_person
    if claim.passive:
        number = claim.object_person if claim.object_person is not None else number
    name = scene.somebody(line.covered, number)
    if name is None:
        return None
    start = max(0, line.span.start - _NEAR)
    near = line.covered.text(Span(start, line.span.end))
    return name if re.search(rf"\b{re.escape(name.split()[-1])}\b", near) else None


def _flat(line: Line, start: int) -> str:
    words = " ".join(line.covered.text(Span(start, line.span.end)).split())
    return _DATELINE.sub("", words)


def _cut(words: str, longest: int = LONGEST) -> str:
    """Up to a word's end, without a stop or a mark that is left open."""
    return shortened(words, longest).replace("“", "‘").replace("”", "’").replace('"', "'")
