"""Where somebody came in and by how much, as accounts print it in; places that differ, out.

"Finished 22nd", "ended the season in 20th place", "the runners-up" and "won silver" are brought to
a place, "12 seconds ahead" and "won by a quarter of a minute" to seconds. Only where a season or a
race ends: whoever "goes third" may be fourth tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import AMOUNT, Interval, amount
from collation.differences.figures.reckoned.comparing import (
    Told,
    clashes,
    is_unreal,
    reports,
    sentences_before,
)
from collation.differences.scene import Scene
from collation.differences.words import stem
from collation.discrepancy import Discrepancy
from extraction.annotations import Span
from extraction.numerals import ORDINALS, TENS

_SURE = 0.8
_WEIGHT = 9.0
_BACK = 2  # sentences before, in which whoever is only "they" there is named
_SIGN = tuple(
    "finish end came come placed plac rank position spot runner silver bronze gold season second "
    "minute hundredth tenth behind ahead cross bottom last".split()
)
_SPELT = {
    **ORDINALS, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    **{f"{tens}-{one}": ten + unit for tens, ten in TENS.items()
       for one, unit in ORDINALS.items() if unit < 10},
}  # fmt: skip
_ORDINAL = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(_SPELT, key=len, reverse=True))})"
_ENDS = (
    r"(?:finish(?:ed|es|ing)?|end(?:ed|s|ing)?(?:\s+up)?|c[ao]me(?:s)?(?:\s+(?:in|home))?"
    r"|coming(?:\s+(?:in|home))?|(?:was|were)\s+placed|placed"
    r"|crossed\s+the\s+(?:finish(?:ing)?\s+)?line)"
)
_CONTEST = (
    r"(?:\s+(?:the|their|his|her|its|a|this)\s+(?:[\w-]+\s+)?(?:season|race|year|campaign"
    r"|tournament|contest"
    r"|event|marathon|championship|competition|league))?"
)
_ADJECTIVE = (
    r"(?:(?:joint|equal|tied|a|an|in|disappointing|creditable|distant|respectable|lowly"
    r"|tied\s+for|clear|only)\s+){0,3}"
)
_MEDALS = {"gold": 1, "silver": 2, "bronze": 3}
_CUT = re.compile(r",\s|[;:—–]|\b(?:and|but|while|whereas|with|as|after|when|who|which)\b")
_NAME = re.compile(r"\b[A-Z][\w’-]+")
_VOTED = re.compile(r"%|per\s?cent|\b(?:vot(?:e|es|ers|ed)|polls?|caucus|primary|candidates?)\b")
_EPITHET = re.compile(r"The\s+[A-Z]?[\w-]+\s+(?!of\b)[a-z]")
_EVENT = re.compile(r"\b(\d[\d,]*)[\s-]?(?:m|metres?|meters?|km|miles?|kilometres?)\b")
#: Words that begin with a capital and are no names.
_NO_NAME = frozenset(
    map(stem, "the they he she it his her their its a an in on at after with but and monday "
    "tuesday wednesday thursday friday saturday sunday when while one two".split())
)  # fmt: skip
_PATTERNS = {
    "place": re.compile(
        rf"\b{_ENDS}{_CONTEST}\s+{_ADJECTIVE}(?P<a>{_ORDINAL})(?:(?=\s*[,.;)]|\s+(?:in|of|behind"
        rf"|on|at|with"
        rf"|after|and|overall|for|from|to|but|as|out|place\b|position\b|spot\b|last\b))|$)"
        rf"|\b(?:took|claimed|secured|grabbed|earned|had\s+to\s+settle\s+for|settled\s+for|shared?"
        rf"|{_ENDS}{_CONTEST}\s+in)\s+"
        rf"(?:the\s+)?(?P<b>{_ORDINAL})[\s-](?:place|position|spot)\b",
        re.IGNORECASE,
    ),
    "second": re.compile(
        rf"\b(?:was|were|are|{_ENDS}|as|the)\s+(?:the\s+)?(?:beaten\s+)?runners?-up\b",
        re.IGNORECASE,
    ),
    "medal": re.compile(
        r"\b(?:won|took|claimed|earned|secured|got|settled\s+for|had\s+to\s+settle\s+for)\s+"
        r"(?:(?:the|a|an|olympic|his|her|their|individual|first|world|european)\s+){0,3}"
        r"(?P<medal>gold|silver|bronze)\b(?!\s+(?:rate|lining))",
        re.IGNORECASE,
    ),
    "gap": re.compile(
        rf"\b(?:by\s+(?P<n>{AMOUNT})\s+(?P<u>seconds?|minutes?|hundredths|tenths)\b|(?P<m>{AMOUNT}"
        rf"|half\s+a)\s+"
        r"(?P<v>seconds?|minutes?)\s+(?:ahead|clear|behind|faster|slower|adrift)\b)",
        re.IGNORECASE,
    ),
}
_RACE = re.compile(
    r"\b(?:race[ds]?|racing|rac(?:er|ing)|rider|stage|marathon|sprint|final|lap|driver|skier|runner"
    r"|rower|cyclist|swimmer|regatta|grand\s+prix|downhill|slalom|crew|yacht|line|finish\w*|won)\b",
    re.IGNORECASE,
)
_SECONDS = {"second": 1.0, "minut": 60.0, "hundredth": 0.01, "tenth": 0.1}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Places and gaps that differ, one discrepancy a contest."""
    told = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    for name, question in (("place", "in which place"), ("gap", "by how much time")):
        forms = [one for one in told if name in one.form]
        pairs = [
            pair
            for pair in clashes(scene, forms, _compare, weight=_WEIGHT, single=True, back=_BACK)
            if _compare(*pair) < 0
        ]
        yield from reports(scene, pairs, f"{question} it ended", _SURE)


