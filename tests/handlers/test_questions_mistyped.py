"""Questions in plain words with slips and without capitals; what is shown is true all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language

from tests.handlers.mill import Mill, mill


@pytest.fixture(scope="module")
def room(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mill]:
    with mill(nlp, tmp_path_factory.mktemp("mill")) as room:
        yield room


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("when was Peter Lund arested?", "Police arrested the manager"),
        ("when was peter lund arrested", "Police arrested the manager"),
        ("how many wrkers were killed in harlow?", "12"),
        ("how mnay workers were killed?", "12"),
        ("who siad nobody listened", "Jane Roe"),
        ("waht did Omar Diaz say", "spinning hall"),
        ("quotes from Petrov", "They never stopped running"),
        ("quotes about doors", "those doors in January"),
    ],
)
def test_a_question_with_a_slip_is_answered(room: Mill, asked: str, told: str) -> None:
    assert told in room.slack.direct_message(asked).plain


def test_the_words_of_a_question_are_shown_in_the_order_they_were_typed(room: Mill) -> None:
    reply = room.slack.direct_message("when was the manager of the mill arrested?")
    assert "manager mill arrested" in reply.plain


def test_an_act_of_somebody_else_is_no_answer_beside_the_one_asked_for(room: Mill) -> None:
    reply = room.slack.direct_message("when was peter lund arrested?")
    assert "Dunmore" not in reply.plain
    assert "workers were killed" not in reply.plain.split("Closest")[0]


@pytest.mark.parametrize("asked", ["why was he arrested", "who met the mayor", "what is a mill"])
def test_no_plain_word_is_taken_for_a_slip(room: Mill, asked: str) -> None:
    assert "Ask me one of these" in room.slack.direct_message(asked).plain
