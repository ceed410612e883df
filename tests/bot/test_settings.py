"""Settings are read once, and a bad one is named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import SLACK, BadSetting, load
from bot.wiring import clock


def test_nothing_set_gives_a_bot_for_the_local_slack(tmp_path: Path) -> None:
    settings = load({}, tmp_path)
    assert not settings.has_slack
    assert settings.slack_url == SLACK
    assert settings.database == "var/parallax.sqlite3"
    assert settings.now is None


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PARALLAX_ZONE=Europe/London\nPARALLAX_PORT=4000\n")
    settings = load({"PARALLAX_PORT": "5000"}, tmp_path)
    assert (settings.zone, settings.port) == ("Europe/London", 5000)


def test_a_base_url_ends_with_a_slash(tmp_path: Path) -> None:
    settings = load({"PARALLAX_SLACK_URL": "http://127.0.0.1:3999/api"}, tmp_path)
    assert settings.slack_url == "http://127.0.0.1:3999/api/"


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2025-04-15T09:00:00-04:00", datetime(2025, 4, 15, 13, tzinfo=UTC)),
        ("2025-04-15T09:00 America/New_York", datetime(2025, 4, 15, 13, tzinfo=UTC)),
    ],
)
def test_the_clock_may_start_at_a_time(given: str, moment: datetime, tmp_path: Path) -> None:
    assert load({"PARALLAX_NOW": given}, tmp_path).now == moment


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARALLAX_PORT", "http"),
        ("PARALLAX_PORT", "70000"),
        ("PARALLAX_ZONE", "London"),
        ("PARALLAX_NOW", "tomorrow"),
        ("PARALLAX_NOW", "2025-04-15T09:00"),
        ("PARALLAX_SLACK_URL", "slack.com"),
        ("PARALLAX_LOG", "loud"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=name):
        load({name: value}, tmp_path)


def test_a_clock_that_started_in_the_past_goes_on_from_there() -> None:
    start = datetime(2025, 4, 15, 13, tzinfo=UTC)
    now = clock(start)
    first, second = now(), now()
    assert start <= first <= second
    assert (second - start).total_seconds() < 60
