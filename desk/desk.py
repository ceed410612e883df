"""The desk: every question the newsroom can ask, each answered or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from desk import (
    collating,
    context,
    corrections,
    deliveries,
    discrepancies,
    fetching,
    indexing,
    people,
    stories,
    subscriptions,
    timeline,
    who_said,
)
from desk.answers import (
    ArchiveStatus,
    Context,
    CorrectionsAnswer,
    CorrectionView,
    Delivery,
    Digest,
    DiscrepanciesAnswer,
    DiscrepancyView,
    IndexAnswer,
    Indexed,
    StoryView,
    SubscriptionView,
    TimelineAnswer,
    WhoSaidAnswer,
)
from desk.errors import ArchiveBusy, BadRequest, EmptyArchive, NoMatch
from desk.findings import COLLATION, Collation
from desk.links import FinishedLinks, LinksView
from desk.persons import PersonAnswer, PersonChoice, PersonView
from desk.requests import (
    AddEntry,
    Asker,
    CorrectEntry,
    ShowDiscrepancies,
    ShowPerson,
    ShowTimeline,
    Subscribe,
    WhoSaid,
)
from extraction.annotations import Reading
from intake.article import Article
from store import discrepancies as kept_discrepancies
from store import events, failures, outlets
from store import stories as kept_stories
from store import subscriptions as kept_subscriptions
from store.archive import Archive, ArchiveLocked, Session

_STORIES = 100  # the newest that are listed
_FAILURES = 20  # the latest that the status shows


class Desk:
    """Answers from the archive. Threads may share one; every method raises only ParallaxError."""

    def __init__(
        self,
        archive: Archive,
        read: Callable[[Iterable[Article]], Iterable[Reading]],
        now: Callable[[], datetime],
        collation: Collation = COLLATION,
        fetch: fetching.Fetch = fetching.nothing,
    ) -> None:
        """`read` gives a reading for each article, in order; `now` an aware moment; `fetch` what a
        link leads to."""
        self._archive = archive
        self._collation = collation
        self._fetch = fetch
        self._read = read
        self._now = now

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
        self, asker: Asker, id: int, action: str, note: str = "", until: datetime | None = None
    ) -> DiscrepancyView:
        """resolve, dismiss, snooze (until), assign (note: to whom), note, undo.

        Raises NoMatch or BadRequest, with nothing written.
        """
        with self._told() as db:
            return discrepancies.settle(db, asker, id, action, note, until, self._now())

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

    # Who is who.

    def person(self, asker: Asker, request: ShowPerson) -> PersonAnswer:
        """Raises BadRequest, EmptyArchive or NoMatch."""
        with self._asked() as db:
            return people.answer(db, asker, request)

    def person_candidates(self, asker: Asker, id: int) -> tuple[PersonChoice, ...]:
        """Whom a person may be merged with, the likest first. Raises NoMatch."""
        with self._asked() as db:
            return people.candidates(db, asker, id)

    def merge_people(self, asker: Asker, id: int, other: int | str) -> PersonView:
        """Raises BadRequest or NoMatch, with nothing written."""
        with self._told() as db:
            return people.merge(db, asker, id, other, self._now())

    def split_person(self, asker: Asker, id: int, names: Sequence[int]) -> PersonView:
        """Raises BadRequest or NoMatch, with nothing written."""
        with self._told() as db:
            return people.split(db, asker, id, names, self._now())

    def part_in_story(self, asker: Asker, id: int, story: int) -> PersonView:
        """In that story somebody else of the name speaks. Raises BadRequest or NothingFound."""
        with self._told() as db:
            people.elsewhere(db, asker, id, story, self._now())
        self.catch_up(asker)
        with self._asked() as db:
            return people.view(db, asker, id)

    def undo_person(self, asker: Asker, id: int) -> PersonView:
        """Takes the newest decision back. Raises BadRequest where there is none, or NoMatch."""
        with self._told() as db:
            people.undo(db, asker, id, self._now())
        self.catch_up(asker)
        with self._asked() as db:
            return people.view(db, asker, id)

    # What goes in.

    def index(
        self,
        asker: Asker,
        items: Iterable[Article | Indexed],
        progress: Callable[[Indexed], None] | None = None,
    ) -> IndexAnswer:
        """Keep and compare articles. Raises ArchiveBusy; what was kept by then stays kept."""
        with _sentences():
            return indexing.index(
                self._archive,
                asker.workspace,
                items,
                self._read,
                self._collation,
                self._now,
                progress,
            )

    def index_links(
        self, asker: Asker, urls: Sequence[str], answer_to: str | None = None
    ) -> LinksView:
        """Ask for links to be fetched soon; `answer_to` is where the asker waits, in the words of
        whoever tells them. Raises BadRequest where there are none, or too many."""
        with self._told() as db:
            return fetching.queue(db, asker, urls, self._now(), answer_to)

    def index_links_now(self, asker: Asker, urls: Sequence[str]) -> LinksView:
        """Fetch links before this returns. Raises BadRequest as `index_links`."""
        with self._told() as db:
            queued = fetching.queue(db, asker, urls, self._now(), None)
        ids = tuple(link.id for link in queued.links)
        self._fetch_due(ids)
        with self._asked() as db:
            return LinksView(fetching.views(db, asker.workspace, ids), None)

    def try_link_again(self, asker: Asker, id: int, answer_to: str | None = None) -> LinksView:
        """Ask once more for a link that failed. Raises NoMatch."""
        with self._told() as db:
            return fetching.again(db, asker, id, self._now(), answer_to)

    def links(self, asker: Asker) -> LinksView:
        """The latest links that were asked for, newest first, and what became of them."""
        with self._asked() as db:
            return fetching.newest(db, asker.workspace)

    def fetch_due(self) -> int:
        """Fetch and index the links of all workspaces that wait for it; how many there were."""
        return self._fetch_due(None)

    def finished_links(self) -> tuple[FinishedLinks, ...]:
        """Links of all workspaces whose askers do not know yet what became of them."""
        with self._asked() as db:
            return fetching.finished(db)

    def links_told(self, finished: FinishedLinks) -> None:
        """The asker knows."""
        with self._told() as db:
            fetching.told(db, finished)

    def catch_up(self, asker: Asker) -> int:
        """Do what a process that died while indexing left undone; returns how much is news."""
        with _sentences():
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

    # Digests.

    def subscribe(self, asker: Asker, request: Subscribe) -> SubscriptionView:
        """Raises BadRequest for a zone, day, kind or severity that is none."""
        with self._told() as db:
            return subscriptions.subscribe(db, asker, request, self._now())

    def subscriptions(
        self, asker: Asker, channel: str | None = None
    ) -> tuple[SubscriptionView, ...]:
        """The standing orders of the workspace, or of one channel."""
        with self._asked() as db:
            found = kept_subscriptions.load(db, asker.workspace, channel)
            return tuple(subscriptions.view(stored, self._now()) for stored in found)

    def unsubscribe(self, asker: Asker, id: int) -> None:
        """Raises NoMatch."""
        with self._told() as db:
            kept_subscriptions.end(db, subscriptions.find(db, asker, id).id)

    def pause(self, asker: Asker, id: int, paused: bool) -> SubscriptionView:
        """Stop a digest, or go on with it. Raises NoMatch."""
        with self._told() as db:
            found = subscriptions.find(db, asker, id)
            kept_subscriptions.pause(db, found.id, paused, self._now())
            return subscriptions.view(subscriptions.find(db, asker, id), self._now())

    def preview(self, asker: Asker, wanted: Subscribe | int) -> Digest:
        """The edition as it would be now; claims nothing. Raises BadRequest or NoMatch."""
        with self._asked() as db:
            return subscriptions.preview(db, asker, wanted, self._now())

    def claim_due(self, process: str) -> tuple[Delivery, ...]:
        """The editions of all workspaces that `process` is to post from now on."""
        with _sentences():
            return tuple(deliveries.claim_due(self._archive, process, self._now()))

    def posted(self, delivery: Delivery, ts: str, parts: int) -> None:
        """The headline stands at `ts`, with so many parts of its thread."""
        with self._told() as db:
            deliveries.posted(db, delivery, ts, parts, self._now())

    def delivered(self, delivery: Delivery, ts: str) -> None:
        """All of the edition is posted, its headline at `ts`."""
        with self._told() as db:
            deliveries.delivered(db, delivery, ts)

    def delivery_failed(self, delivery: Delivery, why: str) -> None:
        """Slack refused: the edition is handed out again in a few minutes."""
        with self._told() as db:
            deliveries.failed(db, delivery, why, self._now())

    def first_time(self, workspace: str, event_id: str) -> bool:
        """Whether an event of Slack's is seen for the first time in three days."""
        with self._told() as db:
            return events.first_time(db, workspace, event_id, self._now())

    def _fetch_due(self, ids: tuple[int, ...] | None) -> int:
        with _sentences():
            return fetching.fetch_due(
                self._archive,
                self._fetch,
                lambda workspace, items: self.index(Asker(workspace), items),
                self._now,
                ids,
            )

    @contextmanager
    def _asked(self) -> Iterator[Session]:
        with _sentences(), self._archive.reading() as db:
            yield db

    @contextmanager
    def _told(self) -> Iterator[Session]:
        with _sentences(), self._archive.writing() as db:
            yield db


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except ArchiveLocked as error:
        raise ArchiveBusy(
            "Another process is writing to the archive. Nothing was lost; try again in a minute."
        ) from error
