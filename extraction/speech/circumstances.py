"""Words behind a reported clause in; whether they tell of the telling instead, out.

`said he would not resign, in a speech to the council` and `as the pair met` give where and when it
was said; `claims she rejects` and `a move that surprised the town` judge it. The parse hangs all
of them on the reported verb as readily as on the cue, so tense and words decide.
"""

from __future__ import annotations

from extraction.speech.passages import Passage
from extraction.speech.phrases import own_subject
from extraction.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: Nouns that sum up a clause before them (sentential apposition, Quirk et al. 1985, 17.65 ff.).
_SUMMARIES = frozenset(
    "accusation admission allegation announcement assertion charge claim decision development "
    "explanation move offense offence proposal reference remark request reversal sign stance "
    "statement step suggestion tactic".split()
)
_SUMMARY = 6  # tokens from the article to such a noun and the word behind it
_OPENING = frozenset("that which to many some after expected seen meant not".split())
#: The same without an article, where others deny them: `, claims Roe rejects`.
_CLAIMS = frozenset("accusations allegations assertions charges claims".split())
_DENIALS = ("reject", "denie", "deny", "disput", "dismiss", "refut", "contest")
_DENIED = 8  # tokens from such a noun to the verb of denial
#: Occasions of speech: `, in a meeting with Roe`.
_OCCASIONS = frozenset(
    "address appearance briefing call conference email e-mail filing hearing interview letter "
    "meeting memo message post remarks speech statement testimony tweet video".split()
)
_OCCASION = 7  # tokens from the preposition to the noun
#: Verbs by which a teller stands apart from what is said: `insisted it was, despite the ruling`.
_INSISTING = frozenset(("insist", "deny", "maintain"))
_CONTRARY = 8  # tokens of `despite evidence to the contrary`
_DETERMINERS = frozenset("a an the his her their its".split())
_PERSONS = frozenset(("he", "she", "they"))
_COUPLES = frozenset(("pair", "two", "duo"))
_AUXILIARIES = frozenset(
    "has have had do does did is are was were be 's ’s can may might could would".split()
)
_SUBJECT = 6  # tokens of the subject of an `as` clause
_COMPARED = frozenset(
    "such well long soon same much just even so as far insofar known described regarded".split()
)
_COMPARISON = 6  # tokens from `as` or `so` to the `as` of a comparison
_RELATIVES = frozenset("who which that whom whose where when".split())


def is_circumstance(passage: Passage, start: int, k: int, limit: int, i: int, tense: str) -> bool:
    """Whether tokens [k, limit), behind the clause from token `start` that the cue at token i
    reports, tell when or where it was said, or what is thought of it; `tense` is the cue's tag."""
    comma = passage.words[k] == ","
    first = k + comma
    if comma and (is_summary(passage, first, limit) or _is_denied(passage, first, limit)):
        return True
    if comma and _is_occasion(passage, first, limit):
        return not _tells_of_speech(passage, start, k)
    if first < limit and passage.words[first] == "despite":
        verb = passage.cue(i)
        insists = comma and verb is not None and verb.lemma in _INSISTING
        return insists or "contrary" in passage.words[first : first + _CONTRARY]
    if first < limit and passage.words[first] == "as":
        return _is_meanwhile(passage, start, first, limit, tense, comma)
    return False


def is_summary(passage: Passage, first: int, limit: int, dashed: bool = False) -> bool:
    """Whether the teller sums up what was said: `, a move that surprised the town`; behind a dash
    the noun is enough."""
    words = passage.words[first : min(first + _SUMMARY, limit)]
    if words[:1] not in (("a",), ("an",)):
        return False
    return any(
        word in _SUMMARIES and (dashed or following in _OPENING)
        for word, following in zip(words, (*words[1:], ""), strict=True)
    ) or words[1:3] in (("day", "after"), ("week", "after"), ("month", "after"))


