"""The part of `Store` that lists, searches and compares articles, without loading a text."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from store import assignments, copies, facts, listing, precedents, project_rules, queue, search
from store.database import Database
from store.query import Bounded, Cursor, Derived, Hits, QuerySpec, QueueRow
from store.reader import Proposals
from store.types import Scope

#: Articles in a step of catching up, and in the first where people decide meanwhile.
_STEP, _GENTLE_STEP = 500, 16
#: Seconds that such a step is to take, about: a person's key press waits for it. And seconds between two, in
#: which that key press gets its turn.
_SHORT, _GAP = 0.02, 0.002


class QueueFace:
    """Mixed into `Store`."""

    _database: Database
    _proposals: Proposals

    # ------------------------------------------------------------ keeping up

    def is_behind(self, what: Derived) -> bool:
        """Whether something derived does not know of all articles, decisions or rules yet."""
        with self._database.read() as connection:
            match what:
                case "facts":
                    return facts.behind(connection)
                case "precedents":
                    return precedents.behind(connection)
                case "rules":
                    return project_rules.behind(connection)
                case "copies":
                    return copies.behind(connection)
                case "search":
                    return search.behind(connection)

    def catch_up(
        self,
        what: Derived,
        *,
        progress: Callable[[int], None] | None = None,
        stop: Callable[[], bool] | None = None,
        gently: bool = False,
    ) -> int:
        """Bring something derived up to date, step by step; returns how many articles it took.

        `progress` hears after each step how many more it was, `stop` is asked between two steps. What was
        done stays, and the next call goes on there. `gently` makes the steps short, for while people decide.
        """
        total, at_once = 0, _GENTLE_STEP if gently else _STEP
        while stop is None or not stop():
            begun = time.perf_counter()
            done = self._step(what, at_once)
            if done == 0:
                break
            total += done
            if progress is not None:
                progress(done)
            if gently:
                took = time.perf_counter() - begun
                at_once = max(1, min(_STEP, at_once * 2, int(at_once * _SHORT / took)))
                time.sleep(_GAP)
        return total

    def _step(self, what: Derived, at_once: int) -> int:
        if not self.is_behind(what):
            return 0
        match what:
            case "precedents":
                return precedents.catch_up(self._database, at_once)
            case "rules":
                return project_rules.catch_up(self._database, at_once)
        with self._database.write(durable=False) as connection:  # it can be made anew from what is there
            match what:
                case "facts":
                    return facts.catch_up(connection, self._proposals, at_once)
                case "copies":
                    return copies.build(connection, at_once)
                case "search":
                    return search.build(connection, at_once)

    # ------------------------------------------------------------ the list

    def queue_page(self, spec: QuerySpec, *, after: Cursor | None = None, limit: int = 200) -> list[QueueRow]:
        """The next rows of the sorted and filtered queue; `after` is the `cursor` of the row before.

        Articles that the facts do not know of yet are missing where facts are sorted or filtered by: see
        `catch_up`. Fewer rows than `limit` mean the end.
        """
        with self._database.read() as connection:
            found = listing.page(connection, spec, self._me(connection, spec), after, limit)
            return assignments.masked(connection, spec.reviewer, found)

    def queue_count(self, spec: QuerySpec) -> Bounded:
        """How many articles pass the filters; the count stops at 10,000."""
        with self._database.read() as connection:
            return listing.count(connection, spec, self._me(connection, spec))

    def queue_cursor(self, spec: QuerySpec, row: int) -> Cursor | None:
        """Where an article stands in the order of `spec`, for `queue_page` to go on after it.

        None where the filters leave it out.
        """
        with self._database.read() as connection:
            return listing.cursor(connection, spec, self._me(connection, spec), row)

    def queue_position(self, spec: QuerySpec, row: int) -> Bounded | None:
        """How many rows of the queue come before this article, counted as far as 10,000; None: not in it."""
        with self._database.read() as connection:
            return listing.position(connection, spec, self._me(connection, spec), row)

    def done_since(self, reviewer: str, since: str, *, limit: int = 200) -> list[QueueRow]:
        """What this reviewer finished since a stamp (RFC 3339 UTC), the newest first: "done today"."""
        with self._database.read() as connection:
            who = self._database.reviewer(connection, reviewer)
            return listing.done_since(connection, who, since, limit)

    def queue_rows(self, reviewer: str, rows: Sequence[int]) -> list[QueueRow]:
        """These articles (by row) as lines of the queue, in this order."""
        with self._database.read() as connection:
            return listing.some(connection, self._database.reviewer(connection, reviewer), rows)

    def ids_beginning(self, prefix: str, *, limit: int = 6) -> list[tuple[int, str, str | None]]:
        """Articles whose id begins so (case matters), in the order of their ids: row, id, title."""
        with self._database.read() as connection:
            return listing.begin_with(connection, prefix, limit)

    def row_at(self, k: int, scope: Scope = None) -> int | None:
        """The row of the article that stands at place `k` (from 1) of the scope; None beyond its ends."""
        with self._database.read() as connection:
            return queue.row_at(connection, k, scope)

    def _me(self, connection: Connection, spec: QuerySpec) -> int | None:
        return self._database.reviewer(connection, spec.reviewer)

    # ------------------------------------------------------------ search, copies

    def search(self, query: str, *, after: int | None = None, limit: int = 20) -> Hits:
        """Articles whose text holds these words; `"a phrase"`, `prefix*` and `-without` are understood.

        Up to 1,000 hits come ranked, more come in import order. `after` is `Hits.after` of the page before.
        Finds what is indexed so far (`catch_up("search")`); `Hits.note` says so in words.
        """
        with self._database.read() as connection:
            return search.search(connection, query, after, limit)

    def near(self, row: int) -> list[tuple[int, float]]:
        """The group of articles with nearly the same text as this one, itself among them, in import order.

        Each with its likeness (0 to 1) to the oldest of them; empty where the article has no copy.
        """
        with self._database.read() as connection:
            return copies.group(connection, row)

    def copies_of(self, row: int) -> list[int]:
        """The rows of the other articles with nearly the same text, in import order."""
        return [other for other, _ in self.near(row) if other != row]
