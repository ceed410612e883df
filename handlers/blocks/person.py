"""Who somebody is: all names, roles, words and stories in; a card, the modals to change it, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desk.answers import UtteranceView
from desk.persons import (
    NameView,
    PersonAnswer,
    PersonChange,
    PersonChoice,
    PersonView,
)
from handlers.blocks import limits
from handlers.blocks.citations import source_line, ways_in
from handlers.blocks.elements import (
    ASK,
    PERSON,
    SHARE,
    actions,
    button,
    choice,
    context,
    count_of,
    header,
    modal,
    moment,
    name,
    plain,
    quoted,
    rich,
    section,
    several,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.standing import judging
from handlers.blocks.who_said import words_of

MERGE, SPLIT = "merge_person", "split_person"  # callback ids of the modals
NAME = 100
NAMES = 12  # of one person on a card
WORDS = 240  # characters of a quotation on a card
TYPED = 200
OPTIONS_TO_CHECK = 10  # Slack's limit of checkboxes


def render(
    answer: PersonAnswer, *, zone: str = "UTC", share: bool = False, shared_by: str = ""
) -> Message:
    """One person's card; a choice where the name fits several."""
    if answer.person is not None:
        return card(answer.person, zone=zone, share=share, shared_by=shared_by)
    return _which(answer)


def card(
    view: PersonView, *, zone: str = "UTC", share: bool = False, shared_by: str = ""
) -> Message:
    """Names as printed, roles, stories and the newest words; buttons to merge, split, undo."""
    head = [header(cut(one_line(view.name), limits.HEADER)), context(_counted(view))]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    if view.roles:
        roles = [f"{cut(one_line(r.role), 60)} ({r.utterances})" for r in view.roles]
        head.append(section(f"*Called* {literal(several(roles), 900)}"))
    names = [_name(one) for one in view.names[:NAMES]]
    if len(view.names) > NAMES:
        names.append(f"and {len(view.names) - NAMES} more")
    head.append(section("*As printed*\n" + "\n".join(f"• {one}" for one in names)))
    items = [_said(said) for said in view.utterances if said.versions]
    if items:
        head.append(section("*Newest words*"))
    foot = [context(_story_line(view))] if view.stories else []
    foot += [context("\n".join(_change(one, zone) for one in view.changes))] if view.changes else []
    foot.append(actions(*_buttons(view, share=share)))
    text = f"{one_line(view.name)}: {_counted(view)}"
    return compose(text, head, items, foot)


def said(view: PersonView, person: str, what: str) -> Message:
    """For the thread: who did what."""
    text = f"<@{person}> {what} ({name(view.name, NAME)})."
    return compose(f"Somebody {what}: {one_line(view.name)}.", [section(text)])


def merge_modal(view: PersonView, found: Sequence[PersonChoice], carried: str) -> Block:
    """Whom the person is, too: of the likest ones, or by a name typed."""
    shown = literal(one_line(view.name), NAME)
    blocks = [section(f"Who else is *{shown}*? Both are one person from then on, until undone.")]
    options = [(_option(one), str(one.id)) for one in found]
    if options:
        menu = choice("A name like it", "other", options)
        blocks.append(_asked("other", "Somebody quoted", menu))
    typed = {"type": "plain_text_input", "action_id": "typed", "max_length": TYPED}
    blocks.append(_asked("typed", "Or a full name" if options else "A full name", typed))
    return modal(MERGE, "Merge with…", "Merge", blocks, carried)


def split_modal(view: PersonView, carried: str) -> Block:
    """Which names are somebody else's; or in which story it is somebody else of the name."""
    shown = literal(one_line(view.name), NAME)
    blocks = [section(f"What of *{shown}* is somebody else?")]
    if len(view.names) > 1:
        boxes = {
            "type": "checkboxes",
            "action_id": "names",
            "options": [
                {
                    "text": plain(cut(one_line(one.name), limits.OPTION_TEXT), 75),
                    "value": str(one.id),
                }
                for one in view.names[:OPTIONS_TO_CHECK]
            ],
        }
        blocks.append(_asked("names", "These names", boxes))
    if view.stories:
        told = [(cut(one_line(s.title), limits.OPTION_TEXT), str(s.id)) for s in view.stories]
        menu = choice("A story", "story", told)
        blocks.append(_asked("story", "Everything in this story", menu))
    return modal(SPLIT, "Split off…", "Split", blocks, carried)


def read_merge(values: Mapping[str, Any]) -> int | str | None:
    """The number chosen, else the name typed; None where neither was given."""
    chosen = (_field(values, "other").get("selected_option") or {}).get("value")
    typed = " ".join(str(_field(values, "typed").get("value") or "").split())
    if typed:
        return typed
    return int(chosen) if chosen else None


