"""How sure an entry of a timeline is, and what is shown without a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from collation.rating import SHOWN_FROM, rate
from collation.timeline import Entry, Witness
from extraction.annotations import EventKind, Span
from tests.collation.test_continuing import occasion

DAY = date(2024, 5, 13)


def entry(event: int, begin: date, end: date, precision: str) -> Entry:
    witness = Witness("ann", event, Span(0, 9), begin, end, precision)
    return Entry(EventKind.HAPPENING, begin, end, precision, (witness,), ("Jane Roe",))


def test_a_date_that_hardly_hangs_on_its_verb_is_less_sure() -> None:
    best = {
        ("ann", n): replace(
            occasion("ann", n, "leave", "leave the old town hall for good", day=DAY),
            confidence=confidence,
        )
        for n, confidence in ((1, 0.97), (2, 0.3))
    }
    firm, loose = rate([entry(1, DAY, DAY, "day"), entry(2, DAY, DAY, "day")], best)
    assert firm.confidence > loose.confidence


def test_what_is_not_sure_is_reported_on_without_a_date() -> None:
    one = occasion("ann", 1, "leave", "leave", day=DAY)
    told = entry(1, DAY, DAY, "day")
    (unsure,) = rate([told], {("ann", 1): replace(one, confidence=0.05, form="holiday")})
    assert unsure.confidence < SHOWN_FROM
    assert (unsure.begin, unsure.end, unsure.precision) == (None, None, "")
    assert unsure.witnesses == told.witnesses


def test_a_sure_day_is_shown() -> None:
    one = replace(occasion("ann", 1, "leave", "leave", day=DAY), confidence=0.95, form="weekday")
    (sure,) = rate([entry(1, DAY, DAY, "day")], {("ann", 1): one})
    assert (sure.begin, sure.confidence >= SHOWN_FROM) == (DAY, True)


def test_an_entry_that_only_its_merging_makes_unsure_keeps_its_first_sentence() -> None:
    one = replace(
        occasion("ann", 1, "leave", "leave", day=DAY),
        confidence=0.95,
        form="weekday",
    )
    dated = entry(1, DAY, DAY, "day")
    undated = Witness("bob", 2, Span(0, 9), None, None, "")
    merged = replace(dated, witnesses=(*dated.witnesses, undated))
    (kept,) = rate([merged], {(w.article, w.event): one for w in merged.witnesses})
    assert (kept.begin, kept.witnesses) == (DAY, dated.witnesses)


def test_two_articles_that_agree_are_shown_though_one_gives_the_month_only() -> None:
    one = replace(occasion("ann", 1, "leave", "leave", day=DAY), confidence=0.3, form="holiday")
    dated = entry(1, DAY, DAY, "day")
    month = Witness("bob", 2, Span(0, 9), date(2024, 5, 1), date(2024, 5, 31), "month")
    year = Witness("bob", 2, Span(0, 9), date(2024, 1, 1), date(2024, 12, 31), "year")
    for other, shown in ((month, DAY), (year, None)):
        both = replace(dated, witnesses=(*dated.witnesses, other))
        (rated,) = rate([both], {("ann", 1): one, ("bob", 2): one})
        assert rated.begin == shown


def test_what_a_mark_speaks_against_is_less_sure() -> None:
    plain = replace(occasion("ann", 1, "leave", "leave", day=DAY), form="weekday")
    told = entry(1, DAY, DAY, "day")
    (firm,) = rate([told], {("ann", 1): plain})
    (loose,) = rate([told], {("ann", 1): replace(plain, marks=("first person", "inner"))})
    assert loose.confidence < firm.confidence


def test_of_an_entry_that_is_unsure_as_a_whole_the_dated_sentences_are_kept() -> None:
    one = replace(occasion("ann", 1, "leave", "leave", day=DAY), confidence=0.95, form="weekday")
    dated = entry(1, DAY, DAY, "day")
    agreed = replace(dated.witnesses[0], article="bob", event=2)
    undated = Witness("cid", 3, Span(0, 9), None, None, "")
    merged = replace(dated, witnesses=(*dated.witnesses, agreed, undated))
    (kept,) = rate([merged], {(w.article, w.event): one for w in merged.witnesses})
    assert (kept.begin, [w.article for w in kept.witnesses]) == (DAY, ["ann", "bob"])


def test_who_says_the_same_in_the_same_words_is_kept_without_a_date() -> None:
    words = "bridge toll north winter repair council"
    one = replace(occasion("ann", 1, "say", words, day=DAY), confidence=0.95, form="weekday")
    dated = entry(1, DAY, DAY, "day")
    undated = Witness("bob", 2, Span(0, 9), None, None, "")
    merged = replace(dated, witnesses=(*dated.witnesses, undated))
    for said, kept in ((words, ["ann", "bob"]), ("bridge toll is far too high", ["ann"])):
        other = occasion("bob", 2, "say", said)
        (rated,) = rate([merged], {("ann", 1): one, ("bob", 2): other})
        assert [w.article for w in rated.witnesses] == kept
