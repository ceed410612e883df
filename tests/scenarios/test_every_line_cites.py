"""What the seeds give: every side of every discrepancy stands within the sentence it cites."""

from __future__ import annotations

from collation.copies import cover
from collation.differences import find_discrepancies
from collation.utterances import align_utterances
from extraction.annotations import Reading
from intake.article import Article


def test_every_side_of_a_discrepancy_lies_in_the_sentence_it_cites(
    seed_articles: tuple[Article, ...], seed_readings: tuple[Reading, ...]
) -> None:
    story = cover([(a.source, a, r) for a, r in zip(seed_articles, seed_readings, strict=True)])
    found = find_discrepancies(story, align_utterances(story))
    assert len(found) >= 5
    for discrepancy in found:
        for side in discrepancy.evidence:
            text = story.article(side.article)
            assert side.sentence.covers(side.span), text.text(side.span)
            assert len(text.text(side.sentence).split()) > 3, text.text(side.sentence)
