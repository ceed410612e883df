"""A cue verb in a passage in; the mention of who speaks, by the parse and by its place, out."""

from __future__ import annotations

from extraction.speech.cues import find_cue
from extraction.speech.mentions import PRONOUNS, Mention, mention_in, phrase_of
from extraction.speech.participles import first_participle, is_absolute
from extraction.speech.passages import Passage
from extraction.speech.phrases import can_speak, noun_phrase, own_subject, subject_of
from extraction.speech.voices import can_have_said
from extraction.tokens import Token

_MOST_ABOVE = 6  # clauses, one within the other
_LONGEST = 40  # tokens of a subject with its appositions and relative clauses
_AUXILIARIES = frozenset(
    "has had have is was were are 's ’s as and will would could can may might did does".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday night morning "
    "afternoon evening week month year january february april june july august september october "
    "november december thanksgiving christmas easter halloween ramadan hanukkah".split()
)
_SKIPPED = frozenset(("also", "later", "then", "just", "once", "repeatedly", "reportedly", "all"))
_APPOSING = frozenset("a an the another one his her their".split())
_ASIDE_OPENERS = frozenset("who which whose a an the".split())
_ISSUED = frozenset(
    "released issued shared published filed written sent made signed posted given compiled "
    "delivered provided".split()
)
_SUBORDINATE = frozenset(("ccomp", "acl", "acl:relcl", "advcl", "csubj", "xcomp"))
_NAMEABLE = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X"))
_RUN = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "ADP", "SYM", "X"))
_NAMING = frozenset(("NOUN", "PROPN", "ADP", "ADJ", "PART"))
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECT_PRONOUNS = frozenset(("he", "she", "they"))
_OPENERS = frozenset("but while as when because which after before since if that".split())
_WRITTEN = frozenset(
    "story statement letter memo report article post tweet video note message email op-ed "
    "editorial column brief release complaint petition".split()
)
_URGING = frozenset(
    "prompted prompting prompt prompts led leading lead leads caused causing forced forcing "
    "compelled inspired moved spurred drove allowed".split()
)
_BLAMING = frozenset(
    "chastised criticized criticised blasted slammed ridiculed mocked attacked rebuked scolded "
    "condemned denounced praised thanked faulted blamed lambasted derided chided assailed "
    "applauded berated".split()
)
_PREPOSITIONS = frozenset(
    "in on at during after before as to about from with when while for by outside inside near "
    "following through via since last this earlier late early monday tuesday wednesday thursday "
    "friday saturday sunday yesterday today tonight".split()
)


def speaker_by_parse(passage: Passage, i: int) -> Mention | None:
    """Who the parse says is the subject of the verb at token i, None where it says none that
    stands outside marks."""
    known = passage.subjects
    if i not in known:
        known[i] = _by_parse(passage, first_participle(passage, i)) if passage.has_parse else None
    return known[i]


def _by_parse(passage: Passage, i: int) -> Mention | None:
    beside = _adjacent(passage, i) or _urged(passage, i) or _set_off(passage, i)
    if beside is not None:
        return beside
    subject: Token | None = subject_of(passage.doc[i])
    gerund = _owner(passage, i)
    if gerund is not None:
        return gerund
    if subject is None or not passage.outside(subject.i) or subject.i == i:
        return None
    if subject.pos_ in ("VERB", "ADV", "ADP", "SCONJ", "AUX", "PUNCT") or subject.lower_ in _TIMES:
        return None
    participle = passage.doc[i].tag_ == "VBG" and i > 0 and passage.words[i - 1] == ","
    if participle and not subject.dep_.startswith("nsubj") and not _has_relative(subject, i):
        return _main_subject(passage, max(i - _LONGEST, 0), i - 1)
    if subject.pos_ == "ADJ" and not any(c.dep_ == "det" for c in subject.lefts):
        left = subject.left_edge.i  # `Officials familiar with the matter`
        return mention_in(passage, left, subject.i, left) if left < subject.i else None
    mention = _wider(passage, subject, i) or phrase_of(passage, subject)
    if mention is None or _is_adverbial(passage, mention, i):
        return None
    nobody = not any(map(can_speak, mention.words)) and not can_have_said(passage, mention)
    if nobody and (passage.doc[i].tag_ == "VBG" or passage.doc[i].dep_ == "conj"):
        mention = _above(passage, subject) or mention
    return issued_by(passage, mention)


