"""A parsed verb or noun in; its subject, its noun phrase and its clause, as tokens, out.

Labels are Universal Dependencies'. The head of a name is its first word (`El` in "El Salvador's
President Nayib Bukele" where the parser errs), so nothing here trusts a head token to be the
person: callers look for a name within the phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from extraction.speech.cues import find_cue
from extraction.tokens import Token

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"))
_LEFT = frozenset(
    (
        "det",
        "amod",
        "compound",
        "nmod:poss",
        "nmod:desc",
        "nummod",
        "flat",
        "nmod",
        "advmod",
        "nmod:unmarked",
        "det:predet",
        "cc:preconj",
        "nmod:tmod",
        "nmod:npmod",
        "punct",
    )
)
_RIGHT = frozenset(
    (
        "flat",
        "compound",
        "nmod",
        "nmod:desc",
        "conj",
        "case",
        "fixed",
        "nummod",
        "amod",
        "goeswith",
        "nmod:unmarked",
        "nmod:npmod",
        "dep",
    )
)
_MOST_CHILDREN = 60
_MOST_STEPS = 8  # up a chain of coordinate verbs; no sentence needs more


def subject_of(verb: Token) -> Token | None:
    """The head of who does it: the subject, or the one it shares, or the agent of a passive.

    A coordinate verb shares its first verb's subject, a participle that of the verb it hangs
    on, a relative clause takes its antecedent.
    """
    at = verb
    for _ in range(_MOST_STEPS):
        agent = _agent(at)
        if agent is not None and at is verb:
            return agent
        subject = own_subject(at)
        if subject is not None and _opens_report(subject, at):
            subject = None
        if subject is not None:
            if _is_relative(subject):
                return at.head if at.dep_.startswith("acl") else _antecedent(subject)
            return None if subject.dep_ == "expl" else subject
        if at.head == at:
            return None
        loose = at.dep_ in _LOOSE and at.head.dep_ in ("ROOT", "root")
        if loose and at.head.pos_ in _NOMINAL and at.head.i < at.i:
            return at.head  # a subject that the parse took for a fragment
        if at.dep_ == "acl:relcl" or (at.dep_ == "acl" and _can_speak(at.head)):
            return at.head
        if at.dep_ == "xcomp":
            objects = [c for c in children(at.head) if c.dep_ in ("obj", "iobj")]
            if objects and at.head.lemma_.lower() in _OBJECT_CONTROL:
                return objects[0]
        if at.dep_ == "advcl" and _blames(at):
            objects = [c for c in children(at.head) if c.dep_ in ("obj", "iobj")]
            if objects:
                return objects[0]
        if at.dep_ == "conj" and at is verb and verb.tag_ in _FINITE:
            nearest = _nearest_subject(verb, at.head)
            if nearest is not None:
                return nearest
            telling = _telling(verb, at.head)
            if telling is not None:
                at = telling
                continue
        at = at.head
        while at.dep_ == "ccomp" and verb.tag_ == "VBG" and find_cue(at.head.lower_, ""):
            at = at.head  # `She said he left, adding`: she added
        while at.pos_ in _NOMINAL and at.head != at and own_subject(at) is None:
            at = at.head  # `issued a statement saying`: from the statement to the verb
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is spoken of, and does not speak: `is accused`, `a man called`."""
    if has_passive_aux(verb):
        return True
    for child in islice(verb.lefts, _MOST_CHILDREN):
        if child.dep_ == "aux" and child.lower_ in _HAVE:
            return False
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "acl:relcl", "amod", "advcl")


