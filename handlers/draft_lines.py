"""What is typed behind check-draft in; the draft, or the wish for a form to paste it into, out."""

from __future__ import annotations

import re

from desk.drafts import CheckDraft
from handlers.asked import Help, OpenDraft

#: Only in front: a draft may hold any word and any colon.
_STORY = re.compile(r"\s*story:\s*#?(\d{1,9})(?:\s+|$)", re.I)
_ASKED = ("help", "?", "-h", "--help")
COMMAND = re.compile(r"\s*/?check[- _]draft\b:?[ \t]*", re.I)


def read_check_draft(rest: str) -> CheckDraft | OpenDraft | Help:
    """`[story:7] [TEXT]`; without a text the form is wanted."""
    if rest.strip().lower() in _ASKED:
        return Help("check-draft")
    named = _STORY.match(rest)
    story = int(named[1]) if named else None
    text = rest[named.end() :] if named else rest
    return CheckDraft(text, story) if text.strip() else OpenDraft(story)
