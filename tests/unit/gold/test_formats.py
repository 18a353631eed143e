"""Other tools' formats: what goes out comes back, and what a format cannot hold is said."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.from_json import record_from_json
from extract.to_json import record_to_json
from gold.formats import FORMATS, Read, Written
from gold.formats.prodigy import tokenized
from gold.formats.spans import located, split
from tests.unit.gold.records import records

WHOLE = ("label_studio", "prodigy", "doccano", "langextract", "parquet")
TABLES = ("csv", "ucdp", "acled")


def written(name: str, lines: list[dict[str, Any]]) -> tuple[bytes, Written]:
    if FORMATS[name].binary:
        binary = io.BytesIO()
        done = FORMATS[name].write(lines, binary)
        return binary.getvalue(), done
    text = io.StringIO(newline="")
    done = FORMATS[name].write(lines, text)
    return text.getvalue().encode(), done


def read_back(name: str, data: bytes) -> list[Read]:
    return list(FORMATS[name].read(io.BufferedReader(io.BytesIO(data))))


def gold(samples: Path) -> list[dict[str, Any]]:
    return [
        record_to_json(record_from_json(json.loads(p.read_text("utf-8"))))
        for p in sorted(samples.glob("*.gold.json"))
    ]


@pytest.mark.parametrize("name", WHOLE)
@given(lines=st.lists(records(), max_size=3))
def test_an_annotation_tool_gives_a_record_back_whole(name: str, lines: list[dict[str, Any]]) -> None:
    data, done = written(name, lines)
    assert done.records == len(lines)
    back = read_back(name, data)
    assert [r.record for r in back] == lines
    assert all(not r.notes for r in back)


@pytest.mark.parametrize("name", WHOLE)
def test_the_samples_go_through_every_tool_and_come_back(name: str, samples: Path) -> None:
    lines = gold(samples)
    data, _ = written(name, lines)
    assert [r.record for r in read_back(name, data)] == lines


@given(record=records())
def test_the_flat_table_gives_every_value_back(record: dict[str, Any]) -> None:
    data, done = written("csv", [record])
    (back,) = read_back("csv", data)
    assert back.record is not None
    again = record_to_json(record_from_json(back.record | {"article": record["article"]}))
    for ours, theirs in zip(record["incidents"], again["incidents"], strict=True):
        for key in ("id", "kind", "role", "part_of", "type"):
            assert theirs[key] == ours[key]
        for key in ("start", "end", "precision", "inferred"):
            assert theirs["date"][key] == ours["date"][key]
        for key in ("name", "admin1", "country", "latitude", "precision"):
            assert theirs["location"][key] == ours["location"][key]
        keys = ("id", "side", "outcome", "group", "low", "best", "high", "qualifier", "part_of", "derived")
        assert [[c[k] for k in keys] for c in theirs["counts"]] == [
            [c[k] for k in keys] for c in ours["counts"]
        ]
    assert done.losses["texts"] == 1


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_leaves_out(name: str, samples: Path) -> None:
    _, done = written(name, gold(samples))
    sentences = done.losses.sentences()
    assert any("evidence spans" in s for s in sentences)
    assert any("article texts" in s for s in sentences)


def rows(name: str, *lines: dict[str, Any]) -> list[dict[str, str]]:
    import csv

    data, _ = written(name, list(lines))
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def entry(id: str, *counts: tuple[str, str, int | None], **more: Any) -> dict[str, Any]:
    made = [
        {"id": f"c{n}", "side": side, "outcome": outcome, "low": best, "best": best, "high": best}
        for n, (side, outcome, best) in enumerate(counts, 1)
    ]
    kind = "total" if id.startswith("t") else "incident"
    date = {"start": "2025-01-31", "end": "2025-02-01", "precision": "days"}
    place = {"name": "Dobra", "admin1": "Borno", "country": "NG", "precision": "place"}
    return {"id": id, "kind": kind, "role": "main", "date": date, "location": place, "counts": made, **more}


def line(*entries: dict[str, Any]) -> dict[str, Any]:
    article = {"id": "a.txt", "sha256": "0" * 64, "publisher": "Sahel Wire", "text": "x"}
    wire = {"schema": "assay/1", "article": article | {"sha256": None}, "incidents": list(entries)}
    return record_to_json(record_from_json(wire))


def test_ucdp_has_deaths_by_side_and_its_own_codes() -> None:
    (row,) = rows("ucdp", line(entry("i1", ("militants", "killed", 12), ("civilians", "killed", 0))))
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"]) == ("", "12", "0")
    assert (row["best"], row["date_prec"], row["where_prec"], row["event_clarity"]) == ("12", "2", "1", "1")
    assert row["country"] == "Nigeria"


def test_ucdp_counts_nobody_twice() -> None:
    part = entry("i1", ("militants", "killed", 12), part_of="t2")
    found = rows(
        "ucdp", line(part, entry("t2", ("militants", "killed", 23)), entry("t3", ("civilians", "killed", 5)))
    )
    assert [(r["entry"], r["best"], r["event_clarity"]) for r in found] == [
        ("i1", "12", "1"),
        ("t3", "5", "2"),
    ]


def test_a_part_of_a_count_is_in_no_sum() -> None:
    four = entry("i1", ("unknown", "killed", 4), ("security_forces", "killed", 1))
    four["counts"][1]["part_of"] = "c1"
    (row,) = rows("ucdp", line(four))
    assert (row["best"], row["deaths_a"], row["deaths_unknown"]) == ("4", "", "4")


def test_an_incident_without_deaths_is_no_row_of_ucdp_and_that_is_said() -> None:
    data, done = written("ucdp", [line(entry("i1", ("civilians", "wounded", 3)))])
    assert data.count(b"\n") == 1
    assert done.losses["no_deaths"] == 1


def test_ucdp_comes_back_with_its_deaths() -> None:
    data, _ = written("ucdp", [line(entry("i1", ("militants", "killed", 12), ("civilians", "killed", 0)))])
    (back,) = read_back("ucdp", data)
    assert back.record is not None
    (told,) = back.record["incidents"]
    assert [(c["side"], c["best"]) for c in told["counts"]] == [("militants", 12), ("civilians", 0)]
    assert (told["location"]["country"], told["date"]["precision"]) == ("NG", "days")


def test_acled_has_one_figure_and_keeps_the_wounded_in_its_notes() -> None:
    killed_and_hurt = entry("i1", ("civilians", "killed", 3), ("civilians", "wounded", 7), type="strike")
    (row,) = rows("acled", line(killed_and_hurt))
    assert (row["fatalities"], row["sub_event_type"]) == ("3", "Air/drone strike")
    assert "wounded, civilians: 7" in row["notes"]


def test_acled_comes_back_as_deaths_of_nobody_s_side() -> None:
    data, _ = written("acled", [line(entry("i1", ("civilians", "killed", 3)))])
    (back,) = read_back("acled", data)
    assert back.record is not None
    (told,) = back.record["incidents"]
    assert [(c["side"], c["best"]) for c in told["counts"]] == [("unknown", 3)]


@pytest.mark.parametrize("name", ["ucdp", "acled", "csv"])
def test_another_table_is_refused_with_the_missing_column(name: str) -> None:
    (only,) = read_back(name, b"a,b\n1,2\n")
    assert only.record is None
    assert "no column" in only.notes[0]


def moved(name: str, change: Any) -> list[Read]:
    """A gold record through a tool in which `change` was made to its line."""
    data, _ = written(name, [line_with_evidence()])
    task = json.loads(data)
    change(task)
    return read_back(name, json.dumps(task).encode())


def line_with_evidence() -> dict[str, Any]:
    text = "🟥 Twelve rebels were killed in Dobra on Friday. Three fled."
    one = entry("i1", ("militants", "killed", 12))
    one["counts"][0]["evidence"] = [{"start": 2, "end": 8, "text": "Twelve"}]
    one["location"] = {**one["location"], "evidence": [{"start": 31, "end": 36, "text": "Dobra"}]}
    article = {"id": "a.txt", "published": "2025-02-01", "text": text}
    return record_to_json(record_from_json({"schema": "assay/1", "article": article, "incidents": [one]}))


def test_a_span_moved_in_prodigy_is_moved_here() -> None:
    def wider(task: dict[str, Any]) -> None:
        task["spans"][-1]["end"] += len(" rebels")

    (back,) = moved("prodigy", wider)
    assert back.record is not None
    (evidence,) = back.record["incidents"][0]["counts"][0]["evidence"]
    assert evidence["text"] == "Twelve rebels"


def test_a_span_relabelled_in_doccano_changes_side_and_outcome() -> None:
    def other(task: dict[str, Any]) -> None:
        task["entities"][-1]["label"] = "wounded/civilians"

    (back,) = moved("doccano", other)
    assert back.record is not None
    (count,) = back.record["incidents"][0]["counts"]
    assert (count["outcome"], count["side"]) == ("wounded", "civilians")


def test_a_span_drawn_elsewhere_is_said_not_swallowed() -> None:
    def more(task: dict[str, Any]) -> None:
        task["entities"].append({"id": 99, "label": "note", "start_offset": 46, "end_offset": 51})

    (back,) = moved("doccano", more)
    assert "belongs to no field" in back.notes[0]


def test_offsets_of_a_browser_are_understood_by_the_quoted_words() -> None:
    text = "🟥 Twelve rebels"
    assert located(text, 2, 8, "Twelve") == (2, 8)
    assert located(text, 3, 9, "Twelve") == (2, 8)
    assert located(text, 90, 96, "Twelve") == (2, 8)
    assert located(text, 0, 3, "nobody") is None


@given(record=records())
def test_prodigy_s_spans_are_made_of_whole_tokens(record: dict[str, Any]) -> None:
    _, pieces = split(record)
    text = record["article"]["text"]
    for token in tokenized(text, pieces):
        assert text[token["start"] : token["end"]] == token["text"]
        for piece in pieces:
            crosses = token["start"] < piece.start < token["end"] or token["start"] < piece.end < token["end"]
            assert not crosses


FOREIGN = "On Friday, gunmen killed 12 villagers in Maiduguri. Three soldiers were wounded."


def extraction(kind: str, words: str, **attributes: str) -> dict[str, Any]:
    at = FOREIGN.find(words)
    interval = {"start_pos": at, "end_pos": at + len(words)} if at >= 0 else None
    return {
        "extraction_class": kind,
        "extraction_text": words,
        "char_interval": interval,
        "attributes": attributes,
    }


def langextract(*found: dict[str, Any]) -> Read:
    document = {"document_id": "m1", "text": FOREIGN, "published": "2025-02-01", "extractions": list(found)}
    (read,) = read_back("langextract", json.dumps(document).encode())
    return read


def test_a_model_s_extractions_become_a_proposal_with_evidence() -> None:
    read = langextract(
        extraction("date", "Friday"),
        extraction("location", "Maiduguri"),
        extraction("killed", "12 villagers", side="civilians"),
        extraction("injured", "Three soldiers"),
    )
    assert read.record is not None
    (told,) = read.record["incidents"]
    assert told["date"]["start"] == "2025-01-31"
    assert (told["location"]["name"], told["location"]["country"]) == ("Maiduguri", "NG")
    figures = [(c["outcome"], c["side"], c["best"]) for c in told["counts"]]
    assert figures == [("killed", "civilians", 12), ("wounded", "security_forces", 3)]
    assert read.record["extractor"]["name"] == "langextract"


def test_an_extraction_whose_words_stand_nowhere_is_said() -> None:
    read = langextract(extraction("killed", "fifteen farmers", value="15", side="civilians"))
    assert read.record is not None
    (count,) = read.record["incidents"][0]["counts"]
    assert (count["best"], count["evidence"]) == (15, [])
    assert any("stands nowhere" in note for note in read.notes)


def test_incidents_of_a_model_are_told_apart_by_their_attribute() -> None:
    read = langextract(
        extraction("killed", "12 villagers", incident="one"),
        extraction("wounded", "Three soldiers", incident="two"),
    )
    assert read.record is not None
    assert [len(e["counts"]) for e in read.record["incidents"]] == [1, 1]


def test_a_whole_incident_in_attributes_is_read_field_by_field() -> None:
    read = langextract(
        extraction("incident", "gunmen killed 12 villagers", location="Maiduguri", fatalities="12")
    )
    assert read.record is not None
    (told,) = read.record["incidents"]
    assert (told["location"]["name"], told["counts"][0]["outcome"], told["counts"][0]["best"]) == (
        "Maiduguri",
        "killed",
        12,
    )


def test_a_label_that_means_nothing_here_is_said() -> None:
    read = langextract(extraction("mood", "Friday"), extraction("killed", "12 villagers"))
    assert any("'mood'" in note for note in read.notes)


def test_doccano_s_zip_and_its_older_triples_are_read() -> None:
    packed = io.BytesIO()
    example = {"id": 3, "text": FOREIGN, "label": [[25, 37, "killed civilians"], [41, 50, "LOC"]]}
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("amina.jsonl", json.dumps(example))
    (read,) = read_back("doccano", packed.getvalue())
    assert read.record is not None
    assert read.record["extractor"] == {"name": "doccano", "version": "amina"}
    (told,) = read.record["incidents"]
    assert (told["location"]["name"], told["counts"][0]["side"]) == ("Maiduguri", "civilians")


def test_a_label_studio_export_without_our_record_is_read_from_its_regions() -> None:
    region = {
        "type": "labels",
        "value": {"start": 25, "end": 37, "text": "12 villagers", "labels": ["Killed"]},
    }
    tasks = [{"id": 7, "data": {"text": FOREIGN}, "annotations": [{"completed_by": 4, "result": [region]}]}]
    (read,) = read_back("label_studio", json.dumps(tasks).encode())
    assert read.record is not None
    assert read.record["extractor"] == {"name": "label_studio", "version": "4"}
    assert read.record["incidents"][0]["counts"][0]["best"] == 12


@pytest.mark.parametrize("name", ["label_studio", "prodigy", "doccano", "langextract"])
@pytest.mark.parametrize("junk", [b"{", b"[1, 2]", b'{"text": 5}', b"\xfe\x00\xff", b'[{"data": {}}]'])
def test_junk_is_said_and_never_raised(name: str, junk: bytes) -> None:
    found = read_back(name, junk)
    assert found
    assert all(r.record is None and r.notes for r in found)
