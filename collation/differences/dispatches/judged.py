"""A change between two printings in; what it makes of a fact or of somebody's word, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from collation.differences.concepts import concept
from collation.differences.dispatches.edits import Edit, Side
from collation.differences.dispatches.parts import (
    NEGATIONS,
    Meaning,
    apart,
    is_long,
    overlaps,
    parted,
    quotations,
    speaks,
    whole,
)
from collation.differences.words import load, stem
from collation.discrepancy import Kind
from collation.wording import Word
from extraction.annotations import Span

_LONGEST = 8  # words in which a fact is turned
_BRIEF = 4  # words in which a hedge stands
#: Two families of `data/once.toml` and `data/kinds.toml` that tell the same.
_SAME = {"miss": "disappear"}
#: With these a sentence without "not" says as much as one with it.
_TURNING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refus\w+|reject\w*|rul\w+ out|fail\w*|lack\w*|declin\w+|"
    r"dismiss\w*|avoid\w*|stopp\w*|prevent\w*|barr\w*|bann\w*|block\w*|unable|unlikely|"
    r"impossible|hardly|barely|un\w{4,}|in(?:valid|eligible)|dis\w{4,})\b",
    re.IGNORECASE,
)


def find_framing(edit: Edit) -> Meaning | None:
    """A verb of saying for one that makes something else of what is said."""
    left, right = (_verb(side) for side in edit.sides)
    if left is None or right is None or not any(_cued(side) for side in edit.sides):
        return None
    told = {frozenset(pair) for pair in load("framing")["pairs"]["told"]}
    if frozenset(_stances()[stem(word.text)] for word in (left, right)) not in told:
        return None
    return apart(Kind.FRAMING, edit, left.span, right.span)


def _verb(side: Side) -> Word | None:
    return next((word for word in side.words if stem(word.text) in _stances()), None)


def _cued(side: Side) -> bool:
    return any(q.cue is not None and q.cue.overlaps(side.span) for q in quotations(side))


@cache
def _stances() -> Mapping[str, str]:
    return {
        stem(verb): stance
        for stance, verbs in load("framing")["stance"].items()
        for verb in verbs
        if " " not in verb
    }


def find_negation(edit: Edit) -> Meaning | None:
    """A fact turned into its contrary."""
    turned = [bool(side.forms & NEGATIONS) for side in edit.sides]
    if turned[0] == turned[1]:
        return None
    no, yes = edit.sides if turned[0] else edit.sides[::-1]
    if is_long(edit) or not any(k.form in NEGATIONS for word in no.words for k in word.keys):
        return None
    said, unsaid = ({concept(word.text) for word in side.telling} for side in (yes, no))
    unsaid -= {concept(word) for word in NEGATIONS}
    if bool(said) != bool(unsaid) or (said and not said & unsaid) or len(no.words) > _LONGEST:
        return None
    if _TURNING.search(yes.covered.text(yes.span)):
        return None
    return whole(Kind.NEGATION, edit)


def find_status(edit: Edit) -> Meaning | None:
    """Another act or state of which a person or thing has one only."""
    one, other = (
        {_acts()[stem(word.text)] for word in side.words if stem(word.text) in _acts()}
        for side in edit.sides
    )
    if not one or not other or one & other or is_long(edit):
        return None
    return whole(Kind.STATUS, edit)


@cache
def _acts() -> Mapping[str, str]:
    """Stems of words for acts that happen once to somebody or something, and for the states of
    those that are counted, each with its family."""
    once = load("once")
    table: dict[str, str] = {}
    for family in (*once["person"], *once["thing"], *load("kinds")["states"]):
        known = next((table[stem(word)] for word in family if stem(word) in table), None)
        name = known or concept(family[0])
        for word in family:
            table.setdefault(stem(word), _SAME.get(name, name))
    return table


def find_loaded(edit: Edit) -> Meaning | None:
    """Words that take a side in one printing, and in the other none of them."""
    for side, against in (edit.sides, edit.sides[::-1]):
        found = _loaded_in(side, against)
        if found is not None and not is_long(edit):
            return parted(Kind.LABEL, edit, side, found)
    return None


def _loaded_in(side: Side, against: Side) -> Span | None:
    words = [word.text.lower() for word in side.words]
    for phrase in _loaded_phrases():
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase and not all(
                against.has(word) for word in side.words[at : at + len(phrase)]
            ):
                return Span(side.words[at].span.start, side.words[at + len(phrase) - 1].span.end)
    return None


@cache
def _loaded_phrases() -> tuple[tuple[str, ...], ...]:
    phrases = {
        tuple(form.lower().split())
        for pair in load("loaded")["pair"]
        for printed in pair["loaded"]
        for form in (printed, f"{printed}s")
    }
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def find_label(edit: Edit) -> Meaning | None:
    """Somebody called by other words."""
    one, other = ([concept(w.text) for w in side.telling if _calls(side, w)] for side in edit.sides)
    if not one or not other or set(one) & set(other) or is_long(edit):
        return None
    alone = all(len(c) == len(s.telling) for c, s in zip((one, other), edit.sides, strict=True))
    return whole(Kind.LABEL, edit) if alone else None


def _calls(side: Side, word: Word) -> bool:
    """Whether it is a word by which somebody, or a group, is called."""
    spans = [label.span for label in side.covered.reading.labels if label.target is not None]
    spans += [
        mention
        for person in side.covered.reading.people
        if person.kind in ("group", "unnamed")
        for mention in person.mentions
    ]
    return word.text[0].islower() and any(overlaps(word, span) for span in spans)


def find_hedge(edit: Edit) -> Meaning | None:
    """A hedge, or the source of a claim, that only one printing has."""
    for side, against in (edit.sides, edit.sides[::-1]):
        for word in side.words:
            if word.text not in hedges() or against.forms & hedges():
                continue
            if len(side.words) <= _BRIEF:
                return parted(Kind.HEDGING, edit, side, word.span)
        if all(against.has(word) for word in side.telling):
            continue  # at the sentence's other end
        if not against.words and _is_source(side) and not quotations(against):
            return parted(Kind.HEDGING, edit, side, side.span)
    return None


def _is_source(side: Side) -> bool:
    """Whether the words say whose word it is, and nothing else."""
    left = {word.span for word in side.telling}
    for quotation in quotations(side):
        for told in (quotation.cue, quotation.speaker):
            if told is not None:
                left -= {span for span in left if span.overlaps(told)}
    return _cued(side) and speaks(side) and not left


@cache
def hedges() -> frozenset[str]:
    """Single words by which somebody keeps from saying that something is so."""
    table = load("hedges")
    words = {*table["noun"], *table["stage"], *(w for w in table["verb"] if " " not in w)}
    return frozenset(words | {"likely", "possibly", "probably", "perhaps", "may", "might"})