def has_passive_aux(verb: Token) -> bool:
    """Whether a passive auxiliary stands before the verb: `was told`."""
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in islice(verb.lefts, _MOST_CHILDREN))


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself, of two before it the nearer one."""
    found: Token | None = None
    for child in children(verb):
        if child.dep_ in _SUBJECTS and (found is None or found.i < child.i < verb.i):
            found = child
    return found


def noun_phrase(head: Token) -> tuple[int, int]:
    """Tokens [start, end) of the phrase, without relative clauses, appositions and marks."""
    start, end = head.i, head.i + 1
    for child in reversed(list(head.lefts)):
        if child.dep_ == "nmod" and child.left_edge.pos_ == "ADP":
            break  # `In January, two investors`
        if child.dep_ not in _LEFT or (child.dep_ == "punct" and child.text not in "-–"):
            if child.dep_ == "punct" and child.text in "\"“”‘’''.":
                continue
            break
        start = min(start, child.left_edge.i)
    for child in head.rights:
        if child.dep_ not in _RIGHT and not (child.dep_ == "acl" and _follows(child, end)):
            if child.dep_ == "punct" and child.text in ("-", "–", "."):
                continue
            break
        if child.left_edge.i > end + 1 and child.dep_ != "conj":
            break
        if child.dep_ == "nmod" and child.left_edge.text == ",":
            break  # `The book, by a pilot, says`
        end = max(end, _right_edge(child))
    return start, end


def children(token: Token) -> Iterator[Token]:
    """The tokens that hang on `token`: the first of them, since a hostile text can hang ten
    thousand on one."""
    return islice(token.children, _MOST_CHILDREN)


_LOOSE = frozenset(("parataxis", "dep", "conj", "list", "appos", "acl"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "ADJ"))
_FINITE = ("VBD", "VBZ", "VBP")
_SPEAKING = (
    "ers",
    "er",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "man",
    "men",
    "woman",
    "women",
    "person",
    "people",
    "cian",
    "ee",
    "ees",
    "ant",
    "ants",
)
_SPEAKERS = frozenset(
    "official officials witness witnesses resident residents student students expert experts "
    "critic critics friend friends aide aides chief head president senator mayor judge coach "
    "guy guys child children family families police authorities parent parents advocate advocates "
    "group groups company government agency union nurse scientist source sources neighbour "
    "neighbor neighbors fans fan victim victims couple crowd some others many one boss star pilot "
    "representative representatives host father mother wife husband son daughter brother sister "
    "minister priest doctor clerk guard youth captain democrat democrats republican republicans "
    "diplomat diplomats analyst client colleague colleagues committee court".split()
)
_NO_SPEAKERS = frozenset(
    "number letter matter order paper power water weather october november december september "
    "other another whether either error factor door floor answer corner border summer winter "
    "dinner disaster murder offer danger anger hour color behavior favor honor labor rumor horror "
    "terror poster banner computer server helicopter tower river super over under after never "
    "transfer trailer container layer laser cancer filter gender hunger lever mirror motor pepper "
    "plaster quarter register rubber sector shoulder silver soccer sticker temper thunder timber "
    "trigger tumor theater vector wonder chamber cluster counter cover cylinder encounter fever "
    "folder freezer gutter hammer heater ladder leather litter locker lumber marker meteor mortar "
    "odor pillar pointer propeller reactor razor remainder reminder roller scanner scooter "
    "semester shower skyscraper slider supper surrender takeover thriller tractor transmitter "
    "ulcer vapor vigor voucher chapter charter bunker barrier career shelter meter liter "
    "warrant restaurant grant plant covenant pollutant variant elephant pendant remnant fee "
    "coffee degree knee tree guarantee decree spree list twist mist wrist checklist waist heist "
    "gist regimen specimen abdomen launcher buffer boiler burner cooler drawer dumpster "
    "explorer flyer primer printer processor projector ringer router sensor sweater "
    "trouser tweeter wrapper".split()
)
_HAVE = frozenset(("have", "has", "had", "having", "'ve", "’ve", "'d", "’d"))
#: Verbs whose object does what the infinitive behind them says.
_OBJECT_CONTROL = frozenset(
    "ask tell urge force allow lead prompt cause persuade order permit require advise encourage "
    "enable compel convince instruct invite expect want get push inspire hear see let have help "
    "pressure authorize beg call challenge command direct forbid implore lobby move press request "
    "spur teach train trust drive quote catch find record film recall".split()
)
_DOCUMENTS = frozenset(
    "statement letter tweet post email e-mail message memo report article note release op-ed "
    "ruling order filing complaint speech interview remark comment advisory warning headline "
    "sign lawsuit opinion text video series blog column notice".split()
)


def can_speak(word: str) -> bool:
    """Whether a noun, in lower case, means somebody by its ending: "researchers", "spokesman"."""
    if word in _DOCUMENTS or word.rstrip("s") in _DOCUMENTS:
        return False
    if word in _NO_SPEAKERS or word.removesuffix("s") in _NO_SPEAKERS:
        return False
    return word in _SPEAKERS or word.endswith(_SPEAKING)


def _can_speak(noun: Token) -> bool:
    if noun.ent_type_ in ("PERSON", "ORG") or noun.pos_ == "PRON":
        return True
    return can_speak(noun.lower_) or noun.dep_ in ("nsubj", "nsubj:pass", "root", "ROOT")


def _nearest_subject(verb: Token, head: Token) -> Token | None:
    """The subject of the last finite verb before a coordinate one, if it stands between the
    parse's choice and the verb: `it felt so until the captain came back and said`."""
    for k in range(verb.i - 1, head.i, -1):
        token = verb.doc[k]
        if token.tag_ == verb.tag_ and token.dep_ not in ("acl:relcl", "ccomp", "acl"):
            subject = own_subject(token)
            if subject is not None and head.i < subject.i < k and subject.dep_ != "expl":
                return subject
    return None


