"""The exported JSON holds to the documented format, whatever the answer says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
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
        faults += _faults_of_order(slide)
        for field in ("group", "display_date", "unique_id"):
            if not isinstance(slide.get(field, ""), str):
                faults.append(f"{field} is no string")
        if not isinstance(slide.get("autolink", True), bool):
            faults.append("autolink is no boolean")
    faults += ["no start_date" for slide in found["events"] if "start_date" not in slide]
    ids = [slide.get("unique_id") for slide in found["events"]]
    faults += [f"{id} twice" for id in {*ids} if id is None or ids.count(id) > 1]
    return faults


def _faults_of_order(slide: dict[str, Any]) -> list[str]:
    """An event that ends before it starts is drawn nowhere."""
    first, last = slide.get("start_date"), slide.get("end_date")
    if first is None or last is None or _as_day(first) <= _as_day(last):
        return []
    return ["ends before it starts"]


def _as_day(value: dict[str, Any]) -> date:
    return date(int(value["year"]), int(value.get("month", 1)), int(value.get("day", 1)))


def _faults_of_text(text: dict[str, Any]) -> list[str]:
    faults = [f"text {key}" for key in set(text) - TEXT]
    faults += [] if str(text.get("headline", "")).strip() else ["no headline"]
    return faults + [f"{key} is no string" for key, v in text.items() if not isinstance(v, str)]


def _faults_of_date(value: dict[str, Any]) -> list[str]:
    if "year" not in value or set(value) - DATE:
        return [f"date {value}"]
    faults = []
    for key in sorted(set(value) - {"display_date", "format"}):
        number = value[key]
        whole = isinstance(number, int) and not isinstance(number, bool)
        if not whole and not (isinstance(number, str) and number.lstrip("-").isdigit()):
            faults.append(f"{key} is no number")
    if not faults:
        _as_day(value)  # raises where there is no such day
    return faults


FAULTY: dict[str, Any] = {
    "unknown caption": {"caption": "A slide has none"},
    "no headline": {"text": {"headline": " ", "text": "A mill burned."}},
    "media without url": {"media": {"credit": "Post"}},
    "year is no number": {"start_date": {"year": "about 2025"}},
    "ends before it starts": {"end_date": {"year": "2024", "month": "3"}},
    "autolink is no boolean": {"autolink": "no"},
}


@pytest.mark.parametrize("fault", FAULTY)
def test_the_format_s_check_finds_what_departs_from_it(fault: str) -> None:
    slide = {"start_date": {"year": 2025}, "text": {"headline": "Fire"}, "unique_id": "entry-1"}
    assert faults_of({"events": [slide]}) == []
    assert fault in faults_of({"events": [slide | FAULTY[fault]]})
    assert "entry-1 twice" in faults_of({"events": [slide, slide]})


def numbered(answer: Any) -> Any:
    """The answer with entries numbered apart, as those of an archive are."""
    entries = [replace(entry, id=n + 1) for n, entry in enumerate(answer.entries)]
    return replace(answer, entries=tuple(entries))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(timelines)
def test_any_answer_becomes_valid_json_without_markup_of_its_own(answer: Any) -> None:
    answer = numbered(answer)
    text = timeline_js(answer, {})
    assert text.encode("utf-8")
    found = json.loads(text)
    assert faults_of(found) == []
    assert "<!channel>" not in text
    assert "<script" not in text
    assert "javascript:" not in json.dumps(
        [slide.get("media", {}).get("link", "") for slide in found["events"]]
    )
