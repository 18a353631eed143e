"""What the queue's screen asks of the store and gets back. Frozen dataclasses; light to import."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from store.types import Scope
from store.worth import Reason

#: `import`: as they came. `worst`: as `worst.toml` says. `date`: newest publication first. `doubt`, `size`:
#: most first. `publisher`: by name.
Sort: TypeAlias = Literal["import", "worst", "doubt", "date", "size", "publisher"]
SORTS: tuple[Sort, ...] = ("import", "worst", "doubt", "date", "size", "publisher")
#: Of one reviewer: `waiting` is everything that is not finished, `finished` verified or irrelevant.
StatusFilter: TypeAlias = Literal["waiting", "untouched", "in_progress", "verified", "irrelevant", "finished"]
STATUS_FILTERS: tuple[StatusFilter, ...] = (
    "waiting",
    "untouched",
    "in_progress",
    "verified",
    "irrelevant",
    "finished",
)
#: What is derived from the articles behind: `facts` (sort and filter), `precedents` (how words were coded),
#: `rules` (proposals as the project's rules have them), `copies`, `search` (the index).
Derived: TypeAlias = Literal["facts", "precedents", "rules", "copies", "search"]
DERIVED: tuple[Derived, ...] = ("facts", "precedents", "rules", "copies", "search")
#: Where a row stands in a sorted queue: the value it is sorted by (None sorts last), and its article row.
Cursor: TypeAlias = "tuple[int | float | str | None, int]"


@dataclass(frozen=True, slots=True)
class QuerySpec:
    """Which articles of the queue, in which order; every filter that is not None must hold.

    `reviewer` is whose status and flags are meant. `check` is a check's code, `place` a name of a place, unit
    or country of a main incident (in any case), `since` and `until` (inclusive) bound the publication date,
    `text` is searched as `Store.search` does. `backwards` turns the order round. `leaders` leaves out copies
    of texts that are in the queue already. `scope` limits the queue to these articles.
    """

    reviewer: str
    sort: Sort = "import"
    backwards: bool = False
    status: StatusFilter | None = None
    flagged: bool = False
    check: str | None = None
    place: str | None = None
    publisher: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None
    leaders: bool = False
    scope: Scope = None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue, without its text.

    `size` is in code points. `status`, `flag` and `verified_at` are the reviewer's. `reasons` say why to
    look, the weightiest first; the code of the first is the badge. `doubt` is None where nothing was stated.
    `earliest` and `latest` are days of main incidents; `place` is the first one's. `leader` is the row of the
    oldest article with nearly the same text (None: there is no copy), `copies` how many are in the group.
    """

    row: int
    id: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    size: int
    status: str | None
    flag: str | None
    verified_at: str | None
    reasons: tuple[Reason, ...]
    deaths: int
    doubt: float | None
    blocking: int
    notes: int
    checks: tuple[str, ...]
    incidents: int
    totals: int
    earliest: dt.date | None
    latest: dt.date | None
    place: str | None
    leader: int | None
    copies: int
    cursor: Cursor
    extracted: bool = True

    @property
    def badge(self) -> str:
        """The stable code of the weightiest reason (`store.worth.badges`)."""
        return self.reasons[0].code


@dataclass(frozen=True, slots=True)
class Bounded:
    """A count that stops counting: `more` says that there are more than `number`."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        """`1,234`, or `10,000+`."""
        return f"{self.number:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found.

    `snippet` is a stretch of its text around the first words found; `spans` are the found words in the whole
    text, `in_snippet` the same within the snippet, as (start, end) in code points.
    """

    row: int
    id: str
    snippet: str
    in_snippet: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: one page, how many there are, where the next page begins.

    `after` goes into the next call, None at the end. `searched` of `articles` texts were in the index; `note`
    is a sentence for the person where something is other than usual.
    """

    hits: tuple[Hit, ...]
    count: Bounded
    after: int | None
    ranked: bool
    searched: int
    articles: int
    note: str | None = None
