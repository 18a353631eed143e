"""Finished records out of the store, and the figures about them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.from_json import loads
from extract.model import Article, Record, kind_of
from extract.to_json import dumps
from store import export, mends, rows, typed
from store.errors import NeedsReviewer
from store.figures import corrected_rate
from store.state import as_record, fresh, review_of
from store.store import Store
from store.types import Draft

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


def test_with_nothing_finished_there_is_nothing_to_export(amina: Person) -> None:
    amina.press(lambda s: mends.accept(s, "i1", "date"))
    assert list(amina.store.export_lines()) == []
    assert list(amina.store.export_lines(reviewer="nobody")) == []


def test_a_line_is_the_whole_reviewed_record(amina: Person) -> None:
    amina.press(lambda s: typed.type_count(s, "i1", "c1", 4, 4, 4, "exact"))
    amina.press(lambda s: mends.reject(s, "t2", "exists"))
    amina.press(mends.verify)
    loaded = amina.load()
    (line,) = amina.store.export_lines()
    assert line == dumps(as_record(amina.state(), review_of(loaded.events)))
    record = loads(line)
    assert kind_of(record) == "reviewed"
    assert record.article == loaded.article
    entry = record.entry("i1")
    assert entry.decisions["c1"]["decision"] == "corrected"
    assert entry.decisions["c1"]["proposed"]["best"] == 3
    assert [e.id for e in record.rejected.entries] == ["t2"]


def test_a_body_without_keys_still_makes_a_line(article: Article) -> None:
    assert json.loads(rows.line(article, "{}")) == {"schema": "assay/1", "article": json.loads(
        dumps(Record(article)))["article"]}  # fmt: skip


def test_an_irrelevant_article_is_exported_with_its_reason(amina: Person) -> None:
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="a weather report"))
    (line,) = amina.store.export_lines()
    review = loads(line).review or {}
    assert (review["status"], review["reason"], review["revision"]) == ("irrelevant", "a weather report", 1)


def test_lines_come_in_import_order_whatever_was_finished_first(
    amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PAGE", 2)
    for row in (4, 1, 5, 2):
        amina.press(mends.verify, row=row)
    ids = [loads(line).article.id for line in amina.store.export_lines()]
    assert ids == ["a1.txt", "a2.txt", "a4.txt", "a5.txt"]


def test_a_source_that_came_later_is_in_the_line(amina: Person, new_article: Callable[..., Article]) -> None:
    amina.press(mends.verify)
    amina.store.add_articles([new_article("copy.txt", amina.load().article.text)])
    (line,) = amina.store.export_lines()
    assert [s.id for s in loads(line).article.sources] == ["copy.txt"]


def test_two_people_on_different_articles_need_no_choice(amina: Person, bilal: Person) -> None:
    amina.press(mends.verify, row=1)
    bilal.press(mends.verify, row=2)
    bilal.press(lambda s: mends.accept(s, "i1", "date"), row=1)
    lines = [loads(line).review or {} for line in amina.store.export_lines()]
    assert [review["reviewer"] for review in lines] == ["amina", "bilal"]


def test_two_people_on_one_article_need_a_choice_before_the_first_line(amina: Person, bilal: Person) -> None:
    amina.press(mends.verify, row=1)
    bilal.press(mends.verify, row=1)
    with pytest.raises(NeedsReviewer) as refused:
        amina.store.export_lines()
    assert refused.value.reviewers == ("amina", "bilal")
    assert "--reviewer (amina, bilal)" in str(refused.value)
    assert whose(amina.store, "bilal") == ["bilal"]
    with pytest.raises(NeedsReviewer):
        amina.store.export_lines(reviewer="nobody")


def whose(store: Store, reviewer: str | None) -> list[str]:
    """Whose record of each article is exported."""
    return [str((loads(line).review or {})["reviewer"]) for line in store.export_lines(reviewer=reviewer)]


def test_the_choice_between_two_leaves_the_only_record_of_another_article(
    amina: Person, bilal: Person
) -> None:
    for person, row in ((amina, 1), (bilal, 1), (bilal, 2), (amina, 3)):
        person.press(mends.verify, row=row)
    assert whose(amina.store, "amina") == ["amina", "bilal", "amina"]
    assert whose(amina.store, "bilal") == ["bilal", "bilal", "amina"]


def test_the_adjudicated_record_goes_out_whoever_is_chosen(amina: Person, bilal: Person) -> None:
    for person in (amina, bilal):
        person.press(mends.verify, row=1)
    with closing(sqlite3.connect(amina.store.path, isolation_level=None)) as raw:
        raw.execute("UPDATE reviews SET capacity = 'adjudicator' WHERE reviewer = 2")
    for chosen in (None, "amina", "bilal"):
        assert whose(amina.store, chosen) == ["bilal"]


def test_what_is_finished_while_exporting_does_not_change_the_export(
    amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PAGE", 1)
    for row in (1, 2):
        amina.press(mends.verify, row=row)
    lines = amina.store.export_lines()
    next(lines)
    amina.press(mends.verify, row=3)
    assert len(list(lines)) == 1


# ---------------------------------------------------------------- figures


def test_figures_of_an_empty_store(store: Store) -> None:
    figures = store.stats()
    assert (figures.articles, figures.finished, figures.reviewers, figures.extractors) == (0, 0, (), ())


def test_figures_count_decisions_by_field_reviewer_and_extractor(amina: Person, bilal: Person) -> None:
    amina.press(lambda s: typed.type_count(s, "i1", "c1", 4, 4, 4, "exact"), row=1)
    amina.press(lambda s: mends.reject(s, "i1", "location"), row=1)
    amina.press(mends.verify, row=1)
    amina.press(mends.verify, row=2)
    bilal.press(mends.verify, row=2)
    figures = amina.store.stats()
    assert (figures.articles, figures.finished) == (5, 2)
    first, second = figures.reviewers
    assert (first.reviewer, first.verified, second.reviewer, second.verified) == ("amina", 2, "bilal", 1)
    assert first.decisions["counts"] == {"accepted": 5, "corrected": 1}
    assert first.decisions["location"] == {"accepted": 3, "rejected": 1}
    assert first.active_seconds == 1.0
    assert first.pace == 7200
    (rules,) = figures.extractors
    assert (rules.name, rules.version, rules.proposals) == ("rules", "1.0", 5)
    assert (rules.finished, rules.untouched) == (3, 2)
    assert rules.decisions["counts"] == {"accepted": 8, "corrected": 1}


def test_figures_of_one_reviewer(amina: Person, bilal: Person) -> None:
    amina.press(mends.verify, row=1)
    bilal.press(mends.verify, row=2)
    figures = amina.store.stats("bilal")
    assert [r.reviewer for r in figures.reviewers] == ["bilal"]
    assert figures.finished == 1


def test_what_is_not_finished_counts_no_decisions(amina: Person) -> None:
    amina.press(lambda s: typed.type_count(s, "i1", "c1", 4, 4, 4, "exact"))
    (person,) = amina.store.stats().reviewers
    assert (person.in_progress, person.decisions, person.pace) == (1, {}, None)


def test_fields_of_a_rejected_entry_were_judged_by_nobody(amina: Person) -> None:
    amina.press(lambda s: mends.reject(s, "i1", "exists"))
    amina.press(mends.verify)
    decisions = amina.store.stats().reviewers[0].decisions
    assert decisions["exists"] == {"accepted": 1, "rejected": 1}
    assert decisions["counts"] == {"accepted": 1}


def test_the_corrected_rate_is_of_values_that_were_proposed_and_judged() -> None:
    assert corrected_rate({"accepted": 6, "corrected": 1, "rejected": 1, "added": 5, "unknown": 2}) == 0.25
    assert corrected_rate({"added": 3}) is None


def test_two_versions_of_an_extractor_stand_side_by_side(
    amina: Person, new_proposal: Callable[..., Record]
) -> None:
    amina.press(mends.verify, row=1)
    amina.store.add_proposals([new_proposal(amina.load(row).article, version="1.1") for row in (1, 2)])
    amina.press(mends.verify, row=2)
    versions = [(e.version, e.proposals, e.finished) for e in amina.store.stats().extractors]
    assert versions == [("1.0", 5, 1), ("1.1", 2, 1)]


def test_unknown_keys_reach_the_exported_line(store: Store, proposal: Record) -> None:
    odd = replace(proposal, extra={"run": 7}, article=replace(proposal.article, extra={"desk": "south"}))
    store.add_proposals([odd])
    loaded = store.load(1, "amina")
    changes = mends.verify(fresh(loaded.proposal))
    store.append(Draft("amina", loaded.article.sha256, "a", "a", changes, 0, loaded.proposal_key))
    (line,) = store.export_lines()
    assert (loads(line).extra, loads(line).article.extra) == ({"run": 7}, {"desk": "south"})
