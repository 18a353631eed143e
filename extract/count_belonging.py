"""Whose people a group is, with the words that say so."""

from __future__ import annotations

from typing import NamedTuple

from extract.model import Side


class Belonging(NamedTuple):
    """Side, the party as the text names it, and the tokens that say so (inclusive; None where nothing
    does).
    """

    side: Side
    group: str | None
    cue: tuple[int, int] | None = None
    perpetrator: bool = False
    known: bool = True


NOBODY = Belonging("unknown", None, None, False, False)

#: People who are told beside those whose they are.
COMPANIONS = frozenset(["bodyguard", "guard", "aide", "companion", "accomplice", "associate", "comrade"])
