"""The line editor: pure text and a caret."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.lineedit import Line

_NAMED = (
    *("space", "backspace", "delete", "left", "right", "home", "end", "enter", "f9"),
    *("ctrl+w", "ctrl+u", "ctrl+k", "ctrl+left", "ctrl+right"),
)
_KEYS = st.one_of(st.characters(min_codepoint=33, max_codepoint=0x2FFF), st.sampled_from(_NAMED))


def typed(line: Line, *keys: str) -> Line:
    for key in keys:
        line = line.press(key) or line
    return line


def test_typing_in_the_middle() -> None:
    assert typed(Line.of("Mngocher"), "home", "right", "a").text == "Mangocher"


def test_a_word_is_taken_away_at_a_time() -> None:
    assert typed(Line.of("12 Feb  2025"), "ctrl+w") == Line("12 Feb  ", 8)
    assert typed(Line.of("12 Feb  2025"), "ctrl+w", "ctrl+w").text == "12 "
    assert typed(Line.of("one two"), "ctrl+left", "ctrl+k").text == "one "
    assert typed(Line.of("one two"), "ctrl+u").text == ""


def test_what_is_no_text_changes_nothing_and_says_so() -> None:
    assert Line.of("x").press("enter") is None
    assert Line.of("x").press("f9") is None


def test_control_characters_never_get_in() -> None:
    assert Line().insert("a\x1b[31mb\nc\u202e").text == "a[31mb c"


@given(st.lists(_KEYS, max_size=40))
def test_the_caret_is_always_in_the_line(keys: list[str]) -> None:
    line = typed(Line.of("night of 31 January"), *keys)
    assert 0 <= line.caret <= len(line.text)
    assert line.text.isprintable()
