"""Keys make one what is one, and keep apart what is not."""

from __future__ import annotations

from store.keys import name_key


def test_two_spellings_of_a_name_are_one() -> None:
    assert name_key("José GARCÍA") == name_key("jose  garcia")
    assert name_key("José García") != name_key("José García Jr.")


def test_names_without_a_letter_are_kept_apart() -> None:
    assert name_key("★") != name_key("§§")
