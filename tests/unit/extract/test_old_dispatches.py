"""Dispatches of the old wire and radio services: capitals, a day in the dateline, events without figures."""

from __future__ import annotations

import datetime as dt

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

DAY = dt.date(1989, 11, 14)


def entries(body: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f"SAN SALVADOR, 14 NOV 89 (AGENCIA) -- [TEXT] {body}")).incidents


def test_an_undated_incident_has_the_day_of_its_dispatch_as_that_of_the_report() -> None:
    (entry,) = entries("THREE FARMERS WERE MURDERED IN CHALATENANGO DEPARTMENT.")
    assert (entry.date.start, entry.date.basis, entry.date.inferred) == (DAY, "report", True)
    assert [span.text for span in entry.date.evidence] == ["14 NOV 89"]


def test_a_stated_day_is_that_of_the_event() -> None:
    (entry,) = entries("THREE FARMERS WERE MURDERED YESTERDAY IN CHALATENANGO DEPARTMENT.")
    assert (entry.date.start, entry.date.basis) == (dt.date(1989, 11, 13), "event")


def test_a_header_is_no_dateline_and_leaves_the_day_open() -> None:
    (entry,) = extract(
        make_article("a", " date 2024-03-15 Three farmers were murdered in Kandahar province.")
    ).incidents
    assert entry.date.start is None


def test_what_is_told_as_past_is_not_of_the_day_of_the_dispatch() -> None:
    body = (
        "TWO SOLDIERS WERE KILLED IN USULUTAN TODAY.  "
        "LAST YEAR, FOUR NURSES WERE MURDERED IN MORAZAN DEPARTMENT."
    )
    days = {c.best: e.date.start for e in entries(body) for c in e.counts}
    assert days[2] == DAY
    assert days[4] != DAY


def test_the_day_of_a_dispatch_without_a_city_counts_as_well() -> None:
    text = "CLANDESTINE, 29 NOV 89 (RADIO LIBRE) -- [TEXT] THREE SOLDIERS WERE KILLED IN USULUTAN."
    (entry,) = extract(make_article("a", text)).incidents
    assert (entry.date.start, entry.date.basis) == (dt.date(1989, 11, 29), "report")


# -- what is no incident ---------------------------------------------------------------------------------


def test_a_plane_with_arms_for_rebels_that_crashes_is_an_accident() -> None:
    body = (
        "A PLANE LOADED WITH ARMS FOR GUERRILLAS CRASHED IN USULUTAN DEPARTMENT TODAY, KILLING THREE CREWMEN."
    )
    assert entries(body) == ()
    assert entries("GUERRILLAS FIRED ON A PLANE THAT CRASHED IN USULUTAN TODAY, KILLING THREE CREWMEN.")


def test_an_aircraft_that_is_shot_down_is_no_accident_and_nobody() -> None:
    for body in (
        "A HELICOPTER WAS SHOT DOWN BY REBELS AND CRASHED IN USULUTAN TODAY, KILLING FIVE SOLDIERS.",
        "REBELS SHOT DOWN A MILITARY HELICOPTER THAT CRASHED IN USULUTAN TODAY, KILLING FIVE SOLDIERS.",
        "A PLANE CRASHED IN USULUTAN TODAY AFTER BEING HIT BY A MISSILE, KILLING FIVE SOLDIERS.",
    ):
        (entry,) = entries(body)
        assert [(c.side, c.best) for c in entry.counts] == [("security_forces", 5)]


def test_who_was_killed_a_day_earlier_is_not_the_killer() -> None:
    (entry,) = entries("FIVE SOLDIERS KILLED A DAY EARLIER IN USULUTAN WERE BURIED TODAY.")
    assert [(c.side, c.best) for c in entry.counts] == [("security_forces", 5)]


def test_the_imprisoned_leader_is_not_arrested_again() -> None:
    assert (
        entries("BOTH MEN AND THE IMPRISONED LEADER MARIO RUIZ WERE THE CHIEFS OF THE GROUP IN MORAZAN.")
        == ()
    )


def test_a_months_statistics_of_crimes_are_no_incident() -> None:
    assert (
        entries("SEVENTEEN KIDNAPPING CASES WERE REPORTED IN GUATEMALA IN SEPTEMBER, AGAINST 19 IN AUGUST.")
        == ()
    )


# -- what is one -----------------------------------------------------------------------------------------


def test_a_murder_only_named_is_told_where_it_says_when_and_where() -> None:
    (entry,) = entries("A SPOKESMAN DENIED ANY PART IN THAT MURDER PERPETRATED TODAY IN SAN MIGUEL.")
    assert (entry.date.start, entry.location.name) == (DAY, "SAN MIGUEL")
    assert entries("A SPOKESMAN DENIED ANY PART IN THAT MURDER.") == ()


def test_a_first_shot_is_fired_in_the_town_that_the_sentence_before_named() -> None:
    (entry,) = entries("TWO MEN QUARRELED ON A STREET IN USULUTAN.  ONE OF THEM FIRED AT THE CROWD AND FLED.")
    assert entry.location.name == "USULUTAN"


def test_no_damage_or_casualties_denies_both() -> None:
    for denied in (
        "NO DAMAGE OR CASUALTIES WERE REPORTED.",
        "IT WENT OFF WITHOUT CAUSING MATERIAL DAMAGE OR CASUALTIES.",
    ):
        (entry,) = entries(f"A BOMB EXPLODED IN USULUTAN TODAY.  {denied}")
        assert [(c.outcome, c.best) for c in entry.counts] == [("killed", 0), ("wounded", 0)]


# -- totals ----------------------------------------------------------------------------------------------


def test_what_a_weekends_offensive_cost_is_a_total() -> None:
    (total,) = entries("THIS WEEKEND'S REBEL OFFENSIVE HAS RESULTED IN 127 DEAD AND 155 WOUNDED.")
    assert (total.kind, [c.best for c in total.counts]) == ("total", [127, 155])


def test_attacks_against_several_towns_are_told_as_a_total() -> None:
    for body in (
        "THIRTY-FIVE PEOPLE DIED IN ATTACKS BY REBELS AGAINST FOUR TOWNS TODAY.",
        "FORTY FARMERS HAVE BEEN KILLED BY REBELS IN TWO TOWNSHIPS OF MORAZAN DEPARTMENT TODAY.",
    ):
        assert [e.kind for e in entries(body)] == ["total"]


# -- where -----------------------------------------------------------------------------------------------


def test_how_far_a_village_is_from_a_town_does_not_make_the_town_the_place() -> None:
    body = "TODAY REBELS INVADED CALUMBA VILLAGE, SOME 7 KM NORTHEAST OF USULUTAN, AND ATTACKED THE GUARDS."
    (entry,) = entries(body)
    assert entry.location.name == "CALUMBA"


def test_a_peoples_name_in_capitals_is_no_place() -> None:
    (entry,) = entries("REBELS KIDNAPPED A TRADER TODAY AT A HOTEL IN THE ECUADORAN CAPITAL.")
    assert entry.location.name != "ECUADORAN"


def test_a_person_and_what_he_leads_are_no_place() -> None:
    body = "GONZALO RUIZ GACHA, THE SO-CALLED MILITARY CHIEF OF THE MORAZAN GANG, WAS KILLED TODAY."
    (entry,) = entries(body)
    assert entry.location.name != "GONZALO RUIZ GACHA"
