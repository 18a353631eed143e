"""Whether the store is what it says it is: every derived thing derived again, and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from extract.model import Article, Entry, Place, Record, Span
from extract.to_json import text_sha256
from store import (
    adjudications,
    purge,
    reader,
    rows,
    sqlite,
    verify_derived,
    verify_precedents,
    verify_released,
    verify_schema,
)
from store.derive import derive, misfit
from store.reader import Proposals
from store.state import fresh, replay

PAGE = 200

Found: TypeAlias = Iterator[str]


def problems(connection: Connection) -> Found:
    """One sentence for each thing that is wrong; nothing where all is well. Reads the whole store.

    Never raises for what the store holds: a part that cannot be checked is a problem, and the rest goes on.
    """
    for what, section in (
        ("the file", lambda c: iter(sqlite.integrity(c))),
        ("the schema", verify_schema.problems),
        ("the articles", _articles),
        ("what was purged", lambda c: iter(purge.problems(c))),
        ("the log", _groups),
        ("the reviews", _reviews),
        ("the counters", _counters),
        ("the queue", _runs),
        ("the rules and releases", verify_derived.gold),
        ("what was released", verify_released.problems),
        ("what the queue is sorted by", verify_derived.queue),
        ("the copies", verify_derived.copies),
        ("the precedents", verify_precedents.counts),
        ("what the project's rules have set", verify_precedents.rules),
    ):
        yield from _guarded(what, lambda: section(connection))  # noqa: B023 (run at once)


def _guarded(what: str, check: Callable[[], Found]) -> Found:
    try:
        yield from check()
    except Exception as problem:  # whatever it is, it is damage, and there may be more of it
        yield f"{what} cannot be checked: {_why(problem)}"


def _why(problem: Exception) -> str:
    """What a library says of it, on one line."""
    said = " ".join(str(getattr(problem, "orig", None) or problem).split())[:200]
    return f"no {problem}" if isinstance(problem, KeyError) else said or type(problem).__name__


# ---------------------------------------------------------------- texts and quotes


_PAGE_OF_ARTICLES = text(
    f"SELECT row, chars, meta_sha256, {', '.join(rows.META_COLUMNS)} FROM articles "
    "WHERE row > :after AND row NOT IN (SELECT article FROM tombstones) ORDER BY row LIMIT :n"
)


def _articles(connection: Connection) -> Found:
    after = seen = 0
    while True:
        page = connection.execute(
            _PAGE_OF_ARTICLES,
            {"after": after, "n": PAGE},
        ).all()
        if not page:
            break
        found = _read(connection, [of.row for of in page])
        for row, chars in ((of.row, of.chars) for of in page):
            article = found.get(row)
            if article is None:
                yield f"article number {row}: its text is missing"
            elif isinstance(article, str):
                yield f"article number {row}: cannot be read: {article}"
            else:
                yield from _guarded(article.id, partial(_article, connection, row, article, chars))
        for of in page:
            if rows.meta_sha256(dict(of._mapping)) != of.meta_sha256:
                yield f"{of.id}: its title, publisher, date or the like was changed (the hash differs)"
        after, seen = page[-1][0], seen + len(page)
    counted = connection.exec_driver_sql("SELECT value FROM counters WHERE name = 'articles'").scalar() or 0
    if counted != seen:
        yield f"the counter says {counted} articles, but there are {seen}"


def _read(connection: Connection, wanted: Sequence[int]) -> dict[int, Article | str]:
    """The articles, and why not for those that cannot be read."""
    try:
        return dict(reader.articles(connection, wanted))
    except Exception as problem:
        if len(wanted) == 1:
            return {wanted[0]: _why(problem)}
    found: dict[int, Article | str] = {}
    for row in wanted:
        found |= _read(connection, [row])
    return found


def _article(connection: Connection, row: int, article: Article, chars: int) -> Found:
    if text_sha256(article.text) != article.sha256:
        yield f"{article.id}: its text is not the one that was imported (the hash differs)"
    if len(article.text) != chars:
        yield f"{article.id}: it is said to be {chars} characters long, but its text has {len(article.text)}"
    proposals = connection.execute(
        text(
            "SELECT p.key, p.body, e.key, e.name, e.version FROM proposals p "
            "LEFT JOIN extractors e ON e.row = p.extractor WHERE p.article = :a ORDER BY p.row"
        ),
        {"a": row},
    )
    for key, body, *extractor in proposals.all():
        yield from _guarded(
            f"{article.id}: proposal {key}", partial(_proposal, article, str(key), body, extractor)
        )


def _proposal(article: Article, key: str, body: str, extractor: Sequence[str]) -> Found:
    try:
        record = rows.record(body, article)
    except (ValueError, TypeError) as problem:
        yield f"{article.id}: proposal {key} cannot be read: {_why(problem)}"
        return
    said = record.extractor or {}
    if rows.proposal_key(said, article.sha256, body) != key:
        yield f"{article.id}: proposal {key} is not the one that was stored (the hash differs)"
    names = [rows.extractor_key(said), str(said.get("name") or "-"), str(said.get("version") or "-")]
    if names != list(extractor):
        yield f"{article.id}: proposal {key} is filed under another extractor than it names"
    yield from _quotes(article, record, f"proposal {key}")


def _quotes(article: Article, record: Record, whose: str) -> Found:
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


def _groups(connection: Connection) -> Found:
    broken = connection.exec_driver_sql(
        "SELECT group_seq FROM events GROUP BY group_seq HAVING MIN(seq) <> group_seq "
        "OR MAX(seq) - MIN(seq) + 1 <> COUNT(*) OR MIN(reviewer) <> MAX(reviewer) "
        "OR MIN(article) <> MAX(article) OR MIN(action) <> MAX(action)"
    )
    for seq in broken.scalars():
        yield f"the key press that begins with event {seq} is not whole"
    odd = connection.exec_driver_sql(
        "SELECT seq FROM events WHERE at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z' "
        "OR typeof(ms) <> 'integer' ORDER BY seq LIMIT 20"
    )
    for seq in odd.scalars():
        yield f"event {seq}: its time is no time"
    homeless = connection.exec_driver_sql(
        "SELECT MIN(e.seq) FROM events e WHERE NOT EXISTS (SELECT 1 FROM reviews r "
        "WHERE r.reviewer = e.reviewer AND r.article = e.article) "
        "AND e.article NOT IN (SELECT article FROM tombstones) GROUP BY e.reviewer, e.article"
    )
    for seq in homeless.scalars():
        yield f"event {seq}: the review that follows from it is missing"


def _reviews(connection: Connection) -> Found:
    columns = ", ".join(f"r.{name}" for name in _DERIVED if name != "body")
    found = connection.exec_driver_sql(
        f"SELECT r.article, w.name, r.proposal, {columns}, (SELECT body FROM records c "
        "WHERE c.article = r.article AND c.reviewer = r.reviewer) AS body "
        "FROM reviews r JOIN reviewers w ON w.row = r.reviewer ORDER BY r.article, w.name"
    ).all()
    proposals = Proposals(1)
    for row, name, pinned, *stored in found:
        values = dict(zip(_DERIVED, stored, strict=True))
        of = _read(connection, [row]).get(row)
        if not isinstance(of, Article):
            yield f"article number {row}: the review by {name} has no article that can be read"
            continue
        try:
            yield from _review(connection, row, of, name, pinned, values, proposals)
        except Exception as problem:  # whatever a damaged event makes of a replay
            yield f"{of.id}: the events of {name} cannot be replayed: {_why(problem)}"
    loose = connection.exec_driver_sql(
        "SELECT c.article, c.reviewer FROM records c WHERE NOT EXISTS (SELECT 1 FROM reviews r "
        "WHERE r.article = c.article AND r.reviewer = c.reviewer) ORDER BY c.article, c.reviewer"
    )
    for row, who in loose:
        yield f"article number {row}: the record of reviewer number {who} belongs to no review"


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
    "capacity",
    "body",
)


def _review(
    connection: Connection,
    row: int,
    of: Article,
    name: str,
    pinned: int | None,
    stored: Mapping[str, Any],
    proposals: Proposals,
) -> Found:
    events, proposal = reader.events_of(connection, row, of.sha256, name)
    if not events:
        yield f"{of.id}: a review by {name} that no event stands for"
        return
    if proposal != pinned:
        yield f"{of.id}: {name} began on another proposal than the review says"
    begun = fresh(proposals.get(connection, of, proposal))
    misfitting = misfit(begun, (e.change for e in events))
    if misfitting is not None:
        yield f"{of.id}: {name} changed {misfitting.field} from a value that did not stand there"
    now = derive(replay(begun.proposal, events), events, adjudications.capacity(connection, name, row))
    wrong = ["record" if n == "body" else n for n in _DERIVED if getattr(now, n) != stored[n]]
    if wrong:
        yield f"{of.id}: a replay of {name}'s events gives another {', '.join(wrong)} than is stored"
    if stored["body"] is not None:
        yield from _quotes(of, rows.record(stored["body"], of), f"the record of {name}")


def _counters(connection: Connection) -> Found:
    found = connection.exec_driver_sql(
        "SELECT w.name, w.verified, w.irrelevant, w.in_progress, w.flagged, "
        "COALESCE(SUM(r.status = 'verified'), 0), COALESCE(SUM(r.status = 'irrelevant'), 0), "
        "COALESCE(SUM(r.status = 'in_progress'), 0), COALESCE(SUM(r.flag IS NOT NULL), 0) "
        "FROM reviewers w LEFT JOIN reviews r ON r.reviewer = w.row GROUP BY w.row ORDER BY w.row"
    )
    for name, *figures in found:
        if figures[:4] != figures[4:]:
            yield f"the counters of {name} say {figures[:4]}, but the reviews add up to {figures[4:]}"


def _runs(connection: Connection) -> Found:
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
