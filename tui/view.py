"""What the review screen shows, as plain data: `build` turns a `State` into a `ReviewView`. Pure.

Nothing here knows of terminals; the widgets draw a `ReviewView` and decide on columns, glyphs and colours.
Cursor moves are in `tui.cursor`, marks of the text in `tui.marks`; both are offered here as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from extract.model import Check, Decision, Role
from store.state import State
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
    order,
    place_of,
    previous_entry,
    settle,
    up,
)
from tui.marks import Mark, MarkKind, evidence, focus_span, kind_of_field, marks, unclaimed, undecided_spans
from tui.quote import Piece, quote_of, words_of
from tui.sentence import sentence
from tui.shown import (
    SIDE_WORDS,
    count_words,
    date_words,
    outcome_word,
    place_title,
    place_words,
    short_date,
)
from tui.sums import Sum, sum_of

__all__ = [
    "Card",
    "Cursor",
    "Line",
    "Mark",
    "MarkKind",
    "Piece",
    "Property",
    "ReviewView",
    "build",
    "down",
    "enter",
    "fields",
    "first",
    "focus_span",
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

#: What is the matter with a field, one at a time; the first that applies is shown.
Property: TypeAlias = Literal["", "blocking", "check", "flagged", "not_stated", "inferred", "sum"]
LineKind: TypeAlias = Literal["head", "date", "place", "count"]


@dataclass(frozen=True, slots=True)
class Line:
    """One field: an entry's head line, date, place or count.

    `label` and `side` are a count's outcome and side; `value` is what stands, `was` what was proposed where
    that was corrected. `words` is what it was read from. `typing` says that `value` is being typed.
    """

    cursor: Cursor
    kind: LineKind
    label: str
    side: str
    value: str
    was: str
    words: tuple[Piece, ...]
    property: Property
    decision: Decision | None
    inside: bool = False
    typing: bool = False

    @property
    def struck(self) -> bool:
        """Whether the field was rejected, and is drawn struck through."""
        return self.decision == "rejected"


@dataclass(frozen=True, slots=True)
class Card:
    """One entry: its lines (the head first), and the words of its one-line form.

    `name` is its number on screen, with Σ before a total's; `whole` the name of the total it is part of,
    empty if none. `open_fields` counts what waits; `property` is the gravest of its lines.
    """

    entry: str
    name: str
    total: bool
    role: Role
    title: str
    type: str
    whole: str
    date: str
    figures: str
    decision: Decision | None
    open_fields: int
    property: Property
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Everything that the fields pane draws.

    `quote` is the focused field's evidence with the text around it; `messages` the sentences of its open
    checks. `unclaimed` are the numbers that nothing rests on, as they stand in the text.
    """

    cards: tuple[Card, ...]
    cursor: Cursor | None
    quote: tuple[Piece, ...]
    messages: tuple[str, ...]
    unclaimed: tuple[str, ...]
    undecided: int
    blocking: int
    notes: int

    @property
    def focused(self) -> Card | None:
        """The card under the cursor."""
        return next((c for c in self.cards if self.cursor and c.entry == self.cursor.entry), None)


def build(
    state: State, checks: Sequence[Check], cursor: Cursor | None, typed: str | None = None
) -> ReviewView:
    """The view of a state. `typed` is what is being typed into the focused field, None while nothing is."""
    names = numbers(state)
    by_field: dict[Cursor, list[Check]] = {}
    for check in checks:
        where = place_of(check)
        if where is not None:
            by_field.setdefault(where, []).append(check)
    cards = tuple(_card(state, e, names, by_field, cursor, typed) for e in order(state))
    alive = cursor is not None and state.cell(*cursor) is not None
    return ReviewView(
        cards=cards,
        cursor=cursor if alive else None,
        quote=quote_of(state, cursor) if cursor is not None and alive else (),
        messages=tuple(c.message for c in by_field.get(cursor, ())) if cursor is not None else (),
        unclaimed=tuple(s.text for s in unclaimed(state)),
        undecided=sum(c.open_fields for c in cards),
        blocking=sum(c.severity == "blocking" for c in checks),
        notes=sum(c.severity == "note" for c in checks),
    )


_WORST: tuple[Property, ...] = ("blocking", "check", "flagged", "not_stated", "inferred", "sum", "")


def _card(
    state: State,
    entry: str,
    names: Mapping[str, int],
    checks: Mapping[Cursor, Sequence[Check]],
    cursor: Cursor | None,
    typed: str | None,
) -> Card:
    location = state.value(entry, "location")
    whole = state.value(entry, "part_of")
    total = state.value(entry, "kind") == "total"
    lines = [_head(state, entry, checks.get(Cursor(entry, "exists"), ()))]
    for name in state.fields(entry)[1:]:
        here = Cursor(entry, name)
        lines.append(_line(state, here, checks.get(here, ()), typed if here == cursor else None))
    standing = state.exists(entry)
    shown = [line for line in lines[1:] if line.kind == "count" and not line.struck]
    worst = min((line.property for line in lines), key=_WORST.index)
    return Card(
        entry=entry,
        name=f"{'Σ' if total else ''}{names[entry]}",
        total=total,
        role=state.value(entry, "role"),
        title=place_title(location) or "place not stated",
        type=(state.cells[(entry, "exists")].get("type") or "").replace("_", " "),
        whole=_name(state, whole, names) if whole else "",
        date=short_date(state.value(entry, "date")),
        figures=" · ".join(_figure(state, line) for line in shown) or "no counts",
        decision=_summary(lines) if standing else "rejected",
        open_fields=sum(line.decision is None for line in lines) if standing else 0,
        property=worst if worst in ("blocking", "check", "flagged", "sum") else "",
        lines=tuple(lines),
    )


