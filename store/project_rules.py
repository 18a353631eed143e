"""The project's own rules: made of a mend that people made three times; listed, retired, applied.

Applying makes another version of a proposal beside the one that an extractor made; articles that wait take
it, as they take every newer proposal, and what a person has begun or verified stays as it is. What comes in
is ruled as it comes; when the rules change, what is there is gone through behind, in small steps.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, text

from extract.model import Article, Record
from store import facts, reader, rows
from store.coding import KINDS, PLACE_KEYS, Coding, Kind
from store.database import Database
from store.errors import StoreBusy, StoreError
from store.facts import set_upto, upto
from store.precedents import PATIENCE, dump
from store.rulings import APPLIED, Rule, ruled, with_rules
from store.tables import PROPOSALS

#: Of `built`: how far the newest proposals were gone through for the rules in force.
NAME = "rules"
#: Articles that are ruled anew in one step at the most.
_REMADE = 20

#: ASCII that folding takes away, and letters that it writes otherwise though Unicode does not decompose them.
_DROPPED = "'`\"."
_CHANGED = "łŁøØđĐðÐıßẞæÆœŒþÞəƏǝƎħĦŋŊŧŦĸƴƳɓƁɗƊƙƘ"
_APART = re.compile(r"[ #…]+")
_COLUMNS = "r.row, r.kind, r.words, r.coding, r.made_at, r.author, r.retired_at, r.retired_by"
_ACTIVE = text(f"SELECT {_COLUMNS} FROM rules r WHERE r.retired_at IS NULL ORDER BY r.row")
_EVERY = text(
    f"SELECT {_COLUMNS}, (SELECT COUNT(*) FROM rule_uses u WHERE u.rule = r.row), "
    "(SELECT COALESCE(SUM(u.times), 0) FROM rule_uses u WHERE u.rule = r.row) FROM rules r ORDER BY r.row"
)
_CHANGES = text("SELECT COUNT(*) + COUNT(retired_at) FROM rules")
_ANY = text("SELECT 1 FROM rules LIMIT 1")
_NEWEST_RULE = text("SELECT MAX(row) FROM rules")
_OLDER = text(
    "SELECT row, coding FROM rules WHERE kind = :kind AND words = :words AND retired_at IS NULL LIMIT 1"
)
_MAKE = text(
    "INSERT INTO rules (kind, words, coding, made_at, author) VALUES (:kind, :words, :coding, :at, :author)"
)
_RETIRE = text("UPDATE rules SET retired_at = :at, retired_by = :by WHERE row = :row AND retired_at IS NULL")
_LEFT_OVER = text(
    "SELECT u.article FROM rules r JOIN rule_uses u ON u.rule = r.row "
    "WHERE r.retired_at IS NOT NULL ORDER BY r.row, u.article LIMIT :n"
)
_PROPOSED = text(
    "SELECT p.row, p.article, p.body FROM proposals p WHERE p.row > :after AND NOT p.own AND NOT p.ruled "
    "ORDER BY p.row LIMIT :n"
)
_SHARED = text(
    "SELECT row, ruled, body FROM proposals WHERE article = :a AND NOT own AND body <> '{}' ORDER BY row DESC"
)
_UNUSED = text("DELETE FROM rule_uses WHERE article = :a")
_USED = text("INSERT INTO rule_uses (rule, article, times) VALUES (:rule, :a, :times)")


# ---------------------------------------------------------------- the rules


def active(connection: Connection) -> list[Rule]:
    """The rules in force, oldest first."""
    return [_rule(r) for r in connection.execute(_ACTIVE)]


def every(connection: Connection) -> list[Rule]:
    """All rules, retired ones too, oldest first, with how often each stands in newest proposals."""
    return [replace(_rule(r[:-2]), articles=r[-2], values=r[-1]) for r in connection.execute(_EVERY)]


def _rule(row: Sequence[Any]) -> Rule:
    return Rule(row[0], row[1], row[2], json.loads(row[3]), *row[4:])


def make(connection: Connection, kind: Kind, words: str, coding: Coding, author: str, at: str) -> Rule:
    """A new rule, in the place of the one of these words; that one where it says the same. Writes.

    Raises StoreError for words or a coding that are none.
    """
    if kind not in KINDS or not words or not _fits(kind, coding):
        raise StoreError("a rule needs a side, an outcome or a place and the words that it is about")
    said = dump(coding)
    older = connection.execute(_OLDER, {"kind": kind, "words": words}).first()
    if older is not None and older.coding == said:
        return next(rule for rule in active(connection) if rule.number == older.row)
    if older is not None:
        retire(connection, older.row, author, at)
    values = {"kind": kind, "words": words, "coding": said, "at": at, "author": author}
    connection.execute(_MAKE, values)
    return next(rule for rule in active(connection) if (rule.kind, rule.words) == (kind, words))


def _fits(kind: Kind, coding: Coding) -> bool:
    return set(coding) <= set(PLACE_KEYS) if kind == "place" else set(coding) == {kind}


def retire(connection: Connection, number: int, author: str, at: str) -> Rule:
    """End a rule. Writes. Raises StoreError where there is none of this number, or it has ended already."""
    known = {rule.number: rule for rule in every(connection)}
    rule = known.get(number)
    if rule is None:
        there = f"there are 1 to {max(known)}" if known else "this project has none"
        raise StoreError(f"there is no rule {number}: {there}")
    if rule.retired_at is not None:
        raise StoreError(f"rule {number} was retired on {rule.retired_at[:10]} by {rule.retired_by} already")
    connection.execute(_RETIRE, {"row": number, "at": at, "by": author})
    return replace(rule, retired_at=at, retired_by=author)


# ---------------------------------------------------------------- as proposals come in


def rule_new(connection: Connection, records: Mapping[int, Record]) -> None:
    """Beside new proposals (by article row) keep what the rules make of those that they change. Writes."""
    rules = active(connection)
    if not rules:
        return
    state = _state(connection)
    for article, record in records.items():
        wanted = ruled(record, rules, state)
        if wanted is None:
            note_uses(connection, article, record, ruled_here=False)
        else:
            _keep(connection, article, record.article, wanted)


def note_uses(connection: Connection, article: int, record: Record, *, ruled_here: bool) -> None:
    """Remember which rules the newest proposal of an article was made with. Writes.

    A proposal that came from another store names that one's rules: they are none of this project's.
    """
    connection.execute(_UNUSED, {"a": article})
    used = (record.extractor or {}).get(APPLIED) or {} if ruled_here else {}
    if used:
        values = [{"rule": int(number), "a": article, "times": times} for number, times in used.items()]
        connection.execute(_USED, values)


def _state(connection: Connection) -> int:
    """How often the rules were changed: each state of them makes versions of its own."""
    return int(connection.execute(_CHANGES).scalar_one())


# ---------------------------------------------------------------- when the rules have changed


def behind(connection: Connection) -> bool:
    """Whether there may be proposals that are not as the rules in force have them."""
    if connection.execute(_LEFT_OVER, {"n": 1}).first() is not None:
        return True
    if connection.execute(_ACTIVE).first() is None:
        return False
    newest = connection.exec_driver_sql("SELECT MAX(row) FROM proposals").scalar() or 0
    return upto(connection, NAME, _version(connection)) < newest


def catch_up(database: Database, at_once: int) -> int:
    """One step of `at_once` proposals; returns how many it looked at, 0 when all are ruled. Writes.

    They are looked through without the lock that whoever decides waits for; only what changes is written.
    """
    with database.read() as connection:
        left = connection.execute(_LEFT_OVER, {"n": _REMADE}).scalars().all()
        rules = active(connection)
        version, known = _version(connection), 0
        page = _Page(known, 0, list(dict.fromkeys(left)))
        if not left:
            if not rules:
                return 0
            known = upto(connection, NAME, version)
            page = _next_page(connection, known, rules, at_once)
            if page.last == known:
                return 0
    with database.write(durable=False) as connection:
        rules = active(connection)
        if not left and (_version(connection), upto(connection, NAME, version)) != (version, known):
            return 1  # the rules were changed, or somebody else looked at these: once more
        for article in page.matching:
            _rule_anew(connection, article, rules)
        if not left:
            set_upto(connection, NAME, version, page.last)
    return max(1, page.seen, len(left))


class _Page(NamedTuple):
    """Proposals that were looked at: up to which row, how many, and the articles that a rule may change."""

    last: int
    seen: int
    matching: list[int]


def _next_page(connection: Connection, known: int, rules: Sequence[Rule], at_once: int) -> _Page:
    found = connection.execute(_PROPOSED, {"after": known, "n": at_once}).all()
    if not found:  # what comes after are proposals that rules have made
        return _Page(connection.exec_driver_sql("SELECT MAX(row) FROM proposals").scalar() or 0, 0, [])
    probes = [_probe(rule) for rule in rules]
    matching: list[int] = []
    last, seen = known, 0
    for row, article, body in found:
        if _may_match(body, probes):
            if len(matching) == _REMADE:
                break
            matching.append(article)
        last, seen = row, seen + 1
    return _Page(last, seen, matching)


def rule_now(database: Database, article: int) -> None:
    """Rule one article's proposal out of turn, where not all are ruled yet. Writes, where it can soon."""
    with database.read() as connection:
        if connection.execute(_ANY).first() is None or not behind(connection):
            return
    with suppress(StoreBusy), database.write(durable=False, patience=PATIENCE) as connection:
        _rule_anew(connection, article, active(connection))


