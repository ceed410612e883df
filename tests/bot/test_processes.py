"""Work in several processes: the same answers, in order, and nothing lost with a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from bot.processes import CHUNK, MOST, Processes, ProcessGone, Read, WorkFailed, count_processes
from bot.wiring import LazyReader
from desk.findings import COLLATION, Piece, find_all
from extraction.annotations import Quotation, QuotationKind, Reading, Sentence, Span
from intake.article import Article
from intake.plain import read_plain
from store.readings import packed


def read(articles: Iterable[Article]) -> Iterator[Reading]:
    """A reading whose one sentence is as long as the text; `mortal` kills whoever reads it."""
    for article in articles:
        if "odd" in article.text:
            raise ValueError("an odd text")
        if "mortal" in article.text and multiprocessing.parent_process():
            os.kill(os.getpid(), signal.SIGKILL)
        sentences = (Sentence(Span(0, len(article.text)), 0),)
        yield Reading("made up", sentences, (), (), (), (), (), (), (), ())


def reader() -> Read:
    """What each process makes for itself."""
    return read


def articles(count: int) -> list[Article]:
    """Each a letter longer than the one before."""
    return [read_plain("A" * (n + 1), f"file:{n}") for n in range(count)]


def pieces(*texts: str) -> list[Piece]:
    """A story of these articles."""
    given = [read_plain(text, f"file:{n}") for n, text in enumerate(texts)]
    return [
        Piece(n, f"k{n}", n, n, article, packed(reading))
        for n, (article, reading) in enumerate(zip(given, read(given), strict=True))
    ]


@pytest.fixture
def processes() -> Iterator[Processes]:
    """Two processes."""
    made = Processes(2, reader)
    yield made
    made.close()


def test_readings_come_in_the_order_of_the_articles(processes: Processes) -> None:
    given = articles(5 * CHUNK + 1)
    first, second = processes.read(given), processes.read(given[::-1])
    assert list(first) == list(read(given))
    assert list(second) == list(read(given[::-1]))
    assert list(processes.read([])) == []


def test_an_odd_article_says_why_and_the_process_goes_on(processes: Processes) -> None:
    with pytest.raises(WorkFailed, match="ValueError: an odd text"):
        list(processes.read([read_plain("odd", "file:odd")]))
    given = articles(2 * CHUNK)
    assert list(processes.read(given)) == list(read(given))


def test_a_dead_process_is_told(processes: Processes) -> None:
    with pytest.raises(ProcessGone):
        list(processes.read([read_plain("mortal", "file:mortal")]))


def test_a_story_is_collated_as_it_would_be_here(processes: Processes) -> None:
    stories = [pieces("The storm killed two."), pieces("Nobody spoke.", "A vote was held.")]
    waiting = [processes.collate(story) for story in stories]
    assert [wait() for wait in waiting] == [find_all(story, COLLATION) for story in stories]
    assert waiting[0]().summary.title == "The storm killed two."


def test_no_other_process_collates_before_one_reads() -> None:
    assert LazyReader().collate(pieces("A vote was held.")) is None


def test_what_a_dead_process_left_is_collated_here(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazy = LazyReader()
    monkeypatch.setattr(lazy, "_processes", processes)
    for _ in range(2):
        with pytest.raises(ProcessGone):
            list(processes.read([read_plain("mortal", "file:mortal")]))
    story = pieces("The storm killed two.")
    begun = lazy.collate(story)
    assert begun is not None
    assert begun() == find_all(story, COLLATION)
    assert lazy.collate(story) is None  # and from then on


def test_what_cannot_be_collated_fails_as_it_would_here(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazy = LazyReader()
    monkeypatch.setattr(lazy, "_processes", processes)
    whole = pieces("“No,” he said.")
    direct, line = QuotationKind.DIRECT, Span(0, 14)
    said = Quotation(direct, (Span(1, 4),), Span(9, 13), Span(6, 8), "Roe", 7, 1.0, line)
    broken = [replace(it, packed=packed(replace(it.reading, quotations=(said,)))) for it in whole]
    begun, other = lazy.collate(broken), lazy.collate(whole)
    assert begun is not None
    assert other is not None
    with pytest.raises(IndexError):
        begun()
    assert other() == find_all(whole, COLLATION)


def test_the_last_few_are_read_where_the_many_were(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazy = LazyReader()
    monkeypatch.setattr(lazy, "_processes", processes)
    monkeypatch.setattr("extraction.pipeline.load_pipeline", None)  # would fail if it were called
    assert list(lazy(articles(3))) == list(read(articles(3)))


def test_what_a_dead_process_left_is_read_here(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [*articles(CHUNK), *(read_plain("mortal", f"file:m{n}") for n in range(2 * CHUNK))]
    lazy = LazyReader()
    monkeypatch.setattr(lazy, "_processes", processes)
    monkeypatch.setattr(lazy, "_read", read)
    assert list(lazy(given)) == list(read(given))
    assert list(lazy(given)) == list(read(given))  # and from then on


@pytest.mark.parametrize(("cores", "count"), [(1, 1), (3, 3), (64, MOST), (None, 1)])
def test_a_process_a_core_where_no_system_says_which_are_ours(
    cores: int | None, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert count_processes() == count
