"""The articles of a story in; what one source says happened and another says did not, out.

`data/contested.toml` lists acts (by their forms) and things somebody may have had. A denial is
a negation within the clause ("no robbery took place", "was not robbed", "denied assaulting",
"her claims about being assaulted are untrue": the cues of Morante & Daelemans 2012). The sides
must be of one story's one act: they share a named person or words, or every other article tells
of it. What two people say is between sources, never between outlets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.events.contesting import (
    ATTRIBUTE,
    DENIED_AFTER,
    DENYING,
    FORMER,
    INNOCENT,
    NOT_DENIED,
    SIGN_OF_INNOCENCE,
    UNSURE,
    Issue,
    issues,
)
from collation.differences.onesided import without_denial
from collation.differences.phrasing import phrase
from collation.differences.scene import Scene, difference
from collation.differences.words import content_stems
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Sentence, Span, Voice

_EACH = 2  # pieces of evidence an article for each side
_BEFORE, _AFTER = 3, 3  # words shown on either side of what was matched
_PRONOUNS = frozenset("he him his himself she her hers herself they them i me who whom".split())
_WORD = re.compile(r"\S+")
_FIRST = re.compile(r"\bI\b|\bI['’]ve\b|\bmy\b")
_UNTIL = re.compile(r"\b(?:until|before|for the fact|for being|anymore|any more)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Side:
    covered: Covered
    span: Span
    sentence: Span
    value: str
    voice: Voice
    holder: str | None
    owner: str | None  # who has the thing, or does the act, where the clause names somebody
    names: frozenset[str]
    stems: frozenset[str]
    wholly: bool  # denies all that its owner is accused of
    own: bool = False  # whoever denies it is whom it is told of

    @property
    def source(self) -> str:
        """Who says so: a person across the story, else the outlet."""
        return self.holder or f"{self.voice}:{self.covered.id}"


@dataclass(frozen=True, slots=True)
class _Read:
    """An account with what every issue asks of it."""

    covered: Covered
    places: Mapping[str, Sequence[int]]  # of each word the sentences that have it
    innocent: frozenset[int]  # sentences in which whatever one is accused of is denied

    @classmethod
    def of(cls, scene: Scene, covered: Covered) -> _Read:
        denying = {
            sentence.span for sentence in scene.having(covered, SIGN_OF_INNOCENCE)
            if INNOCENT.search(covered.text(sentence.span))
        }  # fmt: skip
        sentences = enumerate(covered.reading.sentences)
        innocent = frozenset(number for number, one in sentences if one.span in denying)
        return cls(covered, scene.printed.places(covered), innocent)

    def worth_reading(self, issue: Issue) -> list[Sentence]:
        """The sentences with a word of the issue, and those that deny every charge."""
        words = self.places.keys() & issue.words
        if not words and not (issue.charge and self.innocent):
            return []
        sentences = self.covered.reading.sentences
        near = {number for word in words for number in self.places[word]}
        numbers = {n for n in near if issue.hint.search(self.covered.text(sentences[n].span))}
        if issue.charge:
            numbers |= self.innocent
        return [sentences[number] for number in sorted(numbers)]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each act or thing that some source affirms and another denies."""
    read = [_Read.of(scene, covered) for covered in scene.coverage.articles]
    for issue in issues():
        sides = [side for one in read for side in _sides(scene, one, issue)]
        denials = [s for s in sides if s.value == "no"]
        if denials and len(denials) < len(sides):
            yeses = [s for s in sides if s.value == "yes"]
            if issue.person:
                denials = [s for s in denials if not _says_both(s, yeses)]
            elif _is_two_things(sides):
                continue
            told = _joined(scene, issue, denials, yeses)
            if told is not None:
                yield told


def _says_both(no: _Side, yeses: Sequence[_Side]) -> bool:
    """One account, one doer, both: two occasions, or two things of which one is sorry."""
    return any(s.covered.id == no.covered.id and s.owner == no.owner for s in yeses)


def _is_two_things(sides: Sequence[_Side]) -> bool:
    """Whether an outlet says both itself: one rocket did no damage, a home is damaged."""
    own = [s for s in sides if s.voice is Voice.OUTLET]
    said = {value: {s.covered.id for s in own if s.value == value} for value in ("yes", "no")}
    return bool(said["yes"] & said["no"])


