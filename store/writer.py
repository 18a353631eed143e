"""Decisions into the log: one transaction a key press, durable when it returns.

The review's row, the finished record, the counters and the runs of the queue are derived from the log in the
same transaction, so none of them can say anything else than a replay does.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from itertools import count
from threading import Lock
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, insert, select, text

from extract.model import Article
from store import adjudications, leases, purge, reader, reviews
from store.database import Database
from store.derive import derive, misfit
from store.errors import StaleReview, StoreError
from store.events import IMPORT, REDO, UNDO, Event, reverse
from store.guidelines import in_force
from store.imports import insert_many
from store.pairs import dump_pair
from store.proposals import now
from store.reader import Proposals
from store.state import State, apply, replay
from store.tables import EVENTS, REVIEWERS, EventCreate
from store.types import Draft, Loaded

#: The action of the group with which a second coding begins.
SECOND = "second_coding"

# Statements are built once: building one costs more than running it.
_ROW_OF = text("SELECT row FROM articles WHERE sha256 = :sha256")
_PROPOSAL_OF = text("SELECT row FROM proposals WHERE article = :article AND key = :key")


@dataclass(frozen=True, slots=True)
class _Work:
    """One reviewer's review of one article as the log has it."""

    row: int
    article: Article
    proposal: int | None
    proposal_key: str | None
    events: tuple[Event, ...]
    state: State

    @property
    def last_seq(self) -> int | None:
        return self.events[-1].seq if self.events else None


class Writer:
    """Appends to the log. Keeps the last few replays, to go on from where the log has not moved since."""

    def __init__(self, database: Database, proposals: Proposals, size: int = 8) -> None:
        self._database = database
        self._proposals = proposals
        self._size = size
        self._kept: OrderedDict[tuple[str, str], _Work] = OrderedDict()
        self._seen: dict[int, Loaded] = {}
        self._seeing = Lock()

    def append(self, draft: Draft) -> tuple[Event, ...]:
        """Keep one key press; see `Store.append`."""
        if not draft.changes:
            return ()
        with self._database.write() as connection:
            reviewer = self._reviewer(connection, draft.reviewer)
            work = self._work(connection, reviewer, draft)
            if draft.adjudicates is not None:
                adjudications.begin(connection, reviewer, draft.reviewer, work.row, draft.adjudicates, now())
            if draft.last_seq != work.last_seq:
                if draft.holder is None or leases.holds(connection, draft.reviewer, work.row, draft.holder):
                    raise StaleReview(
                        f"{work.article.id} was changed in another window: it is shown anew, press again"
                    )
                draft, reviewer, work = self._second_coding(connection, draft, work)
            if draft.proposal != work.proposal_key:
                raise StaleReview(
                    f"{work.article.id} is being reviewed on another proposal: it is shown anew"
                )
            wrong = misfit(work.state, draft.changes)
            if wrong is not None:
                raise StaleReview(
                    f"{work.article.id}: {wrong.field} is no longer what was on screen: it is shown anew"
                )
            after, events = _append(connection, reviewer, work, draft)
            if draft.holder is not None:
                leases.take(connection, draft.reviewer, work.row, draft.holder)
        self._keep(draft, after)
        return events

    def _second_coding(self, connection: Connection, draft: Draft, work: _Work) -> tuple[Draft, int, _Work]:
        """A review of its own for a window that was overtaken: it begins with what that window showed.

        Its reviewer goes by the same name with a number, `amina (2)`, so that both codings stand side by side
        in statistics, export and adjudication.
        """
        seen = [e for e in work.events if draft.last_seq is not None and e.seq <= draft.last_seq]
        names = (f"{draft.reviewer} ({n})" for n in count(2))
        name = next(n for n in names if not reader.events_of(connection, work.row, work.article.sha256, n)[0])
        key = seen[0].proposal if seen else draft.proposal
        proposal = work.proposal if seen else _proposal_row(connection, work.row, key)
        bare = replay(self._proposals.get(connection, work.article, proposal), ())
        second = _Work(work.row, work.article, proposal, key, (), bare)
        reviewer = self._reviewer(connection, name)
        if seen:
            shown = Draft(name, draft.article_sha256, SECOND, "", [e.change for e in seen], proposal=key)
            second, _ = _append(connection, reviewer, second, shown)
        return replace(draft, reviewer=name, last_seq=second.last_seq), reviewer, second

    def turn_back(self, reviewer: str, *, group: int, key: str, ms: int, redo: bool) -> tuple[Event, ...]:
        """Undo, or redo, one key press; see `Store.undo`."""
        with self._database.write() as connection:
            who = self._reviewer(connection, reviewer)
            target = reader.target(connection, who, redo=redo)
            if target is None or target.group != group:
                raise StaleReview(
                    "something was decided in another window since: look again before taking back"
                )
            draft = Draft(reviewer, target.article_sha256, REDO if redo else UNDO, key, (), ms)
            work = self._work(connection, who, draft)
            taken = [e for e in work.events if e.group == group]
            changes = [e.change for e in taken] if redo else reverse(taken)
            draft = replace(draft, changes=changes, guideline=work.events[-1].guideline)
            after, events = _append(connection, who, work, draft)
        self._keep(draft, after)
        return events

    def _work(self, connection: Connection, reviewer: int, draft: Draft) -> _Work:
        """The review as the log has it: a kept replay where the log has not moved since, else a new one."""
        row = connection.execute(_ROW_OF, {"sha256": draft.article_sha256}).scalar()
        if row is None:
            raise StoreError("this article is not in the store (any more): import it again")
        newest = reviews.last_seq(connection, reviewer, row)
        if newest is None and purge.is_gone(connection, row):
            raise reader.missing(connection, row)
        kept = self._kept.get((draft.reviewer, draft.article_sha256))
        if kept is not None and newest is not None and kept.last_seq == newest:
            return kept
        seen = self._seen.get(row)
        if newest is None and seen is not None and seen.proposal_key == draft.proposal:
            proposal = _proposal_row(connection, row, draft.proposal)
            return _Work(row, seen.article, proposal, draft.proposal, (), replay(seen.proposal, ()))
        article = reader.article(connection, row)
        events, proposal = reader.events_of(connection, row, article.sha256, draft.reviewer)
        if not events:
            proposal = _proposal_row(connection, row, draft.proposal)
        key = events[0].proposal if events else draft.proposal
        state = replay(self._proposals.get(connection, article, proposal), events)
        return _Work(row, article, proposal, key, events, state)

    def saw(self, loaded: Loaded) -> None:
        """An article was read that may be decided on next: its first decision then need not read it again.

        Neither its text nor a proposal ever changes; whether it was purged is asked at every decision.
        """
        with self._seeing:
            self._seen[loaded.row] = loaded
            while len(self._seen) > self._size:
                del self._seen[next(iter(self._seen))]

    def _keep(self, draft: Draft, work: _Work) -> None:
        self._kept[(draft.reviewer, draft.article_sha256)] = work
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def _reviewer(self, connection: Connection, name: str) -> int:
        found = self._database.reviewer(connection, name)
        if found is not None:
            return found
        if not name.strip():
            raise StoreError("a reviewer needs a name: give --reviewer")
        connection.execute(
            insert(REVIEWERS),
            {"name": name, "verified": 0, "irrelevant": 0, "in_progress": 0, "flagged": 0},
        )
        made: int = connection.execute(select(REVIEWERS.c.row).where(REVIEWERS.c.name == name)).scalar_one()
        return made  # remembered only once it is read back after the commit


