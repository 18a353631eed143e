"""The one way in: paths to articles. What cannot be read is named and the rest goes on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TypeAlias

from extract.model import Article
from gold.inputs.decode import plural
from gold.inputs.find import STDIN, Found, find, kind_by_name
from gold.inputs.model import InputOptions, Item, Kind, Problem
from gold.inputs.streams import READ_ERRORS, opened, stamp, why

Reader: TypeAlias = Callable[[io.BufferedReader, Found, InputOptions], Iterator[Item | Problem]]

#: Module and function that read each kind; loaded when the first file of the kind is met.
READERS: dict[Kind, tuple[str, str]] = {
    "text": ("gold.inputs.documents", "read_text"),
    "html": ("gold.inputs.documents", "read_html"),
    "jsonl": ("gold.inputs.objects", "read_jsonl"),
    "json": ("gold.inputs.objects", "read_json"),
    "csv": ("gold.inputs.tables", "read_csv"),
    "tsv": ("gold.inputs.tables", "read_tsv"),
}


def _reader(kind: Kind) -> Reader:
    module, function = READERS[kind]
    found: Reader = getattr(import_module(module), function)
    return found


def read_articles(paths: Sequence[str], options: InputOptions | None = None) -> Iterator[Article | Problem]:
    """The articles in these files, folders, globs and `-`, in a fixed order, each as soon as it is read."""
    for item in read_items(paths, options):
        yield item.article if isinstance(item, Item) else item


def read_items(paths: Sequence[str], options: InputOptions | None = None) -> Iterator[Item | Problem]:
    """As `read_articles`, with the place of each article and its whole line where that was `assay/1`.

    Never raises for what an input holds: a file that cannot be read, or a part of one, is a `Problem`.
    """
    options = options or InputOptions()
    for found in find(paths):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _file(found, options)


def _file(found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """What one file holds. Whatever goes wrong in it costs the rest of this file, and nothing else."""
    before = stamp(found.path)
    read = bad = 0
    try:
        with opened(found.path, options) as stream:
            reader = _reader(_kind(found, stream, options))
            for item in reader(stream, found, options):
                read += isinstance(item, Item)
                bad += isinstance(item, Problem) and not item.note
                yield item
    except READ_ERRORS as error:
        yield Problem(found.shown, None, _with_rest(why(error), read))
        return
    except Exception as error:  # whatever it is, the other files wait
        fault = f"the reader failed on it: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        yield Problem(found.shown, None, _with_rest(fault, read))
        return
    if not read and not bad:
        yield Problem(found.shown, None, "holds no article")
    if before is not None and stamp(found.path) != before:
        yield Problem(found.shown, None, "changed while it was read; read it again to have it all")


def _with_rest(reason: str, read: int) -> str:
    """The reason, with how much of the file was read before it stopped."""
    if not read or "the rest was not read" in reason:
        return reason
    return f"{reason}; the rest was not read, only {plural(read, 'article')} before it"


def _kind(found: Found, stream: io.BufferedReader, options: InputOptions) -> Kind:
    """What a file is: by its ending, else as the options say, else by its beginning."""
    by_name = None if found.path == STDIN else kind_by_name(found.path)
    return by_name or options.kind or _sniffed(stream.peek(4096)[:4096], options)


def _sniffed(beginning: bytes, options: InputOptions) -> Kind:
    head = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    low = head[:200].lower()
    if low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if head.startswith((b"{", b"[")):
        return "jsonl"
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").casefold()
    for delimiter, kind in ((",", "csv"), ("\t", "tsv"), (";", "csv")):
        names = [n.strip().strip('"') for n in first.split(delimiter)]
        if len(names) > 1 and options.column("text").casefold() in names:
            return "tsv" if kind == "tsv" else "csv"
    return "text"


def usable(paths: Sequence[str], options: InputOptions | None = None) -> list[Problem] | None:
    """None as soon as one article can be read from these paths; else everything that is wrong with them.

    Standard input is believed, because it can be read only once, and so are web pages, because reading one
    is slow; both show their problems when they are read.
    """
    options = options or InputOptions()
    problems: list[Problem] = []
    for found in find(paths):
        if isinstance(found, Problem):
            problems.append(found)
        elif found.path == STDIN or kind_by_name(found.path) == "html":
            return None
        else:
            for item in _file(found, options):
                if isinstance(item, Item):
                    return None
                problems.append(item)
    return problems
