"""Indexing: each text once, one odd article stops nobody, and the order has no meaning."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.answers import Indexed, Lane
from desk.desk import Desk
from desk.errors import ArchiveBusy, ParallaxError
from desk.requests import ShowDiscrepancies, ShowTimeline, WhoSaid
from extraction.annotations import Reading
from intake.article import Article
from store.archive import Archive, open_archive
from tests.desk.newsroom import ASKER, COLLATION, Clock, article, read
from tests.desk.newsroom import desk as open_desk
from tests.store.archives import BOTH, fresh_address, fresh_archive

ONE = article(
    "one", "“We saw 4 people leave the house,” said Ann Roe.\n\nIt burned on 12 March 2025."
)
TWO = article(
    "two", "“We saw 5 people leave the house,” said Ann Roe.\n\nIt burned on 13 March 2025."
)
ODD = article("odd", "An unreadable text.")


def test_what_is_new_is_kept_and_compared(desk: Desk) -> None:
    answer = desk.index(ASKER, [ONE, TWO])
    assert [item.outcome for item in answer.items] == ["new", "new"]
    assert answer.new_discrepancies == 1
    status = desk.status(ASKER)
    assert (status.articles, status.stories, status.quotations) == (2, 1, 2)
    assert (status.discrepancies, status.newest) == (1, date(2025, 4, 14))


def test_the_same_text_of_the_same_source_is_kept_once(desk: Desk) -> None:
    desk.index(ASKER, [ONE, TWO])
    again = desk.index(ASKER, [TWO, ONE, ONE])
    assert [item.outcome for item in again.items] == ["unchanged"] * 3
    assert again.new_discrepancies == 0
    assert desk.status(ASKER).articles == 2


def test_the_same_text_twice_in_one_batch_is_kept_once(desk: Desk) -> None:
    answer = desk.index(ASKER, [ONE, ONE])
    assert [item.outcome for item in answer.items] == ["new", "unchanged"]


def test_a_new_text_of_a_source_takes_the_place_of_the_old(desk: Desk) -> None:
    desk.index(ASKER, [ONE, TWO])
    story = desk.stories(ASKER)[0].id
    changed = replace(TWO, text=TWO.text.replace("5 people", "4 people"))
    answer = desk.index(ASKER, [changed])
    assert [item.outcome for item in answer.items] == ["changed"]
    assert desk.status(ASKER).articles == 2
    assert [view.id for view in desk.stories(ASKER)] == [story]
    with pytest.raises(ParallaxError):
        desk.discrepancies(ASKER, ShowDiscrepancies())


def test_a_source_that_returns_to_its_old_text_is_read_as_that(desk: Desk) -> None:
    changed = replace(TWO, text=TWO.text.replace("5 people", "4 people"))
    desk.index(ASKER, [ONE, TWO])
    desk.index(ASKER, [changed])
    answer = desk.index(ASKER, [TWO])
    assert [item.outcome for item in answer.items] == ["changed"]
    assert desk.discrepancies(ASKER, ShowDiscrepancies()).page.total == 1
    assert answer.new_discrepancies == 0, "it was news before"


def test_files_of_one_name_in_two_folders_are_two_articles(desk: Desk) -> None:
    answer = desk.index(ASKER, [replace(ONE, source="file:/a/x.txt")])
    answer = desk.index(ASKER, [replace(TWO, source="file:/b/x.txt")])
    assert [item.outcome for item in answer.items] == ["new"]
    assert desk.status(ASKER).articles == 2


def test_a_copy_of_a_file_in_another_folder_is_the_same_article(desk: Desk) -> None:
    here, there = replace(ONE, source="file:/a/x.txt"), replace(ONE, source="file:/b/x.txt")
    answer = desk.index(ASKER, [here, there])
    assert [item.outcome for item in answer.items] == ["new", "unchanged"]
    assert desk.status(ASKER).articles == 1


def test_one_text_that_two_outlets_print_is_two_articles(desk: Desk) -> None:
    here = replace(ONE, source="file:/a/x.txt")
    there = replace(ONE, source="file:/b/x.txt", outlet="The Two")
    answer = desk.index(ASKER, [here, there])
    assert [item.outcome for item in answer.items] == ["new", "new"]


def test_a_copy_stays_when_the_file_it_was_copied_from_changes(desk: Desk) -> None:
    here, there = replace(ONE, source="file:/a/x.txt"), replace(ONE, source="file:/b/x.txt")
    changed = replace(TWO, source=here.source, outlet=ONE.outlet)
    desk.index(ASKER, [here, changed])
    answer = desk.index(ASKER, [there])
    assert [item.outcome for item in answer.items] == ["changed"]
    assert desk.status(ASKER).articles == 2
    answer = desk.index(ASKER, [here])
    assert [item.outcome for item in answer.items] == ["changed"]
    assert desk.status(ASKER).articles == 1


def test_one_odd_article_is_recorded_and_stops_nobody(desk: Desk) -> None:
    fates: list[Indexed] = []
    answer = desk.index(ASKER, [ONE, ODD, TWO], fates.append)
    assert [item.outcome for item in answer.items] == ["new", "failed", "new"]
    assert "an odd text" in (answer.items[1].why or "")
    assert tuple(fates) == answer.items
    assert [failed.source for failed in desk.status(ASKER).failed] == ["file:odd"]


def test_a_file_that_could_not_be_opened_is_recorded_and_passed_through(desk: Desk) -> None:
    lost = Indexed("file:lost.txt", "failed", "It is no text.")
    answer = desk.index(ASKER, [lost, ONE])
    assert answer.items[0] == lost
    assert desk.status(ASKER).failed == (lost,)


def test_a_failure_is_forgotten_once_the_source_can_be_read(desk: Desk) -> None:
    desk.index(ASKER, [Indexed(ONE.source, "failed", "It is no text."), ONE])
    assert desk.status(ASKER).failed == ()


class _Killed(BaseException):
    """What a kill looks like from within: nothing catches it."""


def test_a_kill_in_the_middle_loses_nothing_and_doubles_nothing(archive: Archive) -> None:
    def dying(articles: Iterable[Article]) -> Iterator[Reading]:
        for one, reading in zip(articles, read(articles), strict=False):
            if one is TWO:
                raise _Killed
            yield reading

    first = Desk(archive, dying, Clock(), COLLATION)
    with pytest.raises(_Killed):
        first.index(ASKER, [ONE, TWO])
    second = open_desk(archive)
    assert second.status(ASKER).pending == 1
    answer = second.index(ASKER, [ONE, TWO])
    assert second.status(ASKER).pending == 0
    assert [item.outcome for item in answer.items] == ["unchanged", "new"]
    assert answer.new_discrepancies == 1
    assert second.who_said(ASKER, WhoSaid(words=("house",))).page.total == 1


def _index_until_killed(address: str) -> None:
    def killing(articles: Iterable[Article]) -> Iterator[Reading]:
        for one, reading in zip(articles, read(articles), strict=False):
            if one.source == TWO.source:
                os.kill(os.getpid(), signal.SIGKILL)
            yield reading

    Desk(open_archive(address), killing, Clock(), COLLATION).index(ASKER, [ONE, TWO])


@pytest.mark.parametrize("dialect", BOTH)
def test_a_process_killed_while_it_indexes_loses_nothing(dialect: str, tmp_path: Path) -> None:
    with fresh_address(dialect, tmp_path) as address:
        victim = multiprocessing.get_context("spawn").Process(
            target=_index_until_killed, args=(address,)
        )
        victim.start()
        victim.join()
        assert victim.exitcode == -signal.SIGKILL
        archive = open_archive(address)
        answer = open_desk(archive).index(ASKER, [ONE, TWO])
        assert [item.outcome for item in answer.items] == ["unchanged", "new"]
        assert open_desk(archive).status(ASKER).articles == 2
        archive.close()


def test_what_a_dead_process_left_uncollated_is_done_by_the_next(archive: Archive) -> None:
    def dying(*_: object) -> list[Any]:
        raise _Killed

    first = Desk(archive, read, Clock(), replace(COLLATION, compare=dying))
    with pytest.raises(_Killed):
        first.index(ASKER, [ONE, TWO])
    assert first.status(ASKER).pending == 0
    assert open_desk(archive).catch_up(ASKER) == 1
    assert open_desk(archive).catch_up(ASKER) == 0


def test_each_workspace_sees_its_own(desk: Desk) -> None:
    other = replace(ASKER, workspace="T2")
    desk.index(ASKER, [ONE, TWO])
    desk.index(other, [ONE])
    assert desk.status(other).articles == 1
    found = desk.who_said(other, WhoSaid(words=("house",)))
    assert len(found.utterances[0].versions) == 1
    story, discrepancy = desk.stories(ASKER)[0], desk.discrepancies(ASKER, ShowDiscrepancies())
    for question in (
        lambda: desk.discrepancy(other, discrepancy.items[0].id),
        lambda: desk.timeline(
            other, ShowTimeline("Leeds", replace(ShowTimeline().filters, story=story.id))
        ),
        lambda: desk.context(other, discrepancy.items[0].sides[0].citations[0].article, 0),
    ):
        with pytest.raises(ParallaxError):
            question()


def test_a_story_keeps_its_number_as_it_grows(desk: Desk) -> None:
    desk.index(ASKER, [ONE])
    number = desk.stories(ASKER)[0].id
    desk.index(ASKER, [article("early", "It was warm.", date(2025, 4, 1)), TWO])
    assert [view.id for view in desk.stories(ASKER)] == [number]


def test_two_stories_that_turn_out_to_be_one_answer_to_both_numbers(archive: Archive) -> None:
    apart = Desk(
        archive,
        read,
        Clock(),
        replace(COLLATION, group=lambda items, _: [[item.id] for item in items]),
    )
    apart.index(ASKER, [ONE, TWO])
    numbers = [view.id for view in apart.stories(ASKER)]
    assert len(numbers) == 2
    together = open_desk(archive)
    together.index(ASKER, [article("three", "“No,” said Bob Lee.")])
    assert len(together.stories(ASKER)) == 1
    for number in numbers:
        asked = replace(ShowTimeline(), filters=replace(ShowTimeline().filters, story=number))
        assert together.timeline(ASKER, asked).story == together.stories(ASKER)[0]


def test_a_locked_archive_is_told_in_a_sentence(tmp_path: Path) -> None:
    address = f"{tmp_path}/archive.sqlite3"
    busy, waiting = open_archive(address), open_archive(address, wait=0.01)
    with busy.writing(), pytest.raises(ArchiveBusy, match="try again"):
        open_desk(waiting).index(ASKER, [ONE])
    busy.close()
    waiting.close()


SIX = (
    ONE,
    TWO,
    article("three", "“We saw 4 people leave,” said Ann Roe. It burned on 12 March 2025.", None),
    article("four", "“We saw nothing,” said Bob Lee. There were 7 cats.", date(2025, 4, 13)),
    article("five", "There were 8 cats. “Go home,” said Bob Lee.", date(2025, 4, 20)),
    article("six", "“Go home,” said Bob Lee. There were 9 people.", title="Flood in York"),
)


def _everything(desk: Desk) -> list[Any]:
    """All answers, without numbers and moments that tell the order of arrival."""
    found: list[Any] = [_bare(desk.stories(ASKER))]
    for words in ("saw", "home", "people", "nothing"):
        try:
            found.append(_bare(desk.who_said(ASKER, WhoSaid(words=(words,)))))
        except ParallaxError as error:
            found.append(str(error))
    found.append(_bare(desk.timeline(ASKER, ShowTimeline("fire"))))
    found.append(_bare(desk.discrepancies(ASKER, ShowDiscrepancies())))
    return found


def _bare(value: Any) -> Any:  # Any: any answer
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    if hasattr(value, "__dataclass_fields__"):
        return {
            name: _bare(getattr(value, name))
            for name in value.__dataclass_fields__
            if name not in ("id", "article", "found_at", "changed_at", "number")
            and not (name == "articles" and isinstance(value, Lane))
        }
    return value


@cache
def _in_order() -> list[Any]:
    return _arriving(list(SIX))


def _arriving(*batches: list[Article]) -> list[Any]:
    """The answers after these batches have come in."""
    with (
        tempfile.TemporaryDirectory() as folder,
        fresh_archive("sqlite", Path(folder)) as archive,
    ):
        desk = open_desk(archive)
        for batch in batches:
            desk.index(ASKER, batch)
        return _everything(desk)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(SIX), cut=st.integers(0, 6))
def test_any_order_of_arrival_gives_the_same_answers(order: list[Article], cut: int) -> None:
    assert _arriving(order[:cut], order[cut:]) == _in_order()
