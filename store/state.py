"""A review as state: a proposal with events applied. Pure; what the screen shows and what export writes.

The state is a table of cells. A cell belongs to one entry and field (the event log's words) and holds
`{"decision": …, "value": …, "proposed": …}` in wire shape: `decision` None while undecided, `proposed` the
extractor's value, whole, or None where a person added the field. The article's own cell is
`(None, "status")`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from extract.claims import claimed
from extract.from_json import count_from_json, date_from_json, place_from_json
from extract.model import Article, Count, Decision, Entry, EntryKind, Record, Rejected, Role, Span, Status
from extract.to_json import count_to_json, date_to_json, place_to_json
from store.events import REDO, UNDO, Cell, Change, Event

Key = tuple[str | None, str]

STATUS: Key = (None, "status")
#: A status after which the article needs nothing more from this reviewer.
FINISHED: tuple[Status, ...] = ("verified", "irrelevant")
#: The cells of an entry's head line, in reading order.
HEAD_FIELDS: tuple[str, ...] = ("exists", "kind", "role", "part_of")
ENTRY_FIELDS: tuple[str, ...] = (*HEAD_FIELDS, "date", "location")


@dataclass(frozen=True, slots=True)
class State:
    """One reviewer's view of one article.

    `order` holds every entry id ever made here, in the order they came; `count_order` the same for each
    entry's counts. Ids of groups that were undone stay in both, so that none is reused and a redo puts
    everything back where it was.
    """

    proposal: Record
    cells: Mapping[Key, Cell]
    order: tuple[str, ...]
    count_order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def cell(self, entry: str | None, name: str) -> Cell | None:
        """The cell, or None where it does not exist (now)."""
        return self.cells.get((entry, name))

    def decision(self, entry: str, name: str) -> Decision | None:
        """The decision of one field; None while undecided or where the field does not exist."""
        cell = self.cells.get((entry, name))
        return None if cell is None else cast("Decision | None", cell.get("decision"))

    def value(self, entry: str, name: str) -> Any:
        """The wire value of one field that exists; raises KeyError otherwise."""
        return self.cells[(entry, name)]["value"]

    def exists(self, entry: str) -> bool:
        """Whether the entry stands: it is there and was not rejected."""
        cell = self.cells.get((entry, "exists"))
        return cell is not None and cell.get("decision") != "rejected"

    def present(self) -> list[str]:
        """Ids of all entries on screen, in order, rejected ones too."""
        return [e for e in self.order if (e, "exists") in self.cells]

    def standing(self) -> list[str]:
        """Ids of the entries that stand, in order."""
        return [e for e in self.order if self.exists(e)]

    def count_ids(self, entry: str) -> list[str]:
        """Ids of an entry's counts, in the order they came, rejected ones too."""
        return [c for c in self.count_order.get(entry, ()) if (entry, f"counts/{c}") in self.cells]

    def count(self, entry: str, count_id: str) -> Count:
        """One count as it stands; raises KeyError where it does not exist."""
        cell = self.cells[(entry, f"counts/{count_id}")]
        proposed = self._proposed(entry)
        if proposed is not None and _as_proposed(cell):
            for count in proposed.counts:
                if count.id == count_id:
                    return count
        return count_from_json(cell["value"])

    def _proposed(self, entry: str) -> Entry | None:
        return next((e for e in self.proposal.incidents if e.id == entry), None)

    def fields(self, entry: str) -> list[str]:
        """The fields of an entry as the cursor meets them: `exists` (its head), date, location, counts."""
        return ["exists", "date", "location", *(f"counts/{c}" for c in self.count_ids(entry))]

    def head_decision(self, entry: str) -> Decision | None:
        """The head line's decision: undecided while a part is, corrected where a part was."""
        parts = [self.decision(entry, f) for f in HEAD_FIELDS]
        if parts[0] in ("rejected", "added"):
            return parts[0]
        if None in parts:
            return None
        return next((d for d in parts if d != "accepted"), "accepted")

    def field_decision(self, entry: str, name: str) -> Decision | None:
        """The decision that the screen shows beside a field; the head line stands for its four cells."""
        return self.head_decision(entry) if name == "exists" else self.decision(entry, name)

    def undecided(self) -> list[tuple[str, str]]:
        """Every field that waits, as (entry, field), in screen order. Rejected entries wait for nothing."""
        return [(e, f) for e in self.standing() for f in self.fields(e) if self.field_decision(e, f) is None]

    @property
    def status(self) -> Status | None:
        """`in_progress`, `verified` or `irrelevant`; None before the first decision."""
        return cast("Status | None", (self.cells.get(STATUS) or {}).get("status"))

    @property
    def published(self) -> dt.date | None:
        """The article's day of publication: as the reviewer corrected it, else as it came."""
        corrected = (self.cells.get(STATUS) or {}).get("published")
        return self.proposal.article.published if corrected is None else dt.date.fromisoformat(corrected)

    @property
    def article(self) -> Article:
        """The article with its day of publication as the reviewer has it."""
        article = self.proposal.article
        if self.published == article.published:
            return article
        return replace(article, published=self.published, published_source="corrected")

    def article_note(self, name: str) -> str | None:
        """`reason`, `flag` or `note` of the article."""
        return cast("str | None", (self.cells.get(STATUS) or {}).get(name))

    def entry(self, entry: str) -> Entry:
        """One entry as it stands, with all its decisions; rejected counts are left out."""
        return _entry(self, entry, [c for c in self.count_ids(entry) if not self._count_rejected(entry, c)])

    def _count_rejected(self, entry: str, count_id: str) -> bool:
        return self.decision(entry, f"counts/{count_id}") == "rejected"

    def entries(self) -> tuple[Entry, ...]:
        """The standing entries in order."""
        return tuple(self.entry(e) for e in self.standing())


