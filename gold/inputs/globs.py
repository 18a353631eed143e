"""Patterns with `*`, `?`, `[…]` and `**`: which paths match, however the folders are linked to each other."""

# ruff: noqa: PTH118, PTH206, PTH207, PTH208
# A pattern is text, not a path: `Path` would tidy away what it means.

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

_EVERYTHING_BELOW = "**"


def has_magic(path: str) -> bool:
    """Whether a path is a pattern."""
    return glob.has_magic(path)


def matching(pattern: str) -> list[str]:
    """The paths that match, sorted; relative where the pattern is. `**` is any folders, hidden ones not.

    The standard library's `**` follows a link back up until the system gives up, so ours enters each real
    folder once. With it a file stands once, whichever links lead to it.
    """
    parts = pattern.split(os.sep)
    if _EVERYTHING_BELOW not in parts:
        return sorted(glob.glob(pattern))
    found: dict[tuple[str, str], str] = {}
    for path in sorted(set(_below(parts))):
        folder, name = os.path.split(path)
        found.setdefault((os.path.realpath(folder), name), path)
    return list(found.values())


def _below(parts: Sequence[str]) -> Iterator[str]:
    """What matches a pattern whose parts hold at least one `**`."""
    at = parts.index(_EVERYTHING_BELOW)
    head, rest = os.sep.join(parts[:at]), list(parts[at + 1 :])
    while rest and rest[0] == _EVERYTHING_BELOW:
        rest.pop(0)
    if at and not head:
        head = os.sep
    bases = sorted(glob.glob(head)) if glob.has_magic(head) else [head]
    for folder in _folders(bases):
        if rest in ([], [""]):
            yield from (os.path.join(folder, name) for name in _names(folder))
        else:
            inner = [*glob.escape(folder).split(os.sep), *rest] if folder else rest
            yield from _below(inner) if _EVERYTHING_BELOW in rest else glob.glob(os.sep.join(inner))


def _folders(bases: Sequence[str]) -> Iterator[str]:
    """These folders and all below them, each real one once."""
    seen: set[tuple[int, int]] = set()
    stack = list(reversed(bases))
    while stack:
        folder = stack.pop()
        try:
            here = Path(folder).stat()
        except (OSError, ValueError):
            continue
        if not stat.S_ISDIR(here.st_mode) or (here.st_dev, here.st_ino) in seen:
            continue
        seen.add((here.st_dev, here.st_ino))
        yield folder
        stack.extend(os.path.join(folder, name) for name in reversed(_names(folder)))


def _names(folder: str) -> list[str]:
    """What stands in a folder, sorted, without what is hidden; nothing where it may not be read."""
    try:
        return sorted(name for name in os.listdir(folder or os.curdir) if not name.startswith("."))
    except OSError:
        return []
