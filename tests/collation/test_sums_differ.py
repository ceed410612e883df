"""Parts that do not add up to the total that is stated, and parts that do."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Kind
from tests.collation.test_differences import differences, of_kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The list has 888 boats. Another 284 boats were added for the total of 1,102 boats.",
            True,
        ),
        (
            "The list has 888 boats. Another 214 boats were added for the total of 1,102 boats.",
            False,
        ),
        ("The list has about 900 boats. Another 200 boats make a total of 1,102 boats.", False),
        ("The list has 888 boats and 284 carts, of a total of 1,102 boats.", False),
        ("The list has 888 boats. Another 284 boats are old. The harbour is full.", False),
    ],
)
def test_parts_make_the_total(nlp: Language, text: str, told: bool) -> None:
    found = of_kind(differences(nlp, text), Kind.NUMBER)
    assert [d.between for d in found] == ([Between.SELF] if told else [])
