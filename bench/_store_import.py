"""Articles from a file into the store: how many a second, with and without a second process that reads."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench._reports import reports, write
from bench._store_floor import SAMPLE


def importing(home: Path, articles: int) -> dict[str, float]:
    from gold.importing import import_items
    from gold.inputs import read_ahead, read_items
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
            marks.append((done, time.perf_counter() - begun, memory()))

        items = read_ahead([str(source)], large=1)
        report = import_items(store, items, problems.append, progress=progress)
        spent, busy = time.perf_counter() - begun, time.process_time() - busy
        assert report.new == articles, problems[:3]
        begun = time.perf_counter()
        again = import_items(store, islice(read_items([str(source)]), SAMPLE), problems.append)
        assert again.new == 0
        repeated = time.perf_counter() - begun
    with open_store(str(home / "alone.db")) as alone:
        begun, own = time.perf_counter(), time.process_time()
        import_items(alone, islice(read_items([str(source)]), SAMPLE), problems.append)
        own = (time.process_time() - own) / min(articles, SAMPLE) * 1e6
        single = min(articles, SAMPLE) / (time.perf_counter() - begun)
    (home / "alone.db").unlink()
    made = list(_articles(SAMPLE))
    with open_store(str(home / "made.db")) as other:
        begun = time.perf_counter()
        other.add_articles(made)
        inside = len(made) / (time.perf_counter() - begun)
    (home / "made.db").unlink()
    first = next(m for m in marks if m[0] >= early)
    tenth = next(m for m in marks if m[0] >= articles // 10)
    return {
        "import, file to store (articles/s)": articles / spent,
        "import, CPU of the process that stores (us an article)": busy / articles * 1e6,
        "import, CPU of the process that reads (us an article)": _of_children() / articles * 1e6,
        "import, all in one process (articles/s)": single,
        "import, all in one process, CPU (us an article)": own,
        "import, the first 100,000 (articles/s)": first[0] / first[1],
        "import, articles in hand (articles/s)": inside,
        "import again, nothing new (articles/s)": min(articles, SAMPLE) / repeated,
        "memory grown after the first tenth (MB)": marks[-1][2] - tenth[2],
        "size on disk (MB)": (home / "assay.db").stat().st_size / 2**20,
    }


def _articles(count: int) -> Iterator[Any]:
    from extract.article import make_article

    return (make_article(r["id"], r["text"]) for r in reports(count, seed=2))


def _of_children() -> float:
    """Seconds of CPU that ended processes of this one took: there is one, which read."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def memory() -> float:
    """The process's resident memory now, in MB; its peak where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
