"""Number expressions: value, quantity, unit, hedge and the interval the words allow."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.numbers import find_numbers
from extraction.numerals import round_interval


@pytest.mark.parametrize(
    ("text", "printed", "quantity", "unit", "value"),
    [
        ("nine crew members", "nine", "count", "", 9),
        ("Thirty-one people", "Thirty-one", "count", "", 31),
        ("one hundred and five guests", "one hundred and five", "count", "", 105),
        ("half a million votes", "half a million", "count", "", 500_000),
        ("two dozen eggs", "two dozen", "count", "", 24),
        ("Twenty three people", "Twenty three", "count", "", 23),
        ("two score people", "two score", "count", "", 40),
        ("a quarter of a million people", "a quarter of a million", "count", "", 250_000),
        ("one and a half million people", "one and a half million", "count", "", 1.5e6),
        ("12 000 people", "12 000", "count", "", 12_000),
        ("$4-6 million", "$4-6 million", "money", "USD", 5e6),
        ("Rs 46 crore", "Rs 46 crore", "money", "INR", 46e7),
        ("three in four voters", "three in four", "percent", "percent", 75),
        ("a 500-pound bomb", "500-pound", "measure", "lb", 500),
        ("a 6.4-magnitude quake", "6.4-magnitude", "measure", "magnitude", 6.4),
        ("The quake measured 6.1", "6.1", "measure", "magnitude", 6.1),
        ("minus 5 degrees Celsius", "minus 5 degrees Celsius", "measure", "C", -5),
        ("fell to 23F overnight", "23F", "measure", "F", 23),
        ("Reds won three-one", "three-one", "score", "", 3001),
        ("The score was 21 to 14", "21 to 14", "score", "", 21014),
        ("passed by 34 votes to 29", "34 votes to 29", "vote", "", 34029),
        ("Reds trailed 14-10", "14-10", "score", "", 14010),
        ("Roe (61) was there", "61", "age", "year", 61),
        ("The driver, 61, was", "61", "age", "year", 61),
        ("who is 61, was", "61", "age", "year", 61),
        ("At 61, Roe was", "61", "age", "year", 61),
        ("12,500 homes", "12,500", "count", "", 12_500),
        ("a fee of US$6 million", "US$6 million", "money", "USD", 6e6),
        ("6 million dollars", "6 million dollars", "money", "USD", 6e6),
        ("£3bn in tax", "£3bn", "money", "GBP", 3e9),
        ("C$40 a day", "C$40", "money", "CAD", 40),
        ("300 Mexican pesos", "300 Mexican pesos", "money", "MXN", 300),
        ("3 per cent of them", "3 per cent", "percent", "percent", 3),
        ("two-thirds of voters", "two-thirds", "percent", "percent", 200 / 3),
        ("at 70 mph", "70 mph", "measure", "mph", 70),
        ("at 70 miles (113 km) per hour", "70 miles (113 km) per hour", "measure", "mph", 70),
        ("5 miles (8 km) away", "5 miles (8 km)", "measure", "mi", 5),
        ("5,000 gallons of milk", "5,000 gallons", "measure", "gal", 5000),
        ("43-year-old Roe", "43-year-old", "age", "year", 43),
        ("Jane Roe, 54, died", "54", "age", "year", 54),
        ("boys aged 12", "12", "age", "year", 12),
        ("the fourth fire", "fourth", "rank", "", 4),
        ("the 21st time", "21st", "rank", "", 21),
        ("the court ruled 5-4", "5-4", "vote", "", 5004),
        ("Reds won 24-17", "24-17", "score", "", 24017),
        ("at 2:35 a.m. local", "2:35 a.m.", "clock", "", 155),
        ("at 10 p.m. sharp", "10 p.m.", "clock", "", 1320),
        ("left at Noon sharp", "Noon", "clock", "", 720),
        ("until midnight on Monday", "midnight", "clock", "", 0),
    ],
)
def test_a_number_is_read_with_its_quantity_and_unit(
    text: str, printed: str, quantity: str, unit: str, value: float
) -> None:
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == printed
    assert (number.quantity, number.unit) == (quantity, unit)
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("more than 200 people", "more than", 200, 300),
        ("at least 116 people", "at least", 116, math.inf),
        ("nearly 90 people", "nearly", 81, 90),
        ("about 100 people", "about", 50, 150),
        ("about 139 people", "about", 129.27, 148.73),
        ("up to 40 people", "up to", 0, 40),
        ("fewer than 40 people", "under", 20, 40),
        ("dozens of people", "", 24, 99),
        ("hundreds of people", "", 200, 999),
        ("tens of thousands of people", "", 20_000, 99_000),
        ("three or more people", "at least", 3, math.inf),
        ("15 to 20 people", "range", 15, 20),
        ("15-20 people", "range", 15, 20),
        ("between $15 and $19", "range", 15, 19),
        ("two dozen people", "", 22, 26),
        ("40-odd people", "about", 37.2, 42.8),
        ("139 people", "", 139, 139),
        ("30 people", "", 30, 30),
        ("48,000 people", "", 47_500, 48_500),
        ("$6.5 billion", "", 6.45e9, 6.55e9),
    ],
)
def test_a_hedge_is_an_interval(text: str, hedge: str, low: float, high: float) -> None:
    number = find_numbers(text)[0]
    assert number.hedge == hedge
    assert number.low == pytest.approx(low, abs=1e-2, rel=1e-4)
    assert number.high == pytest.approx(high, abs=1e-2, rel=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "call 1-800-555-0199 now",
        "the XY-13 gang",
        "in 1798 and 2024",
        "see https://example.org/2024/11 for more",
        "@roe99 wrote #45",
    ],
)
def test_years_phones_links_and_codes_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "9" * 500,
        "one hundred and " * 3000,
        "two trillion trillion " * 50,
        "1,111," * 3000,
        "half a " * 3000,
    ],
)
def test_endless_numbers_are_left_alone(text: str) -> None:
    assert all(n.value < 1e18 for n in find_numbers(text))


def test_a_change_from_one_number_to_another_is_two_numbers() -> None:
    assert [n.value for n in find_numbers("rose from 15 to 20 percent")] == [15, 20]


def test_48000_and_46000_exclude_each_other_though_both_are_round() -> None:
    assert round_interval(46_000)[1] < round_interval(48_000)[0]


@given(st.text(max_size=200))
def test_any_text_gives_numbers_inside_it_in_order(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert all(n.start <= n.numeral[0] and n.numeral[1] <= n.end for n in numbers)
    assert all(n.low <= n.high for n in numbers)
    assert all(a.start <= b.start for a, b in pairwise(numbers))


@given(
    st.lists(
        st.sampled_from(
            "more than nearly 3,000 $ % dozen twenty-one and 5-4 km (8) to "
            "million third of a.m. 12:30 half".split(" ")
        ),
        max_size=12,
    )
)
def test_hostile_runs_of_number_words_do_not_crash(words: list[str]) -> None:
    assert isinstance(find_numbers(" ".join(words)), tuple)
