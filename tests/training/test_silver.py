"""What the teacher says counts, but for organisations that it overlooked."""

import pytest
import spacy

from training.lessons import Lesson
from training.silver import add_organisations, retokenize
from training.tokenizer import make_tokenizer

TAGS = {"o": "O", "G": "B-ORG", "g": "I-ORG", "P": "B-PERSON", "p": "I-PERSON", "L": "B-LOC"}


def tags(letters: str) -> tuple[str, ...]:
    return tuple(TAGS[letter] for letter in letters)


@pytest.mark.parametrize(
    ("teacher", "rough", "both"),
    [
        ("ooo", "Ggo", "Ggo"),  # overlooked
        ("oGo", "Ggo", "Ggo"),  # "Department of Labor", of which the teacher saw the end
        ("Ggg", "oGo", "Ggg"),  # a part of what the teacher saw
        ("PpL", "Ggg", "PpL"),  # other kinds are in the way
        ("LoP", "oPo", "LoP"),  # rough persons are not heard
    ],
)
def test_overlooked_organisations_are_added(teacher: str, rough: str, both: str) -> None:
    assert add_organisations(tags(teacher), tags(rough)) == tags(both)


def test_names_are_carried_to_our_own_words() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    words = ("U.N.-backed", "troops", "left", "Port-au-Prince", ".")
    lesson = Lesson(words, (True,) * 3 + (False, True), names=("B-ORG", "O", "O", "B-LOC", "O"))
    (own,) = retokenize(nlp, [lesson])
    assert own.words[-6:] == ("Port", "-", "au", "-", "Prince", ".")
    assert own.names[-6:] == ("B-LOC", "I-LOC", "I-LOC", "I-LOC", "I-LOC", "O")
    assert len(own.names) == len(own.words)
