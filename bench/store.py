"""The store at scale, beside plain sqlite3, SQLAlchemy Core and raw write+fdatasync in the same run.

`python -m bench.store --articles 1000000` measures a million; `make bench` takes 100,000.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench._reports import reports, write
from bench._reviews import pretend_facts, pretend_reviews

ARTICLES = 100_000
#: What the store is compared with is measured on so many rows.
_SAMPLE = 20_000
_CHUNK = 1000
_ME = "bench"


def measure(articles: int = ARTICLES) -> dict[str, float]:
    """Figures by name; a ratio above 1 means that the store is the slower one."""
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
        home = Path(folder)
        figures = _said(_floor(home))
        figures |= _said(_importing(home, articles))
        figures |= _opened(home, articles)
    figures["bench: floor drift (ratio)"] = (
        _fdatasync(Path(tempfile.gettempdir())) / figures["raw write+fdatasync (ms)"]
    )
    return figures


def _said(figures: dict[str, float]) -> dict[str, float]:
    """The figures, told on standard error as they come: a million articles take a while."""
    for name, value in figures.items():
        print(f"  {name:52} {value:>14,.2f}", file=sys.stderr, flush=True)
    return figures


# ---------------------------------------------------------------- what it is compared with


def _floor(home: Path) -> dict[str, float]:
    texts = [r["text"] for r in reports(_SAMPLE, seed=1)]
    plain = _plain(home / "plain.db", texts)
    core, busy = _core(home / "core.db", texts)
    return {
        "raw write+fdatasync (ms)": _fdatasync(home),
        "plain sqlite3, one commit (ms)": _commit(home / "commit.db"),
        "plain sqlite3, texts only (rows/s)": plain,
        "SQLAlchemy Core, same tables (rows/s)": core,
        "SQLAlchemy Core, own CPU (us a row)": busy,
    }


def _fdatasync(home: Path) -> float:
    times = []
    with (home / "raw").open("wb", buffering=0) as file:
        for _ in range(200):
            begun = time.perf_counter()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


def _commit(path: Path) -> float:
    database = _connect(path)
    database.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, said TEXT)")
    times = []
    for _ in range(300):
        begun = time.perf_counter()
        database.execute("INSERT INTO log (said) VALUES (?)", ("x" * 300,))
        times.append(time.perf_counter() - begun)
    database.close()
    return statistics.median(times) * 1000


def _plain(path: Path, texts: list[str]) -> float:
    database = _connect(path)
    database.execute("CREATE TABLE texts (article INTEGER PRIMARY KEY, text TEXT)")
    begun = time.perf_counter()
    for at in range(0, len(texts), _CHUNK):
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts[at : at + _CHUNK], at))
        database.execute("COMMIT")
    spent = time.perf_counter() - begun
    database.close()
    return len(texts) / spent


def _core(path: Path, texts: list[str]) -> tuple[float, float]:
    """The rows that an import writes, through SQLAlchemy Core and nothing else: rows/s, us of CPU a row."""
    from sqlalchemy import insert

    from extract.article import make_article
    from store.engine import open_store
    from store.imports import article_row
    from store.tables import ARTICLES as TABLE
    from store.tables import TEXTS

    made = [make_article(f"{n}.txt", text) for n, text in enumerate(texts)]
    rows = [{**article_row(n, a), "published": a.published} for n, a in enumerate(made, 1)]
    bodies = [{"article": n, "text": text} for n, text in enumerate(texts, 1)]
    with open_store(str(path)) as store:
        begun, busy = time.perf_counter(), time.process_time()
        for at in range(0, len(rows), _CHUNK):
            with store._database.write() as connection:
                connection.execute(insert(TABLE), rows[at : at + _CHUNK])
                connection.execute(insert(TEXTS), bodies[at : at + _CHUNK])
        busy = (time.process_time() - busy) / len(rows) * 1e6
        return len(rows) / (time.perf_counter() - begun), busy


# ---------------------------------------------------------------- import


def _importing(home: Path, articles: int) -> dict[str, float]:
    from gold.importing import import_items
    from gold.inputs import read_items
    from store.engine import open_store

    source = home / "reports.jsonl"
    write(source, articles)
    early = min(articles, 100_000)
    marks: list[tuple[int, float, float]] = []
    problems: list[Any] = []
    with open_store(str(home / "assay.db")) as store:
        begun, busy = time.perf_counter(), time.process_time()
        done = 0

        def progress(more: int) -> None:
            nonlocal done
            done += more
            marks.append((done, time.perf_counter() - begun, _memory()))

        report = import_items(store, read_items([str(source)]), problems.append, progress=progress)
        spent, busy = time.perf_counter() - begun, time.process_time() - busy
        assert report.new == articles, problems[:3]
        begun = time.perf_counter()
        again = import_items(store, islice(read_items([str(source)]), _SAMPLE), problems.append)
        assert again.new == 0
        repeated = time.perf_counter() - begun
    made = list(_articles(_SAMPLE))
    with open_store(str(home / "made.db")) as other:
        begun = time.perf_counter()
        other.add_articles(made)
        inside = len(made) / (time.perf_counter() - begun)
    (home / "made.db").unlink()
    first = next(m for m in marks if m[0] >= early)
    tenth = next(m for m in marks if m[0] >= articles // 10)
    return {
        "import, file to store (articles/s)": articles / spent,
        "import, file to store, own CPU (us an article)": busy / articles * 1e6,
        "import, the first 100,000 (articles/s)": first[0] / first[1],
        "import, articles in hand (articles/s)": inside,
        "import again, nothing new (articles/s)": min(articles, _SAMPLE) / repeated,
        "memory grown after the first tenth (MB)": marks[-1][2] - tenth[2],
        "size on disk (MB)": (home / "assay.db").stat().st_size / 2**20,
    }


def _articles(count: int) -> Iterator[Any]:
    from extract.article import make_article

    return (make_article(r["id"], r["text"]) for r in reports(count, seed=2))


def _memory() -> float:
    """The process's resident memory now, in MB; its peak where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ---------------------------------------------------------------- an open store


