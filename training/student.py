"""Paragraphs and vectors in; a trained spaCy component or more out."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import load_config
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from thinc.api import Model, NumpyOps, Optimizer, set_current_ops
from thinc.types import FloatsXd

from training.lessons import Lesson, make_example
from training.renaming import Pool, rename
from training.tokenizer import make_tokenizer
from training.typography import vary

CONFIGURATION = Path(__file__).parent / "configuration.cfg"
TREES = ("tok2vec", "tagger", "morphologizer", "parser")
NAMES = ("ner",)
COLLECT = 60  # batches between collections of garbage, which else take an eighth of the time
SAMPLE = 11_000  # runs that show the labels: all of the treebanks', a part of the silver ones


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how hard a student learns.

    `rate` is Adam's at its peak; it rises for the first `warm_up` of the words and falls to
    nothing. `size` counts words a batch; `renamed` is the share of runs in which other names
    stand for those of the `kinds`.
    """

    epochs: float
    rate: float = 0.003
    size: int = 1500
    drop: float = 0.1
    warm_up: float = 0.02
    renamed: float = 0.0
    kinds: tuple[str, ...] = ("PERSON",)
    seed: int = 1


def make_student(components: Sequence[str], vectors: Vectors) -> Language:
    """The components of configuration.cfg that are asked for, untrained."""
    # OpenBLAS multiplies these matrices twice as fast as spaCy's own kernel.
    set_current_ops(NumpyOps(use_blis=False))
    config = load_config(CONFIGURATION)
    config["nlp"]["pipeline"] = list(components)
    config["components"] = {name: config["components"][name] for name in components}
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings)  # each has its own words
    nlp.vocab.vectors.from_bytes(vectors.to_bytes(exclude=["strings"]), exclude=["strings"])
    return nlp


def train(
    nlp: Language,
    runs: Sequence[tuple[Lesson, ...]],
    course: Course,
    report: Callable[[str], None],
    *,
    resume: bool = False,
    pool: Pool | None = None,
) -> None:
    """Teach the pipeline the runs of sentences, varied anew each time, and keep mean weights.

    `resume` goes on from the weights that the pipeline has; `pool` are the names that stand in
    for others.
    """
    random = Random(course.seed)
    whole = course.epochs * sum(len(lesson.words) for run in runs for lesson in run)
    sample = [make_example(nlp, run) for run in runs[:: max(1, len(runs) // SAMPLE)]]
    optimizer = nlp.resume_training() if resume else nlp.initialize(lambda: sample)
    losses: dict[str, float] = {}
    seen, started = 0, time.monotonic()
    logged = 0.0
    lent = {key: names for key, names in (pool or {}).items() if key[0] in course.kinds}
    examples = _examples(nlp, runs, random, lent, course.renamed)
    batches = minibatch_by_words(examples, course.size, discard_oversize=False)
    gc.collect()
    gc.freeze()
    gc.disable()
    for number, batch in enumerate(batches):
        if not number % COLLECT:
            gc.collect()
        seen += sum(len(example.predicted) for example in batch)
        share = min(1.0, seen / whole)
        optimizer.learn_rate = course.rate * min(1.0, share / course.warm_up) * (1.01 - share)
        nlp.update(batch, sgd=optimizer, drop=course.drop, losses=losses)
        if share - logged >= 0.05 or share >= 1.0:
            speed = seen / (time.monotonic() - started)
            shown = " ".join(f"{name} {value:.0f}" for name, value in losses.items())
            report(f"{share:.2f} {seen} words, {speed:.0f} a second; loss {shown}")
            losses, logged = {}, share
        if share >= 1.0:
            break
    gc.enable()
    gc.unfreeze()
    _keep_means(nlp, optimizer)


def copy_weights(nlp: Language) -> list[FloatsXd]:
    """Every weight of the pipeline as it is now, in an order that does not change."""
    return [node.get_param(name).copy() for node, name in _weights(nlp)]


def set_mean(nlp: Language, ends: Sequence[Sequence[FloatsXd]]) -> None:
    """Replace each weight by the mean of what it was at the ends of several courses.

    The mean reads news as well as the best of them and varied marks better (Wortsman et al. 2022,
    "Model soups").
    """
    for (node, name), *values in zip(_weights(nlp), *ends, strict=True):
        node.set_param(name, sum(values[1:], start=values[0]) / len(values))


def _weights(nlp: Language) -> Iterator[tuple[Model[Any, Any], str]]:
    for _, component in nlp.pipeline:
        for node in component.model.walk():  # type: ignore[attr-defined]  # every one has a model
            for name in node.param_names:
                if node.has_param(name):
                    yield node, name


def _examples(
    nlp: Language,
    runs: Sequence[tuple[Lesson, ...]],
    random: Random,
    pool: Pool,
    renamed: float,
) -> Iterator[Example]:
    order = list(runs)
    while True:
        random.shuffle(order)
        for run in order:
            if pool and random.random() < renamed:
                run = rename(run, pool, random)
            yield make_example(nlp, [vary(lesson, random) for lesson in run])


def _keep_means(nlp: Language, optimizer: Optimizer) -> None:
    """Replace each weight by its running mean, which parses better than the last one."""
    for node, name in _weights(nlp):
        mean = (optimizer.averages or {}).get((node.id, name))
        if mean is not None:
            node.set_param(name, mean)
