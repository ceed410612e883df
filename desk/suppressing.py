"""False alarms that people found in; the same ones elsewhere kept back, out.

A discrepancy is the same false alarm where it is the same kind, subject and set of values within
one event (the archive keeps those as one row, with its state), or where all pairs of its sentences
were judged: another printing of a dispatch has the same sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import combinations

from collation.discrepancy import Discrepancy, Evidence
from desk.reasons import words
from store import articles, discrepancies, suppressions
from store.archive import Session
from store.discrepancies import StoredDiscrepancy
from store.keys import digest, words_of


def pairs(found: Discrepancy, text_of: Callable[[str], str]) -> frozenset[str]:
    """A digest of every two sentences that stand against each other, by the kind of difference.

    None for what has one side only: what an outlet leaves out is judged for that outlet alone.
    """
    sides: dict[str, set[str]] = {}
    for row in found.evidence:
        sides.setdefault(row.value.casefold(), set()).add(_printed(row, text_of(row.article)))
    return frozenset(
        digest("\0".join((str(found.kind), *sorted((one, other)))))
        for a, b in combinations(sorted(sides), 2)
        for one in sides[a]
        for other in sides[b]
    )


def _printed(row: Evidence, text: str) -> str:
    """The sentence by its words, and which of them differ: marks and line breaks do not count."""
    sentence = " ".join(words_of(text[row.sentence.start : row.sentence.end]))
    return f"{sentence}\0{' '.join(words_of(text[row.span.start : row.span.end]))}"


def suppress_everywhere(
    db: Session,
    workspace: str,
    judged: StoredDiscrepancy,
    reason: tuple[str, str],
    person: str,
    now: datetime,
) -> tuple[int, ...]:
    """Keep back what is the same false alarm as `judged`; `reason` is its name and a note.

    Returns the numbers of what was kept back beside it.
    """
    kind = str(judged.discrepancy.kind)
    texts = _Texts(db, workspace)
    alarm = suppressions.add(
        db,
        workspace,
        judged.id,
        kind,
        reason,
        person,
        pairs(judged.discrepancy, texts.of(judged.discrepancy)),
        now,
    )
    others = [
        one for one in discrepancies.undecided(db, workspace, kind=kind) if one.id != judged.id
    ]
    return _keep_back(db, workspace, others, texts, now, alarm)


def suppress_news(db: Session, workspace: str, now: datetime) -> int:
    """Keep back what was found at this moment and is a known false alarm; how many."""
    if not suppressions.any_holds(db, workspace):
        return 0
    found = discrepancies.undecided(db, workspace, found_at=now)
    return len(_keep_back(db, workspace, found, _Texts(db, workspace), now))


def _keep_back(
    db: Session,
    workspace: str,
    found: Iterable[StoredDiscrepancy],
    texts: _Texts,
    now: datetime,
    alarm: int | None = None,
) -> tuple[int, ...]:
    kept = []
    for one in found:
        mine = pairs(one.discrepancy, texts.of(one.discrepancy))
        known = suppressions.matching(db, workspace, mine)
        if known is not None and alarm in (None, known.id):
            discrepancies.suppress(db, one.id, known.id, now)
            kept.append(one.id)
    return tuple(kept)


def because(alarm: suppressions.Suppression) -> str:
    """Why it is kept back, in words: the reason, then the note."""
    said = words("discrepancy", alarm.reason)
    return ". ".join(part for part in (said, alarm.note.strip()) if part)


class _Texts:
    """Texts of articles by key, each loaded once."""

    def __init__(self, db: Session, workspace: str) -> None:
        self._db = db
        self._workspace = workspace
        self._known: dict[str, str] = {}

    def of(self, found: Discrepancy) -> Callable[[str], str]:
        """Texts of the articles that it cites; "" for one that is gone."""
        missing = {row.article for row in found.evidence} - set(self._known)
        if missing:
            ids = articles.ids_of_keys(self._db, self._workspace, missing)
            loaded = articles.load(self._db, self._workspace, ids.values())
            self._known |= {one.key: one.article.text for one in loaded.values()}
        return lambda key: self._known.get(key, "")
