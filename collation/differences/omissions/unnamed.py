"""The people of several accounts in; the dead, the accused and those who shot whom some name, out.

Whoever an act of violence or of justice was done to or by (`data/matters.toml`) is named by some
accounts and by no word of their name in others that tell of the act.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from collation.coverage import Covered
from collation.differences.omissions.owed import is_old, is_older, withholds_names
from collation.differences.scene import Scene, difference
from collation.differences.telling import Telling, opened_with, words_in
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Person, Span

_ALONE = 0.6  # share of an article by whose end a name must stand that only one source gives
_OPENING = 2  # sentences, the headline among them
_PEOPLE = 4  # of one report
_LEAST_NAME, _LONG = 5, 7  # letters of a name that may be spelt otherwise by one, by two
_IN_CASE = re.compile(
    r"[,\s]+(?:\w+\s+){0,2}(?:in|over|for|to|of)\s+the\s+(?:\w+\s+)?(?:death|killing|shooting|murder)"
)
_AGO = re.compile(r"\b(?:months?|years?)\s+(?:after|before|ago|earlier)\b", re.IGNORECASE)
_DEEDS = {
    "shoot": "shooting", "stab": "stabbing", "kill": "killing", "murder": "killing",
    "bomb": "bombing", "rape": "rape",
}  # fmt: skip
#: What stands between two names of one list: "Roe, 34, and the welder Doe".
_LISTED = re.compile(
    r"[\s,]*(?:\d+,?\s*)?(?:(?:[A-Z][\w.-]*,?\s+)*(?:and|,)\s*(?:[\w-]+\s+){0,3})?$"
)
#: Nouns for who did it, with the place that stands before them.
_CULPRIT = (
    r"((?:(?!(?:The|A|An|But|And|When|After)\b)[A-Z][\w.-]+\s+){0,3}"
    r"(?:gunman|gunwoman|shooter|attacker|bomber|assailant|killer|terrorist))"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Role:
    name: str
    subject: frozenset[str]
    object: frozenset[str]
    words: frozenset[str]  # stems: an account with one of them tells of the act
    withheld: bool  # whether who says that names are not known yet lacks none
    compared: bool  # whether others may be named who died or were accused of something else
    alone: bool  # whether one source that names somebody is enough
    sure: float


@dataclass(frozen=True, slots=True)
class _Mention:
    covered: Covered
    span: Span
    sentence: Span
    acted: bool  # a claim of the role, not only a word of it, stands in the sentence
    early: bool
    speaker: bool  # quoted somewhere: neither dead nor one of the accused who are only named


def find_unnamed(scene: Scene, told: Sequence[Telling]) -> Iterator[Discrepancy]:
    """Names that some accounts lack, one report a role and set of accounts that lack them."""
    seen: set[tuple[str, Span]] = set()
    for entry in load("matters")["role"]:
        role = _Role(
            entry["name"],
            frozenset(entry["subject"]),
            frozenset(entry["object"]),
            frozenset(stem(word) for word in entry["words"]),
            entry.get("withheld", False),
            entry.get("compared", False),
            entry.get("alone", False),
            entry["sure"],
        )
        if opened_with(told, role.words):
            for found in _of_role(scene, told, role):
                names = {(e.article, e.span) for e in found.evidence}
                if names.isdisjoint(seen):
                    seen |= names
                    yield found


def _of_role(scene: Scene, told: Sequence[Telling], role: _Role) -> Iterator[Discrepancy]:
    mentions: dict[str, list[_Mention]] = defaultdict(list)
    opened = frozenset().union(*(t.named_in(t.lines[:_OPENING]) for t in told))
    for telling in told:
        for name, mention in _mentions(scene, telling.covered, role, opened):
            mentions[name].append(mention)
    reports: dict[tuple[str, ...], dict[str, list[_Mention]]] = defaultdict(dict)
    known = {  # to all: then others are named for comparison, unless they are named with them
        _surname(name): found
        for name, found in mentions.items()
        if all(_surname(name) in t.stems for t in told)
        and any(m.acted for m in found)
        and opened_with(told, frozenset({_surname(name)}))
    }
    for name, found in sorted(mentions.items()):
        surname = _surname(name)
        if any(mention.speaker for mention in found):
            continue
        if role.compared and known and surname not in known and not _with(role, found, known):
            continue
        having = [t for t in told if surname in t.stems]
        lacking = tuple(
            t.id for t in told
            if not _prints(t, surname) and not t.stems.isdisjoint(role.words)
            and not is_older(t.covered, [m.covered for m in found])
            and not (role.withheld and withholds_names(t))
        )  # fmt: skip
        if lacking and _sure(role, found, having):
            reports[lacking][name] = found
    for lacking, people in sorted(reports.items()):
        yield _told(scene, role, lacking, people)


def _with(role: _Role, found: Sequence[_Mention], known: Mapping[str, Sequence[_Mention]]) -> bool:
    """Whether somebody is named with those whom all know: in one sentence, or in one list.

    Of victims a sentence is enough; who is accused in one sentence may be so of two things.
    """
    if role.alone:
        sentences = {one.sentence for row in known.values() for one in row}
        return not sentences.isdisjoint(one.sentence for one in found)
    for one in found:
        for word in words_in(one.covered.article.text, one.sentence):
            low, high = (
                (word.end, one.span.start)
                if word.end <= one.span.start
                else (one.span.end, word.start)
            )
            if word.stem in known and _LISTED.match(one.covered.text(Span(low, high))):
                return True
    return False


def _mentions(
    scene: Scene, covered: Covered, role: _Role, opened: frozenset[str]
) -> Iterator[tuple[str, _Mention]]:
    speakers = {q.person for q in covered.reading.quotations}
    claims: dict[Span, list[Claim]] = defaultdict(list)
    for claim in covered.reading.claims:
        claims[claim.sentence].append(claim)
    for person in covered.reading.people:
        name = scene.somebody(covered, person.number)
        if name is None or len(name.split()) < 2:
            continue
        best: _Mention | None = None
        for span in person.mentions:
            sentence = covered.sentence_at(span.start)
            if _surname(name) not in _stems(covered, span):
                continue
            if (_long_ago(covered, sentence) and _surname(name) not in opened) or _IN_CASE.match(
                covered.article.text, span.end
            ):
                continue
            acted = any(_acts(role, claim, person) for claim in claims[sentence])
            if not acted and _stems(covered, sentence).isdisjoint(role.words):
                continue
            early = span.end <= _ALONE * len(covered.article.text)
            mention = _Mention(covered, span, sentence, acted, early, person.number in speakers)
            if best is None or (acted, span.end - span.start) > (
                best.acted, best.span.end - best.span.start
            ):  # fmt: skip
                best = mention
        if best is not None:
            yield name, best


def _long_ago(covered: Covered, sentence: Span) -> bool:
    """Whether a sentence tells of an earlier event: by its year, a date, or "months after"."""
    published = covered.article.published
    if published is None:
        return False
    words = covered.text(sentence)
    years = {int(year) for year in _YEAR.findall(words)}
    if years and max(years) < published.year - (published.month == 1):
        return True
    return bool(_AGO.search(words)) or is_old(covered, sentence)


def _acts(role: _Role, claim: Claim, person: Person) -> bool:
    if claim.modality != "actual" or not claim.polarity:
        return False
    if claim.predicate in role.subject and claim.subject_person == person.number:
        return not claim.passive or claim.object_person is None
    return claim.predicate in role.object and claim.object_person == person.number


def _stems(covered: Covered, span: Span) -> frozenset[str]:
    return frozenset(word.stem for word in words_in(covered.article.text, span))


def _surname(name: str) -> str:
    words = [word for word in name.split() if word.rstrip(".").lower() not in ("jr", "sr", "ii")]
    return stem(words[-1]) if words else ""


def _prints(telling: Telling, surname: str) -> bool:
    """Whether an account has the surname, or a word that is it but for a letter or two."""
    if surname in telling.stems:
        return True
    slips = 2 if len(surname) >= _LONG else 1
    return len(surname) >= _LEAST_NAME and any(
        len(other) >= _LEAST_NAME and OSA.distance(surname, other, score_cutoff=slips) <= slips
        for other in telling.stems
    )


def _sure(role: _Role, found: Sequence[_Mention], having: Sequence[Telling]) -> bool:
    groups = {t.covered.group for t in having}
    if len(groups) >= 2 and any(m.acted for m in found):
        return True
    if not role.alone:
        return False
    return len({m.covered.group for m in found}) >= 2 or any(m.acted and m.early for m in found)


def _told(
    scene: Scene, role: _Role, lacking: tuple[str, ...], people: dict[str, list[_Mention]]
) -> Discrepancy:
    evidence = []
    for mentions in list(people.values())[:_PEOPLE]:
        for mention in mentions:
            evidence.append(Evidence(mention.covered.id, mention.span, mention.sentence, "named"))
    names = _listed(list(people)[:_PEOPLE], len(people) - _PEOPLE)
    called = (_called(scene, list(people)) if role.withheld else None) or role.name
    if len(people) > 1:
        called = called.replace("name", "names", 1)
    return difference(
        scene, Kind.OMISSION, Severity.SOFT, f"{called}: {names}", evidence, role.sure,
        absent_in=lacking,
    )  # fmt: skip


def _listed(names: Sequence[str], more: int) -> str:
    if more > 0:
        return f"{', '.join(names)} and {more} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _called(scene: Scene, names: Sequence[str]) -> str | None:
    """What the accounts call the one who did it, where they do: "the Orrin gunman Jane Roe"."""
    if len(names) != 1:
        return None
    called = re.compile(
        rf"{_CULPRIT}\s+(?:{re.escape(names[0])}|{re.escape(names[0].split()[-1])})\b"
    )
    found = [
        " ".join(match.group(1).split())
        for covered in scene.coverage.articles
        for match in called.finditer(covered.article.text)
    ]
    if found:
        return f"name of the {max(found, key=lambda noun: (len(noun), noun))}"
    done = Counter(
        _DEEDS[claim.predicate]
        for covered in scene.coverage.articles
        for claim in covered.reading.claims
        if claim.predicate in _DEEDS and not claim.passive
        and claim.modality == "actual" and claim.polarity
        and scene.somebody(covered, claim.subject_person) == names[0]
    )  # fmt: skip
    return f"name of who did the {max(done, key=lambda d: (done[d], d))}" if done else None
