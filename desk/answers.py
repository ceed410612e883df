"""What the desk answers: frozen views that carry their citations, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from desk.own_days import OwnDays
from desk.reasons import FalseAlarm
from desk.revised import RevisionView
from desk.sources import SourceCount as SourceCount
from desk.sources import StoryView as StoryView


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a line comes from: outlet, date, the sentence itself, a link to it.

    `marks` are [start, end) stretches of `sentence` to be shown marked. `link` opens the article
    at the sentence (text fragment); None where the article has no URL: then *Show in context*
    does, with `article` and `at`, the offset of the sentence in the article's text.
    """

    article: int
    outlet: str
    title: str | None
    published: date | None  # None: shown as "undated"
    sentence: str
    marks: tuple[tuple[int, int], ...]
    at: int
    link: str | None


@dataclass(frozen=True, slots=True)
class WordView:
    """A printed stretch of an utterance; `differs` says why it is marked, "" if it is the same."""

    text: str  # with the space or stop that follows it
    differs: str  # "", "changed", "added", "outside", "spelled"
    quoted: bool  # whether the outlet prints it inside quotation marks


@dataclass(frozen=True, slots=True)
class VersionView:
    """One outlet's printing of an utterance."""

    citation: Citation
    words: tuple[WordView, ...]
    kind: str  # direct, mixed, indirect
    cue: str | None
    speaker_printed: str | None
    said_on: date | None
    through: str | None = None  # who passed it on: "Miller, citing the court, said"


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """One thing somebody said, as every outlet prints it. `speaker` None is "unattributed"."""

    id: int
    speaker: str | None
    role: str | None
    story: StoryView
    versions: tuple[VersionView, ...]
    count: SourceCount
    differences: tuple[str, ...]
    matched: int | None = None  # versions that a filter lets through, where one is set


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of how many, and how many things there are in all."""

    number: int
    pages: int
    total: int
    more: bool = False  # older things fit, too, that were not looked at
    ended: bool = False  # nor are they for any further page


@dataclass(frozen=True, slots=True)
class WhoSaidAnswer:
    """`closest` is True where nothing has these words and the nearest are shown instead.

    `instead` are then the words that the first of them has of those looked for.
    """

    question: str
    utterances: tuple[UtteranceView, ...]
    page: Page
    count: SourceCount
    closest: bool = False
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByPerson:
    """What a person decided about an entry: who, what, when, and what the bot had before."""

    id: int  # of the change, by which it is undone
    person: str
    action: str  # added, dated, reworded, excluded, split, merged, hidden
    at: datetime
    before: str = ""  # what the bot had, in words; "" where nothing of it changed
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepView:
    """One value of a count that only grows, with when it held and who prints it.

    `after` says how it stands to the value before: "" for the first, "later", or "same time"
    where both are printed of one. `lower` is True where a higher value was known before.
    """

    value: str  # "12", "at least 12"
    told: tuple[tuple[str, tuple[str, ...]], ...]  # when it held in words, and the outlets
    after: str
    lower: bool
    citations: tuple[Citation, ...]  # one for every article, in that order
    as_of: tuple[str, ...]  # of each citation


@dataclass(frozen=True, slots=True)
class EntryView:
    """One dated event. `when` shows its precision honestly ("12 March 2025", "March 2025").

    `what` is a person's wording, "" where the sentences speak for themselves. An entry that a
    person added may have no citation, but a `link`. A count that grew has a `course` of values,
    `counted` says of what ("dead"). `own` is what each citation gives of the days by itself,
    `count` of those that do; `date_note` says where the days come from if none does.
    """

    id: int
    when: str
    begin: date | None
    end: date | None
    kind: str  # happening, statement, plan, background
    citations: tuple[Citation, ...]  # best first
    count: SourceCount
    conflict: str | None
    names_topic: bool
    precision: str = "day"
    what: str = ""
    link: str | None = None
    by_people: tuple[ByPerson, ...] = ()
    counted: str = ""
    course: tuple[StepView, ...] = ()
    date_note: str = ""
    own: tuple[OwnDays, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One independent voice of a story: an outlet, or all that print one dispatch."""

    outlets: tuple[str, ...]
    articles: tuple[int, ...]  # by their numbers, as in Citation.article


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One thing that a person changed in a timeline, for the record."""

    id: int
    story: int  # as it was numbered then
    action: str  # as in ByPerson
    person: str
    at: datetime
    about: str  # the entry in a few words
    before: str  # what the bot had
    after: str
    note: str
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CorrectionsAnswer:
    """What people changed in a story's timeline, newest first, undone changes too."""

    story: StoryView
    items: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class TimelineAnswer:
    """Entries of one story in time order; `others` are further stories that fit the topic."""

    topic: str
    story: StoryView
    others: tuple[StoryView, ...]
    entries: tuple[EntryView, ...]
    folded: int  # background entries not shown
    page: Page
    count: SourceCount
    lanes: tuple[Lane, ...] = ()
    changed: int = 0  # changes by people that hold, hidden entries among them


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a discrepancy: its value in few words, and who prints it.

    `holders` names for each citation whose words they are, where the outlet only quotes them.
    """

    value: str
    citations: tuple[Citation, ...]
    count: SourceCount
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Who did what with a discrepancy, and when."""

    person: str
    action: str  # as in StoredDecision; no person where an outlet corrected it
    at: datetime
    note: str = ""
    until: datetime | None = None  # the end of a snooze


