"""A quotation's attribution in; the chance that the speaker shown for it is right, out.

Two log-linear models, multiplied: that the mention beside the cue is who speaks, and that the
entry it was resolved to is whom it means. Features are names; the weights stand in
`confidence.tsv`, which `python -m training.confidence` fits to the annotated articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import exp
from pathlib import Path

from extraction.annotations import NAMED_FROM
from extraction.speech.descriptions import MEMBERS
from extraction.speech.drafts import Draft
from extraction.speech.mentions import BODIES, DESCRIPTION, PRONOUN, Mention
from extraction.speech.passages import Passage
from extraction.speech.people import Entry
from extraction.speech.phrases import can_speak
from extraction.speech.resolutions import Resolution
from extraction.speech.speakers import speaker_by_parse
from extraction.speech.through import token_at
from extraction.speech.voices import can_have_said

WEIGHTS = Path(__file__).with_name("confidence.tsv")
MENTION, PERSON = "mention", "person"  # the two models
THING = "head cannot speak"
TIE = "two fit"  # a pronoun fits two who are near: then neither is meant for sure
#: Signs that a mention is hardly who speaks, too rare in the annotated articles to be fitted:
#: a head that cannot speak, words signed by who posts them, somebody whom a quotation tells of.
DOUBTFUL = frozenset((THING, "dash within", "nested person", "nested pronoun"))
DOUBT = 0.5  # of the chance of either: never shown
#: Paths that make a description somebody met elsewhere, and those that leave it by itself.
LINKED = frozenset(("epithet", "office", "same noun", "ahead"))
UNLINKED = frozenset(("definite", "indefinite", "tied"))
_UNTELLING = frozenset("i you we me us u they some others many more that this it one".split())
_PLAIN = frozenset(
    "said says say told tells according added adds asked wrote writes tweeted explained".split()
)
_EARLY = 4  # parts, headline and all: what is told first is often named later
_LONG = 45  # tokens: sentences longer than this hold several candidates
_WIDE = 0.8  # share by which a pronoun's antecedent outweighs the next
_COUNTED = 2  # rivals: as many are enough to count
_SHORT = 25  # characters of content
_ARTICLES = {"the": "the", "a": "a", "an": "a", "one": "a", "another": "a"}
_OWN = frozenset(("his", "her", "its", "their", "my", "our"))


_AGED = re.compile(r"\b\d+-year-old\b")
_CLEAR = 0.5  # share by which whom a party or an age describes outweighs the next
_ALONE = 0.7  # share by which a body outweighs the next that `it` can mean
_BESIDE_CHANCE = 0.94  # (8 + .5) / (8 + 1), by the same estimate of 8 right in 8
_TRAIT_CHANCE = 0.98  # (25 + .5) / (25 + 1): Krichevsky and Trofimov's estimate


@cache
def weights() -> dict[tuple[str, str], float]:
    """The weight of each feature of each model."""
    rows = (line.split("\t") for line in WEIGHTS.read_text(encoding="utf-8").splitlines())
    return {(row[0], row[1]): float(row[2]) for row in rows if len(row) == 3}


@dataclass(frozen=True, slots=True)
class Judged:
    """How sure what is shown of a speaker is, and whether that is the description as printed
    rather than the name of whom it was linked to."""

    chance: float
    as_printed: bool


def judge(passage: Passage, draft: Draft, found: Resolution, entry: Entry | None) -> Judged:
    """The chance, 0 to 1, that what is shown of the draft's speaker is right.

    A description whose link to somebody named is not sure is shown in its own words, if it is
    surely who speaks.
    """
    if draft.speaker is None or found.number is None:
        return Judged(0.0, False)
    features = mention_features(passage, draft, draft.speaker)
    told = _squash(MENTION, features) * (1.0 if DOUBTFUL.isdisjoint(features) else DOUBT)
    meant = told * _person_chance(draft.speaker, found, entry)
    if found.path not in LINKED or meant >= NAMED_FROM:
        return Judged(meant, False)
    printed = told * _squash(PERSON, printed_features(draft.speaker))
    if entry is not None and _bare(draft.speaker.text) == _bare(entry.name):
        return Judged(max(meant, printed), False)  # `a spokesman`, `the spokesman`: one
    return Judged(printed, True) if printed >= NAMED_FROM else Judged(meant, False)


def _person_chance(mention: Mention, found: Resolution, entry: Entry | None) -> float:
    """The chance that the entry is whom the mention means, given that the mention speaks.

    `the 40-year-old Republican` is too rare in the annotated articles to be fitted: where the
    article's choice was clear it was right 25 times in 25 of those read in other news.
    """
    by_trait = mention.head in MEMBERS or _AGED.search(mention.text) is not None
    if found.path == "epithet" and by_trait and found.lead >= _CLEAR:
        return _TRAIT_CHANCE
    features = person_features(mention, found, entry)
    fitted = _squash(PERSON, features) * (DOUBT if TIE in features else 1.0)
    return max(fitted, _BESIDE_CHANCE) if _is_beside(mention, found, entry) else fitted


def _is_beside(mention: Mention, found: Resolution, entry: Entry | None) -> bool:
    """Whether `it` stands in one sentence with the one body that it can mean: `While the ministry
    admitted an error, it argued`. Too rare in the annotated articles to be fitted."""
    body = entry is not None and entry.kind == "organisation"
    alone = found.path == "pronoun" and not found.rivals and not found.back
    return mention.words == ("it",) and body and alone and found.lead >= _ALONE


def mention_features(passage: Passage, draft: Draft, mention: Mention) -> list[str]:
    """What speaks for and against the mention: the rule, the parse, its place, its rivals."""
    kind = mention.label.lower() or mention.kind
    direct = "marked" if draft.marked else "reported"
    found = ["", f"rule {draft.rule}", f"kind {kind}", f"{direct} {kind}"]
    found.append("mention quoted" if mention.quoted else "mention outside marks")
    if draft.rule.startswith("nested"):
        found += ["nested", f"nested {kind}"]
    if draft.rule == "dash" and _opens_late(passage, draft):
        found.append("dash within")
    if draft.end - draft.start < _SHORT:
        found.append("content short")
    if mention.kind == DESCRIPTION and not mention.label:
        found.append(f"head {_head_class(mention)}")
        if mention.end - mention.start > 8:
            found.append("phrase long")
        if mention.passage == passage.number and not can_have_said(passage, mention):
            found.append(THING)
    if mention.kind == PRONOUN:
        found.append(f"pronoun {mention.words[0]}")
    if draft.cue is None:
        return [*found, "cue none"]
    cue = token_at(passage, draft.cue.start)
    word = passage.words[cue] if cue < len(passage.words) else ""
    found.append("cue plain" if word in _PLAIN else "cue other")
    if mention.passage != passage.number or cue >= len(passage.words):
        return [*found, "mention elsewhere"]
    if word not in ("according", "per"):
        found.append(f"parse {_agreement(passage, cue, mention)}")
        if _is_retold(passage, draft, cue):
            found.append("according beside")
    cue = _first_conjunct(passage, cue, mention.end)
    behind = mention.start > cue
    gap = mention.start - cue - 1 if behind else cue - _past_asides(passage, mention.end, cue)
    found.append(("behind " if behind else "before ") + _bin(gap, (1, 3, 7)))
    first, last = min(mention.start, cue), max(mention.end, cue)
    own = (mention.start, mention.end)
    if any(passage.people_in(first, last, but=own)):
        found.append("person between")
    begin, end = passage.sentences[passage.sentence[cue]]
    if end - begin > _LONG:
        found.append("sentence long")
    others = islice(passage.people_in(begin, end, outside=True, but=own), _COUNTED)
    found.append("others " + _bin(sum(1 for _ in others), (1, _COUNTED)))
    told = passage.cues_in(begin, end) - passage.cues_in(cue, cue + 1)
    found.append("cues " + _bin(told, (1, 2)))
    return found


def person_features(mention: Mention, found: Resolution, entry: Entry | None) -> list[str]:
    """What speaks for and against the entry: the rule that chose it, its lead and its rivals."""
    named = ["", f"path {found.path}"]
    if entry is None:
        return named
    named.append(f"entry {entry.kind} {entry.label.lower()}".strip())
    if mention.kind == PRONOUN:
        named += [
            "lead " + _bin(int(found.lead * 100), (20, 40, 60, 80)),
            "rivals " + _bin(found.rivals, (1, 2)),
            "back " + _bin(found.back, (1, 2, 3)),
            "gender told" if entry.gender else "gender guessed",
            f"pronoun {'he she' if mention.gender else mention.words[0]}",
            "lead wide" if found.lead > _WIDE and not found.rivals else "lead narrow",
            "rival between" if found.rivals and found.back else "rival elsewhere",
        ]
        if entry.kind == "person":
            named.append("entry words " + _bin(len(entry.words), (2,)))
        elif entry.sort:
            named.append(f"entry {entry.kind} {entry.sort}")
        if found.rivals:
            named.append(TIE)
    elif found.path in UNLINKED:
        return printed_features(mention)
    elif mention.kind == DESCRIPTION and not mention.label:
        first = mention.words[0]
        opens = _ARTICLES.get(first, "own" if first in _OWN else "bare")
        number = "several" if mention.plural else "one"
        named += [
            f"opens {opens} {number}",
            f"{found.path} {opens}",
            f"head {_head_class(mention)}",
            "words " + _bin(len(mention.text.split()), (2, 3, 5)),
            "rivals " + _bin(found.rivals, (1, 2)),
        ]
        if any(w[:1].isupper() for w in mention.text.split()[1:] if w.lower() != mention.head):
            named.append("name within")
        named.append("early" if mention.passage < _EARLY else "late")
        named.append(f"{found.path} {'early' if mention.passage < _EARLY else 'late'}")
        if found.path == "epithet":
            named.append("epithet lead " + _bin(int(found.lead * 100), (40, 70, 90)))
    else:
        named.append("name " + _bin(found.rivals, (1, 2)))
        named.append("name words " + _bin(len(mention.words), (2,)))
    return named


def printed_features(mention: Mention) -> list[str]:
    """What speaks for and against a description in its own words, where it is who speaks."""
    found = ["", "printed", f"printed head {_head_class(mention)}"]
    found.append("printed name" if any(w[:1].isupper() for w in mention.text.split()[1:]) else "")
    found.append("printed words " + _bin(mention.end - mention.start, (2, 6, 10)))
    if mention.words[0] in _UNTELLING:
        found.append("printed pronoun")
    return found


def _bare(description: str) -> str:
    """A description in lower case without its article."""
    first, _, rest = description.casefold().partition(" ")
    return rest if first in _ARTICLES else description.casefold()


def _opens_late(passage: Passage, draft: Draft) -> bool:
    """Whether words stand before the marks in the same part: `she wrote, "…" — Roe`."""
    first = passage.first_word
    return first < len(passage.words) and draft.start > passage.place(first)


def _is_retold(passage: Passage, draft: Draft, cue: int) -> bool:
    """Whether the sentence has another source, outside the content, for what the cue reports."""
    begin, end = passage.sentences[passage.sentence[cue]]
    for k in range(max(begin, cue - _LONG), min(end, cue + _LONG) - 1):
        if passage.words[k] == "according" and passage.words[k + 1] == "to":
            place = passage.place(k)
            if passage.outside(k) and not any(c.start <= place < c.end for c in draft.content):
                return True
    return False


def _first_conjunct(passage: Passage, cue: int, least: int) -> int:
    """The verb at or behind `least` whose subject the cue shares: `Roe thanked … and called`."""
    token = passage.doc[cue]
    while token.dep_ == "conj" and least <= token.head.i < token.i:
        token = token.head
    return token.i


def _past_asides(passage: Passage, at: int, cue: int) -> int:
    """Where the clause goes on behind asides set off by commas: `Roe, who has won, said`."""
    if at < cue and passage.words[at] == ",":
        close = next((k for k in range(cue - 1, at, -1) if passage.words[k] == ","), at)
        return close + 1 if close > at else at
    return at


def _head_class(mention: Mention) -> str:
    noun = mention.head
    if noun in ("spokesman", "spokeswoman", "spokesperson", "official", "officials"):
        return "official"
    if noun in BODIES or noun.rstrip("s") in BODIES:
        return "body"
    return "person" if can_speak(noun) else "other"


def _agreement(passage: Passage, cue: int, mention: Mention) -> str:
    """Whether the parse names the same subject as the words do."""
    told = speaker_by_parse(passage, cue)
    if told is None:
        return "silent"
    if told.span.overlaps(mention.span):
        return "agrees"
    return "disagrees"


def _bin(value: int, limits: Iterable[int]) -> str:
    """Below which limit a number stays: `<3`, or `3+` behind the last one."""
    last = 0
    for limit in limits:
        if value < limit:
            return f"<{limit}"
        last = limit
    return f"{last}+"


def _squash(model: str, features: Iterable[str]) -> float:
    known = weights()
    total = sum(known.get((model, feature), 0.0) for feature in features)
    return 1.0 / (1.0 + exp(-max(min(total, 30.0), -30.0)))
