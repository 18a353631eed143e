"""What the store is compared with: raw write+fdatasync, plain sqlite3, SQLAlchemy Core."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from pathlib import Path

from bench._reports import reports

#: What the store is compared with is measured on so many rows.
SAMPLE = 20_000
_CHUNK = 1000


def floor(home: Path) -> dict[str, float]:
    texts = [r["text"] for r in reports(SAMPLE, seed=1)]
    plain = _plain(home / "plain.db", texts)
    core, busy = _core(home / "core.db", texts)
    return {
        "raw write+fdatasync (ms)": fdatasync(home),
        "plain sqlite3, one commit (ms)": commit(home / "commit.db"),
        "plain sqlite3, texts only (rows/s)": plain,
        "SQLAlchemy Core, same tables (rows/s)": core,
        "SQLAlchemy Core, own CPU (us a row)": busy,
    }


def fdatasync(home: Path) -> float:
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


def commit(path: Path) -> float:
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
    from store.prepared import COLUMNS, prepare
    from store.tables import ARTICLES as TABLE
    from store.tables import TEXTS

    made = [make_article(f"{n}.txt", text) for n, text in enumerate(texts)]
    rows = [
        {"row": n, **dict(zip(COLUMNS, prepare(a)[0], strict=True)), "published": a.published}
        for n, a in enumerate(made, 1)
    ]
    bodies = [{"article": n, "text": text} for n, text in enumerate(texts, 1)]
    with open_store(str(path)) as store:
        begun, busy = time.perf_counter(), time.process_time()
        for at in range(0, len(rows), _CHUNK):
            with store._database.write() as connection:
                connection.execute(insert(TABLE), rows[at : at + _CHUNK])
                connection.execute(insert(TEXTS), bodies[at : at + _CHUNK])
        busy = (time.process_time() - busy) / len(rows) * 1e6
        return len(rows) / (time.perf_counter() - begun), busy
