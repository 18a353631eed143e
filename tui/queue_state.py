"""What the queue's screen remembers between two times that it is opened. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from store.query import QuerySpec
from store.types import Scope


@dataclass(slots=True)
class QueueState:
    """The order and filter, the line the filter was typed as, and whether what was done today stands on top.

    `search` is what all texts were searched for last.
    """

    reviewer: str
    spec: QuerySpec
    line: str = ""
    today: bool = False
    search: str = ""

    @classmethod
    def of(cls, reviewer: str, scope: Scope) -> QueueState:
        """Every article as it came in."""
        return cls(reviewer, QuerySpec(reviewer, scope=scope))

    def plain(self) -> QuerySpec:
        """The order as it is, without a filter: what a typed line is read on top of."""
        now = self.spec
        return QuerySpec(self.reviewer, now.sort, now.backwards, leaders=now.leaders, scope=now.scope)
