"""Counts as a person types them: `12`, `10-15`, `12+`, `<20`, `~20`, `12..`, `12 (10-15)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extract.model import Qualifier
from extract.typed_errors import NOT_STATED, TypedError, quoted

_HELP: Final = "type 12, 10-15, 12+, <20, ~20, 12.. or 12 (10-15)"


@dataclass(frozen=True, slots=True)
class TypedCount:
    """A count as typed: its bounds and the qualifier that the notation stands for."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier


_SIGNS: Final[dict[int, str]] = {
    ord(sign): plain
    for sign, plain in (
        ("–", "-"),
        ("—", "-"),
        ("‐", "-"),
        ("‑", "-"),
        ("≤", "<"),
        ("≥", ">"),
        ("≈", "~"),
        ("…", ".."),
    )
}
_TOO_LARGE: Final = re.compile(r"\d{10}")
_N: Final = r"\d{1,9}"
_PLAIN: Final = re.compile(rf"(?P<low>{_N})(?:(?P<mark>\+|\.\.+)(?P<to>{_N})?|-(?P<high>{_N}))?")
_MARKED: Final = re.compile(rf"(?P<mark>[<~>])(?P<n>{_N})")
_BOUNDED: Final = re.compile(
    rf"(?P<about>~)?(?P<best>{_N})(?P<plus>\+)?\((?:(?P<low>{_N})(?:-(?P<high>{_N})|\+)|<(?P<most>{_N})|(?P<open>\?))\)"
)


def read_count(typed: str) -> TypedCount:
    """A count as typed in the count cell. `0` is stated none. Raises TypedError for what is no count.

    `12` exact, `10-15` range, `12+` at least, `<20` at most, `~20` about, `12..` vague (best not known),
    `12 (10-15)` best 12 of 10 to 15; `12 (10+)`, `12 (<15)` and `12 (?)` leave a bound open, and `10..20`
    has no best. Number words ("a dozen", "at least five") are read as in a text.
    """
    bare = _compact(typed)
    found = _PLAIN.fullmatch(bare)
    if found is not None:
        return _plain_count(typed, found)
    if (found := _MARKED.fullmatch(bare)) is not None:
        n = int(found["n"])
        if found["mark"] == "<":
            return TypedCount(None, None, n, "at_most")
        if found["mark"] == ">":
            return TypedCount(n, n, None, "at_least")
        return TypedCount(n, n, n, "about")
    if (found := _BOUNDED.fullmatch(bare)) is not None:
        return _bounded_count(typed, found)
    from extract.numbers import find_numbers  # the grammar is big, and a screen that only shows needs none

    for mention in find_numbers(typed.strip()):
        if mention.full.text == typed.strip() and (mention.low is not None or mention.high is not None):
            return TypedCount(mention.low, mention.best, mention.high, mention.qualifier)
    if _TOO_LARGE.search(bare):
        raise TypedError(f"“{quoted(typed)}” is too large: a count has at most nine digits.")
    raise TypedError(f"“{quoted(typed)}” is not a count: {_HELP}.")


def _compact(typed: str) -> str:
    """Without blanks and thousands commas, with plain hyphens and signs."""
    bare = re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", typed.strip()[:60])
    bare = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", bare)
    return bare.translate(_SIGNS)


def _plain_count(typed: str, found: re.Match[str]) -> TypedCount:
    low = int(found["low"])
    if found["high"] is not None or found["to"] is not None:
        high = int(found["high"] or found["to"])
        if high < low or (found["mark"] or "").startswith("+"):
            raise TypedError(f"“{quoted(typed)}” runs backwards: the lower figure comes first, as in 10-15.")
        if found["to"] is not None:
            return TypedCount(low, None, high, "vague")
        return TypedCount(low, low, high, "exact" if low == high else "range")
    if found["mark"] is None:
        return TypedCount(low, low, low, "exact")
    if found["mark"] == "+":
        return TypedCount(low, low, None, "at_least")
    return TypedCount(low, None, None, "vague")


def _bounded_count(typed: str, found: re.Match[str]) -> TypedCount:
    best = int(found["best"])
    low = None if found["low"] is None else int(found["low"])
    high = found["high"] or found["most"]
    top = None if high is None else int(high)
    if (low is not None and low > best) or (top is not None and top < best):
        raise TypedError(
            f"In “{quoted(typed)}” the figure lies outside its bounds; write it as in 12 (10-15)."
        )
    qualifier: Qualifier = "about" if found["about"] else "at_least" if found["plus"] else "range"
    return TypedCount(low, best, top, qualifier)


def show_count(low: int | None, best: int | None, high: int | None, qualifier: Qualifier | None) -> str:
    """The count in the count cell's notation; `read_count` gives the same bounds back. "—" for none."""
    if low is None and best is None and high is None:
        return NOT_STATED
    if best is None:
        if low is None:
            return f"<{high}"
        return f"{low}.." if high is None else f"{low}..{high}"
    if low == best == high:
        return f"~{best}" if qualifier == "about" else str(best)
    if low == best and high is None:
        return f"{best}+"
    if low == best and high is not None and qualifier in ("range", None):
        return f"{low}-{high}"
    bounds = f"{low}-{high}" if low is not None and high is not None else f"{low}+" if low is not None else ""
    bounds = bounds or (f"<{high}" if high is not None else "?")
    mark = "~" if qualifier == "about" else ""
    plus = "+" if qualifier == "at_least" else ""
    return f"{mark}{best}{plus} ({bounds})"
