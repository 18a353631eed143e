"""Wire copies: which texts are nearly the same, and how they are grouped."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Article
from store.near import ALIKE, SHORTEST, likeness, sketch
from store.store import Store

STORY = (
    "Gunmen on motorcycles opened fire on a tea stall near the bus stand of Turbat late on Friday, killing "
    "three labourers and wounding two others, the deputy commissioner said. The attackers fled towards the "
    "hills before a patrol could reach the spot. The dead were brought to the teaching hospital, where a "
    "doctor said that one of the wounded was in a critical state. No group has claimed responsibility so "
    "far. A search was under way on Saturday and the road to Mand stayed closed for several hours."
)
OTHER = (
    "Farmers in the valley began to sow their winter wheat this week after rain that came ten days late. "
    "The district office hands out seed at half the price, and a queue of tractors stood before its gate "
    "from early in the morning. Prices on the market of the town fell a little, traders told a reporter, "
    "and the mill has hired eight more hands. The next rain is expected at the end of the month."
)


def test_a_copy_with_another_head_is_like_its_original() -> None:
    copy = "TURBAT (Coast Wire) - " + STORY.replace("three labourers", "three workers") + " More soon."
    assert likeness(sketch(STORY), sketch(copy)) > ALIKE
    assert set(sketch(STORY).bands) & set(sketch(copy).bands)


def test_other_stories_are_not_alike() -> None:
    assert likeness(sketch(STORY), sketch(OTHER)) == 0
    assert likeness(sketch(STORY), sketch(STORY)) == 1


def test_case_blanks_and_signs_make_no_difference() -> None:
    assert sketch(STORY.upper().replace(" ", "\r\n").replace(",", ";")) == sketch(STORY)


def test_short_texts_are_no_copies() -> None:
    assert sketch("Two men were held in Kalat on Monday, police said.").bands == ()
    assert sketch("").bands == ()


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"]), max_size=80))
def test_likeness_is_a_share_and_the_same_from_both_sides(words: list[str]) -> None:
    one, other = sketch(" ".join(words)), sketch(STORY)
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert bool(one.bands) == (len(one) >= SHORTEST)


def _named(new_article: Callable[..., Article], *texts: str) -> list[Article]:
    return [new_article(f"{n}.txt", text) for n, text in enumerate(texts, 1)]


def test_copies_are_grouped_around_the_oldest(store: Store, new_article: Callable[..., Article]) -> None:
    copies = (STORY, OTHER, f"MAND: {STORY}", STORY.replace("Turbat", "Tump"))
    store.add_articles(_named(new_article, *copies))
    assert store.near(1) == []
    assert store.is_behind("copies")
    assert store.catch_up("copies") == 4
    assert not store.is_behind("copies")
    assert [row for row, _ in store.near(3)] == [1, 3, 4]
    assert store.near(1)[0] == (1, 1.0)
    assert store.copies_of(4) == [1, 3]
    assert store.near(2) == []


def test_a_copy_that_comes_later_joins_the_group(store: Store, new_article: Callable[..., Article]) -> None:
    store.add_articles(_named(new_article, STORY, OTHER))
    store.catch_up("copies")
    store.add_articles([new_article("late.txt", f"{STORY} The road was opened again.")])
    assert store.catch_up("copies") == 1
    assert store.copies_of(1) == [3]


def test_boilerplate_that_everybody_has_groups_nothing(
    store: Store, new_article: Callable[..., Article]
) -> None:
    texts = [f"{OTHER} {' '.join(f'word{n}x{i}' for i in range(120))}" for n in range(60)]
    store.add_articles(_named(new_article, *texts))
    store.catch_up("copies")
    assert all(store.near(row) == [] for row in range(1, 61))
