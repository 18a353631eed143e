"""A review screen on a real store file: the samples, with their own gold as what the extractor proposed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from extract.model import Article, Check, Record
from store.engine import open_store
from tests.tui.sitting import GOLD, Sitting, gold_record
from tui.app import AssayApp
from tui.job import Job
from tui.keymap import Keymap
from tui.start import first_sight
from tui.widgets.glyphs import UNICODE, Glyphs

NOTE = Check("sum_short", "note", "The parts say 9, the total 10.", "t1", "counts/c1")
Compare = Callable[..., bool]
Opens = Callable[..., AbstractAsyncContextManager[Sitting]]


@pytest.fixture(autouse=True)
def gold_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractor of these tests proposes nothing: what waits in the store was proposed before."""

    def propose(article: Article) -> Record:
        return Record(article, extractor=dict(GOLD))

    def no_work(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr("tui.proposing.propose", propose)
    monkeypatch.setattr("tui.behind.work", no_work)


@pytest.fixture
def make_store(tmp_path: Path, samples: Path) -> Callable[[Sequence[str]], Path]:
    """Makes a store file of these samples (by their numbers), in this order."""

    def make(numbers: Sequence[str]) -> Path:
        path = tmp_path / "gold.db"
        records = [gold_record(samples, n) for n in numbers]
        with open_store(str(path)) as store:
            store.add_articles(r.article for r in records)
            store.add_proposals(records)
        return path

    return make


@pytest.fixture
def sit_down(make_store: Callable[[Sequence[str]], Path]) -> Opens:
    """Opens the screen on samples: `async with sit_down("01", "04") as desk`, waiting until it is painted."""

    @asynccontextmanager
    async def sit(
        *numbers: str,
        size: tuple[int, int] = (120, 40),
        checks: Sequence[Check] = (),
        store: Path | None = None,
        keymap: Keymap | None = None,
    ) -> AsyncIterator[Sitting]:
        path = store or make_store(numbers)
        job = Job(str(path), "amina")
        app = AssayApp(job, first=first_sight(job), keymap=keymap, checker=lambda state: checks)
        async with app.run_test(size=size) as pilot:
            sitting = Sitting(pilot, path)
            await sitting.settled()
            yield sitting
            await sitting.settled()

    return sit


@pytest.fixture
def looks(
    snap_compare: Compare, make_store: Callable[[Sequence[str]], Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., bool]:
    """Compares the screen after some keys with the picture that is kept."""

    def compare(
        *keys: str,
        size: tuple[int, int],
        numbers: Sequence[str] = ("01", "02"),
        check: Check = NOTE,
        theme: str | None = None,
        glyphs: Glyphs = UNICODE,
        greet: bool = False,
    ) -> bool:
        path = make_store(numbers)
        monkeypatch.chdir(path.parent)
        job = Job(path.name, "amina")
        app = AssayApp(
            job,
            first=first_sight(job),
            checker=lambda state: (check,),
            theme=theme,
            glyphs=glyphs,
            greet=greet,
        )

        async def press(pilot: Pilot[None]) -> None:
            sitting = Sitting(pilot, path)
            await sitting.settled()
            await sitting.press(*keys)

        return snap_compare(app, terminal_size=size, run_before=press)

    return compare
