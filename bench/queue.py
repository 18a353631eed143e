"""The queue's screen (`T`) over a large store: how long it takes to open, and to move in it.

`python -m bench.queue --articles 1000000`. The app runs with Textual's own headless driver, so the figures
are from the key's arrival to the finished frame, without the terminal.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual import events

from bench._command import run
from bench._reports import write
from bench._reviews import pretend_facts, pretend_reviews

ARTICLES = 100_000
_ME = "bench"


def build(home: Path, articles: int) -> Path:
    """A store of so many articles with facts and finished reviews."""
    from gold.importing import import_items
    from gold.inputs import read_items
    from store.engine import open_store

    source, path = home / "reports.jsonl", home / "assay.db"
    write(source, articles)
    with open_store(str(path)) as store:
        import_items(store, read_items([str(source)]), lambda problem: None)
        store.catch_up("facts")
        pretend_facts(store)
        pretend_reviews(store, _ME, min(articles // 3, 50_000))
    source.unlink()
    return path


async def _measure(path: Path) -> dict[str, float]:
    import tui.behind
    from tui.app import AssayApp
    from tui.job import Job
    from tui.screens.queue import QueueScreen
    from tui.start import first_sight

    tui.behind.work = lambda *a, **k: None
    job = Job(str(path), _ME)
    app = AssayApp(job, first=first_sight(job))
    figures: dict[str, float] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        while app.reviewing is None or not app.reviewing.desk.ready:
            await asyncio.sleep(0.01)
        await asyncio.sleep(1.0)

        async def press(key: str) -> float:
            begun = time.perf_counter()
            app.screen.post_message(_key(key))
            await pilot._wait_for_screen()
            while isinstance(app.screen, QueueScreen) and app.screen.window is None:
                await asyncio.sleep(0.001)
            return (time.perf_counter() - begun) * 1000

        opened = []
        for _ in range(9):
            opened.append(await press("T"))
            await _settled(app)
            await press("escape")
        figures["T opened, first time (ms)"] = opened[0]
        figures["T opened (ms)"] = statistics.median(opened[1:])
        for letter, name in (("i", "import"), ("w", "worst"), ("d", "date"), ("p", "publisher")):
            await press("T")
            await press("s")
            await press(letter)
            await _settled(app)
            times = [await press("j") for _ in range(400)]
            times += [await press("pagedown") for _ in range(60)]
            figures[f"a line or page further, by {name} (ms)"] = statistics.median(times)
            figures[f"a line or page further, by {name}, p95 (ms)"] = statistics.quantiles(times, n=20)[-1]
            begun = time.perf_counter()
            await press("G")
            await _settled(app)
            figures[f"to the end, by {name} (ms)"] = (time.perf_counter() - begun) * 1000
            await press("escape")
    return figures


def _key(name: str) -> events.Key:

    return events.Key(name, name if len(name) == 1 else None)


async def _settled(app: object) -> None:
    while not app.screen.settled:  # type: ignore[attr-defined]
        await asyncio.sleep(0.001)


def measure(articles: int = ARTICLES) -> dict[str, float]:
    """Figures by name."""
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
        return asyncio.run(_measure(build(Path(folder), articles)))


if __name__ == "__main__":
    sys.exit(run("queue", __doc__, measure, ARTICLES))
