"""What somebody who types a place's name may mean: for the review screen's place editor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.gazetteer.folding import fold
from extract.gazetteer.records import GazPlace, Records

_KEPT = 40
_LOOKED_AT = 2_000
_LIKENESS = 70
_SHORTEST = 3


class Suggester:
    """Finds names by their beginnings and by likeness. A country's names are kept once they were needed."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._names: dict[str, tuple[list[str], list[int]]] = {}

    def suggest(
        self,
        typed: str,
        exact: Sequence[GazPlace],
        country: str | None,
        admin1: str | None,
        limit: int,
    ) -> list[GazPlace]:
        """Exact names (looked up by the caller), beginnings, likenesses, then exact names elsewhere."""
        folded = fold(typed)
        if not folded or limit < 1:
            return []
        inside = [p for p in exact if country in (None, p.country)]
        chosen: dict[tuple[str, str, str | None, str | None, str], GazPlace] = {}
        for source in (inside, self.beginning(folded, country), self.alike(folded, country, limit), exact):
            for p in sorted(source, key=lambda p: admin1 not in (None, p.admin1)) if admin1 else source:
                chosen.setdefault((p.kind, p.name, p.admin1, p.admin2, p.country), p)
            if len(chosen) >= limit:
                break
        return list(chosen.values())[:limit]

    def beginning(self, folded: str, country: str | None) -> list[GazPlace]:
        """Places whose name begins so, the largest first."""
        records = self._records
        if country:
            names, offsets = self.names_of(country)
            rows = offsets[bisect_left(names, folded) : bisect_left(names, folded + "\U0010ffff")]
        else:
            rows = []
            first = bisect_left(records.by_name, folded, key=lambda o: fold(records.name(o)))
            for offset in records.by_name[first : first + _LOOKED_AT]:
                if not fold(records.name(offset)).startswith(folded):
                    break
                rows.append(offset)
        # Population in half powers of two, then the kind: units before the towns of the same size.
        rank = {o: records.packed(o) for o in rows}
        rows.sort(key=lambda o: (-(rank[o] >> 51 & 63), rank[o] >> 57))
        return [records.read(o) for o in rows[:_KEPT]]

    def alike(self, folded: str, country: str | None, limit: int) -> list[GazPlace]:
        """Places of one country with a like name, by rapidfuzz, the likest first."""
        if country is None or len(folded) < _SHORTEST:
            return []
        from rapidfuzz import fuzz, process  # 15 ms to import, needed in the place editor only

        names, offsets = self.names_of(country)
        best = process.extract(folded, names, scorer=fuzz.ratio, limit=limit * 2, score_cutoff=_LIKENESS)
        return [self._records.read(offsets[i]) for _, _, i in best]

    def names_of(self, country: str) -> tuple[list[str], list[int]]:
        """All folded names of a country in order, with their records."""
        known = self._names.get(country)
        if known is None:
            records = self._records
            pairs = sorted((fold(records.name(o)), o) for o in records.offsets_of(country))
            known = self._names[country] = ([n for n, _ in pairs], [o for _, o in pairs])
        return known
