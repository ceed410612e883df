"""Sentences that tell of a thing in; words for a subject line that need no other sentence, out.

The sentence that tells it from its beginning, or the clause from its subject on, with the name for
whom a pronoun stands ("[Roe] denied it"), cut at the end of a clause only; of the sentences on
offer the first of which that can be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from collation.coverage import Covered
from collation.differences.clause import LONGEST, shortened
from collation.differences.furniture import is_furniture
from collation.differences.scene import Scene
from collation.differences.telling import Line
from collation.differences.words import stem
from extraction.annotations import Claim, Person, Span

_FAR = 400  # characters before a sentence in which the name for its pronoun must stand
_SUBJECT_WORDS = 6  # of a claim, among which its subject stands
_POINT = 1  # words behind what is told, where a sentence is cut: what it is about
_SHORTEST = 4  # words: what is shorter tells nothing by itself
_LEADS = re.compile(
    r"^(?:(?:and|but|or|so|also|then|that|who|which|whom|whose|when|where|as|after|while|because|"
    r"although|though|alone|still|now|meanwhile|however|in addition|instead|[^\w\s,]+)[\s,]+)+",
    re.IGNORECASE,
)
#: What ties a sentence to the one before it and can be left out of it.
_TIES = re.compile(
    r"^(?:(?:And|But|Or|So|Yet|Nor)\s+(?!far\b|as\b)|"
    r"(?:Likewise|However|Meanwhile|Moreover|Instead|Nonetheless|Nevertheless|Still|Indeed|Also|"
    r"In addition|In fact|Further|Furthermore|Similarly|Besides|Then|Now|Therefore|Thus|Earlier|"
    r"On the other hand|For (?:his|her|its|their) part|At the same time|In turn|After all),\s+)+"
)
_TIED = re.compile(
    r",\s+(?:however|meanwhile|too|likewise|though|in turn|for (?:his|her|its|their) part),\s+"
    r"(?:also\s+)?|"
    r"(?<=\w)\s+also(?=\s)"
)
_VERBS = frozenset("has had have was were is are been being be".split())
_PRONOUN = re.compile(
    r"^(?:he|she|they|it|this(?! (?:week|month|year|morning|spring|summer|fall|winter)\b)|these|"
    r"those|i|we|you|his|her|their|its|there|one(?! of\b)|others?|who|which|what|such|both)\b"
    r"(?:['’](?:s|d|ve|re|ll|m))?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:he|she|they|it|who|which)\b(?!['’])", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|she|his|her|him)\b(?!['’])", re.IGNORECASE)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OWN = frozenset({"his", "her"})
_NO_SENTENCE = re.compile(
    r"https?:|@\w|\|\s|\.\.\.|READ MORE|Story highlights|\bReuters\)\s*$|\(AP\)|Getty",
    re.IGNORECASE,
)
#: Beginnings that tell nothing by themselves: a speaker's label, a number of a list, a headline's.
_UNCLEAR = re.compile(
    r"(?:[A-Z]{3,}[A-Z ]*:|\W*\d+\)|\d+\. |[•–—]|Also\b|Using\b|Asked\b|Further,|In addition|"
    r"(?:The|That|This|These|Those|Such) (?:\w+ )?(?:former|latter|move|decision|incident|case|"
    r"measure|provision|claim|charge|first|second|other|same|source)\b)"
)
#: What only takes up what was said before, behind a verb of denying or owning up.
_EMPTY = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|admit\w*|acknowledg\w+|conced\w+|confess\w*|apologi[sz]\w+ for|"
    r"reject\w*|disput\w+)[”\"’']?\s+"
    r"(?:(?:any |all )?wrongdoing|(?:doing|having done) anything (?:wrong|improper|illegal)|"
    r"(?:that|this|it|so|as much|doing so|having done so|what (?:he|she) did)|"
    r"(?:(?:the|those|these|such|all|any|all the|all such|(?:ever )?making (?:the|such an?))\s+"
    r"(?:charges?|allegations?|claims?|remarks?|comments?|accusations?|reports?|statements?|two|"
    r"matter|story|incident|mistakes?|errors?)))"
    r"(?=\W*$|\s*[,.;]|"
    r"\s+(?:and|but|on|in an?|after|when|through|via|(?:late |early )?\w+day)\b)|"
    r"\b(?:den(?:ied|ies)|admitted|acknowledged|conceded)\W*$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\w+ing\b")
_BESIDE = re.compile(r"(?:Although|Though|While|Even though)\b[^,]*,")
_QUOTED = re.compile(r"\W*[“\"‘'](?!s\b)")
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Za-z.]*(?:,? [A-Z][A-Za-z.]*)*\s+)?\((?:Reuters|AP|CNN|AFP)\)\s*[-–—]*\s*|"
    r"^[A-Z]{4,}(?:, [A-Z]\w+\.?)? [-–—]+ "
)
_QUESTION = re.compile(r"\?\W*$")
#: Where a clause ends: behind it another begins, or an addition.
_END = re.compile(
    r"[;:]\s|,\s+(?=(?:and|but|while|which|who|whose|saying|when|where|after|although|though|"
    r"because|as|including|according|prompting|leading|calling|describing|\w+ing)\b)|"
    r"\s[–—-]+\s|\s+(?=(?:but|while|although|because|after|before|amid|saying|prompting)\b)|"
    r"(?<!\bboth)\s+(?=and (?:\w+ed|said|\w+s? (?:was|were|has|had|is|are|will))\b)"
)


def begins(line: Line, told: Span) -> bool:
    """Whether a sentence read from its beginning tells it within the length of a subject line."""
    text = _flat(line, line.span.start)
    return (
        told.end - line.span.start <= LONGEST
        and not _PRONOUN.match(_LEADS.sub("", text))
        and not _is_unclear(text)
        and line.number > 0
    )


def phrase(scene: Scene, rows: Iterable[tuple[Line, Span]]) -> str | None:
    """The words of the first sentence that is understood alone; None where there is none.

    What names no more than "the charge" or "it" is taken where nothing says more.
    """
    offered = list(rows)
    empty = None
    for quoted in (False, True):
        for line, told in offered:
            sentence = line.covered.text(line.span)
            if _QUESTION.search(sentence) or bool(_QUOTED.match(sentence)) is not quoted:
                continue
            for words in (_whole(scene, line, told), _clause(scene, line, told)):
                if words is not None and not is_empty(words):
                    return words
                empty = empty or words
    return empty


def leans(words: str) -> bool:
    """Whether words open with a pronoun, so that a reader must know the sentence before."""
    return bool(_PRONOUN.match(words))


def is_empty(words: str) -> bool:
    """Whether what somebody denies or owns up to is only taken up: "denied that", "the charge"."""
    return bool(_EMPTY.search(words))


def clause(scene: Scene, covered: Covered, told: Span) -> str:
    """The words of a clause that a reader understands alone, as near to it as they can be had."""
    telling = next(one for one in scene.told if one.id == covered.id)
    for line in telling.lines:
        if line.span.start <= told.start < line.span.end:
            words = phrase(scene, [(line, told)])
            if words is not None:
                return words
            if told.end - line.span.start <= LONGEST:
                return _marked(shortened(_flat(line, line.span.start)))
            return "… " + _marked(shortened(_flat(line, told.start)))
    return " ".join(covered.text(told).split())


def _is_unclear(text: str) -> bool:
    """Whether words are no sentence, or one that says nothing without the one before it."""
    return bool(
        _NO_SENTENCE.search(text) or is_furniture(text) or _QUESTION.search(text)
        or _UNCLEAR.match(text)
    )  # fmt: skip


def _whole(scene: Scene, line: Line, told: Span) -> str | None:
    """The sentence from its beginning, where that reaches what is told of."""
    words = _untied(_flat(line, line.span.start))
    if told.end - line.span.start > LONGEST or _is_unclear(words):
        return None
    beside = _BESIDE.match(words)
    if beside is not None and told.end - line.span.start <= beside.end():
        return None  # it stands in a clause beside another that says something else
    named = _named(scene, line, words)
    if named is None or _PRONOUN.match(named):
        return None
    return _cut(named, _flat_text(line, told))


def _clause(scene: Scene, line: Line, told: Span) -> str | None:
    """The claim from its subject on, with a name for its pronoun."""
    covered = line.covered
    claims = [c for c in covered.reading.claims if c.sentence == line.span]
    claim = next((c for c in claims if c.span == told), None) or next(
        (c for c in claims if c.span.overlaps(told)), None
    )
    if claim is None:
        return None
    start = min(claim.span.start, told.start)
    words = _untied(_LEADS.sub("", _flat(line, start)))
    beside = _BESIDE.match(_flat(line, line.span.start))
    if beside is not None and told.end - line.span.start <= beside.end():
        words = words.split(",")[0]
    if _NO_SENTENCE.search(words) or is_furniture(covered.text(line.span)):
        return None
    name = _who(scene, line, claim)
    pronoun = _PRONOUN.match(words)
    if pronoun is not None:
        subject = _SUBJECT.match(words)
        if subject is None or name is None:
            return None
        words = f"[{name}]{words[subject.end() :]}"
    elif not _opens(covered.text(claim.span), claim):
        if name is None or not _is_verb(words, claim) or _PARTICIPLE.match(words):
            return None
        if claim.subject and claim.subject not in name.lower() and not leans(claim.subject):
            return None
        words = f"[{name}] {words}"
    named = _named(scene, line, words)
    if named is None or len(words.split()) < _SHORTEST:
        return None
    return _cut(named, _flat_text(line, told))


def _untied(words: str) -> str:
    """The words without what only ties them to the sentence before: "But", "however", "also"."""
    return " ".join(_TIED.sub(" ", _TIES.sub("", words), count=1).split())


def _named(scene: Scene, line: Line, words: str) -> str | None:
    """The words with a name for the first "he" or "her" whose name is not among them.

    None where it stands for nobody whom the account names close before.
    """
    pronoun = _HE.search(words)
    if pronoun is None or re.search(r"[“\"‘]", words[: pronoun.start()]):
        return words
    person = _meant(line, pronoun.group())
    name = None if person is None else scene.somebody(line.covered, person.number)
    if name is None:
        earlier = re.search(r"\b[A-Z][a-z]+\b", words[: pronoun.start()][1:])
        return words if earlier else None
    if re.search(rf"\b{re.escape(_surname(name))}\b", words):
        return words
    if person is None or not _is_near(line, person):
        return None
    own = pronoun.group().lower() in _OWN and _is_owning(words, pronoun)
    return f"{words[: pronoun.start()]}[{_owned(name) if own else name}]{words[pronoun.end() :]}"


def _meant(line: Line, pronoun: str) -> Person | None:
    """The person for whom the first such pronoun of a sentence stands."""
    text = line.covered.article.text
    at = [
        (span.start, person.number)
        for person in line.covered.reading.people
        for span in person.mentions
        if line.span.start <= span.start < line.span.end
        and text[span.start : span.end].lower() == pronoun.lower()
    ]
    return line.covered.reading.people[min(at)[1]] if at else None


def _is_owning(words: str, pronoun: re.Match[str]) -> bool:
    """Whether "her" stands before a noun: "his" does always."""
    if pronoun.group().lower() == "his":
        return True
    return bool(
        re.match(
            r"\s+(?!(?:to|in|on|at|for|and|that|as|by|with|from|was|is)\b)\w",
            words[pronoun.end() :],
        )
    )


def _owned(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _opens(words: str, claim: Claim) -> bool:
    """Whether a claim's words open with its subject, not with the verb."""
    if not claim.subject or stem(claim.subject) not in {
        stem(re.sub(r"\W", "", word)) for word in words.split()[:_SUBJECT_WORDS]
    }:
        return False
    return not _is_verb(words, claim)


