"""What the review screen shows, as plain data: `build` turns a `State` into a `ReviewView`. Pure.

Nothing here knows of terminals; the widgets draw a `ReviewView` and decide on columns, glyphs and colours.
Cursor moves are in `tui.cursor`, marks of the text in `tui.marks`; both are offered here as well.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from extract.model import Check
from store.state import ENTRY_FIELDS, State
from tui.card import Card, Line, LineKind, Matter, TollLine, card_of, name_of
from tui.cursor import (
    Cursor,
    down,
    enter,
    fields,
    first,
    next_check,
    next_entry,
    next_undecided,
    nth_entry,
    number_of,
    numbers,
    open_checks,
    order,
    place_of,
    previous_entry,
    settle,
    up,
)
from tui.marks import Mark, MarkKind, evidence, focus_span, kind_of_field, marks, unclaimed, undecided_spans
from tui.quote import Piece, quote_of
from tui.sentence import sentence
from tui.sums import sums_of

__all__ = [
    "About",
    "Card",
    "Cursor",
    "Line",
    "LineKind",
    "Mark",
    "MarkKind",
    "Matter",
    "Piece",
    "ReviewView",
    "Said",
    "TollLine",
    "build",
    "down",
    "enter",
    "evidence",
    "fields",
    "first",
    "focus_span",
    "kind_of_field",
    "marks",
    "next_check",
    "next_entry",
    "next_undecided",
    "nth_entry",
    "number_of",
    "numbers",
    "order",
    "place_of",
    "previous_entry",
    "sentence",
    "settle",
    "unclaimed",
    "undecided_spans",
    "up",
]


#: What a check's sentence is about: faults that stop and faults that do not, then what is no fault.
About: TypeAlias = Literal["blocking", "check", "sum", "short", "inferred"]
_ABOUT: dict[str, About] = {
    "sum_holds": "sum",
    "sum_short": "short",
    "date_inferred": "inferred",
    "date_reported": "inferred",
    "place_inferred": "inferred",
}
_FIRST: tuple[About, ...] = ("blocking", "check", "sum", "short", "inferred")


class Said(NamedTuple):
    """A check in one sentence, and what it is about."""

    text: str
    about: About


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything that the fields pane draws.

    `toll` is the focused count's toll under the cursor. `quote` is the focused field's evidence with the text
    around it; `messages` the sentences of its checks, the gravest first. `unclaimed` are the numbers that
    nothing rests on, as they stand in the text.
    """

    cards: tuple[Card, ...]
    cursor: Cursor | None
    toll: int | None
    quote: tuple[Piece, ...]
    messages: tuple[Said, ...]
    unclaimed: tuple[str, ...]
    undecided: int
    blocking: int
    notes: int

    @property
    def focused(self) -> Card | None:
        """The card under the cursor."""
        return next((c for c in self.cards if self.cursor and c.entry == self.cursor.entry), None)


def build(
    state: State,
    checks: Sequence[Check],
    cursor: Cursor | None,
    typed: str | None = None,
    toll: int | None = None,
) -> ReviewView:
    """The view of a state. `typed` is what is being typed into the focused field, None while nothing is."""
    base = _without_cursor(state, checks)
    if cursor is None or state.cell(*cursor) is None:
        return base
    cards = base.cards
    if typed is not None:
        cards = tuple(_typing(c, cursor, typed) if c.entry == cursor.entry else c for c in cards)
    return replace(
        base,
        cards=cards,
        cursor=cursor,
        toll=toll,
        quote=quote_of(state, cursor),
        messages=_said(checks, cursor),
    )


def _said(checks: Sequence[Check], cursor: Cursor) -> tuple[Said, ...]:
    said = [
        Said(c.message, "blocking" if c.severity == "blocking" else _ABOUT.get(c.code, "check"))
        for c in checks
        if place_of(c) == cursor
    ]
    return tuple(sorted(said, key=lambda s: _FIRST.index(s.about)))


def _typing(card: Card, cursor: Cursor, typed: str) -> Card:
    lines = (replace(n, value=typed, typing=True) if n.cursor == cursor else n for n in card.lines)
    return replace(card, lines=tuple(lines))


#: Of the article on screen, and of the one that is made ready behind it.
_last: deque[tuple[State, tuple[Check, ...], ReviewView]] = deque(maxlen=2)


def _without_cursor(state: State, checks: Sequence[Check]) -> ReviewView:
    """All that does not depend on the cursor. The last answers are kept: most keys only move the cursor."""
    for of, said, made in _last:
        if of is state and said == tuple(checks):
            return made
    by_field: dict[Cursor, list[Check]] = {}
    for check in checks:
        if (where := place_of(check)) is not None:
            by_field.setdefault(where, []).append(check)
    names = numbers(state)
    known = _still_true(state, checks, names)
    sums = sums_of(state)
    cards = tuple(known.get(e) or card_of(state, e, names, by_field, sums) for e in order(state))
    view = ReviewView(
        cards=cards,
        cursor=None,
        toll=None,
        quote=(),
        messages=(),
        unclaimed=tuple(s.text for s in unclaimed(state)),
        undecided=sum(c.open_fields for c in cards),
        blocking=sum(c.severity == "blocking" for c in checks),
        notes=sum(c.severity == "note" for c in open_checks(checks)),
    )
    _last.append((state, tuple(checks), view))
    return view


def _still_true(state: State, checks: Sequence[Check], names: Mapping[str, int]) -> dict[str, Card]:
    """The cards of the last view that hold for this state too: a key changes one entry of thirty.

    Cells are never changed in place, so an entry whose cells are the same objects is the same entry. Totals
    look at their parts, and every name at its total's kind; those are made anew.
    """
    same = [made for made in _last if made[0].proposal is state.proposal]
    if not same:
        return {}
    before, old_checks, view = same[-1]
    if numbers(before) != names:
        return {}
    told = {c.entry for c in set(old_checks) ^ set(checks)}
    return {
        card.entry: card
        for card in view.cards
        if not card.total
        and card.entry not in told
        and state.fields(card.entry) == before.fields(card.entry)
        and all(
            state.cell(card.entry, f) is before.cell(card.entry, f)
            for f in (*ENTRY_FIELDS, *state.fields(card.entry))
        )
        and card.whole == _whole(state, card.entry, names)
    }


def _whole(state: State, entry: str, names: Mapping[str, int]) -> str:
    total = state.value(entry, "part_of")
    return name_of(state, total, names) if total else ""
