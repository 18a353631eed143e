"""Whether two values are the same, and which words of the text a typed value can rest on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from extract.model import Entry, MentionType, Place, Span
from store.state import State

#: Keys of a value that are beside the point when two values are compared.
_BESIDE = frozenset({"cues", "confidence", "rule", "id"})


def same(a: Any, b: Any) -> bool:
    """Whether two wire values say the same, and rest on the same evidence.

    An absent key is as good as null, false or an empty list; 0 is as good as none of them.
    """
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return all(same(a.get(k), b.get(k)) for k in (a.keys() | b.keys()) - _BESIDE)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    return bool(a == b) or (_absent(a) and _absent(b))


def _absent(value: Any) -> bool:
    return value is None or value is False or value == []


def evidence_for(state: State, kind: MentionType, value: Mapping[str, Any]) -> tuple[Span, ...]:
    """The one unclaimed mention of that kind that reads as `value`, as evidence.

    `value` holds the wire keys that must agree: `low`, `best`, `high` of a number; `start`, `end`,
    `precision` of a date; `name` of a place. None, or more than one, give no evidence: the old span never
    stays beside a typed value. Nor does the header's date or the dateline: neither tells of an event.
    """
    from extract.article import body_start  # not at the top: reading dates is not needed to start

    body = body_start(state.proposal.article)  # what stands in the header or dateline tells of the report
    taken = [s for entry in state.entries() for s in spans_of(entry, kind)]
    hits = [
        Span(m.start, m.end, m.text)
        for m in state.proposal.mentions
        if m.type == kind
        and "kind" not in m.value  # an age, a year: no number of people
        and m.start >= body
        and all(m.value.get(k) == v for k, v in value.items())
        and not any(s.start < m.end and m.start < s.end for s in taken)
    ]
    return (hits[0],) if len(hits) == 1 else ()


def spans_of(entry: Entry, kind: MentionType) -> Iterable[Span]:
    """The evidence of all the entry's values of one kind."""
    if kind == "date":
        yield from entry.date.evidence
    elif kind == "place":
        yield from _place_spans(entry.location)
    else:
        for count in entry.counts:
            yield from count.evidence
            for toll in count.reports:
                yield from toll.evidence


def _place_spans(place: Place) -> Iterable[Span]:
    yield from place.evidence
    for other in place.others:
        yield from other.evidence
