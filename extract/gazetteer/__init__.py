"""The world's places: 195,000 towns and villages, with their districts, provinces and countries.

One committed file, mapped into memory: `load()` reads its header only. Built by `build.py`; see README.md.
"""

from __future__ import annotations

from extract.gazetteer.lookup import Gazetteer, load
from extract.gazetteer.records import GazetteerError, GazKind, GazPlace

__all__ = ["GazKind", "GazPlace", "Gazetteer", "GazetteerError", "load"]