def _opened(home: Path, articles: int) -> dict[str, float]:
    from store.engine import open_store

    with open_store(str(home / "assay.db")) as store:
        figures = _said(_derived(store, articles))
        pretend_facts(store)
        finished = pretend_reviews(store, _ME, min(articles // 3, 50_000))
        figures |= _said(_queue(store, articles))
        figures |= _said(_search(store))
        figures |= _said(_deciding(store, home))
        begun = time.perf_counter()
        lines = sum(1 for _ in store.export_lines())
        figures["export (records/s)"] = lines / (time.perf_counter() - begun)
        figures["export, records"] = lines
        assert lines >= finished
        before = _memory()
        for _ in store.export_lines():
            pass
        figures["memory grown by a second export (MB)"] = _memory() - before
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

    store.catch_up("copies", progress=count, stop=lambda: done >= min(articles, _SAMPLE))
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
        begun = time.perf_counter()
        store.append(draft)
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
    commit = _commit(home / "again.db")
    return {
        "plain sqlite3, one commit, again (ms)": commit,
        "a field accepted (ms)": own,
        "a field accepted, p95 (ms)": statistics.quantiles(accepted, n=20)[-1] * 1000,
        "a field accepted, ratio to a plain commit": own / commit,
        "an article verified (ms)": statistics.median(verified) * 1000,
        "load an article (ms)": loading,
    }


def main() -> int:
    """Measure, and print the figures as a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, help=f"articles in the store ({ARTICLES:,})"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    figures = measure(chosen.articles)
    if chosen.json:
        print(json.dumps({"articles": chosen.articles, "figures": figures}, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:52} {value:>14,.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
