"""`assay assign`: gives articles to reviewers, and reports what came of it."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tui.cli_out import DONE, IN_PART, Stop, put, put_json, say, table
from tui.cli_store import open_existing
from tui.settings import Settings

if TYPE_CHECKING:
    from extract.model import Record
    from gold.assign.make import Made
    from gold.assign.report import Report
    from store.store import Store

#: What a qualification takes where nothing is said.
THRESHOLD = 0.8


def assign(args: argparse.Namespace, settings: Settings) -> int:
    """Plan a round and keep it (`--dry-run`: show it), or report. Raises Stop where the rule cannot work."""
    from gold.assign.plan import PlanError

    with open_existing(settings) as store:
        if args.report:
            return _report(store, args)
        try:
            made = _made(store, args, settings)
        except PlanError as problem:
            raise Stop(str(problem)) from None
        for note in made.notes:
            say(note)
        if not args.dry_run:
            store.keep_round(made.round, made.assigned, made.own)
        _show(made, args)
    return DONE


def _made(store: Store, args: argparse.Namespace, settings: Settings) -> Made:
    from gold.assign.make import make, qualification
    from gold.assign.plan import Rule
    from gold.assign.report import unfit

    names = tuple(n.strip() for n in (args.reviewers or "").split(",") if n.strip())
    if args.qualify is not None:
        return qualification(
            store,
            _gold(args.qualify),
            names,
            threshold=args.threshold,
            seed=args.seed,
            name=args.round,
            author=settings.reviewer,
            dry=args.dry_run,
        )
    if not args.unqualified and (reasons := unfit(store, names)):
        raise Stop(f"{'; '.join(reasons)}: leave them out, or --unqualified")
    rule = Rule(
        names,
        overlap=args.overlap,
        coders=args.coders,
        blank=args.blank,
        plant=args.plant,
        recode=args.recode,
        drift=args.drift,
        sample=args.sample,
    )
    return make(store, rule, seed=args.seed, name=args.round, author=settings.reviewer)


def _gold(path: str) -> list[Record]:
    """The records of a file of gold. Raises Stop where one cannot be read."""
    from extract.from_json import WireError, loads

    found = []
    try:
        with open(path, encoding="utf-8-sig") as lines:  # noqa: PTH123 (a path as it was typed)
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        found.append(loads(line))
                    except (WireError, json.JSONDecodeError, RecursionError) as problem:
                        raise Stop(f"{path}:{number}: is no assay/1 record: {problem}") from None
    except OSError as problem:
        raise Stop(f"{path}: cannot be read: {(problem.strerror or '').lower()}") from None
    except UnicodeDecodeError:
        raise Stop(f"{path}: is not UTF-8: `assay/1` lines are") from None
    return found


def _show(made: Made, args: argparse.Namespace) -> None:
    """The plan: how many articles of which arm everybody has. Which ones are planted is nobody's to see."""
    arms: Counter[tuple[str, str]] = Counter()
    for a in made.assigned:
        arms[(a.reviewer, "assisted" if a.arm == "planted" else a.arm)] += 1
    coders = Counter(a.article for a in made.assigned if a.coder == a.reviewer)
    several = sum(n > 1 for n in coders.values())
    people = list(dict.fromkeys(a.reviewer for a in made.assigned))
    if args.json:
        told = {who: {arm: n for (name, arm), n in sorted(arms.items()) if name == who} for who in people}
        put_json(
            {
                "round": made.round.name,
                "kept": not args.dry_run,
                "seed": made.round.seed,
                "articles": len({a.article for a in made.assigned}),
                "assignments": len(made.assigned),
                "coded_by_several": several,
                "planted": len(made.own),
                "reviewers": told,
            }
        )
        return
    names = [arm for arm in _ARMS if any(key[1] == arm for key in arms)]
    table(
        ("reviewer", "articles", *names),
        [
            (who, str(sum(arms[(who, arm)] for arm in names)), *(str(arms[(who, arm)]) for arm in names))
            for who in people
        ],
        right=range(1, 2 + len(names)),
    )
    articles = len({a.article for a in made.assigned})
    done = "would be assigned" if args.dry_run else "assigned"
    planted = f"; {len(made.own):,} with a planted error" if made.own else ""
    say(
        f"round {made.round.name} (seed {made.round.seed}): {articles:,} articles {done}, "
        f"{several:,} of them to several{planted}"
    )


