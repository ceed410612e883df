"""`parallax index feed URL` and `parallax feeds`: followed, listed, taken in and given out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import exits, wiring
from bot.cli import main
from bot.fetching import PATIENCE, Fetcher
from intake.feeds.opml import read_opml
from intake.fetch import Fetched, NotModified, Validators
from intake.fetching.faults import NotNow
from tests.desk.newsroom import MORNING, read
from tests.desk.test_feeds import URL, Outlet
from tests.intake.web import Ticking, Web, answer, site


@pytest.fixture
def outlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outlet]:
    """The command line on the morning of the seeds, with a made-up web and no model."""
    found = Outlet()
    found.feed(("/a", MORNING - timedelta(hours=1)), ("/b", MORNING - timedelta(hours=2)))
    found.pages("/a")
    with site(found) as served:
        web = Web(served)
        monkeypatch.setenv("PARALLAX_DATABASE", str(tmp_path / "archive.sqlite3"))
        monkeypatch.setenv("PARALLAX_NOW", MORNING.isoformat())
        monkeypatch.setattr(
            "bot.fetching.Fetcher", lambda now: Fetcher(now, web.network(), lambda seconds: None)
        )
        monkeypatch.setattr(wiring.LazyReader, "__call__", lambda self, items: read(items))
        yield found


def test_a_feed_is_followed_and_read_at_once(
    outlet: Outlet, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "feed", URL]) == exits.DONE
    said = capsys.readouterr().err
    assert "Following Orrin Herald. 2 articles" in said
    assert "News /a | Orrin Herald: new" in said
    assert "no such page (404)" in said
    assert main(["feeds"]) == exits.DONE
    listed = capsys.readouterr().out
    assert "Orrin Herald" in listed
    assert "1 article read" in listed
    assert main(["index", "feed", URL]) == exits.DONE
    assert "followed already" in capsys.readouterr().err


def test_what_is_no_feed_is_a_failure(outlet: Outlet, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "feed", "http://herald.example/a"]) == exits.FAILED
    assert "no page that names one" in capsys.readouterr().err
    assert main(["index", "feed", "http://127.0.0.1/"]) == exits.MISTYPED


def test_feeds_are_taken_in_and_given_out_as_opml(
    outlet: Outlet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, written = tmp_path / "in.opml", tmp_path / "out.opml"
    given.write_text(f'<opml><body><outline xmlUrl="{URL}"/><outline xmlUrl="x"/></body></opml>')
    assert main(["feeds", "import", str(given)]) == exits.DONE
    assert "1 new feed, 0 followed before, 1 refused" in capsys.readouterr().err
    assert main(["feeds", "poll"]) == exits.DONE
    assert "1 feed polled, 2 links fetched" in capsys.readouterr().err
    assert main(["feeds", "export", str(written)]) == exits.DONE
    assert [(one.url, one.title) for one in read_opml(written.read_bytes())] == [
        (URL, "Orrin Herald")
    ]
    given.write_text("<!DOCTYPE opml []><opml/>")
    assert main(["feeds", "import", str(given)]) == exits.FAILED
    assert main(["feeds", "import", str(tmp_path / "none")]) == exits.FAILED
    assert main(["feeds", "export"]) == exits.MISTYPED


def test_a_feed_is_stopped_resumed_and_removed_by_its_number(
    outlet: Outlet, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["index", "feed", URL])
    assert main(["feeds", "stop", "1"]) == exits.DONE
    assert "Stopped" in capsys.readouterr().out
    assert main(["feeds", "poll", "1"]) == exits.MISTYPED
    assert main(["feeds", "resume", "1"]) == exits.DONE
    assert main(["feeds", "show", "1"]) == exits.DONE
    assert "News /a" in capsys.readouterr().out
    assert main(["feeds", "remove", "1"]) == exits.DONE
    assert main(["feeds", "stop", "1"]) == exits.FAILED
    assert main(["feeds", "stop", "one"]) == exits.FAILED


def test_a_host_is_asked_by_one_thread_at_a_time_and_after_a_pause() -> None:
    outlet = Outlet({"/x": answer(b"", "304 Not Modified")})
    rules = b"User-agent: ParallaxBot\nCrawl-delay: 3\n"
    outlet.answers["/robots.txt"] = answer(rules, content_type="text/plain")
    outlet.feed()
    with site(outlet) as served:
        waited: list[float] = []
        clock = Ticking()
        fetcher = Fetcher(lambda: MORNING, Web(served).network(clock), waited.append)
        assert isinstance(fetcher.feed(URL, Validators()), Fetched)
        assert isinstance(fetcher.feed("http://herald.example/x", Validators("a")), NotModified)
        assert waited == [3.0]
        fetcher("http://herald.example/none")  # somebody waits for this one
        assert waited == [3.0]
        clock.time += 10
        fetcher.entry("http://herald.example/none")
        assert waited == [3.0]
        rules = rules.replace(b"3", b"60")
        outlet.answers["/robots.txt"] = answer(rules, content_type="text/plain")
        clock.time += 100_000
        fetcher.entry("http://herald.example/none")
        with pytest.raises(NotNow) as caught:
            fetcher.entry("http://herald.example/none")
        assert caught.value.seconds == 60 > PATIENCE
