"""From process start to the first painted article, in a real pty, beside bare Textual in the same run."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
#: Stands in the head of the first sample's text and nowhere else on the screen.
WORDS = b"Security forces killed"
RUNS = 9

_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static(open(__import__("sys").argv[1], encoding="utf-8").read())
Bare().run()
"""


def measure(runs: int = RUNS) -> dict[str, float]:
    """Medians in milliseconds: bare Textual with one Static, Assay on a new store and on a known one."""
    assay = shutil.which("assay", path=str(Path(sys.executable).parent)) or "assay"
    sample = min((ROOT / "samples").glob("01-*.txt"))
    bare, new, known, whole = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        script = home / "bare.py"
        script.write_text(_BARE)
        store = home / "known.db"
        imported = [assay, "--db", str(store), "import", str(ROOT / "samples")]
        subprocess.run(imported, check=True, capture_output=True)
        with Terminal([assay, "--db", str(store), str(ROOT / "samples")], cwd=home) as terminal:
            terminal.wait_for(WORDS)
            terminal.drain(6.0)
        for n in range(runs):
            bare.append(_painted([sys.executable, str(script), str(sample)], home))
            new.append(_painted([assay, "--db", f"new{n}.db", str(ROOT / "samples")], home))
            known.append(_painted([assay, "--db", str(store), str(ROOT / "samples")], home))
            whole.append(_painted([assay, "--db", str(store)], home))
    base = statistics.median(bare)
    figures = {"bare textual (ms)": base}
    for name, times in (("new store", new), ("known store, PATH", known), ("known store", whole)):
        figures[f"{name} (ms)"] = statistics.median(times)
        figures[f"{name}, slowest of {runs} (ms)"] = max(times)
        figures[f"{name}, ratio to bare"] = statistics.median(times) / base
    return figures


def _painted(command: list[str], home: Path) -> float:
    with Terminal(command, cwd=home) as terminal:
        return terminal.wait_for(WORDS) * 1000


if __name__ == "__main__":
    import json

    print(json.dumps(measure(), indent=2))
