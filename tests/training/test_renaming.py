"""Other names stand where names of their kind stood, and nothing else changes."""

from random import Random

from training.lessons import Lesson
from training.renaming import collect_names, rename


def lesson(words: str, names: str) -> Lesson:
    kinds = {"B": "B-PERSON", "I": "I-PERSON", "o": "O", "L": "B-LOC"}
    row = tuple(words.split())
    return Lesson(row, (True,) * len(row), names=tuple(kinds[x] for x in names.split()))


ROE = lesson("Jane Roe sued Texas .", "B I o L o")
AGAIN = lesson("Roe won over Smith .", "B o o B o")
OTHERS = lesson("Ann Bell , Omar Said and al-Assad spoke", "B I o B I o B o")


def test_only_plain_names_are_lent() -> None:
    pool = collect_names([ROE, AGAIN, OTHERS])
    assert pool["PERSON", 1] == (("Roe",), ("Smith",))
    assert pool["PERSON", 2] == (("Ann", "Bell"), ("Jane", "Roe"), ("Omar", "Said"))
    assert pool["LOC", 1] == (("Texas",),)


def test_a_surname_alone_is_renamed_like_the_full_name() -> None:
    pool = collect_names([OTHERS])
    for seed in range(30):
        first, second = rename([ROE, AGAIN], pool, Random(seed))
        assert first.words[1] == second.words[0]
        assert first.words[2:] == ROE.words[2:]
        assert (first.names, second.names) == (ROE.names, AGAIN.names)
        assert all(word.istitle() for word in (*first.words[:2], second.words[3]))


def test_names_that_are_not_plain_stay() -> None:
    (renamed,) = rename([OTHERS], collect_names([ROE]), Random(1))
    assert renamed.words[6] == "al-Assad"
    assert renamed.words[2] == ","


def test_a_place_becomes_a_place() -> None:
    texas, ohio = lesson("Texas won .", "L o o"), lesson("Ohio lost .", "L o o")
    for seed in range(9):
        (renamed,) = rename([texas], collect_names([OTHERS, ohio]), Random(seed))
        assert renamed.words[0].startswith("Oh")
        assert renamed.words[1:] == texas.words[1:]


def test_without_names_nothing_changes() -> None:
    plain = lesson("They won .", "o o o")
    assert rename([plain], collect_names([ROE]), Random(1)) == (plain,)
    assert rename([ROE], {}, Random(1)) == (ROE,)
