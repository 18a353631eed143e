"""How the queue, the search and going to an article look."""

from __future__ import annotations

from collections.abc import Callable

import pytest

SIZES = [(120, 40), (80, 24)]
ALL = tuple(f"{n:02}" for n in range(1, 18))


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is done at noon, so that the pictures stay the same."""
    monkeypatch.setattr("tui.widgets.queue.clock_words", lambda stamp: "12:00")


@pytest.mark.parametrize("size", SIZES)
def test_the_queue_with_the_worst_first(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    keys = ("X", "s", "f", *"later", "enter", "a", "n", "T", "s", "w", "j", "j")
    assert looks(*keys, size=size, numbers=ALL)


@pytest.mark.parametrize("size", SIZES)
def test_the_queue_being_sorted(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("T", "s", size=size, numbers=ALL)


@pytest.mark.parametrize("size", SIZES)
def test_the_queue_being_filtered(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("T", "f", *"waiting since:soon", size=size, numbers=ALL)


@pytest.mark.parametrize("size", SIZES)
def test_what_was_done_today_on_top(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("X", "s", "X", "a", "T", "t", "j", size=size, numbers=ALL)


@pytest.mark.parametrize("size", SIZES)
def test_a_search_in_all_texts(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("T", "/", *"killed", size=size, numbers=ALL)


@pytest.mark.parametrize("size", SIZES)
def test_a_search_in_the_text(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("/", *"troops", "enter", size=size, numbers=("02",))


@pytest.mark.parametrize("size", SIZES)
def test_going_to_an_article(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(":", "1", size=size, numbers=ALL)
