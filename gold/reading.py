"""A record as lines of plain text, for `assay show`: what stands on the screen, without a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.model import Check, Count, DateRange, Entry, Place, Record

_SIGNS = {"accepted": "✓", "corrected": "✎", "rejected": "✗", "added": "+", "unknown": "?"}


#: The signs of the screen for what a check is about; `!` is every other note.
_ABOUT = {
    "sum_holds": "✓",
    "sum_short": "⊃",
    "date_inferred": "~",
    "date_reported": "~",
    "place_inferred": "~",
}


def lines_of(
    record: Record, checks: tuple[Check, ...] = (), numbers: Mapping[str, int] | None = None
) -> Iterator[str]:
    """The record's article, status, entries with their counts, and open checks, a line each.

    `numbers` are the entries' numbers by id, in the order in which they are to be told; without them they are
    counted as they stand in the record. The lines hold text from the article as it is: whoever prints them
    makes them harmless first.
    """
    article = record.article
    yield article.id
    if article.title:
        yield article.title
    day = article.published
    published = f"{day:%a} {day.day} {day:%b %Y}" if day else None
    known = (article.publisher, published, article.dateline)
    if any(known):
        yield " · ".join(str(k) for k in known if k)
    yield _status(record)
    if numbers is None:
        numbers = {entry.id: n for n, entry in enumerate(record.incidents, 1)}
    totals = {e.id for e in record.incidents if e.kind == "total"}
    names = {id: f"{'Σ' if id in totals else ''}{n}" for id, n in numbers.items()}
    entries = {entry.id: entry for entry in record.incidents}
    for entry in [entries[id] for id in names if id in entries]:
        yield ""
        yield from _entry(names, entry)
    for rejected in record.rejected.entries:
        yield ""
        yield f"✗ {names.get(rejected.id, '')} {rejected.id} rejected".replace("  ", " ")
    if checks:
        yield ""
    yield from _checks(checks, names)


def _checks(checks: tuple[Check, ...], names: Mapping[str, str]) -> Iterator[str]:
    """The checks as the screen tells them: what stops, other faults, what is no fault, unclaimed numbers."""
    told = [c for c in checks if c.code != "number_unclaimed"]
    for check in sorted(told, key=lambda c: (c.severity != "blocking", c.code in _ABOUT)):
        sign = "⊘ stop:" if check.severity == "blocking" else _ABOUT.get(check.code, "!")
        where = f"{names.get(check.entry, check.entry)}: " if check.entry else ""
        yield f"{sign} {where}{check.message}"
    if free := [s.text for c in checks if c.code == "number_unclaimed" for s in c.spans]:
        yield f"not claimed: {' '.join(f'“{text}”' for text in free)}"


def _status(record: Record) -> str:
    review = record.review
    if review is None:
        if record.extractor is None:
            return "not extracted yet"
        return (
            f"proposed by {record.extractor.get('name')} {record.extractor.get('version')}, nothing decided"
        )
    parts = [f"{review.get('status')} by {review.get('reviewer')}"]
    parts += [str(review["verified_at"])] if review.get("verified_at") else []
    parts += [f"{name}: {review[name]}" for name in ("reason", "flag", "note") if review.get(name)]
    return " · ".join(parts)


def _entry(names: Mapping[str, str], entry: Entry) -> Iterator[str]:
    facts = [entry.type, "background" if entry.role == "background" else None]
    facts += [f"inside {names.get(entry.part_of, entry.part_of)}" if entry.part_of else None]
    said = ", ".join(f for f in facts if f)
    yield f"{names[entry.id]:>2}  {entry.id}{f'  {said}' if said else ''}{_decided(entry, None)}"
    yield f"    date   {day_range(entry.date)}{_decided(entry, 'date')}"
    yield f"    place  {place(entry.location)}{_decided(entry, 'location')}"
    for count in entry.counts:
        yield f"    {_count(count)}{_decided(entry, count.id)}"


def _decided(entry: Entry, name: str | None) -> str:
    decision = entry.decision if name is None else (entry.decisions.get(name) or {}).get("decision")
    return f"  {_SIGNS.get(str(decision), '')}" if decision else ""


def _count(count: Count) -> str:
    quote = " … ".join(s.text for s in count.evidence)
    side = count.side if count.group is None else f"{count.side} ({count.group})"
    inside = f"  inside {count.part_of}" if count.part_of else ""
    return f"{count.outcome:<11} {side}  {figure(count)}{inside}" + (f"  “{quote}”" if quote else "")


def figure(count: Count) -> str:
    """A count's value as it is typed: `12`, `12+`, `<20`, `~12`, `10-15`, `12..`; `–` for not stated."""
    low, best, high = count.low, count.best, count.high
    if low is None and best is None and high is None:
        return "–"
    match count.qualifier:
        case "at_least":
            return f"{low}+"
        case "at_most":
            return f"<{high}"
        case "about":
            return f"~{best}"
        case "vague":
            return f"{low}.."
        case "range":
            return f"{low}-{high}"
    return str(best) if low == best == high else f"{_open(best)} ({_open(low)}-{_open(high)})"


def _open(value: int | None) -> str:
    return "?" if value is None else str(value)


def day_range(date: DateRange) -> str:
    """`2025-01-31 – 2025-02-01 (days, inferred)`; `not stated` where neither end is known."""
    if date.start is None and date.end is None:
        return "not stated"
    ends = [str(day) if day else "…" for day in (date.start, date.end)]
    days = ends[0] if ends[0] == ends[1] else " – ".join(ends)
    facts = [date.precision, *(["inferred"] if date.inferred else [])]
    facts += ["day of the report"] if date.basis == "report" else []
    return f"{days} ({', '.join(facts)})"


def place(location: Place) -> str:
    """`Mangocher · Kalat · Balochistan · PK (place)`; `not stated` where nothing is known."""
    names = [n for n in (location.name, location.admin2, location.admin1, location.country) if n]
    if not names:
        return "not stated"
    facts = [location.precision, *(["inferred"] if location.inferred else [])]
    others = "".join(f" + {place(o)}" for o in location.others)
    return f"{' · '.join(dict.fromkeys(names))} ({', '.join(facts)}){others}"
