"""The record format as JSON: what is written is read back the same, and what is wrong is said."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.from_json import WireError, loads, record_from_json
from extract.model import (
    DATE_PRECISIONS,
    OUTCOMES,
    PLACE_PRECISIONS,
    QUALIFIERS,
    SIDES,
    Article,
    Count,
    DateRange,
    Entry,
    Mention,
    Place,
    Record,
    Rejected,
    Span,
    Toll,
    kind_of,
)
from extract.to_json import dumps, record_to_json, text_sha256

TEXT = "Two guards were shot dead near Zhob on Friday, the governor’s office said. ❧"

spans = st.tuples(st.integers(0, 60), st.integers(0, 16)).map(
    lambda t: Span(t[0], t[0] + t[1], TEXT[t[0] : t[0] + t[1]])
)
evidence = st.lists(spans, max_size=2).map(tuple)
whole = st.none() | st.integers(0, 10**6)
words = st.none() | st.text(min_size=1, max_size=8)
days = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
tolls = st.builds(
    Toll,
    low=whole,
    best=whole,
    high=whole,
    qualifier=st.none() | st.sampled_from(QUALIFIERS),
    source=words,
    superseded=st.booleans(),
    evidence=evidence,
)
dates = st.builds(
    DateRange,
    start=days,
    end=days,
    precision=st.sampled_from(DATE_PRECISIONS),
    inferred=st.booleans(),
    evidence=evidence,
)
places = st.builds(
    Place,
    name=words,
    admin1=words,
    country=words,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    precision=st.sampled_from(PLACE_PRECISIONS),
    evidence=evidence,
    extra=st.just({}) | st.just({"nickname": "the Fort"}),
)


def counts(count_id: str) -> st.SearchStrategy[Count]:
    return st.builds(
        Count,
        id=st.just(count_id),
        side=st.sampled_from(SIDES),
        outcome=st.sampled_from(OUTCOMES),
        low=whole,
        best=whole,
        high=whole,
        qualifier=st.none() | st.sampled_from(QUALIFIERS),
        group=words,
        reports=st.lists(tolls, max_size=2).map(tuple),
        confidence=st.none() | st.floats(0, 1),
        evidence=evidence,
        cues=st.just({}) | spans.map(lambda s: {"side": (s,)}),
        status_disputed=st.booleans(),
    )


def entries(entry_id: str) -> st.SearchStrategy[Entry]:
    return st.builds(
        Entry,
        id=st.just(entry_id),
        kind=st.sampled_from(("incident", "total")),
        role=st.sampled_from(("main", "background")),
        date=dates,
        location=places,
        counts=st.tuples(counts("c1"), counts("c2")),
        extra=st.just({}) | st.just({"weapon": "rifle"}),
    )


records = st.builds(
    Record,
    article=st.just(Article("a", text_sha256(TEXT), TEXT, published=dt.date(2025, 3, 1))),
    incidents=st.tuples(entries("i1"), entries("t2")),
    mentions=st.just(
        (Mention("number", 0, 3, "Two", {"low": 2, "best": 2, "high": 2, "qualifier": "exact"}),)
    ),
    extractor=st.none() | st.just({"name": "rules", "version": "1"}),
    review=st.none() | st.just({"status": "verified"}),
    rejected=st.just(Rejected()) | entries("i9").map(lambda e: Rejected((e,), {"i1": e.counts})),
    extra=st.just({}) | st.just({"x-desk": [1, 2]}),
)


@given(records)
def test_what_is_written_is_read_back_the_same(record: Record) -> None:
    line = dumps(record)
    assert "\n" not in line
    back = loads(line)
    if record.extractor is None and not record.mentions:
        assert back.mentions == ()
    assert back == record
    assert dumps(back) == line


def minimal() -> dict[str, Any]:
    return {
        "schema": "assay/1",
        "article": {"id": "a", "text": TEXT},
        "incidents": [{"id": "i1", "counts": [{"id": "c1", "outcome": "killed", "best": 2}]}],
    }


def test_a_line_without_review_and_extractor_is_gold() -> None:
    record = record_from_json(minimal())
    assert kind_of(record) == "gold"
    assert kind_of(record_from_json(minimal() | {"extractor": {"name": "x"}})) == "proposal"
    assert kind_of(record_from_json(minimal() | {"review": {}, "extractor": {}})) == "reviewed"


def test_null_and_zero_stay_different() -> None:
    line = minimal()
    line["incidents"][0]["counts"] = [
        {"id": "c1", "outcome": "killed", "best": 0},
        {"id": "c2", "outcome": "wounded", "best": None},
    ]
    zero, unstated = record_from_json(line).incidents[0].counts
    assert (zero.best, unstated.best) == (0, None)


def test_keys_nobody_knows_come_out_again() -> None:
    line = minimal() | {"x": 1}
    line["article"]["desk"] = "night"
    line["incidents"][0]["date"] = {"start": "2025-03-01", "moon": "new"}
    back = record_to_json(record_from_json(line))
    assert back["x"] == 1
    assert back["article"]["desk"] == "night"
    assert back["incidents"][0]["date"]["moon"] == "new"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": "assay/9"}, "schema: 'assay/9' is not 'assay/1'"),
        ({"article": {"id": "a"}}, "article.text: is missing"),
        ({"article": {"id": "a", "text": "x", "sha256": "0" * 64}}, "does not belong to the text"),
        ({"article": {"id": "a", "text": "x", "published": "yesterday"}}, "'yesterday' is not a date"),
        ({"incidents": {}}, "incidents: must be a list"),
        ({"incidents": [{"id": "i1"}, {"id": "i1"}]}, "the id 'i1' stands twice"),
        ({"incidents": [{"id": "i1", "kind": "rumour"}]}, "incidents[0].kind: 'rumour' is none of incident"),
        (
            {"incidents": [{"id": "i1", "counts": [{"id": "c1", "outcome": "killed", "best": -5}]}]},
            "incidents[0].counts[0].best: must be a whole number",
        ),
        (
            {"incidents": [{"id": "i1", "counts": [{"id": "c1", "outcome": "killed", "best": True}]}]},
            "best: must be a whole number",
        ),
        (
            {"incidents": [{"id": "i1", "date": {"evidence": [{"start": 9, "end": 2}]}}]},
            "incidents[0].date.evidence[0]: a span needs start and end",
        ),
        ({"mentions": [{"type": "smell", "start": 0, "end": 1}]}, "mentions[0].type: 'smell' is none of"),
    ],
)
def test_a_wrong_line_is_refused_with_the_key_that_is_wrong(change: dict[str, Any], said: str) -> None:
    with pytest.raises(WireError) as refused:
        record_from_json(minimal() | change)
    assert said in str(refused.value)


def test_a_line_that_is_no_json_is_refused() -> None:
    with pytest.raises(WireError, match="not JSON"):
        loads("{broken")
    with pytest.raises(WireError, match="not JSON"):
        loads("[" * 100_000)
    with pytest.raises(WireError, match="must be an object"):
        loads(json.dumps([1, 2]))
