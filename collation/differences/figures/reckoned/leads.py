"""Leads in polls as accounts print them in; leads of one poll that cannot both be right, out.

"He leads by nine points" and "Munn had 41 per cent and Halvers 37" are brought to the difference
in points; two shares are printed rounded, so that their difference may be a point off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import (
    AMOUNT,
    PERCENT,
    Interval,
    amount,
    number,
)
from collation.differences.figures.reckoned.comparing import (
    Told,
    clashes,
    reports,
    sentences_before,
)
from collation.differences.scene import Scene
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy
from extraction.annotations import Span

_SURE = 0.8
_WEIGHT = 10.0
_MOST = 60.0  # points
_SIGN = tuple("point lead led ahead trail behind gap per percent advantage edge clear".split())
_FEW = 2  # leads in an account: with more it is of several polls, places or questions
_BACK = 2  # sentences before a lead in which whose it is stands
#: Of whom, or on what, it was asked besides; and what is counted from hour to hour.
_APART = re.compile(
    r"\b(?:among|independents?|handl\w+|better\s+job|understands?|trust(?:ed)?|favou?rabl\w+"
    r"|approv\w+"
    r"|margin\s+of\s+error|precincts?|counted|returns|tallied|ballots|turnout|debates?|average"
    r"|women|men|white|black|latino|hispanic|young|older|under\s+\d\d|delegates?|nationally"
    r"|statewide|counties|primary|caucus\w*|exit\s+polls?)\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\bif\b|\bcould\b|\bhypothetical\b|\bneeds?\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_SHARE = r"(?P<{0}>\d{{1,2}}(?:\.\d+)?)"
#: "A poll by Sonda", "the Sonda survey": who asked.
_BY = re.compile(
    r"\b(?:poll|survey)\w*\s+(?:was\s+)?(?:conducted\s+|published\s+|taken\s+|carried\s+out\s+)?"
    r"(?:by|from|for)\s+([A-Z][\w’'-]+(?:[/ ][A-Z][\w’'-]+){0,4})"
    r"|\b([A-Z][\w’'-]+(?:[/ ][A-Z][\w’'-]+){0,4})\s(?:poll|survey)\b"
)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    points = r"(?:percentage\s+)?points?"
    joint = (
        r"(?:\s+of\s+(?:the\s+)?(?:vote|votes|respondents|voters|support))?(?:,\s+|\s+)"
        r"(?:(?:and|to|against|with|while|versus|compared\s+(?:with|to)|but|ahead\s+of)\s+)?"
        r"(?:just\s+|only\s+)?(?:[\w’'.-]+\s+){0,5}?"
    )
    first, second = (_SHARE.format(name) for name in ("a", "b"))
    texts = {
        "lead": rf"\b(?:lead(?:s|ing)?|led|ahead|trail(?:s|ed|ing)?"
        rf"|in\s+front)\s+(?:\w+\s+){{0,4}}?by\s+"
        rf"(?P<n>{AMOUNT})(?:\s+{points})?(?!\s+(?:to|votes|goals|per)\b|\s?%)"
        rf"|\b(?P<m>{AMOUNT})[\s-]"
        rf"{points}\s+(?:lead|advantage|edge|gap|margin|ahead|clear|behind|in\s+front)\b|\b(?:lead"
        rf"|gap"
        rf"|advantage|edge|margin)\s+(?:of|is|was|stands\s+at|stood\s+at"
        rf"|at)\s+(?P<o>{AMOUNT})\s+{points}",
        "shares": rf"(?<![\d.,]){first}{PERCENT}{joint}{second}(?:{PERCENT}|(?=[.,;]|\s*$"
        rf"|\s+for\b))",
        "poll": rf"\b(?:{'|'.join(load('reckoned')['leads']['poll'])})\b",
    }
    return {name: re.compile(text, re.IGNORECASE) for name, text in texts.items()}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Leads that differ, one discrepancy a poll."""
    told = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    counted = Counter(one.covered.id for one in told)
    told = [one for one in told if counted[one.covered.id] <= _FEW]
    pairs = [pair for pair in clashes(scene, told, weight=_WEIGHT, single=True) if _of_two(*pair)]
    yield from reports(scene, pairs, "by how much the lead is", _SURE)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, _SIGN):
        sentence, words = row.span, covered.text(row.span)
        forms = list(_forms(words))
        if not forms:
            continue
        around = [sentence, *sentences_before(covered, sentence, _BACK)]
        if not any(_patterns()["poll"].search(covered.text(span)) for span in around):
            continue
        if len(forms) > 1 or _APART.search(words):
            continue  # several polls, or several groups that were asked
        form, value, start, end = forms[0]
        span = Span(sentence.start + start, sentence.start + end)
        if not _IF.search(words[:end]):
            topics = {"by": _pollsters(covered, around)}
            yield Told(covered, sentence, span, form, value, topics, (_whose(covered, around),))


def _whose(covered: Covered, spans: list[Span]) -> frozenset[str]:
    """Stems of the names of the people in a sentence, else of those in the nearest before it."""
    for span in spans:
        found = {
            stem(word)
            for name in covered.reading.names
            if span.covers(name.span) and name.kind in ("person", "organisation")
            for word in name.text.split()
        }
        if found:
            return frozenset(found)
    return frozenset()


def _of_two(one: Told, other: Told) -> bool:
    """Whether two leads are of one of two rivals, and one of them names both or none."""
    return bool(one.parties[0] & other.parties[0])


def _forms(words: str) -> Iterator[tuple[Mapping[str, Interval], str, int, int]]:
    patterns = _patterns()
    for match in patterns["lead"].finditer(words):
        low, high = amount(match["n"] or match["m"] or match["o"])
        if high <= _MOST:
            yield {"lead": (low, high)}, f"by {low:g} points", *match.span()
    for match in patterns["shares"].finditer(words):
        if _SPAN.search(words[: match.start()]):
            continue
        one, other = number(match["a"]), number(match["b"])
        exact = "." in match["a"] and "." in match["b"]
        slack = 0.1 if exact else 1.0
        if one + other <= 100 and one != other:
            lead = abs(one - other)
            value = f"{one:g} and {other:g} per cent"
            yield {"lead": (lead - slack, lead + slack)}, value, *match.span()


def _pollsters(covered: Covered, spans: list[Span]) -> frozenset[str]:
    for span in spans:
        found = {
            stem(word)
            for groups in _BY.findall(covered.text(span))
            for word in re.split(r"[\s/]+", " ".join(groups).strip())
            if word and word.lower() not in ("the", "a", "an", "new", "latest")
        }
        if found:
            return frozenset(found)
    return frozenset()
