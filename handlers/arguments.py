"""A line typed to the bot in; the question it asks, out; and a question back to a line.

One parser for commands, mentions and direct messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from desk.answers import Page
from desk.changes import ShowChanges
from desk.errors import BadRequest, UnknownWord
from desk.grouped import MergeStories, ShowStory, SplitStory, UndoStory
from desk.removal import Forget, ShowPrivacy
from desk.requests import Filters, ShowDiscrepancies, ShowPerson, ShowTimeline, Subscribe, WhoSaid
from handlers.asked import (
    Guests,
    Help,
    IndexLinks,
    NameOutlet,
    OpenDiscrepancy,
    Question,
    ShowCorrections,
    ShowLinks,
    ShowStatus,
    ShowStories,
    ShowVerdicts,
)
from handlers.dates import read_day
from handlers.draft_lines import read_check_draft
from handlers.index_words import read_words
from handlers.kept_words import VERBS, read_kept
from handlers.orders import SEVERITIES, kinds_of, number, one_of, read_digest, write_order
from handlers.story_words import ABOUT_ONE, read_story
from handlers.story_words import VERBS as STORY_VERBS
from handlers.typed import Setting, Typed, as_typed, bare_links, nearest, quote, read_line

STATES: Final = ("open", "confirmed", "resolved", "dismissed", "snoozed", "doubtful", "all")
_SCOPE = ("outlet", "since", "until", "story", "page")
_INDEX = re.compile(r"\s*/?index\b", re.I)


def parse(line: str, setting: Setting) -> Question:
    """A line that begins with a command, with or without its slash.

    Raises BadRequest, UnknownWord or BadDate with a sentence for who typed it.
    """
    about_story = ABOUT_ONE.match(line) is not None
    text = as_typed(bare_links(line) if about_story or _INDEX.match(line) else line)
    if about_story and not text.lower().lstrip("/").startswith("parallax"):
        text = f"/parallax {text.lstrip('/')}"
    first, rest = (*text.split(None, 1), "", "")[:2]
    command = first.lower().lstrip("/").rstrip(":").replace("_", "-")
    reader = COMMANDS.get(ALIASES.get(command, command))
    if reader is not None:
        return _read(reader, ALIASES.get(command, command), rest, setting)
    if command in ("help", "?", "hi", "hello"):
        return Help(_topic(rest))
    meant = nearest(command, [*COMMANDS, *ALIASES])
    if meant:
        right = f"/{ALIASES.get(meant, meant)} {rest}".strip()
        raise UnknownWord(f"There is no command {first}. Did you mean {meant}?", right)
    raise UnknownWord(
        f"There is no command {first}. Try who-said, timeline, discrepancies, digest, index "
        "or help."
    )


def _read(
    reader: Callable[[str, Setting], Question], command: str, rest: str, setting: Setting
) -> Question:
    """What the command's reader makes of the rest; a slip in it is corrected as a whole line."""
    try:
        return reader(rest, setting)
    except UnknownWord as error:
        if error.instead:
            error.instead = f"/{command} {error.instead}"
        raise


def begins_with_command(line: str) -> bool:
    """Whether the first word is one of the commands (with or without its slash) or help."""
    first = as_typed(line).partition(" ")[0].lower()
    command = first.lstrip("/").rstrip(":").replace("_", "-")
    return first.startswith("/") or command in ("help", "?") or command in (*COMMANDS, *ALIASES)


def read_who_said(rest: str, setting: Setting) -> Question:
    """`[WORDS] ["a phrase"] [by:NAME] [outlet: since: until: story:]`: some of them."""
    if _asks_help(rest):
        return Help("who-said")
    typed = read_line(rest, ("by", *_SCOPE))
    by = typed.only("by")
    filters = _filters(typed, setting)
    if not (typed.words or typed.phrases or by or filters != Filters()):
        raise BadRequest(
            "Type words that were said, or by: and a name: /who-said preposterous, or "
            "/who-said by:Rubio."
        )
    return WhoSaid(typed.words, typed.phrases, by, filters, _page(typed))


