"""Words for subject lines that need no other sentence: made-up accounts."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences.clause import LONGEST
from collation.differences.phrasing import is_empty, phrase
from collation.differences.scene import Scene
from extraction.annotations import Span
from extraction.reading import read_articles
from intake.plain import read_plain

HEAD = "Ferry sinks off Norland\n\nThe ferry Aurelia sank off Norland on Monday. "


def words(nlp: Language, text: str, told: str) -> str | None:
    article = read_plain(HEAD + text, "file:0.txt")
    [reading] = read_articles(nlp, [article])
    scene = Scene(Coverage((Covered("0.txt", article, reading, 0),)), ())
    start = article.text.index(told)
    [line] = [x for x in scene.told[0].lines if x.span.start <= start < x.span.end]
    return phrase(scene, [(line, Span(start, start + len(told)))])


@pytest.mark.parametrize(
    ("text", "told", "found"),
    [
        (
            "But Olav Brandt denied the leak.",
            "denied the leak",
            "Olav Brandt denied the leak",
        ),
        (
            "Likewise, Olav Brandt has denied the leak.",
            "denied the leak",
            "Olav Brandt has denied the leak",
        ),
        (
            "A port officer, however, also denied the leak.",
            "denied the leak",
            "A port officer denied the leak",
        ),
        (
            "Captain Olav Brandt spoke. Before he left the quay, he denied the leak.",
            "denied the leak",
            "Before [Olav Brandt] left the quay, he denied the leak",
        ),
    ],
)
def test_ties_are_left_out_and_a_name_stands_for_the_first_pronoun(
    nlp: Language, text: str, told: str, found: str
) -> None:
    assert words(nlp, text, told) == found


def test_a_long_sentence_is_cut_where_a_clause_ends(nlp: Language) -> None:
    text = (
        "Olav Brandt denied that he had left the bridge of the Aurelia on the night on which the "
        "ferry sank, saying that he had been there with two of his officers and the pilot."
    )
    found = words(nlp, text, "Olav Brandt denied")
    assert found is not None
    assert found.endswith("on which the ferry sank …")
    assert len(found) <= LONGEST


def test_a_clause_that_is_too_long_to_be_whole_is_not_cut_before_its_point(nlp: Language) -> None:
    text = "Olav Brandt denied that " + "the old and rusty bilge pump of the ship " * 5 + "leaked."
    assert words(nlp, text, "Olav Brandt denied") is None


def test_a_name_is_not_given_to_a_verb_of_somebody_else(nlp: Language) -> None:
    text = (
        "Olav Brandt came home. That a rival of the captain, whom nobody in the port of Norland or "
        "on the islands trusted at all, had often and in public accused him of a leak was known."
    )
    found = words(nlp, text, "accused him of a leak")
    assert found is None or "[Olav Brandt] accused" not in found


def test_no_link_text_is_quoted(nlp: Language) -> None:
    text = "Mayor Petra Brunter Petra Lee BrunterPort to close next year MORE denied the leak."
    assert words(nlp, text, "denied the leak") is None


@pytest.mark.parametrize(
    "said", ["Roe denied that, but stayed", "Roe apologized for the remark Monday", "Roe denied"]
)
def test_what_is_only_taken_up_says_nothing(said: str) -> None:
    assert is_empty(said)
    assert not is_empty("Roe denied that the port would close")
    assert not is_empty("Roe apologized for the remark about the port")
