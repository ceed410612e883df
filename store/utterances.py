"""Utterances and their printings in and out; ids stay while a story is collated again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select, update

from extraction.annotations import QuotationKind, Span
from store import forms, people, roles, stems
from store.archive import Session, add_rows
from store.columns import pack
from store.forms import UNTOLD, Told
from store.identity import keep_ids
from store.search import MOST_QUOTATIONS, printing_id, searchable
from store.tables import articles, printings, utterances, vocabulary


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word of a printing, [start, end) in the article's text; why it is marked, "" if not."""

    start: int
    end: int
    differs: str


@dataclass(frozen=True, slots=True)
class Printing:
    """One article's printing of an utterance: all that is needed to show it.

    `direct` says of each span of `content` whether it stands inside quotation marks.
    """

    quotations: tuple[int, ...]  # in the article's reading
    words: tuple[PrintedWord, ...]
    kind: QuotationKind
    content: tuple[Span, ...]
    direct: tuple[bool, ...]
    sentence: Span
    cue: Span | None
    speaker: Span | None
    said_on: date | None
    through: str | None = None  # who passed the words on, by name


@dataclass(frozen=True, slots=True)
class NewPrinting:
    """A printing to be kept: its article, and the words it is found by."""

    article: int
    serial: int
    outlet: int
    words: str
    printing: Printing


@dataclass(frozen=True, slots=True)
class NewUtterance:
    """An utterance to be kept."""

    speaker: str | None
    role: str | None
    differences: tuple[str, ...]
    printings: tuple[NewPrinting, ...]
    told: Told = UNTOLD  # what the story says of the speaker


@dataclass(frozen=True, slots=True)
class StoredUtterance:
    """An utterance with its printings by article id, in the order of keys of the articles."""

    id: int
    story: int
    speaker: str | None
    role: str | None
    differences: tuple[str, ...]
    printings: tuple[tuple[int, Printing], ...]


_DECODER = msgspec.msgpack.Decoder(Printing)


def replace_story(db: Session, workspace: str, story: int, found: Sequence[NewUtterance]) -> int:
    """Put what was found in a story in place of what it had; returns how many printings it has.

    An utterance that shares printings with one of before keeps its id.
    """
    rows = db.execute(
        select(printings.c.id, printings.c.utterance_id).where(printings.c.story_id == story)
    ).all()
    before: dict[int, set[int]] = {}
    for row in rows:
        before.setdefault(row.utterance_id, set()).add(row.id)
    # Articles may come from another story whose printings of them are still there.
    of_articles = {p.article for u in found for p in u.printings}
    times = _drop_printings(db, story, of_articles)
    called, exceptions = roles.roles_in(db, story), forms.exceptions_of(db, workspace, story)
    ids = keep_ids(before, [{_id(p) for p in utterance.printings} for utterance in found])
    _drop_utterances(db, before.keys() - set(ids))
    named = [(one.speaker, one.told) for one in found if one.speaker]
    persons = iter(forms.find_or_add(db, workspace, named, exceptions))
    speakers = [next(persons) if one.speaker else None for one in found]
    numbers = _write(db, workspace, story, found, ids, speakers)
    new_rows = [
        row
        for one, number, person in zip(found, numbers, speakers, strict=True)
        for row in _rows(workspace, story, one, number, person)
    ]
    if new_rows:
        db.execute(insert(printings), new_rows)
        _learn_words(db, workspace, new_rows)
    roles.recount_roles(db, workspace, called, roles.roles_in(db, story))
    quoted = Counter(row["person_id"] for row in new_rows if isinstance(row["person_id"], int))
    forms.recount_quotations(db, times, quoted)
    forms.place(db, workspace)
    return len(new_rows)


def _id(new: NewPrinting) -> int:
    return printing_id(new.serial, new.printing.quotations[0])


def _drop_printings(db: Session, story: int, of_articles: set[int]) -> Counter[int]:
    """Returns how many there were under each name."""
    ids = sorted(of_articles)
    theirs = [printings.c.story_id == story]
    theirs += [printings.c.article_id.in_(ids[at : at + 500]) for at in range(0, len(ids), 500)]
    found: Counter[int] = Counter()
    for those in theirs:
        query = select(printings.c.person_id, func.count().label("times"))
        for row in db.execute(query.where(those).group_by(printings.c.person_id)):
            if row.person_id is not None:
                found[row.person_id] += row.times
        db.execute(delete(printings).where(those))
    return found