def _has_relative(noun: Token, i: int) -> bool:
    """Whether who a noun means speaks in its clause before token i: `Roe, who said so, adding`."""
    return any(
        c.dep_ == "acl:relcl" and noun.i < c.i < i and find_cue(c.lower_, "") is not None
        for c in noun.rights
    )


def _is_adverbial(passage: Passage, mention: Mention, i: int) -> bool:
    """Whether a preposition opens the phrase, other than that of `at least four officials`."""
    if passage.doc[mention.start].pos_ != "ADP":
        return False
    beside = mention.end < i and passage.doc[i - 1].pos_ in ("NOUN", "PROPN")
    return beside or mention.words[1:2] not in (("least",), ("most",))


def _above(passage: Passage, subject: Token) -> Mention | None:
    """Who can speak among the subjects of the clauses that hold the one of `subject`: `Roe
    rejected claims that the funds were lost, stating`."""
    at = subject.head
    for _ in range(_MOST_ABOVE):
        if at.head == at:
            return None
        at = at.head
        own = own_subject(at)
        if own is None or not passage.outside(own.i):
            continue
        mention = _wider(passage, own, at.i) or phrase_of(passage, own)
        if mention is not None and can_have_said(passage, mention):
            return mention
    return None


def speaker_beside(passage: Passage, floor: int, i: int) -> Mention | None:
    """The noun phrase that ends right before the cue at token i, not before token `floor`: what
    a reader takes for the subject where the parse gives none."""
    if passage.doc[i].tag_ == "VBG" and i > floor and passage.words[i - 1] in (",", "—", "–"):
        return _main_subject(passage, floor, i - 1)
    end = i
    while end > floor and _is_light(passage, end - 1) and passage.words[end - 1] not in (",", ")"):
        end -= 1
    if end > floor and passage.words[end - 1] == ")":
        while end > floor and passage.words[end - 1] != "(":
            end -= 1
        end = max(end - 1, floor)
    if end > floor and passage.words[end - 1] == ",":
        return _before_aside(passage, floor, end - 1)
    start = end
    while start > floor and passage.outside(start - 1):
        token, word = passage.doc[start - 1], passage.words[start - 1]
        if (token.pos_ == "ADP" and word not in ("of", "for")) or token.pos_ not in _RUN:
            break
        start -= 1
        if token.pos_ == "DET" and passage.words[start - 1 : start] not in (("of",), ("for",)):
            break
    while start < end and passage.doc[start].pos_ == "ADP":
        start += 1
    if not any(passage.doc[k].pos_ in _NAMEABLE for k in range(start, end)):
        return None
    if passage.words[end - 1] in _TIMES:
        return _main_subject(passage, floor, start)
    return issued_by(passage, _headed(passage, start, end))


