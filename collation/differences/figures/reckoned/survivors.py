"""How many lived through something, as accounts print it in; numbers that exclude each other, out.

"The only survivor", "two of the five came out alive", "all six on board died" and "three of the
five were killed" are brought to how many there were, how many died and how many lived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import AMOUNT, NUMBER, Interval, amount, number
from collation.differences.figures.reckoned.comparing import Told, clashes, is_unreal, reports
from collation.differences.scene import Scene
from collation.differences.words import load
from collation.discrepancy import Discrepancy
from extraction.annotations import Span

_SURE = 0.8
_WEIGHT = 10.0
_MOST = 1000
_SIGN = tuple("surviv alive lived dead died perish killed killing lost drown escap alone".split())
#: Whose survivors are no people of the event: "the only surviving gunman", "cancer survivors".
_OTHER = re.compile(
    r"\b(?:cancer|holocaust|assault|abuse|rape|genocide|hiroshima|polio|stroke|heart|covid|shooting"
    r"|surviv(?:es?|ed)\s+by|is\s+survived|attempt|no[- ]confidence|vote|transplant|surgery|suspect"
    r"|gunm[ae]n|attackers?|family\s+member|sibling|heir|species|years?\s+later|since\s+died)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+(?:by\b|in\s+(?:two|three|four|other)\b|an?\s+(?:earlier|previous)\b)")


@cache
def _words(name: str) -> str:
    return "(?:" + "|".join(load("reckoned")["survivors"][name]) + ")"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    people = (
        r"(?:people|passengers?|occupants?|crew(?:\s+members?)?|men|women|children|friends|sailors"
        r"|climbers|miners|hikers|workers|soldiers|members|tourists|travellers|students|skiers"
        r"|adults|boys|girls|divers|fishermen|of\s+them|others|victims|residents|brothers|sisters)"
    )
    of = rf"\s+of\s+(?:(?:the|its|their|those|all)\s+)?(?:(?P<total>{NUMBER})\s*)?"
    texts = {
        "sole": rf"\b{_words('sole')}\b(?!s)",
        "nobody": rf"\b{_words('all_dead')}\b",
        "part": rf"\b(?P<n>{AMOUNT}|all\s+but\s+{NUMBER}|none){of}(?:[\w-]+\s+){{0,4}}?(?:who\s+)?"
        rf"(?:(?P<alive>{_words('alive')})|(?P<dead>{_words('dead')}))(?!\w)",
        "all": rf"\b(?:all|both)\s+(?P<n>{NUMBER})\s+(?:[\w-]+\s+){{0,4}}?"
        rf"(?:(?P<alive>{_words('alive')})|(?P<dead>{_words('dead')}))(?!\w)",
        "some": rf"(?<!of\s)(?<!of\sthe\s)\b(?P<n>{AMOUNT})\s+(?:{people}\s+)?(?:(?:had|have"
        rf"|has)\s+)?"
        rf"(?P<alive>{_words('alive')})(?!\w)",
        "survivors": rf"\b(?P<n>{AMOUNT}|both)\s+(?:known\s+|other\s+)?survivors\b",
    }
    return {name: re.compile(text, re.IGNORECASE) for name, text in texts.items()}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers of survivors that differ, one discrepancy an event."""
    told = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    pairs = clashes(scene, told, weight=_WEIGHT)
    yield from reports(scene, pairs, "how many survived", _SURE)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, _SIGN):
        sentence, words = row.span, covered.text(row.span)
        taken: list[Span] = []
        for form, value, start, end in _forms(words):
            span = Span(sentence.start + start, sentence.start + end)
            if any(span.overlaps(other) for other in taken) or _OTHER.search(words):
                continue
            taken.append(span)
            if not _AFTER.match(words, end) and not is_unreal(covered, sentence, span):
                yield Told(covered, sentence, span, form, value)


def _forms(words: str) -> Iterator[tuple[Mapping[str, Interval], str, int, int]]:
    """The forms in a sentence with their places in it, those that say most first."""
    patterns = _patterns()
    for match in patterns["sole"].finditer(words):
        yield {"alive": (1.0, 1.0)}, "one survivor", *match.span()
    for match in patterns["nobody"].finditer(words):
        yield {"alive": (0.0, 0.0)}, "no survivors", *match.span()
    for name in ("part", "all"):
        for match in patterns[name].finditer(words):
            form = _part(match) if name == "part" else _all(match)
            if form is not None:
                side = "survived" if match["alive"] else "died"
                total = f" of {match['total']}" if name == "part" and match["total"] else ""
                yield form, f"{match['n']}{total} {side}", *match.span()
    for name in ("some", "survivors"):
        for match in patterns[name].finditer(words):
            low, high = (2.0, 2.0) if match["n"].lower() == "both" else amount(match["n"])
            if 1 < high <= _MOST:
                yield {"alive": (low, high)}, f"{match['n']} survived", *match.span()


def _part(match: re.Match[str]) -> Mapping[str, Interval] | None:
    """So many of a whole; None where neither the whole nor whose part it is is clear."""
    total = number(match["total"]) if match["total"] else None
    words = match["n"].lower()
    if words == "none":
        low = high = 0.0
    elif words.startswith("all but"):
        left = number(words.removeprefix("all but").strip())
        if total is None:
            return {"dead": (left, left)} if match["alive"] else {"alive": (left, left)}
        low = high = total - left
    else:
        low, high = amount(match["n"])
    if total is None:
        return {"alive": (low, high)} if match["alive"] and words == "none" else None
    if low > total or total > _MOST:
        return None
    rest = (max(0.0, total - high), total - low)
    counted, others = ((low, high), rest) if match["alive"] else (rest, (low, high))
    return {"alive": counted, "dead": others, "total": (total, total)}


def _all(match: re.Match[str]) -> Mapping[str, Interval] | None:
    total = number(match["n"])
    if total > _MOST:
        return None
    alive, dead = (total, 0.0) if match["alive"] else (0.0, total)
    return {"alive": (alive, alive), "dead": (dead, dead)}
