"""Who said it: utterances in; the speaker and each outlet's words, differences marked, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.answers import UtteranceView, VersionView, WhoSaidAnswer
from handlers.blocks.citations import source_line, ways_in
from handlers.blocks.elements import (
    context,
    count_of,
    day,
    divider,
    line,
    listed,
    quoted,
    rich,
    run,
    section,
)
from handlers.blocks.fitting import MORE, Block, Message, compose, cut, literal, one_line
from handlers.blocks.footers import lead_on

NAME = 120
QUESTION = 200
WORDS = 900  # characters of one outlet's words; the longest quotations of a news text
DIFFERENCES = 6  # sentences that say how printings differ
DIFFERENCE = 250  # characters of one
VERSIONS = 12  # printings of one utterance; more are counted

LEGEND = (
    "*bold*: another outlet prints or spells it otherwise · *_bold italic_*: another outlet leaves "
    "these out · _italic_: no other outlet quotes this much"
)


def render(
    answer: WhoSaidAnswer,
    here: str,
    turn: Sequence[str] = ("", ""),
    *,
    share: bool = False,
    shared_by: str = "",
) -> Message:
    """`here` and `turn` as in `lead_on`; `shared_by` names who shared it, escaped."""
    head = [section(line) for line in _headlines(answer)]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    items: list[list[Block]] = []
    for number, utterance in enumerate(answer.utterances):
        title, *rest = _utterance(utterance)
        items += [[divider(), *title] if number else title, *rest]
    foot = lead_on(answer.page, here, turn, share=share)
    if any(_marked(utterance) for utterance in answer.utterances):
        foot.insert(0, context(LEGEND))
    return compose(
        notification(answer),
        head,
        items,
        foot,
        left_out=lambda count: (
            f"Left out for want of room: {count} of {len(items)} parts of this answer. "
            "Narrow it with outlet:, by:, since: or until:."
        ),
    )


def notification(answer: WhoSaidAnswer) -> str:
    """The first utterance in one sentence: who, what, how many sources."""
    if not answer.utterances:
        return f"Nobody is quoted with {cut(answer.question, QUESTION)}."
    first = answer.utterances[0]
    words = _plain(first.versions[0]) if first.versions else ""
    at_least = "At least " if answer.page.more else ""
    more = f" {at_least}{answer.page.total - 1} more." if answer.page.total > 1 else ""
    closest = "Closest: " if answer.closest else ""
    who = one_line(first.speaker or "Unattributed")
    said = cut(words, 300).rstrip()
    stop = "" if said.rstrip("”’\"'")[-1:] in (".", "!", "?", "…") else "."
    return f"{closest}{cut(who, NAME)}: {said}{stop} {first.count.sentence}.{more}"


def _headlines(answer: WhoSaidAnswer) -> list[str]:
    question = literal(one_line(answer.question), QUESTION)
    if not answer.utterances:
        return [f"Nobody is quoted with {question}."]
    if answer.closest:
        words = " … ".join(one_line(word) for word in answer.instead)
        instead = f", with *{literal(words, QUESTION)}*" if words.strip() else ""
        return [f"No quotation has these words: *{question}*. Closest{instead}:"]
    return []


def _utterance(utterance: UtteranceView) -> list[list[Block]]:
    """Its parts, each of which may be left out with all that follow."""
    speaker = cut(one_line(utterance.speaker or "Unattributed"), NAME)
    title = _called(speaker, cut(one_line(utterance.role or ""), NAME))
    title.append(run(f"\n{cut(utterance.count.sentence, 600)}"))
    if utterance.matched is not None and utterance.matched < len(utterance.versions):
        of = count_of(len(utterance.versions), "version")
        title.append(run(f"\nMatched in {utterance.matched} of {of}; all are shown."))
    versions = utterance.versions[:VERSIONS]
    parts: list[list[Block]] = [[rich(line(*title), *_differences(utterance))]]
    alone = len(utterance.versions) == 1
    parts.extend([_version(version, marked=not alone)] for version in versions)
    if len(utterance.versions) > VERSIONS:
        parts.append([context(f"{len(utterance.versions) - VERSIONS} further printings.")])
    ways = ways_in([version.citation for version in versions], quotations=True)
    if ways is not None:
        parts[-1].append(ways)
    return parts


def _called(speaker: str, role: str) -> list[Block]:
    """ "Jane Roe, Mayor"; what is cut short stands before the name: "Dr. Jane Roe"."""
    if not role:
        return [run(speaker, bold=True)]
    if role.endswith("."):
        return [run(f"{role} "), run(speaker, bold=True)]
    return [run(speaker, bold=True), run(f", {role}")]


def _differences(utterance: UtteranceView) -> list[Block]:
    """How the printings differ, in words: what the marks below show."""
    texts = [cut(one_line(text), DIFFERENCE) for text in utterance.differences if text.strip()]
    if not texts:
        return []
    shown = texts[:DIFFERENCES]
    if len(texts) > len(shown):
        shown.append(f"and {len(texts) - len(shown)} more")
    return [listed(*(line(run(text)) for text in shown))]


def _version(version: VersionView, *, marked: bool) -> Block:
    said = f"said on {day(version.said_on)}" if version.said_on else ""
    how = "in indirect speech" if version.kind == "indirect" else ""
    told = f"as told by {cut(one_line(version.through), NAME)}" if version.through else ""
    return rich(
        source_line(version.citation, _as_printed(version), told, how, said),
        quoted(*words_of(version, marked=marked)),
    )


def _as_printed(version: VersionView) -> str:
    """ "“Bukele said”": speaker and cue in the outlet's words, in marks only where they are printed
    so; "“Trump … saying”" where other words stand between."""
    parts = [cut(one_line(part), 80) for part in (version.speaker_printed, version.cue) if part]
    parts = [part for part in parts if part.strip()]
    printed = one_line(version.citation.sentence)
    for words in (parts, parts[::-1]):
        for between in (" ", " … "):
            if parts and _stands(between.join(words), printed):
                return f"“{cut(between.join(words), 80)}”"
    return ": ".join([*parts[:-1], f"“{parts[-1]}”"]) if parts else ""


def _stands(words: str, printed: str) -> bool:
    """Whether the words stand in what is printed, with others where the ellipsis is."""
    pieces = r"(?!\w).*?(?<!\w)".join(map(re.escape, words.split(" … ")))
    return re.search(rf"(?<!\w){pieces}(?!\w)", printed) is not None


def words_of(version: VersionView, *, marked: bool, most: int = WORDS) -> list[Block]:
    """The words as printed, neighbours with one mark joined, within `most` characters.

    Marks stand where the outlet has them, and nowhere else: reported speech has none.
    """
    stretches: list[tuple[str, str]] = []
    room, inside = most, False
    for word in version.words:
        if word.quoted != inside:
            _append(stretches, "“" if word.quoted else "”", "")
            inside = word.quoted
        text = one_line_keeping_blanks(word.text)
        if len(text) > room:
            _append(stretches, cut(text, room) if len(text) > most else MORE, "")
            break
        room -= len(text)
        _append(stretches, text, word.differs if marked else "")
    if inside:
        _append(stretches, "”", "")
    runs = [part for text, mark in stretches if text for part in _styled(text, mark)]
    return runs or [run(MORE.strip())]


def _append(stretches: list[tuple[str, str]], text: str, mark: str) -> None:
    """Joined to the last stretch where that is marked alike."""
    if text == "”" and stretches:  # `… house.”`: no blank before a closing mark
        stretches[-1] = (stretches[-1][0].rstrip(), stretches[-1][1])
    if stretches and stretches[-1][1] == mark:
        stretches[-1] = (stretches[-1][0] + text, mark)
    else:
        stretches.append((text, mark))


def _styled(text: str, mark: str) -> list[Block]:
    """The stretch in its style; the blanks at its ends without."""
    core = text.strip()
    if not mark or not core:
        return [run(text)]
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    styled = run(
        core, bold=mark in ("changed", "added", "spelled"), italic=mark in ("added", "outside")
    )
    return [*_run(before), styled, *_run(after)]


def _run(text: str) -> list[Block]:
    return [run(text)] if text else []


def one_line_keeping_blanks(text: str) -> str:
    """Line breaks become blanks; blanks at the ends stay, since words are joined by them."""
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


def _plain(version: VersionView) -> str:
    return one_line("".join(str(part["text"]) for part in words_of(version, marked=False)))


def _marked(utterance: UtteranceView) -> bool:
    return len(utterance.versions) > 1 and any(
        word.differs for version in utterance.versions for word in version.words
    )
