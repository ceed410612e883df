"""Articles on one event are one story; look-alikes are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest

from collation.features import PRIOR, Rarity
from collation.stories import (
    StoryItem,
    count_frequencies,
    group_stories,
    story_item,
)
from intake.article import Article
from intake.plain import read_plain

DAY = date(2024, 3, 5)
LATER = DAY + timedelta(days=2)
FIRES = {
    "orrin1": (
        "Mill burns down in Orrin",
        "The old mill at Orrin burned to the ground on Tuesday after a boiler burst in its cellar. "
        "Nobody was hurt. The miller, Jane Roe, said the boiler had been checked in the spring.",
    ),
    "orrin2": (
        "Boiler burst behind Orrin mill fire, brigade says",
        "A burst boiler set the mill at Orrin alight, the brigade said. Jane Roe, who owns it, "
        "had the boiler checked in the spring. The mill burned to the ground within an hour.",
    ),
    "orrin3": (
        "Orrin mourns its mill",
        "Neighbours gathered on Wednesday where the mill of Orrin stood until a boiler burst. Roe "
        "thanked the brigade and said she could not rebuild the mill.",
    ),
    "lesk1": (
        "Bakery fire in Lesk leaves two hurt",
        "Two bakers were hurt when an oven set a bakery in Lesk alight on Tuesday. The bakery of "
        "Paul Doe was saved by the brigade, which came within ten minutes.",
    ),
    "lesk2": (
        "Two bakers in hospital after Lesk oven fire",
        "An oven set the bakery of Paul Doe in Lesk on fire and hurt two bakers, now in hospital "
        "with burns. Doe said the oven was new.",
    ),
    "vote1": (
        "Council of Tarn votes for the bridge",
        "The council of Tarn voted by nine to four for a bridge over the estuary. Mayor Ada Poe "
        "called it a gift to the fishermen.",
    ),
    "vote2": (
        "Tarn to build estuary bridge after nine-to-four vote",
        "Tarn will build the bridge over the estuary that Mayor Ada Poe wants: the council voted "
        "nine to four on Tuesday. Fishermen had asked for the bridge.",
    ),
}


def items(texts: Mapping[str, tuple[str, str]] = FIRES, day: date | None = DAY) -> list[StoryItem]:
    return [
        story_item(
            id, read_plain(f"{title}\n\n{text}", f"file:{id}.txt", title=title, published=day)
        )
        for id, (title, text) in texts.items()
    ]


def test_articles_on_one_event_are_one_story_and_another_fire_is_another() -> None:
    assert group_stories(items()) == (
        ("lesk1", "lesk2"),
        ("orrin1", "orrin2", "orrin3"),
        ("vote1", "vote2"),
    )


def test_stories_do_not_depend_on_the_order_of_arrival() -> None:
    given = items()
    expected = group_stories(given)
    chance = Random(7)
    for _ in range(20):
        chance.shuffle(given)
        assert group_stories(given) == expected


def test_an_undated_article_joins_its_story() -> None:
    given = items()
    undated = StoryItem(given[2].id, None, given[2].words, given[2].names)
    assert ("orrin1", "orrin2", "orrin3") in group_stories([*given[:2], undated, *given[3:]])


def test_a_follow_up_weeks_later_stays_with_its_story() -> None:
    given = items()
    later = StoryItem(given[2].id, DAY + timedelta(days=40), given[2].words, given[2].names)
    assert ("orrin1", "orrin2", "orrin3") in group_stories([*given[:2], later, *given[3:]])


def _words(*ranges: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((f"{stem}{number}", 1) for stem, count in ranges for number in range(count))


def _told(time: str, days: Sequence[date | None], shared: int = 8) -> list[StoryItem]:
    """Articles of these days on one event, of whose words `shared` are those of their field."""
    return [
        StoryItem(
            f"{time}{n}",
            day,
            _words((time, 14 - shared), ("field", shared)),
            _words((f"{time}n", 2), ("n", 3)),
        )
        for n, day in enumerate(days)
    ]


def _stories(told: Sequence[StoryItem]) -> list[tuple[str, ...]]:
    others = [
        StoryItem(f"other{n}", DAY, _words((f"{n}w", 10)), _words((f"{n}n", 3))) for n in range(60)
    ]
    return [group for group in group_stories([*told, *others]) if len(group) > 1]


def test_what_is_alike_in_one_field_is_one_story_for_weeks_and_two_after_months() -> None:
    def stories(days: int) -> list[tuple[str, ...]]:
        later = DAY + timedelta(days=days)
        return _stories([*_told("spring", [DAY] * 2), *_told("later", [later] * 2)])

    assert [len(stories(days)) for days in (0, 20, 90, 300)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("days", "shared", "stories"),
    [
        pytest.param([LATER, LATER, LATER], 8, 2, id="three and three of a later day"),
        pytest.param([DAY, DAY, DAY], 8, 1, id="of one day, perhaps one event from several sides"),
        pytest.param([DAY, LATER, LATER], 8, 1, id="begun on one day"),
        pytest.param([None, None, None], 8, 1, id="of a day that is not known"),
        pytest.param([LATER, LATER, LATER], 13, 1, id="as like the first as each other"),
    ],
)
def test_what_begins_later_and_is_more_alike_among_itself_is_another_story(
    days: list[date | None], shared: int, stories: int
) -> None:
    told = [*_told("hearing", [DAY] * 3, shared), *_told("verdict", days, shared)]
    assert len(_stories(told)) == stories
    assert _stories(told[::-1]) == _stories(told)


def test_frequencies_of_the_archive_may_be_given() -> None:
    given = items()
    frequencies = count_frequencies(given)
    assert frequencies.articles == len(given)
    assert frequencies.of["mill"] == 3
    assert frequencies.of["@orrin"] == 3
    assert group_stories(given, frequencies=frequencies) == group_stories(given)


def test_words_of_the_one_event_that_is_given_do_not_count_as_common() -> None:
    rarity = Rarity(count_frequencies(items()[:3]))
    assert rarity.of("mill") > rarity.of("say")
    assert PRIOR > 0


def test_a_capitalised_word_that_also_stands_in_small_letters_is_no_name() -> None:
    item = story_item(
        "a", read_plain("Mills burn. The mills of Orrin’s valley burn.", "file:a.txt")
    )
    assert [name for name, _ in item.names] == ["orrin"]


def test_one_article_and_none_are_grouped() -> None:
    assert group_stories([]) == ()
    assert group_stories(items()[:1]) == (("orrin1",),)


def test_articles_without_words_stand_alone() -> None:
    empty = [StoryItem("a", DAY, (), ()), StoryItem("b", DAY, (), ())]
    assert group_stories(empty) == (("a",), ("b",))


def test_the_seeds_are_one_story_in_any_order(seed_articles: tuple[Article, ...]) -> None:
    ids = ("000", "001", "002", "003", "004")
    given = [story_item(id, article) for id, article in zip(ids, seed_articles, strict=True)]
    assert all(group_stories(order) == (ids,) for order in permutations(given))
