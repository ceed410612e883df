"""`parallax person NAME`: who that is, and what the newsroom decides about it; printed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot import exits
from bot.asking import console
from bot.settings import load
from bot.terminal import show
from bot.wiring import asker, open_whole_desk
from desk.errors import BadRequest
from desk.persons import PersonAnswer, PersonView
from desk.requests import Asker, ShowPerson
from handlers.blocks import person

if TYPE_CHECKING:
    from desk.desk import Desk


def run(options: argparse.Namespace) -> int:
    """Show somebody; with a flag, merge, split or undo first."""
    settings = load()
    who = asker(settings)
    with open_whole_desk(settings) as desk:
        found = desk.people.person(who, _asked(options.name))
        if found.person is not None:
            view = _decided(desk, who, found.person, options)
            found = PersonAnswer(found.name, (), view)
        elif options.merge or options.split or options.elsewhere or options.undo:
            listed = ", ".join(f"“{one.name}” (id:{one.id})" for one in found.choices)
            raise BadRequest(f"“{found.name}” fits several people: {listed}. Name one of them.")
        show(console(), person.render(found, zone=settings.zone))
    return exits.DONE


def _asked(words: list[str]) -> ShowPerson:
    """`Jane Roe`, or `id:12`."""
    typed = " ".join(words)
    number = typed.removeprefix("id:").lstrip("#")
    if typed.startswith(("id:", "#")) and number.isascii() and number.isdigit():
        return ShowPerson(id=int(number[:9]))
    return ShowPerson(typed)


def _decided(desk: Desk, who: Asker, view: PersonView, options: argparse.Namespace) -> PersonView:
    if options.undo:
        return desk.people.undo(who, view.id)
    if options.merge:
        return desk.people.merge(who, view.id, options.merge)
    if options.elsewhere is not None:
        desk.people.part_in_story(who, view.id, options.elsewhere)
        return desk.people.collated(who, view.id)
    if options.split:
        return desk.people.split(who, view.id, _numbers(view, options.split))
    return view


def _numbers(view: PersonView, names: list[str]) -> list[int]:
    """The numbers of the names as printed on the card, whatever their case."""
    known = {one.name.casefold(): one.id for one in view.names}
    missing = [name for name in names if name.casefold() not in known]
    if missing:
        printed = ", ".join(f"“{one.name}”" for one in view.names)
        raise BadRequest(f"“{missing[0]}” is none of the names: {printed}.")
    return [known[name.casefold()] for name in names]
