"""OntoGUM articles in; how often our rules tell whom a pronoun or a description means, out.

Only third-person pronouns and descriptions of people count, and of the descriptions those whose
chain has a name. An answer is right if a name or a description by which the article's entry is
known lies in the chain that the annotators gave (Zhu, Pradhan and Zeldes 2021).

`python -m benchmarks.coreference_scores --data FOLDER` prints the figures by genre and part.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.language import Language

from benchmarks.counts import Score
from extraction.annotations import Span
from extraction.parsed import parse_articles
from extraction.pipeline import load_pipeline
from extraction.speech.coreference import Coreference
from extraction.speech.mentions import PRONOUN, PRONOUNS, Mention, described, mention_in
from extraction.speech.passages import Passage, read_passage
from extraction.speech.people import Entry
from extraction.speech.relabelling import relabel
from intake.plain import read_plain

GENRES = ("news", "interview")
PARAGRAPH = 3  # sentences: the files do not tell where paragraphs end
_CLOSING = re.compile(r"^(?:[.,;:!?)\]%”’-]|['’](?:s|re|ve|ll|d|m|t)?$|n['’]t$)")
_OPENING = frozenset("($[“‘-")
_MENTION = re.compile(r"([^|\[]+)(?:\[(\d+)\])?")
_LINK = re.compile(r"([\d-]+)(?:\[(\d+)_(\d+)\])?")
PRONOUN_KINDS = ("he she", "they", "it")
DESCRIBED = "described"
KINDS = (*PRONOUN_KINDS, DESCRIBED)
_ANYBODY = frozenset(("person", "organization"))


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Characters [start, end) of one mention, the kind of thing it means and its chain."""

    start: int
    end: int
    entity: str
    chain: int

    def of(self, text: str) -> str:
        """The words of the mention."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Chains:
    """An article and its mentions in text order."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]


@dataclass(slots=True)
class _Raw:
    entity: str
    start: int
    end: int
    links: list[str] = field(default_factory=list)


def read_chains(path: Path) -> Chains:
    """One file of OntoGUM in WebAnno's TSV 3.2. Its offsets are of tokenised text; ours are of
    the text as a writer would have it."""
    text, sentences, quoted = "", 0, False
    found: dict[str, _Raw] = {}
    links: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#Text="):
            text += "\n\n" if sentences and sentences % PARAGRAPH == 0 else " " if text else ""
            sentences += 1
            begins, quoted = True, False
            continue
        cells = line.split("\t")
        if len(cells) < 8 or line.startswith("#"):
            continue
        place, word = cells[0], cells[2]
        tight = text[-1:] in _OPENING or (text.endswith('"') and quoted)
        if word == '"':
            quoted = not quoted
        closes = _CLOSING.match(word) is not None or (word == '"' and not quoted)
        if not begins and not tight and not closes:
            text += " "
        begins = False
        start = len(text)
        text += word
        if cells[3] != "_":
            for entity, number in _MENTION.findall(cells[3]):
                raw = found.setdefault(number or place, _Raw(entity, start, len(text)))
                raw.end = len(text)
        if len(cells) > 9 and cells[9] != "_":
            for target, theirs, ours in _LINK.findall(cells[9]):
                links.append(
                    (ours if ours not in ("", "0") else place,
                     theirs if theirs not in ("", "0") else target)
                )  # fmt: skip
    return Chains(path.stem, text, _chained(found, links))


def _chained(found: dict[str, _Raw], links: Sequence[tuple[str, str]]) -> tuple[GoldMention, ...]:
    root = {key: key for key in found}

    def top(key: str) -> str:
        while root[key] != key:
            key = root[key]
        return key

    for one, other in links:
        if one in root and other in root:
            root[top(one)] = top(other)
    numbers = {key: n for n, key in enumerate(found)}
    rows = [GoldMention(r.start, r.end, r.entity, numbers[top(key)]) for key, r in found.items()]
    return tuple(sorted(rows, key=lambda m: (m.start, -m.end)))


