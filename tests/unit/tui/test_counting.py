"""A typed count in words."""

from __future__ import annotations

import pytest

from extract.typed import read_count
from tui.counting import TYPED, in_words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12", "12"),
        ("1,200", "1,200"),
        ("12+", "at least 12"),
        ("<20", "at most 20"),
        ("~20", "about 20"),
        ("10-15", "10 to 15"),
        ("12..", "12 or more, not counted"),
        ("12 (10-15)", "12, between 10 and 15"),
        ("0", "0"),
    ],
)
def test_each_form_is_said_as_a_person_would(typed: str, words: str) -> None:
    assert in_words(read_count(typed)) == words


def test_the_cell_takes_what_its_forms_are_made_of_and_no_letter() -> None:
    assert set("12+<20~10-15..1,200") <= TYPED
    assert not any(c.isalpha() or c.isspace() for c in TYPED)
