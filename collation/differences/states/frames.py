"""A claim in; the poles of exclusive decisions and states that it tells, and of what, out.

The sets are those of `data/decisions.toml` and `data/conditions.toml`: verbs with the place where
what they are of stands (object, subject, behind a preposition) and words that must follow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.words import load
from extraction.annotations import Claim, Span

BE = ("be", "remain", "stay", "lie", "keep", "sit")
_TOLD = ("actual", "necessary", "future")
_LONGEST = 160  # characters of a clause
_CLAUSE = re.compile(
    r"[;:.!?—–(]\s|[.!?]$|,\s|\b(?:but|because|although|while|whether|which|who)\b", re.IGNORECASE
)
_NEGATIVE = re.compile(r"\b(?:no|not|never|yet|without)\b|n['’]t\b", re.IGNORECASE)
PASSIVE = "(passive)"  # stands for a subject that the claim has not
_MANY = 20  # entries of a verb from which their words are looked for first
_WORD = re.compile(r"[a-z]{2,}")
_AROUND = re.compile(r"\(\?<?[!=][^()]*\)|\\[A-Za-z]")
_COMMONEST = frozenset("the an in of to for his her by from with and is was it be".split())
#: What turns a verb into its contrary, or leaves open whether it was done.
_NEGATED = re.compile(
    r"\b(?:not(?! guilty| only)|never|nobody|cannot|fail(?:s|ed)? to|refus(?:e|es|ed) to|"
    r"decline[sd]? to|yet to|expected|likely|scheduled|supposed|threaten\w*|plan(?:s|ned)? to|"
    r"want(?:s|ed)? to|intend\w*|hop(?:es?|ed|ing) to|vow\w*|promis\w+|pledg\w+)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_LAST = re.compile(r"([\w’'-]+)\s+(?:an?\s+|the\s+|its\s+|their\s+)?$")
_NOUN_BEHIND = (
    r"\s+(?:(?:the|an?|its|his|her|their|this|that)\s+)?"
    r"(?P<common>(?:(?!(?:on|in|at|for|by|after|over|from|to|with|of|and|was|is)\b)[a-z][\w-]*\s*)*)"
    r"(?P<name>[A-Z][\w’'-]+|(?=\W|$|[a-z]))"
)


@dataclass(frozen=True, slots=True, eq=False)
class Set:
    """Poles of which one bearer has one: `of` a person, a thing or any; `decided` in one act."""

    name: str
    asks: str
    of: str
    kind: str
    decided: bool
    heads: frozenset[str]
    barred: frozenset[str]
    either: frozenset[str]
    owned: frozenset[str]
    matter: re.Pattern[str] | None
    kept: re.Pattern[str] | None
    near: re.Pattern[str] | None
    body: bool
    named: bool
    recent: bool
    future: bool
    lasting: frozenset[str]
    agree: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry: where the bearer stands, and what else the clause has."""

    of: Set
    pole: str
    slot: str
    particle: str
    preposition: str
    pattern: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Verb:
    """The entries of one verb, with the beginnings of words one of which a clause must have."""

    frames: tuple[tuple[Frame, frozenset[str]], ...]

    def of(self, words: str) -> list[Frame]:
        """The entries that a clause may meet."""
        if len(self.frames) < _MANY:
            return [frame for frame, _ in self.frames]
        found = {word[:n] for word in _WORD.findall(words.lower()) for n in (2, 3, 4)}
        return [frame for frame, signs in self.frames if not signs or not signs.isdisjoint(found)]


@dataclass(frozen=True, slots=True)
class Telling:
    """A pole that a claim tells: its bearer as a noun (lemma or words) and as a person."""

    frame: Frame
    noun: str
    person: int | None
    clause: Span


def tellings(covered: Covered, claim: Claim) -> Iterator[Telling]:
    """The poles that a claim tells, one a set at most."""
    found = _frames().get(claim.predicate)
    if found is None or claim.modality not in _TOLD:
        return
    clause = clause_of(covered, claim)
    words = covered.text(clause)
    frames = found.of(words)
    done: set[str] = set()
    for frame in frames:
        if frame.of.name in done or not _may_be_of(frame, claim) or not _fits(frame, claim, words):
            continue
        noun, person = _bearer(frame, claim, words)
        if noun or person is not None:
            done.add(frame.of.name)
            yield Telling(frame, noun, person, clause)


def _may_be_of(frame: Frame, claim: Claim) -> bool:
    """Whether the noun where the bearer stands is one that the set is of."""
    if frame.slot == "to":
        return True
    if frame.slot == "who" and claim.passive and claim.predicate not in BE:
        return False
    noun = claim.subject if frame.slot == "who" else claim.object
    if frame.slot == "whom" and frame.particle and not noun:
        return True
    heads = frame.of.heads
    return bool(noun) and noun not in frame.of.barred and (not heads or noun in heads)


