"""The proper names of several articles in; words of them that are spelt in two ways, out.

One letter, or two of a long word, is a slip of one outlet where both words stand beside the same
name ("Ann Arundel", "Anne Arundel"; "Chuck Hagel", "Chuck Hagen"), or where both are words that
news hardly ever prints. What transliteration varies by rule (doubled letters, y for i, kh for h)
is silent in names that are transliterated, and other vowels in them are soft: two usages, not an
error. An ending ("Tennessee", "Tennessean") makes another word, and so do two given names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from collation.coverage import Covered
from collation.differences.furniture import is_run_in
from collation.differences.names.named import (
    WIDTH,
    NameUse,
    are_kin,
    beside_both,
    elsewhere,
    folded,
    is_known,
    is_posted,
    is_remarked,
    leads,
    of_one_account,
    people_words,
    spellings,
    two_people,
    two_sorts,
)
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh
from collation.differences.words import STOP
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.names import given_names, kind, squeezed, stand_for
from collation.spelling import respell
from extraction.annotations import Span, Voice

_CAPITAL = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[’'][^\W\d_]+)*")
_SMALL = re.compile(r"\b[a-z]{3,}")
_LEAST, _ALONE, _LONG = 3, 6, 7  # letters: of a word, without a name beside it, with two slips
_MOST = 2  # letters of difference
_EVERYDAY = 8  # letters of a common word
_EACH = 3  # pieces of evidence a side
_SAME, _SOME = 12.0, 5.0  # weight of what two sentences share: that tell of one, that may
_STEM = 4  # letters before an ending
_ENDINGS = frozenset(
    "|a|an|c|e|s|n|i|ic|er|ry|ian|nian|es|ed|en|ing|al|ly|ty|is|ist|ism|ns|or|on|ans|ese".split("|")
)
_FEMALE = ({"a", "o"}, {"a", ""}, {"a", "e"})
_EITHER = ({"o", "x"}, {"a", "x"}, {"os", "xs"}, {"as", "xs"})  # "Latino", "Latinx"
#: Given names as they are transliterated, among those that are frequent in news.
_FOREIGN = frozenset(
    "ahmad ahmed aisha ali aung bashar benazir binyamin dilma dmitry ehud fatima hassan hu huma "
    "ilhan malala mohammad mohammed muhammad narendra nayib omar osama rashida recep saddam salma "
    "sergei sergey shimon shinzo tayyip vladimir xi".split()
)
#: Titles and places of a country whose names are written in Latin letters.
_HOME = frozenset("rep reps sen sens gov congressman congresswoman sheriff county sir dame".split())
_CONTRACTED = re.compile(r"['’](?:re|ve|ll|d|m)$")
_SLAVIC = re.compile(r"(?:[oe]va?|ko|sk[iy]y?|skaya|[iy]ch|vi[ck]|chuk)$")
_NO_TIE = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SURE, _OWN, _USUAL = 0.8, 0.64, 0.62
_NOTE = "one spelling may be a slip"
_USAGE = "one spelling may be a slip, or both may render a name of another script"
_VOWELS = frozenset("aeiouy")
#: Letters and groups that transliterations use for one sound, before vowels are dropped.
_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "k"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("x", "ks"),
    ("g", "k"), ("j", "y"), ("h", ""), ("'", ""),
)  # fmt: skip


_SCRIPTS = (("q", "k"), ("oe", "u"), ("ou", "u"), ("dj", "j"), ("kh", "h"), ("tj", "c"))
#: Where each word stands: the article, the words of the name with their places, and which it is.
_Index = dict[str, list[tuple[Covered, list[tuple[str, Span]], int]]]


def find_misspelt(scene: Scene) -> Iterator[Discrepancy]:
    """Words of names of which two articles, or one, print two spellings; one report a pair."""
    index, small = _read(scene)
    people = people_words(scene)
    told: set[str] = set()
    for words in _by_start(index, small).values():
        for one, other in combinations(words, 2):
            if not _near(one, other) or not told.isdisjoint((one, other)):
                continue
            mine, theirs = _uses(index, one), _uses(index, other)
            ties = {(side, word) for side, word in beside_both(mine, theirs) if _ties(word, small)}
            if ties and {one, other} & given_names().keys():  # another John is nobody
                mine = [use for use in mine if use.beside & ties]
                theirs = [use for use in theirs if use.beside & ties]
            if any(_is_common(word, people) for word in (one, other)):
                continue  # a slip of the keys, no doubt about a name: "Insititute"
            found = _judge(scene, one, other, mine, theirs, ties)
            if found is not None:
                told |= {one, other, *(word for _, word in ties)}  # one name, told once
                yield _told(scene, mine, theirs, *found)
    yield from _between(scene, index, small)


def _between(scene: Scene, index: _Index, small: set[str]) -> Iterator[Discrepancy]:
    """Names of which only what stands between first name and surname differs: "Thomas Edward Roe"
    and "Thomas Eric Roe". An initial agrees with what begins with it."""
    ends: dict[tuple[str, str], dict[str, list[NameUse]]] = defaultdict(lambda: defaultdict(list))
    for word, places in index.items():
        if len(word) < _LEAST or not any(
            at and run[at - 1][0] in given_names() for _, run, at in places
        ):
            continue
        for use in _uses(index, word):
            if 0 < use.at < len(use.words) - 1:
                first, last = use.words[use.at - 1], use.words[use.at + 1]
                if first in given_names() and _ties(last, small):
                    ends[first, last][word].append(use)
    for _, middles in sorted(ends.items()):
        if len(middles) != 2:
            continue
        (one, mine), (other, theirs) = sorted(middles.items())
        apart = {u.covered.id for u in mine}.isdisjoint(u.covered.id for u in theirs)
        begins = one.startswith(other) or other.startswith(one) or sound(one) == sound(other)
        if (
            apart
            and not begins
            and OSA.distance(one, other) > _MOST
            and _groups(mine) != _groups(theirs)
        ):
            yield _told(scene, mine, theirs, Severity.HARD, _SURE)


def _groups(uses: Sequence[NameUse]) -> set[int]:
    return {use.covered.group for use in uses}


def _read(scene: Scene) -> tuple[_Index, set[str]]:
    """Every word of every name, and the words that some article prints small."""
    index: _Index = defaultdict(list)
    small: set[str] = set()
    for covered in scene.coverage.articles:
        text = covered.article.text
        small.update(_SMALL.findall(text))
        run: list[tuple[str, Span]] = []
        for match in _CAPITAL.finditer(text):
            printed = match.group()
            if len(printed) > 1 and printed.isupper():
                continue  # "ISIS": its place ends the name, too
            if run and not _joined(text, run[-1], match.start()):
                run = []
            run.append((folded(printed), Span(match.start(), match.end())))
            index[run[-1][0]].append((covered, run, len(run) - 1))
    return index, small


def _joined(text: str, last: tuple[str, Span], start: int) -> bool:
    """Whether a name goes on: a stop ends it but behind an initial or a title."""
    between = text[last[1].end : start]
    short = len(last[0]) == 1 or last[0] in kind("title")
    return between in (" ", "-") or (between == ". " and short)


def _uses(index: _Index, word: str) -> list[NameUse]:
    """Where a word of names stands, in the name that it is part of."""
    found = []
    for covered, run, at in index[word]:
        low, high = max(0, at - WIDTH), min(len(run), at + WIDTH + 1)
        words = tuple(word for word, _ in run[low:high])
        if is_posted(covered, run[low][1].start):
            continue  # a post that is printed in the page, as whoever wrote it spelt it
        sentence = covered.sentence_at(run[at][1].start)
        if is_run_in(covered.text(sentence), run[at][1].start - sentence.start):
            continue
        found.append(
            NameUse(covered, at - low, words, Span(run[low][1].start, run[high - 1][1].end))
        )
    return found


def _by_start(index: _Index, small: set[str]) -> dict[str, list[str]]:
    """The words that are names only, by their first letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(index):
        if len(word) < _LEAST or word in small or word in STOP:
            continue
        if word not in kind("title") and word.removesuffix("s") not in kind("title"):
            found[word[0]].append(word)
    return found