def _is_verb(words: str, claim: Claim) -> bool:
    """Whether a claim's words open with its verb."""
    first = re.sub(r"\W", "", words.split(" ", 1)[0]).lower()
    return first[:4] == claim.predicate[:4] or first in _VERBS


def _who(scene: Scene, line: Line, claim: Claim) -> str | None:
    """The name of who does it, or to whom it is done where that is the sentence's subject.

    None where it is not printed close before: a name that is only inferred may be another's.
    """
    number = claim.subject_person
    if claim.passive:
        number = claim.object_person if claim.object_person is not None else number
    name = scene.somebody(line.covered, number)
    if name is None or number is None or not _is_near(line, line.covered.reading.people[number]):
        return None
    return name


def _is_near(line: Line, person: Person) -> bool:
    """Whether somebody is named in a sentence, or nobody else between the last time and it.

    Not where others of the account have the surname: then a mention may be theirs.
    """
    people = [one for one in line.covered.reading.people if one.kind == "person"]
    surname = _surname(person.name)
    if any(
        _surname(one.name) == surname and one.name.split()[0] != person.name.split()[0]
        for one in people if len(one.name.split()) > 1
    ):  # fmt: skip
        return False
    named = [
        (span.start, one.number) for one in people for span in one.mentions
        if line.span.start - _FAR <= span.start < line.span.end
        and not _PRONOUN.match(line.covered.text(span))
    ]  # fmt: skip
    before = max((row for row in named if row[0] < line.span.start), default=(0, -1))
    return before[1] == person.number or any(
        number == person.number and start >= line.span.start for start, number in named
    )


