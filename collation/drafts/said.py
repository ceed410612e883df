"""A draft's quotations in; who prints the same words of the same speaker, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.bearing import (
    denies,
    find_printed,
    may_have_said,
    says_as_much,
    words_of,
)
from collation.drafts.checked import (
    DRAFT,
    Against,
    Checked,
    Claimed,
    Verdict,
    draft_of,
    others_of,
)
from collation.people import Identities, link_people
from collation.speaking import may_be_one, speaker_of
from collation.utterance import AlignedWord, Utterance, Version
from collation.wording import written
from extraction.annotations import Quotation, QuotationKind, Span

FEWEST = 3  # words: fewer in marks are a term, no quotation
REPORTED = 0.75  # of the telling words of a report that another by the same speaker must have
NEAR = 0.4  # the same for it to stand near
AS_MUCH = 0.5  # of its telling words that a report aligned with it must have
WORDS = 3  # that differ and are shown by themselves; more are no sentence without the rest
COVERED = 0.6  # of the draft's words that another must print for the wording to be compared


def check(scene: Scene) -> Iterator[Checked]:
    """One claim a quotation, in text order."""
    draft = draft_of(scene)
    people = link_people(scene.coverage)
    home = {
        number: (utterance, version)
        for utterance in scene.utterances
        for version in utterance.versions
        if version.article == DRAFT
        for number in version.quotations
    }
    for number, quotation in enumerate(draft.reading.quotations):
        words = sum(len(draft.text(piece).split()) for piece in quotation.content)
        if words < FEWEST or number not in home or _is_within(quotation, draft.reading.quotations):
            continue
        span = Span(quotation.start, quotation.end)
        checked = Checked(Claimed.QUOTATION, span, quotation.sentence)
        _compare(scene, people, checked, quotation, number, *home[number])
        if quotation.kind is QuotationKind.INDIRECT and checked.verdict is Verdict.NOT_FOUND:
            _reported(scene, people, checked, quotation, number)
        if quotation.kind is QuotationKind.DIRECT and checked.verdict is Verdict.NOT_FOUND:
            _printed(scene, people, checked, quotation, number)
        if quotation.kind is not QuotationKind.INDIRECT:
            _keep_named(scene, people, checked, number)
        yield checked


def _is_within(one: Quotation, others: Sequence[Quotation]) -> bool:
    """Whether a report stands between the marks of another's words."""
    return one.kind is QuotationKind.INDIRECT and any(
        piece.covers(Span(one.start, one.end - 1))
        for other in others
        if other.kind is not QuotationKind.INDIRECT
        for piece in other.content
    )


def _keep_named(scene: Scene, people: Identities, checked: Checked, number: int) -> None:
    """Leave no support for words of somebody whom nobody names beside them."""
    mine = speaker_of(scene.coverage, people, (DRAFT, number))
    if mine is None or mine.kind != "person":
        return
    for one in checked.support:
        covered = scene.coverage.article(one.article)
        said = [
            speaker_of(scene.coverage, people, (one.article, place))
            for place, other in enumerate(covered.reading.quotations)
            if any(piece.overlaps(one.span) for piece in other.content)
        ]
        if any(who is not None and may_be_one(mine, who) for who in said) or set(
            words_of(mine.name)[-1:]
        ) & set(words_of(covered.text(one.sentence))):
            return
    checked.near[:0], checked.support[:] = checked.support, []


def _printed(
    scene: Scene, people: Identities, checked: Checked, quotation: Quotation, number: int
) -> None:
    """Who prints the same words, whoever may have said them: alignment keeps people apart."""
    mine = speaker_of(scene.coverage, people, (DRAFT, number))
    words = [w for piece in quotation.content for w in words_of(draft_of(scene).text(piece))]
    misattributed: dict[str, list[Evidence]] = {}
    for covered in others_of(scene.coverage):
        span = find_printed(covered, words)
        if span is None:
            continue
        sentence = covered.sentence_at(span.start)
        evidence = Evidence(covered.id, span, sentence, "")
        held = [
            place
            for place, other in enumerate(covered.reading.quotations)
            if any(piece.overlaps(span) for piece in other.content)
        ]
        theirs = speaker_of(scene.coverage, people, (covered.id, held[0])) if held else None
        named = mine is None or set(words_of(mine.name)[-1:]) & set(
            words_of(covered.text(sentence))
        )
        if named if theirs is None else may_have_said(mine, theirs):
            checked.support.append(evidence)
        elif mine and theirs and mine.kind == theirs.kind == "person":
            misattributed.setdefault(theirs.name, []).append(evidence)
        else:
            checked.near.append(evidence)
    if misattributed and mine:
        checked.against.append(_speakers(mine.name, misattributed))


