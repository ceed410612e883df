"""Results of games as accounts print them in; results of one game that exclude each other, out.

"3-1", "by a single goal", "a two-goal win" and "a draw" are brought to what each side scored, the
difference and the sum; and who "beat Stenton" is the winner, whichever side is named first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import NUMBER, Interval, number
from collation.differences.figures.reckoned.comparing import (
    Told,
    around,
    clashes,
    is_unreal,
    reports,
    sentences_before,
)
from collation.differences.scene import Scene
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Kind
from extraction.annotations import Span

_SURE = 0.8
_WEIGHT = 10.0
_HIGHEST = 250  # that a side scores
_NEAR = 45, 40  # characters before and behind two numbers in which it says what they are
_SIGN = tuple(
    "beat beaten beating defeat won win victor lost los thrash hammer drew draw tied tie final "
    "ended finish full edge saw sank down overc overp rout crush swept triumph went knock elimin "
    "stun upset "
    "goal point run wicket stroke shot settled decided shar stalemate score margin prevail "
    "rescued salvaged honours frame set struck put hit odd".split()
)
#: "The draw for the cup" is none of a game.
_LOTS = re.compile(
    r"\bdraw\s+(?:for|will|takes?|is\s+on|against|near|up|attention|on|from|a\s+line|the\s+line)\b"
    r"|\bdrew\s+(?!(?:with|\d"
    r"|at|away|against|level|their|in|on|\w+-all)\b)",
    re.IGNORECASE,
)
_SPELT = "nil|one|two|three|four|five|six|seven|eight|nine|ten"
_NAME = r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}"
_GAME = re.compile(
    r"\b(?:match|game|tie|final|semi|semi-final|quarter-final|derby|cup|league|goals?|coach|striker"
    r"|team|side|referee|kick-?off|fixture|test|innings|frame|tournament|playoffs?|season|pitch"
    r"|stadium|touchdowns?|quarterback|penalty|header|midfielder|goalkeeper|wicket|batsman"
    r"|clash|tennis|seed|sets?)\b",
    re.IGNORECASE,
)


@cache
def _words(name: str) -> str:
    return "(?:" + "|".join(load("reckoned")["results"][name]) + ")"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    units = _words("units")
    texts = {
        "score": rf"(?<![\w.,$€£:/–-])(?:(?P<a>\d{{1,3}})\s?[-–]\s?(?P<b>\d{{1,3}})"
        rf"|(?P<sa>{_SPELT})[\s-](?P<sb>{_SPELT}))"
        r"(?![\w$€£%/–-]|,\d|\.\d|:\d|\s+(?:years|per\s?cent))",
        "margin": r"\bby\s+(?:just\s+|only\s+)?(?:a\s+)?"
        rf"(?P<n>single|{NUMBER})[\s-](?:clear\s+)?(?P<unit>{units})\b"
        rf"(?!\s+to\b)|\b(?P<m>one|two|three|four|five|six|seven|eight|nine|ten|single|\d+)-"
        rf"(?P<unit2>{units})\s+(?:win|victory|margin|defeat|loss|triumph)\b"
        rf"|\b(?P<o>single|one|lone)\s+(?P<unit3>goal)\s+(?:separated|settled|decided"
        rf"|was\s+enough)",
        "lone": r"\b(?:the\s+)?(?:only|solitary)\s+goal\s+of\s+the\s+"
        r"(?:game|match|night|afternoon|final|tie|derby)\b|\bby\s+the\s+only\s+goal\b",
        "blank": r"\b(?:goalless|scoreless)\b|\bthere\s+were\s+no\s+goals\b|\bno\s+goals\s+were\b",
        "sum": rf"\b(?P<n>{NUMBER})\s+goals\s+(?:were\s+scored|fell|in\s+(?:all|total)|in\s+the\s+"
        rf"(?:match|game))\b|\b(?P<m>{_SPELT})-goal\s+(?:thriller|feast|spectacle|game|match)\b",
        "past": rf"\b(?:put|scored|struck|hit)\s+(?P<n>{_SPELT})(?:\s+(?:goals|times"
        rf"|past\s+\w+))?\s+"
        r"without\s+(?:reply|answer|conceding)\b|\b(?P<m>two|three|four|five|six"
        r"|seven)\s+unanswered\s+goals",
        "odd": r"\bby\s+the\s+odd\s+goal\s+in\s+(?P<n>three|five|seven)\b",
        "straight": r"\b(?:in\s+|won\s+)?straight\s+sets\b",
        "sets": r"\b(?:in|over|after|needed|took|lasted)\s+(?P<n>two|three|four|five)\s+sets\b"
        r"|\b(?:a\s+)?(?P<m>two|three|four|five)-set(?:ter|\s+(?:win|match|final|victory"
        r"|battle))\b",
        "lost": r"\b(?:from|despite\s+being)\s+a\s+set\s+down\b|\b(?:after\s+)?(?:losing|dropping"
        r"|lost"
        r"|dropped)\s+the\s+(?:first|opening|second)\s+set\b",
        "games": r"\b[0-7]-[0-7](?:\s?\(\d+\))?(?:,?\s+(?:and"
        r"\s+)?[0-7]-[0-7](?:\s?\(\d+\))?){1,4}(?!\d)",
        "draw": rf"\b{_words('draw')}\b",
        "context": rf"\b{_words('context')}\b",
        "partial": rf"\b{_words('partial')}\b",
        "won": rf"(?P<one>{_NAME})\s+(?:(?:narrowly|easily|comfortably|also"
        rf"|then|later|convincingly|on\s+\w+day|have|had"
        rf"|has)\s+){{0,2}}(?:(?P<won>{_words('won')})|"
        rf"(?P<lost>{_words('lost')}))\s+(?:the\s+|rivals?\s+|neighbou?rs?\s+|champions?\s+"
        rf"|holders\s+"
        rf"|visiting\s+|visitors\s+|hosts?\s+|leaders?\s+|local\s+|bottom\s+)*"
        rf"(?P<other>{_NAME})",
        "alone": rf"(?P<one>{_NAME})\s+(?:(?:narrowly|easily|comfortably|then|have|had|has)\s+)?"
        r"(?:(?P<won>won|triumphed|ran\s+out)|(?P<lost>lost|went\s+down|were\s+beaten"
        r"|was\s+beaten))"
        r"(?=\s+\d|\s+(?:by|with|on\s+\w+day)\b|[.,]|\s+the\s+(?:match|game|final|derby|tie)\b)",
    }
    flags = {"won": 0, "alone": 0}
    return {name: re.compile(text, flags.get(name, re.IGNORECASE)) for name, text in texts.items()}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Results that differ, one discrepancy a game; then games that two sides won."""
    told: list[Told] = []
    winners: list[Told] = []
    for covered in scene.coverage.articles:
        for one in _told(scene, covered):
            (winners if one.parties else told).append(one)
    pairs = clashes(scene, told, weight=_WEIGHT)
    pairs = [pair for pair in pairs if _share_name(scene, *pair)]
    yield from reports(scene, pairs, "how the game ended", _SURE)
    pairs = clashes(scene, winners, _other_winner, weight=_WEIGHT, owners=False)
    yield from reports(scene, pairs, "who won", _SURE, Kind.ACTOR)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, _SIGN):
        sentence, words = row.span, covered.text(row.span)
        taken: list[Span] = []
        for form, value, start, end in _forms(words):
            span = Span(sentence.start + start, sentence.start + end)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if not is_unreal(covered, sentence, span) and _is_sport(covered, sentence):
                yield Told(covered, sentence, span, form, value)
        for match in _patterns()["alone"].finditer(words):
            sides = (_team(match["one"]), frozenset[str]())
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            if _is_sport(covered, sentence) and not _is_partial(words):
                parties = sides if match["won"] else sides[::-1]
                yield Told(
                    covered, sentence, span, {}, " ".join(match.group().split()), parties=parties
                )
        for match in _patterns()["won"].finditer(words):
            one, other = _team(match["one"]), _team(match["other"])
            if one and other and not one & other:
                won, lost = (one, other) if match["won"] else (other, one)
                span = Span(sentence.start + match.start(), sentence.start + match.end())
                if not is_unreal(covered, sentence, span) and _is_sport(covered, sentence):
                    name = match["one"] if match["won"] else match["other"]
                    value = f"{name.strip()} won"
                    yield Told(covered, sentence, span, {}, value, parties=(won, lost))


