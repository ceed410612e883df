"""Times of day: which are of one thing and differ, and which only look so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.times import clock
from tests.collation.timing import scene_of, told_by

# (one account, the other, severity, values)
TOLD = [
    ("Air controllers lost contact with the jet at 10:53 a.m., the airline said.",
     "The jet lost contact with the air controllers at 10:55 a.m. over the lake.", "hard",
     {"10:53 a.m.", "10:55 a.m."}),
    ("The polls close at 7 p.m. in the county for the ballot on the harbour bond.",
     "Polls in the county close at 8 p.m. for the harbour bond ballot.", "hard",
     {"7 p.m.", "8 p.m."}),
    ("The flight to Norland lands at 10:15 a.m., and the crew rests.",
     "The Norland flight of the crew lands at 10:15 p.m.", "hard", {"10:15 a.m.", "10:15 p.m."}),
    ("The Norland flight left with its crew at 8:05 a.m. The flight to Norland lands at "
     "10:15 a.m., and the crew rests.", "The Norland flight of the crew lands at 10:15 p.m.",
     "hard", {"10:15 a.m.", "10:15 p.m."}),
    ("The referee stopped the regatta at about 2:40 p.m. because of lightning.",
     "Lightning made the referee stop the regatta at 3:20 p.m.", "soft",
     {"about 2:40 p.m.", "3:20 p.m."}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "severity", "values"), TOLD)
def test_two_times_of_one_thing_are_told(
    nlp: Language, one: str, other: str, severity: str, values: set[str]
) -> None:
    assert told_by(clock.find, nlp, one, other) == [(severity, values)]


OPENED = "The referee stopped the regatta at {} because of lightning."
STOPPED = "Lightning made the referee stop the regatta at {}"
# (class of the look-alike, one account, the other)
SILENT = [
    ("the minute that just after means", "The shooting at the mill began just after 10 p.m.",
     "The shooting at the mill began at 10:07 p.m."),
    ("the minute that shortly before means", OPENED.format("shortly before 10 a.m."),
     STOPPED.format("9:40 a.m.")),
    ("about", OPENED.format("about 2:40 p.m."), STOPPED.format("2:45 p.m.")),
    ("another zone", OPENED.format("2:40 p.m. GMT"), STOPPED.format("4:40 p.m.")),
    ("two zones", OPENED.format("2:40 p.m. GMT"), STOPPED.format("4:10 p.m. Eastern")),
    ("another day", OPENED.format("2:40 p.m. on Monday"), STOPPED.format("3:20 p.m. on Tuesday.")),
    ("a plan", "The referee will stop the regatta at [?] because of lightning.",
     STOPPED.format("3:20 p.m.")),
    ("begin and end", "The hearing in the bribery trial of the harbour master opened at 9:10 a.m.",
     "The hearing in the harbour master's bribery trial adjourned at 10:40 a.m."),
    ("far apart", OPENED.format("2:40 p.m."), STOPPED.format("6:20 p.m.")),
    ("another place", "The polls for the harbour bond close at 7 p.m. in Salem.",
     "Polls for the harbour bond close at 8 p.m. in Keene."),
    ("a stamp", "Updated at 10:30 a.m. ET by the harbour desk of the paper.",
     "Updated at 10:45 a.m. ET by the harbour desk of the paper."),
    ("a range", OPENED.format("between 2:10 p.m. and 2:40 p.m."), STOPPED.format("3:20 p.m.")),
    ("one account gives both", OPENED.format("2:40 p.m.") + " Lightning hit at 3:20 p.m.",
     STOPPED.format("3:20 p.m.")),
    ("another time is as near", OPENED.format("2:40 p.m.") + " " + OPENED.format("4:10 p.m."),
     STOPPED.format("3:20 p.m.")),
    ("one word shared", "The regatta paused at 2:40 p.m.",
     "The regatta band played at 3:20 p.m."),
    ("half a day apart in other words", "The dentist of the regatta drank his tea in the village "
     "of weavers at 2:40 p.m.", "A trumpet player woke the whole orchestra of the regatta near "
     "the lighthouse at 2:40 a.m."),
    ("other words", OPENED.format("2:40 p.m."), "The baker shut the oven at 3:20 p.m."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_times_of_two_things_are_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert told_by(clock.find, nlp, one, other) == [], why


def test_each_look_alike_differs_in_one_thing_from_what_is_told(nlp: Language) -> None:
    assert told_by(clock.find, nlp, OPENED.format("2:40 p.m."), STOPPED.format("3:20 p.m.")) == [
        ("hard", {"2:40 p.m.", "3:20 p.m."})
    ]


def test_the_subject_asks_at_what_time(nlp: Language) -> None:
    scene = scene_of(nlp, OPENED.format("2:40 p.m."), STOPPED.format("3:20 p.m."))
    (found,) = clock.find(scene)
    assert found.subject == (
        "at what time: “The referee stopped the regatta at [?] because of lightning”"
    )
