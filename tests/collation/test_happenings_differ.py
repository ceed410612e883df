"""One happening that two accounts put on other days, weeks, months or years, and look-alikes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from collation.copies import cover
from collation.differences import THRESHOLD
from collation.differences.onesided import once
from collation.differences.scene import Scene
from collation.differences.times import called, occurring, restated
from collation.discrepancy import Discrepancy, Kind, Severity
from extraction.annotations import Span
from extraction.parsed import parse_articles
from extraction.reading import _read
from intake.plain import read_plain

DAY = "date 2031-10-{}\nNews of the coast {}\n\n{}"
FRIDAY = 24


def scene_of(nlp: Language, *texts: str, days: tuple[int, ...] = (FRIDAY,) * 4) -> Scene:
    articles = [
        read_plain(DAY.format(day, n, text), f"file:{n}.txt")
        for n, (day, text) in enumerate(zip(days, texts, strict=False))
    ]
    read = [_read(parsed) for parsed in parse_articles(nlp, articles)]
    rows = [(str(n), a, r) for n, (a, r) in enumerate(zip(articles, read, strict=True))]
    return Scene(cover(rows), ())


# (one account, the other, severity, what is asked)
CALLED = [
    ("The apparent breakthrough came after a meeting of Quill with lobster envoys Monday.",
     "During his Tuesday meeting, Quill told the lobster envoys of a breakthrough.",
     Severity.HARD, "on what day"),
    ("Jane Roe filed a negligence complaint in 2028, the Norland shipyard confirmed.",
     "The Norland shipyard paid Jane Roe to settle a 2029 complaint about negligence.",
     Severity.HARD, "in what year"),
    ("Ann Crab, in a tweet early Thursday, called the derby a triumph of stubborn goalkeeping.",
     "Crab's late Wednesday tweet praised the stubborn goalkeeping of the derby.",
     Severity.SOFT, "on what day"),
    ("The trial of Peg Doe is scheduled to begin in March.",
     "Peg Doe will stay in jail until her trial in April.",
     Severity.SOFT, "in what month"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "severity", "asked"), CALLED)
def test_what_a_noun_calls_has_one_day(
    nlp: Language, one: str, other: str, severity: Severity, asked: str
) -> None:
    (found,) = called.find(scene_of(nlp, one, other))
    assert (found.kind, found.severity) == (Kind.DATE, severity)
    assert found.subject.startswith(f"{asked}: “")
    assert {e.article for e in found.evidence} == {"0", "1"}


def test_each_account_tells_of_its_own_day(nlp: Language) -> None:
    one = "After this morning's meeting with lobster envoys, Quill spoke of quotas."
    other = "After the meeting with lobster envoys today, Quill spoke of quotas."
    assert list(called.find(scene_of(nlp, one, other, days=(23, 24)))) == []
    monday = "After Thursday's meeting with lobster envoys, Quill spoke of quotas."
    assert len(list(called.find(scene_of(nlp, monday, other)))) == 1


def test_a_verb_tells_of_what_a_noun_calls(nlp: Language) -> None:
    one = "Quarry inspectors arrested blaster Peg Doe on Monday over stolen dynamite and fuses."
    noun = (
        "Quarry inspectors found stolen dynamite and fuses after the arrest of Peg Doe on Tuesday."
    )
    (found,) = called.find(scene_of(nlp, one, noun))
    assert (found.kind, found.severity) == (Kind.DATE, Severity.HARD)
    light = "Her Tuesday arrest shocked the chess club."
    assert list(called.find(scene_of(nlp, one, light))) == []


THIRD = (  # published on October 24, so that last month was September
    "Shoppers praise the rollout on October 1 of the cinema's ticket machine.",
    "The ferry company praises its Oct. 1 launch.",
    "Actors were angry over the failed release last month.",
)


def test_a_third_account_that_agrees_with_one_side_is_evidence(nlp: Language) -> None:
    (found,) = called.find(scene_of(nlp, *THIRD))
    assert found.severity is Severity.SOFT
    assert found.note == "they may be two"
    assert {e.article for e in found.evidence} == {"0", "1", "2"}


def test_two_accounts_alone_or_a_third_day_are_none(nlp: Language) -> None:
    assert list(called.find(scene_of(nlp, THIRD[0], THIRD[2]))) == []
    more = "Critics hated the premiere in August 2030."
    assert list(called.find(scene_of(nlp, *THIRD, more))) == []


# (class of the look-alike, one account, the other)
OTHERWISE_CALLED = [
    ("two of them", "Quill praised the Norland envoys after his Monday meeting.",
     "Quill praised the Norland envoys after a second meeting on Tuesday."),
    ("both days", "Quill met the envoys. His Monday meeting with Norland envoys calmed brokers, "
     "and the Tuesday meeting with Norland envoys did not.",
     "During his Tuesday meeting, Quill told the Norland envoys that quotas would fall."),
    ("far apart", "Quill thanked the Norland envoys in his Oct. 2 letter about quotas.",
     "Quill thanked the Norland envoys in a letter on Oct. 20 about quotas."),
    ("nothing shared", "The wedding on Monday was held in a lighthouse.",
     "Guests of the Tuesday wedding danced."),
    ("another thing is dated", "The meeting with Norland envoys led the board to close on Monday.",
     "During his Tuesday meeting, Quill told the Norland envoys that the board is divided."),
    ("what comes every day", "At Monday's briefing, Quill told Norland reporters of quotas.",
     "At the Tuesday briefing, Quill told Norland reporters of quotas."),
    ("a plural", "Quill mocked Norland envoys in Monday's tweets about quotas.",
     "Quill mocked Norland envoys in Tuesday's tweets about quotas."),
    ("a bare month read twice", "He faces a September trial in Norland over smuggled lobsters.",
     "The trial in September in Norland is about smuggled lobsters."),
]  # fmt: skip


def test_what_is_told_to_the_month_or_year_is_kept_and_not_told(nlp: Language) -> None:
    for find, (one, other, *_) in ((called.find, CALLED[1]), (restated.find, RESTATED[0])):
        (found,) = find(scene_of(nlp, one, other))
        assert found.confidence < THRESHOLD
    (found,) = called.find(scene_of(nlp, *CALLED[0][:2]))
    assert found.confidence >= THRESHOLD


@pytest.mark.parametrize(("one", "other"), [
    ("Rent strikes in Norland over the harbor toll begin Nov. 3, tenants of the wharf say.",
     "Tenants of the wharf in Norland over the harbor toll plan rent strikes Nov. 4."),
    ("Norland tenants of the wharf met the rent collectors at meetings Nov. 3 over the toll.",
     "Norland tenants of the wharf met the rent collectors at meetings Nov. 4 over the toll."),
])  # fmt: skip
def test_several_are_no_one_happening(nlp: Language, one: str, other: str) -> None:
    assert list(called.find(scene_of(nlp, one, other))) == []


def test_of_what_there_are_many_there_is_no_one_day(nlp: Language) -> None:
    one = "Inspectors sent a letter to the Norland cannery over listeria on Tuesday."
    other = "On Wednesday inspectors sent a letter to the Norland cannery over listeria."
    assert list(occurring.find(scene_of(nlp, one, other))) == []
    told = (text.replace("a letter", "an envoy") for text in (one, other))
    assert len(list(occurring.find(scene_of(nlp, *told)))) == 1


@pytest.mark.parametrize(("why", "one", "other"), OTHERWISE_CALLED)
def test_what_may_be_two_happenings_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert list(called.find(scene_of(nlp, one, other))) == [], why


RESTATED = [
    ("Coach Ann Crab announced on Oct. 6 a salary cap for goalkeepers of the Norland league.",
     "In September, Ann Crab announced a salary cap for goalkeepers in the Norland league.",
     Severity.HARD),
    ("A lobster skipper opened fire inside a cannery in Norland on Oct. 3, wounding eight welders.",
     "Tom Quill opened fire inside a Norland cannery on Monday and wounded eight welders.",
     Severity.HARD),
    ("On Wednesday, the observatory insisted its seismograph was unplugged as the glacier calved.",
     "The observatory insisted on Tuesday evening that its seismograph was unplugged as the "
     "glacier calved.", Severity.SOFT),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "severity"), RESTATED)
def test_nearly_the_same_sentence_has_one_day(
    nlp: Language, one: str, other: str, severity: Severity
) -> None:
    (found,) = restated.find(scene_of(nlp, one, other))
    assert (found.kind, found.severity) == (Kind.DATE, severity)


OTHERWISE_STATED = [
    ("insisted again", "The observatory insisted on Tuesday that the glacier calved.",
     "The observatory insisted on Wednesday that its seismograph near the glacier was unplugged."),
    ("done day after day",
     "Crab tweeted Monday that goalkeepers in Norland wanted a stubborn salary cap.",
     "Goalkeepers in Norland wanted a stubborn salary cap, Crab tweeted on Tuesday."),
    ("the day of what is named before it",
     "Norland inspectors filed a negligence claim after the trawler collision on Oct. 18.",
     "Norland inspectors filed a negligence claim on Oct. 20 after the trawler collision."),
    ("one of two months", "Norland will ratify the whaling treaty on Nov. 3 or 4, skippers say.",
     "Norland will ratify the whaling treaty on Nov. 5, skippers say."),
    ("where it came from",
     "The salmon quota fell to 7.7 percent from 7.9 percent on Oct. 20, Norland inspectors said.",
     "The salmon quota fell to 7.7 percent on Oct. 22, Norland inspectors said."),
    ("another thing", "Inspectors sealed the cannery in Norland over listeria on Tuesday.",
     "Inspectors sealed the brewery in Norland over listeria on Wednesday."),
    ("another doer", "The Norland senate ratified the glacier treaty on Tuesday.",
     "The Elbonia assembly ratified the treaty on Wednesday."),
    ("another bound", "Smelters must cut cadmium emissions in Norland from 2005.",
     "Smelters must cut cadmium emissions in Norland until 2030."),
    ("planned and done", "Inspectors will seal the Norland cannery over listeria on Friday.",
     "Inspectors sealed the Norland cannery over listeria on Wednesday."),
    ("both days", "Inspectors sealed the Norland cannery over listeria on Tuesday. Inspectors "
     "sealed the Norland cannery on Wednesday over listeria, a clerk wrote.",
     "Inspectors sealed the Norland cannery over listeria on Wednesday."),
    ("the same word", "Inspectors sealed the Norland cannery over listeria in May.",
     "Inspectors sealed the Norland cannery over listeria in May and June of 2029."),
    ("the day of a thing", "Quill recused himself from the 2029 Norland cannery inquest.",
     "Quill recused himself last year from the Norland cannery inquest."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), OTHERWISE_STATED)
def test_what_only_sounds_alike_is_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert list(restated.find(scene_of(nlp, one, other))) == [], why


def test_one_weekday_of_two_weeks_is_silent(nlp: Language) -> None:
    one = "Inspectors sealed the Norland cannery over listeria on Tuesday."
    other = "On Tuesday, Norland inspectors sealed the cannery over listeria."
    assert list(restated.find(scene_of(nlp, one, other, days=(17, 24)))) == []
    other = other.replace("Tuesday", "Wednesday")
    assert len(list(restated.find(scene_of(nlp, one, other, days=(17, 24))))) == 1


COARSE = [
    ("Norland imposed the lobster tariff in January after a cannery complained.",
     "The lobster tariff was imposed in May on every cannery.", "in what month"),
    ("Norland ratified the whaling treaty in 2028, to the delight of trawlermen.",
     "Trawlermen recall that Norland ratified the whaling treaty in 2029.", "in what year"),
    ("The Norland cannery will exceed its mercury limit by Oct. 27, regulators warned.",
     "Regulators expect that the Norland cannery will pass its mercury limit on Nov. 27.",
     "on what day"),
    ("The whaling quota will go into force on Nov. 3, skippers in Norland fear.",
     "Skippers in Norland fear that the whaling quota will take effect on Nov. 5.",
     "on what day"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "asked"), COARSE)
def test_months_years_and_slips_of_the_month_are_told(
    nlp: Language, one: str, other: str, asked: str
) -> None:
    (found,) = occurring.find(scene_of(nlp, one, other))
    assert (found.kind, found.severity) == (Kind.DATE, Severity.HARD)
    assert found.subject.startswith(f"{asked}: “")


COMPATIBLE = [
    ("a day in the month", "Norland imposed the lobster tariff in September on each cannery.",
     "Norland imposed the lobster tariff on Sept. 12 on each cannery."),
    ("before the day is by it", "The cannery will exceed its mercury limit in Norland by Nov. 27.",
     "The cannery will exceed its mercury limit in Norland on Nov. 3."),
    ("last Tuesday is one of two", "Norland sealed the lobster cannery last Tuesday for listeria.",
     "Norland sealed the lobster cannery on Oct. 16 for listeria."),
    ("a month and a week", "Norland ratified the whaling treaty last week, trawlermen said.",
     "Norland ratified the whaling treaty in May, trawlermen said."),
    ("the first of two", "Norland first imposed a lobster tariff in January on each cannery.",
     "Norland imposed a lobster tariff in May on each cannery."),
    ("early and late in a year", "Norland imposed the lobster tariff in late 2029 on canneries.",
     "Norland imposed the lobster tariff in November 2029 on canneries."),
    ("a day still to come", "Norland sealed the lobster cannery for listeria on Oct. 28, 2031.",
     "Norland sealed the lobster cannery for listeria on Wednesday."),
    ("the year behind the next month", "Norland sealed the lobster cannery in July for listeria.",
     "Norland sealed the lobster cannery in May and June of 2029 for listeria."),
    ("counted from a week", "The whaling rules, which will be printed in the gazette later this "
     "week, will take effect 60 days later.",
     "The whaling rule will be printed in the gazette on Oct. 25 and will take effect 60 days "
     "later."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), COMPATIBLE)
def test_days_that_may_both_hold_are_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert list(occurring.find(scene_of(nlp, one, other))) == [], why


def test_one_date_is_told_once(nlp: Language) -> None:
    scene = scene_of(
        nlp,
        "Norland ratified the whaling treaty on Tuesday, to the delight of trawlermen.",
        "Trawlermen were delighted as Norland ratified the whaling treaty on Wednesday.",
    )
    twice: list[Discrepancy] = [*occurring.find(scene), *restated.find(scene)]
    assert len(twice) == 2
    assert once(twice) == twice[:1]


def test_the_same_days_of_the_same_accounts_are_told_once(nlp: Language) -> None:
    (told,) = occurring.find(
        scene_of(
            nlp,
            "Norland ratified the whaling treaty on Tuesday, to the delight of trawlermen.",
            "Trawlermen were delighted as Norland ratified the whaling treaty on Wednesday.",
        )
    )
    elsewhere = tuple(
        replace(row, sentence=Span(row.sentence.start + 1, row.sentence.end + 1))
        for row in told.evidence
    )
    other_day = (replace(elsewhere[0], value="2031-11-01"), *elsewhere[1:])
    again = replace(told, evidence=elsewhere)
    another = replace(told, evidence=other_day)
    assert once([told, again, another]) == [told, another]
