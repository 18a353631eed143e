"""Which field reads which mention: `used_by`, derived from the evidence that stands in a record."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.frozen import replace
from extract.model import Entry, Mention, MentionType, Place, Record, Span


def _place_spans(place: Place) -> Iterable[Span]:
    yield from place.evidence
    for other in place.others:
        yield from other.evidence


def _readers(entries: Sequence[Entry]) -> dict[MentionType, list[tuple[Span, str]]]:
    found: dict[MentionType, list[tuple[Span, str]]] = defaultdict(list)
    for entry in entries:
        found["date"] += [(s, f"{entry.id}/date") for s in entry.date.evidence]
        found["place"] += [(s, f"{entry.id}/location") for s in _place_spans(entry.location)]
        for count in entry.counts:
            spans = list(count.evidence)
            for toll in count.reports:
                spans += toll.evidence
            found["number"] += [(s, f"{entry.id}/{count.id}") for s in spans]
    return found


def claimed(entries: Sequence[Entry], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with `used_by` set anew: every field whose evidence overlaps a mention of its type.

    Numbers are read by counts (`i1/c1`), dates by `i1/date`, places by `i1/location`. Linear in practice:
    spans are found by their start after sorting, and evidence spans are short.
    """
    readers = {kind: sorted(v, key=lambda r: r[0].start) for kind, v in _readers(entries).items()}
    starts = {kind: [span.start for span, _ in v] for kind, v in readers.items()}
    longest = {kind: max(span.end - span.start for span, _ in v) for kind, v in readers.items() if v}
    out: list[Mention] = []
    for mention in mentions:
        refs: list[str] = []
        mine = readers.get(mention.type)
        if not mine:
            out.append(mention if not mention.used_by else replace(mention, used_by=()))
            continue
        first = bisect_left(starts[mention.type], mention.start - longest[mention.type])
        for k in range(first, len(mine)):
            span, ref = mine[k]
            if span.start >= mention.end:
                break
            if span.end > mention.start and ref not in refs:
                refs.append(ref)
        used_by = tuple(refs)
        out.append(mention if used_by == mention.used_by else _used(mention, used_by))
    return tuple(out)


def _used(m: Mention, by: tuple[str, ...]) -> Mention:
    """The mention with these readers; `dataclasses.replace` takes three times as long."""
    return Mention(m.type, m.start, m.end, m.text, m.value, by, m.extra)


def claimable(mention: Mention) -> bool:
    """Whether a number could be a count of people: no age, year or sum of money, and a figure at all.

    The extractor says under `kind` why a number counts nobody; "multiple" and "several" are no figures.
    """
    value = mention.value
    return "kind" not in value and not (value.get("qualifier") == "vague" and (value.get("low") or 0) <= 3)


def with_claims(record: Record) -> Record:
    """The record with every mention's `used_by` derived from its standing entries."""
    return replace(record, mentions=claimed(record.incidents, record.mentions))
