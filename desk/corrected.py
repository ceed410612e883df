"""What outlets changed in their articles in; which side of a discrepancy that was, and how, out.

A correction that takes a difference away resolves it: the outlet says in its article that it
corrected it, or prints what another side prints. One that does neither is told as a change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from collation.discrepancy import Discrepancy, Evidence
from desk.revising import is_change
from store import articles
from store.archive import Session
from store.articles import Stored
from store.carrying import Correction
from store.keys import words_of
from store.revisions import StoredRevision

_LONGEST = 80  # characters of a value in the sentence that tells of a correction


@dataclass(frozen=True, slots=True)
class Changed:
    """That an outlet changed the sentence of one side, `evidence`, and what stands there now."""

    evidence: Evidence
    outlet: str
    at: datetime
    noted: bool  # the outlet says so
    agrees: str  # the value of another side, where it prints that now; ""


def corrections(
    db: Session, workspace: str, steps: Sequence[StoredRevision], here: Collection[str]
) -> Callable[[Discrepancy], Correction | None]:
    """Says of a discrepancy found before which outlet changed its side, the newest change.

    `here` are the keys of the articles as they are printed now: one side at least stands in them.
    """
    texts = texts_of(db, workspace, steps)

    def corrected(found: Discrepancy) -> Correction | None:
        if is_change(found) or not any(row.article in here for row in found.evidence):
            return None
        made = changes_in(found, steps, texts)
        if not made:
            return None
        last = max(made, key=lambda one: (one.at, one.outlet, one.evidence.value))
        settles = (last.noted or bool(last.agrees)) and len({_value(e) for e in found.evidence}) > 1
        return Correction(last.at, told(last), settles)

    return corrected


def texts_of(db: Session, workspace: str, steps: Sequence[StoredRevision]) -> Mapping[int, Stored]:
    """The printings before and after these steps."""
    ids = {id for one in steps for id in (one.before, one.after)}
    return articles.load(db, workspace, ids) if ids else {}


def changes_in(
    found: Discrepancy, steps: Sequence[StoredRevision], texts: Mapping[int, Stored]
) -> list[Changed]:
    """The sentences of a discrepancy that their outlets print no more as they did."""
    ids = {texts[one.before].key: one.before for one in steps if one.before in texts}
    made = []
    for row in found.evidence:
        if row.article in ids:
            changed = _followed(found, row, ids[row.article], steps, texts)
            made += [changed] if changed is not None else []
    return made


def told(changed: Changed) -> str:
    """ "Alpha News corrected “52” to “60” on 12 June 2025"."""
    verb = "corrected" if changed.noted else "changed"
    day = f"{changed.at.day} {changed.at:%B %Y}"
    value = _short(changed.evidence.value)
    how = f" to “{_short(changed.agrees)}”" if changed.agrees else ""
    silent = "" if changed.noted else ", without a note"
    return f"{changed.outlet} {verb} “{value}”{how} on {day}{silent}"


def _followed(
    found: Discrepancy,
    row: Evidence,
    printing: int,
    steps: Sequence[StoredRevision],
    texts: Mapping[int, Stored],
) -> Changed | None:
    """The first step after which the sentence stands no more, however many left it alone."""
    sentence = texts[printing].article.text[row.sentence.start : row.sentence.end]
    for step in sorted(steps, key=lambda one: (one.found_at, one.id)):
        if step.before != printing or step.after not in texts:
            continue
        after = texts[step.after]
        if sentence in after.article.text:
            printing = step.after
            continue
        start = texts[printing].article.text.find(sentence)
        end = start + len(sentence)
        now = [
            after.article.text[change.after.start : change.after.end]
            for change in (step.revision.changes if step.revision else ())
            if change.before is not None
            and change.after is not None
            and change.before.start < end
            and start < change.before.end
        ]
        others = {_value(e): e for e in found.evidence if _value(e) != _value(row)}
        agrees = next((e.value for e in others.values() if _agrees(e, now, step, after.key)), "")
        return Changed(row, after.outlet, step.found_at, step.noted, agrees)
    return None


def _agrees(other: Evidence, now: Sequence[str], step: StoredRevision, key: str) -> bool:
    """Whether the new words have the value, or the new printing is found to print it."""
    wanted = words_of(other.value)
    for words in map(words_of, now):
        if any(words[at : at + len(wanted)] == wanted for at in range(len(words))) and wanted:
            return True
    return any(
        e.article == key and _value(e) == _value(other)
        for found in (step.revision.differences if step.revision else ())
        for e in found.evidence
    )


def _value(row: Evidence) -> str:
    return row.value.casefold()


def _short(value: str) -> str:
    flat = " ".join(value.split()).strip("“”")
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
