"""Texts that a source replaced in; each compared with the next, and what that comes to, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collation.discrepancy import Between, Discrepancy, Severity
from collation.revision import Change, ChangeKind, Revision
from collation.revisions import compare_printings
from desk.findings import Collation, Findings, rank_of
from desk.revised import WITH_NOTE, WITHOUT_NOTE
from store import articles, readings, revisions, revisits, stories
from store.archive import Archive, Session
from store.discrepancies import Ranked
from store.keys import digest
from store.revisions import StoredRevision

_NOTHING = Revision((Change(ChangeKind.TYPOGRAPHY, None, None),), 0, 0, None, ())


def is_change(found: Discrepancy) -> bool:
    """Whether it is an outlet against its own earlier printing."""
    cited = {one.article for one in found.evidence} | set(found.absent_in)
    return found.between is Between.SELF and len(cited) > 1


def compare_waiting(archive: Archive, workspace: str, collation: Collation) -> int:
    """Compare what was replaced since; how many steps it was."""
    with archive.reading() as db:
        waiting = revisions.waiting(db, workspace)
    for one in waiting:
        with archive.reading() as db:
            found, noted = _compare(db, workspace, one, collation)
        with archive.writing() as db:
            revisions.settle(db, one.id, found, noted=noted)
            if one.story is not None:
                stories.make_stale(db, [one.story])
    return len(waiting)


def _compare(
    db: Session, workspace: str, one: StoredRevision, collation: Collation
) -> tuple[Revision, bool]:
    """What changed, and whether the outlet says so, in the article or elsewhere on its page."""
    ids = (one.before, one.after)
    texts, read = articles.load(db, workspace, ids), readings.load(db, workspace, ids)
    if any(id not in texts or id not in read for id in ids):
        return _NOTHING, False
    before, after = ((texts[id].key, texts[id].article, read[id]) for id in ids)
    known = revisits.circumstances(db, workspace, digest(texts[one.after].article.source))
    if known.read_anew:  # by a better reader: what differs may be its doing
        return _NOTHING, False
    found = compare_printings(before, after, collation.compare, collation.align)
    return found, found.note is not None or known.note is not None


def with_changes(findings: Findings, changed: Sequence[StoredRevision]) -> Findings:
    """What a story comes to, and what its outlets changed in it: each outlet against itself."""
    known = {ranked.discrepancy.key for ranked in findings.discrepancies}
    added = []
    for one in changed:
        for found in one.revision.differences if one.revision else ():
            told = _told(found, noted=one.noted)
            if told.key not in known:
                known.add(told.key)
                added.append(Ranked(told, rank_of(told, 1)))
    if not added:
        return findings
    return replace(findings, discrepancies=(*findings.discrepancies, *added))


def _told(found: Discrepancy, *, noted: bool) -> Discrepancy:
    """An outlet that says what it changed contradicts nobody."""
    said = WITH_NOTE if noted else WITHOUT_NOTE
    severity = Severity.SOFT if noted else found.severity
    return replace(found, severity=severity, note=f"{found.note}; {said}" if found.note else said)


def cited_ids(changed: Sequence[StoredRevision], db: Session, workspace: str) -> dict[str, int]:
    """The printings of these steps, by their keys."""
    ids = {id for one in changed for id in (one.before, one.after)}
    return {stored.key: id for id, stored in articles.load(db, workspace, ids).items()}
