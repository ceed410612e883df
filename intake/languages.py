"""What a page declares and its text in; the language it is in, out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError
from justext.utils import get_stoplist

from intake.markup import Element, attribute
from intake.plain import ENGLISH, JUDGED
from intake.refusals import NotEnglish

SURE = 0.12  # of words: from here on a text is English whatever the page declares
OTHER = 0.15  # of words that are another language's commonest: below nobody can tell
FOREIGN = 0.3  # of letters that are not Latin make a text foreign
SAMPLE = 20_000  # characters that are looked at

_LISTS = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "sv": "Swedish", "da": "Danish", "nb": "Norwegian_Bokmal",
    "pl": "Polish", "cs": "Czech", "ro": "Romanian", "hu": "Hungarian", "tr": "Turkish",
    "id": "Indonesian", "fi": "Finnish", "vi": "Vietnamese",
}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def find_language(declared: str | None, text: str) -> str | None:
    """The language as a BCP 47 tag, "und" for a foreign one unknown, None if nothing tells.

    The text decides where it is long enough to judge: templates made in English are filled in
    every language. English is known by its commonest words (`ENGLISH`, as for plain texts);
    scores and ingredients have few of them, so a text is another language's only where that
    one's commonest words are more.
    """
    english = declared is None or declared.lower().startswith("en")
    if _is_foreign(text[:SAMPLE]):
        return "und" if english else declared
    words = re.findall(r"\w+", text[:SAMPLE].lower())
    share = sum(word in ENGLISH for word in words) / len(words) if words else 0.0
    if share >= SURE:
        return declared if declared and english else "en"
    if len(words) < JUDGED:
        return declared
    other = _commonest(words)
    if other is not None and not english and declared is not None:
        return declared
    return other or declared


def refusal_of(language: str | None) -> NotEnglish | None:
    """Why an article in this language is not read, None if it is English or nobody can tell."""
    if language is None or language.lower().startswith("en"):
        return None
    name = _name_of(language)
    other = f" but in {name}" if name else ""
    return NotEnglish(
        f"The article is not in English{other}, and English is all that Parallax reads."
    )


def declared_language(tree: Element, metas: dict[str, str], linked: str) -> str | None:
    """What the page says, in this order: `html lang`, JSON-LD, Content-Language, `og:locale`."""
    lang = attribute(tree, "lang") or attribute(tree, "xml:lang")
    for tag in (lang, linked, metas.get("content-language", ""), metas.get("og:locale", "")):
        found = _TAG.fullmatch(tag.strip())
        if found:
            return found[0].replace("_", "-")
    return None


def _is_foreign(text: str) -> bool:
    letters = [char for char in text[:2_000] if char.isalpha()]
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    return len(letters) >= 40 and len(letters) - latin > FOREIGN * len(letters)


def _commonest(words: list[str]) -> str | None:
    """The language of Latin letters whose commonest words these are, None for English or none.

    The lists are those of jusText (Pomikálek 2011), by which trafilatura judges paragraphs.
    """
    shares = {}
    for tag, name in _LISTS.items():
        commonest = _stoplist(name)
        shares[tag] = sum(word in commonest for word in words) / len(words)
    best = max(shares, key=lambda tag: (shares[tag], tag))
    return None if best == "en" or shares[best] < max(OTHER, 1.3 * shares["en"]) else best


@cache
def _stoplist(name: str) -> frozenset[str]:
    return frozenset(get_stoplist(name))


def _name_of(language: str) -> str:
    try:
        name = Locale.parse(language.split("-")[0].lower()).get_language_name("en")
    except (UnknownLocaleError, ValueError):
        return ""
    return name or ""
