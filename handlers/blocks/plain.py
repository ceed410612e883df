"""Answers to plain questions, and suggestions made from the archive at hand, as messages."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import EntryView
from desk.examples import Examples
from desk.plain_questions import CountedView, HowManyAnswer, WhenAnswer
from handlers.blocks.citations import sentence_runs, source_line, ways_in
from handlers.blocks.course import gives
from handlers.blocks.elements import (
    ASK,
    actions,
    button,
    count_of,
    disagreement,
    line,
    quoted,
    rich,
    run,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.notices import sentence
from handlers.blocks.standing import judging
from handlers.typed import quote

SENTENCE = 300
SOURCES = 3
SUGGESTIONS = 3


def when(answer: WhenAnswer) -> Message:
    """Days, each with the sentences that give it; the likeliest first."""
    first = answer.entries[0]
    shown = cut(one_line(answer.question), 80)
    heads = [entry.when for entry in answer.entries]
    if answer.places:
        named = ["; ".join(map(one_line, where)) for where in answer.places]
        heads = [f"{where} · {day}" for where, day in zip(named, heads, strict=True)]
    words = f"{heads[0]}: {one_line(first.citations[0].sentence) if first.citations else ''}"
    items = [_entry(entry, head) for entry, head in zip(answer.entries, heads, strict=True)]
    story = answer.story.id
    kind, asked = ("place", "where") if answer.places else ("date", "when")
    foot = [
        actions(
            button("Whole timeline", ASK, f"/timeline story:{story}"),
            button("Where accounts differ", ASK, f"/discrepancies story:{story} kind:{kind}"),
            *judging(f"{asked} was {shown}?"),
        )
    ]
    title = f"Looked for *{literal(shown, 200)}* in “{literal(one_line(answer.story.title), 200)}”"
    return compose(words, [section(title)], items, foot)


def _entry(entry: EntryView, head: str) -> list[Block]:
    sources = count_of(entry.count.sources, "independent source")
    parts = [line(run(cut(head, 200), bold=True), run(f" · {sources}"))]
    for citation in entry.citations[:SOURCES]:
        note = gives(entry, citation)
        parts += [source_line(citation, note), quoted(*sentence_runs(citation, SENTENCE))]
    if entry.conflict:
        parts.append(line(run(cut(disagreement(entry.conflict), 400), italic=True)))
    blocks: list[Block] = [rich(*parts)]
    ways = ways_in(entry.citations[:SOURCES])
    return [*blocks, ways] if ways is not None else blocks


def how_many(answer: HowManyAnswer) -> Message:
    """Values, each with who prints it; the one that most sources print first."""
    shown = cut(one_line(answer.question), 80)
    told = "; ".join(
        f"{cut(one_line(row.of), 60)} ({count_of(row.count.sources, 'source')})"
        for row in answer.rows[:3]
    )
    items = [_row(row) for row in answer.rows]
    story = answer.story.id
    foot = [
        actions(
            button("Where figures differ", ASK, f"/discrepancies story:{story} kind:number"),
            button("Whole timeline", ASK, f"/timeline story:{story}"),
            *judging(f"how many {shown}?"),
        )
    ]
    title = f"Looked for *{literal(shown, 200)}* in “{literal(one_line(answer.story.title), 200)}”"
    return compose(told, [section(title)], items, foot)


def _row(row: CountedView) -> list[Block]:
    title = [run(cut(one_line(row.of), 120), bold=True), run(f" · {cut(row.count.sentence, 300)}")]
    parts = [line(*title)]
    for citation in row.citations:
        parts += [source_line(citation), quoted(*sentence_runs(citation, SENTENCE))]
    blocks: list[Block] = [rich(*parts)]
    ways = ways_in(row.citations)
    return [*blocks, ways] if ways is not None else blocks


def suggestions(found: Examples, words: Sequence[str] = ()) -> Message:
    """For a question that no rule fits: two or three that have an answer here."""
    lines = suggested(found, words)
    if not lines:
        return sentence(
            "Nothing is indexed yet, so there is nothing to ask of. Send me links to articles, or "
            "type /index and a link."
        )
    text = (
        "Ask me one of these, or in other words: who said …, when was …, how many …, what differs."
    )
    buttons = [button(line, ASK, line) for line in lines]
    return compose(f"{text} {'; '.join(lines)}", [section(text), actions(*buttons)])


def suggested(found: Examples, words: Sequence[str] = ()) -> tuple[str, ...]:
    """Command lines that have an answer: of what the question names, else of the newest story."""
    if found.story is None:
        return ()
    lines: list[str] = []
    if found.person:
        lines.append(f"/who-said by:{quote(found.person)}")
    if found.topic:
        lines.append(f"/timeline {found.topic}")
        if found.differs:
            lines.append(f"/discrepancies {found.topic}")
    lines += examples(found)
    told = dict.fromkeys(" ".join(one.split()) for one in lines if len(one) <= 75)
    return tuple(told)[:SUGGESTIONS]


def examples(found: Examples) -> tuple[str, ...]:
    """Command lines that have an answer in this archive, one of each command."""
    if found.story is None:
        return ()
    lines = []
    if found.word:
        lines.append(f"/who-said {found.word}")
    if found.speaker:
        lines.append(f"/who-said by:{quote(found.speaker)}")
    about = found.about or f"story:{found.story.id}"
    lines.append(f"/timeline {about}")
    if found.differs:
        lines.append("/discrepancies")
    return tuple(one for one in lines if len(one) <= 75)
