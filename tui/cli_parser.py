"""The command line in argparse's words: every command with its options and what they mean."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TypeAlias

from gold.inputs.model import FIELDS, KINDS
from tui.cli_out import DONE, Stop
from tui.cli_parser_team import add_adjudicate, add_assign

_EPILOG = """\
Without a command, `assay [PATH…]` reviews. A file that is named like a command is meant by ./NAME.

Settings: assay.toml in this folder, else assay/assay.toml in the XDG configuration folder.
Environment: ASSAY_DB, ASSAY_REVIEWER.
Exit codes: 0 done; 1 done in part or a check failed; 2 wrong usage or unusable input, nothing changed.
"""

_PATHS = "files (.txt .md .html .jsonl .json .csv .tsv, gzipped or not), folders, globs, - for standard input"


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


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """The whole command line; for `review` only that command: no screen waits for what the others take."""
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
    _add_review(commands)
    if command == "review":
        return top
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


def _add_review(commands: Commands) -> None:
    review = _command(
        commands,
        "review",
        "import what is new and open the review screen",
        "It opens on the first article that waits; PATH limits the queue to its articles.",
    )
    _reads(review, "*")


def _add_reading(commands: Commands) -> None:
    from gold.formats import FORMATS

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
    add.add_argument(
        "--format",
        choices=[f.name for f in FORMATS.values() if f.reads],
        help="the files are another tool's; what it labelled becomes a proposal",
    )
    run = _command(
        commands,
        "extract",
        "articles in, assay/1 lines out, without a store",
        "Results come in the order of the input and nothing is merged.",
    )
    _reads(run, "+")
    run.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output")
    run.add_argument(
        "--extractor", metavar="NAME", help="who extracts: rules, or one that an installed package brings"
    )
    run.add_argument("--jobs", metavar="N", type=_whole, default=1, help="processes; 0: one for each core")


def _add_looking(commands: Commands) -> None:
    _add_triage(commands)
    one = _command(commands, "show", "one record as it stands")
    one.add_argument("id", metavar="ID", help="an article's id, or the sha256 of its text")
    _json(one)
    sums = _command(commands, "stats", "progress, pace and correction rates")
    _json(sums)
    _add_score(commands)


def _add_triage(commands: Commands) -> None:
    from store.query import SORTS, STATUS_FILTERS

    queue = _command(commands, "triage", "the queue as a table, worst first, with the reasons")
    queue.add_argument("--limit", metavar="N", type=_whole, default=50, help="rows to print (50; 0: all)")
    queue.add_argument("--sort", choices=SORTS, default="worst", help="the order (worst)")
    queue.add_argument("--backwards", action="store_true", help="the order turned round")
    queue.add_argument(
        "--status",
        choices=(*STATUS_FILTERS, "all"),
        default="waiting",
        help="only articles that stand so for this reviewer (waiting)",
    )
    queue.add_argument("--flagged", action="store_true", help="only articles flagged for later")
    queue.add_argument("--check", metavar="CODE", help="only articles with this open check")
    queue.add_argument("--place", metavar="NAME", help="only with a main incident in this place or country")
    queue.add_argument("--publisher", metavar="NAME", help="only of this publisher")
    queue.add_argument("--since", metavar="DAY", type=_day, help="published then or later (YYYY-MM-DD)")
    queue.add_argument("--until", metavar="DAY", type=_day, help="published then or earlier")
    queue.add_argument("--text", metavar="WORDS", help='only with these words; "a phrase", prefix*, -without')
    queue.add_argument("--no-copies", action="store_true", help="of nearly equal texts only the oldest")
    _json(queue)


def _day(word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no day such as 2025-02-01") from None


def _add_score(commands: Commands) -> None:
    one = _command(
        commands,
        "score",
        "how good predictions are, slot by slot, against gold",
        "GOLD and PREDICTED are files or folders of assay/1 (gold, reviewed records, proposals); a second "
        "PREDICTED is compared with the first. docs/gold.md says how each figure is made.",
    )
    one.add_argument("paths", metavar="GOLD PREDICTED [PREDICTED]", nargs="*", help="files, folders, -")
    one.add_argument(
        "--store", action="store_true", help="every proposal version against the verified records"
    )
    one.add_argument(
        "--older", metavar="GOLD", help="an older version of the gold: what the difference makes"
    )
    one.add_argument("--tolerance", metavar="PERCENT", type=_whole, default=10, help="nearly right (10)")
    one.add_argument("--seed", metavar="N", type=_whole, default=1, help="of the intervals and tests (1)")
    one.add_argument("--worst", metavar="N", type=_whole, default=10, help="articles to name (10)")
    one.add_argument(
        "--count-unanswered",
        action="store_true",
        help="gold articles without a prediction count as empty ones instead of being left out",
    )
    one.add_argument("--html", metavar="FILE", help="write the whole report as one HTML file, too")
    _json(one)


def _add_keeping(commands: Commands) -> None:
    from gold.formats import FORMATS

    out = _command(
        commands,
        "export",
        "verified and irrelevant records",
        "Of each article the adjudicated record, else the sole reviewer's; where there are two, --reviewer "
        "decides. What a format leaves out is said at the end; assay/1 leaves out nothing.",
    )
    out.add_argument(
        "--format", choices=("assay", "jsonl", *list(FORMATS)[1:]), required=True, help="jsonl is assay/1 too"
    )
    out.add_argument("-o", "--output", metavar="FILE", help="write here instead of to standard output")
    out.add_argument(
        "--with-locked", action="store_true", help="the articles of a release's locked split as well"
    )
    add_assign(_command, _json, commands)
    add_adjudicate(_command, _json, commands)
    agreed = _command(
        commands,
        "agreement",
        "how far reviewers agree",
        "First on which incidents there are, then on each field of those that both found.",
    )
    agreed.add_argument("paths", metavar="FILE", nargs="*", help="assay/1 lines, a coder a file (the store)")
    agreed.add_argument(
        "--screen", action="store_true", help="on a screen, the worst articles to step through"
    )
    agreed.add_argument("--worst", metavar="N", type=_whole, default=20, help="articles to name (20)")
    agreed.add_argument("--replicates", metavar="N", type=_whole, default=1000, help="for intervals (1000)")
    agreed.add_argument("--seed", metavar="N", type=_whole, default=1, help="of the intervals (1)")
    _json(agreed)
    frozen = _command(
        commands,
        "release",
        "a frozen, numbered, hashed gold set in a folder",
        "Changed rules make a major version, changed values a minor one. Released splits stay as they are.",
    )
    frozen.add_argument("name", metavar="NAME", help="its name; with --check or --attach-texts the folder")
    frozen.add_argument("-o", "--output", metavar="DIR", help="the folder (releases/NAME-VERSION)")
    frozen.add_argument("--license", default="CC-BY-4.0", help="for the card (CC-BY-4.0)")
    frozen.add_argument(
        "--sampling", default="Not stated.", help="how the articles were chosen, for the card"
    )
    frozen.add_argument("--url", help="where it will stand, for the card")
    frozen.add_argument("--shares", metavar="A,B,C", help="of train, dev and test at the first release")
    frozen.add_argument("--lock", action="append", choices=("train", "dev", "test"), help="hold a split out")
    frozen.add_argument("--reason", help="for changed values whose article has no note")
    frozen.add_argument("--without-texts", action="store_true", help="leave out texts and quotes")
    frozen.add_argument("--dry-run", action="store_true", help="say what would be released")
    frozen.add_argument("--check", action="store_true", help="verify a released folder")
    frozen.add_argument(
        "--attach-texts", metavar="PATH", nargs="+", help="put texts back, from articles; hashes are checked"
    )
    _json(frozen)
    told = _command(
        commands,
        "guidelines",
        "the project's coding rules",
        "Versioned; every decision remembers the version it was made under.",
    )
    told.add_argument("word", metavar="WORD", nargs="?", help="only the rules of a field, or about a word")
    told.add_argument("--version", metavar="N", help="an earlier version")
    told.add_argument("--list", action="store_true", help="the versions, and who made them")
    told.add_argument(
        "--made", action="store_true", help="the rules made of mends: who, when, how often they apply"
    )
    told.add_argument("--retire", metavar="N", type=int, help="end the rule N made of mends")
    told.add_argument(
        "--set", metavar="FILE", help="make this Markdown file the next version (- for standard input)"
    )
    _json(told)
    check = _command(commands, "verify-store", "check that the store holds what its log says")
    _json(check)
    copy = _command(commands, "backup", "copy the store while it is in use")
    copy.add_argument("file", metavar="FILE", help="the copy; it must not exist yet")
    whole = _command(
        commands,
        "copy-store",
        "copy the store row by row into a new one, and compare the two",
        "The copy has nothing that was deleted, so it may be smaller than a backup.",
    )
    whole.add_argument("target", metavar="TARGET", help="a file or an SQLAlchemy URL; not there yet")
    erase = _command(
        commands,
        "purge",
        "erase articles for good",
        "Text, proposals, records and every quote in the log go, also from freed pages; a tombstone stays "
        "(id, hash, when, who), and the same text is not stored again. Without an ID, finishes an earlier "
        "purge that could not overwrite the freed pages.",
    )
    erase.add_argument("ids", metavar="ID", nargs="*", help="an article's id, or the sha256 of its text")
    erase.add_argument("--yes", action="store_true", help="don't ask")


def _json(command: _Parser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


_whole.__name__ = "whole number"
