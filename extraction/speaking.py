"""A clause's head in; whether the clause tells of something said or written, out."""

from __future__ import annotations

from extraction.clauses import lemma
from extraction.tokens import Token

SPEECH = frozenset(
    """say tell announce claim argue insist acknowledge admit deny warn report reiterate ask
    assure urge state declare confirm note suggest explain comment vow promise pledge describe
    criticize criticise accuse tweet write respond reply testify allege contend
    maintain stress concede predict demand condemn praise defend dismiss apologize thank
    signal quote speak insist disclose retweet slam blast denounce joke gush chide rebuke
    reaffirm assert recount opine implore caution deplore decry hail lament elaborate
    complain emphasize emphasise underscore underline applaud outline echo refute rebut dispute
    boast brag mock ridicule deride scold lambast lambaste berate castigate chastise condole
    congratulate clarify proclaim remark quip retort rant rail bemoan downplay hint rebuff
    tout vent hedge stipulate muse enumerate reassure""".split()
)
#: Verbs that tell of speech with a clause only: "added that", not "added jobs".
_WITH_CLAUSE = frozenset(
    """add reveal post reject indicate threaten recommend propose estimate recall observe protest
    point hold object caution advise inform""".split()
)
#: With these before "to comment": what somebody would not say is news of him, too.
_WITHHOLDING = frozenset("refuse decline".split())
_COMMENTING = frozenset("comment say answer discuss elaborate confirm speculate respond".split())
#: A verb and what stands after it: "took aim at", "took to Twitter", "made clear".
_TURNS = frozenset(
    {("take", "aim"), ("take", "issue"), ("make", "clear"), ("make", "known"), ("let", "loose"),
     ("draw", "comparison"), ("take", "swipe"), ("take", "jab"), ("make", "case"),
     ("cast", "doubt"), ("sound", "alarm"), ("lay", "blame"), ("heap", "praise")}
)  # fmt: skip
_OUTLETS_OF_ONES_OWN = frozenset("twitter facebook instagram x reddit youtube airwaves".split())
SPEECH_NOUNS = frozenset(
    """statement speech tweet post remark comment letter memo announcement editorial interview
    message address briefing testimony conference release email e-mail op-ed column essay
    filing apology""".split()
)
_UTTERED = SPEECH_NOUNS - {"interview", "conference", "filing", "memo", "column", "essay"} | {
    "news", "tweets", "language", "barb"
}  # fmt: skip
_ISSUING = frozenset(
    """release issue make give deliver publish post run share send put use pen fire repeat offer
    tender read""".split()
)
_MADE = frozenset(  # "made the claim", "issued a plan"
    """claim threat remark accusation allegation promise pledge vow plea appeal warning demand
    argument assertion comparison rebuke denial call plan threats ultimatum guidance advisory
    report""".split()
)
_BLOWS = frozenset("slam blast".split())
_INTO = frozenset("into through against onto off down past away".split())
_SAID_IN = frozenset("interview statement speech tweet editorial letter testimony".split())
WINDOW = 6  # words after a verb in which its object stands
_PHRASES = frozenset(
    {("rule", "out"), ("call", "for"), ("call", "on"), ("lash", "out"), ("fire", "back"),
     ("hit", "back"), ("double", "down"), ("speak", "out"), ("open", "up"), ("walk", "back"),
     ("push", "back"), ("chime", "in"), ("weigh", "in"), ("call", "out"), ("point", "out"),
     ("brush", "off"), ("rail", "against"), ("spell", "out"), ("lay", "out")}
)  # fmt: skip


def is_speech(verb: Token) -> bool:
    """Whether the verb reports what somebody says: "rule out" does, "rule" does not."""
    word = lemma(verb)
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if word in _BLOWS and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in _INTO:
        return False  # "slammed into a parked train"
    if word in SPEECH:
        return True
    own = verb.near
    following = {verb.nbor(1).lower_} if verb.i + 1 < len(verb.doc) else set()
    particles = {c.lower_ for c in own if c.dep_ == "compound:prt"} | following
    summoned = word == "call" and any(c.dep_ == "aux:pass" for c in own)  # "were called to a fire"
    phrase = any((word, particle) in _PHRASES for particle in particles)
    if phrase and not summoned and not _is_on_time(verb):
        return True
    if word in _WITH_CLAUSE:
        return any(c.dep_ in ("ccomp", "parataxis") for c in own)
    if word in ("call", "brand", "label") and not summoned:
        return any(c.dep_ == "xcomp" for c in own)  # "called him a liar"
    if word in _WITHHOLDING and any(c.dep_ == "xcomp" and lemma(c) in _COMMENTING for c in own):
        return True
    near = _following(verb)
    if any((word, lemma(token)) in _TURNS for token in near):
        return True
    to_one = word in ("take", "turn") and bool(near) and near[0].lower_ == "to"
    if to_one and any(token.lower_ in _OUTLETS_OF_ONES_OWN for token in near[1:3]):
        return True  # "took to Twitter"
    if word in ("make", "issue") and any(lemma(token) in _MADE for token in near):
        return True
    if word in _ISSUING and any(lemma(token) in _UTTERED for token in near):
        return True
    # "Revealed in a separate interview": whatever the verb, it is said there.
    return any(
        token.lower_ in ("in", "during") and any(lemma(t) in _SAID_IN for t in near[n + 1 : n + 5])
        for n, token in enumerate(near)
    )


def _following(verb: Token) -> list[Token]:
    """The words after the verb, up to a mark, a verb or WINDOW words."""
    found: list[Token] = []
    for token in verb.doc[verb.i + 1 : verb.sent.end][:WINDOW]:
        if token.is_punct or token.pos_ == "VERB" or token.lower_ in ("that", "after", "before"):
            break
        found.append(token)
    return found


def _is_on_time(verb: Token) -> bool:
    """ "Called on Wednesday": the particle is a date's; a later "for" makes it a call."""
    after = verb.nbor(1)
    if after.lower_ != "on" or after.dep_ == "compound:prt":
        return False
    return not any(c.lower_ in ("for", "to") for token in verb.near for c in (token, *token.near))
