"""Which verbs tell of one kind of act, so that two outlets' words for one event meet."""

from __future__ import annotations

_FAMILIES = """
arrest detain apprehend seize capture nab
rule hold order decide uphold direct find back affirm
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
