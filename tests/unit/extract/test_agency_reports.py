"""What agency reports do again and again: datelines, ledes over several events, second tellings."""

from __future__ import annotations

from extract.article import make_article
from extract.model import Entry, Record
from extract.pipeline import extract

HEADER = " date 2024-03-15 "


def record_of(text: str) -> Record:
    return extract(make_article("a", HEADER + text))


def killed(entry: Entry) -> list[tuple[str, int | None]]:
    return [(c.side, c.best) for c in entry.counts if c.outcome == "killed" and c.part_of is None]


def entries(text: str) -> list[tuple[str, str | None, list[tuple[str, int | None]]]]:
    return [(e.kind, e.location.name, killed(e)) for e in record_of(text).incidents]


def test_the_day_of_an_agency_dateline_without_a_dash_is_not_the_day_of_the_event() -> None:
    record = record_of(
        "Quetta, March 15 (INA) At least nine villagers were killed in an attack on Zhob on Wednesday."
    )
    assert record.article.dateline == "Quetta"
    assert [str(e.date.start) for e in record.incidents] == ["2024-03-13"]


def test_an_aside_that_ranks_the_event_does_not_make_it_a_total() -> None:
    told = entries(
        "At least 12 villagers were killed by gunmen in Zhob on Thursday, the latest in a series of attacks "
        "in the region this month."
    )
    assert told == [("incident", "Zhob", [("civilians", 12)])]


def test_one_attack_singled_out_of_a_string_of_attacks_is_an_incident() -> None:
    told = entries(
        "The rebels are blamed for a string of attacks, including another carried out on 2 March in Zhob "
        "that left 20 people dead."
    )
    assert [(kind, figures) for kind, _, figures in told] == [("incident", [("unknown", 20)])]


def test_a_raid_on_two_villages_is_a_total() -> None:
    told = entries("On Wednesday 25 people were killed when bandits raided two villages in Zhob district.")
    assert [(kind, figures) for kind, _, figures in told] == [("total", [("unknown", 25)])]


def test_an_event_that_another_came_a_day_after_lies_a_day_back() -> None:
    record = record_of(
        "Gunmen killed seven farmers in Zhob on Thursday.\n\n"
        "The raid came two days after four traders were killed in an attack in Kalat."
    )
    assert [(str(e.date.start), killed(e)) for e in record.incidents] == [
        ("2024-03-14", [("civilians", 7)]),
        ("2024-03-12", [("civilians", 4)]),
    ]


def test_a_figure_broken_down_by_province_is_a_total_with_its_parts() -> None:
    record = record_of(
        "The army said 43 rebels, 18 in Sindh and 25 in Balochistan, were killed since 9 December."
    )
    whole, *parts = record.incidents
    assert (whole.kind, killed(whole)) == ("total", [("militants", 43)])
    assert [(p.kind, p.location.name, killed(p), p.part_of) for p in parts] == [
        ("total", "Sindh", [("militants", 18)], whole.id),
        ("total", "Balochistan", [("militants", 25)], whole.id),
    ]


def test_a_third_operation_with_an_equal_figure_is_another_incident() -> None:
    told = entries(
        "Two rebels were killed in an operation in Zhob district. The army said a third operation took place "
        "in Kalat district, in which two more rebels were killed."
    )
    assert told == [("incident", "Zhob", [("militants", 2)]), ("incident", "Kalat", [("militants", 2)])]


def test_an_equal_figure_of_another_day_at_another_place_is_chance() -> None:
    told = entries(
        "At least nine villagers were killed by gunmen in Zhob.\n\n"
        "Last Friday nine villagers were killed by gunmen in Kalat."
    )
    assert [figures for _, _, figures in told] == [[("civilians", 9)], [("civilians", 9)]]


def test_a_count_told_again_in_a_quotation_is_one_count() -> None:
    record = record_of(
        "Three soldiers were killed in a clash in Zhob on Thursday. Two other soldiers were wounded.\n\n"
        '"Three soldiers were killed, while two other soldiers sustained injuries," Colonel Baz said.'
    )
    (entry,) = record.incidents
    assert [(c.outcome, c.best) for c in entry.counts] == [("killed", 3), ("wounded", 2)]


