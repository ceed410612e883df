"""A parsed token in; its clause (verb, subject, polarity, modality, phrase, voice) out.

Universal Dependencies throughout: `nsubj:pass`, `obl`, `acl:relcl`, `compound:prt`. Coordinated
verbs have no subject of their own in UD, so subjects are looked for up the chain of `conj`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.annotations import Person, Quotation, QuotationKind, Span, Voice
from extraction.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_CLAUSAL = frozenset(
    {"root", "ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "xcomp", "csubj",
     "advcl:relcl"}
)  # fmt: skip
_OUTSIDE_PHRASE = frozenset(
    {"acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "advcl", "cop", "nsubj", "aux",
     "ccomp", "mark", "discourse", "nsubj:pass", "csubj", "obl", "dep", "advcl:relcl"}
)  # fmt: skip
_NESTED = 12  # quotations that may begin before a place and still hold it
_DEEPEST = 12  # steps down a tree: no phrase is deeper, and hostile text must not exhaust the stack
_NEGATIONS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "neither",
        "nor",
        "hardly",
        "barely",
        "scarcely",
        "without",
    }
)
_NEGATIVE_VERBS = frozenset(
    {"deny", "dispute", "refute", "reject", "disprove", "debunk", "dismiss", "fail", "refuse",
     "decline"}
)  # fmt: skip

_MODALS = {
    "may": "possible", "might": "possible", "could": "possible", "can": "possible",
    "must": "necessary", "will": "future", "wo": "future", "’ll": "future", "'ll": "future",
    "would": "future", "shall": "future", "should": "necessary", "ca": "possible",
}  # fmt: skip
_RAISING = {
    "appear": "possible", "seem": "possible", "be likely": "possible", "have": "necessary",
    "need": "necessary", "plan": "future", "intend": "future", "expect": "future",
    "vow": "future", "promise": "future", "consider": "considered", "weigh": "considered",
    "mull": "considered", "force": "necessary", "require": "necessary", "order": "necessary",
    "oblige": "necessary", "obligate": "necessary", "compel": "necessary", "set": "future",
    "direct": "necessary", "suspect": "alleged", "allege": "alleged", "accuse": "alleged",
}  # fmt: skip
_ALLEGING = frozenset(
    {"allegedly", "reportedly", "purportedly", "supposedly", "apparently", "possibly", "perhaps",
     "probably", "likely", "maybe"}
)  # fmt: skip


def lemma(token: Token) -> str:
    """The lemma in lower case; the word itself where the pipeline gives none."""
    return (token.lemma_ or token.text).lower()


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with a copula."""
    return token.pos_ == "VERB" or token.copular


def first_conjunct(token: Token) -> Token:
    """The first of the coordination that the token belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def governor(token: Token) -> tuple[Token | None, str]:
    """The verb that a noun is an argument of and its role there; None for a verbless clause.

    A participle that modifies the noun ("the 116 people injured") governs it as its subject
    only when nothing else does, which is the caller's affair.
    """
    seen = 0
    node = first_conjunct(token)
    while seen < 12:
        seen += 1
        head = node.head
        if head.i == node.i:
            return None, ""
        if is_verb(head) or head.pos_ == "AUX":
            role = node.dep_
            if role == "xcomp" or role in _CLAUSAL:
                return head, role
            return head, role
        if node.dep_ in ("nmod", "appos", "compound", "nmod:poss", "conj", "obl", "flat"):
            node = first_conjunct(head)
            continue
        return None, node.dep_
    return None, ""


def subject(verb: Token) -> Token | None:
    """The verb's subject, taken from the verb it is coordinated with or depends on if need be."""
    node, steps = verb, 0
    while steps < 8:
        steps += 1
        for child in node.near:
            if child.dep_ in SUBJECTS:
                if child.tag_ in ("WDT", "WP") or child.lower_ in ("who", "which", "that"):
                    return _antecedent(node) or child
                return _titled(node, child)
        if node.dep_ == "conj" or node.dep_ in ("xcomp", "advcl"):
            obj = next((c for c in node.head.near if c.dep_ == "obj"), None)
            if node.dep_ == "xcomp" and obj is not None:
                return obj  # "ordered the administration to facilitate"
            node = node.head
            continue
        if node.dep_ in ("acl", "acl:relcl"):
            return node.head
        return None
    return None


