"""How sure outlets are, and from whom they have it: made-up accounts, and what only looks so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy, Kind, Severity
from collation.utterances import align_utterances
from extraction.reading import read_articles
from intake.plain import read_plain


def differing(nlp: Language, kind: Kind, *texts: str) -> list[Discrepancy]:
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
    return [d for d in find_discrepancies(coverage, align_utterances(coverage)) if d.kind is kind]


HEDGED = [
    (
        "Harbour\n\nAn apparent malfunction caused the drawbridge to open over the river.",
        "Two hurt in drawbridge malfunction\n\nThe drawbridge opened over the river.",
    ),
    (
        "Harbour\n\nThe storm appeared to be the costliest on the coast of Norland.",
        "Harbour\n\nThe costliest storm on the coast of Norland broke the pier.",
    ),
    (
        "Harbour\n\nThe raid followed an alleged fish meal theft at the harbour of Norland.",
        "Harbour\n\nThe council ended the fish meal theft at the harbour of Norland with a fence.",
    ),
    (
        "Harbour\n\nThe stoker died after a guard's apparent chokehold on the ferry.",
        "Harbour\n\nThe stoker died after a guard put him in a chokehold on the ferry.",
    ),
    (
        "Shipyard and union reach tentative deal to end strike\n\nThe talks took a week.",
        "Deal reached to end shipyard strike\n\nThe talks took a week.",
    ),
    (
        "Blast claimed by Red Lantern kills nine\n\nA bus was hit.",
        "Nine killed in Red Lantern attack\n\nA bus was hit.",
    ),
    (
        "Train\n\n“It appears the train was on the wrong track,” Mayor Inga Holm said.",
        "Train\n\nThe train was on the wrong track, Mayor Inga Holm told reporters.",
    ),
]


@pytest.mark.parametrize(("one", "other"), HEDGED)
def test_what_one_outlet_states_and_another_hedges(nlp: Language, one: str, other: str) -> None:
    (found,) = differing(nlp, Kind.HEDGING, one, other)
    assert found.severity is Severity.SOFT
    assert {(e.article, e.value) for e in found.evidence} == {
        ("0.txt", "hedged"),
        ("1.txt", "flat"),
    }


# (class of the look-alike, one account, the other)
SURE = [
    (
        "both hedge",
        "Harbour\n\nAn apparent malfunction caused the drawbridge to open over the river.",
        "Harbour\n\nThe drawbridge opened over the river after an apparent malfunction.",
    ),
    (
        "the same account says it plainly, too",
        "Drawbridge malfunction\n\nAn apparent malfunction caused the drawbridge to open.",
        "Two hurt in drawbridge malfunction\n\nThe drawbridge opened over the river.",
    ),
    (
        "attributed, not flat",
        "Harbour\n\nThe storm appeared to be the costliest on the coast of Norland.",
        "Harbour\n\nThe storm was the costliest on the coast of Norland, Inga Holm said.",
    ),
    (
        "a question",
        "Harbour\n\nThe storm appeared to be the costliest on the coast of Norland.",
        "Costliest storm on the coast of Norland?\n\nThe pier broke.",
    ),
    (
        "another subject",
        "Harbour\n\nPlanes hit suspected Red Lantern camps near the border.",
        "New raids hit Red Lantern near the border\n\nA bus was hit.",
    ),
    (
        "a headline that names its source",
        "Train\n\nThe train was apparently on the wrong track.",
        "Train was on wrong track: governor\n\nTwo people were hurt.",
    ),
    (
        "only the name of a story",
        "Harbour\n\nHe told the court of the alleged robbery at the fuel dock.",
        "Harbour\n\nHis robbery story about the fuel dock changed on Monday.",
    ),
    (
        "a plan in both headlines",
        "Council backs proposed harbour toll\n\nThe talks took a week.",
        "Mayor plans harbour toll for ferries\n\nThe talks took a week.",
    ),
    (
        "somebody who is a suspect",
        "Harbour\n\nThe alleged smuggler was led from the ferry in chains.",
        "Harbour\n\nThe smuggler was led from the ferry in chains.",
    ),
    (
        "the same names, another act",
        "Harbour\n\nBerg reportedly told Harbour Master Inga Holm of the leak.",
        "Harbour\n\nBerg met Harbour Master Inga Holm twice.",
    ),
    (
        "what is not believed",
        "Harbour\n\nThe mast is not believed to be genetically modified timber.",
        "Harbour\n\nGenetically modified timber broke.",
    ),
]


@pytest.mark.parametrize(("cls", "one", "other"), SURE)
def test_what_only_looks_like_a_hedge(nlp: Language, cls: str, one: str, other: str) -> None:
    assert differing(nlp, Kind.HEDGING, one, other) == []


WORDS = "“We will rebuild every pier of this harbour before the first snow falls,”"


def test_the_same_words_in_a_tweet_and_in_a_statement(nlp: Language) -> None:
    one = f"Harbour\n\n{WORDS} Mayor Inga Holm said in a statement."
    other = f"Harbour\n\n{WORDS} Mayor Inga Holm tweeted."
    (found,) = differing(nlp, Kind.ATTRIBUTION, one, other)
    assert {e.value for e in found.evidence} == {"statement", "tweet"}
    assert "Inga Holm" in found.subject
    bare = f"Harbour\n\n{WORDS} Mayor Inga Holm said."
    assert differing(nlp, Kind.ATTRIBUTION, one, bare) == []


def test_the_same_words_given_to_two_people(nlp: Language) -> None:
    one = f"Harbour\n\n{WORDS} Mayor Inga Holm said on Monday."
    other = f"Harbour\n\n{WORDS} engineer Tomas Berg said on Monday."
    (found,) = differing(nlp, Kind.ATTRIBUTION, one, other)
    assert {e.value for e in found.evidence} == {"Inga Holm", "Tomas Berg"}
    talk = f"Harbour\n\nTomas Berg was told by Inga Holm: {WORDS} Berg said on Monday."
    assert differing(nlp, Kind.ATTRIBUTION, one, talk) == []
    short = f"Mayor Inga Holm spoke on Monday\n\n{WORDS} Holm said on Monday."
    assert differing(nlp, Kind.ATTRIBUTION, one, short) == []
