"""A parsed article in; who is in it and who said what, with offsets, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extraction.annotations import (
    NAMED_FROM,
    Person,
    Quotation,
    QuotationKind,
    Span,
    TimeExpression,
)
from extraction.parsed import ParsedArticle
from extraction.speech.attributions import read_frame
from extraction.speech.blocks import read_block
from extraction.speech.confidence import judge
from extraction.speech.coreference import Coreference
from extraction.speech.cueing import cues_of
from extraction.speech.drafts import Draft
from extraction.speech.floating import read_floating, read_introduced, read_transcript
from extraction.speech.headlines import read_headline
from extraction.speech.mentions import Mention
from extraction.speech.nearest import subject_before
from extraction.speech.nested import read_nested
from extraction.speech.passages import Passage, read_passage
from extraction.speech.people import Entry, person_of
from extraction.speech.relabelling import relabel
from extraction.speech.reported import outermost, read_reported
from extraction.speech.resolutions import NOBODY, Resolution
from extraction.speech.stretches import drop_connective
from extraction.speech.through import whom_cited
from extraction.speech.voices import can_have_said

DIRECT_SHARE = 0.95  # of a quotation's letters that stand inside marks: from here on it is direct
SAID_ON_SURE = 0.75  # confidence of a time: a weekday of an article updated later may be another
SAID_ON_REACH = 60  # characters between a cue and the day it was said on
_MYSELF = frozenset(("i", "we", "me"))
_NESTED = 4  # quotations back that one may stand within
NEAR = 3  # quotations on, where the speaker of one that opens a paragraph is looked for


@dataclass(slots=True)
class Attribution:
    """A quotation's draft, whom its speaker was resolved to and whom he cites."""

    passage: Passage
    draft: Draft
    found: Resolution
    shown: int | None = None  # the entry to show: the one found, or the description by itself
    chance: float = 0.0
    through: int | None = None  # an entry


def find_quotations(
    parsed: ParsedArticle, times: tuple[TimeExpression, ...]
) -> tuple[tuple[Person, ...], tuple[Quotation, ...]]:
    """The people of an article and its quotations, both in text order.

    Direct, mixed and indirect speech with its cue and its speaker (source, cue and content of
    Pareti 2015). Never raises for any text; linear in its length.
    """
    attributions, entries = attribute(parsed)
    speaking = {n for a in attributions for n in (a.shown, a.through) if n is not None}
    order = _order(entries, speaking)
    people = tuple(person_of(entries[old], new) for old, new in order.items())
    return people, tuple(_quotation(a, entries, order, times) for a in attributions)


def attribute(parsed: ParsedArticle) -> tuple[list[Attribution], list[Entry]]:
    """Every quotation of an article with whom its speaker means, and the people themselves."""
    text = parsed.article.text
    relabel([part.doc for part in parsed.parts])
    passages = [read_passage(n, part, text) for n, part in enumerate(parsed.parts)]
    spoken = (d for d in _drafts(passages) if all(s.start < s.end for s in d.content))
    drafts = sorted(spoken, key=lambda d: (d.start, -d.end))
    for draft in drafts:
        drop_connective(passages[draft.passage], draft.content)
    coreference = Coreference(passages)
    attributions: list[Attribution] = []
    for draft in drafts:
        passage = passages[draft.passage]
        found, through = NOBODY, None
        if draft.speaker is None:
            draft.speaker = subject_before(passage, draft)
        if draft.speaker is not None:
            outer = _outer(draft.speaker, attributions)
            marked = not passages[draft.speaker.passage].outside(draft.speaker.start)
            if outer is not None and draft.speaker.words[0] in _MYSELF:
                found = replace(outer, path="myself")
            else:
                but = outer.number if outer and marked else None
                found = coreference.resolve(draft.speaker, but)
            if found.number is not None:
                coreference.speaks(found.number, draft.speaker)
            cited = whom_cited(passage, draft)
            if cited is not None and _can_have_said(passages, cited):
                through = coreference.resolve(cited).number
        attributions.append(Attribution(passage, draft, found, found.number, 0.0, through))
    for attribution in attributions:
        _settle(attribution, coreference)
    return attributions, coreference.entries


def _settle(attribution: Attribution, coreference: Coreference) -> None:
    """Judge how sure the speaker is, and part a description from whom it may not mean."""
    draft, found = attribution.draft, attribution.found
    if draft.speaker is None or found.number is None:
        return
    entry = coreference.entries[found.number]
    judged = judge(attribution.passage, draft, found, entry)
    attribution.chance = judged.chance
    if judged.as_printed and draft.speaker.text.casefold() != entry.name.casefold():
        attribution.shown = coreference.part(draft.speaker, entry)


def _outer(mention: Mention, before: list[Attribution]) -> Resolution | None:
    """Who speaks the quotation that a mention stands in: whom `I` means there and `he` does not."""
    for outer in reversed(before[-_NESTED:]):
        if any(span.covers(mention.span) for span in outer.draft.content):
            return outer.found
    return None


def _can_have_said(passages: list[Passage], speaker: Mention) -> bool:
    return can_have_said(passages[speaker.passage], speaker)


