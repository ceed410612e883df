"""Words, phrases or a speaker in; the utterances that have them, as every outlet prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from desk.answers import Page, UtteranceView, VersionView, WhoSaidAnswer, WordView
from desk.citations import cite, count_sources
from desk.errors import BadRequest, EmptyArchive, NoMatch
from desk.requests import Asker, WhoSaid
from desk.stories import EMPTY, find_outlets, find_story, views
from desk.zones import reader_zone
from extraction.annotations import Span
from store import articles, people, stories, utterances
from store.archive import Session
from store.articles import Stored
from store.keys import words_of
from store.search import Hit, Sought, holding, search
from store.stems import stems
from store.utterances import PrintedWord, Printing, StoredUtterance

PAGE = 5  # utterances
MOST = 200  # newest printings that are looked at: what is older needs a narrower question
_MOST_WORDS = 12  # of a question that are tried in other ways
_NEAR = 75.0  # of 100: how alike a misspelt word or name must be


def answer(db: Session, asker: Asker, request: WhoSaid) -> WhoSaidAnswer:
    """The utterances that fit: those with the words together first, then newest first.

    Where none has all the words, the nearest that have most of them, marked `closest`.

    Raises:
        BadRequest: what was typed holds no word.
        EmptyArchive: nothing was indexed.
        UnknownStory, NoMatch: the sentence says what to type instead.
    """
    workspace = asker.workspace
    if not stories.newest(db, workspace, 1):
        raise EmptyArchive(EMPTY)
    sought = _sought(db, workspace, request)
    if (request.words or request.phrases) and not (sought.phrases or sought.people):
        raise BadRequest(
            "Type words that were said, or by: and a name: /who-said preposterous, or "
            "/who-said by:Rubio."
        )
    ids, closest = _ranked(db, workspace, sought), False
    if not ids:
        ids, closest = _closest(db, workspace, sought), True
    if not ids:
        raise NoMatch(_regret(db, workspace, request))
    pages = -(-len(ids) // PAGE)
    number = min(max(request.page, 1), pages)
    shown = ids[(number - 1) * PAGE : number * PAGE]
    all_articles = utterances.articles_of(db, workspace, ids)
    return WhoSaidAnswer(
        question=_question(request),
        utterances=show(db, asker, shown, sought),
        page=Page(number, pages, len(ids)),
        count=count_sources(articles.origins(db, workspace, all_articles)),
        closest=closest,
    )


def _sought(db: Session, workspace: str, request: WhoSaid) -> Sought:
    filters = request.filters
    speakers: tuple[int, ...] = ()
    if request.by is not None:
        speakers = people.named(db, workspace, request.by)
        if not speakers:
            raise NoMatch(_nobody(db, workspace, request.by))
    terms = (stems(term) for term in (*request.phrases, *request.words))
    return Sought(
        phrases=tuple(dict.fromkeys(term for term in terms if term)),
        people=speakers,
        outlets=find_outlets(db, workspace, filters.outlet) or (),
        since=filters.since,
        until=filters.until,
        story=None if filters.story is None else find_story(db, workspace, filters.story),
    )


def _ranked(db: Session, workspace: str, sought: Sought) -> list[int]:
    """Utterances, each once: with all the words in one run first, then the newest.

    Where a name fits persons and bodies, as Trump does "The Trump administration", persons first.
    """
    known = people.names(db, workspace, sought.people)
    bodies = tuple(id for id in sought.people if is_body(known[id]))
    persons = tuple(id for id in sought.people if id not in bodies)
    if not (bodies and persons):
        return _found(db, workspace, sought)
    apart = (replace(sought, people=some) for some in (persons, bodies))
    return list(dict.fromkeys(id for one in apart for id in _found(db, workspace, one)))


def is_body(name: str) -> bool:
    """Whether a name is rather a body's than a person's."""
    words = name.split()
    if words[:1] == ["The"]:
        return True
    return any(word.islower() and word not in _PARTICLES for word in words) or any(
        word.lower() in _BODIES for word in words[1:]
    )


_PARTICLES = frozenset(
    "al am an bin bint da das de del della den der di do dos du e el ibn la le of ter the van von y"
    " zu".split()
)
_BODIES = frozenset(
    "administration agency association bank board campaign club commission committee company "
    "corporation council court department foundation government group house inc institute llc ltd "
    "ministry office organization organisation party police team tower union university".split()
)


def _found(db: Session, workspace: str, sought: Sought) -> list[int]:
    hits = search(db, workspace, sought, MOST)
    together: tuple[Hit, ...] = ()
    if len(sought.phrases) > 1:
        run = tuple(stem for phrase in sought.phrases for stem in phrase)
        if len(hits) < MOST:
            together = holding(db, hits, run)
        else:  # older ones may have the words together, too
            together = search(db, workspace, replace(sought, phrases=(run,)), MOST)
    return list(dict.fromkeys(hit.utterance for hit in (*together, *hits)))


def _closest(db: Session, workspace: str, sought: Sought) -> list[int]:
    """Utterances with most of what is looked for: misspelt words corrected, then words left out."""
    for level in _nearer(db, workspace, sought):
        found = [id for words in level for id in _with_words(db, workspace, sought, words)]
        if found:
            return list(dict.fromkeys(found))[:PAGE]
    return []


def _with_words(db: Session, workspace: str, sought: Sought, words: Sequence[str]) -> list[int]:
    return _ranked(db, workspace, replace(sought, phrases=tuple((word,) for word in words)))


def _nearer(db: Session, workspace: str, sought: Sought) -> Iterator[list[tuple[str, ...]]]:
    """Lists of words to be looked for instead, the nearest level first."""
    words = tuple(dict.fromkeys(stem for phrase in sought.phrases for stem in phrase))
    words = words[:_MOST_WORDS]
    corrected = [_corrected(db, workspace, word) for word in words]
    known = tuple(word for word in corrected if word)
    # A word of weight must be in what is shown as it was typed, not only one that is like it.
    typed = {word for word in known if word in words and word not in _LIGHT}
    if known and (typed or (len(known) == len(words) and not _LIGHT.issuperset(known))):
        yield [known]
    if len(known) > 1:
        fewer = [known[:place] + known[place + 1 :] for place in range(len(known))]
        yield [some for some in fewer if typed.intersection(some)]
    # Longer words say more: an utterance with one of them beats none.
    for word in sorted(typed, key=lambda word: (-len(word), word)):
        if len(word) > 3:
            yield [(word,)]


#: Stems of words that any sentence may hold: to have one in common says nothing.
_LIGHT = frozenset(
    stem
    for stem in stems(
        "a about after all also am an and any are as at be been before being but by can could did "
        "do does for from had has have he her here him his how i if in into is it its just may me "
        "might more most must my no nor not now of off on once one only or other our out over own "
        "same shall she should so some such than that the their them then there these they this "
        "those to too under until up us very was we were what when where which while who whom why "
        "will with would you your"
    )
)


def _corrected(db: Session, workspace: str, word: str) -> str | None:
    """The word itself if some quotation has it, else the nearest that one has, else None."""
    if search(db, workspace, Sought(phrases=((word,),)), 1):
        return word
    best = process.extractOne(word, utterances.words_like(db, workspace, word), scorer=fuzz.ratio)
    return best[0] if best is not None and best[1] >= _NEAR else None


def _nobody(db: Session, workspace: str, name: str) -> str:
    typed = words_of(name)
    known = people.beginning(db, workspace, {word[:1] for word in typed})
    best = sorted(known, key=lambda other: (-_likeness(typed, other), other))[:3]
    near = [f"“{other}”" for other in best if _likeness(typed, other) >= _NEAR]
    if not near:
        return f"Nobody called “{name}” is quoted. Ask for words instead, or check the name."
    return f"Nobody called “{name}” is quoted. The nearest: {', '.join(near)}."


def _likeness(typed: Sequence[str], name: str) -> float:
    """How well the name's words cover the words typed, of 100."""
    words = words_of(name)
    return sum(max(fuzz.ratio(one, word) for word in words) for one in typed) / len(typed)


