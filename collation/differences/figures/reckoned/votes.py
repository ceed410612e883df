"""Votes as accounts print them in; counts of one vote that cannot both be right, out.

"By nine votes to four", "ten of the 13 councillors backed it", "a third opposed it" and "the vote
was unanimous" are all brought to those for, those against, all who could vote, the difference and
the share of those for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import inf

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import (
    AMOUNT,
    NUMBER,
    SHARE,
    Interval,
    amount,
    number,
    share,
)
from collation.differences.figures.reckoned.comparing import (
    Told,
    clashes,
    is_unreal,
    relation,
    reports,
    sentences_before,
)
from collation.differences.scene import Scene
from collation.differences.words import load
from collation.discrepancy import Discrepancy
from extraction.annotations import Span

_SURE = 0.8
_MOST = 2000  # in a chamber: what is more are votes of an electorate, counted for hours
_TWO_THIRDS = (0.64, 1.0)
_WEIGHT = 10.0
_ROUNDED = 0.005  # of the share that two numbers with a sum of 100 give
_NUMBER = re.compile(rf"\b{NUMBER}|\b(?:half|all|third|quarter)\b", re.IGNORECASE)
#: "Of the councillors", and not of those who voted.
_MEMBERS = re.compile(r"(?:(?:the|its|all|their)\s+)?(?!those|votes|voters|ballots)[a-z]+$", re.I)
_ANY = frozenset(("members", "member", "people", "of those voting", "of those who voted"))
_NOT = re.compile(r"\b(?:not|n[o’']t)\s+(?:\w+\s+)?$")
#: "Republicans", "the Greens": a party has several members, and is no body.
_PLURAL = re.compile(r"\b[A-Z]\w{2,}s\b")
#: What a sentence must have for those for and against to be looked for in it.
_AGAINST = (
    "against",
    "disagree",
    "held out",
    "oppos",
    "dissent",
    "object",
    "reject",
    "no votes",
    "noes",
    "nays",
    " no",
)
_FOR = ("voted", "favour", "favor", "backed", "support", "approv", "endors", "ratif", "abst",
        "guilty", "convicted", "said yes", "agreed to")  # fmt: skip
_PAIRED = re.compile(
    rf"\d\s?[-–]\s?\d|\bby\s+(?:(?:a|just|only)\s|{NUMBER})|\bof\s+(?:(?:the|its|their"
    rf"|all)\s+)?{NUMBER}"
    rf"|\b(?:to|against)\s+{NUMBER}",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\bbut\s+(?:\w+\s+)?divided\b|\bin\s+part\b|\bon\s+(?:the\s+rest|(?:that|this|one)\s+point)\b"
    r"|\bunanimous(?:ly)?\s+in\s+\w+ing\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s|\bvote[\s-]m|\bma(?:jority|rgin)\s+of\b")
_CAST = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|referendum)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:polls?|polled|survey\w*|respondents|likely\s+voters|registered\s+voters|electoral\b"
    r"|electors|supporters|americans|approve\s+of|approval\s+rating)\b",
    re.IGNORECASE,
)
#: Before or behind two numbers that are seats: "with a 53-47 majority", "controls it 53-47".
_SEATS = re.compile(r"\s+(?:majority|edge|advantage|control)\b", re.IGNORECASE)
_HELD = re.compile(r"\b(?:control\w*|hold\w*)\s[^.;]{0,25}$", re.IGNORECASE)
#: Words that tell of a vote, and those that do beside two numbers only.
_FIRM = tuple(
    "vote voting voted ballot unanim dissent opposed oppos abst favour favor turnout nobody none "
    "divided split narrowly scraped objected resisted eligible took disagree juror jury".split()
)
_LOOSE = tuple(
    "back approv support majority motion passed carried reject rul decision endors adopted elected "
    "defeated decided margin ratified".split()
)


@cache
def _words(name: str) -> str:
    return "(?:" + "|".join(load("reckoned")["votes"][name]) + ")"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    who = (
        r"(?:\s+of\s+(?:the|its|their|all|his|her|them)?\s*(?:(?P<total>"
        + NUMBER
        + r")(?:[\s-]))?)?"
        r"\s*(?P<kind>(?:[\w’'-]+\s+){0,2}?)(?P<noun>" + _words("members") + r")?"
    )
    verb = (
        r"\s*(?:(?:who|that)\s+)?(?:(?:had|have|has|also|then|later|both|all|each)\s+){0,2}(?:"
        rf"(?P<against>{_words('against')})|(?P<abst>{_words('abstained')})"
        rf"|(?P<yes>{_words('for')}))(?![\w-])"
    )
    joint = r"(?:,?\s+and\s+|,\s+(?:and\s+|with\s+)?|\s+with\s+|\s+while\s+|\s+to\s+|\s+)"
    texts = {
        "pair": rf"(?<![\w.,$€£:/–-])(?P<a>{NUMBER})"
        r"(?:\s?[-–—]\s?|\s+(?:votes?\s+)?(?:to|against)\s+)"
        rf"(?P<b>{NUMBER})(?![\w$€£%/–-]|,\d|\.\d|:\d|\s?(?:per\s?cent|million|years|hours|minutes"
        rf"|%))",
        "sides": rf"(?P<a>{NUMBER})\s+(?:{_words('members')}\s+|votes?\s+|were\s+|voted\s+){{0,2}}"
        rf"(?:in\s+favou?r|for|yes|ayes?|yes\s+votes)\b{joint}(?P<b>{NUMBER})\s+"
        rf"(?:{_words('members')}\s+|votes?\s+|were\s+|voted\s+){{0,2}}(?:against|opposed|no\b"
        rf"|noes|nays)",
        "some": rf"\b(?P<n>(?:{AMOUNT}|all\s+but\s+{NUMBER}|all)){who}{verb}",
        "part": rf"\b(?P<share>{SHARE})(?:\s+of\s+(?P<of>[^.;,]{{2,40}}?)"
        rf"|\s+{_words('members')}(?:\s+who\s+(?:voted|took\s+part))?)?{verb}",
        "by": rf"\b(?P<how>backed|supported|approved|endorsed|opposed|rejected)\s+by\s+"
        rf"(?P<share>{SHARE})\b",
        "margin": rf"\bby\s+(?:just\s+|only\s+)?(?:a\s+margin\s+of\s+)?(?P<n>{NUMBER})\s+votes?\b"
        rf"(?!\s+(?:to|against)\b)|\b(?:by|with|had|won)\s+an?\s+(?:[\w-]+\s+)?(?:margin"
        rf"|majority)\s+of\s+(?:just\s+|only\s+)?"
        rf"(?P<m>{NUMBER})\b(?!\s?(?:%|per\s?cent|to\b|[-–]|points|votes\s+to))"
        rf"|\b(?P<o>{NUMBER})[\s-]vote\s+(?:majority|margin)\b"
        r"(?!\s+(?:needed|required|necessary))",
        "with": rf"\b(?:with|won|got|received|gained|secured)\s+(?P<n>{NUMBER})\s+votes\b"
        r"(?!\s+(?:to|against|of|more|short))",
        "unanimous": rf"\b{_words('unanimous')}\b",
        "divided": rf"\b{_words('divided')}\b",
        "dissenter": rf"\b{_words('dissenter')}\b",
        "narrow": rf"\b{_words('narrow')}\b",
        "thirds": r"\bby\s+a\s+two-thirds\s+majority\b",
        "turnout": rf"\bturn-?out\b[^.;]{{0,25}}?\b(?P<share>{SHARE})|\b(?P<other>{SHARE})\s+"
        rf"(?:turn-?out\b|of\s+(?:the\s+)?(?:those\s+eligible|electorate|eligible\s+voters"
        rf"|members)\s+"
        r"(?:took\s+part|voted\b(?!\s+(?:to|for|in|against|yes|no))|cast))"
        rf"|\b(?P<third>{SHARE})\s+(?:of\s+)?(?:members|nurses|workers"
        rf"|eligible\s+voters)\s+took\s+part\b",
    }
    return {name: re.compile(text, re.IGNORECASE) for name, text in texts.items()}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Counts of one vote that differ, one discrepancy a vote; then turnouts."""
    told = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    votes = [one for one in told if "turnout" not in one.form]
    turnouts = [one for one in told if "turnout" in one.form]
    pairs = clashes(scene, votes, _compare, weight=_WEIGHT, owners=False)
    yield from reports(scene, pairs, "how many voted for and against", _SURE)
    pairs = clashes(scene, turnouts, weight=_WEIGHT, owners=False)
    yield from reports(scene, pairs, "how many took part in the vote", _SURE)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    firm = {row.span for row in scene.having(covered, _FIRM)}
    loose = {row.span for row in scene.having(covered, _LOOSE)} - firm
    for sentence in sorted(firm | loose):
        words = covered.text(sentence)
        if sentence in loose and not _PAIRED.search(words):
            continue
        taken: list[Span] = []
        forms = list(_forms(words))
        for form, value, start, end in () if forms and _ASKED.search(words) else forms:
            span = Span(sentence.start + start, sentence.start + end)
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if is_unreal(covered, sentence, span):
                continue
            topics = {"body": _bodies(covered, sentence, span), "step": _steps(words)}
            yield Told(covered, sentence, span, form, value, topics)


