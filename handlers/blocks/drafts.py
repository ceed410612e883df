"""A draft's form, and how its claims stand: disputed, not found, not checked, then supported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from desk.answers import Citation, StoryView
from desk.drafts import AgainstView, ClaimView, DraftAnswer, LeftOutView
from handlers.blocks import limits
from handlers.blocks.citations import outlet, sentence_runs, ways_in
from handlers.blocks.elements import (
    actions,
    button,
    context,
    count_of,
    day,
    divider,
    header,
    line,
    link,
    modal,
    plain,
    quoted,
    rich,
    run,
    section,
    several,
)
from handlers.blocks.fitting import Block, Message, characters, compose, cut, literal, one_line

FORM = "check_draft"  # the modal
STORY = "draft_story"  # the block of the question which story it is about
DRAFT_STORY = "draft_of_story"  # a button; value "story:channel:ts", the message being the draft
PARTS = 5
PART = 3_000  # characters of a field, Slack's most
WORDS = 160  # of a claim
SENTENCE = 260  # of a sentence that supports or disputes
CLOSEST = 150  # of the sentence that stands closest to a statement
ROWS = 10  # statements in a block
NAMES = 20
SOURCES = 3  # sentences shown for one claim; more are named by their outlets
MESSAGES = 4  # a command's answer may be followed by four more
ROOM = limits.MESSAGE_CHARACTERS - 1_500  # what head and notes may need besides
BLOCKS = limits.BLOCKS_IN_MESSAGE - 6
KEPT = "Nothing of the draft is kept: it is read, compared and forgotten."
KINDS = {
    "figure": "figure",
    "quotation": "quotation",
    "date": "date of an event",
    "status": "status",
    "name": "name",
    "statement": "statement",
    "wording": "wording",
}
_OTHERWISE = "a first line such as “date 2025-04-14” says otherwise."
_COUNTED = {
    "today": f", today; {_OTHERWISE}",
    "story": f", the day of the story's newest article; {_OTHERWISE}",
}
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")


def form(carried: str, *, stories: Sequence[StoryView] = (), texts: Sequence[str] = ()) -> Block:
    """Five fields; above them which story it is, where several fit. `texts` fill the fields."""
    blocks: list[Block] = []
    if stories:
        blocks.append(_which(stories))
    for number in range(PARTS):
        element: Block = {
            "type": "plain_text_input",
            "action_id": "text",
            "multiline": True,
            "max_length": PART,
        }
        if number < len(texts) and texts[number]:
            element["initial_value"] = texts[number][:PART]
        more = "The text goes on here" if number else "Paste the draft"
        element["placeholder"] = plain(more, limits.PLACEHOLDER)
        blocks.append(
            {
                "type": "input",
                "block_id": f"draft_{number}",
                "optional": number > 0,
                "label": plain("Draft" if number == 0 else f"Part {number + 1}", 100),
                "element": element,
            }
        )
    note = f"Up to {PART:,} characters a field. {KEPT}"
    blocks.append(context(literal(note, 300)))
    return modal(FORM, "Check a draft", "Check", blocks, carried)


def _which(stories: Sequence[StoryView]) -> Block:
    options = [
        {"text": plain(_named(story), limits.OPTION_TEXT), "value": str(story.id)}
        for story in stories[: limits.OPTIONS]
    ]
    return {
        "type": "input",
        "block_id": STORY,
        "label": plain("Several stories fit. Which one is the draft about?", 100),
        "element": {"type": "radio_buttons", "action_id": "story", "options": options[:10]},
    }


def _named(story: StoryView) -> str:
    return f"{cut(one_line(story.title), 48)} ({count_of(story.articles, 'article')})"


def read_form(values: Mapping[str, Any]) -> tuple[str, int | None]:
    """The text of all fields together, and the story chosen."""
    texts = [
        str(((values.get(f"draft_{n}") or {}).get("text") or {}).get("value") or "")
        for n in range(PARTS)
    ]
    chosen = ((values.get(STORY) or {}).get("story") or {}).get("selected_option") or {}
    return join(texts), int(chosen["value"]) if chosen.get("value") else None


def join(texts: Sequence[str]) -> str:
    """Fields as one text: where one ends amid a sentence the next goes on with it."""
    whole = ""
    for text in texts:
        if whole and text.strip():
            ended = whole.rstrip()[-1:] in '.!?”"’…:' or whole.endswith("\n")
            whole += "\n\n" if ended else " "
        whole += text if text.strip() else ""
    return whole


def split(text: str) -> tuple[str, ...]:
    """A text as the fields of the form hold it, cut between paragraphs where that fits."""
    parts: list[str] = []
    rest = text.strip()
    while rest and len(parts) < PARTS:
        end = len(rest)
        if end > PART:
            end = next(
                (at for mark in ("\n\n", "\n", " ") if (at := rest.rfind(mark, 1, PART)) > 0), PART
            )
        parts.append(rest[:end].strip())
        rest = rest[end:].strip()
    return tuple(parts)


def which(stories: Sequence[StoryView], source: str) -> Message:
    """Several stories fit a draft that stands in a message; `source` is "channel:ts"."""
    text = "Several stories fit this draft. Which one is it about?"
    buttons = [button(_named(story), DRAFT_STORY, f"{story.id}:{source}") for story in stories[:5]]
    return compose(text, [section(text), actions(*buttons)])


def render(answer: DraftAnswer, *, whole: bool = False) -> tuple[Message, ...]:
    """One message, or a few where there is much to say; the first one counts.

    `whole` leaves nothing out, however many messages it takes.
    """
    summary = counted(answer)
    head = [
        header("Your draft and the coverage"),
        section(f"*{literal(summary, 400)}*"),
        context(literal(_compared(answer), 1_200)),
    ]
    if not answer.claims:
        said = "It makes no statement that could be compared."
        return (compose(f"Draft: {said}", [*head, section(said)]),)
    pages = list(_pages(_items(answer)))
    most = len(pages) if whole else MESSAGES
    shown = pages[:most]
    left = sum(len(page) for page in pages[most:])
    messages = []
    for number, page in enumerate(shown):
        last = number == len(shown) - 1
        note = (
            f"{count_of(left, 'more claim')} left out for want of room: check the draft in parts."
        )
        foot = [context(literal(note, 200))] if last and left else []
        title = [] if number else head
        text = f"Draft: {summary}" if not number else f"Draft, continued ({number + 1})."
        messages.append(compose(text, title, page, foot))
    return tuple(messages)


def counted(answer: DraftAnswer) -> str:
    """ "14 claims: 2 that cannot both hold, 1 that differs, 4 not found, 7 supported." """
    hard = sum(claim.verdict == "disputed" and claim.hard for claim in answer.claims)
    soft = answer.number("disputed") - hard
    rows = (
        (hard, f"{hard} contradicted"),
        (soft, f"{soft} told otherwise"),
        (answer.number("not found"), f"{answer.number('not found')} not found"),
        (answer.number("not checked"), f"{answer.number('not checked')} not checked"),
        (answer.number("supported"), f"{answer.number('supported')} supported"),
    )
    told = ", ".join(text for number, text in rows if number)
    return f"{count_of(len(answer.claims), 'claim')}" + (f": {told}." if told else ".")


def _compared(answer: DraftAnswer) -> str:
    story = f"Compared with “{cut(one_line(answer.story.title), 120)}” (story:{answer.story.id}): "
    days = f" “Monday” and the like count from {day(answer.day)}"
    days += _COUNTED.get(answer.counted_from, ", the draft's own date.")
    return f"{story}{answer.count.sentence}.{days} {KEPT}"


def _items(answer: DraftAnswer) -> list[list[Block]]:
    """Disputed claims in full, then what is not found or not checked, then what holds."""
    items: list[list[Block]] = []
    for claim in answer.claims:
        if claim.verdict == "disputed":
            items.append([divider(), *_disputed(claim)])
    missing = [claim for claim in answer.claims if claim.verdict == "not found"]
    items += [_titled("Not found in the coverage", n, _not_found(c)) for n, c in enumerate(missing)]
    items += _unchecked([claim for claim in answer.claims if claim.verdict == "not checked"])
    if answer.unprinted:
        named = several([cut(one_line(name), 60) for name in answer.unprinted[:NAMES]])
        more = len(answer.unprinted) - NAMES
        tail = f" and {more} more" if more > 0 else ""
        items.append([rich(line(run(f"Names that no article prints: {named}{tail}.")))])
    held = [claim for claim in answer.claims if claim.verdict == "supported"]
    items += [_titled("Supported", n, _supported(c)) for n, c in enumerate(held)]
    if answer.left_out:
        told = [_left_out(one) for one in answer.left_out[:3]]
        items.append([section("*What several others tell and the draft leaves out*"), rich(*told)])
    return items


def _titled(title: str, number: int, blocks: list[Block]) -> list[Block]:
    return [divider(), section(f"*{title}*"), *blocks] if number == 0 else blocks


def _pages(items: Sequence[list[Block]]) -> Iterator[list[list[Block]]]:
    """Items message by message, each whole."""
    page: list[list[Block]] = []
    size = blocks = 0
    for item in items:
        own = sum(characters(block) for block in item)
        if page and (size + own > ROOM or blocks + len(item) > BLOCKS):
            yield page
            page, size, blocks = [], 0, 0
        page.append(item)
        size += own
        blocks += len(item)
    if page:
        yield page


def _disputed(claim: ClaimView) -> list[Block]:
    sign, grade = ("🔴", "Contradicted") if claim.hard else ("🟡", "Told otherwise")
    parts = [line(run(f"{sign} {grade}", bold=True), *_about(claim)), *_own(claim)]
    for against in claim.against:
        parts.extend(_against(against))
    for citation in claim.near[:1]:
        parts.append(line(run("Also near it: "), run(outlet(citation)), *_source(citation)))
        parts.append(quoted(*sentence_runs(citation, SENTENCE)))
    if claim.support:
        parts.append(
            line(run(f"Supported by {_sources(claim)}: {several(_outlets(claim.support))}."))
        )
    blocks: list[Block] = [rich(*parts)]
    cited = [c for against in claim.against for side in against.sides for c in side.citations]
    ways = ways_in(cited)
    return [*blocks, ways] if ways is not None else blocks


def _against(against: AgainstView) -> list[Block]:
    parts: list[Block] = []
    for side in against.sides[:3]:
        value = _value(side.value)
        alone = len(side.citations) == 1
        who = f" in {several(_outlets(side.citations))}"
        if side.count.articles > 1:
            who += f" ({count_of(side.count.sources, 'independent source')})"
        first = _source(side.citations[0]) if alone else []
        parts.append(line(run(value, bold=True), run(who), *first))
        for citation in side.citations[:2]:
            if not alone:
                parts.append(line(run(outlet(citation)), *_source(citation)))
            parts.append(quoted(*sentence_runs(citation, SENTENCE)))
    if against.note:
        parts.append(
            line(run(f"Why it may be so: {cut(one_line(against.note), 200)}", italic=True))
        )
    return parts


def _value(value: str) -> str:
    """A value in quotation marks; days as people write them."""
    days = _DAYS.fullmatch(value)
    if days:
        told = [date.fromisoformat(found) for found in days.groups() if found]
        return " to ".join(day(one) for one in told)
    return f"“{cut(one_line(value), WORDS)}”" if value.strip() else "otherwise"


def _not_found(claim: ClaimView) -> list[Block]:
    parts = [line(run("⚪ "), *_about(claim, first=True)), *_own(claim)]
    for citation in claim.near[:1]:
        parts.append(line(run("Closest: "), run(outlet(citation), bold=True), *_source(citation)))
        parts.append(quoted(*sentence_runs(citation, SENTENCE)))
    return [rich(*parts)]


def _supported(claim: ClaimView) -> list[Block]:
    title = [run("✔ "), *_about(claim, first=True), run(f" — {_sources(claim)}")]
    parts = [line(*title)]
    for citation in claim.support[:SOURCES]:
        parts.append(line(run(outlet(citation), bold=True), *_source(citation)))
        parts.append(quoted(*sentence_runs(citation, SENTENCE)))
    others = _outlets(claim.support[SOURCES:])
    if others:
        parts.append(line(run(f"Also {several(others)}.")))
    return [rich(*parts)]


def _unchecked(claims: Sequence[ClaimView]) -> list[list[Block]]:
    """Statements that nobody prints so, each in a line: silence about them would read as assent."""
    rows = []
    for claim in claims:
        parts = [run(f"• “{cut(one_line(claim.words), WORDS)}”", bold=True)]
        for citation in claim.near[:1]:
            told = cut(one_line(citation.sentence), CLOSEST)
            parts.append(run(f" — closest, {outlet(citation)}: {told}"))
            if citation.link:
                parts += [run(" · "), link(citation.link, "open")]
        rows.append(line(*parts))
    parcels = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]
    title = "Not checked: no article was found that says so"
    return [_titled(title, number, [rich(*parcel)]) for number, parcel in enumerate(parcels)]


def _left_out(one: LeftOutView) -> Block:
    """What it is, and the words of each article that tells it: no words stand for another's."""
    told = [
        f"{outlet(citation)}: “{cut(one_line(citation.sentence), CLOSEST)}”"
        for citation in one.citations[:2]
    ]
    more = _outlets(one.citations[2:])
    tail = f"; also {several(more)}" if more else ""
    head = f"{cut(one_line(one.subject), 200)} — " if one.subject else ""
    return line(run(f"• {head}", bold=True), run(f"{'; '.join(told)}{tail}"))


