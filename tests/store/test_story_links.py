"""Decisions about stories are kept by where articles come from; what was found goes along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from store import articles, discrepancies, moving, stories, story_links
from store.archive import Archive, Session
from store.decisions import StoredDecision
from store.decisions import add as decide_on
from store.discrepancies import Wanted
from store.tables import discrepancies as table
from tests.store.test_stories import LATER, NOTHING, NOW, add, differ, numbers


def decide(
    db: Session, *sides: Iterable[str], action: str = "merged", workspace: str = "T1"
) -> int:
    return story_links.decide(db, workspace, action, sides, (1, 2), (5, 6), "U1", NOW)


def two_stories(db: Session) -> tuple[int, int, int, int]:
    """Two articles, each in a story of its own: both articles, both stories."""
    one, two = add(db, "a"), add(db, "b")
    stories.regroup(db, "T1", [frozenset([one]), frozenset([two])], [None, None])
    first, second = sorted(numbers(db))
    return one, two, first, second


def test_a_decision_is_kept_with_its_sides_and_taken_back(archive: Archive) -> None:
    with archive.writing() as db:
        before = story_links.stamp(db, "T1")
        id = decide(db, "ab", "c", action="split")
        made = story_links.stamp(db, "T1")
        (held,) = story_links.holding(db, "T1")
        assert (held.id, held.sides, held.heirs) == (id, (frozenset("ab"), frozenset("c")), (5, 6))
        assert (held.person, held.at, held.sources) == ("U1", NOW, frozenset("abc"))
        story_links.undo(db, id, "U2", LATER)
        assert story_links.holding(db, "T1") == ()
        (undone,) = story_links.about(db, "T1", "c")
        assert (undone.undone_by, undone.undone_at) == ("U2", LATER)
        assert len({before, made, story_links.stamp(db, "T1")}) == 3


def test_each_workspace_has_its_own(archive: Archive) -> None:
    with archive.writing() as db:
        decide(db, "a", "b")
        decide(db, "a", "b", workspace="T2")
        assert len(story_links.holding(db, "T1")) == len(story_links.every(db, "T2")) == 1
        story_links.forget(db, "T1", "ab")
        assert story_links.every(db, "T1") == ()
        assert len(story_links.about(db, "T2", "a")) == 1


def test_a_decision_goes_when_one_of_its_sides_is_forgotten(archive: Archive) -> None:
    with archive.writing() as db:
        decide(db, "ab", "cd")
        story_links.forget(db, "T1", "a")
        (left,) = story_links.every(db, "T1")
        assert left.sides == (frozenset("b"), frozenset("cd"))
        story_links.forget(db, "T1", "cd")
        assert story_links.every(db, "T1") == ()
        assert db.execute(select(story_links.story_links)).all() == []


def test_members_of_sources_come_with_their_whole_stories(archive: Archive) -> None:
    with archive.writing() as db:
        one, two, three = add(db, "a"), add(db, "b"), add(db, "c")
        stories.regroup(db, "T1", [frozenset([one, two]), frozenset([three])], [None, None])
        source = story_links.sources_of(db, "T1", [one])[one]
        found = story_links.members_of(db, "T1", [source])
        assert {member.id for member in found} == {one, two}
        assert story_links.members_of(db, "T2", [source]) == ()


def test_a_number_that_ended_begins_again_with_those_that_led_to_it(archive: Archive) -> None:
    with archive.writing() as db:
        one, two, first, second = two_stories(db)
        third = add(db, "c")
        stories.regroup(db, "T1", [frozenset([third])], [None])
        (last,) = numbers(db).keys() - {first, second}
        stories.place(db, "T1", [frozenset([two, third])], [second])
        heirs = story_links.heirs(db, "T1", second)
        stories.place(db, "T1", [frozenset([one, two, third])], [first])
        assert heirs == (last,)
        assert {stories.find(db, "T1", number) for number in (second, last)} == {first}
        sides = ("a", "b")
        story_links.decide(db, "T1", "merged", sides, (first, second), heirs, "U1", NOW)
        (decision,) = story_links.holding(db, "T1")
        assert story_links.revive(db, "T1", decision)
        assert not story_links.revive(db, "T1", decision)
        assert {stories.find(db, "T1", number) for number in (second, last)} == {second}


def test_of_two_alike_the_decided_one_is_shown_and_each_goes_back(archive: Archive) -> None:
    def shown() -> list[tuple[int, int]]:
        found = discrepancies.find(db, "T1", Wanted(NOW, state="all"), 9)
        return sorted((one.id, one.story) for one in found)

    with archive.writing() as db:
        one, two, first, second = two_stories(db)
        differ(db, first, "2")
        differ(db, second, "2")
        (mine, _), (theirs, _) = shown()
        decide_on(db, "T1", theirs, StoredDecision("U1", "resolved", NOW, "", None))
        stories.place(db, "T1", [frozenset([one, two])], [first], LATER)
        assert shown() == [(theirs, first)]
        hidden = discrepancies.load(db, "T1", [mine])[mine]
        later = discrepancies.in_place_of(db, "T1", hidden)
        assert (hidden.present, hidden.changed_at) == (False, LATER)
        assert later is not None
        assert later.id == theirs
        decision_id = decide(db, "a", "b")
        (decision,) = story_links.holding(db, "T1")
        assert decision.id == decision_id
        stories.place(db, "T1", [frozenset([two])], [None], LATER)
        (new,) = numbers(db).keys() - {first}
        moving.part_of(db, "T1", [two], first, new, LATER)
        assert shown() == [(theirs, new)]


def test_one_that_nobody_decided_on_gives_way(archive: Archive) -> None:
    with archive.writing() as db:
        one, two, first, second = two_stories(db)
        differ(db, first, "2")
        differ(db, second, "2")
        stories.place(db, "T1", [frozenset([one, two])], [first], LATER)
        rows = db.execute(select(table.c.story_id, table.c.present).order_by(table.c.id)).all()
        assert [tuple(row) for row in rows] == [(first, True), (first, False)]


def test_older_texts_go_with_their_source(archive: Archive) -> None:
    with archive.writing() as db:
        one, two, first, second = two_stories(db)
        stories.place(db, "T1", [frozenset([one, two])], [first])
        source = articles.load(db, "T1", [two])[two].article
        newer = replace(source, text="b 2")
        articles.add(db, "T1", newer, NOTHING, LATER)
        known = articles.find_known(db, "T1", newer)
        assert known is not None
        (target,) = stories.place(db, "T1", [frozenset([known.id])], [None])
        moving.part_of(db, "T1", [known.id], first, target, LATER)
        assert articles.load(db, "T1", [two])[two].story == target
        assert second != target
