"""Articles in; their readings, made by several processes at once and given back in order, out."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import msgspec

from desk.indexing import ODD_ARTICLE
from extraction.annotations import Reading
from intake.article import Article

CHUNK = 8  # articles handed to a process at once: enough to fill the pipeline's matrices
MOST = 4  # processes; each takes some 400 MB

Read = Callable[[Iterable[Article]], Iterable[Reading]]


class ReadingFailed(RuntimeError):
    """A process could not read what it was given; says why."""


class ReaderGone(Exception):
    """A process that was to read has died."""


class Readers:
    """Processes that load the pipeline once each and read until `close`, or until we die."""

    def __init__(self, processes: int, make: Callable[[], Read] | None = None) -> None:
        """`make`, an importable function, gives what reads; none is the pipeline that ships."""
        # spawned, not forked: the one who asks may have threads and an open archive
        context = multiprocessing.get_context("spawn")
        self._connections: list[Connection] = []
        self._processes: list[BaseProcess] = []
        self._threads: list[ThreadPoolExecutor] = []
        self._turn = 0
        for _ in range(processes):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, make or _pipeline), daemon=True)
            process.start()
            theirs.close()  # so that an end of the process is an end of the pipe
            self._connections.append(ours)
            self._processes.append(process)
            # waits for its process, so that neither side ever blocks the other
            self._threads.append(ThreadPoolExecutor(1, "reader"))

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles. The work begins now, not at the first one.

        Raises, as the readings are taken: ReadingFailed, ReaderGone.
        """
        chunks = [articles[at : at + CHUNK] for at in range(0, len(articles), CHUNK)]
        # By turns, whoever is idle: rounding depends a little on what a process has read before,
        # and the same articles are to give the same archive.
        begun = []
        for chunk in chunks:
            threads, connection = self._threads[self._turn], self._connections[self._turn]
            begun.append(threads.submit(_ask, connection, tuple(chunk)))
            self._turn = (self._turn + 1) % len(self._threads)
        return _gathered(begun)

    def close(self) -> None:
        """End the processes; what they were reading is lost."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()
        for threads in self._threads:
            threads.shutdown(cancel_futures=True)
        for connection in self._connections:
            connection.close()


def count_readers() -> int:
    """One process a core that we may use; 1 says that there is nothing to gain."""
    ours = getattr(os, "sched_getaffinity", None)  # which not every system has
    return min(len(ours(0)) if ours else os.cpu_count() or 1, MOST)


def _ask(connection: Connection, articles: tuple[Article, ...]) -> list[bytes]:
    try:
        connection.send(articles)
        answer = connection.recv()
    except (EOFError, OSError) as error:
        raise ReaderGone(str(error)) from error
    if isinstance(answer, str):
        raise ReadingFailed(answer)
    return list(answer)


def _gathered(chunks: Sequence[Future[list[bytes]]]) -> Iterator[Reading]:
    decoder = msgspec.msgpack.Decoder(Reading)
    for chunk in chunks:
        for body in chunk.result():
            yield decoder.decode(body)


def _serve(connection: Connection, make: Callable[[], Read]) -> None:
    """What a process does: read until the pipe ends, as it does when the one who asks is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    read, encoder = make(), msgspec.msgpack.Encoder()
    while True:
        try:
            articles = connection.recv()
        except (EOFError, OSError):
            return
        answer: list[bytes] | str
        try:
            answer = [encoder.encode(reading) for reading in read(articles)]
        except ODD_ARTICLE as error:
            answer = f"{type(error).__name__}: {error}"
        try:
            connection.send(answer)
        except OSError:
            return


def _pipeline() -> Read:
    from extraction.pipeline import load_pipeline
    from extraction.reading import read_articles

    nlp = load_pipeline()
    return lambda articles: read_articles(nlp, articles)