def _drop_utterances(db: Session, ids: Iterable[int]) -> None:
    gone = sorted(ids)
    for at in range(0, len(gone), 500):
        db.execute(delete(utterances).where(utterances.c.id.in_(gone[at : at + 500])))


def _write(
    db: Session,
    workspace: str,
    story: int,
    found: Sequence[NewUtterance],
    kept: Sequence[int | None],
    speakers: Sequence[int | None],
) -> list[int]:
    """Write the utterances, over the rows they keep or into new ones; their ids."""
    rows = [
        {
            "workspace": workspace,
            "story_id": story,
            "person_id": person,
            "role": one.role,
            "differences": one.differences,
        }
        for one, person in zip(found, speakers, strict=True)
    ]
    new = iter(
        add_rows(db, utterances, [r for r, id in zip(rows, kept, strict=True) if id is None])
    )
    if old := [r | {"kept": id} for r, id in zip(rows, kept, strict=True) if id is not None]:
        db.execute(update(utterances).where(utterances.c.id == bindparam("kept")), old)
    return [next(new) if id is None else id for id in kept]


def _rows(
    workspace: str, story: int, utterance: NewUtterance, number: int, person: int | None
) -> list[dict[str, object]]:
    return [
        {
            "id": _id(new),
            "workspace": workspace,
            "utterance_id": number,
            "story_id": story,
            "article_id": new.article,
            "outlet_id": new.outlet,
            "person_id": person,
            "stems": searchable(workspace, new.words, person, new.outlet),
            "words": " ".join(stems.forms(new.words)),
            "body": pack(new.printing),
        }
        for new in utterance.printings
        if new.printing.quotations[0] < MOST_QUOTATIONS
    ]


def _learn_words(db: Session, workspace: str, rows: Sequence[dict[str, object]]) -> None:
    met = {stem for row in rows for stem in str(row["stems"]).split() if not stem.startswith("zz")}
    wanted = sorted(met)
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        known = db.execute(
            select(vocabulary.c.stem).where(
                vocabulary.c.workspace == workspace, vocabulary.c.stem.in_(some)
            )
        ).scalars()
        new = set(some) - set(known)
        if new:
            db.execute(
                insert(vocabulary), [{"workspace": workspace, "stem": s} for s in sorted(new)]
            )


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, StoredUtterance]:
    """Utterances by id, with all their printings."""
    wanted = sorted(set(ids))
    heads = db.execute(
        select(utterances).where(utterances.c.workspace == workspace, utterances.c.id.in_(wanted))
    ).all()
    names = people.names(db, workspace, {row.person_id for row in heads if row.person_id})
    printed: dict[int, list[tuple[int, Printing]]] = {row.id: [] for row in heads}
    for row in db.execute(
        select(printings.c.utterance_id, printings.c.article_id, printings.c.body)
        .join(articles, articles.c.id == printings.c.article_id)
        .where(printings.c.utterance_id.in_(wanted), printings.c.workspace == workspace)
        .order_by(articles.c.key, printings.c.id)
    ):
        printed[row.utterance_id].append((row.article_id, _DECODER.decode(row.body)))
    return {
        row.id: StoredUtterance(
            id=row.id,
            story=row.story_id,
            speaker=names.get(row.person_id),
            role=row.role,
            differences=row.differences,
            printings=tuple(printed[row.id]),
        )
        for row in heads
    }


def printing_at(db: Session, workspace: str, article: int, at: int) -> Printing | None:
    """The printing of an article whose words begin at that offset of its text."""
    rows = db.execute(
        select(printings.c.body)
        .where(printings.c.article_id == article, printings.c.workspace == workspace)
        .order_by(printings.c.id)
    ).scalars()
    found = (_DECODER.decode(body) for body in rows)
    return next((one for one in found if one.content and one.content[0].start == at), None)


def articles_of(db: Session, workspace: str, ids: Iterable[int]) -> tuple[int, ...]:
    """The ids of all articles that print these utterances, each once."""
    wanted = sorted(set(ids))
    found: set[int] = set()
    for at in range(0, len(wanted), 500):
        found |= set(
            db.execute(
                select(printings.c.article_id).where(
                    printings.c.workspace == workspace,
                    printings.c.utterance_id.in_(wanted[at : at + 500]),
                )
            ).scalars()
        )
    return tuple(sorted(found))
