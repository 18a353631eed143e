"""Groups of near-duplicate texts: found behind, chunk by chunk, each text against those before it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select, text

from store import sqlite
from store.facts import set_upto, upto
from store.near import ALIKE, VERSION, Sketch, likeness, sketch
from store.tables import TEXTS
from store.tables_queue import COPIES, SIGNATURES

NAME = "copies"
#: Articles that share the most hashes with a text, which it is compared with.
_CANDIDATES = 5
#: So many hashes must be shared: two texts with half their shingles in common miss that once in thirty times.
_SHARED = 2
#: A hash that so many articles share is boilerplate and tells nothing.
_COMMON = 50

_TEXT = text("SELECT text FROM texts WHERE article = :row")
_LEADER = text("SELECT leader FROM copies WHERE article = :row")
_KEEP = text(
    "INSERT INTO signatures (hash, article) VALUES (:hash, :article) ON CONFLICT (hash, article) DO NOTHING"
)
_JOIN = text(
    "INSERT INTO copies (article, leader, likeness) VALUES (:article, :leader, :likeness) "
    "ON CONFLICT (article) DO NOTHING"
)


def build(connection: Connection, at_once: int) -> int:
    """One step of finding copies, among so many texts at the most; returns how many it looked at. Writes.

    0 when all are done.
    """
    known = upto(connection, NAME, VERSION)
    if known == 0:
        connection.execute(SIGNATURES.delete())  # other rules made other hashes
    found = connection.execute(
        select(TEXTS.c.article, TEXTS.c.text)
        .where(TEXTS.c.article > known)
        .order_by(TEXTS.c.article)
        .limit(at_once)
    ).all()
    if not found:
        return 0
    sketches = {row: sketch(whole) for row, whole in found}
    having = _having(connection, {band for of in sketches.values() for band in of.bands})
    new: list[dict[str, int]] = []
    for row, of in sketches.items():
        best = _best(connection, of, _candidates(of, having), sketches)
        if best is not None:
            _join(connection, row, *best)
        for band in of.bands:
            if len(having[band]) < _COMMON:
                having[band].append(row)
                new.append({"hash": band, "article": row})
    if new:
        connection.execute(_KEEP, sorted(new, key=lambda b: b["hash"]))
    last: int = found[-1][0]
    set_upto(connection, NAME, VERSION, last)
    return len(found)


def behind(connection: Connection) -> bool:
    """Whether there are texts that were not compared yet."""
    newest = connection.exec_driver_sql("SELECT MAX(article) FROM texts").scalar() or 0
    return upto(connection, NAME, VERSION) < newest


def _having(connection: Connection, bands: set[int]) -> dict[int, list[int]]:
    """The articles that have each of these hashes."""
    out: dict[int, list[int]] = defaultdict(list)
    query = select(SIGNATURES.c.hash, SIGNATURES.c.article).where(sqlite.among(SIGNATURES.c.hash, bands))
    for band, row in connection.execute(query):
        out[band].append(row)
    return out


def _candidates(of: Sketch, having: dict[int, list[int]]) -> list[int]:
    """Articles that share hashes with a text, those that share the most first, the older ones first."""
    shared = Counter(row for band in of.bands if len(having[band]) < _COMMON for row in having[band])
    close = [row for row, times in shared.items() if times >= _SHARED]
    return sorted(close, key=lambda row: (-shared[row], row))[:_CANDIDATES]


def _best(
    connection: Connection, of: Sketch, candidates: Sequence[int], sketches: dict[int, Sketch]
) -> tuple[int, float] | None:
    """The leader of the group that the text belongs to, and how like it is; None where it has no copy."""
    tried: set[int] = set()
    for candidate in candidates:
        leader = _leader(connection, candidate)
        if leader in tried:
            continue
        tried.add(leader)
        if leader not in sketches:
            whole = connection.execute(_TEXT, {"row": leader}).scalar()
            if whole is None:
                continue
            like = likeness(of, sketch(whole))
        else:
            like = likeness(of, sketches[leader])
        if like >= ALIKE:
            return leader, round(like, 3)
    return None


def _leader(connection: Connection, row: int) -> int:
    found: int | None = connection.execute(_LEADER, {"row": row}).scalar()
    return row if found is None else found


def _join(connection: Connection, row: int, leader: int, like: float) -> None:
    connection.execute(_JOIN, {"article": leader, "leader": leader, "likeness": 1.0})
    connection.execute(_JOIN, {"article": row, "leader": leader, "likeness": like})


def forget(connection: Connection, row: int) -> None:
    """Take a text out of its group, for good; those stay together that are like their oldest. Writes."""
    rest = [article for article, _ in group(connection, row) if article != row]
    leader = _leader(connection, row)
    connection.execute(COPIES.delete().where(COPIES.c.article == row))
    if not rest or (leader != row and len(rest) > 1):
        return
    connection.execute(COPIES.delete().where(sqlite.among(COPIES.c.article, rest)))
    texts = connection.execute(
        select(TEXTS.c.article, TEXTS.c.text)
        .where(sqlite.among(TEXTS.c.article, rest))
        .order_by(TEXTS.c.article)
    )
    sketches = [(article, sketch(whole)) for article, whole in texts]
    for article, of in sketches[1:]:
        like = likeness(of, sketches[0][1])
        if like >= ALIKE:
            _join(connection, article, sketches[0][0], round(like, 3))


def group(connection: Connection, row: int) -> list[tuple[int, float]]:
    """The articles with nearly this article's text, itself among them, with their likeness to the oldest.

    In import order; empty where there is no copy.
    """
    same = select(COPIES.c.leader).where(COPIES.c.article == row).scalar_subquery()
    found = connection.execute(
        select(COPIES.c.article, COPIES.c.likeness).where(COPIES.c.leader == same).order_by(COPIES.c.article)
    )
    return [(r[0], r[1]) for r in found]
