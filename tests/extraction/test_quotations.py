"""Who said what: tables of marked-up sentences, and what must hold for any text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extraction.annotations import NAMED_FROM, Person, Quotation, QuotationKind
from extraction.parsed import parse_articles
from extraction.quotations import find_quotations
from extraction.reading import read_articles
from intake.article import Article, Part, PartKind
from intake.plain import read_plain

TAG = re.compile(r"</?(?:content|cue|speaker)>")
BARE = spacy.blank("en")


Found = tuple[tuple[Person, ...], tuple[Quotation, ...]]


def article(text: str) -> Article:
    """An article with a paragraph a line."""
    parts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            parts.append(Part(PartKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Article("file:a.txt", text, tuple(parts), None, None, "a", "file name")


def read(nlp: Language, text: str) -> Found:
    """The people and the quotations of a text."""
    return find_quotations(next(iter(parse_articles(nlp, [article(text)]))), ())


DIRECT = [
    '<content>"We will appeal,"</content> <speaker>Roe</speaker> <cue>said</cue>.',
    '<content>"We will appeal,"</content> <cue>said</cue> <speaker>Ann Roe</speaker>, a lawyer.',
    '<speaker>Ann Roe</speaker> <cue>said</cue>: <content>"We will appeal."</content>',
    '<speaker>Ann Roe</speaker> <cue>told</cue> reporters, <content>"We will appeal."</content>',
    "<content>“Will they appeal?”</content> <speaker>Ann Roe</speaker> <cue>asked</cue>.",
    "<content>“We will appeal,“</content> <speaker>Ann Roe</speaker> <cue>said</cue> on Monday.",
    "<content>''We will appeal,''</content> <speaker>Ann Roe</speaker> <cue>said</cue>.",
    '<content>"We will appeal,"</content> <speaker>Ann Roe</speaker> <cue>said</cue>. '
    '<content>"We have to."</content>',
    '<content>"We,"</content> <speaker>Ann Roe</speaker> <cue>said</cue>, '
    '<content>"will appeal tomorrow."</content>',
    "In a letter to the court, her lawyer, <speaker>Ann Roe</speaker>, <cue>wrote</cue>: "
    "<content>“We will appeal.”</content>",
    '<content>"We will appeal,"</content> <speaker>Sen. Ann Roe</speaker> (R-Ohio) '
    "<cue>said</cue>.",
    '<speaker>Ann Roe</speaker> <cue>called</cue> the ruling <content>"a very sad day"</content> '
    "for the town.",
    '<content>"We will appeal this ruling"</content> — <speaker>Ann Roe</speaker>',
]

REPORTED = [
    "<speaker>Ann Roe</speaker> <cue>said</cue> that <content>the town would appeal.</content>",
    "<speaker>Ann Roe</speaker> <cue>said</cue> <content>she would appeal.</content>",
    "<content>The town would appeal the ruling</content>, <speaker>Ann Roe</speaker> "
    "<cue>said</cue>.",
    "<speaker>Ann Roe</speaker> <cue>told</cue> the paper on Monday that "
    "<content>the town had won.</content>",
    "<cue>According to</cue> <speaker>Ann Roe</speaker>, <content>the town had won.</content>",
    "<content>The town had won the case</content>, <cue>according to</cue> "
    "<speaker>Ann Roe</speaker>.",
    "<speaker>Ann Roe</speaker> <cue>said</cue> <content>the ruling was “a very sad day” for the "
    "town.</content>",
]

SILENT = [
    'He was born Robert "Bob" Roe in a small town.',
    'The so-called "ring of fire" was seen from the coast.',
    'They watched "The Long Road Home" at the cinema in town.',
    "Ann Roe declined to say whether the town would appeal.",
    "Half of those asked said they would vote.",
    "The results show that it works.",
]


@pytest.mark.parametrize("line", DIRECT)
def test_words_in_marks_go_to_the_speaker_beside_them(nlp: Language, line: str) -> None:
    text, wanted = unmark(line)
    _, quotations = read(nlp, text)
    assert len(quotations) == 1
    (found,) = quotations
    assert found.kind is QuotationKind.DIRECT
    assert [s.of(text) for s in found.content] == wanted["content"]
    assert found.speaker is not None
    assert found.speaker.of(text) == wanted["speaker"][0]
    assert [found.cue.of(text)] == wanted["cue"] if found.cue else "cue" not in wanted


@pytest.mark.parametrize("line", REPORTED)
def test_a_reported_clause_goes_to_the_subject_of_its_cue(nlp: Language, line: str) -> None:
    text, wanted = unmark(line)
    _, quotations = read(nlp, text)
    assert [[s.of(text) for s in q.content] for q in quotations] == [wanted["content"]]
    assert quotations[0].speaker is not None
    assert quotations[0].speaker.of(text) == wanted["speaker"][0]
    assert quotations[0].kind is not QuotationKind.DIRECT


@pytest.mark.parametrize("line", SILENT)
def test_names_terms_and_silence_are_no_quotations(nlp: Language, line: str) -> None:
    assert read(nlp, line)[1] == ()


def test_a_quotation_goes_on_in_the_next_paragraph(nlp: Language) -> None:
    text = '"We will appeal the ruling," said Ann Roe.\n"We have no choice but to try."'
    _, quotations = read(nlp, text)
    assert [q.speaker_name for q in quotations] == ["Ann Roe", "Ann Roe"]


def test_a_surname_and_a_pronoun_are_the_person_named_before(nlp: Language) -> None:
    text = "Ann Roe won the vote on Monday.\nRoe said she was glad.\n“I am so glad,” she said."
    people, quotations = read(nlp, text)
    assert [q.speaker_name for q in quotations] == ["Ann Roe", "Ann Roe"]
    assert [p.name for p in people] == ["Ann Roe"]


def test_a_colon_above_introduces_the_paragraph_below(nlp: Language) -> None:
    text = "Ann Roe said:\n“We will appeal this ruling at once.”"
    _, quotations = read(nlp, text)
    assert [q.speaker_name for q in quotations] == ["Ann Roe"]


WORDS = "Roe Ann said told that according to who and she ing the called is @roe WALLACE: … é 's"
MARKS = ['"', "“", "”", "‘", "’", "''", ",", ".", ":", "—", "(", ")", "\n", " ", "  ", "\t"]
ODD = ["\u200b", "\x00", "\u0301", "🙂", "\r\n", "\u2028"]
HOSTILE = st.lists(st.sampled_from([*WORDS.split(), *MARKS, *ODD]), max_size=60)


def holds(read_text: Callable[[str], Found], text: str) -> None:
    """Every offset stands in the text, in order, and every person in the people."""
    people, quotations = read_text(text)
    for number, person in enumerate(people):
        assert person.number == number
        assert all(0 <= s.start < s.end <= len(text) for s in person.mentions)
    for q in quotations:
        spans = [*q.content, q.sentence, *filter(None, (q.cue, q.speaker))]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert text[q.start : q.end].strip()
        assert q.sentence.start <= q.start <= q.end <= q.sentence.end
        assert q.person is None or 0 <= q.person < len(people)
        assert 0.0 <= q.confidence <= 1.0


@given(HOSTILE, st.sampled_from(["", " "]))
@settings(max_examples=300, deadline=None)
def test_no_text_is_refused_even_without_a_parse(words: list[str], joint: str) -> None:
    holds(lambda text: read(BARE, text), joint.join(words))


@given(words=HOSTILE)
@example(words=["Roe", "WALLACE:", "\n", '"'])  # a turn of a transcript that says nothing
@example(words=["Roe", "according", "to", "said", "\x00", "she", "said"])  # a name of no letters
@settings(max_examples=60, deadline=None)
def test_no_text_is_refused(nlp: Language, words: list[str]) -> None:
    holds(lambda text: read(nlp, text), " ".join(words))


def unmark(line: str) -> tuple[str, dict[str, list[str]]]:
    """The sentence without its tags, and what stands in each tag; marks and a last comma are
    no content."""
    wanted: dict[str, list[str]] = {}
    for tag in ("content", "cue", "speaker"):
        for inner in re.findall(f"<{tag}>(.*?)</{tag}>", line):
            if tag == "content" and inner[0] in "\"“'":
                inner = inner.strip("\"“”'").rstrip(",")
            wanted.setdefault(tag, []).append(inner)
    return TAG.sub("", line), wanted


def speakers(nlp: Language, text: str) -> list[str | None]:
    """The speakers of a text's quotations, by name."""
    return [quotation.speaker_name for quotation in read(nlp, text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "The plans announced that a new bridge would be built.",
    ],
)
def test_what_is_nobody_is_named_as_no_speaker(nlp: Language, text: str) -> None:
    assert [quotation.person for quotation in read(nlp, text)[1]] == [None]


