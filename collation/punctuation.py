"""One sentence as several outlets print it in; where their punctuation says other things, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from collation.passage import Passage
from collation.utterance import AlignedWord, WordStatus

#: Marks that tell a question, a cry and a statement apart. Which of comma, dash, colon, semicolon
#: and stop is printed, and where, is how an outlet hears a pause.
_TELLING = re.compile(r"[?!.]")
_CLOSED = re.compile(r"[,\"“”’')\]]|$")
_BESIDE = 4  # characters after a word in which its mark stands


def compare_marks(passage: Passage, texts: Mapping[str, str]) -> dict[str, list[str]] | None:
    """The first word after which one prints a question mark or a cry and another does not.

    For each way the word with its mark, and the articles that print it so; None where all agree.
    """
    held = {id: passage.quoted_columns(id) for id in passage.quoting}
    for column in sorted({column for row in held.values() for column in row}):
        ways: dict[str, list[str]] = defaultdict(list)
        marks = set()
        for id, row in held.items():
            word = row.get(column)
            if word is None or word.status not in (WordStatus.SAME, WordStatus.SPELLED):
                continue
            mark = _mark(texts[id], word)
            if mark is not None:
                ways[word.text + mark].append(id)
                marks.add(mark)
        if len(marks) > 1 and marks & {"?", "!"}:
            return dict(ways)
    return None


def _mark(text: str, word: AlignedWord) -> str | None:
    """ "?", "!" or "." after a word, "" for none; None where a comma may stand for any of them."""
    after = text[word.span.end : word.span.end + _BESIDE]
    found = _TELLING.match(after)
    if found:
        return found.group()
    if _CLOSED.match(after):
        return None  # “Why,” he said: the mark of the quotation may be lost
    return ""
