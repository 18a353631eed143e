"""Extraction against articles that people coded in part: right and asked, by source and measure.

A corpus line is `{"id", "source", "text", "published" or "publish_date", "gold", "date_in_text"}`. `gold`
says its `scope` (`one`: the text is about the one incident given; `all`: all its incidents are given; else
none is asked), `incidents` (`killed`, `killed_max`, `wounded`, `wounded_max`, `date`, `date_end`, `place`,
`admin1`, `country`, `optional`, `fuzzy_counts`), `timex` (TimeML dates with spans), `places` (toponyms with
spans and coordinates). Only what a line codes is asked of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from extract.gazetteer import load
from extract.model import Entry, Place, Record
from gold.score.assignment import pairs
from gold.score.credit import kilometres

Json: TypeAlias = Mapping[str, Any]
Answer: TypeAlias = tuple[str, bool, str]

#: A name agrees when this many letters do: endings differ between spellings and languages.
LETTERS = 6
#: A date window that is wider says too little to agree with a day.
WINDOW_DAYS = 7
#: 100 miles, the usual threshold of geoparsing.
NEAR_KM = 161


@dataclass(slots=True)
class Quality:
    """Right and asked of each (source, measure), and up to `keep` misses of each, in words."""

    keep: int = 0
    marks: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    misses: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, line: Json, found: Record | None) -> None:
        """Ask one corpus line of one record."""
        source = str(line.get("source") or "corpus")
        for measure, right, note in answers(line, found):
            mark = self.marks[(source, measure)]
            mark[0] += right
            mark[1] += 1
            kept = self.misses[(source, measure)]
            if not right and len(kept) < self.keep:
                kept.append(f"{line['id']}: {note}")
        gold = line["gold"]
        if gold.get("scope") == "all" and found is not None:
            mark = self.marks[(source, "incidents predicted/gold")]
            mark[0] += len(incidents(found))
            mark[1] += len(required(gold))


def answers(line: Json, found: Record | None) -> Iterator[Answer]:
    """Every question that a line answers: the measure, whether the record is right, and what differs."""
    yield "answered", found is not None, "no prediction"
    if found is None:
        return
    gold = line["gold"]
    for m in found.mentions:
        yield "mention text = span", found.article.text[m.start : m.end] == m.text, f"{m.start}: {m.text!r}"
    if gold.get("scope") == "one" and gold["incidents"]:
        yield from _single_event(line, gold["incidents"][0], found)
    if gold.get("scope") == "all":
        yield from _all_events(required(gold), incidents(found))
    yield from _days(line, found)
    yield from _toponyms(gold, found)


def incidents(record: Record) -> list[Entry]:
    """The entries that are incidents."""
    return [e for e in record.incidents if e.kind == "incident"]


def required(gold: Json) -> list[Json]:
    """The incidents that must be found."""
    return [g for g in gold["incidents"] if not g.get("optional")]


# ---------------------------------------------------------------- a text about one event


def _single_event(line: Json, gold: Json, found: Record) -> Iterator[Answer]:
    entries = incidents(found)
    yield from _dead(gold, found, len(entries))
    if gold.get("wounded") is not None:
        got, most = victims(found, "wounded"), gold.get("wounded_max") or gold["wounded"]
        yield "wounded", gold["wounded"] <= got <= most, f"{got} for {gold['wounded']}"
    if line.get("date_in_text") and gold.get("date"):
        right = bool(entries) and _on(gold["date"], entries[0])
        yield "date", right, f"{entries[0].date.start if entries else None} for {gold['date']}"
    places = [e.location for e in entries]
    yield from _where(line["text"], gold, places)


def _dead(gold: Json, found: Record, entries: int) -> Iterator[Answer]:
    low = gold.get("killed")
    if low is None:
        return
    high, got = gold.get("killed_max") or low, victims(found, "killed")
    right, note = low <= got <= high, f"{got} for {low}-{high}"
    yield "killed", right, note
    if low > 0:
        yield "killed, gold>0", right, note
    if low > 1:
        yield "killed, gold>1", right, note
        yield "one incident, not many", entries == 1, f"{entries} incidents"


def _where(text: str, gold: Json, places: Sequence[Place]) -> Iterator[Answer]:
    wanted, written = gold.get("place"), letters(text)
    names = [p.name for p in places]
    if short(wanted) and short(wanted) in written:
        all_places = [*places, *(o for p in places for o in p.others)]
        known = {short(n) for p in all_places for n in (p.name, p.admin2, p.admin1)}
        yield "place (named in text)", short(wanted) in known, f"{names} for {wanted}"
    code = country_code(gold.get("country"))
    if code and places:
        yield "country", any(p.country == code for p in places), f"{[p.country for p in places]} for {code}"
    admin1 = gold.get("admin1")
    if admin1 and places and letters(admin1) in written:
        right = any(short(p.admin1) == short(admin1) for p in places)
        yield "admin1 (named in text)", right, f"{[p.admin1 for p in places]} for {admin1}"


def victims(record: Record, outcome: str) -> int:
    """The people of one outcome in a text about one event.

    Main incidents are added up; where none has the outcome all incidents; where none has, the greatest
    total counts. A figure is `best`, else `low`; parts of counts are left out.
    """
    for kind, roles in (("incident", ("main",)), ("incident", ("main", "background")), ("total", ())):
        figures = [
            value
            for e in record.incidents
            if e.kind == kind and (not roles or e.role in roles)
            for value in _figures(e, outcome)
        ]
        if figures:
            return max(figures) if kind == "total" else sum(figures)
    return 0


def _figures(entry: Entry, outcome: str) -> list[int]:
    values = (
        c.low if c.best is None else c.best
        for c in entry.counts
        if c.outcome == outcome and c.part_of is None
    )
    return [v for v in values if v is not None]


# ---------------------------------------------------------------- a text whose events are all coded


def _all_events(gold: Sequence[Json], entries: Sequence[Entry]) -> Iterator[Answer]:
    if not gold:
        yield "no incident in an irrelevant text", not entries, f"{len(entries)} incidents"
        return
    for g, entry in zip(gold, _paired(gold, entries), strict=True):
        slots = _slots(g, entry)
        note = f"{entry.location.name if entry else None} for {g.get('place')}, {g.get('date')}"
        yield "incident found (a slot agrees)", any(slots.values()), note
        for name, right in slots.items():
            yield f"slot {name}", right, note


def _paired(gold: Sequence[Json], entries: Sequence[Entry]) -> list[Entry | None]:
    """For each gold incident the predicted one, so that most slots agree in all.

    Of several such pairings the one in which the first gold incident has the earliest entry, then the second,
    and so on: each gold incident's place in that order is a digit in a number to the base of all choices.
    """
    choices: list[Entry | None] = [*entries, *[None] * len(gold)]
    base, digits = len(choices), len(gold)
    table = [
        [
            (sum(_slots(one, entry).values()) + 1) * float(base**digits) - n * base ** (digits - 1 - g)
            for n, entry in enumerate(choices)
        ]
        for g, one in enumerate(gold)
    ]
    chosen = dict(pairs(table))
    return [choices[chosen[g]] for g in range(len(gold))]


def _slots(gold: Json, entry: Entry | None) -> dict[str, bool]:
    """The slots that gold fills, and whether the entry agrees."""
    slots: dict[str, bool] = {}
    if gold.get("date"):
        days = [d for d in (gold["date"], gold.get("date_end")) if d]
        slots["date"] = entry is not None and any(_on(d, entry) for d in days)
    if gold.get("place"):
        known = {short(entry.location.name), short(entry.location.admin2)} if entry else set()
        slots["place"] = short(gold["place"]) in known
    for outcome in ("killed", "wounded"):
        if gold.get(outcome) is not None and not gold.get("fuzzy_counts"):
            slots[outcome] = entry is not None and sum(_figures(entry, outcome)) == gold[outcome]
    return slots


def _on(day: str, entry: Entry) -> bool:
    """Whether a day lies in the entry's dates, and these say enough."""
    start = entry.date.start
    end = entry.date.end or start
    if start is None or end is None:
        return False
    return start <= dt.date.fromisoformat(day) <= end and (end - start).days <= WINDOW_DAYS


