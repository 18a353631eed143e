"""Changes of one cell, and which decision a value amounts to (CONTRACT §2). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.model import Decision
from store.events import Cell, Change
from store.evidence import same
from store.state import State


def decision_for(cell: Cell | None, value: Any) -> Decision:
    """What putting `value` into the cell says: the proposed value is `accepted`, another one `corrected`.

    A field that no extractor proposed is `added`. The same value on other evidence is `corrected`.
    """
    proposed = None if cell is None else cell.get("proposed")
    if cell is None or (proposed is None and cell.get("added")):
        return "added"
    return "accepted" if same(proposed, value) else "corrected"


def put(state: State, entry: str, field: str, after: Cell) -> list[Change]:
    """Set the whole cell; no change where it is so already."""
    before = state.cell(entry, field)
    return [] if before == after else [Change(entry, field, before, after)]


def set_value(state: State, entry: str, field: str, value: Any) -> list[Change]:
    """Set a field's value, with the decision that this amounts to."""
    cell = state.cell(entry, field)
    after = {**(cell or added(value)), "decision": decision_for(cell, value), "value": value}
    return put(state, entry, field, after)


def decide(state: State, entry: str, field: str, decision: Decision) -> list[Change]:
    """Set the decision alone. Raises KeyError where the field does not exist."""
    return put(state, entry, field, {**state.cells[(entry, field)], "decision": decision})


def added(value: Any) -> Cell:
    """The cell of a field that a person added."""
    return {"decision": "added", "value": value, "proposed": None, "added": True}


def value_to_accept(cell: Cell, field: str) -> Any:
    """The value that accepting a field keeps: what stands there, or what was proposed before a rejection."""
    if field == "exists":
        return True
    if cell.get("decision") == "rejected" and field in ("date", "location") and cell.get("proposed"):
        return cell["proposed"]
    return cell.get("value")


def reads(value: Mapping[str, Any], typed: Mapping[str, Any]) -> bool:
    """Whether a wire value has everything that was typed."""
    return all(value.get(k) == v for k, v in typed.items())