def read_split(values: Mapping[str, Any]) -> tuple[tuple[int, ...], int | None]:
    """The numbers of the names, and that of the story."""
    checked = _field(values, "names").get("selected_options") or []
    story = (_field(values, "story").get("selected_option") or {}).get("value")
    return tuple(int(one["value"]) for one in checked), int(story) if story else None


def _which(answer: PersonAnswer) -> Message:
    fitting = count_of(len(answer.choices), "person", "people")
    text = f"“{cut(one_line(answer.name), NAME)}” fits {fitting}. Which one?"
    rows = [
        [
            section(
                f"*{name(one.name, NAME)}*"
                + (f", {literal(one_line(one.role), NAME)}" if one.role else "")
                + f"\n{count_of(one.quotations, 'quotation')} · `id:{one.id}`",
                button("Open", ASK, f"/parallax person id:{one.id}", of=f"{one.id}: {one.name}"),
            )
        ]
        for one in answer.choices
    ]
    return compose(text, [section(literal(text, 500))], rows)


def _counted(view: PersonView) -> str:
    parts = [count_of(view.quotations, "quotation")]
    stories = count_of(view.story_count, "story", "stories")
    if view.quotations > view.counted:
        parts.append(f"the newest {view.counted} in {stories}")
    else:
        parts.append(stories)
    return " · ".join([*parts, f"person {view.id}"])


def _name(one: NameView) -> str:
    by = several([cut(one_line(outlet), 40) for outlet in one.outlets], 4)
    shown = f"{name(one.name, NAME)}: {count_of(one.quotations, 'quotation')}"
    return shown + (f", {literal(by, 260)}" if by else "")


def _said(one: UtteranceView) -> list[Block]:
    """The newest printing of an utterance, as /who-said shows it; the way into its article."""
    days = [version.citation.published or date.min for version in one.versions]
    version = one.versions[max(range(len(days)), key=lambda place: (days[place], place))]
    words = words_of(version, marked=False, most=WORDS)
    found: list[Block] = [rich(source_line(version.citation), quoted(*words))]
    ways = ways_in([version.citation], quotations=True)
    return [*found, ways] if ways is not None else found


def _story_line(view: PersonView) -> str:
    told = [f"“{cut(one_line(s.title), 70)}” (story:{s.id})" for s in view.stories]
    more = view.story_count - len(told)
    return literal(f"In {several(told, 5)}" + (f" and {more} more." if more > 0 else "."), 1_500)


def _change(one: PersonChange, zone: str) -> str:
    names = literal(several([cut(one_line(n), 60) for n in one.names], 4), 300)
    done = {
        "merged": f"Merged by {_who(one.person)}: {names}",
        "split": f"Split by {_who(one.person)}: {names}",
        "elsewhere": f"Somebody else in one story, by {_who(one.person)}: {names}",
    }.get(one.action, f"{literal(one.action, 20)} by {_who(one.person)}: {names}")
    told = f"{done}, {literal(moment(one.at, zone), 80)}"
    if one.undone_by is not None and one.undone_at is not None:
        told += f"; undone by {_who(one.undone_by)}, {literal(moment(one.undone_at, zone), 80)}"
    return f"{told}."


def _who(person: str) -> str:
    """A mention where it is a user's id, which Slack shows as a name; else the words."""
    return f"<@{person}>" if person.isalnum() and person[:1] in "UW" else name(person or "somebody")


def _buttons(view: PersonView, *, share: bool) -> list[Block]:
    value = str(view.id)
    buttons = [
        button("All quotations", ASK, f'/who-said by:"{_unquoted(view.name)}"'),
        button("Merge with…", f"{PERSON}_merge", value),
    ]
    if len(view.names) > 1 or view.story_count > 1:
        buttons.append(button("Split off…", f"{PERSON}_split", value))
    if any(one.undone_at is None for one in view.changes):
        buttons.append(button("Undo", f"{PERSON}_undo", value))
    line = f"/parallax person id:{view.id}"
    if share:
        buttons.append(button("Share to channel", SHARE, line))
    return [*buttons, *judging(line)]


def _unquoted(text: str) -> str:
    return cut(one_line(text), 200).replace('"', "'").replace("“", "'").replace("”", "'")


def _option(one: PersonChoice) -> str:
    role = f", {cut(one_line(one.role), 24)}" if one.role else ""
    return f"{cut(one_line(one.name), 36)}{role} ({one.quotations})"


def _asked(field: str, label: str, element: Block) -> Block:
    return {
        "type": "input",
        "block_id": field,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": True,
    }


def _field(values: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    found = (values.get(field) or {}).get(field) or {}
    return found if isinstance(found, Mapping) else {}
