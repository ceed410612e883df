"""People under all their names, also in an archive of before; found by any of them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select, text

from extraction.annotations import QuotationKind, Reading, Span
from intake.plain import read_plain
from store import articles, forms, links, people, stories, utterances
from store.archive import Archive, open_archive
from store.forms import Told
from store.migrations.upgrade import HERE
from store.tables import person_roles
from store.utterances import NewPrinting, NewUtterance, Printing

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
NOTHING = Reading("1", (), (), (), (), (), (), (), (), ())
WORDS = Printing(
    (0,), (), QuotationKind.DIRECT, (Span(0, 1),), (True,), Span(0, 1), None, None, None
)


def keep(
    archive: Archive, name: str, *roles: str, kind: str | None = "person", day: int = 1
) -> int:
    """One story of one article in which somebody of that name speaks; the story's number."""
    with archive.writing() as db:
        article = read_plain(f"date 2025-04-{day:02}\n\n{name} {roles}", f"file:{name}{roles}{day}")
        articles.add(db, "T1", article, NOTHING, NOW)
        known = articles.find_known(db, "T1", article)
        assert known is not None
        stories.regroup(db, "T1", [frozenset([known.id])], [None])
        stored = articles.load(db, "T1", [known.id])[known.id]
        assert stored.story is not None
        say(archive, db, stored.story, stored, name, roles, kind)
        return stored.story


def say(archive, db, story, stored, name, roles, kind) -> None:  # type: ignore[no-untyped-def]
    new = NewPrinting(stored.id, stored.serial, stored.outlet_id, "words", WORDS)
    role = roles[0] if roles else None
    told = Told(kind, None, tuple(roles))
    utterances.replace_story(db, "T1", story, [NewUtterance(name, role, (), (new,), told)])


def found(archive: Archive, typed: str) -> set[str]:
    with archive.reading() as db:
        return {one.name for one in people.forms_by_id(db, "T1", people.named(db, "T1", typed))}


def test_any_name_finds_all_names_of_a_person(archive: Archive) -> None:
    for day, name in enumerate(("Kim Abrera Gallo", "Kim Armin Abrera Gallo", "Ivo Gallo"), 1):
        keep(archive, name, day=day)
    both = {"Kim Abrera Gallo", "Kim Armin Abrera Gallo"}
    assert found(archive, "Kim Armin Abrera Gallo") == both
    assert found(archive, "kim abrera gallo") == both
    assert found(archive, "Mr. Gallo") == {*both, "Ivo Gallo"}
    with archive.reading() as db:
        ids = people.named(db, "T1", "Armin")
        assert set(people.names(db, "T1", ids).values()) == {"Kim Armin Abrera Gallo"}


def test_a_body_is_found_with_the_dots_of_its_state_or_without(archive: Archive) -> None:
    keep(archive, "U.S. Harbour Board", kind="organisation")
    keep(archive, "UK Harbour Trust", kind="organisation", day=2)
    assert found(archive, "US Harbour Board") == {"U.S. Harbour Board"}
    assert found(archive, "the U.K. Harbour Trust") == {"UK Harbour Trust"}
    assert found(archive, "US Harbour Trust") == set()


def test_who_is_only_described_by_a_name_is_not_meant_by_it(archive: Archive) -> None:
    keep(archive, "Jane Roe")
    keep(archive, "Roe’s lawyer", kind="unnamed", day=2)
    keep(archive, "Friends of Roe", kind="group", day=3)
    keep(archive, "The Roe administration", kind="organisation", day=4)
    assert found(archive, "Roe") == {"Jane Roe", "The Roe administration"}
    assert found(archive, "Roe's lawyer") == {"Roe’s lawyer"}
    keep(archive, "Lee’s lawyer", kind="unnamed", day=5)
    assert found(archive, "Lee") == {"Lee’s lawyer"}


