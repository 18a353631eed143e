"""Releases: the same bytes from the same store, versions and splits that stand, texts that come and go."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.from_json import record_from_json
from extract.model import Article, Count, DateRange, Entry, Place, Record, Span
from extract.to_json import text_sha256
from gold.release import texts
from gold.release.attach import attached
from gold.release.build import NotReleased, Options, Plan, build, plan, remember, write
from gold.release.check import problems
from gold.release.plan import SPLITS, Item, next_version, split
from store.engine import open_store
from store.mends import set_count, set_status, verify
from store.state import apply, replay
from store.store import Store
from store.types import Draft
from tests.unit.gold.records import records

NAMES = ("Abbas", "Belal", "Chanda", "Dauda", "Emre", "Farid", "Gul", "Hadi", "Ines", "Jalal")


def proposal(n: int) -> Record:
    """An invented report of its own words, published on day n, with one incident."""
    places = ("Dobra", "Ura", "Selmi", "Kanto", "Pelu")
    who = NAMES[n % 10]
    text = (
        f"Report {n * n} of {who}: {n + 2} guards died in {places[n % 5]} when a bridge post number {n} was "
        f"stormed by men of the {NAMES[(n * 3) % 10]} band, {NAMES[(n * 7) % 10]} said."
    )
    day = dt.date(2025, 1, 1) + dt.timedelta(days=n)
    article = Article(f"a{n:02}.txt", text_sha256(text), text, published=day, language="en")
    at = text.index(f"{n + 2} guards")
    span = Span(at, at + len(str(n + 2)), str(n + 2))
    count = Count("c1", "security_forces", "killed", n + 2, n + 2, n + 2, "exact", evidence=(span,))
    place = Place(places[n % 5], None, "Sel", "NG", precision="place")
    entry = Entry("i1", type="attack", date=DateRange(day, day, "day"), location=place, counts=(count,))
    extractor = {"name": "rules", "version": "1.0", "gazetteer": None, "lexicon": None}
    return Record(article, (entry,), extractor=extractor)


def press(store: Store, sha256: str, changes: list[Any], action: str = "review.press") -> None:
    row = store.row_of(sha256)
    assert row is not None
    loaded = store.load(row, "amina")
    store.append(Draft("amina", sha256, action, "k", changes, 10, loaded.proposal_key, None, loaded.last_seq))


def state_of(store: Store, sha256: str) -> Any:
    row = store.row_of(sha256)
    assert row is not None
    loaded = store.load(row, "amina")
    return replay(loaded.proposal, loaded.events)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Twenty articles that one person has verified under the first coding rules."""
    with open_store(str(tmp_path / "gold.db")) as opened:
        opened.add_guideline("## Date\n\nThe day.\n", author="amina")
        made = [proposal(n) for n in range(20)]
        opened.add_articles(p.article for p in made)
        opened.add_proposals(made)
        for one in made:
            press(opened, one.article.sha256, verify(state_of(opened, one.article.sha256)))
        opened.catch_up("copies")
        yield opened


OPTIONS = Options("demo", reviewer="amina")


def released(store: Store, options: Options = OPTIONS) -> Plan:
    made = build(store, options, plan(store, options))
    remember(store, options, made, "amina")
    return made


def correct(store: Store, number: int, best: int, note: str | None) -> None:
    """One count corrected and verified again, with or without a note that says why."""
    sha256 = proposal(number).article.sha256
    state = state_of(store, sha256)
    count = replace(proposal(number).incidents[0].counts[0], low=best, best=best, high=best)
    changes = list(set_count(state, "i1", count))
    more = {"note": note} if note else {}
    changes += set_status(apply(state, changes), "verified", **more)
    press(store, sha256, changes)


def test_the_first_release_is_1_0_and_whole(store: Store, tmp_path: Path) -> None:
    made = released(store)
    assert made.version == "1.0"
    write(tmp_path / "demo-1.0", made.files)
    assert list(problems(tmp_path / "demo-1.0")) == []


