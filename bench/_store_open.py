"""An open store: what the queue, the search, a key press and the export cost."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench._reviews import pretend_facts, pretend_reviews
from bench._store_floor import SAMPLE, commit
from bench._store_import import memory

_ME = "bench"


def said(figures: dict[str, float]) -> dict[str, float]:
    """The figures, told on standard error as they come: a million articles take a while."""
    for name, value in figures.items():
        print(f"  {name:52} {value:>14,.2f}", file=sys.stderr, flush=True)
    return figures


def opened(home: Path, articles: int) -> dict[str, float]:
    from store.engine import open_store

    with open_store(str(home / "assay.db")) as store:
        figures = said(_derived(store, articles))
        pretend_facts(store)
        finished = pretend_reviews(store, _ME, min(articles // 3, 50_000))
        figures |= said(_queue(store, articles))
        figures |= said(_search(store))
        figures |= said(_deciding(store, home))
        figures |= said({"the figures of `assay stats` (ms)": _ms(store.stats, 3)})
        begun, busy = time.perf_counter(), time.process_time()
        lines = sum(1 for _ in store.export_lines())
        figures["export (records/s)"] = lines / (time.perf_counter() - begun)
        figures["export, own CPU (us a record)"] = (time.process_time() - busy) / lines * 1e6
        figures["export, records"] = lines
        assert lines >= finished
        before = memory()
        for _ in store.export_lines():
            pass
        figures["memory grown by a second export (MB)"] = memory() - before
    return figures


def _derived(store: Any, articles: int) -> dict[str, float]:
    figures = {}
    for what in ("facts", "search"):
        begun = time.perf_counter()
        done = store.catch_up(what)
        figures[f"catching up: {what} (articles/s)"] = done / (time.perf_counter() - begun)
    begun, done = time.perf_counter(), 0

    def count(more: int) -> None:
        nonlocal done
        done += more

    store.catch_up("copies", progress=count, stop=lambda: done >= min(articles, SAMPLE))
    figures["catching up: copies (articles/s)"] = done / (time.perf_counter() - begun)
    return figures


def _ms(ask: Callable[[], Any], times: int = 9) -> float:
    ask()
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        found.append(time.perf_counter() - begun)
    return statistics.median(found) * 1000


def _queue(store: Any, articles: int) -> dict[str, float]:
    from store.query import SORTS, QuerySpec

    def next_at(start: int, end: int) -> float:
        step = max(1, (end - start) // 200)
        times = []
        for row in range(start, end, step):
            begun = time.perf_counter()
            store.next_row(_ME, after=row)
            times.append(time.perf_counter() - begun)
        return statistics.median(times) * 1000

    figures = {
        "next article, in the first 100,000 (ms)": next_at(1, min(100_000, articles - 1)),
        "next article, at the end (ms)": next_at(max(1, articles - 100_000), articles - 1),
        "progress (ms)": _ms(lambda: store.progress(_ME)),
        "position (ms)": _ms(lambda: store.position(articles // 2)),
    }
    for sort in SORTS:
        spec = QuerySpec(_ME, sort, status="waiting")
        figures[f"50 rows by {sort}, waiting (ms)"] = _ms(partial(store.queue_page, spec, limit=50))
    deep = QuerySpec(_ME, "worst")
    row = articles * 2 // 3
    figures["50 rows deep inside (ms)"] = _ms(
        lambda: store.queue_page(deep, after=store.queue_cursor(deep, row), limit=50)
    )
    filters: dict[str, Any] = {
        "a rare place": {"place": "rare"},
        "a common place": {"place": "common"},
        "a check": {"check": "tolls_disagree"},
        "verified": {"status": "verified"},
        "flagged": {"flagged": True},
        "publisher": {"publisher": "Hill Times"},
        "a month": {"since": _day("2012-01-01"), "until": _day("2012-01-31")},
    }
    for name, chosen in filters.items():
        for sort in ("worst", "date"):
            spec = QuerySpec(_ME, sort, **chosen)
            figures[f"50 rows, {name}, by {sort} (ms)"] = _ms(partial(store.queue_page, spec, limit=50))
        figures[f"count, {name} (ms)"] = _ms(partial(store.queue_count, spec))
    figures["done today (ms)"] = _ms(lambda: store.done_since(_ME, "2020-01-01T00:00:00.000Z", limit=50))
    return figures


def _day(text: str) -> Any:
    import datetime as dt

    return dt.date.fromisoformat(text)


def _search(store: Any) -> dict[str, float]:
    queries = {
        "one article's word": "4d2",
        "a common word": "militants",
        "three common words": "soldiers ambushed Bannu",
        "a phrase": '"set fire to a camp near Goma"',
        "a prefix": "ambush*",
        "nothing": "zeppelin",
    }
    return {f"search, {name} (ms)": _ms(partial(store.search, q)) for name, q in queries.items()}


def _deciding(store: Any, home: Path) -> dict[str, float]:
    """Accepting an incident's date, then verifying, on articles with a real proposal."""
    from extract.pipeline import extract
    from store import mends
    from store.state import State, replay
    from store.types import Draft

    accepted: list[float] = []
    verified: list[float] = []
    busy: list[float] = []

    def press(mend: Callable[[State], Any]) -> float:
        loaded = store.load(row, _ME)
        state = replay(loaded.proposal, loaded.events)
        draft = Draft(
            _ME,
            loaded.article.sha256,
            "review.press",
            "a",
            mends.reopened(state, mend(state)),
            100,
            proposal=loaded.proposal_key,
            last_seq=loaded.last_seq,
        )
        begun, own = time.perf_counter(), time.thread_time()
        store.append(draft)
        busy.append(time.thread_time() - own)
        return time.perf_counter() - begun

    row = store.next_row(_ME)
    while len(accepted) < 100:
        proposal = extract(store.load(row, _ME).article)
        store.add_proposals([proposal])
        if not proposal.incidents:
            row = store.next_row(_ME, after=row)
            continue
        accepted.append(press(lambda s: mends.accept(s, s.standing()[0], "date")))
        verified.append(press(mends.verify))
        row = store.next_row(_ME, after=row)
    loading = _ms(lambda: store.load(row, _ME), 50)
    own = statistics.median(accepted) * 1000
    plain = commit(home / "again.db")
    return {
        "plain sqlite3, one commit, again (ms)": plain,
        "a field accepted (ms)": own,
        "a field accepted, p95 (ms)": statistics.quantiles(accepted, n=20)[-1] * 1000,
        "a field accepted, ratio to a plain commit": own / plain,
        "a field accepted, own CPU (ms)": statistics.median(busy[::2]) * 1000,
        "an article verified (ms)": statistics.median(verified) * 1000,
        "load an article (ms)": loading,
    }
