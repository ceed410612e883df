"""Where two outlets print other words for one quotation, and where it only looks so."""

from __future__ import annotations

import pytest

from collation.coverage import Coverage
from collation.differences import find_discrepancies, find_with_doubtful
from collation.discrepancy import Discrepancy, Kind, Severity
from tests.collation.readings import coverage, quoted

OTHER = "Nobody else has anything to do with it, and the weather was fine all along the coast. "


def accounts(*quotations: tuple[str, str | None]) -> Coverage:
    articles = {}
    for number, (words, speaker) in enumerate(quotations):
        text = f"Article {number} on the harbour. “{words}” said {speaker}. End of {number}."
        articles[f"a{number}"] = quoted(text, (words, speaker))
    return coverage(**articles)


def differences(*quotations: tuple[str, str | None]) -> tuple[Discrepancy, ...]:
    return find_discrepancies(accounts(*quotations), ())


def doubtful(*quotations: tuple[str, str | None]) -> tuple[Discrepancy, ...]:
    return find_with_doubtful(accounts(*quotations), ())


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "How can I sell a broken boat to the people here?",
            "You’re suggesting I sell a broken boat to the people here.",
            {"how can", "you are suggesting"},
        ),
        (
            "We will never close the old harbour to the fishermen.",
            "We will soon close the old harbour to the fishermen.",
            {"never", "soon"},
        ),
        (
            "I think we will never ever close the old harbour to fishermen.",
            "I think we will ever close the old harbour to fishermen.",
            {"never", ""},
        ),
        (
            "The council could have found nearly all the money for the lock.",
            "The council could have found all the money for the lock.",
            {"nearly", ""},
        ),
        (
            "How many of the boats do we want to lose this year?",
            "How many of the boats do they want to lose this year?",
            {"we", "they"},
        ),
        (
            "He told me the engine would never pass the test.",
            "She told me the engine would never pass the test.",
            {"he", "she"},
        ),
        # two translations, and what one heard in the middle
        (
            "The closure not only hurts the fishermen but also undermines trade along the coast.",
            "The closure is not only harming the fishermen but undermining trade along the coast.",
            {"hurts", "harming"},
        ),
        (
            "We want to say clearly that there is no reason for the fishermen to be alarmed.",
            "We want to say clearly that the fishermen have no reason to be alarmed.",
            {"there is", "the fishermen have"},
        ),
        # at the very beginning
        (
            "The mayor is trying to sell the harbour behind our backs.",
            "He is trying to sell the harbour behind our backs.",
            {"the mayor", "he"},
        ),
        # a piece of it
        (
            "Nobody asked, and then he through deliberate abstention refused to open the lock.",
            "through stubborn abstention refused to open the lock",
            {"deliberate", "stubborn"},
        ),
    ],
)
def test_a_changed_word_inside_marks_is_a_difference(
    one: str, other: str, values: set[str]
) -> None:
    (found,) = differences((one, "Jane Roe"), (other, "Jane Roe"))
    assert found.kind is Kind.QUOTE_WORDING
    assert found.severity is (Severity.HARD if values == {"never", "soon"} else Severity.SOFT)
    assert {e.value for e in found.evidence} == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (  # a swear word told by its first letter
            "We will never close the damned harbour to the fishermen.",
            "We will never close the d****d harbour to the fishermen.",
        ),
        (
            "We will never close the damned harbour to the fishermen.",
            "We will never close the d––d harbour to the fishermen.",
        ),
        # cut short
        ("We will never close the old harbour to the fishermen.", "never close the old harbour"),
        # spelling, numerals, contractions
        ("The number one colour of the old harbour is blue.",
         "The No. 1 color of the old harbour is blue."),
        ("It's clear that we're going to close the old harbour.",
         "It is clear that we are going to close the old harbour."),
        ("It will be an event in the harbour that nobody's seen before.",
         "It will be an event in the harbour that nobody has seen before."),
        # an ellipsis and an insertion are the outlet's marks of its own hand
        ("We will close the old harbour and the fish market to everybody.",
         "We will close … the fish market to everybody."),
        ("We will close it and the fish market to everybody here.",
         "We will close [the harbour] and the fish market to everybody here."),
        # words that transcribers set and leave out
        ("They asked us that the ferry and the boats stay in the old harbour.",
         "They asked us the ferry and boats stay in the old harbour."),
        ("They are going to be on the quay until the harbour master gives in.",
         "They will be at the quay till the harbor master gives in."),
        ("We heard that Gen. Roe keeps coming up to the old harbour.",
         "We heard that General Roe keeps coming up to the old harbour."),
        # a typewriter's apostrophe
        ("They`re sure that it`s the end of the old harbour for the fishermen.",
         "They’re sure that it’s the end of the old harbour for the fishermen."),
        # slips of the pen, and a compound that is written in two ways
        ("You know, the last-minute storm will be over by the first of May.",
         "You now, the last minute storm will be over by the 1st of May."),
        ("The coach’s decision unilaterally to close the training ground is wrong.",
         "The coach’s decision to unilaterally close the training ground is wrong."),
        # a reporter's question, and the answer
        ("Is the harbour ready for a storm like the last one?",
         "The harbour is not ready for a storm like the last one."),
        # what fills a pause, and a stammer
        ("We will never close the, you know, old harbour to the fishermen.",
         "We will never close the old harbour to the fishermen."),
        ("He would have to work to work to buy this old harbour from us.",
         "He would have to work to buy this old harbour from us."),
        # the end of one, and another sentence that begins so
        ("I will never agree to it, because the fishermen have nowhere else to go.",
         "The fishermen have nowhere else to go, and that is the whole point of it."),
        # a half of an insertion, where a mark was set between
        ("[Harbour master] Roe met with the owner of the old fish market.",
         "Harbour) master Roe met with the owner of the old fish market."),
        # two sentences that happen to share words
        ("My thoughts are with the families of the fishermen tonight.",
         "Our thoughts are with everyone who was out at sea."),
    ],
)  # fmt: skip
def test_cuts_spelling_and_other_sentences_are_no_difference(one: str, other: str) -> None:
    assert differences((one, "Jane Roe"), (other, "Jane Roe")) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I was afraid of whoever was inside of my boat that night.",
         "I was afraid of whoever was inside my boat that night."),
        ("Who made the harbour master close the quay and why he did.",
         "Who made the harbour master close the quay or why he did."),
        ("He did it because he was unhappy with this salary.",
         "He did it because he was unhappy with his salary."),
        ("Of all the mistakes of my career, it is one of the worst.",
         "Of all the mistakes of my career, it was one of the worst."),
        # one word more, which says little
        ("We looked on from the gallery while they closed the old harbour.",
         "We looked on from the council gallery while they closed the old harbour."),
        # what is heard, or written, one for the other
        ("I told the harbour master to buy a gift before closing the quay.",
         "I told the harbour master to get a gift before closing the quay."),
        ("The harbour master keeps calm and opens the quay at noon today.",
         "The harbour master keeps claim and opens the quay at noon today."),
        ("You are not going to sell the old harbour to the fishermen.",
         "You are not going to give the old harbour to the fishermen."),
        # a turn of speech
        ("Given such comments, is it any wonder that the harbour is closed?",
         "Given such comments, it isn't any wonder that the harbour is closed."),
    ],
)  # fmt: skip
def test_small_words_are_kept_and_not_shown(one: str, other: str) -> None:
    assert differences((one, "Jane Roe"), (other, "Jane Roe")) == ()
    (found,) = doubtful((one, "Jane Roe"), (other, "Jane Roe"))
    assert found.doubtful
    assert found.note is not None
    assert "small words" in found.note


