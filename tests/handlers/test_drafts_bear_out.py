"""Drafts that say nearly what is printed: words in common bear nothing out that says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from collation.drafts.bearing import same_judgement
from desk.drafts import CheckDraft, ClaimView, DraftAnswer
from desk.requests import Asker
from intake.plain import read_plain
from tests.handlers.mill import Mill, mill

ASKER = Asker("newsroom", "U0DANA", "Europe/London")
DAY = date(2026, 3, 3)
POST = """Ferry owner refuses to return captain

KELSO - Harbour minister Tom Brandt said on Monday that he would not return captain Ida Moss, 43, \
to the Kelso ferry after the Orla sinking.

“Ida, come home now!” a speaker told the crowd outside the Kelso ministry.

Deputy chief of staff Paul Reyes, who met Moss, said 21 of the 260 passengers had been freed.

More than 30 divers were sent to the Orla. The Orla carried 103 passengers \
and 26 crew members when it sank off Kelso.
"""
HERALD = """Brandt keeps Moss from ferry

Paul Reyes, the deputy chief of staff of the Kelso ministry, met captain Ida Moss, 43, on Monday.

“We are in utter shock right now,” her sister Tamara Moss wrote about the Orla sinking in Kelso.

“The sea was calm that night and nobody was warned,” Tom Brandt said. He called Moss a “heck of a \
captain.”
"""


@pytest.fixture
def room(nlp: Language, tmp_path: Path) -> Iterator[Mill]:
    articles = [
        read_plain(
            text,
            f"https://{outlet}.example/a",
            outlet=outlet,
            url=f"https://{outlet}.example/a",
            published=DAY,
            published_from="given",
        )
        for outlet, text in (("Post", POST), ("Herald", HERALD))
    ]
    with mill(nlp, tmp_path, articles) as room:
        yield room


def claims(room: Mill, text: str) -> tuple[ClaimView, ...]:
    story = room.desk.stories(ASKER)[0].id
    answer = room.desk.drafts.check(ASKER, CheckDraft(f"date 2026-03-03\n\n{text}", story))
    assert isinstance(answer, DraftAnswer)
    return answer.claims


def of(room: Mill, text: str, kind: str) -> list[ClaimView]:
    return [claim for claim in claims(room, text) if claim.kind == kind]


def test_a_report_of_the_opposite_is_not_supported(room: Mill) -> None:
    text = "Tom Brandt said on Monday that he would return captain Ida Moss to the Kelso ferry."
    found = of(room, text, "quotation") + of(room, text, "date")
    assert found
    assert "supported" not in {claim.verdict for claim in found}
    assert any("would not return" in near.sentence for claim in found for near in claim.near)


def test_a_report_with_its_no_is_supported(room: Mill) -> None:
    text = "Tom Brandt said on Monday that he would not return captain Ida Moss to the Kelso ferry."
    assert {claim.verdict for claim in claims(room, text)} == {"supported"}


def test_a_report_with_another_number_is_not_supported(room: Mill) -> None:
    said = "Paul Reyes said {} of the 260 passengers had been freed."
    assert {c.verdict for c in claims(room, said.format(21))} == {"supported"}
    found = [c for c in claims(room, said.format(31)) if "31" in c.words]
    assert found
    assert "supported" not in {c.verdict for c in found}


def test_words_of_an_unnamed_speaker_are_not_those_of_a_wife(room: Mill) -> None:
    text = '"Ida, come home now!" his wife told the crowd outside the Kelso ministry.'
    (claim,) = of(room, text, "quotation")
    assert claim.verdict == "not found"
    assert "a speaker told" in claim.near[0].sentence


def test_a_word_that_nobody_prints_leaves_a_quotation_unsupported(room: Mill) -> None:
    text = 'Tom Brandt called Ida Moss "one heck of a captain" in Kelso.'
    (claim,) = of(room, text, "quotation")
    assert claim.verdict != "supported"


def test_the_same_words_by_somebody_of_another_name_are_disputed(room: Mill) -> None:
    text = '"We are in utter shock right now," Irene Falk wrote about the Orla sinking in Kelso.'
    (claim,) = of(room, text, "quotation")
    assert claim.verdict == "disputed"
    assert [side.value for a in claim.against for side in a.sides] == ["Tamara Moss"]


def test_a_deputy_is_no_chief(room: Mill) -> None:
    text = "Reyes, the Kelso ministry {}chief of staff, met Moss. Paul Reyes met captain Ida Moss."
    assert {c.verdict for c in of(room, text.format(""), "status")} == {"disputed"}
    held = [c.words for c in claims(room, text.format("deputy ")) if c.verdict == "supported"]
    assert any("deputy chief of staff" in words for words in held)


def test_ages_are_claims_that_can_hold(room: Mill) -> None:
    text = "Captain Ida Moss, {}, met Paul Reyes on Monday in Kelso after the Orla sinking."
    (held,) = of(room, text.format(43), "figure")
    assert held.verdict == "supported"
    (other,) = of(room, text.format(44), "figure")
    assert other.verdict != "supported"
    assert "43" in str((other.near, other.against))


def test_a_figure_that_nobody_ties_to_the_drafts_words_is_shown_all_the_same(room: Mill) -> None:
    text = "The ferry Orla took on 26 crew members, most of them Danes, before it sank off Kelso."
    (claim,) = of(room, text, "figure")
    assert claim.support or "26 crew members" in claim.near[0].sentence


@pytest.mark.parametrize(
    ("own", "other", "same"),
    [
        ("the deportation was illegal", "deported by mistake", False),
        ("was mistakenly deported", "a man mistakenly deported", True),
        ("was deported", "a man mistakenly deported", True),
    ],
)
def test_a_judgement_is_borne_out_by_its_own_word(own: str, other: str, same: bool) -> None:
    assert same_judgement(own, other) is same


def test_a_single_sentence_is_placed_by_its_words_and_told_nothing_that_it_leaves_out(
    room: Mill,
) -> None:
    reply = room.slack.direct_message("is it true that 103 passengers of the Orla were at Kelso?")
    assert "Your draft and the coverage" in reply.plain
    assert "leaves out" not in reply.plain
    reply = room.slack.direct_message("is it true that penguins laid eggs on the southern ice?")
    assert "Index coverage of the event first" in reply.plain


@pytest.mark.parametrize(
    ("number", "verdict"), [("More than 30", "supported"), ("30", "not found"), ("31", "not found")]
)
def test_a_number_printed_as_a_bound_bears_out_the_bound_alone(
    room: Mill, number: str, verdict: str
) -> None:
    (claim,) = of(room, f"{number} divers were sent to the Orla off Kelso.", "figure")
    assert claim.verdict == verdict


PAST = date(2024, 5, 14)
OLD = """Brandt arrested in Kelso

