"""One entry of a review as plain data: its fields in words, with what is the matter with each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from extract.model import Check, Decision, Role
from extract.typed_errors import NOT_STATED
from store.state import State
from tui.cursor import Cursor, open_checks
from tui.precedents import rule_in
from tui.quote import Piece, words_of
from tui.shown import SIDE_WORDS, count_words, date_words, outcome_word, place_title, place_words, short_date

#: What is the matter with a field, the gravest thing only.
Matter: TypeAlias = Literal["", "blocking", "check", "flagged", "not_stated", "inferred", "sum"]
LineKind: TypeAlias = Literal["head", "date", "place", "count"]

_GRAVEST: tuple[Matter, ...] = ("blocking", "check", "flagged", "not_stated", "inferred", "sum", "")


class TollLine(NamedTuple):
    """One source's figure under its count: the figure, who says it (with the kind), and how it stands."""

    value: str
    source: str
    superseded: bool
    best: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field: an entry's head line, date, place or count.

    `label` and `side` are a count's outcome and side; `value` is what stands (`—`: not stated), `was` what
    was proposed where that was corrected. `words` is what it was read from. `inside`: the count lies inside
    another. `typing`: `value` is being typed. `tolls` are the figures of several sources.
    """

    cursor: Cursor
    kind: LineKind
    label: str = ""
    side: str = ""
    value: str = ""
    was: str = ""
    words: tuple[Piece, ...] = ()
    matter: Matter = ""
    decision: Decision | None = None
    inside: bool = False
    typing: bool = False
    tolls: tuple[TollLine, ...] = ()

    @property
    def struck(self) -> bool:
        """Whether the field was rejected, and is drawn struck through."""
        return self.decision == "rejected"


@dataclass(frozen=True, slots=True)
class Card:
    """One entry: its lines (head, date, place, then counts), and the words of its one-line form.

    `name` is its number on screen, with Σ before a total's; `whole` the name of the total it is part of,
    empty if none. `figures` are the counts that stand: `6 mil killed`. `open_fields` counts what waits.
    `matter` and `decision` stand for all of its lines, `frame_matter` and `frame_decision` for its head, date
    and place.
    """

    entry: str
    name: str
    total: bool
    role: Role
    title: str
    type: str
    whole: str
    date: str
    figures: tuple[str, ...]
    open_fields: int
    matter: Matter
    decision: Decision | None
    frame_matter: Matter
    frame_decision: Decision | None
    lines: tuple[Line, ...]


def name_of(state: State, entry: str, names: Mapping[str, int]) -> str:
    """`3`, `Σ5`; the id itself for an entry that is not on screen."""
    if entry not in names:
        return entry
    return f"{'Σ' if state.value(entry, 'kind') == 'total' else ''}{names[entry]}"


def card_of(
    state: State,
    entry: str,
    names: Mapping[str, int],
    checks: Mapping[Cursor, Sequence[Check]],
    sums: Mapping[Cursor, Sequence[Piece]],
) -> Card:
    """One entry. `names` are the entries' numbers, `checks` the open checks of each field.

    `sums` is what is said of the counts that are made up of others.
    """
    lines = [_head(state, entry, names, checks.get(Cursor(entry, "exists"), ()))]
    for field in state.fields(entry)[1:]:
        here = Cursor(entry, field)
        lines.append(_line(state, here, checks.get(here, ()), sums.get(here, ())))
    standing = state.exists(entry)
    if not standing:
        lines = [replace(line, decision=line.decision or "rejected", matter="") for line in lines]
    whole = state.value(entry, "part_of")
    counts = [line for line in lines[3:] if standing and not line.struck]
    return Card(
        entry=entry,
        name=name_of(state, entry, names),
        total=state.value(entry, "kind") == "total",
        role=state.value(entry, "role"),
        title=place_title(state.value(entry, "location")) or "place not stated",
        type=(state.cells[(entry, "exists")].get("type") or "").replace("_", " "),
        whole=name_of(state, whole, names) if whole else "",
        date=short_date(state.value(entry, "date"), state.published),
        figures=tuple(_figure(state, line) for line in counts),
        open_fields=sum(line.decision is None for line in lines),
        matter=_gravest(lines),
        decision=_standing_for(lines) if standing else "rejected",
        frame_matter=_gravest(lines[:3]),
        frame_decision=_standing_for(lines[:3]) if standing else "rejected",
        lines=tuple(lines),
    )


def _figure(state: State, line: Line) -> str:
    value = state.value(*line.cursor)
    return f"{count_words(value)} {SIDE_WORDS[value['side']][1]} {line.label}"


def _standing_for(lines: Sequence[Line]) -> Decision | None:
    """The decision that stands for several: none while one waits, else the most telling."""
    made = [line.decision for line in lines]
    if None in made:
        return None
    rank: tuple[Decision, ...] = ("unknown", "corrected", "added", "rejected")
    return next((d for d in rank if d in made), "accepted")


def _gravest(lines: Sequence[Line]) -> Matter:
    return min((line.matter for line in lines if line.matter != "not_stated"), key=_GRAVEST.index, default="")


def _head(state: State, entry: str, names: Mapping[str, int], checks: Sequence[Check]) -> Line:
    proposed = next((e for e in state.proposal.incidents if e.id == entry), None)
    flagged = proposed is not None and bool(proposed.flags)
    fields = ("kind", "role", "part_of") if state.exists(entry) else ()
    changed = {f: state.cell(entry, f) or {} for f in fields if state.decision(entry, f) == "corrected"}
    was = [_head_words(state, field, cell.get("proposed"), names) for field, cell in changed.items()]
    return Line(
        cursor=Cursor(entry, "exists"),
        kind="head",
        was=", ".join(was),
        matter=_of_checks(checks) or ("flagged" if flagged else ""),
        decision=state.head_decision(entry),
    )


def _head_words(state: State, field: str, value: Any, names: Mapping[str, int]) -> str:
    """A value of the head line in words: `total`, `background`, `inside Σ3`, `inside none`."""
    if field != "part_of":
        return str(value)
    return f"inside {name_of(state, value, names) if value else 'none'}"


def _line(state: State, cursor: Cursor, checks: Sequence[Check], sums: Sequence[Piece]) -> Line:
    value = state.value(*cursor)
    if cursor.field.startswith("counts/"):
        return _count(state, cursor, value, checks, sums)
    write = date_words if cursor.field == "date" else place_words
    return Line(
        cursor=cursor,
        kind="date" if cursor.field == "date" else "place",
        label="date" if cursor.field == "date" else "place",
        value=write(value),
        was=_was(state, cursor, write),
        words=(*_rule_tag(state, cursor), *words_of(state, cursor)),
        matter=_matter(value, write(value), checks),
        decision=state.decision(*cursor),
    )


def _count(
    state: State, cursor: Cursor, value: Mapping[str, Any], checks: Sequence[Check], sums: Sequence[Piece]
) -> Line:
    matter = _matter(value, count_words(value), checks)
    return Line(
        cursor=cursor,
        kind="count",
        label=outcome_word(value["outcome"]),
        side=SIDE_WORDS[value["side"]][0],
        value=count_words(value),
        was=_was(state, cursor, count_words),
        words=(*sums, *_rule_tag(state, cursor), *_tags(value), *words_of(state, cursor)),
        matter=matter or ("sum" if sums and all(p.tone == "sum" for p in sums) else ""),
        decision=state.decision(*cursor),
        inside=bool(value.get("part_of")),
        tolls=tolls_of(value),
    )


def tolls_of(value: Mapping[str, Any]) -> tuple[TollLine, ...]:
    """A wire count's tolls as lines; the one that gives the best figure is marked."""
    reports = value.get("reports") or ()
    best = next(
        (
            n
            for n, toll in enumerate(reports)
            if not toll.get("superseded")
            and toll.get("best") == value.get("best")
            and toll.get("evidence") == value.get("evidence")
        ),
        None,
    )
    return tuple(
        TollLine(count_words(toll), source_words(toll), bool(toll.get("superseded")), n == best)
        for n, toll in enumerate(reports)
    )


