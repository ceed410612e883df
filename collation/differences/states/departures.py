"""The articles of one story in; how somebody left a post where accounts differ on it, out.

"Fired", "forced out" and "resigned" are three ways. Fired excludes resigned: hard. "Forced out" may
be said of either, and "resigned" may leave out that it was asked for: soft. Where one account has
somebody fired and resigned, it tells of two posts or of two sides' words, and nothing is told of
that person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from collation.coverage import Covered
from collation.differences.kin import himself
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at
from collation.differences.words import content_stems
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

_HARD, _SOFT, _FAINT = 0.85, 0.65, 0.55
_REACH = 70  # characters on either side of a name or a verb
_WAYS = ("fired", "forced out", "resigned")
_FIRED, _FORCED, _RESIGNED = _WAYS
_DONE_TO = {"fire": _FIRED, "sack": _FIRED, "dismiss": _FIRED, "oust": _FORCED}
_TAKEN_OFF = {  # with what somebody was taken from
    "remove": ("as", "post", "position", "job", "office", "role", "command"),
    "relieve": ("duty", "duties", "command", "post", "position"),
}
_DONE_BY = ("resign", "quit")
_LEAVE = r"(?:resign|quit|step down|leave office|tender (?:his|her) resignation)\b"
_TO_LEAVE = re.compile(rf"\b(?:to {_LEAVE}|out\b(?! of (?:the|a|his|her)\b))", re.IGNORECASE)
_TITLE = r"(?:[\w.’'-]+ ){0,6}"
#: "forced the resignation of Mill Secretary", "asked for", up to a name.
_PRESSED = re.compile(
    rf"\b(?:forc(?:ed|ing)|obtained|secured) the resignation of {_TITLE}$"
    rf"|\b(?:asked for|demanded|requested|forc(?:ed|ing)) {_TITLE}$"
)
#: "after Roe's firing", "following the ouster of Mill Secretary Roe": that it happened.
_SINCE = r"\b(?:after|since|following|before|over|despite|announced|amid) "
_NOUNS = {"firing": _FIRED, "sacking": _FIRED, "dismissal": _FIRED, "ouster": _FORCED}
_NOUN_OF = re.compile(rf"{_SINCE}(?:the |his |her )?(?:\w+ )?({'|'.join(_NOUNS)}) of {_TITLE}$")
_NOUN_BEHIND = re.compile(rf"[’']s? (?:\w+ )?({'|'.join(_NOUNS)})\b")
_SINCE_TITLE = re.compile(rf"{_SINCE}{_TITLE}$", re.IGNORECASE)
_OF_HIS_OWN = re.compile(r"[’']s? (?:\w+ )?resignation\b")
_ASKED = re.compile(
    r"\b(?:at|on) (?:[\w’']+ ){1,3}(?:request|demand|insistence|urging|behest)\b|\bunder pressure\b"
    r"|\b(?:forced|asked|told|pressured|ordered) to (?:resign|quit)\b",
    re.IGNORECASE,
)
#: What leaves open whether somebody left, before the words that tell it.
_OPEN = re.compile(
    r"\b(?:if|whether|unless|would|could|may|might|should|will|threat\w*|consider\w*|wanted|wants|"
    r"call(?:s|ed|ing)? (?:for|on)|calls|demand(?:s|ing)|urg\w+|rumou?r\w*|possib\w+|reportedly|"
    r"offer\w*|process|propos\w*|not|never|n[’']t|den(?:y|ie\w+)|refus\w+|about to|plan\w*|"
    r"tried|almost|nearly|"
    r"had s?he)\b[^,;]*$|n[’']t\b[^,;]*$",
    re.IGNORECASE,
)
_BY_NOBODY = re.compile(
    r"\b(?:was|were|been|being) (?:\w+ )?(?:forced|pushed|pressured) to \w+(?: \w+)?(?! by\b)"
)
_RESIGNING = re.compile(r"\bresign|\bquit\b|\bstep down\b", re.IGNORECASE)
_POST = re.compile(
    r" (?:as|from) (?!(?:he|she|they|it|if|soon|well|part|an? result)\b)((?:[\w’'-]+ ?){1,5})"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATELY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b")
_NO_POST = content_stems("his her their post position job office role the last this week month")


@dataclass(frozen=True, slots=True)
class _Leaving:
    covered: Covered
    value: str
    span: Span
    sentence: Span
    voice: Voice = Voice.OUTLET
    year: str = ""  # of the clause's date

    @property
    def years(self) -> frozenset[str]:
        """The years that are told, for a weekday that of the article."""
        words, day = self.covered.text(self.sentence), self.covered.article.published
        lately = {str(day.year) if day else ""} if _LATELY.search(words) else set()
        return frozenset(_YEAR.findall(words) or lately or {self.year} - {""})

    @property
    def post(self) -> frozenset[str]:
        """Stems of what was left, where the words behind tell it."""
        end = min(self.sentence.end, self.span.end + _REACH)
        found = _POST.search(self.covered.article.text, self.span.start, end)
        return content_stems(found.group(1)) - _NO_POST if found is not None else frozenset()

    @property
    def by_nobody(self) -> bool:
        """Whether it is told as forced, and by nobody: "was forced to resign amid a scandal"."""
        return _BY_NOBODY.search(self.covered.text(self.sentence)) is not None

    @property
    def to_leave(self) -> bool:
        """Whether the words say that somebody had to resign: one ousted may have been fired."""
        return _RESIGNING.search(self.covered.text(self.span)) is not None

    def one_with(self, other: _Leaving) -> bool:
        """Whether nothing says that another post was left, or in another year."""
        posts, years = (self.post, other.post), (self.years, other.years)
        return all(not a or not b or bool(a & b) for a, b in (posts, years))


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy a person."""
    left: dict[str, list[_Leaving]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for name, leaving in (*_claimed(scene, covered), *_asked_for(scene, covered)):
            left[name].append(leaving)
    for name, rows in sorted(left.items()):
        kept = _differing(rows)
        if kept:
            ways = [way for way in _WAYS if any(row.value == way for row in kept)]
            hard = {_FIRED, _RESIGNED} <= set(ways)
            yield difference(
                scene, Kind.STATUS, Severity.HARD if hard else Severity.SOFT,
                f"how {name} left the post: {ways[0]} or {ways[1]}",
                [Evidence(r.covered.id, r.span, r.sentence, r.value) for r in kept],
                _HARD if hard else _sure(kept), [(r.voice, None, r.value) for r in kept],
            )  # fmt: skip


def _sure(rows: Sequence[_Leaving]) -> float:
    """How sure it is that a softer word leaves something out: circumstances, too, force people."""
    forced = [row for row in rows if row.value == _FORCED]
    resigned = any(row.value == _RESIGNED for row in rows)
    return _FAINT if resigned and all(row.by_nobody for row in forced) else _SOFT


def _claimed(scene: Scene, covered: Covered) -> Iterator[tuple[str, _Leaving]]:
    """What clauses tell: "fired her", "she was forced to step down", "resigned under pressure"."""
    for claim in covered.reading.claims:
        whom, value, span = _told(covered, claim)
        name = scene.somebody(covered, himself(covered, claim, whom))
        if name is None or not value or not claim.polarity or claim.modality == "alleged":
            continue
        if claim.modality in ("actual", "necessary") and not _is_open(covered, claim):
            year = _year(covered, claim)
            yield name, _Leaving(covered, value, span, claim.sentence, claim.voice, year)


def reads(scene: Scene, covered: Covered, claim: Claim) -> bool:
    """Whether the claim is one from which it is read here how somebody with a name left."""
    whom, value, _ = _told(covered, claim)
    return bool(value) and scene.somebody(covered, whom) is not None


def one_post(one: tuple[Covered, Claim], other: tuple[Covered, Claim]) -> bool:
    """Whether nothing says that two claims tell of two posts, or of two years."""
    first, second = (
        _Leaving(covered, "", claim.span, claim.sentence, year=_year(covered, claim))
        for covered, claim in (one, other)
    )
    return first.one_with(second)


def _year(covered: Covered, claim: Claim) -> str:
    """The year in which the clause's date lies: "in May"; "" for none."""
    time = None if claim.when is None else covered.reading.times[claim.when]
    if time is None or time.begin is None or time.end is None or time.begin.year != time.end.year:
        return ""
    return str(time.begin.year)


def _told(covered: Covered, claim: Claim) -> tuple[int | None, str, Span]:
    """Who left, how, and where it stands; "" where the clause tells of no leaving."""
    text, span = covered.article.text, claim.span
    if claim.predicate in _DONE_TO and not claim.particle:
        return claim.object_person, _DONE_TO[claim.predicate], span
    end = min(claim.sentence.end, span.end + _REACH)
    told = _TAKEN_OFF.get(claim.predicate, ())
    if any(word in told for pair in claim.obliques for word in pair):
        return claim.object_person, _FORCED, span
    if claim.predicate == "force" or (claim.predicate in ("pressure", "push") and claim.passive):
        out = _TO_LEAVE.search(text, span.start, min(end, span.end + _REACH // 2))
        if out is not None:
            span = Span(span.start, max(span.end, out.end()))
        return claim.object_person, _FORCED if out is not None else "", span
    if claim.predicate not in _DONE_BY or claim.modality != "actual":
        return None, "", span
    asked = _ASKED.search(text, span.start, end)
    return claim.subject_person, _FORCED if asked else _RESIGNED, span


def _is_open(covered: Covered, claim: Claim) -> bool:
    text = covered.article.text
    end = max(claim.span.start, claim.span.end - len(claim.predicate))
    return bool(_OPEN.search(text[max(claim.sentence.start, claim.span.start - _REACH) : end]))


def _asked_for(scene: Scene, covered: Covered) -> Iterator[tuple[str, _Leaving]]:
    """What nouns tell: "forced the resignation of Jane Roe", "since Roe's firing"."""
    text = covered.article.text
    for person in covered.reading.people:
        name = scene.somebody(covered, person.number)
        for mention in person.mentions if name is not None else ():
            low = max(0, mention.start - _REACH, text.rfind("\n", 0, mention.start) + 1)
            start, end, value = _noun(text, low, mention)
            span = Span(start, end)
            if not value or name is None or _OPEN.search(text[low:start]):
                continue
            if not quoted_at(covered, span):
                yield name, _Leaving(covered, value, span, covered.sentence_at(span.start))


def _noun(text: str, low: int, mention: Span) -> tuple[int, int, str]:
    """Where a noun by a mention tells of a leaving, and how; "" where none does."""
    ahead = text[low : mention.start]
    of = _NOUN_OF.search(ahead)
    if of is not None:
        return low + of.start(1), mention.end, _NOUNS[of.group(1)]
    noun = _NOUN_BEHIND.match(text, mention.end)
    if noun is not None and _SINCE_TITLE.search(ahead):
        return mention.start, noun.end(), _NOUNS[noun.group(1)]
    pressed = _PRESSED.search(ahead)
    behind = _OF_HIS_OWN.match(text, mention.end)
    if pressed is not None and ("resignation of" in pressed.group() or behind is not None):
        end = behind.end() if behind is not None else mention.end
        return low + pressed.start(), end, _FORCED
    return mention.start, mention.end, ""


def _differing(rows: Sequence[_Leaving]) -> list[_Leaving]:
    """Those of two ways that accounts of one leaving give; none where an account gives both."""
    ways: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ways[row.covered.id].add(row.value)
    if any({_FIRED, _RESIGNED} <= found for found in ways.values()):
        return []
    plain = [row for row in rows if not _in_short(row.value, ways[row.covered.id])]
    for one, other in combinations(plain, 2):
        apart = one.value != other.value and one.covered.group != other.covered.group
        if {one.value, other.value} == {_FIRED, _FORCED}:
            apart = apart and (one.to_leave or other.to_leave)  # who was ousted was fired
        if apart and one.one_with(other):
            return [row for row in plain if row.value in (one.value, other.value)]
    return []


def _in_short(value: str, ways: set[str]) -> bool:
    """Whether the account tells elsewhere that it was by force, or tells two ways of force."""
    return _FORCED in ways and (value == _RESIGNED or _FIRED in ways)
