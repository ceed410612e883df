"""What people judge of an answer in; the verdict kept with what was shown, and all as gold, out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collation.discrepancy import Discrepancy
from desk.answers import Citation, EntryView, UtteranceView
from desk.errors import BadRequest, NoMatch
from desk.reasons import REASONS, is_false_alarm, words
from desk.requests import Asker
from store import articles, discrepancies, stories, verdicts
from store.archive import Session
from store.keys import digest
from store.verdicts import USEFUL, WRONG, Judged, StoredVerdict

SHOWN = 50  # verdicts that are listed
NOTE = 1_000  # characters
_HASH = 16  # hexadecimal digits kept of a hash of words, as in benchmarks/gold

Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody judges: an answer as a whole, or one thing in it.

    `of` is the number of a discrepancy, a quotation or an entry as they were shown, or None for the
    answer to `line`.
    """

    verdict: str  # useful, wrong
    of: int | UtteranceView | EntryView | None = None
    reason: str = ""
    note: str = ""
    line: str = ""

    @property
    def about(self) -> str:
        """ "discrepancy", "quotation", "entry" or "answer"."""
        kinds = {int: "discrepancy", UtteranceView: "quotation", EntryView: "entry"}
        return kinds.get(type(self.of), "answer")


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict as it is listed. `subject` says in few words what it is about."""

    id: int
    person: str
    verdict: str
    about: str
    number: int | None
    reason: str  # in words
    note: str
    line: str
    subject: str
    at: datetime


def judge(db: Session, asker: Asker, given: Judgement, now: datetime) -> VerdictView:
    """Keep a verdict with what was shown.

    Raises:
        BadRequest: it is none, or lacks its reason.
        NoMatch: there is no such discrepancy.
    """
    if given.verdict not in (USEFUL, WRONG):
        raise BadRequest("An answer is useful or wrong.")
    known = {reason.name for reason in REASONS[given.about]}
    if given.verdict == WRONG and given.reason not in known:
        raise BadRequest("Say why it is wrong: choose one of the reasons.")
    of = given.of
    number = of.id if isinstance(of, (UtteranceView, EntryView)) else of
    new = Judged(
        given.verdict,
        given.about,
        number,
        given.reason if given.verdict == WRONG else "",
        given.note.strip()[:NOTE],
        given.line,
        json.dumps(_shown(db, asker.workspace, given), ensure_ascii=False),
    )
    id = verdicts.add(db, asker.workspace, asker.person, new, now)
    return _view(StoredVerdict(id, asker.person, new, now, None, None))


def listing(db: Session, asker: Asker) -> tuple[VerdictView, ...]:
    """The newest verdicts that hold."""
    return tuple(_view(stored) for stored in verdicts.load(db, asker.workspace, SHOWN))


def undo(db: Session, asker: Asker, id: int, now: datetime) -> VerdictView:
    """Take a verdict back.

    Raises:
        NoMatch: there is none of that number that holds.
    """
    found = verdicts.find(db, asker.workspace, id)
    if found is None or not verdicts.undo(db, asker.workspace, id, asker.person, now):
        raise NoMatch(f"There is no verdict {id} that could be taken back.")
    return _view(found)


def gold(db: Session, asker: Asker) -> list[Json]:
    """One object a story, oldest verdict first, in the schema of benchmarks/gold where it has one.

    What is called useful is a discrepancy, what is called a false alarm a negative; verdicts on
    quotations, entries and whole answers stand beside them. Words are hashes, as there.
    """
    events: dict[int, Json] = {}
    for stored in verdicts.load(db, asker.workspace, newest_first=False):
        shown: Json = json.loads(stored.judged.shown)
        event = events.setdefault(
            int(shown.get("story") or 0),
            {
                "event": shown.get("event", ""),
                "articles": [],
                "same_source_groups": shown.get("same_source_groups", []),
                "discrepancies": [],
                "negatives": [],
                "verdicts": [],
            },
        )
        held = {one["id"] for one in event["articles"]}
        event["articles"] += [one for one in shown.get("articles", ()) if one["id"] not in held]
        place, item = _as_gold(stored, shown.get("item") or {})
        event[place].append(item)
    return list(events.values())


def _as_gold(stored: StoredVerdict, item: Json) -> tuple[str, Json]:
    """Under which key an item goes, and the item."""
    judged = stored.judged
    by = {"verdict": judged.verdict, "person": stored.person, "at": stored.at.isoformat()}
    by |= {"note": judged.note} if judged.note else {}
    id = f"verdict-{stored.id}"
    if judged.about != "discrepancy":
        more = {"about": judged.about, "reason": judged.reason, "line": judged.line}
        return "verdicts", {"id": id, **more, **item, "judged": by}
    if judged.verdict == WRONG and is_false_alarm(judged.reason):
        return "negatives", {
            "id": id,
            "looks_like": item.get("kind", ""),
            "cls": judged.reason,
            "subject": item.get("subject", ""),
            "values": item.get("values", []),
            "judged": by,
        }
    if judged.verdict == WRONG:  # it differs, but is rated wrongly
        other = {"hard": "soft", "soft": "hard"}
        item = {**item, "severity": other.get(str(item.get("severity")), "soft")}
    return "discrepancies", {"id": id, **item, "judged": by}


def _shown(db: Session, workspace: str, given: Judgement) -> Json:
    of = given.of
    if isinstance(of, int):
        found = discrepancies.load(db, workspace, [of]).get(of)
        if found is None:
            raise NoMatch(f"There is no discrepancy {of}. `/discrepancies` lists them.")
        event = _event(db, workspace, found.story)
        return event | {"item": _discrepancy(db, workspace, found.discrepancy)}
    if isinstance(of, UtteranceView):
        event = _event(db, workspace, of.story.id)
        said = [version.citation for version in of.versions]
        item: Json = {
            "subject": f"quotation of {of.speaker or 'nobody named'}",
            "speaker": of.speaker,
        }
        return event | {"item": item | {"values": _cited(db, workspace, said)}}
    if isinstance(of, EntryView):
        ids = [citation.article for citation in of.citations]
        origins = articles.origins(db, workspace, ids)
        story = next((origin.story for origin in origins if origin.story is not None), 0)
        item = {
            "subject": f"entry of {of.when}",
            "kind": of.kind,
            "date": "/".join(str(day) for day in (of.begin, of.end) if day is not None),
            "precision": of.precision,
            "values": _cited(db, workspace, of.citations),
        }
        return _event(db, workspace, story) | {"item": item}
    return {"item": {"subject": given.line}}


def _event(db: Session, workspace: str, story: int) -> Json:
    """The story with its articles, as benchmarks/gold names an event."""
    known = stories.load(db, workspace, [story]).get(story)
    ids = articles.ids_of_story(db, workspace, story)
    held = articles.load(db, workspace, ids.values())
    groups: dict[int, list[str]] = {}
    for origin in articles.origins(db, workspace, sorted(ids.values())):
        groups.setdefault(origin.group, []).append(held[origin.id].article.source)
    title = known.title if known else ""
    return {
        "event": re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:40] or f"story-{story}",
        "story": story,
        "articles": [
            {
                "file": one.article.source,
                "id": one.key,
                "sha256": digest(one.article.text),
            }
            for one in held.values()
        ],
        "same_source_groups": [files for files in groups.values() if len(files) > 1],
    }


def _discrepancy(db: Session, workspace: str, found: Discrepancy) -> Json:
    keys = {row.article for row in found.evidence} | set(found.absent_in)
    ids = articles.ids_of_keys(db, workspace, keys)
    held = {one.key: one.article for one in articles.load(db, workspace, ids.values()).values()}
    sides = list(dict.fromkeys(row.value for row in found.evidence))
    item: Json = {
        "kind": str(found.kind),
        "severity": str(found.severity),
        "between": str(found.between),
        "subject": found.subject,
        "values": [
            _span(held[row.article].source, held[row.article].text, row.span.start, row.span.end)
            | {"value": sides.index(row.value)}
            for row in found.evidence
            if row.article in held
        ],
    }
    if found.absent_in:
        item["absent_in"] = [held[key].source for key in found.absent_in if key in held]
    return item


def _cited(db: Session, workspace: str, citations: Iterable[Citation]) -> list[Json]:
    cited = tuple(citations)
    held = articles.load(db, workspace, [one.article for one in cited])
    return [
        _span(
            held[one.article].article.source,
            held[one.article].article.text,
            one.at,
            one.at + len(one.sentence),
        )
        for one in cited
        if one.article in held
    ]


def _span(source: str, text: str, start: int, end: int) -> Json:
    """A stretch of a text by its offsets and a hash, as benchmarks/gold has it: no words."""
    return {
        "article": source,
        "start": start,
        "end": end,
        "sha256": digest(text[start:end])[:_HASH],
    }


def _view(stored: StoredVerdict) -> VerdictView:
    judged = stored.judged
    item = json.loads(judged.shown).get("item") or {}
    return VerdictView(
        stored.id,
        stored.person,
        judged.verdict,
        judged.about,
        judged.number,
        words(judged.about, judged.reason),
        judged.note,
        judged.line,
        str(item.get("subject", "")),
        stored.at,
    )
