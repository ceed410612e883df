"""What is looked for only in the sentences with its sign is found wherever it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collation.copies import cover
from collation.coverage import Coverage
from collation.differences import factuality
from collation.differences.certainty import hedging, sureness
from collation.differences.events import (
    behind,
    causation,
    contesting,
    denial,
    dying,
    identified,
    rebuttal,
    responsibility,
)
from collation.differences.places import bearing
from collation.differences.printed import Printed
from collation.differences.states import stages
from collation.differences.times import misdated
from collation.differences.wording import saying
from extraction.annotations import Sentence, Span
from intake.plain import read_plain
from tests.collation.readings import EMPTY

SIGNS = {
    "unconfirmed": (sureness._UNCONFIRMED, sureness._SETTLES),
    "confirmed": (sureness._CONFIRMS, sureness._SETTLES),
    "a hedged noun": (sureness._NOUN, sureness._HEDGING_NOUN),
    "a hedged verb": (factuality._OF_THE_VERB, factuality.HEDGING),
    "a hedge": (hedging._pattern("noun", "verb"), hedging._sign("noun", "verb")),
    "charges filed": (stages._FILED, stages._CHARGE),
    "charges weighed": (stages._PENDING, stages._CHARGE),
    "a motive": (causation._UNKNOWN, causation._WHY),
    "who is behind it": (responsibility._BEHIND, responsibility._SIGN),
    "blame": (behind._ANY, behind._SIGN),
    "a bearing": (bearing._BEARING, bearing._SIGN),
    "a weekday": (misdated._DATE, misdated._DAYS),
    "a naming": (identified._NAMING, identified._NAMED),
    "a denial": (denial._cue(), denial._SIGN),
    "innocence": (contesting.INNOCENT, contesting.SIGN_OF_INNOCENCE),
    "a flat rebuttal": (rebuttal._cues().flat, rebuttal._cues().sign),
    "a mild rebuttal": (rebuttal._cues().mild, rebuttal._cues().sign),
    "a remark": (saying._unfounded(), saying._sign_of_unfounded()),
    "a report on a death": (dying._REPORT, dying._DEATH),
    **{
        f"a death {manner}": (pattern, dying._VIOLENT)
        for manner, pattern in dying._manner_patterns().items()
    },
}


def printed(*sentences: str) -> Coverage:
    """A coverage of one article with these sentences."""
    at, spans = 0, []
    for sentence in sentences:
        spans.append(Sentence(Span(at, at + len(sentence)), 0))
        at += len(sentence)
    article = replace(read_plain("Orrin", "file:orrin.txt"), text="".join(sentences))
    return cover([("a", article, replace(EMPTY, sentences=tuple(spans)))])


def having(coverage: Coverage, *sign: str) -> list[str]:
    [covered] = coverage.articles
    return [covered.text(one.span) for one in Printed(coverage).having(covered, sign)]


def test_a_sign_begins_a_word_in_small_or_capital_letters() -> None:
    story = printed("CHARGED on Monday. ", "He was discharged. ", 'Two "charges" stand. ')
    assert having(story, "charg") == ["CHARGED on Monday. ", 'Two "charges" stand. ']


def test_sentences_come_in_order_and_once_whichever_word_is_found_first() -> None:
    story = printed("It was true. ", "No. ", "It was confirmed as accurate. ")
    told = ["It was true. ", "It was confirmed as accurate. "]
    assert having(story, "confirm", "accurate", "true") == told


def test_a_hyphen_and_an_underscore_part_words() -> None:
    story = printed("A self-inflicted wound. ", "Signed @orrin_herald. ")
    assert having(story, "inflicted") == ["A self-inflicted wound. "]
    assert having(story, "herald", "@") == ["Signed @orrin_herald. "]


def test_only_the_account_asked_for_is_searched() -> None:
    [one], [other] = printed("It is true.").articles, printed("It is so.").articles
    story = Coverage((one, replace(other, id="b")))
    found = Printed(story)
    assert [len(found.having(covered, ("true",))) for covered in story.articles] == [1, 0]


@pytest.mark.parametrize("what", SIGNS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_pattern_finds_has_its_sign(what: str, data: st.DataObject) -> None:
    pattern, sign = SIGNS[what]
    words = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="ascii")))
    assert pattern.search(words) is not None
    assert having(printed(words), *sign) == [words]