def source_words(toll: Mapping[str, Any]) -> str:
    """Who says a toll: `official, the police command`, `the article's own`."""
    source, kind = toll.get("source"), toll.get("source_kind")
    return "the article's own" if not source else f"{kind or 'other'}, {' '.join(source.split())}"


def _was(state: State, cursor: Cursor, write: Callable[[Mapping[str, Any] | None], str]) -> str:
    """What was proposed, as far as it differs: the value, and side or outcome where those changed."""
    cell = state.cells[cursor]
    proposed, value = cell.get("proposed"), cell["value"]
    if state.decision(*cursor) != "corrected" or proposed is None:
        return ""
    parts = [] if write(proposed) == write(value) else [write(proposed)]
    if proposed.get("outcome") != value.get("outcome"):
        parts.append(outcome_word(proposed["outcome"]))
    if proposed.get("side") != value.get("side"):
        parts.append(SIDE_WORDS[proposed["side"]][0])
    return " ".join(parts) or "read elsewhere"


def _tags(value: Mapping[str, Any]) -> tuple[Piece, ...]:
    tags = []
    if value.get("reports"):
        tags.append(f"{len(value['reports'])} tolls")
    for key, word in (("derived", "added up"), ("perpetrator", "attacker"), ("status_disputed", "disputed")):
        if value.get(key):
            tags.append(word)
    return tuple(Piece(tag, "tag") for tag in tags)


def _rule_tag(state: State, cursor: Cursor) -> tuple[Piece, ...]:
    """`rule 3` where a rule of the project has set the value; the status line tells which that is."""
    reason = rule_in(state.cells[cursor])
    return (Piece(reason.partition(":")[0].removeprefix("project "), "tag"),) if reason else ()


def _matter(value: Mapping[str, Any], text: str, checks: Sequence[Check]) -> Matter:
    if found := _of_checks(checks):
        return found
    if text == NOT_STATED:
        return "not_stated"
    return "inferred" if value.get("inferred") else ""


def _of_checks(checks: Sequence[Check]) -> Matter:
    """`blocking` or `check` where one is open; notes that have a glyph of their own are left to it."""
    if any(c.severity == "blocking" for c in checks):
        return "blocking"
    return "check" if open_checks(checks) else ""
