"""`copy-store`: a new store with everything in it, compared row by row, and not kept where it differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection

from store import copying, mends
from store.database import Database
from store.engine import open_store
from store.errors import StoreDamaged, StoreError

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


def test_a_copy_has_everything_but_what_was_deleted(amina: Person, bilal: Person, tmp_path: Path) -> None:
    amina.press(mends.verify, row=1)
    bilal.press(lambda s: mends.set_status(s, "in_progress", flag="ask"), row=2)
    amina.store.purge(["a3.txt"], "nadia")
    heard: list[int] = []
    rows = amina.store.copy_to(f"sqlite:///{tmp_path / 'copy.db'}", heard.append)
    assert sum(heard) == rows > 20
    with open_store(str(tmp_path / "copy.db")) as copy:
        assert not copy.created
        assert copy.verify() == []
        assert list(copy.export_lines()) == list(amina.store.export_lines())
        assert list(copy.log()) == list(amina.store.log())
        assert copy.stats() == amina.store.stats()
        assert copy.next_row("amina") == 2
        person = type(amina)(copy, "amina")
        person.press(mends.verify, row=2)
        person.undo()
        assert copy.verify() == []
    assert amina.store.verify() == []


def test_what_is_there_is_not_written_over(amina: Person, tmp_path: Path) -> None:
    (tmp_path / "taken.db").write_text("notes")
    for target in (tmp_path / "taken.db", amina.store.path):
        with pytest.raises(StoreError, match="exists already"):
            amina.store.copy_to(str(target))
    assert (tmp_path / "taken.db").read_text() == "notes"
    with pytest.raises(StoreError, match="postgresql is not supported yet"):
        amina.store.copy_to("postgresql://server/assay")


def test_a_copy_that_is_not_the_same_is_not_kept(
    amina: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = copying._copy

    def spoilt(here: Connection, made: Database, progress: Callable[[int], None] | None) -> int:
        rows = copied(here, made, progress)
        with made.write() as there:
            there.exec_driver_sql("UPDATE texts SET text = text || ' ' WHERE article = 4")
        return rows

    monkeypatch.setattr(copying, "_copy", spoilt)
    with pytest.raises(StoreDamaged, match="the copy of texts is not the same: it was not kept"):
        amina.store.copy_to(str(tmp_path / "copy.db"))
    assert list(tmp_path.glob("copy.db*")) == []
