"""A draft in; each of its claims with who supports it and who prints otherwise, out.

Nothing of a draft is written anywhere: it is read, compared in memory, and forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from collation.discrepancy import Between, Discrepancy, Evidence, Severity
from collation.drafts import Against, Checked, Claimed, Verdict, check_draft
from collation.features import StoryItem, story_item
from collation.placing import Placed, choose, place
from desk.answers import Citation, SideView, SourceCount, StoryView
from desk.citations import cite, count_sources
from desk.collating import pieces_of
from desk.errors import BadRequest, EmptyArchive, NoMatch
from desk.findings import COLLATION
from desk.indexing import ODD_ARTICLE
from desk.reasons import FalseAlarm
from desk.requests import Asker
from desk.stories import EMPTY, find_story, views
from desk.suppressing import judged_alike
from desk.zones import reader_zone
from extraction.annotations import Reading, Span
from intake.article import Article
from intake.plain import read_plain
from store import articles, placing, stories
from store.archive import Session
from store.articles import Origin, Stored
from store.stems import stems

LONGEST = 60_000  # characters; an article is no longer
FEWEST = 4  # words; less makes no claim
COMPARED = "figures, quotations with their speakers, dates and names are compared."
WHOLE = 40  # words of a draft that may be told what it leaves out; a sentence leaves out all
SHORT = 15  # telling words; a text of no more is placed by those that a story holds
HELD = 0.7  # of them
FEWEST_HELD = 3
LOOKED_AT = 30  # stories whose articles are compared with the draft's words
FRESH = timedelta(days=6)  # behind the newest article; a week later "Monday" is another one
NAME = "Your draft"

Read = Callable[[Iterable[Article]], Iterable[Reading]]


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """`/check-draft`: a text, and the story it is about if the writer said which."""

    text: str
    story: int | None = None


@dataclass(frozen=True, slots=True)
class AgainstView:
    """How others print a claim; `own` is the draft's value, `sides` theirs with sentences."""

    kind: str
    severity: str  # hard, soft
    subject: str
    own: str
    sides: tuple[SideView, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim: its sentence in the draft with the words marked, and how it stands.

    `kind` is figure, quotation, date, status, statement, name or wording; `verdict` disputed, not
    found, not checked (a statement that nobody prints so) or supported. `support` has one sentence
    for each article, `count` its independent sources; `near` what stands closest without
    supporting it.
    """

    kind: str
    verdict: str
    words: str
    sentence: str
    marks: tuple[tuple[int, int], ...]
    against: tuple[AgainstView, ...]
    support: tuple[Citation, ...]
    count: SourceCount
    near: tuple[Citation, ...]
    speaker: str | None = None

    @property
    def hard(self) -> bool:
        """Whether somebody prints what cannot hold with it."""
        return any(one.severity == "hard" for one in self.against)


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """What several others tell and the draft does not; `subject` is "" where nothing names it."""

    subject: str
    citations: tuple[Citation, ...]
    count: SourceCount


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """Claims, worst first. `day` is what "Monday" in the draft counts from, `counted_from` what
    gives it: "date line" (the draft's own), "story" (its newest article) or "today". `unprinted`
    are names that no article prints: a name is no claim, and one that is misspelt is disputed."""

    story: StoryView
    claims: tuple[ClaimView, ...]
    left_out: tuple[LeftOutView, ...]
    count: SourceCount
    day: date
    counted_from: str
    unprinted: tuple[str, ...] = ()

    def number(self, verdict: str) -> int:
        """How many claims have the verdict."""
        return sum(claim.verdict == verdict for claim in self.claims)


@dataclass(frozen=True, slots=True)
class WhichStory:
    """A draft that several stories fit, the likest first: its writer has to say."""

    stories: tuple[StoryView, ...]


def fitting(db: Session, asker: Asker, request: CheckDraft, now: datetime) -> tuple[StoryView, ...]:
    """The stories that the draft may be about: one, or several of which its writer says which.

    Needs no parse. Raises:
        BadRequest, EmptyArchive, UnknownStory: the sentence says what to do.
        NoMatch: nothing indexed is about it.
    """
    workspace = asker.workspace
    article = article_of(asker, request, now)
    newest = stories.newest(db, workspace, 1)
    if not newest:
        raise EmptyArchive(EMPTY)
    if request.story is not None:
        chosen: tuple[int, ...] = (find_story(db, workspace, request.story),)
    else:
        placed = _placed(db, workspace, article)
        chosen = tuple(one.story for one in choose(placed)) or _holding(
            db, workspace, article, [one.story for one in placed]
        )
    if not chosen:
        title = views(db, workspace, newest)[newest[0]]
        raise NoMatch(
            "Nothing that is indexed is about this draft, so there is nothing to compare it with. "
            "Index coverage of the event first (/index and its links), or say which story it "
            f"belongs to with story: and its number. The newest is story:{title.id}, "
            f"“{title.title}”."
        )
    told = views(db, workspace, chosen)
    return tuple(told[id] for id in chosen)


def article_of(asker: Asker, request: CheckDraft, now: datetime) -> Article:
    """The draft as an article of the day it names in its first line, else of today; `compare`
    dates it as its story where that is past.

    Raises BadRequest where it holds nothing to compare, or too much.
    """
    text = request.text.strip("\ufeff \n\r\t") + "\n"
    if not text.strip():
        raise BadRequest(f"There are no words to check. Paste a sentence at least: {COMPARED}")
    if len(text.split()) < FEWEST:
        said = " ".join(text.split())[:60]
        raise BadRequest(
            f"“{said}” is too short to check: it says nothing that coverage could bear out or "
            f"dispute. Give a whole sentence: {COMPARED}"
        )
    if len(text) > LONGEST:
        raise BadRequest(
            f"The draft has {len(text):,} characters; {LONGEST:,} are read at once. Send a part."
        )
    article = read_plain(text, "draft:", outlet=NAME)
    if article.published is None:
        today = now.astimezone(ZoneInfo(asker.zone)).date()
        article = replace(article, published=today, published_from="today")
    return article


def _placed(db: Session, workspace: str, article: Article) -> tuple[Placed, ...]:
    words = {
        stem
        for part in article.account()
        for stem in stems(article.text[part.start : part.end])
        if len(stem) > 2
    }
    near = placing.sharing(db, workspace, words, LOOKED_AT)
    return place(story_item("~draft", article), placing.features(db, workspace, near))


def compare(
    db: Session, asker: Asker, request: CheckDraft, story: StoryView, read: Read, now: datetime
) -> DraftAnswer:
    """The draft against one story's articles.

    Raises BadRequest where it cannot be read; the sentence holds nothing of its text.
    """
    article = article_of(asker, request, now)
    workspace = asker.workspace
    order = _likest(article, placing.features(db, workspace, [story.id])[story.id])
    kept = pieces_of(db, workspace, story.id, order)
    if article.published_from == "today":
        article = _dated_as(article, [piece.article.published for piece in kept])
    try:
        (reading,) = tuple(read([article]))
        coverage = COLLATION.cover([(piece.key, piece.article, piece.reading) for piece in kept])
        found = check_draft(coverage, article, reading, order)
    except ODD_ARTICLE as error:
        # Its message may hold words of the draft, which nobody else may see: only its kind is told.
        raise BadRequest(
            f"This draft could not be compared ({type(error).__name__}). Try it in smaller parts."
        ) from None
    ids = {piece.key: piece.id for piece in kept}
    texts = articles.load(db, workspace, ids.values())
    show = _Shown(
        article,
        reading,
        {key: texts[id] for key, id in ids.items()},
        {o.id: o for o in articles.origins(db, workspace, sorted(ids.values()))},
        reader_zone(asker.zone),
        partial(judged_alike, db, workspace),
    )
    return DraftAnswer(
        story=story,
        claims=tuple(show.claim(one) for one in found.claims if _is_claim(one)),
        left_out=tuple(
            show.left_out(one)
            for one in found.left_out
            if show.told_by(one) > 1 and len(request.text.split()) >= WHOLE
        ),
        count=count_sources(list(show.origins.values())),
        day=article.published or now.date(),
        counted_from=article.published_from or "today",
        unprinted=tuple(
            " ".join(one.span.of(article.text).split())
            for one in found.claims
            if one.kind is Claimed.NAME and one.verdict is Verdict.NOT_FOUND
        ),
    )


def _is_claim(found: Checked) -> bool:
    return found.kind is not Claimed.NAME or found.verdict is Verdict.DISPUTED


def _dated_as(article: Article, published: Sequence[date | None]) -> Article:
    """The draft as of its story, where that is past: "Monday" is the story's, and so is "March"."""
    newest = max((day for day in published if day is not None), default=None)
    if newest is None or article.published is None or article.published - newest <= FRESH:
        return article
    return replace(article, published=newest, published_from="story")


def _holding(db: Session, workspace: str, article: Article, near: Sequence[int]) -> tuple[int, ...]:
    """The story, or stories, that hold most words of a sentence or two: so few say too little for
    a likeness ("is it true that he was convicted?")."""
    own = {word for word, _ in story_item("~draft", article).words}
    if not FEWEST_HELD <= len(own) <= SHORT:
        return ()
    held = {
        story: len(own & {word for item in items for word, _ in item.words})
        for story, items in placing.features(db, workspace, near).items()
    }
    most = max(held.values(), default=0)
    if most < max(FEWEST_HELD, HELD * len(own)):
        return ()
    return tuple(story for story in near if held[story] == most)


def _likest(article: Article, items: Sequence[StoryItem]) -> list[str]:
    """The keys of a story's articles, those most like the draft first."""
    placed = place(story_item("~draft", article), {n: (one,) for n, one in enumerate(items)})
    return [items[one.story].id for one in placed]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is needed to show findings: the draft, and the articles it was compared with."""

    article: Article
    reading: Reading
    texts: Mapping[str, Stored]
    origins: Mapping[int, Origin]
    zone: ZoneInfo
    judged: Callable[[str, str, Evidence], FalseAlarm | None]

    def claim(self, found: Checked) -> ClaimView:
        text = self.article.text
        start, end = _trimmed(text, found.sentence, found.span)
        support = self._citations(found.support)
        return ClaimView(
            kind=str(found.kind),
            verdict=str(found.verdict),
            words=" ".join(found.span.of(text).split()),
            sentence="".join(" " if c.isspace() else c for c in text[start:end]),
            marks=((max(found.span.start, start) - start, min(found.span.end, end) - start),),
            against=tuple(self._against(one) for one in found.against),
            support=support,
            count=self._count(found.support),
            near=() if found.verdict is Verdict.SUPPORTED else self._near(found),
            speaker=self._speaker(found),
        )

    def _near(self, found: Checked) -> tuple[Citation, ...]:
        """What stands near, of articles that are not cited against it already."""
        cited = {row.article for against in found.against for row in against.evidence}
        return self._citations([row for row in found.near if row.article not in cited])

    def left_out(self, found: Discrepancy) -> LeftOutView:
        head, _, words = found.subject.partition(": ")
        # The words of one article are shown beside it, and a head of rare words tells nothing.
        unnamed = bool(words) and f"({head})" in (found.note or "")
        quoting = words.startswith("“")
        return LeftOutView(
            ("" if unnamed else head) if quoting else found.subject,
            self._citations(found.evidence),
            self._count(found.evidence),
        )

    def told_by(self, found: Discrepancy) -> int:
        """By how many independent sources."""
        return self._count(found.evidence).sources

    def _speaker(self, found: Checked) -> str | None:
        for quotation in self.reading.quotations:
            if found.kind == "quotation" and quotation.start == found.span.start:
                person = quotation.person
                return None if person is None else self.reading.people[person].name
        return None

    def _against(self, found: Against) -> AgainstView:
        values: dict[str, list[Evidence]] = {}
        for row in found.evidence:
            values.setdefault(row.value, []).append(row)
        sides = [
            SideView(value, self._citations(rows), self._count(rows))
            for value, rows in values.items()
        ]
        note = found.note
        if found.between is Between.SOURCES:
            note = "the people quoted disagree" + (f"; {note}" if note else "")
        alarms = (self.judged(str(found.kind), found.own, row) for row in found.evidence)
        alarm = next((alarm for alarm in alarms if alarm is not None), None)
        if alarm is not None:
            judged = f"judged no difference in #{alarm.number} ({alarm.why})"
            note = f"{judged}; {note}" if note else judged
        return AgainstView(
            str(found.kind),
            str(found.severity if alarm is None else Severity.SOFT),
            found.subject,
            found.own,
            tuple(sorted(sides, key=lambda side: (-side.count.sources, side.value))),
            note,
        )

    def _citations(self, rows: Sequence[Evidence]) -> tuple[Citation, ...]:
        """One for each article, at the first of its sentences."""
        first: dict[str, Evidence] = {}
        for row in sorted(rows, key=lambda row: (row.article, row.sentence)):
            first.setdefault(row.article, row)
        return tuple(
            cite(self.texts[key], _whole(row), _marked(row), self.zone)
            for key, row in first.items()
        )

    def _count(self, rows: Sequence[Evidence]) -> SourceCount:
        ids = {self.texts[row.article].id for row in rows}
        return count_sources([origin for id, origin in self.origins.items() if id in ids])


def _marked(row: Evidence) -> list[Span]:
    """What is set off in a sentence: nothing where it stands there as a whole."""
    return [] if row.span == row.sentence else [row.span]


def _whole(row: Evidence) -> Span:
    return Span(min(row.sentence.start, row.span.start), max(row.sentence.end, row.span.end))


def _trimmed(text: str, sentence: Span, span: Span) -> tuple[int, int]:
    start, end = min(sentence.start, span.start), max(sentence.end, span.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
