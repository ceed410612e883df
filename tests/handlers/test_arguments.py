"""What people type, and the question it asks."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.answers import Page
from desk.drafts import CheckDraft
from desk.errors import BadDate, BadRequest, ParallaxError, UnknownWord
from desk.plain_questions import AskHowMany, AskWhen
from desk.requests import (
    Filters,
    ShowDiscrepancies,
    ShowPerson,
    ShowTimeline,
    Subscribe,
    WhoSaid,
)
from handlers.arguments import parse, turns, write
from handlers.asked import (
    Help,
    IndexLinks,
    ListDigests,
    NameOutlet,
    OpenDiscrepancy,
    OpenDraft,
    PauseDigest,
    PreviewDigest,
    Question,
    ShowLinks,
    ShowStatus,
    ShowStories,
    StopDigest,
    Thanks,
)
from handlers.questions import NotUnderstood, understand
from handlers.typed import Setting

NEW_YORK = ZoneInfo("America/New_York")
#: Tuesday 15 April 2025, the day after the seeds' event.
HERE = Setting(datetime(2025, 4, 15, 9, tzinfo=NEW_YORK), "America/New_York", "C0NEWSROOM")
WEEKDAYS = (0, 1, 2, 3, 4)


def order(**given: object) -> Subscribe:
    usual: dict[str, object] = {
        "channel": "C0NEWSROOM",
        "at": time(9),
        "zone": "America/New_York",
        "days": WEEKDAYS,
    }
    return Subscribe(**(usual | given))  # type: ignore[arg-type]


COMMANDS: list[tuple[str, Question]] = [
    ("/who-said preposterous", WhoSaid(("preposterous",))),
    ('/who-said "smuggle a terrorist"', WhoSaid((), ("smuggle a terrorist",))),
    ("/who-said “smuggle a terrorist”", WhoSaid((), ("smuggle a terrorist",))),
    ("/who-said „smuggle  a terrorist“ now", WhoSaid(("now",), ("smuggle a terrorist",))),
    ('/who-said "never closed', WhoSaid((), ("never closed",))),
    ("/who-said by:Rubio", WhoSaid(by="Rubio")),
    ("/who-said BY: Rubio", WhoSaid(by="Rubio")),
    (
        '/who-said court outlet:"Latin America Reports"',
        WhoSaid(("court",), filters=Filters(outlet="Latin America Reports")),
    ),
    (
        "/who-said x since:monday until:yesterday",
        WhoSaid(("x",), filters=Filters(since=date(2025, 4, 14), until=date(2025, 4, 14))),
    ),
    (
        '/who-said x since:"14 april" until:april',
        WhoSaid(("x",), filters=Filters(since=date(2025, 4, 14), until=date(2025, 4, 30))),
    ),
    (
        "/who-said x since:2025 until:2025",
        WhoSaid(("x",), filters=Filters(since=date(2025, 1, 1), until=date(2025, 12, 31))),
    ),
    ("/who-said &lt;gang&gt; &amp; court", WhoSaid(("<gang>", "&", "court"))),
    ("/who-said <http://example.org|example.org>", WhoSaid(("example.org",))),
    ("/who-said he said: no", WhoSaid(("he", "said:", "no"))),
    ("/who-said x story:3 page:2", WhoSaid(("x",), filters=Filters(story=3), page=2)),
    ("/who-said story:3", WhoSaid(filters=Filters(story=3))),
    ("/who-said help", Help("who-said")),
    ("/timeline Abrego Garcia", ShowTimeline("Abrego Garcia")),
    ('/timeline "Abrego Garcia" court', ShowTimeline("Abrego Garcia court")),
    ("/timeline", ShowTimeline()),
    ("/timeline court background:yes", ShowTimeline("court", background=True)),
    ("/discrepancies", ShowDiscrepancies()),
    (
        "/discrepancies prison kind:number,name severity:HARD state:all",
        ShowDiscrepancies("prison", ("number", "name"), "hard", "all"),
    ),
    ("/discrepancies kind:quote-wording", ShowDiscrepancies(kinds=("quote_wording",))),
    ("/discrepancies kind:Figure,quotes", ShowDiscrepancies(kinds=("number", "quote_wording"))),
    ("/discrepancies id:12", OpenDiscrepancy(12)),
    ("/discrepancies #12", OpenDiscrepancy(12)),
    ("/digest", Help("digest")),
    ("/digest list", ListDigests()),
    ("/digest unsubscribe 3", StopDigest(3)),
    ("/digest unsubscribe", StopDigest(None)),
    ("/digest pause", PauseDigest(None, True)),
    ("/digest resume 2", PauseDigest(2, False)),
    ("/digest now", PreviewDigest(order())),
    ("/digest now 4", PreviewDigest(4)),
    ("/digest subscribe", order()),
    (
        "/digest subscribe topic:deportation severity:hard at 09:00 Europe/London weekdays",
        order(topic="deportation", severity="hard", zone="Europe/London"),
    ),
    ("/digest subscribe at 9am London daily", order(zone="Europe/London", days=tuple(range(7)))),
    ("/digest subscribe at 7.30pm every day", order(at=time(19, 30), days=tuple(range(7)))),
    ("/digest subscribe at 9 on mon, wed and fri", order(days=(0, 2, 4))),
    ("/digest subscribe at noon mon-wed,sat", order(at=time(12), days=(0, 1, 2, 5))),
    (
        "/digest subscribe the prison exclude:Trump,Bukele at 08:15",
        order(topic="the prison", exclude=("Trump", "Bukele"), at=time(8, 15)),
    ),
    ("/index https://a.example/x?y=z", IndexLinks(("https://a.example/x?y=z",))),
    (
        "/index <https://a.example/x?y=1&amp;z=2|a.example/x> <HTTPS://B.example/>",
        IndexLinks(("https://a.example/x?y=1&z=2", "HTTPS://B.example/")),
    ),
    ("/index status", ShowLinks()),
    ("/index", Help("index")),
    ("/parallax status", ShowStatus()),
    ("/parallax stories", ShowStories()),
    (
        '/parallax outlet "003_1b" “Latin America Reports”',
        NameOutlet("003_1b", "Latin America Reports"),
    ),
    ("/parallax", Help()),
    ("/parallax help digest", Help("digest")),
]


@pytest.mark.parametrize(("line", "question"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_a_command_asks(line: str, question: Question) -> None:
    assert parse(line, HERE) == question


@pytest.mark.parametrize(
    ("line", "question"), COMMANDS[:20], ids=[line for line, _ in COMMANDS[:20]]
)
def test_a_mention_or_direct_message_asks_the_same_without_the_slash(
    line: str, question: Question
) -> None:
    assert understand(f"<@U0PARALLAX> {line.removeprefix('/')}", HERE) == question


PLAIN: list[tuple[str, Question]] = [
    ("https://a.example/x", IndexLinks(("https://a.example/x",))),
    (
        "Please read <https://a.example/x|this> and <https://b.example/?a=1&amp;b=2>.",
        IndexLinks(("https://a.example/x", "https://b.example/?a=1&b=2")),
    ),
    ("what do you make of <https://a.example/x>?", IndexLinks(("https://a.example/x",))),
    ("index https://a.example/x", IndexLinks(("https://a.example/x",))),
    ("who said https://a.example/x", WhoSaid(("https://a.example/x",))),
    ("who said preposterous?", WhoSaid(("preposterous",))),
    ("Who said the question was preposterous?", WhoSaid(("question", "preposterous"))),
    ('who said "hell of a president"?', WhoSaid((), ("hell of a president",))),
    ("what did Rubio say about gangs?", WhoSaid(("gangs",), by="Rubio")),
    ("What has President Bukele said?", WhoSaid(by="Bukele")),
    ("when was Abrego Garcia deported?", AskWhen(("deported",), ("Abrego", "Garcia"))),
    ("when was the man deported?", AskWhen(("deported", "man"))),
    ("when was he deported?", AskWhen(("deported",), person=True)),
    ("where was she arrested?", AskWhen(("arrested",), person=True, where=True)),
    ("in what year was the mill built?", AskWhen(("built", "mill"))),
    ("who sayd preposterous?", WhoSaid(("preposterous",))),
    ('who told Roe "the mill is shut"?', WhoSaid((), ("the mill is shut",))),
    ('who said "the mill is shut" of Leeds?', WhoSaid(("Leeds",), ("the mill is shut",))),
    ("Thanks!", Thanks()),
    ("thank you very much", Thanks()),
    ("what happened to Abrego Garcia", ShowTimeline("Abrego Garcia")),
    ("what differs about the prison?", ShowDiscrepancies("prison")),
    ("where do they disagree about the Supreme Court", ShowDiscrepancies("Supreme Court")),
    ("what do they disagree about?", ShowDiscrepancies()),
    ("how many were deported?", AskHowMany(("deported",))),
    ("how many were killed?", AskHowMany(("killed",))),
    ("how many people were killed in the crash?", AskHowMany(("crash", "killed"))),
    ("how many people?", AskHowMany(("people",))),
    ("when did the crash happen?", AskWhen(("crash",))),
    ("how old is Bukele?", AskHowMany((), ("Bukele",), "age")),
    ("what is the death toll?", AskHowMany(("killed",))),
    ("what do they disagree about?", ShowDiscrepancies()),
    ("do they agree on the prison?", ShowDiscrepancies("prison")),
    ("did Rubio say anything about courts?", WhoSaid(("courts",), by="Rubio")),
    ("who is Rubio?", ShowPerson("Rubio")),
    ("is it true that 12 people died?", CheckDraft("12 people died?")),
    ("check-draft The mayor said no.", CheckDraft("The mayor said no.")),
    ("check-draft story:3", OpenDraft(3)),
    (
        "what happened on 10 April 2025?",
        ShowTimeline(filters=Filters(since=date(2025, 4, 10), until=date(2025, 4, 10))),
    ),
    ("help", Help()),
    ("hello", Help()),
    ("", Help()),
]


@pytest.mark.parametrize(("line", "question"), PLAIN, ids=[line for line, _ in PLAIN])
def test_plain_words_ask(line: str, question: Question) -> None:
    assert understand(line, HERE) == question


BAD: list[tuple[str, type[ParallaxError], str]] = [
    ("/who-said", BadRequest, "/who-said by:Rubio"),
    ("/who-said by:", BadRequest, "needs a value"),
    ("/who-said outlets:BBC x", UnknownWord, "Did you mean outlet:?"),
    ("/who-said x since:never", BadDate, "is no date I can read"),
    ("/who-said x since:april until:march", BadRequest, "Turn the two dates round"),
    ("/who-said x story:three", BadRequest, "takes a number"),
    ("/discrepancies kind:nmber", UnknownWord, "Did you mean kind:number?"),
    ("/discrepancies severity:awful", UnknownWord, "It is one of hard, soft"),
    ("/digest subscrbe", UnknownWord, "Did you mean subscribe?"),
    ("/digest subscribe at 25:00", BadRequest, "is no time of day"),
    ("/digest subscribe at 9 Europe/Lundon", BadRequest, "There is no time zone"),
    ("/timelin x", UnknownWord, "Did you mean timeline?"),
    ("timelin x", UnknownWord, "Did you mean timeline?"),
    ("bukele prison", NotUnderstood, "Ask who said something"),
    ("/parallax outlet one", BadRequest, "both names"),
    ("/parallax statis", UnknownWord, "Did you mean status?"),
]


@pytest.mark.parametrize(("line", "error", "sentence"), BAD, ids=[line for line, *_ in BAD])
def test_a_bad_line_gets_a_sentence_that_says_what_to_do(
    line: str, error: type[ParallaxError], sentence: str
) -> None:
    with pytest.raises(error) as raised:
        understand(line, HERE)
    assert sentence in str(raised.value)


plain_words = st.text(st.characters(whitelist_categories=("L", "Nd")), min_size=1, max_size=12)
asked = st.builds(
    WhoSaid,
    st.lists(plain_words, min_size=1, max_size=4).map(tuple),
    st.lists(st.lists(plain_words, min_size=1, max_size=3).map(" ".join), max_size=2).map(tuple),
    st.one_of(st.none(), plain_words),
    st.builds(
        Filters,
        st.one_of(st.none(), plain_words, st.just("Latin America Reports")),
        st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2010, 1, 1))),
        st.one_of(st.none(), st.dates(date(2011, 1, 1), date(2020, 1, 1))),
        st.one_of(st.none(), st.integers(0, 10**6)),
    ),
    st.integers(1, 9),
)


@given(asked.filter(lambda question: question.words[0].lower() not in ("help",)))
def test_a_question_written_for_a_button_is_read_back_as_it_was(question: WhoSaid) -> None:
    assert parse(write(question), HERE) == question


@given(st.text(max_size=80))
def test_no_line_crashes_the_parser(line: str) -> None:
    for start in ("", "/who-said ", "/timeline ", "/discrepancies ", "/digest subscribe "):
        with contextlib.suppress(ParallaxError):  # any other error fails the test
            understand(start + line, HERE)


def test_pages_turn_both_ways_but_not_past_the_ends() -> None:
    assert turns(WhoSaid(("x",)), Page(1, 3, 12)) == ("", "/who-said x page:2")
    assert turns(WhoSaid(("x",), page=9), Page(3, 3, 12)) == ("/who-said x page:2", "")


@pytest.mark.parametrize(
    "line", ["/index mill", "/index https://a.example/ and more", "index ftp://a"]
)
def test_only_whole_links_are_indexed(line: str) -> None:
    with pytest.raises(BadRequest, match="is no link"):
        parse(line, HERE)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("/who-said outlets:Post tax", "/who-said outlet:Post tax"),
        ("timelin Bukele", "/timeline Bukele"),
        ("/discrepancy sverity:hard", "/discrepancies severity:hard"),
    ],
)
def test_a_slip_is_answered_with_the_whole_line_that_was_meant(line: str, instead: str) -> None:
    with pytest.raises(UnknownWord, match="Did you mean") as raised:
        understand(line, HERE)
    assert raised.value.instead == instead


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("since:14 April", date(2025, 4, 14)),
        ("since:12 March 2025", date(2025, 3, 12)),
        ("since: March 12, 2025", date(2025, 3, 12)),
        ("since:3rd of March", date(2025, 3, 3)),
        ("since:March 2025", date(2025, 3, 1)),
        ("since:last monday", date(2025, 4, 14)),
        ("since:2 days ago", date(2025, 4, 13)),
        ("since:2025-04-01", date(2025, 4, 1)),
    ],
)
def test_a_date_of_several_words_is_one_date_and_no_topic(typed: str, since: date) -> None:
    found = parse(f"/timeline fire {typed} mill", HERE)
    assert found == ShowTimeline("fire mill", Filters(since=since))


@pytest.mark.parametrize("typed", ["31 Feb", "31 February 2025", "2025-02-31", "31/02/2025"])
def test_a_day_that_does_not_exist_is_no_date(typed: str) -> None:
    with pytest.raises(BadDate, match=f"“{typed}” is no date"):
        parse(f"/timeline fire since:{typed}", HERE)


def test_a_filter_that_stands_there_twice_is_asked_back_about() -> None:
    with pytest.raises(BadRequest, match="by: stands there twice, with Rubio and Trump"):
        parse("/who-said by:Rubio by:Trump", HERE)
    assert parse("/who-said by:Rubio by:rubio", HERE) == WhoSaid(by="rubio")


def test_a_number_alone_opens_that_discrepancy() -> None:
    assert parse("/discrepancies 3", HERE) == parse("/discrepancies #3", HERE)
    assert isinstance(parse('/discrepancies "3"', HERE), ShowDiscrepancies)


def test_marks_that_nobody_sees_are_left_out() -> None:
    assert parse("/who-said \u202epre\u200bposterous\u200f", HERE) == WhoSaid(("preposterous",))
    shown = parse("/parallax story 1 split \u200f3\u200f", HERE)
    assert shown == parse("/parallax story 1 split 3", HERE)


def test_an_undo_takes_no_number() -> None:
    with pytest.raises(BadRequest, match="Type only /parallax story 3 undo"):
        parse("/parallax story 3 undo 7", HERE)


@pytest.mark.parametrize("mark", ["`", "```", "*", "_", "~"])
def test_a_command_in_code_marks_or_bold_is_a_command(mark: str) -> None:
    line = f"{mark}/who-said preposterous{mark}"
    assert understand(line, HERE) == WhoSaid(("preposterous",))


def test_a_call_to_everybody_is_dropped_from_a_question() -> None:
    asked = understand("<!here> <!subteam^S012|@desk> story 3", HERE)
    assert asked == understand("story 3", HERE)


def test_differences_are_asked_for_by_kind_and_by_a_wish() -> None:
    assert understand("show me the discrepancies about dates", HERE) == ShowDiscrepancies(
        kinds=("date",)
    )
    assert understand("What differs about the figures?", HERE) == ShowDiscrepancies(
        kinds=("number",)
    )
    assert understand("list differences about the prison", HERE) == ShowDiscrepancies("prison")
    assert understand("list all contradictions", HERE) == ShowDiscrepancies()
