"""The claims that finders made of a draft in; each held to what a sentence says, and the rest of
the draft's statements as claims of their own, out."""  # fmt: skip

from __future__ import annotations

from collections.abc import Iterator, Sequence

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.drafts.borne import Bearer
from collation.drafts.checked import Checked, Claimed, Verdict, draft_of
from collation.drafts.clauses import Clause, find_clauses
from collation.drafts.terms import SAYING
from extraction.annotations import Quotation, QuotationKind, Span

_HELD = (Claimed.FIGURE, Claimed.DATE, Claimed.STATUS)


def hold(scene: Scene, bearer: Bearer, claims: Sequence[Checked]) -> list[Checked]:
    """Leave each claim only the support that says all that its words say; the rest stands near.

    Without figures that say nothing alone: "over three years" is told with what lasts.
    """
    draft = draft_of(scene)
    labels = {label.span for label in draft.reading.labels}
    ages = {figure.span for figure in draft.reading.figures if figure.quantity == "age"}
    ages |= {claim.span for claim in draft.reading.claims if claim.object == "old"}
    reported = {q.start: q for q in draft.reading.quotations if q.kind is QuotationKind.INDIRECT}
    telling = [
        claim
        for claim in claims
        if claim.kind is not Claimed.FIGURE
        or claim.against
        or claim.span in ages
        or bearer.terms(draft, claim.span).words
    ]
    clauses = list(find_clauses(draft))
    for claim in telling:
        if claim.kind is Claimed.QUOTATION and claim.span.start in reported:
            quotation = reported[claim.span.start]
            _narrow(claim, clauses, claim.span)
            own = _with_cue(quotation, claim.span)
        elif claim.kind is Claimed.DATE:
            for time in draft.reading.times:
                if claim.span.covers(time.span) and time.begin is not None:
                    _narrow(claim, clauses, time.span)
            own = claim.span
        elif claim.span in labels:
            _hold_label(scene, bearer, claim)
            continue
        elif claim.kind not in _HELD or claim.span in ages:
            continue
        else:
            own = _with_whom(draft, claim)
        _keep_borne(scene, bearer, claim, own)
    return telling


def _with_whom(draft: Covered, claim: Checked) -> Span:
    """A claim from where its sentence names whom it is about: "Roe fled and was charged"."""
    for one in draft.reading.claims:
        if claim.kind is not Claimed.STATUS or not one.span.overlaps(claim.span):
            continue
        about = [n for n in (one.subject_person, one.object_person) if n is not None]
        named = [m for n in about for m in draft.reading.people[n].mentions]
        if named and not any(claim.span.overlaps(mention) for mention in named):
            before = [m for m in named if claim.sentence.covers(m) and m.end <= claim.span.start]
            if before:
                return Span(max(m.start for m in before), claim.span.end)
    return claim.span


def _keep_borne(scene: Scene, bearer: Bearer, claim: Checked, own: Span) -> None:
    kept = list(bearer.supporters(own, shown=claim.span))
    known = {one.article for one in kept}
    for one in claim.support:
        if one.article in known:
            continue
        covered = scene.coverage.article(one.article)
        if bearer.bears(own, covered, one.sentence, shown=claim.span):
            kept.append(one)
            known.add(one.article)
        else:
            claim.near.append(one)
    claim.support[:] = kept
    if not kept:
        closest = bearer.nearest(own) or bearer.nearest(claim.sentence)
        claim.near[:0] = [one for one in closest if one not in claim.near]


def _hold_label(scene: Scene, bearer: Bearer, claim: Checked) -> None:
    for one in tuple(claim.support):
        if not bearer.prints(claim.span, scene.coverage.article(one.article), one.sentence):
            claim.support.remove(one)
            claim.near.append(one)


def _narrow(claim: Checked, clauses: Sequence[Clause], kept: Span) -> None:
    """Cut a claim to the clause in which what is `kept` begins; the rest is stated alone."""
    for clause in clauses:
        if clause.span.start <= kept.start < clause.span.end:
            start, end = max(claim.span.start, clause.span.start), clause.span.end
            if start < end < claim.span.end - 1:
                claim.span = Span(start, end)
            elif start > claim.span.start:
                claim.span = Span(start, claim.span.end)


def _with_cue(quotation: Quotation, shown: Span) -> Span:
    """A report with who makes it."""
    parts = [shown, *filter(None, (quotation.cue, quotation.speaker))]
    return Span(min(p.start for p in parts), max(p.end for p in parts))


def state(scene: Scene, bearer: Bearer, claims: Sequence[Checked]) -> Iterator[Checked]:
    """The draft's statements on which no claim says anything, in text order."""
    for clause in find_clauses(draft_of(scene)):
        if not _is_told(scene, bearer, clause, claims):
            checked = Checked(Claimed.STATEMENT, clause.span, clause.sentence)
            checked.support.extend(bearer.supporters(clause.span))
            if not checked.support:
                checked.near.extend(bearer.nearest(clause.span))
            yield checked


