"""The formats that records are written in and read from: one module each, loaded when it is asked for."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any, TypeAlias

from gold.formats.losses import Losses

Json: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What writing came to: records, what the format left out, cells defused for spreadsheets."""

    records: int
    losses: Losses
    defused: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """One record read from a file of another tool, in wire shape, and where it stood.

    `record` is None where it could not be read; `notes` say why, or what was not taken over.
    """

    record: dict[str, Any] | None
    line: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `module` has `write(records, out) -> Written` and, where `reads`, `read(stream)`.

    `binary`: it cannot go to a terminal. `config` is a file of this package to be laid beside the output.
    """

    name: str
    module: str
    about: str
    reads: bool = True
    binary: bool = False
    config: str | None = None

    def write(self, records: Iterable[Json], out: IO[Any]) -> Written:
        """Write wire records as a stream; `out` takes text, or bytes where `binary`."""
        written: Written = self._function("write")(records, out)
        return written

    def read(self, stream: io.BufferedReader) -> Iterator[Read]:
        """Read a file of this format, record by record; what cannot be read is said in `Read.notes`."""
        found: Iterator[Read] = self._function("read")(stream)
        return found

    def _function(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(import_module(self.module), name)
        return found


def _format(name: str, about: str, **more: Any) -> Format:
    return Format(name, f"gold.formats.{name}", about, **more)


#: Every format by its name on the command line.
FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        _format("assay", "assay/1, one JSON object a line: everything", reads=False),
        _format("csv", "a flat table, one row a count"),
        _format("parquet", "a typed table, one row a record, with the whole record in it", binary=True),
        _format(
            "label_studio", "Label Studio tasks with predictions or annotations", config="label_studio.xml"
        ),
        _format("prodigy", "Prodigy JSONL with spans and tokens"),
        _format("doccano", "doccano JSONL with entities"),
        _format("langextract", "LangExtract JSONL with grouped extractions"),
        _format("ucdp", "UCDP GED columns: deaths by side, totals as event_clarity 2"),
        _format("acled", "ACLED columns: fatalities in one figure"),
    )
}
