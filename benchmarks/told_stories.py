"""Annotated stories in; the same stories read, and their entries as scorers take them, out."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language

from benchmarks.timeline_scores import GivenEntry, GivenSentence, GoldStory
from collation.copies import cover
from collation.coverage import Coverage
from collation.timeline import Entry
from extraction.reading import read_articles
from intake.article import Article
from intake.plain import read_plain


def plain_article(id: str, text: str, published: str) -> tuple[Article, int]:
    """A text as the plain file a person would give, and the length of its first lines."""
    header = f"date {published}\n\n" if published else ""
    return read_plain(header + text, f"file:{id}"), len(header)


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A story's articles read; `before[n]` is what stands before the text of article n."""

    coverage: Coverage
    before: tuple[int, ...]

    def given(self, entry: Entry) -> GivenEntry:
        """A dated entry in the offsets of the annotated texts."""
        assert entry.begin is not None
        assert entry.end is not None
        sentences = []
        for witness in entry.witnesses:
            number = int(witness.article)
            reading = self.coverage.article(witness.article).reading
            by, told = self.before[number], witness.sentence
            # A value of a count that grew has no event: all of its sentence tells it.
            clause = reading.events[witness.event].span if witness.event >= 0 else told
            sentences.append(
                GivenSentence(
                    number,
                    (told.start - by, told.end - by),
                    (clause.start - by, clause.end - by),
                )
            )
        return GivenEntry(str(entry.kind), (entry.begin, entry.end), tuple(sentences))


def read_story(nlp: Language, story: GoldStory) -> ReadStory:
    """The story as the product reads it; an article's id is its place in the story."""
    prepared = [plain_article(id, text, day) for id, day, text in story.articles]
    readings = read_articles(nlp, (article for article, _ in prepared))
    rows = zip(prepared, readings, strict=True)
    coverage = cover([(str(n), article, reading) for n, ((article, _), reading) in enumerate(rows)])
    return ReadStory(coverage, tuple(by for _, by in prepared))
