"""A program in a real pseudo-terminal: start it, press keys, wait until something stands on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


class Terminal:
    """A process on its own pty of `columns` × `rows`. Times are seconds since it was started."""

    def __init__(
        self,
        command: Sequence[str] | Callable[[], int],
        *,
        cwd: Path,
        columns: int = 120,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.output = b""
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, cwd, environ or {})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._ended: int | None = None
        self._code: int | None = None
        #: Processor time that it had used when it was killed (seconds).
        self.cpu = 0.0

    def wait_for(self, words: bytes, *, since: int = 0, seconds: float = 20.0) -> float:
        """Read until these bytes stand in the output after `since`; when that was. Raises TimeoutError."""
        until = time.perf_counter() + seconds
        while words not in self.output[since:]:
            if time.perf_counter() > until:
                raise TimeoutError(f"{words!r} never came; the end was {self.output[-400:]!r}")
            if not self.drain_once(0.05) and self._ended is not None:
                raise TimeoutError(f"the program ended before {words!r} came: {self.output[-400:]!r}")
        return time.perf_counter() - self.started

    def drain_once(self, seconds: float) -> bool:
        """Read what comes first in this time; whether anything came."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:
            chunk = b""
        if not chunk:
            self._ended = self._ended if self._ended is not None else 0
        self.output += chunk
        return bool(chunk)

    def drain(self, seconds: float) -> None:
        """Read whatever comes in this time."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.drain_once(left)

    def settle(self, seconds: float = 0.6) -> None:
        """Read until nothing has come for this long: what is on screen is then whole."""
        while self.drain_once(seconds):
            pass

    def press(self, keys: bytes) -> int:
        """Send keys; returns the offset in the output from which their effect is to be read."""
        mark = len(self.output)
        os.write(self._fd, keys)
        return mark

    def exit_code(self, seconds: float = 20.0) -> int:
        """Read until the program ends by itself; its exit code. Raises TimeoutError."""
        until = time.perf_counter() + seconds
        while self._code is None:
            self.drain_once(0.05)
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
                self.cpu = used.ru_utime + used.ru_stime
            elif time.perf_counter() > until:
                raise TimeoutError(f"the program goes on; the end was {self.output[-400:]!r}")
        return self._code

    def kill(self) -> None:
        """End it at once, as `kill -9` does; nothing where it has ended."""
        if self._fd < 0:
            return
        if self._code is None:
            self._kill()
        os.close(self._fd)
        self._fd = -1

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        _, _, used = os.wait4(self.pid, 0)
        self.cpu = used.ru_utime + used.ru_stime
        self._code = -signal.SIGKILL

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def _become(command: Sequence[str] | Callable[[], int], cwd: Path, environ: Mapping[str, str]) -> NoReturn:
    """In the child: turn into the program. Whatever fails, nothing of the parent's code may go on here."""
    if callable(command):
        _run(command, cwd, environ)
    try:
        os.chdir(cwd)
        _tell_of_the_terminal(environ)
        os.execvp(command[0], list(command))
    except OSError as problem:
        os.write(2, f"{command[0]} cannot be started: {problem}\n".encode())
    finally:
        os._exit(127)


def _tell_of_the_terminal(environ: Mapping[str, str]) -> None:
    """In the child: the environment of this pty.

    A size that the parent was told is not the size of this one, and a program whose modules may not be kept
    compiled starts in a time that no user sees.
    """
    for name in ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **environ})


def _run(function: Callable[[], int], cwd: Path, environ: Mapping[str, str]) -> NoReturn:
    """In the child: run a function of this very process, which need not load again what is loaded."""
    code = 127
    try:
        os.chdir(cwd)
        _tell_of_the_terminal(environ)
        for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
            stream = os.fdopen(number, mode, encoding="utf-8", closefd=False)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        code = function()
    except BaseException as problem:
        os.write(2, f"{type(problem).__name__}: {problem}\n".encode())
    finally:
        os._exit(code)