def test_the_same_store_gives_the_same_bytes(store: Store) -> None:
    one, other = (build(store, OPTIONS, plan(store, OPTIONS)) for _ in range(2))
    assert one.files == other.files


def test_nothing_changed_makes_no_release(store: Store) -> None:
    released(store)
    with pytest.raises(NotReleased, match=r"nothing changed since demo 1\.0"):
        plan(store, OPTIONS)


def test_ten_corrections_make_1_1_with_ten_reasons_and_the_same_splits(store: Store) -> None:
    first = released(store)
    for n in range(10):
        correct(store, n, 100 + n, f"the figure of the second edition, page {n}")
    second = released(store)
    assert second.version == "1.1"
    assert second.splits.of == first.splits.of
    told = [json.loads(line) for line in second.files["changes.jsonl"].decode().splitlines()]
    assert [c["reason"] for c in told] == [f"the figure of the second edition, page {n}" for n in range(10)]
    assert {c["found_by"] for c in told} == {"amina"}
    assert (told[0]["before"], told[0]["after"]) == (
        "security forces killed 2",
        "security forces killed 100",
    )


def test_a_changed_value_without_a_reason_stops_the_release(store: Store) -> None:
    released(store)
    correct(store, 3, 50, None)
    with pytest.raises(NotReleased, match="1 changed values have no reason"):
        plan(store, OPTIONS)
    assert plan(store, replace(OPTIONS, reason="second reading")).changes[0].reason == "second reading"


def test_changed_rules_make_a_major_version(store: Store) -> None:
    released(store)
    store.add_guideline("## Date\n\nThe night counts as its first day.\n", author="amina")
    assert plan(store, OPTIONS).version == "2.0"


def test_the_project_s_own_rules_go_with_a_release(store: Store) -> None:
    without = build(store, OPTIONS, plan(store, OPTIONS))
    assert "project-rules.md" not in without.files
    store.make_rule("side", "guards", {"side": "civilians"}, author="dana")
    told = build(store, OPTIONS, plan(store, OPTIONS)).files
    assert "Rule 1: “guards” is civilians (dana, " in told["project-rules.md"].decode()
    assert "project-rules.md" in told["README.md"].decode()


def test_verifying_again_without_a_change_is_no_change(store: Store) -> None:
    released(store)
    sha256 = proposal(4).article.sha256
    press(store, sha256, set_status(state_of(store, sha256), "verified", note="looked at again"))
    with pytest.raises(NotReleased, match="nothing changed"):
        plan(store, OPTIONS)


def test_an_old_release_stays_and_cannot_be_made_twice(store: Store) -> None:
    made = released(store)
    with pytest.raises(Exception, match="was released already"):
        remember(store, OPTIONS, made, "amina")


def test_articles_of_a_locked_split_are_known_by_name(store: Store) -> None:
    made = released(store, replace(OPTIONS, locked=("test",)))
    shut = store.locked()
    assert set(shut.values()) == {"demo/test"}
    assert len(shut) == sum(name == "test" for name in made.splits.of.values())
    assert len(list(store.export_lines(without=shut))) == 20 - len(shut)


def test_a_release_without_texts_holds_none_of_their_words_and_gets_them_back(
    store: Store, tmp_path: Path
) -> None:
    bare = build(store, replace(OPTIONS, with_texts=False), plan(store, OPTIONS))
    whole = build(store, OPTIONS, plan(store, OPTIONS))
    assert b"bridge post" not in b"".join(bare.files.values())
    write(tmp_path / "bare", bare.files)
    files, missing = attached(tmp_path / "bare", [proposal(n).article for n in range(20)])
    assert missing == []
    for name in ("records.jsonl", *(f"{s}.jsonl" for s in SPLITS)):
        assert files[name] == whole.files[name]


