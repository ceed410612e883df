"""The people of several accounts in; what one person is called that excludes another, out.

"Deputy Police Chief Roe" and "Police Chief Roe", "campaign manager" and "campaign chairman",
"Sgt. Roe" and "Lt. Roe": one outlet has it wrong, or writes of another time. "Former" and "acting"
make no other post, and a shorter role ("the chief") agrees with every longer one. "A legal
resident" and "an illegal alien" cannot both be right of one person at one time: hard. Words that
only judge are told by `loaded`.
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
from collation.differences.telling import quoted_at
from collation.differences.words import content_stems, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_SURE, _HARD = 0.7, 0.85
_LONGEST = 9  # words of a role
_AHEAD = 12  # characters before a role in which "deputy" may stand
_BESIDE = 5  # characters between a role and the name
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEHIND = re.compile(r",|\b(?:of|for|at|in|with|who|to|under|on)\b")
_LEADING = re.compile(
    r"^(?:(?:by|including|and|with|of|for|to|the|an?|his|her|their|its)\s+)+", re.IGNORECASE
)
_STAFF = "chief of staff"
_NOTE = "the person may have changed posts"


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as one article gives it to somebody."""

    covered: Covered
    span: Span
    head: str  # as in the table: "police chief"
    second: bool  # deputy, assistant, vice
    body: frozenset[str]  # stems of what it is a post of


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
        found = _exclude(posts)
        if found is not None:
            sides, hard = found
            evidence = [
                Evidence(r.covered.id, r.span, r.covered.sentence_at(r.span.start), value)
                for r, value in sides
            ]
            what = f"{hard or 'the post'} of {name}: {_called_so(sides)}"
            severity, sure, note = (
                (Severity.HARD, _HARD, None) if hard else (Severity.SOFT, _SURE, _NOTE)
            )
            yield difference(
                scene, Kind.LABEL, severity, what, evidence, sure,
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
            yield _Post(covered, span, head, second, body)
            return


def _exclude(posts: Sequence[_Post]) -> tuple[list[_Side], str] | None:
    """The posts of which two exclude each other, with the sides that they take, and what it is of
    that nobody has two, "" of posts."""
    for one, other in combinations(posts, 2):
        if one.covered.group == other.covered.group:
            continue
        related = not one.body or not other.body or bool(one.body & other.body)
        short, long = sorted((one.head.split(), other.head.split()), key=len)
        if short == long[-len(short) :]:
            plain, deputy = (other, one) if one.second else (one, other)
            both = _ahead(deputy) in " ".join(plain.covered.article.text.lower().split())
            if (
                one.second != other.second
                and related
                and not both  # one account gives both
                and {one.head, other.head} <= _first()
            ):
                return _sides([(p, "second" if p.second else "first") for p in posts]), ""
            continue
        for needs_body, hard, table in _apart():
            mine, theirs = table.get(one.head), table.get(other.head)
            if mine is None or theirs is None or mine == theirs:
                continue
            if not needs_body or (one.body & other.body and one.second == other.second):
                return _sides([(p, table[p.head]) for p in posts if p.head in table]), hard
    return None


def _ahead(post: _Post) -> str:
    """The post with the word before it: "deputy police chief"."""
    text, span = post.covered.article.text, post.span
    before = text[max(0, span.start - _AHEAD) : span.start].split()[-1:]
    words = " ".join([*before, text[span.start : span.end]]).lower().split()
    at = next((n for n, word in enumerate(words) if word in _second()), 0)
    return " ".join(words[at:])


def _called_so(sides: Sequence[_Side]) -> str:
    """ "“campaign chairman” or “campaign manager”": of each side the shortest words."""
    words: dict[str, set[str]] = defaultdict(set)
    for post, value in sides:
        words[value].add(_LEADING.sub("", " ".join(post.covered.text(post.span).split())))
    shortest = [min(found, key=lambda w: (len(w), w)) for _, found in sorted(words.items())]
    return " or ".join(f"“{printed}”" for printed in shortest)


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
    return _first() | frozenset(form for *_, table in _apart() for form in table)


@cache
def _apart() -> Sequence[tuple[bool, str, dict[str, str]]]:
    """For each table whether both must name one body, what it is of if hard, and form to side."""
    return tuple(
        (
            row.get("body", False),
            row.get("hard", ""),
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
