"""A question in plain words in; the same question as one of the commands, out.

Simple rules over the same parser: what none of them fits gets suggestions, not a guess.
"""

from __future__ import annotations

import re
from contextlib import suppress

from rapidfuzz.distance import OSA

from desk.drafts import CheckDraft
from desk.errors import BadDate, UnknownWord
from desk.plain_questions import AskHowMany, AskWhen
from desk.requests import Filters, ShowDiscrepancies, ShowPerson, ShowTimeline, WhoSaid
from handlers.arguments import COMMANDS, begins_with_command, parse, read_who_said
from handlers.asked import FollowFeed, Help, IndexLinks, Question, Thanks
from handlers.dates import read_day
from handlers.draft_lines import COMMAND, read_check_draft
from handlers.orders import CALLED
from handlers.story_words import ABOUT_ONE
from handlers.typed import (
    Setting,
    Typed,
    as_typed,
    bare_links,
    is_link,
    nearest,
    read_line,
    unwrapped,
)

_SAYING = "said|says|say|told|tells|claimed|claims|called|asked|asks|stated|announced|mentioned"
_MENTION = re.compile(r"<(?:@[A-Z0-9]+|!\w+(?:\^\w+)?)(?:\|[^>]*)?>")
_FILTERS = ("by", "outlet", "since", "until", "story")
_QUIET = frozenset(
    "a an the this that these those is are was were be been being am do does did has have had will "
    "would shall should can could may might must of to in on at by for from with about over and or "
    "it its he she they him her them his their we us our you your i me my there here so as if not "
    "what when where who whom which why how please tell say said says talk talking anything "
    "something nothing ever any no some".split()
)
_READING = frozenset(
    [*"index read add fetch take please and also this these article articles".split(), ""]
)

ASKING = 4  # words at the front of a question that may be the asking ones
_CUES = frozenset(
    "who what when where which how many much old did does was were said says say told claimed "
    "called happened differ differs disagree accounts quotes quoted from about".split()
)
_PLAIN = frozenset(  # a letter from a word that asks, and no slip
    "why now new hat hot him whom whose show low cow sad day way aid paid laid fold hold sold bold "
    "mold gold cold old tell dad did dig dip doer goes dose sky any many man than then there here "
    "the form frog were wore mere".split()
)
_SAY = frozenset(("say", "says", "said"))
_THANKS = re.compile(
    r"(?:ok(?:ay)?,? |great,? |many )?(?:thanks|thank you|thx|cheers|ta)"
    r"(?: (?:a lot|so much|very much|again|all|everybody))?\W*",
    re.I,
)
_FOLLOW = re.compile(r"(?:please )?(?:follow|subscribe to)(?: (?:the|this) feed)?", re.I)
_WHO_SAID = re.compile(
    rf"who(?:'s|’s| has| have| had)?\s+(?P<verb>{_SAYING})\b(?P<rest>.*)", re.I | re.S
)
_WHAT_DID = re.compile(
    r"what (?:did|does|has|have) (?P<who>.+?) (?:say|said|claim|claimed|tell|told)\b(?P<rest>.*)",
    re.I | re.S,
)
_WHO_IS_QUOTED = re.compile(
    r"(?:who(?: is|'s|’s)? quoted|quot(?:es?|ations?) (?P<of>of|by|from|on|about))\b(?P<rest>.*)",
    re.I | re.S,
)
_DIFFER = re.compile(
    r"(?:what|where|how|which|do|does|is|are)\b.*?"
    r"\b(?:differ\w*|disagree\w*|agree\w*|contradict\w*|conflict\w*)\b"
    r"(?:\s+(?:about|on|over|in|with|regarding))?(?P<rest>.*)",
    re.I | re.S,
)
_LIST = re.compile(
    r"(?:please )?(?:show|list|give|find|tell)(?: me| us)?(?: all| any)?(?: the)?(?: open)? "
    r"(?:differences|discrepancies|contradictions|conflicts)"
    r"(?:\s+(?:about|on|over|in|with|regarding|of|for))?(?P<rest>\b.*)",
    re.I | re.S,
)
_HOW_MANY = re.compile(
    r"(?:how (?:many|much|old|far|high|large|big|fast|wide|deep|tall)|(?:what|which) "
    r"(?:percent\w*|share)|what (?:is|was) the (?:death )?(?P<toll>toll|number of))\b(?P<rest>.*)",
    re.I | re.S,
)
_WHEN = re.compile(
    r"(?:when|(?P<where>where)|(?:(?:on|in) )?(?:what|which) (?:day|date|month|year))\b"
    r"(?P<rest>.*)",
    re.I | re.S,
)
_HAPPENING = frozenset("happen happened happening occur occurred occurring".split())
_ANYBODY = frozenset(("people", "persons"))  # "how many people were killed": whoever they were
_HAPPENED = re.compile(r"what(?: has|'s|’s)? (?:happened|new|happening)\b(?P<rest>.*)", re.I | re.S)
_SOMEBODY = re.compile(r"\b(?:he|she|him|her)\b", re.I)
_DAY = re.compile(r"\s*(?:on |since |after )?(?P<day>[\w ,.-]+?)\s*$", re.I)
_DID_SAY = re.compile(
    r"(?:did|has|have|does) (?P<who>.+?) (?:ever )?(?:say|said|claim|claimed|tell|told|deny|denied|"
    r"promise|promised|mention|mentioned|call|called)\b(?P<rest>.*)",
    re.I | re.S,
)
_WHO_IS = re.compile(r"who(?: is| was|'s|’s) (?P<who>(?!quoted\b).+)", re.I | re.S)
_IS_TRUE = re.compile(
    r"(?:is it (?:true|correct|right)(?: that)?|fact[- ]?check|check(?: this| that)?:)\s+"
    r"(?P<rest>.+)",
    re.I | re.S,
)
#: "How old", "how much money": which figures are meant.
_QUANTITIES = (
    (re.compile(r"how old\b", re.I), "age"),
    (re.compile(r"how much\b", re.I), "money"),
    (re.compile(r"(?:what|which) (?:percent\w*|share)\b", re.I), "percent"),
    (re.compile(r"how (?:far|high|large|big|fast|wide|deep|tall)\b", re.I), "measure"),
)


