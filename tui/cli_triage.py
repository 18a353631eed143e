"""`assay triage`: what waits for this reviewer, worst first, with the reasons."""

from __future__ import annotations

import argparse
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gold.triage import Worth, worth
from tui.cli_out import DONE, put_json, say, table, visible
from tui.cli_progress import bar
from tui.cli_show import record_of
from tui.cli_store import open_existing
from tui.settings import Settings

if TYPE_CHECKING:
    from store.store import Store

#: How much of an article's id the table shows; `--json` has it whole.
_ID_CELLS = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article in the queue."""

    row: int
    id: str
    published: str
    status: str
    worth: Worth


def triage(args: argparse.Namespace, settings: Settings) -> int:
    """Print the queue: blocking checks first, then deaths, then notes; what is equal in import order."""
    count = 0

    def counted(rows: Iterator[Waiting]) -> Iterator[Waiting]:
        nonlocal count
        for row in rows:
            count += 1
            shown.add()
            yield row

    with open_existing(settings) as store, bar("looking") as shown:
        total = store.progress(settings.reviewer).waiting
        rows = counted(_waiting(store, settings.reviewer))
        limit = args.limit or max(total, 1)
        worst = heapq.nsmallest(limit, rows, key=lambda w: (tuple(-n for n in w.worth.order), w.row))
    if args.json:
        put_json([_as_json(w) for w in worst])
    elif worst:
        columns = ("id", "published", "status", "why")
        table(
            columns,
            [(_short(visible(w.id)), w.published, w.status, "; ".join(w.worth.reasons)) for w in worst],
        )
    raw = sum(not w.worth.proposed for w in worst)
    if raw:
        say(
            f"{raw:,} of these are not extracted yet: the review screen does it, "
            "or `assay extract PATH -o FILE` and `assay import FILE`"
        )
    if count == 0:
        say(f"nothing waits for {settings.reviewer}")
    elif count > len(worst):
        say(f"{len(worst):,} of {count:,} that wait for {settings.reviewer}; --limit 0 prints all")
    return DONE


def _short(name: str) -> str:
    """The name in at most `_ID_CELLS` columns of a terminal, `…` for what was cut."""
    from rich.cells import cell_len, set_cell_size

    return name if cell_len(name) <= _ID_CELLS else set_cell_size(name, _ID_CELLS - 1).rstrip() + "…"


def _waiting(store: Store, reviewer: str) -> Iterator[Waiting]:
    from extract.checks import check

    row = store.next_row(reviewer)
    while row is not None:
        loaded = store.load(row, reviewer)
        record = record_of(loaded)
        proposed = record.extractor is not None or bool(loaded.events)
        found = worth(record, check(record) if proposed else (), proposed=proposed)
        status = str(record.review["status"]) if record.review else "untouched"
        published = str(loaded.article.published or "")
        yield Waiting(row, loaded.article.id, published, status, found)
        row = store.next_row(reviewer, after=row)


def _as_json(waiting: Waiting) -> dict[str, object]:
    worth = waiting.worth
    return {
        "id": waiting.id,
        "published": waiting.published or None,
        "status": waiting.status,
        "blocking": worth.blocking,
        "notes": worth.notes,
        "deaths": worth.deaths,
        "extracted": worth.proposed,
        "reasons": list(worth.reasons),
    }