def _version(connection: Connection) -> str:
    """Of `built`: a new rule has everything gone through again, a retired one only what it had changed."""
    return str(connection.execute(_NEWEST_RULE).scalar() or 0)


def _probe(rule: Rule) -> str:
    """The longest word of a rule, which a proposal that it can change must hold."""
    return max(_APART.split(rule.words), key=len)


def _may_match(body: str, probes: Sequence[str]) -> bool:
    """Whether a proposal may hold one of these folded words; most are looked through without being folded."""
    quick = all(probe.isascii() for probe in probes) and not any(letter in body for letter in _CHANGED)
    if quick:
        low = body.lower() if body.isascii() else unicodedata.normalize("NFKD", body.lower().replace("´", ""))
        folded = low.encode("ascii", "ignore").decode()
        for mark in _DROPPED:
            folded = folded.replace(mark, "")
    else:
        from extract.gazetteer.folding import fold

        folded = fold(body)
    return any(probe in folded for probe in probes)


def _rule_anew(connection: Connection, article: int, rules: Sequence[Rule]) -> bool:
    """Make the newest proposal of an article what the rules make of its extractor's; whether that was new."""
    shared = connection.execute(_SHARED, {"a": article}).all()
    if not shared:
        connection.execute(_UNUSED, {"a": article})
        return False
    of = reader.article(connection, article)
    stands = rows.record(shared[0].body, of)
    base = rows.record(next((p.body for p in shared if not p.ruled), shared[-1].body), of)
    state = _state(connection)
    wanted = ruled(base, rules, state)
    if wanted is None and shared[0].ruled:
        wanted = with_rules(base, {}, state)
    if wanted is None or (shared[0].ruled and _same(stands, wanted)):
        note_uses(connection, article, stands, ruled_here=shared[0].ruled)
        return False
    _keep(connection, article, of, wanted)
    return True


def _same(a: Record, b: Record) -> bool:
    used = [(r.extractor or {}).get(APPLIED) for r in (a, b)]
    return used[0] == used[1] and a.incidents == b.incidents


def _keep(connection: Connection, article: int, of: Article, record: Record) -> None:
    from store.proposals import extractor_row, now

    body = rows.body(record)
    extractor: Mapping[str, Any] = record.extractor or {}
    key = rows.proposal_key(extractor, of.sha256, body)
    values = {
        "article": article,
        "extractor": extractor_row(connection, extractor),
        "key": key,
        "made_at": now(),
        "body": body,
        "ruled": True,
    }
    connection.execute(insert(PROPOSALS), values)
    found = connection.execute(
        text("SELECT row FROM proposals WHERE article = :a AND key = :key"), {"a": article, "key": key}
    )
    facts.of_proposals(connection, {article: (record, found.scalar_one())})
    note_uses(connection, article, record, ruled_here=True)
