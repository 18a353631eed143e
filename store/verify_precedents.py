"""Precedents counted again, and what the project's rules are said to have set in proposals."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, text

from store import precedents
from store.facts import upto
from store.rulings import APPLIED

_PAGE = 200
#: Articles of which the precedents know everything: what was decided since is counted behind, and no fault.
_KNOWN = text(
    "SELECT a.row, a.id FROM articles a WHERE a.row > :after "
    "AND (EXISTS (SELECT 1 FROM coded c WHERE c.article = a.row) "
    "OR EXISTS (SELECT 1 FROM records k WHERE k.article = a.row)) "
    "AND :seq >= COALESCE((SELECT MAX(r.last_seq) FROM reviews r WHERE r.article = a.row), 0) "
    "ORDER BY a.row LIMIT :n"
)
_STANDS = text(
    "SELECT p.kind, p.words, p.coding, COALESCE(w.coding, ''), c.times, c.seq FROM coded c "
    "JOIN precedents p ON p.row = c.precedent LEFT JOIN precedents w ON w.row = c.was WHERE c.article = :a"
)
_SUMS = text(
    "SELECT p.kind, p.words FROM precedents p WHERE p.times <> "
    "COALESCE((SELECT SUM(c.times) FROM coded c WHERE c.precedent = p.row), 0) ORDER BY p.row"
)
_USES = text(
    "SELECT a.id, a.row FROM articles a WHERE a.row > :after AND (EXISTS (SELECT 1 FROM rule_uses u "
    "WHERE u.article = a.row) OR EXISTS (SELECT 1 FROM proposals p WHERE p.article = a.row AND p.ruled)) "
    "AND a.row NOT IN (SELECT article FROM tombstones) ORDER BY a.row LIMIT :n"
)
_NEWEST = text(
    "SELECT ruled, body FROM proposals WHERE article = :a AND NOT own AND body <> '{}' "
    "ORDER BY row DESC LIMIT 1"
)
_USED = text("SELECT rule, times FROM rule_uses WHERE article = :a")


def counts(connection: Connection) -> Iterator[str]:
    """Articles that add something else to the precedents than their records say, and sums that are none."""
    seq = upto(connection, precedents.NAME, precedents.VERSION)
    after = 0
    while seq and (page := connection.execute(_KNOWN, {"after": after, "seq": seq, "n": _PAGE}).all()):
        for row, id_ in page:
            stands = {precedents.Key(*r[:4]): (r[4], r[5]) for r in connection.execute(_STANDS, {"a": row})}
            if stands != precedents.wanted(connection, row):
                yield f"{id_}: the precedents count other codings of it than its records hold"
        after = page[-1][0]
    for kind, words in connection.execute(_SUMS):
        yield f"the precedents of the {kind} “{words}” are not the sum of what articles add to them"


def rules(connection: Connection) -> Iterator[str]:
    """Articles whose newest proposal was made with other rules than it is listed under."""
    after = 0
    while page := connection.execute(_USES, {"after": after, "n": _PAGE}).all():
        for id_, row in page:
            newest = connection.execute(_NEWEST, {"a": row}).first()
            told = {} if newest is None or not newest.ruled else json.loads(newest.body)["extractor"][APPLIED]
            listed = {str(rule): times for rule, times in connection.execute(_USED, {"a": row})}
            if told != listed:
                yield f"{id_}: is listed under other rules than its newest proposal was made with"
        after = page[-1][1]
