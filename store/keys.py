"""Texts and names in; the short keys under which the archive knows them, out."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from intake.article import Article

_WORD = re.compile(r"[^\W_]+")


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fold(text: str) -> str:
    """Lower case, without accents: what makes García and GARCIA the same word."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text: runs of letters and digits, in order."""
    return tuple(_WORD.findall(fold(text)))


def name_key(name: str) -> str:
    """What makes two spellings of a name one: its folded words."""
    return digest(" ".join(words_of(name)) or name)


def article_key(article: Article) -> str:
    """An article's key in its workspace: its day and a hash of source and text.

    Of a file's path only the name counts: a copy in another folder is the same article, and the
    order of keys does not depend on where the folder lies. An outlet named by hand counts too, for
    one dispatch may lie under one name in the folders of several outlets.

    Sorts by day, undated last, and does not depend on when the article arrived; so whatever is
    decided by the order of keys comes out alike for every order of arrival.
    """
    day = article.published.isoformat().replace("-", "") if article.published else "99999999"
    source = article.source
    if source.startswith("file:/"):
        source = f"file:{source.rsplit('/', 1)[-1]}"
        if article.outlet_from == "given":
            source = f"{source} {article.outlet}"
    return f"{day}-{digest(source + chr(0) + article.text)[:20]}"
