"""Who may import whom, and what must not be imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "alembic", "dateparser", "trafilatura", "rapidfuzz")


def loaded_by(code: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after running `code`."""
    report = f"import sys\n{code}\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_layers_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_help_loads_neither_the_screen_nor_the_database_nor_dateparser() -> None:
    assert (
        loaded_by(
            "from tui.cli import main\n"
            "try:\n    main(['--help'])\nexcept SystemExit as end:\n    assert not end.code\n"
        )
        == set()
    )


def test_extracting_loads_neither_the_screen_nor_the_database_nor_dateparser() -> None:
    code = (
        "from extract.article import make_article\n"
        "from extract.pipeline import extract\n"
        "extract(make_article('a', 'date 2025-02-01 QUETTA: Gunmen killed two soldiers on Friday.'))\n"
    )
    assert loaded_by(code) == set()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_that_extracts_loads_neither_the_screen_nor_the_database(
    tmp_path: Path, jobs: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("date 2025-02-01 QUETTA: Gunmen killed two soldiers on Friday.", "utf-8")
    out = tmp_path / "out.jsonl"
    words = ["extract", str(path), "-o", str(out), "--jobs", jobs]
    code = f"from tui.cli import main\nassert main({words!r}) == 0"
    assert loaded_by(code) == set()
    assert out.read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize("module", ["store.events", "store.state", "store.mends", "store.direct"])
def test_the_parts_of_the_store_that_the_first_paint_needs_load_no_database_library(module: str) -> None:
    assert loaded_by(f"import {module}") == set()
