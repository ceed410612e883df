"""Questions in plain words on a small archive: what is printed is found, what is not is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from desk.asked_words import keys_of
from desk.desk import Desk
from desk.errors import NoMatch
from desk.plain_questions import AskHowMany, AskWhen
from desk.requests import Asker
from extraction.reading import read_articles
from handlers.blocks import plain
from intake.plain import read_plain
from store.archive import open_archive
from tests.scenarios.conftest import Clock

ASKER = Asker("command line", "command line")
TEXTS = {
    "Harbour Post": "date 2025-04-14\n\nJane Roe was arrested in Harwick, Ohio, on April 2 by two "
    "officers of the harbour police. The council struck a deal to pay the port $4 million for "
    "the quay. About 80% of the weavers have no contract, the union said.",
    "Valley Star": "date 2025-04-14\n\nOfficers of the harbour police arrested Jane Roe on April "
    "2. The port offered the quay in exchange for a fee of $4 million. The old tramway, a relic "
    "of 1923, is still without a roof.",
}


@pytest.fixture(scope="module")
def archive(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plain") / "archive.sqlite3"
    store = open_archive(str(path))
    desk = Desk(store, lambda items: read_articles(nlp, items), Clock())
    desk.index(ASKER, [read_plain(t, f"file:{n}.txt", outlet=n) for n, t in TEXTS.items()])
    store.close()
    return path


@pytest.fixture
def desk(archive: Path) -> Iterator[Desk]:
    store = open_archive(str(archive))
    yield Desk(store, lambda items: [], Clock())
    store.close()


def test_a_share_of_those_who_have_not_is_found(desk: Desk) -> None:
    found = desk.questions.how_many(ASKER, AskHowMany(("contract",), (), "percent"))
    assert [row.value for row in found.rows] == ["About 80%"]


def test_a_fee_answers_what_was_paid(desk: Desk) -> None:
    found = desk.questions.how_many(ASKER, AskHowMany(("pay",), (), "money"))
    (row,) = found.rows
    assert {citation.outlet for citation in row.citations} == {"Harbour Post", "Valley Star"}


def test_where_is_answered_by_a_place_and_counts_who_names_it(desk: Desk) -> None:
    request = AskWhen(("arrested",), ("Roe",), where=True)
    found = desk.questions.when(ASKER, request)
    assert found.places == (("Harwick, Ohio",),)
    (entry,) = found.entries
    assert [citation.outlet for citation in entry.citations] == ["Harbour Post", "Valley Star"]
    assert entry.count.sources == 1
    assert "Harwick, Ohio · 2 April 2025" in str(plain.when(found).blocks)
    day = desk.questions.when(ASKER, AskWhen(("arrested",), ("Roe",)))
    assert day.places == ()
    assert day.entries[0].count.sources == 2


def test_a_date_that_no_timeline_has_is_found_where_one_sentence_prints_it(desk: Desk) -> None:
    found = desk.questions.when(ASKER, AskWhen(("relic", "tramway")))
    assert [entry.when for entry in found.entries] == ["1923"]
    assert found.entries[0].count.sources == 1


def test_what_is_not_there_is_not_said_to_be_nowhere(desk: Desk) -> None:
    for request, what in (
        (AskWhen(("sunk", "ferry")), "date"),
        (AskWhen(("paid",), ("Roe",), where=True), "place"),
    ):
        with pytest.raises(NoMatch, match=rf"^I found no {what} for “"):
            desk.questions.when(ASKER, request)
    with pytest.raises(NoMatch, match=r"^I found no figure for “ferry”"):
        desk.questions.how_many(ASKER, AskHowMany(("ferry",)))


FERRIES = {
    "Harbour Post": "date 2025-04-14\nFerry Alma hits barge in Harwick, leaving 31 dead\n\n"
    "Thirty-one people were killed and 40 others were injured when the ferry Alma collided with a "
    "barge in Harwick, Ohio, on Sunday. One of the ferries of the line was at sea. Dana Poe, the "
    "owner, blamed a 14-day strike by 240 workers. Last week, police arrested two brothers at "
    "the pier where Poe said the gate was open. Jane Roe was arrested on Sunday.\n\nIn January, "
    "12 people were killed when the ferry Vera sank off Sundvik. The storm of the week before "
    "was at fault. The port was shut. The mayor wept. The crew slept.",
    "Valley Star": "date 2025-04-14\nThe crash of the ferry Alma in Harwick, Ohio, killed 31 "
    "crew members on Sunday. A strike of weavers was being felt on Friday.\n\nThe "
    "line has a new timetable. The quay is closed. In January, the ferry Vera sank off Sundvik, "
    "killing 12 people.",
    "Dunmore Globe": "date 2025-04-14\nThe ferry Alma crashed into a barge in Harwick, Ohio, on "
    "Sunday, and 31 people were killed.\n\nA mass was read. The bells rang. Boats stayed in. "
    "In January, 12 people were killed on the ferry Vera.",
}


@pytest.fixture(scope="module")
def ferries(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("ferries") / "archive.sqlite3"
    store = open_archive(str(path))
    desk = Desk(store, lambda items: read_articles(nlp, items), Clock())
    desk.index(ASKER, [read_plain(t, f"file:{n}.txt", outlet=n) for n, t in FERRIES.items()])
    yield desk
    store.close()


def test_the_number_that_articles_open_with_comes_before_those_of_former_events(
    ferries: Desk,
) -> None:
    found = ferries.questions.how_many(ASKER, AskHowMany(("killed",)))
    assert found.rows[0].value == "31"
    assert found.rows[0].count.sources == 3
    later = ferries.questions.how_many(ASKER, AskHowMany(("killed",), ("Vera",)))
    assert "12" in [row.value for row in later.rows]


def test_a_number_that_only_measures_or_picks_one_counts_nothing(ferries: Desk) -> None:
    strike = ferries.questions.how_many(ASKER, AskHowMany(("strike", "workers")))
    assert [row.of for row in strike.rows] == ["240 workers"]
    with pytest.raises(NoMatch):
        ferries.questions.how_many(ASKER, AskHowMany(("ferries", "line")))


def test_a_day_is_told_once_with_all_who_give_it(ferries: Desk) -> None:
    found = ferries.questions.when(ASKER, AskWhen(("crash",), ("Alma",)))
    days = [entry.when for entry in found.entries]
    assert days[0] == "13 April 2025"
    assert len(set(days)) == len(days)
    assert found.entries[0].count.sources == 3
    assert keys_of("collided") & keys_of("crash")


def test_a_place_is_told_once_with_all_who_name_it(ferries: Desk) -> None:
    found = ferries.questions.when(ASKER, AskWhen(("crash",), ("Alma",), where=True))
    assert found.places[0] == ("Harwick, Ohio",)
    assert found.entries[0].count.sources == 3


def test_the_arrest_of_others_is_not_that_of_who_is_named_beside_it(ferries: Desk) -> None:
    with pytest.raises(NoMatch):
        ferries.questions.when(ASKER, AskWhen(("arrested",), ("Poe",)))
    found = ferries.questions.when(ASKER, AskWhen(("arrested",), ("Roe",)))
    assert found.entries[0].when == "13 April 2025"


def test_a_verb_that_nobody_prints_is_not_taken_for_a_word_that_tells_nothing(
    ferries: Desk,
) -> None:
    with pytest.raises(NoMatch, match="I found no date"):
        ferries.questions.when(ASKER, AskWhen(("begin", "strike")))
