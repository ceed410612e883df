"""The dated acts of several accounts in; one act that two of them put on different days, out.

Two claims tell of one act where the verb and the thing done are the same, nothing known of who did
it, of how many or of which kind differs, and the sentences share something more. Only days that a
sure expression gives, and only acts that the whole story puts on no third day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from collation.acts import is_said
from collation.differences.scene import Scene
from collation.differences.telling import weigh
from collation.differences.times.doings import (
    HEAD,
    Done,
    differ,
    done_acts,
    gives_both,
    is_another,
    is_one_of_several,
    one_verb,
    same_doer,
    things,
    told,
    words_for,
)
from collation.differences.words import STOP, family, stem
from collation.discrepancy import Discrepancy

_ENOUGH = 4.0  # weight of what two sentences share beside the act
_OPENING = 4  # sentences, the headline among them
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_OUTSIDE = re.compile(r"\d|[,;:.“”\"]")  # what a noun phrase begins behind


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts whose days exclude each other, one discrepancy an act."""
    by_thing: dict[str, list[Done]] = defaultdict(list)
    for act in done_acts(scene):
        if act.what and act.what not in words_for("many") and not is_said(act.verb):
            by_thing[act.what].append(act)
    for _, found in sorted(by_thing.items()):
        yield from _compared(scene, found)


def _compared(scene: Scene, found: list[Done]) -> Iterator[Discrepancy]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or not differ(one, other):
                continue
            if not _is_one(scene, one, other):
                continue
            alike = [act for act in found if one_verb(act.verb, one.verb)]
            if any(differ(act, one) and differ(act, other) for act in alike):
                continue  # done day after day
            if gives_both(alike, one, other):
                continue
            sides = [
                act for act in alike
                if act in (one, other)
                or any(not act.days.excludes(side.days) and _is_one(scene, act, against)
                       for side, against in ((one, other), (other, one))
                       if act.covered.group != against.covered.group)
            ]  # fmt: skip
            yield told(scene, (one, other), sides)
            return


def _is_one(scene: Scene, one: Done, other: Done) -> bool:
    if not one_verb(one.verb, other.verb) or one.done != other.done:
        return False
    if not same_doer(one, other):
        return False
    texts = [" ".join(act.covered.text(act.claim.sentence).split()) for act in (one, other)]
    if texts[0] == texts[1] or any(is_another(act) for act in (one, other)):
        return False  # "today" of one sentence printed twice is the day it was first said
    if is_one_of_several(scene, one) or is_one_of_several(scene, other):
        return False
    if one.verb in words_for("motion") or other.verb in words_for("motion"):
        places = [_places(act) for act in (one, other)]
        if places[0] and places[1] and not places[0] & places[1]:
            return False
    counts = [_counts(act) for act in (one, other)]
    if counts[0] and counts[1] and counts[0] != counts[1]:
        return False
    for nouns in ((one.noun, other.noun), (one.doing, other.doing)):
        kinds = [_kind(act, noun) for act, noun in zip((one, other), nouns, strict=True)]
        if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
            return False
    ignored = {stem(one.verb), stem(other.verb), stem(one.what), stem(other.what)}
    shared = (one.stems & other.stems) - ignored
    if counts[0] and counts[0] == counts[1]:
        return True
    if weigh(shared - scene.central) >= _ENOUGH:
        return True
    return all(_opens(act) for act in (one, other))


def _opens(act: Done) -> bool:
    """Whether its account opens with the thing: then it is the story's own."""
    noun = re.escape(act.noun)
    sentences = act.covered.reading.sentences[:_OPENING]
    end = sentences[-1].span.end if sentences else 0
    return re.search(rf"\b{noun}", act.covered.article.text[:end], re.IGNORECASE) is not None


def _places(act: Done) -> frozenset[str]:
    """Words of the names behind the verb: whence or where to."""
    left, right = act.claim.span.start, min(act.claim.sentence.end, act.claim.span.end + HEAD)
    return frozenset(
        stem(word)
        for name in act.covered.reading.names
        if left <= name.span.start < right
        and name.kind != "person"
        and name.text.lower() != act.what
        for word in _WORD.findall(name.text)
    )


def _counts(act: Done) -> frozenset[float]:
    """How many of the thing it counts."""
    return frozenset(
        figure.value for figure in act.covered.reading.figures
        if figure.sentence == act.claim.sentence and figure.quantity == "count"
        and (things().get(figure.counted) or family("counted", figure.counted)) == act.what
    )  # fmt: skip


def _kind(act: Done, noun: str) -> frozenset[str]:
    """What narrows a noun down: "Senate committee" of a report, "upper" of a house."""
    if not noun:
        return frozenset()
    text = act.covered.article.text
    sentence = act.claim.sentence
    match = re.search(
        rf"\b{re.escape(noun)}s?\b", text[sentence.start : sentence.end], re.IGNORECASE
    )
    if match is None:
        return frozenset()
    place = sentence.start + match.start()
    before = _OUTSIDE.split(text[max(sentence.start, place - HEAD) : place])[-1]
    words: set[str] = set()
    for word in reversed(_WORD.findall(before)):
        if word.lower() in STOP or stem(word) == stem(act.verb):
            break
        words.add(stem(word))
    return frozenset(words)
