"""Timelines: which events of several outlets are one, and when their days are in conflict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from collation.chronology import build_timeline
from collation.coverage import Coverage, Covered
from extraction.annotations import Event, EventKind, Person, Reading, Sentence, Span
from extraction.times import resolve_times
from intake.article import Article, Part, PartKind

TUESDAY = date(2024, 5, 14)
EMPTY = Reading("", (), (), (), (), (), (), (), (), ())


def told(
    id: str,
    *sentences: tuple[str, str, tuple[str, ...], str],
    published: date | None = TUESDAY,
    kind: EventKind = EventKind.HAPPENING,
) -> Covered:
    """An article of sentences, each with its verb, its people and the words it is known by.

    A sentence's date is the first time expression in it.
    """
    text = " ".join(sentence for sentence, *_ in sentences)
    times = resolve_times(text, published)
    names = sorted({name for _, _, people, _ in sentences for name in people})
    persons = tuple(Person(n, name, "person", (Span(0, 1),)) for n, name in enumerate(names))
    events, spans, at = [], [], 0
    for sentence, predicate, people, words in sentences:
        span = Span(at, at + len(sentence))
        at += len(sentence) + 1
        when = next((n for n, t in enumerate(times) if span.covers(t.span)), None)
        time = None if when is None else times[when]
        events.append(
            Event(
                kind=kind,
                span=span,
                sentence=span,
                predicate=predicate,
                participants=tuple(names.index(name) for name in people),
                place=None,
                when=when,
                begin=time.begin if time else None,
                end=time.end if time else None,
                precision=time.precision if time else "",
                words=tuple(words.split()),
                confidence=time.confidence if time else 0.8,
            )
        )
        spans.append(Sentence(span, 0))
    reading = replace(
        EMPTY, sentences=tuple(spans), people=persons, times=times, events=tuple(events)
    )
    part = Part(PartKind.PARAGRAPH, 0, len(text))
    article = Article(f"file:{id}", text, (part,), published, None, id.title(), "given")
    return Covered(id, article, reading, 0)


def coverage(*articles: Covered) -> Coverage:
    return Coverage(tuple(sorted(articles, key=lambda covered: covered.id)))


ARREST = ("Jane Roe was arrested on May 12.", "arrest", ("Jane Roe",), "arrest police station")
HELD = ("Police detained Jane Roe on Sunday.", "detain", ("Jane Roe",), "detain police")
MONTH = ("Jane Roe was arrested this month.", "arrest", ("Jane Roe",), "arrest month")


def test_two_outlets_words_for_one_event_make_one_entry() -> None:
    (entry,) = build_timeline(coverage(told("ann", ARREST), told("bob", HELD)))
    assert (entry.begin, entry.precision) == (date(2024, 5, 12), "day")
    assert [witness.article for witness in entry.witnesses] == ["bob", "ann"]
    assert entry.people == ("Jane Roe",)
    assert entry.conflict is None


def test_a_sentence_stands_under_its_day_once() -> None:
    one = told("ann", ARREST)
    event = one.reading.events[0]
    said = replace(event, kind=EventKind.STATEMENT, predicate="say", words=("harbour", "fog"))
    twice = replace(one, reading=replace(one.reading, events=(event, said)))
    (entry,) = build_timeline(coverage(twice))
    assert entry.begin == date(2024, 5, 12)


def test_the_same_weekday_of_two_weeks_is_two_events() -> None:
    week = ("Jane Roe was arrested on May 5.", "arrest", ("Jane Roe",), "arrest police station")
    late = told("ann", ARREST), told("bob", week, published=date(2024, 5, 7))
    assert [len(entry.witnesses) for entry in build_timeline(coverage(*late))] == [1, 1]


def test_two_that_did_the_same_on_one_day_are_two_events() -> None:
    both = ("Jane Roe", "John Doe")
    one = ("On Monday Jane Roe testified about John Doe.", "testify", both, "testify court oath")
    two = ("On Monday John Doe testified about Jane Roe.", "testify", both, "testify court oath")
    ann, bob = told("ann", one), told("bob", two)
    first = replace(ann.reading.events[0], doer=0)
    second = replace(bob.reading.events[0], doer=1)
    ann = replace(ann, reading=replace(ann.reading, events=(first,)))
    entries = build_timeline(
        coverage(ann, replace(bob, reading=replace(bob.reading, events=(second,))))
    )
    assert [len(entry.witnesses) for entry in entries] == [1, 1]
    same = replace(bob, reading=replace(bob.reading, events=(replace(second, doer=0),)))
    assert [len(entry.witnesses) for entry in build_timeline(coverage(ann, same))] == [2]


def test_a_headline_printed_again_as_a_caption_is_shown_once() -> None:
    entries = build_timeline(coverage(told("ann", ARREST, ARREST)))
    assert [len(entry.witnesses) for entry in entries] == [1]


def test_a_month_and_a_day_within_it_agree() -> None:
    (entry,) = build_timeline(coverage(told("ann", MONTH), told("bob", HELD)))
    assert (entry.begin, entry.end) == (date(2024, 5, 12), date(2024, 5, 12))
    assert [witness.precision for witness in entry.witnesses] == ["day", "month"]
    assert entry.conflict is None


def test_the_same_day_alone_makes_no_two_events_one() -> None:
    fire = ("A mill burned down on Sunday.", "burn", (), "mill burn fire")
    vote = ("Joe Doe won the vote on Sunday.", "win", ("Joe Doe",), "win vote")
    entries = build_timeline(coverage(told("ann", ARREST, fire), told("bob", vote)))
    assert [len(entry.witnesses) for entry in entries] == [1, 1, 1]


def test_one_person_s_statements_of_a_day_stay_apart_unless_the_words_meet() -> None:
    tax = ("Jane Roe said Monday taxes will fall.", "say", ("Jane Roe",), "tax fall budget")
    road = ("Jane Roe said Monday the road is shut.", "say", ("Jane Roe",), "road shut bridge")
    cuts = ("Jane Roe announced Monday a tax cut.", "announce", ("Jane Roe",), "tax cut budget")
    said = EventKind.STATEMENT
    entries = build_timeline(
        coverage(told("ann", tax, road, kind=said), told("bob", cuts, kind=said))
    )
    assert sorted(len(entry.witnesses) for entry in entries) == [1, 2]


def test_what_two_did_and_what_one_said_there_are_two_entries() -> None:
    both = ("Jane Roe", "Joe Doe")
    met = ("Jane Roe meets Joe Doe at the mill on Monday.", "meet", both, "meet mill west")
    said = ("Jane Roe told Joe Doe at the mill on Monday that tolls rise.", "tell", both)
    ann = told("ann", met)
    bob = told("bob", (*said, "tell mill toll rise bridge"), kind=EventKind.STATEMENT)
    ann, bob = (
        replace(one, reading=replace(one.reading, events=(replace(event, place="The Mill"),)))
        for one in (ann, bob)
        for event in one.reading.events
    )
    assert [len(entry.witnesses) for entry in build_timeline(coverage(ann, bob))] == [1, 1]
    held = replace(bob.reading.events[0], kind=EventKind.HAPPENING, predicate="greet")
    bob = replace(bob, reading=replace(bob.reading, events=(held,)))
    assert [len(entry.witnesses) for entry in build_timeline(coverage(ann, bob))] == [2]


def test_a_dated_noun_with_somebody_as_its_subject_is_an_event() -> None:
    both = ("Jane Roe", "Joe Doe")
    met = ("Jane Roe met Joe Doe at the mill on Monday.", "meet", both, "meet mill west")
    read = ("Jane Roe greets Joe Doe at the mill on Monday.", "greets", both, "greets mill west")
    ann, bob = told("ann", met), told("bob", read)
    noun = replace(bob.reading.events[0], passing=True, kind=EventKind.BACKGROUND)
    found = []
    for doer in (0, None):
        events = (replace(noun, doer=doer),)
        one = replace(bob, reading=replace(bob.reading, events=events))
        (entry,) = build_timeline(coverage(ann, one))
        found.append([witness.article for witness in entry.witnesses])
    assert found == [["bob", "ann"], ["ann"]]


def test_a_different_act_of_the_same_person_is_another_event() -> None:
    freed = ("Jane Roe was released on Sunday.", "release", ("Jane Roe",), "release court")
    assert len(build_timeline(coverage(told("ann", ARREST), told("bob", freed)))) == 2


def test_days_that_differ_are_a_conflict_only_where_all_else_agrees() -> None:
    people = ("Jane Roe", "Joe Doe")
    words = "arrest police station leeds officer"
    monday = ("Officers arrested Jane Roe and Joe Doe on Monday.", "arrest", people, words)
    sunday = ("Officers arrested Jane Roe and Joe Doe on Sunday.", "arrest", people, words)
    (entry,) = build_timeline(coverage(told("ann", monday), told("bob", sunday)))
    assert entry.conflict == "The days disagree: 12 May 2024 in Bob, 13 May 2024 in Ann."
    other = ("Jane Roe was arrested on Monday.", "arrest", ("Jane Roe",), "arrest drunk driving")
    entries = build_timeline(coverage(told("ann", other), told("bob", HELD)))
    assert [entry.conflict for entry in entries] == [None, None]


def test_a_week_and_a_day_within_it_are_no_conflict() -> None:
    ruled = ("The court ruled on Thursday.", "rule", ("Jane Roe",), "court rule return")
    held = ("The court held last week.", "hold", ("Jane Roe",), "court hold return")
    (entry,) = build_timeline(coverage(told("ann", ruled), told("bob", held)))
    assert entry.begin == date(2024, 5, 9)
    assert entry.conflict is None


def test_an_undated_article_counts_from_its_story_and_never_contradicts() -> None:
    undated = told(
        "cy",
        ("The court held last week.", "hold", ("Jane Roe",), "court hold return"),
        ("Jane Roe was arrested today.", "arrest", ("Jane Roe",), "arrest"),
        published=None,
    )
    ruled = ("The court ruled on Thursday.", "rule", ("Jane Roe",), "court rule return")
    entries = build_timeline(coverage(told("ann", ruled), undated))
    assert [(entry.begin, len(entry.witnesses)) for entry in entries] == [
        (date(2024, 5, 9), 2),
        (None, 1),  # "today" of an article without a date is shown as no day
    ]


def test_people_bear_the_name_that_most_of_the_story_gives_them() -> None:
    short = ("Jane Roe was arrested on Sunday.", "arrest", ("Jane Roe",), "arrest police")
    full = ("Jane Mary Roe was held on Sunday.", "hold", ("Jane Mary Roe",), "arrest police")
    articles = told("ann", short), told("bob", short), told("cy", full)
    (entry,) = build_timeline(coverage(*articles))
    assert entry.people == ("Jane Roe",)


def test_a_plan_that_has_happened_is_a_happening() -> None:
    planned = told(
        "ann",
        ("Jane Roe will meet Joe Doe on Tuesday.", "meet", ("Jane Roe", "Joe Doe"), "meet talk"),
        published=date(2024, 5, 13),
        kind=EventKind.PLAN,
    )
    met = told("bob", ("Jane Roe met Joe Doe today.", "meet", ("Jane Roe", "Joe Doe"), "meet talk"))
    (entry,) = build_timeline(coverage(planned, met))
    assert entry.kind is EventKind.HAPPENING


def test_any_order_of_the_articles_gives_the_same_entries() -> None:
    articles = [told("ann", ARREST, MONTH), told("bob", HELD), told("cy", MONTH), told("di", HELD)]
    timelines = {build_timeline(Coverage(order)) for order in permutations(articles)}
    assert len(timelines) == 1


def test_no_articles_and_no_events_give_no_entries() -> None:
    assert build_timeline(Coverage(())) == ()
    assert build_timeline(coverage(told("ann"))) == ()


@pytest.mark.parametrize("size", [20, 150])
def test_a_story_of_many_articles_keeps_one_entry_an_event(size: int) -> None:
    articles = [told(f"a{n:03d}", ARREST, HELD) for n in range(size)]
    (entry,) = build_timeline(coverage(*articles))
    assert {witness.article for witness in entry.witnesses} == {a.id for a in articles}


@pytest.fixture(scope="module")
def seed_coverage(
    seed_articles: tuple[Article, ...], seed_readings: tuple[Reading, ...]
) -> Coverage:
    return Coverage(
        tuple(
            Covered(f"{number:03d}", article, reading, number)
            for number, (article, reading) in enumerate(
                zip(seed_articles, seed_readings, strict=True)
            )
        )
    )


@pytest.mark.parametrize(
    ("day", "words", "articles"),
    [
        (date(2025, 3, 12), "was arrested in Baltimore", {"004"}),
        (date(2025, 3, 15), "was sent to El Salvador", {"001", "003"}),
        (date(2025, 4, 10), "Supreme Court ruled on Thursday", {"003", "004"}),
        (date(2025, 4, 11), "Trump told reporters on Friday", {"001"}),
        (date(2025, 4, 12), "on Saturday deported 10 more people", {"001"}),
        (date(2025, 4, 13), "in a court filing on Sunday", {"001"}),
        (date(2025, 4, 14), "ruled out returning a man", {"000", "001", "002", "003", "004"}),
    ],
)
def test_the_seeds_give_the_days_of_the_case(
    seed_coverage: Coverage, day: date, words: str, articles: set[str]
) -> None:
    (entry,) = [
        entry
        for entry in build_timeline(seed_coverage)
        if any(words in seed_coverage.article(w.article).text(w.sentence) for w in entry.witnesses)
    ]
    assert (entry.begin, entry.end, entry.precision) == (day, day, "day")
    assert {witness.article for witness in entry.witnesses} == articles
    assert entry.conflict is None


def test_no_days_of_the_seeds_are_in_conflict(seed_coverage: Coverage) -> None:
    assert not [entry for entry in build_timeline(seed_coverage) if entry.conflict]


PARTS = {
    "early month": ("Jane Roe was arrested in early May.", "Jane Roe was arrested in May."),
    "late year": ("Jane Roe was arrested in late 2023.", "Jane Roe was arrested in late 2023."),
    "month": ("Jane Roe was arrested in late May.", "Jane Roe was arrested in early May."),
    "about day": ("Jane Roe was arrested around May 10.",),
    "day": ("Jane Roe was arrested around May 12.", "Jane Roe was arrested on May 12."),
}


@pytest.mark.parametrize("precision", PARTS)
def test_a_date_is_told_no_finer_than_it_is_printed(precision: str) -> None:
    rows = [
        told(f"a{n}", (text, "arrest", ("Jane Roe",), "arrest police station"))
        for n, text in enumerate(PARTS[precision])
    ]
    (entry,) = build_timeline(coverage(*rows))
    assert entry.precision == precision


def test_about_a_day_contradicts_no_day() -> None:
    about = ("Jane Roe was arrested around May 10.", "arrest", ("Jane Roe",), "arrest police")
    entries = build_timeline(coverage(told("a", ARREST), told("b", about)))
    assert all(entry.conflict is None for entry in entries)


def test_a_witness_says_whether_its_article_gives_the_day() -> None:
    entries = build_timeline(coverage(told("a", ARREST), told("b", HELD, published=None)))
    known = {w.article: w.known for entry in entries for w in entry.witnesses}
    assert known == {"a": True, "b": False}


def test_who_meet_on_two_days_or_in_two_parts_of_a_day_meet_twice() -> None:
    names = ("Jane Roe", "Joe Doe")
    first = ("Jane Roe met Joe Doe on Monday morning.", "meet", names, "meet talk bridge toll")
    for words in ("Jane Roe met Joe Doe on Monday afternoon.", "Jane Roe met Joe Doe on Sunday."):
        again = (words, "meet", names, "meet talk bridge toll")
        entries = build_timeline(coverage(told("ann", first), told("bob", again)))
        assert len(entries) == 2


def test_an_article_does_not_date_what_it_told_before_without_a_date() -> None:
    early = ("Jane Roe said the bridge toll must go.", "say", ("Jane Roe",), "bridge toll go")
    dated = ("On Monday Jane Roe said the toll must go.", "say", ("Jane Roe",), "bridge toll go")
    said = EventKind.STATEMENT
    entries = build_timeline(coverage(told("ann", early, dated, kind=said)))
    assert sorted(len(entry.witnesses) for entry in entries) == [1, 1]


def test_who_alone_names_the_day_of_what_others_date_by_the_month_is_cited() -> None:
    month = ("A ferry sank in April.", "sink", (), "ferry sink sundvik")
    day = ("The April 9 sinking of the ferry was told.", "sinking", (), "sinking ferry")
    named = told("bob", day)
    passing = tuple(replace(one, passing=True) for one in named.reading.events)
    named = replace(named, reading=replace(named.reading, events=passing))
    (entry,) = build_timeline(coverage(told("ann", month), named))
    assert entry.begin == entry.end
    assert [witness.article for witness in entry.witnesses] == ["ann", "bob"]
