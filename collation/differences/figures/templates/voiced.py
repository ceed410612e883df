"""A figure in its sentence in; who gives it, as far as that is somebody in particular, out.

"Organisers said 40,000 took part", "the police put the crowd at 15,000", "500, according to the
union": what an outlet prints as somebody's count is theirs. Officials, a statement or "it" are
nobody whom another count could be set against.
"""

from __future__ import annotations

import re
from functools import cache

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.differences.words import STOP, load, stem
from extraction.annotations import Figure

_WHO = r"(?P<who>[^,;:“”\"]{3,60}?)"
_HAS = r"(?:have\s+|has\s+|had\s+)?"
_REST = re.compile(
    r"\b(?:on|in|at|from|to|by|with|after|who|that|which|finished|completed|published|released"
    r"|issued|had|have|has|also|later)\b"
)
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def voice_of(scene: Scene, covered: Covered, figure: Figure) -> tuple[frozenset[str], str]:
    """Who gives the figure, as stems and in words; none and "" for the outlet and for nobody."""
    name = scene.person(covered, figure.holder)
    if name is not None and (stems := _known(name)):
        return stems, name
    sentence = covered.text(figure.sentence)
    for pattern in _patterns():
        for match in pattern.finditer(sentence):
            who = " ".join(match["who"].split())
            if stems := _known(who):
                return stems, who
    return frozenset(), ""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    says = "|".join(word.replace(" ", r"\s+") for word in load("quantities")["voices"]["says"])
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"[,”\"]\s*{_WHO}\s+{_HAS}(?:{says})\b",
            rf"^[“\"]?{_WHO}\s+{_HAS}(?:{says})\b",
            rf"[,”\"]\s*(?:{says})\s+(?P<who>[^,;:“”\"]{{3,60}})",
            r"\b[Aa]ccording to\s+(?P<who>[^,;:“”\"]{3,60})",
            r"\b(?:estimated?|put|counted|confirmed|given)\b[^,;]{0,40}\bby\s+(?P<who>[^,;:“”\"]{3,50})",
        )
    )


def _known(who: str) -> frozenset[str]:
    """The stems of somebody's name or noun; none for nobody in particular."""
    words = [word.lower() for word in _WORD.findall(_REST.split(who)[0])]
    if words and words[-1] in _PASSIVE:
        return frozenset()  # "the cost is put at"
    return frozenset(
        stem(word) for word in words if word not in STOP and stem(word) not in _nobody()
    )


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(stem, load("quantities")["voices"]["nobody"]))
