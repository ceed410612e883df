"""Stories merged and split by hand: kept for good, put back when undone, never by the machine."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from collation.features import Frequencies, StoryItem
from desk.answers import DiscrepancyView
from desk.desk import Desk
from desk.errors import BadRequest, EmptyArchive, NoMatch, ParallaxError, UnknownStory
from desk.grouped import MergeStories, Regrouped, ShowStory, SplitStory, StoryCard, UndoStory
from desk.postings import Posting
from desk.removal import Forget
from desk.requests import (
    AddEntry,
    Asker,
    CorrectEntry,
    Filters,
    Period,
    ShowDiscrepancies,
    ShowTimeline,
    Subscribe,
    WhoSaid,
)
from intake.article import Article
from store.archive import Archive
from store.story_links import story_decisions, story_links
from tests.desk.newsroom import ASKER, COLLATION, Clock, article, read
from tests.desk.test_keeping import MORNING_ORDER

OTHER = Asker("T1", "U2")
TOWNS = ("leeds", "york", "hull", "selby")


def by_town(items: Sequence[StoryItem], _: Frequencies | None = None) -> list[list[str]]:
    """One story for each town that is named first in the list."""
    found: dict[str, list[str]] = {}
    for item in sorted(items, key=lambda item: item.id):
        names = dict(item.names)
        found.setdefault(next((t for t in TOWNS if t in names), ""), []).append(item.id)
    return list(found.values())


def told(name: str, town: str, text: str, day: int = 10, month: int = 4) -> Article:
    return article(name, text, date(2025, month, day), title=f"Fire in {town}")


LEEDS = (
    told("one", "Leeds", "“Mills burn” said Ann Roe. There were 4 people on 3 March 2025."),
    told("two", "Leeds", "“Mills burned” said Ann Roe. There were 5 people on 3 March 2025.", 11),
    told("three", "Leeds", "Water ran out on 4 March 2025. They saw 2 cats.", 12),
)
YORK = (
    told("four", "York", "“Dams hold” said Bob Lee. There were 6 people on 5 March 2025.", 11),
    told("five", "York", "Dams held on 5 March 2025. They saw 1 cats and 7 dogs.", 12),
)
HULL = (told("six", "Hull", "A ship sank. They saw 8 dogs.", 12),)


@pytest.fixture
def newsroom(archive: Archive, clock: Clock) -> Desk:
    """Three stories: Leeds of three articles, York of two, Hull of one."""
    desk = Desk(archive, read, clock, replace(COLLATION, group=by_town))
    for some in (LEEDS, YORK, HULL):
        desk.index(ASKER, some)
    clock.pass_by(hours=1)
    return desk


def number(desk: Desk, town: str) -> int:
    return next(one.id for one in desk.stories(ASKER) if one.title == f"Fire in {town}")


def card(desk: Desk, story: int) -> StoryCard:
    return desk.grouping.card(ASKER, ShowStory(story))


def outlets(desk: Desk, story: int) -> set[str]:
    return {one.outlet.removeprefix("The ").lower() for one in card(desk, story).articles}


def ids(desk: Desk, story: int, *names: str) -> tuple[str, ...]:
    known = {one.outlet: str(one.id) for one in card(desk, story).articles}
    return tuple(known[f"The {name.title()}"] for name in names)


def merge(desk: Desk, one: int, other: int | str, asker: Asker = ASKER) -> Regrouped:
    done = desk.grouping.decide(asker, MergeStories(one, other))
    desk.grouping.collated(asker, done.story)
    return done


def split(desk: Desk, story: int, *names: str, asker: Asker = ASKER) -> Regrouped:
    wanted = ids(desk, story, *names)
    done = desk.grouping.decide(asker, SplitStory(story, wanted))
    desk.grouping.collated(asker, done.story)
    return done


def undo(desk: Desk, story: int, decision: int | None = None) -> Regrouped:
    done = desk.grouping.decide(OTHER, UndoStory(story, decision))
    desk.grouping.collated(ASKER, done.story)
    return done


def found(desk: Desk, story: int, state: str = "open") -> dict[str, DiscrepancyView]:
    try:
        wanted = ShowDiscrepancies(state=state, filters=Filters(story=story))
        return {one.subject: one for one in desk.discrepancies(ASKER, wanted).items}
    except NoMatch:
        return {}


def values(view: DiscrepancyView) -> list[str]:
    return sorted(side.value for side in view.sides)


# Merged.


def test_merged_stories_are_one_at_once_and_both_numbers_lead_to_it(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    done = merge(newsroom, york, leeds, OTHER)
    assert (done.story, done.other, done.articles) == (leeds, york, 2)
    shown = card(newsroom, york)
    assert (shown.story.id, shown.asked, shown.page.total) == (leeds, york, 5)
    assert outlets(newsroom, leeds) == {"one", "two", "three", "four", "five"}
    assert values(found(newsroom, york)["how many people"]) == ["4", "5", "6"]
    assert "how many cats" in found(newsroom, leeds)
    entries = newsroom.timeline(ASKER, ShowTimeline(filters=Filters(story=york))).entries
    assert [entry.when for entry in entries] == ["3 March 2025", "4 March 2025", "5 March 2025"]
    said = newsroom.who_said(ASKER, WhoSaid(filters=Filters(story=leeds)))
    assert {one.speaker for one in said.utterances} == {"Ann Roe", "Bob Lee"}


def test_who_merged_what_and_when_is_kept(newsroom: Desk, clock: Clock) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    merge(newsroom, leeds, york, OTHER)
    (change,) = card(newsroom, leeds).changes
    assert (change.action, change.person, change.at) == ("merged", "U2", clock())
    assert (change.story, change.other, change.articles) == (leeds, york, 2)
    assert card(newsroom, leeds).undo == change.id


def test_a_story_is_named_by_words_of_its_title_too(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    assert merge(newsroom, leeds, "fire in York").other == number_before(newsroom, "York", leeds)
    with pytest.raises(NoMatch, match="No story is about “zanzibar”"):
        merge(newsroom, leeds, "zanzibar")
    with pytest.raises(BadRequest, match=r"fits several stories: \d+ “Fire in \w+”"):
        merge(newsroom, leeds, "fire")


def number_before(desk: Desk, town: str, merged_into: int) -> int:
    (change,) = card(desk, merged_into).changes
    return change.other


def test_what_the_machine_adds_later_to_either_comes_to_the_one_story(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    merge(newsroom, leeds, york)
    newsroom.index(ASKER, [told("seven", "York", "Rain fell.", 14), told("x", "Leeds", "Sun.", 14)])
    assert outlets(newsroom, york) == {"one", "two", "three", "four", "five", "seven", "x"}


def test_what_lies_far_from_the_newest_articles_is_not_torn_off(newsroom: Desk) -> None:
    newsroom.index(ASKER, [told("old", "Selby", "An old mill cracked.", 10, month=1)])
    leeds, old = number(newsroom, "Leeds"), number(newsroom, "Selby")
    merge(newsroom, old, leeds)
    newsroom.index(ASKER, [told("late", "Leeds", "The mill is built again.", 5, month=5)])
    assert outlets(newsroom, leeds) == {"one", "two", "three", "old", "late"}
    far = split(newsroom, leeds, "old").other
    newsroom.index(ASKER, [told("new", "Leeds", "An old mill cracked there.", 6, month=5)])
    assert outlets(newsroom, far) == {"old"}
    assert "new" in outlets(newsroom, leeds)


def test_a_text_that_its_outlet_changes_stays_where_people_put_it(
    newsroom: Desk, clock: Clock
) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    merge(newsroom, leeds, york)
    clock.pass_by(hours=1)
    newsroom.index(ASKER, [replace(YORK[0], text=YORK[0].text.replace("6", "9"))])
    assert outlets(newsroom, leeds) == {"one", "two", "three", "four", "five"}
    assert values(found(newsroom, leeds)["how many people"]) == ["4", "5", "9"]


def test_undone_both_are_as_they_were_under_the_numbers_people_know(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    before = {town: found(newsroom, town)["how many people"].id for town in (leeds,)}
    merge(newsroom, leeds, york)
    done = undo(newsroom, york)
    assert (done.story, done.other, done.undone, done.unmoved) == (leeds, york, True, False)
    assert outlets(newsroom, leeds) == {"one", "two", "three"}
    assert outlets(newsroom, york) == {"four", "five"}
    assert card(newsroom, york).story.title == "Fire in York"
    assert found(newsroom, leeds)["how many people"].id == before[leeds]
    assert found(newsroom, york) == {}
    (change,) = card(newsroom, york).changes
    assert (change.undone_by, card(newsroom, york).undo) == ("U2", None)
    newsroom.index(ASKER, [told("seven", "York", "Rain fell.", 14)])
    assert outlets(newsroom, york) == {"four", "five", "seven"}


def test_numbers_that_led_to_a_merged_story_lead_there_again(newsroom: Desk) -> None:
    leeds, york, hull = (number(newsroom, town) for town in ("Leeds", "York", "Hull"))
    merge(newsroom, york, hull)
    merge(newsroom, leeds, york)
    assert card(newsroom, hull).story.id == leeds
    undo(newsroom, leeds)
    assert card(newsroom, hull).story.id == york
    assert outlets(newsroom, hull) == {"four", "five", "six"}
    undo(newsroom, hull)
    assert outlets(newsroom, hull) == {"six"}


def test_a_number_split_off_meanwhile_leads_to_where_its_articles_are(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    merge(newsroom, leeds, york)
    off = split(newsroom, leeds, "four").other
    undo(newsroom, off)
    assert card(newsroom, off).story.id == leeds
    undo(newsroom, leeds)
    assert card(newsroom, off).story.id == york


def test_what_came_since_goes_with_the_half_it_is_like_when_a_merge_is_undone(
    newsroom: Desk,
) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    merge(newsroom, leeds, york)
    newsroom.index(ASKER, [told("seven", "York", "Dams hold and dams held.", 14)])
    undo(newsroom, leeds)
    assert outlets(newsroom, york) == {"four", "five", "seven"}


# Split.


def test_what_is_split_off_is_a_story_of_its_own_at_once(newsroom: Desk, clock: Clock) -> None:
    leeds = number(newsroom, "Leeds")
    done = split(newsroom, leeds, "two", "three", asker=OTHER)
    assert (done.story, done.articles) == (leeds, 2)
    assert outlets(newsroom, leeds) == {"one"}
    assert outlets(newsroom, done.other) == {"two", "three"}
    assert found(newsroom, leeds) == {}
    for story in (leeds, done.other):
        (change,) = card(newsroom, story).changes
        assert (change.action, change.person, change.articles) == ("split", "U2", 2)


def test_the_machine_does_not_join_again_what_was_split(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    off = split(newsroom, leeds, "three").other
    fire = told("fire", "Leeds", "Mills burn, said Ann Roe again; there were 4 people.", 13)
    water = told("water", "Leeds", "Water ran out again. They saw 3 cats.", 13)
    newsroom.index(ASKER, [fire, water])
    assert outlets(newsroom, leeds) == {"one", "two", "fire"}
    assert outlets(newsroom, off) == {"three", "water"}
    newsroom.index(ASKER, [told("later", "Leeds", "Water ran, and cats.", 5, month=5)])
    assert outlets(newsroom, off) == {"three", "water", "later"}


def test_one_story_split_twice_stays_three(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    newsroom.index(ASKER, [told("more", "Leeds", "Water ran out. They saw 4 cats.", 13)])
    off = split(newsroom, leeds, "three", "more").other
    third = split(newsroom, off, "more").other
    newsroom.index(ASKER, [told("x", "Leeds", "Mills burn.", 14), told("y", "Hull", "Rain.", 14)])
    assert outlets(newsroom, leeds) == {"one", "two", "x"}
    assert (outlets(newsroom, off), outlets(newsroom, third)) == ({"three"}, {"more"})


def test_undone_a_split_is_one_story_again_and_both_numbers_lead_to_it(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    people = found(newsroom, leeds)["how many people"].id
    off = split(newsroom, leeds, "two").other
    done = undo(newsroom, off)
    assert (done.story, done.other) == (leeds, off)
    assert outlets(newsroom, off) == {"one", "two", "three"}
    assert found(newsroom, leeds)["how many people"].id == people


def test_undone_a_split_keeps_its_number_though_most_of_it_was_split_off(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    off = split(newsroom, leeds, "two", "three").other
    done = undo(newsroom, off)
    assert (done.story, done.other, card(newsroom, off).story.id) == (leeds, off, leeds)
    assert outlets(newsroom, leeds) == {"one", "two", "three"}


def test_articles_are_named_by_number_link_or_outlet(newsroom: Desk) -> None:
    linked = replace(told("web", "Leeds", "Mud came down.", 13), url="https://web.example/a?b=1")
    newsroom.index(ASKER, [linked])
    leeds = number(newsroom, "Leeds")
    (two,) = ids(newsroom, leeds, "two")
    wanted = (f"#{two}", "http://web.example/a?b=1#top", "the three")
    done = newsroom.grouping.decide(ASKER, SplitStory(leeds, wanted))
    newsroom.grouping.collated(ASKER, leeds)
    assert outlets(newsroom, done.other) == {"two", "web", "three"}


def test_the_number_of_an_older_text_means_what_the_outlet_prints_now(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    (old,) = ids(newsroom, leeds, "two")
    newsroom.index(ASKER, [replace(LEEDS[1], text=LEEDS[1].text.replace("5", "6"))])
    assert ids(newsroom, leeds, "two") != (old,)
    done = newsroom.grouping.decide(ASKER, SplitStory(leeds, (old,)))
    assert outlets(newsroom, done.other) == {"two"}


# What people decided about what was found goes along.


def test_a_verdict_goes_with_its_articles_and_is_no_news(newsroom: Desk, clock: Clock) -> None:
    leeds = number(newsroom, "Leeds")
    people = found(newsroom, leeds)["how many people"]
    newsroom.decide(ASKER, people.id, "dismiss", "Four it is")
    off = split(newsroom, leeds, "one", "two").other
    moved = found(newsroom, off, "dismissed")["how many people"]
    assert (moved.id, moved.story.id, moved.present) == (people.id, off, True)
    assert moved.decisions[-1].note == "Four it is"
    assert found(newsroom, leeds, "all") == {}
    newsroom.grouping.decide(ASKER, UndoStory(off))
    newsroom.grouping.collated(ASKER, leeds)
    assert found(newsroom, leeds, "dismissed")["how many people"].id == people.id
    clock.pass_by(hours=1)
    assert newsroom.digests.preview(ASKER, MORNING_ORDER).total == 0


def test_parting_what_was_merged_makes_no_news_and_merging_does(newsroom: Desk) -> None:
    def news() -> int:
        order: Subscribe = MORNING_ORDER
        return newsroom.digests.preview(ASKER, order).total

    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    before = news()
    assert before == 1  # people in Leeds
    merge(newsroom, leeds, york)
    assert news() == 2  # three values of people now, and cats
    undo(newsroom, leeds)
    assert news() == before


def test_of_two_that_become_one_what_people_decided_stays(newsroom: Desk, clock: Clock) -> None:
    newsroom.index(ASKER, [told("y4", "York", "There were 5 people."), told("y5", "York", "Rain.")])
    newsroom.index(ASKER, [replace(YORK[0], text="There were 4 people in York, a dam held.")])
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    here, there = (found(newsroom, one)["how many people"] for one in (leeds, york))
    assert here.id != there.id
    newsroom.decide(ASKER, there.id, "resolve", "Five")
    shape = {"day": "2025-04-15", "zone": "UTC", "topic": "", "folded": []}
    newsroom.postings.keep(ASKER, Posting("C1", "1.1", None, "digest", shape), [here])
    clock.pass_by(hours=1)
    whole = merge(newsroom, leeds, york).story
    (view,) = [
        one
        for one in newsroom.discrepancies(ASKER, ShowDiscrepancies(state="all")).items
        if one.subject == "how many people"
    ]
    assert (view.id, view.state, view.story.id) == (there.id, "resolved", whole)
    (renewal,) = newsroom.postings.claim_outdated()
    assert renewal.views[0].now_as is not None
    assert renewal.views[0].now_as.id == there.id
    undo(newsroom, whole)
    assert found(newsroom, leeds)["how many people"].id == here.id
    assert found(newsroom, york, "resolved")["how many people"].id == there.id


def test_a_posted_card_is_made_anew_and_its_thread_is_told_nothing(
    newsroom: Desk, clock: Clock
) -> None:
    leeds = number(newsroom, "Leeds")
    people = found(newsroom, leeds)["how many people"]
    newsroom.postings.keep(ASKER, Posting("C1", "1.1", None, "card", {"zone": "UTC"}), [people])
    clock.pass_by(hours=1)
    off = split(newsroom, leeds, "one", "two").other
    (renewal,) = newsroom.postings.claim_outdated()
    assert (renewal.views[0].story.id, renewal.changes) == (off, ())


def test_what_people_changed_in_a_timeline_goes_with_its_sentences(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")

    def when(story: int) -> list[str]:
        found = newsroom.timeline(ASKER, ShowTimeline(filters=Filters(story=story)))
        return [entry.when for entry in found.entries]

    entries = newsroom.timeline(ASKER, ShowTimeline(filters=Filters(story=york))).entries
    period = Period(date(2025, 3, 6), date(2025, 3, 6), "day")
    newsroom.correct_entry(ASKER, CorrectEntry(york, entries[0].id, "dated", period))
    day = Period(date(2025, 3, 20), date(2025, 3, 20), "day")
    newsroom.add_entry(ASKER, AddEntry(york, day, "The dam is mended"))
    assert when(york) == ["6 March 2025", "20 March 2025"]
    merge(newsroom, leeds, york)
    assert when(leeds) == ["3 March 2025", "4 March 2025", "6 March 2025", "20 March 2025"]
    undo(newsroom, leeds)
    assert when(leeds) == ["3 March 2025", "4 March 2025"]
    assert when(york) == ["6 March 2025", "20 March 2025"]


def by_hand(desk: Desk, story: int) -> list[str]:
    """What people added to a timeline."""
    try:
        entries = desk.timeline(ASKER, ShowTimeline(filters=Filters(story=story))).entries
    except NoMatch:
        return []
    return [entry.what for entry in entries if entry.what]


DAY = Period(date(2025, 3, 20), date(2025, 3, 20), "day")


def test_an_entry_added_by_hand_goes_with_the_article_that_it_links_to(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    newsroom.index(
        ASKER, [replace(told("web", "Leeds", "Mud came."), url="https://web.example/mud")]
    )
    link = "http://web.example/mud/#top"
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Roads shut", link=link))
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Rain fell", link="https://else.example/"))
    done = split(newsroom, leeds, "web")
    assert (done.went, done.stayed) == (1, 1)
    assert (by_hand(newsroom, leeds), by_hand(newsroom, done.other)) == (
        ["Rain fell"],
        ["Roads shut"],
    )
    undo(newsroom, leeds)
    assert sorted(by_hand(newsroom, leeds)) == ["Rain fell", "Roads shut"]


def test_an_entry_added_by_hand_goes_by_words_that_one_half_alone_has(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Water for the cats"))
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Water for people in mills"))
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "People burn mills"))
    done = split(newsroom, leeds, "three")
    assert by_hand(newsroom, done.other) == ["Water for the cats"]
    assert sorted(by_hand(newsroom, leeds)) == ["People burn mills", "Water for people in mills"]
    assert (done.went, done.stayed) == (1, 1)


def test_what_was_added_to_a_merged_story_goes_with_its_half_again(
    newsroom: Desk, clock: Clock
) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "An older one"))
    clock.pass_by(hours=1)
    merge(newsroom, leeds, york)
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Dams and dogs"))
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Nothing tells"))
    done = undo(newsroom, leeds)
    assert by_hand(newsroom, york) == ["Dams and dogs"]
    assert sorted(by_hand(newsroom, leeds)) == ["An older one", "Nothing tells"]
    assert (done.went, done.stayed) == (1, 1)


def test_an_entry_added_by_hand_goes_with_the_one_it_was_joined_to(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    newsroom.add_entry(ASKER, AddEntry(leeds, DAY, "Said otherwise"))
    shown = newsroom.timeline(ASKER, ShowTimeline(filters=Filters(story=leeds))).entries
    hand = next(one for one in shown if one.what)
    fourth = next(one for one in shown if one.when == "4 March 2025")
    newsroom.correct_entry(ASKER, CorrectEntry(leeds, hand.id, "merged", other=fourth.id))
    done = split(newsroom, leeds, "three")
    assert (done.went, done.stayed) == (1, 0)
    assert by_hand(newsroom, leeds) == []


# Refused in a sentence.


def test_what_cannot_be_is_refused_in_a_sentence(newsroom: Desk) -> None:
    leeds, york, hull = (number(newsroom, town) for town in ("Leeds", "York", "Hull"))
    (four,) = ids(newsroom, york, "four")
    refusals: list[tuple[MergeStories | SplitStory | UndoStory, type[ParallaxError], str]] = [
        (MergeStories(leeds, leeds), BadRequest, f"That is story {leeds} itself"),
        (MergeStories(leeds, 999), UnknownStory, "There is no story 999. The newest is"),
        (MergeStories(999, leeds), UnknownStory, "There is no story 999"),
        (SplitStory(leeds, ()), BadRequest, "Say which articles are another story"),
        (SplitStory(hull, ids(newsroom, hull, "six")), BadRequest, "One article has to stay"),
        (SplitStory(leeds, (four,)), BadRequest, f"Article {four} is in story {york}, not in"),
        (SplitStory(leeds, ("999",)), NoMatch, "There is no article 999: it was never"),
        (SplitStory(leeds, ("https://no.example/",)), NoMatch, "has the link https://no"),
        (SplitStory(leeds, ("the moon",)), BadRequest, "“the moon” is no article of story"),
        (UndoStory(leeds), BadRequest, "There is nothing to undo: nobody has merged"),
        (UndoStory(leeds, 77), NoMatch, "There is nothing to undo any more"),
    ]
    for request, kind, says in refusals:
        with pytest.raises(kind, match=says):
            newsroom.grouping.decide(ASKER, request)
    assert outlets(newsroom, leeds) == {"one", "two", "three"}
    assert card(newsroom, leeds).changes == ()


def test_what_somebody_did_already_is_said(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    merge(newsroom, leeds, york)
    with pytest.raises(BadRequest, match=f"Story {york} is part of story {leeds} already: some"):
        merge(newsroom, leeds, york)
    with pytest.raises(BadRequest, match=f"Story {york} is part of story {leeds} already: some"):
        merge(newsroom, york, leeds)
    (two,) = ids(newsroom, leeds, "two")
    off = split(newsroom, leeds, "two").other
    with pytest.raises(BadRequest, match=rf"is in story {off}, not in story {leeds}: somebody sp"):
        newsroom.grouping.decide(ASKER, SplitStory(leeds, (two,)))
    merged, parted = (one.id for one in card(newsroom, leeds).changes)
    with pytest.raises(BadRequest, match=rf"Since then story {off} was split off story {leeds}"):
        undo(newsroom, leeds, merged)
    undo(newsroom, leeds, parted)
    with pytest.raises(BadRequest, match="undone already"):
        undo(newsroom, leeds, parted)


def test_the_newer_decision_wins(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    off = split(newsroom, leeds, "three").other
    merge(newsroom, off, leeds)
    newsroom.index(ASKER, [told("x", "Hull", "Rain.", 14), told("y", "Leeds", "Sun.", 14)])
    assert outlets(newsroom, leeds) == {"one", "two", "three", "y"}
    undo(newsroom, leeds)
    assert outlets(newsroom, off) - {"y"} == {"three"}
    assert outlets(newsroom, leeds) - {"y"} == {"one", "two"}


def test_an_empty_archive_says_so(desk: Desk) -> None:
    with pytest.raises(EmptyArchive):
        desk.grouping.card(ASKER, ShowStory(1))
    with pytest.raises(EmptyArchive):
        desk.grouping.decide(ASKER, MergeStories(1, 2))


# Others.


def test_another_workspace_is_not_touched(newsroom: Desk) -> None:
    stranger = Asker("T2", "U9")
    newsroom.index(stranger, [*LEEDS, *YORK])
    merge(newsroom, number(newsroom, "Leeds"), number(newsroom, "York"))
    assert len(newsroom.stories(stranger)) == 2
    theirs = newsroom.stories(stranger)[0].id
    with pytest.raises(UnknownStory):
        newsroom.grouping.decide(ASKER, MergeStories(number(newsroom, "Leeds"), theirs))
    with pytest.raises(NoMatch):
        newsroom.grouping.decide(stranger, UndoStory(theirs, 1))


def test_of_several_at_once_one_does_it_and_the_others_are_told(newsroom: Desk) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    outcomes: list[str] = []

    def work(one: int, other: int) -> None:
        try:
            merge(newsroom, one, other)
            outcomes.append("done")
        except BadRequest as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=work, args=pair) for pair in ((leeds, york), (york, leeds))]
    threads.append(
        threading.Thread(
            target=lambda: newsroom.index(ASKER, [told("n", "York", "Rain fell.", 14)])
        )
    )
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    newsroom.catch_up(ASKER)
    assert sorted(outcome[:5] for outcome in outcomes) == ["Story", "done"]
    assert outlets(newsroom, leeds) == {"one", "two", "three", "four", "five", "n"}


def test_a_decision_that_comes_while_articles_are_grouped_is_kept_to(
    archive: Archive, newsroom: Desk, clock: Clock
) -> None:
    leeds, york = number(newsroom, "Leeds"), number(newsroom, "York")
    done: list[Regrouped] = []

    def torn(items: Sequence[StoryItem], _: Frequencies) -> list[list[str]]:
        """Every article alone; the first time somebody merges two stories meanwhile."""
        if not done:
            done.append(newsroom.grouping.decide(ASKER, MergeStories(leeds, york)))
        return [[item.id] for item in items]

    other = Desk(archive, read, clock, replace(COLLATION, group=torn))
    other.index(ASKER, [told("n", "Hull", "Rain fell.", 14)])
    assert outlets(newsroom, leeds) == {"one", "two", "three", "four", "five"}


def test_forgotten_articles_leave_no_decision_behind(archive: Archive, newsroom: Desk) -> None:
    leeds, york, hull = (number(newsroom, town) for town in ("Leeds", "York", "Hull"))
    merge(newsroom, york, hull)
    split(newsroom, leeds, "three")
    (six,) = ids(newsroom, york, "six")
    newsroom.keeping.forget(ASKER, Forget("article", six))
    with archive.reading() as db:
        assert db.execute(select(story_decisions.c.action)).scalars().all() == ["split"]
        assert len(db.execute(select(story_links)).all()) == 3
    assert card(newsroom, york).changes == ()
    newsroom.keeping.forget_workspace("T1")
    with archive.reading() as db:
        assert db.execute(select(story_decisions)).all() == []


def test_candidates_are_the_other_stories_the_likest_first(newsroom: Desk) -> None:
    leeds = number(newsroom, "Leeds")
    choices = newsroom.grouping.candidates(ASKER, leeds)
    assert {one.title for one in choices} == {"Fire in York", "Fire in Hull"}
    assert all(one.id != leeds for one in choices)


def test_a_card_tells_articles_outlets_dates_and_sources(newsroom: Desk) -> None:
    shown = card(newsroom, number(newsroom, "Leeds"))
    assert [one.outlet for one in shown.articles] == ["The Three", "The Two", "The One"]
    assert [one.published for one in shown.articles] == [date(2025, 4, day) for day in (12, 11, 10)]
    assert {one.title for one in shown.articles} == {"Fire in Leeds"}
    assert (shown.count.articles, shown.story.title) == (3, "Fire in Leeds")


def test_a_large_story_is_shown_a_page_at_a_time(newsroom: Desk) -> None:
    newsroom.index(ASKER, [told(f"h{n}", "Hull", f"Ship {n} sank.", 13) for n in range(40)])
    hull = number(newsroom, "Hull")
    first, second = (newsroom.grouping.card(ASKER, ShowStory(hull, page)) for page in (1, 2))
    assert (len(first.articles), len(second.articles), first.page.pages) == (30, 11, 2)
    assert len(newsroom.grouping.articles(ASKER, hull, 100)) == 41
