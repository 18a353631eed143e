"""What a key press does to a review: pure functions from a `State` to the `Change`s of one group.

None of them writes anything. A change that leaves a cell as it was is not made, so an empty list means that
the key had nothing to do. Decisions follow CONTRACT §2: the value that stood in the proposal is `accepted`,
another one `corrected`, one that no extractor proposed `added`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.model import Count, DateRange, EntryKind, Place, Role, Status
from extract.to_json import Json, count_to_json, date_to_json, place_to_json
from store.cells import added, decide, decision_for, put, set_value, value_to_accept
from store.events import Change
from store.ids import next_count_id, next_entry_id
from store.state import HEAD_FIELDS, STATUS, State

# ---------------------------------------------------------------- deciding


def accept(state: State, entry: str, field: str) -> list[Change]:
    """Accept what stands in a field; `exists` is the head line and takes its four cells along.

    A field that was corrected or added stays so: accepting it again is no news. A rejected one comes back:
    an entry and a count as they were, a date or place with the value that was proposed.
    """
    names = HEAD_FIELDS if field == "exists" else (field,)
    return [change for name in names for change in accept_cell(state, entry, name)]


def accept_cell(state: State, entry: str, name: str) -> list[Change]:
    """As `accept`, of one cell: `exists` is the entry's being there and nothing else."""
    cell = state.cells[(entry, name)]
    if cell.get("decision") in ("accepted", "corrected", "added"):
        return []
    value = value_to_accept(cell, name)
    return put(state, entry, name, {**cell, "decision": decision_for(cell, value), "value": value})


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
    return set_value(state, entry, "date", date_to_json(date))


def set_place(state: State, entry: str, place: Place) -> list[Change]:
    """Put a location into the entry."""
    return set_value(state, entry, "location", place_to_json(place))


def set_count(state: State, entry: str, count: Count) -> list[Change]:
    """Put a count (its id says which) into the entry."""
    return set_value(state, entry, f"counts/{count.id}", count_to_json(count))


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
    """`z`: the reviewer cannot tell. The value stays beside the decision; a rejected entry stands again."""
    if field != "exists":
        return decide(state, entry, field, "unknown")
    stands = {**state.cells[(entry, "exists")], "decision": "unknown", "value": True}
    others = [c for name in HEAD_FIELDS if name != "exists" for c in decide(state, entry, name, "unknown")]
    return put(state, entry, "exists", stands) + others


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
            for c in set_value(state, other, "part_of", None)
        ]
        cell = state.cells[(entry, "exists")]
        return put(state, entry, "exists", {**cell, "decision": "rejected", "value": False}) + freed
    if field in ("date", "location"):
        empty = date_to_json(DateRange()) if field == "date" else place_to_json(Place())
        return put(
            state, entry, field, {**state.cells[(entry, field)], "decision": "rejected", "value": empty}
        )
    return decide(state, entry, field, "rejected") + _free_parts(state, entry, field)


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
                freed += set_value(state, other, "part_of", None)
    return set_value(state, entry, "kind", kind) + freed


def set_role(state: State, entry: str, role: Role) -> list[Change]:
    """Main ↔ background."""
    return set_value(state, entry, "role", role)


def set_part_of(state: State, entry: str, total: str | None) -> list[Change]:
    """Lay the entry inside a total, or nowhere (None). Raises ValueError where that makes a circle."""
    above = total
    passed: set[str] = set()
    while above is not None and above not in passed:
        if above == entry:
            raise ValueError(f"{total} already lies inside {entry}")
        passed.add(above)
        cell = state.cell(above, "part_of")
        above = None if cell is None else cell.get("value")
    return set_value(state, entry, "part_of", total)


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
    return entry, [Change(entry, name, None, added(value)) for name, value in values.items()]


def add_count(state: State, entry: str, count: Count) -> tuple[str, list[Change]]:
    """Add a count to the entry under a new id (the one it carries is not looked at); returns the id."""
    count_id = next_count_id(state, entry)
    value = count_to_json(replace(count, id=count_id))
    return count_id, [Change(entry, f"counts/{count_id}", None, added(value))]


# ---------------------------------------------------------------- the article


def set_status(state: State, status: Status, **more: str | None) -> list[Change]:
    """Set the article's status; `more` holds `reason`, `flag` or `note` where they change."""
    before = state.cells.get(STATUS)
    after = {**(before or {}), "status": status, **more}
    return [] if before == after else [Change(*STATUS, before, after)]


def correct_published(state: State, day: dt.date, dates: Mapping[str, DateRange]) -> list[Change]:
    """The day of publication was wrong: set it once, with the dates (by entry) that rest on it read anew.

    A date that waits goes on waiting with its new value: nobody has decided on it. One that was decided on
    keeps its decision, which is `corrected` where it is no longer what was proposed. The day that the article
    came with brings back the state without a correction.
    """
    came = state.proposal.article.published
    before = state.cells.get(STATUS)
    after = {k: v for k, v in (before or {}).items() if k not in ("published", "published_proposed")}
    after.setdefault("status", "in_progress")
    if day != came:
        after |= {"published": day.isoformat(), "published_proposed": came and came.isoformat()}
    changes = [] if before == after else [Change(*STATUS, before, after)]
    for entry, date in dates.items():
        cell, value = state.cells[(entry, "date")], date_to_json(date)
        if cell.get("decision") in ("accepted", "corrected", "added"):
            changes += set_value(state, entry, "date", value)
        else:
            changes += put(state, entry, "date", {**cell, "value": value})
    return changes


def set_type(state: State, entry: str, kind: str | None) -> list[Change]:
    """What an incident is: one of `INCIDENT_TYPES`, or None. The head line says so and is decided by it."""
    cell = state.cells[(entry, "exists")]
    proposed = next((e.type for e in state.proposal.incidents if e.id == entry), None)
    decision = "added" if cell.get("added") else "accepted" if kind == proposed else "corrected"
    if cell.get("type") == kind and cell.get("decision") is not None:
        return []
    others = [c for name in HEAD_FIELDS if name != "exists" for c in accept(state, entry, name)]
    return [
        *put(state, entry, "exists", {**cell, "type": kind, "decision": decision, "value": True}),
        *others,
    ]


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
