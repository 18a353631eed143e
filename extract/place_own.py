"""The caller's own places: looked up before the place file, and for it like places of one candidate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from extract.gazetteer import GazPlace
from extract.gazetteer.folding import fold
from extract.gazetteer.records import KINDS, GazKind
from extract.model import Place
from extract.to_json import place_to_json

_KINDS: Mapping[str, GazKind] = {kind: kind for kind in KINDS}


class OwnPlaces:
    """Names in any spelling → the caller's places; of two spellings of one name the last given counts.

    Folded once for all articles. `names` are the folded names, `digest` 16 hex digits that change with any
    name or value.
    """

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = {fold(name): place for name, place in places.items()}
        self._written = {fold(name): name for name in places}
        self._candidates: dict[str, tuple[GazPlace, ...]] = {}
        self.names = frozenset(self._places)
        listed = json.dumps({k: place_to_json(v) for k, v in sorted(places.items())}, sort_keys=True)
        self.digest = hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def __contains__(self, folded: str) -> bool:
        return folded in self._places

    def get(self, folded: str) -> Place | None:
        """The place of a folded name."""
        return self._places.get(folded)

    def starting(self, folded: str, limit: int) -> list[Place]:
        """The places with a name, or a word of it, that begins so; each with the name as it was given."""
        found = [k for k in self._places if k.startswith(folded) or f" {folded}" in k]
        found.sort(key=lambda k: (not k.startswith(folded), k))
        return [replace(self._places[k], name=self._written[k]) for k in found[:limit]]

    def candidates(self, folded: str) -> tuple[GazPlace, ...]:
        """The place of a folded name as the only one that may be meant; nothing without a country."""
        known = self._candidates.get(folded)
        if known is None:
            place = self._places[folded]
            found = GazPlace(
                name=place.name or folded,
                kind=_KINDS.get(place.precision, "place"),
                country=place.country or "",
                admin1=place.admin1,
                admin2=place.admin2,
                latitude=place.latitude,
                longitude=place.longitude,
                geoname_id=place.geoname_id,
                population=0,
            )
            known = self._candidates[folded] = (found,) if place.country else ()
        return known
