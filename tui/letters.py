"""The letters that follow `o`, `w` and `X`, read once from `letters.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


@cache
def letters(table: str) -> Mapping[str, str]:
    """Letter → meaning, in order: `outcome`, `side` or `reason`. Raises KeyError for another table."""
    import tomllib  # no letter is asked for before a key
    from importlib.resources import files

    text = files("tui").joinpath("letters.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return tables[table]


#: Letters that the status line lists; the footer goes on with the rest, so that 80 columns hold them all.
_FIRST = 4


def listed(table: str) -> str:
    """The first letters with their meanings as the status line shows them: `k killed  w wounded  …`."""
    return "  ".join(
        f"{letter} {word.replace('_', ' ')}" for letter, word in [*letters(table).items()][:_FIRST]
    )


def listed_on(table: str) -> list[tuple[str, str]]:
    """The other letters, for the footer."""
    return [(letter, word.replace("_", " ")) for letter, word in [*letters(table).items()][_FIRST:]]
