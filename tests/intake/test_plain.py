"""A plain text becomes an article whose parts say what each stretch of it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.article import Article, PartKind
from intake.plain import UnreadableText, load_file, read_plain

SEEDS = Path(__file__).parent.parent.parent / "seeds"
BODY = "The mill at Orrin burned down on Tuesday, the fire brigade said, and nobody was hurt."
MORE = "Neighbours had called the brigade shortly after noon, and it came within ten minutes."


def parts(text: str, kind: PartKind) -> list[str]:
    return [text[p.start : p.end] for p in read_plain(text, "file:a.txt").parts if p.kind is kind]


def seed(number: str) -> Article:
    return load_file(next(SEEDS.glob(f"{number}_*.txt")))


def kinds(article: Article, kind: PartKind) -> list[str]:
    return [article.text[p.start : p.end] for p in article.parts if p.kind is kind]


def test_a_date_line_may_have_the_article_behind_it_in_the_same_line() -> None:
    article = read_plain(f" date 2024-03-05 ORRIN: {BODY}", "file:a.txt")
    assert article.published == date(2024, 3, 5)
    assert article.published_from == "date line"
    assert kinds(article, PartKind.DATE_LINE) == ["date 2024-03-05"]
    assert kinds(article, PartKind.DATELINE) == ["ORRIN:"]
    assert kinds(article, PartKind.PARAGRAPH) == [BODY]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n", "\r\n"])
def test_a_headline_may_follow_the_date_line(gap: str) -> None:
    article = read_plain(f"date 2024-03-05{gap}Old mill burns in Orrin\n\n{BODY}", "file:a.txt")
    assert article.title == "Old mill burns in Orrin"
    assert kinds(article, PartKind.PARAGRAPH) == [BODY]


def test_a_date_line_and_a_blank_line_may_be_followed_by_the_body() -> None:
    article = read_plain(f"date 2024-03-05\n\n{BODY}\n\n{MORE}", "file:a.txt")
    assert article.title is None
    assert kinds(article, PartKind.PARAGRAPH) == [BODY, MORE]


def test_an_article_with_no_date_stays_undated() -> None:
    article = read_plain(BODY, "file:a.txt")
    assert article.published is None
    assert article.published_from is None


def test_a_date_line_with_an_impossible_day_gives_no_date() -> None:
    article = read_plain(f"date 2024-13-41 {BODY}", "file:a.txt")
    assert article.published is None
    assert kinds(article, PartKind.DATE_LINE) == ["date 2024-13-41"]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("ORRIN:", ()),
        ("ORRIN >>", ()),
        ("Orrin DC -", ()),
        ("ORRIN, S.C. (Reuters) -", ("Reuters",)),
        ("PORT ORRIN (AP) —", ("AP",)),
        ("Rio de Orrin (AFP)", ("AFP",)),
        ("(CNN)", ("CNN",)),
        ("ORRIN/EAST LEE, Jan 16 (Reuters) -", ("Reuters",)),
        ("ORRIN, S.C. —", ()),
    ],
)
def test_datelines_are_kept_apart_from_the_first_sentence(
    line: str, agency: tuple[str, ...]
) -> None:
    article = read_plain(f"{line} {BODY}\n\n{MORE}", "file:a.txt")
    assert kinds(article, PartKind.DATELINE) == [line]
    assert kinds(article, PartKind.PARAGRAPH) == [BODY, MORE]
    assert article.credits == agency


@pytest.mark.parametrize(
    "line",
    [
        "Anna Roe – who owns it – was away.",
        "The mill (a listed building) - the oldest in town - burned.",
        "Three things burned: the mill, a barn and a car.",
    ],
)
def test_a_sentence_with_a_dash_or_colon_is_no_dateline(line: str) -> None:
    assert parts(f"{line}\n\n{BODY}", PartKind.DATELINE) == []


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    text = "ROE: Good morning.\n\nDOE: Good morning to you.\n\nROE: The mill burned, I hear."
    assert parts(text, PartKind.DATELINE) == []


def test_a_byline_and_the_writers_role_are_kept_apart() -> None:
    article = read_plain(f"By Jane Roe and John Doe\n\nStaff Writer\n\n{BODY}", "file:a.txt")
    assert kinds(article, PartKind.BYLINE) == ["By Jane Roe and John Doe", "Staff Writer"]
    assert article.byline == ("Jane Roe", "John Doe")
    assert kinds(article, PartKind.PARAGRAPH) == [BODY]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    line = "By Monday Orrin had no mill left, and by Tuesday no baker."
    assert parts(f"{line}\n\n{BODY}", PartKind.BYLINE) == []


def test_a_caption_is_kept_apart_from_its_credit() -> None:
    caption = "Firemen (l.) stand before the mill in Orrin on Tuesday."
    credit = "© ANNA ROE / GETTY IMAGES / Getty Images via AFP"
    text = f"{BODY}\n\n{caption} {credit}\n\n{MORE}"
    assert parts(text, PartKind.CAPTION) == [caption]
    assert parts(text, PartKind.CREDIT) == [credit]


@pytest.mark.parametrize(
    "credit",
    ["(AP Photo/Anna Roe)", "(Anna Roe/Reuters)", "Photo by Anna Roe.", "Town Hall photo via X."],
)
def test_photo_credits_end_a_caption(credit: str) -> None:
    caption = "Firemen stand before the mill in Orrin on Tuesday."
    text = f"{BODY}\n\n{caption} {credit}\n\n{MORE}"
    assert parts(text, PartKind.CAPTION) == [caption]
    assert parts(text, PartKind.CREDIT) == [credit]


@pytest.mark.parametrize(
    "credit",
    [
        "Additional reporting by Jane Roe, Li Na and John Doe.",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "The Associated Press contributed to this report.",
        "Contributing: Jane Roe",
        "— With assistance by Jane Roe and John Doe",
        "Reuters - Ap - Afp",
        "Copyright 2013 The Associated Press. All rights reserved.",
        "Copyright © 2019 The Orrin Times, LLC.",
        "© 2018 The Orrin Post, all rights reserved.",
        "TM & © 2018 Orrin News, Inc., a Mill Company. All rights reserved.",
    ],
)
def test_credits_are_kept_apart(credit: str) -> None:
    assert parts(f"{BODY}\n\n{MORE}\n\n{credit}", PartKind.CREDIT) == [credit]


def test_a_sentence_about_contributing_is_no_credit() -> None:
    line = "Roe said that dry weather contributed to this year's fires in the county."
    assert parts(f"{BODY}\n\n{line}", PartKind.CREDIT) == []


def test_a_sentence_about_copyright_is_no_credit() -> None:
    line = "Copyright law was no help to the miller, a judge said on Tuesday."
    assert parts(f"{BODY}\n\n{line}", PartKind.CREDIT) == []


@pytest.mark.parametrize(
    "line", ["— Jane Roe (@janeroe) January 16, 2019", "- Mill News (@mill) 16 Jan 2019"]
)
def test_the_signature_under_a_post_is_no_part_of_the_account(line: str) -> None:
    assert parts(f"{BODY}\n\n“We mourn.”\n\n{line}\n\n{MORE}", PartKind.FURNITURE) == [line]


@pytest.mark.parametrize("word", ["—" * 1_001, "data:image/png;base64," + "iVBORw0KGgo" * 99])
def test_what_holds_a_word_that_nobody_reads_is_no_part_of_the_account(word: str) -> None:
    line = f"The picture {word} was taken on Monday."
    read = read_plain(f"{BODY}\n\n{line}\n\n{MORE}", "file:a.txt")
    assert kinds(read, PartKind.FURNITURE) == [line]
    assert [read.text[part.start : part.end] for part in read.account()] == [BODY, MORE]


def test_a_long_link_is_part_of_its_sentence() -> None:
    line = f"The report is at https://example.com/?q={'x' * 900} since Monday."
    assert parts(f"{BODY}\n\n{line}\n\n{MORE}", PartKind.PARAGRAPH) == [BODY, line, MORE]


def test_subheadings_are_told_from_paragraphs() -> None:
    text = f"{BODY}\n\n‘Nothing left’\n\n{MORE}\n\n“We lost it all,” Roe said.\n\n{BODY}"
    assert parts(text, PartKind.SUBHEADING) == ["‘Nothing left’"]


@pytest.mark.parametrize(
    "line",
    ["Related content", "Click here for more.", "ADVERTISEMENT", "Read more: the mill", "___"],
)
def test_furniture_is_no_part_of_the_account(line: str) -> None:
    assert parts(f"{BODY}\n\n{line}\n\n{MORE}", PartKind.FURNITURE) == [line]
    assert parts(f"{BODY}\n\n{line}\n\n{MORE}", PartKind.PARAGRAPH) == [BODY, MORE]


def test_lines_without_blank_lines_between_them_are_paragraphs() -> None:
    assert parts(f"{BODY}\n{MORE}\n{BODY}", PartKind.PARAGRAPH) == [BODY, MORE, BODY]


def test_text_wrapped_by_hand_is_one_paragraph() -> None:
    wrapped = (
        "The mill at Orrin burned down on Tuesday, the fire\n"
        "brigade said, and nobody was hurt. Neighbours had\n"
        "called it shortly after noon, and it came within\n"
        "ten minutes."
    )
    assert parts(f"{wrapped}\n\n{wrapped}", PartKind.PARAGRAPH) == [wrapped, wrapped]


def test_what_names_an_article_is_what_it_has() -> None:
    def named(text: str, **given: str) -> tuple[str, str]:
        article = read_plain(text, "file:orrin_0123456789abcdef.txt", **given)  # type: ignore[arg-type]
        return article.outlet, article.outlet_from

    assert named(BODY, outlet="Orrin Courier") == ("Orrin Courier", "given")
    assert named(f"ORRIN (Reuters) - {BODY}") == ("Reuters", "credit")
    assert named(f"By Jane Roe\n\n{BODY}") == ("Jane Roe", "byline")
    assert named(BODY) == ("orrin", "file name")


def test_a_photo_credit_names_no_outlet_but_is_a_credit() -> None:
    article = read_plain(f"{BODY}\n\nThe mill in flames. © ANNA ROE / AFP\n\n{MORE}", "file:a.txt")
    assert article.outlet_from == "file name"
    assert article.credits == ("AFP",)


def test_the_seeds_are_taken_as_they_are() -> None:
    wire, reprint, photo, own, byline = (seed(n) for n in ("000", "001", "002", "003", "004"))
    assert wire.published == date(2025, 4, 15)
    assert kinds(wire, PartKind.DATELINE) == ["WASHINGTON:"]
    assert kinds(wire, PartKind.SUBHEADING) == ["‘Homegrown criminals’", "Frog-marched"]
    assert kinds(reprint, PartKind.DATELINE) == ["WASHINGTON >>"]
    assert len(kinds(reprint, PartKind.CREDIT)) == 1
    assert kinds(photo, PartKind.DATELINE) == ["Washington DC -"]
    assert photo.credits == ("AFP",)
    assert len(kinds(photo, PartKind.CAPTION)) == 1
    assert own.published is None
    assert kinds(own, PartKind.FURNITURE) == ["Related content"]
    assert len(kinds(own, PartKind.PARAGRAPH)) == 10
    assert byline.byline == ("Travis Gillmore",)
    assert byline.outlet == "Travis Gillmore"
    assert kinds(byline, PartKind.CREDIT) == ["White House photo via X."]


PIECES = st.sampled_from(
    [
        *("date 2024-03-05", "\n", "\n\n", "\r\n", "\r", " ", "\t", "\ufeff", "\u2028", "\x00"),
        *("By Jane Roe", "ORRIN (AP) —", "(CNN)", "© A / AFP", "Related content", "Photo by"),
        *(BODY, MORE, "Additional reporting by X", "“", "”", '"', "—", ">>", ":", "- ", "(l.)"),
        *("x", "A", "𝔘", "é"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join)))
def test_parts_stand_in_order_and_hold_every_character_that_is_no_blank(text: str) -> None:
    article = read_plain(text, "file:a.txt")
    assert article.text == text
    at = 0
    for part in article.parts:
        assert at <= part.start < part.end <= len(text)
        assert not text[at : part.start].replace("\ufeff", "").strip()
        assert not text[part.start].isspace()
        assert not text[part.end - 1].isspace()
        at = part.end
    assert not text[at:].replace("\ufeff", "").strip()


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "a.txt"
    path.write_bytes(raw)
    return path


def test_line_ends_and_a_byte_order_mark_stay_in_the_text(tmp_path: Path) -> None:
    raw = f"\ufeffdate 2024-03-05\r\n\r\n{BODY}\r\n".encode()
    article = load_file(write(tmp_path, raw))
    assert article.text == raw.decode()
    assert article.published == date(2024, 3, 5)


def test_windows_1252_is_read_where_the_bytes_are_no_utf_8(tmp_path: Path) -> None:
    assert "“mill”" in load_file(write(tmp_path, "The “mill” burned.".encode("cp1252"))).text


@pytest.mark.parametrize(
    ("raw", "advice"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        ("The mill".encode("utf-16"), "Save it as UTF-8"),
        (b"%PDF-1.7 something", "Save the article as a .txt file"),
        (b"\x7fELF\x00\x01", "Save the article as a .txt file"),
        (b"The mill \x81\x8d burned", "Save it as UTF-8"),
        (b"<!DOCTYPE html><p>The mill burned.", "a name that ends in .html"),
        (b"\xef\xbb\xbf\n<HTML><p>The mill burned.", "a name that ends in .html"),
        (b'<?xml version="1.0"?><p>The mill burned.', "a name that ends in .html"),
        (("Die Mühle ist am Dienstag abgebrannt, sagte die Feuerwehr. " * 9).encode(), "English"),
    ],
)
def test_what_is_no_article_text_is_refused_with_advice(
    tmp_path: Path, raw: bytes, advice: str
) -> None:
    with pytest.raises(UnreadableText, match=advice):
        load_file(write(tmp_path, raw))


def test_a_missing_file_and_a_folder_are_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnreadableText, match="There is no file"):
        load_file(tmp_path / "b.txt")
    with pytest.raises(UnreadableText, match="is a folder"):
        load_file(tmp_path)


def test_a_file_is_known_by_its_absolute_path_and_named_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, BODY.encode())
    monkeypatch.chdir(tmp_path)
    found = load_file(Path("a.txt"))
    assert found == load_file(path)
    assert found.source == f"file:{path.resolve().as_posix()}"
    assert (found.outlet, found.outlet_from) == ("a", "file name")


@pytest.mark.parametrize(
    "line",
    [
        "Getty Images Two men carry a ladder away from the mill at Orrin",
        "AP:Associated Press Neighbours look at what is left of the mill",
        "Reuters 84 people were led out of the mill at Orrin last night",
    ],
)
def test_a_credit_may_open_a_caption(line: str) -> None:
    assert parts(f"{BODY}\n\n{line}\n\n{MORE}", PartKind.CAPTION) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Reuters reported on Tuesday that the mill at Orrin had burned down.",
        "Reuters reported that the mill at Orrin had burned down",
        "AP writers in Orrin and in Leeds helped with this account.",
    ],
)
def test_a_sentence_about_an_agency_is_no_caption(line: str) -> None:
    assert parts(f"{BODY}\n\n{line}\n\n{MORE}", PartKind.CAPTION) == []


def test_an_agency_named_between_paragraphs_is_not_the_outlet() -> None:
    inside = read_plain(f"{BODY}\n\nReuters\n\n{MORE}", "file:mill.txt")
    below = read_plain(f"{BODY}\n\n{MORE}\n\nReuters", "file:mill.txt")
    assert (inside.outlet, below.outlet) == ("mill", "Reuters")
