"""A question and who asks it in; the desk's answer, rendered, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.answers import SubscriptionView
from desk.changes import ShowChanges
from desk.drafts import CheckDraft
from desk.errors import BadRequest, NoMatch
from desk.grouped import MergeStories, ShowStory, SplitStory, UndoStory
from desk.plain_questions import AskHowMany, AskWhen
from desk.removal import Forget, ShowPrivacy
from desk.requests import Asker, ShowDiscrepancies, ShowPerson, ShowTimeline, Subscribe, WhoSaid
from handlers import feeds as feed_answers
from handlers.arguments import turns, write
from handlers.asked import (
    ChangeFeed,
    EditDigest,
    ExportFeeds,
    FollowFeed,
    Guests,
    Help,
    IndexLinks,
    ListDigests,
    ListFeeds,
    NameOutlet,
    OpenDiscrepancy,
    OpenDraft,
    PauseDigest,
    PreviewDigest,
    Question,
    ShowCorrections,
    ShowFeed,
    ShowLinks,
    ShowStatus,
    ShowStories,
    ShowVerdicts,
    StopDigest,
    Thanks,
)
from handlers.blocks import (
    changes,
    corrections,
    digest,
    discrepancies,
    feeds,
    keeping,
    links,
    notices,
    orders,
    person,
    plain,
    story,
    subscriptions,
    timeline,
    verdicts,
    who_said,
)
from handlers.blocks.fitting import Message

if TYPE_CHECKING:
    from desk.desk import Desk


def answer(
    desk: Desk,
    asker: Asker,
    question: Question,
    *,
    channel: str = "",
    share: bool = False,
    shared_by: str = "",
) -> Message:
    """`share` puts the button on it; `shared_by` names who pressed it; `channel` holds digests.

    Raises a ParallaxError whose sentence is to be shown instead.
    """
    match question:
        case WhoSaid():
            said = desk.who_said(asker, question)
            turn = turns(question, said.page)
            return who_said.render(said, write(question), turn, share=share, shared_by=shared_by)
        case ShowTimeline():
            return _timeline(desk, asker, question, share, shared_by)
        case ShowCorrections():
            number = question.of.filters.story or desk.timeline(asker, question.of).story.id
            return corrections.record(desk.corrections(asker, number), asker.zone)
        case ShowDiscrepancies():
            found = desk.discrepancies(asker, question)
            turn = turns(question, found.page)
            here = write(question)
            return discrepancies.render(
                found, here, turn, share=share, shared_by=shared_by, zone=asker.zone
            )
        case OpenDiscrepancy():
            view = desk.discrepancy(asker, question.id)
            return discrepancies.card(view, zone=asker.zone, share=share, shared_by=shared_by)
        case Subscribe():
            return orders.proposal(question, desk.digests.preview(asker, question))
        case ListDigests():
            return subscriptions.listing(_digests(desk, asker, channel, alone=share))
        case StopDigest():
            order = the_order(desk, asker, question.id, channel)
            return subscriptions.removed(desk.digests.unsubscribe(asker, order.id))
        case EditDigest():
            order = the_order(desk, asker, question.id, channel)
            return subscriptions.listing((desk.digests.owned(asker, order.id),))
        case PauseDigest():
            order = the_order(desk, asker, question.id, channel)
            return subscriptions.changed(desk.digests.pause(asker, order.id, question.paused))
        case PreviewDigest():
            return digest.render(desk.digests.preview(asker, question.what))
        case ShowChanges():
            revised = desk.changes.changes(asker, question)
            turn = turns(question, revised.page)
            return changes.render(
                revised, write(question), turn, zone=asker.zone, share=share, shared_by=shared_by
            )
        case ShowPrivacy():
            return keeping.privacy(desk.keeping.privacy(asker), asker.admin)
        case Forget():
            raise BadRequest("On the command line it is: parallax forget article 12")
        case ShowStatus():
            return notices.status(desk.status(asker))
        case ShowStories():
            return notices.stories(desk.stories(asker))
        case ShowStory():
            told = desk.grouping.card(asker, question)
            return story.card(
                told, turns(question, told.page), zone=asker.zone, share=share, shared_by=shared_by
            )
        case MergeStories() | SplitStory() | UndoStory():
            done = desk.grouping.decide(asker, question)
            told = desk.grouping.collated(asker, done.story)
            return story.card(told, done=done, zone=asker.zone, share=share)
        case ShowPerson():
            who = desk.people.person(asker, question)
            return person.render(who, zone=asker.zone, share=share, shared_by=shared_by)
        case ListFeeds():
            return feeds.listing(desk.feeds.listing(asker), asker.zone)
        case ShowFeed():
            return feeds.one(*desk.feeds.show(asker, question.id), asker.zone)
        case ChangeFeed():
            return feed_answers.change(desk, asker, question)
        case FollowFeed() | ExportFeeds():
            raise BadRequest("Feeds are kept by: parallax index feed URL, and parallax feeds.")
        case ShowLinks():
            return links.listing(desk.links.newest(asker), asker.zone)
        case IndexLinks():
            raise BadRequest("Links are read at once by: parallax index https://…")
        case AskWhen():
            return plain.when(desk.questions.when(asker, question))
        case AskHowMany():
            return plain.how_many(desk.questions.how_many(asker, question))
        case CheckDraft() | OpenDraft():
            raise BadRequest("Drafts are checked by: parallax check-draft FILE")
        case NameOutlet():
            changed = desk.rename_outlet(asker, question.old, question.new)
            return notices.renamed(question.old, question.new, changed)
        case ShowVerdicts():
            return verdicts.listing(desk.verdicts.listing(asker), asker.zone)
        case Guests():
            if question.allow is not None:
                desk.rules.let_guests_ask(asker, question.allow)
            return notices.guests(desk.rules.guests_may_ask(asker.workspace))
        case Thanks():
            return notices.sentence("You are welcome. Ask again whenever you like.")
        case Help():
            lines = plain.examples(desk.questions.examples(asker))
            return notices.help_on(question.topic, lines)


def suggest(desk: Desk, asker: Asker, words: Sequence[str]) -> Message:
    """For what was not understood: questions that have an answer in this archive."""
    return plain.suggestions(desk.questions.examples(asker, words), words)


def the_order(desk: Desk, asker: Asker, id: int | None, channel: str) -> SubscriptionView:
    """The standing order of that number; without one, the only one of the channel.

    Raises NoMatch where there is none, BadRequest where a number is needed to tell which.
    """
    views = desk.digests.standing(asker, channel or None)
    if id is not None:
        found = [view for view in desk.digests.standing(asker) if view.id == id]
        if not found:
            raise NoMatch(f"There is no digest {id}. See /digest list.")
        return found[0]
    if not views:
        raise NoMatch("This channel has no digest. See /digest help for how to set one up.")
    if len(views) > 1:
        numbers = ", ".join(str(view.id) for view in views)
        raise BadRequest(f"This channel has several digests: say which of {numbers}.")
    return views[0]


def _digests(
    desk: Desk, asker: Asker, channel: str, *, alone: bool
) -> tuple[SubscriptionView, ...]:
    """Those of the channel; and the asker's own, where they `alone` see the answer."""
    here = desk.digests.standing(asker, channel or None)
    if not channel or not alone:
        return here
    own = (one for one in desk.digests.standing(asker) if one.channel.startswith("D"))
    return (*here, *(one for one in own if one not in here))


def _timeline(
    desk: Desk, asker: Asker, question: ShowTimeline, share: bool, shared_by: str
) -> Message:
    found = desk.timeline(asker, question)
    unfolded = ShowTimeline(question.topic, question.filters, background=True)
    return timeline.render(
        found,
        write(question),
        turns(question, found.page),
        unfold="" if question.background else write(unfolded),
        share=share,
        shared_by=shared_by,
    )
