"""Articles that depend on one another are one source; independent ones are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from collation import shingles
from collation.copies import Dependence, cover, find_copies, group_copies, shared_passage
from collation.shingles import passages
from extraction.annotations import Reading
from intake.article import Article
from intake.plain import load_file, read_plain

SEEDS = Path(__file__).parent.parent.parent / "seeds"
EMPTY = Reading("", (), (), (), (), (), (), (), (), ())

FIRE = (
    "The old mill at Orrin burned to the ground on Tuesday night after a boiler in its cellar "
    "burst and set the wooden floors above it alight within a few minutes."
)
BRIGADE = (
    "Three fire engines came from the neighbouring towns and pumped water out of the river until "
    "dawn, but could save neither the wheel nor the flour that was stored for the winter."
)
OWNER = (
    "The owner of the mill, whose family had run it since the eighteenth century, had insured the "
    "building for less than half of what it would cost to put up another one like it."
)
SPEECH = (
    "“There was nothing that anybody could have done once the boiler had gone, and nobody who was "
    "in that cellar an hour before would have said that there was anything wrong with it,”"
)


def article(*paragraphs: str) -> Article:
    return read_plain("\n\n".join(paragraphs), "file:a.txt")


def padding(word: str) -> str:
    """A paragraph of sixty words that no other article has."""
    return " ".join(f"{word}{number}" for number in range(60)) + "."


def test_paragraphs_taken_over_make_one_source_group() -> None:
    one = article(FIRE, BRIGADE, OWNER, padding("p"))
    other = article(padding("q"), FIRE, OWNER)
    alone = article(padding("r"), padding("s"))
    assert group_copies({"b": other, "a": one, "c": alone}) == (("a", "b"),)


def test_a_text_printed_whole_is_a_reprint_and_one_in_part_a_shared_copy() -> None:
    whole = article(FIRE, BRIGADE, OWNER, padding("p"))
    again = article(FIRE, BRIGADE, OWNER, padding("p"), padding("q"))
    part = article(FIRE, padding("r"), padding("s"), BRIGADE)
    found = find_copies({"a": whole, "b": again, "c": part})
    assert {(c.first, c.second): c.dependence for c in found} == {
        ("a", "b"): Dependence.REPRINT,
        ("a", "c"): Dependence.SHARED_COPY,
        ("b", "c"): Dependence.SHARED_COPY,
    }


def test_quoted_speech_is_no_sign_of_copying() -> None:
    one = article(f"{SPEECH} said the miller.", SPEECH, padding("p"))
    other = article(f"{SPEECH} the miller told reporters.", SPEECH, padding("q"))
    assert group_copies({"a": one, "b": other}) == ()


def test_marks_that_nothing_closes_are_looked_behind_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counted:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern, self.asked = pattern, 0

        def search(self, text: str, at: int) -> re.Match[str] | None:
            self.asked += 1
            return self.pattern.search(text, at)

        def finditer(self, text: str) -> Iterator[re.Match[str]]:
            self.asked += 1
            return self.pattern.finditer(text)

    ends = Counted(shingles._SINGLE_END)
    monkeypatch.setattr(shingles, "_SINGLE_END", ends)
    assert passages(article("'a " * 500))
    assert ends.asked == 1


def test_speech_in_single_marks_is_no_sign_of_copying() -> None:
    single = SPEECH.replace("“", "'").replace("”", "'")
    one = article(f"{single} said the miller.", single, padding("p"))
    other = article(f"{single} the miller told reporters.", single, padding("q"))
    assert group_copies({"a": one, "b": other}) == ()


def test_an_apostrophe_opens_no_quotation() -> None:
    text = "The millers' union and the town's council met in the mill that had burned last week."
    assert len(frozenset().union(*passages(article(text)))) == 9


def test_a_statement_printed_without_marks_is_no_sign_of_copying() -> None:
    statement = (
        "We are shocked and saddened by the loss of our mill, and we thank the three fire brigades "
        "that came in the night, and we ask the town to leave our family alone until next week."
    )
    one, other = article(statement, padding("p")), article(statement, padding("q"))
    assert group_copies({"a": one, "b": other}) == ()


def test_one_paragraph_that_both_print_is_no_sign_of_copying() -> None:
    one, other = article(FIRE + " " + BRIGADE, padding("p")), article(FIRE + BRIGADE, padding("q"))
    assert group_copies({"a": one, "b": other}) == ()


def test_a_photo_credit_that_both_have_joins_nothing() -> None:
    photo = "Firemen stand before the mill on Tuesday. © ANNA ROE / Getty Images via AFP"
    one, other = article(padding("p"), photo, FIRE), article(padding("q"), photo, OWNER)
    assert one.credits == other.credits == ("AFP",)
    assert group_copies({"a": one, "b": other}) == ()


def test_a_credit_for_the_text_that_both_have_joins_nothing_by_itself() -> None:
    credit = "The Associated Press contributed to this report."
    one, other = article(padding("p"), FIRE, credit), article(padding("q"), OWNER, credit)
    assert group_copies({"a": one, "b": other}) == ()


def test_groups_are_numbered_alike_in_any_order() -> None:
    items = [
        ("c", article(FIRE, BRIGADE, OWNER), EMPTY),
        ("a", article(padding("p")), EMPTY),
        ("b", article(OWNER, FIRE, padding("q")), EMPTY),
    ]
    for order in permutations(items):
        coverage = cover(order)
        assert [(covered.id, covered.group) for covered in coverage.articles] == [
            ("a", 0),
            ("b", 1),
            ("c", 1),
        ]


def test_the_two_agency_seeds_are_one_source_and_no_other_pair_is() -> None:
    seeds = {path.name[:3]: load_file(path) for path in SEEDS.glob("*.txt")}
    assert group_copies(seeds) == (("000", "002"),)


def test_hashes_are_the_same_in_any_order_and_fit_a_database() -> None:
    one = frozenset().union(*passages(article(FIRE, BRIGADE)))
    assert one == frozenset().union(*passages(article(BRIGADE, FIRE)))
    assert all(-(2**63) <= number < 2**63 for number in one)


def test_empty_articles_copy_nothing() -> None:
    assert group_copies({"a": article(""), "b": article("")}) == ()
    assert cover([]).articles == ()


def told(text: str, outlet: str = "The Star") -> Article:
    return read_plain(text, "file:a.txt", outlet=outlet)


def kinds(**articles: Article) -> dict[tuple[str, str], Dependence]:
    return {(found.first, found.second): found.dependence for found in find_copies(articles)}


RAN = (
    "The ferry Halcyon ran aground off Orrin on Tuesday evening with 212 people on board, and two "
    "boats of the coast guard brought all of them ashore before the storm."
)
RETOLD = (
    "All 212 people aboard the Halcyon were brought ashore by two coast guard boats before Tuesday "
    "evening's storm, after the ferry had run aground off Orrin."
)
OTHER = "The port of Sallow will be dredged next year, and the council has found money for a crane."


def test_a_dispatch_told_in_other_words_is_known_by_its_credit() -> None:
    wire = told(f"ORRIN (AFP) - {RAN}")
    assert kinds(a=wire, b=told(f"{RETOLD}\n\n(Reporting by AFP)")) == {
        ("a", "b"): Dependence.REWRITTEN
    }
    assert kinds(a=wire, b=told(f"{RETOLD} This is what AFP reported.")) == {
        ("a", "b"): Dependence.REWRITTEN
    }
    assert kinds(a=wire, b=told(RETOLD)) == {}
    assert kinds(a=wire, b=told(f"{RETOLD}\n\n(Reporting by Reuters)")) == {}
    assert kinds(a=wire, b=told(f"{RETOLD}\n\nAFP contributed to this report.")) == {}
    assert kinds(a=wire, b=told(f"{OTHER}\n\n(Reporting by AFP)")) == {}


def test_people_who_spoke_on_air_were_heard_by_both() -> None:
    one = "Baker Tomas Vell told {0} of a roar. Carla Mint, who was aboard, told {0} she swam."
    other = "“A roar,” Tomas Vell told {0}. The engineer Carla Mint told {0} she was not surprised."
    assert kinds(a=told(one.format("AFP")), b=told(other.format("AFP"))) != {}
    assert kinds(a=told(one.format("CNN")), b=told(other.format("CNN"))) == {}


def test_people_who_told_one_agency_make_two_articles_depend_on_it() -> None:
    one = told(
        "Baker Tomas Vell told AFP of a roar. Carla Mint, who was aboard, told AFP she swam."
    )
    both = told(
        "“A roar,” Tomas Vell told AFP. The engineer Carla Mint told AFP she was not surprised."
    )
    single = told(
        "“A roar,” Tomas Vell told AFP. The engineer Carla Mint told the council nothing."
    )
    rival = told(
        "“A roar,” Tomas Vell told Reuters. The engineer Carla Mint told Reuters she swam."
    )
    assert kinds(a=one, b=both) == {("a", "b"): Dependence.REWRITTEN}
    assert kinds(a=one, b=single) == {}
    assert kinds(a=one, b=rival) == {}


def test_two_slips_of_the_pen_that_only_two_articles_have_make_them_one_source() -> None:
    right = "On Monday Governor Maria Tello came to Lestane by mule. In Lestane she met the crew."
    again = "The mule that bore Governor Tello into Lestane belonged to the head of its crew."
    faulty = "On Monday the mule of Governor Tellow was seen in Lestaine, beside that of the crew."
    copied = "For the crew in Lestaine it was a mule that Governor Tellow came on."
    half = "For the crew in Lestane it was a mule that Governor Tellow came on."
    third = "Governor Tello has been to Lestane, where the crew of the ferry was met by its owner."
    rest = {"c": told(right), "d": told(again), "e": told(third)}
    assert kinds(a=told(faulty), b=told(copied), **rest) == {("a", "b"): Dependence.REWRITTEN}
    assert kinds(a=told(faulty), b=told(half), **rest) == {}
    assert kinds(a=told(faulty), b=told(copied), c=told(right), d=told(again)) == {}


def test_what_an_outlet_prints_below_every_article_is_no_copy() -> None:
    footer = f"{FIRE} {BRIGADE}"
    pages = {
        id: told("\n\n".join([*(padding(f"{id}{n}") for n in range(4)), footer, OWNER]))
        for id in ("a", "b")
    }
    assert kinds(**pages) == {}
    elsewhere = told("\n\n".join([padding("q"), footer, OWNER]), outlet="The Post")
    assert kinds(a=pages["a"], c=elsewhere) == {("a", "c"): Dependence.REPRINT}


def test_an_article_printed_again_by_its_outlet_is_a_reprint() -> None:
    whole = told("\n\n".join([FIRE, BRIGADE, OWNER]))
    assert kinds(a=whole, b=told("\n\n".join([padding("q"), FIRE, BRIGADE, OWNER]))) == {
        ("a", "b"): Dependence.REPRINT
    }


def test_the_passage_two_articles_share_is_their_longest_common_stretch() -> None:
    one, other = article(padding("p"), f"{FIRE} {OWNER}"), article(f"{BRIGADE} {FIRE} Then rain.")
    found = shared_passage(one, other)
    assert found is not None
    assert [span.of(text.text) for span, text in zip(found, (one, other), strict=True)] == [
        FIRE.rstrip(".")
    ] * 2
    assert shared_passage(article(padding("p")), article(padding("q"))) is None
