"""The project's own rules: made, listed, retired, and applied to proposals beside those of extractors."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.to_json import count_to_json
from store import mends
from store.coding import words_of
from store.errors import StoreError
from store.query import QuerySpec
from store.rulings import Rule
from store.state import State
from store.store import Store
from store.takeover import take_over
from tests.unit.store.worded import report

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


@pytest.fixture
def told(amina: Person) -> Person:
    """Five more articles (rows 6 to 10), in each of which twelve tribesmen were killed near Ziarat."""
    amina.store.add_proposals([report(n) for n in range(6, 11)])
    return amina


def civilians(store: Store) -> Rule:
    """The rule that tribesmen are civilians, made and applied."""
    made = store.make_rule("side", "tribesmen", {"side": "civilians"}, author="amina")
    store.catch_up("rules")
    return made


def whose(state: State) -> str:
    """The side of the twelve, as it stands."""
    return state.count("i1", "c1").side


def test_a_rule_says_what_who_when_and_how_often(told: Person) -> None:
    made = civilians(told.store)
    assert (made.number, made.kind, made.words, made.coding) == (
        1,
        "side",
        "tribesmen",
        {"side": "civilians"},
    )
    (listed,) = told.store.rules()
    assert (listed.author, listed.retired_at, listed.articles, listed.values) == ("amina", None, 5, 5)
    assert listed.at.startswith("20")


def test_what_waits_takes_the_rule_and_says_which_it_was(told: Person) -> None:
    civilians(told.store)
    for row in range(6, 11):
        loaded = told.load(row)
        assert whose(told.state(row)) == "civilians"
        count = loaded.proposal.incidents[0].counts[0]
        assert count.extra["rule"] == "project rule 1: “tribesmen” is civilians"
        assert [s.text for s in count.cues["side"]] == ["Tribesmen"]
        assert loaded.proposal.extractor is not None
        assert loaded.proposal.extractor["version"] == "1.0+rules.1"
    assert told.load(1).proposal_key == told.store.load(1, "nobody").proposal_key
    assert told.store.verify() == []


def test_what_was_begun_stays_as_it_was_and_is_shown_the_rule_as_a_newer_proposal(told: Person) -> None:
    told.press(lambda s: mends.accept(s, "i1", "location"), row=6)
    pinned = told.load(6).proposal_key
    civilians(told.store)
    assert told.load(6).proposal_key == pinned
    assert whose(told.state(6)) == "unknown"
    newer = told.store.newer_proposal(6, "amina")
    assert newer is not None
    (change,) = take_over(told.state(6), newer)
    assert (change.field, change.after and change.after["value"]["side"]) == ("counts/c1", "civilians")


def test_verified_work_is_never_changed(told: Person) -> None:
    told.press(mends.verify, row=6)
    before = list(told.store.export_lines())
    civilians(told.store)
    assert list(told.store.export_lines()) == before
    newer = told.store.newer_proposal(6, "amina")
    assert newer is not None
    assert take_over(told.state(6), newer) == []
    assert told.store.verify() == []


def test_what_comes_in_later_is_ruled_as_it_comes(told: Person) -> None:
    civilians(told.store)
    assert told.store.add_proposals([report(11), report(12, who="Guardsmen")]) == 2
    assert whose(told.state(11)) == "civilians"
    assert whose(told.state(12)) == "unknown"
    assert told.store.rules()[0].articles == 6
    told.store.add_proposals([report(11)])
    assert whose(told.state(11)) == "civilians"
    again = replace(report(11), extractor={"name": "rules", "version": "2.0"})
    told.store.add_proposals([again])
    loaded = told.load(11)
    assert loaded.proposal.extractor is not None
    assert loaded.proposal.extractor["version"] == "2.0+rules.1"
    assert told.store.catch_up("rules") > 0
    assert told.load(11).proposal_key == loaded.proposal_key
    assert told.store.verify() == []


def test_a_retired_rule_leaves_proposals_that_wait_and_stays_in_the_list(told: Person) -> None:
    civilians(told.store)
    ended = told.store.retire_rule(1, author="bilal")
    assert (ended.retired_by, ended.retired_at is not None) == ("bilal", True)
    assert told.store.is_behind("rules")
    told.store.catch_up("rules")
    assert not told.store.is_behind("rules")
    assert {whose(told.state(row)) for row in range(6, 11)} == {"unknown"}
    (listed,) = told.store.rules()
    assert (listed.articles, listed.retired_by) == (0, "bilal")
    assert told.store.rules(in_force=True) == []
    assert told.store.verify() == []


def test_the_same_rule_made_again_applies_again(told: Person) -> None:
    civilians(told.store)
    told.store.retire_rule(1, author="amina")
    told.store.catch_up("rules")
    assert civilians(told.store).number == 2
    assert whose(told.state(6)) == "civilians"
    told.store.retire_rule(2, author="amina")
    told.store.catch_up("rules")
    assert whose(told.state(6)) == "unknown"
    assert told.store.verify() == []


def test_another_coding_of_the_same_words_takes_the_place_of_the_rule(told: Person) -> None:
    civilians(told.store)
    assert civilians(told.store).number == 1
    told.store.make_rule("side", "tribesmen", {"side": "militants"}, author="bilal")
    told.store.catch_up("rules")
    assert [r.retired_by for r in told.store.rules()] == ["bilal", None]
    assert [r.articles for r in told.store.rules()] == [0, 5]
    assert whose(told.state(6)) == "militants"
    assert told.store.verify() == []


def test_rules_of_outcome_and_place_set_what_they_say_and_leave_the_rest(told: Person) -> None:
    coding = {"name": "Ziarat", "admin1": "Balochistan", "country": "PK", "precision": "near"}
    told.store.make_rule("outcome", "killed", {"outcome": "casualties"}, author="amina")
    told.store.make_rule("place", "near ziarat", coding, author="amina")
    told.store.catch_up("rules")
    (entry,) = told.load(6).proposal.incidents
    assert (entry.counts[0].outcome, entry.counts[0].best, entry.counts[0].side) == (
        "casualties",
        12,
        "unknown",
    )
    assert (entry.location.admin1, entry.location.country) == ("Balochistan", "PK")
    assert [s.text for s in entry.location.evidence] == ["near Ziarat"]
    assert entry.location.extra["rule"] == "project rule 2: “near ziarat” is Ziarat, Balochistan, PK (near)"
    assert told.store.verify() == []


def test_the_queue_sorts_and_filters_by_what_the_rules_have_set(told: Person) -> None:
    coding = {"name": "Ziarat", "admin1": "Balochistan", "country": "PK", "precision": "near"}
    told.store.make_rule("place", "near ziarat", coding, author="amina")
    told.store.catch_up("facts")
    told.store.catch_up("rules")
    found = told.store.queue_page(QuerySpec("amina", place="Balochistan"))
    assert {row.row for row in found} >= {6, 7, 8, 9, 10}


def test_a_rule_is_no_rule_without_words_and_a_coding_of_its_kind(told: Person) -> None:
    with pytest.raises(StoreError, match="a rule needs"):
        told.store.make_rule("side", "", {"side": "civilians"}, author="amina")
    with pytest.raises(StoreError, match="a rule needs"):
        told.store.make_rule("side", "tribesmen", {"outcome": "killed"}, author="amina")
    with pytest.raises(StoreError, match="there is no rule 4: this project has none"):
        told.store.retire_rule(4, author="amina")
    civilians(told.store)
    told.store.retire_rule(1, author="amina")
    with pytest.raises(StoreError, match=r"rule 1 was retired on .* by amina already"):
        told.store.retire_rule(1, author="amina")


def test_applying_goes_on_where_it_was_stopped(told: Person) -> None:
    told.store.add_proposals([report(n) for n in range(20, 50)])
    told.store.make_rule("side", "tribesmen", {"side": "civilians"}, author="amina")
    steps: list[int] = []
    told.store.catch_up("rules", progress=steps.append, stop=lambda: len(steps) == 1)
    ruled = told.store.rules()[0].articles
    assert 0 < ruled < 35
    assert told.store.is_behind("rules")
    told.store.catch_up("rules")
    assert told.store.rules()[0].articles == 35
    assert told.store.verify() == []


def test_a_purged_article_is_under_no_rule(told: Person) -> None:
    civilians(told.store)
    told.store.purge(["r6.txt"], "nadia")
    assert told.store.rules()[0].articles == 4
    assert told.store.verify() == []


def test_what_the_rules_are_said_to_have_set_is_checked(told: Person) -> None:
    civilians(told.store)
    with closing(sqlite3.connect(told.store.path)) as raw, raw:
        raw.execute("DELETE FROM rule_uses WHERE article = 7")
    assert any("r7.txt: is listed under other rules" in found for found in told.store.verify())


@pytest.mark.parametrize(
    "who", ["Tribes-Men’s", "Sons of Nariño", "Łowcy", "Sons of Narin\u0303o", "Ma’rib men", "Herders…"]
)
def test_words_are_found_however_they_are_written(amina: Person, who: str) -> None:
    record = report(6, who=who)
    amina.store.add_proposals([record])
    words = words_of("side", count_to_json(record.incidents[0].counts[0]))
    amina.store.make_rule("side", words, {"side": "civilians"}, author="amina")
    amina.store.catch_up("rules")
    assert whose(amina.state(6)) == "civilians"
