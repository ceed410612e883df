"""What the desk answers: who said it, when it happened, where accounts differ."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.answers import DiscrepancyView
from desk.desk import Desk
from desk.errors import (
    BadRequest,
    EmptyArchive,
    NoMatch,
    UnknownStory,
)
from desk.ranked import is_body
from desk.requests import Filters, ShowDiscrepancies, ShowTimeline, WhoSaid
from handlers.blocks import discrepancies
from tests.desk.newsroom import ASKER, Clock, article

LEEDS = (
    article(
        "one",
        "“We saw 4 people leave the old house,” said Ann Roe.\n\nIt burned on 12 March 2025.",
        date(2025, 4, 12),
        url="https://one.example/fire",
    ),
    article(
        "two",
        "“We saw 5 people - leave the house,” said Ann Roe. It burned on 12 March 2025. "
        "It stood empty before on 1 March 2025.",
    ),
    article("three", "“The house was empty,” said Bob Lee. And 7 cats.", None),
)
YORK = (
    article(
        "four", "“Bring boats, not houses,” said Ann Roe.", date(2025, 4, 20), title="Flood in York"
    ),
    article(
        "five",
        "“Bring boats,” said Cay Lind. The Ouse rose on 3 March 2025.",
        title="Flood in York",
    ),
)


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with two stories."""
    desk.index(ASKER, [*LEEDS, *YORK])
    return desk


def said(desk: Desk, request: WhoSaid) -> list[str]:
    """The first printing of each utterance."""
    found = desk.who_said(ASKER, request)
    return ["".join(w.text for w in u.versions[0].words) for u in found.utterances]


