"""A page's tree and JSON-LD in; when its article was published and last changed, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from intake.linked_data import LinkedData, text_of
from intake.markup import Element, attribute, words_in

FIRST_YEAR = 1990  # no page is older than the web
LAST_YEAR = 2100

# `<meta>` names and properties, small letters. Those of one list are tried in its order.
_PUBLISHED = (
    "article:published_time og:article:published_time og:published_time og:pubdate"
    " datepublished pubdate publishdate publish-date publish_date publication_date"
    " publicationdate article:published article.published article_date_original"
    " originalpublicationdate parsely-pub-date sailthru.date rnews:datepublished"
    " dc.date.issued dcterms.issued dcterms.created dc.date.created datecreated"
    " cxenseparse:recs:publishtime displaydate article:publicationdate article.created"
    " bt:pubdate dc.date date"
).split()
_MODIFIED = (
    "article:modified_time og:updated_time datemodified lastmod last-modified"
    " dc.date.modified dcterms.modified article.updated article:modified revised"
).split()

# RFC 5322, 4.3, and what American pages print; "ET" is summer or winter time as the day has it.
_OFFSETS = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_OFFSETS |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_ZONES = {"ET": "America/New_York", "CT": "America/Chicago"}
_ZONES |= {"MT": "America/Denver", "PT": "America/Los_Angeles"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:T|t|\s+|\s*@\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(.{0,24}))?"
)
_COMPACT = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2}):?(\d{2})?)?(?![\d.])\s*(.{0,24})"
)
_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Z][a-z]{2,8})"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?),?\s+(?P<year>\d{4})"
)
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(?:([ap])\.?m\.?)?\s*\(?([A-Z]{1,4}\b)?", re.I
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
_IN_URL = re.compile(
    r"/(\d{4})/(\d{1,2}|[a-z]{3})/(\d{1,2})(?:/|$)|/(\d{4})-(\d{2})-(\d{2})(?=[/-])"
)
_ASIDE = re.compile(
    r"related|recirc|recommend|popular|trending|latest|sidebar|comment|teaser|promo", re.I
)
_PUBLISHES = re.compile(r"publi|posted|dateline|byline|timestamp|article|entry|story|post", re.I)
_CHANGES = re.compile(r"modif|updat|edited", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a clock time, aware only where the page gives a zone; and where it was found.

    `found` is "json-ld", "meta", "microdata", "time", "url" or "htmldate", the last a guess.
    """

    value: date | datetime
    found: str

    def iso(self) -> str:
        """ISO 8601: the day, or the time with its offset as the page has it."""
        return self.value.isoformat()

    def day(self) -> date:
        """The day on the outlet's own calendar, as far as the page gives its zone."""
        return self.value.date() if isinstance(self.value, datetime) else self.value

    def aware(self) -> datetime | None:
        """The moment where the zone is known."""
        known = isinstance(self.value, datetime) and self.value.tzinfo is not None
        return self.value if known and isinstance(self.value, datetime) else None


def find_published(tree: Element, linked: LinkedData, url: str = "") -> Moment | None:
    """When the article was first published, None where nothing on the page says so.

    In this order: JSON-LD of the main article, meta, microdata, `<time>` beside the headline, the
    URL, what htmldate guesses. The same moment given twice is taken with the outlet's own offset
    rather than in UTC, and a time without a zone gives way to the same time with one.
    """
    found = list(_declared(tree, linked))
    if found:
        return _sharpest(found)
    dated = _from_url(url)
    if dated:
        return Moment(dated, "url")
    guessed = _guess(tree)
    return Moment(guessed, "htmldate") if guessed else None


def find_modified(tree: Element, linked: LinkedData) -> Moment | None:
    """When the outlet last changed the article, as the page declares it."""
    values = [(linked.text("datemodified"), "json-ld")]
    metas = _metas(tree)
    values += [(metas[name], "meta") for name in _MODIFIED if name in metas]
    found = [Moment(value, where) for text, where in values if (value := parse_moment(text))]
    return _sharpest(found) if found else None


def parse_moment(text: str) -> date | datetime | None:
    """A date as machines and pages write it, None for anything else. Never raises.

    ISO 8601 in its common forms and slips, RFC 5322, seconds or milliseconds since 1970,
    `November 18, 2019 2:30 PM ET`.
    """
    text = " ".join(text[:120].split())
    try:
        value = _parse(text)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    if value is None or not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    return value


