"""A timeline's answer in; a PNG of it, out: days downwards, a lane for every independent outlet.

1,200 pixels wide, no letter below 22 pixels, so that a phone shows it legibly; at most
`TALLEST` high, so that no timeline, however long, takes more than some thirty megabytes.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw

from desk.answers import TimelineAnswer
from handlers.pictures import paper
from handlers.pictures.plan import Gap, Plan, Row, make_plan

WIDTH = 1_200
MARGIN = 48
TALLEST = 6_400
ROWS = 30  # entries in full; the others are counted where they would stand
MANY = 16  # rows: of more, each shows fewer lines
DAYS = 186  # the column of days
TITLE, TEXT, SMALL = 40, 24, 22  # pixels

GROUND, INK, GREY, PALE, LINE = "#fbfaf6", "#1d2733", "#5f6b76", "#8a939b", "#dedacf"
ALERT, HUMAN, NAMED = "#b3261e", "#0b6b5d", "#e0a100"
LANES = (
    *("#2b6cb0", "#c05621", "#2f855a", "#9b2c5e", "#6b46c1", "#7b5b1e"),
    *("#c53d8c", "#4a5568", "#8a7a00", "#0f8a9d", "#4453c9", "#5d8a2c"),
)

_ONE_AT_A_TIME = threading.Lock()  # bounds memory, and FreeType's fonts are not for two threads


def draw(answer: TimelineAnswer, names: Mapping[str, str] | None = None) -> bytes:
    """The PNG. `answer` holds all entries on one page; `names` are people's names by their ids."""
    with _ONE_AT_A_TIME:
        most = ROWS
        sheet = _Sheet(make_plan(answer, names or {}, most))
        while sheet.height > TALLEST and most > 1:
            most = max(1, min(most - 1, most * TALLEST // sheet.height))
            sheet = _Sheet(make_plan(answer, names or {}, most))
        return sheet.png()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one kind, and how far below the last they begin."""

    lines: list[str]
    size: int
    bold: bool
    colour: str
    above: int

    @property
    def height(self) -> int:
        return self.above + len(self.lines) * _leading(self.size)


def _leading(size: int) -> int:
    return round(size * 1.36)


class _Sheet:
    """A plan laid out: what stands where, then drawn."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        count = max(len(plan.lanes), 1)
        self.step = 46 if count <= 6 else 38 if count <= 9 else 33
        self.rail = MARGIN + DAYS + 22
        self.first_lane = self.rail + 46
        self.text = self.first_lane + (count - 1) * self.step + 42
        self.room = WIDTH - MARGIN - self.text
        self.title = self._set(plan.title, TITLE, INK, WIDTH - 2 * MARGIN, 3, bold=True)
        self.subtitle = [
            self._set(plan.period, 26, INK, WIDTH - 2 * MARGIN, 2, above=8),
            self._set(plan.made_from, TEXT, GREY, WIDTH - 2 * MARGIN, 3, above=4),
        ]
        letters = paper.font(SMALL, bold=True)
        self.heads = [
            paper.slanted(name, letters, LANES[n % len(LANES)]) for n, name in enumerate(plan.lanes)
        ]
        self.depth = 4 if len(plan.rows) <= MANY else 2
        self.rows = [self._row(row) for row in plan.rows]
        self.top = MARGIN + self.title.height + sum(b.height for b in self.subtitle) + 26
        self.body = self.top + max((head.height for head in self.heads), default=0) + 22
        self.legend = self._legend()
        foot = (1 + len(self.legend)) * _leading(SMALL) if self.legend else 0
        self.height = self.body + sum(high for _, _, high in self.rows) + foot + MARGIN

    def _set(
        self,
        text: str,
        size: int,
        colour: str,
        room: int,
        most: int,
        *,
        bold: bool = False,
        above: int = 0,
    ) -> _Block:
        found = paper.lines(text, size, room, most, bold=bold)
        return _Block(found, size, bold, colour, above)

    def _row(self, row: Row | Gap) -> tuple[list[_Block], list[str], int]:
        """Its text, its day in lines, and its height."""
        if isinstance(row, Gap):
            block = self._set(row.text, SMALL, GREY, self.room, 2, above=8)
            return [block], [], block.height + 14
        colour = GREY if row.quiet else INK
        blocks = [
            self._set(row.headline, 26, INK, self.room, 4, bold=True),
            self._set(row.sentence, TEXT, colour, self.room, self.depth, above=2),
            self._set(row.conflict, SMALL, ALERT, self.room, 3, bold=True, above=5),
            self._set(row.by_people, SMALL, HUMAN, self.room, 2, bold=True, above=5),
            self._set(row.sources, SMALL, GREY, self.room, 1 if self.depth == 2 else 2, above=5),
        ]
        blocks = [block for block in blocks if block.lines]
        day = paper.lines(row.when, TEXT, DAYS, 5, bold=True)
        high = max(sum(b.height for b in blocks), len(day) * _leading(TEXT), 34)
        return blocks, day, high + 30

    def _legend(self) -> list[list[tuple[str, str]]]:
        """Only the marks that the picture has, in lines that fit."""
        rows = [row for row in self.plan.rows if isinstance(row, Row)]
        marks = [
            ("day", "a day", any(row.span == "day" for row in rows)),
            ("period", "a longer time", any(row.span == "period" for row in rows)),
            (
                "not given",
                "day not given",
                any(row.faint or row.span == "not given" for row in rows),
            ),
            ("conflict", "dates do not agree", any(row.conflict for row in rows)),
            ("added", "added by a person", any(row.added for row in rows)),
            ("named", self.plan.named, bool(self.plan.named)),
        ]
        lines: list[list[tuple[str, str]]] = [[]]
        used = 0
        for mark, text, there in marks:
            if not there:
                continue
            wide = 34 + int(paper.width(text, paper.font(SMALL))) + 34
            if used + wide > WIDTH - 2 * MARGIN and lines[-1]:
                lines.append([])
                used = 0
            lines[-1].append((mark, text))
            used += wide
        return lines if lines != [[("day", "a day")]] else []

    def png(self) -> bytes:
        self.image = Image.new("RGB", (WIDTH, self.height), GROUND)
        self.pen = ImageDraw.Draw(self.image)
        y = self._put(self.title, MARGIN, MARGIN)
        for block in self.subtitle:
            y = self._put(block, MARGIN, y)
        self._lanes()
        y = self.body
        for row, (blocks, day, high) in zip(self.plan.rows, self.rows, strict=True):
            if isinstance(row, Gap):
                self._draw_gap(row, blocks, y)
            else:
                self._draw_row(row, blocks, day, y, high)
            y += high
        self._draw_legend(y + _leading(SMALL))
        file = io.BytesIO()
        few = self.image.quantize(160, dither=Image.Dither.NONE)  # a third of the size
        few.save(file, "PNG", optimize=True)
        return file.getvalue()

    def _put(self, block: _Block, x: int, y: int) -> int:
        """The lines from `y` on; where they end."""
        letters = paper.font(block.size, block.bold)
        y += block.above
        for line in block.lines:
            middle = y + _leading(block.size) // 2
            self.pen.text((x, middle), line, font=letters, fill=block.colour, anchor="lm")
            y += _leading(block.size)
        return y

    def _lanes(self) -> None:
        """The rail, the lanes and their outlets' names."""
        end = self.body + sum(high for _, _, high in self.rows) - 6
        self.pen.rectangle((self.rail - 1, self.body - 6, self.rail + 1, end), fill=PALE)
        for n, head in enumerate(self.heads):
            x = self.first_lane + n * self.step
            self.pen.rectangle((x - 1, self.body - 6, x + 1, end), fill=LINE)
            self.image.paste(head, (x - 10, self.body - 8 - head.height), head)

    def _draw_row(self, row: Row, blocks: list[_Block], day: list[str], y: int, high: int) -> None:
        if day:
            self.pen.line((MARGIN, y - 2, WIDTH - MARGIN, y - 2), fill=LINE, width=2)
        letters = paper.font(TEXT, True)
        top = y + 12
        for n, line in enumerate(day):
            middle = top + n * _leading(TEXT) + _leading(TEXT) // 2
            self.pen.text((MARGIN, middle), line, font=letters, fill=INK, anchor="lm")
        at = top
        for block in blocks:
            at = self._put(block, self.text, at)
        if row.named:
            self.pen.rectangle((self.text - 16, top + 4, self.text - 11, at - 4), fill=NAMED)
        middle = top + _leading(TEXT) // 2
        xs = [self.first_lane + n * self.step for n in row.lanes]
        if len(xs) > 1:
            self.pen.rectangle((xs[0], middle - 2, xs[-1], middle + 2), fill=PALE)
        self._mark(row, self.rail, middle, y + high - 18, INK)
        for n, x in zip(row.lanes, xs, strict=True):
            faint = n in row.faint
            self._mark(row, x, middle, y + high - 18, LANES[n % len(LANES)], faint=faint)

    def _mark(
        self, row: Row, x: int, y: int, end: int, colour: str, *, faint: bool = False
    ) -> None:
        """A disc for a day, a bar for longer, a ring for no day; a diamond for a person's entry."""
        on_rail = x == self.rail
        if on_rail and row.added:
            paper.diamond(self.image, x, y, 28, HUMAN)
            return
        wide = 9 if on_rail else 12
        if row.span == "period" and not faint:
            paper.rounded(self.image, (x - wide + 2, y - wide, x + wide - 2, end), colour)
        elif row.span == "not given" or faint:
            box = (x - wide, y - wide, x + wide, y + wide)
            paper.rounded(self.image, box, GROUND)
            paper.rounded(self.image, box, colour, ring=4)
        else:
            paper.rounded(self.image, (x - wide, y - wide, x + wide, y + wide), colour)
        if on_rail and row.conflict:
            paper.rounded(self.image, (x - 17, y - 17, x + 17, y + 17), ALERT, ring=4)

    def _draw_gap(self, gap: Gap, blocks: list[_Block], y: int) -> None:
        middle = y + 8 + _leading(SMALL) // 2
        for n in (-6, 2, 10):
            paper.rounded(
                self.image, (self.rail - 3, middle + n - 3, self.rail + 3, middle + n + 3), GREY
            )
        for n in gap.lanes:
            x = self.first_lane + n * self.step
            box = (x - 5, middle - 5, x + 5, middle + 5)
            paper.rounded(self.image, box, LANES[n % len(LANES)])
        for block in blocks:
            self._put(block, self.text, y)

    def _draw_legend(self, y: int) -> None:
        letters = paper.font(SMALL)
        for line in self.legend:
            x = MARGIN
            for mark, text in line:
                self._sign(mark, x + 12, y)
                self.pen.text((x + 34, y), text, font=letters, fill=GREY, anchor="lm")
                x += 34 + int(paper.width(text, letters)) + 34
            y += _leading(SMALL)

    def _sign(self, mark: str, x: int, y: int) -> None:
        if mark == "added":
            paper.diamond(self.image, x, y, 26, HUMAN)
        elif mark == "named":
            self.pen.rectangle((x - 3, y - 13, x + 2, y + 13), fill=NAMED)
        elif mark == "period":
            paper.rounded(self.image, (x - 8, y - 14, x + 8, y + 14), GREY)
        elif mark == "not given":
            paper.rounded(self.image, (x - 11, y - 11, x + 11, y + 11), GREY, ring=4)
        else:
            paper.rounded(self.image, (x - 9, y - 9, x + 9, y + 9), GREY)
            if mark == "conflict":
                paper.rounded(self.image, (x - 15, y - 15, x + 15, y + 15), ALERT, ring=4)
