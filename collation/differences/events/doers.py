"""The accounts of one story in; one act that two people are said to have done, out.

Who scored the winner, fired the shot or was sworn in is one person: two names in one slot of one
act exclude each other, and so do two nouns for what people are ("a barman", "an off-duty
policeman"). An account that has both in the slot tells of two acts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from collation.coverage import Covered
from collation.differences.factuality import Factuality, factuality, tells
from collation.differences.kin import himself
from collation.differences.scene import Scene, difference
from collation.differences.states.frames import BE, clause_of
from collation.differences.states.occasions import days_between, is_background
from collation.differences.telling import weigh
from collation.differences.words import closed, content_stems, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span

_SURE = 0.75
_SAME_DAYS = 1  # between publications
_LIKE = 6.0  # weight of what two sentences share, names of the whole story left out
_OPENING = 3  # sentences of an account that tell its event
_POST = re.compile(
    r"\b(?:as|of)\s+(?:the\s+|an?\s+)?(?P<post>(?:[\w’'-]+\s*){1,5})|"
    r"\b(?:the|its|their|this year['’]s)\s+(?P<thing>(?:[\w’'-]+\s*){1,6})"
)
_AS = re.compile(r"\b(?:as|of)\s+(?:the\s+|an?\s+)?(?P<post>(?:[\w’'-]+\s*){1,5})")
_OTHER = re.compile(
    r"\b(?:had|earlier|previous(?:ly)?|former(?:ly)?|once|last (?:year|month|season|time)|"
    r"(?:years?|months?|weeks?) ago|in (?:19|20)\d\d|first|second|third|another|also|each|both|"
    r"together|alongside|one of|would|could|should|might|if|whether|not|never|nobody)\b|n['’]t\b"
    r"|\?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|several|"
    r"some|many)\b(?! (?:yards|metres|meters|minutes))",
    re.IGNORECASE,
)
_ALIKE = 0.7  # of two surnames that may be one, misspelt
_PRONOUNS = frozenset("he she it they him her them who which that i we you".split())
_SET = frozenset(
    map(stem, "minister president prime chief new next first head leader the team club".split())
)


@dataclass(frozen=True, slots=True)
class _Act:
    asks: str
    slot: str
    pattern: re.Pattern[str] | None
    particle: str
    nouns: bool
    post: bool
    needs: bool
    done: bool
    means: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    covered: Covered
    claim: Claim
    act: _Act
    name: str
    noun: str
    kind: str  # what the doer is, by `kinds` of the data
    words: str
    post: frozenset[str]
    object: str
    stems: frozenset[str]

    @property
    def who(self) -> str:
        """Equal for one doer of one account."""
        return self.name or self.kind

    @property
    def value(self) -> str:
        """The doer as a reader knows him."""
        return self.name or self.noun


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy an act."""
    acts: dict[str, list[_Told]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            for act in _acts().get(claim.predicate, ()):
                told = _told(scene, covered, claim, act)
                if told is not None:
                    acts[act.asks].append(told)
    for asks, found in sorted(acts.items()):
        if len({told.who for told in found}) > 1:
            yield from _apart(scene, asks, found)


def _told(scene: Scene, covered: Covered, claim: Claim, act: _Act) -> _Told | None:
    """Who did it or was chosen, where a claim tells that as a fact of the event."""
    if claim.modality != "actual" or not claim.polarity:
        return None
    if act.particle and claim.particle != act.particle:
        return None
    clause = clause_of(covered, claim)
    words = covered.text(clause)
    if (act.pattern is not None and not act.pattern.search(words)) or _OTHER.search(words):
        return None
    if act.slot == "who":
        noun, person = claim.subject, claim.subject_person
    elif act.slot == "whom":
        noun, person = claim.object, claim.object_person
    else:
        noun = next((n for p, n in claim.obliques if p in ("from", "by")), "")
        person = _person_of(covered, clause, noun)
    name = scene.somebody(covered, himself(covered, claim, person)) or ""
    low = max(claim.sentence.start, clause.start - 60)
    kind = _kind(covered.article.text[low : clause.end], noun, name) if act.nouns else ""
    if (not name and not kind) or not tells(covered, claim) or is_background(covered, claim):
        return None
    if factuality(covered, claim) is not Factuality.AFFIRMED:
        return None
    if not name and (_NUMBER.search(words) or re.search(rf"\b{re.escape(noun)}s\b", words, re.I)):
        return None  # several of one kind
    post = (_POST if act.needs else _AS).search(words) if act.post else None
    named = post.group("post") or post.groupdict().get("thing") or "" if post is not None else ""
    posts = content_stems(named) - content_stems(name)
    patient = claim.object if act.slot == "who" and claim.object not in act.means else ""
    patient_name = scene.somebody(covered, claim.object_person) if patient else None
    return _Told(
        covered, claim, act, name, noun, kind, words, posts,
        (patient_name or ("" if patient in _PRONOUNS else stem(patient))),
        scene.stems(covered, claim.sentence),
    )  # fmt: skip


def _person_of(covered: Covered, clause: Span, noun: str) -> int | None:
    """Whose name an oblique is: "from minister Jane Roe"."""
    last = noun.split()[-1] if noun else ""
    for person in covered.reading.people:
        if person.kind == "person" and last and person.name.lower().split()[-1] == last:
            return person.number
    return None


def _kind(words: str, noun: str, name: str) -> str:
    """What the doer is: by the noun, or by the one before the name: "minister Jane Roe"."""
    kinds = _kinds()
    if not name:
        return kinds.get(closed(noun), "")
    before = re.search(rf"([\w-]+)\s+{re.escape(name.split()[0])}\b", words)
    return kinds.get(closed(before.group(1)), "") if before is not None else ""


def _apart(scene: Scene, asks: str, found: Sequence[_Told]) -> Iterator[Discrepancy]:
    by_account: dict[str, set[str]] = defaultdict(set)
    for told in found:
        by_account[told.covered.id].add(told.who)
    single = [told for told in found if len(by_account[told.covered.id]) == 1]
    for at, one in enumerate(single):
        rows = [one] + [other for other in single[at + 1 :] if _exclude(scene, one, other)]
        if len(rows) < 2:
            continue
        rows += [
            other for other in single
            if other not in rows and other.name and other.name in {r.name for r in rows}
        ]  # fmt: skip
        thing = next((told.object for told in rows if " " in told.object), "")
        noun = thing or _of(one)
        asked = asks.format(noun) if "{}" in asks else asks
        if one.act.post:
            asked = f"{asks}: “{' '.join(one.words.split())}”" if one.post else asks
        yield difference(
            scene, Kind.ACTOR, Severity.HARD, asked,
            [Evidence(t.covered.id, t.claim.span, t.claim.sentence, t.value) for t in rows], _SURE,
            [(t.claim.voice, scene.person(t.covered, t.claim.holder), t.value) for t in rows],
        )  # fmt: skip
        return


def _of(told: _Told) -> str:
    noun = told.claim.object
    if noun in told.act.means:
        return "the victim"
    return f"the {noun}" if noun not in _PRONOUNS else "the victim"


def _exclude(scene: Scene, one: _Told, other: _Told) -> bool:
    """Whether two accounts give one act to two people, and neither prints the other's there."""
    if one.covered.group == other.covered.group or not _are_two(scene, one, other):
        return False
    if scene.days_apart(one.covered, other.covered) > _SAME_DAYS:
        return False
    if days_between((one.covered, one.claim), (other.covered, other.claim)):
        return False
    if one.act.done and one.object and other.object and one.object != other.object:
        return False
    if one.act.needs and not (one.post and other.post):
        return False
    if one.post and other.post and not (one.post & other.post) - _SET:
        return False
    return _share_event(scene, one, other)


def _share_event(scene: Scene, one: _Told, other: _Told) -> bool:
    """Whether the sentences share what they tell, or stand where their accounts begin."""
    shared = (one.stems & other.stems) - scene.central
    return weigh(shared) >= _LIKE or all(_is_lead(told) for told in (one, other))


def _is_lead(told: _Told) -> bool:
    sentences = [s.span.start for s in told.covered.reading.sentences]
    return told.claim.sentence.start in sentences[: _OPENING + 1]


def _are_two(scene: Scene, one: _Told, other: _Told) -> bool:
    if one.name and other.name:
        a, b = one.name.lower().split(), other.name.lower().split()
        if set(a) <= set(b) or set(b) <= set(a) or _alike(a[-1], b[-1]):
            return False
        return not any(
            word in told.covered.text(told.claim.sentence).lower()
            for told, words in ((one, b), (other, a))
            for word in words[-1:]
        )
    return bool(one.kind and other.kind and one.kind != other.kind)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


@cache
def _kinds() -> Mapping[str, str]:
    table = load("doers")["kinds"]
    return {noun: kind for kind, nouns in table.items() for noun in nouns}


@cache
def _acts() -> Mapping[str, tuple[_Act, ...]]:
    table: dict[str, list[_Act]] = defaultdict(list)
    for entry in load("doers")["act"]:
        for slot in ("who", "whom", "from"):
            for words in entry.get(slot, ()):
                head, _, rest = words.partition(" : ")
                verbs, _, particle = head.partition(" ")
                pattern = re.compile(rest, re.IGNORECASE) if rest else None
                means = frozenset(entry.get("means", ()))
                act = _Act(
                    entry["asks"], slot, pattern, particle,
                    nouns=entry.get("nouns", False), post=entry.get("post", False),
                    needs=entry.get("needs", False), done=entry.get("done", False), means=means,
                )  # fmt: skip
                for verb in verbs.split("/"):
                    for lemma in BE if verb == "@be" else (verb,):
                        table[lemma].append(act)
    return {verb: tuple(acts) for verb, acts in table.items()}