def test_two_people_who_speak_together_are_still_named(nlp: Language) -> None:
    text = '"We will pay for it," said Sens. Ann Roe and John Doe.'
    assert speakers(nlp, text) == ["Sens. Ann Roe and John Doe"]


def test_a_title_before_declined_to_comment_is_no_quotation(nlp: Language) -> None:
    text = 'Channel Nine Television, which produces "The Long Day," declined to comment.'
    assert speakers(nlp, text) == []


def test_a_speaker_outside_a_building_is_not_the_body_within(nlp: Language) -> None:
    text = (
        '"We will be back tomorrow," a speaker addressing the group outside the White House said.\n'
        "The White House said it would wait."
    )
    _, quotations = read(nlp, text)
    assert [q.speaker_name == "White House" for q in quotations] == [False, True]


def test_a_statement_of_one_body_is_not_the_statement_of_another(nlp: Language) -> None:
    text = (
        '"We are ready to strike," the union statement said.\n'
        '"We will not bargain under threats," Ford\'s statement said.'
    )
    assert speakers(nlp, text) == ["the union statement", "Ford's statement"]


@pytest.mark.parametrize(
    "text",
    [
        "When asked if the town would pay, Ann Roe smiled.",
        "Asked whether the town would pay, Ann Roe shrugged.",
        "Ann Roe was asked whether the town would pay.",
    ],
)
def test_whoever_is_asked_has_not_said_the_question(nlp: Language, text: str) -> None:
    assert speakers(nlp, text) == []


