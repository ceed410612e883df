"""Articles are looked at again less and less often; what their outlets changed is found once."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from desk.changes import ShowChanges
from desk.desk import Desk
from desk.errors import NoMatch
from desk.requests import Asker, Filters, ShowDiscrepancies, Subscribe
from desk.revisiting import LEASE, SCHEDULE, next_look
from intake.fetch import Absence, Absent, Fetched, NotModified, Outcome, Validators
from intake.fetching.faults import NotNow
from store import revisits
from store.archive import Archive
from tests.desk.newsroom import COLLATION, MORNING, Clock, read
from tests.intake.pages import PARAGRAPHS, linked, page

DANA = Asker("newsroom", "U0DANA")
MILL = "https://herald.example/mill"
TOLD = (
    "A fire at the old mill in Orrin drove 4 people from their beds on Monday, the police said.",
    *PARAGRAPHS[1:],
)
NOTE = "Correction: an earlier version of this article gave a wrong number of people."


class Site:
    """One page, as it is now. `etag` names its state; what it is asked with is remembered."""

    def __init__(self) -> None:
        self.paragraphs = TOLD
        self.title = "Old mill burns down in Orrin"
        self.footer = ""
        self.version = 1
        self.asked: list[Validators] = []
        self.fault: Exception | None = None
        self.absent: Absent | None = None

    def fetch(self, url: str) -> Outcome:
        head = linked(datePublished="2025-04-14T09:00:00Z", publisher={"name": "Orrin Herald"})
        head = f'<link rel="canonical" href="{MILL}">{head}'
        body = page(head=head, paragraphs=self.paragraphs, title=self.title)
        body = body.replace(b"</body>", self.footer.encode() + b"</body>")
        validators = Validators(etag=f'"{self.version}"')
        return Fetched(url, body, "text/html", "utf-8", validators, len(body), permanent=True)

    def look(self, url: str, validators: Validators) -> Outcome:
        self.asked.append(validators)
        if self.fault is not None:
            raise self.fault
        if self.absent is not None:
            return self.absent
        if validators.etag == f'"{self.version}"':
            return NotModified(url)
        return self.fetch(url)

    def print(self, *paragraphs: str) -> None:
        """The outlet changes its article."""
        self.paragraphs, self.version = paragraphs, self.version + 1


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def desk(archive: Archive, clock: Clock, site: Site) -> Desk:
    """A desk that has read the page once, at 13:00 UTC."""
    found = Desk(archive, read, clock, COLLATION, site.fetch, look=site.look)
    found.links.fetch_now(DANA, [MILL])
    found.changes.look_due()
    assert site.asked == []
    return found


def changed(old: str, new: str) -> tuple[str, ...]:
    return (TOLD[0].replace(old, new), *TOLD[1:])


def test_it_is_looked_at_after_an_hour_and_then_less_and_less_often(
    desk: Desk, clock: Clock, site: Site
) -> None:
    looks = []
    for hour in range(24 * 20):
        clock.time = MORNING + timedelta(hours=hour)
        if desk.changes.look_due():
            looks.append(hour)
    assert looks == [1, 3, 8, 24, 72, 168, 336]
    assert [one.etag for one in site.asked] == [None] + 6 * ['"1"']


def test_what_was_missed_is_not_made_up_for() -> None:
    assert next_look(MORNING, 0, MORNING + timedelta(days=2)) == (4, MORNING + timedelta(days=3))
    assert next_look(MORNING, 5, MORNING + timedelta(days=30)) == (len(SCHEDULE), None)


def test_a_changed_figure_is_listed_and_enters_the_discrepancies(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    assert desk.changes.look_due() == 1
    (view,) = desk.changes.changes(DANA, ShowChanges()).items
    assert (view.outlet, view.noted, view.rewritten) == ("Orrin Herald", False, False)
    assert view.read_at == MORNING
    assert view.found_at == MORNING + timedelta(hours=1)
    (change,) = view.changes
    assert change.kind == "figure"
    assert [change.before[a:b] for a, b in change.gone] == ["4"]
    assert [change.after[a:b] for a, b in change.new] == ["5"]
    (found,) = desk.discrepancies(DANA, ShowDiscrepancies()).items
    assert (found.between, found.kind) == ("self", "number")
    assert {side.value for side in found.sides} == {"4", "5"}
    assert found.note == "changed by the outlet without a note"
    assert desk.status(DANA).articles == 1


def test_a_change_is_found_once(desk: Desk, clock: Clock, site: Site) -> None:
    site.print(*changed("4 people", "5 people"))
    for _ in range(4):
        clock.pass_by(hours=8)
        desk.changes.look_due()
        desk.catch_up(DANA)
    assert desk.changes.changes(DANA, ShowChanges()).page.total == 1
    assert desk.discrepancies(DANA, ShowDiscrepancies()).page.total == 1


def test_a_typo_is_stored_and_not_shown(desk: Desk, clock: Clock, site: Site) -> None:
    site.print(*changed("police said", "police saids"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    with pytest.raises(NoMatch, match="No outlet has changed"):
        desk.changes.changes(DANA, ShowChanges())


def test_an_outlet_that_says_so_is_not_accused(desk: Desk, clock: Clock, site: Site) -> None:
    site.print(*changed("4 people", "5 people"), NOTE)
    clock.pass_by(hours=1)
    desk.changes.look_due()
    (view,) = desk.changes.changes(DANA, ShowChanges()).items
    assert (view.noted, view.note) == (True, NOTE)
    (found,) = desk.discrepancies(DANA, ShowDiscrepancies()).items
    assert found.severity == "soft"
    assert found.note == "changed by the outlet, with a note"


def test_a_note_elsewhere_on_the_page_counts(desk: Desk, clock: Clock, site: Site) -> None:
    site.footer = f"<footer><p>{NOTE}</p></footer>"
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    (view,) = desk.changes.changes(DANA, ShowChanges()).items
    assert view.noted


def test_a_link_to_the_corrections_of_all_articles_is_no_note(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.footer = "<footer><a>Corrections</a><br><a>About us</a></footer>"
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    (view,) = desk.changes.changes(DANA, ShowChanges()).items
    assert not view.noted


def test_what_it_says_now_is_asked_of_the_current_text_alone(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    site.print(*TOLD)  # and back
    clock.pass_by(hours=2)
    desk.changes.look_due()
    answer = desk.changes.changes(DANA, ShowChanges())
    assert [view.changes[0].after[-1:] for view in answer.items] == [".", "."]
    assert answer.page.total == 2
    assert desk.status(DANA).articles == 1
    assert desk.discrepancies(DANA, ShowDiscrepancies()).page.total == 1


def test_filters_narrow_the_list(desk: Desk, clock: Clock, site: Site) -> None:
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    day = MORNING.date()
    (story,) = desk.stories(DANA)
    for fits in (Filters(outlet="herald"), Filters(since=day, until=day), Filters(story=story.id)):
        assert desk.changes.changes(DANA, ShowChanges(fits)).page.total == 1
    for day_off in (Filters(since=day + timedelta(days=1)), Filters(until=day - timedelta(days=1))):
        with pytest.raises(NoMatch, match="Leave out a filter"):
            desk.changes.changes(DANA, ShowChanges(day_off))


def test_a_site_that_is_busy_is_asked_again_soon_and_then_with_the_next_step(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.absent = Absent(MILL, 503, Absence.LATER, "herald.example cannot answer (503).", None)
    clock.pass_by(hours=1)
    looks = []
    for minute in range(121):
        clock.time = MORNING + timedelta(hours=1, minutes=minute)
        if desk.changes.look_due():
            looks.append(minute)
    assert looks == [0, 1, 5, 20, 120]


def test_a_page_that_is_gone_for_good_is_looked_at_no_more(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.absent = Absent(MILL, 410, Absence.GONE, "herald.example has taken it away (410).", None)
    clock.pass_by(hours=1)
    assert desk.changes.look_due() == 1
    clock.pass_by(days=10)
    assert desk.changes.look_due() == 0


def test_a_host_that_wants_time_gets_it(desk: Desk, clock: Clock, site: Site) -> None:
    site.fault = NotNow("herald.example asks for time between two requests.", 600)
    clock.pass_by(hours=1)
    assert desk.changes.look_due() == 1
    assert desk.changes.look_due() == 0
    site.fault = None
    clock.pass_by(minutes=10)
    assert desk.changes.look_due() == 1
    assert len(site.asked) == 2


def test_what_a_dead_process_claimed_is_looked_at_again(
    archive: Archive, desk: Desk, clock: Clock
) -> None:
    clock.pass_by(hours=1)
    with archive.writing() as db:
        assert len(revisits.claim(db, clock(), clock() + LEASE, 5)) == 1
    assert desk.changes.look_due() == 0
    clock.pass_by(minutes=11)
    assert desk.changes.look_due() == 1


def test_another_article_or_a_fragment_at_the_link_is_no_change(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.print("Sign in to go on reading. " * 4)
    clock.pass_by(hours=1)
    desk.changes.look_due()
    with pytest.raises(NoMatch):
        desk.changes.changes(DANA, ShowChanges())


def test_an_edition_tells_changes_under_a_heading_of_their_own_once(
    desk: Desk, clock: Clock, site: Site
) -> None:
    order = Subscribe("C1", time(14), "UTC", (0, 1, 2, 3, 4, 5, 6))
    desk.digests.subscribe(DANA, order)
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    (first,) = desk.digests.claim_due("p1")
    assert [view.changes[0].kind for view in first.digest.changes] == ["figure"]
    assert first.digest.total == 0  # not among the differences between outlets
    desk.digests.delivered(first, "1.1")
    clock.pass_by(days=1)
    assert desk.digests.claim_due("p1") == ()


def test_a_report_that_only_grows_is_listed_and_no_news(
    desk: Desk, clock: Clock, site: Site
) -> None:
    order = Subscribe("C1", time(14), "UTC", (0, 1, 2, 3, 4, 5, 6))
    site.print(*TOLD, "Two engines came from Halden in the night, the brigade said, and stayed.")
    clock.pass_by(hours=1)
    desk.changes.look_due()
    assert desk.changes.changes(DANA, ShowChanges()).page.total == 1
    assert desk.digests.preview(DANA, order).changes == ()


def test_a_story_says_how_often_its_articles_were_changed(
    desk: Desk, clock: Clock, site: Site
) -> None:
    site.print(*changed("4 people", "5 people"))
    clock.pass_by(hours=1)
    desk.changes.look_due()
    (story,) = desk.stories(DANA)
    assert story.changed == 1
