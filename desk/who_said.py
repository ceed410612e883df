"""Words, phrases or a speaker in; the utterances that have them, as every outlet prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from desk.answers import Page, UtteranceView, VersionView, WhoSaidAnswer, WordView
from desk.citations import agencies_of, cite, count_sources
from desk.errors import BadRequest, EmptyArchive, NoMatch
from desk.near_misses import find_closest, name_nobody, spellings
from desk.ranked import rank
from desk.requests import Asker, WhoSaid
from desk.stories import EMPTY, find_outlets, find_story, views
from desk.zones import reader_zone
from extraction.annotations import Span
from store import articles, people, stories, utterances
from store.archive import Session
from store.articles import Stored
from store.search import Sought
from store.stems import forms, stems
from store.utterances import PrintedWord, Printing, StoredUtterance

PAGE = 5  # utterances
SHOWN_QUESTION = 300  # characters of what was asked that are shown again
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


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
    # One more than the pages so far hold, so that there is a next page where there is more.
    wanted = PAGE * max(request.page, 1) + 1
    found = rank(db, workspace, sought, spellings(db, workspace, request), wanted)
    instead: tuple[str, ...] | None = None
    if not found.ids:
        found, instead = find_closest(db, workspace, sought)
    if not found.ids:
        raise NoMatch(_regret(db, workspace, request))
    pages = -(-len(found.ids) // PAGE)
    number = min(max(request.page, 1), pages)
    shown = show(db, asker, found.ids[(number - 1) * PAGE : number * PAGE], sought)
    all_articles = utterances.articles_of(db, workspace, found.ids)
    return WhoSaidAnswer(
        question=_question(request),
        utterances=shown,
        page=Page(number, pages, len(found.ids), more=found.more, ended=found.ended),
        count=count_sources(articles.origins(db, workspace, all_articles)),
        closest=instead is not None,
        instead=tuple(_as_printed(shown, instead or ())),
    )


def _sought(db: Session, workspace: str, request: WhoSaid) -> Sought:
    filters = request.filters
    speakers: tuple[int, ...] = ()
    if request.by is not None:
        speakers = people.named(db, workspace, request.by)
        if not speakers:
            raise NoMatch(name_nobody(db, workspace, request.by))
    terms = (stems(term) for term in (*request.phrases, *request.words))
    return Sought(
        phrases=tuple(dict.fromkeys(term for term in terms if term)),
        exact=tuple(filter(None, map(forms, request.phrases))),
        people=speakers,
        outlets=find_outlets(db, workspace, filters.outlet) or (),
        since=filters.since,
        until=filters.until,
        story=None if filters.story is None else find_story(db, workspace, filters.story),
    )


def _as_printed(shown: Sequence[UtteranceView], wanted: Sequence[str]) -> Iterator[str]:
    """The words of the first utterance that have the stems, as they are printed there."""
    if not shown:
        return
    texts = ["".join(word.text for word in version.words) for version in shown[0].versions]
    printed = [word for text in texts for word in _WORD.findall(text)]
    for stem in wanted:
        word = next((word for word in printed if stem in stems(word)), None)
        if word is not None:
            yield word


def _regret(db: Session, workspace: str, request: WhoSaid) -> str:
    filters = request.filters
    if any((filters.outlet, filters.since, filters.until, filters.story)):
        bare = replace(
            request, filters=replace(filters, outlet=None, since=None, until=None, story=None)
        )
        if rank(db, workspace, _sought(db, workspace, bare)).ids:
            return (
                f"No quotation fits {_question(request)} within these filters; without them there "
                "are some. Leave out outlet:, since:, until: or story:."
            )
    if request.by and (request.words or request.phrases):
        anybody = replace(request, by=None)
        if rank(db, workspace, _sought(db, workspace, anybody)).ids:
            return (
                f"No quotation by {_short(request.by)} has {_question(anybody)}; others have. "
                f"Theirs: /who-said {_question(anybody)}"
            )
    if len(request.words) == 1 and not request.phrases and not request.by:
        word = _short(request.words[0])
        return f"No quotation has “{word}”. Try another word for it, or by: and a name."
    return f"No quotation fits {_question(request)}. Try fewer words, or only the rarest of them."


def _short(name: str) -> str:
    return name if len(name) <= SHOWN_QUESTION else f"{name[:SHOWN_QUESTION]}…"


def _question(request: WhoSaid) -> str:
    parts = [*request.words, *(f"“{phrase}”" for phrase in request.phrases)]
    if request.by:
        parts.append(f"by:{request.by}")
    asked = " ".join(parts) or "the newest quotations"
    return asked if len(asked) <= SHOWN_QUESTION else f"{asked[:SHOWN_QUESTION]}…"


def show(
    db: Session, asker: Asker, ids: Sequence[int], sought: Sought | None = None
) -> tuple[UtteranceView, ...]:
    """Utterances as they are shown, in the order given; all versions, those sought counted."""
    found = utterances.load(db, asker.workspace, ids)
    printed_in = {article for u in found.values() for article, _ in u.printings}
    texts = articles.load(db, asker.workspace, printed_in)
    told = views(db, asker.workspace, {u.story for u in found.values()})
    origins = {o.id: o for o in articles.origins(db, asker.workspace, sorted(printed_in))}
    agencies, zone = agencies_of(texts.values()), reader_zone(asker.zone)
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
            count=count_sources(
                [o for id, o in origins.items() if id in _articles(utterance)], agencies
            ),
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
        words=tuple(printed_words(text, printing)),
        kind=str(printing.kind),
        cue=printing.cue.of(text) if printing.cue else None,
        speaker_printed=printing.speaker.of(text) if printing.speaker else None,
        said_on=printing.said_on,
        through=printing.through,
    )


def printed_words(text: str, printing: Printing) -> Iterator[WordView]:
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
        shown += _opening(text, printing, place, piece) + text[word.start : word.end]
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


def _opening(text: str, printing: Printing, place: int, piece: int | None) -> str:
    """The mark before a word that opens a piece: `“hard choices” have to be made`."""
    if piece is None:
        return ""
    span, word = printing.content[piece], printing.words[place]
    if place and printing.words[place - 1].start >= span.start:
        return ""
    before = text[span.start : word.start]
    return "" if any(c.isalnum() for c in before) else before


def _holds(span: Span, word: PrintedWord) -> bool:
    return span.start <= word.end <= span.end
