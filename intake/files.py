"""A file that a person gives in; its article, whatever the file holds, out."""

from __future__ import annotations

from pathlib import Path

from intake.article import Article
from intake.page import load_page_article
from intake.plain import load_file

PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (".txt", *PAGES)  # what is looked for in a folder


def load_article(path: Path, *, outlet: str | None = None) -> Article:
    """The article of a saved web page, by its suffix, or of a plain text file.

    Raises:
        UnreadableText: it holds no article that can be read; the sentence says why.
        MissingFile: it is not there.
    """
    if path.suffix.lower() in PAGES:
        return load_page_article(path, outlet=outlet)
    return load_file(path, outlet=outlet)
