"""A line of an article in; its dateline, byline, credits and the agencies they name, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_CAPITALS = r"[A-ZÀ-ÞŠŽ][A-ZÀ-ÞŠŽ.'’\-]*[A-ZÀ-ÞŠŽ.]"
_WORD = r"[A-ZÀ-ÞŠŽ][\w.'’\-]*"
_PARTICLE = r"(?:de|da|do|del|di|la|le|el|al|of|the|on|upon|sur|am|an|der)"
_REGION = rf", {_WORD}(?: {_WORD}){{0,2}}"
_CITY = rf"{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?:{_REGION})?"
_TOWN = rf"{_WORD}(?: (?:{_WORD}|{_PARTICLE})){{0,3}}(?:{_REGION})?"
_DAY = r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:, \d{4})?)"
_NOTE = r"\((?P<note>[^()\n]{2,40})\)"
_DASH = r"(?:--+|[-–—])"

# `WASHINGTON: `, `WASHINGTON >> `, `NEW YORK — `, `BEIRUT/PARIS, Jan 16 - `
_CITY_LINE = re.compile(
    rf"(?P<place>{_CITY}(?:\s?/\s?{_CITY}){{0,2}}){_DAY}?(?:\s*:|\s*>>|\s*{_DASH})\s+(?=\S)"
)
# `COLUMBIA, S.C. (Reuters) - `, `LONDON (AP) —`, `Rio de Janeiro (CNN) `, `(CNN) `
_NOTED_LINE = re.compile(
    rf"(?:(?P<place>{_TOWN}(?:\s?/\s?{_TOWN}){{0,2}}){_DAY}?\s*)?{_NOTE}\s*(?:{_DASH}|:|>>)?\s*"
)
# `Washington DC - `: an ordinary name needs a dash with blanks around it
_TOWN_LINE = re.compile(rf"(?P<place>{_TOWN}){_DAY}?\s+(?:{_DASH}|>>)\s+(?=[A-ZÀ-Þ“\"‘'(\d])")

_SPEAKER_TURN = re.compile(rf"{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?:, [^:\n]{{2,60}})?:\s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline ends, the place it names, the agencies in its brackets."""

    end: int  # code points from the start of the line, with the blanks that follow
    place: str | None
    agencies: tuple[str, ...]


def find_dateline(line: str) -> Dateline | None:
    """The dateline that opens the first paragraph of an account, None where there is none.

    After the Associated Press Stylebook ("datelines"): a place, in capitals or not, an agency in
    brackets, a dash. Only an agency makes brackets part of a dateline: `Fiat (the car maker) -`.
    """
    noted = _NOTED_LINE.match(line)
    if noted and noted.end() < len(line):
        agencies = agencies_in(noted["note"])
        if agencies and len(noted["note"].split()) <= 4:
            return Dateline(noted.end(), noted["place"], agencies)
    for pattern in (_CITY_LINE, _TOWN_LINE):
        found = pattern.match(line)
        if found and found.end() < len(line):
            return Dateline(found.end(), found["place"], ())
    return None


def is_speaker_turn(line: str) -> bool:
    """Whether a line opens as a transcript does: `BLITZER: `, `MS. ROE, host: `."""
    return _SPEAKER_TURN.match(line) is not None


# --------------------------------------------------------------------------- bylines

_NAME = rf"{_WORD}(?: (?:{_WORD}|de|da|del|van|von|der|bin|al|el|la|le)){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:,? and |, | & ){_NAME})*"
_BYLINE = re.compile(rf"(?:By|BY|by|Written by|Words by|Story by):? (?P<names>{_NAMES})")
_ROLE = re.compile(
    r"(?:[\w.'’/&-]+ ){0,5}(?:Writer|Reporter|Correspondent|Editor|Columnist|Contributor|Producer"
    r"|Staff|Bureau|Chief|Press|News|Network|NETWORK|Today|TODAY|Service|Agency|Analyst|Critic)s?",
)


