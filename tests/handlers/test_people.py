"""A person's card in Slack: found, merged, split and put back, with who did it for all to see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import BadRequest, NoMatch
from desk.persons import (
    NameView,
    PersonAnswer,
    PersonChange,
    PersonChoice,
    PersonView,
    RoleView,
)
from desk.requests import ShowPerson
from handlers.arguments import parse, write
from handlers.blocks import person
from handlers.typed import Setting
from sandbox.limits import faults_of_view
from sandbox.testing import Sandbox
from tests.handlers.conftest import NOW, STORY, UTTERANCE
from tests.handlers.test_every_message_fits import HOSTILE, accepted, stories, texts, utterances

Desk = Any  # the hand-written one of conftest.py

ANN = PersonView(
    3,
    "Ann Roe",
    "person",
    (NameView(3, "Ann Roe", 2, ("The Post", "The Star")), NameView(9, "A. Roe", 1, ("The Post",))),
    (RoleView("Mayor", 2),),
    3,
    (STORY,),
    1,
    (UTTERANCE,),
    (),
    3,
)
CHOICES = (PersonChoice(3, "Ann Roe", "Mayor", 3), PersonChoice(4, "Ivo Roe", None, 1))


class People:
    """What a desk knows of two people."""

    def __init__(self) -> None:
        self.view = ANN
        self.done: list[object] = []

    def person(self, asker: object, request: ShowPerson) -> PersonAnswer:
        if request.name == "Nobody":
            raise NoMatch("Nobody called “Nobody” is quoted. Check the name.")
        if request.name == "Roe":
            return PersonAnswer("Roe", CHOICES, None)
        return PersonAnswer(request.name, (), self.view)

    def candidates(self, asker: object, id: int) -> tuple[PersonChoice, ...]:
        return CHOICES[1:]

    def merge(self, asker: Any, id: int, other: int | str) -> PersonView:
        if other == "Ann Roe":
            raise BadRequest("“Ann Roe” is that person already.")
        return self._decided("merged", asker.person, (id, other))

    def split(self, asker: Any, id: int, names: object) -> PersonView:
        return self._decided("split", asker.person, (id, names))

    def part_in_story(self, asker: Any, id: int, story: int) -> None:
        self._decided("elsewhere", asker.person, (id, story))

    def collated(self, asker: Any, id: int) -> PersonView:
        self.done.append(("collated", id))
        return self.view

    def undo(self, asker: Any, id: int) -> PersonView:
        self.done.append(("undone", id))
        made = replace(self.view.changes[-1], undone_by=asker.person, undone_at=NOW)
        self.view = replace(self.view, changes=(made,))
        return self.view

    def _decided(self, action: str, who: str, what: object) -> PersonView:
        self.done.append((action, what))
        made = PersonChange(action, who, NOW, ("Ann Roe", "A. Roe"))
        self.view = replace(self.view, changes=(*self.view.changes, made))
        return self.view


@pytest.fixture
def known(desk: Desk) -> People:
    """The desk answers about people."""
    found = People()
    desk.people = found
    return found


@pytest.mark.usefixtures("known")
def test_a_card_shows_names_roles_words_and_story(slack: Sandbox) -> None:
    card = slack.command("/parallax person Ann Roe")
    assert card.ephemeral
    assert "3 quotations · 1 story · person 3" in card.plain
    assert "Ann Roe: 2 quotations, The Post and The Star" in card.plain
    assert "Mayor (2)" in card.plain
    assert "“The question is absurd.”" in card.plain  # in marks, as it is printed
    assert "Show in context" in card.buttons
    assert "story:7" in card.plain
    assert "Undo" not in card.buttons


@pytest.mark.usefixtures("known")
def test_a_name_that_fits_two_asks_which(slack: Sandbox) -> None:
    which = slack.command("/parallax person Roe")
    assert "“Roe” fits 2 people. Which one?" in which.plain
    assert "3 quotations · 1 story" in slack.click(which, action_id="ask").plain


@pytest.mark.usefixtures("known")
def test_a_name_that_nobody_has_is_answered_in_a_sentence(slack: Sandbox) -> None:
    assert "Nobody called “Nobody”" in slack.command("/parallax person Nobody").plain
    assert "Type a name behind it" in slack.command("/parallax person").plain


def test_two_are_merged_in_a_modal_and_put_back(slack: Sandbox, known: People) -> None:
    card = slack.command("/parallax person Ann Roe")
    modal = slack.click(card, "Merge with…")
    assert modal.modal is not None
    slack.submit(modal, {"other": "4"})
    assert known.done == [("merged", (3, 4))]
    merged = slack.refresh(card)
    assert "Merged by" in merged.plain
    slack.click(merged, "Undo")
    assert known.done[-1] == ("undone", 3)
    assert "undone by" in slack.refresh(card).plain


def test_what_is_wrong_is_said_beside_the_field(slack: Sandbox, known: People) -> None:
    modal = slack.click(slack.command("/parallax person Ann Roe"), "Merge with…")
    refused = slack.submit(modal, {"typed": "Ann Roe"})
    assert refused.modal is not None
    assert "that person already" in str(refused.modal.errors)
    assert known.done == []


def test_names_and_stories_are_split_off(slack: Sandbox, known: People) -> None:
    card = slack.command("/parallax person Ann Roe")
    slack.submit(slack.click(card, "Split off…"), {"names": ["9"]})
    assert known.done == [("split", (3, (9,)))]
    slack.submit(slack.click(slack.refresh(card), "Split off…"), {"story": "7"})
    assert known.done[-2:] == [("elsewhere", (3, 7)), ("collated", 3)]


def test_all_in_the_channel_see_who_decided(slack: Sandbox, known: People) -> None:
    card = slack.mention("parallax person Ann Roe")
    slack.submit(slack.click(card, "Merge with…"), {"other": "4"})
    assert "merged two names of one person (Ann Roe)" in slack.thread(card)[-1].plain


def test_a_line_that_asks_for_a_person_is_read_back() -> None:
    setting = Setting(NOW, "UTC")
    for question in (ShowPerson("Ann Roe"), ShowPerson(id=12), ShowPerson("Ann", 3)):
        assert parse(write(question), setting) == question


views = st.builds(
    PersonView,
    st.integers(1, 10**9),
    texts,
    st.sampled_from(("person", "organisation", "")),
    st.lists(
        st.builds(
            NameView,
            st.integers(1, 10**9),
            texts,
            st.integers(0, 10**6),
            st.lists(texts, max_size=6).map(tuple),
        ),
        min_size=1,
        max_size=30,
    ).map(tuple),
    st.lists(st.builds(RoleView, texts, st.integers(0, 99)), max_size=6).map(tuple),
    st.integers(0, 10**6),
    st.lists(stories, max_size=5).map(tuple),
    st.integers(0, 10**4),
    st.lists(utterances, max_size=3).map(tuple),
    st.lists(
        st.builds(
            PersonChange,
            st.sampled_from(("merged", "split", "elsewhere", "odd")),
            texts,
            st.just(NOW),
            st.lists(texts, max_size=5).map(tuple),
            st.one_of(st.none(), texts),
            st.just(NOW),
        ),
        max_size=5,
    ).map(tuple),
    st.integers(0, 1_000),
)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    views,
    st.lists(
        st.builds(PersonChoice, st.integers(1, 9), texts, texts, st.integers(0, 9)), max_size=95
    ),
)
def test_any_person_gives_messages_and_modals_that_slack_takes(
    view: PersonView, choices: list[PersonChoice]
) -> None:
    for message in (
        person.card(view, share=True, shared_by="<@U0DANA>"),
        person.render(PersonAnswer(HOSTILE[0], tuple(choices), None)),
        person.said(view, "U0DANA", "merged"),
    ):
        accepted(message)
    for modal in (person.merge_modal(view, choices, "{}"), person.split_modal(view, "{}")):
        assert faults_of_view(modal) == []
