"""Raids as agencies tell them: tolls that sources tell differently, days of coming, villages, parts."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.dates import find_dates
from extract.model import Entry
from extract.pipeline import extract
from extract.places import find_places

PUBLISHED = "2024-03-15"  # a Friday


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f" date {PUBLISHED} " + text)).incidents


def told(entry: Entry) -> list[tuple[str, str, int | None, int | None, int | None]]:
    return [(c.outcome, c.side, c.low, c.best, c.high) for c in entry.counts]


def test_men_are_not_made_up_of_women_and_children() -> None:
    (raid,) = read("Raiders killed three men, two women and a child in Zhob on Monday.")
    assert sum(c.best or 0 for c in raid.counts) == 6


@pytest.mark.parametrize("said", ["Those who were killed include", "The dead included"])
def test_a_list_of_the_dead_lies_inside_their_number(said: str) -> None:
    (blast,) = read(
        f"A bomb killed five people in Zhob on Monday. {said} two farmers, two female suicide bombers and a "
        "policeman."
    )
    whole, *parts = blast.counts
    assert (whole.best, whole.part_of) == (5, None)
    assert [(c.side, c.best, c.part_of) for c in parts] == [
        ("civilians", 2, whole.id),
        ("militants", 2, whole.id),
        ("security_forces", 1, whole.id),
    ]


@pytest.mark.parametrize("passed", ["passed", "topped", "surpassed", "exceeded"])
def test_a_toll_that_passed_a_figure_is_at_least_that(passed: str) -> None:
    (raid,) = read(f"Gunmen attacked Zhob on Monday. An elder said the death toll {passed} two dozen.")
    assert told(raid) == [("killed", "unknown", 24, 24, None)]


def test_a_rate_of_deaths_is_no_toll() -> None:
    entries = read(
        "Gunmen killed four people in Zhob on Monday. It recalled the war, when the monthly death toll "
        "exceeded 3,000."
    )
    assert [c.best for e in entries for c in e.counts] == [4]


@pytest.mark.parametrize(
    "said",
    ["Troops killed or captured 20 rebels in Zhob on Monday.", "20 rebels were killed or arrested in Zhob."],
)
def test_people_killed_or_captured_are_casualties(said: str) -> None:
    (raid,) = read(said)
    assert told(raid) == [("casualties", "militants", 20, 20, 20)]


def test_two_speakers_of_one_sentence_tell_two_tolls_of_one_raid() -> None:
    (raid,) = read(
        "A militia leader said six people had died but a survivor said up to 19 were killed in an attack "
        "on Zhob on Monday."
    )
    assert told(raid) == [("killed", "unknown", None, 6, 19)]
    assert [r.source for r in raid.counts[0].reports] == ["A militia leader", "a survivor"]


@pytest.mark.parametrize("when", ["earlier", "initially", "originally"])
def test_what_a_source_said_at_first_was_overtaken(when: str) -> None:
    (raid,) = read(
        "Nine soldiers were killed and five wounded in an ambush in Zhob on Monday, the minister said. "
        f"An army source {when} said eight soldiers were killed and four wounded in the attack."
    )
    assert told(raid) == [("killed", "security_forces", 9, 9, 9), ("wounded", "security_forces", 5, 5, 5)]
    assert [[r.superseded for r in c.reports] for c in raid.counts] == [[False, True], [False, True]]


def test_each_event_of_a_list_keeps_its_day_with_wounded_between() -> None:
    first, second = read(
        "On Monday, one soldier was killed and a police officer was wounded in an attack in Zhob, and five "
        "guards were killed in clashes on Wednesday."
    )
    assert (first.date.start, second.date.start) == (dt.date(2024, 3, 11), dt.date(2024, 3, 13))
    assert [c.best for c in second.counts] == [5]


def test_the_raids_of_the_storys_own_figure_are_main() -> None:
    entries = read(
        "Nine people have been killed in two attacks in northern Balochistan, officials said on Thursday. "
        "Six people were killed on Sunday in Zhob, an officer said. Three others were shot dead in the "
        "village of Kan Mehtarzai."
    )
    assert [(e.kind, e.role) for e in entries] == [
        ("total", "main"),
        ("incident", "main"),
        ("incident", "main"),
    ]


def test_an_attack_is_of_the_day_that_its_attackers_came() -> None:
    (raid,) = read(
        "Militants have raided Zhob, killing several people.\n\nAn elder said that the gunmen had arrived on "
        "motorcycles late on Monday.\n\nThe bodies of the six victims were found on Wednesday, he said."
    )
    assert raid.date.start == dt.date(2024, 3, 11)


@pytest.mark.parametrize(
    ("text", "span", "day"),
    [
        ("found this morning (Thursday) there", "this morning (Thursday)", 14),
        ("Today (Friday), they", "Today (Friday)", 15),
        ("Yesterday, Thursday, they", "Yesterday, Thursday", 14),
    ],
)
def test_a_weekday_in_apposition_says_which_day_today_is(text: str, span: str, day: int) -> None:
    (date,) = find_dates(text, dt.date(2024, 3, 15))
    assert (date.span.text, date.value.start) == (span, dt.date(2024, 3, day))


def test_a_village_takes_its_whole_name() -> None:
    (place,) = find_places("in the remote village of Zhob El-Karim, an official said")
    assert place.value.name == "Zhob El-Karim"


def test_a_lawless_province_is_where_it_was() -> None:
    (raid,) = read(
        "Two people died when rebels attacked a post on Monday in the lawless North Sinai province."
    )
    assert raid.location.name == "North Sinai"


def test_another_assault_without_figures_stands_apart() -> None:
    first, second = read(
        "Two people were killed when rebels attacked a post in Zhob on Monday. The attack came shortly after "
        "another assault in the town of Kalat, when soldiers and rebels exchanged gunfire."
    )
    assert (first.location.name, second.location.name) == ("Zhob", "Kalat")
    assert not second.counts


def test_later_in_the_day_is_not_the_day_of_a_report() -> None:
    first, second = read(
        "On Monday, four officers were killed when their truck drove over a bomb near Zhob, according "
        "to a police report seen on Thursday. Later in the day a convoy was struck, killing four guards."
    )
    assert first.date.start == second.date.start == dt.date(2024, 3, 11)


def test_deaths_in_similar_blasts_are_told_over_several() -> None:
    first, second = read(
        "Five policemen were killed on Thursday when a bomb hit their truck in Zhob, a day after nine "
        "policemen died in similar blasts."
    )
    assert (first.kind, [c.best for c in first.counts]) == ("incident", [5])
    assert (second.kind, [c.best for c in second.counts]) == ("total", [9])


def test_three_at_once_and_a_fourth_later_are_the_four() -> None:
    (blast,) = read(
        "Four policemen were killed by a bomb in Zhob on Monday. Three were killed instantly and a fourth "
        "died of his injuries later."
    )
    assert sum(c.best or 0 for c in blast.counts if c.part_of is None) == 4


def test_a_plural_of_attacks_in_a_week_is_a_total() -> None:
    told_of = read(
        "A policeman was shot dead by gunmen in Zhob on Thursday. Last week, three roadside bombs killed 11 "
        "policemen in attacks along the border with Iran."
    )
    assert [(e.kind, e.role) for e in told_of] == [("incident", "main"), ("total", "background")]


def test_an_attack_claimed_by_somebody_is_where_it_was() -> None:
    (raid,) = read("Six soldiers died on Monday in an attack on a base in Zhobabad claimed by the rebels.")
    assert raid.location.name == "Zhobabad"


def test_kidnap_victims_are_people_with_a_figure() -> None:
    (freed,) = read("Troops rescued 17 kidnap victims in Zamfara on Monday.")
    assert told(freed) == [("freed", "unknown", 17, 17, 17)]


def test_whoever_regains_freedom_is_freed() -> None:
    (freed,) = read("The 15 kidnapped passengers have regained their freedom in Zamfara on Monday.")
    assert ("freed", "civilians", 15, 15, 15) in told(freed)


@pytest.mark.parametrize(
    ("people", "side"),
    [
        ("armed herders", "unknown"),
        ("armed youths", "unknown"),
        ("herders", "civilians"),
        ("hoodlums", "unknown"),
        ("terror suspects", "militants"),
        ("tribal fighters", "militants"),
        ("forest guards", "security_forces"),
        ("police reservists", "security_forces"),
    ],
)
def test_sides_of_people_in_raids(people: str, side: str) -> None:
    (raid,) = read(f"In an attack in Maradi on Monday, four {people} were killed.")
    assert [(c.side, c.best) for c in raid.counts] == [(side, 4)]


def test_a_part_of_people_to_be_rescued_was_abducted_and_not_freed() -> None:
    (taken,) = read(
        "Troops were trying to rescue hostages in Zamfara, including two policewomen, who were abducted by "
        "gunmen on Monday."
    )
    assert told(taken) == [("abducted", "security_forces", 2, 2, 2)]


def test_others_whom_bandits_take_are_no_bandits() -> None:
    (raid,) = read("Bandits killed a farmer in Zhob on Monday. The bandits also kidnapped four others there.")
    assert ("abducted", "unknown", 4, 4, 4) in told(raid)


def test_what_troops_did_last_week_gives_a_raid_no_day() -> None:
    (raid,) = read(
        "Bandits attacked a village near Zhob, leaving ten dead.\n\nThe raid could be in reprisal for an "
        "operation. Last week troops raided two of their camps in the north."
    )
    assert raid.date.start is None


def test_when_and_where_somebody_spoke_is_not_the_raid() -> None:
    (raid,) = read(
        "Four people were killed in a raid near Zhob on Monday. The commissioner, who spoke from his base in "
        "Kalat on Wednesday, said the attack came as a result of an ambush."
    )
    assert (raid.location.name, raid.date.start) == ("Zhob", dt.date(2024, 3, 11))


def test_where_attackers_flee_to_or_whom_they_fight_is_not_the_place() -> None:
    (raid,) = read(
        "Eight officers were killed by a bomb on Monday in Garissa County, where rebels are at war with the "
        "government in Mogadishu."
    )
    assert raid.location.name == "Garissa"
    (clash,) = read("Rebels attacked a post in Quetta District. A soldier died and they fled to Zhob.")
    assert clash.location.name == "Quetta"


def test_people_are_taken_from_where_they_are_abducted() -> None:
    (raid,) = read("The 100 victims were abducted by bandits on 8 March from Manawa village, Zamfara.")
    assert raid.location.name == "Manawa"


def test_a_soldier_who_later_died_keeps_his_side() -> None:
    (blast,) = read(
        "A bomb hurt at least seven people in Zhob on Monday, including a soldier who later died."
    )
    assert told(blast) == [("wounded", "unknown", 6, 6, None), ("killed", "security_forces", 1, 1, 1)]


def test_raids_on_different_communities_are_a_total() -> None:
    total, *parts = read(
        "Bandits attacked farmers in different communities on Monday, killing three people. They killed two "
        "farmers in the village of Kan Mehtarzai. At Muslim Bagh, they shot a man dead."
    )
    assert total.kind == "total"
    assert {e.kind for e in parts} <= {"incident"}


def test_attackers_complete_a_list_of_all_the_dead() -> None:
    (blast,) = read(
        "At least 14 people were killed in an attack on Zhob on Monday. Twelve villagers, the young suicide "
        "bomber and a militant were killed in the explosion, an official said."
    )
    assert [c.part_of for c in blast.counts] == [None, "c1", "c1"]


def test_a_group_s_claim_without_a_noun_bounds_the_soldiers() -> None:
    (blast,) = read(
        "A car bomb killed two soldiers in Zhob on Monday, the army said. The rebels said one of their men "
        "blew up his car in the middle of a group of soldiers, killing as many as 50."
    )
    killed = [c for c in blast.counts if c.side == "security_forces"]
    assert [(c.low, c.best, c.high) for c in killed] == [(2, 2, 50)]


def test_the_dead_in_an_attack_are_listed_apart_from_the_wounded() -> None:
    (blast,) = read(
        "A bomb killed four people in Zhob on Monday and wounded 33. An officer said the dead in the attack "
        "included two civilians and two soldiers, and the wounded included civilians and police."
    )
    assert {(c.outcome, c.best) for c in blast.counts if c.part_of is None} == {
        ("killed", 4),
        ("wounded", 33),
    }


def test_a_toll_as_high_as_a_figure_bounds_the_other() -> None:
    (strike,) = read(
        "A strike killed four rebels in Zhob on Monday; some sources put the death toll as high as 8."
    )
    assert told(strike) == [("killed", "militants", 4, 4, 8)]


def test_who_confirmed_in_an_aside_is_a_source() -> None:
    (raid,) = read(
        "Police said herders attacked Zhob on Monday and killed five persons. Mr Gul, its member in the "
        "state assembly, also confirmed the attack but put the number of victims at 12."
    )
    assert told(raid) == [("killed", "unknown", 5, 5, 12)]


def test_a_drone_of_a_people_is_a_thing() -> None:
    entries = read(
        "Air defences shot down 35 Iranian drones over Zhob on Monday. A woman was killed in Zhob."
    )
    assert [c.best for e in entries for c in e.counts] == [1]


def test_a_month_of_a_place_is_not_that_of_the_strike() -> None:
    (strike,) = read(
        "A woman was killed in a drone strike. The strike hit the village of Kan Mehtarzai, where troops "
        "began an offensive earlier this month."
    )
    assert (strike.location.name, strike.role) == ("Kan Mehtarzai", "main")
    assert strike.date.precision != "month"


def test_people_taken_and_then_killed_are_both() -> None:
    (raid,) = read("The gunmen seized six men and slaughtered them in Zhob on Monday.")
    assert [(c.outcome, c.best) for c in raid.counts] == [("abducted", 6), ("killed", 6)]


def test_an_attack_is_where_and_when_its_attackers_arrived() -> None:
    (raid,) = read(
        "Gunmen have killed four farmers in Nigeria, police said.\n\nThe bandits arrived in Kan "
        "Gida around 2am on Monday and stayed for hours."
    )
    assert (raid.location.name, raid.date.start) == ("Kan Gida", dt.date(2024, 3, 11))


def test_the_dogon_are_a_people_and_dogon_dawa_a_town() -> None:
    places = find_places(
        "Dogon hunters killed five persons in Dogon Dawa, Bula Tari and Tabanni, Kaduna State."
    )
    assert [p.value.name for p in places if p.form != "parent"] == ["Dogon Dawa", "Bula Tari", "Tabanni"]


def test_the_wounded_who_are_taken_away_are_nobody_else() -> None:
    assert not read("He was told three bombers were involved, and that the wounded were taken to a hospital.")


def test_what_an_army_has_since_claimed_is_a_total() -> None:
    first, since = read(
        "Bombers killed 30 soldiers at a base in Zhob in January. The army has since claimed it killed 170 "
        "rebels in air strikes."
    )
    assert (first.kind, since.kind) == ("incident", "total")


def test_rebels_who_also_died_in_an_exchange_of_fire_died_there() -> None:
    (attack,) = read(
        "Rebels killed 15 soldiers at a checkpoint in Zhob on Thursday. The army said nine rebels also died "
        "in an exchange of fire."
    )
    assert [(c.side, c.best) for c in attack.counts] == [("security_forces", 15), ("militants", 9)]


def test_attacks_that_happened_in_one_town_on_one_day_are_one_incident() -> None:
    (blasts,) = read(
        "Three suicide attacks killed five people on Monday in Balochistan.\n\nThe attacks happened at 8 "
        "a.m. on Monday, in the town of Zhob.\n\nThose who were killed include two farmers while nine other "
        "people were wounded.\n\nThe group has repeatedly used young bombers, killing many people."
    )
    assert (blasts.kind, blasts.location.name) == ("incident", "Zhob")
    assert [(c.outcome, c.best) for c in blasts.counts] == [("killed", 5), ("killed", 2), ("wounded", 9)]


def test_raids_on_villages_get_their_day_and_are_broken_down() -> None:
    total, first, second = read(
        "Gunmen have attacked villages in Plateau state killing at least 26 people.\n\nThey stormed at least "
        "four remote villages on Monday, shooting people dead.\n\nAt least 20 bodies have been found in the "
        "village of Bulam while at least six have been recovered in the village of Garin Yaya."
    )
    assert (total.kind, total.date.start) == ("total", dt.date(2024, 3, 11))
    assert [(e.location.name, e.part_of, e.counts[0].best) for e in (first, second)] == [
        ("Bulam", total.id, 20),
        ("Garin Yaya", total.id, 6),
    ]


def test_so_far_up_to_the_same_figure_is_no_other_toll() -> None:
    (raid,) = read(
        "At least 14 people were killed in a raid on Zhob on Monday. “So far, we have counted up to 14 "
        "bodies,” an elder said."
    )
    assert told(raid) == [("killed", "unknown", 14, 14, None)]


def test_what_has_more_dead_of_a_side_is_no_part() -> None:
    raid, total = read(
        "At least 11 soldiers were killed in an attack near Zhob, a source said on Thursday. It came one "
        "day after 35 civilians and seven soldiers were killed in two separate attacks in Kalat on Tuesday."
    )
    assert (raid.kind, total.kind, raid.part_of) == ("incident", "total", None)


def test_a_group_s_claim_in_its_own_words_is_a_claim_of_dead_and_wounded() -> None:
    (blast,) = read(
        "A bomb killed at least five soldiers and injured eight others on Monday near Zhob, it said. “We "
        "killed six commandoes, injured seven others,” a spokesman for the militants told reporters."
    )
    assert [(c.side, c.outcome, c.best) for c in blast.counts] == [
        ("security_forces", "killed", 5),
        ("security_forces", "wounded", 8),
    ]


def test_some_of_the_attackers_are_attackers() -> None:
    (raid,) = read(
        "Gunmen attacked a base in Zhob on Monday, killing seven people. The army said the assailants had "
        "been repelled and four of them killed."
    )
    assert ("killed", "militants", 4, 4, 4) in told(raid)
    assert ("killed", "unknown", 7, 7, 7) in told(raid)


def test_a_siege_since_the_war_erupted_gives_a_strike_no_day() -> None:
    (strike,) = read(
        "Eight civilians were killed in a drone strike in Kadugli, medics said. Rebels had imposed a siege "
        "on the city since the early months of the war that erupted on April 15, 2023."
    )
    assert strike.date.start is None or strike.date.start > dt.date(2024, 3, 1)


def test_figures_of_the_attacks_belong_to_them_all() -> None:
    total, *_ = read(
        "Two attacks in northern Mali on Monday killed 49 civilians. A boat near the city of Timbuktu was "
        "targeted. The army, in responding to the attacks, killed some 50 assailants."
    )
    assert [(c.side, c.best) for c in total.counts] == [("civilians", 49), ("militants", 50)]


def test_two_figures_that_add_up_to_the_toll_are_its_parts() -> None:
    first, second = read(
        "Gunmen have killed at least 22 villagers in Balochistan. Witnesses said 15 people were shot "
        "dead at a ceremony before they killed seven others nearby. On Wednesday, 14 soldiers were killed in "
        "an ambush in Zhob."
    )
    assert [c.best for c in first.counts if c.part_of is None] == [22]
    assert [(c.side, c.best) for c in second.counts] == [("security_forces", 14)]


def test_attacks_that_killed_people_are_a_total() -> None:
    blast, attacks = read(
        "A bomb killed five soldiers on Thursday in Zhob. The group claimed responsibility for attacks that "
        "killed at least 40 people over the weekend."
    )
    assert (blast.kind, attacks.kind) == ("incident", "total")


def test_the_injured_soldiers_are_not_those_who_died() -> None:
    (blast,) = read(
        "Four soldiers were killed by a bomb in Zhob on Monday, two others were hurt. The injured soldiers "
        "were taken to a hospital."
    )
    assert [(c.outcome, c.best) for c in blast.counts] == [("killed", 4), ("wounded", 2)]


def test_a_town_near_a_city_is_where_the_next_sentence_says() -> None:
    (blast,) = read(
        "Four soldiers were killed on Monday when a bomb exploded in a town near Mogadishu.\n\nThe "
        "blast in Afgoye took place at noon, a police officer said."
    )
    assert blast.location.name == "Afgoye"


def test_a_spokesman_who_meanwhile_confirms_an_incident_tells_no_other() -> None:
    (raid,) = read(
        "Bandits kidnapped 15 passengers on Sunday night in Safana, Katsina State.\n\nMeanwhile, the police "
        "spokesman, while confirming the incident, said nine passengers were abducted."
    )
    assert {c.outcome for c in raid.counts} == {"abducted"}


def test_a_kidnapper_neutralised_is_the_gunman_killed() -> None:
    (raid,) = read("Police killed one gunman in Zhob on Monday. One kidnapper was neutralised at the spot.")
    assert [(c.outcome, c.best) for c in raid.counts] == [("killed", 1)]


def test_an_attack_with_its_day_is_not_the_one_told_without_figures() -> None:
    entries = read(
        "Two people were killed when rebels attacked a post in Zhob on Wednesday.\n\nThe attack came shortly "
        "after another assault in the town of Kalat, when soldiers and rebels exchanged gunfire.\n\nLast "
        "Sunday, a soldier was killed in an attack in Balochistan."
    )
    told_of = [(e.location.name, len(e.counts)) for e in entries]
    assert told_of == [("Zhob", 1), ("Kalat", 0), ("Balochistan", 1)]


def test_a_cattle_camp_is_a_place() -> None:
    first, *_ = find_places("a raid on Kiir-Adhiok cattle camp in Twic East county in Jonglei state")
    assert (first.value.name, first.value.precision) == ("Kiir-Adhiok", "place")


def test_a_town_on_the_border_of_a_land_lies_on_its_own_side() -> None:
    places = find_places(
        "EL-ARISH, Egypt — Egypt's army said five rebels died in the northern Sinai Peninsula, just outside "
        "the town of Rafah, on the Gaza border."
    )
    assert [p.value.country for p in places if p.value.name == "Rafah"] == ["EG"]


def test_a_named_group_that_speaks_of_soldiers_claims() -> None:
    (blast,) = read(
        "Two soldiers were killed in a car bombing on Monday in Zhob, it said. Islamic State said one of "
        "its men blew up his car, killing as many as 50."
    )
    assert told(blast) == [("killed", "security_forces", 2, 2, 50)]


def test_a_comma_before_not_fewer_than_hides_no_figure() -> None:
    (raid,) = read("Insurgents stormed Zhob on Monday, killing, not fewer than six people.")
    assert told(raid) == [("killed", "unknown", 6, 6, None)]


def test_the_toll_of_officers_killed_by_raiders_that_rose_is_theirs() -> None:
    (raid,) = read(
        "The death toll of police officers killed by cattle raiders near the town of Zhob rose to 23 after "
        "more bodies were found on Monday."
    )
    assert told(raid) == [("killed", "security_forces", 23, 23, 23)]


@pytest.mark.parametrize("rose", ["has risen", "rose"])
def test_the_day_of_the_attacks_whose_toll_rose_is_theirs(rose: str) -> None:
    (raid,) = read(
        f"The death toll of the bloody raids by gunmen on the provincial capital Zhob on Monday {rose} to 61."
    )
    assert raid.date.start == dt.date(2024, 3, 11)
    assert told(raid) == [("killed", "unknown", 61, 61, 61)]


@pytest.mark.parametrize("said", ["were said to be", "were believed to be"])
def test_who_the_dead_were_said_to_be(said: str) -> None:
    (raid,) = read(f"Nine people were killed in Zhob on Monday. Six of the dead {said} soldiers.")
    assert [(c.side, c.best) for c in raid.counts] == [("unknown", 9), ("security_forces", 6)]


def test_later_the_same_day_another_attack() -> None:
    first, second = read(
        "Insurgents shot dead two villagers in Zhob district on Monday.\n\nLater the same day, three people "
        "died in an attack on the edge of the town of Zhob."
    )
    assert [(first.counts[0].best, second.counts[0].best)] == [(2, 3)]
    assert first.date.start == second.date.start == dt.date(2024, 3, 11)


def test_men_accused_of_something_who_were_killed() -> None:
    (lynching,) = read("Two farmers accused of theft were killed by villagers in Zhob on Wednesday.")
    assert told(lynching) == [("killed", "civilians", 2, 2, 2)]
