"""One claim told flatly here and with a hedge there, in made-up accounts; what only looks so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Discrepancy, Severity
from tests.collation.test_differences import differences

HEDGED = [
    (
        "The shooter apparently killed himself in the attic, officers said.",
        "The shooter took his own life in the attic.",
    ),
    (
        "Passengers on deck are believed to have rushed to one side of the ferry.",
        "Officers say passengers on the deck moved to one side of the ferry.",
    ),
    (
        "Norland reportedly tested a ballistic rocket near the lighthouse.",
        "Norland successfully test-fired a ballistic rocket near the lighthouse.",
    ),
    (
        "Otto Kranz is accused of hiding the harbour fund's millions in a boathouse.",
        "Otto Kranz hid the harbour fund's millions for six years.",
    ),
    (
        "Inga Holm is accused of selling falcon eggs to a collector abroad.",
        "Inga Holm sold falcon eggs in thermos flasks.",
    ),
    (
        "A possible comet was spotted streaking across the sky over northern Elmshire on Tuesday.",
        "A comet streaked across the sky in northern Elmshire, lighting up the fields.",
    ),
    (
        "The trawler sank off the cape, likely killing all 143 people on board, an officer said.",
        "The trawler hit a reef before rolling over off the cape, killing all 143 people aboard.",
    ),
    (
        "The Norlandian Coast Guard has allegedly tested a ballistic rocket near the lighthouse.",
        "Norland tested a ballistic rocket of its own make near the lighthouse.",
    ),
    (
        "The fire in Brack appeared to be the deadliest on a U.S. pier in Elmshire since 1950.",
        "Pier crews in Elmshire fought their deadliest fire after a mayor had claimed victory.",
    ),
]


def sure(nlp: Language, one: str, other: str) -> list[Discrepancy]:
    found = differences(nlp, f"Elmsdale\n\n{one}", f"Norland\n\n{other}")
    return [d for d in found if d.subject.startswith(("how sure", "whether what is reported"))]


@pytest.mark.parametrize(("one", "other"), HEDGED)
def test_one_claim_hedged_and_flat_is_soft(nlp: Language, one: str, other: str) -> None:
    [found] = sure(nlp, one, other)
    assert found.severity is Severity.SOFT
    assert {(e.article, e.value) for e in found.evidence} == {
        ("00.txt", "hedged"),
        ("01.txt", "flat"),
    }


def test_a_report_is_unconfirmed_here_and_confirmed_there(nlp: Language) -> None:
    one = "“If the rocket launch near the lighthouse was confirmed, we would raise it,” she said."
    other = "Two officials confirmed to a newspaper the rocket launch near the lighthouse."
    [found] = sure(nlp, one, other)
    assert {e.value for e in found.evidence} == {"unconfirmed", "confirmed"}


SILENT = [
    (
        "two numbers are two things",
        "Two wardens were reportedly injured by rioters near the harbour crane.",
        "Thirteen wardens were injured by rioters near the harbour crane.",
    ),
    (
        "one account tells of what was done again and again",
        "Norland reportedly targeted the smugglers' chief near the lighthouse.",
        "Norland has targeted the smugglers' chief near the lighthouse twice in the past year.",
    ),
    (
        "the hedge is of the word before",
        "The harbour ban is likely unlawful, upholding an order of the lower court on crab pots.",
        "Judges upheld an order of the lower court on crab pots.",
    ),
    (
        "how many is what is hedged",
        "About 150 miners were thought to be trapped in the flooded Brack tunnel.",
        "The blast trapped miners in the flooded Brack tunnel under the hill.",
    ),
    (
        "what was thought before is settled in the same sentence",
        "After earlier reports that Otto Kranz allegedly hid the harbour fund's millions in a "
        "boathouse, he confirmed it.",
        "Otto Kranz hid the harbour fund's millions for six years.",
    ),
    (
        "the other account is somebody's, too",
        "Otto Kranz is accused of hiding the harbour fund's millions in a boathouse.",
        "Otto Kranz, sworn affidavits show, is described as a man who hid the harbour fund's "
        "millions.",
    ),
    (
        "a gerund says nothing",
        "The board may have sold the harbour crane to a collector abroad.",
        "Selling the harbour crane to a collector is open to the board, a lawyer said.",
    ),
    (
        "another one played a role",
        "Protests elsewhere may have played a role in the harbour attack, officials said.",
        "Otto Kranz has also played a key role in harbour policy.",
    ),
    (
        "possible here and alleged there",
        "The judge called the captain's alleged smuggling of falcon eggs irrelevant.",
        "A team is looking into possible smuggling of falcon eggs by the captain.",
    ),
    ("both hedge", HEDGED[0][0], "The shooter apparently took his own life in the attic."),
    ("somebody else", "Karl Brandt apparently killed himself.", "Otto Kranz killed himself."),
    (
        "another act of the same people",
        "Passengers on deck are believed to have sung a hymn.",
        "Officers say passengers on the deck moved to one side of the ferry.",
    ),
    (
        "a question",
        "Whether Norland apparently tested a ballistic rocket is open.",
        "Norland tested a ballistic rocket near the lighthouse.",
    ),
    (
        "accused in both",
        "Otto Kranz is accused of hiding the harbour fund's millions in a boathouse.",
        "Otto Kranz was accused of sailing off at night and hiding the harbour fund's millions.",
    ),
    (
        "why is what is hedged",
        "Otto Kranz was fired, reportedly over the harbour budget.",
        "Otto Kranz was fired by the harbour board.",
    ),
    (
        "a poll of likely voters",
        "In the poll, likely voters favour Jane Orrin by six points over Otto Kranz.",
        "Voters in six harbour towns favour Jane Orrin.",
    ),
    (
        "a nominee who is confirmed",
        "If confirmed as minister, Jane Orrin would leave the harbour board.",
        "Officials confirmed that Jane Orrin sat on the harbour board.",
    ),
    (
        "patients who are confirmed to have it",
        "They are sent on if they are confirmed to have the harbour fever of Norland.",
        "Officials confirmed that a sailor of Norland has the harbour fever.",
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_less_sure_is_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert sure(nlp, one, other) == []