def _sides(scene: Scene, read: _Read, issue: Issue) -> Iterator[_Side]:
    covered, text = read.covered, read.covered.article.text
    for sentence in read.worth_reading(issue):
        words = text[sentence.span.start : sentence.span.end]
        if "?" in words[-3:]:
            continue
        match = issue.no.search(words)
        value = "no"
        wholly = False
        if match is not None and issue.pair and UNSURE.search(_clause(words, match.start())):
            continue
        if match is None or NOT_DENIED.search(words, 0, match.end()):
            match = INNOCENT.search(words) if issue.charge else None
            wholly = match is not None
        if match is None:
            match, value = issue.yes.search(words), "yes"
            if match is None or UNSURE.search(_clause(words, match.start())):
                continue
            if DENIED_AFTER.search(words, match.end()) or _is_attribute(words, match):
                continue
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        voice, holder, owner, names = _context(scene, covered, sentence.span, span)
        denying = value == "no" and DENYING.match(match.group()) is not None
        if denying:
            voice, holder = Voice.REPORTED, owner
        stems = scene.stems(covered, sentence.span) - content_stems(match.group())
        shown = _window(text, sentence.span, span)
        if wholly and (owner is None or not _of_it(read, issue, sentence)):
            continue
        if value == "no" and issue.person and _UNTIL.search(words, match.end()):
            continue
        spoken = voice is not Voice.OUTLET and (owner == holder or bool(_FIRST.search(words)))
        own = value == "no" and (denying or spoken)
        yield _Side(
            covered, shown, sentence.span, value, voice, holder, owner, names, stems, wholly, own
        )


def _is_attribute(words: str, match: re.Match[str]) -> bool:
    """Whether a participle only says which thing is meant: "his badly damaged home"."""
    return match.group().endswith("ed") and ATTRIBUTE.search(words, 0, match.start()) is not None


def _of_it(read: _Read, issue: Issue, sentence: Sentence) -> bool:
    """Whether a denial of "the charges" stands where this one is told: here or just before."""
    sentences = read.covered.reading.sentences
    at = sentences.index(sentence)
    return any(
        issue.hint.search(read.covered.text(s.span)) for s in sentences[max(0, at - 1) : at + 1]
    )


def _clause(words: str, end: int) -> str:
    """The words of the clause before a place, a hundred characters at most."""
    return re.split(r"[;:]\s|, (?:but|and) ", words[max(0, end - 100) : end])[-1]


def _context(
    scene: Scene, covered: Covered, sentence: Span, span: Span
) -> tuple[Voice, str | None, str | None, frozenset[str]]:
    """Voice, holder and subject of the words, and the people of their sentence but the holder."""
    voice, holder, owner = Voice.OUTLET, None, None
    for claim in covered.reading.claims:
        if claim.sentence == sentence and claim.span.overlaps(span):
            if claim.predicate not in ("say", "tell", "claim", "insist"):
                if claim.subject == "i":
                    owner = scene.somebody(covered, claim.holder) or owner
                else:
                    owner = scene.somebody(covered, claim.subject_person) or owner
            if claim.voice is not Voice.OUTLET:
                voice, holder = claim.voice, scene.person(covered, claim.holder)
    names = set()
    for person in covered.reading.people:
        if person.kind == "person" and any(
            sentence.covers(m) and covered.text(m).lower() not in _PRONOUNS for m in person.mentions
        ):
            name = scene.person(covered, person.number)
            if name is not None and name != holder:
                names.add(name)
    return voice, holder, owner, frozenset(names)


def _window(text: str, sentence: Span, span: Span) -> Span:
    """The matched words with a few on either side, within the sentence."""
    words = [
        Span(m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, sentence.end)
    ]  # fmt: skip
    inside = [n for n, word in enumerate(words) if word.overlaps(span)]
    first, last = inside[0], inside[-1]
    low = max(0, first - (_BEFORE if last - first < 5 else 1))
    high = min(len(words) - 1, last + (_AFTER if last - first < 4 else 1))
    shown = text[words[low].start : words[high].end]
    left = len(shown) - len(shown.lstrip("“\"'‘(["))
    right = len(shown) - len(shown.rstrip("”\"'’)],.;:–-—"))
    return Span(words[low].start + left, words[high].end - right)


