"""Whether the store is what it says it is: every derived thing derived again, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from extract.model import Article, Entry, Place, Record, Span
from extract.to_json import text_sha256
from store import reader, rows, sqlite
from store.derive import derive, misfit
from store.reader import Proposals
from store.state import fresh, replay

PAGE = 200


def problems(connection: Connection) -> Iterator[str]:
    """One sentence for each thing that is wrong; nothing where all is well. Reads the whole store."""
    yield from sqlite.integrity(connection)
    yield from _articles(connection)
    yield from _groups(connection)
    yield from _reviews(connection)
    yield from _counters(connection)
    yield from _runs(connection)


# ---------------------------------------------------------------- texts and quotes


def _articles(connection: Connection) -> Iterator[str]:
    after = seen = 0
    while True:
        page = connection.execute(
            text("SELECT row FROM articles WHERE row > :after ORDER BY row LIMIT :n"),
            {"after": after, "n": PAGE},
        )
        wanted = page.scalars().all()
        if not wanted:
            break
        found = dict(reader.articles(connection, wanted))
        for row in wanted:
            if row not in found:
                yield f"article number {row}: its text is missing"
                continue
            yield from _article(connection, row, found[row])
        after, seen = wanted[-1], seen + len(wanted)
    counted = connection.exec_driver_sql("SELECT value FROM counters WHERE name = 'articles'").scalar() or 0
    if counted != seen:
        yield f"the counter says {counted} articles, but there are {seen}"


def _article(connection: Connection, row: int, article: Article) -> Iterator[str]:
    if text_sha256(article.text) != article.sha256:
        yield f"{article.id}: its text is not the one that was imported (the hash differs)"
    bodies = connection.execute(text("SELECT key, body FROM proposals WHERE article = :a"), {"a": row})
    for key, body in bodies:
        try:
            record = rows.record(body, article)
        except ValueError as problem:
            yield f"{article.id}: proposal {key} cannot be read: {problem}"
            continue
        yield from _quotes(article, record, f"proposal {key}")


def _quotes(article: Article, record: Record, whose: str) -> Iterator[str]:
    wrong = [s for s in spans(record) if article.text[s.start : s.end] != s.text]
    if wrong:
        first = f"{wrong[0].text!r} at {wrong[0].start}"
        more = f", nor do {len(wrong) - 1} other quotes" if len(wrong) > 1 else ""
        yield f"{article.id}: {whose} quotes {first}, which does not stand there{more}"


def spans(record: Record) -> Iterator[Span]:
    """Every quote in a record: evidence, cues, mentions."""
    for entry in (*record.incidents, *record.rejected.entries):
        yield from _entry_spans(entry)
    for mention in record.mentions:
        yield Span(mention.start, mention.end, mention.text)


def _entry_spans(entry: Entry) -> Iterator[Span]:
    yield from entry.date.evidence
    yield from _place_spans(entry.location)
    for count in entry.counts:
        yield from count.evidence
        for cue in count.cues.values():
            yield from cue
        for toll in count.reports:
            yield from toll.evidence


def _place_spans(place: Place) -> Iterator[Span]:
    yield from place.evidence
    for other in place.others:
        yield from other.evidence


# ---------------------------------------------------------------- the log and what is derived from it


def _groups(connection: Connection) -> Iterator[str]:
    broken = connection.exec_driver_sql(
        "SELECT group_seq FROM events GROUP BY group_seq HAVING MIN(seq) <> group_seq "
        "OR MAX(seq) - MIN(seq) + 1 <> COUNT(*) OR MIN(reviewer) <> MAX(reviewer) "
        "OR MIN(article) <> MAX(article) OR MIN(action) <> MAX(action)"
    )
    for seq in broken.scalars():
        yield f"the key press that begins with event {seq} is not whole"
    homeless = connection.exec_driver_sql(
        "SELECT MIN(e.seq) FROM events e WHERE NOT EXISTS (SELECT 1 FROM reviews r "
        "WHERE r.reviewer = e.reviewer AND r.article = e.article) GROUP BY e.reviewer, e.article"
    )
    for seq in homeless.scalars():
        yield f"event {seq}: the review that follows from it is missing"


def _reviews(connection: Connection) -> Iterator[str]:
    columns = ", ".join(f"r.{name}" for name in _DERIVED if name != "body")
    found = connection.exec_driver_sql(
        f"SELECT r.article, w.name, {columns}, (SELECT body FROM records c WHERE c.article = r.article "
        "AND c.reviewer = r.reviewer) AS body FROM reviews r JOIN reviewers w ON w.row = r.reviewer "
        "ORDER BY r.article, w.name"
    )
    proposals = Proposals(1)
    for row, name, *stored in found:
        of = reader.article(connection, row)
        try:
            yield from _review(connection, row, of, name, dict(zip(_DERIVED, stored, strict=True)), proposals)
        except (ValueError, KeyError) as problem:
            yield f"{of.id}: the events of {name} cannot be replayed: {problem!r}"


#: What a replay must give again: fields of `Derived`, columns of `reviews`, and the record.
_DERIVED = (
    "status",
    "flag",
    "started_at",
    "verified_at",
    "active_ms",
    "revision",
    "last_seq",
    "tally",
    "body",
)


def _review(
    connection: Connection, row: int, of: Article, name: str, stored: Mapping[str, Any], proposals: Proposals
) -> Iterator[str]:
    events, proposal = reader.events_of(connection, row, of.sha256, name)
    if not events:
        yield f"{of.id}: a review by {name} that no event stands for"
        return
    begun = fresh(proposals.get(connection, of, proposal))
    misfitting = misfit(begun, (e.change for e in events))
    if misfitting is not None:
        yield f"{of.id}: {name} changed {misfitting.field} from a value that did not stand there"
    now = derive(replay(begun.proposal, events), events)
    wrong = ["record" if n == "body" else n for n in _DERIVED if getattr(now, n) != stored[n]]
    if wrong:
        yield f"{of.id}: a replay of {name}'s events gives another {', '.join(wrong)} than is stored"
    if stored["body"] is not None:
        yield from _quotes(of, rows.record(stored["body"], of), f"the record of {name}")


def _counters(connection: Connection) -> Iterator[str]:
    found = connection.exec_driver_sql(
        "SELECT w.name, w.verified, w.irrelevant, w.in_progress, w.flagged, "
        "COALESCE(SUM(r.status = 'verified'), 0), COALESCE(SUM(r.status = 'irrelevant'), 0), "
        "COALESCE(SUM(r.status = 'in_progress'), 0), COALESCE(SUM(r.flag IS NOT NULL), 0) "
        "FROM reviewers w LEFT JOIN reviews r ON r.reviewer = w.row GROUP BY w.row ORDER BY w.row"
    )
    for name, *figures in found:
        if figures[:4] != figures[4:]:
            yield f"the counters of {name} say {figures[:4]}, but the reviews add up to {figures[4:]}"


def _runs(connection: Connection) -> Iterator[str]:
    done: Counter[str] = Counter()
    last: dict[str, int] = {}
    found = connection.exec_driver_sql(
        "SELECT w.name, d.first, d.last, (SELECT COUNT(*) FROM reviews r WHERE r.reviewer = w.row "
        "AND r.status IN ('verified', 'irrelevant') AND r.article BETWEEN d.first AND d.last) "
        "FROM done_runs d JOIN reviewers w ON w.row = d.reviewer ORDER BY d.reviewer, d.first"
    )
    for name, first, end, inside in found:
        if inside != end - first + 1 or first <= last.get(name, -1) + 1:
            yield f"the queue of {name} leaves out articles {first} to {end}, which are not all finished"
        done[name] += end - first + 1
        last[name] = end
    for name, finished in connection.exec_driver_sql("SELECT name, verified + irrelevant FROM reviewers"):
        if done[name] != finished:
            yield f"the queue of {name} leaves out {done[name]} articles, but {finished} are finished"
