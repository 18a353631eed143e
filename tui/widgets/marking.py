"""Which marks touch which row of a wrapped text, and how each stretch of a row is to look. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tui.marks import Mark
from tui.widgets.wrap import Wrapped

#: A mark over more rows than this is looked up apart, so that marking a whole text costs no memory.
TALL = 64

_WEIGHTS = {"unclaimed": 0, "place": 1, "date": 2, "number": 3, "chosen": 4}


class Marking:
    """The marks of one text in one wrapping. Where marks overlap, the focused field's lies on top."""

    __slots__ = ("_by_row", "_rows", "_tall", "_values", "marks")

    def __init__(self, rows: Wrapped, marks: Sequence[Mark] = ()) -> None:
        self.marks = list(marks)
        self._rows = rows
        self._by_row: dict[int, list[Mark]] = {}
        self._tall: list[Mark] = []
        for mark in sorted(self.marks, key=_weight):
            touched = rows.rows_of(mark.start, mark.end)
            if len(touched) > TALL:
                self._tall.append(mark)
                continue
            for row in touched:
                self._by_row.setdefault(row, []).append(mark)
        spans = {(m.start, m.end) for m in self.marks if m.kind != "unclaimed"}
        self._values = sorted(start for start, _ in spans)

    def runs(self, row: int) -> Iterator[tuple[int, int, str]]:
        """The row's stretches from left to right: code points from and to, and the name of the look."""
        start, end = self._rows.starts[row], self._rows.ends[row]
        here = [m for m in self._tall if m.start < end and m.end > start] + self._by_row.get(row, [])
        if not here:
            yield start, end, "text"
            return
        looks = ["text"] * (end - start)
        for mark in here:
            a, b = max(mark.start, start) - start, min(mark.end, end) - start
            if b > a:
                looks[a:b] = [_look(mark)] * (b - a)
        at = 0
        for i in range(1, len(looks) + 1):
            if i == len(looks) or looks[i] != looks[at]:
                yield start + at, start + i, looks[at]
                at = i

    def values_before(self, offset: int) -> int:
        """How many values have their evidence before a code point."""
        return bisect_left(self._values, offset)

    def values_from(self, offset: int) -> int:
        """How many values have their evidence at a code point or after it."""
        return len(self._values) - bisect_left(self._values, offset)

    def changed_rows(self, other: Marking) -> set[int] | None:
        """The rows that look different with the other marks; None where that is too many to tell."""
        changed = set(self.marks).symmetric_difference(other.marks)
        if len(changed) > TALL:
            return None
        rows: set[int] = set()
        for mark in changed:
            touched = self._rows.rows_of(mark.start, mark.end)
            if len(touched) > TALL:
                return None
            rows.update(touched)
        return rows


def _look(mark: Mark) -> str:
    return mark.kind + ("-focus" if mark.focus else "-cue" if mark.cue else "")


def _weight(mark: Mark) -> tuple[bool, bool, int]:
    """Later ones are painted over earlier ones."""
    return mark.focus, mark.cue, _WEIGHTS[mark.kind]
