"""What is kept: read again by a better version, trimmed after a time, forgotten when asked to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import func, select

from desk.counters.keeping import Keeping
from desk.desk import Desk
from desk.errors import EmptyArchive, NoMatch, ParallaxError
from desk.postings import Posting
from desk.removal import Forget
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, Subscribe, WhoSaid
from desk.verdicts import Judgement
from extraction.annotations import Reading
from intake.article import Article
from store.archive import Archive
from store.tables import articles, metadata, readings
from store.verdicts import verdicts
from tests.desk.newsroom import ASKER, COLLATION, Clock, article, read

ONE = article("one", "“We saw 4 people leave,” said Ann Roe. It burned on 12 March 2025.")
TWO = article("two", "“We saw 5 people leave,” said Bob Lee. Rain fell all day in Orrin.")
OLD = tuple(
    replace(one, published=date(2025, 3, 14))
    for one in (article("old", ONE.text), article("x", TWO.text))
)
MORNING_ORDER = Subscribe("C1", time(9), "UTC", (0, 1, 2, 3, 4, 5, 6))


def reader(version: str, *, blind: bool = False) -> object:
    """Reads as the newsroom does, under a version; a blind one finds no sentence."""

    def reading(some: Iterable[Article]) -> Iterator[Reading]:
        for found in read(some):
            yield replace(found, version=version, **({"quotations": ()} if blind else {}))

    return reading


def keeping(archive: Archive, clock: Clock, version: str, **options: object) -> Keeping:
    read_by = reader(version, blind=bool(options.get("blind")))
    collation = options.get("collation", COLLATION)
    return Keeping(archive, clock, read_by, collation, options.get("days"), version)  # type: ignore[arg-type]


def versions(archive: Archive) -> set[str]:
    with archive.reading() as db:
        return set(db.execute(select(readings.c.version)).scalars())


# Read again.


def test_active_stories_are_read_again_a_few_at_a_time(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    desk.index(ASKER, [article(f"n{n}", f"The mill burned, said {n} people.") for n in range(11)])
    desk.index(ASKER, [replace(OLD[0], title="Flood in York", text=f"{OLD[0].text} York.")])
    better = keeping(archive, clock, "9")
    assert better.outdated(ASKER, every=False) == 11
    assert better.outdated(ASKER, every=True) == 12
    assert [better.reread_active() for _ in range(3)] == [8, 3, 0]
    assert versions(archive) == {"9", "test"}
    assert better.reread(ASKER, every=True, progress=lambda done: None) == 1
    assert versions(archive) == {"9"}


def test_what_cannot_be_read_again_is_left_and_stops_nothing(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    desk.index(ASKER, [ONE, TWO])

    def fails(some: Iterable[Article]) -> Iterator[Reading]:
        raise ValueError("odd")

    better = Keeping(archive, clock, fails, COLLATION, None, "9")
    assert better.reread_active() == 2
    assert better.reread_active() == 0
    assert versions(archive) == {"test"}


def test_verdicts_survive_an_upgrade_that_words_a_difference_otherwise(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    desk.index(ASKER, [ONE, TWO])
    (found,) = desk.discrepancies(ASKER, ShowDiscrepancies()).items
    desk.decide(ASKER, found.id, "dismiss")

    def reworded(coverage: object, utterances: object) -> list[object]:
        return [
            replace(d, subject="people who left") for d in COLLATION.compare(coverage, utterances)
        ]  # type: ignore[arg-type]

    clock.pass_by(hours=1)
    better = replace(COLLATION, compare=reworded)  # type: ignore[arg-type]
    keeping(archive, clock, "9", collation=better).reread_active()
    (after,) = desk.discrepancies(ASKER, ShowDiscrepancies(state="all")).items
    assert (after.id, after.state, after.subject) == (found.id, "dismissed", "people who left")


def test_what_only_a_better_version_finds_is_shown_and_is_no_news(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    blind = replace(COLLATION, compare=lambda coverage, utterances: [])
    Desk(archive, read, clock, blind).index(ASKER, [ONE, TWO])
    with pytest.raises(NoMatch):
        desk.discrepancies(ASKER, ShowDiscrepancies())
    clock.pass_by(hours=1)
    keeping(archive, clock, "9").reread_active()
    assert desk.discrepancies(ASKER, ShowDiscrepancies()).page.total == 1
    assert desk.digests.preview(ASKER, MORNING_ORDER).total == 0
    clock.pass_by(hours=1)
    desk.index(ASKER, [article("three", "“We saw 6 people leave,” said Cy Poe.")])
    assert desk.digests.preview(ASKER, MORNING_ORDER).total == 1  # other values: an article came


def test_a_posted_line_that_no_longer_holds_is_to_be_struck_through_and_told_of(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    desk.index(ASKER, [ONE, TWO])
    shown = desk.discrepancies(ASKER, ShowDiscrepancies()).items
    shape = {"day": "2025-04-15", "zone": "UTC", "topic": "", "folded": []}
    desk.postings.keep(ASKER, Posting("C1", "1.1", None, "digest", shape), shown)
    clock.pass_by(hours=1)
    none = replace(COLLATION, compare=lambda coverage, utterances: [])
    keeping(archive, clock, "9", collation=none).reread_active()
    (renewal,) = desk.postings.claim_outdated()
    assert [(change.view.id, change.what) for change in renewal.changes] == [(shown[0].id, "gone")]
    assert not renewal.views[0].present


def test_old_articles_that_are_taken_in_are_no_news(desk: Desk) -> None:
    desk.index(ASKER, [*OLD, article("new", "The mill is to be built again, Ann Roe said.")])
    assert desk.discrepancies(ASKER, ShowDiscrepancies()).page.total == 1
    assert desk.digests.preview(ASKER, MORNING_ORDER).total == 0


# Forgotten.


def rows(archive: Archive, workspace: str) -> dict[str, int]:
    with archive.reading() as db:
        counted = {
            table.name: db.execute(
                select(func.count()).select_from(table).where(table.c.workspace == workspace)
            ).scalar_one()
            for table in metadata.sorted_tables
        }
    return {name: count for name, count in counted.items() if count}


def number_of(archive: Archive, one: Article) -> str:
    with archive.reading() as db:
        query = select(articles.c.id).where(articles.c.source == one.source)
        return str(db.execute(query).scalars().first())


def test_an_article_goes_with_all_that_came_from_it(archive: Archive, desk: Desk) -> None:
    desk.index(ASKER, [ONE, TWO])
    (found,) = desk.discrepancies(ASKER, ShowDiscrepancies()).items
    desk.decide(ASKER, found.id, "note", "5 people, says Bob Lee")
    gone = desk.keeping.forget(ASKER, Forget("article", number_of(archive, TWO)))
    assert (gone.articles, gone.discrepancies) == (1, 1)
    assert desk.status(ASKER).articles == 1
    with pytest.raises(NoMatch):
        desk.discrepancies(ASKER, ShowDiscrepancies(state="all"))
    with pytest.raises(NoMatch):
        desk.who_said(ASKER, WhoSaid(by="Lee"))
    assert desk.who_said(ASKER, WhoSaid(by="Roe")).page.total == 1
    assert desk.timeline(ASKER, ShowTimeline("fire")).entries
    left = rows(archive, ASKER.workspace)
    assert (left["articles"], left["readings"], left["outlets"], left["people"]) == (1, 1, 1, 1)
    assert "decisions" not in left
    with archive.reading() as db:
        for table in metadata.sorted_tables:
            for row in db.execute(select(table)):
                assert "Bob" not in str(tuple(row)), table.name


def test_verdicts_on_what_a_forgotten_article_says_go_along(archive: Archive, desk: Desk) -> None:
    desk.index(ASKER, [ONE, TWO])
    for name in ("Roe", "Lee"):
        (said,) = desk.who_said(ASKER, WhoSaid(by=name)).utterances
        desk.verdicts.judge(ASKER, Judgement("useful", said, line="/who-said left"))
    desk.verdicts.undo(ASKER, 2)
    (entry,) = desk.timeline(ASKER, ShowTimeline("fire")).entries
    desk.verdicts.judge(ASKER, Judgement("useful", entry))
    desk.keeping.forget(ASKER, Forget("article", number_of(archive, TWO)))
    left = desk.verdicts.listing(ASKER)
    assert [view.subject for view in left] == ["entry of 12 March 2025", "quotation of Ann Roe"]
    (event,) = desk.verdicts.gold(ASKER)
    assert [one["file"] for one in event["articles"]] == [ONE.source]
    with archive.reading() as db:
        for row in db.execute(select(verdicts)):
            assert TWO.source not in row.shown
            assert "Lee" not in row.shown


def test_the_last_article_of_a_story_takes_the_story_along(archive: Archive, desk: Desk) -> None:
    desk.index(ASKER, [ONE])
    desk.keeping.forget(ASKER, Forget("article", number_of(archive, ONE)))
    assert rows(archive, ASKER.workspace) == {}
    assert desk.stories(ASKER) == ()
    desk.index(ASKER, [ONE])  # and may come again
    assert desk.status(ASKER).articles == 1


def test_older_printings_go_along(archive: Archive, desk: Desk, clock: Clock) -> None:
    url = "https://mill.example/1"
    first = replace(ONE, url=url)
    second = replace(article("one", ONE.text.replace("4", "6")), url=url)
    desk.index(ASKER, [first])
    clock.pass_by(hours=1)
    desk.index(ASKER, [second])
    assert rows(archive, ASKER.workspace)["revisions"] == 1
    gone = desk.keeping.forget(ASKER, Forget("article", number_of(archive, ONE)))
    assert gone.articles == 1
    assert rows(archive, ASKER.workspace) == {}


def test_an_outlet_goes_with_all_of_its_articles(archive: Archive, desk: Desk) -> None:
    desk.index(ASKER, [ONE, TWO])
    asked = desk.keeping.to_forget(ASKER, Forget("outlet", "the two"))
    assert (asked.named, len(asked.articles), asked.stories) == ("The Two", 1, 1)
    desk.keeping.forget(ASKER, asked.request)
    assert rows(archive, ASKER.workspace)["outlets"] == 1
    with pytest.raises(NoMatch, match="No outlet is called"):
        desk.keeping.to_forget(ASKER, asked.request)


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (Forget("article", "999"), "no article 999"),
        (Forget("article", "the one"), "Type the number"),
        (Forget("outlet", ""), "Type the name"),
        (Forget("outlet", "the"), "Several outlets"),
    ],
)
def test_what_is_not_there_is_not_forgotten(desk: Desk, request_: Forget, says: str) -> None:
    desk.index(ASKER, [ONE, TWO])
    with pytest.raises(ParallaxError, match=says):
        desk.keeping.forget(ASKER, request_)
    assert desk.status(ASKER).articles == 2


def test_a_workspace_goes_wholly_and_no_other(archive: Archive, desk: Desk) -> None:
    other = Asker("T2", "U2")
    desk.index(ASKER, [ONE, TWO])
    desk.index(other, [ONE, TWO])
    before = rows(archive, "T2")
    desk.keeping.forget_workspace(ASKER.workspace)
    assert rows(archive, ASKER.workspace) == {}
    assert rows(archive, "T2") == before
    with pytest.raises(EmptyArchive):
        desk.who_said(ASKER, WhoSaid(by="Roe"))


# Kept for a time.


def test_after_some_days_only_what_is_cited_and_short_quotations_are_kept(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    desk.index(ASKER, [ONE, TWO])
    (found,) = desk.discrepancies(ASKER, ShowDiscrepancies()).items
    short = keeping(archive, clock, "test", days=30)
    assert short.trim_due() == 0
    clock.pass_by(days=31)
    assert short.trim_due() == 2
    assert short.trim_due() == 0
    with archive.reading() as db:
        texts = [row.text for row in db.execute(select(articles.c.body)).scalars()]
    assert not any("Rain fell" in text for text in texts)
    assert [len(text) for text in texts] == [len(ONE.text), len(TWO.text)]
    (after,) = desk.discrepancies(ASKER, ShowDiscrepancies()).items
    assert after.sides == found.sides
    assert desk.who_said(ASKER, WhoSaid(by="Lee")).page.total == 1
    cited = found.sides[0].citations[0]
    assert desk.context(ASKER, cited.article, cited.at).trimmed
    assert desk.keeping.outdated(ASKER, every=True) == 0


def test_a_story_that_goes_on_keeps_what_was_found_in_trimmed_texts(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    desk.index(ASKER, [ONE, TWO])
    clock.pass_by(days=2)
    keeping(archive, clock, "test", days=1).trim_due()
    none = replace(COLLATION, compare=lambda coverage, utterances: [])
    Desk(archive, read, clock, none).index(
        ASKER, [article("three", "It rained in Orrin, said Ann Roe.", date(2025, 4, 16))]
    )
    assert desk.discrepancies(ASKER, ShowDiscrepancies()).page.total == 1


def test_privacy_says_what_is_kept(archive: Archive, desk: Desk, clock: Clock) -> None:
    desk.index(ASKER, [ONE, TWO])
    found = keeping(archive, clock, "test", days=30).privacy(ASKER)
    assert (found.articles, found.quotations, found.outlets, found.keep_days) == (2, 2, 2, 30)
