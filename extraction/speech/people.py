"""The names in an article in; who they are, one entry a person or body, out.

Names are one person's when they end alike and what stands before agrees ("Kilmar Armando Abrego
Garcia", "Kilmar Abrego Garcia", "Abrego Garcia"); a lone surname or first name joins the one
longer name that has it, the last one mentioned where there are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from extraction.annotations import Person, Span
from extraction.speech.genders import FEMALE, MALE, gender_of_role
from extraction.speech.mentions import (
    BODIES,
    DESCRIPTION,
    NAME,
    Mention,
    find_names,
    hyphened,
    named,
)
from extraction.speech.passages import Passage
from extraction.speech.voices import sort_of

_GIVEN_NAMES = Path(__file__).with_name("given_names.tsv")
_NO_SURNAMES = frozenset(
    "may march april june august will the monday tuesday wednesday thursday friday saturday "
    "sunday january february july september october november december mr mrs new".split()
)
_SAME_OFFICE = {
    **dict.fromkeys(("spokesman", "spokeswoman", "representative", "rep"), "spokesperson"),
    **dict.fromkeys(("spokesmen", "representatives", "reps"), "spokespersons"),
    **dict.fromkeys(("sen", "sens"), "senator"),
    **dict.fromkeys(("gov", "govs"), "governor"),
    **dict.fromkeys(("prof",), "professor"),
    **dict.fromkeys(("organisation",), "organization"),
}
_SPELT = 7  # letters of a surname that is known though misspelt
_MOST_LETTERS = 20
_OF_STATE = frozenset(("u.s", "us", "u.k", "uk"))
_SMALL = frozenset("of the and for & in on".split())


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case and the gender they hint at."""
    rows = (line.split("\t") for line in _GIVEN_NAMES.read_text(encoding="utf-8").splitlines())
    return {name: row[0] for row in rows if len(row) == 2 for name in row[1].split()}


@dataclass(slots=True)
class Entry:
    """Somebody while an article is being read: grows with each mention."""

    kind: str  # as in Person
    words: tuple[str, ...]  # the longest name in lower case; () for a description
    name: str
    mentions: dict[Span, None] = field(default_factory=dict)
    roles: dict[tuple[str, ...], None] = field(default_factory=dict)
    offices: dict[str, None] = field(default_factory=dict)  # the roles as printed
    heads: set[str] = field(default_factory=set)  # head nouns of what it is called
    votes: dict[str, float] = field(default_factory=dict)  # gender: weight
    plural: bool = False
    affiliation: str | None = None  # the body that the person belongs to
    label: str = ""  # of a name: "PERSON", "ORG" or "LOC"
    sort: str = ""  # of a description: what its noun means, as in voices

    @property
    def likely_gender(self) -> str | None:
        """The gender by which to resolve a pronoun: the article's own, else the given name's."""
        told = self.gender
        if told is None and len(self.words) > 1:
            return given_names().get(self.words[0])
        return told

    @property
    def gender(self) -> str | None:
        """The gender that titles and pronouns agree on, if they do."""
        female, male = self.votes.get(FEMALE, 0.0), self.votes.get(MALE, 0.0)
        if female > 2 * male:
            return FEMALE
        return MALE if male > 2 * female else None

    def vote(self, gender: str | None, weight: float) -> None:
        """Count one sign of gender."""
        if gender in (FEMALE, MALE):
            self.votes[gender] = self.votes.get(gender, 0.0) + weight

    def take(self, mention: Mention) -> None:
        """Add a mention with what it tells."""
        self.mentions[mention.span] = None
        self.vote(mention.gender, 3.0)
        if mention.role:
            self.add_role(mention.role)
        if mention.office:
            self.offices[mention.office] = None
        if mention.head:
            self.heads.add(canonical(mention.head))

    def add_role(self, words: tuple[str, ...]) -> None:
        """Add an office: ("attorney", "general")."""
        self.roles[words] = None
        head = role_head(words)
        self.heads.add(canonical(head))
        self.vote(gender_of_role(head), 3.0)


def canonical(noun: str) -> str:
    """One noun for those that mean the same office, in lower case."""
    return _SAME_OFFICE.get(noun, noun)


def role_head(words: Sequence[str]) -> str:
    """The noun that an office turns on: "secretary" of "secretary of state"."""
    for k, word in enumerate(words):
        if word in ("of", "for") and k:
            return words[k - 1].strip(".")
    return words[-1].strip(".") if words else ""