class NotUnderstood(UnknownWord):
    """No rule fits; `words` are those of the question that tell, for suggestions."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__("Ask who said something, when it was, how many, or what differs.")
        self.words = words


def understand(text: str, setting: Setting) -> Question:
    """A command without its slash, or a question; mentions of people in it are dropped.

    Raises BadRequest for a command that cannot be read, NotUnderstood where no rule fits.
    """
    links, alone = _links(text)
    if links and alone:
        return IndexLinks(links)
    if len(links) == 1 and _FOLLOW.fullmatch(_without_links(text)):
        return FollowFeed(links[0])
    if ABOUT_ONE.match(typed := unwrapped(_MENTION.sub(" ", text))):
        return parse(typed, setting)
    whole = as_typed(typed)
    if draft := COMMAND.match(whole):
        return read_check_draft(whole[draft.end() :])
    line = " ".join(whole.split())
    if not line or line.lower().strip("!.? ") in ("hi", "hello", "hey", "help"):
        return Help()
    if _THANKS.fullmatch(line):
        return Thanks()
    who = _WHO_SAID.match(line)
    if who and not line.lower().startswith("who-said"):
        return _said(who["rest"], setting, addressed=_is_addressed(who))
    if begins_with_command(line):
        return parse(line, setting)
    try:
        return _asked(line, setting)
    except UnknownWord:
        with suppress(UnknownWord):
            respelt = _respelt(line)
            said = _WHO_SAID.match(respelt)
            if said:
                return _said(said["rest"], setting, addressed=_is_addressed(said))
            return _asked(respelt, setting)
        if links:  # "can you have a look at https://…"
            return IndexLinks(links)
        raise


def _respelt(line: str) -> str:
    """A question with its first words as they were meant: "who siad", "waht did", "how mnay".

    Only words that ask are corrected, and only to one that is a letter or two beside each other
    away; what is asked about is for the archive to know.
    """
    words = line.split(" ")
    for at, word in enumerate(words[:ASKING]):
        bare = word.lower()
        if len(bare) > 2 and bare not in _CUES and bare not in _PLAIN:
            meant = sorted(one for one in _CUES if OSA.distance(bare, one) == 1)
            if len(meant) == 1:
                words[at] = meant[0]
            elif meant and _SAY.issuperset(meant):
                words[at] = "said"  # "who sayd"
    return " ".join(words)


def _without_links(text: str) -> str:
    words = as_typed(bare_links(_MENTION.sub(" ", text))).split()
    return " ".join(word for word in words if not is_link(word)).strip(" ,:;.!")


def _links(text: str) -> tuple[tuple[str, ...], bool]:
    """The links of a text, and whether it holds nothing else but words that ask to read them."""
    words = as_typed(bare_links(_MENTION.sub(" ", text))).split()
    others = {word.lower().strip(",:;.!") for word in words if not is_link(word)}
    return tuple(word for word in words if is_link(word)), others <= _READING


def _asked(line: str, setting: Setting) -> Question:
    if match := _IS_TRUE.match(line):
        return CheckDraft(match["rest"])
    if match := _WHAT_DID.match(line) or _DID_SAY.match(line):
        return _said_by(match["who"], match["rest"], setting)
    if match := _WHO_IS_QUOTED.match(line):
        if (match["of"] or "").lower() in ("of", "by", "from"):
            return _said_by(_bare(match["rest"]), "", setting)
        return _said(match["rest"], setting)
    if match := _DIFFER.match(line) or _LIST.fullmatch(line):
        return _differences(_topic(match["rest"]))
    if match := _HOW_MANY.match(line):
        return _how_many(line, match["rest"], toll=match["toll"] is not None)
    if match := _WHEN.match(line):
        names, words = _parted(match["rest"])
        words = _but(_HAPPENING, words, names)
        person = _SOMEBODY.search(match["rest"]) is not None
        if not (words or names):
            return ShowTimeline()
        return AskWhen(words, names, person, where=match["where"] is not None)
    if match := _HAPPENED.match(line):
        return _happened(match["rest"], setting)
    if match := _WHO_IS.match(line):
        return ShowPerson(_bare(match["who"]))
    first = line.split(" ")[0]
    meant = nearest(first, COMMANDS)
    if meant and _is_slip(first, meant):
        corrected = f"/{meant}{line[len(first) :]}"
        raise UnknownWord(f"There is no command {first}. Did you mean {meant}?", corrected)
    raise NotUnderstood(_telling(read_line(_bare(line), ()).parts)[:8])


def _differences(topic: str) -> ShowDiscrepancies:
    """About a topic; "what differs about the dates" asks for a kind."""
    kind = CALLED.get(topic.lower())
    return ShowDiscrepancies(kinds=(kind,)) if kind else ShowDiscrepancies(topic=topic)


def _is_slip(typed: str, meant: str) -> bool:
    """Whether a first word is a command misspelt: a question's "dig" is no "digest"."""
    return typed.startswith("/") or abs(len(typed) - len(meant)) <= 2


