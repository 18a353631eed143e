"""`assay triage`: the queue as a table or JSON, worst first, with the reasons. No text is loaded for it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from gold.formats.assay import harmless
from store.errors import StoreReadOnly
from store.query import Derived, QuerySpec, QueueRow
from tui.cli_out import DONE, Stop, say, table, visible
from tui.cli_progress import bar
from tui.cli_store import open_existing
from tui.settings import Settings

if TYPE_CHECKING:
    from store.store import Store

#: How much of an article's id the table shows; `--json` has it whole.
_ID_CELLS = 60
#: Rows read at once, and rows of one table: a million are printed in flat memory.
_PAGE = 500
_BLOCK = 2000


def triage(args: argparse.Namespace, settings: Settings) -> int:
    """Print the queue in the order and through the filters that the options name."""
    spec = _spec(args, settings.reviewer)
    with open_existing(settings) as store:
        _catch_up(store, "facts", "looking")
        if spec.text is not None:
            _catch_up(store, "search", "indexing")
        rows = _rows(store, spec)
        wanted = islice(rows, args.limit) if args.limit else rows
        printed, raw = (_print_json if args.json else _print_tables)(wanted)
        if raw:
            say(
                f"{raw:,} of these are not extracted yet: the review screen does it, "
                "or `assay extract PATH -o FILE` and `assay import FILE`"
            )
        which = "wait" if spec.status == "waiting" else "are listed"
        if printed == 0:
            nothing = "nothing waits" if spec == _spec_of_all(spec) else "nothing of that kind is there"
            say(f"{nothing} for {settings.reviewer}")
        elif next(rows, None) is not None:
            say(
                f"{printed:,} of {store.queue_count(spec)} that {which} for {settings.reviewer}; "
                "--limit 0 prints all"
            )
    return DONE


def _spec(args: argparse.Namespace, reviewer: str) -> QuerySpec:
    if args.since and args.until and args.since > args.until:
        raise Stop(f"--since {args.since} is after --until {args.until}: nothing lies between them")
    return QuerySpec(
        reviewer,
        sort=args.sort,
        backwards=args.backwards,
        status=None if args.status == "all" else args.status,
        flagged=args.flagged,
        check=args.check,
        place=args.place,
        publisher=args.publisher,
        since=args.since,
        until=args.until,
        text=args.text,
        leaders=args.no_copies,
    )


def _spec_of_all(spec: QuerySpec) -> QuerySpec:
    """The same order without filters beside "waiting"."""
    return QuerySpec(spec.reviewer, spec.sort, spec.backwards, "waiting")


def _catch_up(store: Store, what: Derived, doing: str) -> None:
    """Derive what the listing needs of articles that came since the last time."""
    try:
        with bar(doing) as shown:
            store.catch_up(what, progress=shown.add)
    except StoreReadOnly:
        say("the store can only be read: articles and decisions since the last `assay triage` are left out")


def _rows(store: Store, spec: QuerySpec) -> Iterator[QueueRow]:
    after = None
    while page := store.queue_page(spec, after=after, limit=_PAGE):
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].cursor


def _print_tables(rows: Iterator[QueueRow]) -> tuple[int, int]:
    """Print the rows; returns how many they were, and how many of them nobody has extracted."""
    printed = raw = 0
    while block := list(islice(rows, _BLOCK)):
        table(("id", "published", "status", "why"), [_cells(row) for row in block])
        printed += len(block)
        raw += sum(not row.extracted for row in block)
    return printed, raw


def _cells(row: QueueRow) -> tuple[str, str, str, str]:
    why = [r.says for r in row.reasons]
    why += [f"flag: {row.flag}"] if row.flag else []
    why += [f"one of {row.copies:,} copies"] if row.copies else []
    return (_short(visible(row.id)), str(row.published or ""), row.status or "untouched", "; ".join(why))


def _short(name: str) -> str:
    """The name in at most `_ID_CELLS` columns of a terminal, `…` for what was cut."""
    from rich.cells import cell_len, set_cell_size

    return name if cell_len(name) <= _ID_CELLS else set_cell_size(name, _ID_CELLS - 1).rstrip() + "…"


def _print_json(rows: Iterator[QueueRow]) -> tuple[int, int]:
    printed = raw = 0
    for row in rows:
        sys.stdout.write("[\n" if printed == 0 else ",\n")
        sys.stdout.write(harmless(json.dumps(_plain(row), ensure_ascii=False)))
        printed += 1
        raw += not row.extracted
    sys.stdout.write("\n]\n" if printed else "[]\n")
    return printed, raw


def _plain(row: QueueRow) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "publisher": row.publisher,
        "published": str(row.published) if row.published else None,
        "size": row.size,
        "status": row.status or "untouched",
        "flag": row.flag,
        "badge": row.badge,
        "reasons": [r.says for r in row.reasons],
        "blocking": row.blocking,
        "notes": row.notes,
        "checks": list(row.checks),
        "deaths": row.deaths,
        "doubt": row.doubt,
        "place": row.place,
        "from": str(row.earliest) if row.earliest else None,
        "to": str(row.latest) if row.latest else None,
        "copies": row.copies,
        "extracted": row.extracted,
    }
