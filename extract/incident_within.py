"""Whether an entry fits inside a total: by its outcomes, sides and figures, its time and its place."""

from __future__ import annotations

from extract.gazetteer.folding import fold
from extract.incident_drafts import Draft
from extract.incident_frames import is_short
from extract.incident_places import overlap, relate
from extract.incident_shares import exceeds, room_for, shared_by_outcome, shared_figure, size
from extract.model import DateRange, Place


def fits_in(part: Draft, total: Draft) -> bool:
    """Whether nothing that is known of an entry keeps it out of a total."""
    mine = part.values()
    shared = shared_figure(part, total)
    if mine and (shared == 0 or exceeds(shared_by_outcome(part, total), total)):
        return False
    if any(
        figure > told * room_for(total, key)
        for key, figure in mine.items()
        if (told := total.values().get(key))
    ):
        return False
    if part.kind == "total" and (shared == size(total) or not mine):
        return False
    if not mine and not (part.places and total.places):
        return False
    if (
        part.kind == "total"
        and part.why == "period"
        and part.day.start is None
        and total.day.start is not None
    ):
        return False
    if not _within_time(part.day, total.day):
        return False
    return _within_place(part, total)


def _within_time(part: DateRange, total: DateRange) -> bool:
    if (total.start is None and total.end is None) or (part.start is None and part.end is None):
        return True
    if total.start is not None and part.end is not None and part.end < total.start:
        return False
    if total.start is not None and part.start is not None and part.start < total.start:
        return overlap(part, total) and is_short(part)
    return total.end is None or part.start is None or part.start <= total.end


def _within_place(part: Draft, total: Draft) -> bool:
    outer, inner = _places_of(total), _places_of(part)
    if not outer:
        return True
    if not inner:
        return part.day.start is not None or part.kind == "incident"
    return all(
        any(relate(i, o) in ("same", "inside", "unclear") or _called_after(i, o) for o in outer)
        for i in inner
    )


def _called_after(inner: Place, outer: Place) -> bool:
    """As in "in Kirkuk" of what was at a village of that province: the town's name stands for its unit."""
    named = fold(outer.name or "")
    return inner.country == outer.country and named in (fold(inner.admin2 or ""), fold(inner.admin1 or ""))


def _places_of(draft: Draft) -> list[Place]:
    """Every place the draft names."""
    own = [m.value for m in draft.places if m.form != "parent"] or [m.value for m in draft.places]
    return own or ([draft.borrowed] if draft.borrowed is not None else [])
