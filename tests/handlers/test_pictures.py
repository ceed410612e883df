"""A picture of any timeline stays within its size, and nothing in it leaves the page."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from PIL import Image

from desk.answers import (
    ByPerson,
    Citation,
    EntryView,
    Lane,
    Page,
    SourceCount,
    StoryView,
    TimelineAnswer,
)
from desk.own_days import OwnDays
from desk.requests import Asker, ShowTimeline
from handlers.exports import export_csv
from handlers.pictures import paper
from handlers.pictures.plan import ALT_TEXT, Gap, Row, alt_text, make_plan
from handlers.pictures.timeline import ROWS, TALLEST, WIDTH, draw

TEXT = "The mayor told reporters that the mill would be pulled down."
HOSTILE = (
    "Donaudampfschifffahrtsgesellschaft" * 60,
    "קול ישראל 12 שנים <!channel> \u202eevil\u202c",
    "漢字 🔥\x00\ud800 ñ Ż",
    "",
)


def answer(
    entries: int, outlets: int = 3, text: str = TEXT, title: str = "Fire in Leeds"
) -> TimelineAnswer:
    lanes = tuple(Lane((f"Outlet {n} {text[:40]}",), (n,)) for n in range(outlets))
    made = []
    for n in range(entries):
        day = date(2025, 1, 1) + timedelta(days=n)
        cited = Citation(n % outlets, lanes[n % outlets].outlets[0], None, day, text, (), 0, None)
        count = SourceCount(1, 1, ())
        when = f"{day.day} {day:%B %Y}"
        made.append(EntryView(n + 1, when, day, day, "happening", (cited,), count, None, False))
    story = StoryView(1, title, outlets, outlets, None, None, ())
    count = SourceCount(outlets, outlets, ())
    return TimelineAnswer("", story, (), tuple(made), 0, Page(1, 1, entries), count, lanes)


def size(found: TimelineAnswer) -> tuple[int, int]:
    return Image.open(io.BytesIO(draw(found))).size


@pytest.mark.parametrize(("entries", "outlets"), [(0, 1), (1, 1), (3, 2), (40, 12), (200, 30)])
def test_a_picture_has_its_width_and_is_never_too_tall(entries: int, outlets: int) -> None:
    wide, high = size(answer(entries, outlets))
    assert wide == WIDTH
    assert 200 < high <= TALLEST


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_drawn_within_the_page(text: str) -> None:
    found = answer(6, 4, text, title=text)
    image = Image.open(io.BytesIO(draw(found))).convert("RGB")
    ground = image.getpixel((0, 0))
    edge = {image.getpixel((x, y)) for x in (2, WIDTH - 3) for y in range(image.height)}
    assert edge == {ground}  # nothing is cut off by the edges


def test_the_same_answer_gives_the_same_picture() -> None:
    assert draw(answer(5)) == draw(answer(5))


def test_every_entry_is_drawn_or_counted() -> None:
    plan = make_plan(answer(200), {}, ROWS)
    shown = [row for row in plan.rows if isinstance(row, Row)]
    counted = [int(row.text.split()[1]) for row in plan.rows if isinstance(row, Gap)]
    assert len(shown) == ROWS
    assert len(shown) + sum(counted) == 200


def test_conflicts_and_what_people_did_are_never_only_counted() -> None:
    found = answer(200)
    one = replace(found.entries[150], conflict="12 March in A, 13 March in B.")
    mark = ByPerson(1, "U1", "dated", datetime(2025, 4, 1, tzinfo=UTC), "13 April 2025")
    other = replace(found.entries[170], by_people=(mark,))
    entries = (*found.entries[:150], one, *found.entries[151:170], other, *found.entries[171:])
    plan = make_plan(replace(found, entries=entries), {"U1": "Dana"}, ROWS)
    rows = [row for row in plan.rows if isinstance(row, Row)]
    assert [row.conflict for row in rows if row.conflict] == [
        "⚠ Dates do not agree: 12 March in A, 13 March in B."
    ]
    assert [row.by_people for row in rows if row.by_people] == [
        "date corrected by Dana (the bot had 13 April 2025)"
    ]


def test_who_prints_one_dispatch_has_one_lane_and_many_outlets_share_the_last() -> None:
    found = answer(4, 2)
    shared = replace(found, lanes=(Lane(("The Post", "The Star"), (0,)), found.lanes[1]))
    assert make_plan(shared, {}, ROWS).lanes[0] == "The Post + The Star"
    many = make_plan(answer(40, 20), {}, ROWS).lanes
    assert len(many) == 12
    assert many[-1] == "9 more outlets"


def test_a_month_is_a_bar_and_an_unknown_day_a_ring() -> None:
    found = answer(3)
    first, second, third = found.entries
    entries = (replace(first, end=date(2025, 1, 31)), replace(second, begin=None, end=None), third)
    rows = make_plan(replace(found, entries=entries), {}, ROWS).rows
    assert [row.span for row in rows if isinstance(row, Row)] == ["period", "not given", "day"]


def printed_by_two() -> TimelineAnswer:
    """One entry; the second outlet says "this month" only."""
    found = answer(2, 2)
    first, second = found.entries
    month = date(2025, 1, 31)
    own = (
        OwnDays(0, 0, first.begin, first.end, "day", True),
        OwnDays(1, 0, first.begin, month, "month", False, "says only January 2025"),
    )
    both = replace(first, citations=(*first.citations, *second.citations), own=own)
    return replace(found, entries=(both,))


def test_who_prints_an_event_without_its_day_has_a_ring_and_says_so() -> None:
    (row,) = make_plan(printed_by_two(), {}, ROWS).rows
    assert isinstance(row, Row)
    assert (row.lanes, row.faint) == ((0, 1), (1,))
    assert "(says only January 2025)" in row.sources.split(" and ")[1]
    giving = replace(printed_by_two().entries[0].own[1], counts=True, words="")
    entry = printed_by_two().entries[0]
    sure = replace(printed_by_two(), entries=(replace(entry, own=(entry.own[0], giving)),))
    assert draw(sure) != draw(printed_by_two())


def test_a_table_holds_what_each_source_gives_itself() -> None:
    class Desk:
        def timeline(self, asker: object, request: object) -> TimelineAnswer:
            return printed_by_two()

    file = export_csv(cast("Any", Desk()), Asker("team", "U1", "Europe/London"), ShowTimeline())
    rows = list(csv.DictReader(str(file.content).removeprefix("\ufeff").splitlines()))
    shown = [(row["when"], row["end"], row["precision"], row["gives the day"]) for row in rows]
    assert shown == [
        ("1 January 2025", "2025-01-01", "day", "yes"),
        ("1 January 2025", "2025-01-31", "month", "no"),
    ]


@pytest.mark.parametrize("entries", [0, 1, 200])
def test_the_words_for_the_blind_fit_and_say_what_is_left_out(entries: int) -> None:
    text = alt_text(answer(entries))
    assert len(text) <= ALT_TEXT
    assert ("more entries" in text) == (entries == 200)


@pytest.mark.parametrize("text", [TEXT * 5, "x" * 900, "קול " * 80])
def test_lines_fit_their_room(text: str) -> None:
    found = paper.lines(text, 24, 300, 3)
    assert len(found) == 3
    assert all(paper.width(line, paper.font(24)) <= 301 for line in found)
    assert found[-1].endswith("…")


def test_letters_that_the_font_lacks_are_shown_as_missing() -> None:
    assert paper.readable("é ñ Ż א ب") == "é ñ Ż א ب"
    assert paper.readable("漢 🔥") == "▯ "
