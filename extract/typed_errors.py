"""What the readers of typed values share: the error, and how a message quotes what was typed."""

from __future__ import annotations

from typing import Final

#: What stands in a cell where nothing is stated.
NOT_STATED: Final = "—"


class TypedError(ValueError):
    """What was typed cannot be read; the message is one sentence that says what can."""


def quoted(typed: str) -> str:
    """What was typed, short and without control characters, for a message."""
    bare = "".join(sign if sign.isprintable() else "�" for sign in typed.strip())
    return bare if len(bare) <= 40 else bare[:39] + "…"
