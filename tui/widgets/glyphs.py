"""The signs of the screen, and plain stand-ins for terminals that lack them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.model import Decision
from tui.view import Matter


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One cell each, except `more` and the arrows' words."""

    decisions: Mapping[Decision | None, str]
    matters: Mapping[Matter, str]
    pointer: str
    bar: str
    rule: str
    inside: str
    branch: str
    whole: str
    quotes: tuple[str, str]
    more: str
    above: str
    below: str
    dot: str
    caret: str
    total: str
    plain: bool

    def write(self, text: str) -> str:
        """Assay's own words in this set: dashes, Σ and the like replaced where the terminal lacks them."""
        return text.replace(" · ", ", ").translate(_STAND_INS) if self.plain else text


_STAND_INS = str.maketrans(
    {
        "Σ": "S",
        "–": "-",
        "—": "-",
        "·": ",",
        "⊃": ">",
        "⊂": "<",
        "⊘": "#",
        "…": "...",
        "“": '"',
        "”": '"',
        "✓": "v",
        "→": "->",
        "▸": ">",
        "×": "x",
    }
)

UNICODE = Glyphs(
    decisions={
        None: "○",
        "accepted": "✓",
        "corrected": "✎",
        "added": "+",
        "rejected": "✗",
        "unknown": "?",
    },
    matters={
        "": " ",
        "blocking": "⊘",
        "check": "!",
        "flagged": "⚑",
        "not_stated": "∅",
        "inferred": "~",
        "sum": "✓",
    },
    pointer="▸",
    bar="▌",
    rule="─",
    inside="└",
    branch="├",
    whole="⊂",
    quotes=("“", "”"),
    more="…",
    above="▲",
    below="▼",
    dot="·",
    caret="▏",
    total="Σ",
    plain=False,
)

ASCII = Glyphs(
    decisions={None: ".", "accepted": "v", "corrected": "*", "added": "+", "rejected": "x", "unknown": "?"},
    matters={
        "": " ",
        "blocking": "#",
        "check": "!",
        "flagged": "P",
        "not_stated": "-",
        "inferred": "~",
        "sum": "=",
    },
    pointer=">",
    bar="|",
    rule="-",
    inside="`",
    branch="|",
    whole="<",
    quotes=('"', '"'),
    more="...",
    above="^",
    below="v",
    dot="|",
    caret="_",
    total="S",
    plain=True,
)

#: Terminals whose fonts lack the signs: the Linux console, and those that say nothing of themselves.
_BARE_TERMINALS = frozenset({"linux", "dumb", "vt100", "vt102", "vt220", "ansi", "cons25"})


def choose(setting: str = "auto", *, encoding: str | None = "utf-8", term: str | None = None) -> Glyphs:
    """The set to use: `unicode` or `ascii` as set, `auto` by the output's encoding and `TERM`."""
    if setting == "unicode":
        return UNICODE
    plain = setting == "ascii" or "utf" not in (encoding or "").lower() or (term or "") in _BARE_TERMINALS
    return ASCII if plain else UNICODE
