"""The example that docs/gold.md works by hand: the engine prints the figures that stand there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gold.score.reading import case_of
from gold.score.report_text import rate
from gold.score.run import Report, score
from gold.score.shelf import Shelf

GUIDE = (Path(__file__).resolve().parents[4] / "docs" / "gold.md").read_text("utf-8")
EXAMPLE = GUIDE.partition("### A worked example")[2]
TABLE = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in EXAMPLE.splitlines()
    if re.match(r"\| (incidents|totals)", line)
]


@pytest.fixture(scope="module")
def report() -> Report:
    blocks = re.findall(r"```json\n(.*?)```", EXAMPLE, flags=re.DOTALL)
    gold, predicted = Shelf("gold"), Shelf("predicted")
    for shelf, block in zip((gold, predicted), blocks, strict=True):
        shelf.add(case_of(json.loads(block)))
    with gold, predicted:
        return score(gold, [predicted]).reports[0]


def test_the_guide_works_through_many_rows() -> None:
    assert len(TABLE) == 14


@pytest.mark.parametrize("line", TABLE, ids=lambda line: " ".join(line[:2]))
def test_a_figure_is_what_the_guide_works_out_by_hand(report: Report, line: list[str]) -> None:
    section, name, *told = line
    f = report.row(section, name)
    marks = [str(n) for n in (f.correct, f.partial, f.incorrect, f.missing, f.spurious)]
    assert [*marks, *(rate(v) for v in (f.precision, f.recall, f.f1, f.graded))] == told


def test_the_reasons_name_the_total_that_was_taken_for_an_incident(report: Report) -> None:
    (one,) = report.worst
    assert any("total t1" in r and "is proposed as an incident (c)" in r for r in one.reasons)
    assert report.no_correction == 0
