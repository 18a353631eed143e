"""Whatever several people press, in whatever order: store, replay and export say the same."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article, Count, DateRange, Record
from extract.to_json import dumps
from store import mends, typed
from store.derive import tally
from store.engine import open_store
from store.errors import NeedsReviewer
from store.events import Change
from store.state import State, apply, as_record, replay, review_of
from store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.store.conftest import Person

PEOPLE = ("amina", "bilal", "chaman")
ROWS = (1, 2)
_LIGHTLY = settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _some_field(state: State, pick: int) -> tuple[str, str] | None:
    fields = [(e, f) for e in state.present() for f in state.fields(e)]
    return fields[pick % len(fields)] if fields else None


def _some_entry(state: State, pick: int) -> str | None:
    return state.present()[pick % len(state.present())] if state.present() else None


def _some_count(state: State, pick: int) -> tuple[str, str] | None:
    counts = [(e, c) for e in state.present() for c in state.count_ids(e)]
    return counts[pick % len(counts)] if counts else None


def _press(state: State, kind: str, pick: int, number: int) -> list[Change]:
    """What one of the keys would do here; nothing where it has nothing to do."""
    field, entry, count = _some_field(state, pick), _some_entry(state, pick), _some_count(state, pick)
    if kind == "verify":
        return mends.verify(state) if state.standing() else []
    if kind == "irrelevant":
        return mends.set_status(state, "irrelevant", reason=f"reason {number}")
    if kind == "flag":
        return mends.set_status(
            state, state.status or "in_progress", flag=f"flag {number}" if number else None
        )
    if kind == "add entry":
        return mends.add_entry(state, "total" if number % 2 else "incident")[1]
    if field is None or entry is None:
        return []
    day = dt.date(2025, 1, 1) + dt.timedelta(days=number)
    simple: dict[str, Callable[[], list[Change]]] = {
        "accept": lambda: mends.accept(state, *field),
        "accept entry": lambda: mends.accept_entry(state, entry),
        "reject": lambda: mends.reject(state, *field),
        "not stated": lambda: mends.not_stated(state, *field),
        "unknown": lambda: mends.unknown(state, *field),
        "kind": lambda: mends.set_kind(state, entry, "total" if number % 2 else "incident"),
        "role": lambda: mends.set_role(state, entry, "background" if number % 2 else "main"),
        "date": lambda: typed.type_date(state, entry, DateRange(day, day, "day")),
        "add count": lambda: mends.add_count(state, entry, Count("-", "unknown", "wounded", best=number))[1],
    }
    if kind in simple:
        return simple[kind]()
    if count is not None:
        return typed.type_count(state, *count, number, number, number, "exact")
    return []


KEYS = (
    "verify", "irrelevant", "flag", "add entry", "accept", "accept entry", "reject", "not stated", "unknown",
    "kind", "role", "date", "add count", "count", "count", "undo", "undo", "redo", "reopen",
)  # fmt: skip
PRESSES = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(ROWS),
        st.sampled_from(KEYS),
        st.integers(0, 40),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=25,
)


@contextmanager
def _at_work(
    new_article: Callable[..., Article], new_proposal: Callable[..., Record], text: str
) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "gold.db")) as store:
        store.add_proposals(new_proposal(new_article(f"{n}.txt", f"{text} Page {n}.")) for n in ROWS)
        yield store


def _person(kind: Any, store: Store, name: str) -> Person:
    made: Person = kind(store, name)
    return made


@_LIGHTLY
@given(presses=PRESSES)
def test_store_replay_and_export_agree_after_any_presses_of_three_people(
    amina: Person,
    article: Article,
    new_article: Callable[..., Article],
    new_proposal: Callable[..., Record],
    presses: Sequence[tuple[str, int, str, int, int]],
) -> None:
    with _at_work(new_article, new_proposal, article.text) as store:
        expected: dict[tuple[str, int], State] = {}
        for name, row, kind, pick, number in presses:
            person = _person(type(amina), store, name)
            if kind == "reopen":
                store.close()
                store.__dict__.update(open_store(str(store.path)).__dict__)
            elif kind in ("undo", "redo"):
                target = store.undo_target(name) if kind == "undo" else store.redo_target(name)
                if target is not None:
                    where = store.row_of(target.article_sha256) or 0
                    events = person.undo() if kind == "undo" else person.redo()
                    expected[name, where] = apply(expected[name, where], (e.change for e in events))
            else:
                state = expected.get((name, row)) or person.state(row)
                changes = mends.reopened(state, _press(state, kind, pick, number))
                store.append(person.draft(changes, row))
                expected[name, row] = apply(state, changes)
        _agree(store, expected, type(amina))


def _exports(store: Store, expected: dict[tuple[str, int], State], kind: Any, name: str) -> None:
    """Of each article the only record, else that of `name`; refused where there are others only."""
    lines: list[str] = []
    disputed = 0
    for row in ROWS:
        done = {n: s for (n, r), s in expected.items() if r == row and s.status in ("verified", "irrelevant")}
        who = name if name in done else next(iter(done), None)
        disputed += len(done) > 1 and who != name
        if who is not None:
            review = review_of(_person(kind, store, who).load(row).events)
            lines.append(dumps(as_record(done[who], review)))
    if disputed:
        with pytest.raises(NeedsReviewer) as refused:
            store.export_lines(reviewer=name)
        assert refused.value.articles == disputed
    else:
        assert list(store.export_lines(reviewer=name)) == lines


def _agree(store: Store, expected: dict[tuple[str, int], State], kind: Any) -> None:
    assert store.verify() == []
    for (name, row), state in expected.items():
        loaded = _person(kind, store, name).load(row)
        assert replay(loaded.proposal, loaded.events) == state
    for name in PEOPLE:
        mine = sorted((row, state) for (n, row), state in expected.items() if n == name)
        finished = [(row, s) for row, s in mine if s.status in ("verified", "irrelevant")]
        _exports(store, expected, kind, name)
        progress = store.progress(name)
        assert progress.done == len(finished)
        assert progress.in_progress == sum(s.status == "in_progress" for _, s in mine)
        assert progress.flagged == sum(s.article_note("flag") is not None for _, s in mine)
        done = {row for row, _ in finished}
        assert store.next_row(name) == next((row for row in ROWS if row not in done), None)
        counted = [r.decisions for r in store.stats(name).reviewers]
        sums: dict[str, dict[str, int]] = {}
        for _, state in finished:
            for field, by_decision in tally(state).items():
                for decision, times in by_decision.items():
                    here = sums.setdefault(field, {})
                    here[decision] = here.get(decision, 0) + times
        assert counted in ([sums], [])


@_LIGHTLY
@given(
    presses=st.lists(
        st.tuples(st.sampled_from(ROWS), st.sampled_from(KEYS[:15]), st.integers(0, 40), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    ),
    back=st.integers(1, 12),
)
def test_undoing_n_presses_and_redoing_them_changes_nothing_also_across_articles_and_restarts(
    amina: Person,
    article: Article,
    new_article: Callable[..., Article],
    new_proposal: Callable[..., Record],
    presses: Sequence[tuple[int, str, int, int]],
    back: int,
) -> None:
    with _at_work(new_article, new_proposal, article.text) as store:
        person = _person(type(amina), store, "amina")
        passed = [{row: person.state(row) for row in ROWS}]
        for row, kind, pick, number in presses:
            if person.press(lambda s, k=kind, p=pick, n=number: _press(s, k, p, n), row):  # type: ignore[misc]
                passed.append({r: person.state(r) for r in ROWS})
        back = min(back, len(passed) - 1)
        for step in range(1, back + 1):
            person.undo()
            assert {r: person.state(r).cells for r in ROWS} == {
                r: s.cells for r, s in passed[-1 - step].items()
            }
        with open_store(str(store.path)) as reopened:
            again = _person(type(amina), reopened, "amina")
            for _ in range(back):
                again.redo()
            assert {r: again.state(r) for r in ROWS} == passed[-1]
            assert reopened.redo_target("amina") is None
            assert reopened.verify() == []