_Read = tuple[Mapping[str, Interval], str, int, int]


def _forms(words: str) -> Iterator[_Read]:
    """The forms in a sentence with their places in it, those that say most first."""
    if _NUMBER.search(words):
        yield from _numbered(words)
    patterns = _patterns()
    for name, form, value in (
        ("dissenter", {"noes": (1.0, 1.0)}, "one against"),
        ("unanimous", {"noes": (0.0, 0.0), "yes": (1.0, 1.0)}, "unanimous"),
        ("divided", {"noes": (1.0, inf), "yes": (0.0, 0.999)}, "divided"),
        ("thirds", {"yes": _TWO_THIRDS}, "two thirds for"),
        ("narrow", {"noes": (1.0, inf)}, "narrowly"),
    ):
        for match in patterns[name].finditer(words):
            before = words[: match.start()]
            if not _NOT.search(before) and not (name == "unanimous" and _is_party(words, match)):
                yield form, value, *match.span()


def _is_party(words: str, match: re.Match[str]) -> bool:
    """Whether it is a party that was of one mind, or a consent that is a step: "Greens"."""
    if re.match(r"\s+consent\b", words[match.end() :]):
        return True
    named = [name for name in _PLURAL.findall(words, 0, match.start()) if not _body(name)]
    return bool(named) or _IN_PART.search(words) is not None


