"""Annotated corpora of the data folder in; articles with gold annotations out.

None of these texts is part of the project: the folder is an argument, and training/README.md
says where each set can be had. Offsets count code points of `Document.text`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation as somebody marked it, or as the extractor did.

    `name` is the speaker's full name or ""; `shown` whether the extractor is sure enough of it
    for a reader to be told.
    """

    content: Spans
    speaker: Spans
    kind: str
    name: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A TIMEX3 annotation."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article; `published` is YYYY-MM-DD or ""."""

    id: str
    text: str
    published: str
    quotations: tuple[GoldQuotation, ...] = ()
    times: tuple[GoldTime, ...] = ()


def inside_marks(text: str) -> bytearray:
    """1 at each character within double quotation marks; a line break ends an open mark.

    Curly and straight marks, guillemets and the doubled apostrophe count; a second opening
    mark begins anew.
    """
    mask = bytearray(len(text))
    begun = -1
    at = 0
    while at < len(text):
        pair = text[at : at + 2] == "''"
        width = 2 if pair else 1
        char = text[at]
        if char == "\n":
            if begun >= 0:
                mask[begun:at] = b"\1" * (at - begun)
            begun = -1
        elif begun < 0 and (pair or char in '“〝"«'):
            begun = at
        elif begun >= 0 and (pair or char in '”〞"»“'):
            again = char == "“" and not pair
            stop = at if again else at + width
            mask[begun:stop] = b"\1" * (stop - begun)
            begun = at if again else -1
        at += width
    if begun >= 0:
        mask[begun:] = b"\1" * (len(text) - begun)
    return mask


def kind_by_marks(text: str, content: Spans, mask: bytearray) -> str:
    """Direct where >= 95 % of the letters and digits stand inside marks, mixed where any do."""
    inside = [mask[k] for start, end in content for k in range(start, end) if text[k].isalnum()]
    share = sum(inside) / len(inside) if inside else 0.0
    return "direct" if share >= 0.95 else "mixed" if share else "indirect"


