"""Whether the spans of a record hold the words that they quote."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Count, Entry, Record, Span


def spans_of(record: Record) -> Iterator[tuple[str, Span]]:
    """Every span of a record with the place it belongs to, such as `i1/c1` or `i1/date`."""
    for entry in (*record.incidents, *record.rejected.entries):
        yield from _entry(entry)
    for entry_id, counts in record.rejected.counts.items():
        for count in counts:
            yield from _count(f"{entry_id}/{count.id}", count)
    for mention in record.mentions:
        yield f"{mention.type} mention", Span(mention.start, mention.end, mention.text)


def _entry(entry: Entry) -> Iterator[tuple[str, Span]]:
    for span in entry.date.evidence:
        yield f"{entry.id}/date", span
    for place in (entry.location, *entry.location.others):
        for span in place.evidence:
            yield f"{entry.id}/location", span
    for count in entry.counts:
        yield from _count(f"{entry.id}/{count.id}", count)


def _count(where: str, count: Count) -> Iterator[tuple[str, Span]]:
    for span in count.evidence:
        yield where, span
    for spans in count.cues.values():
        for span in spans:
            yield where, span
    for toll in count.reports:
        for span in toll.evidence:
            yield where, span


def misplaced(record: Record) -> list[tuple[str, Span]]:
    """The spans that lie outside the text, or whose quoted words are not those that stand there.

    Offsets are code points, so this is where offsets counted in bytes or UTF-16 units show.
    """
    text = record.article.text
    return [
        (where, span)
        for where, span in spans_of(record)
        if span.end > len(text) or text[span.start : span.end] != span.text
    ]
