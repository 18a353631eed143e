"""The coding rules: what comes with Assay, versions of a project's own, and which rule belongs to a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model import DATE_PRECISIONS, OUTCOMES, PLACE_PRECISIONS, QUALIFIERS, SIDES
from gold.guidelines import base, difference, ensure, matching, rules_for, sections
from store.engine import open_store
from store.errors import StoreError
from store.store import Store

OWN = """# Ours

## Outcome
<!-- fields: outcome counts -->

Neutralised is killed.

## Place

The village.
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "gold.db"))


def test_the_rules_explain_every_word_that_a_field_can_hold() -> None:
    text = base()
    for word in (*SIDES, *OUTCOMES, *QUALIFIERS, *DATE_PRECISIONS, *PLACE_PRECISIONS):
        assert word in text, word


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("date", "Date"),
        ("location", "Place"),
        ("counts", "Count: low, best, high"),
        ("role", "Main and background"),
    ],
)
def test_every_field_has_its_rule(field: str, title: str) -> None:
    assert title in [s.title for s in rules_for(base(), field)]


def test_a_section_is_its_heading_its_fields_and_the_rest() -> None:
    first, second = sections(OWN)
    assert (first.title, first.fields, first.body) == (
        "Outcome",
        frozenset({"outcome", "counts"}),
        "Neutralised is killed.",
    )
    assert (second.title, second.fields, second.body) == ("Place", frozenset(), "The village.")


def test_a_word_finds_the_rule_named_so_before_those_that_mention_it() -> None:
    assert [s.title for s in matching(base(), "side")] == ["Side: whose people they are"]
    assert "Outcome" in [s.title for s in matching(base(), "neutralised")]
    assert matching(base(), "weather") == []


def test_a_store_begins_with_the_rules_that_come_with_assay(store: Store) -> None:
    with store:
        assert store.guideline() is None
        assert (ensure(store).version, ensure(store).body) == ("1", base())
        assert len(store.guidelines()) == 1


def test_changed_rules_are_a_new_version_and_the_old_one_stays(store: Store) -> None:
    with store:
        first = ensure(store)
        second = store.add_guideline(OWN, author="amina")
        assert (second.version, second.author) == ("2", "amina")
        assert store.guideline() == second
        assert store.guideline("1") == first
        assert "+Neutralised is killed." in difference(first, second)


def test_the_same_rules_again_are_no_new_version(store: Store) -> None:
    with store:
        ensure(store)
        assert store.add_guideline(base(), author="amina").version == "1"


def test_rules_without_a_word_are_refused(store: Store) -> None:
    with store, pytest.raises(StoreError, match="without a word"):
        store.add_guideline(" \n", author="amina")