def _is_told(scene: Scene, bearer: Bearer, clause: Clause, claims: Sequence[Checked]) -> bool:
    """Whether claims hold all of it, or one that is not borne out alerts the writer to its verb."""
    draft = draft_of(scene)
    within = [c for c in claims if c.kind is not Claimed.NAME and c.span.overlaps(clause.span)]
    held = [span for claim in within for span in _alerted(scene, claim)]
    outside = _outside(clause.span, held)
    rest = [span for span in outside if bearer.terms(draft, span).telling]
    if not within or not rest:
        return bool(within)
    if all(claim.verdict is Verdict.SUPPORTED for claim in within):
        return clause.saying
    return not any(
        _mostly(claim.span, one)
        for claim in draft.reading.claims
        if claim.predicate not in SAYING
        for one in rest
    )


def _alerted(scene: Scene, claim: Checked) -> Iterator[Span]:
    """What a claim holds; one that is not borne out also makes the writer look at its verb."""
    yield claim.span
    if claim.verdict is not Verdict.SUPPORTED:
        reading = draft_of(scene).reading
        yield from (one.span for one in reading.claims if one.span.overlaps(claim.span))
        for quotation in reading.quotations:
            if claim.kind is Claimed.QUOTATION and quotation.start == claim.span.start:
                yield _with_cue(quotation, claim.span)


def _mostly(span: Span, within: Span) -> bool:
    shared = min(span.end, within.end) - max(span.start, within.start)
    return 2 * shared > span.end - span.start


def settle(scene: Scene, bearer: Bearer, claims: Sequence[Checked]) -> Iterator[Checked]:
    """Without a claim of which another tells as much, so that nothing is told twice; a title or
    a single word with the words it is said with."""
    draft = draft_of(scene)
    for claim in claims:
        if _only_says(draft, claim):
            continue
        if not any(_tells(other, claim) for other in claims if other is not claim):
            claim.span = _in_words(scene, bearer, claim)
            yield claim


def _only_says(draft: Covered, claim: Checked) -> bool:
    """Whether a dated event that nobody tells is no more than the cue of words in marks, which are
    a claim of their own: "Roe told reporters on Monday"."""
    return (
        claim.kind is Claimed.DATE
        and claim.verdict is Verdict.NOT_FOUND
        and any(
            quotation.kind is not QuotationKind.INDIRECT
            and quotation.cue is not None
            and claim.span.covers(quotation.cue)
            for quotation in draft.reading.quotations
        )
    )


def _in_words(scene: Scene, bearer: Bearer, claim: Checked) -> Span:
    """A status with whom it is of, where that is borne out too: "The engineer, Jane Roe", and not
    "The engineer" alone."""
    draft = draft_of(scene)
    labels = [one for one in draft.reading.labels if one.span == claim.span]
    if claim.kind is not Claimed.STATUS or not labels or labels[0].target is None:
        return claim.span
    for mention in draft.reading.people[labels[0].target].mentions:
        first, last = sorted((mention, claim.span))
        between = draft.text(Span(first.end, max(first.end, last.start)))
        if claim.sentence.covers(mention) and len(between.strip(" ,")) == 0:
            return Span(first.start, max(first.end, last.end))
    for one in draft.reading.claims:
        if one.span.covers(claim.span) and all(
            bearer.bears(one.span, scene.coverage.article(row.article), row.sentence)
            for row in claim.support
        ):
            return one.span
    return claim.span


def _tells(other: Checked, claim: Checked) -> bool:
    if Claimed.NAME in (other.kind, claim.kind) or not other.span.overlaps(claim.span):
        return False
    last = max(claim.span.start, claim.span.end - 1)  # a report ends with its stop
    larger = other.span.covers(Span(claim.span.start, last)) and other.span != claim.span
    first = larger or (other.span == claim.span and other.kind < claim.kind)
    if claim.verdict is Verdict.SUPPORTED:
        known = {one.article for one in other.support}
        held = other.verdict is Verdict.SUPPORTED and {e.article for e in claim.support} <= known
        return first and held
    if claim.verdict is Verdict.DISPUTED:
        return False
    if other.verdict is Verdict.DISPUTED:
        cited = {(e.article, e.sentence) for one in other.against for e in one.evidence}
        return bool(claim.near) and (claim.near[0].article, claim.near[0].sentence) in cited
    return first and other.verdict is Verdict.NOT_FOUND


def _outside(span: Span, held: Sequence[Span]) -> Iterator[Span]:
    at = span.start
    for one in sorted(held):
        if one.start > at:
            yield Span(at, min(one.start, span.end))
        at = max(at, one.end)
    if at < span.end:
        yield Span(at, span.end)
