"""A grouping of articles and the gold grouping in; B-cubed precision, recall, F1 out.

Bagga and Baldwin 1998: for each article, how pure its group is and how much of its story it
holds, averaged over articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def b_cubed(gold: Mapping[str, str], given: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 as shares; an article that `given` lacks counts as alone."""
    stories: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for article, story in gold.items():
        stories[story].add(article)
        groups[given.get(article, f"alone {article}")].add(article)
    pure = whole = 0.0
    for article, story in gold.items():
        group = groups[given.get(article, f"alone {article}")]
        together = len(stories[story] & group)
        pure += together / len(group)
        whole += together / len(stories[story])
    precision, recall = pure / len(gold), whole / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
