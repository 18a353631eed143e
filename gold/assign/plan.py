"""The plan of a round: which article goes to whom, in which arm, in which order. Pure and seeded.

Articles are dealt stratum by stratum (publisher, month of publication, third of the length), shuffled within
each, to whoever has the least so far; so everybody's share is the same to one article, overall and nearly so
in each stratum, and of pairs of coders each has as many articles as the others. Shares (overlap, blank,
planted) are exact and taken evenly along that order.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from store.rounds import Assigned, Candidate, Worked

#: So many sets of coders are compared at the most where several have the same work behind them.
_SETS = 200


class PlanError(ValueError):
    """A rule that cannot be followed; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What `assay assign` was asked for. Shares are from 0 to 1.

    `overlap`: articles coded by `coders` people, the others by one. `blank`: articles shown without a
    proposal. `plant`: assignments that show a proposal with one planted error. `recode`: of everybody's
    finished articles those that the same person codes again. `drift`: articles that everybody codes, now and
    in each later round. `sample`: how many articles are dealt at all; None: all.
    """

    reviewers: tuple[str, ...]
    overlap: float = 0.0
    coders: int = 2
    blank: float = 0.0
    plant: float = 0.0
    recode: float = 0.0
    drift: int = 0
    sample: int | None = None


def checked(rule: Rule) -> Rule:
    """The rule, where it can be followed. Raises PlanError."""
    if not rule.reviewers or any(not name.strip() for name in rule.reviewers):
        raise PlanError("--reviewers needs names: --reviewers amina,bilal")
    twice = [name for name, times in Counter(rule.reviewers).items() if times > 1]
    if twice:
        raise PlanError(f"{twice[0]} is named twice")
    odd = [name for name in rule.reviewers if name.endswith((")", "]"))]
    if odd:
        raise PlanError(f"{odd[0]!r}: names that end in a bracket are for codings made again")
    for name in ("overlap", "blank", "plant", "recode"):
        if not 0 <= getattr(rule, name) <= 1:
            raise PlanError(f"--{name} is a share from 0 to 1")
    if rule.coders < 2:
        raise PlanError("--coders is how many people code an article of the overlap: 2 or more")
    if rule.overlap and rule.coders > len(rule.reviewers):
        raise PlanError(
            f"{rule.coders} coders an article need as many reviewers: {len(rule.reviewers)} named"
        )
    return rule


def strata(articles: Sequence[Candidate]) -> dict[int, tuple[str, str, int]]:
    """The stratum of each article, by row: publisher, month (empty: unknown) and third of the length."""
    sizes = sorted(a.size for a in articles)
    thirds = (sizes[len(sizes) // 3], sizes[2 * len(sizes) // 3]) if sizes else (0, 0)
    return {
        a.row: (a.publisher or "", (a.published or "")[:7], sum(a.size >= edge for edge in thirds))
        for a in articles
    }


def laid_out(articles: Sequence[Candidate], dice: random.Random) -> list[int]:
    """The rows stratum by stratum, shuffled within each."""
    of = strata(articles)
    key = {row: dice.random() for row in sorted(of)}
    return sorted(of, key=lambda row: (of[row], key[row]))


def spread(number: int, chosen: int, dice: random.Random) -> list[bool]:
    """Exactly `chosen` of `number` places in a row, as evenly as can be, from a random start."""
    if not number:
        return []
    start = dice.random()
    return [
        int((n + start + 1) * chosen / number) > int((n + start) * chosen / number) for n in range(number)
    ]


def share(of: int, part: float) -> int:
    """A share of a number, rounded half up."""
    return int(of * part + 0.5)


def plan(
    rule: Rule,
    articles: Sequence[Candidate],
    *,
    seed: int,
    name: str,
    drift: Iterable[int] = (),
    worked: Sequence[Worked] = (),
) -> list[Assigned]:
    """Every assignment of a round, by reviewer and position. `drift` are articles of earlier rounds' drift.

    An article of `drift`, or one to be coded again, is given only to those who have finished it (`worked`).
    """
    dice = random.Random(f"{seed} {name}")
    rows = laid_out(articles, dice)
    if rule.sample is not None:
        rows = [
            r
            for r, kept in zip(rows, spread(len(rows), min(rule.sample, len(rows)), dice), strict=True)
            if kept
        ]
    known = list(drift)
    fresh = _taken(rows, 0 if known else min(rule.drift, len(rows)), dice)
    dealt = [r for r in rows if r not in fresh]
    given = _dealt(rule, dealt, dice)
    given += [(row, who, "drift", who, None) for row in sorted(fresh) for who in rule.reviewers]
    given += _again(rule, name, known, worked, dice)
    return _in_order(rule, given, dice)


_Given = tuple[int, str, str, str, int | None]


def _taken(rows: Sequence[int], number: int, dice: random.Random) -> set[int]:
    return {r for r, taken in zip(rows, spread(len(rows), number, dice), strict=True) if taken}


def _dealt(rule: Rule, rows: Sequence[int], dice: random.Random) -> list[_Given]:
    """New articles: how many code each, who, and in which arm."""
    several = _taken(rows, share(len(rows), rule.overlap), dice)
    # Among those coded by one and among those coded by several alike, so that both arms can be compared.
    parts = [[r for r in rows if (r in several) == double] for double in (True, False)]
    line = [r for part in parts for r in part]
    blank = _taken(line, share(len(line), rule.blank), dice)
    given: list[_Given] = []
    load: Counter[str] = Counter()
    together: Counter[frozenset[str]] = Counter()
    for row in rows:
        wanted = rule.coders if row in several else 1
        for who in _least(rule.reviewers, wanted, load, together, dice):
            given.append((row, who, "blank" if row in blank else "assisted", who, None))
    by_person = sorted((n for n, g in enumerate(given) if g[2] == "assisted"), key=lambda n: given[n][1])
    planted = spread(len(by_person), share(len(by_person), rule.plant), dice)
    for n, taken in zip(by_person, planted, strict=True):
        if taken:
            row, who, _, coder, proposal = given[n]
            given[n] = (row, who, "planted", coder, proposal)
    return given


def _least(
    names: Sequence[str],
    number: int,
    load: Counter[str],
    together: Counter[frozenset[str]],
    dice: random.Random,
) -> tuple[str, ...]:
    """Those with the least work so far; among equals those who have coded together least; then by chance."""
    ranked = sorted(names, key=lambda n: load[n])
    edge = load[ranked[number - 1]]
    sure = [n for n in ranked if load[n] < edge]
    open_ = [n for n in ranked if load[n] == edge]
    dice.shuffle(open_)
    options = list(_first(combinations(open_, number - len(sure)), _SETS))
    chosen = min(
        ((*sure, *more) for more in options),
        key=lambda group: sum(together[frozenset(pair)] for pair in combinations(group, 2)),
    )
    load.update(chosen)
    together.update(frozenset(pair) for pair in combinations(chosen, 2))
    return chosen


def _first(groups: Iterable[tuple[str, ...]], most: int) -> Iterable[tuple[str, ...]]:
    for _, group in zip(range(most), groups, strict=False):
        yield group


def _again(
    rule: Rule, name: str, drift: Sequence[int], worked: Sequence[Worked], dice: random.Random
) -> list[_Given]:
    """What people code once more, under another name, shown what they were shown then."""
    from store.assigned import again

    given: list[_Given] = []
    anchors = set(drift)
    for who in rule.reviewers:
        mine = [w for w in worked if w.reviewer == who and not w.own]
        given += [
            (w.article, who, "drift", again(who, name), w.proposal) for w in mine if w.article in anchors
        ]
        others = [w for w in mine if w.article not in anchors]
        picked = dice.sample(others, share(len(others), rule.recode))
        given += [(w.article, who, "recode", again(who, name), w.proposal) for w in picked]
    return given


def _in_order(rule: Rule, given: Sequence[_Given], dice: random.Random) -> list[Assigned]:
    """Everybody's own random order, so that neither arms nor strata come in blocks."""
    out: list[Assigned] = []
    for who in rule.reviewers:
        mine = sorted((g for g in given if g[1] == who), key=lambda g: g[0])
        dice.shuffle(mine)
        out += [
            Assigned(row, who, coder, arm, position, proposal)
            for position, (row, _, arm, coder, proposal) in enumerate(mine, 1)
        ]
    return out
