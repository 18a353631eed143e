"""The command `assay`: what it understands, and which part of the program does it.

Only what a command needs is imported, when it is needed: `assay --help` loads neither the screen nor the
store, and the screen is up before the store's machinery is.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from gold.inputs.model import FIELDS
from tui.cli_out import IN_PART, INTERRUPTED, UNUSABLE, Stop, say, visible
from tui.cli_parser import parser as parser
from tui.cli_streams import broken_output, forget_output, open_closed_streams, speak_utf8
from tui.settings import Settings, SettingsError, settle

#: Each command with the function that runs it, as `module:function(args, settings) -> exit code`.
COMMANDS: dict[str, str] = {
    "review": "tui.cli_review:review",
    "import": "tui.cli_import:import_",
    "extract": "tui.cli_extract:extract",
    "triage": "tui.cli_triage:triage",
    "show": "tui.cli_show:show",
    "stats": "tui.cli_stats:stats",
    "score": "tui.cli_score:score",
    "agreement": "tui.cli_agreement:agreement",
    "assign": "tui.cli_assign:assign",
    "adjudicate": "tui.cli_adjudicate:adjudicate",
    "export": "tui.cli_export:export",
    "release": "tui.cli_release:release",
    "guidelines": "tui.cli_guidelines:rules",
    "verify-store": "tui.cli_store:verify_store",
    "backup": "tui.cli_store:backup",
    "copy-store": "tui.cli_store:copy_store",
    "purge": "tui.cli_purge:purge",
}

_GLOBAL_WITH_VALUE = ("--db", "--reviewer")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; raises nothing but SystemExit for `--help`."""
    open_closed_streams()
    try:
        try:
            return _run(list(sys.argv[1:] if argv is None else argv))
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_output()
        return IN_PART
    except Exception as error:
        if (reason := broken_output(error)) is not None:
            say(f"cannot write to standard output: {reason}")
            forget_output()
        else:
            _own_fault()
        return IN_PART


def _run(argv: list[str]) -> int:
    speak_utf8()
    try:
        words = with_command(argv)
        args = parser(*words[command_at(words) :][:1]).parse_args(words)
        settings = settle(db=args.db, reviewer=args.reviewer, columns=columns_of(args))
        for note in settings.notes:
            say(note)
        code = _function(COMMANDS[args.command])(args, settings)
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


def _own_fault() -> None:
    """Something happened that no sentence was written for: say all of it, harmlessly."""
    import traceback

    with suppress(OSError):
        for line in traceback.format_exc().splitlines():
            print(visible(line), file=sys.stderr)
    say("this is a fault of Assay itself; nothing that was saved is lost. Please report the lines above")


def with_command(argv: list[str]) -> list[str]:
    """The command line with `review` put in where it names none. Raises Stop for what is neither.

    The first word that belongs to no global option is a command, or else a path to review.
    """
    at = command_at(argv)
    if at == len(argv):
        return [*argv, "review"]
    if at > len(argv):
        return argv  # an option without its value: argparse says so
    word = argv[at]
    if word in COMMANDS or word in ("-h", "--help", "--version"):
        return argv
    if not word.startswith("-") or word == "-":
        _must_be_path(word)
    return [*argv[:at], "review", *argv[at:]]


def command_at(argv: Sequence[str]) -> int:
    """Where the command stands in a command line, or its first path: after the global options.

    Beyond the end by one where the last of those lacks its value.
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
    return at


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
