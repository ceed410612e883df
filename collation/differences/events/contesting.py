"""Acts and things that sources contest, as patterns: told, denied, and neither.

Read from `data/contested.toml`. A pattern matches within one sentence; what stands before an
affirmation in its clause may undo it (`UNSURE`): a negation, a condition, a search for evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from collation.differences.words import load

_NOT = r"(?:\bnot|n['’]t|\bnever)\s+(?:\w+ly\s+)?"
_BE = (
    r"(?:(?:been|being|be|have|had|has|a|an|any|actually|ever|either|the|victims?|of|hear|see|find|"
    r"known?|major|act|acts|believe|this|was|it)\s+){0,6}"
)
_SIGNS = (
    r"(?:(?:known|immediate|clear|credible)\s+)?(?:signs?|evidence|indications?|reports?|proof)"
)
#: Behind a thing: then it only names a kind ("a bomb squad").
_KIND = (
    r"(?![\s-]+(?:squad|robot|threat|scare|control|right|violence|owner|ownership|shop|store|lobby|"
    r"safety|disposal|maker|technician|law|debate|expert|unit|plot|attack|show|range|dealer|fight|"
    r"wound|shot|battle|footage|call|number|club|club|culture|manufacturer|industry|permit)s?\b)"
)
_DENY = r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?)\b"
_DONE = r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bthis )"  # else an adjective: "a staged attack"
_SOMEBODY = r"\s+(?:him|her|them|me|us|(?-i:[A-Z])\w+)\b"
_LACK = r"(?:did not|didn['’]t|does not|doesn['’]t|never)"
_OTHER = r"(?!other|more|further|additional|new)"
_HOLD = r"(?:have|carry|hold|possess|own|recover|find)"
_HAPPEN = r"(?:happen|occur|take place)"
_UNTRUE = (
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?"
    r"(?:untrue|false|not true|fabricated|made[ -]up|invented)\b"
)

#: Before an affirmation, within the clause: then it affirms nothing.
UNSURE = re.compile(
    r"\b(?:not|no|never|nor|neither|without|deny|denied|denies|denying|if|whether|unless|nobody|"
    r"none|could|might|may|would|should|avoid|avoided|prevent|prevented|refuted?|reject(?:ed|s)?|"
    r"false|falsely|disput\w+|doubt\w*|fabricat\w+|faked?|hoax|staged?|investigat\w+|can|cannot|"
    r"to be|possib\w+|potential|evidence|establish\w*|exonerat\w+|vindicat\w+|question\w*|"
    r"determine\w*|prove|proof|clear(?:s|ed))\b|n['’]t\b|\?",
    re.I,
)
#: Denials of whatever one is accused of.
INNOCENT = re.compile(
    r"\b(?:maintain(?:s|ed|ing)?|insist(?:s|ed)? on|protest(?:s|ed)?|proclaim(?:s|ed)?)\s+"
    r"(?:his|her|their)\s+innocence|"
    r"\b(?:stood|stands?|standing)\s+by\s+(?:his|her|their)\s+(?:account|story)|"
    r"\bden(?:y|ies|ied)[”\"’']?\s+(?:all\s+|any\s+|the\s+)?"
    r"(?:charges?|allegations?|accusations?|wrongdoing)\b(?!\s+(?:of|that|about)\b)|"
    r"\bmaintain(?:s|ed)?\s+that\s+(?:he|she)\s+is\s+(?:the|a)\s+victim",
    re.I,
)
#: A word of each of these.
SIGN_OF_INNOCENCE = ("innocence", "stood", "stand", "deny", "denie", "maintain")
DENIED_AFTER = re.compile(_UNTRUE + rf"|\b(?:did not|didn['’]t|never)\s+{_HAPPEN}", re.I)
#: Before a participle that only says which thing is meant: "his badly damaged home".
ATTRIBUTE = re.compile(
    r"(?:\b(?:an?|the|this|these|those|his|her|its|their|our|my)|['’]s)\s+\w+ly\s+$"
    r"|\b(?:his|her|its|their|our|my)\s+$",
    re.I,
)
#: What was said before and may have been taken back: told where nothing firmer is found.
FORMER = re.compile(r"\b(?:initially|originally|at first|earlier|previously)\b", re.I)
DENYING = re.compile(_DENY + r"|" + INNOCENT.pattern, re.I)
NOT_DENIED = re.compile(r"(?:\bnot|n['’]t|\bnever)\s+(?:\w+ly\s+)?den(?:y|ied)", re.I)


@dataclass(frozen=True, slots=True)
class Issue:
    """An act or a thing: `hint` finds any mention, `yes` and `no` what affirms and denies it.

    Few issues stand in one story, so their patterns are compiled when they are first asked for.
    """

    question: str
    mentioned: str  # patterns
    affirmed: str
    denied: str
    universal: bool = False  # denied only by "nobody was …"
    person: bool = False  # the doer must be the same in both
    charge: bool = False  # one may be accused of it and deny the charge
    owned: bool = False  # a thing somebody has: of two owners, two things
    named: bool = False  # both clauses must be of one named person
    pair: bool = False  # two manners: `no` is the other of them, and neither is a denial
    hard: bool = True
    topical: bool = True  # of one thing where most accounts of the story tell of it
    kind: str = "negation"
    words: frozenset[str] = frozenset()  # of these a sentence has one, if it tells of it

    @property
    def hint(self) -> re.Pattern[str]:
        return _compiled(self.mentioned)

    @property
    def yes(self) -> re.Pattern[str]:
        return _compiled(self.affirmed)

    @property
    def no(self) -> re.Pattern[str]:
        return _compiled(self.denied)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


@cache
def issues() -> tuple[Issue, ...]:
    """The acts, then the things, of the data file."""
    contested = load("contested")
    acts = [_act(entry) for entry in contested["act"]]
    things = contested["things"]
    pairs = [_pair(entry) for entry in contested["pair"]]
    stated = [_stated(entry) for entry in contested["stated"]]
    return (*acts, *(_thing(names, things) for names in things["sets"]), *stated, *pairs)


def _pair(entry: dict[str, Any]) -> Issue:  # Any: a TOML table
    one, other = ([rf"\b(?:{p})" for p in entry[side]] for side in ("one", "other"))
    return Issue(
        entry["question"],
        _either([*one, *other]),
        _either(one),
        _either(other),
        person=entry.get("person", False),
        owned=True,
        pair=True,
        hard=entry.get("hard", False),
        topical=False,
        kind="manner",
        words=frozenset(entry["words"]),
    )


def _stated(entry: dict[str, Any]) -> Issue:  # Any: a TOML table
    """Both sides given as patterns."""
    yes, no = ([rf"\b(?:{p})" for p in entry[side]] for side in ("yes", "no"))
    hint, words = _either([*yes, *no]), frozenset(entry["words"])
    return Issue(
        entry["question"],
        hint,
        _either(yes),
        _either(no),
        named=entry.get("named", False),
        hard=False,
        topical=entry.get("topical", True),
        kind=entry.get("kind", "negation"),
        words=words,
    )


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + ")"


def _either(patterns: Sequence[str]) -> str:
    return "|".join(patterns)


def _act(entry: dict[str, Any]) -> Issue:  # Any: a TOML table
    done, noun = _any(entry["done"]), _any(entry["noun"] or ["\0"])
    base, gerund = entry.get("base", []), entry.get("gerund", [])
    person, universal = entry.get("person", False), entry.get("universal", False)
    whom = _SOMEBODY if person and not entry.get("free", False) else ""
    forms = [*entry["done"], *entry["noun"]]
    nobody = rf"\b(?:no one|nobody|none of them)\s+(?:was|were|had been|has been)\s+{done}\b"
    if universal:
        no = [nobody + r"(?=\W*$|[.,;”\"])"]
        yes = [
            rf"\b(?:was|were|been|people|others?|men|women|persons?|who)\s+{done}\b",
            rf"\bsuffer(?:ed|ing)?\s+(?:\w+\s+){{0,2}}{noun}\b",
        ]
    else:
        no = [
            nobody,
            rf"\bno\s+(?!other|more|further|additional|longer|new)(?:\w+\s+)?{noun}\b"
            r"(?!\s+(?:that|which|who|where|as|can|should)\b)",
            rf"\bno\s+{_SIGNS}\s+(?:as\s+)?(?:yet\s+)?[“\"]?(?:of|to\s+\w+|for|that)\s+(?:\w+\s+){{0,3}}"
            rf"{_any(forms)}\b",
            rf"{_NOT}{_BE}{_any([*forms, *base])}\b",
            rf"{_DENY}[^.,;:]{{0,50}}\b{_any([*forms, *gerund])}\b",
            rf"\b{_any(forms)}\b[^.;:]{{0,50}}{_UNTRUE}",
            rf"\b{noun}\s+(?:did not|didn['’]t|never)\s+{_HAPPEN}",
        ]
        yes = [
            rf"{_DONE}\b{done}\b" + whom,
            rf"\b{noun}\s+(?:took place|occurred|happened)",
            rf"\b(?:amount(?:s|ed)? to|committed|victims? of)\s+(?:\w+\s+){{0,2}}{noun}\b",
        ]
        if base:
            yes.append(rf"\bdid\s+(?:\w+ly\s+)?{_any(base)}\b" + whom)
        if entry.get("plain", False):
            yes.append(rf"\b{noun}\b{_KIND}")
    return Issue(
        entry["question"],
        rf"\b{_any([*forms, *base, *gerund])}\b",
        _either(yes),
        _either(no),
        universal,
        person,
        entry.get("charge", False),
        entry.get("owned", False),
        entry.get("named", False),
        hard=entry.get("hard", True),
        topical=entry.get("topical", True),
        words=_longest([*forms, *base, *gerund]),
    )


def _longest(forms: Sequence[str]) -> frozenset[str]:
    """The longest word of each form, in small letters: few sentences have it by chance."""
    return frozenset(max(re.split(r"[\W_]+", form.lower()), key=len) for form in forms)


def _thing(names: Sequence[str], things: dict[str, Any]) -> Issue:  # Any: a TOML table
    thing, having = _any(names) + "s?\\b" + _KIND, _any(things["having"])
    no = [
        rf"\bthere\s+(?:was|were|is)\s+no\s+{_OTHER}(?:\w+\s+)?{thing}\b",
        rf"{_LACK}\s+{_HOLD}\s+(?:an?|any|the)?\s*(?:\w+\s+)?{thing}\b",
        rf"\bno\s+(?:\w+\s+)?{thing}\s+(?:was|were)\s+(?:found|recovered|seized)\b",
        rf"\bhad\s+no\s+{_OTHER}(?:\w+\s+)?{thing}\b",
    ]
    yes = [
        rf"\b{having}\s+(?:only\s+)?(?:an?|his|her|the)\s+(?:\w+\s+)?{thing}\b",
        rf"\b{thing}\s+(?:was|were)\s+(?:found|recovered|seized)\b",
        rf"\bthere\s+was\s+an?\s+(?:\w+\s+)?{thing}\b",
    ]
    hint, first = [rf"\b{thing}\b"], {*names, *(f"{name}s" for name in names)}
    if names[0] in things["arming"]:
        first |= {*things["without"], *things["armed"]}
        hint += [rf"\b{_any(things['without'])}\b", rf"\b{_any(things['armed'])}\b"]
        no.append(rf"\b(?:was|were|is|are|being)\s+(?:\w+ly\s+)?{_any(things['without'])}\b")
        yes.append(rf"\b{_any(things['armed'])}\b")
    question = f"whether there was a {names[0]}"
    words = _longest(sorted(first))
    return Issue(question, _either(hint), _either(yes), _either(no), owned=True, words=words)
