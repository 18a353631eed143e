"""One open store, as the rest of Assay sees it. A thin face: each method says where its work is done.

All methods are synchronous, may be called from any thread, take and return dataclasses, and raise
`store.errors.StoreError` with one sentence when the store cannot do it; then nothing was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from extract.model import Article, Record
from store import (
    assignments,
    export,
    imports,
    leases,
    proposals,
    purge,
    queue,
    reader,
    recent,
    sqlite,
    verify,
    versions,
)
from store import stats as totals
from store.database import Database
from store.errors import StoreError
from store.events import Event, GroupRef
from store.figures import Stats
from store.gold_face import GoldFace
from store.prepared import Prepared
from store.purge import Purged
from store.queue_face import QueueFace
from store.rule_face import RuleFace
from store.team_face import TeamFace
from store.types import Draft, Imported, Kept, Loaded, Progress, Scope, Worked
from store.writer import Writer

#: Events read at once by `Store.log`.
_LOG_PAGE = 500


class Store(GoldFace, QueueFace, RuleFace, TeamFace):
    """Articles, proposals, the event log and the records derived from it. Made by `engine.open_store`.

    `created` says whether opening made a new store; `path` is its file.
    """

    def __init__(self, database: Database, *, created: bool) -> None:
        self._database = database
        self._proposals = reader.Proposals()
        self._writer = Writer(database, self._proposals)
        self.created = created

    @property
    def path(self) -> Path:
        """The file of the store."""
        return self._database.path

    def close(self) -> None:
        """Close the store. Everything that was returned before is on disk already."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ what comes in

    def add_articles(
        self,
        articles: Iterable[Article | Prepared],
        *,
        progress: Callable[[int], None] | None = None,
        gently: bool = False,
    ) -> Imported:
        """Store what is new, streamed and in chunks of their own; identity is the text's sha256.

        The same text under another id, publisher or date adds a source; another text under a taken id gets
        `#` and 8 hex digits of its hash. `progress` hears how many were looked at so far. When it is stopped,
        finished chunks stay, and the same import goes on from there. `gently` keeps the chunks short, for
        while people decide; without, several calls in a row are quicker inside `many`.
        """
        return imports.add_articles(self._database, articles, progress, gently=gently)

    def many(self) -> AbstractContextManager[None]:
        """Around several imports in a row: the log is written back seldom, and once at the end."""
        return self._database.bulk()

    def add_proposals(self, records: Iterable[Record]) -> int:
        """Keep proposals beside those that are there; returns how many were new. Idempotent by content."""
        return proposals.add_proposals(self._database, records)

    def waiting_for_proposal(
        self, extractor: str, *, after: int = 0, limit: int = 200
    ) -> list[tuple[int, Article]]:
        """Articles after row `after` that this extractor has not read, by row.

        `extractor` is `rows.extractor_key` of its wire object: name, version, gazetteer, lexicon.
        """
        with self._database.read() as connection:
            return proposals.waiting(connection, extractor, after, limit)

    # ------------------------------------------------------------ the queue

    def next_row(
        self,
        reviewer: str,
        *,
        after: int | None = None,
        scope: Scope = None,
        waiting: bool = True,
        holder: str | None = None,
    ) -> int | None:
        """The first article after row `after` (None: from the start) in the scope; None at its end.

        Without a scope, a reviewer to whom articles are assigned gets those, in their order.

        With `waiting` only articles that this reviewer has neither verified nor set aside as irrelevant. A
        window (`holder`) is not given what another window of the same reviewer holds.
        """
        with self._database.read() as connection:
            who = self._database.reviewer(connection, reviewer)
            held = leases.others(connection, reviewer, holder)
            if scope is None and assignments.has(connection, reviewer):
                return assignments.next_row(connection, reviewer, after, held, waiting=waiting)
            return queue.next_row(connection, who, after, scope, waiting=waiting, without=held)

    def start_row(self, reviewer: str, *, scope: Scope = None, holder: str | None = None) -> int | None:
        """Where this reviewer goes on: at the article last decided on while it is in progress, else as
        `next_row` from the start.
        """
        with self._database.read() as connection:
            who = self._database.reviewer(connection, reviewer)
            held = leases.others(connection, reviewer, holder)
            if scope is None and assignments.has(connection, reviewer):
                return assignments.start_row(connection, reviewer, held)
            return queue.start_row(connection, who, scope, held)

    def previous_row(
        self,
        reviewer: str,
        *,
        before: int | None = None,
        scope: Scope = None,
        waiting: bool = True,
        holder: str | None = None,
    ) -> int | None:
        """The last article before row `before` (None: from the end) in the scope; None at its start."""
        with self._database.read() as connection:
            who = self._database.reviewer(connection, reviewer)
            held = leases.others(connection, reviewer, holder)
            if scope is None and assignments.has(connection, reviewer):
                return assignments.next_row(connection, reviewer, before, held, waiting=waiting, back=True)
            return queue.previous_row(connection, who, before, scope, waiting=waiting, without=held)

    def hold(self, reviewer: str, holder: str, rows: Collection[int]) -> set[int]:
        """Let a window have these articles and no others; returns those that no other window of the same
        reviewer holds. A lease runs out after five minutes without `keep_holding`.
        """
        return leases.settle(self._database, reviewer, holder, rows)

    def keep_holding(self, holder: str) -> None:
        """Somebody is at this window: what it holds it holds for another five minutes."""
        leases.renew(self._database, holder)

    def let_go(self, holder: str) -> None:
        """The window is closed: others may have what it held."""
        leases.release(self._database, holder)

    def position(self, row: int, scope: Scope = None, *, reviewer: str | None = None) -> tuple[int, int]:
        """Which article of how many this is, counted from 1; of those assigned to `reviewer`, if any are."""
        with self._database.read() as connection:
            if scope is None and reviewer is not None and assignments.has(connection, reviewer):
                return assignments.position(connection, reviewer, row)
            return queue.position(connection, row, scope)

    def progress(self, reviewer: str, scope: Scope = None) -> Progress:
        """How far this reviewer is; for the whole store from counters, whatever its size."""
        with self._database.read() as connection:
            if scope is None and assignments.has(connection, reviewer):
                return assignments.progress(connection, reviewer)
            return queue.progress(connection, self._database.reviewer(connection, reviewer), scope)

    # ------------------------------------------------------------ one article

    def row_of(self, name: str) -> int | None:
        """The row of an article by id, sha256, or another id that its text came with; None if unknown."""
        with self._database.read() as connection:
            return reader.row_of(connection, name)

    def load(self, row: int, reviewer: str, *, exact: bool = False) -> Loaded:
        """One article with the proposal and events that this reviewer works on, as it is assigned.

        With `exact`, `reviewer` is the very name that the work goes by (`Loaded.coder`).
        """
        with self._database.read() as connection:
            loaded = reader.load(connection, row, reviewer, self._proposals, exact=exact)
        self._writer.saw(loaded)
        return loaded

    def newer_proposal(self, row: int, reviewer: str) -> Record | None:
        """The newest proposal, where this reviewer's work began on another one; `store.takeover` compares.

        None for an article that nobody has touched: it takes the newest anyway.
        """
        with self._database.read() as connection:
            return proposals.newer(connection, row, reviewer, self._proposals)

    # ------------------------------------------------------------ decisions

    def append(self, draft: Draft) -> tuple[Event, ...]:
        """Keep one key press. On disk when it returns (WAL, synchronous=FULL); no changes, no events.

        Raises StaleReview where the draft was made on anything but the newest state of this review: another
        last event, another proposal than the pinned one, a value that no longer stands there. But where a
        window decides (`Draft.holder`) whose lease has run out, and another one decided meanwhile, both
        stand: this key press begins a second coding, on what its window showed, by `amina (2)`. The events
        that are returned name who they are by.
        """
        return self._writer.append(draft)

    def undo_target(self, reviewer: str) -> GroupRef | None:
        """The key press that one more undo takes back; None where nothing is left."""
        with self._database.read() as connection:
            return reader.target(connection, self._database.reviewer(connection, reviewer), redo=False)

    def redo_target(self, reviewer: str) -> GroupRef | None:
        """The key press that one more redo brings back; None right after any other key press."""
        with self._database.read() as connection:
            return reader.target(connection, self._database.reviewer(connection, reviewer), redo=True)

    def undo(self, reviewer: str, *, group: int, key: str, ms: int = 0) -> tuple[Event, ...]:
        """Take one key press back, as events. Raises StaleReview where `group` is not the undo target now."""
        return self._writer.turn_back(reviewer, group=group, key=key, ms=ms, redo=False)

    def redo(self, reviewer: str, *, group: int, key: str, ms: int = 0) -> tuple[Event, ...]:
        """Bring back what was taken back. Raises StaleReview where `group` is not the redo target now."""
        return self._writer.turn_back(reviewer, group=group, key=key, ms=ms, redo=True)

    # ------------------------------------------------------------ what goes out

    def export_lines(self, *, reviewer: str | None = None, without: Container[int] = ()) -> Iterator[str]:
        """Finished records as `assay/1` JSON lines (without line ends), in import order, flat in memory.

        Of each article the adjudicated record, else the only one; where several people finished it, that of
        `reviewer`. Where that does not settle it, NeedsReviewer is raised here, before the first line.
        Articles whose rows are in `without` are left out.
        """
        with self._database.read() as connection:
            chosen = None if reviewer is None else self._database.reviewer(connection, reviewer)
            export.check_choice(connection, chosen)
        return export.lines(self._database, reviewer, without)

    def extractor_versions(self) -> list[versions.ExtractorVersion]:
        """Every extractor version that has proposals here, in the order in which they came."""
        with self._database.read() as connection:
            return versions.versions(connection)

    def proposal_lines(self, key: str) -> Iterator[str]:
        """One version's newest proposal for each article as `assay/1` lines, in import order, flat in memory.

        `key` is `ExtractorVersion.key`; an unknown one has no lines.
        """
        return versions.lines(self._database, key)

    def stats(self, reviewer: str | None = None) -> Stats:
        """The store in figures, or one reviewer's work."""
        with self._database.read() as connection:
            return totals.stats(connection, reviewer)

    def log(
        self, article_sha256: str | None = None, reviewer: str | None = None, limit: int | None = None
    ) -> Iterator[Event]:
        """Events, newest first, of an article and a reviewer where named."""
        before: int | None = None
        left = limit
        while left is None or left > 0:
            size = _LOG_PAGE if left is None else min(_LOG_PAGE, left)
            with self._database.read() as connection:
                page = reader.log(
                    connection, sha256=article_sha256, reviewer=reviewer, before=before, limit=size
                )
            yield from page
            if len(page) < size:
                return
            before = page[-1].seq
            left = None if left is None else left - len(page)

    def recent_work(self, reviewer: str, limit: int = 500) -> list[Worked]:
        """The articles that this reviewer worked on lately, the latest first."""
        with self._database.read() as connection:
            return recent.recent(connection, self._database.reviewer(connection, reviewer), limit)

    # ------------------------------------------------------------ care

    def verify(self) -> list[str]:
        """What is wrong with the store, one sentence each: replay, hashes, quotes, counters, references."""
        with self._database.read() as connection:
            return list(verify.problems(connection))

    def purge(self, names: Sequence[str], author: str) -> Purged:
        """Erase articles for good, by id or sha256; what stays is a tombstone that `author` signs.

        Raises StoreError where one is not there. With no names, finishes what an earlier purge could not.
        """
        with self._database.read() as connection:
            found = {name: reader.row_of(connection, name) for name in names}
        missing = [name for name, row in found.items() if row is None]
        if missing:
            raise StoreError(f"there is no article {missing[0]!r} in {self.path}: nothing was purged")
        return purge.purge(self._database, sorted({row for row in found.values() if row is not None}), author)

    def kept_of(self, row: int) -> Kept:
        """What the store keeps of an article: how much a purge would erase."""
        with self._database.read() as connection:
            return purge.kept(connection, row)

    def copy_to(self, target: str, progress: Callable[[int], None] | None = None) -> int:
        """The whole store into a new one at `target`, a file or URL, compared afterwards; how many rows.

        Raises StoreError where the target is there already, cannot be made or does not agree.
        """
        from store import copying  # needs every table, which nothing else here does

        return copying.copy(self._database, target, progress)

    def backup(self, target: Path) -> None:
        """A copy of the store as it is now, in a new file of mode 0600."""
        with self._database.read() as connection:
            sqlite.backup(connection, target)
