"""`assay guidelines`: the project's coding rules, their versions, and the rules made of its own mends."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path

from gold import guidelines
from gold.formats.assay import harmless
from gold.guidelines import project
from store.guidelines import Guideline
from store.rulings import Rule, in_words
from tui.cli_out import DONE, Stop, as_json, put, put_json, say, table
from tui.cli_progress import bar
from tui.cli_store import must_exist, open_existing, open_for_writing
from tui.settings import Settings


def rules(args: argparse.Namespace, settings: Settings) -> int:
    """Print the rules in force, one rule, a version, a list; set new ones, or retire one of the project's."""
    if args.set is not None:
        return _set(args.set, settings)
    if args.retire is not None:
        return _retire(args.retire, settings)
    known, made = _known(settings)
    if args.list:
        return _list(known, as_lines=not args.json)
    if args.made:
        return _list_made(made, as_lines=not args.json)
    chosen = _version(known, args.version)
    own = project.markdown(made) if args.version is None else ""
    body = f"{chosen.body.rstrip()}\n\n{own}" if own else chosen.body
    if args.word is None:
        found = body
    else:
        told = guidelines.matching(body, args.word)
        if not told:
            close = difflib.get_close_matches(args.word, _words(body), n=1)
            hint = f": did you mean {close[0]!r}?" if close else ""
            raise Stop(f"no coding rule speaks of {args.word!r}{hint}")
        found = "\n\n".join(f"## {s.title}\n\n{s.body}" for s in told)
    if args.json:
        put_json({**as_json(chosen), "body": found, "project_rules": [as_json(one) for one in made]})
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


def _retire(number: int, settings: Settings) -> int:
    """End a rule of the project's own, and take it out of the proposals that wait."""
    must_exist(settings)
    with open_for_writing(settings) as store:
        ended = store.retire_rule(number, author=settings.reviewer)
        say(f"rule {number} is retired: “{ended.words}” was {in_words(ended.kind, ended.coding)}")
        with bar("proposals") as shown:
            store.catch_up("rules", progress=shown.add)
    say("articles that wait are as the extractor reads them again; nobody's decisions were changed")
    return DONE


def _known(settings: Settings) -> tuple[list[Guideline], list[Rule]]:
    """The versions of the store (Assay's own where it has none, or there is no store) and its own rules."""
    base = [Guideline("1", "", guidelines.AUTHOR, "", guidelines.base())]
    if "://" in settings.db or Path(settings.db).exists():
        must_exist(settings)
        with open_existing(settings) as store:
            return store.guidelines() or base, store.rules()
    return base, []


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


def _list_made(made: Sequence[Rule], *, as_lines: bool) -> int:
    """The project's own rules, retired ones too: who, when, how often, until when."""
    if not as_lines:
        put_json([as_json(one) for one in made])
        return DONE
    if not made:
        say("this project has no rules of its own: the third identical mend on the review screen offers one")
        return DONE
    columns = ("rule", "words", "is", "since", "by", "articles", "values", "retired")
    table(columns, [_row(one) for one in made], right=(0, 5, 6))
    return DONE


def _row(rule: Rule) -> tuple[str, ...]:
    ended = "" if rule.retired_at is None else f"{rule.retired_at[:10]} by {rule.retired_by}"
    coding = in_words(rule.kind, rule.coding)
    figures = (f"{rule.articles:,}", f"{rule.values:,}")
    return (str(rule.number), rule.words, coding, rule.at[:10], rule.author, *figures, ended)


def _words(body: str) -> list[str]:
    told = guidelines.sections(body)
    return sorted({name for s in told for name in s.fields} | {s.title.casefold() for s in told})
