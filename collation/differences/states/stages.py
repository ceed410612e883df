"""What was done to somebody, and who they were, by several accounts in; two answers out.

"Police arrested two brothers" and "police questioned two brothers": a lesser and a greater step,
told as soft. "An employee of the restaurant" and "a regular customer": hard for one named person.
"Considering charges" and "indicted": hard where the lesser is told no earlier than the greater.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.phrasing import clause
from collation.differences.scene import Scene, difference
from collation.differences.uses import Use
from collation.differences.words import family, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

_SIMILAR = 0.25  # of the shorter sentence, where only a noun ("brothers") names who it was
_OFFENCE = 2  # words that two sentences about charges share
_SAME_DAYS = 3
_REACH = 60
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FILED = re.compile(
    r"\b(?:indicts?|indicted|charged|arraigned|charges (?:have been |were |had been )?"
    r"(?:filed|approved|brought))\b", re.IGNORECASE,
)  # fmt: skip
_CHARGE = ("charg", "indict", "arraign")  # what all of these have in common
_NOT_YET = re.compile(
    r"\b(?:not|n['’]t|never|could|may|might|would|should|if|unless|to|without) (?:yet )?"
    r"(?:be |been |being |have been )*$", re.IGNORECASE,
)  # fmt: skip
_PENDING = re.compile(
    r"\b(?:consider|weigh|mull|contemplat)(?:s|ing|e|es|ed)?\s+(?:\w+\s+){0,2}charg(?:es|ing)\b"
    r"|\bcharges (?:are |were |remain )?unlikely\b|\bunlikely to (?:be charged|face charges)\b"
    r"|\b(?:has|have|had)\s?(?:not|n['’]t) been charged\b"
    r"|\bno charges (?:have been |were |had been )?(?:filed|brought)\b"
    r"|\bdecid(?:e|ed|ing) whether to (?:charge|file charges|press charges)\b", re.IGNORECASE,
)  # fmt: skip
_COMMON = frozenset(stem(w) for w in (
    "police", "charge", "charges", "charged", "indicted", "considering", "court", "prosecutors",
    "criminal", "filed", "weighing", "officials", "authorities",
))  # fmt: skip


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Steps and roles that differ."""
    yield from _done(scene)
    yield from _roles(scene)
    yield from _charges(scene)


def _done(scene: Scene) -> Iterator[Discrepancy]:
    for entry in load("stages")["done"]:
        uses: dict[str, list[Use]] = defaultdict(list)
        sides = _by_verb(entry["sides"])
        for covered in scene.coverage.articles:
            for claim in covered.reading.claims:
                if claim.modality != "actual" or not claim.polarity:
                    continue
                value = _value_of(claim, sides)
                patient = _patient(scene, covered, claim) if value else ""
                if patient:
                    uses[patient].append(_use(covered, claim, value))
        for patient, found in sorted(uses.items()):
            found = _of_one_year(found)
            lesser = [use for use in found if use.value == entry["lesser"]]
            both = "both" in entry and any(
                re.search(entry["both"], use.covered.article.text) for use in lesser
            )
            if not both and _one_each(found) and _about_one(scene, patient, found):
                who = patient if " " in patient else "somebody"
                said = clause(scene, lesser[0].covered, lesser[0].span)
                subject = f"{entry['subject'].format(who)}: “{said}”"
                yield _told(scene, found, Severity.SOFT, subject, 0.65, entry["note"])


def _of_one_year(uses: list[Use]) -> list[Use]:
    """The uses that no year sets apart from all of the other side: other arrests of one man."""
    years = {use: frozenset(_YEAR.findall(use.covered.text(use.sentence))) for use in uses}
    return [
        use
        for use in uses
        if not years[use]
        or any(
            other.value != use.value and (not years[other] or years[other] & years[use])
            for other in uses
        )
    ]