def _proposal_row(connection: Connection, article: int, key: str | None) -> int | None:
    if key is None:
        return None
    found: int | None = connection.execute(_PROPOSAL_OF, {"article": article, "key": key}).scalar()
    if found is None:
        raise StoreError(f"the proposal {key} is not in the store: load the article anew")
    return found


def _append(
    connection: Connection, reviewer: int, work: _Work, draft: Draft
) -> tuple[_Work, tuple[Event, ...]]:
    """Write one group of events and what follows from it; returns the review as it is then."""
    first = (connection.exec_driver_sql("SELECT MAX(seq) FROM events").scalar() or 0) + 1
    at = now()
    # What is taken over from elsewhere was not decided under the rules of this project.
    guideline = draft.guideline or (None if draft.action == IMPORT else in_force(connection))
    events = tuple(
        Event(
            seq=seq,
            group=first,
            at=at,
            reviewer=draft.reviewer,
            article_sha256=work.article.sha256,
            entry=change.entry,
            field=change.field,
            action=draft.action,
            key=draft.key,
            before=change.before,
            after=change.after,
            ms=draft.ms,
            proposal=work.proposal_key,
            guideline=guideline,
        )
        for seq, change in enumerate(draft.changes, first)
    )
    insert_many(connection, EVENTS, [_event_row(e, reviewer, work.row, work.proposal) for e in events])
    after = replace(work, events=work.events + events, state=apply(work.state, draft.changes))
    capacity = adjudications.capacity(connection, draft.reviewer, work.row)
    derived = derive(after.state, after.events, capacity)
    reviews.keep(connection, reviewer, work.row, work.proposal, derived, first=not work.events)
    return after, events


def _event_row(event: Event, reviewer: int, article: int, proposal: int | None) -> dict[str, Any]:
    before, after = dump_pair(event.before, event.after)
    values: dict[str, Any] = {
        "seq": event.seq,
        "group_seq": event.group,
        "at": event.at,
        "reviewer": reviewer,
        "article": article,
        "entry": event.entry,
        "field": event.field,
        "action": event.action,
        "key": event.key,
        "before": before,
        "after": after,
        "ms": event.ms,
        "proposal": proposal,
        "guideline": event.guideline,
    }
    try:
        EventCreate(**values)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise StoreError(f"the decision cannot be kept: {first['loc'][0]}: {first['msg']}") from None
    return values
