"""What people said in several articles in; where outlets tell it with verbs that judge, out.

The same words of the same speaker are "admitted" here and "said" there, "claimed" here and
"confirmed" there, or told as without evidence in one account only. Two outlets frame one thing
(Entman 1993); always soft: a choice of words, not of facts. What is alike is told sentence by
sentence, by the weight of the stems that two share, and whether both deny.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.clause import shortened
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weight
from collation.differences.wording.saying import UNFOUNDED, Piece, Told, has_verb, sayings
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import QuotationKind, Span

#: Two sentences say the same where they share so many stems, of such a weight, and such a part of
#: the weight of the shorter and of the longer: fewer must be nearly all of both.
_SAME = ((3, 8.0, 0.6, 0.3), (3, 8.0, 0.65, 0.2), (2, 7.0, 0.6, 0.4), (2, 5.0, 0.8, 0.45))
_UNNAMED = ((4, 14.0, 0.7, 0.5), (2, 10.0, 0.9, 0.9))  # where one account gives the speaker no name
_CENTRAL = 0.4  # the part of its weight that a name of the whole story keeps
_NEARLY = 0.5  # of the best pair's weight that a further telling must share
_SURE = 0.7
_FEW = 2  # stems that a post and a speech may have in common by chance
_BESIDE = 5  # words of what was said that are shown beside the verb
_REACH = 40  # characters between the two
_SUBJECT, _LEAST = 138, 50  # characters of a subject line, and of what was said in it
_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[“”„\"]")
_DOUBTS = frozenset(("doubt", UNFOUNDED))
_LIE = re.compile(
    r"\b(?:lied|lying|lies|liar|hoax|fabricat\w+|made (?:it |that |the story )?up|staged|falsely|"
    r"false (?:\w+ )?(?:report|statement|claim|account)s?)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:that|to)\s+", re.IGNORECASE)
#: What points to somebody or something named before, or by a gesture.
_POINTS = re.compile(
    r"^(?:he|she|it|they|this|that|these|those|his|her|their|its)\b|\b(?:them|him)\b", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_HEAD = 0.45  # part of the room for what was said that its beginning has where the middle is cut
_POST = re.compile(r"\btweet|\bTwitter\b|\bFacebook\b|\bonline\b|\bposted\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pair:
    loaded: Told
    other: Told
    weight: float
    said: tuple[Piece, Piece]


@cache
def _pairs() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for one, other in load("framing")["pairs"]["told"]:
        table[one].add(other)
    return {one: frozenset(others) for one, others in table.items()}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each thing said that two outlets tell with opposed verbs."""
    told = [one for covered in scene.coverage.articles for one in sayings(scene, covered)]
    pairs = [
        pair
        for loaded in told
        if _judges(scene, loaded)
        for other in told
        if other.stance in _pairs()[loaded.stance] and _may_be_one(loaded, other)
        for pair in _pair(scene, loaded, other)
    ]
    plainly = [pair.loaded for pair in pairs if _tells_plainly(told, pair)]
    pairs = [
        pair
        for pair in pairs
        if pair.loaded not in plainly and not _says_both(told, pair) and not _belied(scene, pair)
    ]
    while pairs:
        best = max(pairs, key=_order)
        of_it = [p for p in pairs if _is_of(p, best)]
        pairs = [p for p in pairs if not _is_of(p, best)]
        kept = [
            p
            for p in of_it
            if p.weight >= _NEARLY * best.weight
            and (p.loaded.stance, p.other.stance) == (best.loaded.stance, best.other.stance)
        ]
        yield _told(scene, best, kept)


def _judges(scene: Scene, told: Told) -> bool:
    """Whether a verb takes a side; some do in a headline only."""
    stances = load("framing")["headline"]["stances"]
    return told.stance in _pairs() and (
        told.stance not in stances or scene.in_headline(told.covered, told.verb.start)
    )


def _order(pair: _Pair) -> tuple[float, str, Span, str, Span]:
    loaded, other = pair.loaded, pair.other
    return (
        round(pair.weight, 6),
        loaded.covered.id, loaded.verb,
        other.covered.id, other.verb,
    )  # fmt: skip


def _may_be_one(loaded: Told, other: Told) -> bool:
    """Whether two accounts may tell of one speaker on one day."""
    if loaded.covered.group == other.covered.group:
        return False
    if loaded.words.isdisjoint(other.words) and loaded.named and other.named:
        return False
    return len({loaded.quotation.said_on, other.quotation.said_on} - {None}) < 2