def _is_denied(passage: Passage, first: int, limit: int) -> bool:
    """`, claims Roe rejects`, `, allegations that the firm denied`, `, a charge she disputes`."""
    words = passage.words
    at = first + (words[first : first + 1] in (("a",), ("an",)))
    if at >= limit or not (words[at] in _CLAIMS or (at > first and words[at] + "s" in _CLAIMS)):
        return False
    for k in range(at + 1, min(at + _DENIED, limit)):
        if not passage.outside(k) or words[k] in (",", ".", ";", ":"):
            return False
        if words[k].startswith(_DENIALS):
            return passage.doc[k].tag_ in _FINITE
    return False


def _is_occasion(passage: Passage, first: int, limit: int) -> bool:
    """`, in a meeting with Roe today`: up to the end with no comma."""
    words = passage.words
    if words[first : first + 1] not in (("in",), ("during",), ("at",)) or first + 2 >= limit:
        return False
    if words[first + 1] not in _DETERMINERS:
        return False
    noun = next(
        (k for k in range(first + 2, min(first + _OCCASION, limit)) if words[k] in _OCCASIONS), None
    )
    if noun is None or passage.doc[noun].pos_ != "NOUN":
        return False
    before = range(first + 2, noun)
    if any(passage.doc[k].pos_ in ("VERB", "AUX", "ADP", "PUNCT") for k in before):
        return False
    return not any(words[k] == "," or passage.doc[k].tag_ in _FINITE for k in range(noun, limit))


def _tells_of_speech(passage: Passage, start: int, end: int) -> bool:
    """Whether a verb of speech stands within the clause, to which the occasion then belongs."""
    return any(
        passage.cue(k) is not None and passage.doc[k].pos_ == "VERB" for k in range(start, end)
    )


def _is_meanwhile(
    passage: Passage, start: int, first: int, limit: int, tense: str, comma: bool
) -> bool:
    """`as he met with Roe`, `, as the pair toured the port`: in the tense of the cue, behind a
    clause that tells of no act at that time."""
    words, doc = passage.words, passage.doc
    if words[first - 1] in _COMPARED or {"as", "so", "such", "same"}.intersection(
        words[max(first - _COMPARISON, start) : first]
    ):
        return False
    verb = next(
        (
            k
            for k in range(first + 1, min(first + _SUBJECT, limit))
            if doc[k].tag_ in _FINITE or not passage.outside(k) or words[k] in (",", ".", "to")
        ),
        None,
    )
    if verb is None or verb == first + 1 or doc[verb].tag_ != tense or words[verb] in _AUXILIARIES:
        return False
    couple = words[first + 1] == "the" and words[first + 2] in _COUPLES and verb == first + 3
    own = words[first + 1] in _PERSONS and verb == first + 2
    if not (couple or own or (comma and words[start] in _PERSONS)):
        return False  # `said the test would not count, as schools worked on it`
    return _is_state(passage, start, first)


def _is_state(passage: Passage, start: int, end: int) -> bool:
    """Whether the last finite verb of a clause tells what is, will or will not be, and no act."""
    words, doc = passage.words, passage.doc
    last = None
    for k in range(start, end):
        relative = _RELATIVES.intersection(words[max(k - 2, start) : k])
        if doc[k].tag_ in _FINITE and not relative and not _is_participle(doc[k]):
            last = k
    if last is None or not passage.outside(last):
        return False
    if words[last] in ("would", "will", "’ll", "'ll"):
        return True
    after = last + 1
    while after < end and (doc[after].pos_ == "ADV" or words[after] in ("not", "n't", "n’t")):
        after += 1
    verbal = after < end and doc[after].tag_ in ("VB", "VBN", "VBG")
    if words[last] in ("do", "does", "did"):
        return after > last + 1
    return doc[last].lemma_ in ("be", "have") and not verbal


def _is_participle(verb: Token) -> bool:
    """Whether what is tagged as the past is no clause of its own: `a man wrongly deported`."""
    return verb.dep_ in ("acl", "advcl", "amod") and own_subject(verb) is None
