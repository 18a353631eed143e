"""Fit the weights of `extract/lexicon/confidence.toml` to a corpus that people coded in part.

    python -m bench._calibrate CORPUS.jsonl [--jobs N] > extract/lexicon/confidence.toml

Logistic regression with a ridge, one for each of counts, dates and places, on the features that
`extract.confidence` sees; nothing but weights is written. What five-fold cross-validation says of values
at 0.85 and above goes to standard error. `bench._partial` says what the corpus's lines look like.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, TypeAlias

from bench._curve import KINDS, Judged, Kind, judged
from bench.quality import proposed
from extract.confidence import Around, count_features, date_features, place_features
from extract.model import Count, DateRange, Place, Record
from gold.parallel import ordered

#: A feature of the text's value and whether the value was right.
Case: TypeAlias = tuple[tuple[str, ...], bool]
#: A feature that fewer values have gets no weight.
_SELDOM = 12
_FOLDS = 5
_SURE = 0.85
_HEAD = """\
# Weights of the logistic sums behind each confidence (see extract/confidence.py): the feature's name and
# what it adds to the log-odds that the value is right; `base` holds for all. Fitted by bench/_calibrate.py.
"""


def main() -> int:
    """Print the file."""
    parser = argparse.ArgumentParser(prog="python -m bench._calibrate", description=(__doc__ or "")[:72])
    parser.add_argument("corpus", type=Path, help="JSONL with partial gold")
    parser.add_argument("--jobs", type=int, default=1, help="extracting processes")
    chosen = parser.parse_args()
    lines = [json.loads(line) for line in chosen.corpus.read_text("utf-8").splitlines() if line.strip()]
    cases: dict[Kind, list[Case]] = {kind: [] for kind in KINDS}
    for found in ordered(cases_of, lines, chosen.jobs):
        for kind, case in found:
            cases[kind].append(case)
    print(_HEAD, end="")
    for kind in KINDS:
        print(f"\n[{kind}]")
        for name, weight in fitted(cases[kind]).items():
            print(f"{json.dumps(name) if ' ' in name else name} = {weight:.2f}")
        print(f"{kind}: {len(cases[kind])} values; {_tried(cases[kind])}", file=sys.stderr)
    return 0


def cases_of(line: dict[str, Any]) -> list[tuple[Kind, Case]]:
    """The features of each coded value that is proposed for a corpus line."""
    record = proposed(line)
    return [(one.kind, (features(one, record), one.right)) for one in judged(line, record)]


def features(one: Judged, record: Record) -> tuple[str, ...]:
    """What `extract.confidence` sees of a value."""
    around = Around(record.incidents, [m.start for m in record.mentions if m.type == "number"])
    if isinstance(one.value, Count):
        return tuple(count_features(one.value, one.entry, around))
    if isinstance(one.value, DateRange):
        return tuple(date_features(one.value, one.entry, around))
    assert isinstance(one.value, Place)
    return tuple(place_features(one.value, one.entry, around))


def fitted(cases: list[Case]) -> dict[str, float]:
    """The weight of each feature that is not rare, `base` first."""
    from sklearn.linear_model import LogisticRegression

    often = Counter(f for seen, _ in cases for f in set(seen))
    names = sorted(f for f, times in often.items() if times >= _SELDOM)
    rows = [[float(name in seen) for name in names] for seen, _ in cases]
    model = LogisticRegression(C=1.0, max_iter=2000).fit(rows, [right for _, right in cases])
    weights = {"base": float(model.intercept_[0])}
    return weights | {n: float(w) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.005}


def _tried(cases: list[Case]) -> str:
    """How often values that weights of other texts call sure are right."""
    import math

    sure: list[bool] = []
    for fold in range(_FOLDS):
        weights = fitted([c for n, c in enumerate(cases) if n % _FOLDS != fold])
        for seen, right in cases[fold::_FOLDS]:
            score = weights["base"] + sum(weights.get(f, 0.0) for f in seen)
            if 1 / (1 + math.exp(-score)) >= _SURE:
                sure.append(right)
    return f"{sum(sure)} of {len(sure)} at {_SURE} and above are right, each by weights of the other folds"


if __name__ == "__main__":
    sys.exit(main())
