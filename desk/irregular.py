"""A verb's past as people type it in; the verb, out: what no stemmer knows."""

from __future__ import annotations

_FORMS = (
    "send sent|hold held|leave left|meet met|win won|lose lost|say said|tell told|pay paid"
    "|shoot shot|flee fled|sell sold|build built|find found|make made|take took taken"
    "|give gave given|fall fell fallen|steal stole stolen|begin began begun|see saw seen"
    "|drive drove driven|fly flew flown|catch caught|fight fought|bring brought|buy bought"
    "|teach taught|throw threw thrown|sink sank sunk|burn burnt|break broke broken"
    "|go went gone|come came|rise rose risen|strike struck|choose chose chosen|hide hid hidden"
    "|speak spoke spoken|write wrote written|know knew known|grow grew grown|lead led"
    "|swear swore sworn"
)
_VERBS = {past: forms[0] for row in _FORMS.split("|") for forms in [row.split()] for past in forms}


def present(word: str) -> str:
    """ "sent" is "send"; any other word is itself."""
    return _VERBS.get(word, word)
