"""What a key press does to a review: pure functions from a `State` to the `Change`s of one group.

None of them writes anything. A change that leaves a cell as it was is not made, so an empty list means that
the key had nothing to do. Decisions follow CONTRACT §2: the value that stood in the proposal is `accepted`,
another one `corrected`, one that no extractor proposed `added`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extract.from_json import count_from_json
from extract.model import Count, DateRange, EntryKind, Place, Qualifier, Role, Status
from extract.to_json import Json, count_to_json, date_to_json, place_to_json, span_to_json
from store.cells import added, decide, decision_for, put, reads, set_value, value_to_accept
from store.events import Change
from store.evidence import evidence_for
from store.ids import next_count_id, next_entry_id
from store.state import HEAD_FIELDS, STATUS, State

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
        value = value_to_accept(cell, name)
        decision = decision_for(cell, value)
        changes += put(state, entry, name, {**cell, "decision": decision, "value": value})
    return changes


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


# ---------------------------------------------------------------- what is typed


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

    The figure that was proposed brings back what was proposed with it. Another one takes the one unclaimed
    mention of that value as evidence, else none; reports stay, and a sum that was added up from described
    people is one no longer.
    """
    field = f"counts/{count_id}"
    typed = {"low": low, "best": best, "high": high, "qualifier": qualifier}
    if reads(state.value(entry, field), typed):
        return accept(state, entry, field)
    proposed = state.cells[(entry, field)].get("proposed")
    if proposed is not None and reads(proposed, typed):
        beside = {k: proposed.get(k) for k in ("evidence", "derived", "reports")}
    else:
        spans = evidence_for(state, "number", {k: typed[k] for k in ("low", "best", "high")})
        beside = {"evidence": [span_to_json(s) for s in spans], "derived": False}
    return set_count(state, entry, count_from_json({**state.value(entry, field), **typed, **beside}))


def type_date(state: State, entry: str, date: DateRange) -> list[Change]:
    """A date was typed. The same days with the same precision are accepted, evidence and all.

    The date that was proposed comes back whole; another one takes the one unclaimed mention of those days as
    evidence, else none. Evidence that `date` itself carries is not looked at: `set_date` keeps that.
    """
    wire = date_to_json(date)
    typed = {k: wire[k] for k in ("start", "end", "precision")}
    known = _known(state, entry, "date", typed)
    if known is not None:
        return known
    return set_date(state, entry, replace(date, evidence=evidence_for(state, "date", typed)))


def type_place(state: State, entry: str, place: Place) -> list[Change]:
    """A place was typed or picked. The same name in the same units is accepted, evidence and all.

    The place that was proposed comes back whole; another one takes the one unclaimed mention of that name as
    evidence, else none. Evidence that `place` itself carries is not looked at: `set_place` keeps that.
    """
    wire = place_to_json(place)
    names = ("name", "admin2", "admin1", "country") + (("geoname_id",) if place.geoname_id else ())
    known = _known(state, entry, "location", {k: wire[k] for k in names})
    if known is not None:
        return known
    spans = evidence_for(state, "place", {"name": place.name}) if place.name else ()
    return set_place(state, entry, replace(place, evidence=spans))


def _known(state: State, entry: str, field: str, typed: Mapping[str, Any]) -> list[Change] | None:
    """Accept what stands where that was typed, or put back what was proposed; None for another value."""
    cell = state.cells[(entry, field)]
    if reads(cell["value"], typed) and cell.get("decision") != "rejected":
        return accept(state, entry, field)
    proposed = cell.get("proposed")
    if proposed is not None and reads(proposed, typed):
        return set_value(state, entry, field, proposed)
    return None
