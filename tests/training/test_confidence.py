"""How sure a speaker is: the fit, its cross-validation and its table."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpora import Document, GoldQuotation
from extraction.parsed import parse_articles
from extraction.pipeline import load_pipeline
from extraction.speech import confidence
from intake.plain import read_plain
from training.confidence import (
    Estimate,
    Example,
    cross_validate,
    estimate,
    examples_of,
    fit,
    fit_both,
    table,
    write,
)


def example(article: int, feature: str, right: bool) -> Example:
    return Example(f"article {article}", ("", feature), ("", "path"), right, right)


EXAMPLES = [
    example(k, feature, right)
    for k in range(100)
    for feature, right in (("good", True), ("good", True), ("bad", k % 2 == 0))
]


def test_a_feature_of_what_is_right_weighs_more() -> None:
    weights = fit([(e.mention, e.mention_right, e.article) for e in EXAMPLES])
    assert weights["good"] > 0 > weights["bad"]


def test_a_feature_that_is_hardly_seen_has_no_weight() -> None:
    rows = [(e.mention, e.mention_right, e.article) for e in EXAMPLES]
    assert "once" not in fit([*rows, (("", "once"), False, "article 0")])


def test_a_feature_of_a_few_articles_weighs_less_than_one_of_many() -> None:
    rows = [(("", f"in {n}"), False, f"article {k % n}") for n in (4, 20) for k in range(20)]
    weights = fit([*rows, *((("",), True, f"article {k}") for k in range(40))])
    assert weights["in 20"] < weights["in 4"] < 0


def test_the_chance_is_near_the_share_that_is_right() -> None:
    found = cross_validate(EXAMPLES)
    assert len(found) == len(EXAMPLES)
    good = [e.named for e, x in zip(found, sorted_by_fold(), strict=True) if "good" in x.mention]
    bad = [e.named for e, x in zip(found, sorted_by_fold(), strict=True) if "bad" in x.mention]
    assert min(good) > max(bad)
    assert 0.3 < sum(bad) / len(bad) < 0.7


def sorted_by_fold() -> list[Example]:
    """The examples in the order in which the folds judge them."""
    articles = sorted({e.article for e in EXAMPLES})
    fold = {article: n % 10 for n, article in enumerate(articles)}
    return [e for k in range(10) for e in EXAMPLES if fold[e.article] == k]


def test_a_description_is_shown_as_printed_where_only_that_is_sure() -> None:
    found = Estimate(0.7, False, 0.95, True)
    assert found.shown(0.9) == (0.95, True)
    assert found.shown(0.6) == (0.7, False)
    assert found.shown(0.99) == (0.7, False)


def test_what_cannot_speak_is_halved() -> None:
    weights = fit_both(EXAMPLES)
    plain = Example("a", ("", "good"), ("", "path"), True, True)
    thing = Example("a", ("", "good", confidence.THING), ("", "path"), True, True)
    assert estimate(weights, thing).named == estimate(weights, plain).named * confidence.DOUBT


def test_the_table_tells_the_share_right_and_the_share_named() -> None:
    rows = [Estimate(0.95, True, 0.0, False), Estimate(0.55, False, 0.0, False)]
    lines = list(table(rows, 4))
    assert lines[-1].split() == ["0.94", "100.0", "25.0"]


def test_the_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    write({(confidence.MENTION, ""): 1.5, (confidence.PERSON, "path x"): -0.25}, path)
    lines = [r for r in path.read_text(encoding="utf-8").splitlines() if not r.startswith("#")]
    assert lines == ["mention\t\t1.500", "person\tpath x\t-0.250"]


def test_an_annotated_article_gives_an_example_a_quotation() -> None:
    text = "Ann Roe said the town had won. “We will pay for it all,” a spokesman said."
    gold = (
        GoldQuotation(((13, 29),), ((0, 7),), "indirect", "Ann Roe"),
        GoldQuotation(((32, 54),), ((57, 68),), "direct", "the town's spokesman"),
    )
    document = Document("a", text, None, gold)
    parsed = next(iter(parse_articles(load_pipeline(), [read_plain(text, "file:a")])))
    found = list(examples_of(document, parsed, 0))
    assert [(e.mention_right, e.name_right) for e in found] == [(True, True), (True, True)]
    assert "path full name" in found[0].person
