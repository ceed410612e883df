"""What stands beside a name: a role that a person can have, and nothing that only precedes it."""

from __future__ import annotations

import pytest

from collation.roles import role_shown


@pytest.mark.parametrize(
    "role",
    [
        "President",
        "Secretary of State",
        "White House chief of staff",
        "head of the Mill Fund",
        "spokesman for the miller",
        "political science professor at the university",
        "former spokeswoman during the drought",
        "then mill director and now secretary of state",
        "father of two children",
        "TV personality",
        "director of public affairs",
        "boss",
    ],
)
def test_what_a_person_can_be_is_shown_as_printed(role: str) -> None:
    assert role_shown(role) == role


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("beginning of President", "President"),
        ("lengthy hearing for Mayor", "Mayor"),
        ("firing of Secretary of State", "Secretary of State"),
    ],
)
def test_of_a_headline_before_a_name_the_office_alone_is_shown(role: str, shown: str) -> None:
    assert role_shown(role) == shown


@pytest.mark.parametrize(
    "role",
    ["", "of", "attorney for", "members of the Mill Committee", "arrest", "defiant", "relationship",
     "lengthy trial", "national strength"],
)  # fmt: skip
def test_what_nobody_can_be_is_not_shown(role: str) -> None:
    assert role_shown(role) is None
