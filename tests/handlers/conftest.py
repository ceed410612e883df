"""A desk written by hand, and the real Bolt app before it, reached through the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest

from desk.answers import (
    ArchiveStatus,
    Citation,
    Context,
    Decision,
    Digest,
    DigestStory,
    DiscrepanciesAnswer,
    DiscrepancyView,
    EntryView,
    Page,
    SideView,
    SourceCount,
    StoryView,
    SubscriptionView,
    TimelineAnswer,
    UtteranceView,
    VersionView,
    WhoSaidAnswer,
    WordView,
)
from desk.errors import NoMatch, NotAllowed
from desk.examples import Examples
from desk.feed_views import FeedView
from desk.plain_questions import AskHowMany, AskWhen, CountedView, HowManyAnswer, WhenAnswer
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, Subscribe, WhoSaid
from desk.verdicts import Judgement, VerdictView
from handlers.app import make_app, make_client
from handlers.reception import Reception
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox, WatchedExecutor

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)

STORY = StoryView(7, "A meeting at the White House", 5, 4, date(2025, 4, 14), None, ("A", "B"))
COUNT = SourceCount(5, 4, (("The Star", "The Post"),))


def cite(article: int, outlet: str, sentence: str, link: str | None = None) -> Citation:
    return Citation(article, outlet, None, date(2025, 4, 14), sentence, ((0, 3),), 120, link)


POST = cite(1, "The Post", "The question is preposterous.")
STAR = cite(2, "The Star", "The question is absurd.", "https://star.example/a#:~:text=The")
UTTERANCE = UtteranceView(
    3,
    "Nayib Bukele",
    "president of El Salvador",
    STORY,
    (
        VersionView(
            POST,
            (WordView("The question is ", "", True), WordView("preposterous.", "changed", True)),
            "direct",
            "said",
            "Bukele",
            None,
        ),
        VersionView(
            STAR,
            (WordView("The question is ", "", True), WordView("absurd.", "changed", True)),
            "direct",
            "said",
            "Mr Bukele",
            None,
        ),
    ),
    COUNT,
    ("“preposterous” or “absurd”",),
)
CONFLICT = DiscrepancyView(
    12,
    "label",
    "hard",
    "outlets",
    "Abrego Garcia's status",
    (
        SideView(
            "legal resident", (replace(POST, sentence="A legal resident was sent home."),), COUNT
        ),
        SideView(
            "illegal alien", (replace(STAR, sentence="An illegal alien was sent home."),), COUNT
        ),
    ),
    (),
    None,
    STORY,
    "open",
    NOW,
    0.9,
)


@dataclass
class FakeDigests:
    """Standing orders, kept in a dict."""

    orders: dict[int, SubscriptionView] = field(default_factory=dict)
    ended: dict[int, SubscriptionView] = field(default_factory=dict)

    def set_up(self, asker: Asker, request: Subscribe) -> tuple[SubscriptionView, bool]:
        id = len(self.orders) + 1
        self.orders[id] = self._view(id, request, asker.person)
        return self.orders[id], True

    def _view(self, id: int, request: Subscribe, person: str) -> SubscriptionView:
        given = (request.topic, request.kinds, request.severity, request.exclude, False, NOW)
        more = (request.include, request.say_empty, person)
        when = (request.channel, request.at, request.zone, request.days)
        return SubscriptionView(id, *when, *given, *more)

    def standing(self, asker: Asker, channel: str | None = None) -> tuple[object, ...]:
        return tuple(v for v in self.orders.values() if channel in (None, v.channel))

    def owned(self, asker: Asker, id: int) -> SubscriptionView:
        return self.orders[id]

    def change(self, asker: Asker, id: int, request: Subscribe) -> SubscriptionView:
        self.orders[id] = self._view(id, request, self.orders[id].person)
        return self.orders[id]

    def unsubscribe(self, asker: Asker, id: int) -> SubscriptionView:
        self.ended[id] = self.orders.pop(id)
        return self.ended[id]

    def go_on(self, asker: Asker, id: int) -> SubscriptionView:
        self.orders[id] = self.ended.pop(id)
        return self.orders[id]

    def rest(self, asker: Asker, delivery: int, story: int, beyond: int) -> tuple[object, ...]:
        return (CONFLICT,)

    def pause(self, asker: Asker, id: int, paused: bool) -> SubscriptionView:
        self.orders[id] = replace(self.orders[id], paused=paused)
        return self.orders[id]

    def preview(self, asker: Asker, wanted: object) -> Digest:
        part = DigestStory(STORY, COUNT, (CONFLICT,), 0)
        return Digest(date(2025, 4, 15), "Europe/London", "", (part,))


@dataclass
class FakeVerdicts:
    """Keeps what it was told."""

    given: list[Judgement] = field(default_factory=list)

    def judge(self, asker: Asker, given: Judgement) -> VerdictView:
        self.given.append(given)
        number = given.of if isinstance(given.of, int) else None
        words = (given.reason, given.note, given.line, "Abrego Garcia's status")
        return VerdictView(1, asker.person, given.verdict, given.about, number, *words, NOW)

    def undo(self, asker: Asker, id: int) -> VerdictView:
        given = self.given.pop()
        return VerdictView(id, asker.person, given.verdict, given.about, None, "", "", "", "", NOW)

    def listing(self, asker: Asker) -> tuple[VerdictView, ...]:
        return ()


@dataclass
class FakePostings:
    """Keeps what is posted; nothing is ever out of date."""

    kept: list[object] = field(default_factory=list)

    def keep(self, asker: Asker, posting: object, views: object) -> None:
        self.kept.append((posting, views))

    def claim_about(self, asker: Asker, discrepancy: int) -> tuple[object, ...]:
        return ()

    def tell(self, workspace: str, channel: str, thread: str, change: object) -> bool:
        return True


@dataclass
class FakeRules:
    """Guests are refused until a test says otherwise."""

    guests: bool = False

    def guests_may_ask(self, workspace: str) -> bool:
        return self.guests

    def let_guests_ask(self, asker: Asker, allow: bool) -> None:
        if not asker.admin:
            raise NotAllowed("Only an admin decides.")
        self.guests = allow


@dataclass
class FakeQuestions:
    """What an archive with one story can be asked."""

    asked: list[object] = field(default_factory=list)

    def examples(self, asker: Asker, words: tuple[str, ...] = ()) -> Examples:
        person = next((word for word in words if word.lower() == "bukele"), "")
        topic = " ".join(words) if person else ""
        return Examples(STORY, "Nayib Bukele", "preposterous", "", "A", True, person, topic)

    def when(self, asker: Asker, request: AskWhen) -> WhenAnswer:
        self.asked.append(request)
        day = date(2025, 3, 12)
        entry = EntryView(
            1, "12 March 2025", day, day, "happening", (POST,), COUNT, "12 or 15 March", True
        )
        return WhenAnswer(" ".join(request.words), STORY, (entry,))

    def how_many(self, asker: Asker, request: AskHowMany) -> HowManyAnswer:
        self.asked.append(request)
        row = CountedView("12", "12 people", (POST, STAR), COUNT)
        return HowManyAnswer(" ".join(request.words), STORY, (row,))


class FakeFeeds:
    """No feed is followed."""

    def listing(self, asker: Asker) -> tuple[FeedView, ...]:
        return ()


@dataclass
class FakeFront:
    """The newest discrepancy, and zones that people chose."""

    zones: dict[str, str] = field(default_factory=dict)

    def newest(self, asker: Asker, most: int) -> tuple[DiscrepancyView, ...]:
        return (CONFLICT,)

    def zone(self, asker: Asker) -> str | None:
        return self.zones.get(asker.person)

    def choose_zone(self, asker: Asker, zone: str | None) -> None:
        self.zones.pop(asker.person, None)
        if zone is not None:
            self.zones[asker.person] = zone


@dataclass
class FakeDesk:
    """Answers the same to everybody, and remembers what it was asked."""

    asked: list[object] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    digests: FakeDigests = field(default_factory=FakeDigests)
    verdicts: FakeVerdicts = field(default_factory=FakeVerdicts)
    postings: FakePostings = field(default_factory=FakePostings)
    rules: FakeRules = field(default_factory=FakeRules)
    feeds: FakeFeeds = field(default_factory=FakeFeeds)
    questions: FakeQuestions = field(default_factory=FakeQuestions)
    front: FakeFront = field(default_factory=FakeFront)
    conflict: DiscrepancyView = CONFLICT
    fault: Exception | None = None

    def who_said(self, asker: Asker, request: WhoSaid) -> WhoSaidAnswer:
        self.asked.append((asker, request))
        if self.fault:
            raise self.fault
        if "nothing" in request.words:
            raise NoMatch("Nobody is quoted with nothing. The closest is “something”.")
        return WhoSaidAnswer("preposterous", (UTTERANCE,), Page(request.page, 2, 2), COUNT)

    def timeline(self, asker: Asker, request: ShowTimeline) -> TimelineAnswer:
        self.asked.append((asker, request))
        day = date(2025, 3, 12)
        entry = EntryView(
            1, "12 March 2025", day, day, "happening", (POST, STAR), COUNT, "12 or 15 March", True
        )
        return TimelineAnswer(request.topic, STORY, (), (entry,), 2, Page(1, 1, 1), COUNT)

    def discrepancies(self, asker: Asker, request: ShowDiscrepancies) -> DiscrepanciesAnswer:
        self.asked.append((asker, request))
        return DiscrepanciesAnswer(request.topic, (self.conflict,), Page(1, 1, 1), 1, 0)

    def discrepancy(self, asker: Asker, id: int) -> DiscrepancyView:
        return self.conflict

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
        self.asked.append((action, note, until) + ((reason,) if reason else ()))
        names = {"resolve": "resolved", "note": "noted", "assign": "assigned", "snooze": "snoozed"}
        names["dismiss"] = "dismissed"
        states = {"resolve": "resolved", "snooze": "snoozed", "undo": "open"}
        states["dismiss"] = "dismissed"
        made = Decision(asker.person, names.get(action, "undone"), NOW, note, until)
        state = states.get(action, self.conflict.state)
        decisions = (*self.conflict.decisions, made)
        self.conflict = replace(self.conflict, state=state, decisions=decisions)
        return self.conflict

    def stories(self, asker: Asker) -> tuple[StoryView, ...]:
        return (STORY,)

    def context(self, asker: Asker, article: int, at: int, *, quotation: bool = False) -> Context:
        self.asked.append((article, at, quotation))
        paragraphs = ("Before it.", "The question is preposterous.", "After.")
        return Context(POST, paragraphs, ((1, 16, 28),))

    def outlets(self, asker: Asker) -> tuple[str, ...]:
        return ("The Post", "The Star")

    def status(self, asker: Asker) -> ArchiveStatus:
        return ArchiveStatus(5, 1, 40, 12, date(2025, 4, 15), ())

    def rename_outlet(self, asker: Asker, old: str, new: str) -> int:
        self.asked.append((old, new))
        return 1

    def first_time(self, workspace: str, event_id: str) -> bool:
        known = event_id in self.events
        self.events.add(event_id)
        return not known


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def slack(desk: FakeDesk) -> Iterator[Sandbox]:
    """The sandbox with the whole bot in it, but for the desk."""
    with ExitStack() as stack:
        executor = WatchedExecutor()
        stack.callback(executor.shutdown)
        answers: list[Callable[..., tuple[int, Any, str]]] = []

        def bot(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            return answers[0](method, headers, body)

        sandbox = stack.enter_context(Sandbox(MANIFEST, bot=bot, idle=executor.wait_idle))
        client = make_client(BOT_TOKEN, sandbox.api_url)
        reception = Reception(desk, lambda: NOW, "newsroom")  # type: ignore[arg-type]
        app = make_app(client, reception, SIGNING_SECRET, executor)

        def dispatch(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            answer = app.dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return answer.status, answer.headers, answer.body

        answers.append(dispatch)
        yield sandbox
