"""Stories merge and split, and what was found and decided goes with them."""

from __future__ import annotations

from datetime import UTC, datetime

from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Reading, Span
from intake.plain import read_plain
from store import articles, discrepancies, stories
from store.archive import Archive, Session
from store.discrepancies import Ranked, Wanted

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
LATER = datetime(2025, 4, 16, 13, tzinfo=UTC)
NOTHING = Reading("1", (), (), (), (), (), (), (), (), ())


def add(db: Session, text: str) -> int:
    article = read_plain(text, f"file:{text}")
    articles.add(db, "T1", article, NOTHING, NOW)
    known = articles.find_known(db, "T1", article)
    assert known is not None
    return known.id


def numbers(db: Session) -> dict[int, frozenset[int]]:
    """Articles by story."""
    found: dict[int, frozenset[int]] = {}
    for member in stories.members(db, "T1", None, None):
        assert member.story is not None
        found[member.story] = found.get(member.story, frozenset()) | {member.id}
    return found


def differ(
    db: Session, story: int, value: str, now: datetime = NOW, *, doubtful: bool = False
) -> int:
    """Find one discrepancy in a story; returns how much is news."""
    ids = articles.ids_of_story(db, "T1", story)
    key = next(iter(ids))
    evidence = (
        Evidence(key, Span(0, 1), Span(0, 1), "1"),
        Evidence(key, Span(0, 1), Span(0, 1), value),
    )
    found = Discrepancy(
        Kind.NUMBER, Severity.HARD, Between.OUTLETS, "dead", evidence, 0.9, doubtful=doubtful
    )
    return discrepancies.replace_story(db, "T1", story, [Ranked(found, 1)], ids, now)


def test_new_articles_make_stories_that_are_stale(archive: Archive) -> None:
    with archive.writing() as db:
        one, two = add(db, "a"), add(db, "b")
        stories.regroup(db, "T1", [frozenset([one]), frozenset([two])], [None, None])
        assert sorted(map(sorted, numbers(db).values())) == [[one], [two]]
        assert stories.stale(db, "T1") == tuple(sorted(numbers(db)))
        assert stories.pending_days(db, "T1") is None


def test_a_merged_story_hands_on_what_was_found_and_its_number(archive: Archive) -> None:
    with archive.writing() as db:
        one, two = add(db, "a"), add(db, "b")
        stories.regroup(db, "T1", [frozenset([one]), frozenset([two])], [None, None])
        first, second = sorted(numbers(db))
        assert differ(db, second, "2") == 1
        stories.regroup(db, "T1", [frozenset([one, two])], [first])
        assert numbers(db) == {first: frozenset([one, two])}
        assert stories.find(db, "T1", second) == first
        assert differ(db, first, "2", LATER) == 0, "it was found in the other"
        (found,) = discrepancies.find(db, "T1", Wanted(NOW), 9)
        assert (found.story, found.found_at) == (first, NOW)


def test_what_is_doubtful_is_kept_unshown_and_is_news_when_it_becomes_sure(
    archive: Archive,
) -> None:
    with archive.writing() as db:
        one = add(db, "a")
        stories.regroup(db, "T1", [frozenset([one])], [None])
        (story,) = numbers(db)
        assert differ(db, story, "2", doubtful=True) == 0
        assert discrepancies.find(db, "T1", Wanted(NOW), 9) == ()
        assert discrepancies.total(db, "T1") == 0
        (kept,) = discrepancies.find(db, "T1", Wanted(NOW, state="doubtful"), 9)
        assert differ(db, story, "2", LATER) == 1
        (found,) = discrepancies.find(db, "T1", Wanted(LATER), 9)
        assert (found.id, found.found_at, found.doubtful) == (kept.id, LATER, False)
        assert discrepancies.find(db, "T1", Wanted(LATER, state="doubtful"), 9) == ()
        assert differ(db, story, "2", LATER, doubtful=True) == 0
        assert discrepancies.find(db, "T1", Wanted(LATER), 9) == ()
        assert discrepancies.load(db, "T1", [kept.id])[kept.id].changed_at == LATER
        ids = articles.ids_of_story(db, "T1", story)
        discrepancies.replace_story(db, "T1", story, [], ids, LATER)
        assert discrepancies.find(db, "T1", Wanted(LATER, state="doubtful"), 9) == ()


def test_a_story_split_off_does_not_tell_the_same_news_again(archive: Archive) -> None:
    with archive.writing() as db:
        one, two, three = add(db, "a"), add(db, "b"), add(db, "c")
        stories.regroup(db, "T1", [frozenset([one, two, three])], [None])
        (whole,) = numbers(db)
        differ(db, whole, "2")
        stories.regroup(db, "T1", [frozenset([one, two]), frozenset([three])], [whole, None])
        (part,) = numbers(db).keys() - {whole}
        ids = articles.ids_of_story(db, "T1", whole)
        assert discrepancies.replace_story(db, "T1", whole, [], ids, LATER) == 0
        assert differ(db, part, "2", LATER) == 0
        assert differ(db, part, "3", LATER) == 1, "other values are news"


def test_what_is_found_no_more_is_kept_and_not_shown(archive: Archive) -> None:
    with archive.writing() as db:
        one = add(db, "a")
        stories.regroup(db, "T1", [frozenset([one])], [None])
        (story,) = numbers(db)
        differ(db, story, "2")
        differ(db, story, "3", LATER)
        shown = discrepancies.find(db, "T1", Wanted(NOW), 9)
        assert [stored.found_at for stored in shown] == [LATER]
        assert differ(db, story, "2", LATER) == 0
        (again,) = discrepancies.find(db, "T1", Wanted(NOW), 9)
        assert again.found_at == NOW


def test_who_comes_between_is_noticed(archive: Archive) -> None:
    with archive.writing() as db:
        one = add(db, "a")
        seen = stories.members(db, "T1", None, None)
        assert stories.unchanged(db, "T1", seen)
        add(db, "b")
        assert not stories.unchanged(db, "T1", seen)
        seen = stories.members(db, "T1", None, None)
        stories.regroup(db, "T1", [frozenset([one])], [None])
        assert not stories.unchanged(db, "T1", seen)
