"""Who is who in the archive, by machine and by hand; what people decided stays, and is undone."""

from __future__ import annotations

from datetime import date

import pytest

from desk.desk import Desk
from desk.errors import BadRequest, EmptyArchive, NoMatch
from desk.persons import PersonView
from desk.requests import Asker, ShowPerson, WhoSaid
from intake.article import Article
from tests.desk.newsroom import ASKER, Clock, article

OTHER = Asker("T1", "U2")
FIRST = article("one", "“Mills burn” said Ann Roe. A fire in York.", date(2025, 4, 1))
SECOND = article("two", "“Water is short” said Anna Roe. A fire in Leeds.", date(2025, 4, 2))
THIRD = article("three", "“Dams hold” said Ann Roe. A dam in Leeds.", date(2025, 4, 3))


@pytest.fixture
def newsroom(desk: Desk) -> Desk:
    """Ann Roe in York and in Leeds, Anna Roe in Leeds."""
    desk.index(ASKER, [FIRST, SECOND, THIRD])
    return desk


def person(desk: Desk, name: str) -> PersonView:
    found = desk.people.person(ASKER, ShowPerson(name)).person
    assert found is not None
    return found


def names(view: PersonView) -> set[str]:
    return {one.name for one in view.names}


def said_by(desk: Desk, name: str) -> int:
    return len(desk.who_said(ASKER, WhoSaid(by=name)).utterances)


def test_a_card_tells_names_roles_outlets_stories_and_words(newsroom: Desk) -> None:
    view = person(newsroom, "ann roe")
    assert (view.name, view.kind, view.quotations, view.story_count) == ("Ann Roe", "person", 2, 2)
    assert view.names[0].outlets == ("The One", "The Three")
    assert [(role.role, role.utterances) for role in view.roles] == [("Mayor", 2)]
    assert [said.versions[0].citation.outlet for said in view.utterances] == [
        "The Three",
        "The One",
    ]


def test_a_name_that_fits_several_gives_a_choice(newsroom: Desk) -> None:
    found = newsroom.people.person(ASKER, ShowPerson("Roe"))
    assert found.person is None
    assert [(one.name, one.quotations) for one in found.choices] == [
        ("Ann Roe", 2),
        ("Anna Roe", 1),
    ]


def test_merged_people_are_one_until_it_is_undone(newsroom: Desk) -> None:
    ann, anna = person(newsroom, "Ann Roe"), person(newsroom, "Anna Roe")
    merged = newsroom.people.merge(OTHER, ann.id, "Anna Roe")
    assert names(merged) == {"Ann Roe", "Anna Roe"}
    assert merged.quotations == 3
    assert (merged.changes[-1].action, merged.changes[-1].person) == ("merged", "U2")
    assert said_by(newsroom, "Anna Roe") == said_by(newsroom, "Ann Roe") == 3
    undone = newsroom.people.undo(ASKER, merged.id)
    assert len(undone.names) == 1
    assert undone.changes[-1].undone_by == "U1"
    assert said_by(newsroom, "Anna Roe") == anna.quotations == 1


def test_what_was_merged_by_hand_survives_new_articles(newsroom: Desk) -> None:
    newsroom.people.merge(ASKER, person(newsroom, "Ann Roe").id, person(newsroom, "Anna Roe").id)
    later = article("four", "“More rain” said Anna Roe. A fire in York.", date(2025, 4, 5))
    newsroom.index(ASKER, [later, article("five", "“Go” said Ann Q Roe. York.", date(2025, 4, 6))])
    assert said_by(newsroom, "Ann Roe") == 4
    assert names(person(newsroom, "Anna Roe")) == {"Ann Roe", "Anna Roe"}