@dataclass(slots=True)
class Names:
    """All named entries of an article and which mention is whose."""

    entries: list[Entry]
    mentions: list[tuple[Mention, int]]  # in text order, with the number of the entry
    at: dict[tuple[int, int], int]  # (passage, token) of every word of a name: its entry
    forms: dict[tuple[str, ...], list[int]]  # a name's words: the entries they can mean
    rivals: dict[tuple[int, int], int]  # (passage, token) where a name begins: whom else it fits
    letters: dict[str, int]  # initials in lower case: the body whose they are

    def whose(self, mention: Mention) -> int | None:
        """The entry of a name that the pipeline did not mark, None where it is nobody's."""
        found = self.forms.get(mention.words, [])
        return found[0] if len(found) == 1 else None


def gather_names(passages: Iterable[Passage]) -> Names:
    """Cluster the names of an article. Linear in its length but for names that end alike."""
    passages = tuple(passages)
    found = [m for p in passages for m in find_names(p)]
    people = [_whole(passages[m.passage], m) for m in found if m.label == "PERSON"]
    clusters, entries = _cluster(people)
    surnames = {e.words[-1]: n for n, e in enumerate(entries) if len(e.words) > 1}
    taken = {(m.passage, k) for m in people for k in range(m.start, m.end)}
    for passage in passages:
        people += _missed(passage, surnames, taken)
    people.sort(key=lambda m: m.span)
    _join_misspelt(people, clusters, entries)
    names = Names(entries, [], {}, clusters, {}, {})
    last: dict[str, int] = {}
    for mention in people:
        number = _whose(mention, clusters, entries, last)
        if number is None:
            number = len(entries)
            entries.append(Entry("person", mention.words, mention.text, label="PERSON"))
            clusters[mention.words] = [number]
        names.rivals[mention.passage, mention.start] = len(clusters[mention.words]) - 1
        _join(names, mention, number)
        for word in {mention.words[-1], entries[number].words[-1], entries[number].words[0]}:
            last[word] = number
    _add_bodies(names, passages, [m for m in found if m.label != "PERSON"])
    names.mentions.sort(key=lambda pair: pair[0].span)
    return names


def person_of(entry: Entry, number: int) -> Person:
    """The entry as a value."""
    return Person(
        number,
        entry.name,
        entry.kind,
        tuple(sorted(entry.mentions)),
        tuple(entry.offices),
        entry.affiliation,
        entry.gender if entry.kind in ("person", "unnamed") else None,
    )


def describe(mention: Mention) -> Entry:
    """A new entry for a phrase that is nobody's yet."""
    if mention.kind == NAME and mention.label == "PERSON":
        entry = Entry("person", mention.words, mention.text, label="PERSON")
        entry.take(mention)
        return entry
    if mention.label or (mention.head.rstrip("s") in BODIES and not mention.plural):
        kind = "organisation"
    elif mention.plural or mention.kind != DESCRIPTION:
        kind = "group"
    else:
        kind = "unnamed"
    entry = Entry(kind, (), mention.text, plural=mention.plural)
    entry.sort = sort_of(mention.head) or "" if mention.kind == DESCRIPTION else ""
    entry.take(mention)
    return entry


def _cluster(people: list[Mention]) -> tuple[dict[tuple[str, ...], list[int]], list[Entry]]:
    """Entries for all names of two words or more, longest first, and which forms mean them."""
    entries: list[Entry] = []
    clusters: dict[tuple[str, ...], list[int]] = {}
    ending: dict[str, list[int]] = {}
    texts: dict[tuple[str, ...], str] = {}
    for mention in people:
        texts.setdefault(mention.words, mention.text)
    for words in sorted((w for w in texts if len(w) > 1), key=len, reverse=True):
        alike = [n for n in ending.get(words[-1], ()) if _same(entries[n].words, words)]
        if not alike:
            alike = [len(entries)]
            entries.append(Entry("person", words, texts[words], label="PERSON"))
            ending.setdefault(words[-1], []).append(alike[0])
        clusters[words] = alike
    for n, entry in enumerate(entries):
        for single in {(entry.words[-1],), (entry.words[0],)}:
            clusters.setdefault(single, []).append(n)
    return clusters, entries


def _join_misspelt(
    people: list[Mention], clusters: dict[tuple[str, ...], list[int]], entries: list[Entry]
) -> None:
    """Let a lone surname that is nobody's mean the one person whose surname it is but for a letter
    dropped, changed or moved (Damerau 1964, found by deletions): `Fairweather`, `Fairwaether`."""
    near: dict[str, set[int]] = {}
    for n, entry in enumerate(entries):
        if len(entry.words) > 1 and len(entry.words[-1]) >= _SPELT:
            for form in _deletions(entry.words[-1]):
                near.setdefault(form, set()).add(n)
    for mention in people:
        word = mention.words[0]
        if len(mention.words) > 1 or mention.words in clusters or len(word) < _SPELT:
            continue
        fits = set().union(*(near.get(form, ()) for form in _deletions(word)))
        if len(fits) == 1 and entries[min(fits)].words[-1][0] == word[0]:
            clusters[mention.words] = [*fits]


