"""Quoted words in narrow columns: cut at words, the figure and its noun kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.quote import Piece
from tui.widgets.shorten import shorten
from tui.widgets.wrap import cells

#: What a count is read from: outcome, figure, noun, outcome.
CLAUSE = (
    Piece("gunned down", "cue"),
    Piece(" at least ", "context"),
    Piece("eleven", "words"),
    Piece(" armed ", "context"),
    Piece("raiders", "cue"),
    Piece(" in ", "context"),
    Piece("Zhob", "cue"),
)


def at(width: int, pieces: tuple[Piece, ...] = CLAUSE) -> str:
    return "".join(p.text for p in shorten(pieces, width, ("“", "”"), "…"))


@pytest.mark.parametrize(
    ("width", "seen"),
    [
        (60, "“gunned down at least eleven armed raiders in Zhob”"),
        (50, "“gunned down at least eleven armed raiders in…”"),
        (45, "“gunned down at least eleven armed raiders…”"),
        (40, "“…down at least eleven armed raiders…”"),
        (25, "“…eleven armed raiders…”"),
        (22, "“eleven armed raiders”"),
        (19, "“eleven … raiders”"),
        (6, ""),
    ],
)
def test_the_figure_and_what_it_counts_stay_longest(width: int, seen: str) -> None:
    assert at(width) == seen


def test_a_name_alone_is_left_to_be_cut() -> None:
    assert at(14, (Piece("Muslim Bagh and Loralai", "words"),)) == "“Muslim Bagh and Loralai”"


def test_the_tones_stay() -> None:
    kept = shorten(CLAUSE, 25, ("“", "”"), "…")
    assert [p.text.strip() for p in kept if p.tone == "words"] == ["eleven"]
    assert [p.text.strip() for p in kept if p.tone == "cue"] == ["raiders"]


@given(
    st.lists(st.tuples(st.text(" ab.\u0301警", max_size=9), st.sampled_from(["words", "cue", "context"]))),
    st.integers(0, 40),
)
def test_whatever_it_is_given_it_makes_nothing_up(parts: list[tuple[str, str]], width: int) -> None:
    pieces = [Piece(text, tone) for text, tone in parts]  # type: ignore[arg-type]
    whole = "".join(p.text for p in pieces)
    kept = shorten(pieces, width, ("“", "”"), "…")
    for word in "".join(p.text for p in kept).strip("“”…").split("…"):
        assert word.strip() in whole
    assert cells("".join(p.text for p in kept)) <= max(width, cells(whole) + 2)
