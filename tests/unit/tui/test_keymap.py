"""A person's own keys, and why some of them are refused."""

from __future__ import annotations

import pytest

from tui.actions import ACTIONS, BY_ID
from tui.keymap import KeymapError, build, canonical
from tui.screen_actions import SCREENS


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


def test_the_keys_of_other_screens_are_rebound_too() -> None:
    keymap = build({"queue.sort": ["S", "f6"], "adjudicate.one": "l"})
    assert keymap.main_key("queue.sort") == "S"
    found = [keymap.action(key, "queue") for key in ("S", "f6", "s")]
    assert [a and a.id for a in found] == ["queue.sort", "queue.sort", None]
    assert keymap.action("1", "adjudicate") is None
    assert keymap.action("s") is BY_ID["review.split"]


def test_one_key_may_do_different_things_on_two_screens_but_not_on_one() -> None:
    build({"queue.sort": "a"})
    assert "queue.sort wants 'f', which queue.filter has" in problems({"queue.sort": "f"})
    assert "adjudicate.one wants 'u', which review.undo has" in problems({"adjudicate.one": "u"})


def test_a_key_of_a_screen_never_hides_the_help_or_the_palette() -> None:
    assert "queue.sort wants '?', which app.help has" in problems({"queue.sort": "?"})
    assert "app.help wants 'G', which queue.last has" in problems({"app.help": "G"})


def test_letters_are_text_in_the_history() -> None:
    assert "history.next: 'j' is text there" in problems({"history.next": "j"})
    assert build().action("?", "history") is None
    found = build().action("f1", "history")
    assert found is not None
    assert found.id == "app.help"


@pytest.mark.parametrize("place", SCREENS)
def test_on_every_screen_all_that_is_offered_has_a_key_that_runs_it(place: str) -> None:
    keymap = build()
    for action in keymap.offered(place):
        keys = [k for k in keymap.keys_of(action.id) if keymap.action(k, place) is action]
        assert keys, action.id


def test_there_is_always_a_way_out() -> None:
    assert "nobody gets out" in problems({"app.quit": []})


def test_one_key_has_one_spelling() -> None:
    assert canonical(" ") == "space"
    assert canonical("Ctrl+D") == "ctrl+d"
    assert canonical("PageDown") == "pagedown"
    assert canonical("+") == "+"
