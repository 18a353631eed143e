"""`assay export`: finished records in any of the formats."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, TextIO

from gold.formats import FORMATS, Written
from gold.formats.assay import harmless
from gold.formats.losses import Losses
from tui.cli_out import DONE, IN_PART, Stop, output, say
from tui.cli_store import open_existing
from tui.settings import Settings


def export(args: argparse.Namespace, settings: Settings) -> int:
    """Write every verified and irrelevant record in import order, streamed; say what the format leaves out.

    `--reviewer`, or ASSAY_REVIEWER, decides where several people finished the same article.
    """
    who = settings.reviewer if settings.reviewer_chosen else None
    chosen = FORMATS["assay" if args.format == "jsonl" else args.format]
    to_file = args.output not in (None, "-")
    if chosen.binary and not to_file:
        raise Stop(f"--format {chosen.name} is no text: give a file with -o")
    with open_existing(settings) as store:
        withheld = store.withheld()
        locked = {} if args.with_locked else store.locked()
        lines = store.export_lines(reviewer=who, without=locked)
        with output(args.output) as out:
            if chosen.name == "assay":
                written = _jsonl(lines, out)
            else:
                written = chosen.write(_records(lines), out.buffer if chosen.binary else out)
    if written.records == 0:
        say("nothing to export: no article is verified or irrelevant yet")
    elif to_file:
        say(f"{written.records:,} {'record' if written.records == 1 else 'records'} written to {args.output}")
        if chosen.config is not None:
            say(f"the labelling configuration is beside it: {_lay_beside(args.output, chosen.config)}")
    _report(written)
    if locked:
        names = ", ".join(sorted(set(locked.values())))
        say(f"{len(locked):,} articles of a locked split ({names}) are left out: --with-locked takes them in")
    if withheld:
        _say_withheld(sorted({w.id for w in withheld}))
        return IN_PART
    return DONE


def _say_withheld(names: list[str]) -> None:
    """Records with a planted error in them do not go out."""
    what = "1 record" if len(names) == 1 else f"{len(names):,} records"
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    say(
        f"withheld: {what} in which a planted error still stands ({', '.join(names[:5])}{more}): "
        "`assay assign --report` says which, correct it in the review"
    )


def _records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield json.loads(line)


def _jsonl(lines: Iterable[str], out: TextIO) -> Written:
    records = 0
    for line in lines:
        out.write(harmless(line))
        out.write("\n")
        records += 1
    return Written(records, Losses())


def _lay_beside(path: str, name: str) -> str:
    """Write the format's own configuration file next to the export."""
    target = f"{path}{Path(name).suffix}"
    with output(target) as out:
        out.write(resources.files("gold.formats").joinpath(name).read_text(encoding="utf-8"))
    return target


def _report(written: Written) -> None:
    """What the format leaves out, and what was defused."""
    for sentence in written.losses.sentences():
        say(f"left out: {sentence}")
    if written.defused:
        cells = "1 cell begins" if written.defused == 1 else f"{written.defused:,} cells begin"
        say(f"{cells} with ' so that no spreadsheet runs it as a formula")
