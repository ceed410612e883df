"""What somebody is said to have done and denies, in; the accounts that carry no denial, out.

An accusation and its denial are both true as told: they contradict nobody. What an editor wants to
know is which account prints the accusation alone. An account has the denial where any sentence of
it turns something down and names who does, or takes up a charge, or shares words with the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.scene import Scene, difference
from collation.differences.words import content_stems
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_SURE = 0.7
_SHARED = 2  # stems of the claim, names left out, in a sentence that turns something down
_DENIAL = re.compile(
    r"\bden(?:y|ies|ied|ying|ials?)\b|\brefut\w+|\bdisput\w+|\brebut\w*|\bpush\w* back\b|"
    r"\bdisavow\w*|\buntrue\b|\bunfounded\b|\bbaseless\b|\bnot true\b|\binnocen(?:t|ce)\b|"
    r"\bnot guilty\b|\bwitch hunt\b|\brejects?(?:ed|ing)?\b",
    re.IGNORECASE,
)
#: What turns something down where it has words of the claim.
_MILD = re.compile(
    r"\bdismiss\w*|\bcontradict\w*|\bdebunk\w*|\bfalse(?:ly|hoods?)?\b|\bfake\b|\bhoax\b|"
    r"\bfabricat\w+|\bno (?:\w+ )?(?:evidence|truth|proof|indication|sign|wrongdoing)\b|"
    r"\b(?:nothing|anything) wrong\b|\bridiculous\b|\babsurd\b|\bnonsense\b|"
    r"\ba lie\b|\binaccurate\b|"
    r"\b(?:did|do|does|was|were|had|have|has)(?: not|n['’]t| never)\b|\bnever\b|\bno,",
    re.IGNORECASE,
)
_DOER = re.compile(
    r"((?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"(?:\b[A-Z][\w’'.-]*(?:\s+(?:of\s+)?[A-Z][\w’'.-]*)*(?:\s+(?:officials?|police|prosecutors|"
    r"lawyers?|leaders|ministry|government|spokes\w+))?|"
    r"\b(?:critics|officials|police|prosecutors|lawyers|experts|opponents|authorities|officers)|"
    r"\b[Tt]he\s+(?:[a-z-]+\s+)?[a-z-]+))"
    r"(?:,?\s+(?:has|have|had|also|later|again|on\s+\w+day|\w+ly))*$"
)
_CHARGE = re.compile(
    r"\b(?:allegation|accusation|charge|claim|wrongdoing|impropriet|misconduct)\w*", re.IGNORECASE
)


def has_denial(scene: Scene, covered: Covered, who: str, claims: Sequence[str]) -> bool:
    """Whether an account anywhere turns the matter of some claims (stems) down."""
    names = {word.lower() for word in re.findall(r"[^\W_]+", who) if len(word) > 2}
    matter = set(claims) - content_stems(who)
    for sentence in covered.reading.sentences:
        words = covered.text(sentence.span)
        firm = _DENIAL.search(words)
        if not firm and not _MILD.search(words):
            continue
        if firm and (_CHARGE.search(words) or names & set(re.findall(r"[^\W_]+", words.lower()))):
            return True
        if len(scene.stems(covered, sentence.span) & matter) >= _SHARED:
            return True
    return False


def without_denial(
    scene: Scene,
    who: str,
    denials: Sequence[Evidence],
    claims: Sequence[Evidence],
) -> Discrepancy | None:
    """The claim as accounts carry it that have no denial; None where none does so.

    `who` denies it; "" where somebody only sees no evidence.
    Accounts that depend on one that has the denial are left out: they were cut, not written.
    """
    by_id = {covered.id: covered for covered in scene.coverage.articles}
    groups = {by_id[row.article].group for row in denials}
    stems = [
        stem
        for row in claims
        for stem in scene.stems(by_id[row.article], row.sentence) - scene.central
    ]
    alone = [
        row
        for row in claims
        if by_id[row.article].group not in groups
        and not has_denial(scene, by_id[row.article], who, stems)
    ]
    if not alone:
        return None
    first = alone[0]
    words = clause_at(by_id[first.article], first.sentence, first.span)
    found = difference(
        scene,
        Kind.NEGATION,
        Severity.SOFT,
        f"told without {_owned(who)}: “{words}”",
        [*denials, *alone],
        _SURE,
        note="one account prints the denial, another only what is denied",
        absent_in=tuple(sorted({row.article for row in alone})),
    )
    return replace(found, between=Between.SOURCES)


def denier(scene: Scene, covered: Covered, sentence: Span, cue: int) -> str:
    """Who turns something down at an offset: by name, else by a noun; "" for a pronoun."""
    verb = [
        claim
        for claim in covered.reading.claims
        if claim.sentence == sentence and claim.subject and claim.span.start <= cue < claim.span.end
    ]
    people = [claim.subject_person for claim in verb if claim.subject_person is not None]
    if people:
        name = scene.person(covered, people[-1]) or covered.reading.people[people[-1]].name
        if name[:1].isupper():
            return _bare(name)
    found = _DOER.search(covered.article.text[sentence.start : cue].rstrip())
    return _bare(found.group(1)) if found is not None else ""


def _bare(name: str) -> str:
    words = " ".join(name.split())
    words = words.removesuffix("'s").removesuffix("’s")
    return f"the {words[4:]}" if words.startswith("The ") and words[4:5].islower() else words


def once(found: Iterable[Discrepancy]) -> list[Discrepancy]:
    """The same, but one report a denial: of what rests on one denying sentence the first stays.

    Hard ones come first, then what is told of outlets, then the surer. And one report a date: of
    what rests on the same two sentences, or sets the same days of the same accounts against each
    other, the first given stays.
    """
    given = _dates_once(list(found))
    order = sorted(
        (d for d in given if _denying(d)),
        key=lambda d: (d.severity is not Severity.HARD, d.between is Between.SOURCES,
                       -d.confidence, d.subject),
    )  # fmt: skip
    told: set[tuple[str, Span]] = set()
    dropped = set()
    for one in order:
        places = _denying(one)
        if places & told:
            dropped.add(id(one))
        else:
            told |= places
    return [d for d in given if id(d) not in dropped]


def _dates_once(given: list[Discrepancy]) -> list[Discrepancy]:
    kept: list[Discrepancy] = []
    told: list[set[tuple[str, Span]]] = []
    days: list[set[tuple[str, str]]] = []
    for one in given:
        if one.kind is Kind.DATE:
            places = {(row.article, row.sentence) for row in one.evidence}
            values = {(row.article, row.value) for row in one.evidence}
            if values in days or any(len(places & before) > 1 for before in told):
                continue
            told.append(places)
            days.append(values)
        kept.append(one)
    return kept


def _denying(one: Discrepancy) -> set[tuple[str, Span]]:
    """The sentences of a report's denials."""
    if one.kind not in (Kind.NEGATION, Kind.STATUS):
        return set()
    sides = ("no", "denied", "disputed", "no sign of it")
    return {(row.article, row.sentence) for row in one.evidence if row.value in sides}


def _owned(name: str) -> str:
    """Whose denial it is; where nobody is named, that somebody doubts it."""
    if not name:
        return "the doubt that is voiced elsewhere"
    return f"{name}' denial" if name.endswith("s") else f"{name}'s denial"
