"""Questions in plain words on a small archive: what is printed is found, what is not is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

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
