"""A CoNLL-U file in; its sentences, paragraph by paragraph, and their spaCy Docs out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` counts words from the start of the sentence, a root is its own."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tree with its identifier and the document it comes from."""

    name: str
    document: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together in the text; `genre` is GUM's, or ''."""

    genre: str
    sentences: tuple[Sentence, ...]

    @property
    def document(self) -> str:
        """The name of the document that the paragraph stands in."""
        return self.sentences[0].document

    @property
    def text(self) -> str:
        """The paragraph as its words and blanks spell it."""
        return "".join(
            word.form + " " * word.space for s in self.sentences for word in s.words
        ).rstrip(" ")


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file, in order.

    A treebank that marks no paragraphs (PUD) yields one for each document.
    """
    document, genre = "", ""
    sentences: list[Sentence] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        notes = [line for line in lines if line.startswith("#")]
        if any(note.startswith(("# newdoc", "# newpar")) for note in notes) and sentences:
            yield Paragraph(genre, tuple(sentences))
            sentences = []
        name = ""
        for note in notes:
            key, _, value = note[1:].partition("=")
            match key.strip():
                case "newdoc id":
                    document, genre = value.strip(), ""
                case "meta::genre":
                    genre = value.strip()
                case "sent_id":
                    name = value.strip()
        words = _read_words([line for line in lines if line and not line.startswith("#")])
        if words:
            sentences.append(Sentence(name, document, words))
    if sentences:
        yield Paragraph(genre, tuple(sentences))


def make_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """The gold Doc of sentences that follow each other in one text."""
    rows = list(sentences)
    words = [word for sentence in rows for word in sentence.words]
    heads: list[int] = []
    for sentence in rows:
        start = len(heads)
        heads.extend(start + word.head for word in sentence.words)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
    )


def _read_words(lines: list[str]) -> tuple[Word, ...]:
    """The words of one sentence; empty nodes (8.1) are left out."""
    words: list[Word] = []
    surface, last, glued = "", 0, True
    for line in lines:
        number, form, lemma, pos, tag, feats, head, dep, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc.split("|")
        if "." in number:
            continue
        if "-" in number:
            surface, glued = form, space
            last = int(number.partition("-")[2])
            parts = lines[lines.index(line) + 1 :][: last - int(number.partition("-")[0]) + 1]
            surface = _split_surface(surface, [part.split("\t")[1] for part in parts])
            continue
        if int(number) <= last:  # inside a multiword token: "don't" is "do" and "n't"
            form, _, surface = surface.partition("\t")
            space = glued and int(number) == last
        own = int(number) - 1
        words.append(
            Word(
                form=form,
                lemma=lemma,
                pos=pos,
                tag=tag,
                morph="" if feats == "_" else feats,
                head=own if head == "0" else int(head) - 1,
                # spaCy knows a root by this spelling alone.
                dep="ROOT" if head == "0" else dep,
                space=space,
            )
        )
    return tuple(words)


def _split_surface(surface: str, forms: list[str]) -> str:
    """The surface of a multiword token, cut by tabs into as many parts as it has words.

    Where the words do not spell the surface ("dunno" as "do", "n't", "know"), the cut goes by
    their lengths, and each word keeps at least one character.
    """
    if "".join(forms) == surface:
        return "\t".join(forms)
    parts, at = [], 0
    for left, form in zip(range(len(forms) - 1, -1, -1), forms, strict=True):
        end = len(surface) if not left else max(at + 1, min(at + len(form), len(surface) - left))
        parts.append(surface[at:end])
        at = end
    return "\t".join(parts)
