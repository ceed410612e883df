"""One happening has one time: which days, hours and lengths are of one, and which only look so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from spacy.language import Language

from collation.copies import cover
from collation.differences.figures import age
from collation.differences.names import firstname
from collation.differences.scene import Scene
from collation.differences.times import happened, lasted
from collation.differences.times.hours import hours_in
from collation.discrepancy import Discrepancy
from extraction.annotations import Span
from extraction.reading import read_articles
from intake.plain import read_plain


def told(
    find: Callable[[Scene], Iterator[Discrepancy]], nlp: Language, one: str, other: str
) -> list[tuple[str, str, set[str]]]:
    articles = [read_plain(text, f"file:{n}.txt") for n, text in enumerate((one, other))]
    rows = [
        (str(n), a, r)
        for n, (a, r) in enumerate(zip(articles, read_articles(nlp, articles), strict=True))
    ]
    found = find(Scene(cover(rows), ()))
    return [(str(d.kind), str(d.severity), {e.value for e in d.evidence}) for d in found]


DATED = "date 2031-10-24\n\n"
HAPPENED = [
    ("blast and explosion", "A blast wrecked a mill in Orle on Monday. The blast happened at "
     "3.40 p.m., when the mill was full.", "An explosion wrecked the mill in Orle on Monday. The "
     "explosion came shortly after five o'clock.", "time"),
    ("resign and hand in", "Port chief Ada Quill handed in her resignation on Tuesday.",
     "Ada Quill, the port chief, is out. She resigned last Thursday.", "date"),
    ("die and pass away", "The singer Ada Quill died on Sunday at her home.",
     "Ada Quill, the singer, passed away on Tuesday morning.", "date"),
    ("polls and election", "Voters in Orle will go to the polls on 14 September.",
     "An election in Orle would be held in the first week of October, the premier said.", "date"),
    ("kick-off", "Orle met Quay in the cup. The match kicked off at 4.15 p.m. in rain.",
     "Orle met Quay in the cup. The game finally began at 5.30 p.m. in rain.", "time"),
    ("it, and what is asked of people", "A curfew was imposed in Orle. It begins at 9 p.m. on "
     "Friday, the mayor said.", "A curfew is in force in Orle. From 11 p.m. people must stay "
     "indoors, the mayor said.", "time"),
    ("crash", "A train left the rails near Orle. The train derailed at 7.52 a.m.",
     "A train came off the rails near Orle. The derailment happened at 8.25 a.m.", "time"),
    ("founding", DATED + "The brewery Quill was founded in 1958.",
     DATED + "The brewery Quill was set up in 1963.", "date"),
    ("it, of a tornado", "A tornado tore through Orle on Monday. It touched down shortly before "
     "6 p.m. by the mill.", "The twister in Orle struck at around 3.15 in the afternoon.", "time"),
    ("to be done", "Nurses will walk out on 5 May, the union said.",
     "The nurses' strike is to begin on 12 May.", "date"),
    ("to walk free", "Tom Roe was released from prison on Friday.",
     "Tom Roe walked free on Wednesday after nine years.", "date"),
    ("a group with no name", "The hikers were rescued on Sunday.",
     "A helicopter picked up the hikers on Tuesday.", "date"),
    ("a body", "The body was found on Monday by a dog walker.",
     "A walker came upon the body on Wednesday.", "date"),
    ("before when", "The ferry left Orle at 6.30 a.m. on Tuesday with its cars.", "It was ten past "
     "nine in the morning when the ferry sailed from Orle on Tuesday.", "time"),
    ("a noun with its day", "Pianist Ada Quill passed away on Monday.", "The death on Wednesday of "
     "Ada Quill, the pianist, was announced by her daughter.", "date"),
    ("to stand trial", "The trial of banker Tom Roe opens on 4 March in Orle, the court said on "
     "Friday.", "Tom Roe, a banker, will stand trial from 11 March in Orle, according to the "
     "court's notice on Friday.", "date"),
    ("a law", "The new law takes effect on 1 January.", "The law comes into force on 1 March.",
     "date"),
    ("in and since", DATED + "Ada Quill became treasurer in 2016.",
     DATED + "Ada Quill has been treasurer since 2019.", "date"),
    ("the last time", DATED + "Rovers last won the cup in 1987.",
     DATED + "Rovers, who last won the cup in 1991, were pushed hard.", "date"),
    ("parts of one day", "A bomb went off in Orle. The bomb exploded on Monday morning.",
     "A bomb went off in Orle. The bomb exploded on Monday evening.", "time"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "kind"), [row[1:] for row in HAPPENED], ids=[row[0] for row in HAPPENED]
)
def test_two_times_of_one_happening_are_told(
    nlp: Language, one: str, other: str, kind: str
) -> None:
    for sides in ((one, other), (other, one)):
        found = told(happened.find, nlp, *sides)
        assert [(k, severity) for k, severity, _ in found] == [(kind, "hard")]


NOT_ONE = [
    ("two people", "The singer Ada Quill died on Sunday.", "The singer Tom Roe died on Tuesday."),
    ("announced", "The deal was signed on Monday.", "The deal was announced on Tuesday."),
    ("put off", "The trial of Tom Roe should have started on Monday.",
     "The trial of Tom Roe will open on Thursday instead."),
    ("what just after allows", "A blast wrecked a mill in Orle. The blast happened at 5.20 p.m.",
     "A blast wrecked a mill in Orle. The blast came shortly after five o'clock."),
    ("an aftershock", "A quake shook Orle. The quake struck at 5.31 a.m.",
     "A quake shook Orle. Another quake struck at 6.02 a.m."),
    ("planned and done", "A concert in Orle will be held on Monday.",
     "A concert in Orle was held on Wednesday."),
    ("two bodies", "Parliament will vote on the plan on Tuesday.",
     "The committee will vote on the plan on Monday."),
    ("another place", "A bomb went off in Orle. The bomb exploded in Orle on Monday.",
     "Bombs went off. A bomb exploded in Quay on Wednesday."),
    ("one night", "A bomb exploded in Orle late on Monday.", "A bomb exploded in Orle on Tuesday."),
    ("one account gives both", "Ada Quill resigned on Tuesday. She had resigned on Thursday as "
     "chair.", "Ada Quill resigned on Thursday."),
    ("two zones", "A quake shook Orle. The quake struck at 5.31 a.m. GMT.",
     "A quake shook Orle. The quake struck at 7.31 a.m. Eastern time."),
    ("begin and end", "A strike hits Orle. The strike begins on Monday.",
     "A strike hits Orle. The strike ends on Friday."),
    ("two chambers", "The vote took place on Monday in the lower house.",
     "The upper house voted on Thursday."),
    ("two men, and a third", "Two men were arrested on Monday.",
     "A third man was arrested on Thursday."),
    ("reckoned days", DATED + "The rule is dated Oct. 14 and takes effect 60 days later.",
     DATED + "The rule takes effect on Dec. 15."),
    ("the past of a plan", "The last strike in Orle began on a Monday in 2019.",
     "The strike in Orle starts on Thursday."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [row[1:] for row in NOT_ONE], ids=[row[0] for row in NOT_ONE]
)
def test_two_happenings_are_not_one(nlp: Language, one: str, other: str) -> None:
    assert told(happened.find, nlp, one, other) == []
    assert told(happened.find, nlp, other, one) == []


LASTED = [
    ("The siege at the mill lasted three hours.",
     "The standoff at the mill ended after about eight hours.", {"three hours", "eight hours"}),
    ("It took crews six hours to put out the blaze.",
     "The blaze was big. It took two hours to extinguish it.", {"six hours", "two hours"}),
    ("The jury deliberated for two days.", "Jurors deliberated for five hours.",
     {"two days", "five hours"}),
    ("Homes were without power for nine hours.", "The power cut lasted four hours.",
     {"nine hours", "four hours"}),
    ("The ban will last two years.", "He was banned for four years.", {"two years", "four years"}),
    ("The road was closed for five hours.", "Police shut the road for nine hours.",
     {"five hours", "nine hours"}),
]  # fmt: skip


def test_a_resignation_offered_and_one_that_took_place_differ_softly(nlp: Language) -> None:
    one = "Port chief Ada Quill {} her resignation on Tuesday."
    other = "Ada Quill, the port chief, is out. She resigned last Thursday."
    for verb, severity in (("handed in", "hard"), ("tendered", "soft")):
        found = told(happened.find, nlp, one.format(verb), other)
        assert [its for _, its, _ in found] == [severity], verb


@pytest.mark.parametrize(("one", "other", "values"), LASTED)
def test_two_lengths_of_one_thing_are_told(
    nlp: Language, one: str, other: str, values: set[str]
) -> None:
    found = told(lasted.find, nlp, one, other)
    assert [(kind, severity) for kind, severity, _ in found] == [("duration", "hard")]
    assert all(any(value in said for said in found[0][2]) for value in values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The strike lasted 17 days.", "The strike ended after 19 hours of talks."),
        ("The talks lasted 19 hours.", "The first two hours of the talks were loud."),
        ("The 10-day fair begins on Friday.", "The fair lasted five days last year."),
        ("The siege lasted three hours.", "The siege ended after nearly three hours."),
        (
            "The talks lasted two hours. Later talks lasted nine hours.",
            "The talks lasted five hours.",
        ),
    ],
)
def test_two_lengths_of_two_things_are_not(nlp: Language, one: str, other: str) -> None:
    assert told(lasted.find, nlp, one, other) == []


AGES = [
    ("He was named by police as Tom Roe, a 34-year-old electrician.", "Tom Roe, 37, was killed."),
    ("Tom Roe was killed on Sunday. The 34-year-old electrician leaves a wife.",
     "Tom Roe, 37, was killed on Sunday."),
    ("The actress Ada Quill died on Sunday at the age of 34.",
     "Ada Quill, the actress, has died. She was 37."),
    ("Police said the victim was Ada Quill, aged 34.",
     "The victim, 37-year-old Ada Quill, was found on Sunday."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), AGES)
def test_two_ages_of_one_person_are_told(nlp: Language, one: str, other: str) -> None:
    found = told(age.find, nlp, DATED + one, DATED + other)
    assert [(severity, values) for _, severity, values in found] == [("hard", {"34", "37"})]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tom Roe met Ada Quill. The 34-year-old was hurt.", "Tom Roe, 37, was hurt."),
        ("Tom Roe won in May when he was 34.", "Tom Roe, 37, was hurt."),
        ("Tom Roe, father of a 34-year-old electrician, was hurt.", "Tom Roe, 37, was hurt."),
    ],
)
def test_ages_of_others_are_not(nlp: Language, one: str, other: str) -> None:
    assert told(age.find, nlp, DATED + one, DATED + other) == []


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("The victim was Edmund Roe, 45.", "Edwin Roe, who taught music, died. He was 45.",
         {"Edmund Roe", "Edwin Roe"}),
        ("The gunman was identified as Tyler Moss.", "Police named the gunman as Taylor Moss.",
         {"Tyler Moss", "Taylor Moss"}),
    ],
)  # fmt: skip
def test_two_first_names_of_one_person_are_told(
    nlp: Language, one: str, other: str, names: set[str]
) -> None:
    found = told(firstname.find, nlp, one, other)
    assert found == [("name", "hard", names)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mayor Peter Quill, 52, opened it.", "It was opened by mayor Pete Quill, 52."),
        ("Tim Roe, 12, a pupil, and his brother Tom Roe fell.", "Tom Roe, 12, a pupil, fell."),
        ("Dr Gabrielle Roe, 52, a surgeon, came.", "Gabby Roe, 52, a surgeon, came."),
        ("Margaret Oswald-Pryce was 90.", "Meg Pryce, as everyone called her, was 90."),
        ("Edmund Roe died on Monday.", "Edwin Roe won the race on Monday."),
    ],
)
def test_two_people_have_two_names(nlp: Language, one: str, other: str) -> None:
    assert told(firstname.find, nlp, one, other) == []


@pytest.mark.parametrize(
    ("words", "windows"),
    [
        ("at 3.40 p.m. on Monday", [((938, 942),)]),
        ("shortly after five, he said", [((298, 345), (1018, 1065))]),
        ("The fire was reported at 0510.", [((308, 312),)]),
        ("at half past eight", [((505, 515), (1225, 1235))]),
        ("before dawn", [((0, 480),)]),
        ("at five schools", []),
        ("between 2 p.m. and 3 p.m.", []),
        ("a 5.1 magnitude quake", []),
    ],
)
def test_a_time_of_day_is_what_its_words_allow(
    words: str, windows: list[tuple[tuple[int, int], ...]]
) -> None:
    assert [hours.windows for hours in hours_in(words, Span(0, len(words)))] == windows
