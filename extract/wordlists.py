"""The word lists of numbers, dates and languages: TOML in `extract/lexicon`, read when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `lexicon/NAME.toml`. The dict is shared: read it, never change it."""
    # tomllib takes milliseconds to import; a start that extracts nothing should not pay for it.
    import tomllib

    return tomllib.loads((Path(__file__).parent / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def digest() -> str:
    """16 hex digits that change with any file of `lexicon/`, for an extractor's version."""
    import hashlib

    hashed = hashlib.sha256()
    for path in sorted((Path(__file__).parent / "lexicon").iterdir()):
        if path.suffix in (".toml", ".txt"):
            hashed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.hexdigest()[:16]


def casings(word: str) -> tuple[str, str, str]:
    """The ways a word stands in print: as given, with a capital, in capitals."""
    return word, word[:1].upper() + word[1:], word.upper()
