"""What a decision is on or who is in a state, in; whether two accounts mean one, out.

People are one by name, things by the words of their noun phrase; where each account tells of one
bearer only, a noun for somebody, a pronoun or a general noun ("the measure") may stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from collation.coverage import Covered
from collation.differences.concepts import concept
from collation.differences.propositions import names_somebody
from collation.differences.scene import Scene
from collation.differences.states.frames import Telling
from collation.differences.states.occasions import Bearer, Standing
from collation.differences.telling import weigh
from collation.differences.words import content_stems, load, stem
from extraction.annotations import Claim

_NUMBER = re.compile(
    r"\b(?:\d[\d,]*\b(?!-year)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|"
    r"thousands|several|some|many|most|half|both|others?|another|few|all|first|second|third)\b",
    re.IGNORECASE,
)
_REACH = 60  # characters behind a head
_LONGEST = 4  # words before it
_VERB = 4  # letters by which the verb is known
_LIKE = 6.0  # weight of what two sentences share, where nouns alone make two bearers one
_STOPS = frozenset(
    "the a an his her its their this that these those of in on at by for from with to and or but "
    "as was were is are be been has have had will would after before when while not also".split()
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_WEEKDAY = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_BEHIND = re.compile(
    r"(?:[^\S\n]+[A-Z][\w’'-]+)+|[^\S\n]+(?:of|in|at|for|on)\s+(?:the\s+)?(?:\w+\s+){0,2}\w+"
)


@cache
def _words(kind: str) -> frozenset[str]:
    """The nouns of one list of `data/bearers.toml`."""
    return frozenset(load("bearers")[kind])


@cache
def _apart() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((frozenset(p["one"]), frozenset(p["other"])) for p in load("bearers")["apart"])


def bearer(scene: Scene, covered: Covered, claim: Claim, telling: Telling) -> Bearer | None:
    """Of whom or what a claim tells the pole; None for what the set is not of."""
    of, head = telling.frame.of, telling.noun
    if head in _words("nobody") or head in of.barred:
        return None
    name = scene.somebody(covered, telling.person) or ""
    before, printed, after, start = _phrase(covered, claim, telling, head)
    if not name and of.of != "thing":
        name = (
            _named_at(scene, covered, start, start + len(printed))
            or _named_behind(scene, covered, after) or scene.called(head) or ""
        )  # fmt: skip
    own = (
        head in _words("pronouns")
        or head in _words("crowd")
        or head in name.lower().split()
        or is_somebody(head)
    )
    if of.heads and head not in of.heads:
        return None
    if name and not own and not of.heads:
        return None
    if name and not _is_the_only(scene, name, covered.text(telling.clause)):
        return None
    plural = printed.lower() != head and printed.lower().endswith(("s", "men", "ren", "people"))
    if of.of == "person" and (
        (not name and not own) or (plural and head not in name.lower().split())
    ):
        return None
    if of.of == "thing" and name and not of.heads:
        return None
    if of.named and not name and not printed[:1].isupper():
        return None
    proper = {w.lower() for w in _NAME.findall(f"{before} {after}") if not _WEEKDAY.match(w)}
    if start - len(before) - 1 <= claim.sentence.start and start >= 0:
        before = before[:1].lower() + before[1:] if before else before
        proper -= {before.split()[0].lower()} if before else set()
        printed = printed if before else printed[:1].lower() + printed[1:]
    whole = f"{before} {printed}".strip()
    if name and head in _words("crowd"):
        whole = f"people of {name}"
    if name and of.heads:
        whole = f"{whole} of {name}" if name.split()[-1] not in whole else whole
    return Bearer(
        name, head, whole,
        frozenset(m.lower() for m in _NUMBER.findall(before)), frozenset(proper),
        content_stems(f"{before} {head} {after}"), plural, name or concept(head),
    )  # fmt: skip


def _is_the_only(scene: Scene, name: str, words: str) -> bool:
    """Whether no other person of the story has the surname, where that alone is printed."""
    parts = name.split()
    if len(parts) < 2 or parts[-1] not in words or parts[0] in words:
        return True
    full = {
        person.name.split()[0]
        for covered in scene.coverage.articles
        for person in covered.reading.people
        if person.kind == "person"
        and len(person.name.split()) > 1 and person.name.split()[-1] == parts[-1]
    }  # fmt: skip
    return len(full) < 2


def is_general(one: Bearer) -> bool:
    """Whether it is told by a pronoun or a noun for anything: "the measure"."""
    return not one.name and (one.head in _words("pronouns") or one.head in _words("general"))


def is_somebody(head: str) -> bool:
    """Whether a noun tells one person."""
    return head in _words("people") or names_somebody(head)


def _phrase(
    covered: Covered, claim: Claim, telling: Telling, head: str
) -> tuple[str, str, str, int]:
    """The words of a noun phrase: before its head, the head, behind; where the head starts."""
    if not head or head in _words("pronouns"):
        return "", head, "", -1
    text = covered.article.text
    low = max(claim.sentence.start, telling.clause.start - 30)
    root = re.escape(head if len(head) < 5 else head[:-1])
    matches = list(re.finditer(rf"\b{root}\w*", text[low : telling.clause.end], re.IGNORECASE))
    if not matches:
        return "", head, "", -1
    first = telling.frame.slot == "who" or claim.passive
    at = matches[0] if first else matches[-1]
    words: list[str] = []
    for word in re.finditer(r"\S+", text[low : low + at.start()][::-1]):
        printed = word.group()[::-1]
        verb = printed.lower().startswith(claim.predicate[:_VERB])
        ends = printed.lower() in _STOPS or printed[-1] in ",;:.”\"’')("
        if verb or ends or len(words) >= _LONGEST:
            if printed.endswith(("'s", "’s")) and len(words) < _LONGEST:
                words.append(printed)
            break
        words.append(printed)
    behind = _BEHIND.match(text, low + at.end(), low + at.end() + _REACH)
    return (
        " ".join(reversed(words)),
        at.group(),
        behind.group().strip() if behind else "",
        low + at.start(),
    )


def _named_at(scene: Scene, covered: Covered, start: int, end: int) -> str | None:
    """Whose name a word is part of."""
    for person in covered.reading.people if start >= 0 else ():
        if person.kind == "person":
            for mention in person.mentions:
                if mention.start <= start and end <= mention.end:
                    return scene.somebody(covered, person.number)
    return None


def _named_behind(scene: Scene, covered: Covered, after: str) -> str | None:
    """ "Schoolgirl Elin Aasen": the name that follows a noun for somebody."""
    if not after[:1].isupper():
        return None
    for person in covered.reading.people:
        if person.kind == "person" and after.startswith(person.name.split()[0]):
            return scene.somebody(covered, person.number)
    return None


def one_bearer(scene: Scene, this: Standing, that: Standing, *, lone: bool) -> bool:
    """Whether two accounts mean one; `lone`: each tells of one bearer only."""
    one, other = this.bearer, that.bearer
    if one.name and other.name:
        return _one_name(scene, one.name, other.name)
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return False
    if one.numbers != other.numbers and not (one.proper & other.proper):
        return False
    alike = bool(one.head) and stem(one.head) == stem(other.head)
    people = [bool(b.name) or b.head in ("he", "she", "him", "her") or is_somebody(b.head)
              for b in (one, other)]  # fmt: skip
    if one.name or other.name:
        noun = other if one.name else one
        known = noun.head in _words("pronouns") or (not noun.plural and is_somebody(noun.head))
        return lone and known and all(people) and (alike or _is_one_event(scene, this, that))
    if one.proper and other.proper and not one.proper & other.proper:
        return False
    shared = {s for s in one.stems & other.stems if s not in _words("general")}
    if alike:
        return lone or bool(shared - {stem(one.head)})
    if shared and (stem(one.head) in shared or stem(other.head) in shared):
        return True
    crowd = _words("crowd")
    if is_general(one) != is_general(other) and not any(people):
        loose, firm = (this, that) if is_general(one) else (that, this)
        rest = loose.bearer.stems - {stem(loose.bearer.head)}
        if this.frame.of.decided and not _is_one_event(scene, this, that):
            return False
        return lone and rest <= scene.stems(firm.covered, firm.claim.sentence)
    if not _is_one_event(scene, this, that):
        return False
    if all(people):
        return lone and not (one.plural or other.plural) and _may_be_one(one.head, other.head)
    return {one.head, other.head} <= crowd and (bool(one.proper & other.proper) or lone)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two nouns may mean one person: no attacker is the officer, no man a woman."""
    return not any((one in a and other in b) or (one in b and other in a) for a, b in _apart())


