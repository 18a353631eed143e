"""What the queue sorts and filters by, from a record and its checks; the rules of "worst first". Pure.

The rules are data: `worst.toml` beside this file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.checks import NO_FAULT as NO_FAULT
from extract.model import Check, Count, Entry, Place, Record

#: The badge and rank of an article that nobody has read: it comes after all that were.
UNREAD, UNREAD_RANK = "unread", 1
#: The badge of an article that was read and gives no reason to hurry.
QUIET = "quiet"
#: Added to the rank of an article that somebody has finished: it comes after all that nobody has.
FINISHED_RANK = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What the queue shows, sorts and filters by.

    `blocking` and `notes` count open checks that find a fault, `checks` are the codes of all of them.
    `deaths` is the toll that the article reports, `doubt` (0 sure, 1 not at all) is one less the lowest
    confidence stated in a main entry, None where none is. `earliest` and `latest` are the days of main
    incidents; `where` is the first main incident's place, `places` every name of one, folded to lower case.
    """

    blocking: int = 0
    notes: int = 0
    checks: tuple[str, ...] = ()
    deaths: int = 0
    doubt: float | None = None
    incidents: int = 0
    totals: int = 0
    earliest: dt.date | None = None
    latest: dt.date | None = None
    where: Place | None = None
    places: tuple[str, ...] = ()

    @property
    def tolls(self) -> bool:
        """Whether sources disagree about a toll."""
        return "tolls_disagree" in self.checks

    @property
    def empty(self) -> bool:
        """Whether there is neither an incident nor a total."""
        return self.incidents + self.totals == 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article should be looked at: a stable code, and words."""

    code: str
    says: str


def facts_of(record: Record, checks: Sequence[Check]) -> Facts:
    """The facts of a record (a proposal, or a review as it stands) with its open checks."""
    main = [e for e in record.incidents if e.role == "main"]
    incidents = [e for e in main if e.kind == "incident"]
    days = [d for e in incidents for d in (e.date.start, e.date.end) if d is not None]
    where = next((e.location for e in incidents if e.location.country or e.location.name), None)
    return Facts(
        blocking=sum(c.severity == "blocking" for c in checks),
        notes=sum(c.severity == "note" and c.code not in NO_FAULT for c in checks),
        checks=tuple(dict.fromkeys(c.code for c in checks)),
        deaths=deaths(record),
        doubt=_doubt(main),
        incidents=sum(e.kind == "incident" for e in record.incidents),
        totals=sum(e.kind == "total" for e in record.incidents),
        earliest=min(days, default=None),
        latest=max(days, default=None),
        where=where,
        places=tuple(dict.fromkeys(name for e in incidents for name in place_names(e.location))),
    )


def place_names(place: Place) -> Iterator[str]:
    """Every name that a place can be filtered by, as `fold` makes it: its own, its units', its country's."""
    for one in (place, *place.others):
        for name in (one.country, one.admin1, one.admin2, one.name):
            if name:
                yield fold(name)


def fold(name: str) -> str:
    """A name as filters compare it: lower case, single blanks."""
    return " ".join(name.casefold().split())


def _doubt(entries: Sequence[Entry]) -> float | None:
    stated = [
        c
        for e in entries
        for c in (e.confidence, e.date.confidence, e.location.confidence, *(x.confidence for x in e.counts))
        if c is not None
    ]
    return min(1.0, max(0.0, round(1 - min(stated), 3))) if stated else None


def deaths(record: Record) -> int:
    """The deaths that an article reports: of its main incidents, or of its largest total if that is more.

    Parts are left out of sums, and background is not news.
    """
    main = [e for e in record.incidents if e.role == "main"]
    incidents = sum(_killed(e) for e in main if e.kind == "incident")
    return max([incidents, *(_killed(e) for e in main if e.kind == "total")])


def _killed(entry: Entry) -> int:
    return sum(_figure(c) for c in entry.counts if c.outcome == "killed" and c.part_of is None)


def _figure(count: Count) -> int:
    return count.best if count.best is not None else count.low or 0


# ---------------------------------------------------------------- worst first


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    of: str
    points: int
    says: str
    most: float | None = None
    least: float = 0.0


@cache
def _rules() -> tuple[_Rule, ...]:
    import tomllib  # here, because the screen's first article does not need the rules
    from importlib.resources import files

    data = tomllib.loads(files("store").joinpath("worst.toml").read_text(encoding="utf-8"))
    return tuple(
        _Rule(r["code"], r["of"], r["points"], r["says"], r.get("most"), r.get("from", 0.0))
        for r in data["rule"]
    )


def badges() -> tuple[str, ...]:
    """Every code that `reasons` can give, in the order of the rules."""
    return (*(rule.code for rule in _rules()), UNREAD, QUIET)


def _points(facts: Facts, rule: _Rule) -> int:
    figure = float(getattr(facts, rule.of) or 0)
    if figure <= 0 or figure < rule.least:
        return 0
    return round(rule.points * (figure if rule.most is None else min(figure, rule.most)))


def rank(facts: Facts | None, *, finished: bool = False) -> int:
    """The place in "worst first": the lower, the sooner. None: nobody has read the article yet."""
    own = UNREAD_RANK if facts is None else -sum(_points(facts, rule) for rule in _rules())
    return own + FINISHED_RANK if finished else own


def reasons(facts: Facts | None) -> tuple[Reason, ...]:
    """Why to look at the article, the weightiest reason first; never empty."""
    if facts is None:
        return (Reason(UNREAD, "not extracted yet"),)
    found = sorted(
        ((points, rule) for rule in _rules() if (points := _points(facts, rule))), key=lambda p: -p[0]
    )
    return tuple(Reason(rule.code, _says(facts, rule)) for _, rule in found) or (
        Reason(QUIET, "nothing odd"),
    )


def _says(facts: Facts, rule: _Rule) -> str:
    from extract.checks import CODES

    severity = "blocking" if rule.of == "blocking" else "note"
    codes = [c for c in facts.checks if c in CODES and CODES[c][0] == severity and c not in NO_FAULT]
    return rule.says.format(n=getattr(facts, rule.of), codes=", ".join(codes))
