"""Values that a person typed, or picked from the text: what that makes of a field. Pure, as `store.mends`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extract.from_json import count_from_json, date_from_json, place_from_json
from extract.model import DateRange, Place, Qualifier, Span
from extract.to_json import date_to_json, place_to_json, span_to_json
from store.cells import reads, set_value
from store.events import Change
from store.evidence import evidence_for
from store.mends import accept, set_count, set_date, set_place
from store.state import State


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


def pick(
    state: State, entry: str, field: str, value: Mapping[str, Any], spans: Sequence[Span]
) -> list[Change]:
    """Words of the text were chosen for a field: they are its evidence, and what they read as its value.

    `value` has the wire keys that they say; what else stands in a count stays. A place takes nothing over
    from the one before but its `others`.
    """
    evidence = [span_to_json(s) for s in spans]
    if field.startswith("counts/"):
        stands = state.value(entry, field)
        figures = {k: value.get(k) for k in ("low", "best", "high", "qualifier")}
        changed = not reads(stands, figures)
        more = {"derived": False} if changed and stands.get("derived") else {}
        return set_count(
            state,
            entry,
            count_from_json({**stands, **(figures if changed else {}), **more, "evidence": evidence}),
        )
    if field == "date":
        return set_date(state, entry, date_from_json({**value, "evidence": evidence}))
    others = [o for o in state.value(entry, field).get("others", ()) if o.get("name") != value.get("name")]
    return set_place(state, entry, place_from_json({**value, "others": others, "evidence": evidence}))