def test_a_short_sentence_is_known_by_the_one_beside_it() -> None:
    before = "This man came to the rink today to fight. "
    one, other = before + "This man came to win.", before + "He came to win."
    (found,) = differences((one, "Jane Roe"), (other, "Jane Roe"))
    assert {e.value for e in found.evidence} == {"this man", "he"}
    assert differences(("This man came to win.", "Jane Roe"), ("He came to win.", "Jane Roe")) == ()


def test_what_one_article_prints_both_ways_was_said_twice() -> None:
    one, other = (
        "They do it for the good of the harbour.",
        "They do that for the good of the harbour.",
    )
    text = f"A report on the harbour. “{one}” said Jane Roe. Later: “{other}” said Jane Roe."
    both = quoted(text, (one, "Jane Roe"), (other, "Jane Roe"))
    again = quoted(f"A short report. “{other}” said Jane Roe.", (other, "Jane Roe"))
    assert find_discrepancies(coverage(a0=both, a1=again), ()) == ()


def test_two_speakers_are_two_utterances_however_alike() -> None:
    assert differences(
        ("We will never close the old harbour to the fishermen.", "Jane Roe"),
        ("We will soon close the old harbour to the fishermen.", "Max Moe"),
    ) == ()  # fmt: skip


def test_a_slogan_of_nobody_is_compared_and_a_few_words_of_somebody_are_not() -> None:
    slogan = differences(("Orrin must be rebuilt now", None), ("Orrin should be rebuilt now", None))
    assert {e.value for e in slogan[0].evidence} == {"must", "should"}
    assert differences(("It was sad news", "Jane Roe"), ("It is very sad news", "Jane Roe")) == ()


def test_the_same_words_by_a_man_described_are_one_utterance() -> None:
    one = "How many of the boats do we want to lose this year?"
    other = "How many of the boats do they want to lose this year?"
    (found,) = differences((one, "Jane Roe"), (other, None))
    assert found.subject.startswith("what Jane Roe said: ")


