"""Hostile ids, titles, names and notes through every command; none opens a network connection."""

from __future__ import annotations

import csv
import json
import re
import socket
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from bench._terminal import Terminal
from gold.formats import FORMATS
from store import mends
from store.engine import open_store
from store.state import replay
from store.types import Draft
from tui.cli import COMMANDS, main

ESC, BIDI, C1 = "\x1b]0;owned\x07\x1b[31m", "\u202e\u2066", "\x9b31m"
#: What acts on a terminal, or turns the direction of writing.
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
REVIEWER = "=amina [red]"
TEXT = "Two people were killed on Monday when a van overturned the barrier at the market in Quetta."
HOSTILE = [
    "../../../outside.txt",
    "/tmp/../outside.txt",
    "'; DROP TABLE articles; --",
    f"id{ESC}{BIDI}{C1}",
    "[red]marked[/red] [link=file:///etc/passwd]x[/link]",
    '=HYPERLINK("http://example.org";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "nul\x00byte",
    "long" * 250_000,
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Internet sockets that nothing may open; what was tried is in the list."""
    tried: list[object] = []
    connect = socket.socket.connect

    def refuse(*words: object, **_: object) -> NoReturn:
        tried.append(words)
        raise OSError("no network in this test")

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket.socket, "connect_ex", only_here)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "gethostbyname", refuse)
    return tried


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder inside another one, to work in."""
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(inner))
    monkeypatch.setenv("ASSAY_REVIEWER", REVIEWER)
    return inner


def article(name: str, number: int) -> dict[str, str]:
    return {
        "id": name,
        "title": name[:1000],
        "publisher": name[:1000],
        "url": name[:200],
        "published": "2025-02-01",
        "text": f"{TEXT} {name[:300]} Edition {number}.",
    }


def feed(folder: Path) -> None:
    """Hostile articles as JSON lines, CSV, HTML and text under hostile file names."""
    lines = [article(name, n) for n, name in enumerate(HOSTILE)]
    (folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    small = article(HOSTILE[3].replace("\x00", ""), 90)
    (folder / "in.csv").write_text(
        ",".join(small) + "\n" + ",".join('"' + v.replace('"', '""') + '"' for v in small.values()) + "\n"
    )
    (folder / "in.html").write_text(f"<title>{ESC}</title><p>{TEXT} Edition 91. {BIDI}</p>")
    for n, name in enumerate(("=1+1.txt", "[bold]x.txt", f"{BIDI}.txt", "\x1b[31mred.txt", "-rf.txt"), 92):
        (folder / name).write_text(f"{TEXT} Edition {n}.")


def decide(db: Path) -> None:
    """Every article verified or set aside, with a note and a reason that would act if they could."""
    note = "".join(HOSTILE[:7])
    with open_store(str(db)) as store:
        who = REVIEWER
        for n, row in enumerate(iter(lambda: store.next_row(who), None)):
            of = store.load(row, who)
            state = replay(of.proposal, of.events)
            changes = [*mends.set_status(state, "in_progress", note=note)]
            sha, key = of.article.sha256, of.proposal_key
            seq = store.append(Draft(who, sha, "n", "c", changes, 5, key, None, None))[-1].seq
            state = replay(of.proposal, store.load(row, who).events)
            done = mends.verify(state) if n % 2 and state.standing() else None
            last = done or mends.set_status(state, "irrelevant", reason=note)
            store.append(Draft(who, sha, "v", " ", last, 5, key, None, seq))
        assert store.verify() == []


def run(capfd: pytest.CaptureFixture[str], words: Sequence[str]) -> tuple[int, str]:
    """A command's exit code, and all that it wrote: harmless, whatever it was."""
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capfd.readouterr()
    found = ACTING.search(out + err)
    assert found is None, (words, out[max(0, found.start() - 80) : found.end() + 20] if found else "")
    assert "Traceback" not in err, err
    return code, out + err


def commands(folder: Path) -> list[list[str]]:
    """Every command once, and those that show something with every hostile id."""
    (folder / "rules.md").write_text(f"# Rules {ESC}\n\nCount the dead once.\n")
    return [
        ["triage"],
        ["triage", "--json"],
        *(["show", name] for name in HOSTILE if "\x00" not in name),
        ["stats"],
        ["stats", "--json"],
        *(["export", "--format", name, "-o", f"out.{name}"] for name in FORMATS),
        ["export", "--format", "assay"],
        ["export", "--format", "csv"],
        ["extract", "in.jsonl", "-o", "extracted.jsonl"],
        ["score", "extracted.jsonl", "extracted.jsonl"],
        ["agreement"],
        ["guidelines"],
        ["guidelines", "rules.md"],
        ["backup", "copy.db"],
        ["copy-store", "other.db"],
        ["verify-store"],
        ["purge", HOSTILE[3], "--yes"],
    ]


def test_nothing_hostile_acts_and_nothing_opens_a_network_connection(
    folder: Path, capfd: pytest.CaptureFixture[str], no_network: list[object]
) -> None:
    feed(folder)
    said = run(capfd, ["import", "in.jsonl", "in.csv", "in.html", "."])[1]
    assert "NUL" in said
    decide(folder / "assay.db")
    there = commands(folder)
    for words in [*there, *([name] for name in COMMANDS if name not in {w[0] for w in there})]:
        code, told = run(capfd, words)
        assert code in (0, 1, 2), told
    assert no_network == []
    outer = folder.parent
    assert [p.name for p in outer.iterdir()] == ["inner"]
    assert [p.name for p in outer.parent.iterdir()] == ["outer"]
    assert not [p for p in folder.iterdir() if p.is_dir() and p.name != "assay"]
    with open_store("copy.db") as store:
        assert store.verify() == []


def test_formula_cells_are_defused_and_said(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    feed(folder)
    run(capfd, ["import", "in.jsonl"])
    decide(folder / "assay.db")
    code, told = run(capfd, ["export", "--format", "csv", "-o", "out.csv"])
    assert code == 0
    assert "formula" in told
    csv.field_size_limit(10_000_000)
    with (folder / "out.csv").open(newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert cells
    assert [c[:40] for c in cells if c[:1] in ("=", "@", "+", "\t", "\r")] == []


def test_the_review_screen_shows_hostile_words_and_obeys_none(folder: Path) -> None:
    feed(folder)
    with Terminal(partial(main, ["in.csv"]), cwd=folder, columns=120, rows=40) as terminal:
        terminal.wait_for(b"overturned")
        terminal.wait_for(b"of 1")
        terminal.press(b"q")
        assert terminal.exit_code() == 0
    for acting in (b"\x1b]0;owned", b"\x1b[31m", BIDI.encode(), C1.encode()):
        assert acting not in terminal.output