def _parse(text: str) -> date | datetime | None:
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    found = _ISO.match(text) or (_COMPACT.match(text) if text[:8].isdigit() else None)
    if found:
        year, month, day, hour, minute, second, rest = found.groups()
        whole = date(int(year), int(month), int(day))
        if hour is None:
            return whole
        half = re.match(r"([ap])\.?m\b\.?\s*", rest or "", re.I)
        hours = _hours(int(hour), half[1] if half else None)
        zone = _zone((rest or "")[half.end() if half else 0 :].strip())
        return _at(whole, hours, int(minute), int(second or 0), zone)
    if re.match(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d", text):
        return parsedate_to_datetime(text)
    written = _WRITTEN.search(text)
    if not written:
        return None
    name = (written["month"] or written["month2"])[:3].lower()
    whole = date(
        int(written["year"]), _MONTHS.index(name) + 1, int(written["day"] or written["day2"])
    )
    clock = _CLOCK.search(text, written.end()) or _CLOCK.search(text[: written.start()])
    if not clock:
        return whole
    return _at(whole, _hours(int(clock[1]), clock[3]), int(clock[2]), 0, _zone(clock[4] or ""))


def _hours(hour: int, half: str | None) -> int:
    return hour % 12 + (12 if half.lower() == "p" else 0) if half else hour


def _at(
    day: date, hour: int, minute: int, second: int, zone: timezone | ZoneInfo | None
) -> datetime:
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    offset = moment.utcoffset()
    # a plain offset, so that the text and the archive bear it as the page gave it
    return moment if offset is None else moment.replace(tzinfo=timezone(offset))


def _zone(text: str) -> timezone | ZoneInfo | None:
    name = text.strip(" ()").upper()
    if name in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name]))
    if name in _ZONES:
        return ZoneInfo(_ZONES[name])
    found = _OFFSET.search(name)
    if not found:
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-size if found[1] == "-" else size) if size < timedelta(hours=15) else None


# ----------------------------------------------------------------- where a page has it


def _declared(tree: Element, linked: LinkedData) -> Iterator[Moment]:
    for node in (linked.article, linked.page):
        for key in ("datepublished", "datecreated", "uploaddate"):
            value = parse_moment(text_of(node.get(key)))
            if value:
                yield Moment(value, "json-ld")
    metas = _metas(tree)
    for name in _PUBLISHED:
        value = parse_moment(metas.get(name, ""))
        if value:
            yield Moment(value, "meta")
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datepublished" in attribute(element, "itemprop").lower() and not _stands_aside(element):
            value = parse_moment(_machine_readable(element))
            if value:
                yield Moment(value, "microdata")
                break
    timed = _beside_the_headline(tree)
    if timed:
        yield Moment(timed, "time")


def _metas(tree: Element) -> dict[str, str]:
    """The first content of each `<meta>` name, property or itemprop, names in small letters."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = attribute(meta, "content")
        for key in ("property", "name", "itemprop"):
            name = attribute(meta, key).lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _beside_the_headline(tree: Element) -> date | datetime | None:
    """The `<time>` that dates the article: marked as such, else the first below the headline."""
    best: tuple[int, date | datetime] | None = None
    below = False
    for number, element in enumerate(tree.iter("h1", "time")):
        if number > 400:
            break
        if element.tag == "h1":
            below = True
            continue
        value = parse_moment(_machine_readable(element))
        if value is None or _stands_aside(element):
            continue
        marks = " ".join(attribute(element, key) for key in ("class", "itemprop", "id"))
        if _CHANGES.search(marks):
            continue
        worth = (
            4 * (element.get("pubdate") is not None) + 2 * bool(_PUBLISHES.search(marks)) + below
        )
        if best is None or worth > best[0]:
            best = (worth, value)
    return best[1] if best else None


def _machine_readable(element: Element) -> str:
    return (
        attribute(element, "datetime") or attribute(element, "content") or words_in(element)[:120]
    )


def _stands_aside(element: Element) -> bool:
    """Whether it belongs to a related item, a comment or the frame of the page."""
    for _ in range(12):
        element = element.getparent()
        if element is None:
            return False
        if element.tag in ("aside", "nav", "footer", "li"):
            return True
        if element.tag in ("body", "main"):
            return False
        if _ASIDE.search(attribute(element, "class") + " " + attribute(element, "id")):
            return True
    return False


def _sharpest(found: list[Moment]) -> Moment:
    """The first of all, unless another says the same with a clock time, a zone, its own zone."""
    first = best = found[0]
    for other in found[1:]:
        if abs(other.day() - first.day()) <= timedelta(days=1) and _sharpness(other) > _sharpness(
            best
        ):
            mine, its = best.aware(), other.aware()
            if mine is None or (its is not None and abs(mine - its) < timedelta(minutes=1)):
                best = other
    return best


def _sharpness(moment: Moment) -> int:
    """0 for a day, 1 for a time, 2 for one in UTC, 3 for one with the offset of a place."""
    if not isinstance(moment.value, datetime):
        return 0
    offset = moment.value.utcoffset()
    return 1 if offset is None else 2 if not offset else 3


def _from_url(url: str) -> date | None:
    found = _IN_URL.search(url.lower())
    if not found:
        return None
    year, month, day = found.groups()[:3] if found[1] else found.groups()[3:]
    if month in _MONTHS:
        month = str(_MONTHS.index(month) + 1)
    value = parse_moment(f"{year}-{month}-{day}")
    return value if isinstance(value, date) else None


def _guess(tree: Element) -> date | None:
    """What htmldate makes of the page (Barbaresi 2020, "htmldate: A Python package")."""
    from htmldate import find_date  # 0.1 s to import, and seldom needed

    try:
        day = find_date(tree, original_date=True, outputformat="%Y-%m-%d")
        return date.fromisoformat(day) if day else None
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, OverflowError):
        return None  # a library that guesses may trip over what it was never shown
