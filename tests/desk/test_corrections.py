"""What people add to a timeline and correct in it is kept, marked, and wins over the bot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk.answers import EntryView, TimelineAnswer
from desk.desk import Desk
from desk.errors import BadRequest, NoMatch
from desk.requests import AddEntry, Asker, CorrectEntry, Filters, Period, ShowTimeline
from store.archive import Archive
from tests.desk.newsroom import ASKER, COLLATION, Clock, article, chronicle, read
from tests.desk.newsroom import desk as open_desk

MAYOR = Asker("T1", "U2")
MARCH = Period(date(2025, 3, 1), date(2025, 3, 31), "month")
TENTH = Period(date(2025, 3, 10), date(2025, 3, 10), "day")
POST = article("post", "A mill burned on 12 March 2025. It was pulled down on 20 March 2025.")
STAR = article("star", "The mill in Leeds was lost to a fire on 12 March 2025.")
SUN = article("sun", "The mill fire was on 13 March 2025, a mayor wrote.")


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.index(ASKER, [POST, STAR, SUN])
    return desk


def shown(desk: Desk, **filters: object) -> TimelineAnswer:
    return desk.timeline(ASKER, ShowTimeline(filters=Filters(**filters)))  # type: ignore[arg-type]


def whens(desk: Desk) -> list[str]:
    return [entry.when for entry in shown(desk).entries]


def entry(desk: Desk, when: str) -> EntryView:
    return next(one for one in shown(desk).entries if one.when == when)


def correct(desk: Desk, when: str, action: str, **rest: object) -> int:
    found = entry(desk, when)
    story = shown(desk).story.id
    request = CorrectEntry(story, found.id, action, **rest)  # type: ignore[arg-type]
    return desk.correct_entry(MAYOR, request).id


def test_the_bot_has_three_days(full: Desk) -> None:
    assert whens(full) == ["12 March 2025", "13 March 2025", "20 March 2025"]
    assert shown(full).changed == 0


class TestAnAddedEntry:
    def test_is_shown_in_its_place_with_who_added_it(self, full: Desk, clock: Clock) -> None:
        story = shown(full).story.id
        wanted = AddEntry(story, TENTH, " The alarm \n failed ", "https://a.example/x", "seen it")
        full.add_entry(MAYOR, wanted)
        assert whens(full)[0] == "10 March 2025"
        added = shown(full).entries[0]
        assert (added.what, added.link) == ("The alarm failed", "https://a.example/x")
        (mark,) = added.by_people
        assert (mark.person, mark.action, mark.at) == ("U2", "added", clock.time)
        assert (mark.note, added.citations) == ("seen it", ())

    def test_names_the_topic_by_its_wording(self, full: Desk) -> None:
        full.add_entry(MAYOR, AddEntry(shown(full).story.id, TENTH, "The mill alarm failed"))
        found = full.timeline(ASKER, ShowTimeline("mill"))
        assert found.entries[0].names_topic

    def test_can_itself_be_corrected_and_hidden(self, full: Desk) -> None:
        full.add_entry(MAYOR, AddEntry(shown(full).story.id, TENTH, "The alarm failed"))
        correct(full, "10 March 2025", "dated", period=MARCH)
        assert entry(full, "March 2025").what == "The alarm failed"
        correct(full, "March 2025", "hidden")
        assert whens(full) == ["12 March 2025", "13 March 2025", "20 March 2025"]

    def test_stays_when_its_story_becomes_part_of_another(self, archive: Archive) -> None:
        desk = open_desk(archive)
        desk.index(ASKER, [article("west", "York burned on 2 March 2025.", title="York")])
        desk.add_entry(MAYOR, AddEntry(shown(desk).story.id, TENTH, "The alarm failed"))
        told = replace(COLLATION, group=lambda items, _: [[item.id for item in items]])
        merged = Desk(archive, read, Clock(), told)
        merged.index(ASKER, [POST])
        assert "10 March 2025" in whens(merged)

    @pytest.mark.parametrize(
        ("what", "link"),
        [
            ("", None),
            (" \n", None),
            ("x", "javascript:alert(1)"),
            ("x", "https://"),
            ("x", "https://a.example/ b"),
            ("x", "https://a.example/" + "a" * 3_000),
            ("x", "http://[bad"),
        ],
    )
    def test_without_words_or_with_a_bad_link_is_refused(
        self, full: Desk, what: str, link: str | None
    ) -> None:
        with pytest.raises(BadRequest):
            full.add_entry(MAYOR, AddEntry(shown(full).story.id, TENTH, what, link))
        assert shown(full).changed == 0

    def test_of_any_length_is_cut(self, full: Desk) -> None:
        full.add_entry(MAYOR, AddEntry(shown(full).story.id, TENTH, "<!channel> " * 5_000))
        assert len(shown(full).entries[0].what) == 300


class TestACorrectedDate:
    def test_wins_and_shows_what_the_bot_had(self, full: Desk) -> None:
        correct(full, "13 March 2025", "dated", period=TENTH, note="police report")
        assert whens(full) == ["10 March 2025", "12 March 2025", "20 March 2025"]
        (mark,) = entry(full, "10 March 2025").by_people
        assert (mark.person, mark.action, mark.before) == ("U2", "dated", "13 March 2025")
        assert mark.note == "police report"

    def test_is_found_again_after_new_articles(self, full: Desk) -> None:
        correct(full, "12 March 2025", "dated", period=TENTH)
        full.index(ASKER, [article("sky", "A fire took the mill in Leeds on 12 March 2025.")])
        found = entry(full, "10 March 2025")
        assert len(found.citations) == 3
        assert "12 March 2025" not in whens(full)

    def test_goes_with_the_entry_that_keeps_most_of_its_sentences(
        self, archive: Archive, full: Desk
    ) -> None:
        correct(full, "12 March 2025", "dated", period=TENTH)

        def apart(coverage):  # type: ignore[no-untyped-def]
            split = []
            for one in chronicle(coverage):
                split += [replace(one, witnesses=(witness,)) for witness in one.witnesses]
            return split

        better = Desk(archive, read, Clock(), replace(COLLATION, chronicle=apart))
        better.index(ASKER, [article("sky", "The mill is gone, they wrote on 25 March 2025.")])
        assert whens(better).count("10 March 2025") == 1
        assert whens(better).count("12 March 2025") == 1

    def test_outlives_a_machine_that_finds_the_event_no_more(
        self, archive: Archive, full: Desk
    ) -> None:
        correct(full, "13 March 2025", "dated", period=TENTH)

        def fewer(coverage):  # type: ignore[no-untyped-def]
            return [one for one in chronicle(coverage) if one.begin != date(2025, 3, 13)]

        other = Desk(archive, read, Clock(), replace(COLLATION, chronicle=fewer))
        other.index(ASKER, [article("sky", "The mill is gone, they wrote on 25 March 2025.")])
        found = entry(other, "10 March 2025")
        assert found.citations[0].outlet == "The Sun"
        assert found.by_people[0].before == "13 March 2025"

    def test_does_not_move_another_event_of_the_same_sentence(self, desk: Desk) -> None:
        both = "Walls fell on 3 March 2025 and on 5 March 2025."
        desk.index(ASKER, [article("post", both)])
        correct(desk, "3 March 2025", "dated", period=TENTH)
        assert whens(desk) == ["5 March 2025", "10 March 2025"]

    def test_is_known_in_a_later_text_of_the_article(self, full: Desk) -> None:
        correct(full, "20 March 2025", "dated", period=TENTH)
        text = "New: two walls stand. " + POST.text
        full.index(ASKER, [article("post", text)])
        assert "10 March 2025" in whens(full)
        assert "20 March 2025" not in whens(full)

    def test_of_the_article_alone_is_not_seen_in_another_workspace(self, full: Desk) -> None:
        full.index(Asker("T2"), [POST])
        correct(full, "20 March 2025", "dated", period=TENTH)
        other = full.timeline(Asker("T2"), ShowTimeline())
        assert [one.when for one in other.entries] == ["12 March 2025", "20 March 2025"]
        with pytest.raises(NoMatch):
            full.undo_correction(Asker("T2", "U9"), 1)


class TestWordsSentencesAndEntries:
    def test_a_wording_stands_above_the_verbatim_sentence(self, full: Desk) -> None:
        correct(full, "20 March 2025", "reworded", what="The ruin is demolished")
        found = entry(full, "20 March 2025")
        assert found.what == "The ruin is demolished"
        assert found.citations[0].sentence == "It was pulled down on 20 March 2025."

    def test_a_hidden_entry_is_gone_and_comes_back_when_that_is_undone(self, full: Desk) -> None:
        id = correct(full, "20 March 2025", "hidden")
        assert whens(full) == ["12 March 2025", "13 March 2025"]
        undone = full.undo_correction(ASKER, id)
        assert (undone.person, undone.undone_by) == ("U2", "U1")
        assert whens(full) == ["12 March 2025", "13 March 2025", "20 March 2025"]
        with pytest.raises(NoMatch):
            full.undo_correction(ASKER, id)

    def test_where_all_is_hidden_the_answer_says_so(self, desk: Desk) -> None:
        desk.index(ASKER, [STAR])
        correct(desk, "12 March 2025", "hidden")
        with pytest.raises(NoMatch, match="hidden"):
            shown(desk)

    def test_two_entries_are_made_one_and_keep_every_sentence(self, full: Desk) -> None:
        other = entry(full, "13 March 2025").id
        correct(full, "12 March 2025", "merged", other=other)
        assert whens(full) == ["12 March 2025", "20 March 2025"]
        found = entry(full, "12 March 2025")
        assert {c.outlet for c in found.citations} == {"The Post", "The Star", "The Sun"}
        assert found.conflict == "12 March 2025 or 13 March 2025."
        assert "13 March 2025" in found.by_people[0].before

    def test_an_entry_does_not_join_itself(self, full: Desk) -> None:
        with pytest.raises(BadRequest):
            correct(full, "12 March 2025", "merged", other=entry(full, "12 March 2025").id)

    @pytest.mark.parametrize(("action", "whole"), [("split", 4), ("excluded", 3)])
    def test_a_sentence_is_split_off_or_left_out(self, full: Desk, action: str, whole: int) -> None:
        star = next(c for c in entry(full, "12 March 2025").citations if c.outlet == "The Star")
        correct(full, "12 March 2025", action, sentence=(star.article, star.at))
        found = [one for one in shown(full).entries if one.when == "12 March 2025"]
        assert len(shown(full).entries) == whole
        assert [len(one.citations) for one in found] == [1] * (whole - 2)
        of_the_bot = next(one for one in found if one.id > 0)
        assert [citation.outlet for citation in of_the_bot.citations] == ["The Post"]

    def test_what_was_split_off_can_be_dated_by_itself(self, full: Desk) -> None:
        star = next(c for c in entry(full, "12 March 2025").citations if c.outlet == "The Star")
        id = correct(full, "12 March 2025", "split", sentence=(star.article, star.at))
        split = next(one for one in shown(full).entries if one.id == -id)
        full.correct_entry(
            MAYOR, CorrectEntry(shown(full).story.id, split.id, "dated", period=TENTH)
        )
        assert whens(full)[:2] == ["10 March 2025", "12 March 2025"]
        full.undo_correction(MAYOR, id)  # then the date has nothing of its own any more
        assert whens(full) == ["12 March 2025", "13 March 2025", "20 March 2025"]

    def test_the_last_sentence_left_out_hides_the_entry(self, full: Desk) -> None:
        only = entry(full, "20 March 2025").citations[0]
        correct(full, "20 March 2025", "excluded", sentence=(only.article, only.at))
        assert "20 March 2025" not in whens(full)
        sun = entry(full, "13 March 2025").citations[0]
        with pytest.raises(BadRequest, match="nothing to split"):
            correct(full, "13 March 2025", "split", sentence=(sun.article, sun.at))

    @pytest.mark.parametrize(
        "rest", [{"action": "dated"}, {"action": "eaten"}, {"action": "split", "sentence": (99, 1)}]
    )
    def test_what_makes_no_sense_is_refused(self, full: Desk, rest: dict[str, object]) -> None:
        with pytest.raises(BadRequest):
            correct(full, "12 March 2025", **rest)  # type: ignore[arg-type]
        assert shown(full).changed == 0

    def test_an_entry_that_is_gone_is_named_in_a_sentence(self, full: Desk) -> None:
        with pytest.raises(NoMatch):
            full.correct_entry(MAYOR, CorrectEntry(shown(full).story.id, 9_999, "hidden"))


def test_the_record_lists_every_change_newest_first_with_those_undone(full: Desk) -> None:
    first = correct(full, "13 March 2025", "dated", period=TENTH, note="police report")
    second = correct(full, "20 March 2025", "hidden")
    full.undo_correction(ASKER, second)
    record = full.corrections(ASKER, shown(full).story.id)
    assert [one.id for one in record.items] == [second, first]
    undone, dated = record.items
    assert undone.undone_by == "U1"
    assert (dated.before, dated.after, dated.note) == (
        "13 March 2025",
        "10 March 2025",
        "police report",
    )
    assert dated.about.startswith("The mill fire was on 13 March")
    assert shown(full).changed == 1


def test_arrival_in_another_order_gives_the_same_timeline(archive: Archive) -> None:
    def told(desk: Desk) -> list[tuple[str, str]]:
        return [(one.when, one.citations[0].sentence) for one in shown(desk).entries]

    desk = open_desk(archive)
    desk.index(ASKER, [POST, STAR])
    correct(desk, "12 March 2025", "dated", period=TENTH)
    desk.index(ASKER, [SUN])
    before = told(desk)
    for one in (SUN, POST, STAR):
        desk.index(ASKER, [one])
    assert told(desk) == before


class TestHostileTopics:
    @pytest.mark.parametrize("topic", ["!!!", "—", "🔥", "\u202e"])
    def test_a_topic_without_a_word_is_refused_in_a_sentence(self, full: Desk, topic: str) -> None:
        with pytest.raises(BadRequest, match="holds no word"):
            full.timeline(ASKER, ShowTimeline(topic))

    def test_a_whole_text_is_no_topic(self, full: Desk) -> None:
        with pytest.raises(BadRequest, match="characters"):
            full.timeline(ASKER, ShowTimeline("mill " * 9_000))


def test_lanes_put_together_who_prints_one_dispatch(full: Desk) -> None:
    lanes = shown(full).lanes
    assert sorted(lane.outlets for lane in lanes) == [("The Post",), ("The Star",), ("The Sun",)]
    assert len({id for lane in lanes for id in lane.articles}) == 3


def test_a_page_of_any_size_holds_all(full: Desk) -> None:
    assert len(full.timeline(ASKER, ShowTimeline(size=1)).entries) == 1
    assert full.timeline(ASKER, ShowTimeline(size=1)).page.pages == 3
    assert len(full.timeline(ASKER, ShowTimeline(size=10**9)).entries) == 3
