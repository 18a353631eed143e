"""The flat table: a row a count, nothing lost, nothing that runs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold.formats.csv import COLUMNS, write


def record(**review: Any) -> dict[str, Any]:
    return {
        "schema": "assay/1",
        "article": {"id": "a.txt", "sha256": "0" * 64, "published": "2025-02-01", "text": "x"},
        "review": {"status": "verified", "reviewer": "amina", **review},
        "incidents": [
            {
                "id": "i1",
                "kind": "incident",
                "role": "main",
                "decision": "accepted",
                "date": {"start": "2025-01-31", "end": "2025-02-01", "precision": "days", "inferred": True},
                "location": {"name": "Dobra", "latitude": -12.5, "others": [{"name": "Sel"}, {"name": "U"}]},
                "decisions": {"date": {"decision": "corrected"}, "c2": {"decision": "added"}},
                "counts": [
                    {"id": "c1", "side": "militants", "outcome": "killed", "low": 0, "best": 0, "high": 0},
                    {"id": "c2", "side": "unknown", "outcome": "wounded", "low": 3, "best": None,
                     "high": None, "reports": [{}, {}], "evidence": [{"text": "some"}, {"text": "hurt"}]},
                ],
            },
            {"id": "t2", "kind": "total", "counts": []},
        ],
    }  # fmt: skip


def table(*records: dict[str, Any]) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write(records, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_a_row_a_count_and_one_for_an_entry_without() -> None:
    rows = table(record())
    assert [(r["entry"], r["count"]) for r in rows] == [("i1", "c1"), ("i1", "c2"), ("t2", "")]


def test_an_irrelevant_article_has_one_row_with_its_reason() -> None:
    line = record(status="irrelevant", reason="court case") | {"incidents": []}
    (row,) = table(line)
    assert (row["status"], row["reason"], row["entry"]) == ("irrelevant", "court case", "")


def test_none_is_empty_and_zero_is_zero() -> None:
    first, second, _ = table(record())
    assert (first["low"], first["best"]) == ("0", "0")
    assert (second["low"], second["best"], second["high"]) == ("3", "", "")


def test_dates_places_decisions_and_evidence_have_their_columns() -> None:
    _, row, _ = table(record())
    assert (row["date_start"], row["date_inferred"], row["date_decision"]) == (
        "2025-01-31",
        "true",
        "corrected",
    )
    assert (row["latitude"], row["other_places"]) == ("-12.5", "Sel; U")
    assert (row["tolls"], row["count_evidence"], row["count_decision"]) == ("2", "some | hurt", "added")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_what_a_spreadsheet_would_run_is_defused_and_counted(cell: str) -> None:
    out = io.StringIO()
    done = write([record(note=cell) | {"incidents": []}], out)
    assert (done.records, done.defused) == (1, 1)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["note"].startswith("'")


def test_numbers_below_zero_are_numbers() -> None:
    out = io.StringIO()
    done = write([record()], out)
    assert (done.records, done.defused) == (1, 0)


def test_nothing_to_write_writes_nothing() -> None:
    out = io.StringIO()
    assert write([], out).records == 0
    assert out.getvalue() == ""


@given(text=st.text(max_size=60))
def test_any_text_stays_in_its_cell(text: str) -> None:
    line = record(note=text, flag="after") | {"incidents": []}
    (row,) = table(line)
    assert set(row) == set(COLUMNS)
    assert row["flag"] == "after"
    assert row["note"].isprintable() or not text.isprintable()
    assert not set("\x1b\x9b\u202e\n\r\x00") & set(row["note"])


@given(text=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60))
def test_printable_text_comes_back_but_for_the_mark_that_defuses_it(text: str) -> None:
    (row,) = table(record(note=text) | {"incidents": []})
    assert row["note"].removeprefix("'") == text.removeprefix("'") or row["note"] == text
