"""Changes in words, before anybody makes them: one line a change, which field, before → after. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from store.events import Cell, Change
from store.state import HEAD_FIELDS, State, apply
from tui.cursor import numbers
from tui.shown import SIDE_WORDS, count_words, date_words, outcome_word, place_words

#: Fields by other names than the log's.
_NAMES = {"location": "place", "part_of": "part of"}


class Line(NamedTuple):
    """One change: which field, what stands there, what would. Only `where`: a heading."""

    where: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown before it is done: a title, what Enter does, the lines."""

    title: str
    enter: str
    lines: Sequence[Line]


def lines(state: State, changes: Sequence[Change]) -> list[Line]:
    """The changes of a review as lines, in the order in which they would be made.

    Entries go by their numbers on screen. What a new entry leaves empty is not told, and where an entry is
    only accepted whole its head line is told once, though four cells change.
    """
    number = numbers(apply(state, changes))
    made = {c.entry for c in changes if c.field == "exists" and c.before is None}
    told: list[Line] = []
    whole = {c.entry for c in changes if c.field == "exists"}
    for change in changes:
        entry = change.entry
        if entry is None:
            continue
        of = str(number.get(entry, entry))
        before, after = (_words(change.field, cell, number) for cell in (change.before, change.after))
        head = change.field in HEAD_FIELDS
        if entry in made:
            if change.field == "exists":
                told.append(Line(f"entry {of}", "new", _new(changes, entry, number)))
            elif not head and after != _words(change.field, {"value": None}, number):
                told.append(Line(_where(change, of), "new", after))
        elif before != after:
            told.append(Line(_where(change, of), before or "new", after))
        elif change.field == "exists" or not head or entry not in whole:
            told.append(Line(_where(change, of), before, _decided(change)))
    return told


def _decided(change: Change) -> str:
    """What happens to a field whose words stay."""
    decision = str((change.after or {}).get("decision") or "waits")
    return "the same on other evidence" if decision == "corrected" else decision


def _where(change: Change, number: str) -> str:
    if change.field.startswith("counts/"):
        cell = change.after or change.before or {}
        return f"{outcome_word((cell.get('value') or {}).get('outcome', 'count'))} of {number}"
    if change.field == "exists":
        return f"entry {number}"
    return f"{_NAMES.get(change.field, change.field)} of {number}"


def _new(changes: Sequence[Change], entry: str, number: Mapping[str, int]) -> str:
    """What a new entry is: `incident (raid), main`."""
    cells = {c.field: c.after or {} for c in changes if c.entry == entry}
    kind, role = (str(cells.get(name, {}).get("value") or "") for name in ("kind", "role"))
    what = cells.get("exists", {}).get("type")
    within = cells.get("part_of", {}).get("value")
    words = [f"{kind} ({what})" if what else kind, role, f"part of {number.get(within)}" if within else ""]
    return ", ".join(filter(None, words))


def _words(field: str, cell: Cell | None, number: Mapping[str, int]) -> str:
    """A cell's value; empty where there is no cell."""
    if cell is None:
        return ""
    value: Any = cell.get("value")
    if field.startswith("counts/"):
        return _count(value, cell)
    match field:
        case "exists":
            return "rejected" if cell.get("decision") == "rejected" else str(cell.get("type") or "stands")
        case "date":
            return date_words(value)
        case "location":
            return place_words(value)
        case "part_of":
            return "none" if value is None else str(number.get(value, value))
    return str(value)


def _count(value: Any, cell: Cell) -> str:
    """`5 militants`; what is rejected is told as that."""
    if cell.get("decision") == "rejected":
        return "rejected"
    if value is None:
        return count_words(None)
    side = SIDE_WORDS.get(value.get("side"), ("", ""))[0]
    return f"{count_words(value)} {side}".strip()
