"""The pipeline and the archive in; words a second, articles a second and memory, out."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

from bot.processes import count_processes
from bot.wiring import MANY, LazyReader
from desk.desk import Desk
from desk.findings import Collation
from desk.requests import Asker
from extraction.parsed import BATCH
from extraction.reading import read_articles
from extraction.times import find_times
from intake.article import Article
from store.archive import open_archive

KILO = 1024
LENGTH = 600  # words of an article, by which what is indexed is counted


@dataclass(frozen=True, slots=True)
class Speed:
    """Words are split at white space; seconds are wall clock of one process."""

    words: int
    bare_seconds: float
    read_seconds: float
    times_seconds: float
    index_articles: int
    index_seconds: float
    processes: int
    peak_megabytes: float

    def rows(self) -> list[str]:
        """What RESULTS.md prints, ratios first."""
        bare, read = self.words / self.bare_seconds, self.words / self.read_seconds
        return [
            f"read against the bare pipeline: {read / bare:.2f} of its words a second "
            f"({read:,.0f} against {bare:,.0f})",
            f"times alone: {self.words / self.times_seconds:,.0f} words a second",
            f"index, from text to stored and compared, {self.processes} processes that read and "
            f"collate: {self.index_articles / self.index_seconds:.1f} articles a second, "
            f"{self.words / LENGTH / self.index_seconds:.1f} of {LENGTH} words "
            f"({self.index_articles} articles)",
            f"memory at most: {self.peak_megabytes:,.0f} MB a process",
        ]


def measure(nlp: Language, articles: Sequence[Article]) -> Speed:
    """Time the bare pipeline and `read` over the same parts, in turn, then index all of them."""
    words = sum(len(article.text.split()) for article in articles)
    texts = [a.text[p.start : p.end] for a in articles for p in a.account()]
    for _ in nlp.pipe(texts[:BATCH], batch_size=BATCH):
        pass  # warm-up: the first batch fills caches

    began = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass
    bare = time.perf_counter() - began

    began = time.perf_counter()
    readings = list(read_articles(nlp, articles))
    read = time.perf_counter() - began
    assert len(readings) == len(articles)

    began = time.perf_counter()
    for article in articles:
        find_times(article)
    times = time.perf_counter() - began

    index = _index(articles)
    peak = max(
        resource.getrusage(who).ru_maxrss / KILO
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    processes = count_processes()
    return Speed(words, bare, read, times, len(articles), index, processes, peak)


def _index(articles: Sequence[Article]) -> float:
    """Seconds in which `parallax index` keeps and compares them once its processes have started."""
    reader = LazyReader()
    with TemporaryDirectory() as folder:
        archive = open_archive(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        try:
            for _ in reader(articles[:MANY]):
                pass  # starts the processes
            desk = Desk(
                archive,
                reader,
                lambda: datetime(2025, 4, 15, 13, tzinfo=UTC),
                Collation(elsewhere=reader.collate),
            )
            began = time.perf_counter()
            desk.index(Asker("T0BENCH"), articles)
            return time.perf_counter() - began
        finally:
            reader.close()
            archive.close()