_ARMS = ("assisted", "blank", "qualification", "drift", "recode")


# ---------------------------------------------------------------- the report


def _report(store: Store, args: argparse.Namespace) -> int:
    from gold.assign.report import report

    told = report(store, args.round)
    if not told.rounds:
        known = ", ".join(r.name for r in store.rounds())
        raise Stop(
            f"there is no round {args.round!r}: {known}"
            if known
            else "no round was assigned yet: `assay assign`"
        )
    if args.json:
        put_json(_as_json(told))
    else:
        _print(told)
    return IN_PART if told.missed else DONE


def _as_json(told: Report) -> dict[str, Any]:
    out = asdict(told)
    for one, as_dict in zip(told.rounds, out["rounds"], strict=True):
        as_dict["rule"] = json.loads(one.rule)
    for caught, as_dict in zip(told.caught, out["caught"], strict=True):
        as_dict |= {"rate": caught.rate, "interval": caught.interval}
    for qualified, as_dict in zip(told.qualified, out["qualified"], strict=True):
        as_dict["passed"] = qualified.passed
    return out


def _print(told: Report) -> None:
    from gold.assign.report import REPEATED

    for title, columns, rows in (
        (
            "progress",
            ("round", "reviewer", "arm", "assigned", "finished"),
            [(p.round, p.reviewer, p.arm, f"{p.assigned:,}", f"{p.finished:,}") for p in _merged(told)],
        ),
        (
            "planted errors that were caught",
            ("reviewer", "error in", "finished", "caught", "rate", "95%"),
            [
                (
                    c.reviewer or "all",
                    c.field or "all",
                    str(c.finished),
                    str(c.caught),
                    _rate(c.rate),
                    _span(c.interval),
                )
                for c in told.caught
            ],
        ),
        (
            "qualification",
            ("round", "reviewer", "articles", "finished", "F1", "passed"),
            [
                (
                    q.round,
                    q.reviewer,
                    str(q.assigned),
                    str(q.finished),
                    _rate(q.f1),
                    _passed(q.passed, q.threshold),
                )
                for q in told.qualified
            ],
        ),
        (
            "the same people again: how much is as in the first coding",
            ("round", "reviewer", "arm", "articles", "event F1", *REPEATED),
            [
                (
                    r.round,
                    r.reviewer,
                    r.arm,
                    str(r.articles),
                    _rate(r.f1),
                    *(_rate(r.same.get(f)) for f in REPEATED),
                )
                for r in told.repeated
            ],
        ),
    ):
        if rows:
            put(title)
            table(columns, rows, right=range(3 if columns[2] == "arm" else 2, len(columns)))
            put("")
    for one in told.missed:
        put(
            f"{one.article}: a planted error ({one.field}, {one.entry}) stands in the record of "
            f"{one.reviewer}: it is withheld from exports until it is corrected"
        )


def _merged(told: Report) -> Sequence[Any]:
    """Progress without telling planted work from other assisted work while it is going on."""
    from gold.assign.report import Progress

    sums: dict[tuple[str, str, str], list[int]] = {}
    for p in told.progress:
        at = sums.setdefault((p.round, p.reviewer, "assisted" if p.arm == "planted" else p.arm), [0, 0])
        at[0] += p.assigned
        at[1] += p.finished
    return [Progress(*key, *both) for key, both in sums.items()]


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _span(value: tuple[float, float] | None) -> str:
    return "" if value is None else f"{value[0]:.3f} to {value[1]:.3f}"


def _passed(passed: bool, threshold: float) -> str:
    return f"{'yes' if passed else 'no'} ({threshold:.2f})"
