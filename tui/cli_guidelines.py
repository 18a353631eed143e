"""`assay guidelines`: the project's coding rules, their versions and what changed between them."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from gold import guidelines
from gold.formats.assay import harmless
from store.guidelines import Guideline
from tui.cli_out import DONE, Stop, as_json, put, put_json, say, table
from tui.cli_store import must_exist, open_existing, open_for_writing
from tui.settings import Settings


def rules(args: argparse.Namespace, settings: Settings) -> int:
    """Print the rules in force, one rule, a version, the list of versions; or set new ones."""
    if args.set is not None:
        return _set(args.set, settings)
    known = _known(settings)
    if args.list:
        return _list(known, as_lines=not args.json)
    chosen = _version(known, args.version)
    if args.word is None:
        found = chosen.body
    else:
        told = guidelines.matching(chosen.body, args.word)
        if not told:
            close = difflib.get_close_matches(args.word, _words(chosen.body), n=1)
            hint = f": did you mean {close[0]!r}?" if close else ""
            raise Stop(f"no coding rule speaks of {args.word!r}{hint}")
        found = "\n\n".join(f"## {s.title}\n\n{s.body}" for s in told)
    if args.json:
        put_json({**as_json(chosen), "body": found})
        return DONE
    for line in found.splitlines():
        put(line)
    return DONE


def _set(path: str, settings: Settings) -> int:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        body = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        why = (problem.strerror or "").lower() if isinstance(problem, OSError) else "it is not UTF-8 text"
        raise Stop(f"cannot read the rules from {path}: {why}") from None
    if not guidelines.sections(body):
        raise Stop(f"{path} has no rule: each begins with a line `## Heading`")
    with open_for_writing(settings) as store:
        before = guidelines.ensure(store)
        made = store.add_guideline(body, author=settings.reviewer)
    if made == before:
        say(f"version {before.version} says the same already: nothing was changed")
        return DONE
    for line in guidelines.difference(before, made).splitlines():
        put(harmless(line))
    say(f"version {made.version} of the coding rules is in force; decisions from now on remember it")
    return DONE


def _known(settings: Settings) -> list[Guideline]:
    """The versions of the store; Assay's own rules where it has none, or where there is no store yet."""
    if "://" in settings.db or Path(settings.db).exists():
        must_exist(settings)
        with open_existing(settings) as store:
            if told := store.guidelines():
                return told
    return [Guideline("1", "", guidelines.AUTHOR, "", guidelines.base())]


def _version(known: list[Guideline], version: str | None) -> Guideline:
    if version is None:
        return known[-1]
    for one in known:
        if one.version == version:
            return one
    raise Stop(f"there is no version {version!r} of the coding rules: {', '.join(g.version for g in known)}")


def _list(known: list[Guideline], *, as_lines: bool) -> int:
    if not as_lines:
        put_json([as_json(one) for one in known])
        return DONE
    rows = [(g.version, g.at[:10] or "–", g.author, str(len(guidelines.sections(g.body)))) for g in known]
    table(("version", "since", "by", "rules"), rows, right=(0, 3))
    return DONE


def _words(body: str) -> list[str]:
    told = guidelines.sections(body)
    return sorted({name for s in told for name in s.fields} | {s.title.casefold() for s in told})
