"""`h`: pick the words that fill a field from the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.from_json import count_from_json, place_from_json
from extract.model import Count, Span
from extract.to_json import count_to_json, span_to_json
from store import mends, typed
from store.events import Change
from store.state import State
from tui.candidates import Candidate, candidates, free_numbers, suits
from tui.cursor import Cursor
from tui.deeds.shape import likely
from tui.hinting import Hinting
from tui.marks import claims, evidence
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk


def hints(desk: Desk, press: Press) -> None:
    """Letters over everything that suits the field; on a head line over the numbers that no count reads."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    kind = suits(review.cursor.field)
    on_head = review.kind() == "head"
    found = free_numbers(review.state, claims(review.state)) if on_head else candidates(review.state, kind)
    if not found:
        nothing = (
            "every number in the text is read by a count" if on_head else f"there is no {kind} in the text"
        )
        edit = "" if on_head else f": {desk.keymap.main_key('review.edit')} types one"
        desk.say(f"{nothing}{edit}", "warning")
        return
    where = review.where()
    title = f"a count for {where} from an unclaimed number" if on_head else where
    mode = Hinting(
        title[0].upper() + title[1:],
        found,
        desk.face.in_view(),
        press,
        _pick_count if on_head else _pick,
        kind=kind,
        adds="" if on_head else _ADDS[kind],
    )
    desk.mode = mode
    mode.opened(desk)


_ADDS = {
    "number": "the next one is added to the evidence, the figure stays",
    "date": "the next one is added to the evidence, the date stays",
    "place": "the next one is added as a further place",
}


def _pick(desk: Desk, one: Candidate, adding: bool, press: Press) -> None:
    review = desk.review
    if review is None or review.cursor is None:
        return
    was = review.where()
    changes = taken(review.state, review.cursor, one, adding=adding)
    words = " ".join(one.span.text.split())
    if not desk.decide("review.hints", press, changes, f"{was}: {one.reads} from “{words}”"):
        desk.say(f"{was} reads “{words}” already")
    desk.move_on_from_edit()


def taken(state: State, cursor: Cursor, one: Candidate, *, adding: bool = False) -> list[Change]:
    """The changes that put a candidate into a field, or add it to what stands there."""
    entry, field = cursor
    stands = state.value(entry, field)
    if not adding:
        if field.startswith("counts/") and _bare(state, cursor):
            return mends.set_count(state, entry, _told(state, count_from_json(stands), one))
        return typed.pick(state, entry, field, one.value, [one.span])
    if field == "location" and stands.get("name"):
        place = place_from_json(stands)
        new = replace(place_from_json({**one.value, "evidence": [span_to_json(one.span)]}), others=())
        if new.name in (place.name, *(o.name for o in place.others)):
            return []
        return mends.set_place(state, entry, replace(place, others=(*place.others, new)))
    own = list(evidence({"evidence": stands.get("evidence", [])}))
    if any((s.start, s.end) == (one.span.start, one.span.end) for s in own):
        return []
    value = one.value if not own else stands
    return typed.pick(state, entry, field, value, _in_order([*own, one.span]))


def _in_order(spans: list[Span]) -> list[Span]:
    return sorted(spans, key=lambda s: s.start)


def _bare(state: State, cursor: Cursor) -> bool:
    """Whether the count is a person's own and says nothing yet."""
    cell = state.cells[cursor]
    value = cell["value"]
    return cell.get("added") is True and all(value.get(k) is None for k in ("low", "best", "high"))


def _told(state: State, count: Count, one: Candidate) -> Count:
    """The count with a picked figure, and with whose and what as its sentence tells them."""
    from extract.told import count_at

    value = one.value
    told = count_at(state.proposal.article.text, one.span)
    count = count_from_json(
        {
            **count_to_json(count),
            **{k: value.get(k) for k in ("low", "best", "high", "qualifier")},
            "evidence": [span_to_json(one.span)],
        }
    )
    if told is None:
        return count
    cues = {"side": told.side_cue, "outcome": told.outcome_cue}
    return replace(
        count,
        side=told.side,
        outcome=told.outcome,
        group=told.group,
        cues={k: (span,) for k, span in cues.items() if span is not None},
    )


def _pick_count(desk: Desk, one: Candidate, adding: bool, press: Press) -> None:
    """A number that no count reads becomes a count of the entry."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry = review.cursor.entry
    side, outcome = likely(review.state, entry)
    count = _told(review.state, Count("new", side, outcome), one)
    count_id, changes = mends.add_count(review.state, entry, count)
    where = review.where()
    whose = count.side.replace("_", " ")
    if desk.decide("review.hints", press, changes, f"{where}: {one.reads} {whose} {count.outcome} added"):
        review.cursor = Cursor(entry, f"counts/{count_id}")


DEEDS = {"review.hints": hints}
