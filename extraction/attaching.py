"""A time expression and its part of the article in; the clause that it dates, out.

`dating` finds what the tree and the words hang the time on; here are the reasons why a time that
hangs somewhere still dates nothing: a bound, a name, a stamp, a state, a wish.
"""

from __future__ import annotations

import re
from datetime import date

from extraction.annotations import TimeExpression, TimeType
from extraction.clauses import is_negated, lemma
from extraction.climbing import STEPS
from extraction.dating import dated_clause
from extraction.eventful import is_event
from extraction.hanging import nouns_between
from extraction.parsed import ParsedPart
from extraction.speaking import is_speech
from extraction.tokens import Token, TokenSpan

UNSURE = 0.5  # confidence of a time expression: at or below it, it dates nothing …
NEAR = 8  # words from "since" to a date of its phrase
FOLLOWED = 0.4  # … but "the next day", which counts from a date before it
_VAGUE = frozenset(("decade", "century", "year", "season", "quarter"))
_BOUNDS = frozenset(("since", "until", "till", "by", "before", "after", "through", "than", "to"))
_SCHEDULING = frozenset(  # "slat" is what the lemmatizer makes of "slated"
    "schedule set slate slat plan expect book due fix time call".split()
)
_PLANNING = frozenset(
    """plan decision agreement deal order schedule proposal pledge promise vow intention deadline
    date bid vote motion offer invitation appointment meeting hearing""".split()
)
_AGAINST = frozenset("since until till before despite amid than because regarding".split())
_NAMED = frozenset("eye target consider prefer suggest propose favor favour celebrate mark".split())
_JOINED = re.compile(r"[a-z][A-Z][a-z]")
_GUESSED = frozenset("would could might may".split())
_REFUSING = frozenset("refuse decline fail forget neglect".split())
_GUESSING = frozenset("appear seem claim purport wait stand sit".split())


def attach(
    part: ParsedPart, time: TimeExpression, published: date | None, *, in_range: bool
) -> tuple[Token, float] | None:
    """The head of the clause that a time dates, and how surely (0 to 1); None where it dates none.

    `in_range` says that the time begins or ends a range of its own, so that "from" bounds nothing.
    """
    if time.type not in (TimeType.DATE, TimeType.TIME) or time.form == "reference":
        return None
    if (time.begin is None and time.anchor != "none") or not _is_sure(part, time, published):
        return None
    tokens = part.tokens(time.span)
    if tokens is None or len(tokens) == 0:
        return None
    if _does_it_itself(tokens):
        return None  # "Wednesday brought some relief"
    if time.form == "holiday" and tokens.root.dep_ in ("obj", "compound"):
        return None  # "a crowd celebrating Bastille Day"
    if tokens.start and _names_day(tokens.doc[tokens.start - 1]):
        return None  # "is eyeing Thursday"
    if _is_in_name(tokens, time):
        return None  # "the Education Amendments of 1972"
    owning = tokens.end < len(part.doc) and part.doc[tokens.end].tag_ == "POS"
    if not (in_range or owning or _is_not_until(tokens)) and _bounds(tokens):
        return None  # "since Monday", "by 2030"
    if part.doc.text[tokens.end_char : tokens.end_char + 1] == ")" and (
        part.doc.text[max(0, tokens.start_char - 1) : tokens.start_char] == "("
    ):
        return None  # the stamp of a film or a dispatch: "(Feb. 6) AP"
    before = part.doc[tokens.start - 1].lower_ if tokens.start else ""
    if time.form == "this unit" and before in ("for", "over", "only"):
        return None  # "struggled for the past week", "rose over the last year"
    if time.form == "month" and before == "for":
        return None  # "the estimates for November"
    if _is_on_card(part, tokens):
        return None
    if _is_thing(part, tokens, time):
        return None
    if part.doc.text.startswith("?", tokens[0].sent.end_char - 1):
        return None  # a question tells nothing
    if "@" in part.doc.text[max(0, tokens.start_char - 30) : tokens.start_char]:
        return None  # "— Jane Roe (@roe) January 16, 2019" under a post
    ahead = is_ahead(part, time, published)
    clause = dated_clause(tokens, ahead)
    if clause is None or not is_event(clause[0], time.precision, ahead):
        return None
    if not ahead and _is_put_off(tokens, clause[0]):
        return None  # "a vote planned for Tuesday was called off"
    if ahead and not _is_planned(tokens, clause[0]):
        return None  # "plans filed for next year"
    if ahead and _is_idle(clause[0]):
        return None  # "pressure on them to act next week", "appeared to meet this weekend"
    if _is_guessed(tokens, clause[0]):
        return None  # "say a large turnout on Tuesday would help him"
    if ahead and time.form == "weekday" and _is_refused(clause[0]):
        return None  # "refused to let them land Tuesday": last or next
    if _is_subject(tokens, clause[0]):
        return None  # "this week brought new evidence"
    if _is_inside(tokens, clause[0]):
        return None  # "wrote that nobody helped him in a bid to win in 2016"
    if _is_of_thing(tokens, clause[0]):
        return None  # "not resolved since the end of the war in 1953"
    if clause is not None and time.form == "today" and _is_state(clause[0]):
        return None  # "is today the biggest port"
    if time.form == "today" and _follows_copula(tokens):
        return None  # the same, whatever the parser hangs "today" on
    if time.form == "overnight" or (time.form == "month" and _is_named(tokens)):
        return None  # one night of two; "was targeting November"
    if clause is not None and clause[1] < 0.75 and time.precision in _VAGUE:
        return None  # "under a law dating to 1798"
    return clause