def _team(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in name.split())


def _is_sport(covered: Covered, sentence: Span) -> bool:
    spans = (sentence, *sentences_before(covered, sentence, 2))
    return any(_GAME.search(covered.text(span)) for span in spans)


_Read = tuple[Mapping[str, Interval], str, int, int]


def _forms(words: str) -> Iterator[_Read]:
    """The results in a sentence with their places in it, those that say most first."""
    patterns = _patterns()
    scores = list(patterns["score"].finditer(words))
    for match in scores if len(scores) == 1 else ():
        high, low = sorted(map(_points, match.group("a", "b")), reverse=True) if match["a"] else (
            sorted(map(_points, match.group("sa", "sb")), reverse=True))  # fmt: skip
        near = words[max(0, match.start() - _NEAR[0]) : match.end() + _NEAR[1]]
        if high <= _HIGHEST and patterns["context"].search(near) and not _is_partial(near):
            yield _score(high, low), f"{high:g}-{low:g}", *match.span()
    if "set" in words or len(scores) > 1:
        yield from _sets(words)
    if len(scores) > 1:
        return
    for match in patterns["past"].finditer(words):
        yield _score(_points(match["n"] or match["m"]), 0), match.group(), *match.span()
    for match in patterns["odd"].finditer(words):
        odd = _points(match["n"])
        yield _score((odd + 1) / 2, (odd - 1) / 2), match.group(), *match.span()
    for match in patterns["sum"].finditer(words):
        goals = _points(match["n"] or match["m"])
        yield {"sum": (goals, goals)}, f"{goals:g} goals in all", *match.span()
    for match in patterns["lone"].finditer(words):
        yield _score(1, 0), "by the only goal", *match.span()
    for match in patterns["margin"].finditer(words):
        unit = match["unit"] or match["unit2"] or match["unit3"]
        near = words[max(0, match.start() - _NEAR[0]) : match.end() + _NEAR[1]]
        if stem(unit) not in ("goal", "point", "run") or _is_partial(near):
            continue
        if stem(unit) != "goal" and not patterns["context"].search(words):
            continue
        by = _points(match["n"] or match["m"] or match["o"])
        yield {"margin": (by, by)}, f"by {by:g}", *match.span()
    for match in patterns["blank"].finditer(words):
        yield _score(0, 0), "0-0", *match.span()
    for match in patterns["draw"].finditer(words):
        near = words[max(0, match.start() - _NEAR[0]) : match.end() + _NEAR[1]]
        if not _LOTS.search(near):
            yield {"margin": (0.0, 0.0)}, "a draw", *match.span()