def _by_verb(sides: dict[str, list[str]]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """The sides that a verb may tell, each with the oblique that it needs, if any."""
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for value, patterns in sides.items():
        for pattern in patterns:
            verb, _, rest = pattern.partition(">")
            table[verb].append((value, tuple(rest.split(" ", 1)) if rest else ()))
    return table


def _value_of(claim: Claim, sides: dict[str, list[tuple[str, tuple[str, ...]]]]) -> str:
    for value, oblique in sides.get(claim.predicate, ()):
        if not oblique or oblique in claim.obliques:
            return value
    return ""


def _patient(scene: Scene, covered: Covered, claim: Claim) -> str:
    """Whom it was done to: a name of the story, else the noun; "" for a pronoun alone."""
    name = scene.somebody(covered, claim.object_person)
    if name:
        return name
    noun = claim.object
    if not noun and claim.obliques and not claim.passive:
        noun = claim.subject  # "the two were rescued and later taken to hospital"
    if not noun or len(noun) < 4 or stem(noun) in scene.central:
        return ""
    return "" if noun in ("they", "them", "someone", "people", "person", "police") else (
        family("counted", noun)
    )  # fmt: skip


def _about_one(scene: Scene, patient: str, found: list[Use]) -> bool:
    """Whether the sentences of two sides tell of one occasion; a full name is enough."""
    if " " in patient:
        return True
    for one in found:
        for other in found:
            if one.value == other.value or one.covered.id == other.covered.id:
                continue
            a, b = (
                scene.stems(one.covered, one.sentence),
                scene.stems(other.covered, other.sentence),
            )
            if len(a & b) >= 2 and len(a & b) >= _SIMILAR * min(len(a), len(b)):
                return True
    return False


def _roles(scene: Scene) -> Iterator[Discrepancy]:
    for entry in load("stages")["role"]:
        uses: dict[str, list[Use]] = defaultdict(list)
        of = {word: value for value, words in entry["sides"].items() for word in words}
        for covered in scene.coverage.articles:
            for label in covered.reading.labels:
                name = scene.somebody(covered, label.target)
                if name and label.head in of and not label.negated:
                    value = of[label.head]
                    uses[name].append(
                        Use(covered, value, label.span, label.sentence, label.voice, label.holder)
                    )
            for claim in covered.reading.claims:
                if claim.modality != "actual" or not claim.polarity:
                    continue
                words = [f"{claim.predicate}<{preposition}" for preposition, _ in claim.obliques]
                if claim.predicate == "be":
                    words = [claim.object]
                value = next((of[word] for word in words if word in of), "")
                name = scene.somebody(covered, claim.subject_person) if value else None
                if name:
                    uses[name].append(_use(covered, claim, value))
        for name, found in sorted(uses.items()):
            if _one_each(found):
                yield _told(scene, found, Severity.HARD, entry["subject"].format(name), 0.75)


def _charges(scene: Scene) -> Iterator[Discrepancy]:
    """Charges that one account calls filed, and a later one considered or unlikely."""
    filed: list[Use] = []
    pending: list[Use] = []
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, _CHARGE):
            text = covered.text(sentence.span)
            later = _PENDING.search(text)
            if later is not None:
                pending.append(_found(covered, sentence.span, later, "not charged"))
                continue
            done = _FILED.search(text)
            if done is not None and not _NOT_YET.search(text[: done.start()]):
                filed.append(_found(covered, sentence.span, done, "charged"))
    told = {use.covered.id for use in filed}
    for wait in pending:
        if wait.covered.id in told:
            continue
        at = wait.covered.article.published
        against = [
            use for use in filed
            if use.covered.group != wait.covered.group
            and _offence(scene, wait, use)
            and at is not None and use.covered.article.published is not None
            and 0 <= (at - use.covered.article.published).days <= _SAME_DAYS
        ]  # fmt: skip
        if against:
            yield _told(scene, [wait, *against], Severity.HARD, "whether charges were brought", 0.7)
            return


def _offence(scene: Scene, one: Use, other: Use) -> bool:
    a, b = scene.stems(one.covered, one.sentence), scene.stems(other.covered, other.sentence)
    return len((a & b) - _COMMON) >= _OFFENCE


def _found(covered: Covered, sentence: Span, match: re.Match[str], value: str) -> Use:
    start = sentence.start + match.start()
    cut = covered.article.text.find(" ", min(sentence.end, start + _REACH - 15))
    end = min(sentence.end, cut if cut > 0 else sentence.end)
    return Use(covered, value, Span(start, end), sentence, Voice.OUTLET, None)


def _use(covered: Covered, claim: Claim, value: str) -> Use:
    return Use(covered, value, claim.span, claim.sentence, claim.voice, claim.holder)


def _one_each(uses: list[Use]) -> bool:
    """Whether two independent groups give two values, and no article gives both."""
    values: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        values[use.covered.id].add(use.value)
    if any(len(found) > 1 for found in values.values()):
        return False
    return any(
        a.value != b.value and a.covered.group != b.covered.group for a in uses for b in uses
    )


def _told(
    scene: Scene,
    uses: list[Use],
    severity: Severity,
    subject: str,
    confidence: float,
    note: str | None = None,
) -> Discrepancy:
    return difference(
        scene,
        Kind.STATUS,
        severity,
        subject,
        [Evidence(u.covered.id, u.span, u.sentence, u.value) for u in uses],
        confidence,
        [(u.voice, scene.person(u.covered, u.holder), u.value) for u in uses],
        note,
    )