def _name(state: State, entry: str, names: Mapping[str, int]) -> str:
    if entry not in names:
        return entry
    return f"{'Σ' if state.value(entry, 'kind') == 'total' else ''}{names[entry]}"


def _figure(state: State, line: Line) -> str:
    value = state.value(*line.cursor)
    return f"{count_words(value)} {SIDE_WORDS[value['side']][1]} {line.label}"


def _summary(lines: Sequence[Line]) -> Decision | None:
    """The decision that stands for a whole entry: undecided while a field is, else the most telling one."""
    made = [line.decision for line in lines]
    if None in made:
        return None
    rank: tuple[Decision, ...] = ("unknown", "corrected", "added", "rejected")
    return next((d for d in rank if d in made), "accepted")


def _head(state: State, entry: str, checks: Sequence[Check]) -> Line:
    proposed = next((e for e in state.proposal.incidents if e.id == entry), None)
    flagged = proposed is not None and bool(proposed.flags)
    changed = [f for f in ("kind", "role", "part_of") if state.decision(entry, f) == "corrected"]
    was = [str((state.cell(entry, f) or {}).get("proposed") or "no part") for f in changed]
    return Line(
        cursor=Cursor(entry, "exists"),
        kind="head",
        label="",
        side="",
        value="",
        was=", ".join(was),
        words=(),
        property=_of_checks(checks) or ("flagged" if flagged else ""),
        decision=state.head_decision(entry),
    )


def _line(state: State, cursor: Cursor, checks: Sequence[Check], typed: str | None) -> Line:
    cell = state.cells[cursor]
    value = cell["value"]
    decision = state.decision(*cursor)
    write = {"date": date_words, "location": place_words}.get(cursor.field, count_words)
    words = words_of(state, cursor)
    total: Sum | None = None
    kind: LineKind = "date" if cursor.field == "date" else "place"
    label, side = ("date" if kind == "date" else "place"), ""
    if cursor.field.startswith("counts/"):
        kind = "count"
        label, side = outcome_word(value["outcome"]), SIDE_WORDS[value["side"]][0]
        total = sum_of(state, cursor)
        words = (*((total.piece,) if total else ()), *_tags(value), *words)
    was = ""
    if decision == "corrected" and cell.get("proposed") is not None:
        was = _was(cell["proposed"], value, write)
    return Line(
        cursor=cursor,
        kind=kind,
        label=label,
        side=side,
        value=write(value) if typed is None else typed,
        was=was,
        words=words,
        property=_property(value, write(value), checks, total),
        decision=decision,
        inside=bool(kind == "count" and value.get("part_of")),
        typing=typed is not None,
    )


def _was(proposed: Mapping[str, Any], value: Mapping[str, Any], write: Any) -> str:
    """What was proposed, as far as it differs: the figure, and the side or outcome where those changed."""
    parts = [] if write(proposed) == write(value) else [write(proposed)]
    if proposed.get("outcome") != value.get("outcome"):
        parts.append(outcome_word(proposed["outcome"]))
    if proposed.get("side") != value.get("side"):
        parts.append(SIDE_WORDS[proposed["side"]][0])
    return " ".join(parts) or "other words"


def _tags(value: Mapping[str, Any]) -> tuple[Piece, ...]:
    tags = []
    if value.get("reports"):
        tags.append(f"{len(value['reports'])} tolls")
    if value.get("derived"):
        tags.append("added up")
    if value.get("perpetrator"):
        tags.append("attacker")
    if value.get("status_disputed"):
        tags.append("disputed")
    return tuple(Piece(tag, "tag") for tag in tags)


def _property(value: Mapping[str, Any], text: str, checks: Sequence[Check], total: Sum | None) -> Property:
    found = _of_checks(checks)
    if found:
        return found
    if text == "–":
        return "not_stated"
    if value.get("inferred"):
        return "inferred"
    return "sum" if total is not None and total.holds else ""


def _of_checks(checks: Sequence[Check]) -> Property:
    """`blocking` or `check` where one is open; notes that have a glyph of their own are left to it."""
    if any(c.severity == "blocking" for c in checks):
        return "blocking"
    return "check" if any(c.code not in _SAID_OTHERWISE for c in checks) else ""


#: Notes that the property column says by `✓` and `~` already.
_SAID_OTHERWISE = frozenset({"sum_holds", "inferred", "date_inferred", "place_inferred", "value_inferred"})