def read_timeline(rest: str, setting: Setting) -> Question:
    """`TOPIC [since: until: outlet: story: background:yes corrections:yes]`."""
    if _asks_help(rest):
        return Help("timeline")
    typed = read_line(rest, ("background", "corrections", *_SCOPE))
    topic, filters = " ".join(typed.parts), _filters(typed, setting)
    found = ShowTimeline(topic, filters, _is_yes(typed.only("background")), _page(typed))
    return ShowCorrections(found) if _is_yes(typed.only("corrections")) else found


def read_discrepancies(rest: str, setting: Setting) -> Question:
    """`[TOPIC] [kind: severity: state: outlet: since: until: story:]`, or `id:12`."""
    if _asks_help(rest):
        return Help("discrepancies")
    typed = read_line(rest, ("kind", "severity", "state", "id", *_SCOPE))
    if (id := typed.only("id")) is not None:
        return OpenDiscrepancy(number("id", id.lstrip("#")))
    if len(typed.words) == len(typed.parts) == 1 and not typed.filters:
        bare = typed.words[0].removeprefix("#")
        if bare.isascii() and bare.isdigit() and len(bare) < 10:
            return OpenDiscrepancy(number("id", bare))
    return ShowDiscrepancies(
        " ".join(typed.parts),
        kinds_of(typed),
        one_of("severity", typed.only("severity"), SEVERITIES),
        one_of("state", typed.only("state"), STATES) or "open",
        _filters(typed, setting),
        _page(typed),
    )


def read_index(rest: str, setting: Setting) -> Question:
    """`URL…`, `status`, `feed URL`, `feeds …` or `help`."""
    words = rest.split()
    if not words or _asks_help(rest):
        return Help("index")
    return read_words(words)


def read_parallax(rest: str, setting: Setting) -> Question:
    """`status`, `stories`, `story 3 …`, `person NAME`, `outlet OLD "NEW"`, `verdicts`, `help` …"""
    typed = read_line(rest, ("id", *_SCOPE))
    verb = typed.parts[0].lower() if typed.parts else "help"
    by_number = bool(typed.all("story")) and (not typed.parts or verb in STORY_VERBS)
    if by_number or verb in ("stories", "story"):
        return read_story(typed, _page(typed))
    if verb in VERBS:
        return read_kept(verb, typed.parts[1:], _filters(typed, setting), _page(typed))
    if verb in ("person", "people", "who"):
        return _person(typed)
    if verb == "status":
        return ShowStatus()
    if verb in ("outlet", "rename"):
        if len(typed.parts) != 3:
            raise BadRequest('Type both names, each in quotation marks: outlet "old" "new".')
        return NameOutlet(typed.parts[1], typed.parts[2])
    if verb in ("help", "?"):
        return Help(_topic(" ".join(typed.parts[1:])))
    if verb in ("verdicts", "verdict"):
        return ShowVerdicts()
    if verb in ("guests", "guest"):
        return _guests(typed)
    known = ("status", "stories", "story", "person", "outlet", "verdicts", "guests", *VERBS, "help")
    meant = nearest(verb, known)
    hint = f"Did you mean {meant}?" if meant else f"Try one of {', '.join(known)}."
    right = (
        "" if meant is None or typed.filters else " ".join((meant, *map(_word, typed.parts[1:])))
    )
    raise UnknownWord(f"/parallax knows no word {typed.parts[0]}. {hint}", right)


def _guests(typed: Typed) -> Guests:
    wanted = typed.parts[1].lower() if len(typed.parts) > 1 else ""
    if wanted in ("", "allow", "refuse"):
        return Guests({"allow": True, "refuse": False}.get(wanted))
    raise BadRequest("Type /parallax guests allow, or /parallax guests refuse.")


def _person(typed: Typed) -> ShowPerson:
    name = " ".join(typed.parts[1:])
    if (id := typed.only("id")) is not None:
        return ShowPerson(name, number("id", id.lstrip("#")))
    if not name:
        raise BadRequest("Type a name behind it: /parallax person Rubio.")
    return ShowPerson(name)


COMMANDS: Final[dict[str, Callable[[str, Setting], Question]]] = {
    "who-said": read_who_said,
    "timeline": read_timeline,
    "discrepancies": read_discrepancies,
    "digest": read_digest,
    "index": read_index,
    "check-draft": lambda rest, setting: read_check_draft(rest),
    "parallax": read_parallax,
}
ALIASES: Final = {
    "whosaid": "who-said",
    "discrepancy": "discrepancies",
    "differences": "discrepancies",
    "checkdraft": "check-draft",
    "draft": "check-draft",
}


