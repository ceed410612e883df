"""A matter keeps its number in any order of arrival and in any words; a new value is news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Reading, Span
from intake.plain import read_plain
from store import articles, decisions, discrepancies, settling, stories
from store.archive import Archive, Session
from store.carrying import Correction, Rules, carried
from store.decisions import StoredDecision
from store.discrepancies import Ranked, Wanted
from store.keys import digest
from tests.store.archives import fresh_archive

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTHING = Reading("1", (), (), (), (), (), (), (), (), ())
PRINTS = {"a": "52", "b": "60", "c": "60", "d": "52"}
SUBJECTS = ("how many: “carried [?]”", "how many: “The boat had [?] aboard”", "how many: “[?] sat”")


def differ(prints: dict[str, str], subject: str = SUBJECTS[0], at: int = 0) -> Discrepancy:
    evidence = tuple(
        Evidence(article, Span(at, at + 2), Span(at, at + 9), value)
        for article, value in prints.items()
    )
    return Discrepancy(Kind.NUMBER, Severity.HARD, Between.OUTLETS, subject, evidence, 0.9)


class Row:
    """What the table holds of one."""

    def __init__(self, id: int, body: Discrepancy, *, present: bool = True, story: int = 1) -> None:
        self.id, self.body, self.present, self.story_id = id, body, present, story


def same(one: Discrepancy, before: Discrepancy) -> bool:
    known = {digest(before.key): Row(1, before)}
    return digest(one.key) in known or digest(one.key) in carried([one], known, 1)


@given(st.permutations(sorted(PRINTS)), st.lists(st.sampled_from(SUBJECTS), min_size=4, max_size=4))
def test_any_order_of_arrival_and_any_words_keep_the_number(
    order: list[str], subjects: list[str]
) -> None:
    before: Discrepancy | None = None
    for count, subject in enumerate(subjects, 1):
        prints = {article: PRINTS[article] for article in order[:count]}
        if len(set(prints.values())) < 2:
            continue
        found = differ(prints, subject)
        assert before is None or same(found, before)
        before = found
    assert before is not None


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ({"a": "52", "b": "60"}, {"a": "52", "b": "60", "c": "55"}, False),
        ({"a": "52", "b": "60", "c": "55"}, {"a": "52", "b": "60"}, True),
        ({"a": "52", "b": "60"}, {"a2": "52", "b": "60"}, True),
        ({"a": "52", "b": "60"}, {"a2": "58", "b": "60"}, False),
        ({"a": "52", "b": "60"}, {"c": "52", "d": "60"}, False),
    ],
)
def test_what_makes_it_other_news(before: dict[str, str], now: dict[str, str], kept: bool) -> None:
    assert same(differ(now, SUBJECTS[1]), differ(before)) is kept


def test_the_same_count_of_the_same_values_is_one_matter_though_every_text_was_replaced() -> None:
    one = differ({"a": "52", "b": "60"}, "how many people: “carried [?] people”")
    other = differ({"c": "52", "d": "60"}, "how many people: “[?] people sat”")
    assert same(other, one)
    assert not same(replace(other, kind=Kind.DURATION), one)


def test_two_matters_never_take_one_number() -> None:
    known = {"x": Row(7, differ({"a": "52", "b": "60"}))}
    one = differ({"a": "52", "b": "60"}, SUBJECTS[1])
    two = differ({"a": "52", "b": "60", "c": "60"}, SUBJECTS[2])
    taken = carried([one, two], known, 1)
    assert [*taken] == [digest(two.key)] or [*taken] == [digest(one.key)]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with fresh_archive("sqlite", tmp_path) as found:
        yield found


def story_of_three(db: Session) -> tuple[int, dict[str, int]]:
    """A story of three articles, and their ids by key."""
    for text in ("a", "b", "c"):
        articles.add(db, "T1", read_plain(text, f"file:{text}"), NOTHING, NOW)
    ids = [member.id for member in stories.members(db, "T1", None, None)]
    stories.regroup(db, "T1", [frozenset(ids)], [None])
    (story,) = {member.story for member in stories.members(db, "T1", None, None)}
    assert story is not None
    return story, articles.ids_of_story(db, "T1", story)


def find(
    db: Session, story: int, ids: dict[str, int], found: list[Discrepancy], rules: Rules
) -> int:
    ranked = [Ranked(one, 1) for one in found]
    return discrepancies.replace_story(db, "T1", story, ranked, ids, NOW + HOUR, rules)


def state_of(db: Session, id: int) -> tuple[str, bool, list[str]]:
    stored = discrepancies.load(db, "T1", [id])[id]
    return stored.state, stored.present, [one.action for one in decisions.load(db, "T1", [id])[id]]


def test_a_false_alarm_stays_one_when_a_third_outlet_prints_a_value_in_other_words(
    archive: Archive,
) -> None:
    with archive.writing() as db:
        story, ids = story_of_three(db)
        a, b, c = ids
        assert find(db, story, ids, [differ({a: "52", b: "60"})], Rules()) == 1
        decisions.add(db, "T1", 1, StoredDecision("U1", "dismissed", NOW, "Crew.", None))
        settling.set_state(db, 1, "dismissed", None, NOW)
        joined = differ({a: "52", b: "60", c: "60"}, SUBJECTS[1])
        assert find(db, story, ids, [joined], Rules()) == 0, "it is no news"
        assert state_of(db, 1) == ("dismissed", True, ["dismissed"])
        (shown,) = discrepancies.find(db, "T1", Wanted(NOW, state="all"), 9)
        assert (shown.id, shown.discrepancy) == (1, joined)
        assert find(db, story, ids, [differ({a: "52", b: "60", c: "55"})], Rules()) == 1
        later = discrepancies.in_place_of(db, "T1", discrepancies.load(db, "T1", [1])[1])
        assert later is not None
        assert (later.id, later.state) == (2, "open")


SAID = Correction(NOW, "A corrected “52” to “60” on 15 April 2025", settles=True)


def corrected(found: Discrepancy) -> Correction | None:
    return SAID if "52" in {row.value for row in found.evidence} else None


def test_a_correction_resolves_what_is_found_no_more_once_and_can_be_undone(
    archive: Archive,
) -> None:
    rules = Rules(corrected=corrected)
    with archive.writing() as db:
        story, ids = story_of_three(db)
        a, b, _ = ids
        one = differ({a: "52", b: "60"})
        find(db, story, ids, [one], Rules())
        find(db, story, ids, [], rules)
        assert state_of(db, 1) == ("resolved", True, ["corrected"])
        assert discrepancies.find(db, "T1", Wanted(NOW, state="resolved"), 9)
        decisions.add(db, "T1", 1, StoredDecision("U1", "undone", NOW, "", None))
        settling.set_state(db, 1, "open", None, NOW)
        find(db, story, ids, [], rules)
        assert state_of(db, 1) == ("open", True, ["corrected", "undone"]), "a person undid it"


def test_what_a_correction_resolved_is_open_again_when_it_is_found_again(
    archive: Archive,
) -> None:
    with archive.writing() as db:
        story, ids = story_of_three(db)
        a, b, c = ids
        find(db, story, ids, [differ({a: "52", b: "60"})], Rules())
        find(db, story, ids, [], Rules(corrected=corrected))
        assert find(db, story, ids, [differ({c: "52", b: "60"})], Rules()) == 0
        assert state_of(db, 1) == ("open", True, ["corrected", "recurred"])


def test_a_correction_that_leaves_a_difference_is_kept_with_what_is_there_now(
    archive: Archive,
) -> None:
    rules = Rules(corrected=corrected)
    with archive.writing() as db:
        story, ids = story_of_three(db)
        a, b, c = ids
        find(db, story, ids, [differ({a: "52", c: "52", b: "60"})], Rules())
        find(db, story, ids, [differ({c: "52", b: "60"})], rules)
        assert state_of(db, 1) == ("open", True, ["revised"])
        assert find(db, story, ids, [differ({a: "58", b: "60"})], rules) == 1
        assert state_of(db, 1) == ("open", False, ["revised"])
        assert state_of(db, 2) == ("open", True, ["revised"])


def test_who_says_that_nothing_was_corrected_resolves_nothing(archive: Archive) -> None:
    with archive.writing() as db:
        story, ids = story_of_three(db)
        a, b, _ = ids
        find(db, story, ids, [differ({a: "52", b: "60"})], Rules())
        unsettled = replace(SAID, settles=False)
        find(db, story, ids, [], Rules(corrected=lambda _: unsettled))
        assert state_of(db, 1) == ("open", False, [])