class TestWhoSaid:
    def test_an_utterance_comes_once_with_every_printing(self, full: Desk) -> None:
        answer = full.who_said(ASKER, WhoSaid(words=("leaving",)))
        (utterance,) = answer.utterances
        assert (utterance.speaker, utterance.role) == ("Ann Roe", "Mayor")
        assert [v.citation.outlet for v in utterance.versions] == ["The One", "The Two"]
        assert utterance.count.sentence == "2 articles, 2 independent sources"
        assert answer.question == "leaving"
        assert not answer.closest

    def test_a_citation_bears_the_sentence_and_opens_the_article_at_it(self, full: Desk) -> None:
        (utterance,) = full.who_said(ASKER, WhoSaid(words=("old", "house"))).utterances
        first, second = (version.citation for version in utterance.versions)
        assert first.sentence == "“We saw 4 people leave the old house,” said Ann Roe."
        assert [first.sentence[a:b] for a, b in first.marks] == [
            "We saw 4 people leave the old house,"
        ]
        assert first.link == (
            "https://one.example/fire#:~:text="
            "%E2%80%9CWe%20saw%204%20people%20leave%20the%20old%20house%2C%E2%80%9D%20said%20Ann%20Roe."
        )
        assert second.link is None
        assert (first.published, first.at) == (date(2025, 4, 12), 0)

    def test_words_together_come_before_words_apart(self, desk: Desk) -> None:
        older = article("old", "“No boats came,” said Ann Roe.", date(2025, 4, 1))
        newer = article("new", "“Boats came, no cars,” said Bob Lee.", date(2025, 4, 2))
        desk.index(ASKER, [older, newer])
        assert said(desk, WhoSaid(words=("no", "boats"))) == [
            "No boats came,",
            "Boats came, no cars,",
        ]
        assert said(desk, WhoSaid(words=("boats", "no"))) == [
            "Boats came, no cars,",
            "No boats came,",
        ]

    def test_of_equal_fit_the_newest_comes_first_and_undated_last(self, full: Desk) -> None:
        found = said(full, WhoSaid(words=("house",)))
        assert found == [
            "Bring boats, not houses,",
            "We saw 4 people leave the old house,",
            "The house was empty,",
        ]

    @pytest.mark.parametrize(
        ("request_", "first_words"),
        [
            (WhoSaid(phrases=("bring boats",), by="lind"), ["Bring"]),
            (WhoSaid(by="Mayor Roe"), ["Bring", "We"]),
            (WhoSaid(by="ROE", words=("people",)), ["We"]),
            (WhoSaid(words=("bring",), filters=Filters(outlet="five")), ["Bring"]),
            (WhoSaid(filters=Filters(since=date(2025, 4, 14))), ["Bring", "We"]),
            (WhoSaid(filters=Filters(until=date(2025, 4, 13))), ["We"]),
            (WhoSaid(by="roe", filters=Filters(until=date(2025, 4, 13))), ["We"]),
        ],
    )
    def test_filters_narrow(self, full: Desk, request_: WhoSaid, first_words: list[str]) -> None:
        found = [line.split()[0] for line in said(full, request_)]
        assert sorted(set(found)) == first_words

    def test_a_story_narrows_by_its_number(self, full: Desk) -> None:
        york = next(v for v in full.stories(ASKER) if v.title == "Flood in York")
        found = said(full, WhoSaid(words=("house",), filters=Filters(story=york.id)))
        assert found == ["Bring boats, not houses,"]

    def test_a_misspelt_word_is_answered_with_the_closest(self, full: Desk) -> None:
        answer = full.who_said(ASKER, WhoSaid(words=("boatts",)))
        assert answer.closest
        assert answer.page.total == 2

    def test_where_no_quotation_has_all_words_most_of_them_do(self, full: Desk) -> None:
        answer = full.who_said(ASKER, WhoSaid(words=("people", "house", "boats")))
        assert answer.closest
        outlets = [utterance.versions[0].citation.outlet for utterance in answer.utterances]
        assert outlets == ["The Four", "The One"]

    @pytest.mark.parametrize(
        ("request_", "hint"),
        [
            (WhoSaid(by="Ann Row"), "“Ann Roe”"),
            (WhoSaid(words=("zzz",)), "another word"),
            (WhoSaid(words=("boats",), filters=Filters(outlet="Tree")), "“The Three”"),
            (WhoSaid(words=("boats",), filters=Filters(since=date(2026, 1, 1))), "Leave out"),
        ],
    )
    def test_no_match_says_what_to_do(self, full: Desk, request_: WhoSaid, hint: str) -> None:
        with pytest.raises(NoMatch, match=hint):
            full.who_said(ASKER, request_)

    def test_pages_hold_five_and_the_last_is_shown_where_there_are_no_more(
        self, desk: Desk
    ) -> None:
        desk.index(ASKER, [article(str(n), f"“Word{n} yes,” said Ann Roe.") for n in range(7)])
        first = desk.who_said(ASKER, WhoSaid(words=("yes",)))
        last = desk.who_said(ASKER, WhoSaid(words=("yes",), page=9))
        assert (len(first.utterances), len(last.utterances)) == (5, 2)
        assert (last.page.number, last.page.pages, last.page.total) == (2, 2, 7)
        assert first.count == last.count

    @pytest.mark.parametrize(
        "words", ['" OR *', "(", "a'b", "NEAR(", "%", "_", "\\", "\x00", "::", "&|!"]
    )
    def test_no_word_is_taken_for_a_command_of_the_database(self, full: Desk, words: str) -> None:
        for request in (
            WhoSaid((words,)),
            WhoSaid((), (words,)),
            WhoSaid((words, "boats"), by=words),
        ):
            with contextlib.suppress(NoMatch, BadRequest):
                full.who_said(ASKER, request)

    @pytest.mark.parametrize("words", ["😀", "...", "—", "_"])
    def test_what_holds_no_word_is_no_question(self, full: Desk, words: str) -> None:
        with pytest.raises(BadRequest, match="Type words that were said"):
            full.who_said(ASKER, WhoSaid((words,)))

    def test_the_closest_has_a_word_of_weight_as_it_was_typed(self, full: Desk) -> None:
        for typed in ("';", "DROP", "TABLE", "horses", "--"), ("we", "zzz"), ("hous", "zzz", "qq"):
            with contextlib.suppress(NoMatch):
                found = full.who_said(ASKER, WhoSaid(typed)).utterances
                shown = " ".join(w.text for u in found for v in u.versions for w in v.words)
                assert "hous" in typed
                assert "house" in shown

    def test_how_many_versions_a_filter_lets_through_is_counted(self, full: Desk) -> None:
        def matched(**filters: object) -> list[int | None]:
            request = WhoSaid(("leave",), filters=Filters(**filters))  # type: ignore[arg-type]
            return [utterance.matched for utterance in full.who_said(ASKER, request).utterances]

        assert matched() == [None]
        assert matched(outlet="one") == [1]
        assert matched(since=date(2025, 4, 14)) == [1]
        assert matched(until=date(2025, 4, 14)) == [2]

    def test_persons_come_before_bodies_of_their_name(self, desk: Desk) -> None:
        person = article("old", "“Old words,” said Ann Roe.", date(2025, 4, 1))
        body = article("new", "“New words,” said Roe Administration.", date(2025, 4, 2))
        desk.index(ASKER, [person, body])
        assert said(desk, WhoSaid(by="roe")) == ["Old words,", "New words,"]

    @pytest.mark.parametrize(
        ("name", "body"),
        [
            ("The Trump administration", True),
            ("Trump administration", True),
            ("Trump White House", True),
            ("Donald Trump", False),
            ("Ursula von der Leyen", False),
            ("Trump", False),
        ],
    )
    def test_a_body_is_told_by_its_name(self, name: str, body: bool) -> None:
        assert is_body(name) is body


