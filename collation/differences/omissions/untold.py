"""The articles of one story in; words that a matter turns on and whole accounts lack, rated, out.

"Autopsy", "quarantine", "shareholders": where several sentences of one account, or of several, turn
on a rare word and another account has it nowhere, what they tell is likely lacking there. Words
that stand in the same sentences are one matter ("castle", "doctrine"). Which of them an editor
wants to know is a matter of degree: logistic regression (Cox 1958) over how many tell it, how
often and how early, how it is told, and how long the accounts are that lack it; fitted to
annotated events by `training.omissions`.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from collation.coverage import Covered
from collation.differences.furniture import is_linked
from collation.differences.telling import Line, Telling, Word, quoted_at, weigh, weight, words_in
from collation.differences.words import DATA, load, stem
from collation.wording import is_function
from extraction.annotations import Claim, Span, Voice

WEIGHTS = DATA / "untold.tsv"
_RARE = 3.2  # weight of a word on which a matter may turn
_TOGETHER = 0.6  # of the sentences of the rarer of two words that have the other, too
_PLACES = 6  # of one report
_AROUND = 30  # characters each side of a word that are pointed at
_LONGEST = 90  # characters of a claim that is pointed at
_LEAD = 5  # sentences
_COMMON = 0.4  # of its weight: what a word counts for likeness that every account has
_USUAL = 600  # words of an account
_SHORTEST = 100  # words: what is shorter lacks nearly everything, which is no news
_ADDRESSED = re.compile(r"\b(?:I|we|my|our|me|us|you|your)\b|[?!]", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|"
    r"thousands?)\b"
)
_MONEY = re.compile(r"[$€£]\s?\d|\b[mb]illion\b")


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of an account that has the word."""

    telling: int  # place of the account among the tellings
    line: Line
    word: Word


@dataclass(frozen=True, slots=True)
class Untold:
    """A matter: its words in the story's spelling, where it is told, and who has none of it."""

    words: tuple[str, ...]  # the one it was found by first
    stems: frozenset[str]
    spots: tuple[tuple[Spot, Span], ...]  # with what is pointed at
    lacking: tuple[str, ...]
    features: Mapping[str, float]

    @property
    def chance(self) -> float:
        """How likely an editor wants to know of it, by the fitted weights."""
        known = fitted()
        points = known.get("always", 0.0) + sum(
            known.get(name, 0.0) * value for name, value in self.features.items()
        )
        return 1 / (1 + math.exp(-points))


@dataclass(frozen=True, slots=True)
class _Story:
    told: Sequence[Telling]
    lengths: tuple[int, ...]  # words of each account
    shared: frozenset[str]  # stems that every account has
    things: tuple[frozenset[str], ...]  # of each account: families of words for one thing
    claims: Sequence[Mapping[Span, Sequence[Claim]]]
    no_text: frozenset[tuple[int, int]]  # captions, links: account and sentence


def find_untold(told: Sequence[Telling]) -> list[Untold]:
    """Every matter that turns on a word which an account lacks, in the order of their words."""
    story = _story(told)
    found = _by_word(story)
    lines = {
        word: frozenset((spot.telling, spot.line.number) for spot in spots)
        for word, (spots, _) in found.items()
    }
    at: dict[tuple[int, int], list[str]] = defaultdict(list)
    for word, where in lines.items():
        for place in where:
            at[place].append(word)
    matters = []
    for word, (spots, lacking) in sorted(found.items()):
        others = Counter(other for place in lines[word] for other in at[place])
        stems = frozenset(
            other for other, count in others.items()
            if other == word
            or (count >= max(2.0, _TOGETHER * len(lines[other])) and lacking & found[other][1])
        )  # fmt: skip
        matters.append(_matter(story, word, stems, spots, lacking))
    return matters


def choose(rated: Iterable[tuple[float, Untold]], most: int, least: float) -> list[Untold]:
    """The likeliest few of an event, no two that turn on one word or point at one sentence.

    `rated` gives each matter with its chance; those below `least` are left out.
    """
    taken: set[tuple[str, int]] = set()
    stems: set[str] = set()
    chosen: list[Untold] = []
    for chance, matter in sorted(rated, key=lambda row: (-row[0], row[1].words)):
        if len(chosen) == most or chance < least:
            break
        places = {(spot.line.covered.id, spot.line.number) for spot, _ in matter.spots}
        if stems.isdisjoint(matter.stems) and taken.isdisjoint(places):
            chosen.append(matter)
            stems |= matter.stems
            taken |= places
    return chosen


def _story(told: Sequence[Telling]) -> _Story:
    claims: list[dict[Span, list[Claim]]] = []
    no_text = set()
    for number, telling in enumerate(told):
        of: dict[Span, list[Claim]] = defaultdict(list)
        for claim in telling.covered.reading.claims:
            of[claim.sentence].append(claim)
        claims.append(of)
        no_text |= {
            (number, line.number) for line in telling.lines
            if is_linked(telling.covered.text(line.span))
        }  # fmt: skip
    return _Story(
        told,
        tuple(len(telling.covered.article.text.split()) for telling in told),
        frozenset.intersection(*(telling.stems for telling in told)) if told else frozenset(),
        tuple(frozenset(_thing(root) for root in telling.stems) for telling in told),
        claims,
        frozenset(no_text),
    )


