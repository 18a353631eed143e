"""The packaged JSON Schema accepts what Assay writes, and refuses what CONTRACT §2 does not allow."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extract.from_json import record_from_json
from extract.to_json import record_to_json, text_sha256
from gold.formats.assay import harmless, line_of, schema
from store.events import Change, Event
from store.mends import verify
from store.state import as_record, fresh, replay, review_of

TEXT = (
    "date 2025-02-01 DOBRA: Troops killed twelve fighters near Dobra on Friday night. Earlier eleven "
    "fighters were killed in Seltin District, bringing the toll to 23, and two soldiers died."
)


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def count(number: str, value: int, name: str = "c1", side: str = "militants") -> dict[str, Any]:
    return {
        "id": name,
        "side": side,
        "group": "fighters",
        "outcome": "killed",
        "low": value,
        "best": value,
        "high": value,
        "qualifier": "exact",
        "part_of": None,
        "derived": False,
        "perpetrator": False,
        "reports": [{"low": value, "best": value, "high": None, "source_kind": "official", "evidence": []}],
        "confidence": 0.9,
        "evidence": [span(number)],
        "cues": {"side": [span("fighters")], "outcome": [span("killed")]},
    }


def gold() -> dict[str, Any]:
    """Two incidents and their total, as a line of gold."""
    date = {"start": "2025-01-31", "end": "2025-02-01", "precision": "days", "basis": "event", "evidence": []}
    place = {"name": "Dobra", "admin1": "Seltin", "country": "PK", "precision": "place", "others": []}
    return {
        "schema": "assay/1",
        "article": {
            "id": "a.txt",
            "sha256": text_sha256(TEXT),
            "published": "2025-02-01",
            "published_source": "header",
            "sources": [{"id": "b.txt", "publisher": "The Post"}],
            "text": TEXT,
        },
        "incidents": [
            {"id": "i1", "kind": "incident", "role": "main", "part_of": "t3", "date": date, "location": place,
             "counts": [count("twelve", 12)], "alternatives": {"role": ["background"]}},
            {"id": "i2", "part_of": "t3", "counts": [count("eleven", 11)], "optional": True},
            {"id": "t3", "kind": "total", "counts": [count("23", 23)], "date": None},
        ],
        "mentions": [
            {"type": "number", **span("twelve"), "value": {"best": 12}, "used_by": ["i1/c1"]},
        ],
    }  # fmt: skip


def proposal() -> dict[str, Any]:
    return {**gold(), "extractor": {"name": "rules", "version": "1.0", "gazetteer": "g", "lexicon": None}}


def reviewed() -> dict[str, Any]:
    """The proposal after a person verified it, as the store would write it."""
    record = record_from_json(proposal())
    changes: list[Change] = verify(fresh(record))
    stamp = "2025-02-02T10:00:00.000Z"
    events = [
        Event(
            seq=n,
            group=1,
            at=stamp,
            reviewer="amina",
            article_sha256=record.article.sha256,
            entry=c.entry,
            field=c.field,
            action="accept",
            key="space",
            before=c.before,
            after=c.after,
            ms=900,
            proposal="rules-1.0-12345678",
        )
        for n, c in enumerate(changes, 1)
    ]
    return record_to_json(as_record(replay(record, events), review_of(events)))


def errors(line: Any) -> list[str]:
    return [e.message for e in Draft202012Validator(schema()).iter_errors(line)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("make", [gold, proposal, reviewed])
def test_gold_proposals_and_reviewed_records_are_valid_and_come_back_the_same(make: Any) -> None:
    line = make()
    assert errors(line) == []
    written = json.loads(line_of(record_from_json(line)))
    assert errors(written) == []
    assert record_from_json(written) == record_from_json(line)


def test_a_verified_record_says_so() -> None:
    line = reviewed()
    assert line["review"]["status"] == "verified"
    assert line["incidents"][0]["decisions"]["c1"]["decision"] == "accepted"


def test_the_gold_of_the_samples_is_valid(samples: Path) -> None:
    for path in sorted(samples.glob("*.gold.json")):
        assert errors(json.loads(path.read_text("utf-8"))) == [], path.name


def test_keys_that_are_not_known_are_allowed() -> None:
    line = gold()
    line["incidents"][0]["location"]["elevation"] = 1200
    assert errors(line) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "assay/2"),
        (("article", "published"), "1 Feb"),
        (("incidents", 0, "kind"), "war"),
        (("incidents", 0, "location", "country"), "Pakistan"),
        (("incidents", 0, "location", "latitude"), 95),
        (("incidents", 0, "counts", 0, "low"), -1),
        (("incidents", 0, "counts", 0, "side"), "army"),
        (("incidents", 0, "counts", 0, "evidence", 0), {"start": 3}),
        (("mentions", 0, "type"), "person"),
    ],
)
def test_what_the_format_does_not_allow_is_refused(path: tuple[Any, ...], value: Any) -> None:
    line = copy.deepcopy(gold())
    at: Any = line
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert errors(line)


def test_a_line_acts_on_no_terminal_and_means_the_same() -> None:
    value = {"text": "\x9b31m \u202e evil \x7f\ufeff é"}
    text = harmless(json.dumps(value, ensure_ascii=False))
    assert text.isprintable()
    assert "é" in text
    assert json.loads(text) == value
