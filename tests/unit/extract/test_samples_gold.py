"""The gold beside the samples is itself in order: it reads, quotes its text rightly, and adds up.

What an extractor makes of the samples is tested elsewhere; here a slip of the pen in the gold is found.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from extract.from_json import count_from_json, date_from_json, loads, place_from_json
from extract.model import Count, DateRange, Entry, Outcome, Place, Record, Side, Span, Toll, kind_of
from extract.to_json import record_to_json

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
TEXTS = sorted(SAMPLES.glob("*.txt"))
FICTIONAL = "This report is fictional and was written for Assay."

Sums: TypeAlias = dict[tuple[Side, Outcome], int]

every_sample = pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])


def gold_of(path: Path) -> Record:
    return loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))


def places_of(place: Place) -> Iterator[Place]:
    """The place, its `others` and its alternatives."""
    yield place
    yield from place.others
    for other in place.extra.get("alternatives", []):
        yield from places_of(place_from_json(other))


def dates_of(date: DateRange) -> Iterator[DateRange]:
    """The date and its alternatives."""
    yield date
    for other in date.extra.get("alternatives", []):
        yield date_from_json(other)


def counts_of(entry: Entry) -> Iterator[Count]:
    """The entry's counts and their alternatives."""
    for count in entry.counts:
        yield count
        for other in count.extra.get("alternatives", []):
            yield count_from_json(other)


def spans_of(entry: Entry) -> Iterator[Span]:
    """Every evidence span of an entry, alternatives and reports included."""
    for date in dates_of(entry.date):
        yield from date.evidence
    for place in places_of(entry.location):
        yield from place.evidence
    for count in counts_of(entry):
        yield from count.evidence
        for spans in count.cues.values():
            yield from spans
        for toll in count.reports:
            yield from toll.evidence


def entries_with_parts(record: Record) -> Iterator[tuple[Entry, list[Entry]]]:
    for whole in record.incidents:
        parts = [entry for entry in record.incidents if entry.part_of == whole.id]
        if parts:
            yield whole, parts


def summed(entries: list[Entry], keys: set[tuple[Side, Outcome]] | None = None) -> Sums:
    """Best figures by side and outcome, added up; counts that lie inside another are left out.

    With `keys`, a figure whose side is not among them goes to `unknown`: people of any side lie inside
    "five people".
    """
    sums: Sums = defaultdict(int)
    for entry in entries:
        for count in entry.counts:
            if count.part_of is None and count.best is not None:
                named = keys is None or (count.side, count.outcome) in keys
                sums[count.side if named else "unknown", count.outcome] += count.best
    return sums


def test_there_are_enough_samples_and_each_has_its_gold() -> None:
    assert len(TEXTS) >= 14
    golds = {path.name.removesuffix(".gold.json") for path in SAMPLES.glob("*.gold.json")}
    assert golds == {path.stem for path in TEXTS}


def test_the_readme_lists_every_sample() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.stem for path in TEXTS if path.stem not in readme] == []


@every_sample
def test_gold_is_a_gold_line_and_survives_reading_and_writing(path: Path) -> None:
    record = gold_of(path)
    assert kind_of(record) == "gold"
    assert loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")) == record
    assert record.extra == {}
    assert record_to_json(record)["article"]["text"] == record.article.text


@every_sample
def test_gold_holds_the_text_of_the_file_and_its_hashes(path: Path) -> None:
    raw = path.read_bytes()
    article = gold_of(path).article
    assert article.id == path.name
    assert article.text == raw.decode("utf-8")
    assert article.sha256 == hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    assert article.source_sha256 == hashlib.sha256(raw).hexdigest()


@every_sample
def test_each_article_says_at_its_end_that_it_is_fictional(path: Path) -> None:
    assert path.read_text(encoding="utf-8").rstrip("\n").endswith("\n\n" + FICTIONAL)


@every_sample
def test_the_publication_date_stands_at_the_head_of_the_text(path: Path) -> None:
    article = gold_of(path).article
    assert article.published is not None
    assert article.published_source in ("header", "dateline")
    if article.published_source == "header":
        assert article.text.startswith(f"date {article.published.isoformat()} ")
    if article.dateline is not None:
        assert article.dateline in article.text[:80]


@every_sample
def test_every_evidence_span_is_what_stands_there(path: Path) -> None:
    record = gold_of(path)
    text = record.article.text
    for entry in record.incidents:
        for span in spans_of(entry):
            assert text[span.start : span.end] == span.text, f"{entry.id}: {span}"
            assert span.text.strip() == span.text != ""


@every_sample
def test_what_is_stated_has_evidence(path: Path) -> None:
    for entry in gold_of(path).incidents:
        assert bool(entry.date.evidence) == (entry.date.precision != "unknown"), entry.id
        assert bool(entry.location.evidence) == (entry.location.precision != "unknown"), entry.id
        for count in entry.counts:
            assert count.evidence, f"{entry.id}/{count.id}"


@every_sample
def test_entries_stand_in_the_order_of_their_first_evidence(path: Path) -> None:
    required = [entry for entry in gold_of(path).incidents if not entry.optional]
    first = [min((span.start for span in spans_of(entry)), default=0) for entry in required]
    assert first == sorted(first)


@every_sample
def test_entries_have_the_shape_of_their_kind(path: Path) -> None:
    for entry in gold_of(path).incidents:
        if entry.kind == "total":
            assert entry.type is None, entry.id
            assert entry.counts, f"{entry.id}: a total is a figure"
        else:
            assert entry.type is not None, entry.id
        for date in dates_of(entry.date):
            check_date(entry, date)


