"""The command line of double coding: `assay assign` and `assay adjudicate`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def add_assign(
    command: Callable[..., argparse.ArgumentParser], json: Callable[[Any], None], commands: object
) -> None:
    """Put `assign` among the commands."""
    one = command(
        commands,
        "assign",
        "give articles to several reviewers, each blind to the others",
        "What nobody has touched yet is dealt out evenly by publisher, date and length; a reviewer with "
        "assignments gets those, and in their order. docs/gold.md says how each arm works.",
    )
    one.add_argument("--reviewers", metavar="NAMES", help="who codes: amina,bilal,chao")
    one.add_argument("--round", metavar="NAME", help="of the round (round-1, round-2 …)")
    one.add_argument("--overlap", metavar="SHARE", type=share, default=0.0, help="coded by several (0)")
    one.add_argument("--coders", metavar="N", type=whole, default=2, help="how many are several (2)")
    one.add_argument("--sample", metavar="N", type=whole, help="deal out so many articles (all)")
    one.add_argument("--blank", metavar="SHARE", type=share, default=0.0, help="shown no proposal (0)")
    one.add_argument(
        "--plant", metavar="SHARE", type=share, default=0.0, help="proposals with one known error put in (0)"
    )
    one.add_argument(
        "--recode", metavar="SHARE", type=share, default=0.0, help="of everybody's own work, coded again (0)"
    )
    one.add_argument(
        "--drift", metavar="N", type=whole, default=0, help="articles for everybody, now and in later rounds"
    )
    one.add_argument("--qualify", metavar="GOLD", help="everybody codes this file of gold, and nothing else")
    one.add_argument(
        "--threshold", metavar="F1", type=share, default=0.8, help="what the qualification takes (0.80)"
    )
    one.add_argument("--unqualified", action="store_true", help="also to those who have not qualified")
    one.add_argument("--seed", metavar="N", type=whole, default=1, help="of everything random (1)")
    one.add_argument("--dry-run", action="store_true", help="show the plan and keep nothing")
    one.add_argument("--report", action="store_true", help="what came of the rounds (of --round)")
    json(one)


def add_adjudicate(
    command: Callable[..., argparse.ArgumentParser], json: Callable[[Any], None], commands: object
) -> None:
    """Put `adjudicate` among the commands."""
    one = command(
        commands,
        "adjudicate",
        "settle what two people differ in, worst article first",
        "Names are hidden and sides shuffled; nobody adjudicates an article that they coded. The result is a "
        "record of its own, which export takes; both codings stay.",
    )
    one.add_argument("--list", action="store_true", help="only say what waits")
    json(one)


def share(text: str) -> float:
    """A share from 0 to 1. Raises ArgumentTypeError for anything else."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share from 0 to 1, such as 0.2")
    return number


def whole(text: str) -> int:
    """A whole number from 0 up."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return number
