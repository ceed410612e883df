"""A printed word in; the one spelling under which it is compared with other outlets', out.

What is undone are habits of outlets, not of speakers: accents, contractions, numbers in letters,
initials of countries, British and American spelling. Rules may make a form that is no word
("raize"); all that counts is that two spellings of one word give one form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

#: Apostrophes and hyphens as they are typed, as one of each.
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'") | {"‑": "-"})
_INITIALS = {
    "US": ("united", "states"),
    "USA": ("united", "states"),
    "UK": ("united", "kingdom"),
    "UN": ("united", "nations"),
    "EU": ("european", "union"),
}
_EXPANDED = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "percent": ("per", "cent"),
    "till": ("until",),
    "gen": ("general",),
    "sen": ("senator",),
    "gov": ("governor",),
    "rep": ("representative",),
    "lt": ("lieutenant",),
    "sgt": ("sergeant",),
}
_ENDINGS = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'m": "am",
    "'ll": "will",
    "'d": "would",
}
_CLITIC_HOSTS = frozenset("he she it that there here what who where how this".split())

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
#: "one" stays a word, for it is a pronoun too.
_NUMBERS = {word: str(value) for value, word in enumerate(UNITS) if word != "one"}
_NUMBERS |= {word: str(10 * place) for place, word in enumerate(TENS, 2)}
_NUMBERS |= {
    ten + unit: str(10 * place + value)
    for place, ten in enumerate(TENS, 2)
    for value, unit in enumerate(UNITS[1:10], 1)
}
_NUMBERS |= {"1": "one"}
_NUMBERS |= {
    f"{place}{'st' if place == 1 else 'nd' if place == 2 else 'rd' if place == 3 else 'th'}": word
    for place, word in enumerate(_ORDINALS, 1)
}

#: British endings and the American ones; each leaves words of four letters alone ("four", "rise").
_RULES = tuple(
    (re.compile(pattern), british, american)
    for pattern, british, american in (
        # colour, favourite, neighbourhood; not hour, course, journey
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able|ite|ful|er|hood|less|y$)", "our", "or"),
        # organise, realised, globalisation; not rise
        (r"(?<=[a-z]{2}[a-z])is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "is", "iz"),
        (r"(?<=[a-z]{2}l)ys(?=(?:e|es|ed|er|ing)$)", "ys", "yz"),  # analyse
        # centre, theatres, metred; not genre
        (r"(?<=[a-z]{2}[bt])re(?=s?$)", "re", "er"),
        (r"(?<=[a-z]{2}[bt])red$", "red", "ered"),
        (r"(?<=[a-z])logue(?=s?$)", "logue", "log"),  # catalogue
        # travelled, modelling, jeweller, marvellous; not filled
        (r"^([a-z]*[aeiou][a-z]*[aeiou])ll(?=(?:ed|ing|er|ers|ous|or|ors)$)", "ll", r"\1l"),
    )
)


@lru_cache(maxsize=50_000)
def expand(printed: str) -> tuple[str, ...]:
    """The words that a printed word stands for: "don’t" is "do" and "not", "U.S." two words.

    In small letters, without accents, each in the spelling under which it is compared. Hyphens
    are dropped: "home-grown" is "homegrown". "Roe's" is "roe", "he's" is "he" and "is".
    """
    bare = printed.replace(".", "") if printed[:1].isalpha() else printed
    if bare in _INITIALS:
        return _INITIALS[bare]
    word = fold(printed).translate(APOSTROPHES)
    if word in _EXPANDED:
        return _EXPANDED[word]
    if word.endswith("%") and len(word) > 1:
        return (respell(word[:-1]), "per", "cent")
    for ending, expanded in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (respell(word[: -len(ending)]), expanded)
    if word.endswith("'s"):
        head = word[:-2]
        return (respell(head), "is") if head in _CLITIC_HOSTS else (respell(head),)
    return (respell(word),)


def fold(text: str) -> str:
    """Small letters without accents: García is garcia."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=100_000)
def respell(word: str) -> str:
    """One spelling of a folded word: numbers in digits, British endings made American."""
    if not word[:1].isalpha():  # 10,000 and 1.5
        word = word.replace(",", "").rstrip(".:")
        return _NUMBERS.get(word, word)
    form = word.replace("-", "").replace(".", "").strip("'")
    known = _NUMBERS.get(form) or _pairs().get(form)
    if known is not None:
        return known
    if len(form) > 4:
        for rule, british, american in _RULES:
            if british in form:
                form = rule.sub(american, form)
    return form


@cache
def _pairs() -> dict[str, str]:
    raw = resources.files("collation").joinpath("spellings.tsv").read_text(encoding="utf-8")
    rows = [row.partition("\t") for row in raw.splitlines() if row and not row.startswith("#")]
    return {british: american for british, _, american in rows}
