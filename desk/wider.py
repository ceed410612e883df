"""A question that no discrepancy fits in; what to say, and wider questions that some fit, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from desk.errors import NoDiscrepancy
from desk.requests import Filters, ShowDiscrepancies

_MOST = 4  # wider questions

Count = Callable[[ShowDiscrepancies], int]


def nothing_fits(request: ShowDiscrepancies, count: Count) -> NoDiscrepancy:
    """The regret; each of its questions leaves out one filter and has an answer, or leaves out
    all where that alone helps. `count` says how many discrepancies fit a question."""
    request = replace(request, page=1)
    found = [(told, one, number) for told, one in _wider(request) if (number := count(one))][:_MOST]
    if found:
        counted = [f"{number} {told}" for told, _, number in found]
        verb = "is" if found[0][2] == 1 else "are"
        told = f"{', '.join(counted[:-1])} and {counted[-1]}" if found[1:] else counted[0]
        said = f"No {_state(request)}discrepancy fits. There {verb} {told}."
        return NoDiscrepancy(said, tuple(one for _, one, _ in found))
    for widest in map(_in_state, ("open", "all", "doubtful")):
        if widest != request and (number := count(widest)):
            some = "is one" if number == 1 else f"are {number}"
            how = f" (state:{widest.state})" if widest.state != "open" else ""
            said = f"No discrepancy fits. There {some} without all these filters{how}."
            return NoDiscrepancy(said, (widest,))
    return NoDiscrepancy("No discrepancy has been found in the coverage yet.")


def _wider(request: ShowDiscrepancies) -> Iterator[tuple[str, ShowDiscrepancies]]:
    """With one filter less each, and how that is said."""
    filters = request.filters
    if request.state != "doubtful":
        yield "doubtful (state:doubtful)", replace(request, state="doubtful")
    if request.kinds:
        kinds = " ".join(f"kind:{kind}" for kind in request.kinds)
        yield f"without {kinds}", replace(request, kinds=())
    if request.severity:
        yield f"without severity:{request.severity}", replace(request, severity=None)
    if filters.outlet:
        yield "without outlet:", _with(request, replace(filters, outlet=None))
    if filters.since or filters.until:
        days = " and ".join(
            name for name, day in (("since:", filters.since), ("until:", filters.until)) if day
        )
        yield f"without {days}", _with(request, replace(filters, since=None, until=None))
    if request.topic.strip():
        yield "in all stories", replace(request, topic="")
    elif filters.story is not None:
        yield "in all stories", _with(request, replace(filters, story=None))
    if request.state == "open":
        yield "decided on already (state:all)", replace(request, state="all")
    elif request.state != "all":
        yield "in any state (state:all)", replace(request, state="all")


def _in_state(state: str) -> ShowDiscrepancies:
    return ShowDiscrepancies(state=state)


def _with(request: ShowDiscrepancies, filters: Filters) -> ShowDiscrepancies:
    return replace(request, filters=filters)


def _state(request: ShowDiscrepancies) -> str:
    return "" if request.state == "all" else f"{request.state} "
