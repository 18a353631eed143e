"""Names beside the figure that counts them."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.pipeline import extract


def told(text: str) -> list[tuple[str, str, int | None]]:
    record = extract(make_article("a", f"date 2025-03-05 {text}"))
    return [(c.side, c.outcome, c.best) for e in record.incidents for c in e.counts]


@pytest.mark.parametrize(
    "who",
    [
        "Two soldiers Lance Naik Gul Marjan and Sepoy Daud Shah",
        "Two soldiers, Lance Naik Gul Marjan and Sepoy Daud Shah,",
        "Two soldiers — Naik Gul Marjan, 37, from Kohlu and Sepoy Daud Shah, 30 from Hunza —",
        "During the exchange two brave sons of soil Naik Gul Marjan and Sepoy Daud Shah having fought well",
    ],
)
def test_names_behind_a_figure_are_no_further_people(who: str) -> None:
    assert told(f"{who} embraced martyrdom in a clash in Kech on Tuesday.") == [
        ("security_forces", "killed", 2)
    ]


def test_a_title_that_no_list_has_may_stand_among_them() -> None:
    text = (
        "Three policemen, identified as SI Gul Marjan, Constable Daud Shah and Constable Umar, "
        "were killed in an attack in Bannu on Tuesday."
    )
    assert told(text) == [("security_forces", "killed", 3)]
