"""False alarms that people found in; the same ones elsewhere kept back, out.

A discrepancy is the same false alarm where it is the same matter within one event (the archive
keeps those as one row, with its state), or where of every two of its sides a pair of sentences was
judged: another printing of a dispatch has the same sentences, and who joins a side adds no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import combinations

from collation.discrepancy import Discrepancy, Evidence
from desk.reasons import FalseAlarm, words
from store import articles, discrepancies, suppressions
from store.archive import Session
from store.discrepancies import StoredDiscrepancy
from store.keys import digest, words_of


def pairs(found: Discrepancy, text_of: Callable[[str], str]) -> tuple[frozenset[str], ...]:
    """For every two sides a digest of each two sentences that stand against each other, by kind.

    None for what has one side only: what an outlet leaves out is judged for that outlet alone.
    """
    sides: dict[str, set[str]] = {}
    for row in found.evidence:
        sides.setdefault(row.value.casefold(), set()).add(_printed(row, text_of(row.article)))
    return tuple(
        frozenset(
            digest("\0".join((str(found.kind), *sorted((one, other)))))
            for one in sides[a]
            for other in sides[b]
        )
        for a, b in combinations(sorted(sides), 2)
    )


def judged_alike(
    db: Session, workspace: str, kind: str, own: str, cited: Evidence
) -> FalseAlarm | None:
    """Whether somebody judged the value `own`, in a text's words, no difference from what `cited`
    prints: a false alarm has that sentence on one side and the value on another."""
    told = words_of(own)
    held = suppressions.holding(db, workspace, kind)
    judged = discrepancies.load(db, workspace, {alarm.discrepancy for alarm in held})
    for alarm in held:
        known = judged.get(alarm.discrepancy)
        rows = known.discrepancy.evidence if known is not None else ()
        mine = {
            row.value.casefold()
            for row in rows
            if (row.article, row.sentence.start) == (cited.article, cited.sentence.start)
        }
        if mine and any(
            row.value.casefold() not in mine and _holds(told, words_of(row.value)) for row in rows
        ):
            return FalseAlarm(alarm.discrepancy, alarm.person, because(alarm), alarm.at)
    return None


def _holds(words: Sequence[str], value: Sequence[str]) -> bool:
    size = len(value)
    return bool(value) and any(words[at : at + size] == value for at in range(len(words)))


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
        frozenset().union(*pairs(judged.discrepancy, texts.of(judged.discrepancy))),
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
