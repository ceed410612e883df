"""The grammar of time expressions: every form, as a pattern over classes of words.

A pattern is a regular expression whose atoms are classes of `words` in capitals (MONTH,
DAY, UNIT) or words in quotes ('ago'); `name=( … )` names a part for the resolver, `{name}`
stands for a piece below. Where several forms fit at one place the longest wins, then the
first in the list. The resolver of a form is the function of `meanings` that is named after
it. Spans follow TimeML: prepositions stay outside, determiners and hedges inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.timex.matching import Matcher
from extraction.timex.words import Vocabulary

PIECES = {
    "month": "(MONTH|MAY) DOT?",
    "longmonth": "(MONTH|MAY)",
    "wd": "(WEEKDAY | WD DOT?)",
    "num": """( ((CARD|SCALE) (DASH? (CARD|SCALE))* | (INT|DECIMAL) (DASH? SCALE)*)
                  ('and' A 'half' | INT SLASH INT)?
              | A ('couple' 'of'? | 'few' | 'dozen' | 'hundred' | 'number' 'of')
              | ('several'|'few'|'many'|'numerous') | ('dozens'|'hundreds'|'thousands') 'of' )""",
    "hedge": """('nearly'|'almost'|'more' 'than'|'less' 'than'|'fewer' 'than'|'at' 'least'
              |'up' 'to'|'no' ('more'|'less'|'fewer') 'than'|'well' 'over'|'only' 'about')""",
    "sort": """('straight'|'consecutive'|'trading'|'more'|'additional'|'full'|'working'|'business'
              |'calendar'|'whole'|'fiscal'|'school'|'successive'|'extra'|'long'|'other')""",
    "mod": """( EARLY DASH? | EARLY 'in' | THE? 'very'? EDGE 'of' | THE ('early'|'late'|'latter'
              |'middle') ('part'|'half'|'days'|'months') 'of' | 'sometime' | THE EARLY DASH? )""",
    "relyear": "( (LAST|NEXT|THIS|'the' NEXT|'the' PAST|'that'|'the') 'year' )",
    "of": "('of'|'in'|COMMA)",
    "zone": """( OPEN? ZONE (PLUS? DASH? INT)? CLOSE? | OPEN? ('local'|'eastern'|'central'|'pacific'
              |'mountain') ('standard'|'daylight')? 'time' CLOSE?)""",
    "deictic": "('today'|'yesterday'|'tomorrow'|'tonight')",
    "monthday": "(MONTH|MAY) DOT? (DAY|NTH)",
    "clock": """( CLOCK AMPM? | HOUR AMPM | 'noon' | 'midnight' | HHMM (?=ZONE)
              | (HOUR|CARD) 'o' APOS 'clock' | (HOUR|CARD) (?= 'in' 'the' PART) )""",
    "quarter": "('quarter'|'period')",
    "lately": "('year' DASH? ('earlier'|'ago'))",
}

#: (form, pattern). The form names the class of expression, and its resolver.
FORMS: tuple[tuple[str, str], ...] = (
    # Days.
    ("iso date", "iso=(ISO)"),
    ("slashed date", "slashed=(SLASHED)"),
    ("nine eleven", "DAY SLASH DAY"),
    (
        "month day",
        """EARLY? ((THIS ('coming'|'past')?)? w={wd} COMMA? THE?|THIS)? m={month} d=(DAY|NTH|ORD)
           (DASH? part=PART)? (COMMA? y=(YEAR|OLDYEAR))?""",
    ),
    ("further day", "d=(DAY|NTH)"),
    ("month day", "d=(DAY|NTH|ORD) 'of'? m={longmonth} (DOT? COMMA? y=(YEAR|OLDYEAR))?"),
    ("month day", "THE d=(NTH|ORD) 'of' m={longmonth} (COMMA? y=(YEAR|OLDYEAR))?"),
    ("month day", "w={wd} COMMA? THE? d=(DAY|NTH) 'of'? m={longmonth} (DOT? COMMA? y=YEAR)?"),
    ("weekday", """(EARLY 'on'?)?
           (THIS ('coming'|'past') | lead=(LAST|NEXT|THIS) | THE lead=(LAST|NEXT|'same'))?
           w={wd} (EARLY? part=PART)?"""),
    ("weekday of week", "w={wd} part=PART? 'of'? lead=(LAST|NEXT|THIS) 'week'"),
    ("weekday of month", "THE n=(ORD|'last'|'final') w={wd} ('of'|'in') m={longmonth} y=YEAR?"),
    ("today", "EARLY? word={deictic} EARLY? part=PART?"),
    ("today", "THE 'day' side=('before'|'after') word=('yesterday'|'tomorrow')"),
    ("black day", "'black' WEEKDAY"),
    ("holiday", "{mod}? holiday=({holidays}) (COMMA? y=YEAR | y={relyear})?"),
    ("holiday", "lead=(LAST|NEXT|THIS) holiday=({holidays})"),
    # Weeks, months, years said of today or of the date before.
    ("this unit", """{mod}? (THE|POSS)? lead=(LAST|NEXT|THIS|NOW|THAT)
           ('fiscal'|'calendar'|'financial'|'same'|'past'|'coming'|'academic'|'school')?
           u=UNIT"""),
    ("the unit", "{mod}? THE ('full'|'entire'|'whole'|'same'|'financial'|'fiscal')? u=UNIT"),
    ("the unit", "u=UNIT APOS? S? DASH? 'end'"),
    ("the unit", "THE u=UNIT ('before'|'earlier'|'previous'|'prior'|side=('after'|'later'))"),
    ("nth day", "(A|THE) (ORD) 'consecutive'? u=('day')"),
    ("week of", "THE 'week' 'of' m={month} d=(DAY|NTH)"),
    ("edge week", "THE n=(ORD) 'week' 'of' m={longmonth} y=YEAR?"),
    ("month", "{mod}? lead=(LAST|NEXT|THIS|'the' LAST|'the' NEXT)? m={longmonth}"),
    ("month", "{mod}? m={month} COMMA? 'of'? (y=YEAR|spelled={spelled})"),
    ("month", "{mod}? m={month} (?=COMMA)"),
    ("month", "{mod}? m={month} 'of'? y={relyear}"),
    ("season", """{mod}? (THE|lead=(LAST|NEXT|THIS|'this' 'past'|'this' 'coming'))?
           ('early'|'late'|'mid' DASH?)? s=SEASON
           ('of'? (y=YEAR|y={relyear}|spelled={spelled}))?"""),
    # Quarters.
    ("quarter", """{mod}? THE? (('fiscal'|'latest'|'recent') DASH?)? n=(ORD) 'fiscal'?
           'quarter' ('of' 'fiscal'? (y=(YEAR)|y={relyear}))?"""),
    ("quarter", "('fiscal' DASH?)? n=(ORD) DASH 'quarter' "),
    ("quarter", "{mod}? THE? y=YEAR S? 'fiscal'? n=(ORD) DASH? 'quarter'"),
    ("quarter", "THE? y={relyear} S 'fiscal'? n=(ORD) 'quarter'"),
    ("quarter", "THE? ('comparable'|'corresponding')? ago={lately} 'fiscal'? n=(ORD) 'quarter'"),
    ("quarter", "'q' n=INT y=YEAR?"),
    ("same quarter", """THE? ('comparable'|'corresponding')? {lately} ({quarter})?"""),
    ("same quarter", """THE ('same'|'corresponding'|'comparable'|'like') ({quarter}) {of}?
           ({relyear}|A 'year' ('earlier'|'ago')|y=YEAR)?"""),
    ("same quarter", "THE y=YEAR ({quarter})"),
    ("same quarter", "THE 'latest' 'period'"),
    ("half", "{mod}? THE n=(ORD) 'half' 'of' (y=YEAR|y={relyear})"),
    # Years and longer.
    ("year", "{mod}? (THE? 'year')? y=(YEAR|OLDYEAR)"),
    ("year", "{mod}? THE? ('fiscal'|'financial') 'year'? y=YEAR"),
    ("year", "{mod}? ('the' 'year')? spelled={spelled}"),
    ("short year", "{mod}? APOS yy=(YY)"),
    ("decade", "{mod} APOS? decade=(DECADES)"),
    ("decade", "APOS? decade=(DECADES)"),
    ("decade", "{mod}? THE decade=(DECADE)"),
    ("century", "{mod}? THE? n=(NTH|ORD) DASH? 'century'"),
    ("century", "THE 'turn' 'of' 'the' 'century'"),
    # So many units from today, or from the date before.
    ("ago", "{hedge}? num={num} u=(UNIT|UNITS) ('or' 'so')? way=('ago'|'back')"),
    ("ago", "{hedge}? A u=UNIT ('or' 'so')? way='ago'"),
    ("ago", "num={num} u=(UNIT|UNITS) way='from' ('now'|'today')"),
    ("ago", "A u=UNIT way='from' ('now'|'today'|w=WEEKDAY)"),
    ("earlier", """{hedge}? (num={num}|A) u=(UNIT|UNITS)
           way=('earlier'|'later'|'before'|'after'|'afterward'|'afterwards'|'previously'|'hence'
           |'beforehand') (?=DOT|COMMA|x|GAP|$|PREP|CLOSE)"""),
    # Parts of days and clock times.
    (
        "part of day",
        """EARLY? lead=(THIS|'last'|'that'|'that' 'same'|THE NEXT|THE PAST|THE 'same')
           part=PART""",
    ),
    ("part of day", "THE part=PART"),
    ("part of day", "('mid'|'early'|'late') DASH? part=PART (word={deictic}|w={wd})?"),
    ("part of day", "THE? ('early'|'late') 'hours' 'of' (w={wd}|word={deictic}) part=PART?"),
    ("overnight", "over='overnight'"),
    ("clock", """c={clock} z={zone}? ('in' 'the' part=PART)?
           (COMMA? 'on'? (w={wd} part=PART? | word={deictic} | lead='this' part=PART
           | (w={wd} COMMA?)? day=({monthday} (COMMA? YEAR)?)))? (?!DASH)"""),
    ("clock", "(w={wd}|word={deictic}) COMMA? 'at' c={clock} z={zone}?"),
    # Lengths of time.
    ("age", "(num={num}|A) DASH? (UNIT|UNITS) DASH? 'old'"),
    ("duration", "{hedge}? THE? num={num} {sort}? u=UNITS ('or' ('so'|'more'))?"),
    ("duration", "over='over' (num={num} {sort}? u=UNITS | one=A u=UNIT)"),
    ("duration", "num={num} DASH u=UNIT (DASH 'long' | DASH 'plus')?"),
    ("duration", "num=('one') {sort}? u=UNIT"),
    ("duration", "num='single' DASH u=UNIT"),
    ("duration", "num={num} u=UNIT"),
    ("duration", "{hedge}? one=(A) ({sort}|'single'|'little'|'entire')? u=UNIT"),
    ("duration", "one=A u=UNIT 'and' A half='half'"),
    ("duration", "one=A u=UNIT 'or' ('two'|'so'|'more')"),
    ("duration", "half='half' (A|DASH) u=UNIT"),
    ("duration", "A half='half' DASH? u=UNIT"),
    ("duration", "u=(UNIT|UNITS) DASH 'long'"),
    (
        "duration range",
        """{hedge}? ('the' (LAST|NEXT))? num={num} ('to'|'or'|DASH) (CARD|INT) {sort}?
           DASH? u=(UNITS|UNIT)""",
    ),
    ("span", """{hedge}? (THE|POSS)? (LAST|NEXT|'latest'|n=(ORD)|lately={lately})
           (num={num}|num=('couple' 'of')) {sort}? u=(UNITS|UNIT) ('or' 'so')?"""),
    ("past units", """('the'|'all' 'these'|'those'|'these')?
           ('recent'|'coming'|'past'|'next'|'following'|'early'|'first'|'last'|'future'|'later'
           |'previous'|'ensuing'|'subsequent') us=UNITS ('and' UNITS)?"""),
    ("units", "THE? us=UNITS ('ahead'|'ago'|'earlier'|'later'|'or' UNITS)?"),
    # Sets.
    (
        "every",
        """('every'|'each') 'single'? ('other'|num={num}|ORD)?
           (u=(UNIT|UNITS)|w=WEEKDAY|m={month}|s=SEASON) part=PART?""",
    ),
    ("every", "w=WEEKDAYS"),
    ("every", "w=WEEKDAY part=('nights'|'mornings'|'evenings'|'afternoons')"),
    ("often", "often=OFTEN"),
    ("often", "'per' u=UNIT"),
    ("often", "('once'|'twice'|(num={num}) 'times') (A|'per'|'every'|'each') u=UNIT"),
    # Now, once, some day.
    ("reference", "present=('right'? 'now'|'currently'|'nowadays'|'presently')"),
    ("reference", "present=('these' 'days'|THE 'time' 'being'|'at' 'present'|THE 'present')"),
    ("reference", "adjective=('current'|'recent')"),
    ("reference", "past=(('more'|'most')? 'recently'|THE ('recent'|'distant')? 'past')"),
    (
        "reference",
        """future=(THE ('near'|'foreseeable'|'not' 'too' 'distant'|'immediate')?
           'future')""",
    ),
    ("reference", "future=(THE ('near'|'short'|'long'|'longer'|'medium') 'term')"),
)  # fmt: skip

HOLIDAYS = {  # words in order: where the day stands in the year
    "new year s eve": "12-31", "new year s day": "01-01", "new year": "01-01",
    "new year s": "01-01",
    "christmas eve": "12-24", "christmas day": "12-25", "christmas": "12-25",
    "boxing day": "12-26", "halloween": "10-31", "valentine s day": "02-14",
    "independence day": "07-04", "fourth of july": "07-04", "juneteenth": "06-19",
    "veterans day": "11-11", "armistice day": "11-11", "remembrance day": "11-11",
    "bastille day": "07-14", "may day": "05-01", "st patrick s day": "03-17",
    "earth day": "04-22", "canada day": "07-01", "australia day": "01-26", "anzac day": "04-25",
    "inauguration day": "01-20", "groundhog day": "02-02", "epiphany": "01-06",
    "thanksgiving day": "11:3:4", "thanksgiving": "11:3:4", "labor day": "9:0:1",
    "memorial day": "5:0:-1", "columbus day": "10:0:2", "presidents day": "2:0:3",
    "martin luther king day": "1:0:3", "martin luther king jr day": "1:0:3",
    "mother s day": "5:6:2", "father s day": "6:6:3", "election day": "election",
    "black friday": "11:3:4+1",
    "easter": "easter+0", "easter sunday": "easter+0", "easter monday": "easter+1",
    "good friday": "easter-2", "palm sunday": "easter-7", "ash wednesday": "easter-46",
    "pentecost": "easter+49", "holy thursday": "easter-3", "maundy thursday": "easter-3",
}  # fmt: skip
_IN_HOLIDAYS = {"s": "(S|APOS 's'|APOS)?", "may": "MAY", "july": "MONTH", "st": "'st' DOT?",
                "jr": "'jr' DOT?"}  # fmt: skip
_WEEKDAY_WORDS = ("sunday", "monday", "thursday", "friday", "wednesday")


def _holiday(words: str) -> str:
    return " ".join(
        _IN_HOLIDAYS.get(word) or ("WEEKDAY" if word in _WEEKDAY_WORDS else f"'{word}'")
        for word in words.split()
    )


_SPELLED = """( ('nineteen'|'eighteen'|'seventeen') ('hundred'|CARD (DASH? CARD)?)
              | 'two' 'thousand' ('and'? CARD)? | 'twenty' CARD (DASH? CARD)? )"""

_ATOM = re.compile(
    r"\s+|(?P<named>[a-z]+)=|\{(?P<piece>\w+)\}|'(?P<word>[^']+)'|(?P<name>[A-Z]+)|."
)


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form. `groups` are the names of its parts."""

    name: str
    pattern: re.Pattern[str]
    groups: tuple[str, ...]


