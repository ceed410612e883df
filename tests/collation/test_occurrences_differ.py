"""One act that two accounts put on different days, and two acts that only look like one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.copies import cover
from collation.differences.scene import Scene
from collation.differences.times import occurring, uttered
from collation.discrepancy import Discrepancy, Kind, Severity
from collation.utterances import align_utterances
from extraction.parsed import parse_articles
from extraction.reading import _read
from intake.plain import read_plain

DAY = "date 2031-10-24\n{}\n\n{}"  # a Friday


def scene_of(nlp: Language, *texts: str) -> Scene:
    articles = [
        read_plain(DAY.format(f"News of the harbour {n}", text), f"file:{n}.txt")
        for n, text in enumerate(texts)
    ]
    read = [_read(parsed) for parsed in parse_articles(nlp, articles)]
    rows = [(str(n), a, r) for n, (a, r) in enumerate(zip(articles, read, strict=True))]
    coverage = cover(rows)
    return Scene(coverage, align_utterances(coverage))


def acts(nlp: Language, *texts: str) -> list[Discrepancy]:
    return list(occurring.find(scene_of(nlp, *texts)))


TOLD = [
    ("The ferry report was released on Monday and blames the Norland coast guard.",
     "Inspectors released the report on Wednesday; it faults the coast guard of Norland.",
     Severity.HARD),
    ("An agreement on dockers' wages was reached late Tuesday night by the harbour board.",
     "On Wednesday, leaders of the dockers and the board reached a deal on wages.",
     Severity.SOFT),
    ("The group has released three harbour videos since Oct. 13.",
     "Since Oct. 14, Quayside Watch has released three videos.", Severity.SOFT),
    ("The toll will take effect on Oct. 29, the harbour board said, and drivers are angered.",
     "The toll will take effect on Oct. 31, the ministry said, and drivers are angered.",
     Severity.HARD),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "severity"), TOLD)
def test_one_act_has_one_day(nlp: Language, one: str, other: str, severity: Severity) -> None:
    (found,) = acts(nlp, one, other)
    assert found.kind is Kind.DATE
    assert found.severity is severity
    assert {e.article for e in found.evidence} == {"0", "1"}


# (class of the look-alike, one account, the other)
SILENT = [
    ("an aide", "Jane Roe signed the contract with the shipyard on Oct. 17.",
     "Jane Roe's deputy signed the contract with the shipyard on Oct. 18."),
    ("another doer", "The lower house passed the harbour bill on Tuesday after a long debate.",
     "The upper house passed the harbour bill on Wednesday after a long debate."),
    ("another kind", "The dockers' union released a wage report on Tuesday in Norland harbour.",
     "The coast guard released a safety report on Wednesday in Norland harbour."),
    ("another number", "Smugglers released two boats on Monday in Norland harbour.",
     "Smugglers released five boats on Wednesday in Norland harbour."),
    ("planned and done", "The harbour board will release the report on Thursday in Norland.",
     "The harbour board released the report on Wednesday in Norland."),
    ("a bound", "The harbour bill must be signed before Monday in Norland.",
     "The harbour bill must be signed by Tuesday in Norland."),
    ("a second one", "The board released another report on Monday about the Norland ferry.",
     "The board released a report on Wednesday about the Norland ferry."),
    ("both days", "The board released the report on Monday. It was released on Wednesday again "
     "for the Norland press, and that report was released on Wednesday in full.",
     "The board released the report on Wednesday."),
    ("day after day", "Inspectors closed the Norland pier on Monday.",
     "Inspectors closed the Norland pier on Tuesday. They closed the pier on Thursday."),
    ("what many put out", "The Norland board issued a statement on Monday on the ferry.",
     "The Norland mayor issued a statement on Tuesday on the ferry."),
    ("two journeys", "Tom Quill landed in Norland on Oct. 17.",
     "Tom Quill landed in Elbonia on Oct. 18."),
    ("a sentence printed twice", "Inspectors sealed the Norland ferry today, the board said.",
     "Inspectors sealed the Norland ferry today, the board said."),
    ("a quoted day", "“They sealed the ferry on Monday in Norland,” Tom Quill said.",
     "They sealed the ferry on Wednesday in Norland."),
    ("a week", "The board sealed the Norland ferry on Oct. 16.",
     "The board sealed the Norland ferry on Oct. 23."),
]  # fmt: skip


def test_what_an_account_calls_several_has_no_one_day(nlp: Language) -> None:
    one = "Quayside Watch released a recording of the Norland captain on Sunday."
    other = (
        "The recording of the Norland captain was released by Quayside Watch on Tuesday morning."
    )
    assert len(acts(nlp, one, other)) == 1
    assert acts(nlp, one, other, "It has put out two new recordings of captains.") == []


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_what_may_be_two_acts_is_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert acts(nlp, one, other) == [], why


WORDS = "We will not let the ferry sail again until every plate of the hull is sound"


def said(nlp: Language, one: str, other: str) -> list[Discrepancy]:
    return list(uttered.find(scene_of(nlp, one.format(WORDS), other.format(WORDS))))


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("“{},” Mayor Tom Quill said Monday in a speech to dockers.",
         "“{},” Tom Quill told dockers in a speech on Wednesday.", Severity.HARD),
        ("“{},” Mayor Tom Quill said on Monday.",
         "“{},” Mayor Tom Quill told dockers on Wednesday.", Severity.SOFT),
        ("“{},” Mayor Tom Quill said in an interview published on Tuesday.",
         "“{},” Mayor Tom Quill said on Wednesday in an interview.", Severity.SOFT),
    ],
)  # fmt: skip
def test_the_same_words_were_said_on_one_day(
    nlp: Language, one: str, other: str, severity: Severity
) -> None:
    (found,) = said(nlp, one, other)
    assert (found.kind, found.severity) == (Kind.DATE, severity)
    assert found.subject.startswith("on what day Tom Quill said: “We will not let")


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("the day of something else", "“{},” Mayor Tom Quill said before Monday's launch.",
         "“{},” Mayor Tom Quill said on Wednesday."),
        ("one day", "“{},” Mayor Tom Quill said on Wednesday.",
         "“{},” Mayor Tom Quill said on Oct. 22."),
        ("other words", "“We will not let the crew down,” Mayor Tom Quill said on Monday.",
         "“{},” Mayor Tom Quill said on Wednesday."),
    ],
)  # fmt: skip
def test_what_was_said_twice_is_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert said(nlp, one, other) == [], why
