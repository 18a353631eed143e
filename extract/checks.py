"""What is the matter with a record: the contract's checks, as data for a screen.

`check(record)` is pure and quick enough to run after every edit. Blocking checks stop a verification until
they are mended or overridden; notes only show. `sums(record)` says which counts are wholes of which parts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extract.claims import claimable, claimed
from extract.model import Article, Check, Count, DateRange, Entry, Place, Record, Severity, Span

#: Every code with its severity and its sentence; `{…}` is filled in.
CODES: Mapping[str, tuple[Severity, str]] = {
    "bounds_order": ("blocking", "The bounds are out of order: {what}."),
    "parts_exceed_whole": ("blocking", "The parts exceed the whole: {sum}."),
    "evidence_contradicts": ("blocking", "The evidence reads {read}, the value is {value}."),
    "date_after_publication": ("blocking", "{date} is after the publication on {published}."),
    "place_outside_country": ("blocking", "{unit} is not in {country}."),
    "tolls_disagree": ("note", "The tolls disagree: {tolls}."),
    "sum_holds": ("note", "The parts add up: {sum}."),
    "sum_short": ("note", "The parts are fewer than the whole: {sum}."),
    "date_inferred": ("note", "The date is inferred from the publication date or another entry."),
    "date_reported": ("note", "Only the day of the report is known; the event may lie before it."),
    "place_inferred": ("note", "The place is inferred from its surroundings."),
    "number_unclaimed": ("note", "No count reads the number “{text}”."),
    "evidence_missing": ("note", "The value has no evidence in the text."),
    "evidence_not_found": ("note", "The evidence “{text}” does not stand at its place in the text."),
}

#: Notes that say how a value came about, and find no fault with it.
NO_FAULT = frozenset(
    {"sum_holds", "sum_short", "date_inferred", "date_reported", "place_inferred", "number_unclaimed"}
)

SumState = Literal["holds", "short", "exceeds", "open"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a sum: its reference (`i1/c1`) and figure."""

    ref: str
    figure: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A count that is the whole of others: the reference, its figure, its parts and whether they add up.

    `state`: `holds` (exactly equal), `short` (less, no fault), `exceeds` (more, a fault), `open` where the
    whole has no upper bound. `text` is the sum as a person writes it: "11 + 12 = 23".
    """

    ref: str
    whole: int
    parts: tuple[Part, ...]
    state: SumState
    text: str


def check(record: Record) -> list[Check]:
    """Every check that the record's standing entries raise, blocking ones first, else in entry order."""
    found: list[Check] = []
    for entry in record.incidents:
        found += _entry_checks(entry, record.article)
    for total in sums(record):
        found += _sum_check(total, record)
    found += _unclaimed(record)
    found.sort(key=lambda c: c.severity != "blocking")
    return found


def _make(
    code: str, entry: str | None, field: str | None, spans: Sequence[Span] = (), **words: object
) -> Check:
    severity, sentence = CODES[code]
    return Check(code, severity, sentence.format(**words), entry, field, tuple(spans))


# --- one entry


def _entry_checks(entry: Entry, article: Article) -> Iterator[Check]:
    yield from _date_checks(entry, article)
    yield from _place_checks(entry, article)
    for count in entry.counts:
        yield from _count_checks(entry, count, article)


def _date_checks(entry: Entry, article: Article) -> Iterator[Check]:
    date = entry.date
    if date.start is None and date.end is None:
        return
    if date.start and date.end and date.start > date.end:
        yield _make(
            "bounds_order", entry.id, "date", date.evidence, what=f"{date.start} comes after {date.end}"
        )
    latest = max(d for d in (date.start, date.end) if d is not None)
    if article.published is not None and _day_known(date) and latest > article.published:
        yield _make(
            "date_after_publication",
            entry.id,
            "date",
            date.evidence,
            date=latest,
            published=article.published,
        )
    if date.inferred or date.basis == "report":
        code = "date_reported" if date.basis == "report" else "date_inferred"
        yield _make(code, entry.id, "date", date.evidence)
    yield from _evidence(date.evidence, entry.id, "date", article)


def _day_known(date: DateRange) -> bool:
    """Whether the end is a day and not the end of a month or year that still runs."""
    return date.precision in ("day", "days")


def _place_checks(entry: Entry, article: Article) -> Iterator[Check]:
    place = entry.location
    if place.name is None and place.country is None and place.admin1 is None:
        return
    for one in (place, *place.others):
        unit = _outside(one)
        if unit:
            yield _make(
                "place_outside_country", entry.id, "location", one.evidence, unit=unit, country=one.country
            )
    if place.inferred:
        yield _make("place_inferred", entry.id, "location", place.evidence)
    yield from _evidence(place.evidence, entry.id, "location", article)


def _outside(place: Place) -> str | None:
    """The unit that the gazetteer knows, but only in other countries; None where nothing is wrong."""
    if place.country is None:
        return None
    for unit in (place.admin1, place.admin2 if place.admin1 is None else None):
        if unit and not _lies_in(unit, place.country):
            return unit
    return None


