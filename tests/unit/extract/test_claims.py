"""Which field reads which mention."""

from __future__ import annotations

from typing import Any

from extract.claims import claimable, with_claims
from extract.from_json import record_from_json
from extract.model import Mention, Record

TEXT = "Two guards and 3 boys were hurt in Zhob on Friday."


def record(counts: list[dict[str, Any]]) -> Record:
    two = {"low": 2, "best": 2, "high": 2, "qualifier": "exact"}
    return record_from_json(
        {
            "schema": "assay/1",
            "article": {"id": "a", "text": TEXT},
            "incidents": [
                {
                    "id": "i1",
                    "date": {"evidence": [{"start": 40, "end": 49, "text": "on Friday"}]},
                    "location": {
                        "evidence": [],
                        "others": [{"name": "Zhob", "evidence": [{"start": 35, "end": 39, "text": "Zhob"}]}],
                    },
                    "counts": counts,
                }
            ],
            "mentions": [
                {
                    "type": "number",
                    "start": 0,
                    "end": 3,
                    "text": "Two",
                    "value": two,
                    "used_by": ["i9/c9"],
                },
                {"type": "number", "start": 15, "end": 16, "text": "3", "value": two},
                {"type": "place", "start": 35, "end": 39, "text": "Zhob", "value": {}},
                {"type": "date", "start": 43, "end": 49, "text": "Friday", "value": {}},
            ],
        }
    )


def test_a_mention_names_the_fields_whose_evidence_covers_it() -> None:
    two = {"id": "c1", "outcome": "wounded", "evidence": [{"start": 0, "end": 10, "text": "Two guards"}]}
    used = [m.used_by for m in with_claims(record([two])).mentions]
    assert used == [("i1/c1",), (), ("i1/location",), ("i1/date",)]


def test_one_mention_may_be_read_by_several_counts_and_by_a_toll() -> None:
    span = {"start": 0, "end": 3, "text": "Two"}
    counts = [
        {"id": "c1", "outcome": "wounded", "evidence": [span]},
        {"id": "c2", "outcome": "killed", "evidence": [], "reports": [{"best": 2, "evidence": [span]}]},
    ]
    assert with_claims(record(counts)).mentions[0].used_by == ("i1/c1", "i1/c2")


def test_a_claim_that_no_longer_stands_is_dropped() -> None:
    assert with_claims(record([])).mentions[0].used_by == ()


def test_ages_and_words_without_a_figure_are_not_to_be_claimed() -> None:
    two = {"low": 2, "best": 2, "high": 2, "qualifier": "exact"}
    vague = {"best": None, "high": None, "qualifier": "vague"}
    assert claimable(Mention("number", 0, 3, "Two", two))
    assert claimable(Mention("number", 0, 6, "dozens", {**vague, "low": 12}))
    assert not claimable(Mention("number", 0, 7, "several", {**vague, "low": 3}))
    assert not claimable(Mention("number", 0, 2, "34", {**two, "kind": "age"}))
