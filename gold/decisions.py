"""Reviewed records back into events: the proposal that was shown, and what the person made of it.

A reviewed line carries, for every field, the value that stands, the decision and the value that was proposed.
That is enough to rebuild the proposal and the changes from it to the record. Whether that came out right is
never assumed: the changes are replayed and must give the very same entries, else the line is refused.
What a line does not carry is lost: the single key presses, and when they were made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extract.claims import with_claims
from extract.from_json import WireError, count_from_json, date_from_json, place_from_json
from extract.model import Count, Entry, Record, Rejected, Status
from extract.to_json import count_to_json, date_to_json, place_to_json
from gold.inputs.model import Unusable
from store.errors import Gone
from store.events import IMPORT, Cell, Change
from store.mends import set_status
from store.rows import body, proposal_key
from store.state import ENTRY_FIELDS, Key, State, apply, as_record, fresh, replay
from store.types import Draft

if TYPE_CHECKING:
    from store.store import Store

_NOTES = ("reason", "flag", "note", "published", "published_proposed")
_STATUSES: tuple[Status, ...] = ("verified", "irrelevant", "in_progress")


def rebuilt(record: Record) -> tuple[Record, list[Change]]:
    """The proposal that a reviewed record was made from, and the changes that make it of that.

    Raises Unusable where the record does not say enough, or its parts do not fit together.
    """
    try:
        proposal = proposal_of(record)
        state = fresh(proposal)
        changes = _changes(state, _cells(record))
        changes += _status(apply(state, changes), record)
        again = as_record(apply(state, changes), record.review)
    except (WireError, KeyError, TypeError, AttributeError) as problem:
        raise Unusable(f"is a reviewed record whose decisions cannot be read: {problem}") from None
    if (again.incidents, again.rejected) != (record.incidents, record.rejected):
        raise Unusable("is a reviewed record whose decisions and values do not fit together")
    return proposal, changes


def proposal_of(record: Record) -> Record:
    """What was proposed: the entries and fields that have a proposed value, with that value."""
    entries = [
        _proposed(e, record.rejected.counts.get(e.id, ())) for e in _all_entries(record) if was_proposed(e)
    ]
    article, review = record.article, record.review or {}
    if "published_proposed" in review:
        came = review["published_proposed"]
        article = replace(
            article,
            published=came and dt.date.fromisoformat(came),
            published_source="field" if came else None,
        )
    bare = replace(record, article=article, incidents=tuple(entries), review=None, rejected=Rejected())
    return with_claims(bare)


def _all_entries(record: Record) -> list[Entry]:
    return [*record.incidents, *record.rejected.entries]


def was_proposed(entry: Entry) -> bool:
    """Whether an extractor made this entry; a person's own has no proposed value in any field."""
    return any(d.get("proposed") is not None for d in entry.decisions.values())


def _proposed(entry: Entry, rejected: tuple[Count, ...]) -> Entry:
    said: dict[str, Any] = {name: decided.get("proposed") for name, decided in entry.decisions.items()}
    counts = [count_from_json(said[c.id]) for c in entry.counts if said.get(c.id) is not None]
    return replace(
        entry,
        kind=said["kind"],
        role=said["role"],
        part_of=said["part_of"],
        date=date_from_json(said["date"]),
        location=place_from_json(said["location"]),
        counts=tuple(sorted((*counts, *rejected), key=_first)),
        decision=None,
        from_=(),
        decisions={},
    )


def _first(count: Count) -> int:
    return min((s.start for s in count.evidence), default=1 << 60)


def _cells(record: Record) -> dict[Key, Cell]:
    """Every cell as the record has it."""
    cells: dict[Key, Cell] = {}
    for entry in _all_entries(record):
        exists: dict[str, Any] = {
            "decision": entry.decision,
            "value": entry.decision != "rejected",
            "proposed": True if was_proposed(entry) else None,
            "type": entry.type,
        }
        if entry.from_:
            exists["from"] = list(entry.from_)
        cells[(entry.id, "exists")] = exists
        values: dict[str, Any] = {
            "kind": entry.kind,
            "role": entry.role,
            "part_of": entry.part_of,
            "date": date_to_json(entry.date),
            "location": place_to_json(entry.location),
        }
        for name in ENTRY_FIELDS[1:]:
            cells[(entry.id, name)] = _cell(entry.decisions[name], values[name])
        for count in entry.counts:
            cells[(entry.id, f"counts/{count.id}")] = _cell(entry.decisions[count.id], count_to_json(count))
        for count in record.rejected.counts.get(entry.id, ()):
            value = count_to_json(count)
            cell = {"decision": "rejected", "value": value, "proposed": value}
            cells[(entry.id, f"counts/{count.id}")] = cell
    return cells


def _cell(decided: Mapping[str, Any], value: Any) -> Cell:
    return {"decision": decided["decision"], "value": value, "proposed": decided["proposed"]}


def _changes(state: State, cells: Mapping[Key, Cell]) -> list[Change]:
    changes = []
    for (entry, name), after in cells.items():
        before = state.cell(entry, name)
        if before != after:
            changes.append(Change(entry, name, before, after))
    return changes


def _status(state: State, record: Record) -> list[Change]:
    review = record.review or {}
    status = review.get("status")
    if status not in _STATUSES:
        raise KeyError(f"the status {status!r}")
    more = {name: review[name] for name in _NOTES if review.get(name)}
    return set_status(state, status, **more)


def keep(store: Store, record: Record) -> bool:
    """Put one reviewed record into the store as its reviewer's decisions; False where it is there already.

    Raises Unusable where it cannot be rebuilt, or where that reviewer decided otherwise here: nobody's work
    is overwritten. Raises StoreError where the store cannot be written.
    """
    proposal, changes = rebuilt(record)
    reviewer = str((record.review or {}).get("reviewer") or "").strip()
    if not reviewer:
        raise Unusable("is a reviewed record that names no reviewer")
    key = None
    if proposal.extractor is not None:
        store.add_proposals([proposal])
        key = proposal_key(proposal.extractor, proposal.article.sha256, body(proposal))
    else:
        store.add_articles([proposal.article])
    row = store.row_of(proposal.article.sha256)
    assert row is not None
    try:
        loaded = store.load(row, reviewer)
    except Gone as gone:
        raise Unusable(str(gone)) from None
    if loaded.events:
        here = as_record(replay(loaded.proposal, loaded.events), record.review)
        if (here.incidents, here.rejected) == (record.incidents, record.rejected):
            return False
        raise Unusable(f"{reviewer} decided otherwise about this article here, and that was left as it is")
    seconds = float((record.review or {}).get("active_seconds") or 0)
    store.append(
        Draft(
            reviewer=reviewer,
            article_sha256=proposal.article.sha256,
            action=IMPORT,
            key="import",
            changes=changes,
            ms=int(seconds * 1000),
            proposal=key,
            guideline=(record.review or {}).get("guideline"),
        )
    )
    return True
