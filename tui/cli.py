"""The command `assay`: what it understands, and which part of the program does it.

Only what a command needs is imported, when it is needed: `assay --help` loads neither the screen nor the
store, and the screen is up before the store's machinery is.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from gold.inputs.model import FIELDS, KINDS
from tui.cli_out import DONE, IN_PART, INTERRUPTED, UNUSABLE, Stop, say, visible
from tui.settings import Settings, SettingsError, settle

#: Each command with the function that runs it, as `module:function(args, settings) -> exit code`.
COMMANDS: dict[str, str] = {
    "review": "tui.cli_review:review",
    "import": "tui.cli_import:import_",
    "extract": "tui.cli_extract:extract",
    "triage": "tui.cli_triage:triage",
    "show": "tui.cli_show:show",
    "stats": "tui.cli_stats:stats",
    "export": "tui.cli_export:export",
    "verify-store": "tui.cli_store:verify_store",
    "backup": "tui.cli_store:backup",
}

_GLOBAL_WITH_VALUE = ("--db", "--reviewer")

_EPILOG = """\
Without a command, `assay [PATH…]` reviews. A file that is named like a command is meant by ./NAME.

Settings: assay.toml in this folder, else assay/assay.toml in the XDG configuration folder.
Environment: ASSAY_DB, ASSAY_REVIEWER.
Exit codes: 0 done; 1 done in part or a check failed; 2 wrong usage or unusable input, nothing changed.
"""

_PATHS = "files (.txt .md .html .jsonl .json .csv .tsv, gzipped or not), folders, globs, - for standard input"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; raises nothing but SystemExit for `--help`."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return IN_PART
    except Exception:
        _own_fault()
        return IN_PART


def _run(argv: list[str]) -> int:
    _speak_utf8()
    try:
        args = parser().parse_args(with_command(argv))
        settings = settle(db=args.db, reviewer=args.reviewer, columns=columns_of(args))
        code = _function(COMMANDS[args.command])(args, settings)
        sys.stdout.flush()
    except Stop as stop:
        say(str(stop))
        return stop.code
    except SettingsError as error:
        say(str(error))
        return UNUSABLE
    except Exception as error:
        if not _is_store_error(error):
            raise
        say(str(error))
        return UNUSABLE
    return code


def _is_store_error(error: Exception) -> bool:
    """Whether the store said in one sentence what it could not do (without importing it to find out)."""
    errors = sys.modules.get("store.errors")
    return errors is not None and isinstance(error, errors.StoreError)


def _function(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    module, function = name.split(":")
    found: Callable[[argparse.Namespace, Settings], int] = getattr(import_module(module), function)
    return found


def _speak_utf8() -> None:
    """Results are UTF-8 whatever the locale says, and what cannot be written never ends a command."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _own_fault() -> None:
    """Something happened that no sentence was written for: say all of it, harmlessly."""
    import traceback

    for line in traceback.format_exc().splitlines():
        print(visible(line), file=sys.stderr)
    say("this is a fault of Assay itself; nothing that was saved is lost. Please report the lines above")