def _near(one: str, other: str) -> bool:
    """Whether a letter or two differ, and not by an ending or an outlet's usage."""
    if abs(len(one) - len(other)) > _MOST:
        return False
    apart = OSA.distance(one, other, score_cutoff=_MOST)
    if apart > _MOST or (apart == _MOST and min(len(one), len(other)) < _ALONE):
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    at = min(len(one), len(other)) if at is None else at
    vowel = len(one) == len(other) and sound(one) == sound(other)  # "Hanson" and "Hansen"
    if not vowel and any({one[n:], other[n:]} <= _ENDINGS for n in range(_STEM, at + 1)):
        return False
    if _unlauted(one) == _unlauted(other):
        return False
    if {one, other} & given_names().keys() and {one[at:], other[at:]} in _FEMALE:
        return False  # "Paula" and "Paulo" are two
    if {one[at:], other[at:]} in _EITHER:
        return False
    if stand_for(one, other) and (apart > 1 or len(one) != len(other)):
        return False  # "Steve", "Steven"
    return respell(one) != respell(other)


def _unlauted(word: str) -> str:
    """ "Duesseldorf" is "Düsseldorf", whose marks are gone."""
    return word.replace("ue", "u").replace("oe", "o").replace("ae", "a")


def _judge(
    scene: Scene,
    one: str,
    other: str,
    mine: list[NameUse],
    theirs: list[NameUse],
    ties: set[tuple[int, str]],
) -> tuple[Severity, float] | None:
    """How serious it is that two words differ, and how sure."""
    if len(_groups(mine) & _groups(theirs)) > 1 or is_remarked(mine) or is_remarked(theirs):
        return None  # several accounts print both: two names; or one says that it is a slip
    own = bool({u.covered.id for u in mine} & {u.covered.id for u in theirs})
    if not own and _groups(mine) == _groups(theirs):
        return None
    if own and any(side == 1 for side, _ in ties) and are_kin(mine, theirs):
        return None  # "Jane Roe … her sister June Roe"
    if own and not ties and not any(_lone(use) for use in (*mine, *theirs)):
        return None  # "Ari Klimov" and "Ary Akimov" in one article are two
    if one.rstrip("s") == other.rstrip("s") or all(map(_contracted, (mine, theirs))):
        return None  # a plural; "They're", "They've"
    known = [is_known(word) and word not in given_names() for word in (one, other)]
    if all(known):
        return None  # "Iran", "Iraq"
    alike = sound(one) == sound(other) and not _vowel_moved(one, other)
    given = len({one, other} & given_names().keys())
    if given == 2 and not (alike and any(side == 1 for side, _ in ties)):
        return None  # "Eric Roe", "Erin Roe"
    if not ties and (given or any(known) or not _alone(one, other, alike=alike)):
        return None
    if not ties and two_sorts(mine, theirs):
        return None
    if {one, other} & kind("family_first").keys() and all(side == 1 for side, _ in ties):
        return None  # a family name that stands first is many people's
    if not ties and (two_people(mine, theirs) or not (own or _share(scene, mine, theirs) >= _SAME)):
        return None
    if ties and OSA.distance(one, other) > 1 and min(len(one), len(other)) < _LONG:
        return None
    western = any(_western(use.words) for use in (*mine, *theirs))
    if alike and (not western or _transliterated(one, other)):
        if (squeezed(one) == squeezed(other) and not own and not western) or given == 2:
            return None
        return Severity.SOFT, _OWN if own else _USUAL
    if own and not ties & beside_both(*of_one_account(mine, theirs)):
        return Severity.SOFT, _OWN  # an account's slip, against its own right form
    first = (given or (leads(mine) and leads(theirs))) and any(side == 1 for side, _ in ties)
    if any(known) and (own or not (alike and first)):
        return Severity.SOFT, _OWN  # "Hilary Roe", "Hillary Roe": one given name
    if all(word in given_names() for _, word in ties) and _share(scene, mine, theirs) < _SOME:
        return Severity.SOFT, _OWN  # there are many a "Jane"
    return Severity.HARD, _SURE


