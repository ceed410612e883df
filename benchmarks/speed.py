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

from desk.desk import Desk
from desk.requests import Asker
from extraction.parsed import BATCH
from extraction.reading import read_articles
from extraction.times import find_times
from intake.article import Article
from store.archive import open_archive

KILO = 1024


@dataclass(frozen=True, slots=True)
class Speed:
    """Words are split at white space; seconds are wall clock of one process."""

    words: int
    bare_seconds: float
    read_seconds: float
    times_seconds: float
    index_articles: int
    index_seconds: float
    peak_megabytes: float

    def rows(self) -> list[str]:
        """What RESULTS.md prints, ratios first."""
        bare, read = self.words / self.bare_seconds, self.words / self.read_seconds
        return [
            f"read against the bare pipeline: {read / bare:.2f} of its words a second "
            f"({read:,.0f} against {bare:,.0f})",
            f"times alone: {self.words / self.times_seconds:,.0f} words a second",
            f"index, from text to stored and compared: "
            f"{self.index_articles / self.index_seconds:.1f} articles a second "
            f"({self.index_articles} articles)",
            f"memory at most: {self.peak_megabytes:,.0f} MB",
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

    with TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        archive = open_archive(database)
        desk = Desk(
            archive,
            lambda found: read_articles(nlp, found),
            lambda: datetime(2025, 4, 15, 13, tzinfo=UTC),
        )
        began = time.perf_counter()
        desk.index(Asker("T0BENCH"), articles)
        index = time.perf_counter() - began

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILO
    return Speed(words, bare, read, times, len(articles), index, peak)