def _compare(one: Told, other: Told) -> int:
    """-1 for two places of one, 0 for those of two."""
    if not one.parties[0] & other.parties[0]:
        return 0
    ((_, (low, high)),) = one.form.items()
    ((_, (least, most)),) = other.form.items()
    return -1 if high < least or most < low else 1


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, _SIGN):
        sentence, words = row.span, covered.text(row.span)
        if _VOTED.search(words):
            continue
        for form, value, start, end in _forms(words):
            span = Span(sentence.start + start, sentence.start + end)
            if is_unreal(covered, sentence, span):
                continue
            names = _names(_CUT.split(words[:start])[-1]) or _names(words[:start])
            called = _EPITHET.match(words) is not None  # "The Slovene"
            for before in sentences_before(covered, sentence, _BACK) if called or not names else ():
                names = names | _names(covered.text(before))
            topics = {"event": frozenset(_EVENT.findall(words))}
            yield Told(covered, sentence, span, form, value, topics, (names,))


def _names(words: str) -> frozenset[str]:
    return frozenset(map(stem, _NAME.findall(words))) - _NO_NAME


def _forms(words: str) -> Iterator[tuple[Mapping[str, Interval], str, int, int]]:
    for match in _PATTERNS["place"].finditer(words):
        place = _place(match["a"] or match["b"])
        yield {"place": (place, place)}, f"place {place:g}", *match.span()
    for match in _PATTERNS["second"].finditer(words):
        yield {"place": (2.0, 2.0)}, "place 2", *match.span()
    for match in _PATTERNS["medal"].finditer(words):
        place = float(_MEDALS[match["medal"].lower()])
        yield {"place": (place, place)}, f"place {place:g}", *match.span()
    for match in _PATTERNS["gap"].finditer(words) if _RACE.search(words) else ():
        printed = match["n"] or match["m"]
        low, high = (0.5, 0.5) if printed.lower().startswith("half") else amount(printed)
        unit = stem(match["u"] or match["v"])
        times = _SECONDS.get(unit, 1.0)
        yield {"gap": (low * times, high * times)}, match.group(), *match.span()


def _place(words: str) -> float:
    small = words.lower()
    return float(_SPELT[small]) if small in _SPELT else float(small[:-2])
