"""The printings of one sentence in; who said it, in words for a reader, out.

A name printed at the words counts more than one that a pronoun stands for, what is printed of it
more than a longer form found elsewhere, a person more than a statement or a newspaper that brings
his words. Of two people nobody is named; of papers of others, the paper is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation.differences.scene import Scene
from collation.differences.wording.printings import Printed

UNKNOWN = "the words in quotation marks"
_NAME = r"(?:[A-Z][\w'’-]*\.?\s+){0,5}?[A-Z][\w'’-]+"
_SAID = r"(?:said|says|wrote|writes|added|adds|tweeted|continued|explained|told \w+)"
_BEFORE = re.compile(rf"({_NAME})\s+{_SAID}[.,:]?\s*[“\"]$")
_AFTER = re.compile(rf"\s?,[”\"]\s*(?:{_SAID}\s+)?({_NAME})\s*(?:[.,]|{_SAID})")
_LED = 80  # characters before a quotation
_FOLLOWED = re.compile(r",\s+((?:[A-Z][\w'’-]*\.?\s+)*[A-Z][\w'’-]+),")  # "secretary, Jane Roe,"
_LED_BY = re.compile(r"([A-Z][\w'’-]+), (?:the|an?) [^,.;:“”\"]*$")  # "Roe, the owner and former"
_NESTED = re.compile(r"[.,!?]?['’]\s?[”\"]")
_TITLE = re.compile(
    r"(?<![\w.])[A-Z][a-z]{1,4}\.\s+|\b(?:President|Senator|Rear|Prime Minister)\s+"
)
_SUFFIX = frozenset("jr sr ii iii iv".split())
_PARTY = re.compile(r"[DR]-")  # "Roe, D-Va., said"
_WHOSE = re.compile(r"(?:its|his|her|their|my|our|this|that)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:The|An?)(?= )")
#: What is somebody's own word, and what stands between him and the reader.
_CARRIER = re.compile(
    r"\b(?:statement|e-?mails?|letter|tweet|post|newspaper|magazine|speech|op-ed|interview)\b",
    re.IGNORECASE,
)
#: What speaks for itself, whoever wrote it.
_PAPER = re.compile(
    r"\b(?:indictment|complaint|memo|memorandum|report|lawsuit|suit|ruling|order|bill|filing|"
    r"resolution|affidavit|warrant|opinion|document|documents|law)\b",
    re.IGNORECASE,
)


def is_written(speaker: str) -> bool:
    """Whether the name is of a statement, a letter, an indictment: of what somebody wrote."""
    return bool(_CARRIER.search(speaker) or _PAPER.search(speaker))


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    printed: bool  # at the words, and no pronoun


def whose(scene: Scene, rows: Sequence[Printed]) -> str:
    """ "what Jane Roe said", "what the indictment said", or `UNKNOWN`."""
    described = [row.speaker for row in rows if row.speaker and not _is_name(row)]
    paper = next((name for name in described if _PAPER.search(name)), None)
    if paper is not None and not _CARRIER.search(paper):
        return _said(paper)
    found = [one for row in rows for one in _candidates(scene, row)]
    for printed in (True, False):
        name = _agreed(list(dict.fromkeys(one.name for one in found if one.printed is printed)))
        if name is not None:
            return name if name == UNKNOWN else f"what {_in_full(scene, name)} said"
    body = next(
        (
            name for name in described
            if not _PARTY.match(name) and not _WHOSE.match(name) and _in_a_text(scene, name)
        ),
        None,
    )  # fmt: skip
    return UNKNOWN if body is None else _said(body)


def _said(body: str) -> str:
    return f"what {_ARTICLE.sub(lambda match: match[0].lower(), body)} said"


def _is_name(row: Printed) -> bool:
    """Whether the speaker is a person with a name, or called by a surname alone."""
    if row.named:
        return True
    quotation = row.quotation
    if quotation is None or quotation.person is None:
        return False
    return row.covered.reading.people[quotation.person].kind == "person" and all(
        word[:1].isupper() for word in (row.speaker or "-").split()
    )


def _agreed(names: Sequence[str]) -> str | None:
    """The fullest of some names of one person; None for none, `UNKNOWN` for two people."""
    if not names:
        return None
    if len({_surname(name) for name in names}) > 1:
        return UNKNOWN
    first = {name.split()[0] for name in names if len(name.split()) > 1}
    if len(first) > 1:
        return _last(names[0])  # two of one family, or one of them is taken for the other
    return max(names, key=lambda name: (len(name.split()), name))


def _in_full(scene: Scene, name: str) -> str:
    """A surname with the first name of the one person of the story who bears it."""
    if " " in name:
        return name
    bearers = {
        known
        for covered in scene.coverage.articles
        for person in covered.reading.people
        if person.kind == "person" and (known := scene.person(covered, person.number))
        and len(known.split()) > 1 and _last(known) == name and _in_a_text(scene, known)
    }  # fmt: skip
    return bearers.pop() if len(bearers) == 1 else name


def _surname(name: str) -> str:
    return _last(name).lower()


def _last(name: str) -> str:
    words = [word for word in name.split() if word.strip(".").lower() not in _SUFFIX]
    return words[-1] if words else name


def _candidates(scene: Scene, row: Printed) -> Iterator[_Candidate]:
    text = row.covered.article.text
    if _NESTED.match(text, row.span.end):
        return  # the words of another in somebody's own
    quotation = row.quotation
    if quotation is None or row.speaker is None:
        name = _beside(row)
        if name is not None:
            yield _Candidate(name, printed=True)
        return
    at = quotation.speaker
    printed = "" if at is None else " ".join(row.covered.text(at).split())
    if not _is_name(row):
        if at is not None and not _CARRIER.search(printed):
            met = _FOLLOWED.match(text, at.end) or _LED_BY.search(
                text, quotation.sentence.start, at.start
            )
            if met is not None and not met[1].isupper():  # no "Washington, DC,"
                yield _Candidate(_bare(met[1]), printed=True)
        return
    last = _last(_bare(printed)).removesuffix("’s").removesuffix("'s")
    if last in row.speaker.split():
        yield _Candidate(_cut_after(row.speaker, last, scene), printed=True)
    elif _in_a_text(scene, row.speaker):
        yield _Candidate(row.speaker, printed=False)


def _cut_after(name: str, last: str, scene: Scene) -> str:
    """The longer name up to the surname that is printed; the surname alone where no text has it."""
    words = name.split()
    if not _in_a_text(scene, name):
        return last
    return " ".join(words[: words.index(last) + 1])


def _beside(row: Printed) -> str | None:
    """The name that stands right behind the marks, or says the words right before them."""
    text = row.covered.article.text
    start = row.span.start
    met = _BEFORE.search(text, max(0, start - _LED), start) or _AFTER.match(text, row.span.end)
    return None if met is None else _bare(met[1])


def _bare(name: str) -> str:
    """A name without titles and offices before it: its last two words."""
    return " ".join(_TITLE.sub("", name).split()[-2:])


def _in_a_text(scene: Scene, name: str) -> bool:
    """Whether a name stands in the text of an account: "Roe Hits Ahn" is a headline, no name."""
    wanted = re.compile(r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b")
    return any(
        not scene.in_headline(covered, match.start())
        for covered in scene.coverage.articles
        for match in wanted.finditer(covered.article.text)
    )
