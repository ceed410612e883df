"""What is new in the archive in; its stories regrouped and collated again, out.

Everything heavy is done outside of the writing transaction. Before it writes, each step looks
whether what it read still stands, and begins anew if not; so several processes may do this at
once, and a process killed in the middle leaves only work that the next call does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from collation.discrepancy import Discrepancy
from collation.features import Frequencies, count_frequencies
from collation.linking import Ruling, keep_to
from desk.corrected import corrections
from desk.findings import Collation, Findings, Piece, begin
from desk.gathering import gather
from desk.machine import machine
from desk.revising import cited_ids, compare_waiting, is_change, with_changes
from desk.suppressing import suppress_news
from store import (
    articles,
    collated,
    discrepancies,
    forms,
    readings,
    revisions,
    stories,
    story_links,
    timeline,
    utterances,
)
from store.archive import Archive, Session
from store.carrying import Correction, Rules
from store.collated import Collated
from store.identity import keep_ids
from store.stories import Member

WINDOW = timedelta(days=60)  # before and after: what else may be the same story
NEWS = timedelta(days=8)  # an article so old is no news: a day more than a digest looks back
_AHEAD = 8  # stories that may be collated elsewhere while the one before is kept
_TRIES = 10  # how often others may come between before we leave it to them


def catch_up(archive: Archive, workspace: str, collation: Collation, now: datetime) -> int:
    """Group what is pending, collate every story that changed; returns how much is news."""
    for _ in range(_TRIES):
        if _group_pending(archive, workspace, collation, now):
            break
    _place_people(archive, workspace)
    compare_waiting(archive, workspace, collation)
    with archive.reading() as db:
        stale = stories.stale(db, workspace)
    return _collate_each(archive, workspace, stale, collation, now)


def _place_people(archive: Archive, workspace: str) -> None:
    """Names of an archive that an older Parallax wrote, some at a time."""
    with archive.reading() as db:
        waiting = forms.waiting(db, workspace)
    while waiting:
        with archive.writing() as db:
            waiting = forms.place(db, workspace) == forms.AT_ONCE


def _group_pending(archive: Archive, workspace: str, collation: Collation, now: datetime) -> bool:
    """Whether nothing was pending, or it is grouped now; False: somebody came between."""
    with archive.reading() as db:
        days = stories.pending_days(db, workspace)
        if days is None:
            return True
        window = stories.members(db, workspace, *_window(db, workspace, days))
        frequencies = count_frequencies(member.item for member in window)
        members, rulings = gather(db, workspace, _touched(window, collation, frequencies))
        decided = story_links.stamp(db, workspace)
    groups = _grouped(members, collation, frequencies, rulings)
    before: dict[int, set[int]] = {}
    for member in members:
        if member.story is not None:
            before.setdefault(member.story, set()).add(member.id)
    kept = keep_ids(before, groups)
    with archive.writing() as db:
        if story_links.stamp(db, workspace) != decided:
            return False
        if not stories.unchanged(db, workspace, members):
            return False
        stories.regroup(db, workspace, groups, kept, now)
    return True


def _window(
    db: Session, workspace: str, days: tuple[date | None, date | None]
) -> tuple[date | None, date | None]:
    first, last = days
    if first is None or last is None:
        # All undated: they may belong to any recent story.
        newest = stories.totals(db, workspace).newest
        return (newest - WINDOW, newest) if newest else (None, None)
    return first - WINDOW, last + WINDOW


def _touched(
    window: Sequence[Member], collation: Collation, frequencies: Frequencies
) -> list[Member]:
    """What is pending, its neighbours, and the stories of these, whole: the rest stays as it is."""
    pending = {member.item.id for member in window if member.pending}
    near = collation.near(pending, [member.item for member in window], frequencies)
    touched = {member.story for member in window if member.item.id in near}
    return [m for m in window if m.item.id in near or (m.story is not None and m.story in touched)]


def _grouped(
    members: Sequence[Member],
    collation: Collation,
    frequencies: Frequencies,
    rulings: Sequence[Ruling],
) -> list[frozenset[int]]:
    """Article ids story by story; what people decided wins over the machine."""
    ids = {member.item.id: member.id for member in members}
    items = {member.item.id: member.item for member in members}
    groups = collation.group(list(items.values()), frequencies)
    if rulings:
        groups = keep_to(groups, rulings, items)
    return [frozenset(ids[key] for key in group) for group in groups]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A story whose findings may be made elsewhere by now."""

    story: int
    pieces: Sequence[Piece]
    findings: Callable[[], Findings]


