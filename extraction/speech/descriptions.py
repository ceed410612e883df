"""A description in (`the governor`, `a spokesman for GM`); the entry of whom it means, out.

In the order of how sure they are: a name that fills the phrase, an office that somebody named
has, the same noun used before, somebody salient whom the noun can mean. Two who fit equally:
nobody, and the description stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.speech.mentions import BODIES, Mention
from extraction.speech.passages import Passage
from extraction.speech.people import Entry, Names, canonical, describe
from extraction.speech.resolutions import Resolution
from extraction.speech.salience import Salience

_CALLED_REACH = 200  # mentions that an office is looked for, back and ahead
_CALLING = ("appos", "nmod:desc", "compound", "flat", "root", "ROOT", "obl", "xcomp")
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their"))
_INDEFINITE = frozenset(
    "a an another one some many several few two three four five six seven eight nine ten most "
    "other more all any both no dozens hundreds thousands each every".split()
)
_LIGHT = _DEFINITE | _INDEFINITE | frozenset("'s ’s ' ’ of for in at from with and , -".split())
_GOVERNING = ("ADP", "VERB", "AUX", "NOUN", "SCONJ")
_BODY_NOUNS = frozenset(
    "company firm group agency organization organisation outlet newspaper paper magazine "
    "publication network broadcaster carrier airline retailer automaker bank charity site "
    "platform startup manufacturer maker channel".split()
)
#: Nouns that a writer uses for somebody named before so as not to repeat the name.
_EPITHETS = frozenset(
    "actor actress singer comedian comic star rapper musician artist author writer director "
    "producer billionaire mogul tycoon businessman businesswoman magnate scientist researcher "
    "professor engineer astronaut player striker midfielder defender goalkeeper "
    "quarterback champion athlete golfer boxer racer politician lawmaker republican democrat "
    "conservative native founder teenager teen economist psychologist texan californian".split()
)
#: Members of a party and natives of a state are called so: `the Ohio Republican`.
MEMBERS = frozenset(("republican", "democrat", "conservative", "texan", "californian"))
#: Last words of bodies that no writer calls a company, a firm or a group.
_PUBLIC = frozenset(
    "congress senate house court department ministry commission committee council parliament "
    "government administration police army navy bureau office party university kremlin pentagon "
    "capitol treasury embassy commissioner authority".split()
)
_MEDIA_NOUNS = frozenset("outlet newspaper paper magazine publication network broadcaster".split())
_MEDIA = frozenset(
    "times post journal news herald tribune guardian telegraph crimson gazette chronicle globe "
    "press magazine observer independent mail sun mirror bbc cnn reuters radio tv today "
    "politico axios bloomberg".split()
)
#: Offices: somebody of whom the article tells another office is not meant.
_OFFICES = frozenset(
    "senator congressman congresswoman representative governor mayor candidate nominee leader "
    "chairman chairwoman sheriff minister president premier coach executive ceo secretary "
    "ambassador commissioner chancellor".split()
)
#: Words that part one holder of an office from another.
_RANKS = frozenset("acting interim deputy vice incoming assistant associate".split())
_SOLE = frozenset("senator congressman congresswoman governor mayor president premier".split())
#: What anybody in office may be called besides.
_PLAIN = frozenset(
    "republican democrat conservative liberal politician lawmaker native texan californian "
    "businessman businesswoman millionaire billionaire veteran man woman father mother husband "
    "wife".split()
)
_AHEAD = 30  # names on, in which somebody described first is named
_FAR = 1500  # characters on
_SOON = 400  # characters on: about two sentences
_CALLED_SO = 1.5  # weight of the body that an epithet meant last


class Descriptions:
    """The descriptions of one article, resolved in text order; adds entries to `names`."""

    def __init__(self, passages: Sequence[Passage], names: Names, salience: Salience) -> None:
        self.passages = passages
        self.names = names
        self.entries: list[Entry] = names.entries
        self._salience = salience
        self._seen: dict[str, int] = {}  # noun behind an article: where it stands first
        self._owners: dict[int, frozenset[int]] = {}  # entry: whose he or it is
        self._meant: dict[str, int] = {}  # epithet of a body: whom it meant last
        self._note_nouns()

    def resolve(self, mention: Mention, owner: int | None) -> Resolution:
        """Whom a description means; `owner` is whom its possessive pronoun means."""
        surname = self.names.at.get((mention.passage, mention.end - 1))
        short = mention.end - mention.start <= 2 and not mention.plural
        if surname is not None and short and self.entries[surname].kind == "person":
            return Resolution(surname, "surname in phrase")
        member = mention.head in MEMBERS and mention.words[0] in _DEFINITE
        named = self._same_body(mention) if not member else None
        if named is None and not member:
            named = self._named_behind(mention)
        if named is not None:
            self.entries[named].take(mention)
            self._salience.note(mention, named, 1.0)
            return Resolution(named, "body")
        owners = self._owners_in(mention, owner)
        found = self._known(mention, owners)
        if found.number is None:
            found = Resolution(self.add(mention), found.path, found.lead, found.rivals)
            self._owners[self._last] = owners
        elif found.path != "epithet":
            self.entries[found.number].take(mention)
        else:
            self.entries[found.number].mentions[mention.span] = None
            self.entries[found.number].vote(mention.gender, 3.0)
        assert found.number is not None
        self._salience.note(mention, found.number, 1.0)
        return found

    def add(self, mention: Mention) -> int:
        """A new entry for somebody nobody else is."""
        self.entries.append(describe(mention))
        return self._last

    @property
    def _last(self) -> int:
        return len(self.entries) - 1

    def _note_nouns(self) -> None:
        """Where `a pilot` is first spoken of as somebody of his own, so that `the pilot` is he."""
        for passage in self.passages:
            for k in range(1, len(passage.words)):
                token = passage.doc[k]
                if token.pos_ != "NOUN" or token.dep_ in _CALLING or not passage.outside(k):
                    continue
                left = passage.doc[token.left_edge.i] if token.left_edge.i < k else token
                if left.lower_ in ("a", "an", "another"):
                    self._seen.setdefault(passage.words[k], passage.place(k))

    def _known(self, mention: Mention, owners: frozenset[int]) -> Resolution:
        """Somebody met before whom the description means, nobody where it means somebody new."""
        first = mention.words[0]
        definite = first in _DEFINITE or (mention.text[:1].isupper() and first not in _INDEFINITE)
        if not definite:
            ahead = self._ahead(mention)
            return Resolution(ahead, "indefinite" if ahead is None else "ahead")
        if mention.head in _BODY_NOUNS and first in _DEFINITE and not mention.plural:
            found = self._epithet(mention)
            if found.number is not None:
                return found
        found = self._called(mention, owners)
        if found.number is None and found.path == "definite":
            epithet = self._epithet(mention)
            if epithet.number is not None:
                return epithet
            ahead = self._ahead(mention)
            if ahead is not None:
                return Resolution(ahead, "ahead")
        return found

    def _same_body(self, mention: Mention) -> int | None:
        """The organisation whose name fills the phrase: `the Justice Department`."""
        if not mention.label:
            return None
        doc = self.passages[mention.passage].doc
        found = None
        for k in range(mention.start, mention.end):
            found = self.names.at.get((mention.passage, k), found)
            if found is None and k > mention.start and doc[k].pos_ in _GOVERNING:
                return None  # `a speaker outside the White House`: somebody near it
        if found is not None and self.entries[found].kind == "organisation":
            return found
        return None

    def _named_behind(self, mention: Mention) -> int | None:
        """The body whose name follows its description: `the news agency Reuters said`."""
        if mention.plural or mention.head not in BODIES | _BODY_NOUNS:
            return None
        if mention.words[-1] != mention.head:
            return None
        found = self.names.at.get((mention.passage, mention.end))
        if found is not None and self.entries[found].label == "ORG":
            return found
        return None

    def _called(self, mention: Mention, owners: frozenset[int]) -> Resolution:
        """Who has that office or was described by that noun before, the last one first.

        The path is "tied" where two people have it and the words choose neither: then nobody
        else is meant either.
        """
        said = set(mention.words) - _LIGHT - {mention.head}
        head = canonical(mention.head)
        best, most = None, (-1, -1)
        fits: set[int] = set()
        tied = False
        for at, number in self._salience.before(mention.span.start, _CALLED_REACH):
            entry = self.entries[number]
            if head not in entry.heads or (entry.kind == "group") != mention.plural:
                continue
            whose = self._owners.get(number, frozenset())
            if owners and whose and not owners & whose:
                continue  # `the company's statement` is not the union's
            own = {w for role in entry.roles for w in role} | set(entry.name.lower().split())
            if entry.kind != "person" and said and not said & own and (own - _LIGHT - {head}):
                continue  # `the defense official` is not `a senior law officer`
            if entry.kind == "person" and self._of_another(mention, entry):
                continue
            fits.add(number)
            score = (len(said & own), at)
            tied = tied or (number != best and score[0] == most[0] and entry.kind == "person")
            if score > most:
                best, most = number, score
        if said and tied and most[0] == 0:
            return Resolution(None, "tied")  # `the Peruvian president`, where two are named
        if best is None:
            return Resolution(None, "definite")
        path = "office" if self.entries[best].kind == "person" else "same noun"
        return Resolution(best, path, 1.0, len(fits) - 1)

    def _of_another(self, mention: Mention, entry: Entry) -> bool:
        """Whether the phrase names a body for which the person does not stand, or a rank that the
        person has not: `the Dorf spokesman`, where Roe is spokesman of Harbour Bank, `the acting
        mayor`, where Roe is mayor."""
        ranks = _RANKS.intersection(mention.words)
        if ranks and not any(ranks & set(o.lower().split()) for o in entry.offices):
            return True
        if mention.head in _SOLE:
            return False
        bodies = {
            word
            for k in range(mention.start, mention.end)
            if self._is_named(mention.passage, k)
            for word in (self.passages[mention.passage].words[k],)
            if word not in _LIGHT and word != mention.head
        }
        own = {w for role in entry.roles for w in role}
        own |= {w.lower() for office in entry.offices for w in office.split()}
        own |= set((entry.affiliation or "").lower().split())
        own -= _LIGHT | {mention.head, canonical(mention.head)}
        return bool(bodies and own and 2 * len(bodies & own) < len(bodies))

    def _is_named(self, passage: int, k: int) -> bool:
        number = self.names.at.get((passage, k))
        return number is not None and self.entries[number].label == "ORG"

    def _ahead(self, mention: Mention) -> int | None:
        """Who is named only later and then has the office: `A senator said … Sen. Ann Roe told`.

        Behind `a` the name must follow soon, or share more words than the office: `a judge` of one
        paragraph is hardly the judge of another."""
        if mention.plural or mention.label:
            return None
        place, head = mention.span.start, canonical(mention.head)
        said = set(mention.words) - _LIGHT - {mention.head}
        new = mention.words[0] in _INDEFINITE
        fits = set()
        for at, number in self._salience.after(place, _AHEAD):
            entry = self.entries[number]
            if at - place > _FAR:
                break
            if entry.kind != "person" or head not in entry.heads:
                continue
            own = {w for role in entry.roles for w in role}
            if new and at - place > _SOON and not said & own:
                continue
            if min(entry.mentions).start > place and not self._of_another(mention, entry):
                fits.add(number)
        return fits.pop() if len(fits) == 1 else None

    def _epithet(self, mention: Mention) -> Resolution:
        """The most salient person or body whom `the actress` or `the company` can mean."""
        nobody = Resolution(None, "definite")
        place = mention.span.start
        body = mention.head in _BODY_NOUNS
        if mention.plural or mention.words[0] not in _DEFINITE:
            return nobody
        if mention.head not in MEMBERS and self._names_another(mention):
            return nobody
        if not body and self._seen.get(mention.head, place) < place:
            return nobody
        scores = self._salience.scores(place, self._salience.sentence(mention))
        if body:
            fits = {n: s for n, s in scores.items() if _can_be_called(self.entries[n], mention)}
            press = mention.head in _MEDIA_NOUNS
            alike = {n: s for n, s in fits.items() if _is_press(self.entries[n]) == press}
            fits = alike if press or alike else fits
            last = self._meant.get(mention.head)
            if last in fits:
                fits[last] *= _CALLED_SO
        elif mention.head in _EPITHETS | _SOLE:
            fits = {n: s for n, s in scores.items() if self._can_be(mention, self.entries[n])}
        else:
            return nobody
        order = sorted(fits, key=lambda n: -fits[n])
        if not order:
            return nobody
        if mention.head in _SOLE and self.entries[order[0]].heads - _PLAIN:
            return nobody  # `the governor` is not the engineer Jane Roe, nor whoever comes next
        next_ = fits[order[1]] if len(order) > 1 else 0.0
        if body:
            self._meant[mention.head] = order[0]
        lead = 1.0 - next_ / fits[order[0]] if fits[order[0]] else 0.0
        return Resolution(order[0], "epithet", lead, len(order) - 1)

    def _can_be(self, mention: Mention, entry: Entry) -> bool:
        if entry.kind != "person":
            return False
        if mention.gender is not None and entry.likely_gender not in (None, mention.gender):
            return False
        return mention.head not in _OFFICES or not entry.heads & _OFFICES

    def _names_another(self, mention: Mention) -> bool:
        """Whether a name stands in the phrase: `the Yonhap news agency` is no other agency."""
        doc = self.passages[mention.passage].doc
        return any(
            doc[k].pos_ == "PROPN" and self._is_body(mention.passage, k)
            for k in range(mention.start, mention.end)
        )

    def _is_body(self, passage: int, k: int) -> bool:
        number = self.names.at.get((passage, k))
        return number is not None and self.entries[number].label != "LOC"

    def _owners_in(self, mention: Mention, owner: int | None) -> frozenset[int]:
        """The bodies and people whose the phrase says it is: `Roe's statement`, `a spokesman for
        Roe`, `his lawyer`."""
        found = {
            number
            for k in range(mention.start, mention.end)
            if (number := self.names.at.get((mention.passage, k))) is not None
        }
        return frozenset(found | ({owner} if owner is not None else set()))


def _is_press(entry: Entry) -> bool:
    """Whether a body prints or airs the news, by the last word of its name."""
    return bool(entry.words) and entry.words[-1] in _MEDIA


def _can_be_called(entry: Entry, mention: Mention) -> bool:
    """Whether `the company`, `the agency` can mean a body of that name."""
    if entry.label != "ORG" or not entry.words:
        return False
    public = entry.words[-1] in _PUBLIC or entry.words[0] in _PUBLIC
    return not public or mention.head == "agency"
