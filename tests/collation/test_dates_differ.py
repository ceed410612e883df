"""One act put on two days, and what only looks like it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.copies import cover
from collation.differences.scene import Scene
from collation.differences.times import dated
from collation.discrepancy import Discrepancy, Kind, Severity
from extraction.parsed import parse_articles
from extraction.reading import _read
from intake.plain import read_plain

DAY = "date 2031-10-24\n{}\n\n{}"


def dates(nlp: Language, *texts: str) -> list[Discrepancy]:
    articles = [
        read_plain(DAY.format(f"News of the harbour {n}", text), f"file:{n}.txt")
        for n, text in enumerate(texts)
    ]
    read = [_read(parsed) for parsed in parse_articles(nlp, articles)]
    rows = [(str(n), a, r) for n, (a, r) in enumerate(zip(articles, read, strict=True))]
    return list(dated.find(Scene(cover(rows), ())))


TOLD = [
    ("Tom Quill was arrested on Oct. 17 near the pier.",
     "Officers arrested Tom Quill on Oct. 18 near the pier.", Kind.DATE),
    ("Tom Quill got married two months ago, his sister said.",
     "Tom Quill married three months ago, his neighbours said.", Kind.DURATION),
    ("Tom Quill was arrested on Oct. 17 near the pier.",
     "Tom Quill's lawyer said he was arrested on Oct. 18 near the pier.", Kind.DATE),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kind"), TOLD)
def test_one_act_has_one_day(nlp: Language, one: str, other: str, kind: Kind) -> None:
    (found,) = dates(nlp, one, other)
    assert (found.kind, found.severity) == (kind, Severity.HARD)
    assert {e.article for e in found.evidence} == {"0", "1"}


# (class of the look-alike, one account, the other)
SILENT = [
    ("another person", "Tom Quill was arrested on Oct. 17.", "Jane Roe was arrested on Oct. 18."),
    ("one day", "Tom Quill was arrested on Oct. 17.", "Tom Quill was arrested last Friday."),
    ("precision", "Tom Quill was arrested on Oct. 17.", "Tom Quill was arrested in October."),
    ("both days", "Tom Quill was arrested on Oct. 17. Tom Quill was arrested again on Oct. 18.",
     "Tom Quill was arrested on Oct. 18."),
    ("vague", "Tom Quill was arrested a couple of days ago.", "Tom Quill was arrested on Oct. 17."),
    ("a bound", "Tom Quill was arrested before Oct. 17.", "Tom Quill was arrested on Oct. 14."),
    ("long ago", "Tom Quill was arrested on Oct. 17.", "Tom Quill was arrested on March 3."),
    ("two journeys", "Tom Quill arrived in Norland on Oct. 17.",
     "Tom Quill arrived in Elbonia on Oct. 18."),
    ("a picture", "Tom Quill was arrested on Oct. 17.",
     "A street in Orrin, where Tom Quill was arrested, Oct. 18, 2031. REUTERS/Jane Roe."),
    ("another", "Jane Roe released a recording of it on Oct. 17.",
     "Jane Roe released another recording of it on Oct. 18."),
    ("a brother", "Tom Quill was arrested on Oct. 17.", "Quill's brother was arrested on Oct. 18."),
    ("a wife", "Tom Quill was arrested on Oct. 17.",
     "Officers arrested the wife of Tom Quill on Oct. 18."),
    ("acts of many days", "Tom Quill sang on Oct. 17.", "Tom Quill sang on Oct. 18."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_what_can_both_hold_of_days_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert dates(nlp, one, other) == [], why
