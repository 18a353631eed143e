"""What only SQLite is told about how to answer: which index to walk."""

from __future__ import annotations


def using(index: str) -> str:
    """Behind a table's name in FROM: walk it by this index. SQLite refuses where the index cannot serve.

    The choices are made here because SQLite's own rest on statistics that a growing store outruns.
    """
    return f"INDEXED BY {index}"
