"""An utterance aligned word by word in; how its versions differ, in words, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from collation.coverage import Coverage
from collation.passage import Passage
from collation.phrasing import Phrasing, do, number_of
from collation.punctuation import compare_marks
from collation.utterance import AlignedWord, Version, WordStatus
from collation.wording import compared, is_function, key_of, printed_words, roots_of

MOST = 8  # sentences; the words themselves are marked anyway
LONGEST = 8  # words: what stands for more than these is another sentence, not another word
ALIKE = 0.5  # of a version's words must be as in the others before a word counts as changed
ELSEWHERE = 0.7  # of a sentence's words: who has so many prints it, cut otherwise
FRAGMENT = 0.34  # of the fullest version's words: who prints no more prints a fragment
#: Words that join sentences: another sentence of a printing that has one is not without it.
_JOINING = frozenset("and but or so well now then also".split())
MOVED = 3  # words on end that an outlet has in another place: they are not changed there
CHANGES = 3  # changed pronouns and tenses that are told of one reported sentence

Words = Sequence[AlignedWord]


def describe(
    coverage: Coverage, versions: Sequence[Version], passages: Sequence[Passage]
) -> tuple[str, ...]:
    """How the versions differ, one sentence a difference, in the order of the passages.

    Only words in quotation marks are held against each other: what stands outside of them is the
    outlet's own. Outlets are named as the reader knows them, with the article's id where two
    share a name.
    """
    if len(versions) < 2:
        return ()
    teller = _Teller(Phrasing(coverage, [version.article for version in versions]), versions)
    found = teller.fragments(passages) + teller.presence(passages)
    for passage in passages:
        found += teller.reported(passage) + teller.in_marks(passage) + teller.words(passage)
    found += teller.order(passages) + teller.spelling(passages) + teller.punctuation(passages)
    if len(found) > MOST:
        found = [*found[: MOST - 1], f"{len(found) - MOST + 1} more differences are marked."]
    return tuple(found)


class _Teller:
    """Puts differences into sentences."""

    def __init__(self, phrasing: Phrasing, versions: Sequence[Version]) -> None:
        self._phrasing = phrasing
        self._versions = {version.article: version for version in versions}
        self._forms: dict[str, str] = {}
        self._said: dict[str, str] = {}
        quoted = {v.article: [w for w in v.words if w.run >= 0] for v in versions}
        fullest = max(map(len, quoted.values()))
        self._fragments = {
            id for id, words in quoted.items() if 0 < len(words) <= FRAGMENT * fullest
        }

    def fragments(self, passages: Sequence[Passage]) -> list[str]:
        """Who prints only a few words of it in quotation marks."""
        by_words: dict[str, list[str]] = defaultdict(list)
        for id in sorted(self._fragments):
            words = self._versions[id].words
            if all(w.status in (WordStatus.SAME, WordStatus.SPELLED) for w in words):
                by_words[self._phrasing.in_marks(id, words)].append(id)
        return [
            f"{self._phrasing.outlets(ids)} {do(ids, 'print')} only {words}."
            for words, ids in by_words.items()
        ]

    def presence(self, passages: Sequence[Passage]) -> list[str]:
        """Who alone prints sentences and who leaves some out, those of one set together."""
        articles = [id for id in self._versions if id not in self._fragments]
        by_having: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
        for passage in passages:
            having = tuple(id for id in articles if id in passage.printings)
            if 0 < len(having) < len(articles) and passage.quoting:
                by_having[having].append(passage)
        found = []
        for having, those in by_having.items():
            lacking = [id for id in articles if id not in having]
            those = [p for p in those if not any(self._prints(id, p, having) for id in lacking)]
            if not those:
                continue
            usual = _usual(those[0], [id for id in having if id in those[0].quoting] or having)
            words = self._phrasing.quote(usual, those[0].printings[usual])
            if len(those) > 1:
                words += f" and {number_of(len(those) - 1)} more"
            marking = [id for id in lacking if self._elides(id, passages, those)]
            found.append(self._has(having, lacking, words, marking))
        return found

    def _elides(self, id: str, passages: Sequence[Passage], without: Sequence[Passage]) -> bool:
        """Whether an article prints an ellipsis where it leaves these sentences out."""
        first, last = passages.index(without[0]), passages.index(without[-1])
        before = [p.printings[id][-1] for p in passages[:first] if id in p.printings]
        after = [p.printings[id][0] for p in passages[last:] if id in p.printings]
        return bool(before and after) and self._phrasing.has_ellipsis(id, before[-1], after[0])

    def _prints(self, id: str, passage: Passage, having: Sequence[str]) -> bool:
        """Whether an article has a sentence anywhere, or most of its words in other sentences."""
        roots = {root for w in self._versions[id].words for root in roots_of(w.text)}
        for other in having:
            if self._contains(id, passage.printings[other]):
                return True
            words = [r for w in passage.printings[other] for r in roots_of(w.text)]
            if sum(root in roots for root in words) >= ELSEWHERE * len(words):
                return True
        return False

    def reported(self, passage: Passage) -> list[str]:
        """Who puts into his own words what others print in marks, and what that changed."""
        if not passage.quoting or len(passage.quoting) == len(passage.printings):
            return []
        found = []
        direct = _usual(passage, passage.quoting)
        for id, words in passage.printings.items():
            if id in passage.quoting:
                continue
            told = f"{self._phrasing.outlets([id])} reports {self._phrasing.quote(id, words)}"
            told += " without quotation marks"
            changes = list(self._changes(passage, id, direct))[:CHANGES]
            found.append(f"{told}, with {', '.join(changes)}." if changes else f"{told}.")
        return found

    def _changes(self, passage: Passage, id: str, direct: str) -> Iterable[str]:
        """ "“she did” for “I do”": the person and tense that reporting changed."""
        theirs = passage.by_column(direct)
        mine = passage.by_column(id)
        run: list[int] = []
        for column in [*sorted(mine.keys() & theirs.keys()), -1]:
            one, other = mine.get(column), theirs.get(column)
            if one and other and _reworded(one.text, other.text):
                run.append(column)
                continue
            if run:
                here = list(dict.fromkeys(mine[c] for c in run))
                there = list(dict.fromkeys(theirs[c] for c in run))
                mine_told = self._phrasing.quote(id, here)
                yield f"{mine_told} for {self._phrasing.quote(direct, there)}"
            run = []

    def in_marks(self, passage: Passage) -> list[str]:
        """Who puts only some of the words that he prints into quotation marks."""
        found: dict[str, list[str]] = defaultdict(list)
        size = {id: sum(w.run >= 0 for w in passage.printings[id]) for id in passage.quoting}
        for id in passage.quoting:
            words = passage.printings[id]
            if id in self._fragments or self._bracketed(id):
                continue
            if size[id] < min(len(words), max(size.values())):
                found[self._phrasing.in_marks(id, words)].append(id)
        return [
            f"{self._phrasing.outlets(ids)} {do(ids, 'put')} only {words} in quotation marks."
            for words, ids in found.items()
        ]

    def _bracketed(self, id: str) -> bool:
        return "[" in self._phrasing.between(id, self._versions[id].words)

    def words(self, passage: Passage) -> list[str]:
        """Words changed, alone in one outlet and left out, stretch by stretch."""
        articles = [id for id in passage.quoting if _agrees(passage.printings[id])]
        found = []
        at = {id: passage.quoted_columns(id) for id in articles}
        for stretch in _stretches(passage, articles, at):
            by_words: dict[str, list[str]] = defaultdict(list)
            shown: dict[str, tuple[str, list[AlignedWord]]] = {}
            sizes = []
            for id in articles:
                if not passage.quotes(id, stretch[0], stretch[-1]):
                    continue
                words = list(dict.fromkeys(at[id][c] for c in stretch if c in at[id]))
                form = " ".join(compared(word.text) for word in words)
                by_words[form].append(id)
                sizes.append(len(words))
                shown.setdefault(form, (id, words))
            if len(by_words) > 1:
                marking = [id for id in by_words.get("", []) if self._elided(id, at[id], stretch)]
                found += self._stretch(by_words, shown, sizes, marking)
        for id in passage.quoting:
            if id not in articles and len(passage.quoting) > 1 and id not in self._fragments:
                own = self._phrasing.quote(id, passage.printings[id])
                found.append(f"{self._phrasing.outlets([id])} words it otherwise: {own}.")
        return found

    def _stretch(
        self,
        by_words: Mapping[str, list[str]],
        shown: Mapping[str, tuple[str, list[AlignedWord]]],
        sizes: Sequence[int],
        marking: Sequence[str],
    ) -> list[str]:
        lacking = by_words.get("", [])
        printed = sorted(
            (form for form in by_words if form), key=lambda form: (-len(by_words[form]), form)
        )
        if len(printed) == 1:
            id, words = shown[printed[0]]
            words = self._without_ends(words, lacking)
            if not words or any(self._stands_elsewhere(other, words) for other in lacking):
                return []
            quoted = self._phrasing.quote(id, words)
            return [self._has(by_words[printed[0]], lacking, quoted, marking)]
        if max(sizes) > LONGEST:
            return []  # rather another sentence; it is marked
        if any(
            len(shown[form][1]) >= MOVED and self._contains(id, shown[form][1], said=True)
            for form in printed
            for other in printed
            if other != form
            for id in by_words[other]
        ):
            return []  # what one has here another prints elsewhere in it
        parts = [
            f"{self._phrasing.quote(*shown[form])} in {self._phrasing.outlets(by_words[form])}"
            for form in printed
        ]
        if lacking:
            parts.append(f"nothing in {self._phrasing.outlets(lacking)}")
        return [" is ".join([parts[0], ", ".join(parts[1:])]) + "."]

    def _elided(self, id: str, words: Mapping[int, AlignedWord], stretch: Sequence[int]) -> bool:
        """Whether an article prints an ellipsis in place of a stretch of columns."""
        before = max((column for column in words if column < stretch[0]), default=None)
        after = min((column for column in words if column > stretch[-1]), default=None)
        if before is None or after is None:
            return False
        return self._phrasing.has_ellipsis(id, words[before], words[after])

    def _stands_elsewhere(self, id: str, words: Words) -> bool:
        """Whether the words that an article lacks here, if they tell, stand in another sentence of
        it: “Basically they” and “… basically. They”."""
        printed = {one for w in self._versions[id].words for one in compared(w.text).split()}
        keys = [key_of(form) for word in words for form in compared(word.text).split()]
        telling = {key.form for key in keys if not is_function(key.root)}
        if not telling:
            return {key.form for key in keys} <= printed & _JOINING
        return telling <= printed or (len(keys) > 1 and self._contains(id, words))

    def _without_ends(self, words: list[AlignedWord], lacking: Sequence[str]) -> list[AlignedWord]:
        """The words without those at either end that who lacks them here prints all the same."""
        for turned in (False, True):
            for size in range(len(words), 1, -1):
                end = words[:size] if turned else words[-size:]
                tells = any(not is_function(root) for w in end for root in roots_of(w.text))
                if tells and any(self._contains(id, end, said=True) for id in lacking):
                    words = words[size:] if turned else words[:-size]
                    break
        return words

    def _contains(self, id: str, words: Words, *, said: bool = False) -> bool:
        """Whether an article, or what is `said` in it here, has the words one after the other."""
        if said:
            if id not in self._said:
                self._said[id] = _joined(word.text for word in self._versions[id].words)
            text = self._said[id]
        else:
            if id not in self._forms:
                whole = self._phrasing.texts[id]
                self._forms[id] = _joined(printed_words(whole))
            text = self._forms[id]
        return _joined(word.text for word in words) in text

    def _has(
        self,
        having: Sequence[str],
        lacking: Sequence[str],
        words: str,
        marking: Sequence[str],
    ) -> str:
        """`marking` are those of the lacking that print an ellipsis instead."""
        if len(lacking) < len(having) or len(marking) == len(lacking):
            told = f"{self._phrasing.outlets(lacking)} {do(lacking, 'leave')} out {words}"
            if marking:
                told += ", marked with an ellipsis"
            if 0 < len(marking) < len(lacking):
                told += f" by {self._phrasing.outlets(marking)}"
            return f"{told}."
        told = f"Only {self._phrasing.outlets(having)} {do(having, 'print')} {words}"
        if marking:
            told += f"; {self._phrasing.outlets(marking)} {do(marking, 'put')} an ellipsis there"
        return f"{told}."

    def order(self, passages: Sequence[Passage]) -> list[str]:
        """Who prints the sentences in another order than the fullest version."""
        turned = []
        for id in self._versions:
            starts = [p.printings[id][0].span.start for p in passages if id in p.quoting]
            if any(one > other for one, other in pairwise(starts)):
                turned.append(id)
        if not turned:
            return []
        return [
            f"{self._phrasing.outlets(turned)} {do(turned, 'print')} the sentences in another "
            "order."
        ]

    def spelling(self, passages: Sequence[Passage]) -> list[str]:
        """What is the same word, spelled otherwise: "ten" and "10", "colour" and "color"."""
        told: list[str] = []
        for passage in passages:
            for ways in passage.spellings():
                parts = [
                    f"{self._phrasing.quote(ids[0], words)} in {self._phrasing.outlets(ids)}"
                    for ids, words in ways
                ]
                told.append(", ".join(parts))
        unique = list(dict.fromkeys(told))
        return [f"Spelled otherwise: {'; '.join(unique[:CHANGES])}."] if unique else []

    def punctuation(self, passages: Sequence[Passage]) -> list[str]:
        """Where one outlet asks or shouts what another states, or makes two sentences of one."""
        for passage in passages:
            differing = compare_marks(passage, self._phrasing.texts)
            if differing is None:
                continue
            parts = [
                f"“{shown}” in {self._phrasing.outlets(ids)}" for shown, ids in differing.items()
            ]
            return [f"Punctuated otherwise: {', '.join(parts)}."]
        return []


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(map(compared, words))} "


def _usual(passage: Passage, articles: Sequence[str]) -> str:
    """The article to cite the sentence from: the wording most have, then the longest."""
    form = {id: " ".join(compared(word.text) for word in passage.printings[id]) for id in articles}
    often = Counter(form.values())
    longest = max(len(words) for words in form.values())
    whole = [id for id in articles if 2 * len(form[id]) > longest]
    return min(whole, key=lambda id: (-often[form[id]], -len(form[id]), id))


def _agrees(words: Words) -> bool:
    """Whether enough of the words in marks are as in the others that quote them."""
    held = [w for w in words if w.run >= 0 and w.status is not WordStatus.OUTSIDE]
    changed = sum(word.status is WordStatus.CHANGED for word in held)
    return not held or changed <= (1 - ALIKE) * len(held)


def _reworded(one: str, other: str) -> bool:
    """Whether two printed words are one in another person or tense."""
    left, right = compared(one), compared(other)
    if left == right:
        return False
    roots = [{key_of(form).root for form in words.split()} for words in (left, right)]
    return not roots[0].isdisjoint(roots[1])


def _stretches(
    passage: Passage, articles: Sequence[str], at: Mapping[str, Mapping[int, AlignedWord]]
) -> list[list[int]]:
    """Runs of columns in which those who quote them do not all have the same."""
    columns = sorted({column for id in articles for column in at[id]})
    stretches: list[list[int]] = []
    last = None
    for column in columns:
        here = [id for id in articles if passage.quotes(id, column, column)]
        forms = {compared(at[id][column].text) if column in at[id] else "" for id in here}
        marked = any(
            at[id][column].status in (WordStatus.CHANGED, WordStatus.ADDED)
            for id in here
            if column in at[id]
        )
        if len(forms) > 1 and marked:
            if last is not None and stretches and stretches[-1][-1] == last:
                stretches[-1].append(column)
            else:
                stretches.append([column])
        last = column
    return stretches
