"""Fixtures that several floors share: the trained pipeline and the five seed articles, read."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from spacy.language import Language

from extraction.annotations import Reading
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles
from intake.article import Article
from intake.plain import load_file

SEEDS = Path(__file__).parent.parent / "seeds"

# Where CI has installed PostgreSQL and Chromium, a test that skips for want of them has failed.
REQUIRED = tuple(os.environ.get("PARALLAX_REQUIRE", "").lower().split())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where PARALLAX_REQUIRE names what the test says it lacks."""
    report = yield
    if report.skipped and any(word in str(report.longrepr).lower() for word in REQUIRED):
        report.outcome = "failed"
        report.longrepr = f"skipped, but PARALLAX_REQUIRE={' '.join(REQUIRED)}: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The trained pipeline, loaded once a session."""
    return load_pipeline()


@pytest.fixture(scope="session")
def seed_articles() -> tuple[Article, ...]:
    """The five seed articles, in the order of their file names."""
    return tuple(load_file(path) for path in sorted(SEEDS.glob("*.txt")))


@pytest.fixture(scope="session")
def seed_readings(nlp: Language, seed_articles: tuple[Article, ...]) -> tuple[Reading, ...]:
    """The seed articles as extraction reads them."""
    return tuple(read_articles(nlp, seed_articles))
