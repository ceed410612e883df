"""A seed and a size in; an archive filled with made-up quotations, out. No word of it is anybody's.

Shaped like a newsroom's: words and speakers by Zipf's law, ten quotations an article, six articles
a story, one to three printings an utterance, ten years, forty outlets. The most quoted people
stand under several names. Written in bulk, not through the desk: a million quotations in minutes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from typing import Any

from collation.features import StoryItem
from collation.identities import PERSON, block_of
from collation.offices import read_office
from extraction.annotations import QuotationKind, Span
from intake.article import Article, Part, PartKind
from store import tables
from store.archive import Archive, Session
from store.columns import pack
from store.keys import article_key, digest, name_key, words_of
from store.people import ROLE
from store.search import printing_id, searchable, serial
from store.stems import forms
from store.utterances import PrintedWord, Printing

WORKSPACE = "T0LATENCY"
FIRST_DAY = date(2015, 1, 1)
DAYS = 3_650
OUTLETS = 40
ARTICLES_OF_STORY = 6
QUOTATIONS_OF_ARTICLE = 10
CONTENT_WORDS = 40_000
FLAT = 20  # ranks that Zipf's law is moved by: so the commonest word is in 7 of 100 quotations
LIGHT = (
    "the of and to in that we is it for this not be are have with on as they will you our was but "
    "by from at what who has an do their people can would there all more about if so one out"
).split()
_BATCH = 20  # stories written at once
_TITLES = ("President", "Governor", "Mayor", "Minister of Defence", "Secretary of State")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who is quoted, and the rows of the names under which they are."""

    name: str
    names: tuple[int, ...]


