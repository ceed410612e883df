"""What people decided about stories holds whatever the machine groups; the newer decision wins."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from collation.features import StoryItem
from collation.linking import Ruling, keep_to

Groups = tuple[tuple[str, ...], ...]


def item(id: str, words: str = "", day: int | None = 1) -> StoryItem:
    weighted = tuple(sorted((word, 1.0) for word in set(words.split())))
    return StoryItem(id, None if day is None else date(2025, 4, 1) + timedelta(day), weighted, ())


def plain(ids: Iterable[str]) -> dict[str, StoryItem]:
    return {id: item(id) for id in ids}


def of(*groups: str) -> Groups:
    return tuple(tuple(group.split()) for group in groups)


def merge(*sides: str) -> Ruling:
    return Ruling(tuple(frozenset(side.split()) for side in sides), joined=True)


def split(*sides: str) -> Ruling:
    return Ruling(tuple(frozenset(side.split()) for side in sides), joined=False)


def kept(groups: Groups, *rulings: Ruling, items: dict[str, StoryItem] | None = None) -> Groups:
    return keep_to(groups, rulings, items or plain(id for group in groups for id in group))


def test_without_a_ruling_the_machine_has_its_way() -> None:
    assert kept(of("c d", "a b")) == of("a b", "c d")


def test_what_was_merged_is_one_with_all_that_the_machine_adds_to_either() -> None:
    assert kept(of("a b", "c d", "e"), merge("a", "c")) == of("a b c d", "e")


def test_what_was_merged_stays_one_where_the_machine_tears_it_apart() -> None:
    assert kept(of("a", "b", "c"), merge("a b", "c")) == of("a b c")


def test_what_was_split_off_is_a_story_of_its_own() -> None:
    assert kept(of("a b c d"), split("a b", "c d")) == of("a b", "c d")


def test_what_was_split_off_is_one_where_the_machine_tears_it_apart() -> None:
    assert kept(of("a b c", "d"), split("a b", "c d")) == of("a b", "c d")


def test_what_is_left_after_a_split_is_as_the_machine_has_it() -> None:
    assert kept(of("a c", "b"), split("a b", "c")) == of("a", "b", "c")


def test_the_newer_decision_wins() -> None:
    both = of("a b", "c")
    assert kept(both, merge("a b", "c"), split("a b", "c")) == both
    assert kept(both, split("a b", "c"), merge("a b", "c")) == of("a b c")
    assert kept(of("a b c"), split("a b", "c"), split("a", "b", "c")) == of("a", "b", "c")


def test_of_an_older_decision_holds_what_no_newer_one_contradicts() -> None:
    assert kept(of("a", "b", "c", "d"), merge("a b", "c d"), split("a b d", "c")) == of(
        "a b d", "c"
    )


def test_articles_that_are_not_at_hand_say_nothing() -> None:
    assert kept(of("a b"), merge("a", "z"), split("y", "a")) == of("a b")
    assert kept(of("a", "b"), merge("a y", "b z")) == of("a b")


def test_a_new_article_goes_with_the_half_that_it_is_like() -> None:
    told = {"a": "mill fire leeds", "b": "mill fire crew", "c": "dam flood york", "d": "dam water"}
    items = {id: item(id, words) for id, words in told.items()}
    fire, flood = item("e", "fire crew hose"), item("f", "flood dam wall")
    items |= {"e": fire, "f": flood}
    found = kept(of("a b c d e f"), split("a b", "c d"), items=items)
    assert found == of("a b e", "c d f")


def test_of_two_halves_equally_like_the_one_nearer_in_time_takes_an_article() -> None:
    items = {"a": item("a", day=1), "b": item("b", day=9), "c": item("c", day=8)}
    assert kept(of("a b c"), split("a", "b"), items=items) == of("a", "b c")
    items["c"] = item("c", day=2)
    assert kept(of("a b c"), split("a", "b"), items=items) == of("a c", "b")


def test_an_article_without_words_or_day_has_a_place_all_the_same() -> None:
    items = {id: item(id, day=None) for id in "abc"}
    assert kept(of("a b c"), split("a", "b"), items=items) == of("a c", "b")


def test_three_halves_of_one_story_stay_three() -> None:
    told = {"a": "mill fire", "b": "dam flood", "c": "storm roof", "d": "roof storm gale"}
    items = {id: item(id, words) for id, words in told.items()}
    found = kept(of("a b c d"), split("a", "b"), split("a", "c", "b"), items=items)
    assert found == of("a", "b", "c d")


def keeps(ruling: Ruling, groups: Iterable[Iterable[str]]) -> bool:
    """Whether the groups are as the ruling says, of the articles that they hold."""
    place = {id: number for number, group in enumerate(groups) for id in group}
    sides = [{place[id] for id in side if id in place} for side in ruling.sides]
    if ruling.joined:
        return len(set().union(*sides)) < 2
    apart = all(not one & other for n, one in enumerate(sides) for other in sides[:n])
    return apart and len(sides[1] if len(sides) > 1 else ()) < 2


IDS = [f"n{number}" for number in range(9)]


@st.composite
def partitions(draw: st.DrawFn) -> Groups:
    homes = [draw(st.integers(0, 3)) for _ in IDS]
    found = (
        tuple(id for id, at in zip(IDS, homes, strict=True) if at == home) for home in range(4)
    )
    return tuple(group for group in found if group)


@st.composite
def decisions(draw: st.DrawFn) -> Ruling:
    sides: dict[int, set[str]] = {}
    for id in IDS:
        side = draw(st.integers(-2, 2))
        if side >= 0:
            sides.setdefault(side, set()).add(id)
    found = tuple(frozenset(sides.get(side, ())) for side in range(3))
    return Ruling(found, draw(st.booleans()))


items_of_any_kind = st.fixed_dictionaries(
    {
        id: st.builds(
            item,
            st.just(id),
            st.sampled_from(("", "mill fire", "dam flood", "mill dam", "fire roof")),
            st.one_of(st.none(), st.integers(0, 40)),
        )
        for id in IDS
    }
)


def holding(rulings: Sequence[Ruling]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """By brute force, pair by pair, the newest first: the pairs that are one, and that are not."""
    one: dict[str, set[str]] = {id: {id} for id in IDS}
    apart: set[frozenset[str]] = set()

    def parted(a: str, b: str) -> bool:
        return any(frozenset((x, y)) in apart for x in one[a] for y in one[b])

    def tie(ids: Iterable[str]) -> None:
        for later, first in sorted((b, a) for a, b in combinations(sorted(ids), 2)):
            if not parted(first, later):
                both = one[first] | one[later]
                for id in both:
                    one[id] = both

    for ruling in reversed(rulings):
        if ruling.joined:
            tie(frozenset().union(*ruling.sides))
            continue
        for this, that in combinations(ruling.sides, 2):
            apart |= {frozenset((a, b)) for a in this for b in that if b not in one[a]}
        tie(ruling.sides[1])
    joined = {frozenset(pair) for pair in combinations(IDS, 2) if pair[1] in one[pair[0]]}
    return joined, apart


@given(partitions(), st.lists(decisions(), max_size=5), items_of_any_kind, st.randoms())
def test_every_decision_holds_that_no_newer_one_contradicts(
    groups: Groups,
    rulings: list[Ruling],
    items: dict[str, StoryItem],
    chance: random.Random,
) -> None:
    found = keep_to(groups, rulings, items)
    assert sorted(id for group in found for id in group) == sorted(IDS)
    together = {frozenset(pair) for group in found for pair in combinations(group, 2)}
    joined, apart = holding(rulings)
    assert joined <= together
    assert not apart & together
    if rulings and all(not a & b for a, b in combinations(rulings[-1].sides, 2)):
        assert keeps(rulings[-1], found)
    for group in groups:  # the machine is heard where nobody spoke
        for pair in map(frozenset, combinations(group, 2)):
            if pair not in together:
                assert apart
    shuffled = [chance.sample(group, len(group)) for group in chance.sample(groups, len(groups))]
    turned = dict(chance.sample(sorted(items.items()), len(items)))
    assert keep_to(shuffled, rulings, turned) == found


@given(partitions(), st.lists(decisions(), max_size=4), items_of_any_kind)
def test_what_is_kept_once_is_kept_again(
    groups: Groups, rulings: list[Ruling], items: dict[str, StoryItem]
) -> None:
    found = keep_to(groups, rulings, items)
    assert keep_to(found, rulings, items) == found


@given(partitions(), decisions(), items_of_any_kind)
def test_one_split_tears_nothing_that_the_machine_joins_into_more_than_its_sides(
    groups: Groups, ruling: Ruling, items: dict[str, StoryItem]
) -> None:
    ruling = Ruling(ruling.sides, joined=False)
    found = keep_to(groups, [ruling], items)
    for group in groups:
        pieces = {home for home in found if set(home) & set(group)}
        assert len(pieces) <= len(ruling.sides)