def _deletions(word: str) -> set[str]:
    """The word, and without each of its first letters."""
    return {word} | {word[:k] + word[k + 1 :] for k in range(1, min(len(word), _MOST_LETTERS))}


def _same(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether two names with one last word can be one person's."""
    if set(shorter) <= set(longer):
        return True
    first, other = longer[0].strip("."), shorter[0].strip(".")
    if len(first) == 1 or len(other) == 1:
        return first[0] == other[0]
    return first[:3] == other[:3] or other in longer


def _whole(passage: Passage, mention: Mention) -> Mention:
    """The name with what hyphens join to it."""
    start, end = hyphened(passage, mention.start, mention.end)
    if (start, end) == (mention.start, mention.end):
        return mention
    return named(passage, start, end, mention.label, mention.gender)


def _whose(
    mention: Mention,
    clusters: dict[tuple[str, ...], list[int]],
    entries: list[Entry],
    last: dict[str, int],
) -> int | None:
    choices = clusters.get(mention.words, [])
    if len(mention.words) == 1 and choices:
        ending = [n for n in choices if entries[n].words[-1] == mention.words[0]]
        choices = ending or choices
    if mention.gender and len(choices) > 1:
        fitting = [n for n in choices if entries[n].gender in (None, mention.gender)]
        choices = fitting or choices
    if len(choices) > 1 and last.get(mention.words[-1]) in choices:
        return last[mention.words[-1]]
    return choices[0] if choices else None


def _missed(
    passage: Passage, surnames: dict[str, int], taken: set[tuple[int, int]]
) -> list[Mention]:
    """Capitalised words that are somebody's surname though the pipeline did not mark them."""
    found = []
    for k, word in enumerate(passage.words):
        if word in surnames and word not in _NO_SURNAMES and (passage.number, k) not in taken:
            token = passage.doc[k]
            if token.text[:1].isupper() and not (token.text.isupper() and len(word) < 4):
                before = passage.doc[k - 1] if k else None
                whole = before is None or not (before.ent_type_ and token.ent_type_)
                if whole:
                    found.append(named(passage, k, k + 1, "PERSON", None))
    return found


def _join(names: Names, mention: Mention, number: int) -> None:
    entry = names.entries[number]
    entry.take(mention)
    if len(mention.words) > len(entry.words):
        entry.words, entry.name = mention.words, mention.text
    names.mentions.append((mention, number))
    for k in range(mention.start, mention.end):
        names.at[mention.passage, k] = number


def _add_bodies(names: Names, passages: Sequence[Passage], bodies: list[Mention]) -> None:
    """Entries for organisations and places, by their words, or by the letters that the text puts
    behind them: `World Trade Organization (WTO)`."""
    known: dict[tuple[str, ...], int] = {}
    letters: dict[str, int] = {}
    for mention in sorted(bodies, key=lambda m: (-len(m.words), m.span)):
        for initials in _initials(mention):
            if initials in letters:
                continue
            letters[initials] = known.setdefault(mention.words, len(names.entries))
            if letters[initials] == len(names.entries):
                names.entries.append(_body(mention))
    names.letters.update((initials.lower(), number) for initials, number in letters.items())
    for mention in bodies:
        if (mention.passage, mention.start) in names.at:
            continue
        number = known.get(mention.words)
        if number is None and mention.text.isupper():
            number = letters.get(mention.text.replace(".", ""))
        if number is None:
            number = known[mention.words] = len(names.entries)
            names.entries.append(_body(mention))
        words, end = passages[mention.passage].words, mention.end
        if words[end : end + 1] == ("(",) and words[end + 2 : end + 3] == (")",):
            known.setdefault((words[end + 1],), number)
        _join(names, mention, number)


def _body(mention: Mention) -> Entry:
    """A new body, called `the council` where its name is `Ohio Council` or `Council of Ohio`."""
    entry = Entry("organisation", mention.words, mention.text, label=mention.label)
    if mention.label == "ORG" and len(mention.words) > 1:
        entry.heads |= {w for w in (mention.words[0], mention.words[-1]) if w in BODIES}
    return entry


def _initials(mention: Mention) -> tuple[str, ...]:
    """`WTO` for `World Trade Organization`, `ICE` too where `U.S.` stands before the name, and one
    letter where two words in a row begin alike; none for a name of fewer than three such words."""
    if mention.label != "ORG":
        return ()
    words = [w for w in mention.text.split() if w.lower() not in _SMALL and w[0].isupper()]
    if len(words) > 3 and words[0].strip(".").lower() in _OF_STATE:
        words = words[1:]
    found = "".join(w[0] for w in words)
    if len(found) < 3:
        return ()
    once = "".join(c for k, c in enumerate(found) if k == 0 or c != found[k - 1])
    return (found, once) if len(once) > 2 and once != found else (found,)
