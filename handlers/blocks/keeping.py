"""What is kept and what is to be forgotten: the question before it goes, and what has gone."""

from __future__ import annotations

from desk.removal import Forget, Gone, PrivacyView, ToForget
from handlers.blocks.elements import (
    FORGET,
    actions,
    button,
    context,
    count_of,
    header,
    modal,
    plain,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.notices import sentence

CONFIRM = "forget"  # callback id of the dialog
WORD = "forget"  # what is typed before a whole workspace goes
TYPED = "typed"
POSTED = "What was posted in channels stays there until somebody deletes it in Slack."


def ask(found: ToForget) -> Message:
    """What would go, with a button that opens the dialog."""
    return compose(
        f"{what_goes(found)} Nothing is deleted yet.",
        [section(literal(what_goes(found), 1_000)), context(POSTED)],
        foot=[actions(button("Forget …", FORGET, written(found.request), style="danger"))],
    )


def dialog(found: ToForget, carried: str) -> Block:
    """The last question."""
    blocks: list[Block] = [section(literal(what_goes(found), 1_500)), context(POSTED)]
    if found.request.what == "workspace":
        blocks.append(
            {
                "type": "input",
                "block_id": TYPED,
                "label": plain(f"Type {WORD} to go on", 100),
                "element": {"type": "plain_text_input", "action_id": TYPED, "max_length": 20},
            }
        )
    return modal(CONFIRM, "Forget for good?", "Forget", blocks, carried)


def gone(view: Gone) -> Message:
    """That it has gone."""
    if view.request.what == "workspace":
        count = count_of(view.articles, "article")
        return sentence(f"All of this workspace is forgotten: {count}.")
    return sentence(
        f"Forgotten: {cut(one_line(view.named), 200)}: {count_of(view.articles, 'article')} and "
        f"{count_of(view.discrepancies, 'discrepancy', 'discrepancies')} that cited "
        f"{'it' if view.articles == 1 else 'them'}."
    )


def privacy(view: PrivacyView, admin: bool) -> Message:
    """What is kept, where, how long, and how it goes."""
    held = (
        f"*Kept now:* {count_of(view.articles, 'article')} of "
        f"{count_of(view.outlets, 'outlet')}, with {count_of(view.quotations, 'quotation')}."
    )
    texts = (
        "*Texts* are kept as they were read, so that every line can be checked."
        if view.keep_days is None
        else f"*Texts* go {count_of(view.keep_days, 'day')} after they were read: headline, "
        "sentences that are cited and short quotations stay, with what was found in them."
    )
    where = (
        "in one file on the machine that runs the bot"
        if view.where == "sqlite"
        else "in the database of whoever runs the bot"
    )
    people = (
        "*Of people here:* who set up a digest, asked for a link, decided about a discrepancy, "
        "judged an answer, changed a timeline, a name or a story, and the time zone somebody "
        "chose; by Slack id. Messages of channels are never read: the bot sees commands, mentions "
        "and direct messages to it, and keeps none of them. A draft that is checked is not kept."
    )
    sent = (
        f"*Where:* {where}. No text is sent anywhere; pages are fetched from their sites with the "
        "bot's own name."
    )
    ends = (
        "*It goes* when an admin or owner forgets it (`/parallax forget article 12`, "
        "`/parallax forget outlet NAME`, `/parallax forget workspace`), and wholly when the app is "
        "uninstalled. What was posted in channels stays there."
    )
    text = (
        f"{count_of(view.articles, 'article')} of {count_of(view.outlets, 'outlet')} are kept, "
        f"{where}; no text is sent anywhere. All of it goes when the app is uninstalled."
    )
    blocks = [header("What is kept")]
    blocks += [section(part) for part in (held, texts, people, sent, ends)]
    if admin:
        blocks.append(context("You may forget things here: you are an admin of this workspace."))
    return compose(text, blocks)


def written(request: Forget) -> str:
    """The line that asks for it again."""
    return f"/parallax forget {request.what} {request.of}".strip()[:1_900]


def what_goes(found: ToForget) -> str:
    """What would be deleted, in a sentence or two."""
    if found.request.what == "workspace":
        return (
            f"This deletes everything of this workspace for good: all articles in "
            f"{count_of(found.stories, 'story', 'stories')}, what was found in them, digests, "
            "feeds, and all that people decided."
        )
    named = cut(one_line(found.named), 300)
    texts = count_of(len(found.articles), "text")
    what = "with all its earlier printings"
    if found.request.what == "outlet":
        what = f"with {texts}, earlier printings among them,"
    return (
        f"This deletes {named} {what} for good, and all that came from it: quotations, dates, "
        "figures, discrepancies that cite it, and what people decided about them."
    )
