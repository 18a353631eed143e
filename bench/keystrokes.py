"""How many keys an expert needs: each script is pressed in the real app, and what comes out is checked.

A case takes a sample, damages its gold as an extractor might, proposes that, presses the keys (the last one
verifies) and compares the record with the gold. `budget` is the most that the project allows itself.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from extract.from_json import loads
from extract.model import Count, Entry, Place, Record

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
#: The terminal in which the cases are played.
SIZE = (160, 60)

Damage = Callable[[Record], Record]
#: What has to be true of the record: the gold and the record in, a complaint out, empty where all is well.
Judge = Callable[[Record, Record], str]


@dataclass(frozen=True)
class Case:
    """One line of the table. `keys` are pressed one by one; the last ones verify the article."""

    name: str
    sample: str
    budget: int
    keys: tuple[str, ...]
    damage: Damage
    judge: Judge


# ---------------------------------------------------------------- damage


def _entry(record: Record, entry: str, change: Callable[[Entry], Entry]) -> Record:
    return replace(record, incidents=tuple(change(e) if e.id == entry else e for e in record.incidents))


def _count(record: Record, entry: str, count: str, **to: Any) -> Record:
    def change(e: Entry) -> Entry:
        return replace(e, counts=tuple(replace(c, **to) if c.id == count else c for c in e.counts))

    return _entry(record, entry, change)


def _wrong_count(record: Record) -> Record:
    return _count(record, "i1", "c1", low=7, best=7, high=7, evidence=())


def _wrong_date(record: Record) -> Record:
    other = record.entry("i2").date
    return _entry(record, "i1", lambda e: replace(e, date=other))


def _wrong_place(record: Record) -> Record:
    other = record.entry("i2").location
    return _entry(record, "i1", lambda e: replace(e, location=other))


def _false_incident(record: Record) -> Record:
    false = replace(record.entry("i3"), id="i9", role="main", counts=())
    return replace(record, incidents=(false, *record.incidents))


def _swapped(record: Record) -> Record:
    outcomes = {"killed": "wounded", "wounded": "killed"}
    sides = {"security_forces": "militants", "militants": "security_forces"}

    def swap(c: Count) -> Count:
        return replace(c, outcome=outcomes.get(c.outcome, c.outcome), side=sides.get(c.side, c.side))  # type: ignore[arg-type]

    return _entry(record, "i1", lambda e: replace(e, counts=tuple(map(swap, e.counts))))


def _two_false_and_a_wrong_place(record: Record) -> Record:
    """The shape of the seed: two incidents under their total, one at the other's place, two that are none."""
    total = record.entry("t1")
    ten = replace(total.counts[0], id="c1", low=10, best=10, high=10, evidence=total.counts[0].evidence)
    false = [
        replace(record.entry("i1"), id=name, role="background", part_of=None, counts=(ten,))
        for name in ("i8", "i9")
    ]
    return replace(_wrong_place(record), incidents=(*_wrong_place(record).incidents, *false))


def _missed(record: Record) -> Record:
    return replace(record, incidents=tuple(e for e in record.incidents if e.id != "i2"))


def _no_tolls(record: Record) -> Record:
    return _count(record, "i1", "c1", reports=(), low=26, high=None)


# ---------------------------------------------------------------- judging


def _values(entry: Entry) -> tuple[object, ...]:
    date, place = entry.date, entry.location
    counts = sorted((c.side, c.outcome, str(c.low), str(c.best), str(c.high)) for c in entry.counts)
    return (
        entry.kind,
        entry.role,
        (date.start, date.end),
        (place.name, place.admin1, place.country),
        tuple(counts),
    )


def _same(gold: Record, record: Record) -> str:
    wanted = sorted(map(_values, gold.incidents), key=str)
    found = sorted(map(_values, record.incidents), key=str)
    missing = [w for w in wanted if w not in found]
    return "" if wanted == found else f"wanted {missing}, found {[f for f in found if f not in wanted]}"


def _same_place(gold: Record, record: Record) -> str:
    """As `_same`, but a place may be told by its own name or by that of its district."""

    def bare(r: Record) -> Record:
        return replace(
            r, incidents=tuple(replace(e, location=Place(admin1=e.location.admin1)) for e in r.incidents)
        )

    named = [e.location.name or "" for e in record.incidents]
    lost = [
        e.location.name for e in gold.incidents if not any((e.location.name or "")[:4] in n for n in named)
    ]
    return _same(bare(gold), bare(record)) or (f"no place {lost}" if lost else "")


def _has_missed(gold: Record, record: Record) -> str:
    """The missed incident stands with its day, its place and one of its counts."""
    want = gold.entry("i2")
    for entry in record.incidents:
        days = (entry.date.start, entry.date.end) == (want.date.start, want.date.end)
        place = (want.location.name or "") in (entry.location.name or "")
        told = any(
            (c.best, c.side, c.outcome) == (w.best, w.side, w.outcome)
            for c in entry.counts
            for w in want.counts
        )
        if days and place and told:
            return ""
    return f"no incident such as {_values(want)}"