def _sets(words: str) -> Iterator[_Read]:
    """How many sets were played and lost by who won, where a sentence says so."""
    patterns = _patterns()
    for match in patterns["games"].finditer(words):
        pairs = re.findall(r"([0-7])-([0-7])", match.group())
        lost = float(sum(one < other for one, other in pairs))
        lost = min(lost, len(pairs) - lost)
        played = float(len(pairs))
        yield {"sets": (played,) * 2, "dropped": (lost,) * 2}, match.group(), *match.span()
    for match in patterns["straight"].finditer(words):
        yield {"dropped": (0.0, 0.0)}, "in straight sets", *match.span()
    for match in patterns["sets"].finditer(words):
        played = _points(match["n"] or match["m"])
        form = {"sets": (played, played)}
        if played == 2:
            form["dropped"] = (0.0, 0.0)
        yield form, f"{played:g} sets", *match.span()
    for match in patterns["lost"].finditer(words):
        yield {"dropped": (1.0, 2.0)}, "a set lost", *match.span()


def _is_partial(words: str) -> bool:
    return _patterns()["partial"].search(words) is not None


def _points(words: str) -> float:
    small = words.lower().strip()
    return {"nil": 0.0, "single": 1.0, "lone": 1.0}.get(small) or (
        0.0 if small == "nil" else number(small)
    )


def _score(high: float, low: float) -> Mapping[str, Interval]:
    return {
        "high": (high, high), "low": (low, low), "margin": (high - low,) * 2,
        "sum": (high + low,) * 2,
    }  # fmt: skip


def _other_winner(one: Told, other: Told) -> int:
    """-1 where the winner of the one is the loser of the other, 1 where it is the winner."""
    (won, lost), (winner, loser) = one.parties, other.parties
    if won & winner or lost & loser:
        return 1
    if won and lost and winner and loser:
        return -1 if won & loser and lost & winner else 0
    return -1 if won & loser or lost & winner else 0


def _share_name(scene: Scene, one: Told, other: Told) -> bool:
    """Whether what stands around two results names one team, person or ground."""
    names = [
        frozenset(
            name
            for line in next(t for t in scene.told if t.covered is its.covered).lines
            for name in line.named
        )
        for its in (one, other)
    ]
    return bool(around(scene, one) & around(scene, other) & names[0] & names[1])