def find_byline(line: str) -> tuple[str, ...]:
    """The names of a byline, `By Jane Roe and John Doe`; empty where the line is none."""
    if len(line) > 160:
        return ()
    found = _BYLINE.match(line)
    if not found:
        return ()
    rest = line[found.end() :].strip()
    # `By Jane Roe, The Associated Press`, `By Jane Roe | May 5`: a remark, never a sentence
    if rest and (rest[0] not in ",|•·-–—/@(" or rest.endswith((".", "!", "?", "”", '"'))):
        return ()
    return split_names(found["names"])


def split_names(names: str) -> tuple[str, ...]:
    """The persons of a list such as `Jane Roe, Li Na and John Doe`."""
    parts = re.split(r",? and |, | & ", names)
    return tuple(part for part in parts if part and part not in _agency_spellings())


def is_bare_names(line: str) -> bool:
    """Whether a line is nothing but two or more persons' names: `Jane Roe and John Doe`."""
    return len(line) <= 120 and " and " in line and re.fullmatch(_NAMES, line) is not None


def is_role(line: str) -> bool:
    """Whether a line under a byline says who the writer is: `Contributing Writer`, `USA TODAY`."""
    if len(line) > 60 or line.endswith((".", "!", "?", ":")):
        return False
    return bool(_ROLE.fullmatch(line)) or line in _agency_spellings()


# --------------------------------------------------------------------------- credits

_REPORTING = re.compile(
    r"[(\[—–-]?\s*(?:(?:Additional|With additional|Further|Other)?\s*(?:[Rr]eporting|[Ww]riting"
    r"|[Ee]diting|[Cc]ompiled|[Ee]dited|[Pp]roduced|[Tt]ranslated)(?: and (?:writing|editing))? by"
    r"|With (?:assistance|files|reporting|additional reporting) (?:by|from)|Contributing:"
    r"|With reporting by|Contributors?:|Sources?: )\s*\S"
)
_CONTRIBUTED = re.compile(
    r"[^“”\"]{3,300}\bcontributed (?:reporting\b|to (?:this|the|our) (?:\w+ )?(?:report|story"
    r"|article|coverage|post|piece|analysis)\b)[^“”\"]{0,60}"
)
_COPYRIGHT = re.compile(
    r"(?:(?:TM|™|®)(?: and| &|,)? )?(?:Copyright|COPYRIGHT|copyright|©|\([cC]\)) ?(?:©|\([cC]\))? ?"
    r"(?:\d{4}|[A-Z])"
)


def is_credit(line: str) -> bool:
    """Whether a whole line says who reported it: `Additional reporting by Jane Roe.`"""
    if len(line) > 400:
        return False
    if _REPORTING.match(line) or _CONTRIBUTED.fullmatch(line) or _COPYRIGHT.match(line):
        return True
    return is_agency_line(line)


def is_agency_line(line: str) -> bool:
    """Whether a line is agencies alone: `Reuters - AP`, `(AFP)`, `— Reuters`."""
    names = [name.strip() for name in re.split(r"\s[-–—]\s|[/,|;()]|^[-–—]+", line)]
    names = [name for name in names if name]
    known = _agency_spellings()
    return 0 < len(names) <= 6 and all(
        name in known or name.upper() in known or name.title() in known for name in names
    )


