"""Precedents: how the same words were coded before in this project. Counted behind, from finished records.

The writer of decisions knows nothing of this: new events are found by their numbers, as for `store.facts`,
and each article that they are about is counted anew. What an article adds stands in `coded`, so an undo, a
purge or another decision takes exactly that away again.

Nobody learns from precedents what others said of an article that is still to be coded: an assigned article
counts once all who were given it have finished it. A record in which a planted error stands never counts, and
what was corrected in a planted proposal is no mend of an extractor.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from store import withheld
from store.coding import Coded, Coding, Kind, codings
from store.database import Database
from store.facts import set_upto, upto

#: Of `built`: other rules count anew.
NAME, VERSION = "precedents", "1"
#: Seconds that counting waits for others to write.
PATIENCE = 0.5
#: Codings of the same words that are told, the most frequent first.
MOST = 5

_NEW_EVENTS = text("SELECT seq, article FROM events WHERE seq > :known ORDER BY seq LIMIT :n")
_RECORDS = text(
    "SELECT r.reviewer, r.capacity, r.last_seq, COALESCE(p.own, 0), c.body FROM records c "
    "JOIN reviews r ON r.article = c.article AND r.reviewer = c.reviewer "
    "LEFT JOIN proposals p ON p.row = r.proposal "
    "WHERE c.article = :a AND r.status = 'verified' ORDER BY r.reviewer"
)
_STILL_TO_CODE = text(
    "SELECT 1 FROM assignments s WHERE s.article = :a AND NOT EXISTS (SELECT 1 FROM reviewers w "
    "JOIN reviews r ON r.reviewer = w.row AND r.article = s.article "
    "WHERE w.name = s.coder AND r.status IN ('verified', 'irrelevant')) LIMIT 1"
)
_STANDS = text("SELECT precedent, was, times, seq FROM coded WHERE article = :a")
_MAKE = text(
    "INSERT INTO precedents (kind, words, coding, times) VALUES (:kind, :words, :coding, 0) "
    "ON CONFLICT (kind, words, coding) DO NOTHING"
)
_ROW = text("SELECT row FROM precedents WHERE kind = :kind AND words = :words AND coding = :coding")
_STEP = text("UPDATE precedents SET times = times + :by WHERE row = :p")
_KEEP = text(
    "INSERT INTO coded (article, precedent, was, times, seq) VALUES (:a, :p, :was, :times, :seq) "
    "ON CONFLICT (article, precedent, was) DO UPDATE SET times = :times, seq = :seq"
)
_DROP = text("DELETE FROM coded WHERE article = :a AND precedent = :p AND was = :was")
_FORGET = text(
    "DELETE FROM precedents WHERE row = :p AND times = 0 "
    "AND NOT EXISTS (SELECT 1 FROM coded WHERE precedent = :p) "
    "AND NOT EXISTS (SELECT 1 FROM coded WHERE was = :p)"
)
_FOUND = text(
    "SELECT row, coding, times FROM precedents WHERE kind = :kind AND words = :words AND times > 0 "
    "ORDER BY times DESC, row LIMIT :n"
)
_OWN = text("SELECT precedent, SUM(times) FROM coded WHERE article = :a GROUP BY precedent")
_LAST = text(
    "SELECT a.id FROM coded c JOIN articles a ON a.row = c.article "
    "WHERE c.precedent = :p AND c.article <> :a ORDER BY c.seq DESC LIMIT 1"
)
_MENDED = text(
    "SELECT COUNT(*) FROM (SELECT DISTINCT article FROM coded "
    "WHERE precedent = :p AND was = :was AND article <> :a LIMIT :n)"
)


@dataclass(frozen=True, slots=True)
class Precedent:
    """One way in which words were coded: the wire keys, how often, and the id of the article where last."""

    coding: Coding
    times: int
    last: str | None


class Key(NamedTuple):
    """What `coded` is kept by, in words; `coding` and `was` are JSON, '' where nothing was corrected."""

    kind: str
    words: str
    coding: str
    was: str


def dump(coding: Coding) -> str:
    """A coding as JSON that is the same for equal codings."""
    return json.dumps(coding, ensure_ascii=False, sort_keys=True)


# ---------------------------------------------------------------- counting


def behind(connection: Connection) -> bool:
    """Whether there are events that the precedents do not know of."""
    last = connection.exec_driver_sql("SELECT MAX(seq) FROM events").scalar() or 0
    return upto(connection, NAME, VERSION) < last


def catch_up(database: Database, at_once: int) -> int:
    """One step of `at_once` events; returns how many articles it counted anew, 0 when done. Writes.

    Raises StoreBusy soon where the store is being written to: whoever decides goes first.
    """
    with database.write(durable=False, patience=PATIENCE) as connection:
        return _step(connection, at_once)


def _step(connection: Connection, at_once: int) -> int:
    known = upto(connection, NAME, VERSION)
    if known == 0:
        connection.exec_driver_sql("DELETE FROM coded")
        connection.exec_driver_sql("DELETE FROM precedents")
    found = connection.execute(_NEW_EVENTS, {"known": known, "n": at_once}).all()
    if not found:
        return 0
    articles = sorted({article for _, article in found})
    recount(connection, articles)
    set_upto(connection, NAME, VERSION, found[-1][0])
    return len(articles)


def recount(connection: Connection, articles: Sequence[int]) -> None:
    """Make what these articles add to the precedents what it must be now. Writes."""
    for article in articles:
        _keep(connection, article, wanted(connection, article))


def forget(connection: Connection, article: int) -> None:
    """Take away what an article adds, and its words where no other article has them. Writes."""
    _keep(connection, article, {})


def wanted(connection: Connection, article: int) -> dict[Key, tuple[int, int]]:
    """What an article adds to the precedents as its records are now: how often, and their newest event."""
    records = connection.execute(_RECORDS, {"a": article}).all()
    if not records or connection.execute(_STILL_TO_CODE, {"a": article}).first() is not None:
        return {}
    settled = [r for r in records if r.capacity == "adjudicator"]
    held = withheld.keys(connection, article)
    times: Counter[Key] = Counter()
    newest: dict[Key, int] = {}
    for reviewer, _, seq, planted, body in settled or records:
        if (article, reviewer) in held:
            continue
        for one in codings(json.loads(body)):
            key = _key(one, mend=not planted)
            times[key] += 1
            newest[key] = max(newest.get(key, 0), seq)
    return {key: (n, newest[key]) for key, n in times.items()}


def _key(one: Coded, *, mend: bool = True) -> Key:
    was = dump(one.was) if mend and one.was is not None else ""
    return Key(one.kind, one.words, dump(one.coding), was)


def _keep(connection: Connection, article: int, wanted: Mapping[Key, tuple[int, int]]) -> None:
    stands = {(p, was): (n, seq) for p, was, n, seq in connection.execute(_STANDS, {"a": article})}
    due = {
        (_row(connection, key, key.coding), _row(connection, key, key.was) if key.was else 0): said
        for key, said in wanted.items()
    }
    for (p, was), (times, seq) in due.items():
        if stands.get((p, was)) != (times, seq):
            values = {"a": article, "p": p, "was": was, "times": times, "seq": seq}
            connection.execute(_KEEP, values)
    for p, was in stands.keys() - due.keys():
        connection.execute(_DROP, {"a": article, "p": p, "was": was})
    steps: Counter[int] = Counter()
    for (p, _), (times, _) in due.items():
        steps[p] += times
    for (p, _), (times, _) in stands.items():
        steps[p] -= times
    for p, by in steps.items():
        if by:
            connection.execute(_STEP, {"p": p, "by": by})
    for p in {row for key in stands.keys() - due.keys() for row in key if row}:
        connection.execute(_FORGET, {"p": p})


def _row(connection: Connection, of: Key, coding: str) -> int:
    """The number of a precedent; it is made where it is new."""
    values = {"kind": of.kind, "words": of.words, "coding": coding}
    found: int | None = connection.execute(_ROW, values).scalar()
    if found is None:
        connection.execute(_MAKE, values)
        found = connection.execute(_ROW, values).scalar_one()
    return found


# ---------------------------------------------------------------- asking


def find(connection: Connection, kind: Kind, words: str, without: int | None = None) -> list[Precedent]:
    """How these words were coded, the most frequent first; the article of row `without` is left out."""
    found = connection.execute(_FOUND, {"kind": kind, "words": words, "n": MOST}).all()
    own: dict[int, int] = {}
    if found and without is not None:
        own = {r[0]: r[1] for r in connection.execute(_OWN, {"a": without})}
    told = []
    for row, coding, times in found:
        if (others := times - own.get(row, 0)) > 0:
            last = connection.execute(_LAST, {"p": row, "a": without or 0}).scalar()
            told.append(Precedent(json.loads(coding), others, last))
    return sorted(told, key=lambda p: -p.times)


def mended(connection: Connection, mend: Coded, without: int, most: int) -> int:
    """In how many other articles than that of row `without` the same mend was made; counted up to `most`."""
    if mend.was is None:
        return 0
    rows: list[Any] = []
    for coding in (mend.coding, mend.was):
        values = {"kind": mend.kind, "words": mend.words, "coding": dump(coding)}
        rows.append(connection.execute(_ROW, values).scalar())
    if None in rows:
        return 0
    found = {"p": rows[0], "was": rows[1], "a": without, "n": most}
    return int(connection.execute(_MENDED, found).scalar_one())
