"""A cue verb in a passage in; whether it tells of speech there, out."""

from __future__ import annotations

from extraction.speech.cues import CueVerb
from extraction.speech.mentions import Mention, name_words
from extraction.speech.passages import Frame, Passage
from extraction.speech.phrases import (
    can_speak,
    has_passive_aux,
    is_passive,
    own_subject,
)

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "nor", "neither", "cannot"))
_MODALS = frozenset("would could may might should can must will 'll ’ll wo ca".split())
_DECLINING = frozenset(
    "declined decline declines declining refused refuse refuses refusing failed fail fails "
    "failing want wants wanted expected supposed have has had able unable need needs try tries "
    "tried trying going ready likely needed hard difficult want hope hopes hoped unwilling "
    "wanting asked urged pressed invited force forced forces forcing ought entice close request "
    "allow allowed allows allowing enough waited waits urging".split()
)
#: Subjects that say nothing: `the results show`, `it suggests`.
_DUMB = frozenset(
    "it that this which what there results result evidence data numbers move decision fact "
    "study studies survey poll polls figures research test tests events event history "
    "intelligence attack images image photos photo video footage signs everything nothing "
    "something anything rumor rumors rumours speculation".split()
)
#: Verbs that tell with "it" of what shows, not of what an organisation says.
_SHOWING = frozenset(
    "suggest indicate reveal reflect mention hint signal read go be affirm".split()
)
_SEEMING = frozenset(("suggest", "affirm", "reflect", "hint", "threaten"))
#: What no person is the subject of in the singular: `his face indicates`.
_MEANING = frozenset(("indicate", "promise", "make"))
#: A share of people answers a poll: nobody's speech.
_POLLED = frozenset("percent % majority half respondents pct".split())
#: Before a participle they leave the subject out: `when asked`, `if told`.
_WITHHOLDING = frozenset("declined decline declines declining refused refuses refusing".split())
_SUBJECTLESS = frozenset("when if once unless while until being".split())
#: Nouns in the plural that are also forms of verbs of speech, and what is done to them.
_CLAIMS = frozenset("claims charges reports allegations remarks comments".split())
_DENIALS = ("reject", "den", "disput", "dismiss", "refut", "contest")
_THAT_REACH = 18  # tokens between a cue taken for a participle and its "that"
_CONDITION = 8  # tokens between "if" and the verb of its clause
_OPENING = ((",",), (":",))
_CLAUSE_OPENERS = frozenset("he she they it whether how why that there we".split())


def cues_of(passage: Passage, frame: Frame) -> list[tuple[int, CueVerb]]:
    """The verbs of speech outside the marks of a frame, with their tokens, in order."""
    found = []
    for i in passage.cues_of(frame.start, frame.end):
        verb = passage.cue(i)
        if verb is not None and _is_verb(passage, i, verb) and not _is_told(passage, i):
            found.append((i, verb))
    return found


def is_denied(passage: Passage, i: int) -> bool:
    """Whether the verb at token i tells that something was not, or may be, said."""
    token = passage.doc[i]
    for child in token.lefts if passage.has_parse else ():
        if child.text in _NEGATIONS:
            return True
        if child.dep_ == "aux" and child.lower_ in _MODALS:
            return True
    if is_withheld(passage, i):
        return True
    if passage.words[i - 1 : i] == ("or",) and i > 1 and passage.cue(i - 2) is not None:
        return is_denied(passage, i - 2)  # `would not confirm or deny`
    before = [token.text for token in passage.doc[max(i - 3, 0) : i]]
    return bool(_NEGATIONS & set(before[-2:])) or (
        bool(before) and before[-1] == "to" and bool(_DECLINING & set(before))
    )


def is_withheld(passage: Passage, i: int) -> bool:
    """Whether the verb at token i tells what was not said: `declined to comment`, `declined
    comment`."""
    if i == 0:
        return False
    if passage.words[i - 1] == "to":
        return passage.doc[i].head.lower_ in _DECLINING
    return passage.words[i - 1] in _WITHHOLDING


