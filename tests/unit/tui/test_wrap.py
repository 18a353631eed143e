"""Wrapping by cells: no row too wide, no code point lost, nothing emitted that acts on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.wrap import cells, cut, shown, wrap

_ANYTHING = st.text(
    alphabet=st.one_of(
        st.sampled_from(" ab\n\t\r\x1b\x07\u202e\u200d\u0301\ufe0f警察。👩“é\u2028\ud800"), st.characters()
    ),
    max_size=300,
)


def rows(text: str, width: int) -> list[str]:
    laid = wrap(text, width)
    return [text[a:b] for a, b in zip(laid.starts, laid.ends, strict=True)]


def test_a_sentence_breaks_at_spaces() -> None:
    assert rows("Seven guards were hurt near the old bridge.", 16) == [
        "Seven guards",
        "were hurt near",
        "the old bridge.",
    ]


def test_paragraphs_and_blank_lines_stay() -> None:
    assert rows("One.\n\nTwo.\r\nThree.\n", 20) == ["One.", "", "Two.", "Three."]


def test_an_empty_text_has_one_empty_row() -> None:
    assert rows("", 20) == [""]


def test_a_long_word_is_broken() -> None:
    assert rows("see https://example.org/a/b/c", 10) == ["see", "https://ex", "ample.org/", "a/b/c"]


def test_indentation_alone_is_no_place_to_break() -> None:
    assert rows("    abcdefghij", 8) == ["    abcd", "efghij"]


def test_wide_characters_take_two_cells_and_may_be_parted() -> None:
    assert rows("警察は十二人を", 6) == ["警察は", "十二人", "を"]


def test_wide_and_narrow_characters_share_rows() -> None:
    assert rows("警察は12人を逮捕した", 8) == ["警察は12", "人を逮捕", "した"]


def test_a_full_stop_never_begins_a_row() -> None:
    assert all(not row.startswith("。") for row in rows("警察は逮捕。十二人。" * 5, 10))


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert rows("e\u0301" * 6, 4) == ["e\u0301" * 4, "e\u0301" * 2]


@pytest.mark.parametrize("mark", ["\u0301", "\u200b", "\u200d\ufe0f\u0301", "\u0e49"])
def test_a_pile_of_combining_marks_is_one_sign(mark: str) -> None:
    text = "e" + mark * 10_000 + "nd of it"
    assert shown(text) == "e◌nd of it"
    assert cells(text) == 10
    laid = wrap(text, 20)
    assert len(laid) == 1
    assert laid.column_of(text.index("nd")) == 2
    assert laid.offset_at(0, 2) == text.index("nd")


def test_as_many_marks_as_writing_has_are_left_as_they_are() -> None:
    assert shown("e" + "\u0301" * 8) == "e" + "\u0301" * 8


def test_a_pile_of_marks_cannot_flood_a_column() -> None:
    assert cut("\u0301" * 500 + "abcdef", 4) == "◌ab…"


def test_right_to_left_text_keeps_the_order_of_the_string() -> None:
    text = "کوئٹہ میں سات افراد زخمی ہوئے"
    assert " ".join(rows(text, 12)) == text


def test_one_line_of_a_million_characters_is_wrapped() -> None:
    laid = wrap("word " * 200_000, 76)
    assert len(laid) == 200_000 * 5 // 75 + 1
    assert laid.row_of(len(laid.text)) == len(laid) - 1


@given(_ANYTHING, st.integers(2, 40))
def test_no_row_is_too_wide_and_no_code_point_is_lost(text: str, width: int) -> None:
    laid = wrap(text, width)
    bounds = [*laid.starts, len(text)]
    assert bounds[0] == 0
    assert bounds == sorted(bounds)
    for row, (a, b) in enumerate(zip(laid.starts, laid.ends, strict=True)):
        assert a <= b <= bounds[row + 1]
        assert cells(text[a:b]) <= width
        assert not text[b : bounds[row + 1]].strip(" \t\r\n\u2028\u2029")


@given(_ANYTHING)
def test_cells_are_what_rich_counts_for_what_is_shown(text: str) -> None:
    assert cells(text) == cell_len(shown(text))


@given(_ANYTHING)
def test_nothing_shown_acts_on_a_terminal(text: str) -> None:
    for char in shown(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in (
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        )


@given(_ANYTHING, st.integers(2, 40))
def test_a_cell_leads_back_to_the_code_point_that_stands_there(text: str, width: int) -> None:
    laid = wrap(text, width)
    for offset in range(len(text)):
        row = laid.row_of(offset)
        assert laid.starts[row] <= offset
        if offset < laid.ends[row] and cells(text[offset]):
            assert laid.offset_at(row, laid.column_of(offset)) <= offset


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b2J", "␦2J"),
        ("a\u202eb\u202cc", "a↤b⊣c"),
        ("1\u200b2", "12"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("a\tb", "a b"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_would_act_is_shown_as_a_glyph(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_cutting_says_that_something_is_missing() -> None:
    assert cut("twelve guards", 8) == "twelve…"
    assert cut("警察は十二人", 6) == "警察…"
    assert cut("abc", 0) == ""


def test_what_is_taken_for_one_cell_is() -> None:
    every = "".join(map(chr, range(0x20, 0x3000)))
    assert [c for c in every if cells(c) != cell_len(shown(c))] == []


def test_what_is_taken_for_two_cells_is() -> None:
    for first, last in ("ぁん", "ァー", "、〉", "㐀䶿", "一鿿", "가힣", "！｠"):
        row = "".join(map(chr, range(ord(first), ord(last) + 1)))
        assert cells(row) == cell_len(row) == 2 * len(row)
        assert len(wrap(row, 40)) >= len(row) // 20
