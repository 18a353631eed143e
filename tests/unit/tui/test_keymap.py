"""A person's own keys, and why some of them are refused."""

from __future__ import annotations

import pytest

from tui.actions import ACTIONS
from tui.keymap import KeymapError, build, canonical


def problems(overrides: dict[str, object]) -> str:
    with pytest.raises(KeymapError) as caught:
        build(overrides)  # type: ignore[arg-type]
    return "\n".join(caught.value.problems)


def test_without_settings_every_action_has_its_default_keys() -> None:
    keymap = build()
    for action in ACTIONS:
        assert keymap.keys_of(action.id) == action.keys
        assert all(keymap.action(key) is action for key in action.keys)


def test_a_rebound_action_leaves_its_old_key_free() -> None:
    keymap = build({"review.accept": "V"})
    assert keymap.main_key("review.accept") == "V"
    assert keymap.action("a") is None


def test_several_keys_and_none() -> None:
    keymap = build({"review.accept": ["V", "f5"], "review.note": []})
    assert keymap.keys_of("review.accept") == ("V", "f5")
    assert keymap.main_key("review.note") == ""


def test_two_actions_may_exchange_their_keys() -> None:
    keymap = build({"review.accept": "x", "review.reject": "a"})
    assert keymap.main_key("review.reject") == "a"


def test_an_unknown_action_is_named() -> None:
    assert "no action 'review.acept'" in problems({"review.acept": "V"})


def test_a_clash_names_both_actions() -> None:
    said = problems({"review.accept": "x"})
    assert "review.accept wants 'x', which review.reject has" in said


def test_all_problems_are_told_at_once() -> None:
    said = problems({"review.acept": "V", "review.accept": "hyper+q", "review.note": "x"})
    assert said.count("\n") == 2


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("ctrl+i", "the same as tab"),
        ("ctrl+m", "the same as enter"),
        ("ctrl+1", "does not reach"),
        ("shift+a", "write the character"),
        ("hyper+x", "is no key"),
        ("qq", "is no key"),
        ("ctrl+", "is no key"),
        ("\x07", "is no key"),
        ("escape", "always leaves"),
        ("", "is no key"),
    ],
)
def test_keys_that_cannot_work_are_refused_with_the_reason(key: str, why: str) -> None:
    assert why in problems({"review.accept": key})


def test_the_count_syntax_is_not_rebound() -> None:
    assert "cannot be rebound" in problems({"review.type": "V"})
    assert "review.type has" in problems({"review.accept": "5"})


def test_there_is_always_a_way_out() -> None:
    assert "nobody gets out" in problems({"app.quit": []})


def test_one_key_has_one_spelling() -> None:
    assert canonical(" ") == "space"
    assert canonical("Ctrl+D") == "ctrl+d"
    assert canonical("PageDown") == "pagedown"
    assert canonical("+") == "+"
