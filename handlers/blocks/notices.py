"""Short answers: a sentence about what went wrong, help, what the archive holds."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import ArchiveStatus, StoryView
from handlers.blocks.elements import (
    ASK,
    actions,
    button,
    context,
    count_of,
    day,
    header,
    plain,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line

HELP: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "who-said": (
        "Who said it: the speaker, and the words as each outlet printed them.",
        (
            ("/who-said preposterous", "everybody quoted with the word"),
            ('/who-said "smuggle a terrorist"', "these words in this order"),
            ("/who-said by:Rubio", "all that somebody said"),
            ('/who-said court outlet:"Latin America Reports"', "one outlet only"),
            ("/who-said question since:monday until:today", "dates as you would say them"),
        ),
    ),
    "timeline": (
        "When it happened: dated events, each with the sentence that dates it.",
        (
            ("/timeline Abrego Garcia", "the story that is about these words"),
            ("/timeline", "the newest story"),
            ("/timeline court since:2025-04-10", "from a day on"),
            ("/timeline story:3", "a story by its number"),
            ("/timeline story:3 corrections:yes", "what people added and corrected, with Undo"),
        ),
    ),
    "discrepancies": (
        "Where accounts differ: figures, dates, names, labels, words, worst first.",
        (
            ("/discrepancies", "all that are open"),
            ("/discrepancies severity:hard", "only what cannot both be true"),
            ("/discrepancies prison kind:name", "about a topic, of one kind"),
            ("/discrepancies state:resolved", "or open, confirmed, dismissed, snoozed, all"),
            ("/discrepancies id:12", "one of them, with every source"),
        ),
    ),
    "digest": (
        "New differences, posted to a channel on the days and at the time you choose.",
        (
            ("/digest subscribe at 09:00 Europe/London weekdays", "in this channel"),
            ("/digest subscribe topic:deportation severity:hard at 7:30am daily", "only some"),
            ('/digest subscribe include:"Star, Post" exclude:sport to:me', "for you alone"),
            ("/digest list", "what is set up here; its buttons edit, pause and stop"),
            ("/digest now", "what an edition would hold now"),
            ("/digest edit 2", "and `pause 2`, `resume 2`, `unsubscribe 2`"),
        ),
    ),
    "index": (
        "Articles by their links and from feeds: read, compared, and what became of each.",
        (
            ("/index https://…", "one link, or several; or mention me with them"),
            ("/index feed https://…", "follow an RSS, Atom or JSON feed, or the one of a page"),
            ("/index feeds", "what is followed and what fails; stop, resume, poll now"),
            ("/index feed 3", "one feed, and the latest articles it named"),
            ("/index feeds export", "all of them as an OPML file"),
            ("/index status", "the latest links, and why some could not be read"),
        ),
    ),
    "check-draft": (
        "A draft against the coverage: each claim supported, disputed or not found; for you alone.",
        (
            ("/check-draft", "a form to paste the draft into; nothing of it is kept"),
            ("/check-draft story:3", "the form, for a story by its number"),
            ("/check-draft The mayor said…", "a few sentences at once"),
        ),
    ),
    "parallax": (
        "The archive itself.",
        (
            ("/parallax status", "what has been read, and what could not be"),
            ("/parallax stories", "the stories, newest first"),
            ("/parallax story 3", "its articles; `story 3 merge 7`, `story 3 split 12 15`, `undo`"),
            ("/parallax person Rubio", "who that is: all names, roles and words; merge or split"),
            ('/parallax outlet "003" "Latin America Reports"', "name an outlet"),
            ("/parallax verdicts", "what people called useful or wrong, and why"),
            ("/parallax guests allow", "let guests ask; `refuse` ends it"),
            ("/parallax changes", "what outlets changed after they had printed it"),
            ("/parallax privacy", "what is kept; and `forget article 12`, `outlet`, `workspace`"),
            ("/parallax help", "all commands"),
        ),
    ),
}


def sentence(text: str, *, suggestions: Sequence[str] = ()) -> Message:
    """One sentence, as a plain paragraph; `suggestions` are command lines to press."""
    buttons = [button(line, ASK, line) for line in suggestions if 0 < len(line) <= 75]
    rows: list[list[Block]] = [[{"type": "actions", "elements": buttons[:5]}]] if buttons else []
    return compose(text, [{"type": "section", "text": plain(text, 2_000)}], rows)


def help_on(topic: str = "", lines: Sequence[str] = ()) -> Message:
    """One command's forms with examples; of all commands where the topic is none of them.

    `lines` are questions that have an answer in the archive at hand, to press.
    """
    here = [line for line in lines if topic in ("", "parallax") or line.startswith(f"/{topic}")]
    pressed = [actions(*(button(line, ASK, line) for line in here[:4]))] if here else []
    if topic in HELP and topic != "parallax":
        about, examples = HELP[topic]
        told = "\n".join(f"`{_example(line)}`  {literal(says, 100)}" for line, says in examples)
        foot = context("The same works in a direct message or by mentioning me, without the slash.")
        text = f"/{topic}. {about} For example: {examples[0][0]}"
        return compose(
            text, [header(f"/{topic}"), section(literal(about, 300)), section(told), *pressed, foot]
        )
    rows = []
    for command, (about, examples) in HELP.items():
        # "/parallax help" is this very list: what it leaves out stands nowhere.
        some = examples if command == "parallax" else examples[:3]
        told = "\n".join(f"`{_example(line)}`  {literal(says, 100)}" for line, says in some)
        rows.append([section(f"*/{command}*  {literal(about, 300)}\n{told}")])
    intro = (
        "Parallax reads what several outlets print about one event and answers with sources. "
        "Ask with a command, or in plain words in a direct message or by mentioning me: "
        "“who said preposterous?”, “when was Abrego Garcia deported?”, “what differs about the "
        "prison?” Each command tells all of its forms: /timeline help."
    )
    return compose(
        f"{intro} Commands: {', '.join('/' + name for name in HELP)}.",
        [header("What you can ask"), section(literal(intro, 1_000)), *pressed],
        rows,
    )


def status(answer: ArchiveStatus) -> Message:
    """What the archive holds, what could not be read and why."""
    held = (
        f"{count_of(answer.articles, 'article')} in "
        f"{count_of(answer.stories, 'story', 'stories')}, "
        f"{count_of(answer.quotations, 'quotation')}, "
        f"{count_of(answer.discrepancies, 'discrepancy', 'discrepancies')}; "
        f"newest article: {day(answer.newest)}."
    )
    if answer.pending:
        held += f" {count_of(answer.pending, 'article is', 'articles are')} still to be compared."
    rows = [
        [
            context(
                f"Could not be read: {literal(one_line(item.source), 200)}: "
                f"{literal(one_line(item.why or 'no reason known'), 300)}"
            )
        ]
        for item in answer.failed
    ]
    return compose(held, [header("The archive"), section(held)], rows)


def stories(views: Sequence[StoryView]) -> Message:
    """The stories, each with buttons to its timeline and its differences."""
    if not views:
        return sentence("No article has been indexed yet. Index some with: parallax index FILE")
    rows = [story(view) for view in views]
    titles = "; ".join(cut(one_line(view.title), 80) for view in views[:3])
    head = [header(count_of(len(views), "story", "stories"))]
    return compose(f"{count_of(len(views), 'story', 'stories')}: {titles}", head, rows)


def story(view: StoryView) -> list[Block]:
    """One story with its size, its days and its buttons."""
    span = day(view.first) if view.first == view.last else f"{day(view.first)} to {day(view.last)}"
    about = (
        f"*{literal(one_line(view.title), 300)}*\n{count_of(view.articles, 'article')}, "
        f"{count_of(view.sources, 'independent source')} · {span} · `story:{view.id}`"
    )
    of = f"story {view.id}: {view.title}"
    buttons = [
        button("Timeline", ASK, f"/timeline story:{view.id}", of=of),
        button("Differences", ASK, f"/discrepancies story:{view.id}", of=of),
        button("Articles", ASK, f"/parallax story {view.id}", of=of),
    ]
    if view.changed:
        about += f" · {count_of(view.changed, 'later change')} by outlets"
        buttons.append(button("What changed", ASK, f"/parallax changes story:{view.id}", of=of))
    return [section(about), {"type": "actions", "elements": buttons}]


def guests(allowed: bool) -> Message:
    """Whether guests are answered, and how that is changed."""
    if allowed:
        return sentence(
            "Guests and people of other workspaces may ask me. An admin or owner ends that with "
            "/parallax guests refuse."
        )
    return sentence(
        "Guests and people of other workspaces are not answered. An admin or owner lets them in "
        "with /parallax guests allow."
    )


def renamed(old: str, new: str, articles: int) -> Message:
    """That an outlet bears another name from now on."""
    shown = count_of(articles, "article")
    return sentence(f"“{cut(one_line(old), 100)}” is now “{cut(one_line(new), 100)}” on {shown}.")


def _example(line: str) -> str:
    return line.replace("`", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