def test_people_are_found_by_what_articles_call_them_and_by_names_like_what_is_typed(
    archive: Archive,
) -> None:
    keep(archive, "Jane Roe", "chief fire officer")
    keep(archive, "Ivo Quorley", "officer", day=2)
    with archive.reading() as db:
        assert people.called(db, "T1", "fire officer", 5) == ("Jane Roe",)
        assert set(people.called(db, "T1", "Officer", 5)) == {"Jane Roe", "Ivo Quorley"}
        assert people.called(db, "T1", "fire chief of Leeds", 5) == ()
        assert people.called(db, "T2", "officer", 5) == ()
        assert people.alike(db, "T1", ["quorly"]) == ("Ivo Quorley",)
        assert people.alike(db, "T1", ["quorxxy"]) == ("Ivo Quorley",)
        assert people.alike(db, "T1", ["officer", "x" * 99]) == ()
    assert found(archive, "officer") == set()


def test_the_name_that_is_quoted_most_stands_for_all(archive: Archive) -> None:
    keep(archive, "Kim Armin Abrera Gallo")
    others = [keep(archive, "Kim Abrera Gallo", day=day) for day in (2, 3)]
    with archive.reading() as db:
        ids = people.named(db, "T1", "Gallo")
        assert set(people.names(db, "T1", ids).values()) == {"Kim Abrera Gallo"}
        assert people.count_printings(db, ids) == 3
    with archive.writing() as db:  # collated again, the stories of the shorter name hold nothing
        for other in others:
            utterances.replace_story(db, "T1", other, [])
        assert set(people.names(db, "T1", ids).values()) == {"Kim Armin Abrera Gallo"}
        assert people.count_printings(db, ids) == 1


def test_an_office_finds_its_holder_and_chooses_among_one_surname(archive: Archive) -> None:
    keep(archive, "Jane Roe", "Peruvian President")
    keep(archive, "Ivo Roe", "poet", day=2)
    assert found(archive, "President Roe") == {"Jane Roe"}
    assert found(archive, "Peru's president") == {"Jane Roe"}
    assert found(archive, "Roe") == {"Jane Roe", "Ivo Roe"}
    keep(archive, "Bo Lee", "President of Peru", day=3)
    assert found(archive, "Peru's president") == set()


def test_a_surname_with_an_office_is_its_holders(archive: Archive) -> None:
    keep(archive, "Roe", "President")
    keep(archive, "Jane Roe", "Peruvian President", day=2)
    keep(archive, "Roe", "Judge", day=3)
    with archive.reading() as db:
        ids = people.named(db, "T1", "Jane Roe")
        assert len(ids) == 2
        assert set(people.names(db, "T1", ids).values()) == {"Jane Roe"}


def test_a_nickname_finds_the_person_whom_nobody_calls_so(archive: Archive) -> None:
    keep(archive, "Robert Quorley")
    assert found(archive, "Bob Quorley") == {"Robert Quorley"}
    keep(archive, "Rob Quorley-Smith", day=2)
    assert found(archive, "Ann Quorley") == set()


def test_roles_are_counted_while_a_story_is_collated_again(archive: Archive) -> None:
    story = keep(archive, "Jane Roe", "Mayor")
    with archive.writing() as db:
        (id,) = articles.ids_of_story(db, "T1", story).values()
        stored = articles.load(db, "T1", [id])[id]
        say(archive, db, story, stored, "Jane Roe", ("Mayor",), "person")
        assert [
            (r.role, r.utterances) for r in people.roles(db, people.named(db, "T1", "Roe"), 9)
        ] == [("Mayor", 1)]
        say(archive, db, story, stored, "Jane Roe", ("Miller",), "person")
        assert [r.role for r in people.roles(db, people.named(db, "T1", "Roe"), 9)] == ["Miller"]
        utterances.replace_story(db, "T1", story, [])
        assert people.roles(db, people.named(db, "T1", "Roe"), 9) == ()


def test_the_order_of_arrival_has_no_meaning(archive: Archive) -> None:
    given = [
        ("Bob Quorley", "Mayor"),
        ("Robert Quorley", "Mayor"),
        ("R. Quorley", "Mayor"),
        ("Ann Quorley", "poet"),
    ]
    for day, (name, role) in enumerate(given, 1):
        keep(archive, name, role, day=day)
    forward = [found(archive, name) for name, _ in given]
    with archive.writing() as db:
        for table in ("printings", "utterances", "person_roles", "person_names", "people"):
            db.execute(text(f"DELETE FROM {table}"))
    for day, (name, role) in reversed(list(enumerate(given, 11))):
        keep(archive, name, role, day=day)
    assert [found(archive, name) for name, _ in given] == forward
    assert forward[0] == {"Bob Quorley", "Robert Quorley", "R. Quorley"}


