"""Parsed parts in; the names among them that the pipeline labels now so and now so, set right.

What the whole article tells of a name is surer than what one sentence does: the label that it
bears most often, the surname of somebody named in full, a role set off from it by a comma.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extraction.speech.mentions import BODIES
from extraction.speech.people import given_names
from extraction.tokens import Doc, TokenSpan

_NAMES = frozenset(("PERSON", "ORG", "LOC", "GPE"))
_MOST = 2  # times as often as another label, for a name to bear it everywhere
_REACH = 8  # tokens of a description beside a name
#: Nouns in the singular that only a person is, as a description set off by commas.
_ROLES = frozenset(
    "head governor chairman chairwoman spokesman spokeswoman spokesperson president director "
    "minister mayor senator lawyer attorney secretary commissioner professor analyst coach ceo "
    "founder lawmaker congressman congresswoman ambassador activist author editor economist "
    "historian resident researcher prosecutor judge principal superintendent sheriff deputy "
    "advocate strategist consultant manager lecturer teacher nurse doctor student widow mother "
    "father brother sister wife husband son daughter".split()
)
_CLITICS = ("'s", "’s")
_SHORTEST = 3  # letters of a surname that is found without the pipeline
_COMMON = frozenset("may march april june august will the new states times house court".split())


def relabel(docs: Sequence[Doc]) -> None:
    """Set the labels of the docs' names right, in place; calling it again changes nothing."""
    counts: dict[str, Counter[str]] = {}
    surnames: set[str] = set()
    for ent in _names(docs):
        counts.setdefault(_key(ent), Counter())[ent.label_] += 1
        if ent.label_ == "PERSON" and len(ent) > 1:
            surnames.add(_key(ent).split()[-1])
    apposed = {_key(ent) for ent in _names(docs) if ent.label_ != "PERSON" and _is_person(ent)}
    for doc in docs:
        changed = False
        found = []
        for ent in doc.ents:
            label = _label(ent, counts, surnames, apposed) if ent.label_ in _NAMES else ent.label_
            changed = changed or label != ent.label_
            found.append(TokenSpan(doc, ent.start, ent.end, label=label))
        missed = [TokenSpan(doc, k, k + 1, label="PERSON") for k in _missed(doc, surnames)]
        changed = changed or bool(missed)
        found += missed
        if changed:
            doc.ents = found


def _missed(doc: Doc, surnames: set[str]) -> Iterable[int]:
    """The tokens that are the surname of somebody named in full and bear no label."""
    for token in doc:
        if token.lower_ not in surnames or token.ent_type_ or token.pos_ != "PROPN":
            continue
        if not token.text.istitle() or token.lower_ in _COMMON or len(token.text) < _SHORTEST:
            continue
        beside = [doc[k] for k in (token.i - 1, token.i + 1) if 0 <= k < len(doc)]
        if not any(t.ent_type_ or (t.pos_ == "PROPN" and t.text[:1].isupper()) for t in beside):
            yield token.i


def _names(docs: Sequence[Doc]) -> Iterable[TokenSpan]:
    return (ent for doc in docs for ent in doc.ents if ent.label_ in _NAMES)


def _key(ent: TokenSpan) -> str:
    words = [t.lower_ for t in ent if t.lower_ not in _CLITICS]
    return " ".join(words) or ent.text.lower()


def _label(
    ent: TokenSpan, counts: dict[str, Counter[str]], surnames: set[str], apposed: set[str]
) -> str:
    key = _key(ent)
    if key in apposed:
        return "PERSON"
    if key in surnames and ent.label_ == "ORG":
        return "PERSON"
    best, most = counts[key].most_common(1)[0]
    if best != ent.label_ and most >= _MOST * counts[key][ent.label_] and key not in surnames:
        return best
    return str(ent.label_)


def _is_person(ent: TokenSpan) -> bool:
    """Whether a name of two or three capital words is somebody by what stands beside it."""
    words = [t.text for t in ent]
    if not 2 <= len(words) <= 4 or any(
        not w[:1].isupper() or w.isupper() or w.lower() in BODIES for w in words
    ):
        return False
    if words[0].lower() in given_names() and ent.label_ == "ORG":
        return len(words) == 2
    doc, start, end = ent.doc, ent.start, ent.end
    if end < len(doc) and doc[end].text != ",":
        return False
    if start > 1 and doc[start - 1].text == ",":
        for k in range(start - 2, max(start - 2 - _REACH, -1), -1):
            if doc[k].text in (",", ".", ";", ":") or doc[k].pos_ in ("VERB", "AUX"):
                break
            if doc[k].lower_ in _ROLES:
                return True
    for k in range(end + 1, min(end + 6, len(doc))):
        if doc[k].text in (",", ".", ";", ":") or doc[k].pos_ in ("VERB", "AUX", "ADP"):
            break
        if doc[k].lower_ in _ROLES:
            return end < len(doc)
    return False
