"""Which schema this version reads and writes. Imports nothing, so that the quick start can ask it."""

from __future__ import annotations

#: The newest migration in `store/migrations/versions`; a test holds the two together.
HEAD = "0003"

#: SQLite's `application_id` of an Assay store ("Asay" in ASCII), so that no other database is taken for one.
APPLICATION_ID = 0x41736179
