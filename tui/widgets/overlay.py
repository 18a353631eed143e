"""Letters laid over a line of text: what lies under them is hidden, nothing moves. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.acting import Letters
from tui.widgets.wrap import Wrapped, cells


def by_row(letters: Sequence[Letters], rows: Wrapped) -> Mapping[int, list[Letters]]:
    """Which letters lie on which row of the text."""
    found: dict[int, list[Letters]] = {}
    for one in letters:
        found.setdefault(rows.row_of(one.start), []).append(one)
    return found


def laid_over(
    strip: Strip,
    letters: Sequence[Letters],
    row_start: int,
    text: str,
    margin: int,
    style: Callable[[str], Style],
) -> Strip:
    """The line with its letters on it.

    `row_start` is the row's first code point in `text`, `margin` the cells before it.
    """
    for one in letters:
        column = margin + cells(text[row_start : one.start])
        width = min(len(one.letters), max(strip.cell_length - column, 0))
        done, left = one.letters[: one.typed][:width], one.letters[one.typed :][: max(width - one.typed, 0)]
        over = [Segment(done, style("hint-typed")), Segment(left, style("hint"))]
        strip = Strip.join(
            [
                strip.crop(0, column),
                Strip([s for s in over if s.text]),
                strip.crop(column + width, strip.cell_length),
            ]
        )
    return strip
