"""A plain text in, as pasted or from a file; an article with its parts out."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from intake.article import Article, Part, PartKind
from intake.layout import lay_out
from intake.wire import agencies_in, find_byline, is_agency_line, is_bare_names, split_names

LARGEST = 5_000_000  # bytes: no article is longer, and a wrong file often is
ENGLISH = frozenset(
    "the of and to that is was for with said on it by from at have has his he they not this".split()
)
ENGLISH_SHARE = 0.05  # of words; English news has 0.25 to 0.40, other languages under 0.03
_CONTROL = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\v"]
_PAGE = re.compile(r"[\s\ufeff]*<(?:html|!doctype|\?xml)\b", re.I)
JUDGED = 60  # words: below this a language is not judged


class UnreadableText(ValueError):
    """A file that is no article text; its message says what to do about it."""


class MissingFile(UnreadableText):
    """There is no file at the path: it was mistyped, which says nothing of any article."""


def load_file(path: Path, *, outlet: str | None = None) -> Article:
    """Read one text file. Line ends and a byte-order mark stay in the text as characters.

    UTF-8 is read as it is. Bytes that are not valid UTF-8 are read as Windows-1252 if that code
    page defines every one of them and the result holds no control characters.

    Raises:
        UnreadableText: a folder, empty, binary, UTF-16, another encoding, a web page, not English.
        MissingFile: it is not there.
    """
    name = path.name
    raw = bytes_of(path)
    text = decode(raw, name)
    if _PAGE.match(text):
        raise UnreadableText(
            f"{name} is a web page or XML. Give it a name that ends in .html, and index that."
        )
    _refuse_other_languages(text, name)
    return read_plain(text, source_of(path), outlet=outlet)


def bytes_of(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        UnreadableText: a folder, too large, not to be read.
        MissingFile: it is not there.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableText(
                f"{name} has {size:,} bytes, which is more than an article. "
                "Give one article a file, as plain text."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFile(f"There is no file {name}. Check the path and its spelling.") from None
    except IsADirectoryError:
        raise UnreadableText(f"{name} is a folder. Give the text files inside it.") from None
    except PermissionError:
        raise UnreadableText(f"{name} may not be read. Change its permissions.") from None
    except OSError as error:
        raise UnreadableText(f"{name} cannot be read ({error.strerror}).") from None


def source_of(path: Path) -> str:
    """What a file is known by: its absolute path, so that folders may hold files of one name."""
    return f"file:{(path.parent.resolve() / path.name).as_posix()}"


def decode(raw: bytes, name: str) -> str:
    """The characters of a file's bytes. Raises UnreadableText, which names the file `name`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableText(f"{name} is UTF-16. Save it as UTF-8 and try again.")
    if not raw.strip():
        raise UnreadableText(f"{name} is empty. Put the article's text into it.")
    if b"\x00" in raw[:8192] or raw.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf")):
        raise UnreadableText(
            f"{name} is not plain text. Save the article as a .txt file in UTF-8 and try again."
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableText(
                f"{name} is neither UTF-8 nor Windows-1252. Save it as UTF-8 and try again."
            ) from None
    if sum(map(text.count, _CONTROL)) > len(text) // 100:
        raise UnreadableText(
            f"{name} is not plain text. Save the article as a .txt file in UTF-8 and try again."
        )
    if not text.strip().strip("\ufeff"):
        raise UnreadableText(f"{name} is empty. Put the article's text into it.")
    return text


def read_plain(
    text: str,
    source: str,
    *,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    published: date | None = None,
    published_from: str | None = None,
    published_at: datetime | None = None,
    byline: tuple[str, ...] = (),
) -> Article:
    """The article that `text` is; what is given goes before what the text says. Never raises.

    `source` is a URL, or "file:" and a path. Offsets of the parts are code points of `text`.
    """
    parts = lay_out(text, title=title)
    if published is None:
        published = _date_of(text, parts)
        published_from = "date line" if published else None
    if title is None:
        head = next((part for part in parts if part.kind is PartKind.HEADLINE), None)
        title = " ".join(text[head.start : head.end].split()) if head else None
    byline = byline or _byline_of(text, parts)
    named, outlet_from = _outlet_of(text, parts, outlet, byline, source)
    return Article(
        source=source,
        text=text,
        parts=parts,
        published=published,
        published_from=published_from if published else None,
        outlet=named,
        outlet_from=outlet_from,
        title=title,
        url=url,
        byline=byline,
        credits=_credits_of(text, parts),
        published_at=published_at,
    )


def _date_of(text: str, parts: tuple[Part, ...]) -> date | None:
    if not parts or parts[0].kind is not PartKind.DATE_LINE:
        return None
    try:
        return date.fromisoformat(text[parts[0].start : parts[0].end][-10:])
    except ValueError:  # `date 2025-13-01` is a date line all the same, but gives no day
        return None


def _byline_of(text: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    names: list[str] = []
    for part in parts:
        if part.kind is PartKind.BYLINE:
            line = text[part.start : part.end]
            found = find_byline(line) or (split_names(line) if is_bare_names(line) else ())
            names += [name for name in found if name not in names]
    return tuple(names)


def _credits_of(text: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Agencies in datelines, bylines and credits, those of photos last."""
    photos = {
        id(part)
        for part, before in zip(parts[1:], parts, strict=False)
        if part.kind is PartKind.CREDIT and before.kind is PartKind.CAPTION
    }
    kinds = (PartKind.DATELINE, PartKind.BYLINE, PartKind.CREDIT)
    found: list[str] = []
    for part in sorted(parts, key=lambda part: (id(part) in photos, part.start)):
        if part.kind in kinds:
            named = agencies_in(text[part.start : part.end])
            found += [name for name in named if name not in found]
    return tuple(found)


def _outlet_of(
    text: str,
    parts: tuple[Part, ...],
    given: str | None,
    byline: tuple[str, ...],
    source: str,
) -> tuple[str, str]:
    """What names the article to a reader, and which of the sources it is.

    A credit names it only where the whole article is the agency's: in the dateline or as a line
    of its own. "The Associated Press contributed to this report" and a photo credit do not.
    """
    if given:
        return given, "given"
    for part in parts:
        line = text[part.start : part.end]
        if part.kind is PartKind.DATELINE or (
            part.kind is PartKind.CREDIT
            and (is_agency_line(line) or line.startswith("©"))
            and not _belongs_to_picture(parts, part)
        ):
            named = agencies_in(line)
            if len(named) == 1:
                return named[0], "credit"
    if byline:
        return " and ".join(byline[:2]), "byline"
    name = source.removeprefix("file:").rstrip("/").rsplit("/", 1)[-1]
    stem = name.rsplit(".", 1)[0] or name
    # a hash in a file name says nothing to a reader: `003_1b95a740fe692537` is `003`
    return re.sub(r"(?<=.)[_-][0-9a-f]{12,64}$", "", stem), "file name"


def _belongs_to_picture(parts: tuple[Part, ...], credit: Part) -> bool:
    """A credit below a caption, or in the middle of the account where pictures stand."""
    at = next(n for n, part in enumerate(parts) if part is credit)
    told = [n for n, part in enumerate(parts) if part.kind is PartKind.PARAGRAPH]
    after_caption = at > 0 and parts[at - 1].kind is PartKind.CAPTION
    return after_caption or bool(told and told[0] < at < told[-1])


def _refuse_other_languages(text: str, name: str) -> None:
    words = re.findall(r"\w+", text[:20_000].lower())
    if len(words) >= JUDGED:
        share = sum(word in ENGLISH for word in words) / len(words)
        if share < ENGLISH_SHARE:
            raise UnreadableText(
                f"{name} does not seem to be in English, the only language Parallax reads."
            )
