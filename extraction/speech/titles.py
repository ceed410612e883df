"""The words before a name in; the office and the gender that they tell, out."""

from __future__ import annotations

from extraction.speech.genders import FEMALE, MALE, gender_of_role
from extraction.speech.passages import Passage
from extraction.speech.phrases import can_speak

#: Words before a name that are no part of it. Those that tell a gender say which.
TITLES = {
    "mr": MALE,
    "mrs": FEMALE,
    "ms": FEMALE,
    "miss": FEMALE,
    "sir": MALE,
    "lady": FEMALE,
    "lord": MALE,
    "dame": FEMALE,
    "king": MALE,
    "queen": FEMALE,
    "prince": MALE,
    "princess": FEMALE,
    "madam": FEMALE,
    **dict.fromkeys(
        "dr prof professor president vice prime minister senator sen rep representative gov "
        "governor mayor judge justice chief secretary general gen col colonel lt lieutenant capt "
        "captain sgt sergeant maj major adm admiral officer det detective sheriff deputy attorney "
        "congressman congresswoman chairman chairwoman chairperson speaker leader rev reverend "
        "pope father sister bishop cardinal archbishop coach director ceo cfo cto coo spokesman "
        "spokeswoman spokesperson commissioner inspector superintendent ambassador chancellor "
        "former ex-president then-president president-elect candidate nominee republican democrat "
        "democratic us u.s. and the rep. sen. gov. assistant special counsel agent house senate "
        "majority minority whip premier councillor councilman councilwoman state".split(),
        "",
    ),
}
#: Titles that are nobody's given name or surname.
_OFFICES = frozenset(
    "ambassador senator minister secretary president governor spokesman spokeswoman director "
    "chairman chairwoman commissioner congressman congresswoman rep sen gov superintendent".split()
)
SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "esq", "md"))
CLITICS = ("'s", "’s", "'", "’", "‘s")
_AGENTS = frozenset(("by", "from", "to", "for", "with", "of", "like"))  # somebody follows
_NO_OFFICE = ("VERB", "AUX", "ADP", "PRON", "SCONJ", "ADV", "CCONJ", "SPACE")


def behind_office(passage: Passage, start: int, end: int) -> int:
    """Where a name begins that was marked with an office in it: `Nations Ambassador Roe`."""
    for k in range(end - 2, start, -1):
        if passage.words[k].strip(".") in _OFFICES and passage.words[k + 1] not in SUFFIXES:
            return k + 1
    return start


def role_before(passage: Passage, start: int) -> tuple[tuple[str, ...], str | None]:
    """The words of office before a name and the gender they tell; looks eight words back."""
    words: list[str] = []
    gender = None
    for k in range(start - 1, max(start - 9, -1), -1):
        token, word = passage.doc[k], passage.words[k]
        if passage.sentence[k] != passage.sentence[start]:
            break
        if token.is_punct and word.strip(".") not in TITLES and word not in ("-", "–"):
            break
        named = token.ent_type_ in ("ORG", "LOC", "GPE")  # `United Nations Ambassador Roe`
        if token.pos_ in _NO_OFFICE and word not in ("of", "for") and not named:
            break
        if word in ("of", "for") and not words:
            break  # `a lawyer for Roe`
        if word in ("of", "for") and (k == 0 or passage.doc[k - 1].pos_ not in ("NOUN", "PROPN")):
            break
        if word in CLITICS or token.pos_ == "DET" or token.tag_ == "NNS" or token.pos_ == "NUM":
            break
        gender = gender or TITLES.get(word.strip(".")) or gender_of_role(word) or None
        words.append(word)
    if "old" in words and "year" in words:
        del words[words.index("old") :]  # `45-year-old teacher`
    if words and _is_circumstance(passage, start - len(words), words[0]):
        return (), None
    return tuple(reversed(words)), gender


def _is_circumstance(passage: Passage, first: int, noun: str) -> bool:
    """Whether a noun before a name tells when or where: `At the first corner Roe overtook him`."""
    if first < 2 or noun.strip(".") in TITLES or can_speak(noun) or gender_of_role(noun):
        return False
    article, before = passage.doc[first - 1], passage.doc[first - 2]
    return article.pos_ == "DET" and before.pos_ == "ADP" and before.lower_ not in _AGENTS