def test_a_text_that_is_not_given_is_named(store: Store, tmp_path: Path) -> None:
    bare = build(store, replace(OPTIONS, with_texts=False), plan(store, OPTIONS))
    write(tmp_path / "bare", bare.files)
    _, missing = attached(tmp_path / "bare", [proposal(n).article for n in range(19)])
    assert missing == ["a19.txt"]


@given(record=records())
def test_texts_go_and_come_back_letter_for_letter(record: dict[str, Any]) -> None:
    bare = texts.without(record)
    assert texts.is_bare(bare)
    assert texts.attach(bare, record["article"]["text"]) == record


def test_another_text_is_refused() -> None:
    record = {"article": {"id": "a", "sha256": text_sha256("one"), "text": "one"}, "incidents": []}
    with pytest.raises(texts.WrongText, match="not the one that was released"):
        texts.attach(texts.without(record), "two")


TAMPERED = {
    "records.jsonl": "is not the file that was released",
    "SHA256SUMS": "is no release",
    "tables/counts.csv": "is not the file that was released",
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_changed_or_missing_file_is_found(store: Store, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "demo"
    write(folder, build(store, OPTIONS, plan(store, OPTIONS)).files)
    target = folder / name
    if name == "SHA256SUMS":
        target.unlink()
    else:
        target.write_bytes(target.read_bytes().replace(b"killed", b"wounded"))
    assert any(TAMPERED[name] in problem for problem in problems(folder))
    (folder / "more.txt").write_text("x")
    assert name == "SHA256SUMS" or "more.txt: is not part of the release" in list(problems(folder))


def test_every_record_of_a_release_is_a_record(store: Store) -> None:
    made = build(store, OPTIONS, plan(store, OPTIONS))
    for line in made.files["records.jsonl"].decode().splitlines():
        assert record_from_json(json.loads(line)).review is not None


# ------------------------------------------------------------ versions and splits alone


@pytest.mark.parametrize(
    ("last", "rules", "values", "version"),
    [
        (None, False, True, "1.0"),
        ("1.0", False, True, "1.1"),
        ("1.9", True, True, "2.0"),
        ("2.3", False, False, None),
    ],
)
def test_the_next_version(last: str | None, rules: bool, values: bool, version: str | None) -> None:
    assert next_version(last, rules_changed=rules, values_changed=values) == version


DAYS = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2025, 12, 31))
ITEMS = st.lists(st.tuples(st.integers(1, 30), DAYS), max_size=40).map(
    lambda told: [Item(row, min(group, row), day) for row, (group, day) in enumerate(told, 1)]
)


@given(items=ITEMS)
def test_a_group_is_never_torn_and_time_runs_from_train_to_test(items: list[Item]) -> None:
    made = split(items)
    for group in {i.group for i in items}:
        assert len({made.of[i.row] for i in items if i.group == group}) == 1
    oldest = {
        g: min((i.published or dt.date.min) for i in items if i.group == g) for g in {i.group for i in items}
    }
    order = [
        SPLITS.index(made.of[next(i.row for i in items if i.group == g)])
        for g in sorted(oldest, key=oldest.__getitem__)
    ]
    assert order == sorted(order)


@given(items=ITEMS, more=ITEMS)
def test_what_was_released_stays_in_its_split(items: list[Item], more: list[Item]) -> None:
    first = split(items)
    rows = {i.row for i in items}
    later = items + [replace(i, row=i.row + 100, group=i.group + 100) for i in more]
    second = split(later, before=first.of, cuts=first.cuts)
    assert {row: second.of[row] for row in rows} == first.of
    assert second.moves == ()


def test_a_group_that_grew_together_takes_its_oldest_member_s_split_and_the_move_is_listed() -> None:
    old, new = dt.date(2024, 1, 1), dt.date(2025, 1, 1)
    before = {1: "train", 2: "test"}
    made = split([Item(1, 1, old), Item(2, 1, new)], before=before, cuts=("2024-06-01", "2024-09-01"))
    assert made.of == {1: "train", 2: "train"}
    assert made.moves == ((2, "test", "train"),)
