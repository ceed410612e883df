"""The dated acts of several accounts in; one act that two of them put on different days, out.

Two claims tell of one act where the verb and the thing done are the same, nothing known of who did
it, of how many or of which kind differs, and the sentences share something more. Only days that a
sure expression gives, and only acts that the whole story puts on no third day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from collation.acts import is_said, same_act
from collation.coverage import Covered
from collation.differences.clause import clause_at, fuller
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weigh
from collation.differences.words import STOP, family, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, TimeExpression, Voice

_FORMS = frozenset({"weekday", "month day", "date", "iso date", "weekday of week", "today"})
_SURE = 0.85  # confidence of a time's value
_FARTHEST = 6  # days: acts further apart are two, and a week is another Monday
_ENOUGH = 4.0  # weight of what two sentences share beside the act
_OPENING = 4  # sentences, the headline among them
_LONGEST = 70  # characters of a clause that points at a claim
_HEAD = 30  # characters before a noun in which stands what narrows it down
_BEFORE = re.compile(
    r"\b(by|until|till|before|after|since|from|through|than|for|to|between|ahead of|eve of|"
    r"an?|the|its|his|her|their|every|each)\s+(?:at least\s+|as early as\s+)?$",
    re.IGNORECASE,
)
_BOUNDS = frozenset({"", "since", "by"})
_AGAIN = re.compile(
    r"\b(?:again|[Aa]lso|[Aa]nother|second|third|fourth|latest|separate|subsequent|further|new|more|"
    r"previous|earlier|former|initially|other)\b"
)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_OUTSIDE = re.compile(r"\d|[,;:.“”\"]")  # what a noun phrase begins behind
_LATE = re.compile(r"\b(?:late|night|evening|midnight|overnight|p\.?m\.?)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|morning|midnight|overnight|a\.?m\.?)\b", re.IGNORECASE)
#: What is dated by the day it was printed here and aired or put online there.
_PRINTED = frozenset({"release", "publish", "issue", "air", "broadcast", "run", "print"})
_PRONOUNS = frozenset(
    "he she it they we you i him her them us me who which that this those these".split()
)


@dataclass(frozen=True, slots=True)
class _Done:
    covered: Covered
    claim: Claim
    time: TimeExpression
    day: date
    verb: str
    what: str  # the thing or person it was done to, "" for none
    doer: str
    done: bool  # and not planned
    bound: str
    stems: frozenset[str]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts whose days exclude each other, one discrepancy an act."""
    by_thing: dict[str, list[_Done]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.when is not None and claim.polarity and claim.voice is not Voice.QUOTED:
                done = _done(scene, covered, claim)
                if done is not None:
                    by_thing[done.what].append(done)
    for _, found in sorted(by_thing.items()):
        yield from _compared(scene, found)


def _done(scene: Scene, covered: Covered, claim: Claim) -> _Done | None:
    assert claim.when is not None
    time, text = covered.reading.times[claim.when], covered.article.text
    if claim.predicate in _words("repeated") or is_said(claim.predicate):
        return None
    if time.begin is None or time.begin != time.end:
        return None
    if not _is_sure(covered, time) or quoted_at(covered, time.span):
        return None
    if scene.in_caption(covered, claim.sentence):
        return None
    before = _BEFORE.search(text[max(0, time.span.start - 30) : time.span.start])
    bound = before.group(1).lower() if before else ""
    if bound not in _BOUNDS or text[time.span.end : time.span.end + 2] in ("'s", "’s"):
        return None
    doer = _argument(scene, covered, claim.subject, claim.subject_person)
    what = _argument(scene, covered, claim.object, claim.object_person)
    if not claim.object:
        doer, what = "", doer  # what arrives or begins
    if what in _words("spoken"):
        what = _spoken_to(covered, claim, time)
    if not what or what in _words("many"):
        return None
    return _Done(
        covered, claim, time, time.begin, claim.predicate, what, doer,
        claim.modality == "actual", bound, scene.stems(covered, claim.sentence),
    )  # fmt: skip


def _is_sure(covered: Covered, time: TimeExpression) -> bool:
    """Whether its day is sure; "two days later" has that of the date before it."""
    if time.form != "earlier":
        return time.form in _FORMS and time.confidence >= _SURE
    if time.anchor != "previous":
        return False
    start = covered.sentence_at(time.span.start).start
    before = [t for t in covered.reading.times if start <= t.span.start < time.span.start]
    return any(t.form in _FORMS and t.confidence >= _SURE for t in before)


def _spoken_to(covered: Covered, claim: Claim, time: TimeExpression) -> str:
    """ "Interview Daily Bugle": what was said in it came out once; "" where nobody is named."""
    left = max(claim.sentence.start, claim.span.start - _HEAD)
    names = [
        name.text for name in covered.reading.names
        if left <= name.span.start < time.span.start and name.kind in ("organisation", "thing")
    ]  # fmt: skip
    return f"interview {names[0].lower()}" if len(names) == 1 else ""


def _argument(scene: Scene, covered: Covered, word: str, person: int | None) -> str:
    name = scene.somebody(covered, person)
    if name is None and person is not None:
        body = scene.person(covered, person) or ""
        proper = body[:1].isupper() and not re.match(r"(?:A|An|The)\s+[a-z]", body)
        name = body if proper and word in body.lower().split() else None
    if name is not None:
        return name.lower()
    if not word or word in _PRONOUNS:
        return ""
    called = scene.called(word)
    return called.lower() if called is not None else _things().get(word) or family("counted", word)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("occurrences")[kind])