def is_dumb(mention: Mention | None, verb: CueVerb) -> bool:
    """Whether the subject cannot speak: `it suggests`, `the results show`."""
    if mention is None or mention.kind == "name":
        return False
    if mention.words == ("it",):
        return verb.lemma in _SHOWING
    plural = mention.words[-1].endswith("s")
    vague = (
        (verb.lemma in _SEEMING or (verb.lemma in _MEANING and not plural))
        and not mention.label
        and mention.kind == "description"
    )
    vague = vague and not (" and " in mention.text and mention.head not in mention.text)
    if vague and not can_speak(mention.head or mention.words[-1]):
        return True
    if _POLLED.intersection(mention.words):
        return True
    last = name_words(mention.text.split(",", 1)[0])[-1:]
    return not _DUMB.isdisjoint(last) or mention.head in _DUMB


def _is_told(passage: Passage, i: int) -> bool:
    """Whether the subject is spoken of: a passive with no agent, `Asked whether`, `accused of`."""
    if passage.words[i] in ("asked", "pressed", "questioned") and _opens_clause(passage, i):
        return "by" not in passage.words[i + 1 : i + 3]
    if passage.words[i : i + 2] == ("accused", "of"):
        return True
    if _is_supposed(passage, i) or _is_subject(passage, i):
        return True
    if i and passage.words[i - 1] in _SUBJECTLESS and passage.doc[i].tag_ in ("VBN", "VBD"):
        return "by" not in passage.words[i + 1 : i + 3]
    if not passage.has_parse or not is_passive(passage.doc[i]):
        return False
    if not has_passive_aux(passage.doc[i]) and own_subject(passage.doc[i]) is not None:
        return False  # `the network announced`: taken for a participle
    if _has_addressee(passage, i) and not has_passive_aux(passage.doc[i]):
        return False  # `the writers accused Roe of`: taken for a participle
    by = passage.words[i + 1 : i + 3]
    if passage.words[i] == "said" and by[:1] in ((".",), (",",)):
        return has_passive_aux(passage.doc[i])
    reports = (
        "that" in passage.words[i + 1 : i + _THAT_REACH] or passage.words[i + 1 : i + 2] in _OPENING
    )
    if (reports or not passage.outside(min(i + 1, len(passage.words) - 1))) and (
        not has_passive_aux(passage.doc[i])
    ):
        return False
    return "by" not in by and not any(c.dep_ == "obl:agent" for c in passage.doc[i].rights)


def _has_addressee(passage: Passage, i: int) -> bool:
    """Whether whom it was said to stands right behind the verb at token i, as behind no passive."""
    verb = passage.cue(i)
    if verb is None or not verb.takes("of", "to", "whom"):
        return False
    k = i + 1 + bool(verb.particle)
    return k < len(passage.words) and passage.doc[k].pos_ in ("PROPN", "PRON", "DET")


def _opens_clause(passage: Passage, i: int) -> bool:
    """Whether nothing stands before token i in its sentence."""
    k = i - 1
    while k >= 0 and (passage.is_mark(k) or passage.doc[k].is_space):
        k -= 1
    return (
        k < 0 or passage.words[k] in (".", "?", "!") or passage.sentence[k] != passage.sentence[i]
    )


def _is_subject(passage: Passage, i: int) -> bool:
    """Whether a gerund opens what another verb reports: `said telling them would help`."""
    if i == 0 or not passage.words[i].endswith("ing") or not passage.outside(i - 1):
        return False
    before = passage.cue(i - 1)
    return before is not None and before.takes("clause") and passage.doc[i - 1].pos_ == "VERB"


