"""Faults on demand: which call answers 429 or 500, waits, or meets an outage. All bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

MOST_TIMES = 1_000
MOST_SECONDS = 60.0
ANY_METHOD = "*"


@dataclass(frozen=True, slots=True)
class Failure:
    """What the next `times` calls of a method meet.

    status 429 and 5xx answer at once; 200 with an `error` is a refusal in the platform's own
    form; 200 without one only waits for `delay` seconds and then goes on.
    """

    method: str
    times: int
    status: int = 200
    error: str = ""
    retry_after: int = 1  # seconds, in the Retry-After header of a 429
    delay: float = 0.0  # seconds

    def __post_init__(self) -> None:
        if not 1 <= self.times <= MOST_TIMES:
            raise ValueError(f"times must be between 1 and {MOST_TIMES}")
        if not 0 <= self.delay <= MOST_SECONDS or not 0 <= self.retry_after <= 3600:
            raise ValueError(f"a delay is at most {MOST_SECONDS:.0f} s")

    @property
    def headers(self) -> Mapping[str, str]:
        return {"Retry-After": str(self.retry_after)} if self.status == 429 else {}

    @property
    def word(self) -> str:
        if self.error:
            return self.error
        return "ratelimited" if self.status == 429 else "internal_error"


@dataclass(slots=True)
class Faults:
    _failures: list[Failure] = field(default_factory=list)
    _copies: int = 1  # how often each of the next events is delivered
    _copied_events: int = 0
    _lost_events: int = 0

    def plan(self, failure: Failure) -> None:
        self._failures.append(failure)

    def next_for(self, method: str) -> Failure | None:
        """The failure that this call meets, used up once; the oldest plan first."""
        for index, failure in enumerate(self._failures):
            if failure.method in (method, ANY_METHOD):
                if failure.times > 1:
                    self._failures[index] = replace(failure, times=failure.times - 1)
                else:
                    del self._failures[index]
                return failure
        return None

    def deliver_copies(self, copies: int, events: int) -> None:
        """Each of the next `events` envelopes is delivered `copies` times."""
        if not 1 <= copies <= 10 or not 1 <= events <= MOST_TIMES:
            raise ValueError(f"copies are 1 to 10, events 1 to {MOST_TIMES}")
        self._copies, self._copied_events = copies, events

    def lose(self, events: int) -> None:
        """The next `events` envelopes never reach the bot."""
        if not 1 <= events <= MOST_TIMES:
            raise ValueError(f"events must be between 1 and {MOST_TIMES}")
        self._lost_events = events

    def copies_of_next(self) -> int:
        """0 when the envelope is lost, 1 as a rule."""
        if self._lost_events:
            self._lost_events -= 1
            return 0
        if self._copied_events:
            self._copied_events -= 1
            return self._copies
        return 1

    def clear(self) -> None:
        self._failures.clear()
        self._copied_events = self._lost_events = 0
