"""The articles of one story in; what every kind of difference needs to know of them, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from collation.coverage import Coverage, Covered
from collation.differences.printed import Printed
from collation.differences.referents import Referents
from collation.differences.telling import Telling, tellings
from collation.differences.words import content_stems
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from collation.people import Identities, link_people
from collation.utterance import Utterance
from extraction.annotations import Sentence, Span, Voice
from intake.article import PartKind

_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_CAPTION = re.compile(r"\b(?:REUTERS/|FILE PHOTO|FILE - |\((?:AP )?Photo\b|Getty Images\b)")
_CREDIT = 25  # characters behind a caption in which its photographer is named
_OPENING = 4  # sentences, the headline among them


@dataclass(eq=False)
class Scene:
    """A coverage with what is computed from it once: stems of sentences, names of people."""

    coverage: Coverage
    utterances: tuple[Utterance, ...]
    _stems: dict[tuple[str, Span], frozenset[str]] = field(default_factory=dict)
    _texts: dict[str, frozenset[str]] = field(default_factory=dict)
    _identities: Identities | None = None
    _referents: Referents | None = None
    _longer: dict[str, str] = field(default_factory=dict)
    _central: frozenset[str] | None = None
    _told: tuple[Telling, ...] | None = None
    _printed: Printed | None = None

    def stems(self, covered: Covered, span: Span) -> frozenset[str]:
        """Content stems of a stretch of an article."""
        key = (covered.id, span)
        if key not in self._stems:
            self._stems[key] = content_stems(covered.text(span))
        return self._stems[key]

    def all_stems(self, covered: Covered) -> frozenset[str]:
        """Content stems of the whole account."""
        if covered.id not in self._texts:
            found: set[str] = set()
            for sentence in covered.reading.sentences:
                found |= self.stems(covered, sentence.span)
            self._texts[covered.id] = frozenset(found)
        return self._texts[covered.id]

    @property
    def told(self) -> tuple[Telling, ...]:
        """Each article as weighed words, in the coverage's order."""
        if self._told is None:
            self._told = tellings(self.coverage)
        return self._told

    @property
    def printed(self) -> Printed:
        """In which sentences of each article a word stands."""
        if self._printed is None:
            self._printed = Printed(self.coverage)
        return self._printed

    def having(self, covered: Covered, sign: tuple[str, ...]) -> list[Sentence]:
        """The sentences with a word that begins like one of the sign's, in small letters."""
        return self.printed.having(covered, sign)

    @property
    def central(self) -> frozenset[str]:
        """Stems of the names that every article opens with: they narrow nothing down."""
        if self._central is None:
            named = [
                content_stems(
                    " ".join(_CAPITAL.findall(covered.article.text, 0, _opening(covered)))
                )
                for covered in self.coverage.articles
            ]
            self._central = frozenset.intersection(*named) if named else frozenset()
        return self._central

    def person(self, covered: Covered, number: int | None) -> str | None:
        """The name across the story of a person of an article; None for nobody."""
        if self._identities is None:
            self._identities = link_people(self.coverage)
            self._longer = _longer_forms({one.name for one in self._identities.all})
        name = self._identities.name(covered.id, number)
        return None if name is None else self._longer.get(name, name)

    def somebody(self, covered: Covered, number: int | None) -> str | None:
        """The same, for people with a name only: not for bodies, groups and the unnamed."""
        if number is None or covered.reading.people[number].kind != "person":
            return None
        return self.person(covered, number)

    def called(self, noun: str) -> str | None:
        """The name of the one person of the story whom its accounts call so: "gunman"."""
        if self._referents is None:
            identities = self._identities or link_people(self.coverage)
            self._referents = Referents(self.coverage, identities)
        name = self._referents.of(noun)
        return None if name is None else self._longer.get(name, name)

    def as_of(self, covered: Covered) -> datetime | None:
        """When the article's account stands: its clock time, else the end of its day."""
        article = covered.article
        if article.published_at is not None:
            return article.published_at.replace(tzinfo=None)
        if article.published is None:
            return None
        return datetime.combine(article.published, time(12))

    def days_apart(self, one: Covered, other: Covered) -> int:
        """Days between the publication of two articles; 0 where one is undated."""
        first, second = one.article.published, other.article.published
        return 0 if first is None or second is None else abs((first - second).days)

    def in_headline(self, covered: Covered, offset: int) -> bool:
        """Whether the place is in the headline."""
        for part in covered.article.parts:
            if part.start <= offset < part.end:
                return part.kind is PartKind.HEADLINE
        return False

    def in_caption(self, covered: Covered, sentence: Span) -> bool:
        """Whether the sentence is what stands below a picture: its day is the picture's."""
        text, end = covered.article.text, sentence.end + _CREDIT  # "June 13. REUTERS/Jane Roe"
        if _CAPTION.search(text, sentence.start, end):
            return True
        return any(
            part.start <= sentence.start < part.end and part.kind is PartKind.CAPTION
            for part in covered.article.parts
        )

    def groups(self, ids: Iterable[str]) -> int:
        """How many independent sources."""
        return self.coverage.groups(set(ids))


def _opening(covered: Covered) -> int:
    """Where the headline and the first sentences end."""
    sentences = covered.reading.sentences[:_OPENING]
    return sentences[-1].span.end if sentences else 0


def _longer_forms(names: set[str]) -> dict[str, str]:
    """ "Jane Roe" to "Jane Anne Roe" where only one longer name has the same first and last."""
    alike: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in names:
        words = tuple(name.lower().split())
        if len(words) > 1:
            alike[words[0], words[-1]].append((name, words))
    found = {}
    for name, short in (row for rows in alike.values() for row in rows):
        fits = [
            other
            for other, long in alike[short[0], short[-1]]
            if len(long) > len(short) and set(short) <= set(long)
        ]
        if len(fits) == 1:
            found[name] = fits[0]
    return found


def difference(
    scene: Scene,
    kind: Kind,
    severity: Severity,
    subject: str,
    evidence: Iterable[Evidence],
    confidence: float,
    voices: Iterable[tuple[Voice, str | None, str]] = (),
    note: str | None = None,
    absent_in: tuple[str, ...] = (),
) -> Discrepancy:
    """A discrepancy with its evidence in fixed order and its `between` worked out.

    `voices` gives (voice, holder's name, value) for each piece of evidence, where known: when no
    side is any outlet's own word and the sides' holders differ, it is the sources that disagree.
    Of each side the outlets' own words come first, what they print between marks last.
    """
    given, said = list(evidence), list(voices)
    quoted = {e for e, (voice, *_) in zip(given, said, strict=False) if voice is Voice.QUOTED}
    rows = sorted(set(given), key=lambda e: (e.value, e in quoted, e.article, e.span))
    articles = {row.article for row in rows}
    if len(articles) == 1 and not set(absent_in) - articles:
        between = Between.SELF
    elif scene.groups(articles) == 1 and kind is not Kind.OMISSION:
        between = Between.DISPATCH
    else:
        between = Between.OUTLETS
    if said and between is not Between.DISPATCH:
        holders: dict[str, set[str | None]] = {}
        for voice, holder, value in said:
            holders.setdefault(value, set()).add(None if voice is Voice.OUTLET else holder or "?")
        sets = list(holders.values())
        if len(sets) > 1 and all(None not in s for s in sets) and not set.intersection(*sets):
            between = Between.SOURCES
    if between is Between.DISPATCH:
        severity = Severity.SOFT
    return Discrepancy(kind, severity, between, subject, tuple(rows), confidence, absent_in, note)
