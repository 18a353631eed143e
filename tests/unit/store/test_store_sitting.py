"""Whatever three people, two windows, new proposals and purges do: store, replay and export say the same."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from extract.from_json import loads
from extract.model import Record
from extract.to_json import dumps, text_sha256
from store import holders, mends
from store.engine import open_store
from store.errors import Gone, NeedsReviewer, StaleReview
from store.state import as_record, replay, review_of
from store.types import Draft, Loaded

PEOPLE = st.sampled_from(("amina", "bilal", "chaman"))
ROWS = st.integers(1, 3)
WINDOW = st.sampled_from(("here/1/a", "here/2/b"))


def sample(samples: Path, n: int, version: str = "1") -> Record:
    """One of three articles, all told in the words of the first sample."""
    (path,) = samples.glob("01-*.gold.json")
    gold = loads(path.read_text("utf-8"))
    text = f"{gold.article.text}\nPage {n}."
    article = replace(gold.article, id=f"a{n}", text=text, sha256=text_sha256(text))
    return replace(gold, article=article, extractor={"name": "gold", "version": version})


def machine(samples: Path, clock: list[float]) -> type[RuleBasedStateMachine]:
    class Sitting(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.folder = tempfile.TemporaryDirectory()
            self.path = str(Path(self.folder.name) / "gold.db")
            self.store = open_store(self.path)
            self.store.add_proposals(sample(samples, n) for n in (1, 2, 3))
            self.seen: dict[tuple[str, str, int], Loaded] = {}
            self.gone: set[int] = set()
            self.version = 1

        @rule(who=PEOPLE, window=WINDOW, row=ROWS)
        def look(self, who: str, window: str, row: int) -> None:
            if row not in self.gone:
                self.store.hold(who, window, {row})
                self.seen[who, window, row] = self.store.load(row, who)

        @rule(who=PEOPLE, window=WINDOW, row=ROWS, pick=st.integers(0, 30), key=st.sampled_from("aaxzvi"))
        def decide(self, who: str, window: str, row: int, pick: int, key: str) -> None:
            """On what this window showed last, however long ago that was."""
            of = self.seen.pop((who, window, row), None)
            if of is None:
                return
            state = replay(of.proposal, of.events)
            waiting = state.undecided()
            entry, field = waiting[pick % len(waiting)] if waiting else (None, None)
            if key == "v":
                changes = mends.verify(state)
            elif key == "i" or entry is None or field is None:
                changes = mends.set_status(state, "irrelevant", reason="other")
            else:
                press = {"a": mends.accept, "x": mends.reject, "z": mends.unknown}[key]
                changes = press(state, entry, field)
            everything = mends.reopened(state, changes)
            sha, seq = of.article.sha256, of.last_seq
            try:
                self.store.append(
                    Draft(who, sha, "t", key, everything, 5, of.proposal_key, None, seq, window)
                )
            except (StaleReview, Gone):
                return

        @rule(who=PEOPLE, redo=st.booleans())
        def turn_back(self, who: str, redo: bool) -> None:
            target = self.store.redo_target(who) if redo else self.store.undo_target(who)
            if target is not None:
                (self.store.redo if redo else self.store.undo)(who, group=target.group, key="u")

        @rule()
        def leases_run_out(self) -> None:
            clock[0] += 2 * holders.SECONDS

        @rule(row=ROWS)
        def a_new_extractor(self, row: int) -> None:
            self.version += 1
            self.store.add_proposals([sample(samples, row, str(self.version))])

        @rule(row=st.integers(1, 12))
        def purge(self, row: int) -> None:
            if row <= 3 and row not in self.gone:
                assert self.store.purge([f"a{row}"], "nadia").unfinished is None
                self.gone.add(row)

        @rule()
        def reopen(self) -> None:
            self.store.close()
            self.store = open_store(self.path)

        @invariant()
        def all_say_the_same(self) -> None:
            assert self.store.verify() == []
            people = {e.reviewer for e in self.store.log()}
            done: dict[int, dict[str, str]] = {}
            for row in {1, 2, 3} - self.gone:
                for who in people:
                    of = self.store.load(row, who)
                    state = replay(of.proposal, of.events)
                    if state.status in ("verified", "irrelevant"):
                        done.setdefault(row, {})[who] = dumps(as_record(state, review_of(of.events)))
            told = [c for c in self.store.codings() if c.row not in self.gone]
            assert {(c.row, c.reviewer) for c in told} == {(r, w) for r, by in done.items() for w in by}
            for who in people:
                if any(len(by) > 1 and who not in by for by in done.values()):
                    with pytest.raises(NeedsReviewer):
                        self.store.export_lines(reviewer=who)
                    continue
                lines = [by.get(who) or next(iter(by.values())) for _, by in sorted(done.items())]
                assert list(self.store.export_lines(reviewer=who)) == lines

        def teardown(self) -> None:
            if hasattr(self, "store"):
                self.store.close()
                self.folder.cleanup()

    return Sitting


def test_store_replay_and_export_agree_after_every_step(
    samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    stamp = holders.stamp
    monkeypatch.setattr(holders, "stamp", lambda ahead=0.0: stamp(clock[0] + ahead))
    lightly = settings(
        max_examples=12,
        stateful_step_count=18,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine(samples, clock), settings=lightly)