def _transliterated(one: str, other: str) -> bool:
    """Whether letters differ that writers of other scripts, or an old spelling, change for one
    another: "Abdiqadir" and "Abdikadir", "Soelistyo" and "Sulistyo"."""
    for letters, plain in _SCRIPTS:
        one, other = one.replace(letters, plain), other.replace(letters, plain)
    return one == other


def _lone(use: NameUse) -> bool:
    return len([word for word in use.words if word not in kind("title")]) == 1


def _contracted(uses: list[NameUse]) -> bool:
    return all(_CONTRACTED.search(use.covered.text(use.name)) for use in uses)


def _alone(one: str, other: str, *, alike: bool) -> bool:
    """Whether two words that no name ties may be one by their letters."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter) and longer[-1] != shorter[-1]:
        return False  # "Lombard", "Lombardo"
    if OSA.distance(one, other) == 1:
        return len(shorter) >= (_ALONE - 1 if alike else _ALONE)
    vowels = [[c for c in word if c in _VOWELS] for word in (one, other)]
    return len(shorter) >= _ALONE and alike and vowels[0] == vowels[1]


def _is_common(word: str, people: frozenset[str]) -> bool:
    """Whether it is a long word of everyday news, in whose letters fingers slip."""
    return len(word) >= _EVERYDAY and is_known(word) and word not in people | given_names().keys()


def _ties(word: str, small: set[str]) -> bool:
    """Whether a name that stands beside both words can say that they name one thing."""
    return not (
        len(word) < _LEAST
        or word in small
        or word in STOP
        or word in _NO_TIE
        or word in kind("title")
        or word in kind("noname")
        or word in kind("family_first")
    )


def _western(words: Sequence[str]) -> bool:
    """Whether a name is one of those that are written in Latin letters at home."""
    if any(word in _HOME for word in words):
        return True
    given = any(word in given_names() and word not in _FOREIGN for word in words)
    return given and not _SLAVIC.search(words[-1])


def _share(scene: Scene, mine: list[NameUse], theirs: list[NameUse]) -> float:
    """The weight of what two sentences share that print the words, at most."""
    best = 0.0
    for a in mine[:_EACH]:
        stems = scene.stems(a.covered, a.covered.sentence_at(a.name.start))
        for b in theirs[:_EACH]:
            its = scene.stems(b.covered, b.covered.sentence_at(b.name.start))
            best = max(best, weigh(stems & its - scene.central))
    return best


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The consonants of a word, letters of one sound made one, doubled ones single."""
    for letters, plain in _SOUNDS:
        word = word.replace(letters, plain)
    bare = [c for c in word if c not in _VOWELS]
    return "".join(c for at, c in enumerate(bare) if at == 0 or bare[at - 1] != c)