def _surname(name: str) -> str:
    words = [word for word in name.split() if word.rstrip(".,").lower() not in _SUFFIXES]
    return words[-1] if words else name


def _flat(line: Line, start: int) -> str:
    words = " ".join(line.covered.text(Span(start, line.span.end)).split())
    return _DATELINE.sub("", words)


def _flat_text(line: Line, told: Span) -> str:
    return " ".join(line.covered.text(told).split())


def _cut(words: str, told: str) -> str | None:
    """Up to the end of a clause behind what is told; None where none ends in time."""
    words = words.rstrip(" .,;:")
    words = words[:1].upper() + words[1:]
    if len(words) <= LONGEST:
        return _marked(words)
    last = told.split()[-1] if told else ""
    least = words.rfind(last, 0, LONGEST) + len(last)
    point = _POINT if len(told.split()) <= _SHORTEST else 0
    ends = [
        match.start() for match in _END.finditer(words, least, LONGEST)
        if len(words[least : match.start()].split()) >= point
    ]  # fmt: skip
    if not ends:
        return None
    return _marked(f"{words[: ends[-1]].rstrip(' .,;:–—-')} …")


def _marked(words: str) -> str:
    """With single marks, so that the words can stand between double ones."""
    return words.replace("“", "‘").replace("”", "’").replace('"', "'")
