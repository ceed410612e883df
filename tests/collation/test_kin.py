"""Whether a name only tells whose relative or aide somebody is, in made-up sentences."""

from __future__ import annotations

import pytest

from collation.differences.kin import is_other, is_relative, only_others
from extraction.annotations import Span
from tests.collation.readings import coverage, quoted


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Roe’s brother fell ill.", True),
        ("Roe's 30-year-old brother fell ill.", True),
        ("Moss’ former chief of staff fell ill.", True),
        ("The wife of Roe fell ill.", True),
        ("An assistant to the former mayor Jane Roe fell ill.", True),
        ("Roe fell ill.", False),
        ("Roe’s boat sank.", False),
        ("Roe’s row with her brother went on.", False),
        ("Roe’s brotherhood met.", False),
        ("A lawyer for the club said Roe fell ill.", False),
        ("Secretary of State Jane Roe fell ill.", False),
    ],
)
def test_a_name_tells_of_its_bearer_or_of_somebody_by_it(text: str, other: bool) -> None:
    name = "Moss" if "Moss" in text else "Jane Roe" if "Jane" in text else "Roe"
    (covered,) = coverage(a=quoted(text)).articles
    at = text.index(name)
    assert is_other(covered, Span(at, at + len(name))) is other


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Roe’s aide met the owners.", True),
        ("Roe’s aide met Roe.", False),
        ("Roe’s aide said she met the owners.", False),
        ("The owners met.", False),
    ],
)
def test_who_is_named_beside_or_meant_by_a_pronoun_is_told_of(text: str, only: bool) -> None:
    (covered,) = coverage(a=quoted(text)).articles
    starts = [n for n in range(len(text)) if text.startswith("Roe", n)]
    mentions = [Span(start, start + len("Roe")) for start in starts]
    assert only_others(covered, Span(0, len(text)), mentions) is only


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        ("Her younger sister Ann Roe sang.", True),
        ("Tom Roe’s sister, Ann Roe sang.", True),
        ("Ann Roe, his wife, sang.", True),
        ("Ann Roe, 9, Tom’s niece, sang.", True),
        ("Her boat and Ann Roe sank.", False),
        ("Ann Roe, the singer, sang.", False),
    ],
)
def test_a_relative_is_introduced_before_or_behind_the_name(text: str, kin: bool) -> None:
    (covered,) = coverage(a=quoted(text)).articles
    at = text.index("Ann Roe")
    assert is_relative(covered, Span(at, at + len("Ann Roe"))) is kin
