"""The articles of a story in; an act that is laid at two doors, out.

"An attack on two tankers that Washington has blamed on Tehran" here, "the speaker in Tehran accused
the US of sabotaging the tankers" there: who did it is somebody's word, and an account that carries
one of the two words only leaves the other out. Soft, between sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from collation.coverage import Covered
from collation.differences.events.culprits import Act, act_near, is_people, sides, spoken, tells_act
from collation.differences.scene import Scene, difference
from collation.differences.telling import opened_with
from collation.differences.words import stem
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_SURE = 0.7
_SHOWN = 80  # characters of a side
_BEFORE = 70  # characters before a cue in which a name stands: who did it, or who says so
_MOST = 2  # pieces of evidence of a side and an account
_DOING = (
    r"carr(?:ied|ying)\s+out|launch(?:ed|ing)|conduct(?:ed|ing)|stag(?:ed|ing)|orchestrat(?:ed|ing)|"
    r"perpetrat(?:ed|ing)|mastermind(?:ed|ing)|committ(?:ed|ing)|order(?:ed|ing)|sabotag(?:ed|ing)|"
    r"poison(?:ed|ing)|attack(?:ed|ing)|hack(?:ed|ing)|bomb(?:ed|ing)|sho(?:oting|t)\s+down|"
    r"down(?:ed|ing)|assassinat(?:ed|ing)|being\s+(?:behind|responsible\s+for)|provok(?:ed|ing)"
)
_WHO = (
    r"(?P<who>[^.;:“”\"\n]{2,70}?)(?=\s+(?:for|of|on|in|after|during|when|who|which|that|by|but|while|"
    r"as|over|at|since|to|and\s+(?:said|vowed|denied|called|has|have|had|is|was))\b|[,.;:“”\"\n—–-]|\s*$)"
)
#: Cues with the doer behind them.
_NAMING = re.compile(
    rf"\b(?:blam(?:e|es|ed|ing)\s+(?:the\s+|an?\s+)[^.;:“”\"\n]{{3,60}}?\s+on|"
    r"blamed\s+(?:\w+ly\s+)?on|blam(?:e|es|ed|ing)|fingers?\s+at|"
    r"(?:carried\s+out|perpetrated|orchestrated|masterminded|staged|committed|launched|directed)\s+by|"
    r"(?:put|puts|place[sd]?|lay|laid|cast|pin(?:ned)?)\s+(?:\w+\s+){0,4}(?:blame|responsibility)"
    rf"\b[^.;]{{0,50}}?\b(?:on|with|upon))\s+{_WHO}|"
    r"\baccus(?:e|es|ed|ing)\s+(?P<accused>[^.;:“”\"\n]{2,70}?)\s+of\s+(?:" + _DOING + r")\b|"
    r"\bh(?:old|olds|eld|olding)\s+(?P<held>[^.;:“”\"\n]{2,70}?)\s+(?:\w+ly\s+)?responsible\b"
)
#: Cues with the doer before them.
_DID = re.compile(
    r"\s+(?:(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+)?(?:behind|responsible\s+for|to\s+blame)|"
    rf"(?:has\s+|had\s+)?claimed\s+(?:responsibility|credit)|(?:has\s+|had\s+)?(?:{_DOING}|did\s+it))\b"
)
#: Of these verbs it is somebody's word only where he is said to say so.
_BARE = re.compile(rf"\s+(?:has\s+|had\s+)?(?:{_DOING}|did\s+it)\b")
_SAYING = re.compile(
    r"\b(?:said|says|claims?|claimed|believes?|alleged|suspects?|concluded|determined|confirmed)\s+"
    r"(?:that\s+)?$"
)
#: Between a doer and the cue: "the Roe Front, which fights a Veld-led alliance, claimed it".
_ASIDE = re.compile(r",\s+(?:which|who)\b[^,;.]{0,90},(?=\s*$)")
_OWNED = re.compile(r"\s*(?:[A-Z]\w+ )*[A-Z]\w+[’']s?\s+")  # "Veldia's Roe Front" is the Front
_RULERS = re.compile(r"\b(?:government|regime)\b")
_OPEN = re.compile(r"\bblam|\baccus|\bresponsib|\bfinger|\bbehind\b")
#: One of the cues at least: looked for first, since few sentences lay anything at a door.
_ANY = re.compile(rf"\b(?:blam|behind\b|responsib|fingers?\b|accus|{_DOING}|did\s+it\b)")
#: The words that these begin with, and the others that they have.
_SIGN = tuple(
    "blam behind responsib finger accus did carr launch conduct stag orchestrat perpetrat "
    "mastermind committ order sabotag poison attack hack bomb down assassinat provok".split()
)
_NOT = re.compile(
    r"\b(?:not|never|no\s+one|nobody|whether|if|who(?:ever)?|den(?:y|ies|ied|ying|ial)|neither|verify|"
    r"without|ruled\s+out|would|could|no\s+(?:\w+\s+)?(?:proof|evidence|indications?|signs?))\b|n['’]t\b",
    re.IGNORECASE,
)
#: Another act than the story's.
_OLD = re.compile(
    r"\b(?:those|previous|earlier|several|past|similar|other|years?\s+ago|last\s+(?:month|year))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: What is laid at a door is no act: "responsible for backing Roe", "blamed him for not acting".
_OTHER = re.compile(r"\s*(?:for|in)\s+(?:not\b|\w+ing\b)|\s+(?:backing|supporting|failing)\b")
#: Behind the last of these the name of the doer begins.
_BREAK = re.compile(
    r".*(?:\b(?:that|said|says?|saying|whether|convinced|believes?|believed|claims?|claimed|but|"
    r"while|which|from|after|because|where|agreed|likely|doubt|and\s+(?=the\b))\b|"
    r",(?=\s+(?!and\b)[a-z])|[:;“\"—–.]\s)",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """Who did an act, by somebody's word."""

    covered: Covered
    sentence: Span
    span: Span
    who: frozenset[str]
    by: frozenset[str]
    open: bool  # it is somebody's word, not a fact
    act: Act = field(compare=False)


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for every two doors at which an act is laid."""
    said = [word for covered in scene.coverage.articles for word in _said(scene, covered)]
    told: list[frozenset[str]] = []
    for one, other in sorted(combinations(said, 2), key=lambda pair: -_shared(*pair)):
        doors = one.who | other.who
        if any(doors & known for known in told) or not _differ(scene, said, one, other):
            continue
        told.append(doors)
        yield _told(scene, said, one, other)


def _differ(scene: Scene, said: list[_Word], one: _Word, other: _Word) -> bool:
    """Whether two accounts lay one act at two doors, and one of them at one door only."""
    if one.covered.group == other.covered.group or one.who & other.who or one.by & other.by:
        return False
    if not (one.open or other.open):
        return False  # two strikes, each with its own hand
    if is_people(one.who, one.covered) != is_people(other.who, other.covered):
        return False  # a group and its man
    if not _same_act(scene, one, other):
        return False
    return not (_tells(said, one, other) and _tells(said, other, one))


def _shared(one: _Word, other: _Word) -> int:
    """How many words that narrow them two acts have in common."""
    a, b = one.act, other.act
    return len((a.target | a.before) & (b.target | b.before))


def _tells(said: list[_Word], one: _Word, other: _Word) -> bool:
    """Whether the account of the one also tells of the other's doer."""
    return any(w.covered is one.covered and w.who & other.who for w in said)


