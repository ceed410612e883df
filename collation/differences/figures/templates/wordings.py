"""A pattern of `data/quantities.toml` in; a regular expression for a line of small words, out.

The line is the words of a sentence in small letters with one space between, "#" for the figure
asked about and "§" for every other one. The data file says how a pattern is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import cache

from collation.differences.words import load

#: What stands before a figure and changes nothing of what it is of.
_FILLING = re.compile(
    r"(?:(?<= )(?:a total of|an estimated|a record|as many as|as much as|as few as|as little as|"
    r"at least|at most|more than|less than|fewer than|close to|upwards of|in excess of|"
    r"no more than|no fewer than|no less than|not less than|not more than|well over|up to|about|"
    r"around|roughly|some|nearly|almost|approximately|just|only|over|under|exactly|even|"
    r"estimated|an?|the|fully|merely|a mere|perhaps|all|its|their|another) ){1,3}#"
)
#: "@person": any plural, and the singulars.
_PERSON = (
    r"(?:[a-z'-]+s|[a-z'-]*(?:men|people|children|folk)|police|personnel|staff|crew|dead|injured|"
    r"wounded|person|man|woman|child|passenger|worker|victim|soldier|civilian|other) "
)
_GAP = (
    r"(?:(?!(?:and|but|while|who|which|whose|that|when|after|before|because|if|or|of) )"
    r"[^\s#§,;:.()]+ )"
)
_LONGER = r"(?:(?!(?:but|while|who|which|when|after|because|if) )[^\s#§;:.()]+ )"
_MOST, _LONGEST = 3, 6  # words of a gap
_MANY = 4  # words of "have been reportedly" and the like
_TOKEN = re.compile(r"@\w+\*?|\.\.\.?|[()\[\]|]|#|[^\s()\[\]|]+")
#: Words that hardly a sentence is without: nothing is looked up by them.
_COMMON = frozenset(
    "a an the of to in at for is are was were be been has have had with by and on from it".split()
)
_PLURALS = {"man": "men", "woman": "women", "child": "children", "person": "people"}


def bare(line: str) -> str:
    """The line without what hedges or introduces its figure."""
    return _FILLING.sub("#", line)


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern; a line that it fits has one word at least of each set of `needs`."""

    pattern: str
    needs: tuple[frozenset[str], ...]  # the smallest first

    def fits(self, line: str, words: Set[str]) -> bool:
        """Whether it fits a line, of which `words` are the words."""
        if not all(need & words for need in self.needs):
            return False
        return _compiled(self.pattern).search(line) is not None


@cache
def wording(pattern: str) -> Wording:
    """The pattern with the words that it needs."""
    parts = list(_parts(_TOKEN.findall(pattern)))
    keyed = [part.first for part in parts if part.first and not part.first & _COMMON]
    return Wording(pattern, tuple(sorted(keyed, key=len)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The expression of a pattern, made when it is first needed: there are hundreds."""
    return re.compile(" " + "".join(part.regex for part in _parts(_TOKEN.findall(pattern))))


@dataclass(frozen=True, slots=True)
class _Part:
    regex: str
    first: frozenset[str]  # the words it may begin with; empty where it may be left out


def _parts(tokens: list[str]) -> Iterator[_Part]:
    """Each item of a sequence of tokens, as far as no bracket closes it; eats what it reads."""
    while tokens and tokens[0] not in (")", "]", "|"):
        token = tokens.pop(0)
        if token in ("(", "["):
            yield _choice(tokens, may_lack=token == "[")
        elif token == "#":
            yield _Part("# ", frozenset())
        elif token in ("..", "..."):
            gap = f"{_GAP}{{0,{_MOST}}}?" if token == ".." else f"{_LONGER}{{0,{_LONGEST}}}?"
            yield _Part(gap, frozenset())
        elif token.endswith("*"):
            yield _Part(f"(?:{_named(token[1:-1]).regex}){{0,{_MANY}}}", frozenset())
        elif token.startswith("@"):
            yield _named(token[1:])
        else:
            yield _Part((token if "\\" in token else re.escape(token)) + " ", frozenset({token}))


def _choice(tokens: list[str], *, may_lack: bool) -> _Part:
    found = []
    while True:
        found.append(_sequence(tokens))
        if not tokens or tokens.pop(0) != "|":
            break
    regex = f"(?:{'|'.join(part.regex for part in found)})"
    known = not may_lack and all(part.first for part in found)
    first = frozenset().union(*(part.first for part in found)) if known else frozenset()
    return _Part(regex + "?" if may_lack else regex, first)


def _sequence(tokens: list[str]) -> _Part:
    parts = list(_parts(tokens))
    first = parts[0].first if parts else frozenset()
    return _Part("".join(part.regex for part in parts), first)


@cache
def _named(name: str) -> _Part:
    """One of the words of a list."""
    table = load("quantities")
    if name == "person":
        return _Part(_PERSON, frozenset())
    if name in table["verbs"]:
        phrases = [_inflected(entry, _verb_forms) for entry in table["verbs"][name]]
    elif name in table["nouns"]:
        phrases = [_inflected(entry, _noun_forms, last=True) for entry in table["nouns"][name]]
    elif name in table["words"]:
        phrases = list(table["words"][name])
    else:
        phrases = [_inflected(word, _noun_forms, last=True) for word in _kind(name)]
    phrases = sorted(phrases, key=len, reverse=True)  # "shot dead" before "shot"
    return _choice(_TOKEN.findall("|".join(phrases)), may_lack=False)


def _kind(name: str) -> list[str]:
    """The nouns of a kind of `kinds.toml`."""
    kinds: list[list[str]] = load("kinds")["kinds"]
    return next(words for words in kinds if words[0] == name)


def _inflected(entry: str, forms_of: Callable[[str], list[str]], *, last: bool = False) -> str:
    """ "lose/loses/lost [their] lives" with a choice for its forms; else its regular forms."""
    head, _, rest = entry.partition(" ")
    if "/" in head and not last:
        return f"({head.replace('/', '|')}) {rest}".strip()
    if "/" in entry:
        return f"({entry.replace('/', '|')})"
    if last:
        before, _, noun = entry.rpartition(" ")
        return f"{before} ({'|'.join(forms_of(noun))})".strip()
    return f"({'|'.join(forms_of(head))}) {rest}".strip()


def _verb_forms(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return [verb, third, f"{verb}ed", f"{verb}ing"]


def _noun_forms(noun: str) -> list[str]:
    for ending, plural in _PLURALS.items():
        if noun.endswith(ending):
            return [noun, noun.removesuffix(ending) + plural]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return [noun, f"{noun[:-1]}ies"]
    return [noun, f"{noun}es" if noun.endswith(("s", "sh", "ch", "x")) else f"{noun}s"]