def _reported(
    scene: Scene, people: Identities, checked: Checked, quotation: Quotation, number: int
) -> None:
    """What the same speaker is reported to have said in other words, by the words in common."""
    mine = speaker_of(scene.coverage, people, (DRAFT, number))
    if mine is None:
        return
    own = _telling(scene, draft_of(scene), quotation)
    for covered in others_of(scene.coverage):
        for place, other in enumerate(covered.reading.quotations):
            theirs = speaker_of(scene.coverage, people, (covered.id, place))
            if theirs is None or not may_be_one(mine, theirs):
                continue
            words = _telling(scene, covered, other)
            share = len(own & words) / max(1, len(own))
            if len(own & words) < FEWEST or share < NEAR:
                continue
            evidence = Evidence(covered.id, Span(other.start, other.end), other.sentence, "")
            held = says_as_much(
                scene, draft_of(scene), quotation.content, covered, other.content, REPORTED
            )
            (checked.support if held else checked.near).append(evidence)


def _telling(scene: Scene, covered: Covered, quotation: Quotation) -> frozenset[str]:
    return frozenset().union(*(scene.stems(covered, piece) for piece in quotation.content))


def _compare(
    scene: Scene,
    people: Identities,
    checked: Checked,
    quotation: Quotation,
    number: int,
    utterance: Utterance,
    own: Version,
) -> None:
    """Fill in who prints it alike and who otherwise."""
    inside = [w for w in own.words if any(p.covers(w.span) for p in quotation.content)]
    otherwise: dict[str, list[Evidence]] = {}
    misattributed: dict[str, list[Evidence]] = {}
    turned = False
    printed: set[int] = set()
    mine = speaker_of(scene.coverage, people, (DRAFT, number))
    for version in utterance.versions:
        if version.article == DRAFT:
            continue
        covered = scene.coverage.article(version.article)
        changed, shared = _changed(inside, version.words)
        if not shared:
            continue  # of a longer utterance another part
        evidence = _evidence(covered, version, shared)
        theirs = speaker_of(scene.coverage, people, (version.article, version.quotations[0]))
        if (
            mine
            and theirs
            and mine.kind == theirs.kind == "person"
            and not may_be_one(mine, theirs)
        ):
            misattributed.setdefault(theirs.name, []).append(evidence)
        elif not may_have_said(mine, theirs) or not _borne_out(
            scene, quotation, covered, version, changed
        ):
            wording = changed and quotation.kind is not QuotationKind.INDIRECT
            if wording and len(shared) >= COVERED * len(inside) and may_have_said(mine, theirs):
                otherwise.setdefault(changed, []).append(evidence)
                turned = turned or _turns(inside, version.words)
            else:
                checked.near.append(evidence)
        else:
            checked.support.append(evidence)
            printed |= {word.column for word in shared}
    if quotation.kind is QuotationKind.DIRECT and any(w.column not in printed for w in inside):
        # Nobody prints its whole: who prints a part of it stands near.
        checked.near[:0], checked.support = checked.support, []
    if misattributed and mine:
        checked.against.append(_speakers(mine.name, misattributed))
    if otherwise and not checked.support:
        checked.against.append(_wordings(own, inside, scene, otherwise, turned=turned))


def _borne_out(
    scene: Scene, quotation: Quotation, covered: Covered, version: Version, changed: str
) -> bool:
    """Whether a version aligned with the draft's says the same: in its very words where they are
    in marks, else in what it tells."""
    theirs = [piece for n in version.quotations for piece in covered.reading.quotations[n].content]
    draft = draft_of(scene)
    if quotation.kind is QuotationKind.INDIRECT:
        return says_as_much(scene, draft, quotation.content, covered, theirs, AS_MUCH)
    if changed or quotation.kind is QuotationKind.DIRECT:
        return not changed
    return any(denies(draft.text(piece)) for piece in quotation.content) == any(
        denies(covered.text(piece)) for piece in theirs
    )


