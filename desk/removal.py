"""What is to be forgotten in; how much that is, then that it is gone, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.errors import BadRequest, NoMatch
from desk.requests import Asker
from desk.stories import find_outlets
from store import articles, forgetting, outlets, stories, trimming
from store.archive import Archive, Session

TRIMMED = 20  # articles in one transaction


@dataclass(frozen=True, slots=True)
class Forget:
    """`/parallax forget article 12`, `outlet NAME`, `workspace`. `of` is the number or name."""

    what: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ShowPrivacy:
    """`/parallax privacy`: what is kept, and for how long."""


@dataclass(frozen=True, slots=True)
class ToForget:
    """What would go: `named` is the title, the outlet's name or the workspace. `articles` are
    numbers of articles, also older printings of theirs."""

    request: Forget
    named: str
    articles: tuple[int, ...]
    stories: int


@dataclass(frozen=True, slots=True)
class Gone:
    """What has gone."""

    request: Forget
    named: str
    articles: int
    discrepancies: int


@dataclass(frozen=True, slots=True)
class PrivacyView:
    """What a workspace has in the archive. `keep_days` is after how many days only what is cited
    of a text is kept; None: texts are kept."""

    articles: int
    quotations: int
    outlets: int
    keep_days: int | None
    where: str  # "sqlite" or "postgresql"


def find(db: Session, asker: Asker, request: Forget) -> ToForget:
    """What a request means. Raises BadRequest, NoMatch or EmptyArchive."""
    workspace = asker.workspace
    if request.what == "workspace":
        held = stories.totals(db, workspace)
        return ToForget(request, "this workspace", (), held.stories)
    if request.what == "outlet":
        return _outlet(db, workspace, request)
    number = request.of.lstrip("#")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise BadRequest("Type the number of an article: /parallax forget article 12.")
    found = articles.load(db, workspace, [int(number)]).get(int(number))
    if found is None:
        raise NoMatch(f"There is no article {number}.")
    title = found.article.title or found.article.source
    named = f"“{title}” ({found.outlet})"
    return ToForget(request, named, (found.id,), int(found.story is not None))


def _outlet(db: Session, workspace: str, request: Forget) -> ToForget:
    if not request.of.strip():
        raise BadRequest("Type the name of an outlet: /parallax forget outlet Herald.")
    ids = find_outlets(db, workspace, request.of) or ()
    names = sorted(set(outlets.by_id(db, workspace, ids).values()))
    if len(names) > 1:
        whole = [name for name in names if name.casefold() == request.of.strip().casefold()]
        if len(whole) != 1:
            listed = ", ".join(f"“{name}”" for name in names[:6])
            raise BadRequest(f"Several outlets are called so: {listed}. Write the whole name.")
        named = outlets.by_id(db, workspace, ids)
        ids, names = tuple(id for id in ids if named[id] == whole[0]), whole
    held = forgetting.articles_of_outlets(db, workspace, ids)
    touched = {one.story for one in articles.origins(db, workspace, held)} - {None}
    return ToForget(request, names[0], held, len(touched))


def forget(archive: Archive, asker: Asker, request: Forget) -> Gone:
    """Delete it, in one transaction; stories that go on are to be caught up with afterwards.

    Raises BadRequest, NoMatch or EmptyArchive, with nothing deleted.
    """
    with archive.writing() as db:
        found = find(db, asker, request)
        if request.what == "workspace":
            count = forgetting.forget_workspace(db, asker.workspace)
            return Gone(request, found.named, count, 0)
        gone = forgetting.forget_articles(db, asker.workspace, found.articles)
        return Gone(request, found.named, gone.articles, gone.discrepancies)


def forget_workspace(archive: Archive, workspace: str) -> int:
    """Delete all rows of a workspace; how many articles it had."""
    with archive.writing() as db:
        return forgetting.forget_workspace(db, workspace)


def privacy(db: Session, asker: Asker, keep_days: int | None) -> PrivacyView:
    """What is kept of a workspace."""
    held = stories.totals(db, asker.workspace)
    named = len(outlets.names(db, asker.workspace))
    return PrivacyView(held.articles, held.quotations, named, keep_days, db.dialect.name)


def trim_due(archive: Archive, keep_days: int, now: Callable[[], datetime]) -> int:
    """Trim the texts of all workspaces that were kept long enough; how many."""
    total = 0
    before = now() - timedelta(days=keep_days)
    while True:
        with archive.reading() as db:
            some: Sequence[trimming.Whole] = trimming.whole(db, before, TRIMMED)
        if not some:
            return total
        with archive.writing() as db:
            for one in some:
                trimming.trim(db, one, now())
        total += len(some)
