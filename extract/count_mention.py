"""A count as one place of the text tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.count_link import Link
from extract.model import Outcome, Qualifier, Side, Span


@dataclass(slots=True)
class CountMention:
    """One count as one place of the text tells it.

    `at` is the offset of its first word, `sentence` the index of its sentence, `clause` the offsets of the
    outcome words. `part_of` is the mention whose people these lie among. `definite`, `pronoun` and `more` say
    whether it may repeat one told before or comes on top. `toll` marks a running figure, `overtaken` the
    figure it rose from, `rising` one that was told to have risen.
    """

    outcome: Outcome
    side: Side
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    evidence: tuple[Span, ...]
    sentence: int
    at: int
    end: int
    rule: str
    group: str | None = None
    side_cue: Span | None = None
    outcome_cue: Span | None = None
    part_of: CountMention | None = None
    definite: bool = False
    pronoun: bool = False
    partitive: bool = False
    more: bool = False
    toll: bool = False
    overtaken: bool = False
    rising: bool = False
    perpetrator: bool = False
    derived: bool = False
    side_known: bool = True
    bare: bool = False
    named: bool = False
    inside: bool = False
    links: list[Link] = field(default_factory=list)

    @property
    def zero(self) -> bool:
        """Whether it says that there was nobody."""
        return self.best == 0

    @property
    def value(self) -> int:
        """The figure to compare with: best, else low, else high."""
        if self.best is not None:
            return self.best
        return self.low if self.low is not None else self.high or 0
