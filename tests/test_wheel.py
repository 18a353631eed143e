"""The wheel, built and installed into an environment of its own, does the main job from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(out.glob("assay-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `assay` command of an environment that holds the wheel; its libraries come from this one."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)],
        check=True,
        capture_output=True,
    )
    site = next((home / "lib").glob("python*/site-packages"))
    libraries = Path(sysconfig.get_path("purelib"))
    # The libraries only: an editable install of Assay itself hides in .pth files, which this does not read.
    (site / "libraries.pth").write_text(f"{libraries}\n")
    return home / "bin" / "assay"


def test_the_wheel_carries_its_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(n.startswith("extract/lexicon/") and n.endswith(".toml") for n in names)
    assert any(n.startswith("extract/gazetteer/") and not n.endswith(".py") for n in names)
    assert any(n.startswith("tui/screens/") and n.endswith(".tcss") for n in names)
    assert any(n.startswith("tui/samples/") and n.endswith(".txt") for n in names)
    assert any(n.startswith("store/migrations/") for n in names)
    assert "extract/py.typed" in names
    assert not any(n.startswith(("tests/", "bench/", ".ci/")) for n in names)


def test_the_installed_command_extracts_imports_and_exports_from_another_folder(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_text(
        "date 2025-03-14 QUETTA: Gunmen killed three policemen in Mastung district on Thursday.\n"
    )
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ASSAY"))}

    def assay(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(installed), *args], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

    extracted = assay("extract", "report.txt")
    assert extracted.returncode == 0, extracted.stderr
    record = json.loads(extracted.stdout)
    assert record["incidents"][0]["counts"][0]["best"] == 3

    imported = assay("import", "report.txt")
    assert imported.returncode == 0, imported.stderr
    assert (tmp_path / "assay.db").exists()

    exported = assay("export", "--format", "jsonl")
    assert exported.returncode == 0, exported.stderr
    assert exported.stdout == ""