def test_claims_that_somebody_rejects_are_not_claimed_by_him(nlp: Language) -> None:
    text = "Rights groups say Roe has jailed thousands without trial, claims Roe rejects."
    assert speakers(nlp, text) == ["Rights groups"]


def test_a_pronoun_with_a_rival_in_the_last_sentence_is_not_sure(nlp: Language) -> None:
    text = (
        "Ann Roe killed two men. Ann Roe was convicted. Ann Roe was jailed for life.\n"
        "Ms. Poe, a nurse in the town, knew Ann Roe.\n"
        '"I never saw it coming," she said.'
    )
    (found,) = read(nlp, text)[1]
    assert found.confidence < NAMED_FROM
    assert found.person is None


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Mr. ", ()),
        ("Sens. ", ()),
        ("45-year-old teacher ", ("teacher",)),
        ("US President ", ("US President",)),
        ("U.S. Attorney General ", ("U.S. Attorney General",)),
    ],
)
def test_a_role_is_kept_as_printed_without_courtesy_or_age(
    nlp: Language, title: str, role: tuple[str, ...]
) -> None:
    people, _ = read(nlp, f'"We will pay for it," said {title}Ann Roe.')
    assert [person.roles for person in people] == [role]


def test_two_words_without_marks_are_no_quotation(nlp: Language) -> None:
    assert speakers(nlp, "The deal was signed, and Ann Roe claims victory was.") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Of a Thursday: it may be the Friday of an update as well as that of last week.
        ("date 2016-08-18\n“The gate was shut,” Jane Roe said Friday.", None),
        ("date 2016-08-18\n“The gate was shut,” Jane Roe said the morning after the fire.", None),
        ("date 2016-08-18\n“The gate was shut,” Jane Roe said Wednesday.", date(2016, 8, 17)),
    ],
)
def test_a_day_that_is_not_sure_is_not_the_day_of_the_statement(
    nlp: Language, text: str, day: date | None
) -> None:
    article = read_plain(text, "file:a.txt")
    (reading,) = read_articles(nlp, [article])
    assert [quotation.said_on for quotation in reading.quotations] == [day]
