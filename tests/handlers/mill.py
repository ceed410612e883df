"""The real bot on a real desk with the real pipeline: made-up coverage of a fire and of a game."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from slack_bolt import BoltRequest
from slack_sdk import WebClient
from spacy.language import Language

from desk.desk import Desk
from desk.requests import Asker
from extraction.annotations import Reading
from extraction.reading import read_articles
from handlers.app import make_app, make_client
from handlers.reception import Reception
from intake.article import Article
from intake.plain import read_plain
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox, WatchedExecutor
from tests.store.archives import fresh_archive

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
MORNING = datetime(2026, 3, 4, 14, tzinfo=UTC)  # a Wednesday
DAY = date(2026, 3, 3)

POST = """Fire at Harlow mill kills 12 workers

HARLOW - Twelve workers were killed on Tuesday when a fire destroyed the Harlow cotton mill, \
Mayor Jane Roe said.

“We told the owners about those doors in January,” Roe told reporters outside the mill. “Nobody \
listened.”

The mill, owned by Brandt Textiles, employed 240 people. Fire chief Omar Diaz said the blaze began \
in the carding room at about 6 a.m.

“The fire spread to the roof of the spinning hall within two minutes,” Diaz said.

Police arrested the manager of the mill, Peter Lund, on Tuesday evening.
"""
HERALD = """Mayor says Harlow mill owners were warned before deadly fire

The mayor of Harlow said the owners of a cotton mill where 12 workers were killed on Tuesday had \
been warned that its doors were locked.

“We told the owners about those doors in January,” Mayor Jane Roe said. “Nobody listened.”

Brandt Textiles, which owns the Harlow mill, employs 240 people there. Its manager, Peter Lund, \
was arrested by police on Tuesday evening, fire chief Omar Diaz said.
"""
STAR = """Fifteen dead in Harlow mill blaze

Fifteen workers were killed in the fire at the cotton mill in Harlow on Tuesday, according to \
fire chief Omar Diaz, whose crews fought the blaze at the Brandt Textiles plant until noon.

“The fire spread to the roof of the spinning hall within two hours,” Diaz said.

Jane Roe, the mayor of Harlow, said the doors of the mill had been locked.
"""
GAME = """Dunmore wins the regional cup

DUNMORE - Dunmore beat Carrick 3-1 on Sunday to win the regional cup before 9,000 spectators.

“They never stopped running,” coach Ana Petrov said after the final whistle at the Carrick stadium.

Striker Leo Marsh scored twice for Dunmore and was voted player of the match.
"""
GAME_TOO = """Marsh scores two as Dunmore lifts cup

Leo Marsh scored two goals as Dunmore beat Carrick 3-1 in the final of the regional cup on Sunday.

“They never stopped running,” said Ana Petrov, the coach of Dunmore, at the Carrick stadium.
"""
TEXTS = {
    "Harlow Post": (POST, date(2026, 3, 3)),
    "Herald": (HERALD, date(2026, 3, 3)),
    "Star": (STAR, date(2026, 3, 4)),
    "Dunmore Times": (GAME, date(2026, 3, 1)),
    "Carrick Echo": (GAME_TOO, date(2026, 3, 1)),
}
DRAFT = """Fourteen workers were killed on Tuesday when a fire destroyed the Harlow cotton mill.

"We told the owners about those doors in January," Mayor Jane Roe said.

Brandt Textiles, which owns the mill, employed 240 people. Police arrested Peter Lund, the manager \
of the mill, on Monday.

The company was fined 77,000 dollars in Zanesville last year, fire chief Omar Diazz said.
"""
BOTH = f"{GAME}\n\n{POST}"


def coverage() -> tuple[Article, ...]:
    return tuple(
        read_plain(
            text,
            f"https://{outlet.replace(' ', '').lower()}.example/a",
            outlet=outlet,
            url=f"https://{outlet.replace(' ', '').lower()}.example/a",
            published=day,
            published_from="given",
        )
        for outlet, (text, day) in TEXTS.items()
    )


@dataclass
class Mill:
    """The bot in its own workspace: what a test needs of it."""

    slack: Sandbox
    desk: Desk
    client: WebClient
    archive: Path
    reception: Reception


@contextmanager
def mill(nlp: Language, folder: Path, articles: Iterable[Article] | None = None) -> Iterator[Mill]:
    """A newsroom that has indexed the coverage, or what is given."""

    def read(items: Iterable[Article]) -> Iterable[Reading]:
        return read_articles(nlp, items)

    with ExitStack() as stack:
        archive = stack.enter_context(fresh_archive("sqlite", folder))
        desk = Desk(archive, read, lambda: MORNING)
        wanted = tuple(coverage() if articles is None else articles)
        if wanted:
            desk.index(Asker("newsroom"), wanted)
        executor = WatchedExecutor()
        stack.callback(executor.shutdown)
        answers: list[Callable[..., tuple[int, Any, str]]] = []

        def bot(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            return answers[0](method, headers, body)

        slack = stack.enter_context(
            Sandbox(MANIFEST, bot=bot, idle=executor.wait_idle, start=MORNING)
        )
        client = make_client(BOT_TOKEN, slack.api_url)
        reception = Reception(desk, lambda: MORNING, "newsroom")
        app = make_app(client, reception, SIGNING_SECRET, executor)

        def dispatch(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            answer = app.dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return answer.status, answer.headers, answer.body

        answers.append(dispatch)
        yield Mill(slack, desk, client, folder, reception)
