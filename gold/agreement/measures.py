"""Krippendorff's alpha and Cohen's kappa of one field, from the libraries that are kept for it.

Alpha comes from `krippendorff`, kappa from `scikit-learn`. Where a measure is undefined a sentence says why.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gold.agreement.fields import NOT_STATED, Field, distance

#: Coder → value, one mapping a unit, in the order of the units.
Said = Sequence[Mapping[str, Hashable]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Agreement on one field. `units` have two values or more; `agreed` is the share of pairs of coders that
    say the same. `alpha` and `kappa` are None where they are undefined (`why`) or do not apply.
    """

    alpha: float | None
    kappa: float | None
    agreed: float | None
    units: int
    why: str | None = None


class Table:
    """The values of one field as counts of values by unit, ready to be measured again on any of its units."""

    def __init__(self, field: Field, said: Said) -> None:
        import numpy

        self.field = field
        self.rows = [_stated(field, values) for values in said]
        self._by_name = field.level in ("nominal", "kilometres")
        values = {v for row in self.rows for v in row.values()}
        self.domain = sorted(values, key=repr if self._by_name else _number)
        place = {value: n for n, value in enumerate(self.domain)}
        self.counts = numpy.zeros((len(self.rows), max(1, len(self.domain))))
        for n, row in enumerate(self.rows):
            for value in row.values():
                self.counts[n, place[value]] += 1
        self._apart = _squares(self.domain) if field.level == "kilometres" else None

    @property
    def paired(self) -> int:
        """Units with two values or more."""
        return int((self.counts.sum(axis=1) >= 2).sum())

    def alpha(self, units: Any = None) -> float | None:
        """Krippendorff's alpha, of these units (numbers, repeats allowed) or of all; None where undefined."""
        import krippendorff
        import numpy

        counts = self.counts if units is None else self.counts[units]
        counts = counts[counts.sum(axis=1) >= 2]
        used = numpy.flatnonzero(counts.sum(axis=0))
        if len(counts) == 0 or len(used) < 2:
            return None
        domain = used if self._by_name else [_number(self.domain[n]) for n in used]
        level: Any = self.field.level if self._apart is None else self._metric()
        found = krippendorff.alpha(
            value_counts=counts[:, used],
            value_domain=numpy.array(domain, dtype=float),
            level_of_measurement=level,
        )
        return None if numpy.isnan(found) else float(found)

    def _metric(self) -> Any:
        """The squared distances between the values, as `krippendorff` asks a metric for them."""
        apart: Any = self._apart

        def metric(v1: Any, v2: Any, i1: Any, i2: Any, n_v: Any, dtype: Any = None) -> Any:
            return apart[v1.astype(int), v2.astype(int)]

        return metric


def _squares(places: Sequence[Any]) -> Any:
    import numpy

    return numpy.array([[distance(a, b) ** 2 for b in places] for a in places])


def _number(value: Any) -> float:
    return float(value)


def _stated(field: Field, values: Mapping[str, Hashable]) -> dict[str, Hashable]:
    """Who said what; not stated is a value of nominal fields, and no value of the others."""
    if field.level == "nominal":
        return {who: NOT_STATED if v is None else v for who, v in values.items()}
    return {who: v for who, v in values.items() if v is not None}


def measured(table: Table) -> Measured:
    """Alpha, and kappa where two coders gave nominal values."""
    agreed = pairs = 0
    for row in table.rows:
        values = list(row.values())
        for n, value in enumerate(values):
            agreed += sum(other == value for other in values[n + 1 :])
            pairs += len(values) - n - 1
    share = agreed / pairs if pairs else None
    alpha = table.alpha()
    return Measured(alpha, kappa(table), share, table.paired, None if alpha is not None else _why(table))


def _why(table: Table) -> str:
    if table.paired == 0:
        return "no unit has values of two coders"
    return "all values are the same, so there is no difference that chance could explain"


def kappa(table: Table) -> float | None:
    """Cohen's kappa of a nominal field between two coders; None for others, and where it is undefined."""
    coders = sorted({who for row in table.rows for who in row})
    if table.field.level != "nominal" or len(coders) != 2:
        return None
    both = [row for row in table.rows if len(row) == 2]
    one, other = ([str(row[who]) for row in both] for who in coders)
    if len({*one, *other}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    found = float(cohen_kappa_score(one, other))
    return None if found != found else found
