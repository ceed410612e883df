"""What some accounts tell and others lack: made-up stories of three outlets."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences import find_discrepancies
from collation.differences.omissions import omission
from collation.differences.scene import Scene, difference
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from collation.utterances import align_utterances
from extraction.annotations import Span
from extraction.reading import read_articles
from intake.plain import read_plain
from tests.collation.readings import coverage, quoted


def lacking(nlp: Language, *texts: str) -> list[Discrepancy]:
    articles = [
        read_plain(text, f"file:{number}.txt", outlet=f"Outlet {number}")
        for number, text in enumerate(texts)
    ]
    readings = read_articles(nlp, articles)
    coverage = Coverage(
        tuple(
            Covered(f"{number}.txt", article, reading, number)
            for number, (article, reading) in enumerate(zip(articles, readings, strict=True))
        )
    )
    found = find_discrepancies(coverage, align_utterances(coverage))
    return [d for d in found if d.kind is Kind.OMISSION]


FERRY = "Ferry sinks off Norland\n\nThe ferry Aurelia sank off Norland on Monday in calm seas."

# (what is lacking, the first account, the second account, the third, who lacks it)
LACKED = [
    (
        "an admission",
        "The operator Marel admitted that the Aurelia had sailed with a broken bilge pump.",
        "Marel has admitted the ferry Aurelia left the harbour with a broken bilge pump.",
        "Divers searched the wreck for the ship's recorder.",
        ("2.txt",),
    ),
    (
        "a denial",
        "Captain Olav Brandt denied that he had left the bridge of the Aurelia.",
        "Olav Brandt, the captain, has denied leaving the bridge of the Aurelia before it sank.",
        "Captain Olav Brandt left the bridge an hour before, two sailors said.",
        ("2.txt",),
    ),
    (
        "a state of emergency",
        "The governor of Norland declared a state of emergency for the whole coast.",
        "A state of emergency was declared by the governor of Norland on Monday night.",
        "The coast of Norland is rocky, and its harbours are small.",
        ("2.txt",),
    ),
    (
        "an arrest",
        "Police arrested the engineer of the Aurelia at the harbour of Norland.",
        "The engineer of the Aurelia was arrested at the harbour on Tuesday, police said.",
        "The engineer was the last to leave the ship.",
        ("2.txt",),
    ),
]


@pytest.mark.parametrize(("what", "one", "other", "third", "who"), LACKED)
def test_what_two_accounts_tell_and_a_third_lacks_wholly(
    nlp: Language, what: str, one: str, other: str, third: str, who: tuple[str, ...]
) -> None:
    found = lacking(nlp, *(f"{FERRY}\n\n{text}" for text in (one, other, third)))
    told = [d for d in found if d.subject.startswith(what)]
    assert [d.absent_in for d in told] == [who]
    assert all(d.severity is Severity.SOFT for d in told)
    assert {e.article for e in told[0].evidence} == {"0.txt", "1.txt"}
    assert all(e.span.end - e.span.start <= 100 for e in told[0].evidence)


LONG = "The wind was low. The sea was calm. It was a clear night. Nobody saw a wave."

# (class of the look-alike, three accounts)
SILENT = [
    (
        "a paraphrase",
        "Captain Olav Brandt denied that he had left the bridge of the Aurelia.",
        "Olav Brandt, the captain, has denied leaving the bridge of the Aurelia.",
        "Captain Olav Brandt rejected what two sailors had said of him.",
    ),
    (
        "the same speaker in other words",
        "Captain Olav Brandt denied that he had left the bridge of the Aurelia.",
        "Olav Brandt, the captain, has denied leaving the bridge of the Aurelia.",
        "Captain Olav Brandt insisted that he was on the bridge.",
    ),
    (
        "one source only",
        "Captain Olav Brandt denied that he had left the bridge of the Aurelia.",
        "The ferry had been built in 1987 and was to be sold.",
        "Two sailors waited for the captain.",
    ),
    (
        "another event",
        f"{LONG} In Sudbury, Idaho, police arrested a driver after a bus fell from a bridge.",
        f"{LONG} Police in Sudbury, Idaho, arrested the driver of a bus that fell from a bridge.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "another subject",
        "Police arrested a sailor who had struck a reporter in the harbour.",
        "Police arrested a pickpocket who had worked in the harbour all day.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "a plan, not an act",
        "Lawyers want the operator Marel to admit that the pump of the Aurelia was broken.",
        "The union asked the operator Marel to admit that the pump of the Aurelia was broken.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "a condition",
        "If the operator Marel admitted that the pump was broken, sailors would sue.",
        "Sailors would sue if the operator Marel admitted that the pump was broken.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "somebody's words in marks",
        "“Marel admitted the pump of the Aurelia was broken,” a sailor said.",
        "“Marel admitted the pump of the Aurelia was broken,” said a sailor.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "what is admitted is told as a fact",
        "The operator Marel admitted that the Aurelia had sailed with a broken bilge pump.",
        "Marel has admitted the ferry Aurelia left the harbour with a broken bilge pump.",
        "The ship had sailed with a broken bilge pump, an inspector found.",
    ),
    (
        "a result that is conceded",
        "The operator Marel conceded the race for the harbour of Norland to its rival Brandt.",
        "Marel has conceded the race for the Norland harbour to its rival Brandt.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "who denies calls it something else",
        "Captain Olav Brandt denied that he had left the bridge of the Aurelia.",
        "Olav Brandt, the captain, has denied leaving the bridge of the Aurelia.",
        "“That story is a sham,” Captain Olav Brandt said on the quay.",
    ),
    (
        "a thing that is denied to somebody",
        "The port denied access to the wreck of the Aurelia to two divers on Monday.",
        "Two divers were denied access to the wreck of the Aurelia on Monday.",
        "Divers waited near the wreck for the ship's recorder.",
    ),
    (
        "somebody in charge",
        "Police Captain Jonas Falk was in charge of the murder inquiry at the harbour of Norland.",
        "The murder inquiry at the harbour of Norland is in the charge of police captain Falk.",
        "Divers searched the wreck for the ship's recorder.",
    ),
    (
        "a transcript of a broadcast",
        "Police arrested the engineer of the Aurelia at the harbour of Norland.",
        "The engineer of the Aurelia was arrested at the harbour on Tuesday, police said.",
        "LUND: The ship is gone. FALK: It is. LUND: What then? FALK: Divers look. LUND: Good.",
    ),
    (
        "a detail of no weight",
        "The Aurelia had a blue funnel and a piano in its saloon.",
        "A piano stood in the saloon of the Aurelia, whose funnel was blue.",
        "Divers searched the wreck for the ship's recorder.",
    ),
]


@pytest.mark.parametrize(("cls", "one", "other", "third"), SILENT)
def test_what_only_looks_like_an_omission(
    nlp: Language, cls: str, one: str, other: str, third: str
) -> None:
    assert lacking(nlp, *(f"{FERRY}\n\n{text}" for text in (one, other, third))) == []


def test_the_subject_names_who_did_it_and_not_a_pronoun(nlp: Language) -> None:
    one = "Olav Brandt left the ship. He denied that he had left the bridge of the Aurelia."
    other = "Captain Olav Brandt spoke. He has denied leaving the bridge of the Aurelia."
    third = "A sailor says that the captain left the bridge of the Aurelia."
    [found] = lacking(nlp, *(f"{FERRY}\n\n{text}" for text in (one, other, third)))
    assert found.subject.startswith("a denial: “[Olav Brandt] denied that he had left the bridge")
    silent = "Divers searched the wreck for the recorder."  # it does not tell the charge either
    assert lacking(nlp, *(f"{FERRY}\n\n{text}" for text in (one, other, silent))) == []


def test_the_dead_of_another_year_are_named_for_comparison(nlp: Language) -> None:
    head = "date 2031-05-07\nOne killed on the ferry Aurelia\n\nA steward was killed on Monday."
    one = f"{head}\n\nIn 2029 the sailor Petra Lund was killed on another ship."
    other = f"{head}\n\nThe sailor Petra Lund was killed on a ship of the line in 2029."
    assert lacking(nlp, one, other, f"{head}\n\nThe steward died in the saloon.") == []


def test_an_older_article_cannot_lack_what_came_later(nlp: Language) -> None:
    later = "date 2031-05-07\nFerry sinks off Norland\n\n"
    text = "The operator Marel admitted that the Aurelia had sailed with a broken bilge pump."
    other = "Marel has admitted the ferry Aurelia left the harbour with a broken bilge pump."
    third = "Ferry sinks off Norland\n\nDivers searched for the recorder of the Aurelia."
    assert lacking(nlp, later + text, later + other, f"date 2031-05-06\n{third}") == []
    assert lacking(nlp, later + text, later + other, f"date 2031-05-07\n{third}") != []


def test_names_of_the_dead_that_an_account_of_deaths_lacks(nlp: Language) -> None:
    head = "Two killed as ferry sinks off Norland\n\nTwo people died when the Aurelia sank."
    one = f"{head}\n\nThe stewards Petra Lund and Jonas Falk were killed, the coroner said."
    other = f"{head}\n\nPetra Lund, 34, and Jonas Falk, 51, were killed below deck."
    third = f"{head}\n\nBoth of the dead were stewards."
    found = lacking(nlp, one, other, third)
    assert [d.absent_in for d in found] == [("2.txt",)]
    assert "Petra Lund" in found[0].subject
    assert "Jonas Falk" in found[0].subject
    spelt = f"{head}\n\nThe dead were Petra Lunden and Jonas Falck, two stewards."
    longer = [text.replace("Lund,", "Lundin,").replace("Lund ", "Lundin ") for text in (one, other)]
    assert [d.subject for d in lacking(nlp, *longer, spelt)] == ["name of the dead: Jonas Falk"]
    named = f"{head}\n\nThe dead were Lund and Falk, two stewards."
    assert lacking(nlp, one, other, named) == []


@pytest.mark.parametrize(
    ("lacks", "between"), [((), Between.SELF), (("b",), Between.OUTLETS), (("a",), Between.SELF)]
)
def test_what_one_account_has_and_another_lacks_is_between_outlets(
    lacks: tuple[str, ...], between: Between
) -> None:
    told, silent = quoted("Petra Lund was killed."), quoted("A steward was killed.")
    scene = Scene(coverage(a=told, b=silent), ())
    span = Span(0, 10)
    found = difference(
        scene, Kind.OMISSION, Severity.SOFT, "names of the dead",
        [Evidence("a", span, span, "named")], 0.8, absent_in=lacks,
    )  # fmt: skip
    assert found.between is between


def test_who_died_long_ago_is_no_omission(nlp: Language) -> None:
    head = "date 2031-05-07\nFerry Aurelia for sale in Norland\n\nThe ferry Aurelia is for sale."
    one = f"{head}\n\nThe ship is named for Aurelia Stone, who died in 1938."
    other = f"{head}\n\nAurelia Stone, for whom it is named, died in 1938."
    third = f"{head}\n\nA broker hopes for a quick deal after the death of the owner."
    assert lacking(nlp, one, other, third) == []


def test_the_toll_that_an_account_of_deaths_lacks(nlp: Language) -> None:
    head = "Deaths as ferry sinks off Norland\n\nThe ferry Aurelia sank off Norland on Monday."
    one = f"{head}\n\nThe sinking killed 14 people, the coast guard said."
    other = f"{head}\n\nThe coast guard said that 14 people died."
    third = f"{head}\n\nHow many are dead was not known."
    found = lacking(nlp, one, other, third)
    assert [(d.subject, d.absent_in) for d in found] == [
        ("how many died: “The sinking killed 14 people, the coast guard said”", ("2.txt",))
    ]
    assert lacking(nlp, one, other, f"{head}\n\nAt least a dozen people died.") == []
    singly = "Petra Lund, 34, was killed in her cabin. Jonas Falk died on deck."
    assert lacking(nlp, one, other, f"{head}\n\n{singly}") == []


def test_an_exact_sum_that_three_sources_give(nlp: Language) -> None:
    texts = [
        "Bill shocks pensioner\n\nThe true sum was $312.45, the company said.",
        "Bill shocks pensioner\n\nShe owed only $312.45, it turned out.",
        "Bill shocks pensioner\n\nThe company corrected the bill to $312.45 on Friday.",
        "Bill shocks pensioner\n\nThe company corrected the bill on Friday.",
    ]
    found = lacking(nlp, *texts)
    assert [d.absent_in for d in found] == [("3.txt",)]
    assert lacking(nlp, *texts[1:]) == []


def test_few_are_shown_of_an_event_and_the_rest_is_kept(nlp: Language) -> None:
    ones = [text for _, text, _, _, _ in LACKED]
    others = [text for _, _, text, _, _ in LACKED]
    texts = (" ".join(ones), " ".join(others), "Olav Brandt left the bridge of the Aurelia.")
    articles = [read_plain(f"{FERRY}\n\n{text}", f"file:{n}.txt") for n, text in enumerate(texts)]
    readings = read_articles(nlp, articles)
    items = [(f"{n}", a, r) for n, (a, r) in enumerate(zip(articles, readings, strict=True))]
    coverage = Coverage(tuple(Covered(id, a, r, n) for n, (id, a, r) in enumerate(items)))
    found = list(omission.find(Scene(coverage, ())))
    assert len(found) == 4
    assert sum(d.confidence >= 0.6 for d in found) == 3
    turned = list(omission.find(Scene(Coverage(coverage.articles[::-1]), ())))
    assert {(d.key, d.confidence) for d in turned} == {(d.key, d.confidence) for d in found}
