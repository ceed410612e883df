"""A loaded pipeline in; the same one, to which a long word costs what it is long, out.

spaCy looks for the end of a word by trying its endings at every sign of what is left of it, so
that two thousand dashes in a row take seconds and a picture printed as letters takes hours.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language

REACH = 200  # signs at the end of a word among which its ending is: the longest has three


def look_at_ends(nlp: Language) -> None:
    """Let the tokenizer look for an ending no farther back than one can begin."""
    tokenizer: Any = nlp.tokenizer  # Any: spaCy's compiled class
    search = tokenizer.suffix_search

    def ending(word: str) -> re.Match[str] | None:
        return search(word[-REACH:])  # type: ignore[no-any-return]

    tokenizer.suffix_search = ending
