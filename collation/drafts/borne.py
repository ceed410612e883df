"""A stretch of a draft and a sentence of an article in; whether the sentence says all of it, out.

All that the stretch says must stand in the sentence: who did what to whom, whether it is denied,
every telling word, name, figure and day. What agrees but for one figure or one day gives another
value for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from collation.chronology import MUTUAL
from collation.coverage import Covered
from collation.differences.acts import LIGHT, Act
from collation.differences.scene import Scene
from collation.differences.words import closed, stem
from collation.discrepancy import Evidence
from collation.drafts.bearing import altering, bears_number, denies, mood, same_judgement
from collation.drafts.checked import draft_of, others_of
from collation.drafts.terms import (
    SAYING,
    Days,
    Terms,
    forms_of,
    led_by,
    plain_words,
    stands_in,
    take_apart,
)
from extraction.annotations import Figure, Span, TimeType, Voice

#: Verbs of what is claimed and not established: it bears nothing out that is told as a fact.
_CONTESTED = frozenset(
    stem(word)
    for word in "allege claim insist accuse contend argue suspect believe fear allegedly".split()
)
_NEAR = 0.4  # of the telling words for a sentence to stand near
_FEWEST = 2
_TAKEN_UP = frozenset(("it", "he", "she", "they", "them", "him"))
_BESIDE = 20  # characters between what is claimed and the verb that says so
_BEFORE_IT = 40  # characters
_AHEAD = 3  # words before another in which "deputy" alters it

Free = Figure | Days | None


@dataclass
class Bearer:
    """Seeks what bears a stretch of the draft out, among the sentences of a story."""

    scene: Scene
    _taken: dict[tuple[str, Span], Terms] = field(default_factory=dict)

    def terms(self, covered: Covered, span: Span) -> Terms:
        """What a stretch holds, taken apart once."""
        key = (covered.id, span)
        if key not in self._taken:
            self._taken[key] = take_apart(self.scene, covered, span)
        return self._taken[key]

    def bears(
        self,
        own: Span,
        covered: Covered,
        sentence: Span,
        free: Free = None,
        shown: Span | None = None,
    ) -> bool:
        """Whether a sentence says all that a stretch of the draft says, but for what is `free`.

        Figures and days count within `shown` only, where that is less: they are claims themselves.
        """
        shown = shown or own
        draft = draft_of(self.scene)
        mine, theirs = self.terms(draft, own), self.terms(covered, sentence)
        return (
            _says_something(mine)
            and self._has_words(mine, covered, sentence, theirs)
            and self._has_people(mine, covered, sentence, theirs)
            and self._has_names(mine, covered, theirs)
            and all(
                f is free or _has_figure(f, theirs) for f in mine.figures if shown.covers(f.number)
            )
            and all(
                t is free or _has_days(t, mine, theirs)
                for t in mine.times
                if shown.covers(t.time.span)
            )
            and not any(
                _is_led_otherwise(name, draft.text(own), covered.text(sentence))
                for name in (*mine.names, *(tuple(plain_words(one)[-1:]) for one in mine.people))
            )
            and not self._is_altered(draft.text(own), mine, covered.text(sentence))
            and same_judgement(draft.text(own), covered.text(sentence))
            and self._agree(own, mine, covered, sentence, theirs)
        )

    def prints(self, own: Span, covered: Covered, sentence: Span) -> bool:
        """Whether a sentence has the words, names and figures of a stretch that makes no clause."""
        mine, theirs = self.terms(draft_of(self.scene), own), self.terms(covered, sentence)
        return (
            self._has_words(mine, covered, sentence, theirs)
            and all(_has_name(name, theirs) for name in mine.names)
            and all(_has_figure(figure, theirs) for figure in mine.figures)
        )

    def supporters(
        self, own: Span, free: Free = None, shown: Span | None = None
    ) -> Iterator[Evidence]:
        """Of each article the first sentence that bears a stretch of the draft out."""
        mine = self.terms(draft_of(self.scene), own)
        for covered in others_of(self.scene.coverage):
            for sentence in covered.reading.sentences:
                theirs = self.terms(covered, sentence.span)
                if len(mine.words) and not any(stands_in(w, theirs.forms) for w in mine.words):
                    continue
                if self.bears(own, covered, sentence.span, free, shown):
                    yield Evidence(covered.id, sentence.span, sentence.span, "")
                    break

    def nearest(self, own: Span) -> list[Evidence]:
        """The sentence that shares most of a stretch's words and people, if it shares enough."""
        mine = self.terms(draft_of(self.scene), own)
        most = len(mine.words) + len(mine.people) + len(mine.names)
        best: tuple[int, Evidence] | None = None
        for covered in others_of(self.scene.coverage):
            for sentence in covered.reading.sentences:
                theirs = self.terms(covered, sentence.span)
                told = sum(stands_in(word, theirs.forms) for word in mine.words)
                shared = told + len(mine.people & theirs.people)
                shared += sum(_has_name(name, theirs) for name in mine.names)
                shared += sum(_has_days(time, mine, theirs) for time in mine.times)
                shared += sum(_has_quantity(figure, theirs) for figure in mine.figures)
                if told and shared >= max(_FEWEST, _NEAR * most) and (
                    best is None or shared > best[0]
                ):  # fmt: skip
                    best = shared, Evidence(covered.id, sentence.span, sentence.span, "")
        return [best[1]] if best else []

    def _has_words(self, mine: Terms, covered: Covered, sentence: Span, theirs: Terms) -> bool:
        known = theirs.forms | self._roles(covered, mine)
        done_by = {word for act in mine.acts for word in (act.claim.subject, act.claim.object)}
        before = self._before(covered, sentence, theirs)
        return all(
            stands_in(word, known)
            or stem(word) in _saying()
            or (word in done_by and stands_in(word, before))
            for word in mine.words
        )

    def _roles(self, covered: Covered, mine: Terms) -> frozenset[str]:
        """What an article calls, wherever it does, the people whom a stretch names."""
        return frozenset(
            form
            for person in covered.reading.people
            if self.scene.person(covered, person.number) in mine.people
            for role in person.roles
            for word in plain_words(role)
            for form in forms_of(word)
        )

    def _before(self, covered: Covered, sentence: Span, theirs: Terms) -> frozenset[str]:
        """What the sentence before tells of, if a pronoun takes it up: "It was fined"."""
        ends = {end for one in theirs.acts for end in (one.claim.subject, one.claim.object)}
        if not ends & _TAKEN_UP:
            return frozenset()
        earlier = [s.span for s in covered.reading.sentences if s.span.end <= sentence.start]
        return self.terms(covered, earlier[-1]).forms if earlier else frozenset()

    def _has_people(self, mine: Terms, covered: Covered, sentence: Span, theirs: Terms) -> bool:
        printed = set(plain_words(covered.text(sentence)))
        meant = {name for one in theirs.acts for name in (one.subject, one.object)}
        return all(
            name in theirs.people or name.lower() in meant or set(plain_words(name)) <= printed
            for name in mine.people
        )

    def _has_names(self, mine: Terms, covered: Covered, theirs: Terms) -> bool:
        """Names of things, which may be part of what somebody is called: "Transport minister"."""
        known = theirs.forms | self._roles(covered, mine)
        return all(stands_in(word, known) for name in mine.names for word in name if word != "the")

    def _is_altered(self, own: str, mine: Terms, text: str) -> bool:
        """Whether what the sentence names is not quite it: "deputy chief of staff"."""
        words = plain_words(text)
        for at, word in enumerate(words):
            if word in altering(text) - altering(own):
                behind = frozenset().union(*map(forms_of, words[at + 1 : at + 1 + _AHEAD]))
                if any(stands_in(other, behind) for other in mine.words):
                    return True
        return False

    def _agree(
        self, own: Span, mine: Terms, covered: Covered, sentence: Span, theirs: Terms
    ) -> bool:
        """Whether the same is done by the same to the same, and neither or both deny it."""
        draft = draft_of(self.scene)
        reported = any(one.claim.predicate in SAYING and one.subject for one in mine.acts)
        contested = (
            not reported  # whose word it is, is compared
            and _contests(covered.text(sentence))
            and not _contests(draft.text(draft.sentence_at(own.start)))
        )
        if contested and not mine.acts:
            return False
        settled = True
        for one in mine.acts:
            if one.claim.predicate == "be" and one.claim.subject in ("it", "there"):
                continue
            if one.claim.predicate in SAYING:
                if not self._says(one, covered, sentence, theirs):
                    return False
                continue
            alike = [other for other in theirs.acts if _same_verb(one, other)]
            fits = [o for o in alike if self._one_act(one, o, covered, theirs)]
            if contested:
                fits = [o for o in fits if not _is_contested(o)]
            if alike and not fits:
                return False
            if not alike:
                named = (one.claim.subject_person, one.claim.object_person)
                if one.claim.predicate in LIGHT or None not in named or contested:
                    return False
                if not one.claim.polarity:
                    return False  # "denied the charge" does not say that he was not charged
                settled = False
        own_denies = denies(draft.text(own))
        if own_denies != denies(covered.text(sentence)):
            return not own_denies and settled and bool(mine.acts)
        return True

    def _one_act(self, one: Act, other: Act, covered: Covered, theirs: Terms) -> bool:
        if one.claim.polarity != other.claim.polarity or mood(one.claim) != mood(other.claim):
            return False
        if other.claim.voice is Voice.QUOTED and one.claim.voice is Voice.OUTLET:
            return False  # what somebody said is not told as a fact
        unreal = one.claim.modality == other.claim.modality == "unreal"  # who is to do it is told
        straight = (
            unreal
            or self._fits(one.subject, other.subject, covered, other.claim.sentence)
            or _stands_beside(one.claim.subject, one.claim.subject_person, other, theirs)
        ) and (
            self._fits(one.object, other.object, covered, other.claim.sentence)
            or _stands_beside(one.claim.object, one.claim.object_person, other, theirs)
        )
        ends = [closed(end) for end in (one.subject, one.object, other.object, other.subject)]
        return straight or (one.claim.predicate in MUTUAL and ends[:2] == ends[2:])

    def _fits(self, mine: str, theirs: str, covered: Covered, sentence: Span) -> bool:
        """Whether two arguments can be one: alike, or one of them not told, or what he is."""
        if not mine or not theirs or mine == theirs or not theirs[:1].isalpha():
            return True
        for person in covered.reading.people:
            name = (self.scene.somebody(covered, person.number) or "").lower()
            if name and name in (mine, theirs):
                noun = theirs if name == mine else mine
                if any(noun in plain_words(role) for role in person.roles):
                    return True
                ahead = [
                    covered.text(Span(max(sentence.start, m.start - _BEFORE_IT), m.start))
                    for m in person.mentions
                    if sentence.covers(m)
                ]
                if any(before.rstrip().endswith(",") and noun in plain_words(before)
                       for before in ahead):  # fmt: skip
                    return True  # "the minister of transport, Jane Roe, said"
                if any(stem(words[-1]) == stem(noun) for words in map(plain_words, ahead) if words):
                    return True  # "the swimmers Roe and Poe"
        return False

    def _says(self, one: Act, covered: Covered, sentence: Span, theirs: Terms) -> bool:
        """Whether who is reported to say it in the draft says it in the sentence."""
        who = one.subject
        if not who:
            return True
        for other in theirs.acts:
            if other.saying and other.subject:
                person, noun = one.claim.subject_person, one.claim.subject
                if self._fits(who, other.subject, covered, sentence) or _stands_beside(
                    noun, person, other, theirs
                ):
                    return True
        for quotation in covered.reading.quotations:
            if any(piece.overlaps(sentence) for piece in quotation.content):
                name = self.scene.person(covered, quotation.person)
                if name is not None and name.lower() == who:
                    return True
        return False


