"""Every example of docs/extraction.md is run, in order, in one folder: files, commands, what they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOC = (ROOT / "docs" / "extraction.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def run(folder: Path, command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_examples_do_what_they_say(tmp_path: Path) -> None:
    seen = 0
    for language, name, block in BLOCK.findall(DOC):
        if name:
            (tmp_path / name).write_text(block, "utf-8")
        elif language == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                pattern = ".*".join(re.escape(p.strip("\n")) for p in printed.strip().split("…"))
                out = run(tmp_path, command)
                assert re.fullmatch(pattern, out.strip(), flags=re.DOTALL), f"$ {command}\n{out}"
                seen += 1
    assert seen >= 6


def test_the_example_of_an_extractor_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: block for _, name, block in BLOCK.findall(DOC) if name}
    for name in ("my_package.py", "mine.txt"):
        (tmp_path / name).write_text(files[name], "utf-8")
    told = tmp_path / "my_package-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: my-package\nVersion: 1\n")
    points = files["pyproject.toml"].replace(
        '[project.entry-points."assay.extractors"]', "[assay.extractors]"
    )
    (told / "entry_points.txt").write_text(points.replace('"', ""))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert '"name": "careful", "version": "2"' in run(tmp_path, "assay extract mine.txt --extractor careful")


def test_every_module_it_names_exists() -> None:
    for name in set(re.findall(r"`(\w+\.py)`", DOC)) - {"my_package.py"}:
        assert any(ROOT.glob(f"extract/**/{name}")) or any(ROOT.glob(f"tests/**/{name}")), name
