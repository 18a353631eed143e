"""One article's slots: gold entries against predicted ones, each slot with its mark. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.model import DateRange, Entry, Place
from gold.score import align, credit, readings
from gold.score.assignment import pairs
from gold.score.count_slots import counts_missing, counts_of_pair, counts_spurious
from gold.score.model import PREDICTED, Mark, Scored, Slot


@dataclass(slots=True)
class _Sheet:
    """What is gathered while one article is scored."""

    tolerance: float
    #: Predicted total or incident id → gold id, and gold id → the gold entry it is, for `part_of`.
    answers: dict[str, str] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    slots: list[Slot] = field(default_factory=list)
    log_errors: list[float] = field(default_factory=list)
    kilometres: list[float] = field(default_factory=list)
    days: list[int] = field(default_factory=list)


def score_article(gold: Sequence[Entry], found: Sequence[Entry], tolerance: float = 0.1) -> Scored:
    """Every slot of one article. Entries, dates, places and counts that state nothing are taken as absent.

    Optional gold that is not predicted is no slot at all; what is predicted for it is scored as usual. A
    field on which the reviewer could not tell (`unknown`) is no slot either.
    """
    wanted = [e for e in gold if readings.states_entry(e)]
    given = [e for e in found if readings.states_entry(e)]
    paired, missed, extra = _align(wanted, given, tolerance)
    sheet = _Sheet(tolerance)
    sheet.answers = {f.id: g.id for g, f in paired}
    met = set(sheet.answers.values())
    sheet.free = frozenset(e.id for e in wanted if _optional(e) and e.id not in met)
    for g, f in paired:
        _paired(sheet, g, f)
    for entry in missed:
        if not _optional(entry):
            _missing(sheet, entry)
    for entry in extra:
        _spurious(sheet, entry)
    required = [e for e in missed if not _optional(e)]
    return Scored(
        tuple(sheet.slots),
        tuple(sheet.log_errors),
        tuple(sheet.kilometres),
        tuple(sheet.days),
        tuple(_confused(required, extra, tolerance)),
    )


def _optional(entry: Entry) -> bool:
    return entry.optional or entry.decision == "unknown"


def _align(
    gold: Sequence[Entry], found: Sequence[Entry], tolerance: float
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """Paired entries, missed ones and spurious ones; incidents and totals apart."""
    paired: list[tuple[Entry, Entry]] = []
    for kind in ("incident", "total"):
        left, right = [e for e in gold if e.kind == kind], [e for e in found if e.kind == kind]
        paired += [(left[g], right[f]) for g, f in align.align_entries(left, right, tolerance)]
    golds, founds = {id(g) for g, _ in paired}, {id(f) for _, f in paired}
    return paired, [e for e in gold if id(e) not in golds], [e for e in found if id(e) not in founds]


def _confused(missed: Sequence[Entry], extra: Sequence[Entry], tolerance: float) -> Iterator[tuple[str, str]]:
    """Missed entries that were predicted, but as the other kind."""
    table = [
        [align.entry_weight(m, e, tolerance) if m.kind != e.kind else 0.0 for e in extra] for m in missed
    ]
    for m, e in pairs(table, align.ENTRY_MINIMUM):
        yield missed[m].id, extra[e].id


# ---------------------------------------------------------------- entries


def _paired(sheet: _Sheet, gold: Entry, found: Entry) -> None:
    add, kind = sheet.slots.append, gold.kind
    add(Slot(kind, "entry", "correct", 1.0, gold.id, gold, found, (f"role:{gold.role}",)))
    if not readings.unsure(gold, "role"):
        same = gold.role == found.role
        add(Slot(kind, "role", _mark(same), float(same), gold.id, gold.role, found.role))
    if gold.type is not None:
        same = gold.type == found.type
        mark: Mark = "missing" if found.type is None else _mark(same)
        add(Slot(kind, "type", mark, float(same), gold.id, gold.type, found.type))
    if not readings.unsure(gold, "date"):
        _date(sheet, gold, found)
    if not readings.unsure(gold, "location"):
        _place(sheet, gold, found)
    if not readings.unsure(gold, "part_of"):
        _part_of(sheet, gold, found)
    sheet.slots += counts_of_pair(gold, found, sheet.tolerance, sheet.log_errors)


def _mark(same: bool) -> Mark:
    return "correct" if same else "incorrect"


def _date(sheet: _Sheet, gold: Entry, found: Entry) -> None:
    one = _one_sided(gold, "date", gold.date, found.date, credit.states_date, readings.dates(gold.date))
    if one is not None:
        sheet.slots += one
        return
    reading, (mark, share) = align.best_date(gold.date, found.date)
    tags = (f"date:{reading.precision}",)
    sheet.slots.append(Slot(gold.kind, "date", mark, share, gold.id, reading, found.date, tags))
    days = credit.days_apart(reading, found.date)
    if days is not None:
        sheet.days.append(days)


def _place(sheet: _Sheet, gold: Entry, found: Entry) -> None:
    at, there = gold.location, found.location
    one = _one_sided(gold, "place", at, there, credit.states_place, readings.places(at))
    if one is not None:
        sheet.slots += one
        return
    reading, (mark, share) = align.best_place(at, there)
    tags = (f"place:{reading.precision}",)
    sheet.slots.append(Slot(gold.kind, "place", mark, share, gold.id, reading, there, tags))
    sheet.slots += _levels(gold, reading, there, right=mark == "correct")
    apart = credit.kilometres(reading, there)
    if apart is not None:
        sheet.kilometres.append(apart)


def _one_sided(
    gold: Entry,
    name: str,
    value: DateRange | Place,
    found: DateRange | Place,
    states: Callable[..., bool],
    allowed: Sequence[DateRange | Place],
) -> list[Slot] | None:
    """The slots where not both sides state the field; None where both do."""
    wanted = any(states(r) for r in allowed)
    if wanted and states(found):
        return None
    if wanted and all(states(r) for r in allowed):
        levels = _levels(gold, value, Place(), right=False) if isinstance(value, Place) else []
        tag = (f"{name}:{value.precision}",)
        return [Slot(gold.kind, name, "missing", 0.0, gold.id, value, None, tag), *levels]
    if not wanted and states(found):
        levels = _levels(gold, Place(), found, right=False) if isinstance(found, Place) else []
        tag = (f"{name}:{found.precision}",)
        return [Slot(gold.kind, name, "spurious", 0.0, gold.id, None, found, tag), *levels]
    return []


def _levels(entry: Entry, gold: Place, found: Place, *, right: bool) -> list[Slot]:
    """Country, admin1, admin2 and name of the first place, each for itself; all as right where it is."""
    slots: list[Slot] = []
    for name in credit.LEVELS:
        g, f = credit.level(gold, name), credit.level(found, name)
        if not g and not f:
            continue
        same = g == f or (right and bool(g))
        mark: Mark = _mark(same) if (g and f) or same else "missing" if g else "spurious"
        if right and not g:
            continue
        words = getattr(gold, name), getattr(found, name)
        slots.append(Slot(entry.kind, name, mark, float(same), entry.id, *words))
    return slots


def _part_of(sheet: _Sheet, gold: Entry, found: Entry) -> None:
    """The total that an entry lies inside, by the entries that were paired."""
    wanted = None if gold.part_of in sheet.free else gold.part_of
    said = sheet.answers.get(found.part_of) if found.part_of else None
    if wanted is None and found.part_of is None:
        return
    mark: Mark
    if found.part_of is None:
        mark = "missing"
    elif wanted is None:
        mark = "spurious"
    else:
        mark = _mark(said == wanted)
    sheet.slots.append(
        Slot(gold.kind, "part_of", mark, float(mark == "correct"), gold.id, wanted, found.part_of)
    )


# ---------------------------------------------------------------- entries of one side


def _missing(sheet: _Sheet, entry: Entry) -> None:
    add = sheet.slots.append
    add(Slot(entry.kind, "entry", "missing", 0.0, entry.id, entry, None, (f"role:{entry.role}",)))
    if not readings.unsure(entry, "role"):
        add(Slot(entry.kind, "role", "missing", 0.0, entry.id, entry.role))
    if entry.type is not None:
        add(Slot(entry.kind, "type", "missing", 0.0, entry.id, entry.type))
    for name, value, states, allowed in _stated(entry):
        field_name = "location" if name == "place" else name
        if not readings.unsure(entry, field_name):
            sheet.slots += _one_sided(entry, name, value, type(value)(), states, allowed) or []
    inside = entry.part_of is not None and entry.part_of not in sheet.free
    if inside and not readings.unsure(entry, "part_of"):
        add(Slot(entry.kind, "part_of", "missing", 0.0, entry.id, entry.part_of))
    sheet.slots += counts_missing(entry)


def _spurious(sheet: _Sheet, found: Entry) -> None:
    add = sheet.slots.append
    entry = replace(found, id=f"{PREDICTED}{found.id}")
    add(Slot(entry.kind, "entry", "spurious", 0.0, entry.id, None, entry, (f"role:{entry.role}",)))
    add(Slot(entry.kind, "role", "spurious", 0.0, entry.id, None, entry.role))
    for name, value, states, _ in _stated(entry):
        sheet.slots += _one_sided(entry, name, type(value)(), value, states, ()) or []
    if entry.part_of is not None:
        add(Slot(entry.kind, "part_of", "spurious", 0.0, entry.id, None, entry.part_of))
    sheet.slots += counts_spurious(entry)


_Stated = tuple[str, DateRange | Place, Callable[..., bool], Sequence[DateRange | Place]]


def _stated(entry: Entry) -> tuple[_Stated, _Stated]:
    return (
        ("date", entry.date, credit.states_date, readings.dates(entry.date)),
        ("place", entry.location, credit.states_place, readings.places(entry.location)),
    )
