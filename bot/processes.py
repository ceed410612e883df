"""Articles in, their readings out; stories in, what they come to out: by several processes at once.

What is asked is answered in order, and what a process answers is what we would have made here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import msgspec

from desk.findings import COLLATION, Findings, Piece, find_all
from desk.indexing import ODD_ARTICLE
from extraction.annotations import Reading
from intake.article import Article

CHUNK = 8  # articles handed to a process at once: enough to fill the pipeline's matrices
NEW_OBJECTS = 10_000  # between two looks for garbage
MOST = 4  # processes; each takes some 400 MB

Read = Callable[[Iterable[Article]], Iterable[Reading]]
Job = tuple[Article, ...] | bytes  # articles to read, or a story's pieces, packed

_ENCODER = msgspec.msgpack.Encoder()
_READING = msgspec.msgpack.Decoder(Reading)
_PIECES = msgspec.msgpack.Decoder(tuple[Piece, ...])
_FINDINGS = msgspec.msgpack.Decoder(Findings)


class WorkFailed(RuntimeError):
    """A process could not do what it was given; says why."""


class ProcessGone(Exception):
    """A process that was to work has died."""


class Processes:
    """Processes that load the pipeline once each and work until `close`, or until we die."""

    def __init__(self, count: int, make: Callable[[], Read] | None = None) -> None:
        """`make`, an importable function, gives what reads; none is the pipeline that ships."""
        # What they answer is unpacked here, thousands of objects a second, and none is garbage.
        gc.set_threshold(NEW_OBJECTS)
        # spawned, not forked: the one who asks may have threads and an open archive
        context = multiprocessing.get_context("spawn")
        self._connections: list[Connection] = []
        self._processes: list[BaseProcess] = []
        self._threads: list[ThreadPoolExecutor] = []
        self._turn = 0
        self._begun: list[list[Future[list[bytes]]]] = [[] for _ in range(count)]
        for _ in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, make or _pipeline), daemon=True)
            process.start()
            theirs.close()  # so that an end of the process is an end of the pipe
            self._connections.append(ours)
            self._processes.append(process)
            # waits for its process, so that neither side ever blocks the other
            self._threads.append(ThreadPoolExecutor(1, "process"))

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles. The work begins now, not at the first one.

        Raises, as the readings are taken: WorkFailed, ProcessGone.
        """
        begun = []
        for at in range(0, len(articles), CHUNK):
            # By turns, whoever is idle: rounding depends a little on what a process has read
            # before, and the same articles are to give the same archive.
            begun.append(self._begin(self._turn, tuple(articles[at : at + CHUNK])))
            self._turn = (self._turn + 1) % len(self._threads)
        return _gathered(begun)

    def collate(self, pieces: Sequence[Piece]) -> Callable[[], Findings]:
        """What waits for all that one story comes to. The work begins now.

        Raises, when it is waited for: WorkFailed, ProcessGone.
        """
        for number, waiting in enumerate(self._begun):
            self._begun[number] = [future for future in waiting if not future.done()]
        idlest = min(range(len(self._begun)), key=lambda number: len(self._begun[number]))
        begun = self._begin(idlest, _ENCODER.encode(pieces))
        return lambda: _FINDINGS.decode(begun.result()[0])

    def close(self) -> None:
        """End the processes; what they were doing is lost."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()
        for threads in self._threads:
            threads.shutdown(cancel_futures=True)
        for connection in self._connections:
            connection.close()

    def _begin(self, number: int, job: Job) -> Future[list[bytes]]:
        begun = self._threads[number].submit(_ask, self._connections[number], job)
        self._begun[number].append(begun)
        return begun


def count_processes() -> int:
    """One a core that we may use; 1 says that there is nothing to gain."""
    ours = getattr(os, "sched_getaffinity", None)  # which not every system has
    return min(len(ours(0)) if ours else os.cpu_count() or 1, MOST)


def _ask(connection: Connection, job: Job) -> list[bytes]:
    try:
        connection.send(job)
        answer = connection.recv()
    except (EOFError, OSError) as error:
        raise ProcessGone(str(error)) from error
    if isinstance(answer, str):
        raise WorkFailed(answer)
    return list(answer)


def _gathered(chunks: Sequence[Future[list[bytes]]]) -> Iterator[Reading]:
    for chunk in chunks:
        for body in chunk.result():
            yield _READING.decode(body)


def _serve(connection: Connection, make: Callable[[], Read]) -> None:
    """What a process does: work until the pipe ends, as it does when the one who asks is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    read = make()
    while True:
        try:
            job = connection.recv()
        except (EOFError, OSError):
            return
        answer: list[bytes] | str
        try:
            answer = _done(job, read)
        except ODD_ARTICLE as error:
            answer = f"{type(error).__name__}: {error}"
        try:
            connection.send(answer)
        except OSError:
            return


def _done(job: Job, read: Read) -> list[bytes]:
    if isinstance(job, bytes):
        return [_ENCODER.encode(find_all(_PIECES.decode(job), COLLATION))]
    return [_ENCODER.encode(reading) for reading in read(job)]


def _pipeline() -> Read:
    from extraction.pipeline import load_pipeline
    from extraction.reading import read_articles

    nlp = load_pipeline()
    return lambda articles: read_articles(nlp, articles)
