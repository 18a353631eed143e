"""A paragraph that was sent in lines of one width flows in the column it is shown in; other breaks stay."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.reflow import FILL, flowing
from tui.widgets.wrap import wrap, wrapped_lines

PARAGRAPH = (
    "Gunmen on motorcycles opened fire on a checkpoint at the edge of the town early on Tuesday and killed "
    "three policemen, the district commissioner said. Two of the attackers were shot dead when they fled "
    "towards the river, he added, and a search was going on in the orchards beyond the bridge."
)
ITEMS = "\n- a rifle\n- two radios of the kind that the border police have had for years\n- a map"


def set_to(width: int, *paragraphs: str, end: str = "\n") -> str:
    return (end * 2).join(end.join(textwrap.wrap(p, width)) for p in paragraphs)


@pytest.mark.parametrize("width", [60, 68, 76])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_paragraphs_that_were_set_to_a_width_flow_in_another(width: int, end: str) -> None:
    text = set_to(width, PARAGRAPH, PARAGRAPH, end=end)
    rows = [row.replace(FILL, "").rstrip() for row in wrapped_lines(text, 48)]
    assert rows == [*textwrap.wrap(PARAGRAPH, 48), "", *textwrap.wrap(PARAGRAPH, 48)]


def test_every_code_point_keeps_its_offset() -> None:
    text = set_to(66, PARAGRAPH, PARAGRAPH, end="\r\n")
    laid = wrap(text, 50)
    assert len(laid.text) == len(text)
    at = text.index("policemen")
    row = laid.row_of(at)
    assert laid.text[at : at + 9] == "policemen"
    assert laid.starts[row] <= at < laid.ends[row]


def test_a_heading_a_list_and_an_indented_line_stay_where_they_are() -> None:
    text = "TWO DEAD\n" + set_to(66, PARAGRAPH, PARAGRAPH)
    listed = f"{text}{ITEMS}"
    indented = f"{text}\n   The army said nothing."
    assert flowing(text).startswith("TWO DEAD\nGunmen")
    assert flowing(listed).endswith(ITEMS)
    assert flowing(indented).endswith("\n   The army said nothing.")


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH + "\n" + PARAGRAPH + "\n" + PARAGRAPH + "\nA last line.\nAnd another one.",
        "\n".join(["Killed: 3", "Wounded: 5", "Place: Kalat", "By: police", "Day: Tuesday", "Toll: final"]),
        "\n".join(f"{n}. A line of a list that is as long as the others are, by chance" for n in range(9)),
        "",
        "one line",
    ],
    ids=["a line a paragraph", "short lines", "a numbered list", "nothing", "a line"],
)
def test_a_text_that_is_not_set_to_a_width_is_shown_as_it_is(text: str) -> None:
    assert flowing(text) == text


@given(st.text(alphabet="ab \n\r\t-1.", max_size=400))
def test_only_line_breaks_become_spaces_and_nothing_moves(text: str) -> None:
    after = flowing(text)
    assert len(after) == len(text)
    assert all(a == b or (b in "\r\n" and a in (" ", FILL)) for a, b in zip(after, text, strict=True))


def test_an_endless_line_before_a_setting_is_left_as_it_is() -> None:
    text = "x" * 300_000 + "\n" + set_to(66, PARAGRAPH, PARAGRAPH)
    assert flowing(text)[:300_001] == "x" * 300_000 + "\n"
