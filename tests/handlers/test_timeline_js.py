"""The exported JSON holds to the documented format, whatever the answer says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings

from handlers.timeline_js import timeline_js
from tests.handlers.test_every_message_fits import timelines

#: https://timeline.knightlab.com/docs/json-format.html: what each object may hold.
SLIDE = {"start_date", "end_date", "text", "media", "group", "display_date", "background"}
SLIDE |= {"autolink", "unique_id"}
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format"}
TEXT = {"headline", "text"}
MEDIA = {"url", "caption", "credit", "thumbnail", "alt", "title", "link", "link_target"}


def faults_of(found: Any) -> list[str]:
    """How an object departs from the format."""
    faults = [f"unknown {key}" for key in set(found) - {"events", "title", "eras", "scale"}]
    if not isinstance(found.get("events"), list):
        return [*faults, "no events"]
    if found.get("scale") not in (None, "human", "cosmological"):
        faults.append("scale")
    for slide in [*found["events"], *filter(None, [found.get("title")])]:
        faults += [f"unknown {key}" for key in set(slide) - SLIDE]
        faults += _faults_of_text(slide.get("text", {}))
        if "media" in slide:
            faults += [f"media {key}" for key in set(slide["media"]) - MEDIA]
            faults += [] if slide["media"].get("url") else ["media without url"]
        for field in ("start_date", "end_date"):
            if field in slide:
                faults += _faults_of_date(slide[field])
    faults += ["no start_date" for slide in found["events"] if "start_date" not in slide]
    return faults


def _faults_of_text(text: dict[str, Any]) -> list[str]:
    faults = [f"text {key}" for key in set(text) - TEXT]
    return faults + [f"{key} is no string" for key, v in text.items() if not isinstance(v, str)]


def _faults_of_date(value: dict[str, Any]) -> list[str]:
    if "year" not in value or set(value) - DATE:
        return [f"date {value}"]
    date(value["year"], value.get("month", 1), value.get("day", 1))  # raises where there is none
    return []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(timelines)
def test_any_answer_becomes_valid_json_without_markup_of_its_own(answer: Any) -> None:
    text = timeline_js(answer, {})
    assert text.encode("utf-8")
    found = json.loads(text)
    assert faults_of(found) == []
    assert "<!channel>" not in text
    assert "<script" not in text
    assert "javascript:" not in json.dumps(
        [slide.get("media", {}).get("link", "") for slide in found["events"]]
    )
