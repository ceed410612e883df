"""The trained English pipeline, its guard of sentence starts, and base noun phrases."""

import gc
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import registry
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # compiled, untyped
from spacy.vocab import Vocab
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from thinc.types import Ints2d
from threadpoolctl import threadpool_limits

from extraction import spotting  # noqa: F401  # spaCy finds its component by name
from extraction.encoding import encode_in_blocks
from extraction.long_words import look_at_ends
from extraction.remembering import remember_lemmas, remember_words
from extraction.stepping import STEPPED

EN_PARALLAX = Path(__file__).parent / "en_parallax"

TERMINATORS = (".", "!", "?", "…", ":", ";")
CLOSERS = frozenset("\"'”’»)]}“‘") | {"''", "’’"}
TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Prof. Gen. Sen. Rep. Gov. Lt. Col. Sgt. Capt. Maj. Cmdr. Adm. Rev. Hon. "
    "Pres. Supt. Det. Insp. Fr. Sr. St. Mt. Ft. No. vs. v. Messrs. Sens. Reps. Gens. Govs. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.".split()
)
INITIAL = re.compile(r"[A-Z]\.")
STATE = re.compile(r"(?:[A-Z]\.){2,3}")
# What follows the name of a state cut short: "the U.S. Attorney General", "the U.N. Security".
BODIES = frozenset(
    "Attorney Attorneys President Senate House Supreme District Court Courts Department Secretary "
    "Senator Senators Congress Congressman Congresswoman Representative Rep. Sen. Gen. Army Navy "
    "Air Marine Marines Capitol Embassy Ambassador Treasury Justice State Commerce Border Customs "
    "Immigration Circuit Trade Coast Special Central Geological Open Olympic Magistrate Marshal "
    "Marshals Agency Citizenship Bureau Patent Patents Fish Forest Census Federal Food Postal "
    "Secret Security General Assembly Human High Constitution Chamber Interior Energy Defense "
    "Homeland Environmental Government Military Forces".split()
)
#: Those of BODIES that one person holds, whose name may follow.
OFFICES = frozenset(
    "General President Secretary Senator Sen. Rep. Representative Congressman Congresswoman "
    "Ambassador Judge Magistrate Marshal Commissioner Director Attorney".split()
)
PREPOSITIONS = frozenset("to in into from of at outside inside within across with by for".split())
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
FULL_NAME = 3  # tokens of an office with a given name and a surname, at least
NAME_REACH = 8  # tokens of an office with a name, at most
CUES = frozenset(
    "said says asked asks told tells added adds wrote writes tweeted replied replies answered "
    "declared declares exclaimed shouted yelled cried called posted insisted recalled joked "
    "continued concluded warned demanded wondered responded quipped chanted noted reads read "
    "argued explained stated testified posited boasted fumed thundered snapped".split()
)
GENITIVES = frozenset({"'s", "’s", "'S", "’S", "'", "’"})
NEW_OBJECTS = 10_000  # between two looks for garbage, 2 MB; an article makes thousands that stay
REMEMBERED_WORDS = 30_000  # 12 MB; about the different words of 500 articles
QUOTES = frozenset("“”")
QUOTE_REACH = 80  # tokens from an ellipsis to the marks of the quotation that it stands in
MOST_CLOSERS = 16  # marks in a row between a sentence and the next
CUE_REACH = 9  # tokens from a closing mark to its cue: "the Salvadoran president, Bukele, said"

# What stands before or inside the base noun phrase of a head, in UD's relations. A title is
# nmod:desc of the name ("special assistant" of "Kori") or compound, a surname is flat.
PHRASE_RELATIONS = frozenset(
    "det det:predet amod nummod compound flat nmod:poss nmod:desc goeswith fixed".split()
)
# What ties a token to the head of its phrase from inside: "Bondi" climbs to "Pam".
INNER_RELATIONS = frozenset(
    "det det:predet amod nummod compound flat nmod:desc goeswith fixed".split()
)


