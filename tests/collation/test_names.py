"""What of a printed name is the name, and which two can be one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.names import Agreement, agree, read_name
from collation.offices import named_office, read_office

NONE, KIN, SPELT, SHORT, SURE = Agreement


@pytest.mark.parametrize(
    ("printed", "words", "suffix"),
    [
        ("Sen. Jane Roe", "jane roe", ""),
        ("Honduran Kim Abrera Gallo", "kim abrera gallo", ""),
        ("Oregon Sen. Jane Roe", "jane roe", ""),
        ("lawyer Jane Q. Roe", "jane q roe", ""),
        ("J.D. Roe", "j d roe", ""),
        ("JD Roe", "j d roe", ""),
        ("José Ángel Roe-Lee", "jose angel roe lee", ""),
        ("Joe Roe, Jr.", "joe roe", "jr"),
        ("Joe Roe III", "joe roe", "iii"),
        ("Pope Julian", "pope julian", ""),
        ("King Otto IV", "king otto iv", ""),
        ("Ann “Nan” Roe", "ann roe", ""),
        ("German Roe", "german roe", ""),
        ("Beto O’Roe", "beto oroe", ""),
        ("President Roe", "roe", ""),
        ("", "", ""),
        ("…", "", ""),
    ],
)
def test_the_words_of_a_name(printed: str, words: str, suffix: str) -> None:
    found = read_name(printed)
    assert (" ".join(found.words), found.suffix) == (words, suffix)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Jane Roe", "Jane Roe", SURE),
        ("Jane Roe", "Jane A. Roe", SURE),
        ("J. Roe", "Jane Roe", SHORT),
        ("R. Roe", "Bob Roe", SHORT),
        ("R. Roe", "Ann Roe", NONE),
        ("Joe Roe", "Joseph Roe", SHORT),
        ("Joe Roe", "Joseph Roe Jr.", KIN),
        ("Joe Roe Jr.", "Joe Roe Sr.", NONE),
        ("Joe Roe III", "Joe Roe", SHORT),
        ("José Roe", "Jose Roe", SURE),
        ("Sen. Jane Roe", "Jane Roe", SURE),
        ("Sergei Rovanov", "Sergey Rovanov", SHORT),
        ("Volmar Zelenskyy", "Volmar Zelensky", SHORT),
        ("Michael Hansen", "Michael Hanson", SPELT),
        ("Mikhail Hansen", "Michael Hanson", NONE),
        ("Jane Roe", "John Roe", NONE),
        ("Jane Roe", "Jane Doe", NONE),
        ("Jane Ann Roe", "Jane Mary Roe", NONE),
        ("Roe", "Jane Roe", NONE),
        ("Pope Julian", "Julian Pope", NONE),
        ("Kim Jong-un", "Kim Jong Un", SURE),
        ("Kim Jong Il", "Kim Il", NONE),
        ("Lee H. Roe", "Lee Roe", SURE),
    ],
)
def test_full_names_agree_word_by_word(one: str, other: str, how: Agreement) -> None:
    assert agree(read_name(one), read_name(other)) is how
    assert agree(read_name(other), read_name(one)) is how


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_may_be_compared_either_way(one: str, other: str) -> None:
    first, second = read_name(one), read_name(other)
    assert agree(first, second) is agree(second, first)
    assert agree(first, first) in (SURE, NONE)


@pytest.mark.parametrize(
    ("printed", "office"),
    [
        ("Honduran President", "president|honduras"),
        ("president of Honduras", "president|honduras"),
        ("Honduras’ president", "president|honduras"),
        ("U.S. President", "president|"),
        ("New York Gov.", "governor|new york"),
        ("Secretary of Mills", "secretary|mills"),
        ("former Mills Secretary", "secretary|mills"),
        ("Vice President", "vice president|"),
    ],
)
def test_an_office_is_read_from_what_somebody_is_called(printed: str, office: str) -> None:
    assert str(read_office(printed)) == office


@pytest.mark.parametrize("printed", ["friend", "45-year-old", "aide to the president's wife", ""])
def test_what_is_no_office_is_none(printed: str) -> None:
    assert read_office(printed) is None


@pytest.mark.parametrize(
    "printed", ["the president", "the Oregon senator", "a former Peruvian president"]
)
def test_no_single_holder_is_told_by(printed: str) -> None:
    assert named_office(printed) is None
