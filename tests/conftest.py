"""Fixtures that several floors share: the trained pipeline and the five seed articles, read."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extraction.annotations import Reading
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles
from intake.article import Article
from intake.plain import load_file

SEEDS = Path(__file__).parent.parent / "seeds"


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