def is_ahead(part: ParsedPart, time: TimeExpression, published: date | None) -> bool:
    """Whether the date lies after publication: "later this week" does."""
    said = part.doc.text[time.span.start - part.part.start : time.span.end - part.part.start]
    if published is None:
        return any(word in said for word in ("next", "tomorrow"))
    if time.begin is None or time.end is None:
        return False
    later = said.lower().startswith("later") and time.end >= published
    if time.begin == time.end == published and time.form in ("weekday", "month day"):
        return _will_be(part, time)  # "will vote on Friday", in Friday's paper
    return time.begin > published or later or _is_going_on(part, time, published)


def _is_sure(part: ParsedPart, time: TimeExpression, published: date | None) -> bool:
    """Whether the time says one thing only: "the weekend" is the one just past or at hand."""
    if time.confidence > UNSURE or time.form != "the unit":
        followed = time.anchor == "previous" and time.form != "clock"
        return time.confidence > UNSURE or (followed and time.confidence >= FOLLOWED)
    said = part.doc.text[time.span.start - part.part.start : time.span.end - part.part.start]
    return said.lower().endswith("weekend") or is_ahead(part, time, published)


def _is_going_on(part: ParsedPart, time: TimeExpression, day: date) -> bool:
    """Whether the time holds the day of publication, and its clause says what will be in it.

    "This week the two will meet"; not "he said he would go, in a meeting this week".
    """
    begin, end = time.begin, time.end
    if begin is None or end is None or not begin <= day < end:
        return False
    return time.form in ("this unit", "the unit") and _will_be(part, time)


def _will_be(part: ParsedPart, time: TimeExpression) -> bool:
    """Whether the clause of a time says what will be."""
    tokens = part.tokens(time.span)
    if tokens is None or len(tokens) == 0:
        return False
    head = tokens.root.head
    if head.pos_ == "NOUN" and head.head.pos_ == "VERB":
        head = head.head  # "at the end of the year"
    return any(c.dep_ == "aux" and c.lower_ in ("will", "’ll", "'ll") for c in head.children)