def _forget_output() -> None:
    """The reader of our output has gone: leave without the interpreter complaining about it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def with_command(argv: list[str]) -> list[str]:
    """The command line with `review` put in where it names none. Raises Stop for what is neither.

    The first word that belongs to no global option is a command, or else a path to review.
    """
    at = 0
    while at < len(argv):
        word = argv[at]
        if word in _GLOBAL_WITH_VALUE:
            at += 2
        elif word.startswith(tuple(f"{o}=" for o in _GLOBAL_WITH_VALUE)):
            at += 1
        else:
            break
    if at >= len(argv):
        return [*argv, "review"]
    word = argv[at]
    if word in COMMANDS or word in ("-h", "--help", "--version"):
        return argv
    if not word.startswith("-") or word == "-":
        _must_be_path(word)
    return [*argv[:at], "review", *argv[at:]]


def _must_be_path(word: str) -> None:
    if word == "-" or os.path.lexists(word) or any(sign in word for sign in "*?["):
        return
    import difflib

    close = difflib.get_close_matches(word, COMMANDS, n=1, cutoff=0.6)
    bare = Path(word).name == word and not Path(word).suffix
    if close and bare:
        raise Stop(f"{word!r} is neither a command nor a file here: did you mean `assay {close[0]}`?")
    if bare:
        raise Stop(f"{word!r} is neither a command nor a file here: `assay --help` lists the commands")
    raise Stop(f"{word}: there is no such file or folder")


def columns_of(args: argparse.Namespace) -> dict[str, str]:
    """The `--column FIELD=NAME` options as a mapping. Raises Stop where one is not understood."""
    columns = {}
    for pair in getattr(args, "column", None) or []:
        field, equals, name = pair.partition("=")
        if not equals or not name or field not in FIELDS:
            raise Stop(f"--column {pair}: write FIELD=NAME, FIELD one of {', '.join(FIELDS)}")
        columns[field] = name
    return columns


class _Parser(argparse.ArgumentParser):
    """argparse, whose complaints are one sentence like all others."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise Stop(f"{message} (`{self.prog} --help` tells more)")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("assay")
        except PackageNotFoundError:
            number = "(not installed)"
        print(f"assay {number}")
        parser.exit(DONE)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="assay",
        description="Read a news report beside what a machine extracted from it, and turn that into a "
        "verified record.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    top.add_argument("--db", metavar="DB", help="the store: a file (assay.db) or an SQLAlchemy URL")
    top.add_argument("--reviewer", metavar="NAME", help="who decides (your login name)")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands", parser_class=_Parser)
    _add_reading(commands)
    _add_looking(commands)
    _add_keeping(commands)
    return top


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _command(commands: Commands, name: str, summary: str, more: str = "") -> _Parser:
    made: _Parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}. {more}".strip(),
        allow_abbrev=False,
    )
    made.add_argument("--db", metavar="DB", default=argparse.SUPPRESS, help="the store")
    made.add_argument("--reviewer", metavar="NAME", default=argparse.SUPPRESS, help="who decides")
    return made


def _reads(command: _Parser, nargs: str) -> None:
    command.add_argument("paths", metavar="PATH", nargs=nargs, help=_PATHS)
    command.add_argument(
        "--column",
        metavar="FIELD=NAME",
        action="append",
        help=f"the input's own name of a column or JSON key ({', '.join(FIELDS)}); may be repeated",
    )
    command.add_argument(
        "--as",
        dest="kind",
        choices=KINDS,
        help="what standard input, or a file whose name does not tell, holds",
    )


def _add_reading(commands: Commands) -> None:
    review = _command(
        commands,
        "review",
        "import what is new and open the review screen",
        "It opens on the first article that waits; PATH limits the queue to its articles.",
    )
    _reads(review, "*")
    add = _command(
        commands,
        "import",
        "put articles, or an extractor's proposals, into the store",
        "A line of assay/1 with an extractor is a proposal and goes beside the others of its article. What "
        "is known already is not stored twice.",
    )
    _reads(add, "+")
    add.add_argument(
        "--as-decisions",
        action="store_true",
        help="take reviewed records over as their reviewers' work, dated today",
    )
    run = _command(
        commands,
        "extract",
        "articles in, assay/1 lines out, without a store",
        "Results come in the order of the input and nothing is merged.",
    )
    _reads(run, "+")
    run.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output")
    run.add_argument("--jobs", metavar="N", type=_whole, default=1, help="processes; 0: one for each core")


def _add_looking(commands: Commands) -> None:
    queue = _command(commands, "triage", "the queue as a table, worst first, with the reasons")
    queue.add_argument("--limit", metavar="N", type=_whole, default=50, help="rows to print (50; 0: all)")
    _json(queue)
    one = _command(commands, "show", "one record as it stands")
    one.add_argument("id", metavar="ID", help="an article's id, or the sha256 of its text")
    _json(one)
    sums = _command(commands, "stats", "progress, pace and correction rates")
    _json(sums)


def _add_keeping(commands: Commands) -> None:
    out = _command(
        commands,
        "export",
        "verified and irrelevant records",
        "Of each article the adjudicated record, else the sole reviewer's; where there are two, --reviewer "
        "decides. csv has one row a count; rejected values are only in assay/1.",
    )
    out.add_argument(
        "--format", choices=("assay", "jsonl", "csv"), required=True, help="jsonl is assay/1 too"
    )
    out.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output")
    check = _command(commands, "verify-store", "check that the store holds what its log says")
    _json(check)
    copy = _command(commands, "backup", "copy the store while it is in use")
    copy.add_argument("file", metavar="FILE", help="the copy; it must not exist yet")


def _json(command: _Parser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


_whole.__name__ = "whole number"