class SubwordVectors(Vectors):  # type: ignore[misc]  # spaCy's class has no types
    """floret vectors that remember the words they have put together from subwords.

    Hashing a word's subwords in Python costs more than the rest of the embedding, and news
    repeats its words.
    """

    def __init__(self, **settings: Any) -> None:  # spaCy's own keywords
        super().__init__(**settings)
        self._rows: dict[int, int] = {}
        self._known = np.zeros((REMEMBERED_WORDS, 0), dtype=np.float32)

    def get_batch(self, keys: Iterable[int]) -> NDArray[np.float32]:
        """The vectors of words, given by their hashes, a row each."""
        wanted = [int(key) for key in keys]
        unknown = [key for key in dict.fromkeys(wanted) if key not in self._rows]
        if self._known.shape[1] != self.shape[1] or (
            len(self._rows) + len(unknown) > REMEMBERED_WORDS
        ):
            self._rows.clear()
            self._known = np.zeros((REMEMBERED_WORDS, self.shape[1]), dtype=np.float32)
            unknown = list(dict.fromkeys(wanted))
        if len(unknown) > REMEMBERED_WORDS:
            return np.asarray(super().get_batch(wanted), dtype=np.float32)
        if unknown:
            start = len(self._rows)
            self._known[start : start + len(unknown)] = super().get_batch(unknown)
            self._rows.update(zip(unknown, range(start, start + len(unknown)), strict=True))
        return self._known[[self._rows[key] for key in wanted]]


@registry.vectors("parallax.SubwordVectors.v1")  # type: ignore[untyped-decorator]
def make_subword_vectors() -> Callable[[Vocab], SubwordVectors]:
    """What spaCy calls, by the name in config.cfg, to make the vectors of a vocabulary."""
    return lambda vocab: SubwordVectors(strings=vocab.strings)


def load_pipeline(path: Path = EN_PARALLAX) -> Language:
    """The pipeline from its folder; 0.5 s and some 150 MB each time, so call it once a process.

    Labels are Universal Dependencies'; names are PERSON, ORG and LOC. Give it a paragraph at a
    time, through `nlp.pipe` where there are several.

    From here on the process multiplies matrices on one thread: these are so small that a second
    one costs more than it gives (a third of all processor time). Run a process a core instead.
    Nor does it look any more for garbage among what is loaded by now: a pass over that costs as
    much as reading two articles. It looks less often for new garbage, too.

    Raises:
        OSError: the folder is not there.
    """
    threadpool_limits(limits=1, user_api="blas")
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # OpenBLAS is a fifth faster on these matrices
    try:
        nlp = spacy.load(path, config={"components.parser.factory": STEPPED})
    finally:
        set_current_ops(before)
    remember_words(nlp)
    remember_lemmas(nlp)
    encode_in_blocks(nlp)
    look_at_ends(nlp)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    return nlp


@Language.component("sentence_guard")
def guard_sentences(doc: Doc) -> Doc:
    """Forbid sentence starts where none can be; the parser decides the rest.

    A sentence may begin after a terminator and its closing marks, or after a line break. It does
    not begin with the cue of the quotation just closed: between `?”` and `Bukele said`.
    """
    before = ""
    starts = [int(n == 0) for n in range(len(doc))]
    for token in doc:
        text = token.text
        if token.is_space:  # no treebank has such words, so no model has learned them
            token.tag_, token.pos_ = "_SP", "SPACE"
        if before.isspace():
            if "\n\n" in before and not token.is_space:
                starts[token.i] = 1
        elif before and not (
            (before.endswith(TERMINATORS) or before in CLOSERS) and _may_start(doc, token)
        ):
            starts[token.i] = 1 if _opens_anew(doc, token.i - 1) else -1
        before = text
    # All at once: each Token.is_sent_start searches the whole text for a tree.
    doc.from_array(["SENT_START"], cast(Ints2d, np.array(starts, dtype="int64").astype("uint64")))
    return doc


def noun_phrase(token: Token) -> Span:
    """The base noun phrase that the token stands in, its title and possessor included.

    "Attorney General Pam Bondi" from any of its words; no "of" phrase, relative clause,
    apposition or second conjunct. A token outside a noun phrase comes back alone.
    """
    head = token
    while head.dep_ in INNER_RELATIONS and head.head.pos_ in {
        "NOUN",
        "PROPN",
        "PRON",
        "NUM",
        "SYM",
    }:
        head = head.head
    left = right = head.i
    pending = [head]
    while pending:
        for child in pending.pop().children:
            if child.dep_ in PHRASE_RELATIONS or _is_inner_mark(child, head):
                left, right = min(left, child.i), max(right, child.i)
                pending.append(child)
    return token.doc[left : right + 1]


