"""A pipeline and the test sets in; its scores from raw text, paragraph by paragraph, out.

python -m training.scores --data DIR [--pipeline DIR] [--json FILE]
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extraction.pipeline import EN_PARALLAX, load_pipeline
from training.lessons import NO_NAME, Lesson, Paragraph
from training.names import read_uner
from training.treebanks import read_paragraphs

PUNCTUATION = "punct"
LABELS = ("PERSON", "ORG", "LOC")
LAYERS = tuple(
    "tokens,sentences,UPOS,XPOS,features,lemmas,verb lemmas,UAS,LAS,nsubj,ccomp".split(",")
)
SPEED_WORDS = 60_000

Fact = tuple[object, ...]


@dataclass(slots=True)
class Count:
    """What was right, what was said, what there was."""

    right: int = 0
    said: int = 0
    gold: int = 0

    def add(self, said: set[Fact], gold: set[Fact]) -> None:
        """Count one text's facts, each with its place in it."""
        self.right += len(said & gold)
        self.said += len(said)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """In percent."""
        total = self.said + self.gold
        return 200 * self.right / total if total else 0.0


@dataclass(slots=True)
class Report:
    """The scores of one test set, in percent."""

    words: int = 0
    layers: dict[str, float] = field(default_factory=dict)
    names: dict[str, tuple[float, float, float]] = field(default_factory=dict)


def score(nlp: Language, paragraphs: Sequence[Paragraph]) -> Report:
    """Compare what the pipeline makes of each paragraph's text with the gold.

    A fact counts as right only if its words begin and end where the gold's do, so a wrong token
    costs every layer. UAS and LAS leave punctuation out and keep subtypes ("nsubj:pass").
    """
    counts: defaultdict[str, Count] = defaultdict(Count)
    texts = [paragraph.text for paragraph in paragraphs]
    for paragraph, doc in zip(paragraphs, nlp.pipe(texts, batch_size=64), strict=True):
        gold = _gold_facts(paragraph.lessons)
        said = _said_facts(doc)
        for layer in gold:
            counts[layer].add(said[layer], gold[layer])
    report = Report(words=sum(len(text.split()) for text in texts))
    for layer, count in counts.items():
        kind, _, label = layer.partition(" ")
        if kind == "names":
            report.names[label] = (count.precision, count.recall, count.f1)
        else:
            report.layers[layer] = count.f1
    return report


def measure_speed(nlp: Language, texts: Sequence[str], least: int = SPEED_WORDS) -> float:
    """Words (at white space) a second of processor time through `nlp.pipe`, over `least` words."""
    rows: list[str] = []
    words = 0
    while words < least:
        rows.extend(texts)
        words += sum(len(text.split()) for text in texts)
    for _ in nlp.pipe(rows[:100]):
        pass
    started = time.process_time()
    for _ in nlp.pipe(rows, batch_size=64):
        pass
    return words / (time.process_time() - started)


def read_tests(data: Path) -> dict[str, list[Paragraph]]:
    """The test sets by name; nothing in them has trained what ships."""
    trees, names = data / "nlp" / "ud", data / "nlp" / "ner"
    pud = _with_names(read_paragraphs(trees / "pud.conllu"), read_uner(names / "uner-pud.iob2"))
    ewt = _with_names(
        read_paragraphs(trees / "ewt-test.conllu"), read_uner(names / "uner-ewt-test.iob2")
    )
    gum = list(read_paragraphs(trees / "gum-test.conllu"))
    held_out = [*gum, *read_paragraphs(trees / "gum-dev.conllu")]
    return {
        "PUD news": [row for row in pud if row.document.startswith("n")],
        "GUM news": [row for row in held_out if row.genre == "news"],
        "EWT test": list(ewt),
        "GUM test": gum,
    }


def _with_names(paragraphs: Iterable[Paragraph], named: Iterable[Lesson]) -> Iterator[Paragraph]:
    """The paragraphs with the names of a corpus that annotated the same sentences."""
    tags = {lesson.words: lesson.names for lesson in named}
    for paragraph in paragraphs:
        lessons = tuple(replace(row, names=tags.get(row.words, ())) for row in paragraph.lessons)
        yield replace(paragraph, lessons=lessons)


