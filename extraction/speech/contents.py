"""A cue verb in a frame in; the clause it reports, as spans of the text, out.

What follows "that" begins it; else the parse tells (UD ccomp, xcomp, parataxis), and where that
tells nothing, a phrase with a finite verb right behind the cue.
"""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.cues import CueVerb
from extraction.speech.endings import settle
from extraction.speech.marks import trim
from extraction.speech.passages import OUTSIDE, Frame, Passage
from extraction.speech.phrases import children, own_subject
from extraction.speech.stretches import balance, behind
from extraction.speech.terms import is_title
from extraction.speech.voices import sort_of
from extraction.tokens import Token

_DASHES = ("—", "–", "--")
_ADDRESS = 14  # tokens between a cue and the "that" of its clause
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PARTED = 7  # tokens between a relative pronoun and the cue after it
_SUBJECTS = frozenset("he she they it we i there".split())
_CIRCUMSTANCES = frozenset("as with without under despite unlike for like".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight last this "
    "earlier late early january february march april may june july august september october "
    "november december jan. feb. aug. sept. oct. nov. dec. later".split()
)
_WHEN = _DAYS | {"on", "in"}
#: Nouns with a clause of their own: `tweeted out of concern that …`.
GROUNDS = frozenset(
    "concern concerns fear fears belief claim claims argument evidence allegation allegations "
    "recommendation fact idea conclusion grounds suggestion notion assertion charge accusation "
    "accusations sign signs indication hope hopes possibility doubt doubts".split()
)
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "X", "SYM"))
_AFTERWARDS = frozenset("after before when since".split())
_NO_OBJECT = frozenset("say insist argue".split())  # a noun behind them opens a clause
#: Verbs of the subjunctive: `demanded the council resign`.
_MANDATING = frozenset(("demand", "insist", "recommend", "propose"))
#: What stands in no subject: behind it a verb is not that of the clause reported.
_NO_SUBJECT = frozenset("that to but because until unless although though".split())
_WHETHER = frozenset("whether if why how what who when where which".split())


