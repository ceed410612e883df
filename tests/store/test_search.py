"""Search gives the same newest printings on both databases, by whatever way it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from extraction.annotations import QuotationKind, Reading, Span
from intake.plain import read_plain
from store import articles, people, search, stories, utterances
from store.archive import Archive
from store.search import Hit, Sought, printing_id, serial
from store.stems import forms, inflections, stems
from store.utterances import NewPrinting, NewUtterance, Printing

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
NOTHING = Reading("1", (), (), (), (), (), (), (), (), ())
SAID = [
    ("Ann Roe", "The question is preposterous"),
    ("Ann Roe", "I never said the word"),
    ("Bob Lee", "Questions, questions"),
    ("Cay Roe", "A preposterous thing to say"),
    (None, "Nobody knows the word"),
]


def keep(archive: Archive, workspace: str = "T1") -> dict[str, int]:
    """One article a day, one quotation each; printing ids by words."""
    found = {}
    with archive.writing() as db:
        for number, (speaker, words) in enumerate(SAID):
            article = read_plain(f"date 2025-04-0{number + 1}\n\n{words}", f"file:{number}")
            articles.add(db, workspace, article, NOTHING, NOW)
            known = articles.find_known(db, workspace, article)
            assert known is not None
            stories.regroup(db, workspace, [frozenset([known.id])], [None])
            stored = articles.load(db, workspace, [known.id])[known.id]
            assert stored.story is not None
            content, direct = (Span(0, 1),), (True,)
            printing = Printing(
                (0,), (), QuotationKind.DIRECT, content, direct, Span(0, 1), None, None, None
            )
            new = NewPrinting(stored.id, stored.serial, stored.outlet_id, words, printing)
            utterances.replace_story(
                db, workspace, stored.story, [NewUtterance(speaker, None, (), (new,))]
            )
            found[words] = printing_id(stored.serial, 0)
    return found


@pytest.fixture(
    params=[(search.FIRST, 0, 0), (0, search.RARE, 0), (0, 0, search.RECENT), (1, 0, 1), (0, 0, 0)],
    ids=["newest", "rare", "recent", "one recent", "index"],
)
def recent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL answers from the newest rows, or from its index: the answers are the same."""
    first, rare, recent = request.param
    monkeypatch.setattr(search, "FIRST", first)
    monkeypatch.setattr(search, "RARE", rare)
    monkeypatch.setattr(search, "RECENT", recent)


def words_of(archive: Archive, printed: dict[str, int], sought: Sought) -> list[int]:
    names = {id: number for number, id in enumerate(printed.values())}
    with archive.reading() as db:
        return [names[hit.printing] for hit in search.search(db, "T1", sought, 10)]


def term(words: str) -> tuple[str, ...]:
    return stems(words)


@pytest.mark.usefixtures("recent")
@pytest.mark.parametrize(
    ("phrases", "found"),
    [
        (("questions",), [2, 0]),
        (("word",), [4, 1]),
        (("preposterous", "question"), [0]),
        (("question is preposterous",), [0]),
        (("is question",), []),
        (("the word",), [4, 1]),
        (("nothing",), []),
        (("zzat5431zz",), [4, 3, 2, 1, 0]),
    ],
)
def test_words_are_found_by_stem_and_phrases_by_order(
    archive: Archive, phrases: tuple[str, ...], found: list[int]
) -> None:
    printed = keep(archive)
    keep(archive, "T2")
    assert words_of(archive, printed, Sought(tuple(term(p) for p in phrases))) == found