@pytest.mark.parametrize(
    ("whole", "cut", "found"),
    [
        ("It was one of the worst nights of my life.", "the worst nights of my life", True),
        ("It will never be the end of the old harbour.", "be the end of the old harbour", True),
        ("It is simply the end of the old harbour.", "the end of the old harbour", False),
        ("It was one of the worst nights.", "worst nights", False),
        ("Perhaps we pay too little for the harbour.", "we pay too little for the harbour", True),
        ("I think the keeper has lost his nerve.", "the keeper has lost his nerve", False),
        ("And so the keeper has lost his nerve.", "the keeper has lost his nerve", False),
        ("No, I honour the wishes of the harbour.", "I honour the wishes of the harbour", False),
    ],
)
def test_a_cut_that_turns_the_sense_is_a_difference(whole: str, cut: str, found: bool) -> None:
    told = differences((whole, "Jane Roe"), (cut, "Jane Roe"))
    assert [d.note for d in told] == (
        ["what stands before the words in the fuller printing changes their sense"] if found else []
    )


def test_a_headline_is_held_against_its_body() -> None:
    title = "Roe: ‘The old harbour shall die a slow death’"
    said = "The old harbour will not die a slow death"
    text = f"{title}\n\nThe quarrel goes on. “{said},” said Jane Roe."
    article = quoted(
        text, ("The old harbour shall die a slow death", "Jane Roe"), (said, "Jane Roe")
    )
    found = find_discrepancies(coverage(a0=article), ())
    assert [str(d.between) for d in found] == ["self"]


def test_a_third_printing_joins_the_side_it_agrees_with() -> None:
    (found,) = differences(
        ("We will never close the old harbour to the fishermen.", "Jane Roe"),
        ("We will soon close the old harbour to the fishermen.", "Jane Roe"),
        ("We will never close the old harbour to the fishermen.", "Jane Roe"),
    )
    assert len(found.evidence) == 3


def test_the_subject_is_in_the_words_as_printed() -> None:
    one, other = "How can I sell a boat to Orrin?", "You’re suggesting I sell a boat to Orrin."
    (found,) = differences((one, "Jane Roe"), (other, "Jane Roe"))
    assert found.subject == (
        "what Jane Roe said: “How can I sell a boat to Orrin” or "
        "“You’re suggesting I sell a boat to Orrin”"
    )


def test_the_words_shown_do_not_end_on_an_article() -> None:
    one, other = "How can I sell a boat to Orrin?", "You’re suggesting I sell a boat to Orrin."
    (found,) = differences((one, "Jane Roe"), (other, "Jane Roe"))
    text = f"Article 0 on the harbour. “{one}”"
    shown = {e.article: e.span for e in found.evidence}["a0"]
    assert text[shown.start : shown.end] == "How can I sell a boat"


def test_the_subject_names_a_speaker_that_both_agree_on() -> None:
    one = "We will never close the old harbour to the fishermen."
    other = "We will never close the old harbour to the tourists."
    subjects = {
        (first, second): differences((one, first), (other, second))[0].subject.split(":")[0]
        for first, second in (("Jane Roe", "Jane Roe"), ("The owners", "The owners"))
    }
    assert set(subjects.values()) == {"what Jane Roe said", "what the owners said"}
    named = quoted(f"A view of it. “{one}” End.", (one, "Roe Hits Ahn"))  # in no account's text
    found = find_discrepancies(coverage(a=named, b=quoted(f"“{other}” End.", (other, None))), ())
    assert [d.subject.split(":")[0] for d in found] == ["the words in quotation marks"]


def test_a_not_before_the_marks_is_part_of_what_was_said() -> None:
    one = quoted(
        "She doesn't “see any reason why the old harbour should close,” said Jane Roe.",
        ("see any reason why the old harbour should close,", "Jane Roe"),
    )
    other = quoted(
        "“I do not see any reason at all why the old harbour should close,” said Jane Roe.",
        ("I do not see any reason at all why the old harbour should close,", "Jane Roe"),
    )
    assert find_discrepancies(coverage(a=one, b=other), ()) == ()


def test_the_paper_is_named_where_it_has_the_words_that_somebody_else_says() -> None:
    one, other = (
        "dozens of foreign boys were sent to the mines of the harbour company",
        "dozens of orphaned boys were sent to the mines of the harbour company",
    )
    named = quoted(f"Jane Roe did it: “{one}.” End.", (one, "Jane Roe"))
    filed = quoted(f"The indictment said “{other}.” End.", (other, "the indictment"))
    found = find_discrepancies(coverage(a=named, b=filed), ())
    assert [d.subject.split(":")[0] for d in found] == ["what the indictment said"]
