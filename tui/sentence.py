"""The record in one sentence, as the status line says it before an article is verified. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from extract.model import Count, Entry, Outcome, Side
from store.state import State

_SIDES: dict[Side, str] = {
    "militants": "militants",
    "security_forces": "security",
    "civilians": "civilians",
    "unknown": "of unknown side",
}
_Figures = dict[tuple[Outcome, Side], tuple[int, bool]]


def sentence(state: State) -> str:
    """`2 incidents: 23 militants, 18 security killed; 5 background`.

    Totals are not added to their parts: where a total states a figure, its parts' are left out. `+` after a
    figure says that it is a lower bound.
    """
    entries = state.entries()
    main = [e for e in entries if e.role == "main"]
    rest = len(entries) - len(main)
    incidents = sum(e.kind == "incident" for e in main)
    totals = len(main) - incidents
    what = [_number(incidents, "incident")] if incidents or not totals else []
    if totals and not incidents:
        what.append(_number(totals, "total"))
    ids = {e.id for e in main}
    parts: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in main:
        parts[entry.part_of if entry.part_of in ids else None].append(entry)
    figures: _Figures = {}
    for entry in parts[None]:
        _add(figures, _figures(entry, parts))
    told = _tell(figures)
    return f"{', '.join(what)}: {told}" + (f"; {rest} background" if rest else "")


def _number(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def _figures(entry: Entry, parts: Mapping[str | None, list[Entry]]) -> _Figures:
    """An entry's figures: its own, and those of its parts for what it does not state itself."""
    below: _Figures = {}
    for part in parts.get(entry.id, ()):
        _add(below, _figures(part, parts))
    own: _Figures = {}
    for count in entry.counts:
        if count.part_of is None and (figure := _figure(count)) is not None:
            _add(own, {(count.outcome, count.side): figure})
    return {**below, **own}


def _figure(count: Count) -> tuple[int, bool] | None:
    open_above = count.high is None
    if count.best is not None:
        return count.best, open_above
    return None if count.low is None else (count.low, open_above)


def _add(into: _Figures, more: _Figures) -> None:
    for key, (figure, bound) in more.items():
        was, open_above = into.get(key, (0, False))
        into[key] = (was + figure, open_above or bound)


def _tell(figures: _Figures) -> str:
    by_outcome: dict[Outcome, list[str]] = defaultdict(list)
    for (outcome, side), (figure, bound) in figures.items():
        if figure:
            by_outcome[outcome].append(f"{figure:,}{'+' if bound else ''} {_SIDES[side]}")
        else:
            by_outcome[outcome].append("none" if side == "unknown" else f"no {_SIDES[side]}")
    return ", ".join(f"{', '.join(who)} {outcome}" for outcome, who in by_outcome.items()) or "no figures"
