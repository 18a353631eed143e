"""How the command line speaks: sentences on standard error, tables and lines on standard output.

Nothing that came out of an article, a file name or a store acts on the terminal: control characters, escape
sequences and characters that turn the direction of writing are shown, not sent.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from tui.cli_streams import point_nowhere

if TYPE_CHECKING:
    from gold.inputs.model import Problem

DONE, IN_PART, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

#: Characters that act instead of being seen: C0 and C1 controls, surrogates, bidi controls, line separators.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Stop(Exception):
    """The command ends here: one sentence for the person, and the exit code."""

    def __init__(self, sentence: str, code: int = UNUSABLE) -> None:
        super().__init__(sentence)
        self.code = code


def visible(text: str) -> str:
    """The text with everything that would act on a terminal written out, such as ESC as `␛`."""
    return _ACTING.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{code:04x}"


def say(sentence: str) -> None:
    """One sentence on standard error. Where nobody can hear it, the work goes on all the same."""
    try:
        print(f"assay: {visible(sentence)}", file=sys.stderr, flush=True)
    except OSError:
        point_nowhere(sys.stderr)


def put(text: str) -> None:
    """One line on standard output, made harmless."""
    sys.stdout.write(visible(text) + "\n")


def put_json(value: Any) -> None:
    """A value as indented JSON on standard output; what could act on a terminal is escaped as JSON allows."""
    import json

    from gold.formats.assay import harmless

    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write(harmless(text) + "\n")


class Problems:
    """Says problems as they come, and once more in sum at the end.

    The same thing about the same file is said three times at most; the sum tells how often it was.
    """

    def __init__(self, say: Callable[[str], None] = say, each: int = 3) -> None:
        self._say = say
        self._each = each
        self._seen: Counter[tuple[str, str]] = Counter()
        self.bad = 0
        self.notes = 0

    def add(self, problem: Problem) -> None:
        """Says one problem, unless it was said often enough."""
        if problem.note:
            self.notes += 1
        else:
            self.bad += 1
        key = (problem.path, re.sub(r"\d+", "#", problem.reason))
        self._seen[key] += 1
        if self._seen[key] <= self._each:
            self._say(str(problem))

    def close(self) -> None:
        """Says what was left unsaid."""
        for (path, reason), times in self._seen.items():
            if times > self._each:
                self._say(f"{path}: {times - self._each:,} more like it: {reason.replace('#', 'n')}")


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), title: str = ""
) -> None:
    """A table on standard output: drawn for a terminal, else plain columns two blanks apart.

    `right` names the columns (from 0) whose cells stand to the right.
    """
    safe = [[visible(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _drawn(columns, safe, right, title)
        return
    widths = [max(len(r[n]) for r in (columns, *safe)) for n in range(len(columns))]
    for row in (columns, *safe):
        cells = (
            c.rjust(w) if n in right else c.ljust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))
        )
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def _drawn(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(
        box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False
    )
    for n, column in enumerate(columns):
        drawn.add_column(Text(column), justify="right" if n in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console(markup=False, highlight=False, emoji=False).print(drawn)


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Where results go: standard output for None and `-`, else a file that appears whole or not at all.

    The file is written beside its final name, synced and then renamed over it; if the work fails, what stood
    there stays. Devices and pipes are written to directly. Raises Stop where nothing can be written there.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    import tempfile

    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise Stop(f"{path} is a folder: give a file with -o")
            with target.open("w", encoding="utf-8", newline="") as stream:
                yield stream
            return
        real = target.resolve()
        number, name = tempfile.mkstemp(prefix=f".{real.name}.", suffix=".part", dir=real.parent)
    except OSError as error:
        raise Stop(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from None
    part = Path(name)
    try:
        with open(number, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 (a descriptor)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_mode(real))
        part.replace(real)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise Stop(f"cannot write {path}: {(error.strerror or str(error)).lower()}", IN_PART) from None
    finally:
        with suppress(OSError):
            part.unlink()


def _mode(target: Path) -> int:
    """The mode that the file had, else what the process gives new files."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def as_json(value: Any) -> Any:
    """Dataclasses and mappings as plain JSON values."""
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return {str(k): as_json(v) for k, v in value.items()}
    return value