def clause_of(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> list[Span] | None:
    """The spans of the clause that the cue at token i reports, None where there is none."""
    found = _tokens_of(passage, frame, i, verb)
    if found is None:
        return None
    spans = []
    for start, end in found:
        start, end = settle(passage, frame, start, end, i)
        if start >= end:
            continue
        span = trim(passage.text, passage.place(start), passage.end_of(end - 1))
        span = balance(passage, span)
        if any(c.isalnum() for c in span.of(passage.text)):
            spans.append(span)
    return spans or None


def _tokens_of(
    passage: Passage, frame: Frame, i: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    if verb.takes("of"):
        gerund = _behind_of(passage, frame, i)
        return [(gerund, frame.end)] if gerund is not None else None
    copula = i + 1 + bool(verb.particle)
    if passage.words[copula : copula + 2] in (("is", "that"), ("was", "that")):
        return [(copula + 2, frame.end)]  # `what the rules say is that`
    that = _behind_that(passage, frame, i, verb)
    if that is not None:
        return [(that, frame.end)]
    if verb.lemma == "threaten" and passage.doc[i].tag_ == "VBG":
        return None  # `a storm threatening to break`
    found = _by_parse(passage, frame, i, verb) if passage.has_parse else None
    found = found or _by_surface(passage, frame, i, verb)
    if found and found[0][0] > i and _is_thing(passage, frame, found[0][0], i):
        return None
    if found and _is_asked_for(passage, i + 1 + bool(verb.particle), found[0][0]):
        return None
    return found


def _is_asked_for(passage: Passage, first: int, start: int) -> bool:
    """Whether a thing stands between the cue and the infinitive at `start`, which tells what it is
    for: `requested a meeting to discuss it`."""
    if passage.words[start] != "to" or start <= first:
        return False
    for k in range(first, start):
        token = passage.doc[k]
        if token.pos_ == "NOUN" and passage.doc[k + 1].pos_ not in ("NOUN", "PUNCT"):
            return token.text.islower() and sort_of(token.lower_) is None and token.tag_ != "NNS"
        if token.pos_ not in ("DET", "ADJ", "NOUN", "NUM") or not passage.outside(k):
            return False
    return False


def _behind_of(passage: Passage, frame: Frame, i: int) -> int | None:
    """The gerund, in marks or not, behind the "of" of `accused her of lying`."""
    for k in range(i + 1, min(i + _ADDRESS, frame.end - 1)):
        if passage.words[k] in (".", ";", ":", "?", "!") or not passage.outside(k):
            return None
        if passage.words[k] == "of":
            gerund = k + 1
            while gerund < frame.end - 1 and (
                passage.is_mark(gerund) or passage.doc[gerund].pos_ == "ADV"
            ):
                gerund += 1
            if passage.words[gerund].endswith("ing") and passage.doc[gerund].pos_ != "PROPN":
                return k + 1
    return None


def _past_title(passage: Passage, k: int) -> int:
    """Behind the title whose opening mark is token k: `told the “Evening Hour” that he won`."""
    n = passage.inside[k + 1] if passage.is_mark(k) else OUTSIDE
    return behind(passage, n) if n != OUTSIDE and is_title(passage, n) else k


def _past_aside(passage: Passage, frame: Frame, comma: int) -> int:
    """Past the comma or dash that closes what one opens: `declared, in a letter to her, that`,
    `told those members — some of them new — that`."""
    closing = _DASHES if passage.words[comma] in _DASHES else (",",)
    for k in range(comma + 1, min(comma + _ADDRESS, frame.end - 1)):
        if passage.words[k] in closing and passage.words[k + 1] in ("that", "whether"):
            return k + 1
        if not passage.outside(k) or passage.words[k] in (";", ":", "?", "!"):
            break
    return comma


def _is_thing(passage: Passage, frame: Frame, start: int, i: int) -> bool:
    """Whether a noun with its relative clause stands behind the cue, and no clause: `repeating
    the argument he used`, `revealed all the features that …`, `informed her of it, where …`."""
    words, doc = passage.words, passage.doc
    if start and words[start - 1] == "," and words[start] in ("where", "who", "which", "when"):
        return True
    if doc[start].pos_ not in ("DET", "NOUN", "ADJ", "NUM") or words[start] in _SUBJECTS:
        return False
    subject, verbs = False, 0
    head = words[start : start + _ADDRESS]
    for k, word in enumerate(head[:-1]):
        if word == "of" and head[k + 1] in ("what", "how"):
            return True  # `announced the details of what …`
        if doc[start + k].tag_ in _FINITE:
            break
    for k in range(start + 1, min(start + 2 * _ADDRESS, frame.end)):
        if not passage.outside(k) or words[k] in (".", ";", ":", ","):
            break
        beside = doc[k - 1].pos_ == "NOUN" and passage.outside(k - 1)
        personal = words[k] in ("he", "she", "they", "we", "i", "you", "that", "who")
        if not verbs and beside and (personal or (words[k] in ("your", "his", "its"))):
            subject = True
        if doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD") and doc[k - 1].tag_ not in ("MD",):
            verbs += doc[k].pos_ in ("VERB", "AUX")
    return subject and verbs < 2


def _behind_that(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> int | None:
    """The first token behind the "that" of a cue at token i, where only whom, when and where it
    was said stand between: the parse takes `told the paper that he won` for a relative clause."""
    if not verb.takes("clause", "that", "whether"):
        return None
    first = i + 1 + bool(verb.particle)
    if passage.words[first : first + 1] == (",",):
        first = _past_aside(passage, frame, first)
    past = first
    for k in range(first, min(first + _ADDRESS, frame.end - 1)):
        word, token = passage.words[k], passage.doc[k]
        if k < past:
            continue
        if word in _DASHES:
            past = _past_aside(passage, frame, k)
        elif not passage.outside(k):
            past = _past_title(passage, k)
        if past > k:
            continue
        if not passage.outside(k) or word in GROUNDS:
            return None
        if word in ("whether", "if") and verb.takes("whether"):
            return k
        if word in ("why", "how", "what") and k > first and verb.takes("whether"):
            return k
        if word == "that" and verb.takes("clause", "that"):
            if passage.words[k - 1] == "so":
                return None
            after = passage.doc[k + 1]
            if after.pos_ in ("AUX", "VERB") and passage.outside(k + 1):
                return None
            if token.tag_ == "DT" and after.pos_ == "NOUN" and token.head == after:
                return None
            return k + 1
        if word in (".", ";", ":", "?", "!") or token.pos_ in ("AUX", "VERB"):
            return None
        if token.dep_ == "obj" and not verb.takes("whom") and word not in _DAYS:
            return None
    return None


def _by_parse(
    passage: Passage, frame: Frame, i: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    best = _complement(passage, i, verb)
    if best is None:
        return None
    start, end = max(best.left_edge.i, frame.start), min(best.right_edge.i + 1, frame.end)
    if end <= i:
        return [(start, end)]
    if best.dep_ != "obj":
        end = frame.end
    if start <= i < end:
        return [(i + 1 + bool(verb.particle), end)]
    return [(_bare_start(passage, max(start, i + 1), i, verb), end)]


def _bare_start(passage: Passage, start: int, i: int, verb: CueVerb) -> int:
    """Where a clause with no "that" begins: right behind the cue or its addressee, even where the
    parse cut its subject off (`said such a plan, if passed, would fail`)."""
    first = i + 1 + bool(verb.particle)
    if verb.takes("whom"):
        for k in range(first, min(start + 8, len(passage.words))):
            if k > first and passage.words[k] in _SUBJECTS and passage.doc[k].pos_ == "PRON":
                return k
            if passage.doc[k].pos_ not in _NOMINAL:
                break
        return start
    if first >= start or not verb.takes("clause") or not passage.outside(first):
        return start
    token = passage.doc[first]
    opens = token.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return first if opens and passage.words[first] not in _DAYS else start


def _complement(passage: Passage, i: int, verb: CueVerb) -> Token | None:
    """The head of what the parse says is reported."""
    token = passage.doc[i]
    for child in children(token):
        first = child.left_edge.i
        before = passage.words[max(first - 1, 0)]
        if first > i and (before in GROUNDS or ";" in passage.words[i:first]):
            continue
        if passage.words[first : first + 2] == ("in", "order"):
            continue
        if child.dep_ == "ccomp" and (verb.takes("clause") or _marked_by(passage, child, i, verb)):
            return child
        if child.dep_ in ("xcomp", "advcl", "ccomp", "obl", "acl") and child.i > i:
            if verb.takes("to") and _is_infinitive(child):
                return child
            if verb.takes("ing") and _is_gerund(child):
                return child
    for child in children(token):
        if child.i < i:
            continue
        if child.dep_ in ("parataxis", "advcl", "xcomp", "dep", "acl"):
            told = child.dep_ == "parataxis" and child.left_edge.i <= i + 2
            if told and own_subject(child) is not None and verb.takes("clause"):
                return child
    return None


def _by_surface(
    passage: Passage, frame: Frame, i: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    """A clause that stands right behind the cue: `said he …`, `insists its plan is …`, `accused
    her of lying`, `asked why …`."""
    first = i + 1 + bool(verb.particle)
    while first < frame.end and passage.words[first] in ("—", "–", "--"):
        first += 1
    if first + 1 >= frame.end or not passage.outside(first):
        return None
    if passage.doc[first].tag_ in ("VBD", "VBZ", "VBP", "MD") and _is_relative(passage, i):
        return [(first, frame.end)]
    if verb.takes("whether") and passage.words[first] in _WHETHER:
        return [(first, frame.end)]
    if verb.takes("clause") and passage.words[first] in ("why", "how", "what", "whether"):
        return [(first, frame.end)]
    if verb.takes("how") and passage.words[first] in ("how", "why"):
        return [(first, frame.end)]
    if (
        verb.takes("ing")
        and passage.doc[first].tag_ == "VBG"
        and passage.words[first].endswith("ing")
    ):
        return [(first, frame.end)]
    if verb.takes("clause") and not verb.takes("whom") and _is_prefaced(passage, frame, first):
        return [(first, frame.end)]
    infinitive = _infinitive(passage, frame, first) if verb.takes("to") else None
    if infinitive is not None:
        return [(infinitive, frame.end)]
    if not verb.takes("clause"):
        return None
    for k in range(first, min(first + 14, frame.end)):
        token = passage.doc[k]
        if not passage.outside(k):
            return None if k == first or verb.takes("whom") else [(first, frame.end)]
        if passage.words[k] == "," and k > first + 1:
            break
        if token.is_punct and not passage.is_mark(k) and passage.words[k] not in ("-", "–"):
            return None
        if passage.words[k] in _WHETHER or passage.words[k] in _NO_SUBJECT:
            return None
        if passage.words[k] == "with" and verb.lemma == "charge":
            return None  # `a complaint charging Roe with theft said`
        if passage.words[k] in _AFTERWARDS and verb.lemma not in _NO_OBJECT:
            return None  # `reported the claims after Roe had gone`
        if passage.words[k : k + 2] in (
            ("and", "he"),
            ("and", "she"),
            ("and", "it"),
            ("and", "they"),
        ):
            return None
        if passage.words[k] == "and" and _is_second_verb(passage, frame, k + 1):
            return None  # `denied the claim and on Monday left`
        finite = token.pos_ == "AUX" or token.tag_ in _FINITE
        if k > first and (finite or (token.tag_ == "VB" and verb.lemma in _MANDATING)):
            return [(first, frame.end)]
        if token.pos_ == "VERB" or (k == first and token.pos_ in ("ADP", "SCONJ", "CCONJ")):
            break
    return _bare_report(passage, frame, i, first, verb)


def _is_second_verb(passage: Passage, frame: Frame, k: int) -> bool:
    """Whether a finite verb stands at token k, behind no more than an adverb or a day."""
    while k < frame.end and (passage.doc[k].pos_ == "ADV" or passage.words[k] in _WHEN):
        k += 1
    return k < frame.end and passage.doc[k].tag_ in _FINITE


def _is_prefaced(passage: Passage, frame: Frame, first: int) -> bool:
    """Whether a circumstance opens the clause before its pronoun: `said as a nurse she could`."""
    if passage.words[first] not in _CIRCUMSTANCES:
        return False
    for k in range(first + 2, min(first + _PARTED, frame.end - 1)):
        if not passage.outside(k) or passage.doc[k].pos_ not in (*_NOMINAL, "PUNCT"):
            return False
        if passage.words[k] in _SUBJECTS:
            return passage.doc[k + 1].tag_ in _FINITE
    return False


def _bare_report(
    passage: Passage, frame: Frame, i: int, first: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    """What follows `Roe says` though the tagger found no verb in it: nobody says a thing."""
    if verb.lemma != "say" or not i or passage.doc[first].pos_ not in ("DET", "PRON", "PROPN"):
        return None
    subject = passage.doc[i - 1]
    named = subject.pos_ in ("NOUN", "PROPN", "PRON") and passage.outside(i - 1)
    words = sum(passage.words[k][:1].isalpha() for k in range(first, frame.end))
    verbal = any(passage.doc[k].pos_ in ("VERB", "AUX") for k in range(first, frame.end))
    return [(first, frame.end)] if named and words > 4 and verbal else None


def _infinitive(passage: Passage, frame: Frame, first: int) -> int | None:
    """The "to" behind whom the cue addresses: `urged the company to warn its customers`."""
    for k in range(first, min(first + _ADDRESS, frame.end - 1)):
        token = passage.doc[k]
        if passage.words[k] == "order":
            return None
        if passage.words[k] == "to" and passage.doc[k + 1].tag_ == "VB":
            return k - (k > first and passage.words[k - 1] == "not")
        nominal = token.pos_ in _NOMINAL or passage.words[k] in ("not", "-", "–")
        if not passage.outside(k) or not nominal:
            return None
    return None


def _is_relative(passage: Passage, i: int) -> bool:
    """Whether the cue parts a relative pronoun from its verb: `, who police said fled`."""
    for k in range(i - 1, max(i - _PARTED, 0), -1):
        if passage.words[k] in ("who", "which", "what"):
            return True
        if passage.words[k] == "that" and k and passage.doc[k - 1].pos_ in ("NOUN", "PROPN"):
            return True
        if passage.doc[k].pos_ not in _NOMINAL:
            return False
    return False


def _marked_by(passage: Passage, child: Token, i: int, verb: CueVerb) -> bool:
    last = min(child.left_edge.i + 4, len(passage.words))
    opening = [passage.words[k] for k in range(i + 1, last)]
    if "that" in opening and verb.takes("that"):
        return True
    return verb.takes("whether") and bool(_WHETHER.intersection(opening[:4]))


def _is_infinitive(child: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in child.children)


def _is_gerund(child: Token) -> bool:
    return bool(child.tag_ == "VBG" or child.morph.get("VerbForm", []) == ["Ger"])
