"""Patterns over letters in; which of them can match at a place, by one walk for all, out.

Thompson's automaton of a regular expression (Thompson 1968, Communications of the ACM 11:6), with
the sets of its states made as they are met (Aho, Sethi and Ullman 1986, section 3.7). What looks
ahead is read as fulfilled: so a pattern that is told may fail yet, one that is not never matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_TOKEN = re.compile(
    r"(?P<look>\(\?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?)|\[(?P<letters>[^\]^\\-]+)\]|(?P<sign>[)|?*$])"
    r"|(?P<letter>\w)"
)
_MOST = 20_000  # sets of states that are kept; texts meet some thousands


class _State:
    """A set of states of the automaton, the patterns that end in it, and the sets after it."""

    __slots__ = ("after", "ends", "places")

    def __init__(self, places: tuple[int, ...], ends: frozenset[int]) -> None:
        self.places = places
        self.ends = ends
        self.after: dict[str, _State | None] = {}  # by the next letter; None: nothing goes on


class Matcher:
    """Which of some patterns can match at a place of a string. Threads may share one."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Patterns of letters, sets of letters, groups, `|`, `?`, `*`, `$` and looks ahead.

        Raises ValueError for any other.
        """
        self._automaton = _Automaton()
        ends = [self._automaton.add(pattern) for pattern in patterns]
        self._pattern_at = {last: number for number, (_, last) in enumerate(ends)}
        self._starts = [first for first, _ in ends]
        self._begin()

    def _begin(self) -> None:
        self._states: dict[tuple[int, ...], _State] = {}
        self._start = self._state(self._starts)

    def at(self, letters: str, at: int, end: int) -> list[int]:
        """The numbers, lowest first, of what can match one or more of the letters [at, end) from
        the first on."""
        state, found = self._start, frozenset[int]()
        for place in range(at, end):
            letter = letters[place]
            try:
                following = state.after[letter]
            except KeyError:
                following = state.after[letter] = self._follow(state, letter)
            if following is None:
                break
            if following.ends:
                found |= following.ends
            state = following
        return sorted(found)

    def _follow(self, state: _State, letter: str) -> _State | None:
        if len(self._states) > _MOST:
            self._begin()
        steps = self._automaton.steps
        following = [to for place in state.places for by, to in steps[place] if letter in by]
        return self._state(following) if following else None

    def _state(self, places: Iterable[int]) -> _State:
        reached = self._automaton.reached(places)
        ends = frozenset(self._pattern_at[p] for p in reached if p in self._pattern_at)
        return self._states.setdefault(reached, _State(reached, ends))


class _Automaton:
    """States by number: where each goes by a letter of some, and where by none."""

    def __init__(self) -> None:
        self.steps: list[list[tuple[str, int]]] = []
        self._free: list[list[int]] = []

    def add(self, pattern: str) -> tuple[int, int]:
        """The first and the last state of a pattern."""
        tokens = []
        at = 0
        while at < len(pattern):
            match = _TOKEN.match(pattern, at)
            if match is None:
                raise ValueError(f"cannot read {pattern[at : at + 10]!r}")
            tokens.append(match)
            at = match.end()
        tokens.reverse()
        ends = self._either(tokens)
        if tokens:
            raise ValueError("a group is closed that was not opened")
        return ends

    def reached(self, places: Iterable[int]) -> tuple[int, ...]:
        """These states and all that they reach by no letter, sorted."""
        found = set(places)
        waiting = list(found)
        while waiting:
            new = set(self._free[waiting.pop()]) - found
            found |= new
            waiting += new
        return tuple(sorted(found))

    def _new(self) -> int:
        self.steps.append([])
        self._free.append([])
        return len(self.steps) - 1

    def _either(self, tokens: list[re.Match[str]]) -> tuple[int, int]:
        first, last = self._new(), self._new()
        while True:
            start, end = self._sequence(tokens)
            self._free[first].append(start)
            self._free[end].append(last)
            if not tokens or tokens[-1]["sign"] != "|":
                return first, last
            tokens.pop()

    def _sequence(self, tokens: list[re.Match[str]]) -> tuple[int, int]:
        first = last = self._new()
        while tokens and tokens[-1]["sign"] not in (")", "|"):
            start, end = self._one(tokens)
            self._free[last].append(start)
            last = end
        return first, last

    def _one(self, tokens: list[re.Match[str]]) -> tuple[int, int]:
        token = tokens.pop()
        first, last = self._new(), self._new()
        if token["open"] or token["look"]:
            start, end = self._either(tokens)
            if not tokens:
                raise ValueError("a group is not closed")
            tokens.pop()
            if token["open"]:
                self._free[first].append(start)
                self._free[end].append(last)
            else:
                self._free[first].append(last)
        elif token["sign"] == "$":
            self._free[first].append(last)
        elif token["sign"]:
            raise ValueError("nothing stands before the sign")
        else:
            self.steps[first].append((token["letters"] or token["letter"], last))
        while tokens and tokens[-1]["sign"] in ("?", "*"):
            self._free[first].append(last)
            if tokens.pop()["sign"] == "*":
                self._free[last].append(first)
        return first, last