# A photo credit ends a caption: `© ANNA ROE / Getty Images via AFP`, `(AP Photo/Anna Roe)`,
# `(Anna Roe/Reuters)`, `Photo by Anna Roe`, `Town Hall photo via X.`
_PHOTO_MARK = re.compile(
    r"(?:©|\((?:c|C)\) )[^©]{2,160}$"
    r"|\((?=[^()]*(?:[Pp]hoto|[Ii]mage|Getty|[Hh]andout|[Pp]ool|[Ss]creenshot|[Cc]ourtesy))"
    r"[^()]{4,120}\)\.?$"
    r"|(?:Photo|Photograph|Picture|Image|PHOTO|Video)s?(?: by| from| via|:| [Cc]redit:?"
    r"| courtesy of) [^.“”\"]{2,80}\.?$"
    r"|(?:^|(?<=[.!?”] ))[A-Z][\w'’&-]*(?: [\w'’&-]+){0,4} (?:photo|photograph|image)s?"
    r" (?:via|by|from|courtesy of) [^.“”\"]{1,60}\.?$"
)
_PHOTO_SLASH = re.compile(
    r"\(?(?P<who>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,3}) ?/ ?(?P<what>[A-Z][\w.'’-]*(?:[ /][\w.'’-]+)"
    r"{0,6})\)?\.?$"
)


def find_photo_credit(line: str) -> int | None:
    """Where the photo credit that ends a caption begins, in code points; None without one."""
    if len(line) > 800:
        return None
    if _COPYRIGHT.match(line):
        return 0  # the page's, not a picture's: nothing before it is a caption
    marked = _PHOTO_MARK.search(line)
    if marked:
        return marked.start()
    slashed = _PHOTO_SLASH.search(line[-120:])
    if slashed and agencies_in(slashed["what"]):
        return max(0, len(line) - 120) + slashed.start()
    return None


def opens_with_photo_credit(line: str) -> bool:
    """Whether a caption follows the names of its source: `Getty Images The scene this morning`.

    Some sites print the credit first and no stop at the end. `Reuters reported …` and
    `AP Technology Writer` are none: a caption goes on with a capital or a figure.
    """
    if len(line) > 400 or line.endswith((".", "!", "?", ":", "”", '"')):
        return False
    known = _agency_pattern()
    at = 0
    while found := known.match(line, at):
        at = found.end()
        mark = re.compile(r"\s?[:/|&-]\s?").match(line, at)
        if mark is None:
            break
        at = mark.end()
    words = line[at:].split()
    return (
        at > 0
        and len(words) >= 4
        and line[at : at + 1].isspace()
        and (words[0][0].isupper() or words[0][0].isdigit())
        and not _ROLE.match(line[at:].strip())
        and any(word.islower() for word in words)
    )


# --------------------------------------------------------------------------- agencies


def agencies_in(text: str) -> tuple[str, ...]:
    """The news agencies that `text` names, by the name shown to readers, in text order.

    Photo services are left out: they send pictures, not dispatches.
    """
    known, found = _agency_spellings(), []
    for match in _agency_pattern().finditer(text):
        name = known[match.group()]
        if name and name not in found:
            found.append(name)
    return tuple(found)


def is_broadcaster(agency: str) -> bool:
    """Whether an agency, by the name shown, also airs interviews for everybody to hear."""
    return agency in _broadcasters()


def is_photo_service(text: str) -> bool:
    """Whether `text` names a photo service or an agency."""
    return _agency_pattern().search(text) is not None


@cache
def _agency_spellings() -> dict[str, str]:
    """Every spelling to the name shown; "" for those that only supply pictures."""
    return {
        spelling: "" if use == "photo" else name
        for name, spellings, use in _agencies()
        for spelling in [name, *spellings.split(";")]
        if spelling
    }


@cache
def _broadcasters() -> frozenset[str]:
    return frozenset(name for name, _, use in _agencies() if use == "air")


@cache
def _agencies() -> tuple[tuple[str, str, str], ...]:
    """The name shown, further spellings apart by semicolons, and what is said of its use."""
    raw = resources.files("intake").joinpath("agencies.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in raw.splitlines() if row and not row.startswith("#")]
    whole = ([*row, "", ""] for row in rows)
    return tuple((name, spellings, use) for name, spellings, use, *_ in whole)


@cache
def _agency_pattern() -> re.Pattern[str]:
    longest_first = sorted(_agency_spellings(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