class World:
    """The words and the people of a made-up archive: the same for the same seed and size."""

    def __init__(self, seed: int, quotations: int) -> None:
        """`quotations` is how many printings there are to be, to the next whole story."""
        self.random = random.Random(seed)
        self.quotations = quotations
        self.words = self._made_words(CONTENT_WORDS, 2, 4)
        self._weights = list(accumulate(1 / (rank + FLAT) for rank in range(len(self.words))))
        self.outlets = [f"{word.title()} Herald" for word in self._made_words(OUTLETS, 2, 3)]
        self.people: list[Bearer] = []
        self.rows: list[dict[str, Any]] = []  # of the table of people
        self._name_people(max(200, quotations // 30))
        self._speakers = list(accumulate(1 / (rank + 12) for rank in range(len(self.people))))

    def common(self) -> str:
        """One of the forty commonest words of weight."""
        return self.words[self.random.randrange(40)]

    def rare(self) -> str:
        """A word of the rarer half."""
        return self.words[self.random.randrange(CONTENT_WORDS // 2, CONTENT_WORDS)]

    def sentence(self) -> list[str]:
        """Words of a quotation, half of them light."""
        chance = self.random
        length = min(60, max(4, int(chance.gauss(22, 9))))
        heavy = iter(chance.choices(self.words, cum_weights=self._weights, k=length))
        return [
            chance.choice(LIGHT) if chance.random() < 0.5 else next(heavy) for _ in range(length)
        ]

    def speaker(self) -> tuple[int, str] | None:
        """The row and the name of who speaks; nobody for one quotation of ten."""
        if self.random.random() < 0.1:
            return None
        bearer = self.random.choices(self.people, cum_weights=self._speakers)[0]
        row = bearer.names[0] if self.random.random() < 0.7 else self.random.choice(bearer.names)
        return row, bearer.name

    def _made_words(self, count: int, shortest: int, longest: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            syllables = self.random.randint(shortest, longest)
            word = "".join(
                self.random.choice("bdfgklmnprtvz") + self.random.choice("aou")
                for _ in range(syllables)
            )
            found[word + self.random.choice("bdgklmnprt")] = None
        return list(found)

    def _name_people(self, count: int) -> None:
        firsts = [word.title() for word in self._made_words(400, 1, 2)]
        lasts = [word.title() for word in self._made_words(count // 4, 2, 3)]
        taken: set[str] = set()
        while len(self.people) < count:
            first, last = self.random.choice(firsts), self.random.choice(lasts)
            rank = len(self.people)
            name = f"{first} {last}"
            if name in taken:
                continue
            names = [name]
            if rank < 300:
                names += [f"{first[0]}. {last}", f"{first} {last[0]}. {last}"]
            if rank < 5:  # more names than a search asks for one by one
                names += [f"{first} {letter}. {last}" for letter in "BCDFGHJKLM"]
            names = [one for one in dict.fromkeys(names) if one not in taken]
            taken.update(names)
            leader = len(self.rows) + 1
            for one in names:
                self.rows.append(
                    {
                        "id": len(self.rows) + 1,
                        "workspace": WORKSPACE,
                        "name": one,
                        "key": name_key(one),
                        "kind": PERSON,
                        "gender": None,
                        "block": block_of(one, PERSON)[:96],
                        "leader": leader if len(names) > 1 else None,
                    }
                )
            ids = tuple(range(leader, len(self.rows) + 1))
            self.people.append(Bearer(name, ids))


def fill(archive: Archive, world: World) -> int:
    """Write the world's quotations into an archive that holds none; returns how many."""
    with archive.writing() as db:
        _people(db, world)
        db.execute(
            tables.outlets.insert(),
            [
                {"id": n, "workspace": WORKSPACE, "found": name, "found_key": name_key(name)}
                for n, name in enumerate(world.outlets, 1)
            ],
        )
    stories = -(-world.quotations // (ARTICLES_OF_STORY * QUOTATIONS_OF_ARTICLE))
    made = (Story(world, number, stories) for number in range(1, stories + 1))
    total = 0
    met: set[str] = set()
    while batch := list(islice(made, _BATCH)):
        total += sum(len(story.printings) for story in batch)
        with archive.writing() as db:
            _write(db, batch, met)
    with archive.writing() as db:
        db.execute(
            tables.vocabulary.insert(),
            [{"workspace": WORKSPACE, "stem": stem} for stem in sorted(met)],
        )
        db.exec_driver_sql(
            "UPDATE people SET quotations = "
            "(SELECT count(*) FROM printings WHERE printings.person_id = people.id)"
        )
        db.exec_driver_sql("ANALYZE")
    return total


class Story:
    """The rows of one story: articles, utterances and their printings."""

    def __init__(self, world: World, number: int, of: int) -> None:
        """`number` counts from 1; stories come in the order of their days."""
        chance = world.random
        self.number = number
        self.day = FIRST_DAY + timedelta(days=DAYS * number // of)
        first = (number - 1) * ARTICLES_OF_STORY + 1
        self.articles = range(first, first + ARTICLES_OF_STORY)
        said: dict[int, list[tuple[int, list[str], tuple[int, str] | None]]]
        said = {article: [] for article in self.articles}
        self.utterances: list[dict[str, Any]] = []
        base = (number - 1) * ARTICLES_OF_STORY * QUOTATIONS_OF_ARTICLE
        while True:
            room = [a for a in self.articles if len(said[a]) < QUOTATIONS_OF_ARTICLE]
            if not room:
                break
            words, speaker = world.sentence(), world.speaker()
            utterance = base + len(self.utterances) + 1
            for article in chance.sample(room, min(len(room), chance.choice((1, 1, 1, 2, 3)))):
                said[article].append((utterance, words, speaker))
            self.utterances.append(
                {
                    "id": utterance,
                    "workspace": WORKSPACE,
                    "story_id": number,
                    "person_id": speaker[0] if speaker else None,
                    "role": None,
                    "differences": (),
                }
            )
        self.printings: list[dict[str, Any]] = []
        self.rows = [self._article(world, id, said[id]) for id in self.articles]

    def _article(
        self,
        world: World,
        id: int,
        said: Sequence[tuple[int, list[str], tuple[int, str] | None]],
    ) -> dict[str, Any]:
        outlet = min(int(world.random.paretovariate(0.7)), OUTLETS)
        text, parts, printed = "", [], []
        for utterance, words, speaker in said:
            start = len(text)
            who = speaker[1] if speaker else "officials"
            quoted = " ".join(words)
            text += f"“{quoted}” said {who}."
            parts.append(Part(PartKind.PARAGRAPH, start, len(text)))
            printed.append((utterance, quoted, speaker, start))
            text += "\n\n"
        source = f"https://news.invalid/{id}"
        article = Article(
            source, text, tuple(parts), self.day, "feed", world.outlets[outlet - 1], "given",
            title=quoted[:60], url=source,
        )  # fmt: skip
        key = article_key(article)
        number = serial(self.day, id)  # ids are no hashes, but as good: none comes twice
        for place, (utterance, quoted, speaker, start) in enumerate(printed):
            row = speaker[0] if speaker else None
            self.printings.append(
                {
                    "id": printing_id(number, place),
                    "workspace": WORKSPACE,
                    "utterance_id": utterance,
                    "story_id": self.number,
                    "article_id": id,
                    "outlet_id": outlet,
                    "person_id": row,
                    "stems": searchable(WORKSPACE, quoted, row, outlet),
                    "words": " ".join(forms(quoted)),
                    "body": pack(_printing(place, quoted, start)),
                }
            )
        return {
            "id": id,
            "workspace": WORKSPACE,
            "key": key,
            "serial": number,
            "source": source,
            "source_key": digest(source),
            "content_hash": digest(text),
            "outlet_id": outlet,
            "published": self.day,
            "body": article,
            "features": StoryItem(key, self.day, (), ()),
            "current": True,
            "pending": False,
            "story_id": self.number,
            "source_group": id,
            "indexed_at": datetime(2025, 1, 1, tzinfo=UTC),
        }


def _printing(place: int, quoted: str, start: int) -> Printing:
    begin, end = start + 1, start + 1 + len(quoted)
    words, at = [], begin
    for word in quoted.split():
        words.append(PrintedWord(at, at + len(word), ""))
        at += len(word) + 1
    cue = Span(end + 2, end + 6)
    return Printing(
        quotations=(place,),
        words=tuple(words),
        kind=QuotationKind.DIRECT,
        content=(Span(begin, end),),
        direct=(True,),
        sentence=Span(start, end + 1),
        cue=cue,
        speaker=None,
        said_on=None,
    )


def _people(db: Session, world: World) -> None:
    names, roles = [], []
    for row in world.rows:
        names += [
            {"workspace": WORKSPACE, "token": word, "person_id": row["id"]}
            for word in sorted(set(words_of(row["name"])))
        ]
        for title in world.random.sample(_TITLES, 2):
            role = f"{world.random.choice(world.words[:2_000]).title()} {title}"
            office = read_office(role)
            roles.append(
                {
                    "person_id": row["id"],
                    "key": digest(role),
                    "workspace": WORKSPACE,
                    "role": role,
                    "office": str(office)[:96] if office else None,
                    "utterances": world.random.randint(1, 50),
                }
            )
            names += [
                {"workspace": WORKSPACE, "token": f"{ROLE}{word}", "person_id": row["id"]}
                for word in words_of(role)
            ]
    names = list({(one["token"], one["person_id"]): one for one in names}.values())
    for table, rows in (
        (tables.people, world.rows),
        (tables.person_names, names),
        (tables.person_roles, roles),
    ):
        for some in _pieces(rows):
            db.execute(table.insert(), some)


def _write(db: Session, batch: Sequence[Story], met: set[str]) -> None:
    stories = [
        {
            "id": story.number,
            "workspace": WORKSPACE,
            "lineage": story.number,
            "title": f"What was said on day {story.number}",
            "articles": len(story.rows),
            "sources": len(story.rows),
            "quotations": len(story.printings),
            "first": story.day,
            "last": story.day,
            "stale": False,
        }
        for story in batch
    ]
    printings = [row for story in batch for row in story.printings]
    db.execute(tables.stories.insert(), stories)
    db.execute(tables.articles.insert(), [row for story in batch for row in story.rows])
    db.execute(tables.utterances.insert(), [row for story in batch for row in story.utterances])
    db.execute(tables.printings.insert(), printings)
    for row in printings:
        met.update(stem for stem in str(row["stems"]).split() if not stem.startswith("zz"))


def _pieces(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for at in range(0, len(rows), 5_000):
        yield rows[at : at + 5_000]