def _numbered(words: str) -> Iterator[_Read]:
    patterns = _patterns()
    small = words.lower()
    if any(word in small for word in ("turn", "took part", "eligible", "elector")):
        for match in patterns["turnout"].finditer(words):
            printed = match["share"] or match["other"] or match["third"]
            yield {"turnout": share(printed)}, f"turnout {printed}", *match.span()
    against = any(word in small for word in _AGAINST)
    voting = against or any(word in small for word in _FOR)
    for name in ("sides", "pair") if against else ("pair",):
        for match in patterns[name].finditer(words):
            ayes, noes = number(match["a"]), number(match["b"])
            if name == "sides" or _is_vote(words, match, ayes, noes):
                yield _counted(ayes, noes), f"{ayes:g} to {noes:g}", *match.span()
    cast = voting and _CAST.search(words)
    for match in patterns["part"].finditer(words) if cast else ():
        if not match["abst"] and not _PLURAL.match(match["of"] or ""):
            low, high = share(match["share"])
            yes = (1 - high, 1 - low) if match["against"] else (low, high)
            side = "against" if match["against"] else "for"
            form: dict[str, Interval] = {"yes": yes}
            if not match["against"] and _MEMBERS.match(match["of"] or ""):
                form["part"] = (low, high)
            yield form, f"{match['share']} {side}", *match.span()
    for match in patterns["by"].finditer(words) if cast else ():
        low, high = share(match["share"])
        against = match["how"].lower() in ("opposed", "rejected")
        yes = (1 - high, 1 - low) if against else (low, high)
        yield {"yes": yes}, f"{match['share']} {'against' if against else 'for'}", *match.span()
    for match in patterns["some"].finditer(words) if voting else ():
        counted = _some(match)
        if counted is not None:
            yield counted, " ".join(match["n"].split()) + _side(match), *match.span()
    for match in patterns["with"].finditer(words) if "votes" in small else ():
        ayes = number(match["n"])
        yield {"ayes": (ayes, ayes)}, f"{ayes:g} for", *match.span()
    for match in patterns["margin"].finditer(words) if _BY.search(small) else ():
        by = number(match["n"] or match["m"] or match["o"])
        yield {"margin": (by, by)}, f"by {by:g}", *match.span()


def _is_vote(words: str, match: re.Match[str], ayes: float, noes: float) -> bool:
    """Whether two numbers are those for and against, and no score, range or ages."""
    if ayes != int(ayes) or noes != int(noes) or not 0 < ayes + noes <= _MOST:
        return False
    before = words[: match.start()]
    if ayes == noes or re.search(r"\b(?:from|between|aged?|up)\s+$", before, re.IGNORECASE):
        return False
    if _SEATS.match(words, match.end()) or _HELD.search(before):
        return False
    if "vote" in match.group().lower():
        return True
    near = words[max(0, match.start() - 40) : match.end() + 30]
    return re.search(
        r"\b(?:vot(?:e|ed|ing)|passed|carried|ruled|ruling|decision|majority|approved|adopted"
        r"|rejected|defeated|ballot|split|margin|verdict|divided|backed)\b", near, re.IGNORECASE
    ) is not None and not re.search(
        r"\b(?:won|beat|score|lead|led|record|game|goal|season|victory|win)\b", near, re.IGNORECASE
    )  # fmt: skip


