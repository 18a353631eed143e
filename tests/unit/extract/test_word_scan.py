"""What is read of a text's pieces once and shared: letters by case, the words of dates and numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import sentences
from extract.word_scan import letter_cases, telling_words


@given(st.text())
def test_small_letters_and_capitals_are_counted_in_any_script(text: str) -> None:
    lower, upper = sum(map(str.islower, text)), sum(map(str.isupper, text))
    assert letter_cases(text) == (lower, upper)


def test_the_words_of_dates_and_numbers_stand_where_they_are_said_to() -> None:
    text = "  Twelve  men\nleft on Monday,\tin 2014-15;  none of the three   returned. " * 2000
    found = telling_words(text)
    assert len(found) == 2000 * len(telling_words(text[: len(text) // 2000]))
    assert {word for _, word in found} >= {"Twelve", "Monday", "2014", "15", "three"}
    assert all(text[at : at + len(word)] == word for at, word in found)


@given(st.text(alphabet='aB.!?"”) \n\u2028।•-', max_size=60))
def test_sentences_hold_every_word_and_lie_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end] == s.text for s in found)