@pytest.mark.usefixtures("recent")
@pytest.mark.parametrize("at_once", [1, 500])
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("question is preposterous", [0]),
        ("questions is preposterous", [0]),  # an inflected word is the same word
        ("knowing the word", [4]),
        ("saying", [3]),
        ("preposterously", []),  # of one stem with "preposterous", but another word
        ("preposterous", [3, 0]),
    ],
)
def test_a_quoted_phrase_asks_for_its_words_and_not_their_stems(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
    words: str,
    found: list[int],
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", at_once)
    printed = keep(archive)
    exact = Sought((stems(words),), exact=(forms(words),))
    assert words_of(archive, printed, exact) == found


def test_words_kept_before_forms_were_are_found_by_their_stems(archive: Archive) -> None:
    printed = keep(archive)
    exact = Sought((stems("preposterously"),), exact=(forms("preposterously"),))
    assert words_of(archive, printed, exact) == []
    with archive.writing() as db:
        db.execute(text("UPDATE printings SET words = NULL"))
    assert words_of(archive, printed, exact) == [3, 0]


@pytest.mark.usefixtures("recent")
def test_speakers_outlets_days_and_stories_narrow(archive: Archive) -> None:
    printed = keep(archive)
    with archive.reading() as db:
        roes = people.named(db, "T1", "Roe")
        ann = people.named(db, "T1", "ann roe")
        assert len(roes) == 2
        assert people.named(db, "T1", "President Ann Roe") == ann
        assert people.named(db, "T2", "Roe") == ()
        one = articles.load(db, "T1", [1, 2, 3, 4, 5, *range(6, 2000)])
        fourth = sorted(one.values(), key=lambda stored: stored.key)[3]
    word, thing = (term("word"),), (term("preposterous"),)
    assert words_of(archive, printed, Sought(people=ann)) == [1, 0]
    assert words_of(archive, printed, Sought(people=roes)) == [3, 1, 0]
    assert words_of(archive, printed, Sought(thing, people=roes)) == [3, 0]
    assert words_of(archive, printed, Sought(word, people=ann)) == [1]
    assert words_of(archive, printed, Sought(outlets=(fourth.outlet_id,))) == [3]
    assert words_of(archive, printed, Sought(thing, outlets=(fourth.outlet_id,))) == [3]
    assert words_of(archive, printed, Sought(thing, story=fourth.story)) == [3]
    assert words_of(archive, printed, Sought(since=date(2025, 4, 4))) == [4, 3]
    assert words_of(archive, printed, Sought(word, until=date(2025, 4, 4))) == [1]
    assert words_of(
        archive, printed, Sought(thing, (), (), date(2025, 4, 1), date(2025, 4, 1))
    ) == [0]


@pytest.mark.usefixtures("recent")
def test_the_newest_are_kept_where_there_are_more(archive: Archive) -> None:
    printed = keep(archive)
    with archive.reading() as db:
        roes = people.named(db, "T1", "Roe")
        for sought, newest in [
            (Sought((term("word"),)), "Nobody knows the word"),
            (Sought(people=roes), "A preposterous thing to say"),
            (Sought(), "Nobody knows the word"),
        ]:
            found = search.search(db, "T1", sought, 1)
            assert [hit.printing for hit in found] == [printed[newest]]


def test_printing_ids_sort_by_day_then_by_article_and_place() -> None:
    day = date(2025, 4, 1)
    ids = [
        printing_id(serial(None, 9**20), 0),
        printing_id(serial(day, 7), 0),
        printing_id(serial(day, 7), search.MOST_QUOTATIONS - 1),
        printing_id(serial(day, 8), 0),
        printing_id(serial(day + timedelta(days=1), 0), 0),
        printing_id(serial(date.max, 2**28 - 1), search.MOST_QUOTATIONS - 1),
    ]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert ids[-1] < 2**63


def test_an_utterance_keeps_its_number_when_its_story_is_collated_again(archive: Archive) -> None:
    keep(archive)
    with archive.writing() as db:
        before = search.search(db, "T1", Sought((term("preposterous"), term("question"))), 9)
        (kept,) = utterances.load(db, "T1", [before[0].utterance]).values()
        article, printing = kept.printings[0]
        stored = articles.load(db, "T1", [article])[article]
        new = NewPrinting(
            article, stored.serial, stored.outlet_id, "A preposterous question", printing
        )
        utterances.replace_story(
            db, "T1", kept.story, [NewUtterance("Dan Poe", None, ("x",), (new,))]
        )
        after = utterances.load(db, "T1", [kept.id])[kept.id]
        assert (after.speaker, after.differences) == ("Dan Poe", ("x",))
        again = search.search(db, "T1", Sought((term("preposterous question"),)), 9)
        assert again == (Hit(before[0].printing, kept.id),)
        assert search.search(db, "T1", Sought((term("question is"),)), 9) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Questions questioned", ("question", "question")),
        ("García’s", ("garcia",)),
        ("U.S. don't", ("unit", "state", "do", "not")),
        ("us", ("us",)),
        ("ten colours", ("10", "color")),
        ("twenty-five, 25", ("25", "25")),
        ("10,000 10%", ("10000", "10", "per", "cent")),
        ("Home-grown, homegrown", ("home", "grown", "homegrown")),
        ("— “!”", ()),
        ("", ()),
    ],
)
def test_words_are_stemmed_without_marks_case_and_accents(
    words: str, found: tuple[str, ...]
) -> None:
    assert stems(words) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("hope", "hoping", True),
        ("plans", "planned", True),
        ("story", "stories", True),
        ("arriving", "arrive", True),
        ("human", "humane", False),
        ("general", "generous", False),
        ("bus", "bus", True),
    ],
)
def test_an_inflected_word_is_the_same_a_derived_one_is_not(
    one: str, other: str, same: bool
) -> None:
    assert (other in inflections(one)) is same
    assert (one in inflections(other)) is same
