"""A mention beside a cue in; whether it can have spoken at all, out.

A name, a pronoun and a body can, and so can a phrase whose head noun means a person, a group or
a document. `the blast`, `unclear` and `civilians offered shelter` are what a parse that went wrong
makes of the words beside a verb of speech: better nobody than these.
"""

from __future__ import annotations

from functools import lru_cache

from extraction.speech.genders import gender_of_role
from extraction.speech.mentions import BODIES, DESCRIPTION, Mention
from extraction.speech.passages import Passage
from extraction.speech.phrases import can_speak
from extraction.tokens import Token

PERSON_NOUN, BODY_NOUN, PAPER_NOUN = "person", "body", "paper"
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_TIMES = frozenset(
    "morning afternoon evening night monday tuesday wednesday thursday friday saturday sunday "
    "today yesterday week".split()
)
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "X", "")
#: Nouns for people whose ending does not tell it. In the singular.
_PEOPLE = frozenset(
    "academic accountant accused acquaintance activist addict adult alderman ally analyst anchor "
    "architect associate astronaut athlete attendee attorney aunt author backer billionaire bishop "
    "boss boyfriend bride brother brother-in-law bystander cabinet candidate cardinal celebrity "
    "ceo chair chef citizen civilian clan classmate cleric clergy colonel columnist comedian comic "
    "commander comrade conservative consultant cop correspondent counsel counterpart couple cousin "
    "crew critic cyclist delegate demonstrator dentist deputy detainee dignitary diplomat "
    "dissident duchess duke duo economist elder emperor employee envoy executive "
    "ex-boyfriend ex-girlfriend "
    "ex-husband ex-wife expert farmhand fellow feminist fiance fiancé fiancee fiancée figure "
    "freshman general girlfriend goalkeeper graduate grandchild grandparent guardian guest guy "
    "hacker historian housemate idol imam immigrant incumbent individual infant informant inmate "
    "insider intern islamist jihadist jurist juror jury kid king knight laureate lady lawmaker "
    "legislature liar liberal local loyalist magistrate magnate manager marine mate mechanic medic "
    "medium migrant militant minor mogul monarch monk nanny native newcomer niece nominee nun "
    "oligarch operative opponent orphan outlet pal panel panelist paramedic parent parliament "
    "participant patient pair people person physician pilot pope practitioner premier prime "
    "prince princess principal prisoner prodigy professional pro pontiff proponent prosecution "
    "protege protégé psychic public queen rabbi rapper rebel recruit refugee regent regulator "
    "reporter republican "
    "representative relative respondent rival roommate royal ruler scholar secretary security "
    "sergeant sheriff sibling skeptic soldier specialist spouse staff staffer stalwart "
    "stepdaughter stepson strategist student stylist sultan suspect teammate team teen teenager "
    "thief titan trainee trio troop troupe tsar twin tycoon typist uncle undergraduate "
    "undersecretary universe user vendor veteran veterinarian vet viewer villager virologist "
    "ambassador adviser advisor aide ally apologist appraiser artist astrologer attendant "
    "heavyweight justice protester protestor signatory independent moderate progressive centrist "
    "champion contender winner loser finalist runner-up medalist pundit commentator insurer "
    "spokesperson supporter opponent detractor well-wisher churchgoer congregant parishioner "
    "chaplain curator custodian caretaker pensioner retiree homeowner householder tenant landlord "
    "commuter motorist pedestrian traveler traveller tourist vacationer holidaymaker fan follower "
    "subscriber reader listener caller poster netizen blogger vlogger influencer youtuber gamer "
    "coder developer programmer designer planner organizer organiser volunteer donor "
    "beneficiary heir heiress patron investor shareholder stakeholder "
    "executor signer co-signer co-author coauthor co-founder cofounder co-host cohost co-worker "
    "coworker classmate schoolmate flatmate lawyer barrister solicitor envoy consul attache "
    "viceroy mullah sheik sheikh emir pasha chieftain warlord guerrilla insurgent separatist "
    "dissenter defector exile stowaway castaway fugitive convict felon inmate parolee hostage "
    "captive kidnapper hijacker gunman shooter bomber attacker assailant killer culprit "
    "virtuoso watchdog whistleblower widow widower wife youth youngster zealot assistant "
    "child family woman man anyone anybody everybody everyone somebody someone nobody "
    "those others many some all both most several few others one these ".split()
)
#: Nouns for bodies that speak, beside those of BODIES.
_SPEAKING_BODIES = frozenset(
    "airline alliance broadcaster business carrier center centre chain charity church city "
    "coalition community consortium corps counsel country county defence defense division "
    "delegation embassy enterprise faction federation fund giant hospital household industry "
    "institute institution judiciary left leadership lobby majority maker mission minority "
    "ministry mosque movement museum nation opposition outfit palace parish partnership party "
    "platform presidency prosecutor provider publication publisher regime region retailer "
    "secretariat senate service society startup state station studio store subsidiary syndicate "
    "synagogue temple think-tank tank town treasury tribunal tribe trust utility village "
    "district site show program constituency municipality borough province territory monarchy "
    "watchdog wing side line lab laboratory labor labour post house hall force ".split()
)
#: Nouns for documents and for what is printed or aired.
_PAPERS = frozenset(
    "agreement bill explanation copy research talking-points points legislation amendment clause "
    "disclaimer finding findings guidance "
    "account advertisement ad advisory affidavit analysis announcement article assessment "
    "biography blog book brief briefing broadcast bulletin caption cable chat clip chronicle code "
    "column comment communique communiqué complaint constitution contract daily declaration "
    "dispatch document dossier draft edict editorial email e-mail entry essay estimate excerpt "
    "file filing finding footage forecast guideline handout indictment index interview invitation "
    "journal law lawsuit leaflet leak letter listing log lyric magazine manifesto manual "
    "memo memoir memorandum message minute motion news newsletter note notice novel obituary "
    "op-ed opinion order page pamphlet paragraph passage petition piece placard plaque play poem "
    "poll post poster preface press proposal quote reading rebuttal record recording register "
    "release remark report reply resolution response review rule ruling script section sign slide "
    "slogan song speech statement statistic study submission suit summary survey testimony text "
    "timeline transcript translation treaty tweet update verdict version video voice voicemail "
    "chorus data database disclosure phrase program programme spot story "
    "warning warrant website wire writ".split()
)
#: Nouns that end like a person's and mean none.
_THINGS = frozenset(
    "shelter shelters chapter chapters trailer trailers container containers career careers "
    "barrier barriers bunker bunkers sector sectors weather quarter quarters charter charters "
    "monitor monitors".split()
)
_ENDINGS = ("mate", "ist", "crat", "folk", "holder", "goer", "body")


