"""The archive at hand in; things that can be asked of it, with words that it holds, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from collation.features import Frequencies, Rarity
from collation.wording import find_content_roots
from desk import who_said
from desk.answers import StoryView, UtteranceView
from desk.errors import NothingFound
from desk.requests import Asker, Filters, WhoSaid
from desk.stories import views
from store import discrepancies, outlets, people, stories
from store.archive import Session
from store.stems import stems

_WORD = re.compile(r"[^\W\d_]{6,}")
_CAPITALS = re.compile(r"(?<![.!?:“] )(?<!^)\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
LOOKED_AT = 5  # newest stories
PAGES = 3  # of a story's quotations


@dataclass(frozen=True, slots=True)
class Examples:
    """Words that the newest story holds; "" where it has none. `person` and `topic` are those of
    a question, where it names any that the archive knows."""

    story: StoryView | None = None
    speaker: str = ""  # somebody quoted there
    word: str = ""  # of what they said
    about: str = ""  # a name by which the story is found
    outlet: str = ""
    differs: bool = False  # whether anything differs
    person: str = ""
    topic: str = ""


def find(db: Session, asker: Asker, words: Sequence[str] = ()) -> Examples:
    """From the newest story that quotes anybody; `words` are those of a question."""
    workspace = asker.workspace
    newest = stories.newest(db, workspace, LOOKED_AT)
    if not newest:
        return Examples()
    for story in newest:
        said = _said(db, asker, story)
        if said:
            break
    else:
        story, said = newest[0], ()
    told = views(db, workspace, [story])[story]
    best = max(said, key=lambda one: (_is_named(one), len(one.versions)), default=None)
    speaker = (best.speaker or "") if best is not None else ""
    return Examples(
        story=told,
        speaker=speaker,
        word=_word(best),
        about=_about(db, workspace, told, speaker),
        outlet=next(iter(outlets.names(db, workspace)), ""),
        differs=discrepancies.total(db, workspace) > 0,
        person=_person(db, workspace, words),
        topic=_topic(db, workspace, words),
    )


def _said(db: Session, asker: Asker, story: int) -> tuple[UtteranceView, ...]:
    found: list[UtteranceView] = []
    try:
        for page in range(1, PAGES + 1):
            request = WhoSaid(filters=Filters(story=story), page=page)
            answer = who_said.answer(db, asker, request)
            found += answer.utterances
            if page >= answer.page.pages:
                break
    except NothingFound:
        pass
    return tuple(found)


def _is_named(said: UtteranceView) -> int:
    """Whether somebody is named for it, and by a full name."""
    words = (said.speaker or "").split()
    return (len(words) > 1 and all(word[:1].isupper() for word in words)) + bool(words)


def _word(said: UtteranceView | None) -> str:
    """The rarest word that most printings of an utterance have."""
    if said is None or not said.versions:
        return ""
    texts = ["".join(word.text for word in version.words) for version in said.versions]
    counted = Counter(word.lower() for text in texts for word in set(_WORD.findall(text)))
    rarity = Rarity(Frequencies(0, {}))
    worth = {
        word: counted[word] * rarity.of(root)
        for word in counted
        for root in find_content_roots(word)[:1]
    }
    return max(worth, key=lambda word: (round(worth[word], 3), len(word), word), default="")


def _about(db: Session, workspace: str, story: StoryView, speaker: str) -> str:
    """A name in the title by which the story is found, else whoever is quoted."""
    for name in sorted(_CAPITALS.findall(story.title), key=lambda name: (-len(name), name)):
        if story.id in stories.about(db, workspace, stems(name), 3):
            return " ".join(str(name).split()[-2:])
    return speaker


def _person(db: Session, workspace: str, words: Sequence[str]) -> str:
    """Whoever of the archive a word of the question names."""
    for word in words:
        if len(word) > 2 and people.named(db, workspace, word):
            return word
    return ""


def _topic(db: Session, workspace: str, words: Sequence[str]) -> str:
    """The words of the question that a story is about, all together."""
    kept: list[str] = []
    for word in words:
        if stories.about(db, workspace, stems(" ".join([*kept, word])), 1) and stems(word):
            kept.append(word)
    return " ".join(kept)
