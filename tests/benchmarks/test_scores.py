"""The scorers: what counts as right, on made-up annotations small enough to check by eye."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import (
    discrepancy_scores,
    quotation_errors,
    quotation_scores,
    story_scores,
    time_scores,
)
from benchmarks.corpora import Document, GoldQuotation, GoldTime, inside_marks, kind_by_marks
from benchmarks.counts import Score
from benchmarks.quotation_errors import speaker_kind

TEXT = 'Roe said: "We will surely appeal this." Doe said that he was glad of it.'


def quotation(
    content: str, speaker: str, kind: str = "direct", name: str = "", text: str = TEXT
) -> GoldQuotation:
    start, at = text.index(content), text.index(speaker)
    return GoldQuotation(((start, start + len(content)),), ((at, at + len(speaker)),), kind, name)


DIRECT = quotation("We will surely appeal this.", "Roe", name="Jane Roe")
INDIRECT = quotation("he was glad of it", "Doe", "indirect", "John Doe")
GOLD = Document("a", TEXT, "", (DIRECT, INDIRECT))


def test_rates_of_nothing_are_zero_and_not_an_error() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def test_a_perfect_reading_scores_one_on_every_measure() -> None:
    rows = quotation_scores.score([GOLD], {"a": GOLD.quotations})
    assert {label: score.f1 for label, score in rows.items() if score.gold} == {
        label: 1.0 for label, score in rows.items() if score.gold
    }


def test_marks_and_stops_at_the_edges_do_not_count_as_a_difference() -> None:
    wider = quotation('"We will surely appeal this."', "Roe")
    rows = quotation_scores.score([GOLD], {"a": [wider]})
    assert rows["B direct, exact"].right == 1


def test_the_wrong_speaker_keeps_the_quotation_and_loses_the_attribution() -> None:
    wrong = quotation("We will surely appeal this.", "Doe", name="John Doe")
    rows = quotation_scores.score([GOLD], {"a": [wrong, INDIRECT]})
    assert rows["B direct, IoU .5"].right == 1
    assert rows["B direct + speaker"].right == 0
    assert rows["C segments attributed"].right == 0
    assert rows["D resolved speaker"].right == 1


def test_naming_nobody_costs_recall_and_not_precision_of_segments() -> None:
    silent = GoldQuotation(DIRECT.content, (), "direct", "")
    score = quotation_scores.score([GOLD], {"a": [silent]})["C segments attributed"]
    assert (score.right, score.gold, score.predicted) == (0, 1, 0)


def test_half_the_words_are_covered_at_three_tenths_and_not_at_eight() -> None:
    half = quotation("We will surely", "Roe")
    rows = quotation_scores.score([GOLD], {"a": [half]})
    assert (rows["A coverage > .3"].right, rows["A coverage > .8"].right) == (1, 0)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('a "b" c', '"b"'),
        ("a “b” c", "“b”"),
        ("a ''b'' c", "''b''"),
        ('a "b\nc', '"b'),
        ("a “b “c” d", "“b “c”"),
        ("nothing here", ""),
    ],
)
def test_marks_of_every_make_are_known_and_a_line_break_ends_an_open_one(
    text: str, inside: str
) -> None:
    mask = inside_marks(text)
    assert "".join(char for char, bit in zip(text, mask, strict=True) if bit) == inside


def test_a_clause_that_holds_quoted_words_is_mixed() -> None:
    text = 'He said it was "a long road" home.'
    assert kind_by_marks(text, ((8, 33),), inside_marks(text)) == "mixed"


def test_a_time_with_the_wrong_value_is_found_and_not_right() -> None:
    document = Document("a", "on Monday, in May", "", times=(GoldTime(3, 9, "DATE", "2025-04-14"),))
    rows = time_scores.score([document], {"a": [GoldTime(3, 9, "DATE", "2025-04-21")]})
    assert [rows[k].right for k in ("strict", "relaxed", "value", "calendar")] == [1, 1, 0, 0]


def test_a_clock_time_counts_as_its_day_in_the_calendar_measure() -> None:
    document = Document("a", "on Monday", "", times=(GoldTime(3, 9, "DATE", "2025-04-14"),))
    rows = time_scores.score([document], {"a": [GoldTime(3, 9, "TIME", "2025-04-14T09:00")]})
    assert (rows["value"].right, rows["calendar"].right) == (0, 1)


def value(article: str, start: int, end: int, is_: str = "") -> dict[str, object]:
    return {"article": article, "start": start, "end": end, "value": is_}


EVENT = {
    "discrepancies": [
        {
            "id": "D1",
            "kind": "number",
            "severity": "hard",
            "values": [value("a", 0, 10, "2"), value("b", 0, 10, "3")],
        }
    ],
    "negatives": [{"id": "N1", "values": [value("a", 50, 60), value("b", 50, 60)]}],
    "ambiguous": [
        {"id": "A1", "kind": "label", "values": [value("a", 80, 90, "x"), value("b", 80, 90, "y")]}
    ],
}


def report(severity: str, *values: dict[str, object]) -> dict[str, object]:
    return {"kind": "number", "severity": severity, "values": list(values)}


def test_a_report_of_both_sides_is_right_once_and_a_repeat_the_second_time() -> None:
    right = report("hard", value("a", 2, 8), value("b", 2, 8))
    verdict = discrepancy_scores.judge(EVENT, [right, right])
    assert (verdict.hard_true, verdict.hard_reports, verdict.repeats) == (1, 1, 1)


def test_a_report_that_points_at_a_paragraph_is_wrong() -> None:
    vague = report("hard", value("a", 0, 500), value("b", 0, 500))
    verdict = discrepancy_scores.judge(EVENT, [vague])
    assert (verdict.hard_true, verdict.hard_reports) == (0, 1)


def test_a_lookalike_called_hard_is_counted_as_such() -> None:
    wrong = report("hard", value("a", 50, 60), value("b", 50, 60))
    verdict = discrepancy_scores.judge(EVENT, [wrong])
    assert (verdict.lookalikes_hard, verdict.hard_reports, verdict.hard_true) == (1, 1, 0)


def test_what_the_gold_leaves_open_counts_neither_way() -> None:
    open_ = report("hard", value("a", 80, 90), value("b", 80, 90))
    assert discrepancy_scores.judge(EVENT, [open_]).hard_reports == 0


def test_one_group_of_two_stories_is_whole_and_half_pure() -> None:
    gold = {"a": "1", "b": "1", "c": "2", "d": "2"}
    precision, recall, _ = story_scores.b_cubed(gold, dict.fromkeys(gold, "all"))
    assert (precision, recall) == (0.5, 1.0)


def test_an_article_left_out_counts_as_alone() -> None:
    precision, recall, _ = story_scores.b_cubed({"a": "1", "b": "1"}, {"a": "x"})
    assert (precision, recall) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("President Jane Roe", "name"),
        ("the Justice Department", "name"),
        ("White House spokesman John Doe", "name"),
        ("She", "pronoun"),
        ("a spokesman for the Justice Department", "description"),
        ("American officials", "description"),
        ("Officials", "description"),
        ("her lawyer", "description"),
        ("", "none"),
    ],
)
def test_a_mention_is_of_the_kind_that_its_head_is(mention: str, kind: str) -> None:
    text = f"{mention} said so; other officials did not."
    assert speaker_kind(text, ((0, len(mention)),) if mention else ()) == kind


def test_each_error_is_counted_in_its_class() -> None:
    shorter = quotation("We will surely", "Doe", name="Jane Roe")
    assert quotation_errors.errors([GOLD], {"a": [shorter]}) == {
        "content too short: direct": 1,
        "speaker another: name": 1,
        "missed: indirect": 1,
    }


def test_a_name_that_is_not_sure_is_not_shown_and_costs_only_recall() -> None:
    unsure = quotation("he was glad of it", "Doe", "indirect", "Jim Poe")
    sure = replace(DIRECT, shown=True)
    score = quotation_errors.shown([GOLD], {"a": [sure, unsure]}, as_printed=False)
    assert (score.right, score.predicted, score.gold) == (1, 1, 2)


def test_a_description_as_printed_is_right_for_a_reader_and_is_not_the_full_name() -> None:
    text = 'A lawyer for Roe, Jane Doe, came. The lawyer said: "We will surely appeal this."'
    gold = quotation("We will surely appeal this.", "The lawyer", name="Jane Doe", text=text)
    told = replace(gold, name="The lawyer", shown=True)
    document = Document("a", text, "", (gold,))
    rights = [
        quotation_errors.shown([document], {"a": [told]}, as_printed=allowed).right
        for allowed in (False, True)
    ]
    assert rights == [0, 1]


def test_times_are_scored_by_the_class_of_what_was_found() -> None:
    gold = (GoldTime(0, 6, "DATE", "2024-05-13"), GoldTime(10, 14, "DATE", "2024"))
    found = [GoldTime(0, 6, "DATE", "2024-05-14"), GoldTime(20, 24, "DATE", "2023")]
    document = Document("a", "x" * 30, "2024-05-14", (), gold)
    classes = {"a": {(0, 6): "weekday", (20, 24): "year"}}
    rows = time_scores.score_by_class([document], {"a": found}, classes)
    assert set(rows) == {"weekday", "not found", "year"}
    assert (rows["weekday"]["strict"].right, rows["weekday"]["value"].right) == (1, 0)
    assert (rows["not found"]["strict"].gold, rows["year"]["strict"].predicted) == (1, 1)
    assert rows["year"]["strict"].gold == 0
