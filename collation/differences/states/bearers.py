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
from collation.differences.states.frames import PASSIVE, Telling
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
_NEAR = 3  # characters of a claim that may belong to the word before it
_VERB = 4  # letters by which the verb is known
_LIKE = 6.0  # weight of what two sentences share, where nouns alone make two bearers one
_STOPS = frozenset(
    "the a an his her its their this that these those of in on at by for from with to and or but "
    "as was were is are be been has have had will would after before when while not also down up "
    "out off over away back left kept held made found gave took threw shot sent won lost told let "
    "cut put set shut hit said says monday's tuesday's wednesday's thursday's friday's saturday's "
    "sunday's today's last next this".split()
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_OWNED = re.compile(r"(?:[A-Z][\w-]*\s+)*[A-Z][\w-]*['’]s\b")
_OWNS = re.compile(r"['’]s$")
_FULL = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_WEEKDAY = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_BEHIND = re.compile(
    r"(?:[^\S\n]+[A-Z][\w’'-]+)+"
    r"|[^\S\n]+(?:of|in|at|for|on)\s+(?:the\s+)?[\w-]+(?:[^\S\n]+[A-Z][\w’'-]+)*"
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
    if head == PASSIVE:
        return _before(scene, covered, claim)
    if head in _words("nobody") or head in of.barred or (of.heads and head not in of.heads):
        return None
    before, printed, after, start = _phrase(covered, claim, telling, head)
    name = scene.somebody(covered, telling.person) or ""
    if not name and of.of != "thing":
        near = after if head in of.owned or not after.startswith("of ") else ""
        name = _name(scene, covered, before, near, start, start + len(printed))
        own = bool(name)
        name = name or scene.called(head) or ""
    else:
        own = head in name.lower().split() or head in of.owned
    own = own or head in _words("pronouns") or head in _words("crowd") or is_somebody(head)
    if name and not own and not of.heads:
        return None
    if name and not _is_the_only(scene, name, covered.text(telling.clause)):
        return None
    plural = printed.lower() != head and printed.lower().endswith(("s", "men", "ren", "people"))
    if of.of == "person" and ((not name and not own) or (plural and head not in name.lower())):
        return None
    if (of.of == "thing" and name and not of.heads) or (head in of.owned and not name):
        return None
    if of.named and not name and not printed[:1].isupper():
        return None
    proper = {
        _OWNS.sub("", word).lower()
        for word in _NAME.findall(f"{before} {after}")
        if not _WEEKDAY.match(word)
    }
    whole = f"{before} {printed}".strip()
    first = whole.split()[0].lower() if whole else ""
    if (
        first
        and start - len(before) - 1 <= claim.sentence.start
        and ((plural and not before) or _is_printed(scene, first))
    ):
        proper.discard(first)  # the capital of a sentence's first word
        whole = whole[:1].lower() + whole[1:]
    if name and head in _words("crowd"):
        whole = f"people of {name}"
    elif name and of.heads and name.split()[-1] not in whole:
        whole = f"{whole} of {name}"
    return Bearer(
        name, head, whole, frozenset(m.lower() for m in _NUMBER.findall(before)),
        frozenset(proper), content_stems(f"{before} {head} {after}"), plural,
        name or concept(head),
    )  # fmt: skip


def _is_printed(scene: Scene, word: str) -> bool:
    """Whether a word stands in small letters somewhere in the story."""
    pattern = re.compile(rf"\b{re.escape(word.removesuffix('s'))}")
    return any(pattern.search(covered.article.text) for covered in scene.coverage.articles)


def _before(scene: Scene, covered: Covered, claim: Claim) -> Bearer | None:
    """Whom a sentence names last before a claim: "Jane Roe, the coach, was given the sack"."""
    low = claim.sentence.start
    mentions = [
        (mention.end, person.number)
        for person in covered.reading.people
        for mention in person.mentions
        if person.kind == "person" and low <= mention.start
        and mention.end <= claim.span.start + _NEAR
    ]  # fmt: skip
    name = scene.somebody(covered, max(mentions)[1]) if mentions else None
    if name is None:
        return None
    none = frozenset[str]()
    return Bearer(name, name.split()[-1].lower(), name, none, none, none, False, name)


def is_somebody(head: str) -> bool:
    """Whether a noun tells one person."""
    return head in _words("people") or names_somebody(head)


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
        ends = _is_stop(printed) or printed[-1] in ",;:.”\"’')("
        if verb or ends or len(words) >= _LONGEST:
            if (
                _OWNS.search(printed)
                and not verb
                and len(words) < _LONGEST
                and not _is_stop(printed)
            ):
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


def _is_stop(word: str) -> bool:
    return word.lower().replace("’", "'") in _STOPS


def _name(scene: Scene, covered: Covered, before: str, after: str, start: int, end: int) -> str:
    """Whose name a word is part of, or stands before: "schoolgirl Jane Roe"; "" for nobody."""
    head = covered.article.text[start:end] if start >= 0 else ""
    for person in covered.reading.people if head else ():
        if person.kind != "person":
            continue
        ahead = after[:1].isupper() and after.startswith(person.name.split()[0])
        if ahead or any(m.start <= start and end <= m.end for m in person.mentions):
            return scene.somebody(covered, person.number) or ""
    run = []
    for word in reversed(before.split()):
        if not word[:1].isupper():
            break
        run.append(_OWNS.sub("", word))
    owned = bool(before) and _OWNS.search(before.split()[-1]) is not None
    rest = _FULL.match(re.sub(r"^of (?:the )?(?:[a-z-]+ )*", "", after))
    if owned:
        return " ".join(reversed(run))
    noun = is_somebody(head.lower()) or head.lower().removesuffix("s") in _words("crowd")
    words = [*reversed(run), head] if head[:1].isupper() and not noun else []
    words += rest.group().split() if rest is not None else []
    while len(words) > 2 and is_somebody(words[0].lower()):
        words = words[1:]  # "Chef Jane Roe"
    return " ".join(words) if len(words) > 1 else ""


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
        noun, name = (other, one.name) if one.name else (one, other.name)
        if set(name.lower().split()) <= noun.proper:
            return True
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
    if len(a) == 1 == len(b):
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
    owned = whole[:1].isupper() and _OWNED.match(whole) is not None
    return whole if plain or owned or whole == "it" else f"the {whole}"