def _says_something(mine: Terms) -> bool:
    """Whether it has words of its own, and not only of somebody whom nobody names: "he fled"."""
    named = mine.people or mine.names or mine.figures or mine.times
    done = [one for one in mine.acts if one.claim.predicate not in SAYING]
    return bool(mine.words) and (
        bool(named) or not done or any(one.subject or one.object for one in done)
    )


def _stands_beside(word: str, person: int | None, other: Act, theirs: Terms) -> bool:
    """Whether a noun stands in the very words of another claim, whatever that takes it for.

    Of the first claim of a sentence also just before them: a dateline is no subject.
    """
    span = other.claim.span
    ahead = _BEFORE_IT if theirs.acts[:1] == (other,) else 0
    start = max(other.claim.sentence.start, span.start - ahead)
    words = plain_words(other.covered.text(Span(start, span.end)))
    return person is None and bool(word) and word in words and word != other.claim.subject


def _has_name(name: tuple[str, ...], theirs: Terms) -> bool:
    return all(word == "the" or stands_in(word, theirs.forms) for word in name)


def _has_figure(own: Figure, theirs: Terms) -> bool:
    return any(
        other.quantity == own.quantity and other.unit == own.unit and bears_number(own, other)
        for other in theirs.figures
    )


def _is_led_otherwise(name: tuple[str, ...], own: str, theirs: str) -> bool:
    """Whether it goes from where the other goes to, or is done by whom the other does it to."""
    mine, other = led_by(own, name), led_by(theirs, name)
    return bool(mine and other) and not mine & other


