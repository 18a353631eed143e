"""Finished records out of the store, one `assay/1` line each, in import order and in flat memory."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sqlalchemy import Connection, text

from store import reader, rows, withheld
from store.database import Database
from store.errors import NeedsReviewer

#: Records read at once.
PAGE = 500

_FINISHED = "status IN ('verified', 'irrelevant')"


def _measures(of: str) -> str:
    """Whether a review (its alias) was made to measure its reviewer, so that it settles nothing."""
    return (
        "EXISTS (SELECT 1 FROM assignments s JOIN reviewers w ON w.name = s.coder "
        f"WHERE s.article = {of}.article AND w.row = {of}.reviewer "
        "AND (s.arm = 'qualification' OR s.coder <> s.reviewer))"
    )


_ADJUDICATED = f"SUM(capacity = 'adjudicator' AND {_FINISHED})"
#: Of each article the adjudicated record, else the only one, else the chosen reviewer's.
_CHOSEN = text(
    "SELECT c.article, c.reviewer, c.body FROM records c "
    "JOIN reviews r ON r.article = c.article AND r.reviewer = c.reviewer "
    f"WHERE c.article > :after AND NOT {_measures('r')} "
    "AND (r.capacity = 'adjudicator' OR NOT EXISTS (SELECT 1 FROM reviews o "
    f"WHERE o.article = c.article AND o.capacity = 'adjudicator' AND o.{_FINISHED})) "
    "AND (r.reviewer = :chosen OR NOT EXISTS (SELECT 1 FROM reviews o WHERE o.article = c.article "
    f"AND o.reviewer <> r.reviewer AND o.capacity = r.capacity AND o.{_FINISHED} AND NOT {_measures('o')})) "
    "ORDER BY c.article LIMIT :limit"
)
#: Articles with several records of equal right, none of which is the chosen reviewer's.
_DISPUTED = (
    f"SELECT article FROM reviews o WHERE {_FINISHED} AND NOT {_measures('o')} GROUP BY article HAVING "
    f"CASE {_ADJUDICATED} WHEN 0 THEN COUNT(*) > 1 AND SUM(reviewer = :chosen) = 0 "
    f"ELSE {_ADJUDICATED} > 1 AND SUM(capacity = 'adjudicator' AND reviewer = :chosen) = 0 END"
)
_NOBODY = -1


def check_choice(connection: Connection, chosen: int | None) -> None:
    """Raise NeedsReviewer where an article has several records and neither right nor choice settles it.

    `chosen` is the row of the reviewer whose record decides between several.
    """
    if connection.exec_driver_sql("SELECT COUNT(*) FROM reviewers").scalar_one() < 2:
        return
    values = {"chosen": chosen or _NOBODY}
    disputed = connection.execute(text(_DISPUTED), values).scalars().all()
    if disputed:
        names = connection.execute(
            text(
                "SELECT DISTINCT p.name FROM reviewers p JOIN reviews r ON r.reviewer = p.row "
                f"WHERE r.{_FINISHED} AND NOT {_measures('r')} AND r.article IN ({_DISPUTED}) ORDER BY p.name"
            ),
            values,
        )
        raise NeedsReviewer(names.scalars().all(), len(disputed))


def lines(database: Database, reviewer: str | None, without: Container[int] = ()) -> Iterator[str]:
    """The lines of `Store.export_lines`, all from one state of the store; articles `without` are left out."""
    with database.stream() as connection:
        chosen = None if reviewer is None else database.reviewer(connection, reviewer)
        check_choice(connection, chosen)
        for row, _, line in told(connection, chosen):
            if row not in without:
                yield line


def told(connection: Connection, chosen: int | None) -> Iterator[tuple[int, int, str]]:
    """The article's row, the reviewer's row and the line of every record that stands for its article.

    Records in which a planted error stands are left out.
    """
    after, held = 0, withheld.keys(connection)
    while page := _page(connection, chosen, after):
        texts = dict(reader.articles(connection, [row for row, _, _ in page]))
        for row, whose, body in page:
            if (row, whose) not in held:
                yield row, whose, rows.line(texts[row], body)
        after = page[-1][0]


def _page(connection: Connection, chosen: int | None, after: int) -> list[tuple[int, int, str]]:
    values = {"after": after, "limit": PAGE, "chosen": chosen or _NOBODY}
    return [(r.article, r.reviewer, r.body) for r in connection.execute(_CHOSEN, values).all()]