def _titled(verb: Token, first: Token) -> Token:
    """The last of the subjects that stand side by side before a verb: where there are two, the
    first is of the second's title (`El Salvador President Ann Roe said`)."""
    last = first
    if first.pos_ != "PROPN":
        return first
    for child in verb.near:
        beside = child.dep_ in SUBJECTS and child.left_edge.i == last.right_edge.i + 1
        if beside and child.i < verb.i and last.pos_ == child.pos_ == "PROPN":
            last = child
    return last


def _antecedent(verb: Token) -> Token | None:
    node = first_conjunct(verb)
    return node.head if node.dep_ in ("acl:relcl", "acl") else None


def child(verb: Token, *roles: str) -> Token | None:
    """The first dependent in one of `roles`."""
    for token in verb.near:
        if token.dep_ in roles:
            return token
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, reduced relatives ("the people injured") included."""
    for token in verb.near:
        if token.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass"):
            return True
    return verb.dep_ == "acl" and (
        verb.tag_ == "VBN" or "VerbForm=Part|Voice=Pass" in str(verb.morph)
    )


def is_negated(verb: Token) -> bool:
    """Whether the clause is denied: by not, never, no, without, or by "denied that", "failed to".

    Two denials make an assertion: "did not deny that he was there".
    """
    denied = _has_negation(verb)
    head = verb.head
    if (
        verb.dep_ in ("ccomp", "xcomp")
        and head.i != verb.i
        and lemma(head) in _NEGATIVE_VERBS
        and not _has_negation(head)
    ):
        return not denied
    if verb.dep_ in ("acl", "ccomp") and any(
        c.lower_ == "no" and c.dep_ == "det" for c in head.near
    ):
        return not denied  # "no sign that she was there"
    return denied


def _has_negation(verb: Token) -> bool:
    for token in verb.near:
        if token.dep_ == "advmod" and any(c.lower_ == "no" for c in token.near):
            return True  # "is no longer possible"
        if token.lower_ in _NEGATIONS and token.dep_ in (
            "advmod", "neg", "mark", "det", "cc:preconj", "cc", "case",
        ):  # fmt: skip
            return True
        if token.dep_ == "det" and token.lower_ == "no":
            return True  # "is no tax"
        if token.dep_ in ("obj", "nsubj", "nsubj:pass") and any(
            det.lower_ in ("no", "neither") and det.dep_ in ("det", "advmod") for det in token.near
        ):
            return True
    return False


def modality(verb: Token) -> str:
    """How firmly the clause is put: see `annotations.Claim.modality`."""
    found = ""
    for token in verb.near:
        word = token.lower_
        if token.dep_ in ("aux", "aux:pass") and word in _MODALS:
            found = _MODALS[word]
            if word in ("ca", "can", "could", "can't") and is_negated(verb):
                return "impossible"
        elif token.dep_ == "advmod" and word in _ALLEGING:
            found = "alleged"
    if found:
        return found
    head = verb.head
    if _is_infinitive(verb) and (lemma(head) in _RAISING or _is_ordered(verb)):
        if _is_ordered(verb):
            return "necessary"
        if is_negated(head) and lemma(head) in _FORCING:
            return "impossible"
        return _RAISING[lemma(head)]
    if verb.dep_ == "xcomp" and head.i != verb.i:
        word = lemma(head)
        if word in _RAISING:
            if is_negated(head) and word in _FORCING:
                return "impossible"
            return _RAISING[word]
        if word == "likely":
            return "possible"
    if _is_infinitive(verb) and lemma(head) not in _IMPLYING:
        return "unreal"  # "wanted to sell" tells of no sale
    if verb.dep_ == "ccomp" and (
        lemma(head) in _WISHING or (_is_infinitive(head) and lemma(head) not in _IMPLYING)
    ):
        return "unreal"  # "to make sure nobody is hurt"
    if verb.dep_ == "ccomp" and _has_negation(head) and lemma(head) not in _NEGATIVE_VERBS:
        return "unreal"  # "never said he sold it"
    if verb.dep_ in ("advcl", "ccomp"):
        mark = next((c for c in verb.near if c.dep_ == "mark"), None)
        if mark is not None and mark.lower_ in ("if", "whether", "unless", "until"):
            return "unreal"
    return "actual"


def _is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb, a quotation mark between them or not."""
    doc, at = verb.doc, verb.i - 1
    while at > 0 and doc[at].is_punct:
        at -= 1
    return at >= 0 and doc[at].lower_ == "to"


