"""A question that nothing answers as typed in; what it may mean and what comes nearest, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from desk.ranked import Found, Phrases, rank
from desk.requests import WhoSaid
from store import people, vocabulary
from store.archive import Session
from store.keys import words_of
from store.search import Sought, search
from store.stems import stems

Terms = list[list[str]]  # words as typed, folded; those of a phrase together

SHOWN = 5  # utterances that come nearest
_MOST_WORDS = 12  # of a question that are tried in other ways
_MOST_CALLED = 4  # people named whom articles call what was typed
_SHOWN_NAME = 120  # characters of a name typed that are shown again
_MOST_WAYS = 4  # in which a question may be spelled
_LONGEST = 40  # letters of a word that may be two
_NEAR = 75.0  # of 100: how alike a misspelt word or name must be


def spellings(db: Session, workspace: str, request: WhoSaid) -> list[Phrases]:
    """Other ways to write what is asked for, where quotations have their words.

    "homegrown" is "home-grown" and "home grown" elsewhere; and the other way round.
    """
    terms = [[t] for word in request.words for t in words_of(word)]
    terms += [list(words_of(phrase)) for phrase in request.phrases]
    if sum(map(len, terms)) > _MOST_WORDS:
        return []
    ways = [*_parted(terms), *_joined(terms)]
    met = vocabulary.known(db, workspace, {stem for _, added in ways for stem in added})
    fitting = [way for way, added in ways if met.issuperset(added)]
    return [tuple(stems(" ".join(term)) for term in way) for way in fitting[:_MOST_WAYS]]


def _parted(terms: Terms) -> Iterator[tuple[Terms, tuple[str, ...]]]:
    """Each word in two, with the stems of its parts."""
    for place, term in enumerate(terms):
        for at, word in enumerate(term):
            for cut in range(3, len(word) - 2) if len(word) <= _LONGEST else ():
                parts = [word[:cut], word[cut:]]
                added = tuple(stem for part in parts for stem in stems(part))
                if _LIGHT.isdisjoint(added):
                    changed = [*term[:at], *parts, *term[at + 1 :]]
                    yield [*terms[:place], changed, *terms[place + 1 :]], added


def _joined(terms: Terms) -> Iterator[tuple[Terms, tuple[str, ...]]]:
    """Two words that stand together as one, with its stem."""
    for place, term in enumerate(terms):
        for at in range(len(term) - 1):
            word = term[at] + term[at + 1]
            changed = [*term[:at], word, *term[at + 2 :]]
            yield [*terms[:place], changed, *terms[place + 1 :]], stems(word)
        if place + 1 < len(terms) and len(term) == len(terms[place + 1]) == 1:
            word = term[0] + terms[place + 1][0]
            yield [*terms[:place], [word], *terms[place + 2 :]], stems(word)


def find_closest(db: Session, workspace: str, sought: Sought) -> tuple[Found, tuple[str, ...]]:
    """Utterances with most of what is looked for, and the stems they have of it: misspelt words
    corrected, then words left out."""
    for level in _nearer(db, workspace, sought):
        found = [(id, words) for words in level for id in _with_words(db, workspace, sought, words)]
        if found:
            ids = tuple(dict.fromkeys(id for id, _ in found))[:SHOWN]
            return Found(ids), found[0][1]
    return Found(), ()


def _with_words(
    db: Session, workspace: str, sought: Sought, words: Sequence[str]
) -> tuple[int, ...]:
    phrases = tuple((word,) for word in words)
    return rank(db, workspace, replace(sought, phrases=phrases, exact=())).ids


def _nearer(db: Session, workspace: str, sought: Sought) -> Iterator[list[tuple[str, ...]]]:
    """Lists of words to be looked for instead, the nearest level first."""
    words = tuple(dict.fromkeys(stem for phrase in sought.phrases for stem in phrase))
    words = words[:_MOST_WORDS]
    corrected = [_corrected(db, workspace, word) for word in words]
    known = tuple(word for word in corrected if word)
    # A word of weight must be in what is shown as it was typed, not only one that is like it.
    typed = {word for word in known if word in words and word not in _LIGHT}
    if known and (typed or (len(known) == len(words) and not _LIGHT.issuperset(known))):
        yield [known]
    if len(known) > 1:
        fewer = [known[:place] + known[place + 1 :] for place in range(len(known))]
        yield [some for some in fewer if typed.intersection(some)]
    # Longer words say more: an utterance with one of them beats none.
    for word in sorted(typed, key=lambda word: (-len(word), word)):
        if len(word) > 3:
            yield [(word,)]


#: Stems of words that any sentence may hold: to have one in common says nothing.
_LIGHT = frozenset(
    stem
    for stem in stems(
        "a about after all also am an and any are as at be been before being but by can could did "
        "do does for from had has have he her here him his how i if in into is it its just may me "
        "might more most must my no nor not now of off on once one only or other our out over own "
        "same shall she should so some such than that the their them then there these they this "
        "those to too under until up us very was we were what when where which while who whom why "
        "will with would you your"
    )
)


def _corrected(db: Session, workspace: str, word: str) -> str | None:
    """The word itself if some quotation has it, else the nearest that one has, else None."""
    if search(db, workspace, Sought(phrases=((word,),)), 1):
        return word
    best = process.extractOne(word, vocabulary.words_like(db, workspace, word), scorer=fuzz.ratio)
    return best[0] if best is not None and best[1] >= _NEAR else None


def name_nobody(db: Session, workspace: str, name: str) -> str:
    """A sentence for a name that is nobody's: who is called so, or whose name comes near."""
    shown = name if len(name) <= _SHOWN_NAME else f"{name[:_SHOWN_NAME]}…"
    holders = people.called(db, workspace, name, _MOST_CALLED + 1)
    if holders:
        listed = ", ".join(f"“{one}”" for one in holders[:_MOST_CALLED])
        more = " and others" if len(holders) > _MOST_CALLED else ""
        return f"“{shown}” is nobody's name. Articles say it of {listed}{more}: ask for by: a name."
    typed = words_of(name)[:_MOST_WORDS]
    known = people.alike(db, workspace, typed)
    best = sorted(known, key=lambda other: (-_likeness(typed, other), other))[:3]
    near = [f"“{other}”" for other in best if _likeness(typed, other) >= _NEAR]
    if not near:
        return f"Nobody called “{shown}” is quoted. Ask for words instead, or check the name."
    return f"Nobody called “{shown}” is quoted. The nearest: {', '.join(near)}."


def _likeness(typed: Sequence[str], name: str) -> float:
    """How well the name's words cover the words typed, of 100."""
    words = words_of(name)
    return sum(max(fuzz.ratio(one, word) for word in words) for one in typed) / len(typed)
