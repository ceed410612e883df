"""A lesson in; the same lesson as another newsroom would set it out."""

from dataclasses import replace
from random import Random

from training.lessons import NO_NAME, Lesson

# How outlets set an opening and a closing mark, and how often we do; UD and GMB are nearly
# always straight, news pages nearly always curly.
DOUBLE_MARKS = (("“", "”", 6), ('"', '"', 3), ("‘", "’", 1), ("“", "“", 0.1))
CURLY_APOSTROPHES = 0.5
SHOUTED = 0.015  # headlines and datelines in capitals
SHOUTED_NAMES = 0.02
OPENING = frozenset({'"', "“", "``"})
CLOSING = frozenset({'"', "”", "''"})


def vary(lesson: Lesson, random: Random) -> Lesson:
    """The lesson with other quotation marks, apostrophes and capitals."""
    words = _set_marks(lesson.words, random)
    if random.random() < SHOUTED:
        words = [word.upper() for word in words]
    elif lesson.names and random.random() < SHOUTED_NAMES:
        words = [
            word if name == NO_NAME else word.upper()
            for word, name in zip(words, lesson.names, strict=True)
        ]
    return replace(lesson, words=tuple(words))


def _set_marks(words: tuple[str, ...], random: Random) -> list[str]:
    opening, closing, _ = random.choices(DOUBLE_MARKS, [mark[2] for mark in DOUBLE_MARKS])[0]
    curly = random.random() < CURLY_APOSTROPHES
    tidy: list[str] = []
    is_open = False
    for word in words:
        if word == '"':
            tidy.append(closing if is_open else opening)
            is_open = not is_open
        elif word in OPENING:
            tidy.append(opening)
        elif word in CLOSING:
            tidy.append(closing)
        elif "'" in word or "’" in word:
            tidy.append(word.replace("'", "’") if curly else word.replace("’", "'"))
        else:
            tidy.append(word)
    return tidy