def clause_of(covered: Covered, claim: Claim) -> Span:
    """The claim read to the end of its clause."""
    end = min(claim.sentence.end, claim.span.start + _LONGEST)
    pause = _CLAUSE.search(covered.article.text, claim.span.end, end)
    return Span(claim.span.start, max(claim.span.end, pause.start() if pause else end))


def _fits(frame: Frame, claim: Claim, words: str) -> bool:
    if frame.particle:
        if frame.particle != claim.particle and not re.search(rf"\b{frame.particle}\b", words):
            return False
    elif claim.particle and frame.pattern is None:
        return False
    found = None
    if frame.pattern is not None:
        found = frame.pattern.search(words)
        if found is None:
            return False
    denied = not claim.polarity or bool(_NEGATED.search(words))
    return not denied or (found is not None and bool(_NEGATIVE.search(found.group())))


def _bearer(frame: Frame, claim: Claim, words: str) -> tuple[str, int | None]:
    """The noun of what the pole is told of, and its person where the claim has one."""
    if frame.slot == "who":
        return claim.subject, claim.subject_person
    obliques = dict(reversed(claim.obliques))
    if frame.slot == "whom":
        if not claim.object and frame.particle:
            return obliques.get(frame.particle, ""), None  # "struck down the ban"
        pattern = frame.pattern or frame.of.kept
        given = None if pattern is None else pattern.search(words)
        own = claim.object in frame.of.heads or claim.object in frame.of.owned
        if given is None or own or claim.object[:4] not in given.group().lower():
            return claim.object, claim.object_person
        if claim.passive:
            return PASSIVE, None  # "Roe was granted bail"
        before = _LAST.search(words[: given.start()])  # "granted Roe bail"
        noun = obliques.get("to") or obliques.get("for")
        return noun or (before.group(1).lower() if before else ""), None
    if frame.preposition in obliques:
        return obliques[frame.preposition], None
    found = re.search(rf"\b{frame.preposition}{_NOUN_BEHIND}", words)
    if found is None:
        return "", None
    common = found["common"].split()
    return (common[-1] if common else found["name"]).lower(), None


@cache
def _frames() -> Mapping[str, _Verb]:
    table: dict[str, list[Frame]] = defaultdict(list)
    for name in ("decisions", "leavings", "conditions"):
        for entry in load(name)["set"]:
            one = _set(entry, decided=name != "conditions")
            for pole, slots in entry["pole"].items():
                for slot, given in slots.items():
                    for words in given:
                        for verb, frame in _read(one, pole, slot, words):
                            table[verb].append(frame)
    # a pattern that is met says more than a verb alone
    return {
        verb: _verb(sorted(frames, key=lambda f: (f.pattern is None, not f.particle)))
        for verb, frames in table.items()
    }


def _verb(frames: list[Frame]) -> _Verb:
    return _Verb(tuple((frame, _signs(frame)) for frame in frames))


def _signs(frame: Frame) -> frozenset[str]:
    """The beginnings of the words of a pattern but the commonest; none where it has no others."""
    if frame.pattern is None:
        return frozenset()
    bare = _AROUND.sub(" ", frame.pattern.pattern)
    runs = {run[:4].lower() for run in re.findall(r"[A-Za-z]{2,}", bare)}
    return frozenset(runs - _COMMONEST)


def _set(entry: Mapping[str, object], *, decided: bool) -> Set:
    def words(key: str) -> frozenset[str]:
        given = entry.get(key, ())
        return frozenset(given) if isinstance(given, list) else frozenset()

    def pattern(key: str) -> re.Pattern[str] | None:
        given = entry.get(key)
        return re.compile(given, re.IGNORECASE) if isinstance(given, str) else None

    pairs = entry.get("agree", ())
    return Set(
        str(entry["name"]), str(entry["asks"]), str(entry["of"]), str(entry.get("kind", "status")),
        decided, words("heads"), words("not"), words("either"), words("owned"),
        pattern("matter"), pattern("kept"), pattern("near"),
        bool(entry.get("body", False)), bool(entry.get("named", False)),
        bool(entry.get("recent", False)), bool(entry.get("future", False)), words("lasting"),
        frozenset(frozenset(pair) for pair in pairs) if isinstance(pairs, list) else frozenset(),
    )  # fmt: skip


def _read(of: Set, pole: str, slot: str, words: str) -> Iterator[tuple[str, Frame]]:
    head, _, rest = words.partition(" : ")
    head, _, preposition = head.partition(">")
    verbs, _, particle = head.partition(" ")
    pattern = re.compile(rest, re.IGNORECASE) if rest else None
    for verb in verbs.split("/"):
        for lemma in BE if verb == "@be" else (verb,):
            yield lemma, Frame(of, pole, slot, particle, preposition, pattern)
