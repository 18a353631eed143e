"""Opening an input and reading it within limits: gzip, overlong lines, files that change meanwhile."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from gold.inputs.decode import bom_of
from gold.inputs.find import STDIN
from gold.inputs.model import MEGABYTE, InputOptions, Unusable

_CHUNK = 1 << 16
#: What reading a damaged or vanishing file can raise.
READ_ERRORS = (OSError, Unusable)


class _Counted(io.RawIOBase):
    """Passes bytes through and counts them, so that the ratio of packed to unpacked is known."""

    def __init__(self, inner: BinaryIO, tell: Callable[[int], None] | None = None) -> None:
        self.inner = inner
        self.tell_read = tell
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.inner.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        if self.tell_read is not None:
            self.tell_read(len(data))
        return len(data)


class _Unpacked(io.RawIOBase):
    """A gzip stream that refuses to unpack without end."""

    def __init__(self, packed: BinaryIO, options: InputOptions) -> None:
        import gzip
        import zlib

        self.damage = (EOFError, zlib.error, gzip.BadGzipFile)
        self.packed = _Counted(packed)
        self.gzip = gzip.GzipFile(fileobj=io.BufferedReader(self.packed, _CHUNK), mode="rb")
        self.options = options
        self.total = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            data = self.gzip.read(len(view))
        except self.damage:
            raise Unusable("is a damaged gzip file") from None
        view[: len(data)] = data
        self.total += len(data)
        limit = max(self.options.bomb_bytes, self.options.bomb_ratio * max(self.packed.count, 1))
        if self.total > limit:
            raise Unusable(
                f"unpacks to more than {self.options.bomb_ratio} times its size; the rest was not read"
            )
        return len(data)


@contextmanager
def opened(path: str, options: InputOptions) -> Iterator[io.BufferedReader]:
    """The input's bytes, unpacked if they are gzipped (seen by their beginning, not by the name).

    Raises OSError or Unusable (a damaged gzip, a bomb) while opening or reading.
    """
    if path == STDIN:
        raw = options.stdin or sys.stdin.buffer
        yield _maybe_unpacked(_buffered(raw), options)
        return
    with Path(path).open("rb") as file:
        if options.on_bytes is not None:
            file = io.BufferedReader(_Counted(file, options.on_bytes), _CHUNK)
        yield _maybe_unpacked(file, options)


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(_Counted(raw), _CHUNK)


def _maybe_unpacked(file: io.BufferedReader, options: InputOptions) -> io.BufferedReader:
    if file.peek(2)[:2] != b"\x1f\x8b":
        return file
    return io.BufferedReader(_Unpacked(cast(BinaryIO, file), options), _CHUNK)


def why(error: BaseException) -> str:
    """What went wrong while reading, in words."""
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "is not there (any more)"
    if isinstance(error, PermissionError):
        return "may not be read: permission denied"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return f"cannot be read: {error}"


def whole(stream: io.BufferedReader, options: InputOptions) -> bytes:
    """All bytes of an input that is one article; raises Unusable where there are none or too many."""
    limit = options.max_article_bytes
    data = _read_up_to(stream, limit + 1)
    if len(data) > limit:
        raise Unusable(f"is larger than {megabytes(limit)}, the limit for one article")
    if not data:
        raise Unusable("is empty")
    return data


def _read_up_to(stream: io.BufferedReader, size: int) -> bytes:
    parts, left = [], size
    while left > 0 and (part := stream.read(min(left, MEGABYTE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def numbered_lines(stream: io.BufferedReader, options: InputOptions) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number, line end included; None in place of a line over the limit.

    A byte order mark is dropped; UTF-16 and UTF-32 come out as UTF-8.
    """
    limit = options.max_article_bytes
    mark = bom_of(stream.peek(4)[:4])
    if mark is not None and mark[0] != "utf-8":
        yield from _recoded_lines(stream, mark[0], limit)
        return
    if mark is not None:
        stream.read(mark[1])
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield number, None
        else:
            yield number, line


def _recoded_lines(
    stream: io.BufferedReader, encoding: str, limit: int
) -> Iterator[tuple[int, bytes | None]]:
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")
    try:
        number = 0
        text.read(1)
        while line := text.readline(limit + 1):
            number += 1
            if len(line) > limit:
                while line and not line.endswith("\n"):
                    line = text.readline(_CHUNK)
                yield number, None
            else:
                yield number, line.encode("utf-8", "surrogatepass")
    finally:
        text.detach()


def stamp(path: str) -> tuple[int, int] | None:
    """Size and time of change of a file, to see whether it changed while it was read."""
    if path == STDIN:
        return None
    try:
        stat = Path(path).stat()
    except OSError:
        return None
    return (stat.st_size, stat.st_mtime_ns)


def megabytes(size: int) -> str:
    """`16 MB`."""
    return f"{size / MEGABYTE:g} MB"