def _as_proposed(cell: Cell) -> bool:
    """Whether the very value that was proposed stands there, so that it need not be read anew."""
    return cell.get("proposed") is not None and cell["value"] is cell["proposed"]


def fresh(proposal: Record) -> State:
    """The state before the first key: everything proposed, nothing decided."""
    cells: dict[Key, Cell] = {}
    for entry in proposal.incidents:
        values: dict[str, Any] = {
            "exists": True,
            "kind": entry.kind,
            "role": entry.role,
            "part_of": entry.part_of,
            "date": date_to_json(entry.date),
            "location": place_to_json(entry.location),
        }
        values |= {f"counts/{c.id}": count_to_json(c) for c in entry.counts}
        for name, value in values.items():
            cells[(entry.id, name)] = {"decision": None, "value": value, "proposed": value}
        cells[(entry.id, "exists")] = {"decision": None, "value": True, "proposed": True, "type": entry.type}
    order = tuple(e.id for e in proposal.incidents)
    return State(proposal, cells, order, {e.id: tuple(c.id for c in e.counts) for e in proposal.incidents})


def apply(state: State, changes: Iterable[Change]) -> State:
    """The state after these changes, in order. `before` is not looked at: the log has the say."""
    cells = dict(state.cells)
    order = list(state.order)
    count_order = dict(state.count_order)
    for change in changes:
        key = (change.entry, change.field)
        if change.after is None:
            cells.pop(key, None)
        else:
            cells[key] = change.after
        if change.entry is None:
            continue
        if change.field == "exists" and change.entry not in order:
            order.append(change.entry)
        elif change.field.startswith("counts/"):
            count_id, ids = change.field.removeprefix("counts/"), count_order.get(change.entry, ())
            if count_id not in ids:
                count_order[change.entry] = (*ids, count_id)
    return State(state.proposal, cells, tuple(order), count_order)


def replay(proposal: Record, events: Iterable[Event]) -> State:
    """The state that one reviewer's events on one article give; the same on any machine."""
    return apply(fresh(proposal), (e.change for e in events))


def _decided(cell: Cell) -> dict[str, Any]:
    return {"decision": cell.get("decision"), "proposed": cell.get("proposed")}


