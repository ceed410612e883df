"""Where no discrepancy fits, what would is a press away."""

from __future__ import annotations

from pathlib import Path

from tests.handlers.room import open_room


def test_a_wider_question_is_a_press_away(tmp_path: Path) -> None:
    with open_room(tmp_path) as room:
        reply = room.slack.command("/discrepancies kind:date")
        assert "There are 2 without kind:date." in reply.plain
        assert "how many people" in room.slack.click(reply, "/discrepancies").plain
        reply = room.slack.direct_message("show me all discrepancies about dates")
        assert "There are 2 without kind:date." in reply.plain
