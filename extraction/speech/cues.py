"""A word's form in; the verb of speech that it is, and what can stand beside it, out.

The verbs and their frames stand in `cues.tsv`, with their origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("cues.tsv")


_NEVER_INVERTED = frozenset(("tell", "inform", "assure", "remind", "notify", "reassure"))


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of speech; `particle` is "" or the word that must follow ("out" in "point out").

    `uses` are the frames of `cues.tsv`: "clause", "that", "whether", "to", "ing", "named",
    "marks".
    """

    lemma: str
    particle: str
    uses: frozenset[str]

    @property
    def inverts(self) -> bool:
        """Whether its subject may follow it: `wrote Roe`, never `told Roe`."""
        return self.lemma not in _NEVER_INVERTED

    def takes(self, *uses: str) -> bool:
        """Whether the verb stands in one of these frames."""
        return not self.uses.isdisjoint(uses)


@cache
def cue_verbs() -> dict[str, tuple[CueVerb, ...]]:
    """Every form, in lower case, with its verbs; those that need a particle come first."""
    forms: dict[str, list[CueVerb]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        lemma, particle, uses, others = line.split("\t")
        verb = CueVerb(lemma, "" if particle == "-" else particle, frozenset(uses.split()))
        for form in {lemma, *others.split()}:
            forms.setdefault(form, []).append(verb)
    return {
        form: tuple(sorted(verbs, key=lambda verb: not verb.particle))
        for form, verbs in forms.items()
    }


def find_cue(word: str, following: str) -> CueVerb | None:
    """The verb of speech that `word` is a form of, given the word that follows it."""
    for verb in cue_verbs().get(word.lower(), ()):
        if not verb.particle or verb.particle == following.lower():
            return verb
    return None
