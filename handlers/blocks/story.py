"""A story in; its articles, what people decided about it, the modals to merge and split it, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desk.dispatches import SharedDispatch
from desk.grouped import (
    MERGED,
    GroupingChange,
    Regrouped,
    StoryArticle,
    StoryCard,
    StoryChoice,
)
from desk.sources import SourceCount
from handlers.blocks import limits
from handlers.blocks.citations import ways_in
from handlers.blocks.elements import (
    ASK,
    SHARE,
    STORY,
    TURN_PAGE,
    actions,
    button,
    choice,
    context,
    count_of,
    day,
    for_all,
    header,
    line,
    link,
    listed,
    modal,
    plain,
    quoted,
    rich,
    run,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.standing import person

MERGE, SPLIT = "merge_story", "split_story"  # callback ids of the modals
TOGETHER = 5  # articles of one block
TITLE = 160
PASSAGE = 400  # characters that two articles have in common
NAME = 60
TYPED = 300


def card(
    view: StoryCard,
    turn: Sequence[str] = ("", ""),
    *,
    done: Regrouped | None = None,
    zone: str = "UTC",
    share: bool = False,
    shared_by: str = "",
) -> Message:
    """Articles, newest first, and who decided what; `done` is what was decided just now."""
    story = view.story
    head = [header(cut(one_line(story.title), limits.HEADER)), context(_counted(view))]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    text = f"{one_line(story.title)}: {view.count.sentence}, story {story.id}."
    if done is not None:
        head.append(_news(done))
        text = f"{_said(done)} {text}"
    elif view.asked is not None:
        head.append(context(f"Story {view.asked} went into this one: its number leads here."))
    rows = [
        [rich(listed(*(_article(one) for one in view.articles[at : at + TOGETHER])))]
        for at in range(0, len(view.articles), TOGETHER)
    ]
    rows += [_dispatch(one) for one in view.dispatches]
    foot = []
    if view.changes:
        told = "\n".join(_change(one, story.id, zone) for one in view.changes)
        foot.append(context(told))
    foot.append(actions(*_buttons(view, turn, share=share)))
    if view.page.pages > 1:
        foot.append(
            context(f"Page {view.page.number} of {view.page.pages}, {view.page.total} in all.")
        )
    return compose(text, head, rows, foot)


def said(view: StoryCard, by: str, done: Regrouped) -> Message:
    """For the thread: who did what."""
    title = literal(one_line(view.story.title), TITLE)
    return compose(
        f"Somebody changed which articles are one story. {_said(done)}",
        [section(f"{person(by)}: {_said(done)} (“{title}”)")],
    )


def merge_modal(view: StoryCard, found: Sequence[StoryChoice], carried: str) -> Block:
    """Which other story it is: of the likest ones, or by number or words."""
    title = literal(one_line(view.story.title), TITLE)
    told = (
        f"Which story is the same as *{title}* (story {view.story.id})? Both are one from then "
        "on, for everybody, until somebody undoes it."
    )
    blocks = [section(told)]
    options = [(_option(one), str(one.id)) for one in found]
    if options:
        blocks.append(_asked("other", "A story", choice("The likest first", "other", options)))
    typed = {"type": "plain_text_input", "action_id": "typed", "max_length": TYPED}
    label = "A story's number, or words of its title"
    blocks.append(_asked("typed", f"Or {label[0].lower()}{label[1:]}" if options else label, typed))
    return modal(MERGE, "Merge with…", "Merge", blocks, carried)


def split_modal(view: StoryCard, articles: Sequence[StoryArticle], carried: str) -> Block:
    """Which articles are another story; the newest of them to choose, the others by number."""
    title = literal(one_line(view.story.title), TITLE)
    told = (
        f"Which articles of *{title}* are another story? They become a story of their own, for "
        "everybody, until somebody undoes it. Later articles go with the story they are like."
    )
    menu = {
        "type": "multi_static_select",
        "action_id": "articles",
        "placeholder": plain("Articles, the newest first", limits.PLACEHOLDER),
        "options": [
            {"text": plain(_in_menu(one), limits.OPTION_TEXT), "value": str(one.id)}
            for one in articles[: limits.OPTIONS]
        ],
    }
    more = view.page.total > limits.OPTIONS
    blocks = [section(told), _asked("articles", "These articles", menu, optional=more)]
    if more:
        typed = {"type": "plain_text_input", "action_id": "typed", "max_length": TYPED}
        blocks.append(_asked("typed", "Older ones: numbers or links, apart by blanks", typed))
    return modal(SPLIT, "Split…", "Split", blocks, carried)


def read_merge(values: Mapping[str, Any]) -> tuple[int | None, str]:
    """The number chosen, and what was typed."""
    chosen = (_field(values, "other").get("selected_option") or {}).get("value")
    typed = " ".join(str(_field(values, "typed").get("value") or "").split())
    return (int(chosen) if chosen else None), typed


def read_split(values: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """The numbers chosen, and what was typed."""
    chosen = _field(values, "articles").get("selected_options") or []
    typed = " ".join(str(_field(values, "typed").get("value") or "").split())
    return tuple(str(one["value"]) for one in chosen), typed


def _counted(view: StoryCard) -> str:
    story = view.story
    days = day(story.first) if story.first == story.last else f"{day(story.first)} to "
    span = days if story.first == story.last else f"{days}{day(story.last)}"
    return literal(f"{view.count.sentence} · {span} · story:{story.id}", 1_000)


def _article(one: StoryArticle) -> Block:
    """ "The Star, 14 April 2025: its headline · article 12"."""
    title = cut(one_line(one.title), TITLE)
    runs = [run(cut(one_line(one.outlet), NAME), bold=True), run(f", {day(one.published)}: ")]
    runs.append(link(one.link, title) if one.link and title else run(title))
    runs.append(run(f" · article {one.id}" + (" · shared dispatch" if one.shared else "")))
    return line(*runs)


def _dispatch(one: SharedDispatch) -> list[Block]:
    """ "A and B print one AFP dispatch: shared copy, 31 % of the shorter", and words of it."""
    told = "; ".join(SourceCount(0, 0, (one.outlets,), (one.agency,)).dispatches)
    share = f", {one.share:.0%} of the shorter word by word" if one.share else ""
    runs = [run(f"{cut(one_line(told), TITLE)}: "), run(f"{one.how}{share}.")]
    if one.passage is None:
        return [rich(line(*runs))]
    words = cut(one_line(one.passage.sentence), PASSAGE)
    parts = [rich(line(*runs), quoted(run(words)))]
    ways = ways_in([one.passage])
    return parts if ways is None else [*parts, ways]


def _said(done: Regrouped) -> str:
    """What was done, in a sentence; and what became of entries that people added by hand."""
    told = [_moved(done)]
    if done.went:
        entries = count_of(done.went, "entry", "entries")
        told.append(f"{entries} added by hand went along, to the timeline of story {done.other}.")
    if done.stayed:
        entries = count_of(done.stayed, "entry", "entries")
        which = "stays" if done.stayed == 1 else "stay"
        told.append(
            f"{entries} added by hand {which} on the timeline of story {done.story}: nothing tells "
            "which part is meant."
        )
    return " ".join(told)


def _moved(done: Regrouped) -> str:
    count = count_of(done.articles, "article")
    if done.unmoved:
        return "Taken back; but no article moves, for another decision says the same."
    if done.undone and done.action == MERGED:
        return f"Taken back: story {done.other} is a story of its own again, of {count}."
    if done.undone:
        return f"Taken back: what was story {done.other} is part of story {done.story} again."
    if done.action == MERGED:
        return f"Story {done.other} ({count}) is part of story {done.story} now."
    which = f"{count} {'is' if done.articles == 1 else 'are'}"
    return f"{which} story {done.other} now, no longer part of story {done.story}."


def _news(done: Regrouped) -> Block:
    parted = (done.action == MERGED) == done.undone and not done.unmoved
    if parted:
        way = button(f"Open story {done.other}", ASK, f"/parallax story {done.other}")
        return section(f"*{_said(done)}*", way)
    return section(f"*{_said(done)}*")


def _change(one: GroupingChange, story: int, zone: str) -> str:
    count = count_of(one.articles, "article")
    if one.action == MERGED:
        what = f"Story {one.other} ({count}) merged into "
        what += "this one" if one.story == story else f"story {one.story}"
    elif one.other == story:
        what = f"Split off story {one.story}"
    else:
        what = f"{count} split off as story {one.other}"
    told = f"{what} by {person(one.person)}, {for_all(one.at, zone)}"
    if one.undone_by is not None and one.undone_at is not None:
        told += f"; undone by {person(one.undone_by)}, {for_all(one.undone_at, zone)}"
    return f"{told}."


def _buttons(view: StoryCard, turn: Sequence[str], *, share: bool) -> list[Block]:
    value = str(view.story.id)
    before, after = turn
    found = [button("Previous page", TURN_PAGE, before)] if before else []
    found += [button("Next page", TURN_PAGE, after)] if after else []
    found += [
        button("Timeline", ASK, f"/timeline story:{value}"),
        button("Differences", ASK, f"/discrepancies story:{value}"),
        button("Merge with…", f"{STORY}_merge", value),
    ]
    if view.page.total > 1:
        found.append(button("Split…", f"{STORY}_split", value))
    if view.undo is not None:
        found.append(button("Undo", f"{STORY}_undo", f"{value}:{view.undo}"))
    if share:
        found.append(button("Share to channel", SHARE, f"/parallax story {value}"))
    return found


def _option(one: StoryChoice) -> str:
    begin, end = f"{one.id} · ", f" ({day(one.last)})"
    room = limits.OPTION_TEXT - len(begin) - len(end)
    return begin + cut(one_line(one.title), room) + end


def _in_menu(one: StoryArticle) -> str:
    told = f"{one.id} · {cut(one_line(one.outlet), 24)}, {day(one.published)}: "
    return told + cut(one_line(one.title), max(8, limits.OPTION_TEXT - len(told)))


def _asked(field: str, label: str, element: Block, *, optional: bool = True) -> Block:
    return {
        "type": "input",
        "block_id": field,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }


def _field(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    found = (values.get(field) or {}).get(field) or {}
    return found if isinstance(found, Mapping) else {}
