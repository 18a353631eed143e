"""From the paths a person gives to the files to read, in an order that is always the same."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from gold.inputs.model import STDIN as STDIN
from gold.inputs.model import Kind, Problem

#: File name endings and how they are read; each may be followed by `.gz`.
ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
}

#: A store, and what SQLite keeps beside it: in a folder of articles that is ours, and nothing to be told of.
_OWN = frozenset({".db", ".db-wal", ".db-shm", ".db-journal"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `path` opens it, `shown` names it in messages, `name` is the id of what has none."""

    path: str
    shown: str
    name: str


def kind_by_name(path: str) -> Kind | None:
    """How a file is read by its ending; None where the ending says nothing."""
    name = path.lower().removesuffix(".gz")
    return ENDINGS.get(PurePath(name).suffix)


def skipped_in_folders(name: str) -> bool:
    """Whether a folder's reader passes over this name: dot files, `README*`, `*.gold.json*`."""
    return (
        name.startswith(".")
        or name.upper().startswith("README")
        or fnmatch.fnmatchcase(name.lower(), "*.gold.json*")
    )


def find(paths: Sequence[str]) -> Iterator[Found | Problem]:
    """The files under these paths, in the order given; folders in order of names, links followed once."""
    for path in paths:
        yield from _one(path)


def _one(path: str) -> Iterator[Found | Problem]:
    if path == STDIN:
        yield Found(STDIN, "standard input", "stdin")
        return
    if not path:
        yield Problem("''", None, "is an empty name, not a file or folder")
        return
    try:
        mode = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        yield from _globbed(path)
        return
    except (OSError, ValueError) as error:
        yield Problem(plain(path), None, _unreadable(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        yield Problem(plain(path), None, "is not a file")
    else:
        yield Found(path, plain(path), plain(Path(path).name))


def _unreadable(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "may not be read: permission denied"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return "is not a possible file name"


def _globbed(path: str) -> Iterator[Found | Problem]:
    from gold.inputs.globs import has_magic, matching

    if not has_magic(path):
        reason = "is a link to nothing" if Path(path).is_symlink() else "there is no such file or folder"
        yield Problem(plain(path), None, reason)
        return
    matches = [m for m in matching(path) if not skipped_in_folders(Path(m).name)]
    if not matches:
        yield Problem(plain(path), None, "matches no file")
    for match in matches:
        # With ** a folder and its files both match: the files speak for themselves then.
        if "**" in path and Path(match).is_dir():
            continue
        yield from _one(match)


def _our_own(path: str) -> bool:
    """Whether a file is what work in a folder leaves there: a store and what lies beside it, settings."""
    file = PurePath(path)
    return file.suffix in _OWN or file.name == "assay.toml"


def _folder(root: str) -> Iterator[Found | Problem]:
    others: Counter[str] = Counter()
    found = False
    for item in _walk(root, others):
        found = found or isinstance(item, Found)
        yield item
    if others:
        endings = ", ".join(f"{n:,} {e}" for e, n in others.most_common(5))
        yield Problem(
            plain(root), None, f"holds files that are no articles, left aside ({endings})", note=True
        )
    if not found:
        yield Problem(plain(root), None, "is a folder without articles")


def _walk(root: str, others: Counter[str]) -> Iterator[Found | Problem]:
    """Every readable file under a folder; a stack of its own, as folders may be nested deeper than calls."""
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[str, str]] = [(root, "")]
    while stack:
        path, name = stack.pop()
        try:
            here = Path(path).stat()
            if stat.S_ISDIR(here.st_mode):
                if (here.st_dev, here.st_ino) not in seen:
                    seen.add((here.st_dev, here.st_ino))
                    stack.extend((p, f"{name}/{n}" if name else n) for p, n in _listed(path))
            elif kind_by_name(path) is None:
                if not _our_own(path):
                    others[plain(PurePath(path).suffix) or "without ending"] += 1
            elif stat.S_ISREG(here.st_mode):
                yield Found(path, plain(path), plain(name))
            else:
                yield Problem(plain(path), None, "is not a file")
        except OSError as error:
            yield Problem(
                plain(path), None, "is a link to nothing" if _dangling(path) else _unreadable(error)
            )


def _listed(folder: str) -> list[tuple[str, str]]:
    """Path and name of what is in a folder, last name first (the walk takes them off the end)."""
    with os.scandir(folder) as entries:
        names = [(e.path, e.name) for e in entries if not skipped_in_folders(e.name)]
    return sorted(names, key=lambda pair: pair[1], reverse=True)


def _dangling(path: str) -> bool:
    return Path(path).is_symlink() and not Path(path).exists()


def plain(path: str) -> str:
    """A path as text that UTF-8 can carry: bytes that are no UTF-8 become U+FFFD; separators are `/`."""
    try:
        text = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        text = path.encode("utf-8", "replace").decode("utf-8")
    return text.replace(os.sep, "/") if os.sep != "/" else text
