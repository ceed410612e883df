"""A draft's names in; which articles print them so, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.bearing import find_printed, words_of
from collation.drafts.checked import Against, Checked, Claimed, draft_of, others_of
from extraction.annotations import Name

SLIPS = 2  # letters by which a word of a name is misspelt
SPELT = 4  # letters of the shortest word that is compared so
_KINDS = frozenset(("person", "organisation", "place", "thing"))


def check(scene: Scene) -> Iterator[Checked]:
    """One claim a name, where the draft first gives it in full; in text order."""
    printed: dict[str, list[tuple[Covered, Name]]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for name in covered.reading.names:
            printed[_plain(name.text)].append((covered, name))
    whole = [words.split() for words in printed]
    met: set[str] = set()
    draft = draft_of(scene)
    full = {_plain(name.text) for name in draft.reading.names}
    for name in draft.reading.names:
        words = _plain(name.text)
        if words in met or name.kind not in _KINDS or _is_part(words, full):
            continue
        met.add(words)
        checked = Checked(Claimed.NAME, name.span, draft.sentence_at(name.span.start))
        uses = printed.get(words) or [
            use for other in whole if _has(other, words.split()) for use in printed[" ".join(other)]
        ]
        for covered, use in uses:
            sentence = covered.sentence_at(use.span.start)
            checked.support.append(Evidence(covered.id, use.span, sentence, use.text))
        if not checked.support:
            checked.support.extend(_in_text(scene, words))
        if not checked.support:
            misspelt = [w for w in printed if _is_slip(words.split(), w.split())]
            found = [use for other in misspelt for use in printed[other]]
            if found and len(misspelt) == 1:
                checked.against.append(_spelled(name, found))
        yield checked


def _in_text(scene: Scene, words: str) -> Iterator[Evidence]:
    """Where articles print a name that no reading holds as one: part of a title, of a model."""
    for covered in others_of(scene.coverage):
        span = find_printed(covered, words_of(words))
        if span is not None and covered.text(span)[:1].isupper():
            sentence = covered.sentence_at(span.start)
            yield Evidence(covered.id, span, sentence, covered.text(span))


def _is_slip(one: list[str], other: list[str]) -> bool:
    """Whether two names of several words differ by a letter or two in one of them."""
    if len(one) != len(other) or len(one) < 2:
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return (
        a[0] == b[0]
        and min(len(a), len(b)) >= SPELT
        and a.rstrip("s") != b.rstrip("s")
        and Levenshtein.distance(a, b) <= SLIPS
    )


def _spelled(own: Name, found: list[tuple[Covered, Name]]) -> Against:
    rows = tuple(
        Evidence(c.id, use.span, c.sentence_at(use.span.start), use.text) for c, use in found
    )
    subject = f"spelling of {found[0][1].text}"
    return Against(Kind.NAME, Severity.SOFT, Between.OUTLETS, subject, own.text, rows)


def _plain(text: str) -> str:
    words = [word.strip(".,;:’'\"”“()") for word in text.casefold().replace("’s", "").split()]
    return " ".join(word.removesuffix("'s") for word in words if word and word != "the")


def _is_part(words: str, full: set[str]) -> bool:
    """Whether the draft gives the name more fully elsewhere: "Roe" of "Jane Roe"."""
    own = words.split()
    return any(other != words and _has(other.split(), own) for other in full)


def _has(longer: list[str], shorter: list[str]) -> bool:
    """Whether the words of one name stand within another in order: "Jane Roe", "Jane Anne Roe"."""
    rest = iter(longer)
    return bool(shorter) and all(word in rest for word in shorter)
