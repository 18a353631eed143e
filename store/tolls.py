"""Several tolls for one count: add one, make one the best, supersede one. Pure, as `store.mends`.

CONTRACT §1: `best` is the article's own figure, else what most say, else the lowest, and never a party's
claim about its enemy while another toll stands. `low` and `high` are the extremes of the tolls that stand,
null where one of them is open; a superseded toll bounds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.model import Count, Span, Toll
from store.events import Change
from store.mends import set_count
from store.state import State


def add_toll(
    state: State, entry: str, count_id: str, toll: Toll, *, own: tuple[str | None, str | None] = (None, None)
) -> list[Change]:
    """Add a toll. The figure that stood alone becomes the first toll, said by `own` (source and its kind).

    Raises ValueError where the very same toll stands there already.
    """
    count = state.count(entry, count_id)
    reports = count.reports or _alone(count, own)
    if any(_told(t) == _told(toll) for t in reports):
        raise ValueError("this toll stands there already")
    return set_count(state, entry, _with(count, (*reports, toll), follow=_by_rule(count, reports)))


def replace_toll(state: State, entry: str, count_id: str, at: int, toll: Toll | None) -> list[Change]:
    """Put another toll in the place of number `at` (from 0), or none. One toll alone is a plain count."""
    count = state.count(entry, count_id)
    was = count.reports[at]
    reports = tuple(t for t in (*count.reports[:at], toll, *count.reports[at + 1 :]) if t is not None)
    follow = _by_rule(count, count.reports) or _reads(count, was)
    return set_count(state, entry, _with(count, reports, follow=follow))


def best_toll(state: State, entry: str, count_id: str, at: int) -> list[Change]:
    """Make toll number `at` the best: its figure, wording and evidence stand for the count."""
    count = state.count(entry, count_id)
    reports = _changed(count.reports, at, superseded=False)
    return set_count(state, entry, _bounded(_taken(count, reports[at]), reports))


def supersede_toll(state: State, entry: str, count_id: str, at: int) -> list[Change]:
    """Supersede toll number `at`, or let it stand again. Raises ValueError where none would stand."""
    count = state.count(entry, count_id)
    was = count.reports[at]
    reports = _changed(count.reports, at, superseded=not was.superseded)
    if all(t.superseded for t in reports):
        raise ValueError("one toll has to stand")
    follow = _by_rule(count, count.reports) or (_reads(count, was) and not was.superseded)
    return set_count(state, entry, _with(count, reports, follow=follow))


def best_of(reports: Sequence[Toll]) -> Toll | None:
    """The toll that gives `best` by the contract's rule; None where none stands."""
    standing = [t for t in reports if not t.superseded]
    known = [t for t in standing if t.best is not None] or standing
    sober = [t for t in known if t.source_kind != "party"] or known
    own = [t for t in sober if t.source is None]
    if own or not sober:
        return own[0] if own else None
    told = [t.best for t in sober]
    return min(sober, key=lambda t: (-told.count(t.best), t.best or 0))


def _alone(count: Count, own: tuple[str | None, str | None]) -> tuple[Toll, ...]:
    """The count's own figure as its first toll; nothing where none is stated."""
    if count.low is None and count.best is None and count.high is None:
        return ()
    source, kind = own
    return (
        Toll(
            count.low,
            count.best,
            count.high,
            count.qualifier,
            source,
            kind or ("other" if source else "media"),  # type: ignore[arg-type]  # one of SOURCE_KINDS
            evidence=count.evidence,
        ),
    )


def _with(count: Count, reports: tuple[Toll, ...], *, follow: bool) -> Count:
    """The count with these tolls; with `follow` its best is what the rule says."""
    chosen = best_of(reports) if follow else None
    count = count if chosen is None else _taken(count, chosen)
    if len(reports) == 1 and reports[0].source is None:
        one = reports[0]
        return replace(count, low=one.low, high=one.high, reports=())
    return _bounded(count, reports)


def _taken(count: Count, toll: Toll) -> Count:
    return replace(count, best=toll.best, qualifier=toll.qualifier, evidence=toll.evidence, derived=False)


def _bounded(count: Count, reports: tuple[Toll, ...]) -> Count:
    standing = [t for t in reports if not t.superseded]
    return replace(
        count,
        low=_extreme([t.low for t in standing], min),
        high=_extreme([t.high for t in standing], max),
        reports=reports,
    )


def _extreme(figures: Sequence[int | None], pick: Callable[[list[int]], int]) -> int | None:
    known = [f for f in figures if f is not None]
    return pick(known) if known and len(known) == len(figures) else None


def _changed(reports: tuple[Toll, ...], at: int, *, superseded: bool) -> tuple[Toll, ...]:
    return (*reports[:at], replace(reports[at], superseded=superseded), *reports[at + 1 :])


def _by_rule(count: Count, reports: Sequence[Toll]) -> bool:
    """Whether the count's best is what the rule gives, so that nobody chose another."""
    chosen = best_of(reports)
    return chosen is None or _reads(count, chosen)


def _reads(count: Count, toll: Toll) -> bool:
    return (count.best, count.evidence) == (toll.best, toll.evidence)


def _told(toll: Toll) -> tuple[object, ...]:
    spans: tuple[Span, ...] = toll.evidence
    words = tuple(s.end for s in spans)  # "26" and "at least 26" are the same words
    return (words,) if words else (toll.best, toll.low, toll.high, toll.source)