def _three_tolls(gold: Record, record: Record) -> str:
    count = record.entry("i1").counts[0]
    told = {(t.best, t.source_kind) for t in count.reports}
    wanted = {(17, "official"), (41, "witness"), (9, "official")}
    return "" if wanted <= told and count.best == 26 else f"tolls {told}, best {count.best}"


def _as_it_is(record: Record) -> Record:
    return record


CASES: tuple[Case, ...] = (
    Case("proposed right, evidence on screen 1", "01", 1, ("space",), _as_it_is, _same),
    Case("one wrong count", "01", 4, (".", "5", "space"), _wrong_count, _same),
    Case("a wrong date", "01", 5, ("j", "h", "j", "space"), _wrong_date, _same),
    Case("a wrong place", "01", 5, ("j", "j", "h", "k", "space"), _wrong_place, _same_place),
    Case("a false incident", "05", 3, ("x", "space"), _false_incident, _same),
    Case("sides and outcomes swapped", "07", 6, ("o", "o", "w", "s", "m", "space"), _swapped, _same),
    Case(
        "a wrong place and two false incidents",
        "01",
        10,
        ("j", "j", "h", "k", "g", "4", "x", "x", "space"),
        _two_false_and_a_wrong_place,
        _same_place,
    ),
    Case(
        "a missed incident: date, place, one count",
        "05",
        10,
        ("i", "h", "j", "h", "k", "+", "h", "l", "space"),
        _missed,
        _has_missed,
    ),
    Case(
        "three tolls of three sources",
        "09",
        10,
        (".", "r", "j", "r", "d", "r", "k", "space"),
        _no_tolls,
        _three_tolls,
    ),
)


# ---------------------------------------------------------------- playing


def measure() -> dict[str, float]:
    """Keys for each case. Raises AssertionError where a record came out wrong or a budget was not kept."""
    found: dict[str, float] = {}
    for case in CASES:
        complaint = asyncio.run(play(case))
        if complaint or len(case.keys) > case.budget:
            raise AssertionError(
                f"{case.name}: {complaint or f'{len(case.keys)} keys, {case.budget} allowed'}"
            )
        found[f"{case.name} (at most {case.budget})"] = len(case.keys)
    complaint, keys = asyncio.run(reopening())
    if complaint or keys > 9:
        raise AssertionError(f"reopening: {complaint or f'{keys} keys'}")
    found["reopen, mend one count, go back (at most 9)"] = keys
    return found


def gold_of(sample: str) -> Record:
    """The gold of a sample, by its number."""
    (path,) = SAMPLES.glob(f"{sample}-*.gold.json")
    return loads(path.read_text("utf-8"))


async def play(case: Case) -> str:
    """Press a case's keys on its article; what is wrong with the record that comes out."""
    gold = gold_of(case.sample)
    (record,) = await _played([case.damage(gold)], [list(case.keys)])
    return "was not verified" if record is None else case.judge(gold, record)


async def reopening() -> tuple[str, int]:
    """Four articles on, reopen the first one, mend its count, and be back where one was."""
    golds = [_wrong_count(gold_of("01")), *(gold_of(n) for n in ("05", "06", "14"))]
    mend = ["H", "r", "a", "i", "enter", "5", "space"]
    first, _, _, last = await _played(golds, [["space"], ["space"], ["space"], mend])
    if last is not None or first is None:
        return "the wrong article was verified", len(mend)
    return _same(gold_of("01"), first), len(mend)


async def _played(proposals: list[Record], scripts: list[list[str]]) -> list[Record | None]:
    """Press the scripts in a store with these proposals; the verified records, None where there is none."""
    from store.engine import open_store
    from tests.tui.sitting import GOLD, Sitting
    from tui.app import AssayApp
    from tui.job import Job
    from tui.start import first_sight

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "keys.db"
        with open_store(str(path)) as store:
            store.add_articles(p.article for p in proposals)
            store.add_proposals(replace(p, extractor=dict(GOLD)) for p in proposals)
        job = Job(str(path), "amina")
        app = AssayApp(job, first=first_sight(job), checker=lambda state: ())
        # Nothing is extracted behind: what was proposed here is what the person sees.
        with patch("tui.behind.work", lambda *_, **__: None):
            async with app.run_test(size=SIZE) as pilot:
                sitting = Sitting(pilot, path)
                await sitting.settled()
                for script in scripts:
                    await sitting.press(*script)
        with open_store(str(path)) as store:
            lines = {r.article.id: r for r in map(loads, store.export_lines())}
        return [lines.get(p.article.id) for p in proposals]


if __name__ == "__main__":
    for name, keys in measure().items():
        print(f"{name:60} {keys:3.0f}", file=sys.stdout)