def _may_start(doc: Doc, token: Token) -> bool:
    before = token.i - 1
    floor = max(before - MOST_CLOSERS, 0)
    while before > floor and doc[before].text in CLOSERS:
        before -= 1
    last = doc[before]
    if last.is_space:
        return True
    if token.text in {"'s", "’s"} or _is_month(doc, before, token) or _is_cut_short(doc, before):
        return False
    if not last.text.endswith(TERMINATORS) or token.text in CLOSERS - {"“", "‘", '"', "'"}:
        return False
    if before == token.i - 1:
        return not _is_abbreviation(doc, before, token)
    if last.text in {"?", "!", "...", "…", "?!", "!!"}:
        return not (token.text[:1].islower() or _is_cue(doc, token))
    return not token.text[:1].islower()


def _is_month(doc: Doc, at: int, following: Token) -> bool:
    """Whether a day or a year follows a month cut short: between `Sept` `.` and `6`."""
    text = doc[at].text
    if text == "." and at and not doc[at - 1].whitespace_:
        text = doc[at - 1].text + text
    return text in TITLES and following.text[:1].isdigit()


def _is_cut_short(doc: Doc, at: int) -> bool:
    """Whether the words of a quotation go on after the ellipsis at `at`: “Well… too late”."""
    text = doc[at].text
    if not text.endswith(("…", "...")) or text.endswith("....") or at + 1 >= len(doc):
        return False
    if doc[at + 1].text in CLOSERS:
        return False
    before = [t.text for t in doc[max(0, at - QUOTE_REACH) : at] if t.text in QUOTES]
    after = [t.text for t in doc[at + 1 : at + QUOTE_REACH] if t.text in QUOTES]
    return before[-1:] == ["“"] and after[:1] == ["”"]


def _is_abbreviation(doc: Doc, at: int, following: Token) -> bool:
    """Whether the period that `doc[at]` ends with belongs to it, since the sentence goes on."""
    text = doc[at].text
    if len(text) == 1 or not text.endswith("."):
        return False
    if text in TITLES:
        return True
    if INITIAL.fullmatch(text):
        return following.text[:1].isalpha()
    if STATE.fullmatch(text) and following.text in BODIES:
        return True
    return text != "..." and following.text[:1].islower()


def _opens_anew(doc: Doc, at: int) -> bool:
    """Whether an office, a name and their own finite verb follow `to the U.S.`: there the state
    ends a sentence, since a name with its office takes no article."""
    if not STATE.fullmatch(doc[at].text) or at < 2 or doc[at - 1].lower_ != "the":
        return False
    if doc[at - 2].lower_ not in PREPOSITIONS:
        return False
    first = end = at + 1
    while end < len(doc) and end - first < NAME_REACH and doc[end].tag_ == "NNP":
        end += 1
    if end - first < FULL_NAME or end >= len(doc) or doc[end].tag_ not in FINITE:
        return False
    return any(token.text in OFFICES for token in doc[first : end - 2]) and _has_verb(doc, at)


def _has_verb(doc: Doc, at: int) -> bool:
    """Whether a finite verb stands before `doc[at]` in its sentence."""
    for k in range(at - 1, -1, -1):
        if doc[k].tag_ in FINITE:
            return True
        if doc[k].text in {".", "?", "!"} or doc[k].is_space:
            return False
    return False


def _is_cue(doc: Doc, token: Token) -> bool:
    """Whether a clause such as "Bukele said." starts here, for the quotation just closed."""
    for at in range(token.i, min(token.i + CUE_REACH, len(doc))):
        word = doc[at]
        if word.lower_ in CUES:
            following = doc[at + 1] if at + 1 < len(doc) else None
            return at > token.i and (
                following is None
                or following.is_punct
                or following.is_space
                or following.lower_ in {"in", "on", "at", "of", "to", "during", "after", "as"}
                or following.text in {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
                or following.text in {"Saturday", "Sunday"}
            )
        if word.text in {".", "?", "!", "“", '"'}:
            return False
    return False


def _is_inner_mark(token: Token, phrase: Token) -> bool:
    """The 's of a possessor, the hyphen of a compound, the "more than" of a number."""
    if token.dep_ == "case":
        return token.head != phrase and token.i > token.head.i and token.text in GENITIVES
    if token.dep_ == "punct":
        return token.text in {"-", "–"} and token.head.dep_ in PHRASE_RELATIONS
    return token.dep_ == "advmod" and token.head.pos_ in {"NUM", "ADJ"} and token.i < token.head.i