def _regret(db: Session, workspace: str, request: WhoSaid) -> str:
    filters = request.filters
    if any((filters.outlet, filters.since, filters.until, filters.story)):
        bare = replace(
            request, filters=replace(filters, outlet=None, since=None, until=None, story=None)
        )
        if _ranked(db, workspace, _sought(db, workspace, bare)):
            return (
                f"No quotation fits {_question(request)} within these filters; without them there "
                "are some. Leave out outlet:, since:, until: or story:."
            )
    return f"No quotation fits {_question(request)}. Try fewer words, or only the rarest of them."


def _question(request: WhoSaid) -> str:
    parts = [*request.words, *(f"“{phrase}”" for phrase in request.phrases)]
    if request.by:
        parts.append(f"by:{request.by}")
    return " ".join(parts) or "the newest quotations"


def show(
    db: Session, asker: Asker, ids: Sequence[int], sought: Sought | None = None
) -> tuple[UtteranceView, ...]:
    """Utterances as they are shown, in the order given; all versions, those sought counted."""
    found = utterances.load(db, asker.workspace, ids)
    printed_in = {article for u in found.values() for article, _ in u.printings}
    texts = articles.load(db, asker.workspace, printed_in)
    told = views(db, asker.workspace, {u.story for u in found.values()})
    origins = {o.id: o for o in articles.origins(db, asker.workspace, sorted(printed_in))}
    zone = reader_zone(asker.zone)
    return tuple(
        UtteranceView(
            id=utterance.id,
            speaker=utterance.speaker,
            role=utterance.role,
            story=told[utterance.story],
            versions=tuple(
                _version(texts[article], printing, zone)
                for article, printing in utterance.printings
            ),
            count=count_sources([o for id, o in origins.items() if id in _articles(utterance)]),
            differences=utterance.differences,
            matched=_matched(utterance, texts, sought),
        )
        for id in ids
        if (utterance := found.get(id)) is not None
    )