# ---------------------------------------------------------------- mentions


def _days(line: Json, found: Record) -> Iterator[Answer]:
    for t in line["gold"].get("timex") or ():
        if t["type"] != "DATE" or not re.fullmatch(r"\d{4}-\d\d-\d\d", t["value"]) or not published(line):
            continue
        hits = [m for m in found.mentions if m.type == "date" and m.start < t["end"] and t["start"] < m.end]
        right = any(
            m.value.get("start") == t["value"] and m.value.get("end") in (None, t["value"]) for m in hits
        )
        yield "day date value", right, f"{[m.value.get('start') for m in hits]} for {t['value']}"


def _toponyms(gold: Json, found: Record) -> Iterator[Answer]:
    for p in gold.get("places") or ():
        hits = [m for m in found.mentions if m.type == "place" and m.start < p["end"] and p["start"] < m.end]
        yield "toponym found", bool(hits), str(p.get("text"))
        try:
            there = Place(latitude=float(p["lat"]), longitude=float(p["lon"]))
        except (TypeError, ValueError, KeyError):
            continue
        points = (Place(latitude=m.value.get("latitude"), longitude=m.value.get("longitude")) for m in hits)
        apart = [km for km in (kilometres(there, point) for point in points) if km is not None]
        yield f"toponym within {NEAR_KM} km", any(km <= NEAR_KM for km in apart), f"{p.get('text')}: {apart}"


# ---------------------------------------------------------------- words


def letters(text: str | None) -> str:
    """The letters a to z of a text."""
    return re.sub(r"[^a-z]", "", (text or "").lower())


def short(name: str | None) -> str:
    """The beginning of a name, to compare."""
    return letters(name)[:LETTERS]


def country_code(name: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name; None for an unknown one."""
    return load().country(name) if name else None


def published(line: Json) -> str | None:
    """The day of publication, `YYYY-MM-DD`."""
    match = re.match(r"\d{4}-\d\d-\d\d", str(line.get("publish_date") or line.get("published") or ""))
    return match.group(0) if match else None