@lru_cache(maxsize=4096)
def _lies_in(unit: str, country: str) -> bool:
    """False where the gazetteer has provinces or districts of that name, and none of them in the country."""
    from extract.gazetteer import load

    homes = {c.country for c in load().lookup(unit) if c.kind in ("admin1", "admin2")}
    return not homes or country in homes


def _count_checks(entry: Entry, count: Count, article: Article) -> Iterator[Check]:
    field = f"counts/{count.id}"
    figures = [f for f in (count.low, count.best, count.high) if f is not None]
    if figures != sorted(figures):
        yield _make("bounds_order", entry.id, field, count.evidence, what=" > ".join(_out_of_order(figures)))
    if not figures:
        return
    from extract.check_evidence import contradiction  # numbers are a big grammar, and sums need none of it

    read = contradiction(count)
    if read is not None:
        yield _make(
            "evidence_contradicts", entry.id, field, count.evidence, read=read, value=_value_text(count)
        )
    standing = [t for t in count.reports if not t.superseded and t.best is not None]
    if len({t.best for t in standing}) > 1:
        tolls = ", ".join(f"{t.best} ({t.source})" if t.source else str(t.best) for t in standing)
        spans = [s for t in standing for s in t.evidence]
        yield _make("tolls_disagree", entry.id, field, spans, tolls=tolls)
    yield from _evidence(count.evidence, entry.id, field, article)


def _out_of_order(figures: Sequence[int]) -> list[str]:
    for a, b in itertools.pairwise(figures):
        if a > b:
            return [str(a), str(b)]
    return [str(f) for f in figures]


def _value_text(count: Count) -> str:
    for figure, words in ((count.best, "{}"), (count.low, "{} or more"), (count.high, "up to {}")):
        if figure is not None:
            return words.format(figure)
    return "not stated"


def _evidence(spans: Sequence[Span], entry: str, field: str, article: Article) -> Iterator[Check]:
    if not spans:
        yield _make("evidence_missing", entry, field)
    for span in spans:
        if article.text[span.start : span.end] != span.text:
            yield _make("evidence_not_found", entry, field, (span,), text=span.text)


# --- sums


def sums(record: Record) -> list[Sum]:
    """Each count that is a whole: of counts of its own entry, or of the entries that name its total."""
    out: list[Sum] = []
    children: dict[str, list[Entry]] = {}
    for entry in record.incidents:
        if entry.part_of is not None:
            children.setdefault(entry.part_of, []).append(entry)
    for entry in record.incidents:
        for count in entry.counts:
            inside = [
                (entry, c) for c in entry.counts if c.part_of == count.id and c.outcome == count.outcome
            ]
            out += _sum(entry, count, inside)
            if count.part_of is None and entry.id in children:
                out += _sum(
                    entry, count, [p for child in children[entry.id] for p in _matching(child, count)]
                )
    return out


def _matching(child: Entry, whole: Count) -> list[tuple[Entry, Count]]:
    """The child's counts that lie inside the whole: same outcome and side, parts of counts left out."""
    return [
        (child, c)
        for c in child.counts
        if c.part_of is None and c.outcome == whole.outcome and whole.side in (c.side, "unknown")
    ]


def _sum(entry: Entry, count: Count, inside: Sequence[tuple[Entry, Count]]) -> list[Sum]:
    parts = tuple(
        Part(f"{e.id}/{c.id}", figure)
        for e, c in inside
        if (figure := c.best if c.best is not None else c.low) is not None and figure > 0
    )
    whole = count.best if count.best is not None else count.high if count.high is not None else count.low
    if not parts or whole is None:
        return []
    added = sum(p.figure for p in parts)
    state: SumState = "holds"
    if added < whole:
        state = "short"
    elif added > whole:
        state = "open" if count.high is None else "holds" if added <= count.high else "exceeds"
    sign = {"holds": "=", "short": "<", "exceeds": ">", "open": ">"}[state]
    text = f"{' + '.join(str(p.figure) for p in parts)} {sign} {whole}"
    return [Sum(f"{entry.id}/{count.id}", whole, parts, state, text)]


_SUM_CODES: Mapping[SumState, str] = {
    "holds": "sum_holds",
    "short": "sum_short",
    "exceeds": "parts_exceed_whole",
}


def _sum_check(total: Sum, record: Record) -> Iterator[Check]:
    code = _SUM_CODES.get(total.state)
    if code is None:
        return
    entry_id, count_id = total.ref.split("/")
    spans: list[Span] = []
    wanted = {total.ref, *(p.ref for p in total.parts)}
    for entry, count in record.counts():
        if f"{entry.id}/{count.id}" in wanted:
            spans += count.evidence
    yield _make(code, entry_id, f"counts/{count_id}", spans, sum=total.text)


# --- numbers that nothing reads


def _unclaimed(record: Record) -> Iterator[Check]:
    numbers = [replace(m, used_by=()) for m in record.mentions if m.type == "number" and claimable(m)]
    for mention in claimed(record.incidents, numbers):
        if not mention.used_by:
            span = Span(mention.start, mention.end, mention.text)
            yield _make("number_unclaimed", None, None, (span,), text=mention.text)
