"""`parallax read FILE… --json`: article files in; a line of JSON for each, in order, out."""

from __future__ import annotations

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot import exits
from extraction.annotations import Event, Figure, Quotation, Span, TimeExpression
from intake.article import Article
from intake.plain import UnreadableText, load_file

Json = dict[str, Any]  # Any: the JSON border


def run(options: argparse.Namespace) -> int:
    """Prints each line as soon as it is read; a file that cannot be read does not stop the rest."""
    unread = 0
    for line in read_files(options.paths, options.only):
        unread += "error" in line
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return exits.FAILED if unread == len(options.paths) else exits.DONE


def read_files(paths: Sequence[Path], only: str | None = None) -> Iterator[Json]:
    """One object a file. `only` is "times" (no parse is made), "quotations" or None for all.

    Files are parsed in batches across files: the waiting ones are few, so memory does not grow.
    """
    waiting: deque[tuple[Path, Article | UnreadableText]] = deque()

    def articles() -> Iterator[Article]:
        for path in paths:
            try:
                article = load_file(path)
            except UnreadableText as error:
                waiting.append((path, error))
                continue
            waiting.append((path, article))
            yield article

    for part in _parts(articles(), only):
        while isinstance(waiting[0][1], UnreadableText):
            yield _refused(*waiting.popleft())
        path, article = waiting.popleft()
        assert not isinstance(article, UnreadableText)
        head: Json = {
            "file": str(path),
            "published": article.published.isoformat() if article.published else None,
            "outlet": article.outlet or None,
        }
        yield head | part
    while waiting:
        yield _refused(*waiting.popleft())


def _parts(articles: Iterable[Article], only: str | None) -> Iterator[Json]:
    """What is reported of each article, in order."""
    if only == "times":
        from extraction.times import find_times  # loads neither spaCy nor the pipeline

        for article in articles:
            yield {"times": [_time(time) for time in find_times(article)]}
        return
    from extraction.pipeline import load_pipeline

    nlp = load_pipeline()
    if only == "quotations":
        from extraction.parsed import parse_articles
        from extraction.quotations import find_quotations
        from extraction.times import find_times

        for parsed in parse_articles(nlp, articles):
            _, quotations = find_quotations(parsed, find_times(parsed.article))
            yield {"quotations": [_quotation(quotation) for quotation in quotations]}
        return
    from extraction.reading import read_articles

    for reading in read_articles(nlp, articles):
        yield {
            "quotations": [_quotation(quotation) for quotation in reading.quotations],
            "times": [_time(time) for time in reading.times],
            "figures": [_figure(figure) for figure in reading.figures],
            "events": [_event(event) for event in reading.events],
        }


def _refused(path: Path, error: Article | UnreadableText) -> Json:
    return {"file": str(path), "error": str(error)}


def _quotation(found: Quotation) -> Json:
    line: Json = {"start": found.start, "end": found.end, "kind": str(found.kind)}
    if len(found.content) > 1:
        line["content"] = [_span(span) for span in found.content]
    line["cue"] = _span(found.cue)
    line["speaker"] = _span(found.speaker)
    line["speaker_name"] = found.speaker_name
    return line


def _time(found: TimeExpression) -> Json:
    return {
        "start": found.span.start,
        "end": found.span.end,
        "type": str(found.type),
        "value": found.value,
    }


def _figure(found: Figure) -> Json:
    plain = asdict(found)
    for name in ("span", "number", "phrase", "sentence"):
        plain[name] = _span(getattr(found, name))
    for name in ("low", "high"):  # JSON knows no infinity
        plain[name] = plain[name] if abs(plain[name]) != float("inf") else None
    return plain | {"start": found.span.start, "end": found.span.end}


def _event(found: Event) -> Json:
    plain = asdict(found)
    plain["span"], plain["sentence"] = _span(found.span), _span(found.sentence)
    for name in ("begin", "end"):
        day = getattr(found, name)
        plain[name] = day.isoformat() if day else None
    return plain


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
