"""Articles to adjudicate out of the store: which first, which two codings, and the record that is begun."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from extract.from_json import entry_from_json
from extract.model import Entry, Record
from gold.adjudicate.merge import Coding, Item, merged
from gold.adjudicate.settle import OPENING
from store.mends import reopened
from store.state import as_record, fresh, replay
from store.types import Draft, Loaded

if TYPE_CHECKING:
    from store.adjudications import Twice
    from store.store import Store

#: So many articles are sorted by how far their coders differ; what waits behind them comes in import order.
RANKED = 5000


@dataclass(frozen=True, slots=True)
class Case:
    """One article on an adjudicator's desk: their own record so far, and the items to settle.

    `coders` are who coded it, side 1 first: for the log, never for the screen.
    """

    loaded: Loaded
    items: tuple[Item, ...]
    coders: tuple[str, str]


def worst_first(store: Store, waiting: Sequence[Twice]) -> list[Twice]:
    """What waits: begun work first, then what differs most."""
    ranked = [(not t.begun, -_differs(store, t), t.row, t) for t in waiting[:RANKED]]
    return [t for *_, t in sorted(ranked, key=lambda r: r[:3])] + list(waiting[RANKED:])


def _differs(store: Store, of: Twice) -> float:
    return max(score for score, _ in _pairs(store, of))


def _pairs(store: Store, of: Twice) -> list[tuple[float, tuple[str, str]]]:
    """How far each two of the coders differ (0 to 1)."""
    from gold.agreement.run import judged
    from gold.agreement.units import Coding as Coded
    from gold.agreement.units import compared

    bodies = store.records_of((of.row, who) for who in of.coders)
    told = {
        who: Coded(str(of.row), who, _entries(bodies[(of.row, who)]))
        for who in of.coders
        if (of.row, who) in bodies
    }
    return [(judged(compared([told[a], told[b]])).differs, (a, b)) for a, b in combinations(told, 2)]


def _entries(body: str) -> tuple[Entry, ...]:
    return tuple(entry_from_json(e) for e in json.loads(body).get("incidents") or ())


def open_case(store: Store, of: Twice, reviewer: str) -> Case:
    """Lay an article on the desk of an adjudicator; the first time the record is begun, with one event.

    Of more than two codings the two that differ most are taken. Which side is first is shuffled by a seed
    that article and adjudicator give. Raises StoreError where the adjudicator coded the article.
    """
    known = store.sides(reviewer, of.row)
    if known is None:
        return _begun(store, of, reviewer)
    first = _upto(store.load(of.row, known.first, exact=True), known.first_seq)
    second = _upto(store.load(of.row, known.second, exact=True), known.second_seq)
    _, coding = _sides(store, of.row, (first, second))
    loaded = store.load(of.row, reviewer, exact=True)
    items = merged(loaded.proposal, *coding, known.seed).items
    return Case(loaded, items, (known.first, known.second))


def _begun(store: Store, of: Twice, reviewer: str) -> Case:
    _, names = max(_pairs(store, of))
    sha = store.load(of.row, names[0], exact=True).article.sha256
    seed = zlib.crc32(f"{sha} {reviewer}".encode())
    first, second = random.Random(seed).sample(names, 2)
    found = (store.load(of.row, first, exact=True), store.load(of.row, second, exact=True))
    proposal, coding = _sides(store, of.row, found)
    made = merged(proposal.proposal, *coding, seed)
    state = fresh(proposal.proposal)
    store.append(
        Draft(
            reviewer,
            sha,
            OPENING,
            "",
            reopened(state, made.changes),
            proposal=proposal.proposal_key,
            adjudicates=(first, second, seed),
        )
    )
    return Case(store.load(of.row, reviewer, exact=True), made.items, (first, second))


def _upto(loaded: Loaded, seq: int) -> Loaded:
    """A coding as it stood then."""
    return replace(loaded, events=tuple(e for e in loaded.events if e.seq <= seq))


def _sides(store: Store, row: int, found: Sequence[Loaded]) -> tuple[Loaded, tuple[Coding, Coding]]:
    """The proposal that the record goes on from, and both codings.

    It is the first one's, or the other's where the first was shown none; a planted one is nobody else's, the
    plain one stands for it then, under the same ids.
    """
    plain = [_plain(store, row, one) for one in found]
    chosen = next((p for p in plain if p.proposal_key is not None), plain[0])
    one, two = (
        Coding(
            as_record(replay(o.proposal, o.events)).incidents,
            p.proposal_key == chosen.proposal_key or p.proposal_key != o.proposal_key,
        )
        for o, p in zip(found, plain, strict=True)
    )
    return chosen, (one, two)


def _plain(store: Store, row: int, one: Loaded) -> Loaded:
    """What was shown, without the error that was planted into it for this coder alone."""
    shown = store.shared_proposal(row, one.proposal_key)
    if shown is None:
        return Loaded(one.row, one.article, Record(one.article), None)
    return Loaded(one.row, one.article, shown[1], shown[0])
