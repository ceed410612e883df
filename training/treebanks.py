"""A CoNLL-U file in; its sentences as lessons, paragraph by paragraph, out."""

from collections.abc import Iterator
from pathlib import Path

from training.lessons import ROOT, Lesson, Paragraph


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file, in order.

    A treebank that marks no paragraphs (PUD) yields one for each document.
    """
    document, genre = "", ""
    lessons: list[Lesson] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        notes = [line for line in lines if line.startswith("#")]
        if lessons and any(note.startswith(("# newdoc", "# newpar")) for note in notes):
            yield Paragraph(tuple(lessons), document, genre)
            lessons = []
        for note in notes:
            key, _, value = note[1:].partition("=")
            if key.strip() == "newdoc id":
                document, genre = value.strip(), ""
            elif key.strip() == "meta::genre":
                genre = value.strip()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if rows:
            lessons.append(_read_lesson(rows))
    if lessons:
        yield Paragraph(tuple(lessons), document, genre)


def _read_lesson(rows: list[list[str]]) -> Lesson:
    """One sentence; empty nodes (8.1) are left out, multiword tokens cut into their words."""
    forms: dict[int, tuple[str, bool]] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            inner = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            parts = _split_surface(row[1], inner)
            for number, part in enumerate(parts, start=first):
                forms[number] = (part, number == last and _has_space(row))
    words = [row for row in rows if row[0].isdigit()]
    surfaces = [forms.get(int(row[0]), (row[1], _has_space(row))) for row in words]
    heads = [int(row[6]) - 1 if row[6] != "0" else int(row[0]) - 1 for row in words]
    return Lesson(
        words=tuple(form for form, _ in surfaces),
        spaces=tuple(space for _, space in surfaces),
        heads=tuple(heads),
        relations=tuple(ROOT if row[6] == "0" else row[7] for row in words),
        tags=tuple(row[4] for row in words),
        parts=tuple(f"{row[3]}|{'' if row[5] == '_' else row[5]}" for row in words),
        lemmas=tuple(row[2] for row in words),
    )


def _has_space(row: list[str]) -> bool:
    return "SpaceAfter=No" not in row[9].split("|")


def _split_surface(surface: str, words: list[str]) -> list[str]:
    """The surface of a multiword token, cut into as many parts as it has words.

    Where the words do not spell the surface ("dunno" as "do", "n't", "know"), the cut goes by
    their lengths, and each word keeps at least one character.
    """
    if "".join(words) == surface:
        return words
    parts, at = [], 0
    for left, word in zip(range(len(words) - 1, -1, -1), words, strict=True):
        end = len(surface) if not left else max(at + 1, min(at + len(word), len(surface) - left))
        parts.append(surface[at:end])
        at = end
    return parts
