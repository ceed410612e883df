"""Time expressions: spans, values and how they were resolved, in sentences made up for the case."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extraction.annotations import TimeExpression
from extraction.times import find_times, resolve_times
from intake.article import Article, Part, PartKind

FRIDAY = date(2024, 5, 17)  # the day of publication in all tables


def marked(sentence: str) -> tuple[str, list[tuple[str, str]]]:
    """ "<t 2024-05-16>Thursday</t>" to the plain sentence and its expected expressions."""
    expected = [(m[2], m[1]) for m in re.finditer(r"<t ([^>]+)>(.*?)</t>", sentence)]
    return re.sub(r"</?t[^>]*>", "", sentence), expected


def found(text: str, published: date | None = FRIDAY) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in resolve_times(text, published)]


def only(text: str, published: date | None = FRIDAY) -> TimeExpression:
    (expression,) = resolve_times(text, published)
    return expression


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge fell on <t 2024-03-12>March 12</t>.",
        "The bridge fell on <t 2019-03-12>March 12, 2019</t>, at dusk.",
        "It opened <t 1998-08-07>Aug. 7, 1998</t>, and closed in <t 2001-09>September 2001</t>.",
        "It opened on <t 2024-05-02>2 May</t> and closed on <t 2024-05-03>the 3rd of May</t>.",
        "A hearing is due on <t 2024-06-03>June 3</t>.",
        "The court will sit on <t 2024-10-07>the first Monday in October</t>.",
        "It was signed on <t 2016-05-27>the last Friday of May 2016</t>.",
        "It burned on <t 2023-11-16>the third Thursday of November</t>.",
        "She was born on <t 1955-02-24>24 February 1955</t>.",
        "They met on <t 2024-04-24>April 24</t> and <t 2024-04-25>25</t> in Lisbon.",
        "The fair runs <t 2024-06-03>June 3</t>-<t 2024-06-05>5</t>.",
        "Filed <t 2024-01-09>2024-01-09</t>, amended <t 2024-02-11>2/11/24</t>.",
        "It broke down on <t 2024-02-29>February 29</t>.",
    ],
)
def test_a_date_has_the_year_nearest_to_publication(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell on <t 2023-09-06>Sept. 6, 2023</t>. On <t 2023-09-06>September 6</t> it rained.",
        "It fell on <t 2019-03-12>March 12</t>, not on <t 2018-01-02>Jan. 2, 2018</t>. "
        "<t 2019-03-12>12 March 2019</t> was wet.",
        "It fell on <t 2024-03-12>March 12</t>, not on <t 2018-03-12>March 12, 2018</t> or "
        "<t 2017-03-12>March 12, 2017</t>.",
        "The council will meet on <t 2024-06-03>June 3</t>, as on <t 2019-06-03>June 3, 2019</t>.",
    ],
)
def test_a_date_without_a_year_takes_that_of_its_twin(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor resigned <t 2024-05-16>Thursday</t>.",
        "The mayor resigned on <t 2024-05-17>Friday</t>.",
        "They continued to search until finding her on <t 2024-05-13>Monday</t>.",
        "The council will vote <t 2024-05-20>Monday</t>.",
        "The council is scheduled to vote on <t 2024-05-20>Monday</t>.",
        "On <t 2024-05-20>Monday</t>, the council will vote.",
        "On <t 2024-05-13>Monday</t>, the council voted.",
        "He said <t 2024-05-14>Tuesday</t> that he will appeal.",
        "The closing stays until <t 2024-05-22>Wednesday</t>.",
        "<t 2024-05-15>Wednesday</t>'s ruling was brief.",
        "It rained <t 2024-05-12>last Sunday</t> and may rain <t 2024-05-19>next Sunday</t>.",
        "It rained <t 2024-05-16TNI>Thursday night</t>.",
        "It rained <t 2024-05-10>Friday last week</t>.",
    ],
)
def test_a_weekday_looks_back_unless_a_cue_of_the_future_stands_before(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "He left <t 2024-05-16>yesterday</t> and is back <t 2024-05-17>today</t>.",
        "He leaves <t 2024-05-18TMO>tomorrow morning</t>.",
        "He left <t 2024-05-15>the day before yesterday</t>.",
        "Prices rose <t 2024-04>last month</t> and fell <t 2023>last year</t>.",
        "Talks begin <t 2024-W21>next week</t>.",
        "Talks broke down <t 2024-W20>earlier this week</t>.",
        "Rain fell <t 2023-FA>last autumn</t> and in <t 2022-SU>the summer of 2022</t>.",
        "Profit fell in <t 2024-Q1>the first quarter</t>, against <t 2023-Q1>a year earlier</t>.",
        "Profit fell in <t 2009-Q3>the third quarter of 2009</t>.",
        "They met <t 2022>two years ago</t> and <t 2024-03>two months ago</t>.",
        "They met <t 2024-05-14>three days ago</t>.",
        "Exports rose in <t 2023-12>December last year</t>.",
        "It ends by <t 2024>the end of this year</t>.",
        "It closed over <t 2024-W19-WE>the weekend</t>.",
    ],
)
def test_a_relative_expression_counts_from_publication(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell on <t 2019-03-12>March 12, 2019</t>. <t 2019-03-15>Three days later</t>, it sank.",
        "It fell on <t 2019-03-12>March 12, 2019</t>. <t 2019-03-13>The next day</t> it sank.",
        "It fell on <t 2019-03-12>March 12, 2019</t>. <t 2019-03-11>The day before</t>, it shook.",
        "It fell on <t 2019-03-12>March 12, 2019</t>. <t 2019-03-12>That day</t> it rained.",
        "It fell in <t 2019>2019</t>. <t 2020>The following year</t> it was rebuilt.",
    ],
)
def test_in_narration_an_expression_counts_from_the_date_before(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It began at <t 2024-05-17T09:30>9:30 a.m.</t> sharp.",
        "It began at <t 2024-05-13T15:00>3 p.m. EST Monday</t>.",
        "It began at <t 2024-05-17T18:00Z>18:00 UTC</t>.",
        "It began at <t 2024-05-16T12:00>noon on Thursday</t>.",
        "It began <t 2024-05-17TMO>this morning</t> and ended <t 2024-05-16TNI>last night</t>.",
    ],
)
def test_a_clock_time_stands_on_its_day(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It was built in <t 1934>1934</t>, in <t 193>the early 1930s</t>.",
        "Prices rose in <t 199>the nineties</t> and in the <t 198>'80s</t>.",
        "Trade grew in <t 18>the 19th century</t>.",
        "The law dates to <t 1798>1798</t>.",
        "It ended in <t 1996>nineteen ninety-six</t>.",
        "He came back on <t 2023-12-25>Christmas Day</t>.",
        "He came back on <t 2023-11-23>Thanksgiving</t>.",
        "Shops close on <t 2021-04-02>Good Friday 2021</t>.",
        "It ended in <t 2011>fiscal 2011</t>.",
    ],
)
def test_years_decades_centuries_and_holidays_are_absolute(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "They waited for <t P3D>three days</t>.",
        "They waited <t P2M>nearly two months</t>.",
        "A <t P27Y>27-year</t> lease was signed.",
        "They waited for <t PT30M>half an hour</t>.",
        "They waited <t PT5H30M>5 1/2 hours</t>.",
        "They waited for <t PXY>several years</t>.",
        "It fell over <t P2M>the past two months</t>.",
        "They meet <t XXXX-WXX-1>every Monday</t> and <t P1W>twice a week</t>.",
        "It prints <t P1D>daily</t>.",
        "They waited for <t P20Y>two decades</t>.",
    ],
)
def test_lengths_and_sets_have_their_iso_value(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She is <t PRESENT_REF>now</t> in charge.",
        "He <t PAST_REF>recently</t> left.",
        "It may change in <t FUTURE_REF>the near future</t>.",
    ],
)
def test_vague_references_are_named_as_timeml_names_them(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We may march on, and the sun sat low.",
        "The 43-year-old minister paid $2,000 and 2000 people came.",
        "June Smith won 3:2.",
        "He fell in the second half and spring water ran.",
        "They won by 12 points; 30 others lost.",
        "He is a man in his 70s.",
        "She told ABC Today that it is the fall of an icon.",
        "The evening sky was clear.",
    ],
)
def test_words_that_only_look_like_dates_are_left(text: str) -> None:
    assert found(text) == []


def test_an_undated_article_keeps_what_is_absolute_and_says_what_is_not_known() -> None:
    text = "On March 12 he left; on Monday he came; last month; today; in March 2021."
    assert found(text, None) == [
        ("March 12", "XXXX-03-12"),
        ("Monday", "XXXX-WXX-1"),
        ("last month", "XXXX-XX"),
        ("today", "XXXX-XX-XX"),
        ("March 2021", "2021-03"),
    ]
    anchors = [t.anchor for t in resolve_times(text, None)]
    assert anchors == ["none"] * 4 + ["absolute"]


def test_an_expression_bears_its_interval_and_precision() -> None:
    month = only("It fell in March 2021.")
    assert (month.begin, month.end) == (date(2021, 3, 1), date(2021, 3, 31))
    assert (month.precision, month.form, month.anchor) == ("month", "month", "absolute")
    week = only("It fell last week.")
    assert (week.begin, week.end, week.precision) == (date(2024, 5, 6), date(2024, 5, 12), "week")
    length = only("It took three days.")
    assert (length.begin, length.end, length.precision) == (None, None, "")


@pytest.mark.parametrize(
    "text",
    [
        "She urged him to accept the invitation to speak on Monday.",
        "She accepts the invitation for Monday.",
        "She is eyeing Monday.",
    ],
)
def test_an_invitation_is_for_a_day_to_come(text: str) -> None:
    assert only(text).value == "2024-05-20"


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("A deal will emerge this week.", date(2024, 5, 12), "2024-W20"),
        ("A deal was reached this week.", date(2024, 5, 12), "2024-W19"),
        ("He left the summit in Leeds this weekend.", date(2024, 5, 14), "2024-W19-WE"),
        ("There is a debate in June.", date(2024, 5, 31), "2024-06"),
        ("There was a debate in June.", date(2024, 5, 31), "2023-06"),
        ("The counties face a Monday deadline.", FRIDAY, "2024-05-20"),
    ],
)
def test_what_lies_ahead_is_near(text: str, published: date, value: str) -> None:
    assert only(text, published).value == value


def test_that_day_is_none_of_a_year() -> None:
    assert found("It fell in 2008. They met the same day that it rose.")[1][1] == "XXXX-XX-XX"


def test_this_week_on_the_screen_is_a_programme() -> None:
    assert found("He spoke on the Sunday shows and the Sunday talk shows.") == []
    assert found("She said so on ABC's “This Week.”") == []
    assert found("She said so on ABC's This Week.") == []


def test_this_before_a_day_of_a_month_is_part_of_the_date() -> None:
    assert found("In this Feb. 22, 2018, file photo she sings.") == [
        ("this Feb. 22, 2018", "2018-02-22")
    ]


def test_last_week_in_a_sunday_paper_is_the_one_that_ends_with_it() -> None:
    (sunday,) = resolve_times("It fell last week.", date(2024, 5, 12))
    assert (sunday.begin, sunday.end) == (date(2024, 5, 6), date(2024, 5, 12))


@pytest.mark.parametrize(
    "text",
    [
        "He told “Leeds News Sunday” so.",
        "“So,” he told “Leeds News Sunday.”",
        "He sat down on TODAY.",
    ],
)
def test_the_name_of_a_programme_is_no_day(text: str) -> None:
    assert resolve_times(text, FRIDAY) == ()


def test_two_months_of_one_range_are_of_the_year_printed_after_them() -> None:
    expected = [("March", "2020-03"), ("July 2020", "2020-07")]
    assert found("The hall was closed from March to July 2020.") == expected


def test_the_date_line_is_no_part_of_the_text() -> None:
    text = "date 2024-05-17 ROME: It fell on Monday."
    parts = (Part(PartKind.DATE_LINE, 0, 15), Part(PartKind.PARAGRAPH, 16, len(text)))
    article = Article("file:a.txt", text, parts, FRIDAY, "date line", "a", "file name")
    assert [t.value for t in find_times(article)] == ["2024-05-13"]


def test_a_line_break_ends_an_expression_but_a_wrapped_line_does_not() -> None:
    assert found("Conference 2010\nJune 8, 2010\nIt ends")[0] == ("2010", "2010")
    assert found("It ended on March\n12 after long talks") == [("March\n12", "2024-03-12")]


@pytest.mark.parametrize(
    "sentence",
    [
        "She told NBC's “Today” show that it was over.",
        "He hosts This Morning alone.",
        "It was timed for the Winter Olympics.",
    ],
)
def test_a_title_that_holds_a_time_is_none(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“<t 2024-05-17>Today</t> we won,” she said.",
        "Donors rallied in the <t PXD>days</t> following <t 2024-05-16>Thursday</t>'s ruling.",
        "The firm on <t 2024-05-11>Saturday</t> delivered its last bus.",
    ],
)
def test_a_time_beside_a_title_or_a_verb_of_the_past_is_still_one(sentence: str) -> None:
    text, expected = marked(sentence)
    assert found(text) == expected


def test_a_year_before_a_number_in_words_is_no_part_of_it() -> None:
    text = "They met at Expo 2016 two weeks ago."
    assert [covered for covered, _ in found(text)] == ["2016", "two weeks ago"]
