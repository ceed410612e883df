"""What somebody said is one utterance, however many outlets print it and however they cut it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from collation.copies import cover
from collation.coverage import Coverage
from collation.utterance import Utterance
from collation.utterances import align_utterances
from extraction.annotations import QuotationKind, Reading, Span
from intake.article import Article
from tests.collation.readings import coverage, quoted

MARKS = {"same": "", "changed": "~", "added": "+", "outside": "^"}


def printed(utterance: Utterance) -> dict[str, str]:
    return {
        version.article: " ".join(MARKS[word.status] + word.text for word in version.words)
        for version in utterance.versions
    }


def together(story: Coverage) -> list[list[tuple[str, tuple[int, ...]]]]:
    """For each utterance the articles and the numbers of their quotations."""
    return [[(v.article, v.quotations) for v in u.versions] for u in align_utterances(story)]


WHOLE = "“We had the boiler checked in March and it was sound,” Roe said."


def test_the_same_words_in_two_articles_are_one_utterance() -> None:
    words = "We had the boiler checked in March and it was sound"
    one = quoted(WHOLE, (words, "Jane Roe"))
    other = quoted(f'Roe said: "{words}."', (words, "Jane Roe"))
    (utterance,) = align_utterances(coverage(a=one, b=other))
    assert utterance.speaker == "Jane Roe"
    assert printed(utterance) == {"a": words, "b": words}
    assert utterance.differences == ()


def test_a_fragment_is_part_of_the_whole() -> None:
    whole = quoted(
        "“You are helping us out, and we thank you for it,” Roe said.",
        ("You are helping us out, and we thank you for it", "Jane Roe"),
    )
    part = quoted("Roe thanked them for “helping us out” at once.", ("helping us out", "Jane Roe"))
    (utterance,) = align_utterances(coverage(a=part, b=whole))
    assert printed(utterance)["a"] == "helping us out"
    assert utterance.differences == ("A prints only “helping us out”.",)


def test_a_fragment_that_two_utterances_have_joins_neither() -> None:
    one = quoted(
        "“The old mill wheel turned for ever,” Roe said. Later she went home to the village and "
        "slept until noon. In the evening she stood there again and spoke. “Nobody will ever see "
        "the old mill wheel now,” Roe said.",
        ("The old mill wheel turned for ever", "Jane Roe"),
        ("Nobody will ever see the old mill wheel now", "Jane Roe"),
    )
    part = quoted("Roe spoke of “the old mill wheel” twice.", ("the old mill wheel", "Jane Roe"))
    assert len(together(coverage(a=one, b=part))) == 3


def test_what_an_outlet_leaves_out_with_an_ellipsis_is_told_so() -> None:
    said = "The boiler was old. Nobody had looked at the valve since March. We will mend it soon."
    whole = quoted(f"“{said}” said Roe.", (said, "Jane Roe"))
    short = "The boiler was old. … We will mend it soon."
    dotted = "The boiler was old.... We will mend it soon."
    silent = "The boiler was old. We will mend it soon."
    left_out = "out “Nobody had looked at the valve since March”"
    for words, told in (
        (short, f"B leaves {left_out}, marked with an ellipsis."),
        (dotted, f"B leaves {left_out}, marked with an ellipsis."),
        (silent, "Only A prints “Nobody had looked at the valve since March”."),
    ):
        part = quoted(f"“{words}” said Roe.", (words, "Jane Roe"))
        (utterance,) = align_utterances(coverage(a=whole, b=part))
        assert told in utterance.differences
    parts = {
        id: quoted(f"“{words}” said Roe.", (words, "Jane Roe"))
        for id, words in (("b", short), ("c", silent), ("d", said))
    }
    (utterance,) = align_utterances(coverage(a=whole, **parts))
    assert utterance.differences == (
        "Only A and D print “Nobody had looked at the valve since March”; "
        "B puts an ellipsis there.",
    )


def test_words_left_out_within_a_sentence_with_an_ellipsis_are_told_so() -> None:
    said = "We had the boiler checked by two men in March and it was sound"
    part = "We had the boiler checked ... in March and it was sound"
    one = quoted(f"“{said},” Roe said.", (said, "Jane Roe"))
    other = quoted(f"“{part},” Roe said.", (part, "Jane Roe"))
    (utterance,) = align_utterances(coverage(a=one, b=other))
    assert utterance.differences == ("B leaves out “by two men”, marked with an ellipsis.",)


@pytest.mark.parametrize("words", ["a good faith effort", "we will not rest until it is done"])
def test_words_of_two_people_are_two_utterances_also_by_way_of_a_third(words: str) -> None:
    said = f"It was {words} as everybody in the hall could see"
    other = f"Now {words} and a rare one"
    articles = {
        "a": quoted(f"“{said},” Roe said.", (said, "Jane Roe")),
        "b": quoted(f"It was called “{words}” there.", (words, None)),
        "c": quoted(f"“{other},” Doe said.", (other, "John Doe")),
    }
    for chosen in permutations(articles, 3):
        found = align_utterances(coverage(**{id: articles[id] for id in chosen}))
        for utterance in found:
            names = {v.article for v in utterance.versions}
            assert not {"a", "c"} <= names


def test_a_reported_sentence_of_another_person_is_no_printing_of_it() -> None:
    said = "That did not rise to the level of a firing offence"
    one = quoted(f"“{said},” Roe told us.", (said, "Jane Roe"))
    told = "what Poe could add would not rise to the level of a firing offence"
    other = quoted(f"Doe said {told}.", (told, "John Doe"))
    assert len(together(coverage(a=one, b=other))) == 2


def dated(one: tuple[str, Reading], day: int) -> tuple[str, Reading]:
    """The same, said on a day of April."""
    quotations = tuple(
        replace(quotation, said_on=date(2025, 4, day)) for quotation in one[1].quotations
    )
    return one[0], replace(one[1], quotations=quotations)


def test_a_short_phrase_said_on_two_days_is_said_twice_a_long_one_once() -> None:
    for words, utterances in (("We will never give up", 2), (WHOLE[1:54], 1)):
        one = quoted(f"“{words},” Roe said.", (words, "Jane Roe"))
        again = quoted(f"Roe said: “{words}.”", (words, "Jane Roe"))
        assert len(together(coverage(a=dated(one, 2), b=dated(again, 9)))) == utterances
        assert len(together(coverage(a=dated(one, 2), b=dated(again, 2)))) == 1
        assert len(together(coverage(a=one, b=dated(again, 9)))) == 1


def test_words_around_a_fragment_in_marks_are_the_outlets_own_and_unmarked() -> None:
    said = "I am happy to pass on what I know about the old boiler"
    whole = quoted(f"“{said},” Roe said.", (said, "Jane Roe"))
    told = "she was glad to “pass on what I know about the old boiler” to the inspectors"
    text = f"Roe said {told}."
    part = quoted(text, (told, "Jane Roe"))
    mixed = replace(part[1].quotations[0], kind=QuotationKind.MIXED)
    part = (text, replace(part[1], quotations=(mixed,)))
    (utterance,) = align_utterances(coverage(a=whole, b=part))
    assert not any(mark in printed(utterance)["b"] for mark in "~+^")


def test_a_changed_word_is_told_with_both_wordings() -> None:
    one = quoted(
        "“How can I bring a burned mill back to the town?” Roe said.",
        ("How can I bring a burned mill back to the town?", "Jane Roe"),
    )
    other = quoted(
        "“You’re suggesting I bring a burned mill back to the town,” Roe said.",
        ("You’re suggesting I bring a burned mill back to the town", "Jane Roe"),
    )
    (utterance,) = align_utterances(coverage(a=one, b=other))
    assert printed(utterance)["a"].startswith("~How ~can I bring")
    assert utterance.differences == ("“How can” in A is “You’re suggesting” in B.",)


def test_sentences_in_another_order_are_one_utterance() -> None:
    one = quoted(
        "“The question is absurd. I am not going to build it again,” Roe said.",
        ("The question is absurd. I am not going to build it again", "Jane Roe"),
    )
    other = quoted(
        "“I am not going to build it again. The question is absurd,” Roe said.",
        ("I am not going to build it again. The question is absurd", "Jane Roe"),
    )
    (utterance,) = align_utterances(coverage(a=one, b=other))
    assert utterance.differences == ("B prints the sentences in another order.",)


def test_reported_speech_joins_the_words_in_marks() -> None:
    one = quoted(
        "“I don’t have the power to return it to the town,” Roe said.",
        ("I don’t have the power to return it to the town", "Jane Roe"),
    )
    other = quoted(
        "Roe said she did not have the power to return the old wheel to the town.",
        ("she did not have the power to return the old wheel to the town", "Jane Roe"),
    )
    (utterance,) = align_utterances(coverage(a=one, b=other))
    assert utterance.differences == (
        "B reports “she did not have the power to return the old wheel to …” without quotation "
        "marks, with “she did not” for “I don’t”.",
    )


def test_a_sentence_that_only_one_outlet_has_is_told() -> None:
    one = quoted(
        "“We lost the mill. Nobody had insured the wheel,” Roe said.",
        ("We lost the mill. Nobody had insured the wheel", "Jane Roe"),
    )
    other = quoted(
        "“Nobody had insured the wheel,” Roe said.", ("Nobody had insured the wheel", "Jane Roe")
    )
    (utterance,) = align_utterances(coverage(a=one, b=other))
    assert utterance.differences == ("Only A prints “We lost the mill”.",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a topic in common
        ("We also have burned mills that stand beside the river", "Burned mills are next"),
        # only the end in common
        (
            "It is one of the key issues at work in the United States",
            "citizen of the United States",
        ),
        # opposite things about one thing
        (
            "That is up to the town if it wants to build it",
            "The town will pay if Doe agrees to build it",
        ),
    ],
)
def test_different_things_said_by_one_person_stay_apart(one: str, other: str) -> None:
    story = coverage(
        a=quoted(f"“{one},” Roe said.", (one, "Jane Roe")),
        b=quoted(f"“{other},” Roe said.", (other, "Jane Roe")),
    )
    assert len(together(story)) == 2


def test_like_words_of_two_people_stay_apart() -> None:
    words = "We will build the mill again"
    story = coverage(
        a=quoted(f"“{words} soon,” Roe said.", (f"{words} soon", "Jane Roe")),
        b=quoted(f"“{words} in stone,” Doe said.", (f"{words} in stone", "John Doe")),
    )
    assert len(together(story)) == 2


def test_the_same_long_words_given_to_two_people_are_nobodys() -> None:
    words = "We had the boiler checked in March and it was sound"
    story = coverage(
        a=quoted(f"“{words},” Roe said.", (words, "Jane Roe")),
        b=quoted(f"“{words},” Doe said.", (words, "John Doe")),
    )
    (utterance,) = align_utterances(story)
    assert utterance.speaker is None
    assert utterance.differences[0] == "Who said it differs: Jane Roe in A; John Doe in B."


def test_an_unattributed_printing_takes_the_speaker_of_the_other() -> None:
    words = "We had the boiler checked in March and it was sound"
    story = coverage(
        a=quoted(f"“{words}.”", (words, None)),
        b=quoted(f"“{words},” Roe said.", (words, "Jane Roe")),
    )
    (utterance,) = align_utterances(story)
    assert utterance.speaker == "Jane Roe"


def test_quotations_that_stand_together_are_one_version() -> None:
    story = coverage(
        a=quoted(
            "“That is up to the town,” Roe said on Tuesday. “That is not up to us.”",
            ("That is up to the town", "Jane Roe"),
            ("That is not up to us.", "Jane Roe"),
        )
    )
    assert together(story) == [[("a", (0, 1))]]


def test_quotations_far_from_each_other_are_two_utterances() -> None:
    between = "The town stands on a river that has often flooded it, most recently in the spring. "
    story = coverage(
        a=quoted(
            f"“That is up to the town,” Roe said. {between * 2}“We lost nearly all,” she said.",
            ("That is up to the town", "Jane Roe"),
            ("We lost nearly all", "Jane Roe"),
        )
    )
    assert together(story) == [[("a", (0,))], [("a", (1,))]]


def test_every_quotation_is_in_one_utterance_and_its_words_stand_in_the_text() -> None:
    text = "“We lost it all,” Roe said. She thanked them for “helping us out” and left."
    story = coverage(a=quoted(text, ("We lost it all", "Jane Roe"), ("helping us out", "Jane Roe")))
    utterances = align_utterances(story)
    numbers = [n for u in utterances for v in u.versions for n in v.quotations]
    assert sorted(numbers) == [0, 1]
    for utterance in utterances:
        for version in utterance.versions:
            assert all(word.span.of(text) == word.text for word in version.words)


def test_utterances_do_not_depend_on_the_order_of_arrival() -> None:
    words = "We had the boiler checked in March and it was sound"
    texts = {
        "a": quoted(f"“{words},” Roe said.", (words, "Jane Roe")),
        "b": quoted(f"“{words} enough,” Roe said.", (f"{words} enough", "Roe")),
        "c": quoted("Roe spoke of a boiler “checked in March” again.", ("checked in March", "Roe")),
    }
    results = [
        align_utterances(coverage(**{id: texts[id] for id in order}))
        for order in permutations(texts)
    ]
    assert all(result == results[0] for result in results)


def test_a_sentence_that_many_articles_print_is_found_in_all() -> None:
    words = "We had the boiler checked in March and it was sound"
    story = coverage(
        **{f"a{n:03}": quoted(f"“{words},” Roe said.", (words, "Jane Roe")) for n in range(90)}
    )
    (utterance,) = align_utterances(story)
    assert len(utterance.versions) == 90


def of_seeds(articles: tuple[Article, ...], readings: tuple[Reading, ...]) -> tuple[Utterance, ...]:
    ids = ("000", "001", "002", "003", "004")
    return align_utterances(cover(list(zip(ids, articles, readings, strict=True))))


def test_all_five_seeds_print_one_answer_of_which_each_has_another_part(
    seed_articles: tuple[Article, ...], seed_readings: tuple[Reading, ...]
) -> None:
    found = [u for u in of_seeds(seed_articles, seed_readings) if "preposterous" in str(printed(u))]
    assert len(found) == 1
    assert found[0].speaker == "Nayib Bukele"
    assert [version.article for version in found[0].versions] == ["000", "001", "002", "003", "004"]
    assert "“How can” in 001 and 003 is “You’re suggesting” in Travis Gillmore." in (
        found[0].differences
    )


@pytest.mark.parametrize(
    "words",
    [
        ("homegrown criminals that push", "Home-grown criminals are next", "all for it"),
        ("His status was", "A district court judge tried"),
        ("up to El Salvador if they want", "will provide transport"),
    ],
)
def test_different_quotations_of_the_seeds_stay_apart(
    words: tuple[str, ...],
    seed_articles: tuple[Article, ...],
    seed_readings: tuple[Reading, ...],
) -> None:
    texts = dict(zip(("000", "001", "002", "003", "004"), seed_articles, strict=True))
    for utterance in of_seeds(seed_articles, seed_readings):
        shown = " ".join(
            texts[v.article].text[v.words[0].span.start : v.words[-1].span.end]
            for v in utterance.versions
            if v.words
        )
        assert sum(part in shown for part in words) <= 1


def test_one_outlet_that_names_two_people_is_no_difference_between_outlets() -> None:
    words = "We had the boiler checked in March and it was sound"
    text = f"“{words},” Roe said. Later he heard it: “{words},” Doe said."
    story = coverage(a=quoted(text, (words, "Jane Roe"), (words, "John Doe")))
    told = [difference for said in align_utterances(story) for difference in said.differences]
    assert not any("Who said it differs" in difference for difference in told)


def test_what_an_article_gives_to_a_body_is_not_the_persons_of_the_same_article() -> None:
    words = "We had the boiler checked in March and it was sound"
    text, reading = quoted(
        f"“{words},” Roe said. “{words},” the mill said.",
        (words, "Jane Roe"),
        (words, "The Mill"),
    )
    people = tuple(
        replace(one, kind="organisation") if one.name == "The Mill" else one
        for one in reading.people
    )
    told = align_utterances(coverage(a=(text, replace(reading, people=people))))
    assert [said.speaker for said in told] == ["Jane Roe", "The Mill"]


def test_words_outside_the_marks_change_none_of_the_speakers() -> None:
    one = quoted(
        "“I was flabbergasted by the plan that the miller put forward,” Roe said.",
        ("I was flabbergasted by the plan that the miller put forward", "Jane Roe"),
    )
    words = "she was “flabbergasted by the plan” of the other side"
    text, reading = quoted(f"Roe said {words}.", (words, "Jane Roe"))
    (only,) = reading.quotations
    mixed = replace(reading, quotations=(replace(only, kind=QuotationKind.MIXED),))
    (utterance,) = align_utterances(coverage(a=one, b=(text, mixed)))
    assert utterance.differences == ("B puts only “flabbergasted by the plan” in quotation marks.",)


def test_what_an_editor_put_in_brackets_is_no_changed_word() -> None:
    whole = "We told him that the boiler had been checked in March"
    edited = "We told [the miller] that the boiler had been checked in March"
    story = coverage(
        a=quoted(f"“{whole},” Roe said.", (whole, "Jane Roe")),
        b=quoted(f"“{edited},” Roe said.", (edited, "Jane Roe")),
    )
    (utterance,) = align_utterances(story)
    assert utterance.differences == ()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("homegrown", "home-grown", "“home-grown” in B, “homegrown” in A"),
        ("homegrown", "home grown", "“home grown” in B, “homegrown” in A"),
        ("coloured", "colored", "“colored” in B, “coloured” in A"),
        ("ten", "10", "“10” in B, “ten” in A"),
    ],
)
def test_another_spelling_is_no_other_word(one: str, other: str, told: str) -> None:
    said = (f"We want no {w} bricks in the walls of the new mill" for w in (one, other))
    first, second = said
    story = coverage(
        a=quoted(f"“{first},” Roe said.", (first, "Jane Roe")),
        b=quoted(f"“{second},” Roe said.", (second, "Jane Roe")),
    )
    (utterance,) = align_utterances(story)
    assert utterance.differences == (f"Spelled otherwise: {told}.",)
    assert {w.status.value for v in utterance.versions for w in v.words} == {"same", "spelled"}


def test_a_question_that_another_prints_as_a_statement_is_told() -> None:
    words = "Nobody had the boiler checked{} We never knew of it at all"
    asked, stated = words.format("?"), words.format(".")
    story = coverage(
        a=quoted(f"“{asked},” Roe said.", (asked, "Jane Roe")),
        b=quoted(f"“{stated},” Roe said.", (stated, "Jane Roe")),
    )
    (utterance,) = align_utterances(story)
    assert utterance.differences == ("Punctuated otherwise: “checked?” in A, “checked.” in B.",)


def test_a_sentence_that_a_version_cuts_otherwise_is_not_left_out() -> None:
    one = "It was about the boiler, basically. They wanted the wheel taken down at once"
    other = "Basically, they wanted the wheel taken down at once"
    story = coverage(
        a=quoted(f"“{one},” Roe said.", (one, "Jane Roe")),
        b=quoted(f"“{other},” Roe said.", (other, "Jane Roe")),
    )
    (utterance,) = align_utterances(story)
    assert not any("asically" in told and "Only B" in told for told in utterance.differences)


def test_speech_told_within_speech_is_no_version_of_it_by_somebody_else() -> None:
    inner = "we had the boiler checked in March and it was sound"
    outer = f"the miller told me “{inner}” again and again"
    telling = quoted(f"“{outer},” Roe said.", (outer, "Jane Roe"), (inner, "John Doe"))
    alone = quoted(f"“{inner},” Doe said.", (inner, "John Doe"))
    found = align_utterances(coverage(a=telling, b=alone))
    assert [(u.speaker, [v.article for v in u.versions]) for u in found] == [
        ("Jane Roe", ["a"]),
        ("John Doe", ["a", "b"]),
    ]
    assert not any("Who said it differs" in told for u in found for told in u.differences)


def test_a_phrase_of_the_story_joins_no_two_sentences() -> None:
    one, other = (
        "That is plain obstruction of justice",
        ("The panel has begun to put together a case of obstruction of justice against the mill"),
    )
    story = coverage(
        a=quoted(f"“{one},” Roe said.", (one, "Jane Roe")),
        b=quoted(f"“{other},” Roe said.", (other, "Jane Roe")),
    )
    assert len(together(story)) == 2


def test_one_name_in_two_forms_is_no_difference_about_who_said_it() -> None:
    words = "We had the boiler checked in March and it was sound"
    story = coverage(
        a=quoted(f"“{words},” Roe said.", (words, "Mr. Roe")),
        b=quoted(f"“{words},” Roe said.", (words, "Roe")),
        c=quoted(f"“{words},” Doe said.", (words, "Roe")),
    )
    (utterance,) = align_utterances(story)
    assert utterance.speaker in ("Roe", "Mr. Roe")
    assert utterance.differences == ()


def test_a_pronoun_that_we_read_otherwise_is_no_other_speaker_of_the_outlet() -> None:
    words = "We had the boiler checked in March and it was sound"
    named = quoted(f"“{words},” Roe said.", (words, "Jane Roe"))
    text, reading = quoted(f"Doe came late. “{words},” he said.", (words, "John Doe"))
    (said,) = reading.quotations
    at = text.index(" he ") + 1
    he = replace(reading, quotations=(replace(said, speaker=Span(at, at + 2)),))
    (utterance,) = align_utterances(coverage(a=named, b=(text, he)))
    assert utterance.speaker is None
    assert utterance.differences == ()


def test_only_one_outlet_prints_is_said_of_nothing_that_the_other_prints_elsewhere() -> None:
    whole = "It was a strike of choice and it is unnecessary, it is avoidable and it is wrong"
    parts = ("This is not right for the mill. It is unnecessary. It is avoidable and it is wrong",)
    story = coverage(
        a=quoted(f"“{whole},” Roe said.", (whole, "Jane Roe")),
        b=quoted(f"“{parts[0]},” Roe said.", (parts[0], "Jane Roe")),
    )
    told = [difference for said in align_utterances(story) for difference in said.differences]
    assert told
    assert not any("Only A" in one and "unnecessary" in one for one in told)


def test_a_word_that_joins_sentences_elsewhere_is_not_told_as_printed_by_one_alone() -> None:
    one = "It is a sin what they did, and you are helping us out. We thank you for it"
    other = "You are helping us out, and we thank you for it"
    story = coverage(
        a=quoted(f"“{one},” Roe said.", (one, "Jane Roe")),
        b=quoted(f"“{other},” Roe said.", (other, "Jane Roe")),
    )
    (utterance,) = align_utterances(story)
    assert not any("prints “and”" in told for told in utterance.differences)