@cache
def _things() -> Mapping[str, str]:
    return {word: words[0] for words in load("occurrences")["things"] for word in words}


@cache
def _same() -> Mapping[str, frozenset[int]]:
    table: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(load("occurrences")["same"]):
        for word in words:
            table[word].add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


def _one_verb(one: str, other: str) -> bool:
    if same_act(one, other) or family("predicate", one) == family("predicate", other):
        return True
    return bool(_same().get(one, frozenset()) & _same().get(other, frozenset()))


def _compared(scene: Scene, found: list[_Done]) -> Iterator[Discrepancy]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or one.day == other.day:
                continue
            if abs((one.day - other.day).days) > _FARTHEST or not _is_one(scene, one, other):
                continue
            alike = [act for act in found if _one_verb(act.verb, one.verb)]
            if {act.day for act in alike} != {one.day, other.day} or _both(alike, one, other):
                continue  # done day after day, or told with both days
            yield _told(scene, one, other, alike)
            return


def _is_one(scene: Scene, one: _Done, other: _Done) -> bool:
    if not _one_verb(one.verb, other.verb) or one.done != other.done or one.bound != other.bound:
        return False
    doers = {one.doer, other.doer} - {""}
    if len(doers) > 1 and not doers & _words("anybody"):
        return False
    texts = [" ".join(act.covered.text(act.claim.sentence).split()) for act in (one, other)]
    if texts[0] == texts[1] or any(_is_another(act) for act in (one, other)):
        return False  # "today" of one sentence printed twice is the day it was first said
    if one.verb in _words("motion") or other.verb in _words("motion"):
        places = [_places(act) for act in (one, other)]
        if places[0] and places[1] and not places[0] & places[1]:
            return False
    counts = [_counts(act) for act in (one, other)]
    if counts[0] and counts[1] and counts[0] != counts[1]:
        return False
    for nouns in (_thing_of, _doer_of):
        kinds = [_kind(act, nouns(act)) for act in (one, other)]
        if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
            return False
    ignored = {stem(one.verb), stem(other.verb), stem(one.what), stem(other.what)}
    shared = (one.stems & other.stems) - ignored
    if counts[0] and counts[0] == counts[1]:
        return True
    if weigh(shared - scene.central) >= _ENOUGH:
        return True
    return all(_opens(act) for act in (one, other))


def _opens(act: _Done) -> bool:
    """Whether its account opens with the thing: then it is the story's own."""
    noun = re.escape(_thing_of(act))
    sentences = act.covered.reading.sentences[:_OPENING]
    end = sentences[-1].span.end if sentences else 0
    return re.search(rf"\b{noun}", act.covered.article.text[:end], re.IGNORECASE) is not None