def _same_act(scene: Scene, one: _Word, other: _Word) -> bool:
    """Whether the words that narrow both acts have something in common that is no name of a side.

    Where one of them is narrowed by nothing it must be the story's act, and one of the two accused
    the one who speaks in the other: then they speak of one thing.
    """
    a, b = one.act, other.act
    kinds = a.kinds & b.kinds
    if not kinds and "attack" not in a.kinds | b.kinds:
        return False
    if not (a.before | a.target) or not (b.before | b.target):
        return bool(kinds and (one.by & other.who or other.by & one.who)) and opened_with(
            scene.told, a.nouns & b.nouns
        )
    if a.before and b.before and not a.before & b.before and not a.target & b.target:
        return False
    if a.names and b.names and not a.names & b.names:
        return False  # the embassy in Nairobi, the embassy in Baghdad
    doors = one.who | other.who | one.by | other.by
    names = {stem(word) for side in doors for word in side.split()}
    return bool((a.target | a.before) & (b.target | b.before) - names - scene.central)


def _told(scene: Scene, said: list[_Word], one: _Word, other: _Word) -> Discrepancy:
    rows: list[tuple[_Word, str]] = []
    for mine, theirs in ((one, other), (other, one)):
        name = _named(mine)
        also = [w for w in said if w.who & mine.who and not w.who & theirs.who]
        where = mine.act.names & theirs.act.names
        same = [
            w for w in also
            if _same_act(scene, w, theirs) and (not where or w.act.names & where)
        ]  # fmt: skip
        for word in (mine, *same):
            known = [row for row, _ in rows if row.covered is word.covered and row.who & mine.who]
            if word not in known and len(known) < _MOST:
                rows.append((word, name))
    act = max((w.act for w, _ in rows), key=lambda act: (act.clear, -len(act.words)))
    found = difference(
        scene,
        Kind.ACTOR,
        Severity.SOFT,
        f"who was behind {act.words}: {_named(one)} or {_named(other)}",
        [Evidence(w.covered.id, w.span, w.sentence, name) for w, name in rows],
        _SURE,
        note="each side is somebody's word",
    )
    return replace(found, between=Between.SOURCES)


