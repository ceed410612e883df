"""The people of several accounts in; what one person is called that excludes another, out.

"Deputy Police Chief Roe" and "Police Chief Roe", "campaign manager" and "campaign chairman",
"Sgt. Roe" and "Lt. Roe": one outlet has it wrong, or writes of another time. "Former" and "acting"
make no other post, and a shorter role ("the chief") agrees with every longer one. What nobody is
at one time ("the Veldian president" and "the Veldian prime minister", "a legal resident" and "an
illegal alien") is hard, unless an account gives both or says that one is past or still to come.
Words that only judge are told by `loaded`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.states.titles import beside
from collation.differences.telling import quoted_at
from collation.differences.words import content_stems, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_SURE, _HARD = 0.7, 0.85
_LONGEST = 9  # words of a role
_AHEAD = 12  # characters before a role in which "deputy" may stand
_JOINED = 30  # characters around a post in which another may be joined to it
_BESIDE = 5  # characters between a role and the name
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEHIND = re.compile(r",|\b(?:of|for|at|in|with|who|to|under|on)\b")
_LEADING = re.compile(
    r"^(?:(?:by|including|and|with|of|for|to|the|an?|his|her|their|its)\s+)+", re.IGNORECASE
)
_INITIALS = re.compile(r"\b[A-Z]\w+(?: (?:of |and |the |for )*[A-Z]\w+)+")
_OTHER_TIME = re.compile(
    r"\b(?:former|ex|late|previous|past|onetime|one-time|incoming|outgoing|next|future|interim|"
    r"acting|presumptive|likely|aspiring|potential|expected|elect|designate|nominee|hopeful|be)\b",
    re.IGNORECASE,
)  # fmt: skip
_PAST = re.compile(r"\b(?:former|formerly|ex|late|previous|onetime|one-time)\b", re.IGNORECASE)
_STOP = re.compile(r"(?<!\.[A-Z])\.+$")  # but "D-R.I."
_STAFF = "chief of staff"
_LONG = 14  # days between two accounts in which a post may have passed on
_POST = "the post"
_NOTE = "the person may have changed posts"


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as one article gives it to somebody."""

    covered: Covered
    span: Span
    head: str  # as in the table: "police chief"
    second: bool  # deputy, assistant, vice
    body: frozenset[str]  # stems of what it is a post of, and its initials
    now: bool  # not said to be past or still to come
    quoted: bool

    @property
    def past(self) -> bool:
        """Whether it is said to be past."""
        start = max(0, self.span.start - 2 * _AHEAD)
        return _PAST.search(self.covered.article.text, start, self.span.end) is not None

    def joined_with(self, head: str) -> bool:
        """Whether another post stands beside this one: "president and director of the mill"."""
        text, span, word = self.covered.article.text, self.span, rf"\b{re.escape(head)}\b"
        before = text[max(0, span.start - _JOINED) : span.start]
        behind = text[span.end : span.end + _JOINED]
        return (
            re.search(word, text[span.start : span.end], re.IGNORECASE) is not None
            or re.search(rf"{word} (?:and|or|/|&) (?:an? |the )?$", before, re.IGNORECASE)
            is not None
            or re.match(rf",? (?:and|or|/|&) (?:\w+ ){{0,2}}{word}", behind, re.IGNORECASE)
            is not None
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """Forms of posts and the sides that they take."""

    body: bool  # whether both must name one body
    titles: bool  # used by way of address, so that what somebody is quoted with counts too
    what: str
    hard: bool  # nobody is two of these at one time
    sides: dict[str, str]

    def sets_apart(self, one: _Post, other: _Post) -> bool:
        """Whether they are two sides of this table, of one body where that is needed."""
        mine, theirs = self.sides.get(one.head), self.sides.get(other.head)
        if mine is None or theirs is None or mine == theirs:
            return False
        if not self.titles and (one.quoted or other.quoted):
            return False
        if one.joined_with(other.head) or other.joined_with(one.head):
            return False
        return not self.body or (bool(one.body & other.body) and one.second == other.second)


_Side = tuple[_Post, str]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy a person."""
    held: dict[str, list[_Post]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for number, role, span in _called(covered):
            name = scene.somebody(covered, number)
            if name is not None and " " in name:
                held[name] += _read(covered, role, span)
    for name, posts in sorted(held.items()):
        found = _exclude(scene, posts)
        if found is not None:
            sides, what, hard = found
            evidence = [
                Evidence(r.covered.id, r.span, r.covered.sentence_at(r.span.start), value)
                for r, value in sides
            ]
            subject = f"{what} of {name}: {_called_so(sides)}"
            severity, sure, note = (
                (Severity.HARD, _HARD, None) if hard else (Severity.SOFT, _SURE, _NOTE)
            )
            yield difference(
                scene, Kind.LABEL, severity, subject, evidence, sure,
                [(Voice.OUTLET, None, e.value) for e in evidence], note,
            )  # fmt: skip


def _called(covered: Covered) -> Iterator[tuple[int, str, Span]]:
    """What an account calls its people: a person's number, the words, and where they stand."""
    text = covered.article.text
    for person in covered.reading.people:
        for role in person.roles if person.kind == "person" else ():
            for mention in person.mentions:
                low = max(0, mention.start - len(role) - _BESIDE)
                at = text.find(role, low, mention.end + len(role) + _BESIDE)
                if at >= 0 and not quoted_at(covered, span := Span(at, at + len(role))):
                    yield person.number, role, span
                    break
        for mention in person.mentions if person.kind == "person" else ():
            for printed, span in beside(covered, person.name, mention):
                yield person.number, printed, span
    for label in covered.reading.labels:
        if label.target is not None and not label.negated and not quoted_at(covered, label.span):
            yield label.target, label.text, label.span


def _read(covered: Covered, role: str, span: Span) -> Iterator[_Post]:
    """The post at the end of a role."""
    if len(role.split()) > _LONGEST:
        return
    plain = role.lower().replace(".", "").replace("’", "'").replace("'s", "")
    joined = plain.replace(_STAFF, _STAFF.replace(" ", "-"))
    front, *rest = _BEHIND.split(joined, maxsplit=1)
    words = [word.replace("-of-", " of ") for word in _WORD.findall(front)]
    for size in (3, 2, 1):
        head = " ".join(words[-size:])
        if len(words) >= size and head in _heads():
            before = words[:-size]
            body = content_stems(" ".join([*before, *rest])) - _empty()
            ahead = covered.article.text[max(0, span.start - _AHEAD) : span.start].lower().split()
            if any(word.startswith("then") for word in (*before, *ahead[-1:])):
                return  # "then-acting director": another time
            second = bool(_second() & {*before, *ahead[-1:]} - {"under"})
            now = not _OTHER_TIME.search(" ".join([role, *ahead[-1:]]))
            body |= _initials(role, head)
            yield _Post(covered, span, head, second, body, now, quoted_at(covered, span))
            return


def _initials(role: str, head: str) -> set[str]:
    """Of the names in a role, without the post: "EPA Administrator" is of what it spells out."""
    at = role.lower().rfind(head)
    names = _INITIALS.findall(f"{role[:at]}, {role[at + len(head) :]}" if at >= 0 else role)
    return {
        "".join(word[0] for word in name.split() if word[0].isupper()).lower() for name in names
    }


def _exclude(scene: Scene, posts: Sequence[_Post]) -> tuple[list[_Side], str, bool] | None:
    """The posts of which two exclude each other, with the sides that they take, what they are
    ("the post") and whether nobody is both."""
    for one, other in combinations(posts, 2):
        if one.covered.group == other.covered.group:
            continue
        short, long = sorted((one.head.split(), other.head.split()), key=len)
        if short == long[-len(short) :]:
            if _one_is_second(one, other):
                fits = [p for p in (one, other, *posts) if not p.quoted]
                return _sides([(p, "second" if p.second else "first") for p in fits]), _POST, False
            continue
        for table in _apart():
            if not table.sets_apart(one, other):
                continue
            fits = [one, other, *(p for p in posts if p.head in table.sides and not p.quoted)]
            sides = _sides([(p, table.sides[p.head]) for p in fits])
            at_once = one.now and other.now and scene.days_apart(one.covered, other.covered) < _LONG
            if not table.hard or (at_once and not _gives_both(sides)):
                return sides, table.what, table.hard
    return None


def _one_is_second(one: _Post, other: _Post) -> bool:
    """Whether one account has somebody as the deputy of what another has them as."""
    if one.second == other.second or one.quoted or other.quoted:
        return False
    if one.past or other.past:
        return False  # who is no more either may have been both
    plain, deputy = (other, one) if one.second else (one, other)
    if _ahead(deputy) in " ".join(plain.covered.article.text.lower().split()):
        return False  # one account gives both
    related = not one.body or not other.body or bool(one.body & other.body)
    return related and {one.head, other.head} <= _first()


def _gives_both(sides: Sequence[_Side]) -> bool:
    """Whether one account has both: the post changed hands, or it is open which."""
    accounts = {post.covered.id for post, _ in sides}
    return len({(post.covered.id, value) for post, value in sides}) > len(accounts)


def _ahead(post: _Post) -> str:
    """The post with the word before it: "deputy police chief"."""
    text, span = post.covered.article.text, post.span
    before = text[max(0, span.start - _AHEAD) : span.start].split()[-1:]
    words = " ".join([*before, text[span.start : span.end]]).lower().split()
    at = next((n for n, word in enumerate(words) if word in _second()), 0)
    return " ".join(words[at:])


def _called_so(sides: Sequence[_Side]) -> str:
    """ "“campaign chairman” or “campaign manager”": the words of the first two that differ."""
    words: dict[str, str] = {}
    for post, value in sides:
        printed = " ".join(post.covered.text(post.span).split())
        words.setdefault(value, _LEADING.sub("", _STOP.sub("", printed)))
    return " or ".join(f"“{printed}”" for _, printed in sorted(words.items()))


def _sides(posts: Sequence[_Side]) -> list[_Side]:
    """Of each article and side the first post."""
    rows: dict[tuple[str, str], _Side] = {}
    for post, value in posts:
        rows.setdefault((post.covered.id, value), (post, value))
    return list(rows.values())


@cache
def _second() -> frozenset[str]:
    return frozenset(load("posts")["second"])


@cache
def _first() -> frozenset[str]:
    return frozenset(load("posts")["head"])


@cache
def _heads() -> frozenset[str]:
    return _first() | frozenset(form for table in _apart() for form in table.sides)


@cache
def _apart() -> Sequence[_Table]:
    return tuple(
        _Table(
            row.get("body", False),
            row.get("titles", False),
            row.get("what", _POST),
            row.get("hard", False),
            {f: post for post, forms in row["posts"].items() for f in forms},
        )
        for row in load("posts")["apart"]
    )


@cache
def _empty() -> frozenset[str]:
    """Stems of what makes no other body: "former", "acting", a country's own adjective."""
    return content_stems(
        "former acting interim late then current senior us u.s american " + " ".join(_second())
    )