def _by_word(story: _Story) -> dict[str, tuple[list[Spot], frozenset[int]]]:
    """Words that a matter may turn on: where they stand, and the accounts that lack them."""
    places: dict[str, list[tuple[int, Line, Word]]] = defaultdict(list)
    for number, telling in enumerate(story.told):
        for line in telling.lines:
            if (number, line.number) not in story.no_text:
                for root, word in {word.stem: word for word in reversed(line.words)}.items():
                    if weight(root) >= _RARE:
                        places[root].append((number, line, word))
    speakers = frozenset().union(*(_speakers(telling.covered) for telling in story.told))
    people = _people(story.told)
    found = {}
    for root, placed in places.items():
        if len(placed) < 2 or root in _unspecific() or root in speakers:
            continue
        where = [Spot(*place) for place in placed]
        printed = [_printed(spot) for spot in where]
        if not root.isalpha() or len(root) < 3 or is_function(printed[0].lower()):
            continue
        if 2 * sum(word[0].isupper() for word in printed) >= len(where) and root not in people:
            continue  # a place or a body: who names it otherwise lacks nothing
        lacking = frozenset(
            number for number in _lacking(story, root, where)
            if people.get(root, frozenset()).isdisjoint(story.told[number].stems)
        )  # fmt: skip
        if lacking:
            found[root] = (where, lacking)
    return found


@cache
def _unspecific() -> frozenset[str]:
    return frozenset(stem(word) for word in load("unspecific")["words"])


def _speakers(covered: Covered) -> frozenset[str]:
    """Stems of the names of those who are quoted: who they are is told with what they say."""
    people = covered.reading.people
    names = {people[q.person].name for q in covered.reading.quotations if q.person is not None}
    return frozenset(word.stem for name in names for word in words_in(name, Span(0, len(name))))


