"""Dated events: which clause a date belongs to, and of what kind the event is."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from spacy.language import Language

from extraction.annotations import Event, EventKind, Person, Span
from extraction.events import find_events
from extraction.parsed import parse_articles
from extraction.times import find_times
from intake.article import Article, Part, PartKind

TUESDAY = date(2024, 5, 14)
FILLER = "The town is quiet."


def read(
    nlp: Language, text: str, *names: str, published: date | None = TUESDAY, lead: bool = False
) -> tuple[Event, ...]:
    """The events of one paragraph but passing ones; without `lead` a first stands before it."""
    return tuple(e for e in read_all(nlp, text, *names, published=published, lead=lead)
                 if not e.passing)  # fmt: skip


def read_all(
    nlp: Language, text: str, *names: str, published: date | None = TUESDAY, lead: bool = False
) -> tuple[Event, ...]:
    """All of them."""
    before = "" if lead else FILLER + "\n\n"
    whole = before + text
    parts = [Part(PartKind.PARAGRAPH, len(before), len(whole))]
    if before:
        parts.insert(0, Part(PartKind.PARAGRAPH, 0, len(FILLER)))
    article = Article("file:a.txt", whole, tuple(parts), published, None, "a", "file name")
    people = tuple(
        Person(n, name, "person", (Span(whole.index(name), whole.index(name) + len(name)),))
        for n, name in enumerate(names)
    )
    parsed = next(iter(parse_articles(nlp, [article])))
    return find_events(parsed, people, (), find_times(article))


@pytest.mark.parametrize(
    ("text", "predicate", "day"),
    [
        ("Roe said Saturday that ten men were deported.", "say", date(2024, 5, 11)),
        ("Roe told reporters on Thursday that he would leave.", "tell", date(2024, 5, 9)),
        ("The army on Saturday deported ten more men, said Roe.", "deport", date(2024, 5, 11)),
        ("In a filing on Sunday, Roe said the town was not obliged.", "say", date(2024, 5, 12)),
        ("Roe, who was arrested on March 12, denies it.", "arrest", date(2024, 3, 12)),
        ("Roe was arrested in Leeds on March 12 by two officers.", "arrest", date(2024, 3, 12)),
        ("The court ruled on Thursday that Roe must go.", "rule", date(2024, 5, 9)),
    ],
)
def test_a_date_attaches_to_its_clause(nlp: Language, text: str, predicate: str, day: date) -> None:
    (event,) = read(nlp, text, "Roe")
    assert (event.predicate, event.begin, event.end) == (predicate, day, day)
    assert event.participants == (0,) or predicate in ("deport", "rule")


@pytest.mark.parametrize(
    ("text", "predicate", "begin"),
    [
        (
            "Last month, after a judge said vans carrying goods checked under the Harbour Act "
            "should return to Leeds, Roe wrote “Sorry… Too late” on paper.",
            "write",
            date(2024, 4, 1),
        ),
        (
            "Roe and Doe share a love of trams, with Leeds becoming the country’s first city to "
            "introduce trams as free transport in 2019.",
            "introduce",
            date(2019, 1, 1),
        ),
    ],
)
def test_a_longer_time_is_of_the_clause_that_a_reader_takes_it_for(
    nlp: Language, text: str, predicate: str, begin: date
) -> None:
    found = [(event.predicate, event.begin) for event in read(nlp, text, "Roe") if event.begin]
    assert found == [(predicate, begin)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Roe said on Thursday that the road is closed.", EventKind.STATEMENT),
        ("Roe was arrested on Thursday.", EventKind.HAPPENING),
        ("Roe will meet the mayor on Monday.", EventKind.PLAN),
        ("Roe was convicted in 2011.", EventKind.BACKGROUND),
    ],
)
def test_an_event_is_said_done_planned_or_background(
    nlp: Language, text: str, kind: EventKind
) -> None:
    (event,) = read(nlp, text, "Roe")
    assert event.kind is kind


def test_what_is_still_to_come_was_not_dated_in_the_past(nlp: Language) -> None:
    (event,) = read(nlp, "Roe said he would not return the man today.", "Roe")
    assert event.predicate == "say"


def test_a_condition_dates_nothing(nlp: Language) -> None:
    text = "Roe said he would travel if she was not released this week."
    assert not read(nlp, text, "Roe")


@pytest.mark.parametrize(
    "text",
    [
        "The fire on Monday, weeks after Roe said that troops would leave, killed two men.",
        "Roe resigned the morning after the fire.",
        "The day after the fire, Roe resigned as mayor.",
        "Roe resigned weeks after Doe said that troops would leave.",
    ],
)
def test_what_is_dated_by_an_event_alone_has_no_day(nlp: Language, text: str) -> None:
    assert not read(nlp, text, "Roe")


def test_a_date_after_after_is_of_the_clause_that_begins_there(nlp: Language) -> None:
    (event,) = read(nlp, "Guns were seized after Roe was arrested in July 2017.", "Roe")
    assert (event.predicate, event.begin) == ("arrest", date(2017, 7, 1))


def test_a_search_until_an_arrest_is_no_plan(nlp: Language) -> None:
    text = "Roe continued his search until arresting the man on Wednesday."
    (event,) = read(nlp, text, "Roe", published=date(2024, 5, 17))
    assert (event.kind, event.begin) == (EventKind.HAPPENING, date(2024, 5, 15))


def test_a_law_that_bears_a_year_is_no_event(nlp: Language) -> None:
    assert not read(nlp, "Roe cited the 1798 Alien Act.", "Roe")


def test_an_undated_event_counts_in_the_lead_alone(nlp: Language) -> None:
    text = "Roe resigned as mayor of Leeds."
    (event,) = read(nlp, text, "Roe", lead=True)
    assert (event.when, event.begin, event.predicate) == (None, None, "resign")
    assert not read(nlp, text, "Roe")


def test_an_undated_article_keeps_the_expression_and_no_day(nlp: Language) -> None:
    (event,) = read(nlp, "Roe was arrested last month.", "Roe", published=None)
    assert event.when is not None
    assert (event.begin, event.end, event.precision) == (None, None, "")


def test_a_clause_bears_its_place_and_its_words(nlp: Language) -> None:
    (event,) = read(nlp, "Roe was arrested in Leeds on March 12 by two officers.", "Roe")
    assert event.place == "Leeds"
    assert {"arrest", "officer"} <= set(event.words)
    assert "march" not in event.words


def test_every_span_stands_in_the_text(nlp: Language) -> None:
    text = "“We met Monday,” Roe said. Roe left on May 3, and, on Tuesday, came back."
    for event in read(nlp, text, "Roe"):
        assert event.sentence.covers(event.span)
        assert len(FILLER) < event.span.start < event.span.end <= len(FILLER) + 2 + len(text)


def test_tomorrow_s_weekday_said_of_the_past_dates_nothing(nlp: Language) -> None:
    # A dispatch dated a day early, or six days old: too unsure to show a day.
    assert not read(nlp, "Roe said Wednesday that the road is closed.", "Roe")


def test_no_text_makes_it_raise(nlp: Language) -> None:
    words = """Roe said Monday that the court will rule on March 12 , “ We met Friday ,” told .
        ? ( ) last month ago was arrested in @roe Jan. 3 2025 – two years of if by since photo
        Easter is today at 9 a.m. who which and as he""".split()
    chosen = Random(7)
    for _ in range(40):
        text = "Roe " + " ".join(chosen.choice(words) for _ in range(chosen.randint(1, 50)))
        for event in read_all(nlp, text, "Roe", published=chosen.choice([None, TUESDAY])):
            assert event.sentence.covers(event.span)


@pytest.mark.parametrize(
    ("text", "predicate", "begin"),
    [
        ("Roe said Tuesday Doe's remarks were wrong.", "say", date(2024, 5, 14)),
        ("In a statement released on Sunday, Roe said he was sorry.", "say", date(2024, 5, 12)),
        ("Roe started working there in 2014.", "start", date(2014, 1, 1)),
        ("Roe on May 2, 2024, announced a plan for the harbour.", "announce", date(2024, 5, 2)),
    ],
)
def test_a_date_dates_the_verb_that_a_reader_would_say(
    nlp: Language, text: str, predicate: str, begin: date
) -> None:
    (event,) = read(nlp, text, "Roe")
    assert (event.predicate, event.begin) == (predicate, begin)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Roe led the town from 2001 to 2009.", date(2001, 1, 1), date(2009, 12, 31)),
        ("Roe ran the mill between 2008 and 2013.", date(2008, 1, 1), date(2013, 12, 31)),
        ("Roe recommended in 2016 and 2017 that it close.", date(2016, 1, 1), date(2017, 12, 31)),
    ],
)
def test_two_dates_that_are_a_range_are_one(
    nlp: Language, text: str, begin: date, end: date
) -> None:
    (event,) = read(nlp, text, "Roe")
    assert (event.begin, event.end) == (begin, end)


@pytest.mark.parametrize(
    "text",
    [
        "Roe was a close friend of the mayor in 2011.",
        "Download the May update when Roe sends it.",
        "Roe could win the seat in the fall.",
        "Roe was allowed to leave, according to a filing on Monday.",
        "Roe knows about any car sold in 2017.",
    ],
)
def test_states_orders_chances_and_kinds_are_no_events(nlp: Language, text: str) -> None:
    assert not read(nlp, text, "Roe")


@pytest.mark.parametrize(
    "text",
    [
        "Roe released a statement on Monday.",
        "Roe gave a long speech on Monday.",
        "Roe lashed out at the mayor on Monday.",
    ],
)
def test_what_gives_out_words_is_a_statement(nlp: Language, text: str) -> None:
    (event,) = read(nlp, text, "Roe")
    assert event.kind is EventKind.STATEMENT


def test_what_is_told_undated_only_passes_by(nlp: Language) -> None:
    events = read_all(nlp, "Roe left the town hall. The mayor resigned.", "Roe")
    assert {(event.predicate, event.passing) for event in events} >= {("leave", True)}
    assert all(event.begin is None for event in events)


def test_a_noun_bears_its_date_and_is_no_event_by_itself(nlp: Language) -> None:
    events = read_all(nlp, "Roe praised Thursday's ruling.", "Roe")
    nouns = [event for event in events if event.begin]
    assert [(event.predicate, event.passing) for event in nouns] == [("ruling", True)]
    assert nouns[0].begin == date(2024, 5, 9)


def test_the_doer_of_a_passive_is_who_did_it(nlp: Language) -> None:
    (event,) = read(nlp, "The man was arrested by Roe on Thursday.", "Roe")
    assert event.doer == 0


@pytest.mark.parametrize(
    "text",
    ["Roe read the plans filed by the firm for next year.", "This week brought Roe new evidence."],
)
def test_a_date_that_is_a_topic_or_a_subject_dates_nothing(nlp: Language, text: str) -> None:
    assert not read(nlp, text, "Roe")


def test_the_date_beside_the_verb_goes_before_a_finer_one_farther_off(nlp: Language) -> None:
    text = "Roe reintroduced the ban in January as a response to the fire of Dec. 14 in Leeds."
    (event,) = [e for e in read(nlp, text, "Roe") if e.predicate == "reintroduce"]
    assert event.begin == date(2024, 1, 1)


def test_a_threat_is_dated_and_not_what_was_threatened(nlp: Language) -> None:
    (event,) = read(nlp, "Roe threatened to sue the paper last month.", "Roe")
    assert event.predicate == "threaten"


def test_adding_jobs_is_no_statement(nlp: Language) -> None:
    (event,) = read(nlp, "The firm of Roe added 300 jobs in April.", "Roe")
    assert event.kind is EventKind.HAPPENING


@pytest.mark.parametrize(
    "text",
    [
        "Roe, who is today the president of the club, once met him.",
        "There is pressure on Roe to act next week.",
        "Roe appears to have a quarrel with them this weekend.",
        "Roe stayed overnight at the hospital in Leeds.",
        "Roe said he was targeting November.",
        "The story of Roe originally appeared in a paper on May 10.",
        "Before reports of an offer in March, the shares of Roe had fallen.",
        "Even today Roe cannot lead the council.",
        "Roe sat down for a talk on TODAY.",
        "Roe has quarrelled for the past week.",
        "Did Roe resign last week?",
        "Roe has quarrelled over the last year.",
        "The estimates of Roe for November did not change.",
        "Economists had predicted that Roe had lost in April.",
        "Roe had nothing to do with the mayor's meeting on Monday.",
        "Roe DoeMayor eyes 2030 race in Leeds MORE has left the town.",
    ],
)
def test_a_time_that_only_stands_near_a_clause_dates_nothing(nlp: Language, text: str) -> None:
    assert not [event for event in read(nlp, text, "Roe") if event.begin]


@pytest.mark.parametrize(
    ("text", "predicate", "days"),
    [
        ("This week, Roe will meet the union.", "meet", (date(2024, 5, 13), date(2024, 5, 19))),
        ("Roe will leave the board later today.", "leave", (TUESDAY, TUESDAY)),
        ("The study of Roe is set to end in 2025.", "end", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_what_will_be_in_a_time_that_has_begun_is_a_plan(
    nlp: Language, text: str, predicate: str, days: tuple[date, date]
) -> None:
    (event,) = [event for event in read(nlp, text, "Roe") if event.begin]
    assert (event.kind, event.predicate) == (EventKind.PLAN, predicate)
    assert (event.begin, event.end) == days


def test_the_subject_of_the_first_verb_is_what_the_second_tells_of(nlp: Language) -> None:
    text = "The school closed on Monday and reopened on Tuesday."
    assert [event.predicate for event in read(nlp, text)] == ["close", "reopen"]


def test_the_weekend_just_past_dates_what_went_on_in_it(nlp: Language) -> None:
    (event,) = read(nlp, "The strikes continued over the weekend.")
    assert (event.begin, event.end) == (date(2024, 5, 11), date(2024, 5, 12))


@pytest.mark.parametrize(
    "text",
    [
        "Two countries refused to let the plane land Tuesday because of a rumour.",
        "But observers say a large turnout for Roe on Monday would help the town.",
        "They argued over how to fund the schools in fiscal year 2023.",
        "This May 4 story corrects the number of the hurt.",
    ],
)
def test_a_time_that_may_be_another_or_is_no_time_dates_nothing(nlp: Language, text: str) -> None:
    assert read(nlp, text, published=date(2024, 5, 18)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Roe refused to comment on Monday.",
        "Roe took to Twitter on Monday to thank the voters.",
        "Roe made clear on Monday that the bridge would stay shut.",
        "Roe called out the council on Monday.",
        "Roe issued a plan on Monday for the schools.",
        "Roe outlined the rule on Monday.",
        "Roe indicated on Monday that the time had passed.",
    ],
)
def test_what_gives_out_what_somebody_thinks_is_a_statement(nlp: Language, text: str) -> None:
    (event,) = read(nlp, text, "Roe")
    assert event.kind is EventKind.STATEMENT


@pytest.mark.parametrize(
    "text",
    [
        "Roe refused to leave the hall on Monday.",
        "A train slammed into Roe on Monday.",
        "The town lost Roe to the storm on Monday.",
    ],
)
def test_what_is_only_done_is_no_statement(nlp: Language, text: str) -> None:
    (event,) = read(nlp, text, "Roe")
    assert event.kind is EventKind.HAPPENING


def test_who_a_relative_clause_tells_of_is_its_doer(nlp: Language) -> None:
    (event,) = read(nlp, "The town misses Roe, who left Leeds on Monday.", "Roe")
    assert event.doer == 0


def test_an_undated_clause_in_the_perfect_says_so(nlp: Language) -> None:
    had = read_all(nlp, "Roe has said that the bridge is safe.", "Roe")
    told = read_all(nlp, "Roe said that the bridge is safe.", "Roe")
    assert [e.marks for e in had if e.predicate == "say"] == [("perfect",)]
    assert [e.marks for e in told if e.predicate == "say"] == [()]


def test_days_counted_from_a_week_give_no_day(nlp: Language) -> None:
    events = read(nlp, "Last week, police held Roe, but released her two days later.", "Roe")
    assert {e.precision for e in events} == {"week"}
    events = read(nlp, "On May 6, police held Roe, but released her two days later.", "Roe")
    assert {e.begin for e in events} == {date(2024, 5, 6), date(2024, 5, 8)}
