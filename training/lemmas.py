"""WordNet's tables and the treebanks' lemmas in; small tables for the rule lemmatizer out."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.lookups import Lookups, load_lookups

from training.lessons import Lesson

INFLECTED = ("verb", "noun", "adj", "adv")
UNINFLECTED = frozenset({"propn", "x", "punct", "sym", "num"})
SEEN_TWICE = 2  # one odd lemma in a treebank is a slip, two are a rule


def make_lookups(lessons: Iterable[Lesson]) -> Lookups:
    """Rules, exceptions and an index of known lemmas by part of speech.

    The treebanks' lemmas add what WordNet lacks: pronouns ("them" is "they"), auxiliaries,
    determiners, and forms whose lemma the rules would miss.
    """
    wordnet = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    index: dict[str, dict[str, int]] = {
        # spaCy stores lists; a dict answers "known?" at once.
        part: dict.fromkeys(sorted(set(wordnet.get_table("lemma_index")[part])), 1)
        for part in INFLECTED
    }
    exceptions: dict[str, dict[str, list[str]]] = {
        part: dict(wordnet.get_table("lemma_exc").get(part, {})) for part in INFLECTED
    }
    # The empty rule lets "Say" be found as "say" before it is left as it stands.
    rules: dict[str, list[list[str]]] = {
        part: [["", ""], *wordnet.get_table("lemma_rules").get(part, [])] for part in INFLECTED
    }
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for lesson in lessons:
        for word, part, lemma in zip(lesson.words, lesson.parts, lesson.lemmas, strict=True):
            part = part.partition("|")[0].lower()
            if part not in UNINFLECTED and lemma != "_":
                seen[part, word.lower()][lemma] += 1
    for (part, form), lemmas in sorted(seen.items()):
        lemma, times = lemmas.most_common(1)[0]
        if times < SEEN_TWICE:
            continue
        if lemma != form:
            exceptions.setdefault(part, {})[form] = [lemma]
        elif part in index and form in exceptions[part]:
            del exceptions[part][form]
        if part in index:
            index[part][lemma] = 1
    for part in exceptions:
        rules.setdefault(part, [["", ""]])
    lookups = Lookups()
    lookups.add_table("lemma_rules", rules)
    lookups.add_table("lemma_exc", exceptions)
    lookups.add_table("lemma_index", index)
    return lookups
