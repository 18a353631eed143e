"""What an adjudicator's choice makes of the record: one group of changes, the reason in the cell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extract.model import Count
from extract.to_json import count_to_json
from gold.adjudicate.merge import Item, put_type
from store import mends
from store.cells import added, put, set_value
from store.events import Change
from store.ids import next_count_id
from store.state import State, apply

#: Why two people differed, by letter.
REASONS: dict[str, str] = {
    "a": "ambiguous_text",
    "g": "guideline_gap",
    "e": "annotator_error",
    "c": "edge_case",
    "s": "subjective_disagreement",
    "o": "other",
}
#: The action of the group that an adjudication begins with; it cannot be taken back.
OPENING = "adjudicate.open"


def value_of(item: Item, side: int) -> Any:
    """What a side (1 or 2) says."""
    return item.one if side == 1 else item.two


def waits(state: State, item: Item) -> bool:
    """Whether an item is still to be settled. What hangs on an entry that was thrown out is not."""
    if item.kind != "entry" and not state.exists(item.entry):
        return False
    cell = state.cell(item.entry, item.field)
    return cell is not None and cell.get("decision") is None


def items_of(state: State, items: Sequence[Item]) -> list[Item]:
    """The items as the record stands: waiting or settled, with the counts that merging brought."""
    known = {(i.entry, i.field) for i in items}
    more = [
        Item("count", entry, f"counts/{c}", *_sides_of(cell), 0.9)
        for entry in state.standing()
        for c in state.count_ids(entry)
        if (cell := state.cells[(entry, f"counts/{c}")]).get("side_of")
        and (entry, f"counts/{c}") not in known
    ]
    mine = [i for i in items if i.kind == "entry" or state.exists(i.entry)]
    at = next((n for n, i in enumerate(mine) if i.kind != "entry"), len(mine))
    return [*mine[:at], *more, *mine[at:]]


def _sides_of(cell: Any) -> tuple[Any, Any]:
    value = cell["value"]
    return (value, None) if cell["side_of"] == 1 else (None, value)


def take(state: State, item: Item, side: int) -> list[Change]:
    """`1` or `2`: what that side says stands."""
    return stand(state, item, value_of(item, side))


def stand(state: State, item: Item, value: Any) -> list[Change]:
    """Let a value stand for an item; None: there is no such entry or count."""
    if item.kind == "entry":
        return mends.reject(state, item.entry, "exists") if value is None else _keep(state, item.entry)
    if item.kind == "type":
        return put_type(state, item.entry, value)
    if value is None and item.kind == "count":
        return mends.reject(state, item.entry, item.field)
    if value is None and item.kind in ("date", "location"):
        return mends.not_stated(state, item.entry, item.field)
    return set_value(state, item.entry, item.field, value)


def _keep(state: State, entry: str) -> list[Change]:
    return put_type(state, entry, state.cells[(entry, "exists")].get("type"))


def join(state: State, item: Item, into: str) -> list[Change]:
    """Merge an entry that one side has alone into another: it goes, its counts wait in the other one."""
    side = 2 if item.one is None else 1
    changes = mends.reject(state, item.entry, "exists")
    after = apply(state, changes)
    for count in state.entry(item.entry).counts:
        name = next_count_id(after, into)
        cell = {**added(_alone(count, name)), "decision": None, "side_of": side}
        step = [Change(into, f"counts/{name}", None, cell)]
        after = apply(after, step)
        changes += step
    target = after.cells[(into, "exists")]
    return changes + put(after, into, "exists", {**target, "from": [*target.get("from", ()), item.entry]})


def _alone(count: Count, name: str) -> dict[str, Any]:
    return count_to_json(replace(count, id=name, part_of=None))


def with_reason(changes: Sequence[Change], item: Item, reason: str | None, note: str | None) -> list[Change]:
    """The same changes with reason and note in the cell that was settled."""
    more = {k: v for k, v in (("reason", reason), ("note", note)) if v}
    out = []
    for change in changes:
        if (change.entry, change.field) == (item.entry, item.field) and change.after is not None:
            change = replace(change, after={**change.after, **more})
        out.append(change)
    return out


def finish(state: State) -> list[Change]:
    """Everything is settled: the article is verified, or irrelevant where no entry was left standing."""
    if state.standing():
        return mends.verify(state)
    return mends.set_status(state, "irrelevant", reason="no entry stood")
