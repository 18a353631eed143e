"""Work that nobody did: facts and finished reviews for a store that is measured, written in bulk."""

from __future__ import annotations

import random
from typing import Any


def pretend_facts(store: Any) -> None:
    """Give every article the facts that an extractor would leave: a rank, doubt, a place, checks."""
    dice = random.Random(5)
    with store._database.write() as connection:
        newest = connection.exec_driver_sql("SELECT MAX(row) FROM articles").scalar()
        for first in range(1, newest + 1, 20_000):
            facts, terms = [], []
            for row in range(first, min(first + 20_000, newest + 1)):
                deaths = int(dice.paretovariate(1.2)) - 1
                rank = -100 * deaths - dice.randrange(1000)
                place = "common" if row % 7 == 0 else "rare" if row % 997 == 0 else None
                doubt, check = dice.random(), "tolls_disagree" if dice.random() < 0.05 else ""
                places = place and f"|{place}|"
                facts.append((rank, "deaths", deaths, doubt, f" {check} " if check else "", places, row))
                names = [f"place:{place}"] if place else []
                names += [f"check:{check}"] if check else []
                terms += [(name, rank, row) for name in names]
            connection.exec_driver_sql(
                "UPDATE facts SET rank = ?, badge = ?, deaths = ?, doubt = ?, checks = ?, places = ? "
                "WHERE article = ?",
                facts,
            )
            connection.exec_driver_sql("INSERT INTO terms (term, rank, article) VALUES (?, ?, ?)", terms)


def pretend_reviews(store: Any, reviewer: str, count: int) -> int:
    """Finish the first articles, every tenth left out, as one real review would; returns how many."""
    from extract.pipeline import extract
    from store import mends, queue
    from store.state import replay
    from store.types import Draft

    store.add_proposals([extract(store.load(1, reviewer).article)])
    loaded = store.load(1, reviewer)
    state = replay(loaded.proposal, loaded.events)
    changes = mends.verify(state)
    draft = Draft(
        reviewer, loaded.article.sha256, "review.verify", "space", changes, 100, proposal=loaded.proposal_key
    )
    store.append(draft)
    rows = [row for row in range(2, count + 1) if row % 10]
    with store._database.write() as connection:
        me = connection.exec_driver_sql("SELECT row FROM reviewers").scalar_one()
        seq = connection.exec_driver_sql("SELECT MAX(seq) FROM events").scalar_one()
        for table, changed in (
            ("events", {"seq": "? + value", "group_seq": "? + value", "article": "value"}),
            ("reviews", {"last_seq": "? + value", "article": "value"}),
            ("records", {"article": "value"}),
        ):
            columns = [r[1] for r in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            values = ", ".join(changed.get(c, f't."{c}"') for c in columns)
            marks = values.count("?")
            names = ", ".join(f'"{c}"' for c in columns)
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, json_each(?) "
                "WHERE t.article = 1" + (f" AND t.seq = {seq}" if table == "events" else ""),
                (*([seq] * marks), str(rows)),
            )
        for row in rows:
            queue.mark_done(connection, me, row)
        connection.exec_driver_sql("UPDATE reviewers SET verified = verified + ?", (len(rows),))
        connection.exec_driver_sql("UPDATE facts SET rank = rank + 1000000000 WHERE article <= ?", (count,))
    return len(rows) + 1
