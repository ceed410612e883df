"""What can be asked of the bot beside the desk's own requests: one frozen value a question."""

from __future__ import annotations

from dataclasses import dataclass

from desk.changes import ShowChanges
from desk.drafts import CheckDraft
from desk.grouped import MergeStories, ShowStory, SplitStory, UndoStory
from desk.plain_questions import AskHowMany, AskWhen
from desk.removal import Forget, ShowPrivacy
from desk.requests import ShowDiscrepancies, ShowPerson, ShowTimeline, Subscribe, WhoSaid


@dataclass(frozen=True, slots=True)
class OpenDiscrepancy:
    """`/discrepancies id:12`: one of them, with every source."""

    id: int


@dataclass(frozen=True, slots=True)
class ShowCorrections:
    """`/timeline TOPIC corrections:yes`: what people changed in the story's timeline."""

    of: ShowTimeline


@dataclass(frozen=True, slots=True)
class ListDigests:
    """`/digest list`: the standing orders of the channel."""


@dataclass(frozen=True, slots=True)
class StopDigest:
    """`/digest unsubscribe 3`; without a number the only one of the channel."""

    id: int | None


@dataclass(frozen=True, slots=True)
class EditDigest:
    """`/digest edit 3`: its fields in a modal."""

    id: int | None


@dataclass(frozen=True, slots=True)
class PauseDigest:
    """`/digest pause 3`, `/digest resume 3`."""

    id: int | None
    paused: bool


@dataclass(frozen=True, slots=True)
class PreviewDigest:
    """`/digest now`: of a standing order by its number, or of the filters typed."""

    what: Subscribe | int


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """`/parallax status`."""


@dataclass(frozen=True, slots=True)
class ShowStories:
    """`/parallax stories`."""


@dataclass(frozen=True, slots=True)
class IndexLinks:
    """`/index https://…`, or a mention with links: fetch and index them."""

    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShowLinks:
    """`/index status`: the latest links, and what became of them."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """`/check-draft` without a text: the form to paste it into; `story` if it was said."""

    story: int | None = None


@dataclass(frozen=True, slots=True)
class FollowFeed:
    """`/index feed https://…`: follow a feed, or the one that a page names."""

    url: str


@dataclass(frozen=True, slots=True)
class ListFeeds:
    """`/index feeds`: those that are followed, and those that fail."""


@dataclass(frozen=True, slots=True)
class ShowFeed:
    """`/index feed 3`: one feed, and the latest links that it named."""

    id: int


@dataclass(frozen=True, slots=True)
class ChangeFeed:
    """`/index feeds stop 3`; `verb` is stop, resume, poll or remove."""

    id: int
    verb: str


@dataclass(frozen=True, slots=True)
class ExportFeeds:
    """`/index feeds export`: all of them as a file, for another reader of feeds."""


@dataclass(frozen=True, slots=True)
class NameOutlet:
    """`/parallax outlet OLD "NEW"`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShowVerdicts:
    """`/parallax verdicts`: what people judged useful or wrong."""


@dataclass(frozen=True, slots=True)
class Guests:
    """`/parallax guests allow`, `refuse`; None: how it stands."""

    allow: bool | None


@dataclass(frozen=True, slots=True)
class Help:
    """`help`, `/timeline help`: `topic` is the command without its slash, or empty."""

    topic: str = ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """ "Thanks!": nothing is asked."""


Question = (
    WhoSaid
    | ShowTimeline
    | ShowDiscrepancies
    | OpenDiscrepancy
    | ShowCorrections
    | Subscribe
    | ListDigests
    | StopDigest
    | EditDigest
    | PauseDigest
    | PreviewDigest
    | ShowStatus
    | ShowStories
    | ShowStory
    | MergeStories
    | SplitStory
    | UndoStory
    | ShowPerson
    | IndexLinks
    | ShowLinks
    | FollowFeed
    | ListFeeds
    | ShowFeed
    | ChangeFeed
    | ExportFeeds
    | NameOutlet
    | ShowChanges
    | Forget
    | ShowPrivacy
    | ShowVerdicts
    | Guests
    | CheckDraft
    | OpenDraft
    | AskWhen
    | AskHowMany
    | Help
    | Thanks
)