def _gold_facts(lessons: tuple[Lesson, ...]) -> dict[str, set[Fact]]:
    facts: dict[str, set[Fact]] = {layer: set() for layer in LAYERS}
    named = all(lesson.names for lesson in lessons)
    if named:
        facts |= {f"names {label}": set() for label in LABELS}
    at = 0
    for lesson in lessons:
        places = []
        for word, space in zip(lesson.words, lesson.spaces, strict=True):
            places.append((at, at + len(word)))
            at += len(word) + space
        facts["sentences"].add((places[0][0], places[-1][1]))
        rows = zip(
            places,
            lesson.tags,
            lesson.parts,
            lesson.lemmas,
            lesson.heads,
            lesson.relations,
            strict=True,
        )
        for place, tag, part, lemma, head, relation in rows:
            pos, _, morph = part.partition("|")
            _add_word(facts, place, tag, pos, morph, lemma)
            _add_arc(facts, place, places[head], relation)
        for label in LABELS if named else ():
            facts[f"names {label}"] |= _named(places, lesson.names, label)
    return facts


def _said_facts(doc: Doc) -> defaultdict[str, set[Fact]]:
    facts: defaultdict[str, set[Fact]] = defaultdict(set)
    place = {token.i: (token.idx, token.idx + len(token)) for token in doc}
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            facts["sentences"].add((place[words[0].i][0], place[words[-1].i][1]))
    for token in doc:
        if not token.is_space:
            own = place[token.i]
            _add_word(facts, own, token.tag_, token.pos_, str(token.morph), token.lemma_)
            _add_arc(facts, own, place[token.head.i], token.dep_)
    for entity in doc.ents:
        facts[f"names {entity.label_}"].add((entity.start_char, entity.end_char))
    return facts


def _add_word(
    facts: dict[str, set[Fact]],
    place: Fact,
    tag: str,
    pos: str,
    morph: str,
    lemma: str,
) -> None:
    facts["tokens"].add(place)
    facts["UPOS"].add((place, pos))
    facts["XPOS"].add((place, tag))
    facts["features"].add((place, morph))
    if pos not in {"PUNCT", "SYM", "X"}:  # UD's lemma of “ is ", which helps nobody
        facts["lemmas"].add((place, lemma))
    if pos == "VERB":
        facts["verb lemmas"].add((place, lemma))


def _add_arc(facts: dict[str, set[Fact]], place: Fact, head: Fact, relation: str) -> None:
    if relation == PUNCTUATION:
        return
    facts["UAS"].add((place, head))
    facts["LAS"].add((place, head, relation))
    if relation in {"nsubj", "ccomp"}:
        facts[relation].add((place, head))


def _named(places: list[tuple[int, int]], tags: tuple[str, ...], label: str) -> set[Fact]:
    found: set[Fact] = set()
    start: int | None = None
    for at, tag in enumerate((*tags, NO_NAME)):
        if start is not None and not tag.startswith("I-"):
            found.add((places[start][0], places[at - 1][1]))
            start = None
        if tag == f"B-{label}":
            start = at
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores of a pipeline as tables, and write them as JSON."""
    parser = argparse.ArgumentParser(description="Score a pipeline on the test sets.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pipeline", type=Path, default=EN_PARALLAX)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    nlp = load_pipeline(options.pipeline)
    tests = read_tests(options.data)
    reports = {name: score(nlp, paragraphs) for name, paragraphs in tests.items()}
    speed = measure_speed(
        nlp, [row.text for name in ("PUD news", "GUM news") for row in tests[name]]
    )
    for line in show(reports, speed):
        print(line)
    if options.json:
        content = {"speed": round(speed), "tests": {n: asdict(r) for n, r in reports.items()}}
        options.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def show(reports: dict[str, Report], speed: float) -> Iterator[str]:
    """The scores as two tables in Markdown."""
    yield "| test | words | " + " | ".join(LAYERS) + " |"
    yield "|---" * (len(LAYERS) + 2) + "|"
    for name, report in reports.items():
        cells = [f"{report.layers[layer]:.1f}" for layer in LAYERS]
        yield f"| {name} | {report.words} | " + " | ".join(cells) + " |"
    yield ""
    yield "| test | " + " | ".join(f"{label} P / R / F" for label in LABELS) + " |"
    yield "|---" * (len(LABELS) + 1) + "|"
    for name, report in reports.items():
        if report.names:
            cells = [" / ".join(f"{x:.1f}" for x in report.names[label]) for label in LABELS]
            yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""
    yield f"{speed:,.0f} words a second of one core, all components."


if __name__ == "__main__":
    main()
