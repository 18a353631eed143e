"""The record in one sentence, as the status line says it before an article is verified. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from extract.model import Count, Entry, Outcome, Side
from store.state import State

#: Whose, one and several, in the order in which they are told.
_SIDES: dict[Side, tuple[str, str]] = {
    "militants": ("militant", "militants"),
    "security_forces": ("security", "security"),
    "civilians": ("civilian", "civilians"),
    "unknown": ("of unknown side", "of unknown side"),
}
_OUTCOMES: tuple[Outcome, ...] = (
    "killed",
    "wounded",
    "missing",
    "abducted",
    "arrested",
    "surrendered",
    "freed",
    "casualties",
)
_Figures = dict[tuple[Outcome, Side], tuple[int, bool]]


def sentence(state: State) -> str:
    """`2 incidents: 23 militants and 18 security killed; 2 civilians wounded; 5 background`.

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
    """Killed first, then the other outcomes in one order; within each whose, in one order too."""
    told = []
    for outcome in _OUTCOMES:
        who = [_who(side, *figures[outcome, side]) for side in _SIDES if (outcome, side) in figures]
        if who:
            told.append(f"{_listed(who)} {outcome}")
    return "; ".join(told) or "no figures"


def _who(side: Side, figure: int, open_above: bool) -> str:
    one, several = _SIDES[side]
    if not figure and not open_above:
        return "none" if side == "unknown" else f"no {several}"
    return f"{figure:,}{'+' if open_above else ''} {one if figure == 1 and not open_above else several}"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
