"""All tables together: what a new store is made from, and what an old one is compared with."""

from __future__ import annotations

from store import tables, tables_gold, tables_queue
from store.tables_base import METADATA

#: What keeps the log and the tombstones as they are.
SQLITE_TRIGGERS = tables.SQLITE_TRIGGERS

__all__ = ["METADATA", "SQLITE_TRIGGERS", "tables", "tables_gold", "tables_queue"]
