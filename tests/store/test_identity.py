"""What is found again keeps its number; what is new gets none of before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.identity import keep_ids

MEMBERS = st.frozensets(st.integers(0, 9), max_size=5)


def test_the_greatest_overlap_chooses_first() -> None:
    before = {1: {"a", "b", "c"}, 2: {"d"}}
    assert keep_ids(before, [{"a", "d"}, {"b", "c"}]) == [2, 1]
    assert keep_ids(before, [{"a"}, {"b", "c", "d"}]) == [None, 1]
    assert keep_ids(before, [{"x"}]) == [None]
    assert keep_ids({}, [{"x"}]) == [None]


def test_of_equal_overlaps_the_older_number_is_kept() -> None:
    assert keep_ids({7: {"a"}, 3: {"b"}}, [{"a", "b"}]) == [3]


@given(st.dictionaries(st.integers(1, 9), MEMBERS), st.lists(MEMBERS))
def test_no_number_is_given_twice_or_to_what_shares_nothing(
    before: dict[int, frozenset[int]], now: list[frozenset[int]]
) -> None:
    kept = keep_ids(before, now)
    given_out = [id for id in kept if id is not None]
    assert len(kept) == len(now)
    assert len(given_out) == len(set(given_out))
    assert all(before[id] & now[n] for n, id in enumerate(kept) if id is not None)
