"""Where accounts differ: discrepancies in; rows, or one card with a table, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desk.answers import Citation, DiscrepanciesAnswer, DiscrepancyView, SideView
from desk.revised import WITH_NOTE, WITHOUT_NOTE
from handlers.blocks import limits
from handlers.blocks.citations import outlet, sentence, sentence_runs, ways_in
from handlers.blocks.elements import (
    ASK,
    button,
    cell,
    context,
    count_of,
    day,
    divider,
    header,
    line,
    link,
    name,
    rich,
    run,
    section,
    several,
    table,
)
from handlers.blocks.fitting import (
    Block,
    Holding,
    Message,
    characters,
    compose,
    cut,
    literal,
    one_line,
)
from handlers.blocks.footers import lead_on
from handlers.blocks.standing import assigned, banner, buttons, mark, record, struck

SUBJECT = 140
HOLDER = 60
EDITED = "Same dispatch, edited"
PLAIN = "plain"  # the value of a side that uses no loaded word
VALUE = 160
SIDES = 4  # of one discrepancy in a list
SIDES_ON_CARD = 12

SEVERITY = {
    "hard": ("🔴", "Contradiction"),
    "soft": ("🟡", "Difference"),
}
KINDS = {
    "quote_wording": "words of a quotation",
    "attribution": "who said it",
    "actor": "who did it",
    "number": "figure",
    "framing": "how it is told",
}
_MARKS = str.maketrans({"“": "'", "”": "'", "‘": "'", "’": "'", '"': "'"})
#: How the note of an outlet against its own earlier printing ends.
CHANGED = (WITHOUT_NOTE, WITH_NOTE)
BETWEEN = {
    "sources": "the people quoted disagree, not the outlets",
    "self": "within one article",
}


def render(
    answer: DiscrepanciesAnswer,
    here: str,
    turn: Sequence[str] = ("", ""),
    *,
    share: bool = False,
    shared_by: str = "",
    zone: str = "UTC",
) -> Message:
    """Rows, worst first; `here`, `turn` as in `lead_on`."""
    head = [header(_headline(answer)), context(_counted(answer))]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    items = in_groups([[divider(), *row(view, zone)] for view in answer.items], answer.items)
    foot = [divider()] if answer.items else []
    told = list(dict.fromkeys(view.story.id for view in answer.items))
    whole = [button("The story …", ASK, f"/parallax story {told[0]}")] if len(told) == 1 else []
    foot += lead_on(answer.page, here, turn, share=share, extra=whole)
    page = answer.page
    shape = {
        "topic": answer.topic,
        "line": here,
        "turn": list(turn),
        "by": shared_by,
        "page": [page.number, page.pages, page.total],
        "found": [answer.hard, answer.soft, answer.edited, answer.among, int(answer.unnamed)],
        "zone": zone,
    }
    message = compose(
        notification(answer),
        head,
        items,
        foot,
        left_out=lambda count: (
            f"Left out for want of room: the last {count} on this page. "
            "Narrow it with kind:, severity: or outlet:."
        ),
    )
    return replace(message, holding=Holding("answer", answer.items, shape))


def shortened(subject: str, length: int) -> str:
    """A subject in one line, cut at a word; a mark whose end was cut off is closed."""
    shown = cut(one_line(subject), length)
    return shown + "”" * (shown.count("“") > shown.count("”"))


def in_groups(rows: Sequence[list[Block]], views: Sequence[DiscrepancyView]) -> list[list[Block]]:
    """The rows, those between printings of one dispatch last, under a heading of their own."""
    apart = [is_edited(view) for view in views]
    own = [row for row, edited in zip(rows, apart, strict=True) if edited]
    if own:
        own[0] = [divider(), header(EDITED), *[b for b in own[0] if b != divider()]]
    return [row for row, edited in zip(rows, apart, strict=True) if not edited] + own


def is_edited(view: DiscrepancyView) -> bool:
    """Whether it is an editor's change to a dispatch, and sets no outlet against another."""
    return view.between == "dispatch"


def notification(answer: DiscrepanciesAnswer) -> str:
    """How many, and what the worst one is about."""
    if not answer.items:
        return f"{_headline(answer)}."
    worst = answer.items[0]
    return f"{_headline(answer)}. Most serious: {one_sentence(worst)}"


def one_sentence(view: DiscrepancyView) -> str:
    """ "Contradiction, label: Abrego Garcia's status: “legal resident” (A) or “illegal alien” (B)."

    What a notification and a screen reader say.
    """
    sides = " or ".join(
        f"{value_of(view, side, 60)} ({several(tellers(side), 3)})" for side in view.sides[:3]
    )
    if view.absent_in:
        sides += f"; not in {several([one_line(name) for name in view.absent_in], 3)}"
    return f"{grade(view)}, {kind(view)}: {shortened(view.subject, SUBJECT)}: {cut(sides, 500)}."


def grade(view: DiscrepancyView) -> str:
    """ "Contradiction" or "Difference": severity in words; of one dispatch that it was edited."""
    if is_edited(view):
        return "Edited dispatch"
    return SEVERITY.get(view.severity, ("", "Difference"))[1]


