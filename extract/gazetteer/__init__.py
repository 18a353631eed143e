"""The world's places: 170,000 of 1,000 people and more, with their districts, provinces and countries.

One committed file, mapped into memory: `load()` reads its header only. Built by `build.py`; see README.md.
"""

from __future__ import annotations

from extract.gazetteer.lookup import Gazetteer, GazPlace, load

__all__ = ["GazPlace", "Gazetteer", "load"]