KELSO - Officers arrested harbour minister Tom Brandt in Kelso on May 12 after the Orla sinking.

Captain Ida Moss of the Orla told a Kelso court on Monday that she had warned Brandt in April.
"""


def test_a_date_without_a_year_is_of_the_storys_year_not_of_the_clocks(
    nlp: Language, tmp_path: Path
) -> None:
    given = read_plain(
        OLD, "https://post.example/old", outlet="Post", url="https://post.example/old",
        published=PAST, published_from="given",
    )  # fmt: skip
    with mill(nlp, tmp_path, [given]) as room:
        text = "Officers arrested harbour minister Tom Brandt in Kelso on May 12."
        answer = room.desk.drafts.check(ASKER, CheckDraft(text, room.desk.stories(ASKER)[0].id))
        assert isinstance(answer, DraftAnswer)
        assert (answer.day, answer.counted_from) == (PAST, "story")
        assert {claim.verdict for claim in answer.claims} == {"supported"}
        reply = room.slack.command(f"/check-draft {text}")
        assert "the day of the story's newest article" in reply.plain


def test_days_count_from_today_while_the_story_is_new(room: Mill) -> None:
    text = "Harbour minister Tom Brandt of Kelso met captain Ida Moss of the Orla on Monday."
    answer = room.desk.drafts.check(ASKER, CheckDraft(text, room.desk.stories(ASKER)[0].id))
    assert isinstance(answer, DraftAnswer)
    assert answer.counted_from == "today"


def test_a_statement_that_nobody_prints_is_listed_in_a_line(room: Mill) -> None:
    text = "Paul Reyes met captain Ida Moss in Kelso. The bishop blessed the ferry."
    found = {claim.words: claim.verdict for claim in claims(room, text)}
    assert found["The bishop blessed the ferry"] == "not checked"
    reply = room.slack.command(f"/check-draft {text}").plain
    assert "1 not checked" in reply
    assert "Not checked: no article was found that says so" in reply


def test_what_is_supported_names_nobody_else(room: Mill) -> None:
    for said in ("Tamara Moss met captain Ida Moss on Monday.", "Ida Moss is 43, Tom Brandt 58."):
        found = claims(room, f"{said} The Orla sank off Kelso.")
        held = [claim.words for claim in found if claim.verdict == "supported"]
        assert not [words for words in held if "Tamara" in words or "58" in words]


def test_a_report_within_marks_is_part_of_the_quotation(room: Mill) -> None:
    text = '"The sea was calm that night and nobody was warned," Tom Brandt said in Kelso.'
    (claim,) = of(room, text, "quotation")
    assert (claim.verdict, claim.speaker) == ("supported", "Tom Brandt")


def test_words_are_somebodys_only_where_he_is_named_beside_them(room: Mill) -> None:
    text = '"The sea was calm that night and nobody was warned," Paul Reyes said in Kelso.'
    (claim,) = of(room, text, "quotation")
    assert claim.verdict == "disputed"
