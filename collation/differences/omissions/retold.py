"""Words of a sentence and another account in; how much of them that account tells in its own, out.

An account that has no word for a thing may tell it all the same: "their use of blackface" for
"admitted to wearing blackface". So what a sentence tells beside the thing's own word is looked for
in the account's sentences, by words for one thing (`data/concepts.toml`). And some texts are no
account that could lack a thing: what people say in a broadcast, a reader's own view.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from collation.coverage import Covered
from collation.differences.concepts import concept_of_root
from collation.differences.omissions.untold import Untold
from collation.differences.telling import Telling, weight
from collation.differences.words import stem
from extraction.annotations import QuotationKind

_COMMON = 0.4  # of its weight: what a word counts that every account has
_LEAST, _SHORT = 3, 4  # letters of a word that is short for a longer one
_WHOLE = 0.75  # of a sentence of a matter: who has as much tells the matter in other words
_UNNAMED = 0.5  # the same of somebody's name: who is meant may be told by office
_TURNS = 4  # speakers' names before their words, from which a text is a transcript
_OWN = 5  # an outlet's "I" outside quotations, in a thousand words, from which it is a view
_THOUSAND = 1000
_SHORTEST = 3  # of them, however short
_TURN = re.compile(r"(?<!\w)(?:[A-Z]{3,}(?: [A-Z]{2,})*:|\([A-Z ]{6,}\) [A-Z])")
_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|my)\b(?!\.)")
#: Words by which somebody turns down what is said; and those that do so in their own mouth only.
_REFUSES = re.compile(
    r"\b(?:den(?:y|ied|ies|ying|ials?)|untrue|baseless|unfounded|innocent|innocence|disput\w+|"
    r"reject(?:s|ed|ing)?|rebut\w*|refut\w*|insist\w*|maintain(?:s|ed)|not guilty|"
    r"challeng(?:e[sd]?|ing)|fight(?:s|ing)? back|fought back|push(?:es|ed|ing)? back|outrageous|"
    r"call(?:s|ed|ing)? (?:[\w’']+ ){1,5}?(?:wrong|false|fake|offensive|a lie|lies)|"
    r"vow(?:s|ed|ing)? to (?:fight|clear)|clear (?:his|her|their) names?|"
    r"(?:nothing|not) (?:wrong|improper|illegal|true)|no (?:wrongdoing|collusion|truth))\b",
    re.IGNORECASE,
)
_IN_THEIR_MOUTH = re.compile(
    r"\b(?:false|hoax|sham|witch[ -]hunts?|fabricat\w+|absurd|nonsense|ridiculous|made[ -]up|"
    r"lies?|fake|wrong|mischaracteri\w+|never|did(?: not|n['’]t)|no (?:evidence|basis|"
    r"knowledge))\b",
    re.IGNORECASE,
)
_WHOSE = 90  # characters around such a word in which somebody is named who refuses


def short_for(one: str, other: str) -> bool:
    """Whether one of two stems is short for the other: "lab" for "laboratori"."""
    short, long = sorted((one, other), key=lambda root: (len(root), root))
    return _LEAST <= len(short) <= _SHORT and len(long) > 2 * len(short) and long.startswith(short)


def retold(words: Iterable[str], telling: Telling, common: Collection[str]) -> float:
    """The share of the words, by weight, that two neighbouring sentences of an account have.

    `common` is what every account has: it weighs less.
    """
    weights: dict[str, float] = {}
    for root in words:
        concept = concept_of_root(root)
        worth = weight(root) * (_COMMON if root in common else 1.0)
        weights[concept] = max(worth, weights.get(concept, 0.0))
    whole = sum(weights.values())
    if not whole:
        return 0.0
    held = [_concepts(line.stems) & weights.keys() for line in telling.lines]
    pairs = [one | other for one, other in pairwise(held)] or held
    return max((sum(weights[root] for root in sorted(pair)) for pair in pairs), default=0.0) / whole


@lru_cache(maxsize=2_000)
def _concepts(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(map(concept_of_root, stems))


def narrowed(told: Sequence[Telling], matter: Untold) -> Untold | None:
    """The matter without the accounts that tell it in other words; None where none is left."""
    common = frozenset.intersection(*(telling.stems for telling in told))
    roots = {spot.word.stem for spot, _ in matter.spots}
    enough = _UNNAMED if matter.features["name"] > _UNNAMED else _WHOLE
    lacking = tuple(
        telling.id for telling in told
        if telling.id in matter.lacking
        and can_lack(telling.covered)
        and not any(short_for(root, other) for root in roots for other in telling.stems)
        and not any(
            retold(spot.line.stems - matter.stems - spot.line.named, telling, common) >= enough
            for spot, _ in matter.spots
        )
    )  # fmt: skip
    return replace(matter, lacking=lacking) if lacking else None


def refuses(telling: Telling, whom: frozenset[str]) -> bool:
    """Whether an account has somebody turn down what is said of them, in whatever words.

    `whom` are stems of the names of who denies; where nobody is named anybody may.
    """
    covered, text = telling.covered, telling.covered.article.text
    people = covered.reading.people
    for quotation in covered.reading.quotations:
        named = people[quotation.person].name if quotation.person is not None else ""
        if whom.isdisjoint(stem(word) for word in named.split()):
            continue
        for piece in quotation.content:
            words = covered.text(piece)
            if _REFUSES.search(words) or _IN_THEIR_MOUTH.search(words):
                return True
    for match in _REFUSES.finditer(text):
        low, high = match.start() - _WHOSE, match.end() + _WHOSE
        if not whom or any(
            low <= word.start < high and word.stem in whom
            for line in telling.lines
            if line.span.start < high and low < line.span.end
            for word in line.words
        ):
            return True
    return False


def can_lack(covered: Covered) -> bool:
    """Whether a text is an outlet's account, not a transcript of a broadcast or a reader's view."""
    text = covered.article.text
    if len(_TURN.findall(text)) >= _TURNS:
        return False
    said = sum(
        len(_I.findall(text[piece.start : piece.end]))
        for quotation in covered.reading.quotations
        if quotation.kind is not QuotationKind.INDIRECT
        for piece in quotation.content
    )
    own = len(_I.findall(text)) - said
    return own < max(_SHORTEST, _OWN * len(text.split()) / _THOUSAND)
