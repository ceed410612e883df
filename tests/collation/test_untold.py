"""Words that a matter turns on and whole accounts lack: made-up stories of a few outlets."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage, Covered
from collation.differences.omissions.untold import Untold, choose, find_untold, fitted
from collation.differences.telling import tellings
from extraction.reading import read_articles
from intake.plain import read_plain

HEAD = "Ferry sinks off Norland\n\nThe ferry Aurelia sank off Norland on Monday in calm seas."
#: What every account has, so that none is too short to lack anything.
REST = (
    "The ship left the harbour at dawn with its usual load. An hour later it took in water, "
    "listed and went down within sight of the coast. Fishing boats came first, and the coast "
    "guard was there within half an hour. Everybody was brought ashore in blankets. The ferry "
    "line has served the islands for a generation, and many who live there take it twice a "
    "day. The ship was built in a yard on the other coast and was bought by the line later. "
    "It had passed its yearly check in the spring. The sea was calm, and the sky was clear "
    "all morning."
)
QUARANTINE = (
    "A quarantine was ordered for the crew. The quarantine is to last two weeks, the port said."
)


def matters(nlp: Language, *texts: str, dates: tuple[str, ...] = ()) -> list[Untold]:
    articles = [
        read_plain(
            (f"date {dates[number]}\n" if dates else "") + text,
            f"file:{number}.txt",
            outlet=f"Outlet {number}",
        )
        for number, text in enumerate(texts)
    ]
    readings = read_articles(nlp, articles)
    rows = enumerate(zip(articles, readings, strict=True))
    return find_untold(
        tellings(Coverage(tuple(Covered(f"{n}.txt", a, r, n) for n, (a, r) in rows)))
    )


def story(*middles: str) -> list[str]:
    return [f"{HEAD}\n\n{middle}\n\n{REST}" for middle in middles]


def by_word(found: list[Untold]) -> dict[str, Untold]:
    return {matter.words[0].lower(): matter for matter in found}


def test_a_word_on_which_sentences_turn_and_that_an_account_lacks(nlp: Language) -> None:
    found = by_word(matters(nlp, *story(QUARANTINE, "The quarantine was lifted.", "")))
    matter = found["quarantine"]
    assert matter.lacking == ("2.txt",)
    assert {spot.line.covered.id for spot, _ in matter.spots} == {"0.txt", "1.txt"}
    for spot, span in matter.spots:
        assert span.start <= spot.word.start < span.end
        assert span.end - span.start <= 90


def test_words_that_stand_together_are_one_matter(nlp: Language) -> None:
    one = "The manslaughter inquest opens on Friday. A manslaughter inquest is rare in Norland."
    other = "Relatives demand a manslaughter inquest."
    found = by_word(matters(nlp, *story(one, other, "")))
    assert {"manslaughter", "inquest"} <= set(found["inquest"].words)
    assert set(found["inquest"].words) == set(found["manslaughter"].words)


# (class of the look-alike, the word, three accounts)
SILENT = [
    ("told in one sentence only", "quarantine", ("A quarantine was ordered.", "", "")),
    (
        "a word for which writers have many others",
        "tragedy",
        ("The tragedy shocked Norland. It is a tragedy.", "The tragedy was felt by all.", ""),
    ),
    (
        "who is quoted",
        "brandt",
        (
            "“We saw water,” said Olav Brandt. Olav Brandt is the captain.",
            "“There was water,” Olav Brandt said.",
            "",
        ),
    ),
    (
        "a place",
        "sudbury",
        ("The ship was bound for Sudbury.", "It comes from Sudbury. Sudbury is a port.", ""),
    ),
    ("what all tell", "quarantine", (QUARANTINE, QUARANTINE, "The quarantine was lifted.")),
    (
        "another word for the thing",
        "blaze",
        ("The blaze burned all day. The blaze began below.", "A blaze was seen.", "It was a fire."),
    ),
    (
        "another inflection",
        "quarantine",
        (QUARANTINE, "The quarantine was lifted.", "The crew was quarantined."),
    ),
]


@pytest.mark.parametrize(("cls", "word", "middles"), SILENT)
def test_what_only_looks_like_it(
    nlp: Language, cls: str, word: str, middles: tuple[str, ...]
) -> None:
    assert word not in by_word(matters(nlp, *story(*middles)))


def test_a_few_lines_lack_nothing(nlp: Language) -> None:
    texts = story(QUARANTINE, "The quarantine was lifted.")
    assert "quarantine" not in by_word(matters(nlp, *texts, HEAD))
    assert "quarantine" in by_word(matters(nlp, *texts, *story("")))


def test_an_older_account_cannot_lack_what_came_later(nlp: Language) -> None:
    texts = story(QUARANTINE, "The quarantine was lifted.", "")
    days = ("2031-05-07", "2031-05-07", "2031-05-06")
    assert "quarantine" not in by_word(matters(nlp, *texts, dates=days))
    assert "quarantine" in by_word(matters(nlp, *texts, dates=(*days[:2], "2031-05-08")))


def test_two_that_turn_on_one_word_are_shown_once(nlp: Language) -> None:
    one = "The manslaughter inquest opens on Friday. A manslaughter inquest is rare in Norland."
    texts = story(one + " " + QUARANTINE, "Relatives demand a manslaughter inquest.", "")
    found = matters(nlp, *texts)
    chosen = choose([(matter.chance, matter) for matter in found], 9, 0.0)
    words = [word for matter in chosen for word in matter.stems]
    assert len(words) == len(set(words))
    assert len(chosen) >= 2
    assert choose([(0.2, matter) for matter in found], 9, 0.3) == []
    assert len(choose([(0.4, matter) for matter in found], 1, 0.3)) == 1


def test_what_more_accounts_tell_more_often_is_likelier_news(nlp: Language) -> None:
    told = by_word(matters(nlp, *story(QUARANTINE, f"{QUARANTINE} The quarantine is strict.", "")))
    once = by_word(matters(nlp, *story(f"{REST} {QUARANTINE}", "", "")))
    assert told["quarantine"].chance > once["quarantine"].chance


def test_every_weight_is_of_a_feature_that_is_made(nlp: Language) -> None:
    found = matters(nlp, *story(QUARANTINE, "The quarantine was lifted.", ""))
    assert set(fitted()) - {"always"} == set(found[0].features)


def test_any_order_gives_the_same(nlp: Language) -> None:
    texts = story(QUARANTINE, "The quarantine was lifted. A manslaughter inquest opens.", "")
    articles = [read_plain(text, f"file:{n}.txt") for n, text in enumerate(texts)]
    readings = list(read_articles(nlp, articles))
    covered = [Covered(f"{n}.txt", articles[n], readings[n], n) for n in range(3)]
    one = find_untold(tellings(Coverage(tuple(covered))))
    turned = find_untold(tellings(Coverage(tuple(covered[::-1]))))
    key = [(m.stems, m.lacking, round(m.chance, 6), {s for _, s in m.spots}) for m in one]
    assert [
        (m.stems, m.lacking, round(m.chance, 6), {s for _, s in m.spots}) for m in turned
    ] == key


def test_a_first_name_is_no_matter_where_the_surname_stands(nlp: Language) -> None:
    one = "Petra Lund steered the ship. The court will hear Petra Lund in May."
    other = "Petra Lund was at the helm."
    named = by_word(matters(nlp, *story(one, other, "Lund steered the ship.")))
    assert not {"petra", "lund"} & set(named)
    found = by_word(matters(nlp, *story(one, other, "")))
    assert found["lund"].lacking == ("2.txt",)
