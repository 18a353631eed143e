"""What importing and extracting behind the screen have to tell. Light: another process sends these."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Brought:
    """More articles of PATH are in the store; `rows` are those articles' rows, known ones too.

    `problems` says what could not be read, `notes` what was read but not as it stood; a sentence each.
    `finished`: PATH is read to its end.
    """

    rows: array[int]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """So many articles of `total` have been extracted."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Faults:
    """What went wrong in somebody else's extractor, in sentences."""

    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Importing and extracting cannot go on; `reason` is one sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """All is imported, extracted and listed; nothing comes after this."""


News: TypeAlias = Brought | Extracted | Faults | Stopped | Ended
Tell: TypeAlias = Callable[[News], None]
