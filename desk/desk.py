"""The desk: every question the newsroom can ask, each answered or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from threading import Lock

from desk import (
    collating,
    context,
    corrections,
    discrepancies,
    fetching,
    indexing,
    polling,
    revisiting,
    stories,
    timeline,
    who_said,
)
from desk.answers import (
    ArchiveStatus,
    Context,
    CorrectionsAnswer,
    CorrectionView,
    DiscrepanciesAnswer,
    DiscrepancyView,
    IndexAnswer,
    Indexed,
    StoryView,
    TimelineAnswer,
    WhoSaidAnswer,
)
from desk.bringing import Fetch
from desk.counters.changes import Changes
from desk.counters.counter import Counter, sentences
from desk.counters.digests import Digests
from desk.counters.drafts import Drafts
from desk.counters.feeds import Feeds
from desk.counters.front import Front
from desk.counters.grouping import Grouping
from desk.counters.installations import Installations
from desk.counters.keeping import Keeping
from desk.counters.links import Links
from desk.counters.people import People
from desk.counters.postings import Postings
from desk.counters.questions import Questions
from desk.counters.rules import Rules
from desk.counters.verdicts import Verdicts
from desk.errors import BadRequest, EmptyArchive, NoMatch
from desk.findings import COLLATION, Collation
from desk.requests import (
    AddEntry,
    Asker,
    CorrectEntry,
    ShowDiscrepancies,
    ShowTimeline,
    WhoSaid,
)
from extraction.annotations import Reading
from intake.article import Article
from store import discrepancies as kept_discrepancies
from store import events, failures, outlets
from store import stories as kept_stories
from store.archive import Archive

_STORIES = 100  # the newest that are listed
_FAILURES = 20  # the latest that the status shows


class Desk(Counter):
    """Answers from the archive; `digests`, `links` and `people` are counters of their own."""

    def __init__(
        self,
        archive: Archive,
        read: Callable[[Iterable[Article]], Iterable[Reading]],
        now: Callable[[], datetime],
        collation: Collation = COLLATION,
        fetch: Fetch = fetching.nothing,
        web: polling.Web | None = None,
        look: revisiting.Look = revisiting.nothing,
        keep_days: int | None = None,
    ) -> None:
        """`read` gives a reading for each article, in order; `now` an aware moment; `fetch` what a
        link leads to that a person asked for, `web` what feeds lead to, `look` what stands at a
        link that was read before. After `keep_days` only what is cited of a text is kept."""
        super().__init__(archive, now)
        self._collation = collation
        self._read = read
        self._indexing = Lock()  # links and feeds are read by threads of their own
        self.changes = Changes(archive, now, look, self._index_of)
        self.digests = Digests(archive, now)
        self.drafts = Drafts(archive, now, read)
        self.feeds = Feeds(archive, now, web or polling.NoWeb(), self._index_of)
        self.front = Front(archive, now)
        self.grouping = Grouping(archive, now, self.catch_up)
        self.installations = Installations(archive, now)
        self.keeping = Keeping(archive, now, read, collation, keep_days)
        self.links = Links(archive, now, fetch, self._index_of)
        self.people = People(archive, now, self.catch_up)
        self.verdicts = Verdicts(archive, now)
        self.postings = Postings(archive, now)
        self.rules = Rules(archive, now)
        self.questions = Questions(archive, now)

    # What was said, when, and where accounts differ.

    def who_said(self, asker: Asker, request: WhoSaid) -> WhoSaidAnswer:
        """Raises EmptyArchive, UnknownStory, or NoMatch with what comes nearest."""
        with self._asked() as db:
            return who_said.answer(db, asker, request)

    def timeline(self, asker: Asker, request: ShowTimeline) -> TimelineAnswer:
        """Raises EmptyArchive, UnknownStory, or NoMatch with what comes nearest."""
        with self._asked() as db:
            return timeline.answer(db, asker, request)

    def add_entry(self, asker: Asker, request: AddEntry) -> CorrectionView:
        """Put an event on a timeline. Raises BadRequest or UnknownStory, with nothing written."""
        with self._told() as db:
            return corrections.add(db, asker, request, self._now())

    def correct_entry(self, asker: Asker, request: CorrectEntry) -> CorrectionView:
        """Change a timeline's entry. Raises BadRequest, NoMatch or UnknownStory."""
        with self._told() as db:
            return corrections.correct(db, asker, request, self._now())

    def undo_correction(self, asker: Asker, id: int) -> CorrectionView:
        """Take back what somebody added or corrected. Raises NoMatch."""
        with self._told() as db:
            return corrections.undo(db, asker, id, self._now())

    def corrections(self, asker: Asker, story: int) -> CorrectionsAnswer:
        """What people added to a story's timeline and corrected in it. Raises UnknownStory."""
        with self._asked() as db:
            return corrections.listing(db, asker, story)

    def discrepancies(self, asker: Asker, request: ShowDiscrepancies) -> DiscrepanciesAnswer:
        """Raises EmptyArchive, UnknownStory, BadRequest or NoMatch."""
        with self._asked() as db:
            return discrepancies.answer(db, asker, request, self._now())

    def discrepancy(self, asker: Asker, id: int) -> DiscrepancyView:
        """One discrepancy, also if it is found no more. Raises NoMatch."""
        with self._asked() as db:
            return discrepancies.one(db, asker, id, self._now())

    def decide(
        self,
        asker: Asker,
        id: int,
        action: str,
        note: str = "",
        until: datetime | None = None,
        reason: str = "",
        known: int | None = None,
    ) -> DiscrepancyView:
        """resolve, dismiss (reason), snooze (until), assign (note: to whom), note, undo (known:
        how many decisions were shown).

        Raises NoMatch or BadRequest, with nothing written.
        """
        with self._told() as db:
            return discrepancies.settle(
                db, asker, id, action, note, until, self._now(), reason, known
            )

    def stories(self, asker: Asker) -> tuple[StoryView, ...]:
        """The newest stories, newest first; none in an empty archive."""
        with self._asked() as db:
            ids = kept_stories.newest(db, asker.workspace, _STORIES)
            found = stories.views(db, asker.workspace, ids)
            return tuple(found[id] for id in ids)

    def context(self, asker: Asker, article: int, at: int, *, quotation: bool = False) -> Context:
        """The paragraph around the offset `at` of an article, where a `quotation` may begin.

        Raises NoMatch.
        """
        with self._asked() as db:
            return context.around(db, asker, article, at, quotation=quotation)

    def outlets(self, asker: Asker) -> tuple[str, ...]:
        """The names of all outlets, as people read them, sorted."""
        with self._asked() as db:
            return outlets.names(db, asker.workspace)

    def status(self, asker: Asker) -> ArchiveStatus:
        """How much there is, and what could not be read lately."""
        with self._asked() as db:
            totals = kept_stories.totals(db, asker.workspace)
            failed = failures.newest(db, asker.workspace, _FAILURES)
            return ArchiveStatus(
                articles=totals.articles,
                stories=totals.stories,
                quotations=totals.quotations,
                discrepancies=kept_discrepancies.total(db, asker.workspace),
                newest=totals.newest,
                failed=tuple(Indexed(one.source, "failed", one.why) for one in failed),
                pending=kept_stories.count_pending(db, asker.workspace),
            )

    # What goes in.

    def index(
        self,
        asker: Asker,
        items: Iterable[Article | Indexed],
        progress: Callable[[Indexed], None] | None = None,
    ) -> IndexAnswer:
        """Keep and compare articles. Raises ArchiveBusy; what was kept by then stays kept."""
        with sentences():
            return indexing.index(
                self._archive,
                asker.workspace,
                items,
                self._read,
                self._collation,
                self._now,
                progress,
            )

    def catch_up(self, asker: Asker) -> int:
        """Do what a process that died while indexing left undone; returns how much is news."""
        with sentences():
            return collating.catch_up(self._archive, asker.workspace, self._collation, self._now())

    def rename_outlet(self, asker: Asker, old: str, new: str) -> int:
        """Name an outlet, for good; returns how many articles. Raises BadRequest or NoMatch."""
        name = " ".join(new.split())
        if not name:
            raise BadRequest("Say what the outlet is to be called.")
        with self._told() as db:
            changed = outlets.rename(db, asker.workspace, old.strip(), name)
            if not changed:
                if not outlets.names(db, asker.workspace):
                    raise EmptyArchive(stories.EMPTY)
                stories.find_outlets(db, asker.workspace, old)
                raise NoMatch(f"Write the whole name of the outlet; “{old}” is only part of it.")
            kept_stories.make_stale_of_outlet(db, asker.workspace, name)
        self.catch_up(asker)
        return changed

    def first_time(self, workspace: str, event_id: str) -> bool:
        """Whether an event of Slack's is seen for the first time in three days."""
        with self._told() as db:
            return events.first_time(db, workspace, event_id, self._now())

    def _index_of(self, workspace: str, items: Iterable[Article]) -> IndexAnswer:
        with self._indexing:
            return self.index(Asker(workspace), items)