def _drafts(passages: list[Passage]) -> Iterator[Draft]:
    """Every passage's quotations: those beside cues, then reported clauses, then what is left."""
    previous: Draft | None = None
    closed, since = True, 0
    before: Passage | None = None
    for passage in passages:
        found = _passage_drafts(passages, passage, before, previous)
        before = passage
        yield from found
        speech = [d for d in found if d.marked]
        if speech and _ends_open(passage, speech[-1]):
            previous, since = speech[-1], 0
            closed = passage.marked[previous.marked[-1]].closed
        elif closed or since > 1 or not passage.words:
            previous = None
        since += 1


def _passage_drafts(
    passages: list[Passage], passage: Passage, before: Passage | None, previous: Draft | None
) -> list[Draft]:
    headline = read_headline(passage, passages)
    if headline is not None:
        return [headline]
    used: set[int] = set()
    spent: set[int] = set()
    found: list[Draft] = []
    introduced = read_introduced(passage, before)
    for n in range(len(passage.marked)):
        draft = read_transcript(passage, n)
        if draft is not None:
            introduced = introduced if n else None
            found.append(draft)
            used.update(draft.marked)
    for frame in passage.frames:
        cues = cues_of(passage, frame)
        beside = read_frame(passage, frame, cues, used, spent)
        reported = read_reported(passage, frame, cues, used, spent)
        found += outermost(beside + reported, passage.text)
    if introduced is not None and 0 not in used:
        found.append(introduced)
        used.add(0)
    found.sort(key=lambda d: d.start)
    for frame in passage.frames:
        for n in frame.marked:
            if n in used:
                continue
            at = bisect_left(found, passage.marked[n].inside.start, key=lambda d: d.start)
            following = next((d for d in found[at : at + NEAR] if d.marked), None)
            last = found[at - 1] if at else None
            draft = read_floating(passage, frame, n, last, following, previous, before)
            if draft is not None:
                used.add(n)
                found.insert(at, draft)
    block = read_block(passage, before) if not found else None
    return [block] if block is not None else found + read_nested(passage)


def _ends_open(passage: Passage, draft: Draft) -> bool:
    """Whether a quotation may go on in the next paragraph: it is speech in full sentences."""
    last = passage.marked[draft.marked[-1]]
    return last.inside.end - last.inside.start > 15


def _quotation(
    attribution: Attribution,
    entries: list[Entry],
    order: dict[int, int],
    times: tuple[TimeExpression, ...],
) -> Quotation:
    passage, draft, shown = attribution.passage, attribution.draft, attribution.shown
    through = attribution.through if attribution.through != shown else None
    speaker = draft.speaker
    return Quotation(
        kind=_kind(passage, draft),
        content=tuple(draft.content),
        cue=draft.cue,
        speaker=_with_office(passage, speaker) if speaker is not None else None,
        speaker_name=entries[shown].name if shown is not None else None,
        person=order[shown] if shown is not None and attribution.chance >= NAMED_FROM else None,
        confidence=round(attribution.chance, 3),
        sentence=_around(draft),
        said_on=_said_on(draft, times),
        reported_through=order[through] if through is not None else None,
    )


def _with_office(passage: Passage, speaker: Mention) -> Span:
    """The mention with the words of office right before it: `President Roe`."""
    first = speaker.start - len(speaker.role)
    if not speaker.role or speaker.passage != passage.number or first < 0:
        return speaker.span
    span = Span(passage.place(first), speaker.span.end)
    before = span.of(passage.text)[: speaker.span.start - span.start]
    return speaker.span if "," in before or "\n" in before else span


def _around(draft: Draft) -> Span:
    start = min(draft.sentence.start, draft.start)
    end = max(draft.sentence.end, draft.end)
    if draft.cue is not None:
        start, end = min(start, draft.cue.start), max(end, draft.cue.end)
    return Span(start, end)


def _said_on(draft: Draft, times: tuple[TimeExpression, ...]) -> date | None:
    """The day that the clause of the cue gives: `Roe said Saturday`, `on Saturday Roe said`."""
    if draft.cue is None:
        return None
    cue = draft.cue.end
    first = bisect_left(times, cue - SAID_ON_REACH, key=lambda t: t.span.start)
    last = bisect_left(times, cue + SAID_ON_REACH, key=lambda t: t.span.start)
    days = [
        time
        for time in times[first:last]
        if time.begin is not None
        and time.begin == time.end
        and time.confidence >= SAID_ON_SURE
        and draft.sentence.covers(time.span)
        and not any(span.covers(time.span) for span in draft.content)
    ]
    return min(days, key=lambda t: abs(t.span.start - cue)).begin if days else None


def _kind(passage: Passage, draft: Draft) -> QuotationKind:
    """By the letters inside marks; what a line of its own sets off needs none."""
    if draft.rule == "block":
        return QuotationKind.DIRECT
    inside = total = 0
    for span in draft.content:
        total += _letters(passage.text, span.start, span.end)
        for m in passage.marked_in(span):
            start, end = max(m.inside.start, span.start), min(m.inside.end, span.end)
            inside += _letters(passage.text, start, end)
    if total and inside >= DIRECT_SHARE * total:
        return QuotationKind.DIRECT
    return QuotationKind.MIXED if inside else QuotationKind.INDIRECT


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0


def _order(entries: list[Entry], speaking: set[int]) -> dict[int, int]:
    """The people to report and their new numbers: all named persons, and whoever speaks."""
    kept = [
        n
        for n, entry in enumerate(entries)
        if entry.mentions and (n in speaking or entry.kind == "person")
    ]
    kept.sort(key=lambda n: min(entries[n].mentions))
    return {old: new for new, old in enumerate(kept)}
