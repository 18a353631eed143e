"""Facts about articles for the queue: kept when a proposal is stored, caught up with behind for all else.

The writer of decisions knows nothing of this. New events are found by their numbers, so a key press costs
nothing here, and the facts lag behind the log by as much as nobody asked for them since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from extract.checks import check
from extract.model import Record
from store import reader, sqlite
from store.reader import Proposals
from store.state import FINISHED, as_record, replay
from store.tables import ARTICLES, REVIEWS
from store.tables_queue import FACTS
from store.worth import UNREAD, Facts, facts_of, fold, rank, reasons

#: Of `built.version`: other rules make the facts anew.
VERSION = "1"
NEW, EVENTS = "facts", "facts.events"
#: Articles that nobody has read yet, taken over at once; proposals and reviews are read one by one, and only
#: so many of them at once.
_BARE_AT_ONCE = 5000
_READ_AT_ONCE = 200
#: An article without a record takes so many times less than one with.
_BARE_FOR = 25

_COLUMNS = (
    "article",
    "proposal",
    "last_seq",
    "rank",
    "badge",
    "blocking",
    "notes",
    "checks",
    "tolls",
    "deaths",
    "doubt",
    "incidents",
    "totals",
    "size",
    "earliest",
    "latest",
    "country",
    "admin1",
    "place",
    "places",
    "publisher",
    "published",
)
_KEEP = text(
    f"INSERT INTO facts ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{c}' for c in _COLUMNS)}) "
    f"ON CONFLICT (article) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _COLUMNS[1:])}"
)
_BEFORE = ("rank", "checks", "places")
_DROP_TERM = text("DELETE FROM terms WHERE term = :term AND rank = :rank AND article = :article")
_KEEP_TERM = text(
    "INSERT INTO terms (term, rank, article) VALUES (:term, :rank, :article) ON CONFLICT DO NOTHING"
)
_BUILT = text(
    "INSERT INTO built (name, upto, version, at) VALUES (:name, :upto, :version, :at) "
    "ON CONFLICT (name) DO UPDATE SET upto = :upto, version = :version, at = :at"
)


def upto(connection: Connection, name: str, version: str) -> int:
    """How far something that is built on demand has come; 0 where other rules built it."""
    query = text("SELECT upto FROM built WHERE name = :name AND version = :version")
    return connection.execute(query, {"name": name, "version": version}).scalar() or 0


def set_upto(connection: Connection, name: str, version: str, row: int) -> None:
    """Note how far it has come."""
    from store.proposals import now

    connection.execute(_BUILT, {"name": name, "upto": row, "version": version, "at": now()})


def behind(connection: Connection) -> bool:
    """Whether there are articles or events that the facts do not know of."""
    newest = connection.exec_driver_sql("SELECT MAX(row) FROM articles").scalar() or 0
    last = connection.exec_driver_sql("SELECT MAX(seq) FROM events").scalar() or 0
    return upto(connection, NEW, VERSION) < newest or upto(connection, EVENTS, VERSION) < last


def catch_up(connection: Connection, proposals: Proposals, at_once: int) -> int:
    """One step towards facts about every article; returns how many articles it looked at, 0 when done.

    `connection` writes. At most `at_once` records are read, and many more articles that have none.
    """
    at_once = min(at_once, _READ_AT_ONCE)
    return _new_articles(connection, proposals, at_once) or _new_events(connection, proposals, at_once)


def _new_articles(connection: Connection, proposals: Proposals, at_once: int) -> int:
    known = upto(connection, NEW, VERSION)
    rows = connection.execute(
        text("SELECT row FROM articles WHERE row > :known ORDER BY row LIMIT :n"),
        {"known": known, "n": min(at_once * _BARE_FOR, _BARE_AT_ONCE)},
    ).scalars()
    last = max(rows, default=None)
    if last is None:
        return 0
    span = {"known": known, "last": last}
    read = connection.execute(
        text(
            "SELECT DISTINCT p.article FROM proposals p LEFT JOIN facts f ON f.article = p.article "
            "WHERE p.article > :known AND p.article <= :last AND p.body <> '{}' AND f.proposal IS NULL "
            "ORDER BY p.article LIMIT :n"
        ),
        {**span, "n": at_once + 1},
    ).scalars()
    wanted = list(read)
    if len(wanted) > at_once:
        span["last"] = last = wanted[at_once] - 1
        wanted.pop()
    connection.execute(
        text(
            "INSERT INTO facts (article, rank, badge, blocking, notes, checks, tolls, deaths, "
            "incidents, totals, size, publisher, published) "
            "SELECT a.row, :rank, :badge, 0, 0, '', 0, 0, 0, 0, a.chars, a.publisher, a.published "
            "FROM articles a WHERE a.row > :known AND a.row <= :last "
            "AND NOT EXISTS (SELECT 1 FROM tombstones t WHERE t.article = a.row) "
            "ON CONFLICT DO NOTHING"
        ),
        {**span, "rank": rank(None), "badge": UNREAD},
    )
    keep(connection, _newest(connection, wanted, proposals))
    set_upto(connection, NEW, VERSION, last)
    return int(last) - known


def _new_events(connection: Connection, proposals: Proposals, at_once: int) -> int:
    known = upto(connection, EVENTS, VERSION)
    found = connection.execute(
        text("SELECT seq, article FROM events WHERE seq > :known ORDER BY seq LIMIT :n"),
        {"known": known, "n": at_once},
    ).all()
    if not found:
        return 0
    changed = {article for _, article in found}
    keep(connection, _newest(connection, sorted(changed), proposals))
    set_upto(connection, EVENTS, VERSION, found[-1][0])
    return len(changed)


def _newest(
    connection: Connection, wanted: Sequence[int], proposals: Proposals
) -> Iterable[tuple[int, Record | None, int | None, int | None]]:
    """Of each article the record that the facts are read from: newest review, else newest proposal."""
    latest = text(
        "SELECT w.name, r.last_seq FROM reviews r JOIN reviewers w ON w.row = r.reviewer "
        "WHERE r.article = :a ORDER BY r.last_seq DESC LIMIT 1"
    )
    assigned = text("SELECT 1 FROM assignments WHERE article = :a LIMIT 1")
    newest = text(
        "SELECT row FROM proposals WHERE article = :a AND NOT own AND body <> '{}' ORDER BY row DESC LIMIT 1"
    )
    for row, article in reader.articles(connection, wanted):
        # What coders of an assigned article say is nobody's to see: the proposal has the say for all.
        given = connection.execute(assigned, {"a": row}).first()
        review = None if given is not None else connection.execute(latest, {"a": row}).first()
        if review is not None:
            events, pinned = reader.events_of(connection, row, article.sha256, review[0])
            state = replay(proposals.get(connection, article, pinned), events)
            yield row, as_record(state), pinned, review[1]
        else:
            proposal = connection.execute(newest, {"a": row}).scalar()
            record = None if proposal is None else proposals.get(connection, article, proposal)
            yield row, record, proposal, None


def of_proposals(connection: Connection, found: Mapping[int, tuple[Record, int]]) -> None:
    """Keep the facts of new proposals (article row: record, proposal row), save where somebody reviews.

    For `add_proposals`, which has the records in hand.
    """
    query = select(REVIEWS.c.article).where(sqlite.among(REVIEWS.c.article, list(found)))
    touched = set(connection.execute(query).scalars())
    keep(connection, [(a, r, p, None) for a, (r, p) in found.items() if a not in touched])


def keep(connection: Connection, found: Iterable[tuple[int, Record | None, int | None, int | None]]) -> None:
    """Write facts: article row, record (None: unread), its proposal's row, the newest event's number."""
    listed = list(found)
    if not listed:
        return
    rows = [row for row, *_ in listed]
    finished = select(REVIEWS.c.article).where(
        sqlite.among(REVIEWS.c.article, rows), REVIEWS.c.status.in_(FINISHED)
    )
    done = set(connection.execute(finished).scalars())
    of = ARTICLES.c
    about = {
        r[0]: r[1:]
        for r in connection.execute(
            select(of.row, of.chars, of.publisher, of.published, *(FACTS.c[n] for n in _BEFORE))
            .outerjoin(FACTS, FACTS.c.article == of.row)
            .where(sqlite.among(of.row, rows))
        )
    }
    values: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    terms: list[dict[str, Any]] = []
    for row, record, proposal, seq in listed:
        size, publisher, published, old_rank, old_checks, old_places = about[row]
        facts = None if record is None else facts_of(record, check(record))
        day = published and published.isoformat()
        own = {"article": row, "size": size, "publisher": publisher, "published": day}
        now = {**own, "proposal": proposal, "last_seq": seq, **_values(facts, finished=row in done)}
        if old_rank is not None:
            gone += _terms(row, old_rank, old_checks, old_places)
        terms += _terms(row, now["rank"], now["checks"], now["places"])
        values.append(now)
    if gone:
        connection.execute(_DROP_TERM, gone)
    connection.execute(_KEEP, values)
    if terms:
        connection.execute(_KEEP_TERM, terms)


def again(
    connection: Connection, wanted: Sequence[int], proposals: Proposals
) -> dict[int, tuple[dict[str, Any], list[dict[str, Any]]]]:
    """What the facts and terms of these articles must be, by row, read anew: for `verify-store`."""
    query = select(REVIEWS.c.article).where(
        sqlite.among(REVIEWS.c.article, wanted), REVIEWS.c.status.in_(FINISHED)
    )
    done = set(connection.execute(query).scalars())
    out: dict[int, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    for row, record, proposal, seq in _newest(connection, wanted, proposals):
        facts = None if record is None else facts_of(record, check(record))
        now = {"proposal": proposal, "last_seq": seq, **_values(facts, finished=row in done)}
        out[row] = (now, _terms(row, now["rank"], now["checks"], now["places"]))
    return out


def _values(facts: Facts | None, *, finished: bool) -> dict[str, Any]:
    """The columns of `facts` that are read from the record."""
    one = facts or Facts()
    where = one.where
    return {
        "rank": rank(facts, finished=finished),
        "badge": reasons(facts)[0].code,
        "blocking": one.blocking,
        "notes": one.notes,
        "checks": _joined(one.checks, " "),
        "tolls": one.tolls,
        "deaths": one.deaths,
        "doubt": one.doubt,
        "incidents": one.incidents,
        "totals": one.totals,
        "earliest": one.earliest and one.earliest.isoformat(),
        "latest": one.latest and one.latest.isoformat(),
        "country": where and where.country,
        "admin1": where and where.admin1,
        "place": where and where.name,
        "places": _joined([p.replace("|", " ") for p in one.places], "|") or None,
    }


def _joined(names: Iterable[str], by: str) -> str:
    inner = by.join(names)
    return f"{by}{inner}{by}" if inner else ""


def _terms(row: int, at: int, checks: str | None, places: str | None) -> list[dict[str, Any]]:
    names = [check_term(c) for c in (checks or "").split()]
    names += [place_term(p) for p in (places or "").split("|") if p]
    return [{"term": name, "rank": at, "article": row} for name in names]


def check_term(code: str) -> str:
    """The term of a check."""
    return f"check:{code}"


def place_term(name: str) -> str:
    """The term of a place, unit or country by any of its names."""
    return f"place:{fold(name)}"


def in_checks(code: str) -> str:
    """What `facts.checks` holds where this check is open."""
    return f" {code} "


def in_places(name: str) -> str:
    """What `facts.places` holds where this is a name of a place, unit or country."""
    return f"|{fold(name).replace('|', ' ')}|"