def sign(view: DiscrepancyView) -> str:
    """The colour beside the word, which never stands alone."""
    return "⚪" if is_edited(view) else SEVERITY.get(view.severity, ("⚪", ""))[0]


def kind(view: DiscrepancyView) -> str:
    """The kind in words."""
    return kind_words(view.kind)


def kind_words(name: str) -> str:
    """ "quote_wording" as people read it."""
    return KINDS.get(name, name.replace("_", " "))


def value_of(view: DiscrepancyView, side: SideView, length: int) -> str:
    """A side's value as it is printed; what some leave out is "told" by the rest, and a loaded
    word stands against plain ones; a verb of saying stands for others that judge alike."""
    if view.kind == "omission":
        return "told"
    if view.kind == "label" and side.value == PLAIN:
        return "in plain words"
    if view.kind == "framing":
        return cut(one_line(side.value), length)
    if not is_printed(side):
        return cut(one_line(side.value), length)
    printed = re.search(rf"(?<!\w){re.escape(side.value)}(?!\w)", side.citations[0].sentence, re.I)
    return f"“{cut(one_line(printed.group() if printed else side.value), length)}”"


def is_printed(side: SideView) -> bool:
    """Whether every outlet of the side prints the value's words so; otherwise they are ours."""
    value = re.compile(rf"(?<!\w){re.escape(_flat(side.value))}(?!\w)")
    printing = {outlet(c) for c in side.citations if value.search(_flat(c.sentence))}
    return bool(printing) and printing == set(outlets(side))


def _flat(words: str) -> str:
    return " ".join(words.translate(_MARKS).casefold().split())


def outlets(side: SideView) -> list[str]:
    """Who prints a side, each once, in the order of its citations."""
    return list(dict.fromkeys(outlet(citation) for citation in side.citations))


def tellers(side: SideView) -> list[str]:
    """The same; before an outlet that only quotes somebody stands whose word it is:
    "Jane Roe in The Star"."""
    own = {outlet(c) for c, holder in _held(side) if not holder}
    found = (
        outlet(c) if outlet(c) in own else f"{cut(one_line(holder), HOLDER)} in {outlet(c)}"
        for c, holder in _held(side)
    )  # fmt: skip
    return list(dict.fromkeys(found))


def _held(side: SideView) -> list[tuple[Citation, str]]:
    holders = side.holders or ("",) * len(side.citations)
    return list(zip(side.citations, holders, strict=True))


def row(view: DiscrepancyView, zone: str = "UTC") -> list[Block]:
    """One discrepancy in a list: what it is about, then each side's words and sources."""
    top = f"{sign(view)} *{grade(view)}* · {name(kind(view))} · `#{view.id}`"
    subject = struck(f"*{literal(one_line(view.subject), SUBJECT * 2)}*", view)
    stands = [text for text in (mark(view, zone), assigned(view)) if text]
    title = "\n".join([top, subject, *stands])
    parts: list[Block] = []
    for side in view.sides[:SIDES]:
        parts.extend(_side(view, side))
    if len(view.sides) > SIDES:
        parts.append(line(run(f"and {len(view.sides) - SIDES} further values", italic=True)))
    parts.extend(line(run(text, italic=True)) for text in _remarks(view))
    way = button("Details", ASK, f"/discrepancies id:{view.id}", of=f"#{view.id}: {view.subject}")
    opening = section(title, way)
    return [opening, rich(*parts)] if parts else [opening]


def card(
    view: DiscrepancyView,
    *,
    zone: str = "UTC",
    share: bool = False,
    shared_by: str = "",
    with_decisions: bool = True,
) -> Message:
    """One discrepancy: a table of value, outlets, sentence and link; buttons to decide on it."""
    head = [header(f"{sign(view)} {grade(view)}: {shortened(view.subject, SUBJECT)}")]
    head.append(context(_about(view)))
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    head += banner(view, zone)
    if view.now_as is not None:
        later = view.now_as.id
        again = button("Details", ASK, f"/discrepancies id:{later}", of=f"#{later}")
        head.append(section(f"Now: {literal(one_sentence(view.now_as), 900)}", again))
    tail: list[Block] = [context(literal(text, 600)) for text in _remarks(view)]
    tail += record(view.decisions, zone)
    ways = ways_in([citation for side in view.sides for citation in side.citations])
    if ways is not None:
        tail.append(ways)
    tail += buttons(view, share=share, with_decisions=with_decisions)
    text = one_sentence(view)
    rows = [[rich(*_side(view, side))] for side in view.sides[:SIDES_ON_CARD]]
    older = compose(text, head, rows, tail)
    newer = compose(text, [*head, _table(view)], (), tail)
    holding = Holding("card", (view,), {"by": shared_by, "zone": zone})
    return Message(newer.text, newer.blocks, older.blocks, None, holding)


