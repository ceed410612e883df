"""A misspelt word in; the words that quotations hold and that come near it, out."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from store.archive import Session
from store.tables import vocabulary

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 40  # letters of a word that may be misspelt; what is longer is no word
MOST = 4_000  # stems with one beginning that are compared
_BATCH = 500  # values in one question to the database


def known(db: Session, workspace: str, stems: Iterable[str]) -> frozenset[str]:
    """Those of the stems that some quotation holds."""
    wanted = sorted(set(stems))
    found: set[str] = set()
    for at in range(0, len(wanted), _BATCH):
        found |= set(
            db.execute(
                select(vocabulary.c.stem).where(
                    vocabulary.c.workspace == workspace,
                    vocabulary.c.stem.in_(wanted[at : at + _BATCH]),
                )
            ).scalars()
        )
    return frozenset(found)


def words_like(db: Session, workspace: str, stem: str) -> tuple[str, ...]:
    """Stems one letter away anywhere, and those that begin alike and are about as long; sorted.

    Asked for one by one (Norvig 2007, "How to write a spelling corrector"), so that the cost
    follows the length of the word and not the size of the archive. Nothing is like what is longer
    than any word.
    """
    if not 0 < len(stem) <= LONGEST:
        return ()
    found = set(known(db, workspace, one_away(stem)))
    begin = stem[: 4 if len(stem) > 7 else 3]
    rows = db.execute(
        select(vocabulary.c.stem)
        .where(
            vocabulary.c.workspace == workspace,
            vocabulary.c.stem >= begin,
            vocabulary.c.stem < begin + "\U0010ffff",
        )
        .limit(MOST)
    ).scalars()
    found |= {other for other in rows if abs(len(other) - len(stem)) <= 3}
    return tuple(sorted(found))


def one_away(word: str) -> set[str]:
    """A letter left out, put in, changed, or two beside each other turned round."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in parts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    found |= {head + letter + tail[1:] for head, tail in parts if tail for letter in LETTERS}
    found |= {head + letter + tail for head, tail in parts for letter in LETTERS}
    return found - {word, ""}