def _named(word: _Word) -> str:
    """The doer for a reader: "the government of Veldia" where the words say that it is."""
    name = " and ".join(sorted(map(spoken, word.who)))
    rules = len(word.who) == 1 and _RULERS.search(word.covered.text(word.span))
    return f"the government of {name}" if rules and name[0].isupper() else name


def _said(scene: Scene, covered: Covered) -> Iterator[_Word]:
    for sentence in scene.having(covered, _SIGN):
        words = covered.text(sentence.span)
        if _ANY.search(words) is None or not tells_act(words):
            continue
        for match in _NAMING.finditer(words):
            group = next(name for name in ("who", "accused", "held") if match[name])
            yield from _word(covered, sentence.span, match, *match.span(group))
        for match in _DID.finditer(words):
            aside = _ASIDE.search(words, 0, match.start())
            end = aside.start() if aside else match.start()
            start = max(0, end - _BEFORE)
            broken = _BREAK.match(words[start:end])
            start += broken.end() if broken else 0
            if not _BARE.fullmatch(match.group()) or _SAYING.search(words[:start].rstrip() + " "):
                yield from _word(covered, sentence.span, match, start, end)


def _word(
    covered: Covered, sentence: Span, match: re.Match[str], start: int, end: int
) -> Iterator[_Word]:
    """The word of a cue with its doer at [start, end) of the sentence, where it tells of an act."""
    words, base = match.string, sentence.start
    begin = min(start, match.start())
    if _NOT.search(words[max(0, begin - 40) : match.end() + 5]) or _OTHER.match(
        words[match.end() :]
    ):
        return
    if _is_old(covered, words):
        return
    act = act_near(covered, sentence, Span(begin, match.end()), Span(start, end))
    if act is None:
        return
    owned = _OWNED.match(words, start, end)
    group = sides(covered, Span(base + owned.end(), base + end)) if owned else frozenset()
    who = group or sides(covered, Span(base + start, base + end))
    by = sides(covered, Span(base + max(0, begin - _BEFORE), base + begin))
    if who:
        begin += len(words[begin:]) - len(words[begin:].lstrip(' ,“"'))
        shown = Span(base + begin, base + match.end())
        if shown.end - shown.start > _SHOWN:
            cut = covered.article.text.rfind(" ", shown.start, shown.start + _SHOWN)
            shown = Span(shown.start, cut)
        is_open = (
            _OPEN.search(match.group()) is not None or _BARE.fullmatch(match.group()) is not None
        )
        yield _Word(covered, sentence, shown, who, by - who, is_open, act)


def _is_old(covered: Covered, words: str) -> bool:
    """Whether a sentence tells of acts of another time."""
    published = covered.article.published
    years = {int(year) for year in _YEAR.findall(words)}
    return _OLD.search(words) is not None or bool(
        years and published is not None and published.year not in years
    )