def _headline(answer: DiscrepanciesAnswer) -> str:
    about = ""
    if answer.topic.strip():  # the topic chooses stories; not every difference in them names it
        about = f" in coverage that mentions {cut(one_line(answer.topic), 60)}"
    if answer.page.total == 0:
        return f"No differences{about}"
    counts = (
        (answer.hard, "contradiction"),
        (answer.soft, "softer difference"),
        (answer.edited, "change to one dispatch", "changes to one dispatch"),
    )
    found = [count_of(number, *words) for number, *words in counts if number]
    return several(found or [count_of(answer.page.total, "difference")]) + about


def _counted(answer: DiscrepanciesAnswer) -> str:
    stories = {view.story.id: view.story for view in answer.items}
    titles = [f"“{cut(one_line(story.title), 80)}”" for story in stories.values()]
    about = f"In {several(titles, 3)}. " if titles else ""
    topic = cut(one_line(answer.topic), 80)
    if answer.among:
        about += f"These name “{topic}”, {answer.page.total} of {answer.among} there. "
    elif answer.unnamed:
        about += f"None of them names “{topic}”; all of the story are shown. "
    if answer.doubtful:
        about += f"Kept besides and not sure: {answer.doubtful}, see state:doubtful. "
    return literal(
        f"{about}🔴 contradiction: the accounts cannot both hold. 🟡 difference: they differ, and "
        "an editor may want to know.",
        1_000,
    )


def _side(view: DiscrepancyView, side: SideView) -> list[Block]:
    """The value with its sources; below it the first one's sentence."""
    value = run(value_of(view, side, VALUE), bold=True)
    if not side.citations:
        return [line(value)]
    first, *rest = side.citations
    names = tellers(side)
    runs = [value, run(f" — {names[0]}, {day(first.published)}")]
    if first.link:
        runs += [run(" · "), link(first.link, "open at the sentence")]
    others = names[1:]
    if others:
        runs.append(run(f"; also {several(others)}"))
    elif rest:
        runs.append(run(f"; {count_of(len(rest), 'more sentence')}"))
    return [line(*runs), *([sentence(first, 280)] if first.sentence.strip() else [])]


def _remarks(view: DiscrepancyView) -> list[str]:
    found = []
    changed = view.between == "self" and (view.note or "").endswith(CHANGED)
    if view.absent_in and changed:
        found.append("No longer in the article as it stands now.")
    elif view.absent_in:
        absent = several([cut(one_line(name), 60) for name in view.absent_in])
        found.append(f"Not in: {absent}.")
    if view.cut_in:
        cuts = several([cut(one_line(name), 60) for name in view.cut_in])
        prints = "prints" if len(view.cut_in) == 1 else "print"
        found.append(f"{cuts} {prints} the same dispatch without it.")
    if view.note and changed:
        found.append(f"{cut(one_line(view.note), 300).capitalize()}.")
    elif view.note:
        found.append(f"Why it may be so: {cut(one_line(view.note), 300)}")
    if view.between in BETWEEN and not changed:
        found.append(f"Note: {BETWEEN[view.between]}.")
    if view.count is not None and view.between != "self":
        found.append(f"{cut(one_line(view.count.sentence), 400)}.")
    found += [_edits(view, numbers) for numbers in view.edited]
    if view.doubtful:
        found.append("Not sure enough to be told unasked: it is in no digest.")
    return found


def _edits(view: DiscrepancyView, numbers: Sequence[int]) -> str:
    """ "“19” and “29” are two printings of one dispatch: one source."."""
    values = several([value_of(view, view.sides[n], 60) for n in numbers])
    return f"{values}: printings of one dispatch, edited, and so one source."


def _about(view: DiscrepancyView) -> str:
    story = cut(one_line(view.story.title), 100)
    parts = [kind(view), f"#{view.id}", f"found {day(view.found_at.date())}", f"in “{story}”"]
    if not view.present:
        parts.append("found no more")
    return literal(" · ".join(parts), 600)


def _table(view: DiscrepancyView) -> Block:
    """Value, outlets, sentence, link: a row for each sentence, the value only in its first."""
    rows = [[cell(run(title, bold=True)) for title in ("Value", "Outlet", "Sentence", "Source")]]
    used = 0
    left = 0
    for side in view.sides:
        for number, (citation, holder) in enumerate(_held(side)):
            shown = value_of(view, side, VALUE).strip("“”") if number == 0 else ""
            cells = _cells(shown, citation, holder)
            size = sum(characters(part) for part in cells)
            room = used + size <= limits.TABLE_CHARACTERS and len(rows) < limits.TABLE_ROWS - 1
            if not room:
                left += 1
                continue
            rows.append(cells)
            used += size
    if left:
        more = f"{count_of(left, 'more sentence')} not shown"
        rows.append([cell(run(text)) for text in ("", "", more, "")])
    return table(rows)


def _cells(value: str, citation: Citation, holder: str) -> list[Block]:
    told = f"{outlet(citation)}, quoting {cut(one_line(holder), HOLDER)}" if holder else ""
    source = [run(day(citation.published))]
    if citation.link:
        source += [run(" · "), link(citation.link, "open")]
    return [
        cell(run(value, bold=True) if value else run(" ")),
        cell(run(told or outlet(citation))),
        cell(*sentence_runs(citation, 300)),
        cell(*source),
    ]