def _vowel_moved(a: str, b: str) -> bool:
    """Whether a vowel stands on the other side of a consonant, or of another vowel."""
    if sorted(a) == sorted(b):
        return a != b
    one, other = _slots(a), _slots(b)
    if len(one) != len(other):
        return False
    lost = [at for at, (x, y) in enumerate(zip(one, other, strict=True)) if x and not y]
    won = [at for at, (x, y) in enumerate(zip(one, other, strict=True)) if y and not x]
    return bool(lost and won) and min(abs(x - y) for x in lost for y in won) == 1


def _slots(word: str) -> list[str]:
    """What vowels stand before, between and after the consonants."""
    slots = [""]
    for char in word:
        if char in _VOWELS:
            slots[-1] += char
        else:
            slots.append("")
    return slots


def _told(
    scene: Scene, mine: list[NameUse], theirs: list[NameUse], severity: Severity, confidence: float
) -> Discrepancy:
    evidence = []
    shown = of_one_account(mine, theirs)
    for uses in shown:
        for use in _chosen(uses):
            sentence = use.covered.sentence_at(use.name.start)
            evidence.append(Evidence(use.covered.id, use.name, sentence, use.words[use.at]))
    return difference(
        scene,
        Kind.NAME,
        severity,
        f"spelling of a name: {spellings(*shown, (mine, theirs))}",
        evidence,
        confidence,
        [(Voice.OUTLET, None, e.value) for e in evidence],
        _USAGE if confidence == _USUAL else _NOTE + elsewhere(mine, theirs, shown),
    )


def _chosen(uses: Sequence[NameUse]) -> list[NameUse]:
    """Of every article the use with the longest name, and the one with the shortest."""
    found: dict[tuple[str, bool], NameUse] = {}
    for use in sorted(uses, key=lambda u: (u.covered.id, -len(u.words), u.name)):
        found.setdefault((use.covered.id, len(use.words) > 1), use)
    return list(found.values())