def speaker_between(passage: Passage, start: int, end: int) -> Mention | None:
    """Who stands at tokens [start, end) between a closing mark and its cue: the name in the
    phrase, else the phrase up to its first comma."""
    while start < end and _is_light(passage, start):
        start += 1
    while end > start and _is_light(passage, end - 1):
        end -= 1
    if start >= end or end - start > _LONGEST:
        return None
    first = start
    while first < end and passage.words[first] not in (",", "—", "–", "--", "("):
        if passage.words[first] in ("who", "which", "whose") and first > start:
            break
        first += 1
    if any(passage.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD") for k in range(start, first)):
        return speaker_beside(passage, start, end)
    mention = _headed(passage, start, first)
    if mention is not None and mention.label != "PERSON" and mention.words[0] not in PRONOUNS:
        second = first + 1
        last = second
        while last < end and passage.words[last] not in (",", "—", "–", "--"):
            last += 1
        behind = _headed(passage, second, last) if second < last else None
        if behind is not None and behind.label == "PERSON" and behind.start - second <= 1:
            return behind
    return mention


def speaker_behind(passage: Passage, start: int, end: int) -> Mention | None:
    """Who stands from token `start` on, behind an inverted cue: `said Roe, who …`."""
    limit = min(end, start + _LONGEST)
    stop = start
    while stop < limit and passage.outside(stop):
        word, token = passage.words[stop], passage.doc[stop]
        if word in (",", ";", ":", ".", "—", "–", "--", "(", "who", "which", "?", "!"):
            break
        if stop > start and word in _PREPOSITIONS and not _binds(passage, stop):
            break
        if stop > start and token.pos_ in ("VERB", "AUX", "SCONJ") and token.text.islower():
            break
        stop += 1
    if stop == start:
        return None
    mention = _headed(passage, start, stop)
    if (
        mention is not None
        and mention.label != "PERSON"
        and mention.words[0] not in PRONOUNS
        and stop < limit
        and passage.words[stop] == ","
    ):
        last = stop + 1
        while last < limit and passage.words[last] not in (",", ".", ";"):
            last += 1
        behind = _headed(passage, stop + 1, last)
        if behind is not None and behind.label == "PERSON" and behind.start - stop <= 1:
            return behind
    return mention


def _wider(passage: Passage, subject: Token, i: int) -> Mention | None:
    """The person named between a subject's first word and its verb, before any comma: the parse
    often ends a title too early (`White House chief of staff Roe, speaking to us, said`)."""
    if subject.i > i or passage.words[subject.i] in PRONOUNS:
        return None
    start, end = noun_phrase(subject)
    while end < i and passage.outside(end) and passage.doc[end].pos_ in _NAMING:
        end += 1
    mention = mention_in(passage, start, end, subject.i)
    return mention if mention is not None and mention.label == "PERSON" else None


def _main_subject(passage: Passage, floor: int, end: int) -> Mention | None:
    """The subject of the last finite verb before token `end`: whose participle follows."""
    for k in range(end - 1, floor, -1):
        token = passage.doc[k]
        if token.dep_ in _SUBORDINATE or not passage.outside(k):
            continue
        if token.tag_ in ("VBD", "VBZ", "VBP") or token.pos_ == "VERB":
            subject = subject_of(token) if passage.has_parse else None
            if subject is not None and passage.outside(subject.i) and subject.i < k:
                return _wider(passage, subject, k) or phrase_of(passage, subject)
            found = speaker_beside(passage, floor, k) if token.tag_ != "VBG" else None
            if found is not None:
                return found
    return None


def _before_aside(passage: Passage, floor: int, comma: int) -> Mention | None:
    """Whom the aside that ends at `comma` is about: `Roe, who won, said`, or who is named by it:
    `her lawyer, Roe, said`."""
    for k in range(comma - 1, max(floor, comma - _LONGEST), -1):
        if passage.words[k] != ",":
            continue
        opener = passage.doc[k + 1]
        if opener.ent_type_ == "PERSON":
            return _headed(passage, k + 1, comma)
        if (
            opener.lower_ in _ASIDE_OPENERS
            or opener.tag_ == "VBG"
            or opener.pos_ in ("NOUN", "NUM", "ADJ")
        ):
            return speaker_beside(passage, floor, k)
    return None


def _adjacent(passage: Passage, i: int) -> Mention | None:
    """`…, and Roe replied`, `… she said`: who stands right before a finite verb and opens its
    clause is its subject, whatever the parse says."""
    if i == 0 or passage.doc[i].tag_ not in _FINITE or not passage.outside(i - 1):
        return None
    if passage.words[i - 1] in _SUBJECT_PRONOUNS:
        return mention_in(passage, i - 1, i, i - 1)
    first = i
    label = passage.doc[i - 1].ent_type_
    if label not in ("PERSON", "ORG") or passage.words[i - 1] in ("'s", "’s", "'", "’"):
        return None
    while first > 0 and passage.doc[first - 1].ent_type_ == label and passage.outside(first - 1):
        first -= 1
    if first > 0 and passage.words[first - 1] == "the" and passage.outside(first - 1):
        first -= 1
    opens = first == 0 or passage.sentence[first - 1] != passage.sentence[first]
    if opens or passage.words[first - 1] in _OPENERS:
        return mention_in(passage, first, i, first)
    parted = first > 1 and (passage.words[first - 2] == "," or passage.is_mark(first - 2))
    if passage.words[first - 1] == "and" and parted:
        return mention_in(passage, first, i, first)
    return None


def _set_off(passage: Passage, i: int) -> Mention | None:
    """`…, and Roe, a neighbour, said`: the name before the apposition that ends at a finite verb
    to which the parse gives no subject and no joint."""
    verb = passage.doc[i]
    if i < 4 or verb.tag_ not in _FINITE or passage.words[i - 1] != ",":
        return None
    if own_subject(verb) is not None or any(c.dep_ == "cc" for c in verb.lefts):
        return None
    for k in range(i - 2, max(i - _LONGEST, 1), -1):
        if not passage.outside(k) or passage.doc[k].tag_ in _FINITE:
            return None
        if passage.words[k] != ",":
            continue
        if passage.words[k + 1] in _APPOSING and passage.doc[k - 1].ent_type_ == "PERSON":
            first = k - 1
            while first > 0 and passage.doc[first - 1].ent_type_ == "PERSON":
                first -= 1
            return mention_in(passage, first, k, first) if passage.outside(first) else None
    return None


def _urged(passage: Passage, i: int) -> Mention | None:
    """`That prompted the envoy to say`, `He chastised Roe for saying`: the envoy, Roe."""
    if i < 2 or not passage.outside(i - 1):
        return None
    joint = passage.words[i - 1]
    if joint == "to" and passage.doc[i].tag_ == "VB":
        verbs: frozenset[str] = _URGING
    elif joint == "for" and passage.doc[i].tag_ == "VBG":
        verbs = _BLAMING
    else:
        return None
    for k in range(i - 2, max(i - 14, -1), -1):
        if not passage.outside(k) or passage.words[k] in (",", ".", ";"):
            return None
        if passage.words[k] in verbs:
            return _headed(passage, k + 1, i - 1)
        if passage.doc[k].tag_ in _FINITE and passage.doc[k].pos_ in ("VERB", "AUX"):
            return None
    return None


def _owner(passage: Passage, i: int) -> Mention | None:
    """Who stands right before a participle: `footage of Roe asking`, `he heard her saying`."""
    if i == 0 or passage.doc[i].tag_ != "VBG" or not passage.outside(i - 1):
        return None
    before = passage.doc[i - 1]
    if passage.words[i - 1] in _WRITTEN and before.dep_ in ("obj", "dobj"):
        return _main_subject(passage, max(i - _LONGEST, 0), i - 1)  # `posted a story saying`
    if before.ent_type_ == "PERSON" or passage.words[i - 1] in ("him", "her", "them"):
        return (
            phrase_of(passage, before)
            if before.pos_ == "PRON"
            else speaker_beside(passage, max(i - 10, 0), i)
        )
    if before.pos_ == "NOUN" and (can_speak(before.lower_) or is_absolute(passage, i)):
        start, _ = noun_phrase(before)
        return mention_in(passage, start, i, i - 1)
    return None


def issued_by(passage: Passage, mention: Mention | None) -> Mention | None:
    """`information released by the ministry`: the ministry."""
    if mention is None or mention.kind != "description":
        return mention
    limit = min(mention.end + 3, len(passage.words) - 2)
    for k in range(mention.start + 1, limit):
        if passage.words[k] in _ISSUED and passage.words[k + 1] == "by":
            return speaker_behind(passage, k + 2, len(passage.words)) or mention
    return mention


def _binds(passage: Passage, i: int) -> bool:
    """Whether the preposition at token i belongs to the phrase: `a spokesman for GM`."""
    word = passage.words[i]
    if word in ("for", "from", "with", "at", "in") and passage.doc[i - 1].pos_ == "NOUN":
        return word in ("for", "from") or not passage.has_parse
    return False


def _headed(passage: Passage, start: int, end: int) -> Mention | None:
    if start >= end:
        return None
    head = end - 1
    for k in range(start + 1, end):
        if passage.words[k] in ("of", "for", "from", "in", "at", "with", "who", "working"):
            head = k - 1
            break
        if passage.doc[k - 1].pos_ == "NOUN" and (
            passage.doc[k].pos_ == "ADP"
            or (passage.doc[k].pos_ == "VERB" and passage.doc[k].tag_ in ("VBG", "VBN"))
        ):
            head = k - 1  # `a speaker addressing the group outside the hall`
            break
    while head > start and passage.doc[head].is_punct:
        head -= 1
    return mention_in(passage, start, end, head)


def _is_light(passage: Passage, i: int) -> bool:
    token, word = passage.doc[i], passage.words[i]
    if word in _SKIPPED or token.is_space or token.is_punct or passage.is_mark(i):
        return True
    if word in _AUXILIARIES:
        return True
    return token.pos_ == "ADV" and word.endswith("ly")
