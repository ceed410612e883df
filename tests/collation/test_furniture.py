"""What a page puts between an account's words: made-up ones."""

from __future__ import annotations

import pytest

from collation.differences.furniture import is_furniture, is_run_in


@pytest.mark.parametrize(
    "words",
    [
        "Mayor Ann Brunter Ann Lee BrunterPort to close next year Ferry line sold MORE said no.",
        "He spoke with warden Olav Brandt Olav (Ole) BrandtMORE who denied it.",
        "Brandt is Captain Lund Petra Jane LundSailors say the ferry was old.",
        "JUST WATCHED Ferry sinks off Norland Replay More Videos ...",
        "CLOSE Divers search the wreck of the Aurelia.",
        "Ferry line sold to a rival Read more",
        "Sign up for the morning letter.",
        "A diver at the wreck. (AP Photo/Jane Roe)",
    ],
)
def test_links_buttons_and_credits_are_no_sentences_of_an_account(words: str) -> None:
    assert is_furniture(words)


@pytest.mark.parametrize(
    "words",
    [
        "Captain Brandt told Brandt's brother that the port would close.",
        "Thousands sign up for the ferry line each spring.",
        "He wanted more, and the BrandtLine paid more.",
        "North Norland and North-East Norland voted against it.",
        "Roe (@RoeLund) said that the port would close at nine.",
    ],
)
def test_plain_sentences_are_an_accounts_own(words: str) -> None:
    assert not is_furniture(words)


@pytest.mark.parametrize(
    ("words", "word", "inside"),
    [
        ("Mayor Ann Brunter Ann Lee BrunterPort Lund spars with crew MORE left.", "Lund", True),
        ("Mayor Ann Brunter Ann Lee BrunterPort to close MORE said Lund left.", "Lund", False),
        ("Mayor Ann Brunter Ann Lee BrunterPort to close MORE left.", "Mayor", False),
        ("Ann Brunter Ann Lee BrunterPort to close MORE met Roe Lund Roe Jan LundShip lost MORE.",
         "Roe", False),
        ("Lund spars with crew on the port Ferry sold MORE (R-Orrin).", "Lund", True),
    ],
)  # fmt: skip
def test_a_name_in_headlines_of_other_articles_is_none_of_the_account(
    words: str, word: str, inside: bool
) -> None:
    assert is_run_in(words, words.index(word)) is inside
