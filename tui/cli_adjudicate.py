"""`assay adjudicate`: settles what two people differ in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli_out import DONE, Stop, put, put_json, say, table
from tui.cli_store import open_existing
from tui.settings import Settings

if TYPE_CHECKING:
    from store.adjudications import Twice


def adjudicate(args: argparse.Namespace, settings: Settings) -> int:
    """List what waits, or open the screen on it. Raises Stop where nothing waits for this adjudicator."""
    from gold.adjudicate.case import worst_first

    who = settings.reviewer
    with open_existing(settings) as store:
        found = store.adjudicable(who)
        if args.list:
            waiting = worst_first(store, found.waiting)
            return _list([(store.load(t.row, who, exact=True).article.id, t) for t in waiting], args)
    if not found.waiting:
        raise Stop(
            nothing(who, len(found.settled), found.own), DONE if found.settled and not found.own else 2
        )
    if found.own:
        what = "1 article waits that" if found.own == 1 else f"{found.own:,} articles wait that"
        say(f"{what} {who} coded: somebody else has to adjudicate")
    from tui.cli_review import choose_extractor, needs_terminal

    needs_terminal([])
    choose_extractor(settings.extracting)
    from tui.adjudicate_app import run
    from tui.job import Job

    return run(Job(settings.db, who), settings)


def nothing(who: str, settled: int, own: int) -> str:
    """Why there is nothing to adjudicate, in a sentence."""
    if own:
        what = "the 1 article that waits was" if own == 1 else f"the {own:,} articles that wait were"
        return f"nobody adjudicates an article that they coded: {what} coded by {who}; somebody else has to"
    if settled:
        return f"nothing to adjudicate: all {settled:,} articles are settled"
    return "nothing to adjudicate: no article was finished by two people (`assay assign --overlap`)"


def _list(told: list[tuple[str, Twice]], args: argparse.Namespace) -> int:
    """What waits, worst first; nobody's name is told."""
    if args.json:
        put_json([{"id": name, "codings": len(t.coders), "begun": t.begun} for name, t in told])
    elif told:
        table(
            ("article", "codings", "begun"),
            [(n, str(len(t.coders)), "yes" if t.begun else "") for n, t in told],
        )
    else:
        put("nothing waits")
    return DONE