def _has_quantity(own: Figure, theirs: Terms) -> bool:
    kind = (own.quantity, own.unit, own.counted)
    return any((other.quantity, other.unit, other.counted) == kind for other in theirs.figures)


def _has_days(own: Days, mine: Terms, theirs: Terms) -> bool:
    if own.days is None or own.time.type is not TimeType.DATE:
        return any(other.time.value == own.time.value for other in theirs.times)
    return any(
        other.days is not None and own.days[0] <= other.days[0] and other.days[1] <= own.days[1]
        for other in theirs.times
        if is_of_act(other, mine, theirs)
    )


def is_of_act(time: Days, mine: Terms, theirs: Terms) -> bool:
    """Whether a day may be that of the act: in "admitted on Monday that he was freed" it is not
    of the freeing."""  # fmt: skip
    alike = [other for other in theirs.acts if any(_same_verb(one, other) for one in mine.acts)]
    owned = any(other.claim.when == time.number for other in theirs.acts)
    return not owned or not alike or any(other.claim.when == time.number for other in alike)


def _same_verb(one: Act, other: Act) -> bool:
    return (
        bool(forms_of(one.claim.predicate) & forms_of(other.claim.predicate))
        and one.claim.particle == other.claim.particle
    )


def _contests(text: str) -> bool:
    return any(stem(word) in _CONTESTED for word in plain_words(text))


def _is_contested(one: Act) -> bool:
    """Whether it is told as what somebody claims: "they insist he is a member"."""
    claim, covered = one.claim, one.covered
    start = max(claim.sentence.start, claim.span.start - _BESIDE)
    text = covered.text(Span(start, claim.span.end))
    behind = covered.text(Span(claim.span.end, min(claim.sentence.end, claim.span.end + _BESIDE)))
    if behind.lstrip().startswith(","):  # "he is a member, they insist"
        text += behind
    cues = [stem(word) for word in plain_words(text)]
    own = stem(claim.predicate)
    return claim.modality == "alleged" or any(c in _CONTESTED and c != own for c in cues)


def _saying() -> frozenset[str]:
    return frozenset(map(stem, SAYING))
