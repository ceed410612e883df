"""A change between two printings in; the other person, body, thing or place that it names, out."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from collation.differences.dispatches.edits import Edit, Side
from collation.differences.dispatches.parts import Meaning, apart, is_long, speaks, whole
from collation.differences.places.gazetteer import Containment, containment
from collation.differences.scene import Scene
from collation.discrepancy import Kind
from collation.names import Agreement, agree, countries, fold, read_name
from extraction.annotations import Name

_ALIKE = 60.0  # of rapidfuzz's ratio: two spellings of one name
_ADJECTIVE = 80.0  # of the same: a country and its adjective
#: What a place is called beside its name: "the Harbour State".
_EPITHET = re.compile(r"^the(?: [A-Z]\w+)+ (?:State|Nation|Isle|Capital)$", re.IGNORECASE)
_PREFIX = 4  # letters: "Calif." is "California"


def find_name(scene: Scene, edit: Edit, *, measured: bool) -> Meaning | None:
    """Another person, body, thing or place; None for another way to name the same."""
    one, other = _name(edit.left, edit.right), _name(edit.right, edit.left)
    if one is None or other is None or is_long(edit):
        return None
    people = {"person"} & {one.kind, other.kind}
    if people and one.kind != other.kind:
        return None
    if _is_same(scene, edit, one, other):
        return None
    if "place" in (one.kind, other.kind):
        kind = Kind.PLACE
    elif not people or ratio(fold(one.text), fold(other.text)) >= _ALIKE:
        kind = Kind.NAME
    else:
        kind = Kind.ATTRIBUTION if speaks(edit.left) or speaks(edit.right) else Kind.ACTOR
    if kind is Kind.NAME or measured:
        return apart(kind, edit, one.span, other.span)
    return whole(kind, edit)


def _name(side: Side, against: Side) -> Name | None:
    """The first name with a changed word that stands nowhere in the other sentence."""
    for word in side.words:
        if not word.text[0].isupper() or against.has(word):
            continue
        for name in side.covered.reading.names:
            if name.span.covers(word.span):
                return name
    return None


def _is_same(scene: Scene, edit: Edit, one: Name, other: Name) -> bool:
    mine, theirs = (fold(re.sub(r"[\W_]+", " ", name.text)).split() for name in (one, other))
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if any(
        _EPITHET.search(_with_article(side, name))
        for side, name in zip(edit.sides, (one, other), strict=True)
    ):
        return True
    for a, b in ((mine, theirs), (theirs, mine)):
        if len(a) > 1 and "".join(b).startswith("".join(word[0] for word in a)):
            return True  # "WHO"; "ISIS" and "Islamic State"
        if any(
            len(word) >= _PREFIX and long.startswith(word) for word in {*a} - {*b} for long in b
        ):
            return True
    if one.kind == "person":
        alike = agree(read_name(one.text), read_name(other.text))
        if alike is not Agreement.NONE:
            return alike >= Agreement.SHORT
        people = [_person(scene, s, n) for s, n in zip(edit.sides, (one, other), strict=True)]
        return people[0] is not None and people[0] == people[1]
    known = [countries().get(" ".join(words), " ".join(words)) for words in (mine, theirs)]
    if known[0] == known[1] or known[0][:4] == known[1][:4]:
        return ratio(*known) >= _ADJECTIVE or known[0] == known[1]
    return containment(one.text, other.text) is Containment.WITHIN


def _with_article(side: Side, name: Name) -> str:
    """The name with the word before it, as far as that is an article."""
    start = max(side.sentence.start, name.span.start - len("the "))
    return " ".join(side.covered.article.text[start : name.span.end].split())


def _person(scene: Scene, side: Side, name: Name) -> str | None:
    for person in side.covered.reading.people:
        if any(mention.overlaps(name.span) for mention in person.mentions):
            return scene.person(side.covered, person.number)
    return None