def _is_supposed(passage: Passage, i: int) -> bool:
    """Whether the cue stands in a condition: `if any of them admitted`."""
    for k in range(i - 1, max(i - _CONDITION, -1), -1):
        word = passage.words[k]
        if word == "if":
            return k == 0 or passage.words[k - 1] not in ("as", "asked", "ask", "even", "only")
        if word in (",", ".", ";", ":", "that", "?") or not passage.outside(k):
            return False
        if passage.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD") and passage.words[k + 1] != "to":
            return False
    return False


def _is_apposed(passage: Passage, i: int) -> bool:
    """`…, claims the mayor denies.`: a noun for what stands before the comma."""
    if i == 0 or passage.words[i] not in _CLAIMS or passage.words[i - 1] != ",":
        return False
    for k in range(i + 1, min(i + 10, len(passage.words))):
        if passage.words[k] in (".", ",", ";", ":", "?", "!"):
            return False
        denial = passage.words[k].startswith(_DENIALS) and k > i + 1
        if denial and passage.words[k + 1 : k + 2] in (("and",), (".",), (",",), (";",), ()):
            return True
    return False


def _opens_speech(passage: Passage, i: int, verb: CueVerb) -> bool:
    """Whether a comma or colon and an opening mark follow: `Roe echoed: "…"`, whatever the tag;
    or a name and a colon, `Continued Roe: "…"`."""
    if not verb.takes("marks", "comma"):
        return False
    k, total = i + 1 + bool(verb.particle), len(passage.words)
    if i and passage.doc[i].text.islower():
        named = passage.doc[i - 1].pos_ in ("PROPN", "PRON", "NOUN")
        return named and k + 1 < total and passage.words[k] in (",", ":") and passage.is_mark(k + 1)
    if i == 0 or passage.sentence[i - 1] != passage.sentence[i]:
        while k < total and k < i + 4 and passage.doc[k].pos_ == "PROPN":
            k += 1
        return i + 1 < k < total and passage.words[k] == ":"
    return False


def _is_verb(passage: Passage, i: int, verb: CueVerb) -> bool:
    token = passage.doc[i]
    if not token.pos_:
        return True
    if _opens_speech(passage, i, verb):
        return True
    if _is_apposed(passage, i):
        return False
    if token.pos_ in ("VERB", "AUX"):
        if token.dep_ in ("amod", "compound") and i and verb.takes("clause"):
            return passage.doc[i - 1].pos_ in ("NOUN", "PROPN") and token.tag_ != "VBG"
        return token.dep_ not in ("amod", "compound") and passage.words[max(i - 1, 0)] != "no"
    following = passage.words[i + 1] if i + 1 < len(passage.words) else "."
    before = passage.doc[max(i - 1, 0)].pos_
    if passage.words[i].endswith("ing") and passage.words[i - 1 : i] == (",",):
        return following in ("that", "how", "why") and verb.takes("clause", "that")
    if passage.words[i].endswith("ing") and before == "NOUN" and verb.takes("clause"):
        behind = passage.doc[i + 1].pos_ if i + 1 < len(passage.words) else ""
        return behind in ("PROPN", "PRON", "DET")  # `a complaint alleging Roe was`
    if (
        following in _CLAUSE_OPENERS
        and before in ("NOUN", "PROPN")
        and (token.tag_ in ("NN", "NNS", "VBP") and verb.takes("clause", "whether"))
    ):
        return True
    if token.text[:1].isupper() and i and not token.is_sent_start:
        return verb.takes("clause") and token.lower_.endswith("ed") and passage.words[i - 1] == ","
    if not verb.takes("marks", "clause"):
        return False
    # `"No," quipped Roe`, `Black Cat growls.`: rare verbs are tagged as nouns or adjectives
    if token.tag_ not in ("NN", "NNS", "NNP") and token.lower_.endswith("ed"):
        return True
    return (
        following in (".", ",", "in", "on")
        and i > 0
        and passage.doc[i - 1].pos_ in ("PROPN", "NOUN", "PRON")
        and (token.lower_.endswith(("s", "ed")) or "," in passage.words[max(i - 5, 0) : i])
    )
