"""Lengths of time: what a printed one allows, which are of one thing, and which exclude."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.times import duration
from collation.differences.times.length import lengths_of
from collation.discrepancy import Kind
from tests.collation.timing import scene_of, told_by

# (what is printed, the least, the most, in its unit)
ALLOWED = [
    ("three days", 2.5, 3.5), ("a week", 5 / 7, 9 / 7), ("half an hour", 5 / 12, 7 / 12),
    ("four decades", 3.6, 4.4), ("20 minutes", 17.5, 22.5), ("200 years", 190, 210),
    ("more than 12 hours", 12, 18.5), ("nearly 13 hours", 11.7, 13), ("about 30 days", 27, 33),
    ("a full day", 5 / 7, 9 / 7),
    ("less than two weeks", 1, 2), ("several months", 3, 9),
]  # fmt: skip
UNITS = {"minutes": 1 / 1440, "hour": 1 / 24, "hours": 1 / 24, "day": 1.0, "days": 1.0, "week": 7.0,
         "weeks": 7.0, "months": 30.44, "years": 365.25, "decades": 3652.5}  # fmt: skip


@pytest.mark.parametrize(("printed", "low", "high"), ALLOWED)
def test_a_length_allows_what_its_words_do(
    nlp: Language, printed: str, low: float, high: float
) -> None:
    scene = scene_of(nlp, f"The miners held out for {printed} below the hill.")
    (length,) = lengths_of(scene.coverage.articles[0])
    unit = UNITS[printed.split()[-1]]
    assert (length.low / unit, length.high / unit) == pytest.approx((low, high), rel=0.01)


@pytest.mark.parametrize(
    "text",
    ["A 27-year-old miner was found.", "The mill closed two years ago.",
     "The row took 12 hours and 52 minutes in all, after an eight-and-a-half-minute break.",
     "The job takes three to five weeks.", "The mill opened three weeks later."],
)  # fmt: skip
def test_ages_dates_and_parts_of_lengths_are_no_lengths(nlp: Language, text: str) -> None:
    assert lengths_of(scene_of(nlp, text).coverage.articles[0]) == []


# (one account, the other, severity, values)
TOLD = [
    ("The 27-minute recording shows the pilots of the ferry plane.",
     "In the 17-minute recording, the pilots of the ferry plane argue.", "hard",
     {"27-minute", "17-minute"}),
    ("The chess team left for a four-day trip to Elbonia.",
     "The chess team's three-day visit to Elbonia begins on Friday.", "hard",
     {"four-day", "three-day"}),
    ("The judge closed the bribery hearing after half an hour.",
     "The bribery hearing was a 15-minute session, the judge said.", "hard",
     {"half an hour", "15-minute"}),
    ("Firefighters needed three hours to put out the blaze at the mill.",
     "It took firefighters more than five hours to put out the blaze at the mill.", "hard",
     {"three hours", "more than five hours"}),
    ("The court sentenced Dana Pryce to 12 years in prison for the fraud.",
     "Pryce, who ran the scheme, was given a 15-year prison sentence for the fraud.", "hard",
     {"12 years", "15-year"}),
    ("The astronaut spent 12 days aboard the station.",
     "The astronaut spent 16 days aboard the station before landing.", "hard",
     {"12 days", "16 days"}),
    ("The raid came just one day after Norland raised its pirate alert.",
     "His assault came five days after Norland raised its pirate warning, the navy said.", "hard",
     {"one day", "five days"}),
    ("The strike failed after eight months of talks with the mill.",
     "Talks with the mill have gone on since December, the union said.", "hard",
     {"eight months", "since December"}),
    # how long what flares up has gone on is a matter of where one begins
    ("The siege of the mill lasted three days before troops left.",
     "Troops ended a two-day siege of the mill.", "soft", {"three days", "two-day"}),
    ("The surgeon pressed the artery for about eight minutes before the pulse came back.",
     "The surgeon pressed the artery for nearly nine minutes before the pulse came back.", "soft",
     {"about eight minutes", "nearly nine minutes"}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "severity", "values"), TOLD)
def test_two_lengths_of_one_thing_are_told(
    nlp: Language, one: str, other: str, severity: str, values: set[str]
) -> None:
    assert told_by(duration.find, nlp, one, other) == [(severity, values)]


# (class of the look-alike, one account, the other)
SILENT = [
    ("what may be and what was", "The ferry to Elbonia left 14 hours late because of the strike.",
     "The ferry to Elbonia could be delayed by nine hours because of the strike."),
    ("a rounder unit", "The miners' one-week strike at the mill ended.",
     "The miners' eight-day strike at the mill ended."),
    ("a round number", "The 300-year union of the towns ends today.",
     "The 307-year union of the towns ends today."),
    ("somewhere else", "The choir's four-day tour of Norland ends on Sunday.",
     "The choir began a six-day tour of Elbonia."),
    ("other things", "The chef left after a four-day visit.", "The chef made a two-day broth."),
    ("what says nothing of what lasts", "The storm passed the 12-hour mark.",
     "The swimmer missed the 10-hour mark."),
    ("another event counted from", "The raid came one day after Norland raised its pirate alert.",
     "The raid came five days after Elbonia closed its long pirate coast."),
    ("the other direction", "The raid came two days before Norland raised its pirate alert.",
     "The raid came three days after Norland raised its pirate alert."),
    ("a rounder unit from an event", "The raid came a month after Norland raised its pirate alert.",
     "The raid came five weeks after Norland raised its pirate alert."),
    ("at least", "The raid came more than one year after Norland raised its pirate alert.",
     "The raid came 17 months after Norland raised its pirate alert."),
    ("other acts of their own day",
     "The raid on Monday came one day after Norland raised its pirate alert.",
     "The raid on Friday came five days after Norland raised its pirate alert."),
    ("one sentence gives both",
     "Holding a fair within 60 days of a general auction (or within 30 days of a primary auction) "
     "at which a bidder appears.",
     "Those acts include fairs that name a bidder within 60 days of an auction."),
    ("another act", "Tom Quill sailed one day after Norland raised its pirate alert.",
     "Dockers walked out five days after Norland raised its pirate alert."),
    ("one account gives both", "The 27-minute recording shows the pilots of the ferry plane. "
     "A 17-minute recording shows the pilots of the ferry plane as well.",
     "In the 17-minute recording, the pilots of the ferry plane argue."),
    ("what about allows", "The surgeon pressed the artery for about 30 minutes before the pulse "
     "came back.", "The surgeon pressed the artery for nearly 32 minutes before the pulse came "
     "back."),
    ("somebody else's", "Ana Keller was elected to a four-year term on the harbour board.",
     "Tom Moss serves a two-year term on the harbour board."),
    ("a brother's", "Dana Pryce was sentenced to 12 years in prison for the fraud.",
     "Pryce's younger brother was sentenced to 15 years in prison for the fraud."),
    ("two that have names", "Plan C Extra is a pill that prevents harbour fever if it is taken "
     "within five days of the unprotected dive.",
     "Pill Nine Max is a capsule that prevents harbour fever if it is taken within three days of "
     "the unprotected dive."),
    ("a part of a year", "The tariff comes after a year of often-violent protests in Norland.",
     "Norland was shaken by almost six months of violent protests last year."),
    ("a month that fits", "The strike failed after eight months of talks with the mill.",
     "Talks with the mill have gone on since March, the union said."),
    ("a window of a race",
     "In the race's final 36 hours Jane Roe accused Tom Quill of shoving her in Norland.",
     "Tom Quill won the race less than 24 hours after he shoved Jane Roe in Norland."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_lengths_that_can_both_hold_are_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert told_by(duration.find, nlp, one, other) == [], why


@pytest.mark.parametrize(("days", "count"), [((24, 27), 0), ((24, 25), 1), ((27, 24), 1)])
def test_what_goes_on_is_longer_days_later(nlp: Language, days: list[int], count: int) -> None:
    one = "The miners began a five-day strike at the mill."
    other = "The strike of the miners at the mill has gone on for eight days."
    assert len(list(duration.find(scene_of(nlp, one, other, days=days)))) == count


def test_all_lengths_of_one_thing_are_one_report(nlp: Language) -> None:
    found = told_by(
        duration.find,
        nlp,
        "The 27-minute recording shows the pilots of the ferry plane.",
        "In the 17-minute recording, the pilots of the ferry plane argue.",
        "The pilots of the ferry plane are heard on the 40-minute recording.",
    )
    assert found == [("hard", {"27-minute", "17-minute", "40-minute"})]


def test_every_account_of_a_side_is_cited(nlp: Language) -> None:
    (found,) = duration.find(
        scene_of(
            nlp,
            "The chess team left for a four-day trip to Elbonia.",
            "The trip of the chess team to Elbonia took four days.",
            "The chess team was back from its two-day trip to Elbonia.",
        )
    )
    sides = sorted((e.article, e.value) for e in found.evidence)
    assert len(sides) == 3
    assert sides[0][1] == sides[1][1] != sides[2][1]


def test_the_subject_quotes_the_fuller_clause(nlp: Language) -> None:
    one = "The 27-minute recording shows the pilots of the ferry plane Elk."
    other = "In the 17-minute recording, the pilots argue."
    (found,) = duration.find(scene_of(nlp, one, other))
    assert found.kind is Kind.DURATION
    assert found.subject == (
        "how long: “The [?] recording shows the pilots of the ferry plane Elk”"
    )
