"""The registry of actions is the one place where keys are stated."""

from __future__ import annotations

import re

from tui.actions import ACTIONS, BY_ID, markdown_table, shown_key, shown_keys
from tui.answers import _DONE
from tui.deeds import DEEDS
from tui.keymap import canonical
from tui.letters import letters

CONTRACT_KEYS = "j k down up tab shift+tab g n p pagedown pageup ctrl+d ctrl+u a A space y ~ < enter e d z o w x X i + = t b l f c u U ? f1 ctrl+p q T P / : ;".split()  # fmt: skip  # noqa: E501, SIM905


def test_every_action_is_done_by_something_and_nothing_else_is() -> None:
    assert set(DEEDS) == set(BY_ID)


def test_ids_and_keys_are_unique() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(set(keys)) == len(keys)
    assert len(BY_ID) == len(ACTIONS)


def test_every_key_of_the_contract_for_this_screen_has_an_action() -> None:
    bound = {key for action in ACTIONS for key in action.keys}
    assert set(CONTRACT_KEYS) | set("0123456789") <= bound


def test_default_keys_are_written_as_a_person_would_have_to_write_them() -> None:
    for action in ACTIONS:
        assert [canonical(key) for key in action.keys] == list(action.keys)


def test_every_action_says_what_it_does_in_one_line() -> None:
    for action in ACTIONS:
        assert action.label, action.id
        assert len(action.label) <= 20, action.id
        assert action.help, action.id
        assert "\n" not in action.help, action.id
        assert re.fullmatch(r"(review|app)\.[a-z_]+", action.id)


def test_what_can_be_undone_has_words_for_having_been_taken_back() -> None:
    assert set(_DONE) <= set(BY_ID)


def test_the_markdown_table_has_a_row_for_every_action() -> None:
    lines = markdown_table().splitlines()
    assert len(lines) == len(ACTIONS) + 2
    assert "| `Space` | bring evidence" in markdown_table()
    assert "`0–9` `~` `<`" in markdown_table()


def test_the_markdown_table_shows_rebound_keys() -> None:
    assert "| `F5` | accept the field" in markdown_table({"review.accept": ("f5",)})


def test_keys_are_shown_as_people_write_them() -> None:
    assert [shown_key(k) for k in ("space", "ctrl+d", "f1", "a", "A", "shift+tab", "pagedown")] == [
        *("Space", "Ctrl+D", "F1", "a", "A", "Shift+Tab", "PgDn"),
    ]
    assert shown_keys(BY_ID["review.type"]) == "0–9 ~ <"


def test_every_letter_stands_for_something_that_exists() -> None:
    from extract.model import OUTCOMES, SIDES

    assert set(letters("outcome").values()) == set(OUTCOMES)
    assert set(letters("side").values()) == set(SIDES)
    assert "other" in letters("reason").values()
