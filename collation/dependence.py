"""The articles of one event in; the pairs that one source is behind, without common copy, out.

Copy is told by its wording. Who rewrites a dispatch fact by fact leaves other signs: a credit, the
people who told the agency and nobody else, and slips of the pen that no two writers make alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeVar

from rapidfuzz.distance import DamerauLevenshtein

from collation.names import countries, fold, given_names
from collation.wording import find_content_roots
from intake.article import Article, PartKind
from intake.wire import agencies_in, is_agency_line, is_broadcaster

TOLD = 2  # people who told one agency, and whom both articles have
USUAL = 3  # other articles that print both words otherwise: of two and two either may be wrong
COMMON = 50  # articles: what more have is of many events
LEAD = 2  # paragraphs in which an account says whose it is
MATTER = 0.42  # of the shorter account's words that the other has, for one credit to count

_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")
_TELLING = re.compile(r"\btold (?:the )?(?P<agency>[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})")
_CLAUSE = re.compile(r"[^.!?;\n“”\"]*$")
_BEFORE = 160  # characters before "told" in which somebody is named
_REPORTS = re.compile(r"(?P<agency>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}) (?:reports|reported)\b")
_REPORTING = re.compile(r"^[(\[—–-]?\s*(?:reporting|writing) by\b|^(?:©|copyright)", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][a-zà-ÿ]{4,}\b")  # five letters: fewer are others
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "the"})
_INFLECTED = ("s", "n", "an", "ian", "i", "ese", "ish")


_Sign = TypeVar("_Sign")


def dependent(articles: Mapping[str, Article]) -> frozenset[tuple[str, str]]:
    """The pairs, ids in order, behind which one agency or one faulty source stands.

    What more articles have than `COMMON` joins none: then they are of many events.
    """
    told = _pairs({id: _told(article) for id, article in articles.items()})
    found = {pair for pair, signs in told.items() if _most(signs) >= TOLD}
    credited = _pairs({id: _credits(article) for id, article in articles.items()})
    roots = {id: _roots(articles[id]) for id in {id for pair in credited for id in pair}}
    found |= {pair for pair in credited if _overlap(*(roots[id] for id in pair)) >= MATTER}
    found.update(_faulty(articles))
    return frozenset(found)


def _pairs(signs: Mapping[str, frozenset[_Sign]]) -> Mapping[tuple[str, str], set[_Sign]]:
    """What two articles have in common, by their ids in order."""
    holders: dict[_Sign, list[str]] = defaultdict(list)
    for id in sorted(signs):
        for sign in signs[id]:
            holders[sign].append(id)
    found: dict[tuple[str, str], set[_Sign]] = defaultdict(set)
    for sign, ids in holders.items():
        if len(ids) <= COMMON:
            for pair in combinations(ids, 2):
                found[pair].add(sign)
    return found


def _most(found: Iterable[tuple[str, str]]) -> int:
    """To how many people, of the agency to which most of them did, they told something."""
    told: dict[str, int] = defaultdict(int)
    for agency, _ in found:
        told[agency] += 1
    return max(told.values(), default=0)


def _told(article: Article) -> frozenset[tuple[str, str]]:
    """Agencies with the surname of whoever told them something, of each sentence the last."""
    found = set()
    for match in _TELLING.finditer(article.text):
        agencies = _wires(match["agency"])
        clause = _CLAUSE.search(article.text, max(0, match.start() - _BEFORE), match.start())
        names = _NAME.findall(clause.group()) if agencies and clause else []
        surname = fold(names[-1].split()[-1]) if names else ""
        if surname and surname not in _PRONOUNS:
            found |= {(agency, surname) for agency in agencies}
    return frozenset(found)


def _wires(words: str) -> list[str]:
    return [agency for agency in agencies_in(words) if not is_broadcaster(agency)]


def _credits(article: Article) -> frozenset[str]:
    """Agencies that the account says it is from: not those that only contributed to it."""
    found = set()
    paragraphs = 0
    for part in article.parts:
        line = article.text[part.start : part.end]
        opening = part.kind in (PartKind.DATELINE, PartKind.BYLINE)
        closing = part.kind is PartKind.CREDIT and (is_agency_line(line) or _REPORTING.match(line))
        if (opening or closing) and "/" not in line and "photo" not in line.lower():
            found.update(_wires(line))
        if part.kind is PartKind.PARAGRAPH:
            paragraphs += 1
            if paragraphs <= LEAD:
                for match in _REPORTS.finditer(line):
                    found.update(_wires(match["agency"]))
    return frozenset(found)


def _roots(article: Article) -> frozenset[str]:
    return frozenset(
        root
        for part in article.account()
        for root in find_content_roots(article.text[part.start : part.end])
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter account's words that the other has."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _faulty(articles: Mapping[str, Article]) -> Iterator[tuple[str, str]]:
    """The pairs that alone print two words with a letter wrong, which more others print right."""
    if len(articles) < 2 + USUAL:
        return
    printed: dict[str, set[str]] = defaultdict(set)
    for id, article in articles.items():
        for word in set(_CAPITAL.findall(article.text)):
            printed[word].add(id)
    known = given_names().keys() | countries().keys()
    near: dict[str, list[str]] = defaultdict(list)  # words by what is left without one letter
    for word, ids in printed.items():
        if len(ids) >= USUAL:
            for form in _shortened(word):
                near[form].append(word)
    right: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(dict)
    for word, ids in printed.items():
        if len(ids) == 2 and word.lower() not in known:
            first, second = sorted(ids)
            others = {o for form in _shortened(word) for o in near[form] if _is_slip(word, o)}
            for usual in others:
                if len(printed[usual] - ids) >= USUAL:
                    right[first, second][word] = printed[usual] - ids
    for pair, slips in right.items():
        if any(len(a & b) >= USUAL for a, b in combinations(slips.values(), 2)):
            yield pair


def _shortened(word: str) -> frozenset[str]:
    form = word.lower()
    return frozenset({form, *(form[:at] + form[at + 1 :] for at in range(1, len(form)))})


def _is_slip(word: str, usual: str) -> bool:
    """Whether a word is another with a letter wrong, and no form of it."""
    one, other = word.lower(), usual.lower()
    if one == other or DamerauLevenshtein.distance(one, other, score_cutoff=1) > 1:
        return False
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return longer not in {shorter + ending for ending in _INFLECTED}
