"""Standard input, output and error as they are met: closed, full, a pipe that nobody reads any more."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

_OF_WRITING = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, errno.EDQUOT)


def open_closed_streams() -> None:
    """Give each standard stream that was closed a stand-in.

    Else the next file that is opened, the store it may be, gets the number of a standard stream and takes
    what is printed there. Input is empty, errors go nowhere; writing results to a closed output fails.
    """
    if sys.stdin is None and _claimed(0, os.O_RDONLY):
        sys.stdin = _text(0, "r")
    if sys.stdout is None and _claimed(1, os.O_RDONLY):
        sys.stdout = _text(1, "w")
    if sys.stderr is None and _claimed(2, os.O_WRONLY):
        sys.stderr = _text(2, "w")


def _claimed(number: int, how: int) -> bool:
    """Whether the descriptor was closed, and is the null device's now."""
    try:
        os.fstat(number)
    except OSError:
        found = os.open(os.devnull, how)
        if found != number:
            os.dup2(found, number)
            os.close(found)
        return True
    return False


def _text(number: int, mode: str) -> TextIO:
    return open(number, mode, encoding="utf-8", closefd=False)  # type: ignore[return-value]


def speak_utf8() -> None:
    """Results are UTF-8 whatever the locale says, and what cannot be written never ends a command."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def broken_output(problem: BaseException) -> str | None:
    """Why nothing can be written to standard output, if that is what the problem was; else None.

    What is buffered fails again. What is not is known by its kind: no file's name, and an error of writing.
    """
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        return (getattr(error, "strerror", None) or str(error)).lower()
    if isinstance(problem, OSError) and problem.filename is None and problem.errno in _OF_WRITING:
        return (problem.strerror or str(problem)).lower()
    return None


def forget_output() -> None:
    """Nobody takes our output any more: leave without the interpreter complaining about it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            point_nowhere(stream)


def point_nowhere(stream: TextIO) -> None:
    """Let what the stream still holds, and all that follows, go to the null device."""
    with suppress(OSError, ValueError):
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