def _bounds(tokens: TokenSpan) -> bool:
    """Whether the date is only where something begins or ends."""
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    for token in reversed(tokens.doc[max(tokens.sent.start, tokens.start - NEAR) : tokens.start]):
        if token.pos_ in ("VERB", "AUX") or token.text == ",":
            break
        if token.lower_ == "since":
            return True  # "since the end of the war in 1953"
    if before == "of" and tokens.start > 1 and tokens.doc[tokens.start - 2].lower_ == "as":
        return True  # "as of Friday"
    return before in _BOUNDS or any(
        c.dep_ in ("case", "mark") and c.lower_ in _BOUNDS for c in tokens.root.children
    )


def _is_not_until(tokens: TokenSpan) -> bool:
    """Whether it happened then and not before: "the letter did not come until Monday"."""
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    head = tokens.root.head
    return before in ("until", "till") and head.pos_ == "VERB" and is_negated(head)


def _is_planned(tokens: TokenSpan, head: Token) -> bool:
    """Whether a clause with a date ahead tells what is to happen then."""
    if head.pos_ not in ("VERB", "AUX"):
        return True
    if _is_supposed(head):
        return False
    if tokens.start and tokens.doc[tokens.start - 1].lower_ == "for":
        return lemma(head) in _SCHEDULING
    past = head.tag_ == "VBD" or (head.tag_ == "VBN" and head.dep_ == "acl")
    return not past or lemma(head) in _SCHEDULING


def _is_put_off(tokens: TokenSpan, head: Token) -> bool:
    """Whether something was only to be on a day now past."""
    for_day = tokens.start > 0 and tokens.doc[tokens.start - 1].lower_ == "for"
    return for_day and lemma(head) in _SCHEDULING


def _is_supposed(head: Token) -> bool:
    """ "You would have a test tomorrow": what the speaker only supposes."""
    words = {c.lower_ for c in head.children}
    return bool(words & {"would", "'d", "’d"}) and bool(words & {"you", "i", "we"})


def _is_idle(head: Token) -> bool:
    """Whether the clause is an infinitive under a noun that plans nothing, or under a guess."""
    if not any(c.dep_ == "mark" and c.lower_ == "to" for c in head.children):
        return False
    above = head.head
    if head.dep_ == "acl" and above.pos_ == "NOUN":
        return lemma(above) not in _PLANNING
    if lemma(above) in ("want", "wish") and any(c.lower_ == "i" for c in above.children):
        return True  # "I want them to play here next year"
    return head.dep_ in ("xcomp", "advcl") and lemma(above) in _GUESSING


def _is_subject(tokens: TokenSpan, head: Token) -> bool:
    """Whether the time itself stands where the subject does, whatever the parser made of it."""
    first = tokens.start == tokens.sent.start and tokens.end == head.i
    return first and not any(
        c.dep_ in ("nsubj", "nsubj:pass") and c.i != tokens.root.i for c in head.children
    )


def _is_thing(part: ParsedPart, tokens: TokenSpan, time: TimeExpression) -> bool:
    """Whether the time is no time of anything: "fiscal year 2014", "make 2016 their year", 'not
    "over Christmas"'."""
    said = part.doc.text[tokens.start_char : tokens.end_char].lower()
    if time.form == "month day" and said.startswith("this "):
        return True  # "this Feb. 4 story corrects"
    if "fiscal" in said or (time.form == "year" and tokens.root.dep_ == "obj"):
        return True
    at = tokens.start - 1
    while at > tokens.sent.start and (tokens.doc[at].is_punct or tokens.doc[at].dep_ == "case"):
        at -= 1
    return at >= tokens.sent.start and tokens.doc[at].lower_ == "not"


def _is_guessed(tokens: TokenSpan, head: Token) -> bool:
    """Whether the date ends the subject of what may be, and another clause has it."""
    if tokens.end >= tokens.sent.end:
        return False
    after = tokens.doc[tokens.end]
    return after.lower_ in _GUESSED and after.tag_ == "MD" and after.head.i != head.i


def _is_refused(head: Token) -> bool:
    """Whether the clause is the infinitive of what somebody did not do."""
    return head.dep_ == "xcomp" and lemma(head.head) in _REFUSING and head.head.tag_ == "VBD"