def test_a_headline_on_a_line_of_its_own_is_a_sentence_of_its_own() -> None:
    record = record_of(
        "2 soldiers killed in Zhob clash\n"
        "Two soldiers were killed on Thursday in a clash with rebels in Zhob district of Balochistan, "
        "where the army has searched the hills and the dry river beds for ten days and more, officials said, "
        "without saying how long the search would last."
    )
    assert [killed(e) for e in record.incidents] == [[("security_forces", 2)]]


def test_an_opening_figure_that_two_places_add_up_to_is_their_total() -> None:
    record = record_of(
        "At least 25 villagers were killed in raids by gunmen in Balochistan on Wednesday.\n\n"
        "Gunmen stormed a hamlet in Zhob district, where 12 people were killed.\n\n"
        "In Kalat district, gunmen on motorcycles killed 13 villagers."
    )
    whole, *parts = record.incidents
    assert (whole.kind, killed(whole)) == ("total", [("civilians", 25)])
    assert [(p.kind, p.location.name, p.part_of) for p in parts] == [
        ("incident", "Zhob", whole.id),
        ("incident", "Kalat", whole.id),
    ]


def test_where_the_attack_took_place_is_told_of_the_attack_before() -> None:
    (entry,) = record_of(
        "Gunmen killed 40 people in a raid on a village in central Mali, officials said.\n\n"
        "The attack took place on Monday in Sokolo village in the Segou region."
    ).incidents
    assert (str(entry.date.start), entry.location.name) == ("2024-03-11", "Sokolo")


def test_two_districts_by_name_are_two_incidents() -> None:
    told = entries(
        "Seven policemen were killed on Sunday in the district of Ghazi Kol in Nangarhar province.\n\n"
        "An airstrike on Sunday in Khogyani district left 20 insurgents dead."
    )
    assert [figures for _, _, figures in told] == [[("security_forces", 7)], [("militants", 20)]]


def test_the_window_beside_the_figure_is_the_window_of_the_figure() -> None:
    (total,) = record_of(
        "The monitor, which has counted the dead in Syria since 2011, has put the number of people killed in "
        "Idlib since 1 February at 387."
    ).incidents
    assert (str(total.date.start), str(total.date.end)) == ("2024-02-01", "2024-03-15")


def test_troops_that_suffered_no_casualties_have_the_zero() -> None:
    (entry,) = record_of(
        "Army troops killed 19 rebels in a shootout in Zhob but suffered no casualties themselves."
    ).incidents
    assert [(c.side, c.outcome, c.best) for c in entry.counts] == [
        ("militants", "killed", 19),
        ("security_forces", "killed", 0),
        ("security_forces", "wounded", 0),
    ]


def test_a_toll_belongs_to_the_people_it_names() -> None:
    (total,) = record_of("The number of killed rebels in Balochistan this year is now 71.").incidents
    assert (total.kind, killed(total)) == ("total", [("militants", 71)])
    (entry,) = record_of("A raid hit Zhob on Thursday. The civilian death toll in Zhob rose to 14.").incidents
    assert killed(entry) == [("civilians", 14)]


def test_an_offer_to_surrender_is_no_surrender() -> None:
    (entry,) = record_of(
        "Two rebels were killed in Zhob on Thursday. The rebels had been given the opportunity to surrender."
    ).incidents
    assert [(c.outcome, c.best) for c in entry.counts] == [("killed", 2)]


def test_a_bomber_is_not_the_policeman_he_was_dressed_as() -> None:
    (entry,) = record_of(
        "A suicide bomber killed nine recruits in Zhob. The bomber, dressed as a policeman, blew himself up."
    ).incidents
    assert [(c.side, c.best) for c in entry.counts if c.perpetrator] == [("militants", 1)]


def test_what_was_not_done_to_anybody_counts_nobody() -> None:
    (entry,) = record_of(
        "Rebels attacked a base in Zhob on Thursday but did not kill or injure any soldiers."
    ).incidents
    assert entry.counts == ()


