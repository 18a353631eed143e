"""What goes out is what other tools' own packages take: `make test-formats`, in an environment of its own.

Kept out of `make test` because the packages are large; they come from `requirements-formats.lock`.
"""

from __future__ import annotations

import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from gold.formats import FORMATS
from gold.release.build import Options, build, plan, write
from store.engine import open_store
from store.mends import verify
from store.state import replay
from store.types import Draft
from tests.tui.sitting import gold_record


@pytest.fixture
def gold(samples: Path) -> list[dict[str, Any]]:
    return [json.loads(p.read_text("utf-8")) for p in sorted(samples.glob("*.gold.json"))]


def written(name: str, gold: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    FORMATS[name].write(gold, out)
    return out.getvalue()


def test_label_studio_accepts_every_annotation_under_our_configuration(gold: list[dict[str, Any]]) -> None:
    from label_studio_sdk.label_interface import LabelInterface

    config = resources.files("gold.formats").joinpath("label_studio.xml").read_text("utf-8")
    interface = LabelInterface(config)
    tasks = json.loads(written("label_studio", gold))
    assert all(interface.validate_annotation(a) for task in tasks for a in task["annotations"])


def test_langextract_reads_every_document_with_its_intervals(gold: list[dict[str, Any]]) -> None:
    from langextract import data_lib

    for line in written("langextract", gold).splitlines():
        document = data_lib.dict_to_annotated_document(json.loads(line))
        for extraction in document.extractions or ():
            where = extraction.char_interval
            if where is not None:
                assert document.text[where.start_pos : where.end_pos] == extraction.extraction_text


def test_pandas_and_datasets_read_the_parquet_file(gold: list[dict[str, Any]], tmp_path: Path) -> None:
    import datasets
    import pandas

    target = tmp_path / "gold.parquet"
    with target.open("wb") as out:
        FORMATS["parquet"].write(gold, out)
    frame = pandas.read_parquet(target)
    assert list(frame["id"]) == [g["article"]["id"] for g in gold]
    loaded = datasets.load_dataset("parquet", data_files=str(target), cache_dir=str(tmp_path / "cache"))[
        "train"
    ]
    assert [len(row) for row in loaded["incidents"]] == [len(g["incidents"]) for g in gold]


def test_pandas_reads_the_flat_table_with_one_row_a_count(gold: list[dict[str, Any]]) -> None:
    import pandas

    frame = pandas.read_csv(io.StringIO(written("csv", gold)))
    counts = sum(len(e["counts"]) for g in gold for e in g["incidents"])
    assert frame["count"].notna().sum() == counts


@pytest.fixture
def release(tmp_path: Path, samples: Path) -> Path:
    """A release of two samples."""
    with open_store(str(tmp_path / "gold.db")) as store:
        for number in ("01", "05"):
            proposal = gold_record(samples, number)
            store.add_proposals([proposal])
            row = store.row_of(proposal.article.sha256)
            assert row is not None
            loaded = store.load(row, "amina")
            changes = verify(replay(loaded.proposal, ()))
            sha256 = proposal.article.sha256
            store.append(Draft("amina", sha256, "review.verify", "space", changes, 5, loaded.proposal_key))
        options = Options("demo")
        write(tmp_path / "demo", build(store, options, plan(store, options)).files)
    return tmp_path / "demo"


def test_mlcroissant_validates_a_release_and_reads_its_tables(release: Path) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    for table in ("articles", "entries", "counts"):
        lines = (release / "tables" / f"{table}.csv").read_text("utf-8").count("\n") - 1
        assert len(list(dataset.records(table))) == lines


def test_datasets_reads_a_release_by_its_card(release: Path, tmp_path: Path) -> None:
    import datasets

    files = {name: str(release / f"{name}.jsonl") for name in ("train", "test")}
    files = {name: path for name, path in files.items() if Path(path).stat().st_size}
    loaded = datasets.load_dataset("json", data_files=files, cache_dir=str(tmp_path / "cache"))
    assert sum(len(split) for split in loaded.values()) == 2