def _people(told: Sequence[Telling]) -> Mapping[str, frozenset[str]]:
    """Stems of the words of people's names, each with the last words of the names it stands in.

    Who is "Jane Roe" in one account is "Roe" in another: that lacks a "Jane", and nothing else.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for telling in told:
        for person in telling.covered.reading.people:
            words = [word.stem for word in words_in(person.name, Span(0, len(person.name)))]
            if person.kind == "person" and words:
                for word in words:
                    found[word].add(words[-1])
    return {word: frozenset(last) for word, last in found.items()}


def _printed(spot: Spot) -> str:
    return spot.line.covered.article.text[spot.word.start : spot.word.end]


@lru_cache(maxsize=50_000)
def _thing(root: str) -> str:
    """What a stem names: one for "vessel" and "ship"."""
    return _things().get(root, root)


@cache
def _things() -> Mapping[str, str]:
    families = load("families")["counted"]
    return {stem(word): words[0] for words in reversed(families) for word in words}


def _lacking(story: _Story, root: str, where: Sequence[Spot]) -> frozenset[int]:
    """Accounts of other sources with no word for it that are not older than all that have one."""
    tellers = {spot.telling for spot in where}
    groups = {story.told[number].covered.group for number in tellers}
    days = [story.told[number].covered.article.published for number in tellers]
    known = [day for day in days if day is not None]
    found = set()
    for number, telling in enumerate(story.told):
        if telling.covered.group in groups or _thing(root) in story.things[number]:
            continue
        if story.lengths[number] < _SHORTEST:
            continue
        day = telling.covered.article.published
        if day is None or len(known) < len(days) or day >= min(known):
            found.add(number)
    return frozenset(found)


def _matter(
    story: _Story, word: str, stems: frozenset[str], spots: Sequence[Spot], lacking: frozenset[int]
) -> Untold:
    alike = _likeness(story, word, spots)
    ranked = sorted(
        range(len(spots)),
        key=lambda n: (-_worth(story, stems, spots[n], alike[n]), spots[n].telling, n),
    )
    first: dict[int, int] = {}
    for n in ranked:
        first.setdefault(spots[n].telling, n)
    picked = [*first.values(), *(n for n in ranked if n not in first.values())][:_PLACES]
    pointed = [(spots[n], *_pointed(story, spots[n])) for n in picked]
    order = sorted(stems - {word}, key=lambda root: (-weight(root), root))
    printed = {root: _spelled(root, spots) for root in (word, *order)}
    return Untold(
        tuple(printed[root] for root in (word, *order)),
        stems,
        tuple((spot, span) for spot, span, _ in pointed),
        tuple(sorted(story.told[number].id for number in lacking)),
        _features(story, word, stems, spots, lacking, pointed, [alike[n] for n in picked]),
    )


def _spelled(root: str, spots: Sequence[Spot]) -> str:
    """A word as its sentences print it most, without a capital that only a headline gave it."""
    forms = Counter(
        spot.line.covered.article.text[word.start : word.end]
        for spot in spots
        for word in spot.line.words
        if word.stem == root
    )
    return min(forms, key=lambda form: (-forms[form], form[0].isupper(), form)) if forms else root


def _likeness(story: _Story, word: str, spots: Sequence[Spot]) -> list[float]:
    """Of each sentence how much of it another one of the matter shares, at best."""
    weighed = [
        {
            root: weight(root) * (_COMMON if root in story.shared else 1.0)
            for root in spot.line.stems if root != word
        }
        for spot in spots
    ]  # fmt: skip
    sums = [weigh(one) for one in weighed]
    return [
        max(
            sum(value for root, value in one.items() if root in other)
            / max(8.0, min(sums[n], sums[m]))
            for m, other in enumerate(weighed) if m != n
        )
        for n, one in enumerate(weighed)
    ]  # fmt: skip


def _worth(story: _Story, stems: frozenset[str], spot: Spot, alike: float) -> float:
    """How well a sentence stands for the matter: it has its words, is early, and is a claim."""
    lines = story.told[spot.telling].lines
    told = any(
        claim.span.start <= spot.word.start < claim.span.end
        and claim.predicate not in ("say", "tell")
        for claim in story.claims[spot.telling].get(spot.line.span, ())
    )
    return (
        weigh(stems & spot.line.stems) / 5
        - 0.8 * spot.line.number / len(lines)
        + 1.5 * alike
        + 0.4 * told
    )


def _pointed(story: _Story, spot: Spot) -> tuple[Span, Claim | None]:
    """The claim with the word, else the few words around it."""
    here = [
        claim for claim in story.claims[spot.telling].get(spot.line.span, ())
        if claim.span.start <= spot.word.start < claim.span.end
        and claim.span.end - claim.span.start <= _LONGEST
    ]  # fmt: skip
    if here:
        claim = min(here, key=lambda claim: claim.span.end - claim.span.start)
        return claim.span, claim
    near = [
        word for word in spot.line.words
        if word.start >= spot.word.start - _AROUND and word.end <= spot.word.end + _AROUND
    ]  # fmt: skip
    return Span(near[0].start, near[-1].end), None


def _features(
    story: _Story,
    word: str,
    stems: frozenset[str],
    spots: Sequence[Spot],
    lacking: frozenset[int],
    pointed: Sequence[tuple[Spot, Span, Claim | None]],
    alike: Sequence[float],
) -> dict[str, float]:
    """What the model weighs. Shares are of the places pointed at, or of the sentences."""
    accounts = len(story.told)
    groups = {story.told[spot.telling].covered.group for spot in spots}
    longest = math.log(max(story.lengths[number] for number in lacking) / _USUAL)
    places = [spot.line.number / len(story.told[spot.telling].lines) for spot in spots]
    texts = [spot.line.covered.text(span) for spot, span, _ in pointed]
    claims = [claim for _, _, claim in pointed if claim is not None]
    often = Counter(spot.telling for spot in spots)

    def share(held: int) -> float:
        return held / len(pointed)

    return {
        "two tell it": float(len(groups) == 2),
        "three tell it": float(len(groups) > 2),
        "share that tells it": len(groups) / accounts,
        "share that lacks it": len(lacking) / accounts,
        "accounts": accounts / 4,
        "short where lacking": min(0.0, longest),
        "long where lacking": max(0.0, longest),
        "sentences": math.log(len(spots)),
        "sentences of one": math.log(max(often.values())),
        "pointed": math.log(len(pointed)),
        "rare": weight(word) / 5,
        "several words": float(len(stems) > 1),
        "alike": max(alike),
        "alike sentences": sum(value > 0.3 for value in alike) / 3,
        "name": sum(word in spot.line.named for spot in spots) / len(spots),
        "person": float(any(word in telling.names for telling in story.told)),
        "first place": min(places),
        "mean place": sum(places) / len(places),
        "lead": float(any(spot.line.number < _LEAD for spot in spots)),
        "subject": float(any(stem(claim.subject) in stems for claim in claims if claim.subject)),
        "object": float(any(stem(claim.object) in stems for claim in claims if claim.object)),
        "act": float(any(stem(claim.predicate) in stems for claim in claims)),
        "passive": share(sum(claim.passive for claim in claims)),
        "outlet": share(sum(claim.voice is Voice.OUTLET for claim in claims)),
        "quoted": share(sum(quoted_at(spot.line.covered, span) for spot, span, _ in pointed)),
        "addressed": share(sum(bool(_ADDRESSED.search(text)) for text in texts)),
        "number": sum(_has_number(spot.line.covered.text(spot.line.span)) for spot in spots)
        / len(spots),
        "money": float(any(_MONEY.search(text) for text in texts)),
    }  # fmt: skip


@lru_cache(maxsize=2_000)
def _has_number(words: str) -> bool:
    return _NUMBER.search(words) is not None


@cache
def fitted() -> Mapping[str, float]:
    """The weights of the data file by feature; none where it was not made yet."""
    found: dict[str, float] = {}
    for row in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            feature, value = row.split("\t")
            found[feature] = float(value)
    return found
