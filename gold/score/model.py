"""The words of scoring: cases to compare, slots and their marks, options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from extract.model import Entry, EntryKind

#: What became of one slot (MUC-4 and MUC-5 scoring: COR, PAR, INC, MIS, SPU).
Mark: TypeAlias = Literal["correct", "partial", "incorrect", "missing", "spurious"]
MARKS: tuple[Mark, ...] = ("correct", "partial", "incorrect", "missing", "spurious")

#: Marks the references of predicted entries that answer none of the gold's.
PREDICTED = "predicted "

#: The slots that the figure over all slots adds up; every other field is told apart from it.
OVERALL: tuple[str, ...] = ("role", "date", "place", "count")
#: Closer looks at counts and places, and what is told apart: types, and what lies inside what.
DETAILS: tuple[str, ...] = ("side", "best", "triple", "qualifier", "name", "admin2", "admin1", "country")
APART: tuple[str, ...] = ("type", "part_of", "part")
FIELDS: tuple[str, ...] = ("entry", *OVERALL, *DETAILS, *APART)
#: The fields that must all be right in an article that needs no correction.
REVIEWED: frozenset[str] = frozenset(
    ("entry", "role", "date", "place", "count", "triple", "qualifier", "part", "part_of")
)


@dataclass(frozen=True, slots=True)
class Options:
    """How to score.

    `tolerance`: a count off by at most this share of the gold's is partial. `seed`, `replicates` (of the
    bootstrap) and `shuffles` (of the comparison) make the intervals; `worst`: articles to name.
    `count_unanswered`: gold articles without a prediction are scored as if it were empty.
    """

    tolerance: float = 0.1
    seed: int = 1
    replicates: int = 1000
    shuffles: int = 9999
    worst: int = 10
    count_unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What one line says of one article, with only what scoring needs of it.

    `sha256` is None where the line has no text. `extractor` is `name version`, `maker` how the store
    begins the names of its proposals. `proposal` is the proposal that a reviewed record was made from, None
    where none was shown. `finished` is False for a review that is
    still in progress. `where` is `file:line`.
    """

    id: str
    sha256: str | None
    entries: tuple[Entry, ...]
    extractor: str | None = None
    maker: str | None = None
    proposal: str | None = None
    finished: bool = True
    where: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot and its mark.

    `credit` is graded, 0 to 1. `where` is the gold's reference (`i1`, `i1/c2`), that of
    a predicted entry which answers none with PREDICTED before it.
    `gold` and `found` are the values (dataclasses or words), None where there is none.
    `tags` are further rows that it counts in: `outcome:killed`, `side:civilians`, `date:day`, `place:near`.
    """

    kind: EntryKind
    field: str
    mark: Mark
    credit: float
    where: str
    gold: object = None
    found: object = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """One article's slots, and what is measured where both sides state a value.

    `log_errors`: |ln((found + 1) / (gold + 1))| of each pair of counts that both give `best`;
    `kilometres` between places that both have coordinates; `days` between the starts of paired dates.
    `confused` are (gold, found) references of entries whose kind alone was wrong.
    """

    slots: tuple[Slot, ...]
    log_errors: tuple[float, ...] = ()
    kilometres: tuple[float, ...] = ()
    days: tuple[int, ...] = ()
    confused: tuple[tuple[str, str], ...] = ()

    @property
    def needs_no_correction(self) -> bool:
        """Whether a reviewer would have had to change nothing."""
        return all(s.mark == "correct" for s in self.slots if s.field in REVIEWED)
