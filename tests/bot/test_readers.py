"""Reading in several processes: the same readings, in order, and no article lost with a process."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator

import pytest

from bot.readers import CHUNK, Read, ReaderGone, Readers, ReadingFailed
from bot.wiring import LazyReader
from extraction.annotations import Reading, Sentence, Span
from intake.article import Article
from intake.plain import read_plain


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


@pytest.fixture
def readers() -> Iterator[Readers]:
    """Two processes."""
    made = Readers(2, reader)
    yield made
    made.close()


def test_readings_come_in_the_order_of_the_articles(readers: Readers) -> None:
    given = articles(5 * CHUNK + 1)
    first, second = readers.read(given), readers.read(given[::-1])
    assert list(first) == list(read(given))
    assert list(second) == list(read(given[::-1]))
    assert list(readers.read([])) == []


def test_an_odd_article_says_why_and_the_process_goes_on(readers: Readers) -> None:
    with pytest.raises(ReadingFailed, match="ValueError: an odd text"):
        list(readers.read([read_plain("odd", "file:odd")]))
    given = articles(2 * CHUNK)
    assert list(readers.read(given)) == list(read(given))


def test_a_dead_process_is_told(readers: Readers) -> None:
    with pytest.raises(ReaderGone):
        list(readers.read([read_plain("mortal", "file:mortal")]))


def test_what_a_dead_process_left_is_read_here(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [*articles(CHUNK), *(read_plain("mortal", f"file:m{n}") for n in range(2 * CHUNK))]
    lazy = LazyReader()
    monkeypatch.setattr(lazy, "_readers", readers)
    monkeypatch.setattr(lazy, "_read", read)
    assert list(lazy(given)) == list(read(given))
    assert list(lazy(given)) == list(read(given))  # and from then on
