"""`assay adjudicate` before its screen: what waits, and for whom nothing does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gold.adjudicate.case import open_case, worst_first
from gold.adjudicate.settle import finish, items_of, take, waits, with_reason
from store.engine import open_store
from store.errors import StoreError
from store.events import Change
from store.mends import reject, verify
from store.state import State, apply, replay
from store.store import Store
from store.types import Draft
from tests.tui.sitting import gold_record
from tui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own: its exit code, what it printed and what it said."""
    monkeypatch.chdir(tmp_path)

    def typed(*argv: str) -> tuple[int, str, str]:
        code = main(list(argv))
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


@pytest.fixture
def coded(tmp_path: Path, samples: Path) -> Path:
    """Two samples coded by amina and bilal, who differ on the second."""
    path = tmp_path / "assay.db"
    with open_store(str(path)) as store:
        store.add_proposals(gold_record(samples, n) for n in ("01", "02"))
        for who in ("amina", "bilal"):
            code(store, 1, who)
            code(store, 2, who, last_out if who == "bilal" else None)
    return path


def last_out(state: State) -> list[Change]:
    """The last entry is thrown out."""
    return reject(state, state.standing()[-1], "exists")


def code(store: Store, row: int, who: str, mend: Callable[[State], list[Change]] | None = None) -> None:
    """Somebody verifies an article after a mend."""
    loaded = store.load(row, who)
    state = replay(loaded.proposal, ())
    changes = mend(state) if mend is not None else []
    changes = [*changes, *verify(apply(state, changes))]
    sha = loaded.article.sha256
    store.append(Draft(who, sha, "review.verify", "space", changes, 5, loaded.proposal_key))


def settle(store: Store, row: int, who: str) -> None:
    """Somebody takes side 1 in everything."""
    (of,) = [t for t in store.adjudicable(who).waiting if t.row == row]
    case = open_case(store, of, who)
    state = replay(case.loaded.proposal, case.loaded.events)
    changes: list[Change] = []
    while waiting := [i for i in items_of(state, case.items) if waits(state, i)]:
        side = 1 if waiting[0].one is not None else 2
        step = with_reason(take(state, waiting[0], side), waiting[0], "edge_case", None)
        state, changes = apply(state, step), [*changes, *step]
    changes += finish(state)
    sha = case.loaded.article.sha256
    draft = Draft(who, sha, "adjudicate.close", "space", changes, 5, case.loaded.proposal_key)
    store.append(replace(draft, last_seq=case.loaded.last_seq))


def test_what_waits_is_listed_worst_first_without_names(run: Run, coded: Path) -> None:
    code, out, _ = run("--reviewer", "dana", "adjudicate", "--list", "--json")
    told = json.loads(out)
    assert code == 0
    assert [t["id"] for t in told] == [gold_id(coded, 2), gold_id(coded, 1)]
    assert "amina" not in out


def gold_id(path: Path, row: int) -> str:
    with open_store(str(path)) as store:
        return store.load(row, "dana").article.id


def test_nobody_adjudicates_an_article_that_they_coded(run: Run, coded: Path) -> None:
    code, _, err = run("--reviewer", "amina", "adjudicate")
    assert (code, "nobody adjudicates an article that they coded" in err) == (2, True)
    with open_store(str(coded)) as store:
        (of,) = [t for t in store.adjudicable("dana").waiting if t.row == 1]
        for name in ("amina", "amina (2)", "amina [second]"):
            with pytest.raises(StoreError, match="somebody else has to adjudicate"):
                open_case(store, of, name)
        assert not store.verify()


def test_without_two_codings_there_is_nothing_to_settle(run: Run, tmp_path: Path) -> None:
    open_store(str(tmp_path / "assay.db")).close()
    code, _, err = run("adjudicate")
    assert (code, "no article was finished by two people" in err) == (2, True)


def test_what_is_settled_waits_for_nobody_and_goes_out(run: Run, coded: Path) -> None:
    with open_store(str(coded)) as store:
        settle(store, 1, "dana")
        assert [t.row for t in store.adjudicable("dana").waiting] == [2]
        assert [t.row for t in store.adjudicable("emre").waiting] == [2]
        settle(store, 2, "dana")
        assert not store.verify()
    code, _, err = run("--reviewer", "dana", "adjudicate")
    assert (code, "all 2 articles are settled" in err) == (0, True)
    lines = run("export", "--format", "jsonl")[1].splitlines()
    assert {json.loads(x)["review"]["capacity"] for x in lines} == {"adjudicator"}
    assert run("agreement", "--replicates", "0")[0] == 0


def test_an_adjudication_that_somebody_has_begun_is_not_given_to_another(coded: Path) -> None:
    with open_store(str(coded)) as store:
        (of,) = [t for t in store.adjudicable("dana").waiting if t.row == 1]
        open_case(store, of, "dana")
        assert [t.row for t in store.adjudicable("emre").waiting] == [2]
        first = worst_first(store, store.adjudicable("dana").waiting)[0]
        assert (first.row, first.begun) == (1, True)


def test_which_side_is_first_is_shuffled_and_kept(coded: Path) -> None:
    with open_store(str(coded)) as store:
        sides = []
        for row in (1, 2):
            (of,) = [t for t in store.adjudicable("dana").waiting if t.row == row]
            case = open_case(store, of, "dana")
            again = open_case(store, of, "dana")
            kept = store.sides("dana", row)
            assert kept is not None
            assert case.coders == again.coders == (kept.first, kept.second)
            assert case.items == again.items
            sides.append(set(case.coders))
        assert sides == [{"amina", "bilal"}] * 2


def test_a_purge_takes_the_adjudication_along(coded: Path) -> None:
    with open_store(str(coded)) as store:
        settle(store, 1, "dana")
        store.purge([gold_id(coded, 1)], "lead")
        assert not store.verify()
