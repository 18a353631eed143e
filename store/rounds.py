"""Rounds of double coding in the store: who is given what, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select, text

from extract.model import Record
from store import precedents, proposals, reader, rows, sqlite
from store.errors import StoreError
from store.tables import PROPOSALS
from store.tables_gold import ASSIGNMENTS, ROUNDS

#: Rows written at once.
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that can be assigned, with what rounds are stratified by. `size` is in code points."""

    row: int
    publisher: str | None
    published: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """One assignment. `article` is its row, `coder` the name that the work goes by, `position` from 1.

    `proposal` is the row of a proposal of its own; `known` is JSON (see the table).
    """

    article: int
    reviewer: str
    coder: str
    arm: str
    position: int
    proposal: int | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One run of `assay assign`. `rule` is JSON, `at` RFC 3339 UTC."""

    name: str
    at: str
    author: str
    seed: int
    rule: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An assignment and what became of it: `status` of the coding, and its record's body (JSON) once done."""

    round: str
    id: str
    assigned: Assigned
    status: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Worked:
    """A finished coding under a person's own name, and the proposal (its row) that was shown, or None."""

    article: int
    reviewer: str
    proposal: int | None
    own: bool


def candidates(connection: Connection) -> list[Candidate]:
    """Articles that no round has assigned and nobody has decided on, in import order."""
    found = connection.exec_driver_sql(
        "SELECT a.row, a.publisher, a.published, a.chars FROM articles a "
        "WHERE a.row NOT IN (SELECT article FROM tombstones) "
        "AND NOT EXISTS (SELECT 1 FROM assignments s WHERE s.article = a.row) "
        "AND NOT EXISTS (SELECT 1 FROM reviews r WHERE r.article = a.row) ORDER BY a.row"
    )
    return [Candidate(*r) for r in found]


def worked(connection: Connection) -> list[Worked]:
    """Finished codings that can be repeated, by article: no adjudications, repetitions or qualifications."""
    found = connection.exec_driver_sql(
        "SELECT r.article, w.name, r.proposal, COALESCE(p.own, 0) FROM reviews r "
        "JOIN reviewers w ON w.row = r.reviewer LEFT JOIN proposals p ON p.row = r.proposal "
        "WHERE r.capacity = 'reviewer' AND r.status IN ('verified', 'irrelevant') "
        "AND NOT EXISTS (SELECT 1 FROM assignments s WHERE s.article = r.article AND s.coder = w.name "
        "AND (s.arm = 'qualification' OR s.coder <> s.reviewer)) ORDER BY r.article, w.name"
    )
    return [Worked(r[0], r[1], r[2], bool(r[3])) for r in found]


def rounds(connection: Connection) -> list[Round]:
    """Every round, oldest first."""
    of = ROUNDS.c
    found = connection.execute(select(of.name, of.at, of.author, of.seed, of.rule).order_by(of.row))
    return [Round(*r) for r in found]


def newest_records(connection: Connection, articles: Collection[int]) -> dict[int, Record]:
    """The newest proposal of each of these articles that everybody is shown; none for those without."""
    found = connection.execute(
        select(PROPOSALS.c.article, PROPOSALS.c.body)
        .where(sqlite.among(PROPOSALS.c.article, articles), ~PROPOSALS.c.own, PROPOSALS.c.body != "{}")
        .order_by(PROPOSALS.c.row)
    )
    bodies = {r.article: r.body for r in found}
    of = dict(reader.articles(connection, list(bodies)))
    return {article: rows.record(body, of[article]) for article, body in bodies.items() if article in of}


def keep_round(
    connection: Connection, made: Round, assigned: Sequence[Assigned], own: Mapping[int, Record]
) -> None:
    """Keep a round. `own` are planted proposals, by the number of their assignment in `assigned`.

    Raises StoreError where there is a round of that name.
    """
    if connection.execute(select(ROUNDS.c.row).where(ROUNDS.c.name == made.name)).first() is not None:
        raise StoreError(
            f"there is a round {made.name!r} already: give the new one another name with --round"
        )
    values = {n: getattr(made, n) for n in ("name", "at", "author", "seed", "rule")}
    connection.execute(insert(ROUNDS), values)
    row = connection.execute(select(ROUNDS.c.row).where(ROUNDS.c.name == made.name)).scalar_one()
    shown = {n: _keep_own(connection, assigned[n].article, record) for n, record in own.items()}
    planned = [replace(a, proposal=shown.get(n, a.proposal)) for n, a in enumerate(assigned)]
    for at in range(0, len(planned), _CHUNK):
        connection.execute(insert(ASSIGNMENTS), [_values(row, a) for a in planned[at : at + _CHUNK]])
    for article in {a.article for a in planned}:
        precedents.forget(connection, article)  # it is to be coded once more, by people blind to each other


def _values(row: int, of: Assigned) -> dict[str, Any]:
    names = ("article", "coder", "reviewer", "arm", "position", "proposal", "known")
    return {"round": row, **{n: getattr(of, n) for n in names}}


def _keep_own(connection: Connection, article: int, record: Record) -> int:
    """Keep a proposal that was made for one assignment; returns its row."""
    body = rows.body(record)
    key = rows.proposal_key(record.extractor or {}, record.article.sha256, body)
    values = {
        "article": article,
        "extractor": proposals.extractor_row(connection, record.extractor or {}),
        "key": key,
        "made_at": proposals.now(),
        "body": body,
        "own": True,
    }
    connection.execute(insert(PROPOSALS), values)
    query = select(PROPOSALS.c.row).where(PROPOSALS.c.article == article, PROPOSALS.c.key == key)
    made: int = connection.execute(query).scalar_one()
    return made


def outcomes(connection: Connection, round_name: str | None = None) -> list[Outcome]:
    """Every assignment (of one round) with what became of it, by round, reviewer and position."""
    found = connection.execute(
        text(
            "SELECT n.name, a.id, s.article, s.reviewer, s.coder, s.arm, s.position, s.proposal, s.known, "
            "r.status, c.body FROM assignments s JOIN rounds n ON n.row = s.round "
            "JOIN articles a ON a.row = s.article LEFT JOIN reviewers p ON p.name = s.coder "
            "LEFT JOIN reviews r ON r.article = s.article AND r.reviewer = p.row "
            "LEFT JOIN records c ON c.article = s.article AND c.reviewer = p.row "
            "WHERE (:name IS NULL OR n.name = :name) "
            "AND s.article NOT IN (SELECT article FROM tombstones) "
            "ORDER BY s.round, s.reviewer, s.position"
        ),
        {"name": round_name},
    )
    return [Outcome(r[0], r[1], Assigned(*r[2:9]), r[9], r[10]) for r in found]


def records_of(connection: Connection, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Bodies (JSON) of finished records by article row and name of who made them, as far as there are any."""
    query = text(
        "SELECT c.body FROM records c JOIN reviewers p ON p.row = c.reviewer "
        "WHERE c.article = :article AND p.name = :name"
    )
    found = {}
    for article, name in wanted:
        body = connection.execute(query, {"article": article, "name": name}).scalar()
        if body is not None:
            found[(article, name)] = body
    return found
