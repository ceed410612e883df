"""A timeline's answer in; the same in the JSON format of TimelineJS, out.

The format: https://timeline.knightlab.com/docs/json-format.html. An event needs `start_date`; so
what is only reported on stands at its day of publication, and `display_date` says that it does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from desk.answers import ByPerson, Citation, EntryView, TimelineAnswer
from handlers.blocks.course import gives, said, who
from handlers.blocks.elements import count_of, day, disagreement, safe_link
from handlers.blocks.fitting import cut, one_line

HEADLINE = 110  # characters: longer ones fill a slide
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Json = dict[str, Any]  # Any: JSON


def timeline_js(answer: TimelineAnswer, names: Mapping[str, str]) -> str:
    """The file's text. `answer` holds all entries on one page; `names` are people's, by ids."""
    events = [found for entry in answer.entries if (found := _event(entry, names)) is not None]
    left = len(answer.entries) - len(events)
    about = f"<p>Made by Parallax from {_html(answer.count.sentence)}.</p>"
    if left:
        about += f"<p>{count_of(left, 'entry', 'entries')} without any day left out.</p>"
    title = {"text": {"headline": _html(answer.story.title) or "Timeline", "text": about}}
    return json.dumps(
        {"title": title, "events": events, "scale": "human"}, ensure_ascii=False, indent=1
    )


def _event(entry: EntryView, names: Mapping[str, str]) -> Json | None:
    """A slide; None where neither the event nor any article has a day."""
    begin = entry.begin or min((c.published for c in entry.citations if c.published), default=None)
    if begin is None:
        return None
    first = entry.citations[0] if entry.citations else None
    found: Json = {
        "start_date": _date(begin),
        "display_date": _html(entry.when),  # set as HTML, as all its text is
        "text": {
            # Required: a slide without one has no flag on the time axis.
            "headline": _html(cut(one_line(said(entry)), HEADLINE)) or _html(entry.when) or "–",
            "text": _text(entry, names),
        },
        "group": _group(entry),
        "unique_id": f"entry-{entry.id}" if entry.id > 0 else f"added-{-entry.id}",
        "autolink": False,
    }
    if entry.end is not None and entry.end > begin:
        found["end_date"] = _date(entry.end)
    if first is not None:
        found["media"] = _quotation(first)
    return found


def _date(value: date) -> dict[str, int]:
    return {"year": value.year, "month": value.month, "day": value.day}


def _group(entry: EntryView) -> str:
    """The row of the slide: who prints the event."""
    if entry.count.sources > 1:
        return "Several sources"
    return _html(entry.citations[0].outlet) if entry.citations else "Added by people"


def _quotation(citation: Citation) -> Json:
    """The sentence itself stands where others have a photograph."""
    media: Json = {
        "url": f"<blockquote>{_html(citation.sentence)}</blockquote>",
        "credit": _source(citation),
    }
    if address := safe_link(citation.link):
        media["link"] = address
        media["link_target"] = "_blank"
    return media


def _text(entry: EntryView, names: Mapping[str, str]) -> str:
    parts = []
    if entry.date_note:
        parts.append(f"<p><i>{_html(entry.date_note)}</i></p>")
    parts += [f"<p><b>{_html(step.value)}</b> {_html(who(step))}</p>" for step in entry.course]
    if entry.conflict:
        parts.append(f"<p><b>{_html(disagreement(entry.conflict))}</b></p>")
    parts += [f"<p><i>{_html(told(one, names))}</i></p>" for one in entry.by_people]
    parts += [
        f"<p>{_html(citation.sentence)}<br>{_source(citation)}{_taken(entry, citation)}</p>"
        for citation in entry.citations
    ]
    if address := safe_link(entry.link):
        parts.append(f'<p><a href="{escape(address)}" target="_blank">{escape(address)}</a></p>')
    return "".join(parts)


def _taken(entry: EntryView, citation: Citation) -> str:
    words = gives(entry, citation)
    return f" ({_html(words)})" if words else ""


def _source(citation: Citation) -> str:
    text = f"{_html(citation.outlet)}, {day(citation.published)}"
    if address := safe_link(citation.link):
        text = f'<a href="{escape(address)}" target="_blank">{text}</a>'
    return text


_DONE = {
    "added": "Added by {}",
    "dated": "Date corrected by {}",
    "reworded": "Reworded by {}",
    "hidden": "Hidden by {}",
    "excluded": "A sentence taken out by {}",
    "split": "Split off by {}",
    "merged": "Two entries joined by {}",
}


def told(one: ByPerson, names: Mapping[str, str]) -> str:
    """ "Date corrected by Dana on 15 April 2025; the bot had 13 April 2025. A note."."""
    person = names.get(one.person, one.person) or "somebody"
    text = _DONE.get(one.action, "Changed by {}").format(person) + f" on {day(one.at.date())}"
    if one.before:
        text += f"; the bot had {one.before.rstrip('.')}"
    return f"{text}. {one.note}".strip()


def _html(text: str) -> str:
    return escape(_plain(text))


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub("", one_line(text))
