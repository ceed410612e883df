"""A page's tree in, and used up; the paragraphs of its article, out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources

from trafilatura import bare_extraction

from intake.markup import Element
from intake.pruning import prune
from intake.wire import agencies_in, is_credit

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # we say in a sentence what failed

OPENING = 6  # lines in which headline, byline and date may be printed again
LONGER = 1.5  # times as long as what was found must be what the page declares as the article's text

_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " ", "…": "..."})
_DATE_ALONE = re.compile(
    r"(?:(?:first |originally |last )?(?:published|posted|updated|modified|created)?"
    r"(?: on| at)?:?\s*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?,?\s*)?"
    r"(?:[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} [a-z]{3,9}\.?,? \d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
    r"(?:,?\s*(?:at |- |\| )?\d{1,2}[:.]\d{2}.{0,24})?",
    re.I,
)
# `— Ann Roe (@annroe) May 4, 2024`: without it the post reads as the outlet's own words
_SIGNED = re.compile(
    r"[—–-]{1,2} ?[^()]{1,80} \(@\w|this (?:article|story|post) was (?:first|originally) published",
    re.I,
)
_MARK = re.compile(r"^(?:[-*•·▪■►▶»]\s+)+")

#: What trafilatura may raise for a tree nobody thought of; such a page has no text.
_TRIPPED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def find_paragraphs(
    tree: Element,
    *,
    titles: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
    declared: str = "",
) -> tuple[str, ...]:
    """The article's paragraphs in order, without headline, byline, captions and furniture.

    Trafilatura in precision mode (Barbaresi 2021) finds the text, after `prune` has taken out what
    it would take in; what stays of furniture goes line by line. `declared` is the text that the
    page's JSON-LD gives for the article, taken where the page itself shows much less. `titles`
    are its headlines. The tree is changed. Never raises.
    """
    prune(tree)
    lines = list(_clean(_extract(tree), titles, authors))
    if len(declared.split()) > LONGER * sum(len(line.split()) for line in lines):
        told = list(_clean(_split(declared), titles, authors))
        if sum(map(len, told)) > LONGER * sum(map(len, lines)):
            lines = told
    return tuple(lines)


def _extract(tree: Element) -> list[str]:
    try:
        document = bare_extraction(tree, favor_precision=True, include_comments=False)
    except _TRIPPED:
        return []
    text = getattr(document, "text", None)
    return _split(text) if isinstance(text, str) else []


def _split(text: str) -> list[str]:
    if "<" in text and re.search(r"</(?:p|div|a|br|em)>|<(?:p|br)\b", text):
        text = re.sub(
            r"<[^<>]{1,2000}>", lambda m: "\n" if re.match(r"</?(?:p|br|div)", m[0]) else " ", text
        )
    return [words for line in text.splitlines() if (words := " ".join(line.split()))]


def _clean(lines: list[str], titles: tuple[str, ...], authors: tuple[str, ...]) -> Iterator[str]:
    """The lines that are of the article, list marks off; nothing twice that is long."""
    headlines = {letters for title in titles if len(letters := _letters(title)) >= 8}
    names = {_letters(name) for name in authors}
    seen: set[str] = set()
    opening = OPENING
    for line in lines:
        line = _MARK.sub("", line)
        bare = _letters(line)
        if not bare or is_furniture(line):
            continue
        if opening:
            opening -= 1
            if bare in headlines or _DATE_ALONE.fullmatch(line) or _is_byline(line, bare, names):
                continue
            if len(line) > 200:
                opening = 0  # the account has begun
        if len(line) >= 80 and bare in seen:
            continue
        seen.add(bare)
        yield line


def _is_byline(line: str, bare: str, names: set[str]) -> bool:
    if bare in names or (bare.startswith("by") and bare[2:] in names):
        return True
    by = re.match(r"(?:written |words |story |reported )?by:? ", line, re.I)
    return bool(by) and len(line) <= 120 and any(name and name in bare for name in names)


def is_furniture(line: str) -> bool:
    """Whether a whole line is the page's and not the article's: `Sign up for our newsletter`.

    What says where the words come from is kept, for sources are counted by it: an agency's
    copyright, "originally published by", the name below an embedded post.
    """
    if len(line) > 420 or not any(match(line.translate(_FOLDED)) for match in _furniture()):
        return False
    return not (_SIGNED.match(line) or (is_credit(line) and agencies_in(line)))


@cache
def _furniture() -> tuple[Callable[[str], object], ...]:
    patterns = []
    for name in ("furniture.txt", "page_furniture.txt"):
        raw = resources.files("intake").joinpath(name).read_text(encoding="utf-8")
        rows = [row for row in raw.splitlines() if row and not row.startswith("#")]
        patterns.append(re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE).fullmatch)
    return tuple(patterns)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
