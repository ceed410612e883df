"""The people of several accounts in; posts and ranks of one person that exclude each other, out.

"Deputy Police Chief Roe" and "Police Chief Roe", "campaign manager" and "campaign chairman",
"Sgt. Roe" and "Lt. Roe": one outlet has it wrong, or writes of another time. "Former" and "acting"
make no other post, and a shorter role ("the chief") agrees with every longer one.
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
from collation.differences.words import content_stems, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_SURE = 0.7
_LONGEST = 9  # words of a role
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEHIND = re.compile(r",|\b(?:of|for|at|in|with|who|to|under|on)\b")
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


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy a person."""
    held: dict[str, list[_Post]] = defaultdict(list)
    for covered in scene.coverage.articles:
        called: dict[int, set[str]] = defaultdict(set)
        for person in covered.reading.people:
            called[person.number] |= set(person.roles)
        for label in covered.reading.labels:
            if label.target is not None and not label.negated:
                called[label.target].add(label.text)
        for number, roles in sorted(called.items()):
            name = scene.somebody(covered, number)
            if name is not None and " " in name:
                for role in sorted(roles):
                    held[name] += _read(covered, role)
    for name, posts in sorted(held.items()):
        found = _exclude(posts)
        if found is not None:
            rows, values = found
            yield difference(
                scene, Kind.LABEL, Severity.SOFT, f"the post of {name}",
                [
                    Evidence(r.covered.id, r.span, r.covered.sentence_at(r.span.start), value)
                    for r, value in zip(rows, values, strict=True)
                ],
                _SURE,
                note=_NOTE,
            )  # fmt: skip


def _read(covered: Covered, role: str) -> Iterator[_Post]:
    """The post at the end of a role, where the article prints the role."""
    at = covered.article.text.find(role)
    if at < 0 or len(role.split()) > _LONGEST:
        return
    plain = role.lower().replace(".", "").replace("’", "'").replace("'s", "")
    joined = plain.replace(_STAFF, _STAFF.replace(" ", "-"))
    front, *rest = _BEHIND.split(joined, maxsplit=1)
    words = [word.replace("-of-", " of ") for word in _WORD.findall(front)]
    for size in (2, 1):
        head = " ".join(words[-size:])
        if len(words) >= size and head in _heads():
            before = words[:-size]
            body = content_stems(" ".join([*before, *rest])) - _empty()
            second = bool(_second() & set(before))
            yield _Post(covered, Span(at, at + len(role)), head, second, body)
            return


def _exclude(posts: Sequence[_Post]) -> tuple[list[_Post], list[str]] | None:
    """The posts of which two exclude each other, with the sides that they take."""
    for one, other in combinations(posts, 2):
        if one.covered.group == other.covered.group:
            continue
        related = not one.body or not other.body or bool(one.body & other.body)
        short, long = sorted((one.head.split(), other.head.split()), key=len)
        if short == long[-len(short) :]:
            if one.second != other.second and related and {one.head, other.head} <= _first():
                return _sides([(p, "second" if p.second else "first") for p in posts])
            continue
        for needs_body, table in _apart():
            mine, theirs = table.get(one.head), table.get(other.head)
            if mine is None or theirs is None or mine == theirs:
                continue
            if not needs_body or (one.body & other.body and one.second == other.second):
                return _sides([(p, table[p.head]) for p in posts if p.head in table])
    return None


def _sides(posts: Sequence[tuple[_Post, str]]) -> tuple[list[_Post], list[str]]:
    """Of each article and side the first post."""
    rows: dict[tuple[str, str], _Post] = {}
    for post, value in posts:
        rows.setdefault((post.covered.id, value), post)
    return list(rows.values()), [value for _, value in rows]


@cache
def _second() -> frozenset[str]:
    return frozenset(load("posts")["second"])


@cache
def _first() -> frozenset[str]:
    return frozenset(load("posts")["head"])


@cache
def _heads() -> frozenset[str]:
    return _first() | frozenset(form for _, table in _apart() for form in table)


@cache
def _apart() -> Sequence[tuple[bool, dict[str, str]]]:
    return tuple(
        (row.get("body", False), {f: post for post, forms in row["posts"].items() for f in forms})
        for row in load("posts")["apart"]
    )


@cache
def _empty() -> frozenset[str]:
    """Stems of what makes no other body: "former", "acting", a country's own adjective."""
    return content_stems(
        "former acting interim late then current senior us u.s american " + " ".join(_second())
    )
