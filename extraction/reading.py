"""One article in, its reading out: the one way into this floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from extraction.annotations import Reading, Sentence, Span
from extraction.claims import find_claims
from extraction.events import find_events
from extraction.figures import find_figures
from extraction.labels import find_labels
from extraction.names import find_names
from extraction.parsed import ParsedArticle, parse_articles
from extraction.quotations import find_quotations
from extraction.times import find_times
from extraction.version import VERSION
from intake.article import Article


def read_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[Reading]:
    """Read articles in order; parts are parsed in batches across articles.

    Never raises for any text; an empty account gives an empty reading.
    """
    for parsed in parse_articles(nlp, articles):
        yield _read(parsed)


def _read(parsed: ParsedArticle) -> Reading:
    times = find_times(parsed.article)
    people, quotations = find_quotations(parsed, times)
    return Reading(
        version=VERSION,
        sentences=_sentences(parsed),
        people=people,
        quotations=quotations,
        times=times,
        figures=find_figures(parsed, people, quotations, times),
        claims=find_claims(parsed, people, quotations, times),
        labels=find_labels(parsed, people, quotations),
        names=find_names(parsed, people),
        events=find_events(parsed, people, quotations, times),
    )


def _sentences(parsed: ParsedArticle) -> tuple[Sentence, ...]:
    found = []
    for part in parsed.parts:
        for sent in part.doc.sents:
            span = part.span(sent)
            text = parsed.article.text
            start, end = span.start, span.end
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                found.append(Sentence(Span(start, end), part.number))
    return tuple(found)
