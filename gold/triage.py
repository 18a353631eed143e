"""Which waiting article to look at first, and why: rules over a proposal and its open checks. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Check, Count, Entry, Record

#: Notes that say how a value came about, and find no fault with it.
NO_FAULT = frozenset({"sum_holds", "sum_short", "date_inferred", "place_inferred", "number_unclaimed"})


@dataclass(frozen=True, slots=True)
class Worth:
    """How much an article wants to be looked at.

    `blocking` and `notes` count its open checks that find a fault, `deaths` is the toll it reports. `reasons`
    says all of it in words, the weightiest first. `proposed` is False where no extractor has read it yet.
    """

    blocking: int
    notes: int
    deaths: int
    reasons: tuple[str, ...]
    proposed: bool = True

    @property
    def order(self) -> tuple[int, int, int]:
        """What the queue is sorted by, the largest first: blocking checks, then deaths, then notes."""
        return (self.blocking, self.deaths, self.notes)


def worth(record: Record, checks: Sequence[Check], *, proposed: bool = True) -> Worth:
    """What there is to say for looking at this article soon."""
    if not proposed:
        return Worth(0, 0, 0, ("not extracted yet",), proposed=False)
    blocking = [c for c in checks if c.severity == "blocking"]
    notes = [c for c in checks if c.severity == "note" and c.code not in NO_FAULT]
    killed = deaths(record)
    reasons = [_codes(blocking, "must be settled")] if blocking else []
    reasons += [f"{killed:,} killed"] if killed else []
    reasons += [_codes(notes, "to note")] if notes else []
    reasons += [] if record.incidents else ["no incident found"]
    return Worth(len(blocking), len(notes), killed, tuple(reasons))


def _codes(checks: Sequence[Check], what: str) -> str:
    """`2 must be settled: date_after_publication, parts_above_whole`."""
    codes = dict.fromkeys(c.code for c in checks)
    return f"{len(checks)} {what}: {', '.join(codes)}"


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
