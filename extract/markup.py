"""HTML that was left in a plain text: blanked before reading, so that no attribute or script counts anybody.
So is the "Â" of a no-break space whose UTF-8 was read as Latin-1 on its way ("in anÂ attack").

The text keeps its length and its offsets; evidence is cut from the article's own text afterwards.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Final, TypeVar

from extract.model import Span
from extract.wordlists import load

_TAG: Final = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]{0,2000}|/)?>|<!--|<![a-zA-Z][^<>]{0,500}>"
)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
#: The first byte of a no-break space, read as a letter.
_HALF_SPACE: Final = re.compile("Â(?=[ \u00a0])|(?<=[a-z])Â\\b")
#: Elements whose content is no text.
_SILENT: Final = ("script", "style", "noscript", "svg")

T = TypeVar("T")


@cache
def _tags() -> tuple[frozenset[str], frozenset[str]]:
    """Names of elements that are known, and of those that begin a new line."""
    lists = load("text")["markup"]
    blocks = frozenset(lists["blocks"].split())
    return blocks | frozenset(lists["inline"].split()), blocks


def without_markup(text: str) -> str:
    """The text with tags, comments, scripts and entities blanked; as long as before, the same where none is.

    A block element leaves a line break. Linear: an element that is never closed is looked for once.
    """
    if "Â" in text:
        text = _HALF_SPACE.sub(" ", text)
    if "<" not in text and "&" not in text:
        return text
    out: list[str] = []
    at = 0
    unclosed: set[str] = set()
    for tag in _TAG.finditer(text):
        if tag.start() < at:
            continue
        end, block = _element(text, tag, unclosed)
        if end > tag.start():
            out.append(_decoded(text[at : tag.start()]))
            size = end - tag.start()
            out.append(("\n\n" if block else "  ")[:size] + " " * (size - 2))
            at = end
    out.append(_decoded(text[at:]))
    return "".join(out)


def _element(text: str, tag: re.Match[str], unclosed: set[str]) -> tuple[int, bool]:
    """Where what is no text ends, and whether a line ends there; the tag's own start where it is text."""
    known, blocks = _tags()
    name = (tag[2] or "").lower()
    if tag[2] is None:
        if tag[0] != "<!--":
            return tag.end(), True
        return _closing(text, tag.end(), "-->", unclosed) or tag.end(), False
    if name not in known:
        return tag.start(), False
    if name in _SILENT and not tag[1]:
        return _closing(text, tag.end(), f"</{name}>", unclosed) or tag.end(), True
    return tag.end(), name in blocks


def _closing(text: str, start: int, mark: str, unclosed: set[str]) -> int:
    """The offset behind the next `mark`; 0 where none follows."""
    if mark in unclosed:
        return 0
    found = text.find(mark, start)
    if found < 0:
        unclosed.add(mark)
        return 0
    return found + len(mark)


def _decoded(text: str) -> str:
    """The text with each entity as its character and blanks behind it."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: _character(found[0]).ljust(len(found[0])), text)


def _character(entity: str) -> str:
    said = html.unescape(entity)
    return said if len(said) == 1 and said.isprintable() else " " if len(said) == 1 else entity


def with_own_words(value: T, text: str) -> T:
    """The record (or mentions) with the words of every span cut from `text`; the article stays as it is."""
    return _respanned(value, text)


def _respanned(value: T, text: str) -> T:
    changed: Any = value
    if isinstance(value, Span):
        changed = Span(value.start, value.end, text[value.start : value.end])
    elif isinstance(value, tuple):
        changed = tuple(_respanned(item, text) for item in value)
    elif isinstance(value, Mapping):
        changed = {key: _respanned(item, text) for key, item in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        old = {f.name: getattr(value, f.name) for f in fields(value)}
        new = {name: _respanned(item, text) for name, item in old.items() if name != "article"}
        if {"start", "end", "text"} <= old.keys() and isinstance(old["start"], int):
            new["text"] = text[old["start"] : old["end"]]
        changed = replace(value, **new)
    return changed  # type: ignore[no-any-return]
