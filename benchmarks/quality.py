"""The annotated corpora in; one section of scores for each capability, out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from benchmarks import (
    corpora,
    discrepancy_scores,
    quotation_errors,
    quotation_scores,
    story_scores,
    time_scores,
    timeline_scores,
)
from benchmarks.compared_events import read_events
from benchmarks.corpora import Document, GoldQuotation, GoldTime
from benchmarks.counts import Score
from benchmarks.discrepancy_scores import Verdict
from benchmarks.timeline_scores import GivenEntry, GoldStory
from benchmarks.told_stories import plain_article, read_story
from collation.chronology import build_timeline
from collation.copies import cover
from collation.differences import find_discrepancies
from collation.utterances import align_utterances
from extraction.annotations import NAMED_FROM
from extraction.reading import read_articles
from extraction.times import find_times
from intake.article import Article
from intake.plain import load_file
from intake.rows import read_row

# Annotated by hand for the project, as offsets: gold/README.md says how and what each is for.
GOLD = Path(__file__).parent / "gold"


def quotations(nlp: Language, data: Path) -> list[str]:
    """Measures A to D, speakers by kind, names shown, and errors by class, for every set."""
    rows = []
    for name, documents in _quotation_sets(data):
        predicted = _quotations(nlp, documents)
        scores = quotation_scores.score(documents, predicted)
        scores |= quotation_errors.by_speaker(documents, predicted)
        if any(q.name for d in documents for q in d.quotations):
            for label, as_printed in (("full name", False), ("or as printed", True)):
                scores[f"E shown, {label}"] = quotation_errors.shown(
                    documents, predicted, as_printed=as_printed
                )
        rows += [f"{name:12} {label:24} {score.row()}" for label, score in scores.items()]
        errors = quotation_errors.errors(documents, predicted)
        rows += [f"{name:12} error: {fault:34} {n:4}" for fault, n in sorted(errors.items())]
    return rows


def _quotation_sets(data: Path) -> Iterator[tuple[str, list[Document]]]:
    stories = data / "stories"
    yield "held-out", list(corpora.by_offsets(GOLD / "quotations-held-out.jsonl", stories))
    yield "development", list(corpora.by_offsets(GOLD / "quotations-dev.jsonl", stories))
    news = data.parent / "gold" / "quotations" / "news-dev.jsonl"
    yield "news-dev", list(corpora.news_dev(news))
    yield "polnear-dev", list(corpora.polnear(data / "quotes" / "polnear", "dev"))


def times(_nlp: Language, data: Path) -> list[str]:
    """Strict, relaxed, value and calendar on MEANTIME and on TimeBank with AQUAINT, then the four
    F1 by class of expression."""
    rows = []
    annotated = data / "timex" / "meantime_en" / "intra_cross-doc_annotation"
    for name, documents in (
        ("meantime", list(corpora.meantime(annotated))),
        ("tbaq", list(corpora.timeml(data / "timex" / "tbaq_cleaned"))),
    ):
        predicted, classes = {}, {}
        for document in documents:
            article, by = plain_article(document.id, document.text, document.published)
            found = [t for t in find_times(article) if t.span.start >= by]
            predicted[document.id] = [
                GoldTime(t.span.start - by, t.span.end - by, t.type, t.value) for t in found
            ]
            classes[document.id] = {(t.span.start - by, t.span.end - by): t.form for t in found}
        for label, score in time_scores.score(documents, predicted).items():
            rows.append(f"{name:12} {label:24} {score.row()}")
        by_class = time_scores.score_by_class(documents, predicted, classes)
        for form, scores in by_class.items():
            f1s = "  ".join(f"{label} {_f1(s)}" for label, s in scores.items())
            gold = scores["relaxed"].gold
            rows.append(f"{name:12} {form:20} F1 {f1s}  (gold {gold})")
    return rows


def _f1(score: Score) -> str:
    """In percent, or a dash where there is nothing to find and nothing was found."""
    return f"{100 * score.f1:5.1f}" if score.gold or score.predicted else "    –"


def discrepancies(nlp: Language, data: Path) -> list[str]:
    """Each given event, the seeds, the sum over the events, and the sums over our own."""
    rows, total = [], Verdict()
    folders = sorted(p.parent for p in (data / "clusters").glob("*/gold.json"))
    for folder in [*folders, data.parent / "gold" / "seeds"]:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        articles = [(p.name, load_file(p)) for p in sorted(folder.glob("*.txt"))]
        verdict = discrepancy_scores.judge(gold, _reports(nlp, articles))
        rows.append(f"{folder.name:32} {verdict.row()}")
        if folder in folders:
            total += verdict
    rows.append(f"{f'sum of the {len(folders)} events':32} {total.row()}")
    for name in ("held-out", "dev"):
        verdicts = [
            discrepancy_scores.judge(event, _reports(nlp, articles))
            for event, articles in read_events(
                GOLD / f"discrepancies-{name}.jsonl", data / "stories"
            )
        ]
        rows.append(f"{f'{name}, {len(verdicts)} events':32} {sum(verdicts, Verdict()).row()}")
    return rows


def timelines(nlp: Language, data: Path) -> list[str]:
    """Entries with days against the timelines that people made of the same articles."""
    rows = []
    for name in ("held-out", "dev"):
        verdict = timeline_scores.Verdict()
        path = GOLD / f"timelines-{name}.jsonl"
        for story in timeline_scores.read_gold(path, data / "stories"):
            timeline_scores.judge(story, _entries(nlp, story), verdict)
        rows += [f"{name:9} {row}" for row in verdict.rows()]
    return rows


def _entries(nlp: Language, story: GoldStory) -> list[GivenEntry]:
    read = read_story(nlp, story)
    return [read.given(entry) for entry in build_timeline(read.coverage) if entry.begin is not None]


def stories(_nlp: Language, data: Path) -> list[str]:
    """B-cubed on the labelled events as they are."""
    return [story_scores.labelled(data)]


SECTIONS: dict[str, Callable[[Language, Path], list[str]]] = {
    "quotations": quotations,
    "times": times,
    "timelines": timelines,
    "discrepancies": discrepancies,
    "stories": stories,
}


def rows_of(path: Path) -> Iterator[Article]:
    """The articles of a file of stories, one JSON object with `articles` a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            for row in json.loads(line)["articles"]:
                yield read_row(row)


