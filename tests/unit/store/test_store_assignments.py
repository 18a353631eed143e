"""A reviewer with assignments gets those, in their order, and sees nothing of what others make of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from extract.model import Record
from extract.to_json import count_to_json
from store import direct, mends
from store.assigned import again, person
from store.errors import NeedsReviewer, StoreError
from store.query import QuerySpec
from store.rounds import Assigned, Round
from store.store import Store
from store.withheld import survives

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


def give(
    store: Store, *assigned: Assigned, name: str = "first", own: dict[int, Record] | None = None
) -> None:
    """Keep a round of these assignments."""
    store.keep_round(Round(name, "2025-02-01T00:00:00.000Z", "lead", 1, "{}"), assigned, own or {})


def order(who: str, rows: Sequence[int], arm: str = "assisted") -> list[Assigned]:
    """These articles for somebody, in this order."""
    return [Assigned(row, who, who, arm, n) for n, row in enumerate(rows, 1)]


def planted(store: Store, row: int) -> tuple[Record, dict[str, Any]]:
    """The article's proposal with 33 guards instead of three, and the error as the store knows it."""
    record = store.newest_records([row])[row]
    entry = record.incidents[0]
    wrong = replace(entry.counts[0], low=33, best=33, high=33, evidence=())
    changed = replace(entry, counts=(wrong, *entry.counts[1:]))
    error = {"field": "count", "entry": "i1", "at": "counts/c1", "value": count_to_json(wrong)}
    return replace(record, incidents=(changed, *record.incidents[1:])), error


def test_the_queue_is_what_was_assigned_in_its_order(amina: Person) -> None:
    store = amina.store
    give(store, *order("amina", [4, 2, 5]))
    assert [store.next_row("amina", after=row) for row in (None, 4, 2, 5)] == [4, 2, 5, None]
    assert [store.previous_row("amina", before=row) for row in (None, 5, 4)] == [5, 2, None]
    assert [store.position(row, reviewer="amina") for row in (4, 5, 1)] == [(1, 3), (3, 3), (0, 3)]
    amina.press(mends.verify, row=4)
    assert store.start_row("amina") == 2
    assert (store.progress("amina").total, store.progress("amina").done) == (3, 1)


def test_without_assignments_everything_is_as_before(amina: Person) -> None:
    give(amina.store, *order("bilal", [4, 2]))
    assert amina.store.start_row("amina") == 1
    assert amina.store.progress("amina").total == 5
    assert amina.load(4).arm is None


def test_the_quick_start_gives_what_the_store_gives(amina: Person) -> None:
    store, path = amina.store, str(amina.store.path)
    record, error = planted(store, 2)
    third = Assigned(2, "amina", "amina", "planted", 3, None, json.dumps(error))
    give(store, *order("amina", [4]), Assigned(3, "amina", "amina", "blank", 2), third, own={2: record})
    for row in (4, 3, 2):
        assert store.start_row("amina") == row
        assert direct.first_waiting(path, "amina") == amina.load(row)
        amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=row)
    assert direct.first_waiting(path, "amina") is None


def test_work_that_was_begun_comes_first(amina: Person) -> None:
    give(amina.store, *order("amina", [4, 2, 5]))
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=5)
    assert amina.store.start_row("amina") == 5
    assert direct.first_waiting(str(amina.store.path), "amina") == amina.load(5)


def test_in_the_unaided_arm_there_is_no_proposal_and_the_record_says_so(amina: Person) -> None:
    store = amina.store
    give(store, *order("amina", [3], "blank"))
    loaded = amina.load(3)
    assert (loaded.unaided, loaded.proposal_key, loaded.proposal.incidents, loaded.proposal.mentions) == (
        (True, None, (), ())
    )
    amina.press(lambda s: mends.add_entry(s)[1], row=3)
    amina.press(mends.verify, row=3)
    (line,) = store.export_lines()
    assert json.loads(line)["review"]["proposal_shown"] is False
    assert not store.verify()


def test_a_new_proposal_does_not_reach_the_unaided_arm(amina: Person) -> None:
    store = amina.store
    give(store, *order("amina", [3], "blank"))
    newer = replace(store.newest_records([3])[3], extractor={"name": "rules", "version": "2.0"})
    store.add_proposals([newer])
    assert amina.load(3).proposal_key is None
    assert store.newer_proposal(3, "amina") is None


def test_a_planted_proposal_is_its_coders_alone(amina: Person, bilal: Person) -> None:
    store = amina.store
    record, error = planted(store, 2)
    before = store.stats().extractors
    mine = Assigned(2, "amina", "amina", "planted", 1, None, json.dumps(error))
    give(store, mine, *order("bilal", [2]), own={0: record})
    assert amina.state(2).value("i1", "counts/c1")["best"] == 33
    assert bilal.state(2).value("i1", "counts/c1")["best"] == 3
    assert amina.load(2).proposal_key != bilal.load(2).proposal_key
    assert store.newest_records([2])[2].incidents[0].counts[0].best == 3
    assert store.stats().extractors == before
    assert len(list(store.proposal_lines(store.extractor_versions()[0].key))) == 5


