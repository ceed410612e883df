"""Which verbs tell of one kind of act, so that two outlets' words for one event meet."""

from __future__ import annotations

STEM = 5  # letters that a verb and its noun share
_FAMILIES = """
arrest detain apprehend seize capture nab
rule hold order decide uphold direct find back affirm strike overturn ruling decision verdict
deport remove send expel fly transfer take transport return ship
kill die shoot slay murder execute assassinate
injure wound hurt
meet greet host welcome visit receive bond
attack bomb strike hit shell raid storm
explode detonate blast
resign quit leave depart
dismiss fire sack oust
win elect defeat beat
crash collide derail overturn
charge indict accuse arraign
convict sentence jail imprison acquit
sue file petition
release free parole pardon
agree sign settle reach ink
approve pass adopt ratify clear
announce unveil launch introduce present
begin start open commence
end finish close conclude
buy acquire purchase
cancel scrap suspend halt postpone
search hunt seek
protest demonstrate rally march
vote ballot
say tell announce add claim argue insist acknowledge admit deny warn report reiterate assure state
declare confirm note suggest explain write post tweet
"""

_OF: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(_FAMILIES.strip().splitlines()):
    for _word in _line.split():
        _OF[_word] = _OF.get(_word, frozenset()) | {_number}


def same_act(one: str, other: str) -> bool:
    """Whether two verbs (lemmas) can tell of one act."""
    return one == other or bool(_OF.get(one, frozenset()) & _OF.get(other, frozenset()))


def names_act(noun: str, act: str) -> bool:
    """Whether a noun can name what a verb tells: "ruling" what "uphold" does.

    By their first letters where no family holds both: "appointment" and "appoint".
    """
    alike = len(act) >= STEM and noun[:STEM] == act[:STEM]
    return alike or noun == act + "ing" or same_act(noun, act)


def is_said(act: str) -> bool:
    """Whether the verb tells of speaking."""
    return same_act(act, "say")