def _how_many(line: str, rest: str, *, toll: bool) -> AskHowMany:
    quantity = next((name for form, name in _QUANTITIES if form.match(line)), "")
    names, words = _parted(rest)
    if toll and not words:
        words = ("killed",)
    if quantity == "money":
        words = tuple(word for word in words if word.lower() != "money")
    elif not quantity:
        words = _but(_ANYBODY, words, ())
    return AskHowMany(words, names, quantity)


def _but(light: frozenset[str], words: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that narrow nothing down, if anything is left to ask for."""
    rest = tuple(word for word in words if word.lower() not in light)
    return rest if rest or names else words


def _happened(rest: str, setting: Setting) -> ShowTimeline:
    """ "What happened on Monday?", "what happened to Abrego Garcia?" """
    if match := _DAY.match(_bare(rest)):
        with suppress(BadDate):
            first = read_day(match["day"], setting.now, last=False)
            last = read_day(match["day"], setting.now, last=True)
            return ShowTimeline(filters=Filters(since=first, until=last))
    return ShowTimeline(topic=_names(rest) or _topic(rest))


def _parted(rest: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words with a capital, and the other telling ones; what is asked after stands last as a rule
    ("was he deported"), so it comes first."""
    telling = _telling(read_line(_bare(rest), ()).parts)
    names = tuple(word for word in telling if word[:1].isupper())
    return names, tuple(word for word in reversed(telling) if not word[:1].isupper())


def _said(rest: str, setting: Setting, *, addressed: bool = False) -> Question:
    """ "who said the question was preposterous?": the words that carry it, phrases as they are."""
    typed = read_line(_bare(rest), _FILTERS)
    # "Who told Roe “…”": whom it was told is no part of what was said.
    words = () if addressed and typed.phrases else _telling(typed.words)
    if not (words or typed.phrases or typed.only("by")):
        return read_who_said(_bare(rest), setting)
    known = read_who_said(
        " ".join([*_filters_of(typed), *map(_quoted, typed.phrases), *words]), setting
    )
    return known


def _is_addressed(match: re.Match[str]) -> bool:
    """Whether the verb of "who told Roe …" names somebody who is told."""
    return match["verb"].lower() in ("told", "tells", "asked", "asks")


def _said_by(who: str, rest: str, setting: Setting) -> Question:
    name = " ".join(
        re.sub(r"^(?:the|president|mr|mrs|ms)\.?\s+", "", who.strip(), flags=re.I).split()
    )
    about = _telling(read_line(_bare(rest), ()).parts)
    return WhoSaid(words=about, by=name.strip('"“”'), filters=Filters())


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without the words that any sentence holds."""
    bare = [word.strip(".,;:?!()…") for word in words]
    return tuple(word for word in bare if word and word.lower() not in _QUIET)


def _topic(rest: str) -> str:
    """The telling words of the rest; names keep their order and capitals."""
    return " ".join(_telling(read_line(_bare(rest), ()).parts))


def _names(rest: str) -> str:
    """Its words with a capital: what a timeline is about, where anything is named."""
    return " ".join(word for word in _topic(rest).split() if word[:1].isupper())


def _bare(rest: str) -> str:
    return rest.strip().rstrip("?!. ").strip()


def _filters_of(typed: Typed) -> list[str]:
    return [f"{name}:{_quoted(value)}" for name, value in typed.filters]


def _quoted(text: str) -> str:
    return f'"{text}"'
