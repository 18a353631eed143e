"""The word lists of numbers, dates and languages: TOML in `extract/lexicon`, read when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

#: The files read through here.
NAMES: Final = ("confidence", "dates", "incidents", "numbers", "people", "text")


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `lexicon/NAME.toml`. The dict is shared: read it, never change it."""
    # tomllib takes milliseconds to import; a start that extracts nothing should not pay for it.
    import tomllib

    return tomllib.loads((Path(__file__).parent / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def digest() -> str:
    """16 hex digits that change with any of these word lists, for an extractor's version."""
    import hashlib

    folder = Path(__file__).parent / "lexicon"
    return hashlib.sha256(b"\0".join((folder / f"{name}.toml").read_bytes() for name in NAMES)).hexdigest()[
        :16
    ]


def casings(word: str) -> tuple[str, str, str]:
    """The ways a word stands in print: as given, with a capital, in capitals."""
    return word, word[:1].upper() + word[1:], word.upper()
