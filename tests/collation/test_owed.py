"""What an account could not know, or need not tell: made-up stories of three outlets."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences import THRESHOLD
from collation.differences.omissions import leftout
from collation.differences.omissions.untold import Untold
from collation.differences.scene import Scene
from extraction.reading import read_articles
from intake.plain import read_plain
from tests.collation.test_omissions import FERRY, lacking

BRIDGE = "Captain Olav Brandt left the bridge of the Aurelia an hour before, two sailors said."
DENIED = "Captain Olav Brandt denied that he had left the bridge of the Aurelia."
DENIES = "Olav Brandt, the captain, has denied leaving the bridge of the Aurelia before it sank."
DATED = "date 2031-05-06\n" + FERRY


def of(nlp: Language, head: str, *texts: str) -> list[str]:
    return [d.subject for d in lacking(nlp, *(f"{head}\n\n{text}" for text in texts))]


def test_a_denial_that_a_third_lacks_is_told(nlp: Language) -> None:
    assert [s.partition(":")[0] for s in of(nlp, FERRY, DENIED, DENIES, BRIDGE)] == ["a denial"]


@pytest.mark.parametrize(
    "third",
    [
        f"{BRIDGE} “I have never left the bridge of my ship,” said Olav Brandt.",
        f"{BRIDGE} Brandt called the sailors' account of it wrong.",
    ],
)
def test_who_denies_may_say_so_without_a_word_of_denying(nlp: Language, third: str) -> None:
    assert of(nlp, FERRY, DENIED, DENIES, third) == []


def test_what_is_denied_after_an_account_was_printed_is_not_lacking(nlp: Language) -> None:
    later = "Captain Olav Brandt denied on Thursday that he had left the bridge of the Aurelia."
    head = "date 2031-05-08\n" + FERRY  # a Thursday
    one, other = f"{head}\n\n{later}", f"{DATED}\n\n{DENIES}"
    assert lacking(nlp, one, other, f"{DATED}\n\n{BRIDGE}") == []
    assert lacking(nlp, f"{head}\n\n{DENIED}", other, f"{DATED}\n\n{BRIDGE}") != []


def test_two_denials_by_one_are_not_one_denial(nlp: Language) -> None:
    other = "Captain Olav Brandt denied owning shares of a rival line."
    assert of(nlp, FERRY, DENIED, other, BRIDGE) == []


def test_an_act_of_before_the_story_is_no_news_of_it(nlp: Language) -> None:
    sorry = "The operator Marel {}apologized for the broken bilge pump of the Aurelia."
    also = "Marel {}apologized over a bilge pump of the ferry Aurelia that was broken."
    third = "The operator Marel runs the ferry Aurelia."
    now = of(nlp, FERRY, sorry.format(""), also.format(""), third)
    assert [subject.partition(":")[0] for subject in now] == ["an apology"]
    assert of(nlp, FERRY, sorry.format("initially "), also.format("first "), third) == []


def test_states_of_emergency_of_two_countries_are_two(nlp: Language) -> None:
    one = "Norland has been in a state of emergency since the spring."
    other = "Sudmark has been in a state of emergency since the autumn."
    third = "The coast is rocky, and its harbours are small."
    same = of(nlp, FERRY, one, other.replace("Sudmark", "Norland"), third)
    assert [subject.partition(":")[0] for subject in same] == ["a state of emergency"]
    assert of(nlp, FERRY, one, other, third) == []


def test_links_and_captions_tell_nothing(nlp: Language) -> None:
    link = "JUST WATCHED Captain Olav Brandt denies that he had left the bridge of the Aurelia."
    assert of(nlp, FERRY, DENIED, link, BRIDGE) == []


HEAD = "Two killed as ferry sinks off Norland\n\nTwo people died when the Aurelia sank."
DEAD = "The stewards Petra Lund and Jonas Falk were killed, the coroner said."


def test_who_says_that_names_are_not_known_yet_lacks_none(nlp: Language) -> None:
    other = "Petra Lund, 34, and Jonas Falk, 51, were killed below deck."
    third = "Both of the dead were stewards."
    assert of(nlp, HEAD, DEAD, other, third) == ["names of the dead: Jonas Falk and Petra Lund"]
    withheld = f"{third} Police have not released their names."
    assert of(nlp, HEAD, DEAD, other, withheld) == []


def test_a_toll_that_came_after_an_account_was_printed(nlp: Language) -> None:
    texts = ("The sinking killed 14 people.", "The coast guard said that 14 people died.")
    early, late = (f"date 2031-05-0{day}\n{FERRY}\n\nPeople were killed. " for day in (6, 7))
    third = "How many are dead was not known."
    found = lacking(nlp, *(early + text for text in (*texts, third)))
    assert [d.absent_in for d in found] == [("2.txt",)]
    assert lacking(nlp, *(late + text for text in texts), early + third) == []


def test_the_accused_of_another_case_is_named_for_comparison(nlp: Language) -> None:
    head = "Captain Brandt charged\n\nCaptain Olav Brandt was charged with fraud on Monday."
    one = "The banker Jonas Falk was convicted of theft."
    other = "Last week Jonas Falk was convicted of theft at another court."
    third = "The court meets again in June."
    assert of(nlp, head, one, other, third) == []
    together = "Police charged Jonas Falk and Olav Brandt with fraud."
    assert of(nlp, head, together, together, third) == ["name of the accused: Jonas Falk"]


def test_who_did_it_is_called_what_accounts_call_him(nlp: Language) -> None:
    head = "Shooting at Norland harbour\n\nThree were shot at the harbour of Norland on Monday."
    one = "The Norland gunman Jonas Falk shot three sailors."
    other = "Jonas Falk shot the sailors on the quay."
    third = "The gunman fled over the quay after he shot them."
    assert "name of the Norland gunman: Jonas Falk" in of(nlp, head, one, other, third)
    plain = of(nlp, head, other, other, third)
    assert "name of who did the shooting: Jonas Falk" in plain


def test_what_no_list_foresees_is_kept_and_not_shown(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Untold, "chance", 0.9)
    told = "A quarantine was ordered for the crew. The quarantine is to last two weeks. "
    rest = "The ship left the harbour at dawn with its load, and went down in sight of land. " * 12
    texts = [f"{FERRY}\n\n{text}{rest}" for text in (told, told, told, "")]
    articles = [read_plain(text, f"file:{n}.txt") for n, text in enumerate(texts)]
    rows = enumerate(zip(articles, read_articles(nlp, articles), strict=True))
    scene = Scene(Coverage(tuple(Covered(f"{n}", a, r, n) for n, (a, r) in rows)), ())
    found = list(leftout.find(scene))
    assert found
    assert all(d.confidence < THRESHOLD for d in found)


def test_the_toll_is_of_the_event_that_accounts_name(nlp: Language) -> None:
    head = "Deaths at Norland harbour\n\nSmoke stood above the Norland Harbour fire on Monday."
    one = "Nobody had slept in the Norland Harbour fire. It killed 14 people."
    third = "How many are dead was not known."
    assert of(nlp, head, one, one, third) == ["how many died in the Norland Harbour fire"]
