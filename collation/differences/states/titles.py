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
#: Words of a title with blanks behind them; a stop only where it shortens: "U.S.", "Gov."
_WORDS = r"(?:[^\W\d_](?:[\w&’'-]|(?<=\b[A-Z])\.)*(?:(?<=\b[A-Z]\w)\.|(?<=\b[A-Z]\w\w)\.)? ){1,6}"
#: "the Veldian prime minister, " and "Veldian Prime Minister ", up to the name.
_BEFORE = re.compile(rf"(?P<post>{_WORDS})$")
_BEFORE_COMMA = re.compile(
    rf"(?P<post>(?:\b(?:the|his|her|its|their|an?)|\b\w+[’']s?)[ ]{_WORDS}?[^\W\d_][\w’'-]*), ?$",
    re.IGNORECASE,
)
_SERVED = re.compile(
    r"(?:, \d{1,3})?(?:,? who|,)?(?: (?:once|briefly|then|later|also|previously))*"
    r"(?: (?:served|serves|worked|resigned|quit|stepped down) as"
    r"| (?:was|had been) (?:\w+ly )?(?:named|appointed|elected|made)(?: as)?) "
    r"(?P<post>[^\n.,;:()“”\"]{3,60})",
    re.IGNORECASE,
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
    for pattern in (_BEFORE, _BEFORE_COMMA):
        found = pattern.search(ahead)
        if found is not None:
            yield _cut(text, Span(low + found.start("post"), low + found.end("post")))
            break
    served = _SERVED.match(text, mention.end, mention.end + _REACH)
    if served is not None:
        yield _cut(text, Span(*served.span("post")), inside=False)


def _cut(text: str, span: Span, *, inside: bool = True) -> tuple[str, Span]:
    """The words without what stands before a title, or behind what a clause tells."""
    words = text[span.start : span.end]
    if inside:
        skipped = _OUTSIDE.match(words)
        start = span.start + (skipped.end() if skipped is not None else 0)
    else:
        start, words = span.start, _ENDED.sub("", words)
    end = max(start, span.start + len(words.rstrip()))
    return text[start:end], Span(start, end)