def can_have_said(passage: Passage, mention: Mention) -> bool:
    """Whether a mention in `passage` can be a speaker by its form: its head means somebody, and
    no finite verb stands within."""
    if mention.kind != DESCRIPTION:
        return True
    tokens = [passage.doc[k] for k in range(mention.start, mention.end)]
    if mention.plural and tokens[-1].ent_type_ == "PERSON":
        return True  # `Ann Roe and John Doe`
    if any(t.tag_ in _FINITE and t.pos_ in ("VERB", "AUX") and not t.ent_type_ for t in tokens):
        return False
    if mention.label:
        return True
    head = _head(tokens, mention.head)
    if head is None:
        return True
    if not head.text.islower():
        # surnames are taken for verbs and joints
        return head.pos_ in _NOUNS or head.pos_ == "VERB" or not head.is_sent_start
    if head.pos_ in ("PROPN", "PRON", "NUM"):
        return True
    if sort_of(mention.head) is not None:
        return True
    return head.pos_ == "ADJ" and tokens[0].pos_ == "DET" and len(tokens) == 2 and mention.plural


def _head(tokens: list[Token], word: str) -> Token | None:
    """The head of the phrase: past a day or an adverb at its end (`his doctor Friday`)."""
    at = max((k for k, t in enumerate(tokens) if t.lower_ == word), default=-1)
    if at < 0:
        return None
    for k in range(at, -1, -1):
        if tokens[k].lower_ not in _TIMES and tokens[k].pos_ in _NOUNS:
            return tokens[k]
    return tokens[at]


@lru_cache(maxsize=4096)
def sort_of(noun: str) -> str | None:
    """What a noun in lower case means: PERSON_NOUN, BODY_NOUN, PAPER_NOUN, None for a thing that
    does not speak."""
    if noun in _THINGS:
        return None
    forms = _singular(noun)
    if any(form in _PAPERS for form in forms):
        return PAPER_NOUN
    if any(form in _PEOPLE or gender_of_role(form) is not None for form in forms):
        return PERSON_NOUN
    if any(form in _SPEAKING_BODIES or form in BODIES for form in forms):
        return BODY_NOUN
    if any(can_speak(form) or form.endswith(_ENDINGS) for form in forms):
        return PERSON_NOUN
    return None


def _singular(noun: str) -> tuple[str, ...]:
    """The noun and what its singular may be."""
    forms = [noun]
    if noun.endswith("ies"):
        forms.append(noun[:-3] + "y")
    if noun.endswith("es"):
        forms.append(noun[:-2])
    if noun.endswith("s"):
        forms.append(noun[:-1])
    if noun.endswith("men"):
        forms.append(noun[:-3] + "man")
    return tuple(forms)