def test_a_decision_holds_for_rows_and_survives_that_one_is_called_otherwise(
    archive: Archive,
) -> None:
    keep(archive, "Ann Roe")
    keep(archive, "Nan Poe", day=2)
    with archive.writing() as db:
        pair = (*people.named(db, "T1", "Ann Roe"), *people.named(db, "T1", "Nan Poe"))
        done = links.link(db, "T1", links.MERGED, [pair], same=True, person="U1", now=NOW)  # type: ignore[list-item]
        forms.regroup(db, "T1", (), set(pair))
    assert found(archive, "Nan Poe") == {"Ann Roe", "Nan Poe"}
    keep(archive, "Nan Poe", "Mayor", day=3)
    assert found(archive, "Ann Roe") == {"Ann Roe", "Nan Poe"}
    with archive.writing() as db:
        links.undo(db, done, "U2", NOW)
        forms.regroup(db, "T1", (), set(pair))
    assert found(archive, "Ann Roe") == {"Ann Roe"}


def test_an_archive_of_before_loses_nothing_and_its_people_are_placed(address: str) -> None:
    _make_0001(address)
    archive = open_archive(address)
    with archive.reading() as db:
        assert db.execute(text("SELECT count(*) FROM utterances")).scalar_one() == 4
        assert db.execute(text("SELECT count(*) FROM people")).scalar_one() == 4
        words = "SELECT count(*) FROM person_names WHERE token {} '~%'"
        assert db.execute(text(words.format("NOT LIKE"))).scalar_one() == 9
        assert db.execute(text(words.format("LIKE"))).scalar_one() == 2  # of their roles
        assert people.roles(db, [1], 5) == (people.Called("Peruvian President", 2),)
        assert db.execute(text("SELECT person_id FROM utterances ORDER BY id")).scalars().all() == [
            1, 1, 2, 3,
        ]  # fmt: skip
        assert forms.waiting(db, "T1")
    with archive.writing() as db:
        assert forms.place(db, "T1") == 4
        assert forms.place(db, "T1") == 0
    assert found(archive, "Jane Roe") == {"Jane Roe", "Jane Q. Roe"}
    assert found(archive, "Peru's president") == {"Jane Roe", "Jane Q. Roe"}
    assert found(archive, "administration") == {"The Roe administration"}
    with archive.reading() as db:
        offices = db.execute(select(person_roles.c.office)).scalars().all()
        assert offices == ["president|peru"]
    archive.close()


def _make_0001(address: str) -> None:
    """The archive as 0001 made it, with four people and what they said."""
    engine = create_engine(address)
    with engine.begin() as db:
        scripts = ScriptDirectory(str(HERE))
        context = MigrationContext.configure(
            db, opts={"fn": lambda _rev, _context: scripts._upgrade_revs("0001", "base")}
        )
        with Operations.context(context):
            context.run_migrations()
        db.execute(
            text(
                "INSERT INTO stories (id, workspace, lineage, title, articles, sources, "
                "quotations, first, stale) VALUES (1, 'T1', 1, 'A fire', 1, 1, 1, :day, :no)"
            ),
            {"day": date(2025, 4, 1), "no": False},
        )
        names = ("Jane Roe", "Jane Q. Roe", "The Roe administration", "officials")
        for id, name in enumerate(names, 1):
            db.execute(
                text(
                    "INSERT INTO people (id, workspace, name, key) VALUES (:id, 'T1', :name, :key)"
                ),
                {"id": id, "name": name, "key": f"key {id}"},
            )
            for token in name.lower().replace(".", "").split():
                db.execute(
                    text("INSERT INTO person_names VALUES ('T1', :token, :id)"),
                    {"token": token, "id": id},
                )
        said = [(1, "Peruvian President"), (1, "Peruvian president"), (2, None), (3, None)]
        for id, (person, role) in enumerate(said, 1):
            db.execute(
                text(
                    "INSERT INTO utterances (id, workspace, story_id, person_id, role, "
                    "differences) VALUES (:id, 'T1', 1, :person, :role, :none)"
                ),
                {"id": id, "person": person, "role": role, "none": b"\x90"},
            )
    engine.dispose()
