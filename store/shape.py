"""The shape of a record: split an entry, merge two, move a count, lay a count inside another. Pure.

The words of the text stay one count each: a count that goes elsewhere is taken out where it stood, one that
stands on the same words there already is not put in twice, and nothing is ever added up.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from extract.from_json import count_from_json
from extract.model import Count, DateRange, Place
from extract.to_json import count_to_json, date_to_json, place_to_json
from store.cells import added, put, set_value
from store.events import Change
from store.ids import next_count_id, next_entry_id
from store.mends import reject, set_count
from store.state import State, apply


def split(
    state: State, entry: str, counts: Collection[str], *, copied: Collection[str] = ("date", "location")
) -> tuple[str, list[Change]]:
    """A second entry made of parts of one: these counts go over, and the fields in `copied` stand in both.

    The new entry has the old one's kind, role, type and total, and says where it is from. Returns its id.
    """
    made = next_entry_id(state, state.value(entry, "kind"))
    old = state.cells[(entry, "exists")]
    cells: dict[str, Any] = {
        "exists": {**added(True), "type": old.get("type"), "from": [entry]},
        **{name: added(state.value(entry, name)) for name in ("kind", "role", "part_of")},
        "date": added(state.value(entry, "date") if "date" in copied else date_to_json(DateRange())),
        "location": added(state.value(entry, "location") if "location" in copied else place_to_json(Place())),
    }
    changes = [Change(made, name, None, cell) for name, cell in cells.items()]
    return made, changes + _carry(apply(state, changes), entry, list(counts), made)


def move_count(state: State, entry: str, count_id: str, into: str) -> list[Change]:
    """Move a count, and those that lie inside it, to another entry."""
    inside = [c for c in _standing(state, entry) if state.count(entry, c).part_of == count_id]
    return _carry(state, entry, [count_id, *inside], into)


def merge(state: State, entry: str, into: str) -> list[Change]:
    """Merge an entry into another, which keeps its own date and place and takes them where it has none.

    The entry itself is rejected; the other one says in `from` what it took in. Parts of the one are parts of
    the other, as far as that is a total.
    """
    changes: list[Change] = []

    def then(step: Sequence[Change]) -> None:
        nonlocal state
        state = apply(state, step)
        changes.extend(step)

    then(_carry(state, entry, _standing(state, entry), into, take_out=False))
    for name in _TELLING:
        if _blank(state, into, name) and not _blank(state, entry, name):
            then(set_value(state, into, name, state.value(entry, name)))
    if state.value(into, "kind") == "total":
        for other in state.present():
            if other not in (entry, into) and state.value(other, "part_of") == entry:
                then(set_value(state, other, "part_of", into))
    exists = state.cells[(into, "exists")]
    came = [*exists.get("from", ()), *(e for e in (entry,) if e not in exists.get("from", ()))]
    then(put(state, into, "exists", {**exists, "from": came}))
    then(reject(state, entry, "exists"))
    return changes


def count_part_of(state: State, entry: str, count_id: str, whole: str | None) -> list[Change]:
    """Lay a count inside another of its entry, or inside none. ValueError for a circle."""
    above, passed = whole, {count_id}
    while above is not None:
        if above in passed:
            raise ValueError(f"{whole} lies inside {count_id} itself")
        passed.add(above)
        above = state.count(entry, above).part_of
    return set_count(state, entry, replace(state.count(entry, count_id), part_of=whole))


#: What says something in a date and in a place.
_TELLING = {"date": ("start", "end"), "location": ("name", "admin2", "admin1", "country")}


def _blank(state: State, entry: str, name: str) -> bool:
    return all(state.value(entry, name).get(k) is None for k in _TELLING[name])


def _standing(state: State, entry: str) -> list[str]:
    return [c for c in state.count_ids(entry) if state.decision(entry, f"counts/{c}") != "rejected"]


def _carry(state: State, entry: str, ids: Sequence[str], into: str, *, take_out: bool = True) -> list[Change]:
    """Put these counts of one entry into another; one that stands there on the same words stays as it is."""
    changes: list[Change] = []
    names: dict[str, str] = {}
    for count_id in ids:
        count = state.count(entry, count_id)
        there = _same_words(state, into, count)
        names[count_id] = there or next_count_id(state, into)
        if there is None:
            part_of = names.get(count.part_of or "")
            value = count_to_json(replace(count, id=names[count_id], part_of=part_of))
            step = [Change(into, f"counts/{names[count_id]}", None, added(value))]
            state = apply(state, step)
            changes += step
    for count_id in ids if take_out else ():
        step = _take_out(state, entry, count_id)
        state = apply(state, step)
        changes += step
    return changes


def _same_words(state: State, into: str, count: Count) -> str | None:
    """The count of an entry that rests on the same words and says the same outcome; None without one."""
    for other_id in _standing(state, into):
        other = count_from_json(state.value(into, f"counts/{other_id}"))
        overlap = any(a.start < b.end and b.start < a.end for a in other.evidence for b in count.evidence)
        if overlap and other.outcome == count.outcome:
            return other_id
    return None


def _take_out(state: State, entry: str, count_id: str) -> list[Change]:
    """A count leaves its entry: a proposed one stands apart as rejected, an added one is gone."""
    field = f"counts/{count_id}"
    out = reject(state, entry, field)
    cell = state.cells[(entry, field)]
    if cell.get("added"):
        freed = [c for c in out if c.field != field]
        return [*freed, Change(entry, field, cell, None)]
    return out
