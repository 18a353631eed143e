"""The slots of an entry's counts. Pure.

A count that no other count of its outcome answers is missing, or spurious. By side, a count whose side is
wrong is missing on the one side and spurious on the other. Counts inside another (`part_of`) are the field
`part`, apart from all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Count, Entry
from gold.score import align, credit, readings
from gold.score.align import CountPair
from gold.score.model import Mark, Slot


def counts_of_pair(gold: Entry, found: Entry, tolerance: float, log_errors: list[float]) -> Iterator[Slot]:
    """The slots of two paired entries' counts; the log errors of the paired counts go to `log_errors`."""
    answers: dict[str, str] = {}
    gold_wholes, found_wholes = align.whole(gold), align.whole(found)
    wholes = align.align_counts(gold_wholes, found_wholes, tolerance)
    parts = align.align_counts(align.parts(gold), align.parts(found), tolerance)
    for pair in (*wholes.pairs, *parts.pairs):
        answers[pair.found.id] = pair.gold.id
    for pair in wholes.pairs:
        if readings.unsure(gold, pair.gold.id):
            continue
        yield from _paired(gold, pair, tolerance)
        error = credit.log_error(pair.reading, pair.found)
        if error is not None:
            log_errors.append(error)
    for pair in parts.pairs:
        if not readings.unsure(gold, pair.gold.id):
            yield from _part(gold, pair, answers, tolerance)
    yield from _missing(gold, (*wholes.missed, *parts.missed))
    yield from _spurious(gold, (*wholes.extra, *parts.extra))


def counts_missing(entry: Entry) -> Iterator[Slot]:
    """The slots of a missed entry's counts."""
    yield from _missing(entry, entry.counts)


def counts_spurious(entry: Entry) -> Iterator[Slot]:
    """The slots of a spurious entry's counts."""
    yield from _spurious(entry, entry.counts)


def _same(same: bool) -> Mark:
    return "correct" if same else "incorrect"


def _paired(entry: Entry, pair: CountPair, tolerance: float) -> Iterator[Slot]:
    kind, where = entry.kind, f"{entry.id}/{pair.gold.id}"
    g, f = pair.reading, pair.found
    mark, share = credit.count(g, f, tolerance)
    tags: tuple[str, ...] = (f"outcome:{g.outcome}",)
    value = credit.number(g, f, tolerance)
    if g.side == f.side:
        tags = (*tags, f"side:{g.side}")
    else:
        yield Slot(kind, "", "missing", 0.0, where, g, f, (f"side:{g.side}",))
        yield Slot(kind, "", "spurious", 0.0, where, g, f, (f"side:{f.side}",))
    yield Slot(kind, "count", mark, share, where, g, f, tags)
    yield Slot(kind, "side", _same(g.side == f.side), float(g.side == f.side), where, g.side, f.side)
    if g.best is not None and f.best is not None:
        yield Slot(kind, "best", value[0], value[1], where, g, f)
    elif g.best is not None or f.best is not None:
        yield Slot(kind, "best", "missing" if f.best is None else "spurious", 0.0, where, g, f)
    three = credit.triple(g, f)
    yield Slot(kind, "triple", three[0], three[1], where, g, f)
    if g.qualifier is not None:
        same = g.qualifier == f.qualifier
        said: Mark = "missing" if f.qualifier is None else _same(same)
        yield Slot(kind, "qualifier", said, float(same), where, g.qualifier, f.qualifier)


def _part(entry: Entry, pair: CountPair, answers: dict[str, str], tolerance: float) -> Iterator[Slot]:
    """A count inside another: right where side, number and the count that it lies inside are right."""
    g, f = pair.reading, pair.found
    mark, share = credit.count(g, f, tolerance)
    if mark == "correct" and credit.triple(g, f)[0] != "correct":
        mark, share = "partial", 0.5
    if mark == "correct" and answers.get(f.part_of or "") != pair.gold.part_of:
        mark, share = "partial", 0.5
    yield Slot(entry.kind, "part", mark, share, f"{entry.id}/{pair.gold.id}", g, f)


def _missing(entry: Entry, counts: Sequence[Count]) -> Iterator[Slot]:
    for c in counts:
        if not credit.states_count(c) or readings.may_be_absent(c) or readings.unsure(entry, c.id):
            continue
        yield from _alone(entry, c, "missing")


def _spurious(entry: Entry, counts: Sequence[Count]) -> Iterator[Slot]:
    for c in counts:
        if credit.states_count(c):
            yield from _alone(entry, c, "spurious")


def _alone(entry: Entry, c: Count, mark: Mark) -> Iterator[Slot]:
    """The slots of a count that has no partner."""
    kind, where = entry.kind, f"{entry.id}/{c.id}"
    gold, found = (c, None) if mark == "missing" else (None, c)
    if c.part_of is not None:
        yield Slot(kind, "part", mark, 0.0, where, gold, found)
        return
    yield Slot(kind, "count", mark, 0.0, where, gold, found, (f"outcome:{c.outcome}", f"side:{c.side}"))
    yield Slot(kind, "side", mark, 0.0, where, gold, found)
    if c.best is not None:
        yield Slot(kind, "best", mark, 0.0, where, gold, found)
    yield Slot(kind, "triple", mark, 0.0, where, gold, found)
    if c.qualifier is not None:
        yield Slot(kind, "qualifier", mark, 0.0, where, gold, found)
