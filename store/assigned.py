"""What an assignment means for whoever opens an article; no database library, for the quick start's sake.

A reviewer has each article once: as the newest round gives it. `amina [second]` is the name under which amina
codes an article in the round `second` that she has coded before.
"""

from __future__ import annotations

from dataclasses import dataclass

#: How the newest round gives an article to a reviewer, or to the name that the work goes by.
GIVEN = (
    "SELECT arm, coder, proposal FROM assignments WHERE article = :article "
    "AND (reviewer = :who OR coder = :who) ORDER BY round DESC LIMIT 1"
)
#: Whether anything is assigned to a reviewer.
HAS = "SELECT 1 FROM assignments WHERE reviewer = :who LIMIT 1"
#: The articles of a reviewer in their order: those that no later round gives anew, purged ones left out.
LIST = (
    "SELECT s.article FROM assignments s WHERE s.reviewer = :who AND NOT EXISTS (SELECT 1 FROM assignments o "
    "WHERE o.article = s.article AND o.reviewer = s.reviewer AND o.round > s.round) "
    "AND s.article NOT IN (SELECT article FROM tombstones)"
)
#: Whether the work on assignment `s` is not finished yet.
WAITS = (
    "NOT EXISTS (SELECT 1 FROM reviews r JOIN reviewers p ON p.row = r.reviewer WHERE r.article = s.article "
    "AND p.name = s.coder AND r.status IN ('verified', 'irrelevant'))"
)
ORDER = "ORDER BY s.round, s.position"
#: The article of the last key press of a reviewer under any name, where it is assigned and in progress.
IN_PROGRESS = (
    "SELECT e.article FROM (SELECT ev.article, ev.reviewer FROM events ev WHERE ev.seq = ev.group_seq "
    "AND ev.reviewer IN (SELECT row FROM reviewers WHERE name = :who OR name IN "
    "(SELECT DISTINCT coder FROM assignments WHERE reviewer = :who AND coder <> :who)) "
    "ORDER BY ev.seq DESC LIMIT 1) e "
    "JOIN reviews r ON r.article = e.article AND r.reviewer = e.reviewer AND r.status = 'in_progress' "
    "WHERE EXISTS (SELECT 1 FROM assignments s WHERE s.reviewer = :who AND s.article = e.article)"
)


@dataclass(frozen=True, slots=True)
class Given:
    """How an article is assigned: the arm, the name that the work goes by, the row of its own proposal."""

    arm: str
    coder: str
    proposal: int | None

    def own_proposal(self) -> bool:
        """Whether `proposal` is what is shown, and nothing where it is None, instead of the newest one."""
        return self.arm in ("blank", "planted") or self.coder != person(self.coder)

    @property
    def unaided(self) -> bool:
        """Whether no proposal is to be shown."""
        return self.own_proposal() and self.proposal is None


def person(coder: str) -> str:
    """Who codes under this name: `amina` for `amina`, `amina [second]` and `amina (2)`."""
    for opening, closing in (("[", "]"), ("(", ")")):
        head, sign, _ = coder.rpartition(f" {opening}")
        if sign and coder.endswith(closing):
            return person(head)
    return coder


def again(reviewer: str, round_name: str) -> str:
    """The name of somebody who codes an article once more: `amina [second]`."""
    return f"{reviewer} [{round_name}]"