class TestTimeline:
    def test_the_topic_chooses_the_story_and_marks_what_names_it(self, full: Desk) -> None:
        answer = full.timeline(ASKER, ShowTimeline("leeds"))
        assert answer.story.title == "Fire in Leeds"
        assert [(e.when, e.count.articles) for e in answer.entries] == [("12 March 2025", 2)]
        assert answer.folded == 1
        assert [e.names_topic for e in full.timeline(ASKER, ShowTimeline("burned")).entries] == [
            True
        ]

    def test_background_unfolds(self, full: Desk) -> None:
        answer = full.timeline(ASKER, ShowTimeline("leeds", background=True))
        assert [e.when for e in answer.entries] == ["1 March 2025", "12 March 2025"]
        assert answer.folded == 0

    def test_without_a_topic_the_newest_story_comes_and_names_the_others(self, full: Desk) -> None:
        answer = full.timeline(ASKER, ShowTimeline())
        assert answer.story.title == "Flood in York"
        assert [other.title for other in answer.others] == ["Fire in Leeds"]

    @pytest.mark.parametrize(
        "filters",
        [
            Filters(since=date(2025, 3, 13)),
            Filters(until=date(2025, 2, 28)),
            Filters(outlet="Three"),
        ],
    )
    def test_filters_that_leave_nothing_say_so(self, full: Desk, filters: Filters) -> None:
        with pytest.raises(NoMatch, match="outlet:"):
            full.timeline(ASKER, ShowTimeline("leeds", filters))

    def test_a_misspelt_topic_is_told_the_nearest(self, full: Desk) -> None:
        with pytest.raises(NoMatch, match="Did you mean “Leeds”"):
            full.timeline(ASKER, ShowTimeline("leets"))


def hard(desk: Desk) -> DiscrepancyView:
    return desk.discrepancies(ASKER, ShowDiscrepancies(severity="hard", state="all")).items[0]