def _pair(scene: Scene, loaded: Told, other: Told) -> Iterator[_Pair]:
    """The two sentences in which the same thing is said, of several the likest."""
    named = not loaded.words.isdisjoint(other.words)
    theirs = other.pieces
    quoted = all(t.quotation.kind is not QuotationKind.INDIRECT for t in (loaded, other))
    rows = [
        (found, one.span, two.span, (one, two))
        for one in loaded.pieces
        for two in theirs
        if one.negated == two.negated
        and (one.deed in two.stems or loaded.stance not in load("framing")["deed"]["stances"])
        and (found := _alike(scene, one.stems, two.stems, named))
        and (quoted or not _one_phrase((loaded, one), (other, two)))
        and (len(one.stems & two.stems) > _FEW or _is_post(loaded) is _is_post(other))
    ]
    if rows:
        found, _, _, said = max(rows, key=lambda row: row[:3])
        yield _Pair(loaded, other, found, said)


def _is_post(told: Told) -> bool:
    """Whether it was posted: who posts one thing may say a like one elsewhere."""
    return _POST.search(told.covered.text(told.quotation.sentence)) is not None


def _alike(scene: Scene, one: frozenset[str], two: frozenset[str], named: bool) -> float:
    """The weight of what two sentences share; 0 where they do not say the same."""
    count = len(one & two)
    if count < 2:
        return 0.0
    shared = _weigh(scene, one & two)
    less, more = sorted((_weigh(scene, one), _weigh(scene, two)))
    same = any(
        count >= least and shared >= max(heavy, small * less, large * more)
        for least, heavy, small, large in (_SAME if named else _UNNAMED)
    )
    return shared if same else 0.0


def _one_phrase(*said: tuple[Told, Piece]) -> bool:
    """Whether two sentences share but a phrase without a verb, such as whom they tell of."""
    shared = frozenset.intersection(*(piece.stems for _, piece in said))
    for told, piece in said:
        claims = (c for c in told.covered.reading.claims if c.span.overlaps(piece.span))
        places = [at for at, root in enumerate(piece.order) if root in shared]
        if places[-1] - places[0] >= len(places) or any(
            stem(c.predicate) in shared for c in claims
        ):
            return False
    return True


def _weigh(scene: Scene, stems: frozenset[str]) -> float:
    return sum(weight(s) * (_CENTRAL if s in scene.central else 1.0) for s in sorted(stems))


def _says_both(told: Sequence[Told], pair: _Pair) -> bool:
    """Whether the other account has such a verb, too, for what this speaker said of it."""
    if has_verb(pair.other, pair.loaded.stance):
        return True
    said = {root for piece in pair.loaded.pieces for root in piece.stems}
    return any(
        one.covered.id == pair.other.covered.id
        and one.stance == pair.loaded.stance
        and one.words & (pair.loaded.words | pair.other.words)
        and any(piece.stems & said for piece in one.pieces)
        for one in told
    )


def _tells_plainly(told: Sequence[Told], pair: _Pair) -> bool:
    """Whether the account with the judging verb has the other's, too, for the very same words."""
    mine, theirs = pair.said
    return any(
        one.covered.id == pair.loaded.covered.id
        and one.stance == pair.other.stance
        and one.words & pair.loaded.words
        and any(
            len(piece.stems & theirs.stems) > len(mine.stems & theirs.stems) for piece in one.pieces
        )
        for one in told
    )


def _belied(scene: Scene, pair: _Pair) -> bool:
    """Whether the account with the plain verb, too, tells of a lie: then none believes it."""
    covered = pair.other.covered
    said = pair.said[0].stems | pair.said[1].stems
    return any(
        not scene.stems(covered, sentence.span).isdisjoint(said)
        and any(word in pair.other.words for word in covered.text(sentence.span).lower().split())
        and _told_as_lie(covered, sentence.span)
        for sentence in (covered.reading.sentences if pair.loaded.stance in _DOUBTS else ())
    )


def _told_as_lie(covered: Covered, sentence: Span) -> bool:
    return any(
        not quoted_at(covered, Span(match.start(), match.end()))
        for match in _LIE.finditer(covered.article.text, sentence.start, sentence.end)
    )


def _is_of(pair: _Pair, best: _Pair) -> bool:
    """Whether a pair is of the same speaker: an editor is told of one once."""
    speaker = best.loaded.words | best.other.words
    return bool((pair.loaded.words | pair.other.words) & speaker)