def _matched(
    utterance: StoredUtterance, texts: dict[int, Stored], sought: Sought | None
) -> int | None:
    """How many versions the filters by outlet and day let through; None where there is none."""
    if sought is None or not (sought.outlets or sought.since or sought.until):
        return None
    return sum(_lets_through(sought, texts[article]) for article, _ in utterance.printings)


def _lets_through(sought: Sought, stored: Stored) -> bool:
    if sought.outlets and stored.outlet_id not in sought.outlets:
        return False
    day = stored.article.published
    if day is None:
        return not (sought.since or sought.until)
    since, until = sought.since or day, sought.until or day
    return since <= day <= until


def _articles(utterance: StoredUtterance) -> set[int]:
    return {article for article, _ in utterance.printings}


def _version(stored: Stored, printing: Printing, zone: ZoneInfo) -> VersionView:
    text = stored.article.text
    return VersionView(
        citation=cite(stored, printing.sentence, printing.content, zone),
        words=tuple(_words(text, printing)),
        kind=str(printing.kind),
        cue=printing.cue.of(text) if printing.cue else None,
        speaker_printed=printing.speaker.of(text) if printing.speaker else None,
        said_on=printing.said_on,
    )


def _words(text: str, printing: Printing) -> Iterator[WordView]:
    """Runs of words that are marked alike, with what is printed between and after them.

    An ellipsis outside the marks stands where the quotation is interrupted.
    """
    words = printing.words
    shown, differs, quoted = "", "", False
    for place, word in enumerate(words):
        piece = next((n for n, span in enumerate(printing.content) if _holds(span, word)), None)
        inside = piece is not None and printing.direct[piece]
        if shown and (word.differs != differs or inside != quoted):
            yield WordView(shown, differs, quoted)
            shown = ""
        differs, quoted = word.differs, inside
        shown += text[word.start : word.end]
        if piece is None:
            shown += " "
            continue
        end = printing.content[piece].end
        following = words[place + 1].start if place + 1 < len(words) else None
        if following is not None and following < end:
            shown += "".join(" " if c.isspace() else c for c in text[word.end : following])
            continue
        yield WordView(shown + text[word.end : end].rstrip(), differs, quoted)
        shown = ""
        if following is not None:
            yield WordView(" … ", "", quoted=False)
    if shown:
        yield WordView(shown.rstrip(), differs, quoted)


def _holds(span: Span, word: PrintedWord) -> bool:
    return span.start <= word.end <= span.end