def _joined(
    scene: Scene, issue: Issue, denials: Sequence[_Side], yeses: Sequence[_Side]
) -> Discrepancy | None:
    among = len(scene.coverage.articles)
    told_in = sum(bool(issue.hint.search(c.article.text)) for c in scene.coverage.articles)
    topical = told_in * 2 > among and not issue.person and issue.topical
    kept: list[_Side] = []
    best = 0.0
    chief = _chief_owner([*denials, *yeses]) if issue.owned else None
    for denial in denials:
        for yes in yeses:
            if chief is not None and not {denial.owner, yes.owner} <= {None, *chief}:
                continue
            sure = _alike(scene, issue, denial, yes, topical)
            if sure:
                best = max(best, sure)
                kept += [s for s in (denial, yes) if s not in kept]
    if not kept:
        return None
    rows: list[_Side] = []
    for side in sorted(
        kept, key=lambda k: (bool(FORMER.search(k.covered.text(k.sentence))), k.span)
    ):
        same = [r for r in rows if r.value == side.value and r.covered.id == side.covered.id]
        if len(same) < _EACH:
            rows.append(side)
    if issue.charge or issue.person:
        others = [r for r in rows if r.value == "yes" or not r.own]
        if not issue.hard or not any(r.value == "no" for r in others):
            return _accused(scene, rows)
        rows = others
    severity = Severity.HARD if issue.hard else Severity.SOFT
    found = difference(
        scene,
        Kind(issue.kind),
        severity,
        f"{issue.question}: “{_quoted(scene, rows)}”",
        [Evidence(r.covered.id, r.span, r.sentence, r.value) for r in rows],
        best,
        [(r.voice, r.holder, r.value) for r in rows],
    )
    if any(_mostly_told(rows, value) for value in ("yes", "no")):
        found = replace(found, between=Between.SOURCES, severity=severity)
    return found


def _chief_owner(sides: Sequence[_Side]) -> frozenset[str] | None:
    """Of several who are said to have a thing, or not, whom most sides name; None for one or none.

    A side that names nobody is of him, and not of whom an account tells in passing.
    """
    if len({side.owner for side in sides} - {None}) < 2:
        return None
    named = [side.names | ({side.owner} if side.owner else frozenset()) for side in sides]
    often = Counter(name for names in named for name in names)
    most = max(often.values())
    return frozenset(owner for owner, count in often.items() if count == most)


def _quoted(scene: Scene, rows: Sequence[_Side]) -> str:
    """The words of a denial that is understood alone, else of the first as far as it can be."""
    denials = [row for row in rows if row.value == "no"]
    lines = [
        (line, row.span)
        for row in denials
        for telling in scene.told
        if telling.id == row.covered.id
        for line in telling.lines
        if line.span == row.sentence
    ]
    first = denials[0]
    return phrase(scene, lines) or clause_at(first.covered, first.sentence, first.span)


def _accused(scene: Scene, rows: Sequence[_Side]) -> Discrepancy | None:
    """An accusation and its denial: told of the accounts that have the accusation alone."""
    denials = [r for r in rows if r.value == "no"]
    who = next((r.owner or r.holder for r in denials if r.owner or r.holder), None)
    if who is None:
        return None
    sides = [
        [Evidence(r.covered.id, r.span, r.sentence, r.value) for r in rows if r.value == value]
        for value in ("no", "yes")
    ]
    return without_denial(scene, who, *sides)


def _mostly_told(rows: Sequence[_Side], value: str) -> bool:
    """Whether most of a side's words are somebody's, not the outlets' own."""
    voices = [row.voice for row in rows if row.value == value]
    return 2 * sum(voice is not Voice.OUTLET for voice in voices) >= len(voices)


def _alike(scene: Scene, issue: Issue, no: _Side, yes: _Side, topical: bool) -> float:
    """How sure it is that both are of one thing; 0 where they are not, or one source says both."""
    if no.source == yes.source or no.covered.text(no.span) == yes.covered.text(yes.span):
        return 0.0
    if issue.owned and no.owner and yes.owner and no.owner != yes.owner:
        return 0.0
    if no.wholly and no.owner == yes.holder:
        return 0.0  # the accuser's own words
    if no.wholly or issue.person:
        doers = {yes.owner} if yes.owner is not None and no.wholly else {yes.owner, *yes.names}
        return 0.75 if no.owner is not None and no.owner in doers else 0.0
    if issue.universal and scene.days_apart(no.covered, yes.covered) > 1:
        return 0.0  # somebody was found later
    shared = len((no.stems & yes.stems) - scene.central)
    names = no.names | {no.owner} if no.own and no.owner else no.names
    if issue.named:
        return 0.8 if no.owner is not None and no.owner == yes.owner else 0.0
    if names and yes.names:
        return 0.8 if names & yes.names else 0.0  # of two people
    if shared >= 2:
        return 0.75
    return 0.7 if topical else 0.0
