"""`assay purge` and `assay copy-store` on real stores: asking, refusing, what is said afterwards."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from store.engine import open_store
from tui.cli import main

TEXT = "date 2025-02-01 QUETTA: Gunmen killed two soldiers near Turbat on Friday, {} said.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a store of three reports."""
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(TEXT.format(name))
    run(capsys, "import", "one.txt", "two.txt", "three.txt")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    told = capsys.readouterr()
    return code, told.out, told.err


class _Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


def _texts() -> int:
    with open_store("assay.db") as store:
        return store.progress("x").total


def test_purge_says_what_it_would_erase_and_asks_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, left in (("no\n", 3), ("\n", 3), ("", 3), ("yes\n", 2)):
        monkeypatch.setattr(sys, "stdin", _Keyboard(answer))
        code, out, err = run(capsys, "purge", "one.txt", "--reviewer", "nadia")
        assert out.startswith("one.txt: 8"), out
        assert "0 events by nobody" in out
        assert "Type yes:" in err
        assert (code, _texts()) == (0 if left == 2 else 2, left)
    assert "purged 1 article" in err
    assert "backups, copies, exports and releases that you made before still hold it" in err
    code, out, err = run(capsys, "show", "one.txt")
    assert (code, "one.txt was purged on" in err, "by nadia" in err) == (2, True, True)


def test_without_a_terminal_purge_wants_yes(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "purge", "one.txt")
    assert (code, "say --yes" in err, _texts()) == (2, True, 3)
    code, _, err = run(capsys, "purge", "one.txt", "two.txt", "--yes")
    assert (code, "purged 2 articles" in err, _texts()) == (0, True, 1)
    assert run(capsys, "verify-store")[0] == 0
    code, out, _ = run(capsys, "purge", "one.txt", "--yes")
    assert (code, "was purged already" in out) == (0, True)
    assert "this text was purged, so it is not stored again" in run(capsys, "import", "one.txt")[2]


def test_purge_refuses_what_it_does_not_know_and_makes_no_store(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, _, err = run(capsys, "purge", "one.txt", "four.txt", "--yes")
    assert (code, "there is no article 'four.txt'" in err, _texts()) == (2, True, 3)
    code, _, err = run(capsys, "purge", "one.txt", "--yes", "--db", "none.db")
    assert (code, "there is no store none.db" in err, (folder / "none.db").exists()) == (2, True, False)
    assert "no purge is unfinished" in run(capsys, "purge")[2]


def test_copy_store_makes_a_store_like_it(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, _, err = run(capsys, "copy-store", "copy.db")
    assert (code, "and compared them" in err) == (0, True)
    assert run(capsys, "verify-store", "--db", "copy.db")[0] == 0
    code, _, err = run(capsys, "copy-store", "copy.db")
    assert (code, "copy.db exists already" in err) == (2, True)
    code, _, err = run(capsys, "copy-store", "no/such/copy.db")
    assert (code, "there is no folder" in err) == (2, True)
    code, _, err = run(capsys, "copy-store", "mysql://server/assay")
    assert (code, "not supported yet" in err) == (2, True)