def _collate_each(
    archive: Archive, workspace: str, stale: Sequence[int], collation: Collation, now: datetime
) -> int:
    """Collate these stories in their order; returns how many discrepancies are news.

    The next ones are begun before one is kept: whoever collates in other processes goes on.
    """
    news = 0
    ahead: deque[_Begun] = deque()
    for story in stale:
        ahead.append(_begin(archive, workspace, story, collation))
        if len(ahead) > _AHEAD:
            news += _finish(archive, workspace, ahead.popleft(), collation, now)
    return news + sum(_finish(archive, workspace, begun, collation, now) for begun in ahead)


def _begin(archive: Archive, workspace: str, story: int, collation: Collation) -> _Begun:
    with archive.reading() as db:
        pieces = pieces_of(db, workspace, story)
    return _Begun(story, pieces, begin(pieces, collation))


def _finish(
    archive: Archive, workspace: str, begun: _Begun, collation: Collation, now: datetime
) -> int:
    """Keep what one story comes to; returns how many of its discrepancies are news."""
    story = begun.story
    for _ in range(_TRIES):
        found = begun.findings()
        with archive.reading() as db:
            changed = revisions.of_story(db, workspace, story)
            corrected = corrections(db, workspace, changed, {piece.key for piece in begun.pieces})
            rules = _rules(db, workspace, story, begun.pieces, now, corrected)
            cited = cited_ids(changed, db, workspace)
        findings = with_changes(found, changed)
        seen = {piece.key: piece.id for piece in begun.pieces}
        with archive.writing() as db:
            if articles.ids_of_story(db, workspace, story) == seen:
                return _keep(db, workspace, story, findings, cited | seen, now, rules)
        begun = _begin(archive, workspace, story, collation)
    return 0  # somebody else is at it without pause; the story stays stale


def pieces_of(
    db: Session, workspace: str, story: int, only: Collection[str] | None = None
) -> list[Piece]:
    """A story's articles with their readings, in the order of their keys; `only` those of some."""
    ids = articles.ids_of_story(db, workspace, story)
    if only is not None:
        ids = {key: id for key, id in ids.items() if key in only}
    texts = articles.load(db, workspace, ids.values())
    read = readings.load_packed(db, workspace, ids.values())
    return [
        Piece(
            id=id,
            key=key,
            serial=texts[id].serial,
            outlet_id=texts[id].outlet_id,
            article=replace(texts[id].article, outlet=texts[id].outlet),
            packed=read[id],
        )
        for key, id in ids.items()
    ]


def _rules(
    db: Session,
    workspace: str,
    story: int,
    pieces: Sequence[Piece],
    now: datetime,
    corrected: Callable[[Discrepancy], Correction | None],
) -> Rules:
    """What of this story can be news.

    What an upgrade alone finds is none, nor what only old articles say, such as those of a bulk
    import. What outlets changed in their own articles is told under a heading of its own.
    """
    before = collated.last(db, story)
    upgraded = before.at is not None and before.machine != machine()
    here = {piece.key: piece.article.published for piece in pieces}
    new = (
        collated.arrived(db, workspace, story, before.at) if before.at is not None else here.keys()
    )
    short = collated.trimmed(db, workspace, story)
    young = now.date() - NEWS

    def quiet(found: Discrepancy) -> bool:
        cited = _cited(found)
        if is_change(found) or (upgraded and cited.isdisjoint(new)):
            return True
        days = [day for key in cited if (day := here.get(key)) is not None]
        return bool(days) and max(days) < young

    def stays(found: Discrepancy) -> bool:
        return not _cited(found).isdisjoint(short)

    return Rules(quiet, stays, corrected, upgraded)


def _cited(found: Discrepancy) -> set[str]:
    return {evidence.article for evidence in found.evidence} | set(found.absent_in)


def _keep(
    db: Session,
    workspace: str,
    story: int,
    findings: Findings,
    ids: dict[str, int],
    now: datetime,
    rules: Rules,
) -> int:
    articles.set_groups(db, findings.groups)
    utterances.replace_story(db, workspace, story, findings.utterances)
    timeline.replace_story(db, workspace, story, findings.entries)
    news = discrepancies.replace_story(
        db, workspace, story, findings.discrepancies, ids, now, rules
    )
    stories.settle(db, workspace, story, findings.summary)
    collated.record(db, story, Collated(machine(), now))
    return news - (suppress_news(db, workspace, now) if news else 0)
