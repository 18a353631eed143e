"""`assay purge ID…`: erases texts for good, after asking."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli_out import DONE, IN_PART, Stop, put, say, visible
from tui.cli_store import must_exist
from tui.settings import Settings

if TYPE_CHECKING:
    from store.store import Store


def purge(args: argparse.Namespace, settings: Settings) -> int:
    """Say what would be erased, ask, erase. Without an ID: finish an earlier purge that could not end."""
    from store.engine import open_store

    must_exist(settings)
    with open_store(settings.db, create=False) as store:
        ids = list(dict.fromkeys(args.ids))
        if ids:
            _say_what(store, ids)
            if not args.yes and not _agreed(len(ids)):
                raise Stop("nothing was purged")
        done = store.purge(ids, settings.reviewer)
        _say_done(done.articles, ids)
        if done.unfinished is not None:
            say(
                f"its bytes may still be in the freed pages of {store.path}: {done.unfinished}; "
                "run `assay purge` without an ID when that has changed"
            )
            return IN_PART
        if done.articles:
            _say_elsewhere(store.path)
    return DONE


def _say_what(store: Store, ids: list[str]) -> None:
    for name in ids:
        row = store.row_of(name)
        if row is None:
            raise Stop(f"there is no article {name!r} in {store.path}: nothing was purged")
        tally = store.kept_of(row)
        if tally.purged is not None:
            put(f"{tally.id}: was purged already, {tally.purged}")
        else:
            put(
                f"{tally.id}: {tally.chars:,} characters, {_many(tally.proposals, 'proposal')}, "
                f"{_many(tally.events, 'event')} by {', '.join(tally.reviewers) or 'nobody'}"
            )


def _agreed(count: int) -> bool:
    if not sys.stdin.isatty():
        raise Stop("purging cannot be undone: say --yes, or answer on a terminal; nothing was purged")
    what = "this text and all that quotes it" if count == 1 else "these texts and all that quotes them"
    sys.stderr.write(f"assay: erase {what} for good? Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == "yes"


def _say_done(articles: int, ids: list[str]) -> None:
    if articles:
        say(f"purged {_many(articles, 'article')}; who decided when stays in the log, without the words")
    elif ids:
        say("nothing to purge")
    else:
        say("no purge is unfinished")


def _say_elsewhere(path: Path) -> None:
    """What this cannot reach: copies of the store, and what was exported."""
    copies = sorted(p.name for p in path.parent.glob(f"{path.name}.before-*"))
    if copies:
        say(f"still in the backups that Assay made: {', '.join(map(visible, copies))}; delete them yourself")
    say("backups, copies, exports and releases that you made before still hold it")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