def _is_ordered(verb: Token) -> bool:
    """ "An order for the council to pay": the infinitive of a noun that orders."""
    doc = verb.doc
    for at in range(verb.i - 2, max(verb.sent.start, verb.i - 8) - 1, -1):
        if doc[at].lower_ in ("order", "orders", "duty", "obligation", "mandate"):
            return doc[at].pos_ == "NOUN" and verb.dep_ != "xcomp"
        if doc[at].pos_ == "VERB":
            return False
    return False


_IMPLYING = frozenset(
    {"manage", "begin", "start", "continue", "come", "happen", "get", "proceed", "go", "stop"}
)
_WISHING = frozenset(
    {"want", "hope", "wish", "ensure", "demand", "prefer", "like", "sure", "ask", "suppose",
     "imagine", "fear", "worry", "expect", "doubt", "wonder", "predict", "suggest", "propose",
     "recommend", "urge"}
)  # fmt: skip
_FORCING = frozenset({"force", "require", "oblige", "obligate", "compel", "have", "need"})


def phrase(head: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase, relative clauses and appositions left out."""
    known = head.doc.phrases
    if head.i not in known:
        known[head.i] = _phrase(head, _DEEPEST)
    return known[head.i]


def _phrase(head: Token, deepest: int) -> tuple[Token, Token]:
    first = last = head
    if deepest == 0:
        return first, last
    for token in head.near:
        if token.dep_ in _OUTSIDE_PHRASE:
            continue
        left, right = _phrase(token, deepest - 1)
        if left.i < first.i:
            first = left
        if right.i > last.i:
            last = right
    return first, last


@dataclass(frozen=True, slots=True)
class Voices:
    """Whose words a place in the text is, from the quotations of the article."""

    contents: tuple[tuple[int, int, Quotation], ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, quotations: Sequence[Quotation]) -> Voices:
        """Index quotations by where their contents stand."""
        rows = [(s.start, s.end, q) for q in quotations for s in q.content]
        rows.sort(key=lambda row: (row[0], -row[1]))
        return cls(tuple(rows), tuple(row[0] for row in rows))

    def at(self, offset: int) -> tuple[Voice, int | None]:
        """The voice at an offset, and the person who speaks, if it is not the outlet."""
        best: Quotation | None = None
        last = bisect_right(self.starts, offset)
        for _, end, quotation in self.contents[max(0, last - _NESTED) : last]:
            if offset < end and (best is None or quotation.kind is QuotationKind.DIRECT):
                best = quotation
        if best is None:
            return Voice.OUTLET, None
        voice = Voice.QUOTED if best.kind is QuotationKind.DIRECT else Voice.REPORTED
        return voice, best.person


@dataclass(frozen=True, slots=True)
class Mentions:
    """Which person a place in the text speaks of."""

    starts: tuple[int, ...]
    rows: tuple[tuple[int, int, int], ...]  # start, end, person

    @classmethod
    def of(cls, people: Sequence[Person]) -> Mentions:
        """Index the mentions of people."""
        rows = sorted((m.start, m.end, p.number) for p in people for m in p.mentions)
        return cls(tuple(row[0] for row in rows), tuple(rows))

    def at(self, start: int, end: int) -> int | None:
        """Whose mention shares characters with [start, end); the last one starting before."""
        at = bisect_right(self.starts, end - 1)
        for _, ended, number in reversed(self.rows[max(0, at - 6) : at]):
            if start < ended:
                return number
        return None


def time_in(span: Span, starts: Sequence[int]) -> tuple[int, ...]:
    """Indices of the time expressions that begin in a span; `starts` are those of `times`."""
    return tuple(range(bisect_left(starts, span.start), bisect_left(starts, span.end)))