def _is_another(act: _Done) -> bool:
    start, end = act.claim.span.start, act.claim.span.end
    text = act.covered.article.text
    left = max(act.claim.sentence.start, start - _HEAD)
    return _AGAIN.search(text, left, min(act.claim.sentence.end, end + 10)) is not None


def _places(act: _Done) -> frozenset[str]:
    """Words of the names behind the verb: whence or where to."""
    left, right = act.claim.span.start, min(act.claim.sentence.end, act.claim.span.end + _HEAD)
    return frozenset(
        stem(word)
        for name in act.covered.reading.names
        if left <= name.span.start < right
        and name.kind != "person"
        and name.text.lower() != act.what
        for word in _WORD.findall(name.text)
    )


def _counts(act: _Done) -> frozenset[float]:
    """How many of the thing it counts."""
    return frozenset(
        figure.value for figure in act.covered.reading.figures
        if figure.sentence == act.claim.sentence and figure.quantity == "count"
        and (_things().get(figure.counted) or family("counted", figure.counted)) == act.what
    )  # fmt: skip


def _thing_of(act: _Done) -> str:
    return act.claim.object or act.claim.subject


def _doer_of(act: _Done) -> str:
    return act.claim.subject if act.claim.object else ""


def _kind(act: _Done, noun: str) -> frozenset[str]:
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
    before = _OUTSIDE.split(text[max(sentence.start, place - _HEAD) : place])[-1]
    words: set[str] = set()
    for word in reversed(_WORD.findall(before)):
        if word.lower() in STOP or stem(word) == stem(act.verb):
            break
        words.add(stem(word))
    return frozenset(words)


def _both(alike: list[_Done], one: _Done, other: _Done) -> bool:
    """Whether one of the two accounts gives the other's day for it as well."""
    ids = {one.covered.id: other.day, other.covered.id: one.day}
    return any(ids.get(act.covered.id) == act.day for act in alike)


def _told(scene: Scene, one: _Done, other: _Done, alike: list[_Done]) -> Discrepancy:
    sides = [
        act for act in alike
        if act in (one, other)
        or any(act.day == side.day and _is_one(scene, act, against)
               for side, against in ((one, other), (other, one))
               if act.covered.group != against.covered.group)
    ]  # fmt: skip
    told = fuller(*(clause_at(x.covered, x.claim.sentence, _pointing(x)) for x in (one, other)))
    return difference(
        scene,
        Kind.DATE,
        Severity.SOFT if _is_near(one, other) else Severity.HARD,
        f"on what day: “{told}”",
        [Evidence(x.covered.id, _pointing(x), x.claim.sentence, x.day.isoformat()) for x in sides],
        0.7,
    )


def _is_near(one: _Done, other: _Done) -> bool:
    """Whether the two days meet at midnight, or may be those of print and web."""
    if any(_is_reckoned_far(act) for act in (one, other)):
        return True
    if abs((one.day - other.day).days) > 1:
        return False
    if one.verb in _PRINTED or other.verb in _PRINTED:
        return True
    first, second = sorted((one, other), key=lambda act: act.day)
    late = _LATE.search(first.time.span.of(first.covered.article.text))
    early = _EARLY.search(second.time.span.of(second.covered.article.text))
    return early is not None or (late is not None and not _LATE.search(
        second.time.span.of(second.covered.article.text)
    ))  # fmt: skip


def _is_reckoned_far(act: _Done) -> bool:
    """ "60 days later": the day is counted, and a few are soon lost."""
    return act.time.form == "earlier" and re.search(
        r"\d\d|week|month", act.time.span.of(act.covered.article.text)
    ) is not None  # fmt: skip


def _pointing(act: _Done) -> Span:
    """The claim with its time, else the time."""
    start = min(act.claim.span.start, act.time.span.start)
    end = max(act.claim.span.end, act.time.span.end)
    return Span(start, end) if end - start <= _LONGEST else act.time.span