#: Classes and words without which no form can stand: stretches that lack them are passed over.
_CORE_CLASSES = """UNIT UNITS MONTH MAY WEEKDAY WEEKDAYS WD YEAR OLDYEAR SEASON PART CLOCK AMPM ISO
    SLASHED DECADES DECADE OFTEN HHMM YY""".split()
_CORE_WORDS = """today yesterday tomorrow tonight now currently nowadays presently present current
    recent recently future past overnight noon midnight term christmas easter thanksgiving
    halloween day clock being juneteenth epiphany pentecost nineteen eighteen thousand fourth new
    period""".split()


class Grammar:
    """The vocabulary, the compiled forms, and the letters that can begin to matter (`core`).

    `matcher` tells which of the forms can stand at a word.
    """

    def __init__(self) -> None:
        pieces = PIECES | {
            "spelled": _SPELLED,
            "holidays": "|".join(map(_holiday, sorted(HOLIDAYS, key=len, reverse=True))),
        }
        self.vocabulary = Vocabulary()
        expanded = [(name, _expanded(pattern, pieces)) for name, pattern in FORMS]
        for _, pattern in expanded:
            for match in _ATOM.finditer(pattern):
                if match["word"]:
                    self.vocabulary.add(match["word"])
        self.vocabulary.close()
        forms = []
        for name, pattern in expanded:
            compiled = re.compile(_translated(pattern, self.vocabulary))
            forms.append(Form(name, compiled, tuple(compiled.groupindex)))
        self.forms = tuple(forms)
        self.matcher = Matcher([form.pattern.pattern for form in forms])
        names = [*_CORE_CLASSES, *(f"'{word}'" for word in _CORE_WORDS)]
        self.core = frozenset("".join(map(self.vocabulary.letters, names)))


def _expanded(pattern: str, pieces: dict[str, str]) -> str:
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: f"({pieces[match[1]]})", pattern)
    return pattern


def _translated(pattern: str, vocabulary: Vocabulary) -> str:
    out: list[str] = []
    named: str | None = None
    seen: dict[str, int] = {}
    for match in _ATOM.finditer(pattern):
        if match["named"]:
            # One name may stand in several branches of a form: y, y2, y3 are all "y".
            seen[match["named"]] = seen.get(match["named"], 0) + 1
            count = seen[match["named"]]
            named = match["named"] + (str(count) if count > 1 else "")
            continue
        text = match[0]
        if text.isspace():
            continue
        if match["word"] or match["name"]:
            name = f"'{match['word']}'" if match["word"] else match["name"]
            piece = f"[{vocabulary.letters(name)}]"
        elif text == "(":
            piece = "(" if pattern[match.end() : match.end() + 1] == "?" else "(?:"
        else:
            piece = text
        if named:
            piece = f"(?P<{named}>" + (piece[0:0] if piece == "(?:" else piece + ")")
            named = None
        out.append(piece)
    return "".join(out)