def _is_one_event(scene: Scene, this: Standing, that: Standing) -> bool:
    one = scene.stems(this.covered, this.claim.sentence)
    other = scene.stems(that.covered, that.claim.sentence)
    return weigh((one & other) - scene.central) >= _LIKE


def _one_name(scene: Scene, one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    if a == b:
        return True
    if min(len(a), len(b)) > 1 and a[-2:] == b[-2:]:
        return True  # "Striker Jane Roe"
    if min(len(a), len(b)) > 1 or not set(a) & set(b):
        return False
    [short] = (a if len(a) == 1 else b)[:1]
    holders = {
        person.name
        for covered in scene.coverage.articles
        for person in covered.reading.people
        if person.kind == "person" and len(person.name.split()) > 1
        and short in person.name.lower().split()
    }  # fmt: skip
    return len(holders) < 2


def spoken(found: Sequence[Bearer]) -> str:
    """What a reader knows the bearer by: the name, else the fullest noun phrase."""
    whole = max(
        (b.phrase for b in found if b.head not in _words("pronouns")), key=len, default="it"
    )
    names = [b.name for b in found if b.name]
    if names and " of " not in whole:
        return min((n for n in names if " " in n), key=len, default=names[0])
    plain = whole[:1].isupper() and len(whole.split()) == 1
    return whole if plain or whole == "it" else f"the {whole}"
