"""The first article, before anything heavy is loaded: from the store, or from the first file of PATH."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Article, Record
from store.types import Loaded, Progress
from tui.job import Job

if TYPE_CHECKING:
    from tui.messages import Sight
    from tui.opened import Opened

#: Seconds after which looking for the first article is left to the threads.
PATIENCE = 0.5


def first_loaded(job: Job) -> Loaded | None:
    """The first article that waits, as far as it can be had at once; None where the threads must find it."""
    from store import direct  # sqlite3: only who looks for the article needs it

    loaded = _from_paths(job) if job.paths else direct.first_waiting(job.db, job.reviewer)
    if loaded is None:
        return None
    if loaded.proposal_key is None and not loaded.unaided and loaded.row > 0 and not job.paths:
        return None
    return loaded


def first_sight(job: Job) -> Sight | None:
    """The same, as the screen shows it."""
    return sight_of(first_loaded(job))


def sight_of(loaded: Loaded | None, opened: Opened | None = None) -> Sight | None:
    """An article read before the store was open, as the screen shows it; its place in the queue is open."""
    from tui.messages import Sight  # not at the top: this loads the screen's library

    return None if loaded is None else Sight(loaded, 0, 0, Progress(), opened=opened)


def _from_paths(job: Job) -> Loaded | None:
    """The first article of PATH that this reviewer has not finished."""
    from gold.importing import refusal
    from gold.inputs import Item, read_items
    from store import direct

    if "-" in job.paths or "://" in job.db:
        return None
    there = Path(job.db).exists()
    until = time.monotonic() + PATIENCE
    if there and (started := direct.in_progress(job.db, job.reviewer)) and _is_of(job, started.article):
        return started
    for item in read_items(job.paths, job.options):
        if time.monotonic() > until:
            return None
        if not isinstance(item, Item) or (item.record is not None and refusal(item.record)):
            continue
        known = direct.load(job.db, job.reviewer, item.article.sha256) if there else None
        if known is None:
            return Loaded(0, item.article, item.record or _proposed(job, item.article), None)
        if not direct.is_done(job.db, job.reviewer, item.article.sha256):
            if known.proposal_key is not None or known.events or known.unaided:
                return known
            return replace(known, proposal=_proposed(job, known.article))
    return None


def _is_of(job: Job, article: Article) -> bool:
    """Whether an article is one of PATH, as far as its id tells: a file there, with this text in it."""
    from gold.inputs import Item, read_items

    places = [Path(p) for p in job.paths]
    files = [p / article.id if p.is_dir() else p for p in places if p.is_dir() or p.name == article.id]
    for file in files:
        if file.is_file():
            first = next(iter(read_items([str(file)], job.options)), None)
            if isinstance(first, Item) and first.article.sha256 == article.sha256:
                return True
    return False


def _proposed(job: Job, article: Article) -> Record:
    """What the extractor reads, as the project's rules have it: what the store will hold of it."""
    from store import direct
    from tui.proposing import propose

    return direct.as_ruled(job.db, propose(article))
