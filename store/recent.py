"""What a reviewer worked on lately, and one article's log: read a page at a time, newest first."""

from __future__ import annotations

from sqlalchemy import Connection, text

from store.types import Worked

#: Newest key presses of a reviewer, one line each, with the article and how its review stands.
_PRESSES = text(
    "SELECT e.seq, e.at, e.article, a.id, a.title, r.status "
    "FROM events e JOIN articles a ON a.row = e.article "
    "JOIN reviews r ON r.article = e.article AND r.reviewer = e.reviewer "
    "WHERE e.reviewer = :who AND e.seq = e.group_seq ORDER BY e.seq DESC LIMIT :presses"
)
#: So many key presses back articles are looked for.
PRESSES = 20_000


def recent(connection: Connection, reviewer: int | None, limit: int) -> list[Worked]:
    """The articles of a reviewer's last `PRESSES` key presses, the latest first, at most `limit`."""
    if reviewer is None:
        return []
    found: dict[int, Worked] = {}
    counted: dict[int, int] = {}
    for _, at, row, name, title, status in connection.execute(
        _PRESSES, {"who": reviewer, "presses": PRESSES}
    ):
        counted[row] = counted.get(row, 0) + 1
        if row not in found and len(found) < limit:
            found[row] = Worked(row, name, title, status, at, 0)
    return [Worked(w.row, w.id, w.title, w.status, w.at, counted[w.row]) for w in found.values()]
