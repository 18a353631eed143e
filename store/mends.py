"""What a key press does to a review: pure functions from a `State` to the `Change`s of one group.

None of them writes anything. A change that leaves a cell as it was is not made, so an empty list means that
the key had nothing to do. Decisions follow CONTRACT §2: the value that stood in the proposal is `accepted`,
another one `corrected`, one that no extractor proposed `added`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from extract.model import (
    Count,
    DateRange,
    Decision,
    EntryKind,
    Place,
    Qualifier,
    Role,
    Span,
    Status,
)
from extract.to_json import Json, count_to_json, date_to_json, place_to_json
from store.events import Cell, Change
from store.state import HEAD_FIELDS, STATUS, State, next_count_id, next_entry_id

#: Keys of a value that are not the value itself: changing only these is not another value.
_BESIDE = ("evidence", "cues", "confidence", "rule", "id")


def _same_value(a: Any, b: Any) -> bool:
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        keys = (set(a) | set(b)) - set(_BESIDE)
        return all(_same_value(a.get(k), b.get(k)) for k in keys)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_same_value(x, y) for x, y in zip(a, b, strict=True))
    return bool(a == b) or (a in (None, False, []) and b in (None, False, []))


def _same_evidence(a: Any, b: Any) -> bool:
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return bool((a.get("evidence") or []) == (b.get("evidence") or []))
    return True


def _decision_for(cell: Cell | None, value: Any) -> Decision:
    proposed = None if cell is None else cell.get("proposed")
    if cell is None or (proposed is None and cell.get("added")):
        return "added"
    if _same_value(proposed, value) and _same_evidence(proposed, value):
        return "accepted"
    return "corrected"


def _put(state: State, entry: str, field: str, after: Cell) -> list[Change]:
    before = state.cell(entry, field)
    return [] if before == after else [Change(entry, field, before, after)]


def _set(state: State, entry: str, field: str, value: Any) -> list[Change]:
    """Set a field's value, with the decision that this amounts to."""
    cell = state.cell(entry, field)
    after = {**(cell or {"proposed": None}), "decision": _decision_for(cell, value), "value": value}
    return _put(state, entry, field, after)


def _decide(state: State, entry: str, field: str, decision: Decision) -> list[Change]:
    cell = state.cells[(entry, field)]
    return _put(state, entry, field, {**cell, "decision": decision})


# ---------------------------------------------------------------- deciding


def accept(state: State, entry: str, field: str) -> list[Change]:
    """Accept what stands in a field; `exists` is the head line and takes its four cells along.

    A field that was corrected or added stays so: accepting it again is no news. A rejected one comes back:
    an entry and a count as they were, a date or place with the value that was proposed.
    """
    names = HEAD_FIELDS if field == "exists" else (field,)
    changes: list[Change] = []
    for name in names:
        cell = state.cells[(entry, name)]
        if cell.get("decision") in ("accepted", "corrected", "added"):
            continue
        value = _value_to_accept(cell, name)
        decision = _decision_for(cell, value)
        changes += _put(state, entry, name, {**cell, "decision": decision, "value": value})
    return changes


def _value_to_accept(cell: Cell, field: str) -> Any:
    if field == "exists":
        return True
    if cell.get("decision") == "rejected" and field in ("date", "location") and cell.get("proposed"):
        return cell["proposed"]
    return cell.get("value")


def accept_entry(state: State, entry: str) -> list[Change]:
    """Accept every undecided field of one entry; a rejected entry is left alone."""
    if not state.exists(entry):
        return []
    waiting = [f for f in state.fields(entry) if state.field_decision(entry, f) is None]
    return [c for f in waiting for c in accept(state, entry, f)]


def accept_rest(state: State) -> list[Change]:
    """Accept everything that is undecided in the article."""
    return [c for e, f in state.undecided() for c in accept(state, e, f)]


def set_date(state: State, entry: str, date: DateRange) -> list[Change]:
    """Put a date into the entry."""
    return _set(state, entry, "date", date_to_json(date))


def set_place(state: State, entry: str, place: Place) -> list[Change]:
    """Put a location into the entry."""
    return _set(state, entry, "location", place_to_json(place))


def set_count(state: State, entry: str, count: Count) -> list[Change]:
    """Put a count (its id says which) into the entry."""
    return _set(state, entry, f"counts/{count.id}", count_to_json(count))


def not_stated(state: State, entry: str, field: str) -> list[Change]:
    """`d`: the text does not state it. Date and place become null values, a count keeps whose and what."""
    if field == "date":
        return set_date(state, entry, DateRange())
    if field == "location":
        return set_place(state, entry, Place())
    if field.startswith("counts/"):
        count = state.count(entry, field.removeprefix("counts/"))
        bare = replace(
            count, low=None, best=None, high=None, qualifier=None, evidence=(), reports=(), derived=False
        )
        return set_count(state, entry, bare)
    return []


def unknown(state: State, entry: str, field: str) -> list[Change]:
    """`z`: the reviewer cannot tell. The value stays beside the decision."""
    names = HEAD_FIELDS if field == "exists" else (field,)
    return [c for name in names for c in _decide(state, entry, name, "unknown")]