def _about(claim: ClaimView, *, first: bool = False) -> list[Block]:
    kind = KINDS.get(claim.kind, claim.kind)
    who = f" by {cut(one_line(claim.speaker), 80)}" if claim.speaker else ""
    shown = f"{kind}{who}: "
    return [
        run(shown if first else f" · {shown}"),
        run(f"“{cut(one_line(claim.words), WORDS)}”", bold=True),
    ]


def _own(claim: ClaimView) -> list[Block]:
    """The draft's sentence, the claim in bold, where it is more than the claim."""
    if one_line(claim.sentence).strip(' .“”"') == one_line(claim.words).strip(' .“”"'):
        return []
    shown = Citation(0, "", None, None, claim.sentence, claim.marks, 0, None)
    return [line(run("Draft: ", italic=True), *sentence_runs(shown, SENTENCE))]


def _source(citation: Citation) -> list[Block]:
    runs = [run(f" · {day(citation.published)}")]
    if citation.link:
        runs += [run(" · "), link(citation.link, "open at the sentence")]
    return runs


def _sources(claim: ClaimView) -> str:
    return count_of(claim.count.sources, "independent source")


def _outlets(citations: Sequence[Citation]) -> list[str]:
    return list(dict.fromkeys(outlet(citation) for citation in citations))
