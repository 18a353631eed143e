"""What somebody who types a place's name may mean: for the review screen's place editor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.gazetteer.folding import fold
from extract.gazetteer.records import GazPlace, Records

_KEPT = 40
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
        chosen: dict[tuple[str, str, str | None, str | None, str], GazPlace] = {}
        for places in self.sources(folded, exact, country, limit):
            for p in sorted(places, key=lambda p: admin1 not in (None, p.admin1)):
                chosen.setdefault((p.kind, p.name, p.admin1, p.admin2, p.country), p)
            if len(chosen) >= limit:
                break
        return list(chosen.values())[:limit]

    def sources(
        self, folded: str, exact: Sequence[GazPlace], country: str | None, limit: int
    ) -> Iterator[Sequence[GazPlace]]:
        """Where suggestions come from, the best first; what is not needed is not looked for."""
        yield [p for p in exact if country in (None, p.country)]
        yield self.beginning(folded, country)
        yield self.alike(folded, country, limit)
        yield exact

    def beginning(self, folded: str, country: str | None) -> list[GazPlace]:
        """Places whose name begins so, the largest first."""
        records = self._records
        first = bisect_left(records.by_name, folded, key=self._folded)
        last = bisect_left(records.by_name, folded + "\U0010ffff", first, key=self._folded)
        rank = {offset: records.packed(offset) for offset in records.by_name[first:last]}
        number = records.numbers.get(country or "")
        rows = [o for o, packed in rank.items() if not country or packed >> 43 & 255 == number]
        # Population in half powers of two, then the kind: units before the towns of the same size.
        rows.sort(key=lambda o: (-(rank[o] >> 51 & 63), rank[o] >> 57))
        return [records.read(o) for o in rows[:_KEPT]]

    def _folded(self, offset: int) -> str:
        return fold(self._records.name(offset))

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
