"""Which version comes next, and which article goes into which split. Pure.

Splits are by group (near copies stand together) and by time: groups are put in the order of their oldest
member's publication, the oldest go into the first split. The days at which the first release was cut hold
for later ones. A group that was released keeps the split of its oldest member; what moves is listed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SPLITS = ("train", "dev", "test")
SHARES = (0.7, 0.15, 0.15)


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be split: its row, the row that names its group, and when it was published."""

    row: int
    group: int
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Splits:
    """The split of every row; `cuts` are the first days of all splits but the first; `moves` are
    (row, from, to) of articles that were in another split before.
    """

    of: dict[int, str]
    cuts: tuple[str, ...]
    moves: tuple[tuple[int, str, str], ...]


def next_version(last: str | None, *, rules_changed: bool, values_changed: bool) -> str | None:
    """The next number: changed rules make a major version, changed values a minor one; None: nothing did."""
    if last is None:
        return "1.0"
    major, minor = (int(part) for part in last.split("."))
    if rules_changed:
        return f"{major + 1}.0"
    return f"{major}.{minor + 1}" if values_changed else None


def split(
    items: Sequence[Item],
    *,
    shares: Sequence[float] = SHARES,
    before: Mapping[int, str] | None = None,
    cuts: Sequence[str] | None = None,
) -> Splits:
    """The splits of these articles. `before` is the split of each row released last, `cuts` its days."""
    before = before or {}
    groups: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.group].append(item)
    ordered = sorted((sorted(members, key=_age) for members in groups.values()), key=lambda g: _age(g[0]))
    days = tuple(cuts) if cuts is not None else _cuts(ordered, shares)
    of: dict[int, str] = {}
    for members in ordered:
        known = [before[m.row] for m in members if m.row in before]
        name = known[0] if known else _by_day(members[0].published, days)
        of.update({m.row: name for m in members})
    moves = tuple((row, was, of[row]) for row, was in sorted(before.items()) if row in of and of[row] != was)
    return Splits(of, days, moves)


def _age(item: Item) -> tuple[dt.date, int]:
    """Oldest first; what has no day counts as oldest, because it can leak from nowhere but the past."""
    return item.published or dt.date.min, item.row


def _cuts(ordered: Sequence[Sequence[Item]], shares: Sequence[float]) -> tuple[str, ...]:
    """The first day of every split but the first, so that each holds about its share of the articles."""
    total = sum(len(members) for members in ordered)
    cuts: list[str] = []
    seen = 0
    wanted = 0.0
    positions = iter(ordered)
    for share in shares[:-1]:
        wanted += share * total
        day = dt.date.max
        for members in positions:
            if seen >= wanted:
                day = members[0].published or dt.date.min
                seen += len(members)
                break
            seen += len(members)
        cuts.append(day.isoformat())
    return tuple(cuts)


def _by_day(day: dt.date | None, cuts: Sequence[str]) -> str:
    at = (day or dt.date.min).isoformat()
    return SPLITS[sum(at >= cut for cut in cuts)]