def test_what_was_split_by_hand_is_not_joined_again(desk: Desk) -> None:
    desk.index(ASKER, [_by("Jane Roe", 1), _by("JANE ROE", 2), _by("Jané Quorley", 3)])
    desk.index(ASKER, [_by("Bob Quorley", 4), _by("Robert Quorley", 5)])
    bob = person(desk, "Bob Quorley")
    assert names(bob) == {"Bob Quorley", "Robert Quorley"}
    robert = next(one.id for one in bob.names if one.name == "Robert Quorley")
    left = desk.people.split(ASKER, bob.id, [robert])
    assert names(left) == {"Bob Quorley"}
    desk.index(ASKER, [_by("Robert Quorley", 6), _by("Bob Quorley", 7)])
    assert names(person(desk, "Robert Quorley")) == {"Robert Quorley"}
    assert names(desk.people.undo(ASKER, bob.id)) == {"Bob Quorley", "Robert Quorley"}


def _by(name: str, day: int) -> Article:
    return article(f"d{day}", f"“Words {day} stand” said {name}. York.", date(2025, 4, day))


def test_in_one_story_it_is_somebody_else_of_the_name(newsroom: Desk) -> None:
    ann = person(newsroom, "Ann Roe")
    leeds = ann.stories[0].id
    newsroom.people.part_in_story(ASKER, ann.id, leeds)
    left = newsroom.people.collated(ASKER, ann.id)
    assert (left.quotations, left.story_count) == (1, 1)
    both = newsroom.people.person(ASKER, ShowPerson("Ann Roe"))
    assert [(one.name, one.quotations) for one in both.choices] == [("Ann Roe", 1), ("Ann Roe", 1)]
    fresh = article("six", "“Nobody left” said Ann Roe. A dam in Leeds.", date(2025, 4, 4))
    newsroom.index(ASKER, [fresh])
    assert newsroom.people.person(ASKER, ShowPerson(id=ann.id)).person.quotations == 1  # type: ignore[union-attr]
    assert newsroom.people.undo(ASKER, ann.id).quotations == 3


def test_a_decision_that_makes_no_sense_is_refused_in_a_sentence(newsroom: Desk) -> None:
    ann = person(newsroom, "Ann Roe")
    with pytest.raises(BadRequest, match="that person already"):
        newsroom.people.merge(ASKER, ann.id, "Ann Roe")
    with pytest.raises(NoMatch, match=r"nearest: “Anna? Roe”"):
        newsroom.people.merge(ASKER, ann.id, "Amn Roe")
    with pytest.raises(BadRequest, match="One name has to stay"):
        newsroom.people.split(ASKER, ann.id, [one.id for one in ann.names])
    with pytest.raises(BadRequest, match="at least one"):
        newsroom.people.split(ASKER, ann.id, [])
    with pytest.raises(BadRequest, match="nothing to undo"):
        newsroom.people.undo(ASKER, ann.id)
    with pytest.raises(NoMatch, match="no person 999"):
        newsroom.people.undo(ASKER, 999)
    assert names(person(newsroom, "Ann Roe")) == {"Ann Roe"}


def test_candidates_are_those_who_share_a_word_the_likest_first(newsroom: Desk) -> None:
    newsroom.index(ASKER, [_by("Ivo Roe", 8), _by("Cay Lee", 9)])
    found = newsroom.people.candidates(ASKER, person(newsroom, "Ann Roe").id)
    assert [one.name for one in found] == ["Anna Roe", "Ivo Roe"]


def test_nobody_is_named_in_an_empty_archive(desk: Desk) -> None:
    with pytest.raises(EmptyArchive):
        desk.people.person(ASKER, ShowPerson("Roe"))


def test_another_workspace_sees_nothing_of_it(newsroom: Desk, clock: Clock) -> None:
    newsroom.people.merge(ASKER, person(newsroom, "Ann Roe").id, "Anna Roe")
    stranger = Asker("T2", "U9")
    newsroom.index(stranger, [FIRST, SECOND])
    found = newsroom.people.person(stranger, ShowPerson("Ann Roe")).person
    assert found is not None
    assert (names(found), found.changes) == ({"Ann Roe"}, ())