def _reports(nlp: Language, articles: Sequence[tuple[str, Article]]) -> list[dict[str, Any]]:
    """What a comparison of these articles reports, in the form of gold.json."""
    readings = read_articles(nlp, (article for _, article in articles))
    coverage = cover([(i, a, r) for (i, a), r in zip(articles, readings, strict=True)])
    return [
        {
            "kind": str(found.kind),
            "severity": str(found.severity),
            "values": [
                {"article": e.article, "start": e.span.start, "end": e.span.end}
                for e in found.evidence
            ],
            "absent_in": found.absent_in,
        }
        for found in find_discrepancies(coverage, align_utterances(coverage))
    ]


def _quotations(nlp: Language, documents: Sequence[Document]) -> dict[str, list[GoldQuotation]]:
    prepared = [plain_article(d.id, d.text, d.published) for d in documents]
    readings = read_articles(nlp, (article for article, _ in prepared))
    found: dict[str, list[GoldQuotation]] = {}
    for document, (_, by), reading in zip(documents, prepared, readings, strict=True):
        mask = corpora.inside_marks(document.text)
        rows = []
        for q in reading.quotations:
            content = tuple((s.start - by, s.end - by) for s in q.content)
            if content[0][0] < 0:
                continue
            speaker = ((q.speaker.start - by, q.speaker.end - by),) if q.speaker else ()
            kind = corpora.kind_by_marks(document.text, content, mask)
            shown = q.speaker_name is not None and q.confidence >= NAMED_FROM
            rows.append(GoldQuotation(content, speaker, kind, q.speaker_name or "", shown))
        found[document.id] = rows
    return found
