"""A draft and the articles of one story in; each claim of the draft, and how it stands, out.

The same finders and the same alignment as between articles: the draft is one account more, in a
source group of its own, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from collation.coverage import Coverage, Covered
from collation.differences import THRESHOLD, find_discrepancies
from collation.differences.figures import frames, number
from collation.differences.names import name
from collation.differences.scene import Scene
from collation.differences.states import status
from collation.differences.times import clock, duration, occurring
from collation.discrepancy import Discrepancy, Evidence, Kind
from collation.drafts import dated, figures, named, said, stated
from collation.drafts.bearing import same_judgement
from collation.drafts.borne import Bearer
from collation.drafts.checked import DRAFT, Against, Checked, Claimed, Verdict
from collation.drafts.denied import deny
from collation.drafts.gravity import weigh
from collation.drafts.otherwise import dispute
from collation.drafts.rivals import contest
from collation.drafts.told import hold, settle, state
from collation.utterances import align_utterances
from extraction.annotations import Reading, Span
from intake.article import Article

__all__ = ["DRAFT", "Against", "Checked", "Claimed", "DraftFindings", "Verdict", "check_draft"]

#: Articles that the draft is compared with alone, too: where outlets differ among themselves, a
#: report holds the two sides that differ most surely, and the draft may be a third.
ALONE = 12
_CHECKS: tuple[Callable[[Scene], Iterator[Checked]], ...] = (
    figures.check,
    said.check,
    dated.check,
    stated.check,
    named.check,
)
_HOME = {
    Kind.NUMBER: (Claimed.FIGURE,),
    Kind.TIME: (Claimed.FIGURE,),
    Kind.DURATION: (Claimed.FIGURE,),
    Kind.DATE: (Claimed.DATE,),
    Kind.QUOTE_WORDING: (Claimed.QUOTATION,),
    Kind.ATTRIBUTION: (Claimed.QUOTATION,),
    Kind.NAME: (Claimed.NAME,),
    Kind.STATUS: (Claimed.STATUS,),
    Kind.LABEL: (Claimed.STATUS,),
}
#: What one article alone can show to differ; the rest needs the story around it.
_PAIRED: tuple[Callable[[Scene], Iterator[Discrepancy]], ...] = (
    number.find,
    clock.find,
    frames.find,
    occurring.find,
    duration.find,
    status.find,
    name.find,
)


@dataclass(frozen=True, slots=True)
class DraftFindings:
    """The claims, worst first; `left_out` is what several others tell and the draft does not."""

    claims: tuple[Checked, ...]
    left_out: tuple[Discrepancy, ...]


def check_draft(
    coverage: Coverage, article: Article, reading: Reading, nearest: Sequence[str] = ()
) -> DraftFindings:
    """Compare a draft with the articles of one story.

    `nearest` are the ids of those most like the draft, with which it is also compared alone.
    """
    whole = _with(coverage, article, reading)
    scene = Scene(whole, align_utterances(whole))
    claims = [claim for check in _CHECKS for claim in check(scene)]
    found = find_discrepancies(whole, scene.utterances)
    for one in found:
        _attach(claims, whole, one)
    for id in nearest[:ALONE]:
        pair = Scene(_with(Coverage((coverage.article(id),)), article, reading), ())
        for one in (one for find in _PAIRED for one in find(pair)):
            if one.confidence >= THRESHOLD:
                _attach(claims, whole, one, only_known=True)
    deny(scene, claims)
    bearer = Bearer(scene)
    claims = hold(scene, bearer, tuple(_once(claims)))
    contest(scene, claims)
    dispute(scene, bearer, claims)
    claims.extend(tuple(state(scene, bearer, claims)))
    weigh(scene, coverage, claims)
    left_out = tuple(d for d in found if d.kind is Kind.OMISSION and DRAFT in d.absent_in)
    return DraftFindings(
        tuple(sorted(settle(scene, bearer, claims), key=lambda claim: claim.rank)), left_out
    )


def _with(coverage: Coverage, article: Article, reading: Reading) -> Coverage:
    """The articles and the draft, which depends on none of them whatever it has copied."""
    group = max((covered.group for covered in coverage.articles), default=-1) + 1
    return Coverage((*coverage.articles, Covered(DRAFT, article, reading, group)))


def _attach(
    claims: list[Checked], whole: Coverage, found: Discrepancy, *, only_known: bool = False
) -> None:
    """Put a difference to the claim whose words it is about; it is a claim itself where none is."""
    own = [e for e in found.evidence if e.article == DRAFT]
    others = tuple(e for e in found.evidence if e.article != DRAFT)
    if not own or not others or found.kind is Kind.OMISSION:
        return
    differing = tuple(e for e in others if e.value != own[0].value) or others
    against = Against(
        found.kind, found.severity, found.between, found.subject, _shown(whole, own[0]).value,
        tuple(_shown(whole, e) for e in differing), found.note,
    )  # fmt: skip
    kinds = _HOME.get(found.kind, ())
    for claim in claims:
        if claim.kind in kinds and any(claim.span.overlaps(e.span) for e in own):
            if only_known and claim.support:
                return  # who bears it out stands in the story: it would show the same difference
            _add(claim, against)
            if found.kind in (Kind.STATUS, Kind.LABEL):
                known = {e.article for e in claim.support}
                claim.support.extend(
                    e
                    for e in others
                    if e.value == own[0].value
                    and e.article not in known
                    and same_judgement(_text(whole, own[0]), _text(whole, e))
                )
            return
    if not only_known:
        claims.append(
            Checked(
                kinds[0] if kinds else Claimed.WORDING,
                own[0].span,
                own[0].sentence,
                against=[against],
            )
        )


def _shown(whole: Coverage, evidence: Evidence) -> Evidence:
    """With the words that are printed where the value only sorts them: no quotation is made up."""
    value, sentence = evidence.value, whole.article(evidence.article).text(evidence.sentence)
    if not any(char.isalpha() for char in value) or value.casefold() in sentence.casefold():
        return evidence
    return replace(evidence, value=" ".join(_text(whole, evidence).split()))


def _text(whole: Coverage, evidence: Evidence) -> str:
    return whole.article(evidence.article).text(evidence.span)


def _add(claim: Checked, against: Against) -> None:
    """A second report of one kind adds its articles to the first."""
    for place, known in enumerate(claim.against):
        if known.kind is against.kind:
            rows = {(e.article, e.span): e for e in (*against.evidence, *known.evidence)}
            covered = {e.article for e in known.evidence}
            more = tuple(e for e in rows.values() if e.article not in covered)
            claim.against[place] = _better(known, against, (*known.evidence, *more))
            return
    claim.against.append(against)


def _better(one: Against, other: Against, evidence: tuple[Evidence, ...]) -> Against:
    first = one if one.severity <= other.severity else other  # "hard" before "soft"
    return Against(
        first.kind, first.severity, first.between, first.subject, first.own, evidence,
        first.note,
    )  # fmt: skip


def _once(claims: Sequence[Checked]) -> Iterator[Checked]:
    """Without a claim that says again what another with the same words says.

    How somebody stands is told by the dated event or the quotation that holds it, if one does.
    """
    seen: set[tuple[Claimed, Span]] = set()
    fuller = [c.span for c in claims if c.kind in (Claimed.DATE, Claimed.QUOTATION)]
    for claim in claims:
        key = (claim.kind, claim.span)
        told = claim.kind is Claimed.STATUS and not claim.against and not claim.support
        dated = claim.kind is Claimed.STATUS and not claim.against and claim.span in fuller
        if key in seen or dated or (told and any(span.overlaps(claim.span) for span in fuller)):
            continue
        seen.add(key)
        yield claim
