"""A corpus of names in; its sentences as lessons with PERSON, ORG and LOC tags out."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.lessons import NO_NAME, Lesson

# Each corpus's own labels; what stands in no row (nationalities, parties' elections, dates) is O.
LABELS = {
    "PER": "PERSON",
    "per": "PERSON",
    "person": "PERSON",
    "politician": "PERSON",
    "ORG": "ORG",
    "org": "ORG",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "LOC": "LOC",
    "geo": "LOC",
    "country": "LOC",
    "location": "LOC",
}

TITLES = frozenset(
    "mr. mr ms. ms mrs. mrs dr. dr president presidents vice prime minister ministers foreign "
    "defense interior finance justice oil trade secretary secretary-general general chancellor "
    "senator senators governor mayor congressman congresswoman representative ambassador king "
    "queen prince princess pope ayatollah mullah sheikh colonel lieutenant captain major admiral "
    "judge justice chief deputy director chairman spokesman spokeswoman premier former then "
    "president-elect attorney professor cardinal archbishop bishop reverend rev. gen. sen. rep. "
    "gov. col. lt. sgt. sir lord lady envoy special commander crown emir sultan emperor".split()
)

# Peoples and faiths, which GMB counts as organisations when they stand alone.
PEOPLES = frozenset(
    "Muslim Muslims Sunni Sunnis Shi'ite Shi'ites Shiite Shiites Islamic Islamist Islamists Tamil "
    "Christian Christians Catholic Jewish Jews Hindu Hindus "
    "Arab Arabs Kurdish Kurds Buddhist".split()
)

NO_SPACE_BEFORE = frozenset(
    ", . ; : ! ? ) ] } % - ... ’ 's 'S ’s n't n’t 're 've 'll 'd 'm".split()
)
NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "#", "-", "US$"])


def read_uner(path: Path) -> Iterator[Lesson]:
    """Universal NER (iob2): the words of UD, a tag in the third column."""
    yield from _sentences(
        (line.split("\t")[1:3] for line in block.splitlines() if line[:1].isdigit())
        for block in path.read_text(encoding="utf-8").split("\n\n")
    )


def read_columns(path: Path) -> Iterator[Lesson]:
    """WikiGold (IOB1) and CrossNER (IOB2): a word and a tag a line."""
    yield from _sentences(
        (line.split() for line in block.splitlines() if len(line.split()) == 2)
        for block in path.read_text(encoding="utf-8").split("\n\n")
    )


def read_gmb(path: Path) -> Iterator[Lesson]:
    """The Groningen Meaning Bank as its zipped table: a word a row, tags by machine."""
    with zipfile.ZipFile(path) as archive:  # it also holds a folder of resource forks
        (member,) = [name for name in archive.namelist() if name == "ner_dataset.csv"]
        table = io.StringIO(archive.read(member).decode("latin-1"))
    rows: list[list[str]] = []
    for number, word, part, tag in list(csv.reader(table))[1:]:
        if number and rows:
            yield from _sentences([_tidy(rows)])
            rows = []
        prefix, _, label = tag.partition("-")
        if label == "gpe" and part == "NNP":  # "Nepal" is a place, "Nepalese" (JJ) is none
            tag = f"{prefix}-geo"
        if word.strip():
            rows.append(["".join(word.split()), tag])
    yield from _sentences([_tidy(rows)])


def guess_spaces(words: Iterable[str]) -> tuple[bool, ...]:
    """Whether a blank follows each word of a text that was stored as words alone."""
    rows = list(words)
    spaces = []
    open_quotation = False
    for at, word in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else ""
        if word == '"':
            open_quotation = not open_quotation
            spaces.append(not open_quotation and after not in NO_SPACE_BEFORE)
        elif after == '"':
            spaces.append(not open_quotation and word not in NO_SPACE_AFTER)
        else:
            spaces.append(word not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE)
    return tuple(spaces)


def _tidy(rows: list[list[str]]) -> list[list[str]]:
    """GMB's rows as the other sets would have them: "Mr. [Annan]" without title, no peoples."""
    tidy: list[list[str]] = []
    strip = False
    following = [*(tag for _, tag in rows[1:]), NO_NAME]
    for (word, tag), after in zip(rows, following, strict=True):
        strip = tag == "B-per" or (strip and tag == "I-per")
        strip = strip and word.lower() in TITLES
        alone = tag == "B-org" and after != "I-org"
        tidy.append([word, NO_NAME if strip or (alone and word in PEOPLES) else tag])
    return tidy


def _sentences(blocks: Iterable[Iterable[list[str]]]) -> Iterator[Lesson]:
    for block in blocks:
        rows = [(word, tag) for word, tag in block]
        if rows:
            words = tuple(word for word, _ in rows)
            tags = _iob2([tag for _, tag in rows])
            yield Lesson(words, guess_spaces(words), names=tags)


def _iob2(tags: list[str]) -> tuple[str, ...]:
    """Tags in our labels; a name opens with B- also where the corpus is in IOB1."""
    tidy: list[str] = []
    before = NO_NAME
    for tag in tags:
        prefix, _, own = tag.partition("-")
        label = LABELS.get(own, "")
        if not label:
            tidy.append(NO_NAME)
        elif prefix == "I" and before == own:
            tidy.append(f"I-{label}")
        else:
            tidy.append(f"B-{label}")
        before = own
    return tuple(tidy)
