"""Like sentences of two occasions, and who is said to have said a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collation.differences import find_discrepancies, find_with_doubtful
from collation.differences.wording.worth import Side, Worth, alike, rate
from collation.discrepancy import Discrepancy, Severity
from extraction.annotations import Reading, Span
from tests.collation.readings import coverage, person, quoted

ONE = "We will never close the old harbour to the fishermen."
OTHER = "We will soon close the old harbour to the fishermen."
LONG = (
    "We will never close the old harbour of the northern fishermen before surveyors have repaired "
    "the crumbling lighthouse wall and the mouldering granary."
)


def told(**articles: tuple[str, Reading]) -> tuple[Discrepancy, ...]:
    return find_discrepancies(coverage(**articles), ())


def said(words: str, speaker: str | None = "Jane Roe", cue: str = "said Jane Roe") -> str:
    return f"A report on it. “{words}” {cue}. The end of the report came soon after {speaker}."


def article(
    words: str, speaker: str | None = "Jane Roe", cue: str = "said Jane Roe"
) -> tuple[str, Reading]:
    return quoted(said(words, speaker, cue), (words, speaker))


def with_cue(words: str, cue: str, **changes: object) -> tuple[str, Reading]:
    """An article whose sentence of saying is all of "“…” cue"."""
    text, reading = article(words, cue=f"{cue} Jane Roe")
    start, at = text.index("“"), text.index(cue)
    quotation = replace(
        reading.quotations[0],
        sentence=Span(start, text.index(". The end")),
        cue=Span(at, at + len(cue)),
        **changes,  # type: ignore[arg-type]
    )
    return text, replace(reading, quotations=(quotation,))


def subject_of(one: tuple[str, Reading], other: tuple[str, Reading]) -> str:
    (found,) = told(a0=one, a1=other)
    return found.subject.partition(":")[0]


def test_what_was_said_before_is_another_utterance() -> None:
    now, before = with_cue(ONE, "said"), with_cue(OTHER, "previously said")
    assert told(a0=now, a1=with_cue(OTHER, "said")) != ()
    assert told(a0=now, a1=before) == ()


def test_where_outlets_go_on_behind_the_speaker_says_nothing_of_the_occasion() -> None:
    sea = "Gulls circled above the pier while trawlers unloaded herring and crabs in the drizzle."
    town = "Inflation, budgets and rent dominated an election debate in the theatre that evening."
    one, other = (
        quoted(f"“{words}” said Jane Roe. “{more}”", ((words, more), "Jane Roe"))
        for words, more in ((ONE, sea), (OTHER, town))
    )
    assert told(a0=one, a1=other) != ()
    whole, parted = (
        quoted(f"“{words} {more}” said Jane Roe.", (f"{words} {more}", "Jane Roe"))
        for words, more in ((ONE, sea), (OTHER, town))
    )
    assert told(a0=whole, a1=parted) == ()


def test_what_was_said_on_another_day_is_another_utterance() -> None:
    monday = with_cue(ONE, "said", said_on=date(2031, 3, 3))
    tuesday = with_cue(OTHER, "said", said_on=date(2031, 3, 4))
    assert told(a0=monday, a1=with_cue(OTHER, "said", said_on=date(2031, 3, 3))) != ()
    assert told(a0=monday, a1=tuesday) == ()


def test_a_tweet_and_a_letter_are_two_texts() -> None:
    assert told(a0=with_cue(ONE, "tweeted"), a1=with_cue(OTHER, "wrote in a letter said")) == ()


def test_sentences_that_end_in_other_words_are_two() -> None:
    begun = "The surveyor never found that the harbour company sold any of the boats"
    alone = begun.replace("surveyor", "hired surveyor")
    one = f"{begun} in order to repair the crumbling northern wall."
    other = f"{alone} despite several generous offers from fishermen."
    assert told(a0=article(f"{begun}."), a1=article(f"{begun.replace('sold', 'kept')}.")) != ()
    assert told(a0=article(one.replace("sold", "kept")), a1=article(other)) == ()


def test_an_account_that_has_the_other_words_too_changed_none() -> None:
    text, reading = article(ONE)
    text += " They spoke of what they'll do: we'll soon close the old harbour to the fishermen."
    assert told(a0=(text, reading), a1=article(OTHER)) == ()


def test_a_not_before_a_cut_quotation_is_no_cut() -> None:
    whole = article("I don't see any reason to close it.")
    led = "A report. She doesn't “see any reason to close it.” said Jane Roe."
    part = quoted(led, ("see any reason to close it.", "Jane Roe"))
    assert told(a0=whole, a1=part) == ()


def test_a_term_of_nobody_is_no_utterance() -> None:
    one = quoted("It forbids “enduring harbour works” here.", ("enduring harbour works", None))
    two = quoted("It forbids “enduring harbour digs” here.", ("enduring harbour digs", None))
    assert told(a0=one, a1=two) == ()


def test_two_bodies_are_two_speakers() -> None:
    def by(body: str, words: str) -> tuple[str, Reading]:
        text, reading = article(words, body, f"said {body}")
        return text, replace(reading, people=(person(0, body, "organisation"),))

    long = "We urge the island to correct its mistake and leave the harbour at once."
    again = "We again urge the island side to mend its mistake and leave the harbour."
    assert told(a0=by("the ferry company", long), a1=by("the ferry company", again)) != ()
    assert told(a0=by("the ferry company", long), a1=by("the fish market", again)) == ()


@pytest.mark.parametrize(
    ("first", "second", "subject"),
    [
        # a name at the words against a pronoun's
        (("Max Moe", "she added"), ("Jane Roe", "said Jane Roe"), "what Jane Roe said"),
        # two of one family: only what is printed
        (("Ann Roe", "said Roe"), ("Jane Roe", "said Roe"), "what Roe said"),
        (("the statement", "the statement said"), ("Jane Roe", "said Roe"), "what Jane Roe said"),
        (("the newspaper", "the newspaper quoted her"), ("Jane Roe", "said Roe"),
         "what Jane Roe said"),
        (("the report", "the report said"), (None, "it went"), "what the report said"),
        ((None, "she said"), (None, "it went"), "the words in quotation marks"),
    ],
)  # fmt: skip
def test_the_subject_says_whose_words_they_are(
    first: tuple[str | None, str], second: tuple[str | None, str], subject: str
) -> None:
    one, other = article(LONG, *first), article(LONG.replace("never", "soon"), *second)
    named = [text.replace("after " + str(who), "after it") for (text, _), (who, _) in
             ((one, first), (other, second))]  # fmt: skip
    story = {
        "a0": (named[0], one[1]), "a1": (named[1], other[1]),
        "a2": ("Ann Roe, Jane Roe and Max Moe met.", replace(one[1], quotations=(), people=())),
    }  # fmt: skip
    (found,) = told(**story)
    assert found.subject.partition(":")[0] == subject


def test_a_speaker_is_found_beside_the_words() -> None:
    behind = quoted(f"A view. “{ONE[:-1]},” Harbour Master Jane Roe. End.", (ONE[:-1], None))
    other = article(OTHER[:-1], None, "it went")
    assert subject_of(behind, other) == "what Jane Roe said"
    before = quoted(f"“It is so,” Jane Roe said. “{ONE[:-1]}.” End.", (ONE[:-1], None))
    assert subject_of(before, other) == "what Jane Roe said"


def test_the_subject_ends_at_the_marks_and_at_whole_words() -> None:
    one = "With the old council,” she said, “we have a clear plan for the harbour wall"
    other = "With the old council we have a plan for the harbour wall"
    pieces = tuple(one.split(",” she said, “"))
    first = quoted(f"A view. “{one}” said Jane Roe.", (pieces, "Jane Roe"))
    (found,) = told(a0=first, a1=article(other))
    assert "she said" not in found.subject
    assert "“… we have a clear plan for the harbour wall”" in found.subject


def test_a_not_for_another_word_cannot_hold_with_it() -> None:
    (found,) = told(a0=article(ONE), a1=article(OTHER))
    assert found.severity is Severity.HARD
    (more,) = told(a0=article(ONE), a1=article(ONE.replace("never ", "")))
    assert more.severity is Severity.SOFT


def test_what_differs_in_many_places_was_said_twice_or_translated() -> None:
    one = (
        "We urge the old council to close the broken harbour, stop its brutal police, answer our "
        "calls for free elections and leave the fishermen alone."
    )
    other = one.replace("close", "sell")
    many = (
        "We urge that old council to sell the broken harbour, stop the brutal police, answer our "
        "calls on free elections and leave our fishermen alone."
    )
    assert told(a0=article(one), a1=article(other)) != ()
    assert told(a0=article(one), a1=article(many)) == ()
    (kept,) = find_with_doubtful(coverage(a0=article(one), a1=article(many)), ())
    assert kept.doubtful


def side(words: str, whole: str = "", after: str = "") -> Side:
    return Side(tuple(words.split()), tuple((whole or words).split()), after, frozenset(), False)


@pytest.mark.parametrize(
    ("one", "other", "worth"),
    [
        ("", "apparent", Worth.TURNING),
        ("must", "should", Worth.TURNING),
        ("now", "not", Worth.OPPOSED),
        ("", "not", Worth.TURNING),
        ("", "this morning", Worth.TURNING),
        ("", "terrorist", Worth.TURNING),
        ("leaders", "regime", Worth.TURNING),
        ("excuse", "reason", Worth.TELLING),
        ("have", "hire", Worth.TELLING),
        ("", "what you think", Worth.TELLING),
        ("", "of the pipeline impact", Worth.TELLING),
        ("we", "they", Worth.TELLING),
        ("he", "this person", Worth.TELLING),
        ("kill", "murder", Worth.TURNING),
        ("you", "me", Worth.SMALL),
        ("the", "our", Worth.SMALL),
        ("", "recent", Worth.SMALL),
        ("biggest", "largest", Worth.SMALL),
        ("sept", "september", Worth.SMALL),
        ("felt", "feels", Worth.SMALL),
    ],
)
def test_a_change_is_worth_what_a_reader_learns(one: str, other: str, worth: Worth) -> None:
    assert rate(side(one), side(other)) is worth
    assert rate(side(other), side(one)) is worth


def test_this_month_and_last_are_two() -> None:
    assert rate(side("last", after="month"), side("this", after="month")) is Worth.TURNING
    assert rate(side("last", after="boat"), side("this", after="boat")) is Worth.SMALL


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bark", "barque", True), ("calm", "claim", True), ("credible", "credibility", True),
        ("bought", "buy", True), ("kids", "children", True),
        ("bright", "brilliant", False), ("hire", "have", False), ("12", "13", False),
    ],
)  # fmt: skip
def test_one_word_may_be_heard_for_another(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