def news_dev(path: Path) -> Iterator[Document]:
    """Quotations as JSON lines: id, text, published, quotes (content, speaker_span, reference)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        mask = inside_marks(text)
        found = []
        for quote in row["quotes"]:
            content = tuple((s, e) for s, e in quote.get("content") or ())
            if not content:
                continue
            speaker = quote.get("speaker_span")
            found.append(
                GoldQuotation(
                    content,
                    ((speaker[0], speaker[1]),) if speaker else (),
                    kind_by_marks(text, content, mask),
                    quote.get("reference") or "",
                )
            )
        yield Document(row["id"], text, row.get("published") or "", tuple(found))


def texts_of(stories: Path) -> dict[str, str]:
    """The articles of all collections in a folder of stories, by id."""
    texts: dict[str, str] = {}
    for path in sorted(stories.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            texts |= {row["id"]: row["text"] for row in json.loads(line)["articles"]}
    return texts


def by_offsets(gold: Path, stories: Path) -> Iterator[Document]:
    """Quotations annotated by hand as offsets only; the texts come from the folder of stories.

    Raises ValueError where a text is not the one that was annotated.
    """
    texts = texts_of(stories)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts.get(row["id"], "")
        if sha256(text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"article {row['id']} is missing or not the one that was annotated")
        mask = inside_marks(text)
        found = []
        for quote in row["quotes"]:
            content = tuple((s, e) for s, e in quote["content"])
            speaker, name = quote["speaker_span"], quote["reference_span"]
            found.append(
                GoldQuotation(
                    content,
                    ((speaker[0], speaker[1]),) if speaker else (),
                    kind_by_marks(text, content, mask),
                    text[name[0] : name[1]] if name else "",
                )
            )
        yield Document(row["id"], text, row["published"] or "", tuple(found))


def polnear(root: Path, split: str) -> Iterator[Document]:
    """PolNeAR 1.0 in brat standoff; the first annotator of each article."""
    for path in sorted((root / split / "text").glob("*.txt")):
        annotated = sorted(
            p
            for p in (root / split / "attributions").iterdir()
            if re.fullmatch(re.escape(path.stem) + r"_.{4}\.ann", p.name)
        )
        if not annotated:
            continue
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        mask = inside_marks(text)
        spans: dict[str, list[tuple[int, int]]] = {}
        events: list[list[str]] = []
        for line in annotated[0].read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 1 and cells[0].startswith("T"):
                pieces = cells[1].split(" ", 1)[1].split(";")
                spans[cells[0]] = [(int(a), int(b)) for a, b in (p.split() for p in pieces)]
            elif len(cells) > 1 and cells[0].startswith("E"):
                events.append(cells[1].split()[1:])
        found = []
        for arguments in events:
            roles: dict[str, list[tuple[int, int]]] = {"Content": [], "Source": []}
            for argument in arguments:
                role, target = argument.split(":")
                role = role.rstrip("0123456789")
                if role in roles:
                    roles[role] += spans.get(target, [])
            if content := tuple(sorted(roles["Content"])):
                kind = kind_by_marks(text, content, mask)
                found.append(GoldQuotation(content, tuple(sorted(roles["Source"])), kind, ""))
        yield Document(path.stem, text, "", tuple(found))


_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def timeml(root: Path) -> Iterator[Document]:
    """TimeML files below `root`; the creation time is the day of publication."""
    for path in sorted(root.rglob("*.tml")):
        raw = path.read_text(encoding="utf-8")
        published = ""
        for tag in re.findall(r"<TIMEX3([^>]*)>", raw):
            about = dict(_ATTRIBUTE.findall(tag))
            if about.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
                published = about["value"][:10]
                break
        inner = raw[raw.index("<TEXT>") + 6 : raw.index("</TEXT>")]
        text, at = "", 0
        opened: list[tuple[int, dict[str, str]]] = []
        times: list[GoldTime] = []
        for match in _TAG.finditer(inner):
            text += html.unescape(inner[at : match.start()])
            at = match.end()
            closing, name, rest = match.groups()
            if name != "TIMEX3" or rest.rstrip().endswith("/"):
                continue
            if not closing:
                opened.append((len(text), dict(_ATTRIBUTE.findall(rest))))
                continue
            start, about = opened.pop()
            value = html.unescape(about.get("value", ""))
            times.append(GoldTime(start, len(text), about.get("type", ""), value))
        text += html.unescape(inner[at:])
        times.sort(key=lambda time: time.start)
        yield Document(path.stem, text, published, times=tuple(times))


def meantime(root: Path, sentences: int = 5) -> Iterator[Document]:
    """MEANTIME in CAT XML; only sentences 0 to 5 are annotated, so the text stops there."""
    for path in sorted(root.rglob("*.xml")):
        tree = ElementTree.parse(path).getroot()
        text = ""
        where: dict[str | None, tuple[int, int]] = {}
        before: str | None = None
        for token in tree.iter("token"):
            number = token.get("sentence") or "0"
            if int(number) > sentences:
                continue
            word = token.text or ""
            if before is not None and number != before:
                text += "\n"
            elif before is not None and not (word[:1] in ",.;:!?)]%" or word.startswith("'")):
                text += " "
            where[token.get("t_id")] = (len(text), len(text) + len(word))
            text += word
            before = number
        published, times = "", []
        for timex in tree.iter("TIMEX3"):
            if timex.get("functionInDocument") == "CREATION_TIME":
                published = timex.get("value") or ""
            anchors = [a.get("t_id") for a in timex.findall("token_anchor")]
            spans = [where[a] for a in anchors if a in where]
            if spans:
                times.append(
                    GoldTime(
                        min(s for s, _ in spans),
                        max(e for _, e in spans),
                        timex.get("type", ""),
                        timex.get("value", ""),
                    )
                )
        if re.match(r"\d{4}-\d\d-\d\d", published):
            times.sort(key=lambda time: time.start)
            name = tree.get("doc_name") or path.name
            yield Document(name, text, published[:10], times=tuple(times))
