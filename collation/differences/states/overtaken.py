"""A headline that still expects what the account below it tells as done, out of each article.

"Roe expected to plead guilty" above "Roe pleaded guilty on Friday": the account was written
anew and its headline was not. Only the same verb of the same person counts, told in the first
sentences as done, and only steps at law and of an office: of what else there is, "to order" above
"ordered" is how headlines are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.acts import act
from collation.differences.clause import clause_at
from collation.differences.concepts import concept
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Voice

_FIRST = 8  # sentences below the headline: further on it may be an earlier time
_SURE, _SOFT = 0.75, 0.65
_BEFORE = 40  # characters before a verb in which it may be said to be open
#: One person's one act at law: it is done or it is not.
_LEGAL = ("plead", "resign", "sentence", "convict", "acquit", "indict", "arraign", "surrender")
_AHEAD = re.compile(
    r"\b(?:expected|set|due|scheduled|likely|poised|ready|about|planning|will|to)\b(?:\s+\w+){0,3}$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto(?:\s+\w+){0,3}$", re.IGNORECASE)
_IS_DONE = re.compile(r"\b(?:be|get)\b(?:\s+\w+)?$", re.IGNORECASE)
_WHO_DOES = re.compile(
    r"\b(?:latest|first|last|next|only|second|another)\b(?:\s+\w+){0,2}\s+to$|"
    r"\b(?:decisions?|votes?|moves?|bids?|efforts?|refusal|orders?|agree\w*|rights?|calls?|power|"
    r"failure|reasons?|ways?|decides?|votes|refuses?|orders|helps?|tries|try|wants?) to$",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:will|would|to be|expected|set to|due to|if|whether|may|might|could|plans?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:had|last (?:year|month|week)|(?:years?|months?|weeks?) ago|earlier|previously|once|in"
    r" (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy an article at most, of the article with itself."""
    for covered in scene.coverage.articles:
        found = _overtaken(scene, covered)
        if found is not None:
            yield found


def _overtaken(scene: Scene, covered: Covered) -> Discrepancy | None:
    for awaited in covered.reading.claims:
        if not scene.in_headline(covered, awaited.span.start) or not _is_ahead(covered, awaited):
            continue
        for told in covered.reading.claims:
            if _is_done(scene, covered, awaited, told):
                return _difference(scene, covered, awaited, told)
    return None


def _is_ahead(covered: Covered, claim: Claim) -> bool:
    """Whether a headline's claim lies ahead: "to plead guilty", "will be charged"."""
    if concept(claim.predicate) not in {concept(word) for word in _LEGAL}:
        return False
    if not claim.polarity or claim.voice is not Voice.OUTLET:
        return False
    head = covered.text(claim.sentence)
    at = re.search(rf"\b{re.escape(claim.predicate[:4])}", head, re.IGNORECASE)
    ahead = head[: at.start()].rstrip() if at is not None else ""
    if not _AHEAD.search(ahead) or _WHO_DOES.search(ahead):
        return False
    if at is not None and _TO.search(ahead) and not _IS_DONE.search(ahead):
        printed = re.match(r"\w*", head[at.start() :])
        if printed is not None and printed.group().lower() != claim.predicate:
            return False  # "the envoy to Norland killed"
    before = [
        other
        for other in covered.reading.claims
        if other.sentence == claim.sentence and other.span.start < claim.span.start
        and other.predicate not in ("expect", "set", "schedule", "plan")
    ]  # fmt: skip
    return claim.modality == "future" or not before


def _is_done(scene: Scene, covered: Covered, awaited: Claim, told: Claim) -> bool:
    """Whether a claim of the opening tells the same act of the same subject as past."""
    if (
        concept(told.predicate) != concept(awaited.predicate)
        or told.particle != awaited.particle
        or told.modality != "actual"
        or not told.polarity
        or scene.in_headline(covered, told.span.start)
        or _sentence_number(covered, told) > _FIRST
    ):
        return False
    text = covered.text(told.sentence)
    at = _past(covered, told)
    if at is None or _OPEN.search(text[max(0, at - _BEFORE) : at]) or _EARLIER.search(text):
        return False
    one, other = act(scene, covered, awaited), act(scene, covered, told)
    shared = {word for word in (one.subject, one.object) if word} & {
        word for word in (other.subject, other.object) if word
    }
    return bool(shared)


def _past(covered: Covered, claim: Claim) -> int | None:
    """Where a claim's sentence has its verb as done, "pleaded" or "pleads"; else None."""
    stem = re.escape(claim.predicate.removesuffix("e").removesuffix("y"))
    text = covered.text(claim.sentence)
    found = re.search(rf"\b{stem}\w?(?:ed|ied|e?s)\b", text, re.IGNORECASE)
    return found.start() if found else None


def _sentence_number(covered: Covered, claim: Claim) -> int:
    below = [s for s in covered.reading.sentences if s.span.start <= claim.sentence.start]
    return len(below) - 1


def _difference(scene: Scene, covered: Covered, awaited: Claim, told: Claim) -> Discrepancy:
    sides = (("still to come", awaited), ("done", told))
    words = clause_at(covered, awaited.sentence, awaited.span)
    one, other = act(scene, covered, awaited), act(scene, covered, told)
    flatly = bool(one.subject) and one.subject == other.subject
    return difference(
        scene,
        Kind.STATUS,
        Severity.HARD if flatly else Severity.SOFT,
        f"the headline still awaits what is told as done: “{words}”",
        [Evidence(covered.id, claim.span, claim.sentence, side) for side, claim in sides],
        _SURE if flatly else _SOFT,
        [(Voice.OUTLET, None, side) for side, _ in sides],
        "the headline may be older than the account",
    )
