"""An account in; the words that stand beside a person's name as a post may, out.

What the parser gives a person as a role leaves out what stands before a comma ("the Veldian prime
minister, Jane Roe") and what a clause tells ("Jane Roe, who served as manager of the campaign").
Whether the words are a post at all is told by the tables of `label`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.coverage import Covered
from extraction.annotations import Span

_REACH = 80  # characters on either side of a name
_LONGEST = 6  # words of a title
#: A word of a title; a stop only where it shortens: "U.S.", "Gov."
_WORD = re.compile(r"[^\W\d_][\w&’'-]*|(?:[A-Z]\.)+|[A-Z]\w{0,2}\.")
#: What a title before a comma begins with: "the Veldian prime minister, Jane Roe".
_BEGINS = re.compile(r"(?:the|his|her|its|their|an?)|\w+[’']s?", re.IGNORECASE)
_SERVED = re.compile(
    r"(?:, \d{1,3})?(?:,? who|,)?(?: (?:once|briefly|then|later|also|previously))*"
    r"(?: (?:served|serves|worked|resigned|quit|stepped down) as"
    r"| (?:was|had been) (?:\w+ly )?(?:named|appointed|elected|made)(?: as)?) "
    r"(?P<post>[^\n.,;:()“”\"]{3,60})",
    re.IGNORECASE,
)
_PARTIES = {"D": "Democrat", "R": "Republican"}
_PARTY_BEHIND = re.compile(
    r"\s?[,(]\s?(?P<side>(?P<letter>[DR])-(?:(?:[A-Z]\.)+|[A-Z]\w+)|(?:an?|the)\s(?:[A-Z]\w+\s){0,2}"
    r"(?P<word>Democrat|Republican)(?=\s?(?:[,.;)]|from\b|of\b|who\b)))"
)
_PARTY_BEFORE = re.compile(
    r"(?<!former )(?<!then-)\b(?P<word>Democrat|Democratic|Republican)\s"
    r"(?:(?:Sens?|Reps?|Govs?)\.|Senator|Representative|Governor|Congress(?:man|woman))\s$"
)
#: Words behind which a title may begin, up to the last of them.
_OUTSIDE = re.compile(
    r"^.*\b(?:and|or|but|by|to|with|from|that|than|as|is|was|were|are|said|says|for|in|on|at|of|"
    r"before|after|since|include|including|told|when|while|where|whether|if|met|had|has|who|"
    r"[a-z]+ed|(?!acting|sitting|reigning)[a-z]+ing) "
)
#: Words at which a post that a clause tells has ended.
_ENDED = re.compile(
    r"\s(?:and|but|or|who|when|while|until|before|after|in|on|since|during|from|because)\b.*$",
    re.DOTALL,
)


def beside(covered: Covered, name: str, mention: Span) -> Iterator[tuple[str, Span]]:
    """Words before and after one mention of a person, with where they stand.

    `name` is the person's name: a mention without its last word, a pronoun, tells none.
    """
    text = covered.article.text
    if name.split()[-1].lower() not in text[mention.start : mention.end].lower():
        return
    low = max(0, mention.start - _REACH, text.rfind("\n", 0, mention.start) + 1)
    ahead = text[low : mention.start]
    size = _title(ahead)
    if size:
        yield _cut(text, Span(mention.start - size, mention.start))
    yield from _parties(text, mention)
    served = _SERVED.match(text, mention.end, mention.end + _REACH)
    if served is not None:
        yield _cut(text, Span(*served.span("post")), inside=False)


def _parties(text: str, mention: Span) -> Iterator[tuple[str, Span]]:
    """The party beside a name, as a word: "Democrat" for "(D-Norl.)" and "Democratic Sen."."""
    if text.endswith("MORE", mention.start, mention.end):
        return  # a link's end, which any name may precede
    behind = _PARTY_BEHIND.match(text, mention.end, mention.end + _REACH)
    if behind is not None:
        yield _PARTIES[(behind["letter"] or behind["word"])[0]], Span(*behind.span("side"))
    low = max(0, mention.start - _REACH)
    before = _PARTY_BEFORE.search(text[low : mention.start])
    if before is not None:
        start, end = before.span("word")
        yield _PARTIES[before["word"][0]], Span(low + start, low + end)


def _title(ahead: str) -> int:
    """How many characters before a name may be its title, with what stands between them."""
    bare = ahead.rstrip(" ,")
    if bare == ahead:
        return 0
    words: list[str] = []
    for word in reversed(bare.split(" ")):
        plain = word.lstrip('“‘"(')
        if len(words) == _LONGEST or not _WORD.fullmatch(plain):
            break
        words.append(plain)
        if plain != word:
            break
    if "," in ahead[len(bare) :]:
        first = max((n for n, word in enumerate(words, 1) if _BEGINS.fullmatch(word)), default=0)
        words = words[:first] if first > 1 else []
    return len(" ".join(words)) + len(ahead) - len(bare) if words else 0


def _cut(text: str, span: Span, *, inside: bool = True) -> tuple[str, Span]:
    """The words without what stands before a title, or behind what a clause tells."""
    words = text[span.start : span.end]
    if inside:
        skipped = _OUTSIDE.match(words)
        words = words.rstrip(" ,")
        start = span.start + (skipped.end() if skipped is not None else 0)
    else:
        start, words = span.start, _ENDED.sub("", words)
    end = max(start, span.start + len(words.rstrip()))
    return text[start:end], Span(start, end)