def _telling(verb: Token, head: Token) -> Token | None:
    """The verb of speech whose report holds `head`, where a coordinate verb of speech goes on from
    it and not from the report: `The ministry said that it would end, but added`. Told by the
    tense, which they share with each other and not with `head`."""
    up = head
    for _ in range(_MOST_STEPS):
        if up.dep_ not in ("ccomp", "conj") or up.head == up:
            return None
        above = up.head
        if up.dep_ == "ccomp" and above.tag_ == verb.tag_ and find_cue(above.lower_, ""):
            own = find_cue(verb.lower_, "") is not None and find_cue(head.lower_, "") is None
            return above if own and _tense(head) != verb.tag_ else None
        up = above
    return None


def _tense(verb: Token) -> str:
    """The tag of the verb, or of the auxiliary that bears its tense."""
    for child in islice(verb.lefts, _MOST_CHILDREN):
        if child.dep_ in ("aux", "aux:pass", "cop") and child.tag_ in (*_FINITE, "MD"):
            return str(child.tag_)
    return str(verb.tag_)


def _antecedent(pronoun: Token) -> Token | None:
    """The noun before `, who`, where the parse does not hang the clause on it."""
    k = pronoun.i - 1
    while k >= 0 and not pronoun.doc[k].text[:1].isalnum():
        k -= 1
    if k < 0 or pronoun.doc[k].pos_ not in ("NOUN", "PROPN"):
        return None
    noun = pronoun.doc[k]
    while noun.dep_ in ("flat", "compound", "nmod:desc") and noun.head.i < pronoun.i:
        noun = noun.head
    return noun


def _opens_report(subject: Token, verb: Token) -> bool:
    """Whether a finite verb follows the subject that stands behind `verb`, so that it opens what
    is reported: `Roe smiled but warned the state can't wait`."""
    behind = subject.right_edge.i + 1
    if subject.i < verb.i or behind >= len(subject.doc):
        return False
    return subject.doc[behind].tag_ in (*_FINITE, "MD")


def _is_relative(subject: Token) -> bool:
    return subject.lower_ in ("who", "which", "that", "whom")


def _blames(verb: Token) -> bool:
    """`chastised him for saying`: he said it."""
    return any(c.dep_ == "mark" and c.lower_ == "for" for c in children(verb))


def _agent(verb: Token) -> Token | None:
    for child in children(verb):
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ == "obl" and any(
            c.dep_ == "case" and c.lower_ == "by" for c in children(child)
        ):
            passive = verb.morph.get("Voice", []) == ["Pass"] or verb.tag_ == "VBN"
            if passive and not any(c.dep_ in ("obj", "nsubj") for c in children(verb)):
                return child
    return None


def _follows(child: Token, end: int) -> bool:
    return bool(child.left_edge.i == end and child.right_edge.i - end < 12)


def _right_edge(token: Token) -> int:
    """Behind a phrase's last token, its own relative clauses and appositions left out."""
    end = token.i + 1
    for child in token.rights:
        if child.dep_ in ("acl:relcl", "appos", "parataxis", "acl"):
            break
        end = max(end, child.right_edge.i + 1)
    return int(end)
