"""Several tolls of one event, attackers who die, and people whose fate is told later."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Count, Record
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> Record:
    return extract(make_article("a", HEAD + text))


def counts(text: str) -> list[Count]:
    return [count for entry in read(text).incidents for count in entry.counts]


def told(text: str) -> list[tuple[str, str, int | None]]:
    return [(c.outcome, c.side, c.best) for c in counts(text)]


def reports(count: Count) -> list[tuple[str | None, str | None, int | None, bool]]:
    return [(r.source, r.source_kind, r.best, r.superseded) for r in count.reports]


def test_a_rebel_claim_about_soldiers_is_never_best_beside_another_toll() -> None:
    (count,) = counts(
        "The rebels said they had killed 40 soldiers in an attack on a base in Zhob on Monday. "
        "The army said three soldiers died."
    )
    assert (count.low, count.best, count.high) == (3, 3, 40)
    assert reports(count) == [("The rebels", "party", 40, False), ("The army", "official", 3, False)]


def test_a_figure_that_a_toll_is_up_from_is_superseded() -> None:
    (count,) = counts("A bomb killed 12 people in Zhob on Monday, up from nine at noon.")
    assert (count.low, count.best, count.high) == (12, 12, 12)
    assert [(r.best, r.superseded) for r in count.reports] == [(12, False), (9, True)]


def test_other_sources_stand_beside_the_articles_own_figure() -> None:
    (count,) = counts(
        "Nine people were killed in a blast in Zhob on Monday. The headman, Gul Zarin, said that 14 people "
        "had been buried, while the police spoke of seven."
    )
    assert (count.low, count.best, count.high) == (7, 9, 14)
    assert reports(count)[1:] == [("Gul Zarin", "witness", 14, False), ("the police", "official", 7, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two gunmen killed six people in Zhob on Monday before being shot dead by police.",
            [("killed", "militants", 2), ("killed", "unknown", 6)],
        ),
        (
            "A gunman killed four worshippers in Zhob on Monday before he was killed by police.",
            [("killed", "unknown", 1), ("killed", "civilians", 4)],
        ),
    ],
)
def test_an_attacker_killed_in_turn_is_counted_apart(
    text: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert told(text) == expected
    assert [c.perpetrator for c in counts(text)] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen shot a farmer in Zhob on Monday, killing him and wounding his wife.",
            [("killed", "civilians", 1), ("wounded", "civilians", 1)],
        ),
        (
            "A man stabbed ten people in Zhob on Monday, killing three and injuring seven.",
            [("killed", "unknown", 3), ("wounded", "unknown", 7)],
        ),
        (
            "Gunmen killed a guard and wounded four policemen in Zhob on Monday. One of the wounded died.",
            [("killed", "unknown", 1), ("wounded", "security_forces", 3), ("killed", "security_forces", 1)],
        ),
        (
            "Gunmen shot a trader in Zhob on Monday. He died on the way to the hospital.",
            [("killed", "civilians", 1)],
        ),
    ],
)
def test_people_who_were_hit_are_not_counted_again_by_their_fate(
    text: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert told(text) == expected


def test_captives_who_are_freed_keep_side_and_figure() -> None:
    assert told("Gunmen abducted 14 pupils in Zhob on Monday. They were freed on Wednesday.") == [
        ("abducted", "civilians", 14),
        ("freed", "civilians", 14),
    ]


def test_whom_a_loss_is_told_of_says_the_side() -> None:
    assert told("The ambush near Zhob on Monday cost the army nine dead.") == [
        ("killed", "security_forces", 9)
    ]


def test_a_person_called_by_name_is_a_victim_and_a_place_is_none() -> None:
    assert told("Gunmen in Zhob killed Gul Zarin Achakzai on Monday.") == [("killed", "unknown", 1)]
    assert told("Troops killed ten rebels in the Zhob and Killa Local Councils on Monday.") == [
        ("killed", "militants", 10)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 30 people in raids on three villages in Balochistan on Monday.",
        "Three soldiers died in a clash in Zhob on Monday. The death toll in the insurgency has crossed 900.",
        "Rebels killed three cooks in Zhob on Monday, bringing to 17 the number of cooks killed this month.",
    ],
)
def test_a_figure_over_several_places_or_a_whole_conflict_is_a_total(text: str) -> None:
    assert "total" in {entry.kind for entry in read(text).incidents}


def test_killed_in_the_strike_goes_on_with_the_event_told_last() -> None:
    (entry,) = read(
        "An air strike hit a house in Zhob, Balochistan, on Monday.\n\n"
        "Two brothers from Kalat were killed in the strike."
    ).incidents
    assert (entry.location.name, [c.best for c in entry.counts]) == ("Zhob", [2])


def test_recent_attacks_in_a_country_are_no_incident() -> None:
    assert read("The minister spoke at length. He condemned the recent attacks in Pakistan.").incidents == ()


def test_the_body_of_somebody_is_one_death() -> None:
    assert told("The body of a shepherd was found in Zhob on Monday with bullet wounds.") == [
        ("killed", "civilians", 1)
    ]


def test_a_stated_figure_is_best_beside_an_upper_bound() -> None:
    text = (
        "Up to 100 people were wounded in a blast in Zhob on Monday. Doctors said more than 80 were wounded."
    )
    (count,) = counts(text)
    assert count.best == 80


def test_a_number_that_rose_takes_its_outcome_from_the_figures_before() -> None:
    (count,) = counts(
        "A car bomb killed seven people in Zhob on Monday. Doctors spoke of five dead. The number rose "
        "from five to seven."
    )
    assert (count.outcome, count.low, count.best, count.high) == ("killed", 7, 7, 7)
    assert (None, "media", 5, True) in reports(count)
    text = "A bomb wounded five people in Zhob on Monday. The number rose to nine by night."
    assert [(c.outcome, c.best) for c in counts(text)] == [("wounded", 9)]


def test_a_number_that_rose_and_was_never_told_counts_nobody() -> None:
    text = "A bomb killed five people in Zhob on Monday. The mill sells bread. The number rose from 30 to 40."
    assert told(text) == [("killed", "unknown", 5)]


def test_deaths_that_range_or_stand_are_a_toll() -> None:
    (count,) = counts(
        "Rebels and troops clashed near Zhob on Monday. Reports of fatalities range from 10 to 15."
    )
    assert (count.low, count.best, count.high) == (10, 10, 15)
    text = "Rebels and troops clashed near Zhob on Monday. Deaths stand at five soldiers and one rebel."
    assert told(text) == [("killed", "security_forces", 5), ("killed", "militants", 1)]
