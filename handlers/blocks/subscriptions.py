"""Standing orders for digests in; what confirms, lists and changes them, out."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import Digest, SubscriptionView
from handlers.blocks.digest import notification
from handlers.blocks.discrepancies import kind_words
from handlers.blocks.elements import (
    SUBSCRIPTION,
    actions,
    button,
    context,
    count_of,
    divider,
    for_all,
    section,
    several,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def confirm(view: SubscriptionView, preview: Digest) -> Message:
    """To who subscribed: what will come, and what it would hold now."""
    get = "get" if view.channel.startswith("D") else "gets"
    text = f"{where(view)} {get} a digest {when(view)}."
    rows = [
        [section(f"✔ {text}{about(view)}")],
        [context(_next(view))],
        [context(f"Now it would hold: {literal(one_line(notification(preview)), 500)}")],
        [actions(*_buttons(view))],
    ]
    return compose(f"{_unmarked(view)} {get} a digest {when(view)}.", [], rows)


def announce(view: SubscriptionView, person: str) -> Message:
    """To the channel: who set up what."""
    text = f"<@{person}> set up a digest of differences in the coverage here, {when(view)}."
    note = f"{_next(view)} Change it with `/digest list`."
    return compose(
        f"A digest of differences in the coverage comes here {when(view)}.",
        [section(text + about(view)), context(note)],
    )


def listing(views: Sequence[SubscriptionView]) -> Message:
    """All of them, each with its buttons."""
    if not views:
        example = "`/digest subscribe at 09:00 Europe/London weekdays`"
        return compose(
            "No digests here yet. /digest subscribe at 09:00 Europe/London weekdays sets one up.",
            [section(f"No digests here yet. Set one up with {example}")],
        )
    rows = [row(view) for view in views]
    head = [section(f"*{count_of(len(views), 'digest')} set up*")]
    return compose(f"Digests: {'; '.join(_plain(view) for view in views[:5])}", head, rows)


def row(view: SubscriptionView) -> list[Block]:
    """One order, what it selects, when it comes next, its buttons."""
    state = " · *paused*" if view.paused else ""
    return [
        divider(),
        section(
            f"*{where(view)}* · {when(view)}{state} · digest {view.id}{_by(view)}{about(view)}"
        ),
        context(_next(view)),
        actions(*_buttons(view)),
    ]


def removed(view: SubscriptionView) -> Message:
    """That it is gone, and the way back."""
    text = f"Digest {view.id} is stopped."
    shown = section(f"{text} Nothing more will be posted for it.")
    undo = button("Undo", f"{SUBSCRIPTION}_restore", str(view.id))
    return compose(text, [shown], [[actions(undo)]])


def restored(view: SubscriptionView) -> Message:
    """That it goes on after all."""
    text = f"Digest {view.id} goes on after all."
    return compose(text, [section(text)], [row(view)])


def changed(view: SubscriptionView) -> Message:
    """That it is paused, or goes on."""
    verb = "is paused" if view.paused else "goes on"
    return compose(f"Digest {view.id} {verb}.", [section(f"Digest {view.id} {verb}.")], [row(view)])


def edited(view: SubscriptionView) -> Message:
    """How it stands after it was changed."""
    text = f"Digest {view.id} is changed."
    return compose(text, [section(text)], [row(view)])


def when(view: SubscriptionView) -> str:
    """ "at 09:00 (Europe/London) on weekdays"."""
    return f"at {view.at:%H:%M} ({view.zone}) {_days(view.days)}"


def where(view: SubscriptionView) -> str:
    """The channel as Slack shows it; a direct message is "You"."""
    return "You" if view.channel.startswith("D") else f"<#{view.channel}>"


def _unmarked(view: SubscriptionView) -> str:
    return "You" if view.channel.startswith("D") else "This channel"


def _plain(view: SubscriptionView) -> str:
    return f"{_unmarked(view)} {when(view)}" + (" (paused)" if view.paused else "")


def _days(days: Sequence[int]) -> str:
    chosen = tuple(sorted(set(days)))
    if chosen == tuple(range(7)):
        return "every day"
    if chosen == tuple(range(5)):
        return "on weekdays"
    return "on " + several([WEEKDAYS[number] for number in chosen if 0 <= number < 7])


def about(view: SubscriptionView) -> str:
    """What it selects, as a second line of mrkdwn; "" where it takes everything."""
    parts = []
    if view.topic.strip():
        parts.append(f"topic: {literal(cut(one_line(view.topic), 150), 300)}")
    if view.kinds:
        # As it is typed, with what tables call it: "number (figure)".
        named = [k if k == (w := kind_words(k)) else f"{k} ({w})" for k in view.kinds]
        parts.append(f"kind: {literal(', '.join(named), 300)}")
    if view.severity:
        parts.append(f"severity: {literal(view.severity, 40)}")
    if view.include:
        parts.append(f"only with: {literal(', '.join(view.include[:20]), 300)}")
    if view.exclude:
        parts.append(f"without: {literal(', '.join(view.exclude[:20]), 300)}")
    return f"\n{' · '.join(parts)}" if parts else ""


def _next(view: SubscriptionView) -> str:
    if view.paused or view.next_at is None:
        return "It is paused: nothing comes until it is resumed."
    empty = " It also comes when there is nothing new." if view.say_empty else ""
    return f"The next one comes {for_all(view.next_at, view.zone)}.{empty}"


def _by(view: SubscriptionView) -> str:
    """Who made it, and so may change it."""
    return f" · by <@{view.person}>" if view.person[:1] in ("U", "W") else ""


def _buttons(view: SubscriptionView) -> list[Block]:
    value, of = str(view.id), f"digest {view.id}"
    pause = ("Resume", "resume") if view.paused else ("Pause", "pause")
    return [
        button("Preview", f"{SUBSCRIPTION}_preview", value, of=of),
        button("Edit", f"{SUBSCRIPTION}_edit", value, of=of),
        button(pause[0], f"{SUBSCRIPTION}_{pause[1]}", value, of=of),
        button("Unsubscribe", f"{SUBSCRIPTION}_remove", value, style="danger", of=of),
    ]