def _changed(
    own: list[AlignedWord], theirs: tuple[AlignedWord, ...]
) -> tuple[str, list[AlignedWord]]:
    """What the other prints where the draft has something else, and its words that stand beside
    the draft's; "" where all it prints of them is the same."""
    by_column = {word.column: word for word in theirs}
    shared = [by_column[word.column] for word in own if word.column in by_column]
    if not shared:
        return "", []
    first, last = min(w.column for w in shared), max(w.column for w in shared)
    columns = {word.column: word for word in own}
    within = [w for w in own if first <= w.column <= last]
    missing = [w.text for w in within if w.column not in by_column]
    printed = [w for w in theirs if first <= w.column <= last]
    other = [n for n, w in enumerate(printed) if not _same(columns.get(w.column), w)]
    if len(other) > WORDS:
        return _joined(theirs, printed), shared
    if other:
        return _joined(theirs, [printed[n] for n in other]), shared
    return (f"without “{' '.join(missing)}”" if missing else ""), shared


def _joined(words: tuple[AlignedWord, ...], told: Sequence[AlignedWord]) -> str:
    """Words as they are printed, with an ellipsis where others stand between: no two are joined
    that nobody prints so."""
    after = {one.span: other.span for one, other in pairwise(words)}
    text = told[0].text
    for one, other in pairwise(told):
        text += f"{' ' if after.get(one.span) == other.span else ' … '}{other.text}"
    return text


def _turns(own: list[AlignedWord], theirs: tuple[AlignedWord, ...]) -> bool:
    """Whether one denies what the other affirms, but for a few words the same: without "not"."""
    by_column = {word.column: word for word in theirs}
    shared = [word.column for word in own if word.column in by_column]
    mine = [w for w in own if min(shared) <= w.column <= max(shared)]
    printed = [w for w in theirs if min(shared) <= w.column <= max(shared)]
    columns = {word.column: word for word in mine}
    other = [w for w in printed if not _same(columns.get(w.column), w)]
    left = [w for w in mine if not _same(by_column.get(w.column), w)]
    few = max(len(other), len(left)) <= WORDS
    return few and denies(" ".join(w.text for w in other)) != denies(" ".join(w.text for w in left))


def _same(one: AlignedWord | None, other: AlignedWord) -> bool:
    return one is not None and written(one.text) == written(other.text)


def _evidence(covered: Covered, version: Version, shared: list[AlignedWord]) -> Evidence:
    quotations = [covered.reading.quotations[n] for n in version.quotations]
    first = min(w.span.start for w in shared)
    held = [q for q in quotations if q.start <= first < q.end] or quotations
    sentence = Span(min(q.sentence.start for q in held), max(q.sentence.end for q in held))
    span = Span(first, max(w.span.end for w in shared))
    return Evidence(covered.id, span, sentence, "")


def _speakers(mine: str, theirs: dict[str, list[Evidence]]) -> Against:
    return Against(
        Kind.ATTRIBUTION,
        Severity.HARD,
        Between.OUTLETS,
        "who said it",
        mine,
        tuple(
            Evidence(e.article, e.span, e.sentence, name)
            for name, found in theirs.items()
            for e in found
        ),
    )


def _wordings(
    own: Version,
    inside: list[AlignedWord],
    scene: Scene,
    theirs: dict[str, list[Evidence]],
    *,
    turned: bool,
) -> Against:
    """`turned`: whether one of them denies what the other affirms."""
    draft = draft_of(scene)
    words = draft.text(Span(inside[0].span.start, inside[-1].span.end))
    return Against(
        Kind.QUOTE_WORDING,
        Severity.HARD if turned else Severity.SOFT,
        Between.OUTLETS,
        "words of the quotation",
        " ".join(words.split()),
        tuple(
            Evidence(e.article, e.span, e.sentence, value)
            for value, found in theirs.items()
            for e in found
        ),
    )
