"""The accounts of one story in; one thing of which two answers exclude each other, out.

"A red tie" and "a purple tie" of one person, "the left knee" and "the right knee", a truck or a
car rammed into one wall: co-hyponyms in one slot (de Marneffe 2008 has lexical contradictions of
that kind). The slots are patterns of `data/choices.toml`. Both must be of one person, or of one
act by what their sentences share; an account that has both answers has two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.acts import act
from collation.differences.clause import clause_at
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh
from collation.differences.words import content_stems, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_WORD = re.compile(r"[a-z]+")
_SURE = 0.75
_SHOWN = 60  # characters of a side
_RECENT = 20  # days before publication: what a sentence dates earlier is another occasion
_SAME_DAYS = 2
_OPEN = re.compile(
    r"\b(?:if|whether|not|never|would|could|might|may|another|second|other|earlier|previous(?:ly)?|"
    r"usual(?:ly)?|often|sometimes|years? ago|last (?:year|month|season))\b|n['’]t\b|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Choice:
    subject: str
    kind: Kind
    hard: bool
    person: bool
    patient: bool
    weight: float
    within: re.Pattern[str] | None
    pattern: re.Pattern[str]
    values: Mapping[str, str]
    words: frozenset[str]  # of these an account has one, if it has an answer at all
    cues: frozenset[str]  # and one of these


@dataclass(frozen=True, slots=True)
class _Hit:
    covered: Covered
    span: Span
    sentence: Span
    value: str
    people: frozenset[str]
    stems: frozenset[str]
    voice: Voice
    holder: str | None


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy a slot: colours, sides of the body, vehicles, wounds; then blows."""
    slots: dict[tuple[str, str], list[tuple[_Choice, _Hit]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        words = frozenset(_WORD.findall(covered.article.text.lower()))
        for choice in _choices():
            if choice.words.isdisjoint(words) or choice.cues.isdisjoint(words):
                continue
            for thing, hit in _hits(scene, covered, choice):
                slots[choice.subject, thing].append((choice, hit))
    for (subject, thing), found in sorted(slots.items(), key=lambda row: row[0]):
        choice = found[0][0]
        rows = _apart(scene, choice, [hit for _, hit in found])
        if rows:
            severity = Severity.HARD if choice.hard else Severity.SOFT
            yield _told(scene, choice.kind, severity, subject.replace("{thing}", thing), rows)
    yield from _blows(scene)


@cache
def _choices() -> tuple[_Choice, ...]:
    rows = []
    for entry in load("choices")["choice"]:
        values = {word: side for side, words in entry["sides"].items() for word in words}
        longest = sorted(values, key=lambda word: (-len(word), word))
        one = rf"(?P<x>{'|'.join(map(re.escape, longest))})"
        thing = rf"(?P<thing>{'|'.join(entry.get('thing', ('it',)))})"
        pattern = entry["pattern"].replace("{x}", one).replace("{thing}", thing)
        rows.append(
            _Choice(
                entry["subject"], Kind(entry["kind"]), entry.get("hard", True),
                entry.get("person", False), entry.get("patient", False),
                entry.get("weight", 0.0),
                re.compile(entry["within"], re.IGNORECASE) if "within" in entry else None,
                re.compile(pattern, re.IGNORECASE), values,
                frozenset(word.split()[0] for word in values),
                frozenset(entry.get("cues", entry.get("thing", ()))),
            )
        )  # fmt: skip
    return tuple(rows)


def _hits(scene: Scene, covered: Covered, choice: _Choice) -> Iterator[tuple[str, _Hit]]:
    text = covered.article.text
    for match in choice.pattern.finditer(text):
        sentence = covered.sentence_at(match.start())
        if match.end() > sentence.end or _OPEN.search(covered.text(sentence)):
            continue
        if choice.within and not choice.within.search(covered.text(sentence)):
            continue
        if _is_past(covered, sentence):
            continue
        thing = match.groupdict().get("thing") or ""
        start = max(match.start(), match.end() - _SHOWN)
        start = start if start == match.start() else text.find(" ", start) + 1
        span = Span(start, match.end())
        people = _people(scene, covered, sentence, span if choice.patient else None)
        voice, holder = _voice(scene, covered, sentence, span)
        stems = scene.stems(covered, sentence) - content_stems(match["x"])
        value = choice.values[match["x"].lower()]
        yield thing.lower(), _Hit(covered, span, sentence, value, people, stems, voice, holder)


def _is_past(covered: Covered, sentence: Span) -> bool:
    published = covered.article.published
    return published is not None and any(
        sentence.covers(time.span) and time.end is not None
        and (published - time.end).days > _RECENT
        for time in covered.reading.times
    )  # fmt: skip


def _people(scene: Scene, covered: Covered, sentence: Span, deed: Span | None) -> frozenset[str]:
    """The people of a sentence, pronouns resolved; of a deed only those to whom it was done."""
    if deed is not None:
        return frozenset(
            name
            for claim in covered.reading.claims
            if claim.sentence == sentence and claim.span.overlaps(deed)
            if (name := scene.somebody(covered, claim.object_person))
        )
    return frozenset(
        name
        for person in covered.reading.people
        if any(sentence.covers(mention) for mention in person.mentions)
        if (name := scene.somebody(covered, person.number))
    )


def _voice(scene: Scene, covered: Covered, sentence: Span, span: Span) -> tuple[Voice, str | None]:
    for claim in covered.reading.claims:
        near = claim.sentence == sentence and claim.span.overlaps(span)
        if near and claim.voice is not Voice.OUTLET:
            return claim.voice, scene.person(covered, claim.holder)
    return Voice.OUTLET, None


def _apart(scene: Scene, choice: _Choice, hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits of accounts with one answer each, where two of them exclude each other."""
    answers: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        answers[hit.covered.id].add(hit.value)
    single = [hit for hit in hits if len(answers[hit.covered.id]) == 1]
    rows: list[_Hit] = []
    for at, one in enumerate(single):
        for other in single[at + 1 :]:
            if (
                one.value != other.value
                and one.covered.group != other.covered.group
                and scene.days_apart(one.covered, other.covered) <= _SAME_DAYS
                and _is_one(scene, choice, one, other)
            ):
                rows += [hit for hit in (one, other) if hit not in rows]
    return rows


def _is_one(scene: Scene, choice: _Choice, one: _Hit, other: _Hit) -> bool:
    """Whether two hits are of one person, or by their sentences of one act."""
    if one.people and other.people and not one.people & other.people:
        return False
    if choice.person:
        return bool(one.people & other.people)
    return weigh((one.stems & other.stems) - scene.central) >= choice.weight


def _blows(scene: Scene) -> Iterator[Discrepancy]:
    """One doer and one sufferer, and blows of which no account has another's."""
    table = load("choices")["blows"]
    verbs = {verb: blow for blow, words in table.items() for verb in words}
    slots: dict[tuple[str, str], list[_Hit]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.predicate not in verbs or not claim.polarity or claim.particle:
                continue
            if claim.modality != "actual" or _OPEN.search(covered.text(claim.sentence)):
                continue
            done = act(scene, covered, claim)
            if done.subject and done.object:
                slots[done.subject, done.object].append(
                    _Hit(
                        covered, claim.span, claim.sentence, verbs[claim.predicate],
                        frozenset(), done.stems, claim.voice, done.holder,
                    )
                )  # fmt: skip
    for _, found in sorted(slots.items()):
        answers: dict[str, set[str]] = defaultdict(set)
        for hit in found:
            answers[hit.covered.id].add(hit.value)
        rows = [
            hit
            for hit in found
            if any(
                hit.covered.group != other.covered.group
                and answers[hit.covered.id].isdisjoint(answers[other.covered.id])
                for other in found
            )
        ]
        if rows:
            first = rows[0]
            words = clause_at(first.covered, first.sentence, first.span)
            what = f"what the blow was: “{words}”"
            yield _told(scene, Kind.MANNER, Severity.SOFT, what, rows)


def _told(
    scene: Scene, kind: Kind, severity: Severity, what: str, rows: Sequence[_Hit]
) -> Discrepancy:
    names = sorted(frozenset.intersection(*(row.people for row in rows)))
    whose = f" of {names[0]}" if names else ""
    what = what.replace("{whose}", whose)
    if not names and ":" not in what:
        first = rows[0]
        what = f"{what}: “{clause_at(first.covered, first.sentence, first.span)}”"
    return difference(
        scene, kind, severity, what,
        [Evidence(r.covered.id, r.span, r.sentence, r.value) for r in rows],
        _SURE,
        [(r.voice, r.holder, r.value) for r in rows],
    )  # fmt: skip
