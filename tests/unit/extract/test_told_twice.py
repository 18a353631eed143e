"""The toll in the lead and the people whom the text singles out afterwards: nobody is counted twice."""

from __future__ import annotations

from extract.article import make_article
from extract.model import Count
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "
FILLER = "The house stood beside a mill. Neighbours dug through the bricks all night. The road was closed. "


def counts(text: str) -> list[Count]:
    record = extract(make_article("a", HEAD + text))
    return [count for entry in record.incidents for count in entry.counts]


def told(text: str) -> list[tuple[str, int | None]]:
    """Outcome and figure of every count that lies inside no other."""
    return [(c.outcome, c.best if c.best is not None else c.low) for c in counts(text) if not c.part_of]


def test_who_is_singled_out_long_after_the_toll_is_inside_it() -> None:
    text = "At least nine people were killed in a strike on a house in Zhob on Monday. " + FILLER
    assert told(text + "A 25-year-old woman was also killed.") == [("killed", 9)]
    assert told(text + "Another member of the family was killed.") == [("killed", 9)]
    assert told(text + "Others were killed in their sleep.") == [("killed", 9)]


def test_right_behind_the_toll_another_comes_on_top() -> None:
    text = "Nine people were killed in a strike on a house in Zhob on Monday. A porter was also killed."
    assert sum(n or 0 for _, n in told(text)) == 10


def test_details_that_fit_no_more_beside_other_parts_add_nobody() -> None:
    text = (
        "Six people, including two women and four children, were killed in a strike on a house in Zhob on "
        "Monday. The tailor and his wife were killed in the yard. A grandmother was killed on the stairs."
    )
    assert told(text) == [("killed", 6)]


def test_a_people_may_be_the_civilians_told_before() -> None:
    text = "Ten civilians were killed in a strike on Zhob on Monday. Doctors said 12 Afghans were killed."
    (count,) = [c for c in counts(text) if c.outcome == "killed"]
    assert (count.low, count.best, count.high) == (10, 10, 12)


def test_a_friend_mourned_in_somebodys_words_is_the_person_told_of() -> None:
    text = (
        "A baker was killed in a strike on Zhob on Monday. The owner of the mill wrote that our dear friend, "
        "the father of many, had been martyred and spoke of the killing of a good man."
    )
    assert told(text) == [("killed", 1)]


def test_a_man_and_a_woman_are_two_people() -> None:
    text = "Gunmen in Zhob shot dead a man on Monday. They entered the next house and shot a woman dead."
    assert told(text) == [("killed", 1), ("killed", 1)]


def test_a_place_behind_a_comma_is_the_wholes_and_not_a_parts() -> None:
    text = "A driver was killed with nine others on Monday, six of them pupils, in Zhob."
    assert [(c.best, c.part_of) for c in counts(text)][-1] == (6, "c1")