def score_article(nlp: Language, chains: Chains) -> dict[str, Score]:
    """Right, annotated and answered of one article, by the kind of mention in KINDS."""
    parsed = next(iter(parse_articles(nlp, [read_plain(chains.text, f"file:{chains.id}")])))
    text, by = parsed.article.text, len(parsed.article.text) - len(chains.text)
    relabel([part.doc for part in parsed.parts])
    passages = [read_passage(n, p, text) for n, p in enumerate(parsed.parts)]
    gold = [replace(m, start=m.start + by, end=m.end + by) for m in chains.mentions]
    nominal = {m.chain for m in gold if m.of(text).lower() not in PRONOUNS}
    named = {m.chain for m in gold if m.entity == "person" and _is_named(passages, m)}
    found = dict.fromkeys(KINDS, Score())
    for kinds in (PRONOUN_KINDS, (DESCRIBED,)):
        coreference = Coreference(passages)
        for mention in gold:
            kind = _kind(mention.of(text), mention.entity)
            place = _tokens(passages, mention.start, mention.end)
            if kind is None or kind not in kinds or place is None:
                continue
            ours = _ours(*place, described_=kind == DESCRIBED)
            if ours is None:
                continue
            number = coreference.resolve(ours).number
            known = mention.chain in (named if kind == DESCRIBED else nominal)
            if number is None or (
                kind == DESCRIBED and coreference.entries[number].kind != "person"
            ):
                found[kind] += Score(0, known, 0)
                continue
            chain = _chain_of(coreference.entries[number], gold, ours.span, text)
            if chain is None:  # named by words that the annotators gave no chain
                found[kind] += Score(0, known, known)
                continue
            found[kind] += Score(chain == mention.chain, known, 1)
    return found


def _kind(words: str, entity: str) -> str | None:
    pronoun = PRONOUNS.get(words.lower())
    if pronoun is None:
        return DESCRIBED if entity == "person" else None
    if entity not in _ANYBODY:
        return None
    return {"plural": "they", "thing": "it"}.get(pronoun, "he she")


def _ours(passage: Passage, start: int, end: int, *, described_: bool) -> Mention | None:
    """The mention as our rules would make it, None where it is of another kind."""
    head = _head(passage, start, end)
    if not described_:
        ours = mention_in(passage, start, end, head)
        return ours if ours is not None and ours.kind == PRONOUN else None
    if passage.doc[head].pos_ != "NOUN" or passage.names_in(head, end):
        return None
    return described(passage, start, end, head)


def _chain_of(entry: Entry, gold: Sequence[GoldMention], but: Span, text: str) -> int | None:
    """The chain in which most of the entry's names and descriptions stand."""
    counts: Counter[int] = Counter()
    for span in entry.mentions:
        if span == but or span.of(text).lower() in PRONOUNS:
            continue
        around = [m for m in gold if m.start <= span.start and span.end <= m.end]
        within = [m for m in gold if span.start <= m.start and m.end in (span.end, span.end + 2)]
        if around or within:
            best = min(around, key=lambda m: m.end - m.start) if around else within[0]
            counts[best.chain] += 1
    return counts.most_common(1)[0][0] if counts else None


def _tokens(passages: Sequence[Passage], start: int, end: int) -> tuple[Passage, int, int] | None:
    """The passage and the tokens [first, last) of characters [start, end)."""
    for passage in passages:
        if passage.base <= start and passage.words and end <= passage.end_of(-1):
            span = passage.doc.char_span(start - passage.base, end - passage.base)
            return (passage, span.start, span.end) if span is not None else None
    return None


def _head(passage: Passage, start: int, end: int) -> int:
    """The token of a phrase whose head stands outside it."""
    for k in range(start, end):
        head = passage.doc[k].head.i
        if not start <= head < end or head == k:
            return k
    return end - 1


def _is_named(passages: Sequence[Passage], mention: GoldMention) -> bool:
    """Whether the head of a mention is a name."""
    place = _tokens(passages, mention.start, mention.end)
    if place is None:
        return False
    head = place[0].doc[_head(*place)]
    return bool(head.pos_ == "PROPN" or head.ent_type_ == "PERSON")


def parts_of(root: Path) -> dict[str, tuple[str, ...]]:
    """The articles of `train`, `dev` and `test` by `splits.md`, below the folder of OntoGUM."""
    found: dict[str, list[str]] = {}
    part = ""
    for line in (root.parent / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* ") and part:
            found.setdefault(part, []).append(line.strip()[2:])
    return {name: tuple(ids) for name, ids in found.items()}


def rows(nlp: Language, root: Path) -> Iterator[tuple[str, dict[str, Score]]]:
    """The scores by part and genre."""
    for part, ids in parts_of(root).items():
        for genre in GENRES:
            total = dict.fromkeys(KINDS, Score())
            for name in ids:
                if f"_{genre}_" in name:
                    scores = score_article(nlp, read_chains(root / "tsv" / f"{name}.tsv"))
                    total = {kind: total[kind] + scores[kind] for kind in KINDS}
            if total[KINDS[0]].gold:
                yield f"{part} {genre}", total


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description="Measure coreference on OntoGUM.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds nlp/coref")
    options = parser.parse_args(arguments)
    nlp = load_pipeline()
    total = dict.fromkeys(KINDS, Score())
    for name, scores in rows(nlp, options.data / "nlp" / "coref" / "ontogum"):
        for kind in KINDS:
            print(f"{name:16} {kind:10} {scores[kind].row()}")
            total[kind] += scores[kind]
    for kind in KINDS:
        print(f"{'all':16} {kind:10} {total[kind].row()}")


if __name__ == "__main__":
    main()