def test_parts_of_a_toll_lie_inside_the_toll() -> None:
    (total,) = record_of(
        "At least 4,785 people have been killed and 12,493 wounded in strikes on Gaza since 7 October.\n"
        "Of that death toll, 1,640 were children and 1,000 were women."
    ).incidents
    whole = next(c for c in total.counts if c.best == 4785)
    assert [(c.side, c.best) for c in total.counts if c.part_of == whole.id] == [
        ("civilians", 1640),
        ("civilians", 1000),
    ]


def test_people_among_the_people_killed_lie_inside_them() -> None:
    (entry,) = record_of(
        "A raid killed 40 people in Zhob. Six children and nine women were among the people killed."
    ).incidents
    assert [(c.best, c.part_of) for c in entry.counts] == [(40, None), (6, "c1"), (9, "c1")]


def test_a_figure_in_the_thousands_without_a_day_is_a_total() -> None:
    told = entries(
        "Two soldiers were killed in a clash in Hakkari on Thursday.\n\n"
        "The group has been responsible for the deaths of 40,000 people."
    )
    assert [kind for kind, _, _ in told] == ["incident", "total"]


def test_the_sum_of_what_was_told_is_not_told_again() -> None:
    told = entries(
        "Two rebels were killed in a clash in Zhob. In another clash, two rebels were killed in Kalat.\n\n"
        "The killing of these four rebels was welcomed by the governor."
    )
    assert [figures for _, _, figures in told] == [[("militants", 2)], [("militants", 2)]]


def test_an_encounter_that_took_place_elsewhere_begins_another_incident() -> None:
    record = record_of(
        "A rebel was killed in a clash in Kalat district on Thursday.\n\n"
        "Last month, two rebels were killed in Zhob district. Earlier, a clash took place between rebels and "
        "police in Sibi district. Five rebels were injured in the clash."
    )
    last = record.incidents[-1]
    assert (last.location.name, last.role) == ("Sibi", "background")
    assert [(c.outcome, c.best) for c in last.counts] == [("wounded", 5)]


def test_a_later_death_belongs_to_the_incident_of_the_wound() -> None:
    (entry,) = record_of(
        "On Monday, 11 soldiers were killed and 14 others wounded in a battle in Zhob.\n\n"
        "One of the wounded soldiers, Staff Sergeant Abid Noor, died in a hospital in Quetta on Thursday."
    ).incidents
    assert str(entry.date.start) == "2024-03-11"


def test_a_day_last_year_is_a_day() -> None:
    (entry,) = record_of("Nine rebels were killed in Zhob on May 10 last year.").incidents
    assert (str(entry.date.start), entry.date.precision) == ("2023-05-10", "day")


def test_ages_before_who_and_and_are_not_the_dead() -> None:
    (entry,) = record_of(
        "Two workers were killed in Zhob. Fazal Kakar, 35 and Asif Noor, 29 who lived in Kalat, were "
        "killed on their way home."
    ).incidents
    assert [c.best for c in entry.counts] == [2]


def test_a_day_after_tells_another_event_in_the_same_sentence() -> None:
    record = record_of(
        "On Thursday gunmen killed four soldiers in Zhob, a day after ten farmers died in a separate raid. "
        "The soldiers were on patrol."
    )
    assert [(str(e.date.start), killed(e)) for e in record.incidents] == [
        ("2024-03-14", [("security_forces", 4)]),
        ("2024-03-13", [("civilians", 10)]),
    ]


def test_the_same_day_that_tells_another_event_of_that_day() -> None:
    record = record_of(
        "Gunmen killed four traders in Zhob on Tuesday.\n\n"
        "The attack happened the same day that two teachers were killed in an ambush."
    )
    assert [(str(e.date.start), killed(e)) for e in record.incidents] == [
        ("2024-03-12", [("civilians", 4)]),
        ("2024-03-12", [("civilians", 2)]),
    ]


def test_the_dead_of_a_spate_of_attacks_are_a_total_beside_the_latest_of_them() -> None:
    told = entries(
        "Two rangers were killed by a bomb in Zhob on Thursday, the latest in a spate of attacks that "
        "cost six lives."
    )
    assert [(kind, figures) for kind, _, figures in told] == [
        ("incident", [("security_forces", 2)]),
        ("total", [("unknown", 6)]),
    ]