def check_date(entry: Entry, date: DateRange) -> None:
    """Ends in order; an incident's span fits its precision; basis where there is a date."""
    assert (date.basis is None) == (date.precision == "unknown"), entry.id
    if date.start is None or date.end is None:
        assert entry.kind == "total" or (date.start is None and date.end is None), entry.id
        return
    length = (date.end - date.start).days + 1
    assert length >= 1, entry.id
    if entry.kind == "incident" and date.precision == "days":
        assert 2 <= length <= 6, entry.id
    if entry.kind == "incident" and date.precision == "month":
        assert 8 <= length <= 31, entry.id


@every_sample
def test_nothing_happens_after_publication(path: Path) -> None:
    record = gold_of(path)
    published = record.article.published
    assert published is not None
    for entry in record.incidents:
        for date in dates_of(entry.date):
            assert date.start is None or date.start <= published, entry.id
            assert date.end is None or date.end <= published, entry.id


@every_sample
def test_references_lead_somewhere(path: Path) -> None:
    record = gold_of(path)
    totals = {entry.id for entry in record.incidents if entry.kind == "total"}
    for entry in record.incidents:
        assert entry.part_of is None or entry.part_of in totals - {entry.id}, entry.id
        ids = {count.id for count in entry.counts}
        for count in entry.counts:
            assert count.part_of is None or count.part_of in ids - {count.id}, f"{entry.id}/{count.id}"


@every_sample
def test_no_entry_lies_inside_itself(path: Path) -> None:
    record = gold_of(path)
    for entry in record.incidents:
        seen, above = {entry.id}, entry.part_of
        while above is not None:
            assert above not in seen, f"{entry.id} lies inside itself"
            seen.add(above)
            above = record.entry(above).part_of


@every_sample
def test_bounds_are_in_order_and_fit_the_qualifier(path: Path) -> None:
    for entry in gold_of(path).incidents:
        for count in counts_of(entry):
            where = f"{entry.id}/{count.id}"
            stated = [n for n in (count.low, count.best, count.high) if n is not None]
            assert stated == sorted(stated), where
            assert stated, f"{where}: a count says something"
            if count.reports:
                check_reports(where, count)
            else:
                check_qualifier(where, count)
            for toll in count.reports:
                check_qualifier(where, toll)


def check_qualifier(where: str, value: Count | Toll) -> None:
    """The table of the coding rules: which bounds each wording gives."""
    low, best, high = value.low, value.best, value.high
    fits = {
        "exact": low == best == high is not None,
        "about": low == best == high is not None,
        "at_least": low == best is not None and high is None,
        "at_most": low is None and best is None and high is not None,
        "range": low is not None and low == best and high is not None and low < high,
        "vague": low is not None and best is None and high is None,
    }
    assert value.qualifier is not None, where
    assert fits[value.qualifier], f"{where}: {low}, {best}, {high} is not {value.qualifier}"


def check_reports(where: str, count: Count) -> None:
    """`low` and `high` are the extremes of the tolls that still stand, null where one is open."""
    standing = [toll for toll in count.reports if not toll.superseded]
    lows, highs = [t.low for t in standing], [t.high for t in standing]
    assert len(count.reports) >= 2, where
    assert count.low == (None if None in lows else min(n for n in lows if n is not None)), where
    assert count.high == (None if None in highs else max(n for n in highs if n is not None)), where
    assert count.best in [toll.best for toll in standing], where
    spans = {span for toll in count.reports for span in toll.evidence}
    assert set(count.evidence) <= spans, f"{where}: best is read from one of the tolls"


@every_sample
def test_counts_inside_another_are_not_above_it(path: Path) -> None:
    for entry in gold_of(path).incidents:
        for whole in entry.counts:
            ceiling = whole.best if whole.best is not None else whole.high
            parts = [count for count in entry.counts if count.part_of == whole.id]
            if ceiling is not None:
                assert sum(part.best or part.low or 0 for part in parts) <= ceiling, f"{entry.id}/{whole.id}"
            assert all(part.outcome == whole.outcome for part in parts), f"{entry.id}/{whole.id}"


@every_sample
def test_incidents_inside_a_total_are_not_above_it(path: Path) -> None:
    for whole, parts in entries_with_parts(gold_of(path)):
        figures = summed([whole])
        covered = summed(parts, set(figures))
        for key in figures.keys() & covered.keys():
            assert covered[key] <= figures[key], f"{whole.id} {key}"
        assert figures.keys() & covered.keys() or not covered, f"{whole.id} shares no figure with its parts"


def test_the_first_sample_is_short_and_its_sum_holds() -> None:
    path = TEXTS[0]
    record = gold_of(path)
    assert 1500 <= len(path.read_bytes()) <= 2500
    assert len(record.incidents) <= 3
    ((whole, parts),) = entries_with_parts(record)
    assert summed(parts)["militants", "killed"] == summed([whole])["militants", "killed"]


def test_the_eleventh_sample_still_has_what_shifts_offsets_elsewhere() -> None:
    text = gold_of(SAMPLES / "11-diacritics-and-a-quotation.txt").article.text
    assert any(unicodedata.bidirectional(letter) == "AL" for letter in text)
    assert any(unicodedata.combining(letter) for letter in text), "an editor has composed the letters"
    assert len(text.encode("utf-16-le")) // 2 > len(text), "an emoji counts two in UTF-16"


def test_the_long_read_is_long() -> None:
    path = SAMPLES / "12-a-long-read.txt"
    assert len(path.read_bytes()) >= 25_000
    assert len(gold_of(path).incidents) >= 10


def test_an_article_without_incident_has_an_empty_list() -> None:
    line = (SAMPLES / "10-no-incident.gold.json").read_text(encoding="utf-8")
    assert '"incidents": []' in line
