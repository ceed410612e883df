"""What a link leads to; a feed's date is taken where the page gives none of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desk.bringing import bring_all
from intake.fetch import Fetched, Validators
from store.fetches import StoredFetch
from tests.intake.pages import linked, page

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
MORNING = datetime(2025, 4, 14, 9, tzinfo=UTC)


def link(dated: str | None) -> StoredFetch:
    asked = (1, "T1", "https://herald.example/mill", "U1", NOW, 1, None, "fetching", 1)
    return StoredFetch(*asked, *(None,) * 8, host="herald.example", dated=dated)


@pytest.mark.parametrize(
    ("declared", "dated", "published", "at", "by"),
    [
        (None, "2025-04-14T09:00:00Z", MORNING.date(), MORNING, "feed"),
        (None, "2025-04-14T09:00:00", MORNING.date(), None, "feed"),
        (None, "2025-04-14", MORNING.date(), None, "feed"),
        (None, "some day", None, None, None),
        (None, None, None, None, None),
        ("2025-04-12", "2025-04-14T09:00:00Z", date(2025, 4, 12), None, "json-ld"),
    ],
)
def test_a_feeds_date_is_taken_where_the_page_declares_none(
    declared: str | None,
    dated: str | None,
    published: date | None,
    at: datetime | None,
    by: str | None,
) -> None:
    body = page(head=linked(datePublished=declared)) if declared else page()

    def fetch(url: str) -> Fetched:
        return Fetched(url, body, "text/html", "utf-8", Validators(), len(body), permanent=False)

    article = bring_all([link(dated)], fetch)[1].article
    assert article is not None
    assert (article.published, article.published_at, article.published_from) == (published, at, by)
