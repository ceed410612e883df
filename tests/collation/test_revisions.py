"""What an outlet changed between two printings of one article, and what it did not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from collation.discrepancy import Between, Kind, Severity
from collation.notes import find_note
from collation.revision import Change, ChangeKind, Revision
from collation.revisions import compare_printings
from extraction.reading import read_articles
from intake.plain import read_plain

TITLE = "Mill fire in Orrin kills four"
TOLD = (
    "A fire at a cotton mill in Orrin killed four people on Monday, the police said.",
    "The mill employs about 300 people and makes towels.",
    "“The sprinklers did not work,” said Dana Roe, a foreman.",
    "Chief Alan Pike said that the cause was not known.",
    "The road to the station was closed until the evening.",
)


def printed(*sentences: str, title: str = TITLE) -> str:
    return "\n\n".join((title, *sentences))


def compared(nlp: Language, before: str, after: str) -> Revision:
    printings = []
    for key, text in (("20250414-a", before), ("20250414-b", after)):
        article = read_plain(
            text,
            "https://herald.example/mill",
            outlet="Orrin Herald",
            title=text.partition("\n")[0],
            published=date(2025, 4, 14),
        )
        printings.append((key, article, *read_articles(nlp, [article])))
    return compare_printings(*printings)


def kinds(found: Revision) -> list[str]:
    return [str(change.kind) for change in found.changes]


def swapped(old: str, new: str) -> str:
    assert old in printed(*TOLD)
    return printed(*TOLD).replace(old, new)


CHANGED = [
    ("300 people", "500 people", ["figure"]),
    ("killed four people", "killed five people", ["figure"]),
    ("did not work", "never worked", ["quotation"]),
    ("Alan Pike", "Allan Pyke", ["name"]),
    ("was not known", "was known", ["reworded"]),
    ("closed until the evening", "blocked by engines until the evening", ["reworded"]),
    (TITLE, "Dozens flee blaze at Orrin mill", ["headline"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CHANGED)
def test_a_change_is_told_by_its_kind(
    nlp: Language, old: str, new: str, expected: list[str]
) -> None:
    found = compared(nlp, printed(*TOLD), swapped(old, new))
    assert kinds(found) == expected
    assert found.shown
    assert found.news
    assert found.note is None


SILENT = [
    ("“The sprinklers did not work,”", '"The sprinklers did not work,"', ["typography"]),
    ("did not work", "didn’t work", ["typography"]),
    ("makes towels.", "makes towels", ["typography"]),
    ("cotton mill", "Cotton mill", ["typography"]),
    ("employs", "emplyos", ["typography"]),
    ("foreman", "foremen", ["minor"]),
    ("was closed until", "had been closed until", ["minor"]),
    ("The road to the station", "A road to the station", ["minor"]),
    ("cotton mill in Orrin", "cotton-mill in Orrin", ["typography"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), SILENT)
def test_slips_of_the_pen_and_marks_are_not_shown(
    nlp: Language, old: str, new: str, expected: list[str]
) -> None:
    found = compared(nlp, printed(*TOLD), swapped(old, new))
    assert not found.shown
    assert kinds(found) in (expected, ["typography"])
    assert found.differences == ()


def test_the_same_text_has_no_change(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), printed(*TOLD))
    assert (found.changes, found.shown, found.differences) == ((), False, ())


def test_blank_lines_alone_are_typography(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), printed(" ".join(TOLD)))
    assert not found.shown


def test_a_sentence_that_only_moved_is_no_change(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), printed(TOLD[0], *TOLD[2:], TOLD[1]))
    assert not found.shown


def test_a_sentence_cut_in_two_is_neither_removed_nor_added(nlp: Language) -> None:
    one = "The mill stands by the river, and the river rose by two metres in the night of Sunday."
    two = "The mill stands by the river. And the river rose by two metres in the night of Sunday."
    found = compared(nlp, printed(*TOLD, one), printed(*TOLD, two))
    assert "removed" not in kinds(found)
    assert not found.shown


def test_a_removed_quotation_is_the_outlet_against_itself(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), printed(TOLD[0], TOLD[1], *TOLD[3:]))
    assert kinds(found) == ["removed"]
    (gone,) = found.differences
    assert (gone.kind, gone.between) == (Kind.OMISSION, Between.SELF)
    assert gone.absent_in == ("20250414-b",)
    assert "sprinklers" in gone.subject


def test_a_removed_sentence_of_no_weight_is_listed_and_no_difference(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), printed(*TOLD[:4]))
    assert kinds(found) == ["removed"]
    assert found.differences == ()


def test_what_only_grows_is_shown_but_no_news(nlp: Language) -> None:
    more = "Two engines came from Halden, the fire service said."
    found = compared(nlp, printed(*TOLD), printed(*TOLD, more))
    assert kinds(found) == ["added"]
    assert found.shown
    assert not found.news


def test_a_changed_figure_is_a_difference_of_the_outlet_with_itself(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), swapped("300 people", "500 people"))
    (one,) = found.differences
    assert (one.kind, one.between, one.severity) == (Kind.NUMBER, Between.SELF, Severity.HARD)
    assert {e.article for e in one.evidence} == {"20250414-a", "20250414-b"}
    assert one.key.endswith(":20250414-a|20250414-b")


def test_a_toll_that_rises_is_listed_and_no_contradiction(nlp: Language) -> None:
    found = compared(nlp, printed(*TOLD), swapped("killed four", "killed five"))
    assert kinds(found) == ["figure"]
    assert [one for one in found.differences if one.severity is Severity.HARD] == []


def test_what_is_corrected_openly_is_never_hard(nlp: Language) -> None:
    note = "Correction: an earlier version of this article gave a wrong number of workers."
    after = f"{swapped('300 people', '500 people')}\n\n{note}"
    found = compared(nlp, printed(*TOLD), after)
    assert found.note is not None
    assert found.note.of(after) == note
    assert [one.severity for one in found.differences] == [Severity.SOFT]
    assert Change(ChangeKind.NOTE, None, found.note) in found.changes
    assert "added" not in kinds(found)


def test_what_stands_in_both_printings_contradicts_nothing(nlp: Language) -> None:
    extra = "The mill in Halden cost $40 million."
    later = "The mill in Orrin cost $90 million."
    found = compared(nlp, printed(*TOLD, extra), printed(*TOLD, extra, later))
    assert found.differences == ()


def test_a_text_that_is_quite_another_lists_no_single_removal(nlp: Language) -> None:
    other = (
        "The council of Halden voted on Tuesday for a new bridge over the Ard.",
        "“We have waited for ten years,” said Ann Lee, the mayor.",
        "Work is to begin in spring and will cost 12 million pounds.",
    )
    found = compared(nlp, printed(*TOLD), printed(*other, title="Halden votes for a bridge"))
    assert found.rewritten
    assert [one for one in found.differences if one.kind is Kind.OMISSION] == []


def test_the_words_that_differ_stand_where_it_says(nlp: Language) -> None:
    before, after = printed(*TOLD), swapped("300 people", "500 people")
    (change,) = compared(nlp, before, after).changes
    assert [span.of(before) for span in change.gone] == ["300"]
    assert [span.of(after) for span in change.new] == ["500"]
    assert change.before is not None
    assert change.before.of(before) == TOLD[1]


NOTES = [
    "Correction: The mill is in Orrin.",
    "CORRECTION (April 15): The mill is in Orrin.",
    "Editor's note: This story was changed.",
    "Editor’s Note — This story was changed.",
    "Clarification\nThe mill is in Orrin.",
    "This article was amended on 15 April 2025 to correct the name of the mill.",
    "An earlier version of this story misstated the number of workers.",
    "This story has been updated with a comment of the owner.",
    "UPDATE: The police have named the dead.",
    "The headline of this article was changed after it was published, and we regret the error.",
    "This article originally stated that the mill was in Halden.",
]


@pytest.mark.parametrize("note", NOTES)
def test_notes_are_found(note: str) -> None:
    text = printed(*TOLD, note)
    found = find_note(text)
    assert found is not None
    assert text[found.start :].startswith(note.partition("\n")[0][:20])


NO_NOTES = [
    "Correction officers said that the prison was full.",
    "The update of the software was late, the mill said.",
    "The corrected figure was read to the council.",
    "An article of the law was amended in 1990.",
    "He said the report was wrong.",
    "Updates to the mill will cost a million.",
]


@pytest.mark.parametrize("sentence", NO_NOTES)
def test_what_only_sounds_like_a_note_is_none(sentence: str) -> None:
    assert find_note(printed(*TOLD, sentence)) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    before=st.text(max_size=300),
    after=st.text(max_size=300),
    sentences=st.lists(st.sampled_from(TOLD), max_size=6),
)
def test_no_text_stops_it_and_every_place_is_within(
    nlp: Language, before: str, after: str, sentences: list[str]
) -> None:
    one, other = f"x\n\n{before}\n\n{' '.join(sentences)}", f"x\n\n{' '.join(TOLD)}\n\n{after}"
    found = compared(nlp, one, other)
    assert 0 <= found.kept <= found.sentences
    for change in found.changes:
        for span, text in ((change.before, one), (change.after, other)):
            assert span is None or 0 <= span.start <= span.end <= len(text)
