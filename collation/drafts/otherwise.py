"""A draft's figures and days in; who says the same but for that one value, out.

Nothing is called otherwise unless a sentence says all the rest of the clause: who did what, and
every other word, name and figure. It is never called a contradiction: the finders do that.
"""

from __future__ import annotations

from collections.abc import Sequence

from collation.differences.scene import Scene
from collation.differences.words import family
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.borne import Bearer, is_of_act
from collation.drafts.checked import Against, Checked, Claimed, Verdict, draft_of, others_of
from collation.drafts.clauses import find_clauses
from collation.drafts.terms import Days, Terms
from extraction.annotations import Figure, Span, TimeType

_MEASURED = ("count", "money", "percent", "measure")
#: In this order: a quotation's figure is a claim of its own.
_KINDS = {Claimed.FIGURE: 0, Claimed.DATE: 1, Claimed.QUOTATION: 2}
FEWEST = 2  # words, people and names that the clause holds beside the value
_PRECISE = ("day", "year")


def dispute(scene: Scene, bearer: Bearer, claims: Sequence[Checked]) -> None:
    """Put to each figure and day that nobody bears out the other value of the same thing."""
    draft = draft_of(scene)
    clauses = [clause.span for clause in find_clauses(draft)]
    for claim in sorted(claims, key=lambda one: _KINDS.get(one.kind, len(_KINDS))):
        told = any(other.against and other.span.overlaps(claim.span) for other in claims)
        if claim.verdict is not Verdict.NOT_FOUND or claim.kind not in _KINDS or told:
            continue
        for span in (clause for clause in clauses if clause.overlaps(claim.span)):
            mine = bearer.terms(draft, span)
            for figure in mine.figures:
                if claim.span.overlaps(figure.number) and not claim.against:
                    _put_figure(scene, bearer, claim, span, mine, figure)
            for time in mine.times:
                if claim.span.overlaps(time.time.span) and not claim.against:
                    _put_days(scene, bearer, claim, span, mine, time)


def _put_figure(
    scene: Scene, bearer: Bearer, claim: Checked, span: Span, mine: Terms, own: Figure
) -> None:
    if own.quantity not in _MEASURED or not _is_full(mine) or _is_printed(scene, own):
        return
    found = []
    for one in bearer.supporters(span, own):
        covered = scene.coverage.article(one.article)
        others = [f for f in bearer.terms(covered, one.sentence).figures if _is_alike(f, own)]
        if len(others) == 1 and _excludes(others[0], own):
            value = " ".join(covered.text(others[0].number).split())
            found.append(Evidence(one.article, others[0].number, one.sentence, value))
    number = " ".join(draft_of(scene).text(own.number).split())
    _put(claim, Kind.NUMBER, "the figure", number, found)


def _put_days(
    scene: Scene, bearer: Bearer, claim: Checked, span: Span, mine: Terms, own: Days
) -> None:
    done = [one for one in mine.acts if not one.saying]
    if own.days is None or own.time.precision not in _PRECISE or not _is_full(mine) or not done:
        return
    found = []
    for one in bearer.supporters(span, own):
        covered = scene.coverage.article(one.article)
        theirs = bearer.terms(covered, one.sentence)
        times = [time for time in theirs.times if time.days is not None]
        sole = len(times) == 1 and is_of_act(times[0], mine, theirs)
        if sole and _is_other_day(times[0], own):
            value = _spelled(times[0])
            found.append(Evidence(one.article, times[0].time.span, one.sentence, value))
    _put(claim, Kind.DATE, "the day", _spelled(own), found)


def _spelled(one: Days) -> str:
    begin, end = one.time.begin, one.time.end
    if begin is None or end is None or one.time.precision == "year":
        return one.time.value
    return begin.isoformat() if begin == end else f"{begin.isoformat()} to {end.isoformat()}"


def _put(claim: Checked, kind: Kind, subject: str, own: str, found: list[Evidence]) -> None:
    if found:
        claim.against.append(
            Against(kind, Severity.SOFT, Between.OUTLETS, subject, own, tuple(found))
        )


def _is_full(mine: Terms) -> bool:
    return bool(mine.words) and len(mine.words) + len(mine.people) + len(mine.names) > FEWEST


def _is_printed(scene: Scene, own: Figure) -> bool:
    """Whether anybody prints this number of the thing, in whatever sentence."""
    return any(
        figure.value == own.value and _is_alike(figure, own)
        for covered in others_of(scene.coverage)
        for figure in covered.reading.figures
    )


def _is_alike(one: Figure, other: Figure) -> bool:
    counted = [
        family("counted", figure.counted) if figure.counted else "" for figure in (one, other)
    ]
    return (one.quantity, one.unit) == (other.quantity, other.unit) and (
        counted[0] == counted[1] or "that" in counted or "" in counted
    )


def _excludes(one: Figure, other: Figure) -> bool:
    """Whether neither number lies within what the other's words allow."""
    return not (one.low <= other.value <= one.high or other.low <= one.value <= other.high)


def _is_other_day(one: Days, own: Days) -> bool:
    if one.days is None or own.days is None or one.time.type is not TimeType.DATE:
        return False
    apart = one.days[1] < own.days[0] or own.days[1] < one.days[0]
    return apart and one.time.precision == own.time.precision