def write(question: Question) -> str:
    """The line that asks the question again: what buttons carry. `parse` reads it back."""
    match question:
        case WhoSaid():
            parts = ["/who-said", *(quote(phrase) for phrase in question.phrases)]
            parts += [_word(word) for word in question.words]
            parts += _written("by", question.by)
        case ShowTimeline():
            parts = ["/timeline", *map(_word, question.topic.split())]
            parts += ["background:yes"] if question.background else []
        case ShowDiscrepancies():
            parts = ["/discrepancies", *map(_word, question.topic.split())]
            parts += [f"kind:{kind}" for kind in question.kinds]
            parts += _written("severity", question.severity)
            parts += [f"state:{question.state}"] if question.state != "open" else []
        case OpenDiscrepancy():
            return f"/discrepancies id:{question.id}"
        case ShowCorrections():
            return f"{write(question.of)} corrections:yes"
        case Subscribe():
            return write_order(question)
        case ShowVerdicts():
            return "/parallax verdicts"
        case ShowPrivacy():
            return "/parallax privacy"
        case Forget():
            return f"/parallax forget {question.what} {question.of}".strip()
        case ShowChanges():
            parts = ["/parallax", "changes"]
        case IndexLinks():
            return " ".join(("/index", *question.urls))
        case ShowLinks():
            return "/index status"
        case ShowStatus():
            return "/parallax status"
        case ShowStories():
            return "/parallax stories"
        case ShowStory():
            turned = f" page:{question.page}" if question.page > 1 else ""
            return f"/parallax story {question.id}{turned}"
        case MergeStories() | SplitStory() | UndoStory():
            return f"/parallax story {question.id}"
        case ShowPerson():
            name = f" {quote(question.name)}" if question.name else ""
            return f"/parallax person{name}" + ("" if question.id is None else f" id:{question.id}")
        case Help():
            return f"/{question.topic or 'parallax'} help"
        case _:
            return "/digest list"
    filters = question.filters
    parts += _written("outlet", filters.outlet)
    parts += [f"since:{filters.since.isoformat()}"] if filters.since else []
    parts += [f"until:{filters.until.isoformat()}"] if filters.until else []
    parts += [f"story:{filters.story}"] if filters.story is not None else []
    parts += [f"page:{question.page}"] if question.page > 1 else []
    return " ".join(parts)


def turns(
    question: WhoSaid | ShowTimeline | ShowDiscrepancies | ShowChanges | ShowStory, page: Page
) -> tuple[str, str]:
    """The lines that ask for the page before `page` and after it; "" where there is none."""
    number = page.number
    before = write(replace(question, page=number - 1)) if number > 1 else ""
    after = write(replace(question, page=number + 1)) if number < page.pages else ""
    return before, after


def _filters(typed: Typed, setting: Setting) -> Filters:
    since, until = typed.only("since"), typed.only("until")
    story = typed.only("story")
    found = Filters(
        outlet=typed.only("outlet"),
        since=read_day(since, setting.now, last=False) if since else None,
        until=read_day(until, setting.now, last=True) if until else None,
        story=number("story", story.lstrip("#")) if story else None,
    )
    if found.since and found.until and found.since > found.until:
        raise BadRequest("since: is later than until:. Turn the two dates round.")
    return found


def _is_yes(value: str | None) -> bool:
    return (value or "no").lower() in ("yes", "true", "on", "1")


def _page(typed: Typed) -> int:
    value = typed.only("page")
    return max(1, number("page", value)) if value else 1


def _asks_help(rest: str) -> bool:
    return rest.strip().lower() in ("help", "?", "-h", "--help")


def _topic(rest: str) -> str:
    command = rest.strip().lower().lstrip("/")
    return ALIASES.get(command, command)


def _written(name: str, value: str | None) -> list[str]:
    if not value:
        return []
    return [f"{name}:{quote(value)}" if not value.isalnum() else f"{name}:{value}"]


def _word(word: str) -> str:
    """A word that `read_line` would take for something else is put into marks."""
    return quote(word) if ":" in word or word[:1] in '"“”„«#' else word
