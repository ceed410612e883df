"""Builders of small readings by hand: a person or a quotation is found by its words."""

from __future__ import annotations

from dataclasses import replace

from collation.copies import cover
from collation.coverage import Coverage
from extraction.annotations import Person, Quotation, QuotationKind, Reading, Sentence, Span
from intake.plain import read_plain

EMPTY = Reading("", (), (), (), (), (), (), (), (), ())


def person(
    number: int, name: str, kind: str = "person", *roles: str, gender: str | None = None
) -> Person:
    return Person(number, name, kind, (Span(0, 1),), tuple(roles), gender=gender)


def people(**articles: list[Person]) -> Coverage:
    """A coverage whose articles mention these people, by article id."""
    return cover(
        [
            (id, read_plain(id, f"file:{id}.txt"), replace(EMPTY, people=tuple(persons)))
            for id, persons in articles.items()
        ]
    )


def quoted(
    text: str, *quotations: tuple[str | tuple[str, ...], str | None], outlet: str | None = None
) -> tuple[str, Reading]:
    """A reading of `text` with quotations given as words (or pieces) and a speaker's name.

    A quotation is direct where a mark stands before it, else indirect.
    """
    names = sorted({name for _, name in quotations if name})
    persons = tuple(person(number, name) for number, name in enumerate(names))
    found = []
    for words, name in quotations:
        pieces = (words,) if isinstance(words, str) else words
        content, at = [], 0
        for piece in pieces:
            at = text.index(piece, at)
            content.append(Span(at, at + len(piece)))
            at += len(piece)
        marked = text[content[0].start - 1 : content[0].start] in ("“", '"')
        number = names.index(name) if name else None
        found.append(
            Quotation(
                QuotationKind.DIRECT if marked else QuotationKind.INDIRECT,
                tuple(content),
                None,
                _named_at(text, content[-1].end, name),
                name,
                number,
                0.9 if name else 0.0,
                Span(content[0].start, content[-1].end),
            )
        )
    found.sort(key=lambda quotation: quotation.start)
    sentences = (Sentence(Span(0, len(text)), 0),)
    return text, replace(EMPTY, sentences=sentences, people=persons, quotations=tuple(found))


def _named_at(text: str, end: int, name: str | None) -> Span | None:
    """Where the surname stands behind a quotation, else before it."""
    if name is None:
        return None
    surname = name.split()[-1]
    at = text.find(surname, end)
    at = text.rfind(surname, 0, end) if at < 0 else at
    return None if at < 0 else Span(at, at + len(surname))


def coverage(**articles: tuple[str, Reading]) -> Coverage:
    """A coverage of read texts by article id; the id is also the outlet's name."""
    return cover(
        [
            (id, read_plain(text, f"file:{id}.txt", outlet=id.title()), reading)
            for id, (text, reading) in articles.items()
        ]
    )
