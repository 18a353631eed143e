"""Whether a figure goes back to people told before, comes on top of them, has risen or was overtaken."""

from __future__ import annotations

from itertools import pairwise

from extract.count_group import Group
from extract.count_link import Link
from extract.count_tokens import Sentence

_RISES = frozenset(
    [
        "risen",
        "rose",
        "rises",
        "climbed",
        "climbs",
        "increased",
        "grew",
        "grown",
        "jumped",
        "mounted",
        "updated",
    ]
)
_OPENING = 8
_AFTERWARDS = frozenset({"later", "but", "though", "while", "since"})
_EARLY = frozenset({"initial", "earlier", "early", "preliminary", "first"})
_REPORTS = frozenset({"report", "reports", "toll", "count", "figures", "information", "accounts"})
_KINDS = frozenset({"media", "news", "military", "police", "official", "local", "press", "death", "casualty"})


def is_definite(sentence: Sentence, group: Group) -> bool:
    """Whether the people are known already: "the", "of them", and "our friend" in somebody's words."""
    mourned = group.owned and group.number is None and sentence.lows[group.start] in ("my", "our")
    named = sentence.lows[group.stop : group.stop + 2] in (["identified", "as"], ["named", "as"])
    detail = named and group.implied == 1  # "A civilian identified as Ana Ruiz was also killed"
    return group.definite or (group.partitive and group.number is None) or mourned or detail


def comes_on_top(sentence: Sentence, link: Link) -> bool:
    """As in "Also, four men …", "five people were also killed": these come on top."""
    lows = sentence.lows
    if link.group.definite or link.host is not None:
        return False
    return bool(lows) and (
        _then(lows, link)
        or lows[0] in ("also", "another", "separately", "meanwhile")
        or "also" in lows[link.group.stop : link.deed.start]
    )


def _then(lows: list[str], link: Link) -> bool:
    """As in "He then shot two guards": the next deed, with people of its own."""
    if link.rule not in ("active", "passive"):
        return False
    opening = lows[:4]
    return ("then" in opening[1:] and opening[0] not in ("since", "by", "until")) or opening[:1] == ["then"]


def has_risen(sentence: Sentence, link: Link) -> bool:
    """As in "had risen to 21": the figure overtakes those told before."""
    first = min(link.deed.start, link.group.start)
    between = sentence.lows[first : max(link.deed.end, link.group.start)]
    return not link.overtaken and bool(_RISES.intersection(between))


def is_early(sentence: Sentence) -> bool:
    """As in "Initial reports said three had died", "The army gave a lower toll": they do not stand."""
    if "toll" in sentence.words and ("lower", "toll") in pairwise(w for w in sentence.lows if w != "death"):
        return True
    if _EARLY.isdisjoint(sentence.words):
        return False
    if not _AFTERWARDS.isdisjoint(sentence.words):
        return False  # "Initial reports spoke of two, though later ones said three"
    opening = [low for low in sentence.lows[:_OPENING] if low not in _KINDS]
    return any(first in _EARLY and second in _REPORTS for first, second in pairwise(opening))