def _counted(ayes: float, noes: float) -> Mapping[str, Interval]:
    cast = ayes + noes
    slack = _ROUNDED if cast == 100 else 0.0
    return {
        "ayes": (ayes, ayes), "noes": (noes, noes), "cast": (cast, cast),
        "margin": (abs(ayes - noes),) * 2, "yes": (ayes / cast - slack, ayes / cast + slack),
    }  # fmt: skip


def _side(match: re.Match[str]) -> str:
    of = f" of {match['total']}" if match["total"] else ""
    return of + (" against" if match["against"] else " abstained" if match["abst"] else " for")


def _some(match: re.Match[str]) -> Mapping[str, Interval] | None:
    """So many of all voted so; None where it is a part of them that are counted."""
    if re.search(r"\b[A-Z]", match["kind"] or "") or (match["kind"] and not match["noun"]):
        return None
    noun = (match["noun"] or "").lower()
    if noun and noun not in _ANY and not _body(noun):
        return None
    total = number(match["total"]) if match["total"] else None
    words = match["n"].lower()
    if words.startswith("all but"):
        left = number(words.removeprefix("all but").strip())
        if match["against"] or match["abst"]:
            return None
        if total is None:
            return {"noes": (0.0, left), "yes": (0.5, 1.0)}
        low = high = total - left
    elif words == "all":
        if match["against"] or match["abst"] or not (total or match["noun"]):
            return None
        return {"noes": (0.0, 0.0), "yes": (1.0, 1.0)}
    else:
        low, high = amount(match["n"])
    if high > _MOST or (total is not None and low > total):
        return None
    if match["abst"]:
        return {"abstained": (low, high)}
    if not match["noun"] and total is None and not match["against"]:
        return None
    name, rest = ("noes", "ayes") if match["against"] else ("ayes", "noes")
    if total is None:
        # "two members voted against": others may have too, where it is told of those two
        return {name: (low, high), "yes": (0.0, 0.999)} if name == "noes" else {name: (low, high)}
    shares = (low / total, 1.0) if name == "ayes" else (0.0, 1 - low / total)
    form = {
        name: (low, high), "total": (total, total), rest: (0.0, total - low), "yes": shares,
    }  # fmt: skip
    if name == "noes":
        return form
    part, margin = (low / total, high / total), (max(0.0, 2 * low - total), total)
    return {**form, "part": part, "margin": margin}


def _compare(one: Told, other: Told) -> int:
    """As they are, and with the two numbers of a pair swapped: "4 to 9" is printed of a defeat."""
    plain = relation(one.form, other.form)
    if plain >= 0:
        return plain if not _exceeds(one, other) else -1
    for swapped in (_swapped(one), _swapped(other)):
        if swapped is not None:
            against = other.form if swapped is not one.form and "cast" in one.form else one.form
            if relation(swapped, against) >= 0:
                return 0
    return -1


def _swapped(one: Told) -> Mapping[str, Interval] | None:
    if "cast" not in one.form:
        return None
    return _counted(one.form["noes"][0], one.form["ayes"][0])


def _exceeds(one: Told, other: Told) -> bool:
    """Whether more voted than there are."""
    return any(
        "cast" in a.form and "total" in b.form and a.form["cast"][0] > b.form["total"][1]
        for a, b in ((one, other), (other, one))
    )


@cache
def _body_patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for name, words in load("reckoned")["bodies"].items()
    }


def _body(word: str) -> frozenset[str]:
    """The bodies that a word names."""
    patterns = _body_patterns()
    return frozenset(name for name, pattern in patterns.items() if pattern.search(word))


def _bodies(covered: Covered, sentence: Span, place: Span) -> frozenset[str]:
    """The body named nearest in the sentence, else in one of the two before it."""
    text = covered.article.text
    named = [
        (max(place.start - match.end(), match.start() - place.end, 0), match.group())
        for pattern in _body_patterns().values()
        for match in pattern.finditer(text, sentence.start, sentence.end)
    ]
    if named:
        return _body(min(named)[1])
    for span in sentences_before(covered, sentence, 2):
        found = _body(covered.text(span))
        if found:
            return found
    return frozenset()


@cache
def _step_pattern() -> re.Pattern[str]:
    steps = load("reckoned")["votes"]["steps"]
    return re.compile(rf"\b(?:{'|'.join(steps)})", re.IGNORECASE)


def _steps(words: str) -> frozenset[str]:
    found = frozenset(step.lower() for step in _step_pattern().findall(words))
    return found or frozenset({"last"})