def _told(scene: Scene, best: _Pair, pairs: Sequence[_Pair]) -> Discrepancy:
    rows: dict[str, tuple[Told, Piece]] = {}
    for pair in sorted(pairs, key=_order, reverse=True):
        for one, said in zip((pair.loaded, pair.other), pair.said, strict=True):
            rows.setdefault(one.covered.id, (one, said))
    table = load("framing")["told"]
    return difference(
        scene,
        Kind.FRAMING,
        Severity.SOFT,
        _subject(best),
        [
            Evidence(
                one.covered.id, _shown(one, said), one.quotation.sentence, table[one.stance][1]
            )
            for one, said in rows.values()
        ],
        _SURE,
        note="a choice of words, not of facts",
    )


def _subject(best: _Pair) -> str:
    """How it is told, of whom, and what was said, by the account that judges less where its words
    can be had whole and lean on none before; with the verbs where there is room."""
    heads = [f"told {ways}: {_speaker(best)}" for ways in _ways(best)]
    said = list(zip((best.other, best.loaded), best.said[::-1], strict=True))
    words = [(_MARKS.sub("", _flat(told, piece.span)), told) for told, piece in said]
    alone = [row for row in words if not _leans(row[1], row[0])] or words
    texts = [_OPENING.sub("", text).rstrip(" .,;:–—") for text, _ in alone]
    for text in texts:
        for head in heads:
            if len(head) + len(text) + 4 <= _SUBJECT:
                return f"{head}, “{text}”"
    room = max(_LEAST, _SUBJECT - len(heads[-1]) - 4)
    text = min(texts, key=len)
    shared = best.said[0].stems & best.said[1].stems
    return f"{heads[-1]}, “{_cut(text, shared, room)}”"


def _cut(text: str, shared: frozenset[str], room: int) -> str:
    """Words of a text up to the last that both accounts have; the middle is left out if it must."""
    ends = [word.end() for word in _LETTERS.finditer(text) if stem(word.group()) in shared]
    last = max(ends, default=0)
    if last <= room:
        return shortened(text, room)
    head = shortened(text, int(_HEAD * room))
    tail = text[:last][-(room - len(head) - 1) :]
    return f"{head} {tail.split(' ', 1)[-1]}"


def _ways(best: _Pair) -> tuple[str, str]:
    """Both ways of telling it, with the verbs and without."""
    table = load("framing")["told"]
    (how, _), (plainly, _) = (table[one.stance] for one in (best.loaded, best.other))
    verbs = [_flat(one, one.verb) for one in (best.loaded, best.other)]
    short = (
        f"“{verbs[0]}” or {plainly}" if best.loaded.stance == UNFOUNDED else f"{how} or {plainly}"
    )
    full = f"{how} (“{verbs[0]}”) or {plainly} (“{verbs[1]}”)"
    return short if best.loaded.stance == UNFOUNDED else full, short


def _leans(told: Told, text: str) -> bool:
    """Whether words said need others to be understood: an infinitive, "he" in direct speech,
    "they" of one speaker."""
    direct = told.quotation.kind is QuotationKind.DIRECT
    theirs = text.lower().startswith("they ") and not told.speaker.endswith("s")
    return bool(_OPENING.match(text)) or theirs or (direct and bool(_POINTS.search(text)))


def _speaker(best: _Pair) -> str:
    """The name of the speaker, of two the one that is most of a name."""
    names = [one.speaker for one in (best.loaded, best.other)]
    return min(names, key=lambda name: (not name[0].isupper(), not 1 < len(name.split()) < 5, name))


def _flat(told: Told, span: Span) -> str:
    return " ".join(told.covered.text(span).split())


def _shown(told: Told, said: Piece) -> Span:
    """The verb with a few words of what was said on its side, or the words about it."""
    text, verb, sentence = told.covered.article.text, told.verb, told.quotation.sentence
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text, said.span.start, said.span.end)]
    if 0 <= said.span.start - verb.end <= _REACH:
        return Span(verb.start, words[:_BESIDE][-1].end)
    if 0 <= verb.start - said.span.end <= _REACH:
        return Span(words[-_BESIDE:][0].start, verb.end)
    before = [m.start() for m in _WORD.finditer(text, sentence.start, verb.start)][-2:]
    after = [m.end() for m in _WORD.finditer(text, verb.end, max(verb.end, sentence.end))][:2]
    return Span(min([*before, verb.start]), max([*after, verb.end]))
