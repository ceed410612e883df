"""A question in plain words in; the same question as one of the commands, out.

Simple rules over the same parser: what none of them fits gets suggestions, not a guess.
"""

from __future__ import annotations

import re

from desk.errors import UnknownWord
from desk.requests import Filters, ShowDiscrepancies, ShowTimeline, WhoSaid
from handlers.arguments import COMMANDS, Setting, begins_with_command, parse, read_who_said, write
from handlers.asked import Help, IndexLinks, Question
from handlers.draft_lines import COMMAND, read_check_draft
from handlers.typed import Typed, as_typed, bare_links, is_link, nearest, read_line

_SAYING = "said|says|say|told|tells|claimed|claims|called|asked|asks|stated|announced|mentioned"
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_FILTERS = ("by", "outlet", "since", "until", "story")
_QUIET = frozenset(
    "a an the this that these those is are was were be been being am do does did has have had will "
    "would shall should can could may might must of to in on at by for from with about over and or "
    "it its he she they him her them his their we us our you your i me my there here so as if not "
    "what when where who whom which why how please tell say said says talk talking".split()
)
_READING = frozenset(
    [*"index read add fetch take please and also this these article articles".split(), ""]
)

_WHO_SAID = re.compile(rf"who(?:'s|’s| has| have| had)?\s+(?:{_SAYING})\b(?P<rest>.*)", re.I | re.S)
_WHAT_DID = re.compile(
    r"what (?:did|does|has|have) (?P<who>.+?) (?:say|said|claim|claimed|tell|told)\b(?P<rest>.*)",
    re.I | re.S,
)
_WHO_IS_QUOTED = re.compile(
    r"(?:who(?: is|'s|’s)? quoted|quotes? (?:of|by|from|on|about))\b(?P<rest>.*)", re.I | re.S
)
_DIFFER = re.compile(
    r"(?:what|where|how|which|do|does|is|are)\b.*?"
    r"\b(?:differ\w*|disagree\w*|contradict\w*|conflict\w*)\b"
    r"(?:\s+(?:about|on|over|in|with|regarding))?(?P<rest>.*)",
    re.I | re.S,
)
_HOW_MANY = re.compile(r"how (?:many|much|old|long|far)\b(?P<rest>.*)", re.I | re.S)
_WHEN = re.compile(
    r"(?:when|on what (?:day|date)|(?:on )?which (?:day|date))\b(?P<rest>.*)", re.I | re.S
)
_HAPPENED = re.compile(r"what (?:has )?happened\b(?P<rest>.*)", re.I | re.S)


class NotUnderstood(UnknownWord):
    """No rule fits; `lines` are commands that the person may have meant."""

    def __init__(self, sentence: str, lines: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.lines = lines


def understand(text: str, setting: Setting) -> Question:
    """A command without its slash, or a question; mentions of people in it are dropped.

    Raises BadRequest for a command that cannot be read, NotUnderstood where no rule fits.
    """
    links, alone = _links(text)
    if links and alone:
        return IndexLinks(links)
    whole = as_typed(_MENTION.sub(" ", text))
    if draft := COMMAND.match(whole):
        return read_check_draft(whole[draft.end() :])
    line = " ".join(whole.split())
    if not line or line.lower().strip("!.? ") in ("hi", "hello", "hey", "help", "thanks"):
        return Help()
    who = _WHO_SAID.match(line)
    if who and not line.lower().startswith("who-said"):
        return _said(who["rest"], setting)
    if begins_with_command(line):
        return parse(line, setting)
    try:
        return _asked(line, setting)
    except UnknownWord:
        if links:  # "can you have a look at https://…"
            return IndexLinks(links)
        raise


def _links(text: str) -> tuple[tuple[str, ...], bool]:
    """The links of a text, and whether it holds nothing else but words that ask to read them."""
    words = as_typed(bare_links(_MENTION.sub(" ", text))).split()
    others = {word.lower().strip(",:;.!") for word in words if not is_link(word)}
    return tuple(word for word in words if is_link(word)), others <= _READING


def _asked(line: str, setting: Setting) -> Question:
    if match := _WHAT_DID.match(line):
        return _said_by(match["who"], match["rest"], setting)
    if match := _WHO_IS_QUOTED.match(line):
        return _said(match["rest"], setting)
    if match := _DIFFER.match(line):
        return ShowDiscrepancies(topic=_topic(match["rest"]))
    if match := _HOW_MANY.match(line):
        return ShowDiscrepancies(topic=_topic(match["rest"]), kinds=("number",))
    if match := _WHEN.match(line) or _HAPPENED.match(line):
        return ShowTimeline(topic=_names(match["rest"]) or _topic(match["rest"]))
    first = line.split(" ")[0]
    meant = nearest(first, COMMANDS)
    if meant:
        raise UnknownWord(f"There is no command {first}. Did you mean {meant}?")
    lines = _suggestions(line)
    forms = "; ".join(form.removeprefix("/") for form in lines)
    raise NotUnderstood(f"I did not understand that. Type one of: {forms}; or help.", lines)


def _said(rest: str, setting: Setting) -> Question:
    """ "who said the question was preposterous?": the words that carry it, phrases as they are."""
    typed = read_line(_bare(rest), _FILTERS)
    words = _telling(typed.words)
    if not (words or typed.phrases or typed.last("by")):
        return read_who_said(_bare(rest), setting)
    known = read_who_said(
        " ".join([*_filters_of(typed), *map(_quoted, typed.phrases), *words]), setting
    )
    return known


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


def _suggestions(line: str) -> tuple[str, ...]:
    """The three questions with these words in them, as command lines."""
    words = " ".join(_telling(read_line(_bare(line), ()).parts)[:6]) or "preposterous"
    return (
        write(WhoSaid(words=tuple(words.split()))),
        write(ShowTimeline(topic=words)),
        write(ShowDiscrepancies(topic=words)),
    )
