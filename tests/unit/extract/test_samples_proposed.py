"""What the extractor makes of the samples, value by value, against their gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.article import make_article
from extract.from_json import record_from_json
from extract.model import Record
from extract.pipeline import extract
from tests.unit.extract.gold_match import differences

#: The samples in which every entry, date, place and count comes out as the gold has it.
RIGHT = tuple(f"{n:02}" for n in range(1, 18))


def proposed_and_gold(samples: Path, number: str) -> tuple[Record, Record]:
    (path,) = samples.glob(f"{number}-*.gold.json")
    gold = record_from_json(json.loads(path.read_text("utf-8")))
    text = gold.article.text
    return extract(make_article(gold.article.id, text)), gold


@pytest.mark.parametrize("number", RIGHT)
def test_every_value_of_the_sample_is_proposed_right(samples: Path, number: str) -> None:
    proposed, gold = proposed_and_gold(samples, number)
    assert differences(gold, proposed) == []


def test_gold_does_not_differ_from_itself(samples: Path) -> None:
    for path in sorted(samples.glob("*.gold.json")):
        gold = record_from_json(json.loads(path.read_text("utf-8")))
        assert differences(gold, gold) == []


def test_a_sum_and_its_parts_are_never_counted_twice(samples: Path) -> None:
    proposed, _ = proposed_and_gold(samples, "01")
    spans = [s.start for _, count in proposed.counts() for s in count.evidence]
    assert len(spans) == len(set(spans))
