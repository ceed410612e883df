"""What a person adds to a timeline or corrects in it, in; kept, listed and taken back, out."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from desk.amending import Amended, stands
from desk.answers import CorrectionsAnswer, CorrectionView
from desk.dates import when
from desk.errors import BadRequest, NoMatch
from desk.requests import AddEntry, Asker, CorrectEntry
from desk.stories import find_story, views
from desk.timeline import Drawer, open_drawer, spelled
from desk.zones import reader_zone
from store import changes
from store.archive import Session
from store.changes import Change, Stand, StoredChange

WHAT, NOTE, LINK = 300, 1_000, 2_000  # characters
MOST = 500  # changes that hold in one story: beyond, it is no timeline any more
_ABOUT = 120  # characters of an entry that a record names
ACTIONS = ("dated", "reworded", "hidden", "excluded", "split", "merged")


def add(db: Session, asker: Asker, request: AddEntry, now: datetime) -> CorrectionView:
    """Put an event on a story's timeline.

    Raises:
        BadRequest, UnknownStory: nothing was written; the sentence says what is wrong.
    """
    story = find_story(db, asker.workspace, request.story)
    drawer = open_drawer(db, asker.workspace, story)
    what = _words(request.what, WHAT)
    if not what:
        raise BadRequest("Say what happened, in a few words.")
    period = request.period
    change = Change(
        "added",
        begin=period.begin,
        end=period.end,
        precision=period.precision,
        what=what,
        link=read_link(request.link),
        note=_words(request.note, NOTE),
        about=what,
    )
    return _keep(db, asker, drawer, change, now)


def correct(db: Session, asker: Asker, request: CorrectEntry, now: datetime) -> CorrectionView:
    """Change an entry of a story's timeline.

    Raises:
        BadRequest, NoMatch, UnknownStory: nothing was written; the sentence says what is wrong.
    """
    story = find_story(db, asker.workspace, request.story)
    drawer = open_drawer(db, asker.workspace, story)
    one = _find(drawer, request.entry)
    change = _change(one, request, drawer, reader_zone(asker.zone))
    return _keep(db, asker, drawer, change, now)


def undo(db: Session, asker: Asker, id: int, now: datetime) -> CorrectionView:
    """Take a change back, whoever made it. Raises NoMatch where that was done before."""
    if not changes.undo(db, asker.workspace, id, asker.person, now):
        raise NoMatch("That change was taken back already. Ask for the timeline again.")
    found = changes.find(db, asker.workspace, id)
    assert found is not None
    return _view(found)


def listing(db: Session, asker: Asker, story: int) -> CorrectionsAnswer:
    """What people changed in a story's timeline, newest first. Raises UnknownStory."""
    number = find_story(db, asker.workspace, story)
    made = changes.of_story(db, asker.workspace, number)
    told = views(db, asker.workspace, [number])[number]
    return CorrectionsAnswer(told, tuple(_view(stored) for stored in reversed(made)))


def _find(drawer: Drawer, entry: int) -> Amended:
    for one in drawer.held:
        if one.id == entry:
            return one
    raise NoMatch("That entry is no longer on the timeline. Ask for the timeline again.")


def _change(one: Amended, request: CorrectEntry, drawer: Drawer, zone: ZoneInfo) -> Change:
    action = request.action
    if action not in ACTIONS:
        raise BadRequest(f"An entry can be {', '.join(ACTIONS)}, not {action}.")
    period = request.period
    if action == "dated" and period is None:
        raise BadRequest("Type the date as you know it: 12 March 2025, March 2025, about 10 April.")
    what = _words(request.what, WHAT)
    if action == "reworded" and not what:
        raise BadRequest("Say what happened, in a few words.")
    other: tuple[Stand, ...] = ()
    other_on: int | None = None
    before = ""
    if action in ("excluded", "split"):
        other = (_sentence(one, request.sentence, drawer, action),)
        before = spelled(one.entry, drawer, zone)
    elif action == "merged":
        joins = _find(drawer, request.other if request.other is not None else one.id)
        if joins.id == one.id:
            raise BadRequest("Choose another entry: this one cannot join itself.")
        other, other_on = _known_by(joins, drawer)
        both = [spelled(each.entry, drawer, zone) for each in (one, joins)]
        before = f"{' and '.join(both)}, as two entries"
    elif action == "dated":
        before = spelled(one.entry, drawer, zone)
    elif action == "reworded":
        before = one.what
    target, on = _known_by(one, drawer)
    return Change(
        action,
        target,
        on,
        other,
        other_on,
        kind=str(one.entry.kind),
        begin=period.begin if period else None,
        end=period.end if period else None,
        precision=period.precision if period else "",
        what=what,
        note=_words(request.note, NOTE),
        about=_about(one, drawer),
        before=before,
    )


def _known_by(one: Amended, drawer: Drawer) -> tuple[tuple[Stand, ...], int | None]:
    """The sentences by which the entry is found again, and the change that made it, if one did."""
    return tuple(stands(one, drawer.held, drawer.by_key)), -one.id if one.id < 0 else None


def _sentence(one: Amended, wanted: tuple[int, int] | None, drawer: Drawer, action: str) -> Stand:
    """The entry's sentence at that offset of that article."""
    known = stands(one, drawer.held, drawer.by_key)
    for stand in known:
        stored = drawer.by_key[stand.article]
        if wanted and stored.id == wanted[0] and stand.start <= wanted[1] < stand.end:
            if action == "split" and len(known) < 2:
                raise BadRequest("This entry has one sentence only; there is nothing to split off.")
            return stand
    raise BadRequest("Choose one of the entry's sentences.")


def _keep(
    db: Session, asker: Asker, drawer: Drawer, change: Change, now: datetime
) -> CorrectionView:
    if sum(stored.undone_at is None for stored in drawer.changed) >= MOST:
        raise BadRequest(f"This story holds {MOST} changes by hand. Take some back first.")
    id = changes.add(db, asker.workspace, drawer.story, change, asker.person, now)
    return _view(StoredChange(id, drawer.story, change, asker.person, now, None, None))


def _view(stored: StoredChange) -> CorrectionView:
    change = stored.change
    after = change.what
    if change.action in ("dated", "added"):
        day = when(change.begin, change.end, change.precision)
        after = f"{day}: {change.what}" if change.what else day
    return CorrectionView(
        id=stored.id,
        story=stored.story,
        action=change.action,
        person=stored.person,
        at=stored.at,
        about=change.about,
        before=change.before,
        after=after,
        note=change.note,
        undone_by=stored.undone_by,
        undone_at=stored.undone_at,
    )


def _about(one: Amended, drawer: Drawer) -> str:
    if one.what:
        return _words(one.what, _ABOUT)
    for witness in one.entry.witnesses:
        if witness.article in drawer.by_key:
            text = drawer.by_key[witness.article].article.text
            return _words(text[witness.sentence.start : witness.sentence.end], _ABOUT)
    return ""


def _words(text: str, limit: int) -> str:
    """In one line, cut at `limit` with an ellipsis."""
    clean = " ".join(text.split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def read_link(typed: str | None) -> str | None:
    """The link as it is kept, None where none was typed. Raises BadRequest."""
    address = (typed or "").strip()
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or len(address) > LINK:
        raise BadRequest("A link begins with https:// or http:// and is no longer than a line.")
    if any(sign.isspace() or sign in '<>"' for sign in address):
        raise BadRequest("That link holds a blank or a bracket. Copy it from the browser again.")
    return address
