"""The table of `bench.quality`: what a partly coded corpus asks, and who answers which incident."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench._partial import Quality, answers, victims
from extract.model import Article, Count, DateRange, Entry, Mention, Place, Record

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Gunmen killed three traders in Loralai on 3 March."


def entry(id: str, day: int, *counts: tuple[str, int], name: str = "Loralai", **more: Any) -> Entry:
    when = dt.date(2025, 3, day)
    made = tuple(Count(f"c{n}", "unknown", o, b, b, b) for n, (o, b) in enumerate(counts))  # type: ignore[arg-type]
    place = Place(name, None, "Balochistan", "PK")
    return Entry(id, date=DateRange(when, when, "day"), location=place, counts=made, **more)


def record(*entries: Entry, mentions: tuple[Mention, ...] = ()) -> Record:
    return Record(Article("a", "0" * 64, TEXT), entries, mentions)


def line(scope: str, *incidents: dict[str, Any], **gold: Any) -> dict[str, Any]:
    coded = {"scope": scope, "incidents": list(incidents), **gold}
    return {
        "id": "a",
        "source": "toy",
        "text": TEXT,
        "published": "2025-03-04",
        "date_in_text": True,
        "gold": coded,
    }


def asked(of: dict[str, Any], found: Record | None) -> dict[str, bool]:
    return {measure: right for measure, right, _ in answers(of, found)}


GOLD = {"killed": 3, "wounded": 0, "date": "2025-03-03", "place": "Loralai", "country": "Pakistan"}


def test_a_text_about_one_event_is_asked_for_what_is_coded() -> None:
    right = record(entry("i1", 3, ("killed", 3)))
    assert all(asked(line("one", GOLD), right).values())
    assert "admin1 (named in text)" not in asked(line("one", {**GOLD, "admin1": "Balochistan"}), right)
    wrong = asked(line("one", GOLD), record(entry("i1", 4, ("killed", 4), ("wounded", 1), name="Ziarat")))
    assert [m for m, ok in wrong.items() if ok] == ["answered", "one incident, not many", "country"]


def test_a_text_without_prediction_is_not_answered() -> None:
    assert asked(line("one", GOLD), None) == {"answered": False}


@pytest.mark.parametrize(
    ("entries", "dead"),
    [
        ((entry("i1", 3, ("killed", 3)), entry("i2", 4, ("killed", 2))), 5),
        ((entry("i1", 3, ("killed", 3)), entry("i2", 4, ("killed", 2), role="background")), 3),
        ((entry("i1", 3, ("wounded", 3)), entry("i2", 4, ("killed", 2), role="background")), 2),
        ((entry("t1", 3, ("killed", 9), kind="total"), entry("t2", 3, ("killed", 4), kind="total")), 9),
        ((entry("t1", 3, ("killed", 9), kind="total"), entry("i1", 3, ("killed", 4))), 4),
        ((), 0),
    ],
)
def test_victims_of_one_event_are_never_added_to_totals_or_history(
    entries: tuple[Entry, ...], dead: int
) -> None:
    assert victims(record(*entries), "killed") == dead


def test_where_all_incidents_are_coded_each_is_answered_by_the_entry_that_fits_best() -> None:
    gold: list[dict[str, Any]] = [
        {"killed": 2, "date": "2025-03-05"},
        {"killed": 3, "place": "Loralai"},
        {"optional": True},
    ]
    found = record(entry("i1", 3, ("killed", 3)), entry("i2", 5, ("killed", 2), name="Ziarat"))
    quality = Quality(keep=5)
    quality.add(line("all", *gold), found)
    assert {m: tuple(mark) for (_, m), mark in quality.marks.items()} == {
        "answered": (1, 1),
        "incident found (a slot agrees)": (2, 2),
        "slot date": (1, 1),
        "slot killed": (2, 2),
        "slot place": (1, 1),
        "incidents predicted/gold": (2, 2),
    }
    assert asked(line("all"), found) == {"answered": True, "no incident in an irrelevant text": False}


def test_dates_and_toponyms_are_asked_where_they_stand() -> None:
    at = TEXT.index("Loralai")
    town = {"start": at, "end": at + 7, "text": "Loralai", "lat": "30.37", "lon": "68.6"}
    day = {"start": 41, "end": 48, "text": "3 March", "type": "DATE", "value": "2025-03-03"}
    mentions = (
        Mention("place", at, at + 7, "Loralai", {"latitude": 30.4, "longitude": 68.6}),
        Mention("date", 42, 49, TEXT[42:49], {"start": "2025-03-03", "end": "2025-03-03"}),
    )
    of = line("none", places=[town], timex=[day])
    assert asked(of, record(mentions=mentions)) == dict.fromkeys(
        ("answered", "mention text = span", "day date value", "toponym found", "toponym within 161 km"), True
    )
    missed = asked(of, record())
    assert missed == {
        "answered": True,
        "day date value": False,
        "toponym found": False,
        "toponym within 161 km": False,
    }


def test_a_corpus_is_extracted_and_the_table_printed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps(line("one", GOLD)) + "\n")
    command = [sys.executable, "-m", "bench.quality", str(corpus)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True, cwd=ROOT)
    table = json.loads(done.stdout)
    assert table["toy: killed"] == {"right": 1, "asked": 1}
    assert table["toy: date"] == {"right": 1, "asked": 1}