def test_a_party_behind_a_figure_is_whose_people_they_are() -> None:
    (entry,) = record_of("Coalition aircraft struck Marib on Thursday, killing 95 Houthis.").incidents
    assert killed(entry) == [("militants", 95)]


def test_killings_without_any_figure_make_no_total() -> None:
    told = entries(
        "Four soldiers were killed in Zhob. The groups have spread north, killing soldiers and civilians in "
        "a spate of attacks."
    )
    assert [figures for _, _, figures in told] == [[("security_forces", 4)]]


def test_what_happened_earlier_this_month_is_background() -> None:
    record = record_of(
        "Eighteen people were killed in Zhob on Thursday.\n\n"
        "Earlier this month in Kalat, rebels killed ten policemen."
    )
    assert [e.role for e in record.incidents] == ["main", "background"]


def test_people_among_six_people_killed_lie_inside_them() -> None:
    (total,) = record_of(
        "Two policemen were among six people killed in three separate attacks in Balochistan."
    ).incidents
    assert [(c.side, c.best, c.part_of is not None) for c in total.counts] == [
        ("security_forces", 2, True),
        ("unknown", 6, False),
    ]


def test_since_a_war_began_opens_a_window() -> None:
    (total,) = record_of(
        "The ministry said at least 21,320 people have been killed in Gaza since the war erupted on "
        "7 October. Another 55,603 people have been wounded."
    ).incidents
    assert (total.kind, str(total.date.start), str(total.date.end)) == ("total", "2023-10-07", "2024-03-15")
    assert [(c.outcome, c.best) for c in total.counts] == [("killed", 21320), ("wounded", 55603)]


def test_who_speaks_of_others_is_none_of_them() -> None:
    (entry,) = record_of(
        "A bomb killed 12 people in Zhob. Provincial officials said more than 30 others were wounded."
    ).incidents
    assert [(c.side, c.outcome) for c in entry.counts] == [("unknown", "killed"), ("unknown", "wounded")]


def test_a_sentence_that_explains_a_word_tells_no_event() -> None:
    record = record_of(
        "Troops killed two rebels in Zhob on Thursday.\n\n"
        "Officials use the term to imply that the people in question were killed or captured."
    )
    assert [killed(e) for e in record.incidents] == [[("militants", 2)]]


def test_what_a_group_is_thought_to_have_done_over_the_years_is_a_total() -> None:
    told = entries(
        "Rebels killed 11 villagers in Zhob on Thursday.\n\n"
        "They are believed to have killed at least 700 civilians and 15 peacekeepers."
    )
    assert [(kind, figures) for kind, _, figures in told] == [
        ("incident", [("civilians", 11)]),
        ("total", [("civilians", 700), ("security_forces", 15)]),
    ]


def test_an_attack_later_that_day_at_another_point_is_another_incident() -> None:
    told = entries(
        "On Wednesday gunmen killed two farmers in Surab village in Kalat district.\n\n"
        "Later on Wednesday, gunmen attacked a suburb of Kalat town, where they killed three people."
    )
    assert [figures for _, _, figures in told] == [[("civilians", 2)], [("unknown", 3)]]


def test_jammu_and_kashmir_is_one_place() -> None:
    (entry,) = record_of(
        "Three rebels were killed in a clash at Zadoora village in Jammu and Kashmir's Pulwama district."
    ).incidents
    assert entry.kind == "incident"


def test_an_ordinary_slip_of_the_pen_is_still_a_soldier() -> None:
    (entry,) = record_of("One solider was killed in a clash in Zhob on Thursday.").incidents
    assert killed(entry) == [("security_forces", 1)]


def test_where_the_dead_were_residents_of_is_not_where_they_died() -> None:
    (entry,) = record_of(
        "Two workers were killed in an ambush in Zhob district on Thursday. Both of the workers killed were "
        "residents of Kalat district."
    ).incidents
    assert entry.location.name == "Zhob"


def test_a_long_way_from_a_city_is_not_near_it() -> None:
    (entry,) = record_of(
        "Gunmen killed three policemen on Thursday at Taza in Kirkuk, some 250 kilometres north of Baghdad."
    ).incidents
    assert entry.location.name == "Taza"