@dataclass(frozen=True, slots=True)
class DiscrepancyView:
    """One discrepancy with all its sides and what people decided about it.

    `count` is of all that its sides cite. `cut_in` are outlets that lack it in a dispatch which
    another printing of it tells; `edited` the sides, by number, that printings of one dispatch are
    on, dispatch by dispatch.
    """

    id: int
    kind: str
    severity: str
    between: str
    subject: str
    sides: tuple[SideView, ...]
    absent_in: tuple[str, ...]  # outlets that lack it, for omissions
    note: str | None
    story: StoryView
    state: str  # open, resolved, dismissed, snoozed
    found_at: datetime
    confidence: float
    decisions: tuple[Decision, ...] = ()
    present: bool = True  # False: it is found no more
    changed_at: datetime | None = None  # what is shown of it; None: not since it was found
    alarm: FalseAlarm | None = None
    now_as: DiscrepancyView | None = None  # where it is found no more: what is, of its subject
    until: datetime | None = None  # while it is put off
    doubtful: bool = False  # shown only to who asks for it
    count: SourceCount | None = None
    cut_in: tuple[str, ...] = ()
    edited: tuple[tuple[int, ...], ...] = ()
    gone: str = ""  # why it is found no more, as a sentence without its full stop; "": not known
    confirmed: tuple[Decision, ...] = ()  # who calls it useful, and since when


@dataclass(frozen=True, slots=True)
class DiscrepanciesAnswer:
    """Discrepancies, most serious first. `soft` leaves out the `edited` ones, which are between
    printings of one dispatch. They name the topic, `among` so many of its stories; 0 where all of
    these are shown, with `unnamed` since none names it. Where all states are asked for, `doubtful`
    are kept besides."""

    topic: str
    items: tuple[DiscrepancyView, ...]
    page: Page
    hard: int  # of the total
    soft: int
    edited: int = 0
    among: int = 0
    unnamed: bool = False
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A standing order for digests."""

    id: int
    channel: str
    at: time
    zone: str
    days: tuple[int, ...]
    topic: str
    kinds: tuple[str, ...]
    severity: str | None
    exclude: tuple[str, ...]
    paused: bool
    next_at: datetime | None  # aware UTC
    include: tuple[str, ...] = ()
    say_empty: bool = False
    person: str = ""  # who made it


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story's part of a digest: hard ones all, at most five soft ones; `more` soft are left."""

    story: StoryView
    count: SourceCount
    items: tuple[DiscrepancyView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Digest:
    """One edition: discrepancies new since the last one, the worst story first."""

    day: date  # in the subscription's zone
    zone: str
    topic: str
    stories: tuple[DigestStory, ...]
    delivery: int | None = field(default=None, compare=False)  # the edition, once it is claimed
    folded: tuple[int, ...] = ()  # the discrepancies that it only counts
    changes: tuple[RevisionView, ...] = ()  # what outlets changed in their articles

    @property
    def total(self) -> int:
        """How many discrepancies the edition shows or folds away."""
        return sum(len(part.items) + part.more for part in self.stories)


@dataclass(frozen=True, slots=True)
class Delivery:
    """An edition claimed by this process: post it, then tell the desk what became of it."""

    id: int
    subscription: int
    workspace: str
    channel: str
    slot: str  # "subscription:day", also in the message's metadata, found again on takeover
    digest: Digest
    taken_over: bool  # another process claimed it before and may have posted it
    ts: str | None  # the headline message, where it was posted already
    parts: int = 0  # parts of its thread that are known to be posted


@dataclass(frozen=True, slots=True)
class Indexed:
    """One file's or page's fate: "new", "changed", "unchanged" or "failed" with why."""

    source: str
    outcome: str
    why: str | None = None
    article: int | None = None


@dataclass(frozen=True, slots=True)
class IndexAnswer:
    """What became of everything that was to be indexed, in the order given."""

    items: tuple[Indexed, ...]
    new_discrepancies: int


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraphs around a citation; `marks`: a paragraph's number and [start, end) in it."""

    citation: Citation
    paragraphs: tuple[str, ...]
    marks: tuple[tuple[int, int, int], ...]
    trimmed: bool = False  # the text is no longer kept, but for what is cited


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What the archive holds."""

    articles: int
    stories: int
    quotations: int
    discrepancies: int
    newest: date | None
    failed: tuple[Indexed, ...]
    pending: int = 0  # articles that are kept, but in no story yet