def test_a_planted_error_never_goes_out_and_does_once_it_is_mended(amina: Person) -> None:
    store = amina.store
    record, error = planted(store, 2)
    give(store, Assigned(2, "amina", "amina", "planted", 1, None, json.dumps(error)), own={0: record})
    amina.press(mends.verify, row=2)
    assert list(store.export_lines()) == []
    assert [(w.id, w.name, w.field, w.entry) for w in store.withheld()] == [
        ("a2.txt", "amina", "count", "i1")
    ]
    amina.press(
        lambda s: mends.set_count(s, "i1", replace(s.count("i1", "c1"), low=3, best=3, high=3)), row=2
    )
    amina.press(mends.verify, row=2)
    assert store.withheld() == []
    (line,) = store.export_lines()
    assert "33" not in json.dumps([e["counts"] for e in json.loads(line)["incidents"]])
    assert not store.verify()


def test_what_measures_a_reviewer_settles_nothing_in_an_export(amina: Person) -> None:
    store = amina.store
    give(store, *order("amina", [1]))
    amina.press(mends.verify, row=1)
    give(store, Assigned(1, "amina", again("amina", "second"), "recode", 1), name="second")
    give(store, Assigned(2, "amina", "amina", "qualification", 1, None, "[]"), name="third")
    assert amina.load(1).coder == "amina [second]"
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=1)
    amina.press(mends.verify, row=2)
    (line,) = store.export_lines()
    told = json.loads(line)
    assert (told["article"]["id"], told["review"]["reviewer"]) == ("a1.txt", "amina")
    assert not store.verify()


def test_work_done_again_is_shown_what_was_shown_then(amina: Person) -> None:
    store = amina.store
    first = amina.load(1).proposal_key
    amina.press(mends.verify, row=1)
    pinned = store.worked()[0].proposal
    newer = replace(store.newest_records([1])[1], extractor={"name": "rules", "version": "2.0"})
    store.add_proposals([newer])
    give(store, Assigned(1, "amina", again("amina", "second"), "recode", 1, pinned), name="second")
    loaded = amina.load(1)
    assert (loaded.proposal_key, loaded.events) == (first, ())
    assert [w.reviewer for w in store.worked()] == ["amina"]


def test_two_who_code_an_article_still_need_a_choice_or_an_adjudicator(amina: Person, bilal: Person) -> None:
    give(amina.store, *order("amina", [1]), *order("bilal", [1]))
    amina.press(mends.verify)
    bilal.press(mends.verify)
    with pytest.raises(NeedsReviewer):
        list(amina.store.export_lines())


def test_triage_tells_nothing_of_what_other_coders_made_of_an_article(amina: Person, bilal: Person) -> None:
    store = amina.store
    give(store, *order("amina", [1, 2]), *order("bilal", [1]))

    def rows(who: str) -> dict[int, Any]:
        store.catch_up("facts")
        return {r.row: replace(r, status=None, flag=None) for r in store.queue_page(QuerySpec(who))}

    before, others = rows("amina"), rows("chao")
    bilal.press(lambda s: mends.reject(s, "i1", "exists"))
    assert rows("amina") == before
    assert rows("chao") == others
    assert before[1].incidents == 0
    assert not before[1].extracted
    assert before[3].incidents == 1


def test_a_round_of_a_name_that_is_taken_is_refused_and_nothing_is_kept(amina: Person) -> None:
    give(amina.store, *order("amina", [1]))
    with pytest.raises(StoreError, match="round 'first' already"):
        give(amina.store, *order("amina", [2]))
    assert [o.assigned.article for o in amina.store.outcomes()] == [1]


def test_what_was_assigned_or_touched_is_no_candidate(amina: Person) -> None:
    store = amina.store
    give(store, *order("amina", [1]))
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=3)
    store.purge(["a5.txt"], "lead")
    assert [c.row for c in store.candidates()] == [2, 4]


def test_a_purge_takes_the_known_errors_along(amina: Person) -> None:
    store = amina.store
    record, error = planted(store, 2)
    give(store, Assigned(2, "amina", "amina", "planted", 1, None, json.dumps(error)), own={0: record})
    store.purge(["a2.txt"], "lead")
    assert store.outcomes() == []
    assert store.start_row("amina") is None
    assert not store.verify()


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("amina", "amina"),
        ("amina (2)", "amina"),
        ("amina [two]", "amina"),
        ("a b [x] (3)", "a b"),
        ("(x)", "(x)"),
    ],
)
def test_a_coders_name_tells_whose_it_is(name: str, who: str) -> None:
    assert person(name) == who


def entry(**more: Any) -> dict[str, Any]:
    count = {"id": "c1", "side": "militants", "outcome": "killed", "low": 5, "best": 5, "high": 5}
    date = {"start": "2025-01-03", "end": "2025-01-03"}
    return {"id": "i1", "date": date, "location": {"name": "Kech"}, "counts": [count], **more}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("count", {"id": "c1", "outcome": "killed", "low": 5, "best": 5, "high": 5}),
        ("side", {"id": "c1", "side": "militants", "outcome": "killed", "low": 5, "best": 5, "high": 5}),
        ("place", {"name": "Kech"}),
        ("date", {"start": "2025-01-03", "end": "2025-01-03"}),
        ("incident", entry()),
    ],
)
def test_an_error_stands_while_its_value_does(field: str, value: dict[str, Any]) -> None:
    error = {"field": field, "entry": "i1", "at": "-", "value": value}
    assert survives(error, {"incidents": [entry()]})
    assert not survives(error, {"incidents": []})
    if field != "incident":
        assert survives(error, {"incidents": [entry(id="i7", **{"from": ["i1"]})]})
        assert not survives(error, {"incidents": [entry(id="i2")]})
        other = entry(date={"start": "2025-01-04", "end": None}, location={"name": "Ura"}, counts=[])
        assert not survives(error, {"incidents": [other]})