def reject(state: State, entry: str, field: str) -> list[Change]:
    """`x`: out with it. `exists` rejects the whole entry; what named it in `part_of` is set free.

    A rejected date or place leaves no value behind; a rejected count stands apart in the record, and
    counts that lay inside it do so no longer.
    """
    if field == "exists":
        freed = [
            c
            for other in state.present()
            if other != entry and state.value(other, "part_of") == entry
            for c in _set(state, other, "part_of", None)
        ]
        cell = state.cells[(entry, "exists")]
        return _put(state, entry, "exists", {**cell, "decision": "rejected", "value": False}) + freed
    if field in ("date", "location"):
        empty = date_to_json(DateRange()) if field == "date" else place_to_json(Place())
        return _put(
            state, entry, field, {**state.cells[(entry, field)], "decision": "rejected", "value": empty}
        )
    return _decide(state, entry, field, "rejected") + _free_parts(state, entry, field)


def _free_parts(state: State, entry: str, field: str) -> list[Change]:
    whole = field.removeprefix("counts/")
    parts = [state.count(entry, c) for c in state.count_ids(entry)]
    return [
        change
        for part in parts
        if part.part_of == whole
        for change in set_count(state, entry, replace(part, part_of=None))
    ]


def set_kind(state: State, entry: str, kind: EntryKind) -> list[Change]:
    """Incident ↔ total. The id stays; what was part of a total that is one no longer is set free."""
    freed: list[Change] = []
    if kind == "incident":
        for other in state.present():
            if state.value(other, "part_of") == entry:
                freed += _set(state, other, "part_of", None)
    return _set(state, entry, "kind", kind) + freed


def set_role(state: State, entry: str, role: Role) -> list[Change]:
    """Main ↔ background."""
    return _set(state, entry, "role", role)


def set_part_of(state: State, entry: str, total: str | None) -> list[Change]:
    """Lay the entry inside a total, or nowhere (None). Raises ValueError where that makes a circle."""
    above = total
    while above is not None:
        if above == entry:
            raise ValueError(f"{total} already lies inside {entry}")
        cell = state.cell(above, "part_of")
        above = None if cell is None else cell.get("value")
    return _set(state, entry, "part_of", total)


# ---------------------------------------------------------------- shape


def add_entry(state: State, kind: EntryKind = "incident", *, role: Role = "main") -> tuple[str, list[Change]]:
    """A new, empty entry; returns its id and the changes. All of its fields are `added`."""
    entry = next_entry_id(state, kind)
    values: Json = {
        "exists": True,
        "kind": kind,
        "role": role,
        "part_of": None,
        "date": date_to_json(DateRange()),
        "location": place_to_json(Place()),
    }
    return entry, [Change(entry, name, None, _added(value)) for name, value in values.items()]


def add_count(state: State, entry: str, count: Count) -> tuple[str, list[Change]]:
    """Add a count to the entry under a new id (the one it carries is not looked at); returns the id."""
    count_id = next_count_id(state, entry)
    value = count_to_json(replace(count, id=count_id))
    return count_id, [Change(entry, f"counts/{count_id}", None, _added(value))]


def _added(value: Any) -> Cell:
    return {"decision": "added", "value": value, "proposed": None, "added": True}


# ---------------------------------------------------------------- the article


def set_status(state: State, status: Status, **more: str | None) -> list[Change]:
    """Set the article's status; `more` holds `reason`, `flag` or `note` where they change."""
    before = state.cells.get(STATUS)
    after = {**(before or {}), "status": status, **more}
    return [] if before == after else [Change(*STATUS, before, after)]


def verify(state: State) -> list[Change]:
    """`Space`, when all evidence was seen: accept the rest and mark the article verified.

    Raises ValueError where no entry stands: such an article is irrelevant, never verified.
    """
    if not state.standing():
        raise ValueError("nothing stands in this article: mark it irrelevant with a reason instead")
    return accept_rest(state) + set_status(state, "verified", reason=None)


def reopened(state: State, changes: Sequence[Change]) -> list[Change]:
    """The changes of one key press, with the status that goes with them.

    The first decision makes an article `in_progress`, and so does a decision on one that was finished.
    """
    if not changes or any((c.entry, c.field) == STATUS for c in changes):
        return list(changes)
    return [*changes, *set_status(state, "in_progress")]


# ---------------------------------------------------------------- evidence for what is typed


def type_count(
    state: State,
    entry: str,
    count_id: str,
    low: int | None,
    best: int | None,
    high: int | None,
    qualifier: Qualifier | None,
) -> list[Change]:
    """A figure was typed into a count cell. The figure that stood there is accepted, evidence and all.

    Another one takes the one unclaimed mention of that value as evidence, else none; reports stay, and a
    sum that was added up from described people is one no longer.
    """
    count = state.count(entry, count_id)
    field = f"counts/{count_id}"
    if (low, best, high, qualifier) == (count.low, count.best, count.high, count.qualifier):
        return accept(state, entry, field)
    evidence = evidence_for(state, {"low": low, "best": best, "high": high})
    typed = replace(
        count, low=low, best=best, high=high, qualifier=qualifier, evidence=evidence, derived=False
    )
    return set_count(state, entry, typed)


def evidence_for(state: State, value: Mapping[str, Any]) -> tuple[Span, ...]:
    """The one unclaimed number of the text that reads as `value` (`low`, `best`, `high`), as evidence.

    None, or more than one, give no evidence: the old span never stays beside a typed value.
    """
    taken = list(_number_spans(state))
    hits = [
        Span(m.start, m.end, m.text)
        for m in state.proposal.mentions
        if m.type == "number"
        and all(m.value.get(k) == value.get(k) for k in ("low", "best", "high"))
        and not any(s.start < m.end and m.start < s.end for s in taken)
    ]
    return (hits[0],) if len(hits) == 1 else ()


def _number_spans(state: State) -> Iterable[Span]:
    for entry in state.entries():
        for count in entry.counts:
            yield from count.evidence
            for toll in count.reports:
                yield from toll.evidence