def _entry(state: State, entry: str, counts: Sequence[str]) -> Entry:
    exists = state.cells[(entry, "exists")]
    decisions = {name: _decided(state.cells[(entry, name)]) for name in ENTRY_FIELDS[1:]}
    decisions |= {c: _decided(state.cells[(entry, f"counts/{c}")]) for c in state.count_ids(entry)}
    proposed = state._proposed(entry) or Entry(id=entry)
    date, location = state.cells[(entry, "date")], state.cells[(entry, "location")]
    return replace(
        proposed,
        kind=cast("EntryKind", state.value(entry, "kind")),
        role=cast("Role", state.value(entry, "role")),
        part_of=state.value(entry, "part_of"),
        type=exists.get("type"),
        date=proposed.date if _as_proposed(date) else date_from_json(date["value"]),
        location=proposed.location if _as_proposed(location) else place_from_json(location["value"]),
        counts=tuple(state.count(entry, c) for c in counts),
        decision=exists.get("decision"),
        from_=tuple(exists.get("from", ())),
        decisions=decisions,
    )


def first_evidence(entry: Entry) -> int:
    """The offset of an entry's first evidence; a huge number where it has none, so that it sorts last."""
    spans: list[Span] = [*entry.date.evidence, *entry.location.evidence]
    spans += [s for c in entry.counts for s in c.evidence]
    return min((s.start for s in spans), default=1 << 60)


def as_record(state: State, review: Mapping[str, Any] | None = None) -> Record:
    """The reviewed record: standing entries in the order of first evidence, rejected ones apart.

    `review` is the wire-shaped `review` object (see `review_of`); None gives the bare record that the
    checks look at.
    """
    entries = state.entries()
    whole = [_entry(state, e, state.count_ids(e)) for e in state.present() if not state.exists(e)]
    counts = {
        e: tuple(state.count(e, c) for c in state.count_ids(e) if state._count_rejected(e, c))
        for e in state.standing()
    }
    return replace(
        state.proposal,
        article=state.article,
        incidents=tuple(sorted(entries, key=first_evidence)) if review is not None else entries,
        mentions=claimed(entries, state.proposal.mentions),
        rejected=Rejected(tuple(whole), {e: c for e, c in counts.items() if c}),
        review=review,
    )


def review_of(events: Sequence[Event], *, capacity: str = "reviewer") -> dict[str, Any] | None:
    """The `review` object that one reviewer's events on one article give; None without events.

    `active_seconds` adds up the `ms` of the log, key presses that were taken back included. `revision` counts
    how often the article was finished; an undo takes that back too, and a redo brings the same stamp again.
    """
    if not events:
        return None
    finish = _Finish()
    done: list[_Finish] = []
    undone: list[_Finish] = []
    seconds: dict[int, int] = {}
    for event in events:
        if event.group not in seconds:
            seconds[event.group] = event.ms
            if event.action == UNDO and done:
                undone.append(finish)
                finish = done.pop()
            elif event.action == REDO and undone:
                done.append(finish)
                finish = undone.pop()
            else:
                done.append(finish)
        if event.field == "status" and event.action not in (UNDO, REDO):
            finish = finish.then(event)
    first = events[0]
    return {
        "status": finish.cell.get("status", "in_progress"),
        "flag": finish.cell.get("flag"),
        "reviewer": first.reviewer,
        "capacity": capacity,
        "started_at": first.at,
        "verified_at": finish.at,
        "active_seconds": round(sum(seconds.values()) / 1000, 1),
        "reason": finish.cell.get("reason"),
        "note": finish.cell.get("note"),
        **{k: finish.cell[k] for k in ("published", "published_proposed") if k in finish.cell},
        "revision": finish.revision,
        "proposal": first.proposal,
        "proposal_shown": first.proposal is not None,
        "guideline": events[-1].guideline,
    }


@dataclass(frozen=True, slots=True)
class _Finish:
    """The article's own cell, when it was finished last (None while it is not), and how often it was."""

    cell: Mapping[str, Any] = field(default_factory=dict)
    at: str | None = None
    revision: int = 0

    def then(self, event: Event) -> _Finish:
        """After an event on the article's own cell."""
        cell = event.after or {}
        if cell.get("status") not in FINISHED:
            return _Finish(cell, None, self.revision)
        if self.cell.get("status") == cell["status"]:
            return replace(self, cell=cell)
        return _Finish(cell, event.at, self.revision + 1)
