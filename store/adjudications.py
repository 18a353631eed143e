"""Two finished codings of an article, and the record of whoever settles what they differ in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, text

from extract.model import Record
from store import reader, rows
from store.assigned import person
from store.errors import StoreError

_FINISHED = "r.status IN ('verified', 'irrelevant')"
#: Finished codings, without those that were made to measure their coder.
_CODED = text(
    "SELECT r.article, p.name FROM reviews r JOIN reviewers p ON p.row = r.reviewer "
    f"WHERE r.capacity = 'reviewer' AND {_FINISHED} AND NOT EXISTS (SELECT 1 FROM assignments s "
    "WHERE s.article = r.article AND s.coder = p.name "
    "AND (s.arm = 'qualification' OR s.coder <> s.reviewer)) "
    "AND r.article IN (SELECT article FROM reviews GROUP BY article HAVING COUNT(*) > 1) "
    "ORDER BY r.article, p.name"
)
_BEGUN = text(
    "SELECT j.article, p.name, COALESCE(r.status, '') FROM adjudications j "
    "JOIN reviewers p ON p.row = j.reviewer "
    "LEFT JOIN reviews r ON r.article = j.article AND r.reviewer = j.reviewer"
)
_SETTLES = text(
    "SELECT 1 FROM adjudications WHERE article = :row "
    "AND reviewer = (SELECT row FROM reviewers WHERE name = :name)"
)


@dataclass(frozen=True, slots=True)
class Twice:
    """An article (its row) that several people have finished. `begun`: this adjudicator is at it."""

    row: int
    coders: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for an adjudicator, what they have settled (rows), and how many they coded themselves."""

    waiting: tuple[Twice, ...]
    settled: tuple[int, ...]
    own: int


@dataclass(frozen=True, slots=True)
class Sides:
    """The two codings of an adjudication: names, newest events when it began, and the seed."""

    first: str
    first_seq: int
    second: str
    second_seq: int
    seed: int


def queue(connection: Connection, reviewer: str) -> Queue:
    """What waits for this adjudicator: coded twice, by others, and not settled or begun by anybody else."""
    coders: dict[int, list[str]] = defaultdict(list)
    for article, name in connection.execute(_CODED):
        coders[article].append(name)
    begun: dict[int, str] = {}
    settled: list[int] = []
    for article, name, status in connection.execute(_BEGUN):
        begun[article] = name
        if status in ("verified", "irrelevant"):
            settled.append(article)
    waiting: list[Twice] = []
    own = 0
    for row, names in coders.items():
        if len(names) < 2 or row in settled or begun.get(row, reviewer) != reviewer:
            continue
        if person(reviewer) in map(person, names):
            own += 1
        else:
            waiting.append(Twice(row, tuple(names), row in begun))
    mine = tuple(sorted(row for row in settled if begun[row] == reviewer))
    return Queue(tuple(waiting), mine, own)


def sides(connection: Connection, reviewer: str, row: int) -> Sides | None:
    """Which codings this adjudicator settles in this article; None before it is begun."""
    found = connection.execute(
        text(
            "SELECT f.name, j.first_seq, s.name, j.second_seq, j.seed FROM adjudications j "
            "JOIN reviewers p ON p.row = j.reviewer JOIN reviewers f ON f.row = j.first "
            "JOIN reviewers s ON s.row = j.second WHERE p.name = :name AND j.article = :row"
        ),
        {"name": reviewer, "row": row},
    ).first()
    return None if found is None else Sides(*found)


def capacity(connection: Connection, reviewer: str, row: int) -> str:
    """`adjudicator` where this reviewer settles this article, else `reviewer`."""
    found = connection.execute(_SETTLES, {"name": reviewer, "row": row}).first()
    return "reviewer" if found is None else "adjudicator"


def begin(
    connection: Connection, who: int, name: str, row: int, between: tuple[str, str, int], at: str
) -> None:
    """Note that somebody begins to settle an article. Raises StoreError where they may not, or need not."""
    first, second, seed = between
    coded = connection.execute(
        text(
            "SELECT p.name, p.row, r.last_seq, r.status FROM reviews r "
            "JOIN reviewers p ON p.row = r.reviewer WHERE r.article = :row AND r.capacity = 'reviewer'"
        ),
        {"row": row},
    ).all()
    if any(person(c.name) == person(name) for c in coded):
        raise StoreError(f"{name} coded this article: somebody else has to adjudicate it")
    known = {c.name: c for c in coded if c.status in ("verified", "irrelevant")}
    missing = [n for n in (first, second) if n not in known]
    if missing:
        raise StoreError(f"{missing[0]} has not finished this article: there is nothing to adjudicate")
    connection.execute(
        text(
            "INSERT INTO adjudications (reviewer, article, at, first, first_seq, second, second_seq, seed) "
            "VALUES (:reviewer, :article, :at, :first, :first_seq, :second, :second_seq, :seed)"
        ),
        {
            "reviewer": who,
            "article": row,
            "at": at,
            "first": known[first].row,
            "first_seq": known[first].last_seq,
            "second": known[second].row,
            "second_seq": known[second].last_seq,
            "seed": seed,
        },
    )


def shared_proposal(connection: Connection, row: int, key: str) -> tuple[str, Record] | None:
    """A proposal that everybody may see: that of this key, or where it was planted the newest plain one."""
    found = connection.execute(
        text(
            "SELECT key, body FROM proposals WHERE article = :row AND NOT own AND body <> '{}' "
            "ORDER BY key = :key DESC, row DESC LIMIT 1"
        ),
        {"row": row, "key": key},
    ).first()
    return None if found is None else (found.key, rows.record(found.body, reader.article(connection, row)))