def _does_it_itself(tokens: TokenSpan) -> bool:
    """Whether the time is the subject; not where the verb has another subject behind it."""
    root, verb = tokens.root, tokens.root.head
    if root.dep_ not in ("nsubj", "nsubj:pass") or root.i > verb.i:
        return False
    return not any(
        c.dep_ in ("nsubj", "nsubj:pass") and root.i < c.i < verb.i for c in verb.children
    )


def _names_day(before: Token) -> bool:
    return before.pos_ == "VERB" and lemma(before) in _NAMED


def _is_in_name(tokens: TokenSpan, time: TimeExpression) -> bool:
    """Whether a year ends the name of a law or a report."""
    above = tokens.root.head
    of = tokens.start > 0 and tokens.doc[tokens.start - 1].lower_ == "of"
    return of and time.form == "year" and above.pos_ == "PROPN" and above.i < tokens.start


def _is_of_thing(tokens: TokenSpan, head: Token) -> bool:
    """Whether the date is of a thing that the clause only speaks of: between the two stands a noun
    that bounds or opposes, or one that only names the subject again.

    "Roe, president from 1977 to 1981, spoke": not in 1981.
    """
    node = tokens.root
    for _ in range(STEPS):
        if node.i == head.i or node.head.i == node.i:
            return False
        nominal = node.pos_ in ("NOUN", "PROPN", "PRON") and node.i not in range(
            tokens.start, tokens.end
        )
        if nominal and (
            node.dep_ == "appos"
            or any(c.dep_ == "case" and c.lower_ in _AGAINST for c in node.children)
        ):
            return node.i != head.i  # fmt: skip
        node = node.head
    return False


def _is_inside(tokens: TokenSpan, head: Token) -> bool:
    """Whether the date hangs on a noun deep in what is said, or deep in a long subject.

    "Officials claim that the vote last week is void"; "his part in the crisis of 2009 helped".
    """
    nouns = nouns_between(tokens.root, head)
    if tokens.end < head.i:
        return nouns > 1 and tokens.end + 1 < head.i and _is_in_subject(tokens.root, head)
    between = tokens.doc[head.i + 1 : tokens.start]
    return nouns > 0 and is_speech(head) and any(
        (t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP", "VB"))
        or (t.dep_ == "mark" and t.lower_ == "that")
        for t in between
    )  # fmt: skip


def _is_in_subject(token: Token, head: Token) -> bool:
    for _ in range(STEPS):
        if token.head.i == head.i:
            return token.dep_ in ("nsubj", "nsubj:pass")
        token = token.head
    return False


def _is_on_card(part: ParsedPart, tokens: TokenSpan) -> bool:
    """Whether the time stands in headlines that a page prints inside the sentence.

    "Jane RoeMayor eyes 2030 race MORE on Monday said": a name runs into them, MORE ends them.
    """
    sentence = tokens[0].sent
    text, base = part.doc.text[sentence.start_char : sentence.end_char], sentence.start_char
    end = text.find(" MORE")
    joined = _JOINED.search(text) if end > 0 else None
    return joined is not None and joined.start() < tokens.start_char - base < end


def _follows_copula(tokens: TokenSpan) -> bool:
    """Whether "today" stands behind "is", or in "even today" and "ten years ago today"."""
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    return before in ("is", "are", "’s", "'s", "'re", "’re", "ago", "even")


def _is_named(tokens: TokenSpan) -> bool:
    """Whether a bare month behind a verb is what the verb is done to."""
    if len(tokens) > 1 or tokens.root.pos_ != "PROPN" or not tokens.start:
        return False
    before = tokens.doc[tokens.start - 1]
    return before.pos_ == "VERB" and before.tag_ == "VBG"


def _is_state(head: Token) -> bool:
    """Whether the clause says what is, not what happened."""
    verbs = [c for c in head.children if c.dep_ == "cop"] or [head]
    return lemma(verbs[0]) == "be" and "Tense=Pres" in str(verbs[0].morph)
