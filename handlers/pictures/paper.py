"""Letters and marks of a picture: text measured, broken into lines and put on; smooth shapes."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
SMOOTH = 4  # shapes are drawn so many times as large, then scaled down
ELLIPSIS = " …"

Colour = str  # "#rrggbb"


@cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """DejaVu Sans Condensed at `size` pixels."""
    name = "DejaVuSansCondensed-Bold.ttf" if bold else "DejaVuSansCondensed.ttf"
    return ImageFont.truetype(FONTS / name, size)


@cache
def _missing(size: int) -> bytes:
    return bytes(font(size).getmask("\U0010fffe"))


@cache
def has(sign: str) -> bool:
    """Whether the font holds a character, or it needs no shape."""
    if sign.isspace() or unicodedata.category(sign) in ("Mn", "Cf"):
        return True
    return bytes(font(22).getmask(sign)) != _missing(22)


def readable(text: str) -> str:
    """Without pictograms that the font lacks; letters that it lacks become "▯"."""
    return "".join(
        sign if has(sign) else "▯" if unicodedata.category(sign)[0] == "L" else "" for sign in text
    )


def width(text: str, letters: ImageFont.FreeTypeFont) -> float:
    """In pixels."""
    return letters.getlength(text)


@lru_cache(maxsize=8_192)
def _word(text: str, size: float, bold: bool) -> float:
    return font(int(size), bold).getlength(text)


def lines(text: str, size: int, room: int, most: int, *, bold: bool = False) -> list[str]:
    """The text in at most `most` lines of `room` pixels; what is cut ends with an ellipsis.

    Breaks at blanks; a word that is wider than a line is broken anywhere.
    """
    letters = font(size, bold)
    blank = _word(" ", size, bold)
    found: list[str] = []
    current: list[str] = []
    used = 0.0
    words = list(reversed(readable(text).split()))
    while words:
        word = words.pop()
        wide = _word(word, size, bold)
        if used + wide <= room:
            current.append(word)
            used += wide + blank
            continue
        words.append(word)
        if not current:
            head = _fitting(words.pop(), letters, room)
            words.append(word[len(head) :])
            current = [head]
        if len(found) == most - 1:
            return [*found, _ended(" ".join(current), letters, room)]
        found.append(" ".join(current))
        current, used = [], 0.0
    return [*found, " ".join(current)] if current else found


def _fitting(word: str, letters: ImageFont.FreeTypeFont, room: int) -> str:
    """As much of a word as fits, one letter at least."""
    low, high = 1, min(len(word), room)  # no letter is narrower than a pixel
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[:middle], letters) <= room:
            low = middle
        else:
            high = middle - 1
    return word[:low]


def _ended(line: str, letters: ImageFont.FreeTypeFont, room: int) -> str:
    """The line with an ellipsis, without as many of its last words as that needs."""
    while " " in line and width(line + ELLIPSIS, letters) > room:
        line = line.rpartition(" ")[0]
    while line and width(line + ELLIPSIS, letters) > room:
        line = line[:-1]
    return line.rstrip(" ,;:") + ELLIPSIS


def rounded(
    image: Image.Image, box: tuple[int, int, int, int], fill: Colour, ring: int = 0
) -> None:
    """A disc or an upright capsule within the box; with `ring`, only a line so many pixels wide."""
    left, top, right, bottom = box
    mask = _shape(right - left, bottom - top, ring)
    image.paste(fill, (left, top), mask)


@cache
def _shape(wide: int, high: int, ring: int) -> Image.Image:
    large = Image.new("L", (wide * SMOOTH, high * SMOOTH), 0)
    draw = ImageDraw.Draw(large)
    radius = min(wide, high) * SMOOTH // 2
    edge = (wide * SMOOTH - 1, high * SMOOTH - 1)
    draw.rounded_rectangle((0, 0, *edge), radius, fill=255)
    if ring:
        inner = ring * SMOOTH
        room = max(radius - inner, 1)
        box = (inner, inner, edge[0] - inner, edge[1] - inner)
        draw.rounded_rectangle(box, room, fill=0)
    return large.resize((wide, high), Image.Resampling.LANCZOS)


def diamond(image: Image.Image, x: int, y: int, size: int, fill: Colour) -> None:
    """Standing on its tip, centred."""
    side = size * SMOOTH
    mask = Image.new("L", (side, side), 0)
    half = side // 2
    ImageDraw.Draw(mask).polygon([(half, 0), (side, half), (half, side), (0, half)], fill=255)
    small = mask.resize((size, size), Image.Resampling.LANCZOS)
    image.paste(fill, (x - size // 2, y - size // 2), small)


def slanted(text: str, letters: ImageFont.FreeTypeFont, fill: Colour) -> Image.Image:
    """The text rising to the right at 45 degrees; its foot is at the lower left corner."""
    clean = readable(text) or "—"
    wide, high = int(width(clean, letters)) + 4, letters.size + 12
    flat = Image.new("L", (wide, int(high)), 0)
    ImageDraw.Draw(flat).text((2, high / 2), clean, font=letters, fill=255, anchor="lm")
    turned = flat.rotate(45, expand=True, resample=Image.Resampling.BICUBIC)
    shown = Image.new("RGBA", turned.size, fill)
    shown.putalpha(turned)
    return shown