class TestDiscrepancies:
    def test_each_side_cites_who_prints_it(self, full: Desk) -> None:
        found = hard(full)
        assert found.subject == "how many people"
        assert [(s.value, [c.outlet for c in s.citations]) for s in found.sides] == [
            ("4", ["The One"]),
            ("5", ["The Two"]),
        ]
        citation = found.sides[1].citations[0]
        assert [citation.sentence[a:b] for a, b in citation.marks] == ["5 people"]
        assert found.story.title == "Fire in Leeds"
        assert found.found_at == datetime(2025, 4, 15, 13, tzinfo=UTC)

    def test_the_serious_ones_come_first(self, full: Desk) -> None:
        full.index(ASKER, [article("six", "And 8 cats.")])
        answer = full.discrepancies(ASKER, ShowDiscrepancies())
        assert [item.severity for item in answer.items] == ["hard", "soft"]
        assert (answer.hard, answer.soft, answer.page.total) == (1, 1, 2)

    def test_a_topic_leaves_those_of_its_story_that_name_it(self, full: Desk) -> None:
        full.index(ASKER, [article("six", "And 8 cats.")])
        told = full.discrepancies(ASKER, ShowDiscrepancies("Ann Roe"))
        assert [item.severity for item in told.items] == ["hard"]
        assert (told.among, told.hard, told.soft, told.page.total) == (2, 1, 0, 1)
        assert "These name “Ann Roe”, 1 of 2 there." in str(discrepancies.render(told, "/x").blocks)
        fire = full.discrepancies(ASKER, ShowDiscrepancies("Leeds"))
        assert (len(fire.items), fire.among, fire.unnamed) == (2, 0, True)
        assert "None of them names “Leeds”" in str(discrepancies.render(fire, "/x").blocks)
        assert not full.discrepancies(ASKER, ShowDiscrepancies()).unnamed
        case = full.discrepancies(ASKER, ShowDiscrepancies("Leeds case"))
        assert (len(case.items), case.among) == (2, 0)
        alone = full.discrepancies(ASKER, ShowDiscrepancies("Ann Roe case"))
        assert (len(alone.items), alone.among) == (1, 2)

    @pytest.mark.parametrize(
        ("request_", "error"),
        [
            (ShowDiscrepancies(kinds=("numbers",)), BadRequest),
            (ShowDiscrepancies(severity="harsh"), BadRequest),
            (ShowDiscrepancies(state="closed"), BadRequest),
            (ShowDiscrepancies(topic="york"), NoMatch),
            (ShowDiscrepancies(topic="paris"), NoMatch),
            (ShowDiscrepancies(filters=Filters(outlet="three")), NoMatch),
            (ShowDiscrepancies(filters=Filters(story=99)), UnknownStory),
            (ShowDiscrepancies(state="dismissed"), NoMatch),
        ],
    )
    def test_what_cannot_be_answered_is_regretted(
        self, full: Desk, request_: ShowDiscrepancies, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            full.discrepancies(ASKER, request_)

    def test_what_people_decide_is_shown_and_can_be_undone(self, full: Desk, clock: Clock) -> None:
        id = hard(full).id
        full.decide(ASKER, id, "note", "ask the brigade")
        full.decide(replace(ASKER, person="U2"), id, "resolve")
        clock.pass_by(minutes=1)
        view = full.decide(ASKER, id, "dismiss", "same count, later hour")
        assert view.state == "dismissed"
        assert [(d.person, d.action, d.note) for d in view.decisions] == [
            ("U1", "noted", "ask the brigade"),
            ("U2", "resolved", ""),
            ("U1", "dismissed", "same count, later hour"),
        ]
        assert full.decide(ASKER, id, "undo").state == "resolved"
        assert full.decide(ASKER, id, "undo").state == "open"
        with pytest.raises(BadRequest, match="nothing to undo"):
            full.decide(ASKER, id, "undo")

    def test_a_snooze_ends_by_itself(self, full: Desk, clock: Clock) -> None:
        id = hard(full).id
        tomorrow = datetime(2025, 4, 16, 13, tzinfo=UTC)
        assert full.decide(ASKER, id, "snooze", until=tomorrow).state == "snoozed"
        assert full.discrepancies(ASKER, ShowDiscrepancies(state="snoozed")).page.total == 1
        with pytest.raises(NoMatch):
            full.discrepancies(ASKER, ShowDiscrepancies())
        clock.pass_by(days=1)
        assert full.discrepancies(ASKER, ShowDiscrepancies()).items[0].state == "open"
        with pytest.raises(NoMatch):
            full.discrepancies(ASKER, ShowDiscrepancies(state="snoozed"))

    @pytest.mark.parametrize(
        ("action", "note"),
        [("delete", ""), ("snooze", ""), ("note", " "), ("assign", ""), ("undo", "")],
    )
    def test_a_decision_that_lacks_something_is_refused(
        self, full: Desk, action: str, note: str
    ) -> None:
        with pytest.raises(BadRequest):
            full.decide(ASKER, hard(full).id, action, note)
        assert hard(full).decisions == ()

    def test_decisions_survive_new_articles_and_renames(self, full: Desk) -> None:
        before = hard(full)
        full.decide(ASKER, before.id, "dismiss")
        full.index(ASKER, [article("six", "Nothing new.")])
        full.rename_outlet(ASKER, "The One", "Leeds Post")
        after = hard(full)
        assert (after.id, after.state, after.found_at) == (before.id, "dismissed", before.found_at)
        assert after.sides[0].citations[0].outlet == "Leeds Post"

    def test_what_is_gone_can_still_be_opened(self, full: Desk) -> None:
        id = hard(full).id
        changed = replace(LEEDS[1], text=LEEDS[1].text.replace("5 people", "4 people"))
        full.index(ASKER, [changed])
        assert full.discrepancy(ASKER, id).subject == "how many people"
        with pytest.raises(NoMatch):
            full.discrepancies(ASKER, ShowDiscrepancies())
        with pytest.raises(NoMatch):
            full.discrepancy(ASKER, 999)


class TestTheRest:
    def test_an_empty_archive_says_what_to_do(self, desk: Desk) -> None:
        for question in (
            lambda: desk.who_said(ASKER, WhoSaid(words=("a",))),
            lambda: desk.timeline(ASKER, ShowTimeline("a")),
            lambda: desk.discrepancies(ASKER, ShowDiscrepancies()),
            lambda: desk.rename_outlet(ASKER, "a", "b"),
        ):
            with pytest.raises(EmptyArchive, match="parallax index FILE"):
                question()
        assert desk.stories(ASKER) == ()
        assert desk.status(ASKER).articles == 0

    def test_stories_come_newest_first_with_their_size(self, full: Desk) -> None:
        york, leeds = full.stories(ASKER)
        assert (york.title, york.articles, york.sources) == ("Flood in York", 2, 2)
        assert (leeds.first, leeds.last) == (date(2025, 4, 12), date(2025, 4, 14))
        assert leeds.outlets == ("The One", "The Three", "The Two")

    def test_context_shows_the_paragraph_and_its_neighbour_with_the_sentence_marked(
        self, full: Desk
    ) -> None:
        citation = full.timeline(ASKER, ShowTimeline("leeds")).entries[0].citations[0]
        found = full.context(ASKER, citation.article, citation.at)
        ((place, start, end),) = found.marks
        assert len(found.paragraphs) == 2
        assert found.paragraphs[place][start:end] == citation.sentence
        assert citation.sentence == "It burned on 12 March 2025."
        with pytest.raises(NoMatch):
            full.context(ASKER, 999, 0)

    def test_a_quotation_in_context_is_marked_and_nothing_else(self, full: Desk) -> None:
        full.index(ASKER, [article("nine", "“The bell tower leans,” said Ann Roe.\n\nHe wept.")])
        (utterance,) = full.who_said(ASKER, WhoSaid(("bell", "tower"))).utterances
        citation = utterance.versions[0].citation
        at = citation.at + citation.marks[0][0]
        found = full.context(ASKER, citation.article, at, quotation=True)
        ((place, start, end),) = found.marks
        assert found.paragraphs[place][start:end].strip("“,”") == "The bell tower leans"
        assert found.paragraphs[place + 1] == "He wept."
        bare = full.context(ASKER, citation.article, citation.at)
        ((place, start, end),) = bare.marks
        assert found.paragraphs[place][start:end] == citation.sentence

    def test_an_outlet_named_by_hand_keeps_its_name(self, full: Desk) -> None:
        assert full.rename_outlet(ASKER, "the one", "Leeds Post") == 1
        full.index(ASKER, [article("seven", "“Ash everywhere,” said Ann Roe.", outlet="The One")])
        (utterance,) = full.who_said(ASKER, WhoSaid(words=("ash",))).utterances
        assert utterance.versions[0].citation.outlet == "Leeds Post"
        found = full.who_said(ASKER, WhoSaid(filters=Filters(outlet="leeds")))
        assert found.page.total == 2
        assert full.rename_outlet(ASKER, "Leeds P…", "Post") == 2

    def test_a_name_that_no_outlet_bears_is_told_the_nearest(self, full: Desk) -> None:
        with pytest.raises(NoMatch, match="“The Two”"):
            full.rename_outlet(ASKER, "Teh Tow", "Post")
        with pytest.raises(BadRequest):
            full.rename_outlet(ASKER, "The One", " ")

    def test_an_unknown_story_is_told_the_newest(self, full: Desk) -> None:
        with pytest.raises(UnknownStory, match="Flood in York"):
            full.timeline(ASKER, ShowTimeline(filters=Filters(story=99)))

    def test_a_zone_that_slack_alone_knows_reads_as_utc(self, full: Desk) -> None:
        odd = replace(ASKER, zone="Mars/Olympus")
        assert full.timeline(odd, ShowTimeline("leeds")).page.total == 1
