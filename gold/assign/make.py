"""From a rule to a round: what can be assigned, the plan, the planted errors, the qualification."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from extract.model import Record
from gold.assign.plan import PlanError, Rule, checked, plan
from gold.assign.plant import FIELDS, plant
from store.assigned import again
from store.proposals import now
from store.rounds import Assigned, Round

if TYPE_CHECKING:
    from store.store import Store

#: Proposals read at once.
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Made:
    """A round that is ready to be kept: `own` are planted proposals by number of assignment."""

    round: Round
    assigned: tuple[Assigned, ...]
    own: Mapping[int, Record]
    notes: tuple[str, ...] = ()


def default_name(rounds: Sequence[Round]) -> str:
    """The name of the next round: `round-3`."""
    taken = {r.name for r in rounds}
    return next(n for k in range(len(rounds) + 1, len(rounds) + 999) if (n := f"round-{k}") not in taken)


def make(store: Store, rule: Rule, *, seed: int, name: str | None, author: str) -> Made:
    """Plan a round over what nobody has touched yet. Raises PlanError where the rule cannot be followed."""
    checked(rule)
    rounds = store.rounds()
    name = _named(name, rounds)
    worked = store.worked()
    drift = sorted({o.assigned.article for o in store.outcomes() if o.assigned.arm == "drift"})
    assigned = plan(rule, store.candidates(), seed=seed, name=name, drift=drift, worked=worked)
    if not assigned:
        raise PlanError(
            "nothing to assign: every article is assigned or decided on (--recode gives finished work again)"
        )
    planted, own, notes = _planted(store, assigned, random.Random(f"{seed} {name} planted"))
    made = Round(name, now(), author, seed, json.dumps({"qualification": False, **asdict(rule)}))
    return Made(made, tuple(planted), own, (*notes, *_short_of(rule, drift, assigned)))


def _named(name: str | None, rounds: Sequence[Round]) -> str:
    if name is None:
        return default_name(rounds)
    if not name.strip() or len(name) > 40 or any(c in "[]()" or not c.isprintable() for c in name):
        raise PlanError(f"--round {name!r}: a name of 1 to 40 letters, without brackets")
    if any(r.name == name for r in rounds):
        raise PlanError(f"there is a round {name!r} already: give the new one another name")
    return name


def _short_of(rule: Rule, drift: Sequence[int], assigned: Sequence[Assigned]) -> list[str]:
    """What a round leaves out, in sentences."""
    given = {(a.article, a.reviewer) for a in assigned if a.arm == "drift"}
    left = {who: sum((row, who) not in given for row in drift) for who in rule.reviewers}
    return [
        f"{who}: {n} of {len(drift)} drift articles are not finished from the round before, not given again"
        for who, n in left.items()
        if n
    ]


def _planted(
    store: Store, assigned: Sequence[Assigned], dice: random.Random
) -> tuple[list[Assigned], dict[int, Record], list[str]]:
    """Plant an error into the proposal of every assignment of that arm, each kind as often as can be."""
    planned = list(assigned)
    wanted = [n for n, a in enumerate(planned) if a.arm == "planted"]
    own: dict[int, Record] = {}
    used: Counter[str] = Counter()
    without = 0
    for at in range(0, len(wanted), _PAGE):
        page = wanted[at : at + _PAGE]
        records = store.newest_records([planned[n].article for n in page])
        for n in page:
            record = records.get(planned[n].article)
            rarest = min(FIELDS, key=lambda f: (used[f], FIELDS.index(f)))
            found = None if record is None else plant(record, dice, rarest)
            if found is None:
                planned[n] = replace(planned[n], arm="assisted")
                without += 1
                continue
            own[n], error = found
            used[error.field] += 1
            planned[n] = replace(planned[n], known=json.dumps(error.known(), ensure_ascii=False))
    if not without:
        return planned, own, []
    what = "1 proposal has" if without == 1 else f"{without:,} proposals have"
    return planned, own, [f"{what} no place for a planted error (or there is none yet): shown as they are"]


# ---------------------------------------------------------------- qualification


def qualification(
    store: Store,
    gold: Sequence[Record],
    reviewers: Sequence[str],
    *,
    threshold: float,
    seed: int,
    name: str | None,
    author: str,
    dry: bool = False,
) -> Made:
    """A round in which everybody codes a gold set. The store takes its texts, unless the round is `dry`.

    Raises PlanError where a rule cannot be followed.
    """
    rule = checked(Rule(tuple(reviewers)))
    if not 0 < threshold <= 1:
        raise PlanError("--threshold is an F1 above 0 and up to 1")
    if not gold:
        raise PlanError("there is no gold in that file to qualify on")
    if any(not r.article.text for r in gold):
        raise PlanError(f"{next(r for r in gold if not r.article.text).article.id}: gold without its text")
    name = _named(name, store.rounds())
    dice = random.Random(f"{seed} {name}")
    assigned: list[Assigned] = []
    known = {r.article.sha256: json.dumps(_entries(r), ensure_ascii=False) for r in gold}
    texts = {r.article.sha256: r.article for r in gold}
    if dry:  # unknown texts stand for themselves under numbers that no article has
        rows = {sha: store.row_of(sha) or -n for n, sha in enumerate(texts, 1)}
    else:
        rows = dict(zip(texts, store.add_articles(texts.values()).rows, strict=True))
    done = {(w.article, w.reviewer) for w in store.worked()}
    for who in rule.reviewers:
        mine = sorted(rows.items(), key=lambda item: item[1])
        dice.shuffle(mine)
        for position, (sha, row) in enumerate(mine, 1):
            coder = again(who, name) if (row, who) in done else who
            assigned.append(Assigned(row, who, coder, "qualification", position, None, known[sha]))
    asked = {"qualification": True, "threshold": threshold, **asdict(rule)}
    made = Round(name, now(), author, seed, json.dumps(asked))
    return Made(made, tuple(assigned), {})


def _entries(record: Record) -> list[object]:
    from extract.to_json import entry_to_json

    return [entry_to_json(e) for e in record.incidents]
